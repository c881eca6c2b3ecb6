// A higher level only adds: where one demands less than the level below it.
#include <algorithm>

#include "author/lint_demand.h"
#include "author/lint_rules.h"
#include "model/children.h"

namespace dengbao::author {
namespace {

using namespace model;

// One part at one level.
struct Demand {
  const Part* part;
  std::uint32_t level;
};

// The later demand follows from the earlier one, and not the other way round: it is weaker.
auto weaker(const Policies& policies, const Requirement& requirement, Demand earlier, Demand later) -> bool {
  Cases cases;
  ConditionReader below(policies.program, cases, {.level = earlier.level, .defaults = true});
  ConditionReader above(policies.program, cases, {.level = later.level, .defaults = true});
  const auto scope = all_of({scope_of(below, requirement), scope_of(above, requirement)});
  const auto first = demand_of(below, requirement, *earlier.part);
  const auto second = demand_of(above, requirement, *later.part);
  return cases.implies({scope, first}, second) && !cases.implies({scope, second}, first);
}

// The `by level` on which a condition rests, in it or in what it calls.
class ByLevelFinder {
 public:
  explicit ByLevelFinder(const Program& program) : program_(program) {}

  auto find(ExprId id, int depth = 0) -> std::optional<ExprId> {
    const auto& node = program_.exprs[id].node;
    if (std::holds_alternative<ByLevel>(node)) return id;
    if (depth > 8) return std::nullopt;
    if (const auto* parameter = std::get_if<ParameterRef>(&node)) {
      if (const auto found = find(program_.parameters[parameter->parameter].value, depth + 1)) return found;
    }
    if (const auto* call = std::get_if<CallDefinition>(&node)) {
      if (const auto found = find(program_.definitions[call->definition].body, depth + 1)) return found;
    }
    for (const auto child : children(node)) {
      if (const auto found = find(child, depth)) return found;
    }
    return std::nullopt;
  }

 private:
  const Program& program_;
};

void compare_levels(const Policies& policies, const Written& written, const Part& part, Sink& sink) {
  const auto levels = policies.levels(*written.made);
  const auto by_level = ByLevelFinder(policies.program).find(part.condition);
  if (!by_level) return;
  for (std::size_t i = 1; i < levels.size(); ++i) {
    if (!part.holds_at(levels[i - 1]) || !part.holds_at(levels[i])) continue;
    if (!weaker(policies, *written.made, {&part, levels[i - 1]}, {&part, levels[i]})) continue;
    sink.report(Code::lint_weakening, policies.program.exprs[*by_level].span, levels[i], levels[i - 1])
        .label(policies.program.exprs[part.condition].span, say("in this condition", "用于此条件"));
    return;
  }
}

void compare_replaced(const Policies& policies, const Written& written, std::size_t later, Sink& sink) {
  const auto& made = *written.made;
  const auto& replacing = written.syntax->parts[later].replacing;
  if (!replacing) return;
  const auto& part = made.parts[later];
  for (std::size_t i = 0; i < later; ++i) {
    const auto& replaced = made.parts[i];
    if (replaced.until_level != part.from_level) continue;
    if (replaced.label.en != replacing->text && replaced.label.zh != replacing->text) continue;
    const auto below = part.from_level - 1;
    if (!weaker(policies, made, {&replaced, below}, {&part, part.from_level})) continue;
    sink.report(Code::lint_weakening, written.syntax->parts[later].label.span, part.from_level, below)
        .label(written.syntax->parts[i].label.span, say("the part that it replaces", "被替换的要求项"));
  }
}

}  // namespace

// ```
//   require "long": host.length >= by level (1: 10, 3: 8)
//                                  ^^^^^^^^^^^^^^^^^^^^^^
// ```
void find_weakening(const Policies& policies, Sink& sink) {
  for (const auto& written : policies.requirements) {
    if (written.made->kind != syntax::RuleKind::requirement) continue;
    for (std::size_t i = 0; i < written.made->parts.size(); ++i) {
      compare_levels(policies, written, written.made->parts[i], sink);
      compare_replaced(policies, written, i, sink);
    }
  }
}

}  // namespace dengbao::author
