#include <algorithm>

#include "model/check_expr.h"
#include "model/children.h"

namespace dengbao::model {
namespace {

// Definitions call definitions no deeper than this, and one unfolds to no more steps than that: evaluation always ends,
// and soon.
constexpr std::uint32_t deepest_calls = 32;
constexpr double most_steps = 1e6;

void check_signature(Compilation& c, DefinitionId id, const PendingDefinition& pending) {
  const auto& written = *pending.syntax;
  std::vector<std::string> names;
  std::vector<Type> types;
  for (const auto& formal : written.formals) {
    const auto type = resolve_type(c, pending.unit, formal.type, {});
    if (std::find(names.begin(), names.end(), formal.name.text) != names.end()) {
      c.sink.report(Code::duplicate_name, formal.name.span, formal.name.text);
    }
    names.push_back(formal.name.text);
    types.push_back(type ? type->type : text_type);
  }
  const auto result = resolve_type(c, pending.unit, written.result, {});
  auto& definition = c.program.definitions[id];
  definition.formals = std::move(names);
  definition.formal_types = std::move(types);
  definition.result = result ? result->type : truth_type;
}

auto check_body(Compilation& c, DefinitionId id, const PendingDefinition& pending) -> bool {
  const auto& written = *pending.syntax;
  Scope scope;
  scope.unit = pending.unit;
  ExprChecker checker(c, *c.units[pending.unit].file, scope);
  const auto types = c.program.definitions[id].formal_types;
  for (std::size_t i = 0; i < written.formals.size(); ++i) {
    const auto& name = written.formals[i].name;
    scope.declare(name.text, types[i], name.span);
  }
  const auto result = c.program.definitions[id].result;
  const auto body = checker.check_as(written.body, result);
  auto says = make_template(c, scope, written.says);
  auto& definition = c.program.definitions[id];
  definition.says = std::move(says);
  definition.slots = static_cast<std::uint32_t>(scope.slot_names.size());
  definition.slot_names = std::move(scope.slot_names);
  if (body) definition.body = *body;
  return body.has_value();
}

// Finds circles of definitions, and how deep and how large each is once unfolded.
class Unfolder {
 public:
  explicit Unfolder(Compilation& c) : c_(c) {}

  void visit(DefinitionId id) {
    auto& pending = c_.definitions[id.index];
    if (pending.state == State::done) return;
    if (pending.state == State::checking) {
      report_circle(id);
      return;
    }
    pending.state = State::checking;
    path_.push_back(id);
    pending.size = steps(id, c_.program.definitions[id].body);
    path_.pop_back();
    pending.state = State::done;
    const auto& definition = c_.program.definitions[id];
    if (pending.depth > deepest_calls || pending.size > most_steps) {
      c_.sink.report(Code::compile_too_deep, definition.span, deepest_calls);
    }
  }

 private:
  using State = PendingDefinition::State;

  auto steps(DefinitionId owner, ExprId expr) -> double {
    const auto& node = c_.program.exprs[expr].node;
    double size = 1;
    for (const auto child : children(node)) size += steps(owner, child);
    if (const auto* call = std::get_if<CallDefinition>(&node)) {
      const auto callee = call->definition;
      visit(callee);
      auto& pending = c_.definitions[owner.index];
      pending.depth = std::max(pending.depth, c_.definitions[callee.index].depth + 1);
      size += c_.definitions[callee.index].size;
    }
    return size;
  }

  void report_circle(DefinitionId id) {
    std::string circle;
    for (auto it = std::find(path_.begin(), path_.end(), id); it != path_.end(); ++it) {
      circle += c_.program.definitions[*it].name + " → ";
    }
    const auto& definition = c_.program.definitions[id];
    c_.sink.report(Code::recursive_definition, definition.span, definition.name, circle + definition.name);
  }

  Compilation& c_;
  std::vector<DefinitionId> path_;
};

}  // namespace

void check_definitions(Compilation& c) {
  for (std::uint32_t i = 0; i < c.definitions.size(); ++i) check_signature(c, {i}, c.definitions[i]);
  bool sound = true;
  for (std::uint32_t i = 0; i < c.definitions.size(); ++i) sound = check_body(c, {i}, c.definitions[i]) && sound;
  if (!sound) return;
  Unfolder unfolder(c);
  for (std::uint32_t i = 0; i < c.definitions.size(); ++i) unfolder.visit({i});
}

}  // namespace dengbao::model
