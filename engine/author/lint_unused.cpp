// What nothing uses, and what nothing tests.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "author/lint_rules.h"

namespace dengbao::author {
namespace {

using namespace model;

auto in(const Span& inner, const Span& outer) -> bool {
  return inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end;
}

// What the policies use. Tests use nothing: what only a test calls has no part in any verdict.
class Uses {
 public:
  explicit Uses(const Policies& policies) : policies_(policies), program_(policies.program) {
    for (const auto& file : policies.set.files) {
      for (const auto& node : file.declarations) {
        if (std::holds_alternative<syntax::Test>(node.declaration)) tests_.push_back(node.span);
      }
    }
    for (const auto& expr : program_.exprs) {
      if (!in_test(expr.span)) take(expr);
    }
    for (const auto& field : program_.fields) take_field(field);
    for (const auto& definition : program_.definitions) take_types(definition.formal_types, definition.result);
    for (const auto& table : program_.tables) take_types(table.formal_types, table.result);
    for (const auto& parameter : program_.parameters) take(parameter.type);
    for (std::uint32_t i = 0; i < program_.relations.size(); ++i) take_relation({i});
    records_.insert(program_.scheme.facts.index);
  }

  [[nodiscard]] auto parameter(std::uint32_t index) const -> bool { return parameters_.contains(index); }
  [[nodiscard]] auto definition(std::uint32_t index) const -> bool { return definitions_.contains(index); }
  [[nodiscard]] auto relation(std::uint32_t index) const -> bool { return relations_.contains(index); }
  [[nodiscard]] auto table(std::uint32_t index) const -> bool { return tables_.contains(index); }
  [[nodiscard]] auto record(std::uint32_t index) const -> bool { return records_.contains(index); }
  [[nodiscard]] auto enumeration(std::uint32_t index) const -> bool { return enumerations_.contains(index); }
  [[nodiscard]] auto field(std::uint32_t index) const -> bool { return fields_.contains(index); }

 private:
  auto in_test(Span span) const -> bool {
    return std::ranges::any_of(tests_, [&](Span test) { return in(span, test); });
  }

  void take(const Expr& expr) {
    std::visit(Overloaded{
                   [&](const ParameterRef& n) { parameters_.insert(n.parameter.index); },
                   [&](const FieldOf& n) { fields_.insert(n.field.index); },
                   [&](const CallDefinition& n) { definitions_.insert(n.definition.index); },
                   [&](const CallTable& n) { tables_.insert(n.table.index); },
                   [&](const CallRelation& n) {
                     if (!in_own_rules(expr.span, n.relation)) relations_.insert(n.relation.index);
                   },
                   [&](const NamesA& n) { records_.insert(n.record.index); },
                   [&](const RowsOf& n) { records_.insert(n.record.index); },
                   [](const auto&) {},
               },
               expr.node);
  }

  auto in_own_rules(Span span, RelationId id) const -> bool {
    return std::ranges::any_of(program_.relations[id].rules,
                               [&](const RelationRule& rule) { return in(span, rule.span); });
  }

  void take_relation(RelationId id) {
    const auto& relation = program_.relations[id];
    take_types(relation.formal_types, truth_type);
    for (const auto& rule : relation.rules) {
      for (const auto& atom : rule.atoms) {
        if (atom.relation != id) relations_.insert(atom.relation.index);
      }
    }
  }

  void take_field(const Field& field) {
    take(field.type);
    if (field.names) records_.insert(field.names->index);
  }

  void take_types(const std::vector<Type>& types, Type result) {
    for (const auto type : types) take(type);
    take(result);
  }

  void take(Type type) {
    if (type.kind == Kind::record) records_.insert(type.ref);
    if (type.kind == Kind::enumeration) enumerations_.insert(type.ref);
  }

  const Policies& policies_;
  const Program& program_;
  std::vector<Span> tests_;
  std::set<std::uint32_t> parameters_, definitions_, relations_, tables_, records_, enumerations_, fields_;
};

auto has_scheme(const PolicySet& set) -> bool {
  return std::ranges::any_of(set.files, [](const syntax::File& file) {
    return std::ranges::any_of(file.declarations, [](const syntax::DeclarationNode& node) {
      return std::holds_alternative<syntax::Scheme>(node.declaration);
    });
  });
}

// Modules without a scheme, and those of the standard library, are there for others to use.
auto is_for_others(const Policies& policies, const std::string& module) -> bool {
  return !has_scheme(policies.set) || module == "std" || module.starts_with("std.");
}

template <typename Store, typename Used>
void report_unused(const Policies& policies, const Store& store, Used used, Code code, Sink& sink) {
  std::uint32_t index = 0;
  for (const auto& one : store) {
    if (!used(index++) && !one.name.empty() && !is_for_others(policies, one.module)) {
      sink.report(code, one.span, one.name);
    }
  }
}

// Records and enumerations that the policies declare: a test makes records of its own.
struct Declared {
  std::string name;
  std::string module;
  Span span;
};
template <typename Syntax, typename Store>
auto declared(const Policies& policies, const Store& store) -> std::vector<Declared> {
  std::set<std::tuple<std::uint32_t, std::uint32_t>> written;
  std::map<std::uint32_t, std::string> modules;
  for (const auto& file : policies.set.files) {
    modules[file.id.index] = file.module ? file.module->text() : "";
    for (const auto& node : file.declarations) {
      const auto* one = std::get_if<Syntax>(&node.declaration);
      if (one != nullptr) written.insert({one->name.span.file.index, one->name.span.begin});
    }
  }
  std::vector<Declared> out;
  for (const auto& made : store) {
    const bool known = written.contains({made.span.file.index, made.span.begin});
    out.push_back({known ? made.name : "", modules[made.span.file.index], made.span});
  }
  return out;
}

}  // namespace

void find_unused_definition(const Policies& policies, Sink& sink) {
  const Uses uses(policies);
  const auto& program = policies.program;
  const auto report = [&](const auto& store, auto used) {
    report_unused(policies, store, used, Code::lint_unused_definition, sink);
  };
  report(program.definitions, [&](std::uint32_t i) { return uses.definition(i); });
  report(program.relations, [&](std::uint32_t i) { return uses.relation(i); });
  report(program.tables, [&](std::uint32_t i) { return uses.table(i); });
  report(declared<syntax::Record>(policies, program.records), [&](std::uint32_t i) { return uses.record(i); });
  report(declared<syntax::Enumeration>(policies, program.enumerations),
         [&](std::uint32_t i) { return uses.enumeration(i); });
}

void find_unused_parameter(const Policies& policies, Sink& sink) {
  const Uses uses(policies);
  report_unused(
      policies, policies.program.parameters, [&](std::uint32_t i) { return uses.parameter(i); },
      Code::lint_unused_parameter, sink);
}

// A key and the network's own name are shown with every verdict, and rows that something refers to are needed. Where
// policies put questions, a field without one only describes: nobody is troubled for it.
void find_unused_field(const Policies& policies, Sink& sink) {
  const Uses uses(policies);
  const auto& program = policies.program;
  const auto records = declared<syntax::Record>(policies, program.records);
  const bool surveyed = std::ranges::any_of(program.fields, [](const Field& field) { return !field.ask.empty(); });
  for (std::uint32_t i = 0; i < program.fields.size(); ++i) {
    const auto& field = program.fields[FieldId{i}];
    const auto& record = records[field.owner.index];
    const bool describes = surveyed && field.ask.empty();
    if (uses.field(i) || field.read || field.key || describes || record.name.empty() ||
        is_for_others(policies, record.module))
      continue;
    sink.report(Code::lint_unused_field, field.span, field.name, record.name);
  }
}

// ```
//   requirement passwords.long
//               ^^^^^^^^^^^^^^
// ```
// Where no test stands at all, that is one finding, not one a requirement.
void find_untested(const Policies& policies, Sink& sink) {
  std::set<std::uint32_t> tested;
  bool any = false;
  std::optional<syntax::Name> scheme;
  for (const auto& file : policies.set.files) {
    for (const auto& node : file.declarations) {
      if (const auto* one = std::get_if<syntax::Scheme>(&node.declaration)) scheme = one->name;
      const auto* test = std::get_if<syntax::Test>(&node.declaration);
      if (test == nullptr) continue;
      any = true;
      if (!test->of) continue;
      for (const auto id : policies.program.find_requirement(test->of->text())) tested.insert(id.index);
    }
  }
  if (!any) {
    if (scheme) sink.report(Code::lint_untested, scheme->span, scheme->text);
    return;
  }
  std::uint32_t index = 0;
  for (const auto& requirement : policies.program.requirements) {
    if (!tested.contains(index++)) sink.report(Code::lint_untested, requirement.span, requirement.name);
  }
}

}  // namespace dengbao::author
