// Parts that demand nothing of their own, or nothing at all.
#include <algorithm>
#include <set>
#include <tuple>

#include "author/lint_demand.h"
#include "author/lint_rules.h"

namespace dengbao::author {
namespace {

using namespace model;

auto is_requirement(const Written& written) -> bool { return written.made->kind == syntax::RuleKind::requirement; }

auto levels_of(const Policies& policies, const Requirement& requirement, const Part& part)
    -> std::vector<std::uint32_t> {
  auto levels = policies.levels(requirement);
  std::erase_if(levels, [&](std::uint32_t level) { return !part.holds_at(level); });
  return levels;
}

// The part is met whenever the other one is, at every level at which the part stands.
auto implied_by(const Policies& policies, const Requirement& requirement, const Part& part, const Part& other) -> bool {
  const auto levels = levels_of(policies, requirement, part);
  return !levels.empty() && std::ranges::all_of(levels, [&](std::uint32_t level) {
    if (!other.holds_at(level)) return false;
    Cases cases;
    ConditionReader reader(policies.program, cases, {.level = level});
    const auto scope = scope_of(reader, requirement);
    const auto mine = demand_of(reader, requirement, part);
    return cases.related(mine, demand_of(reader, requirement, other)) && !cases.implies({scope}, mine) &&
           cases.implies({scope, demand_of(reader, requirement, other)}, mine);
  });
}

// That a list is not empty follows from a demand on some element of it; it is worth a part of its own all the same,
// because it says what is missing.
auto only_asks_for_elements(const Program& program, const Part& part) -> bool {
  const auto* empty = std::get_if<Empty>(&program.exprs[part.condition].node);
  return empty != nullptr && empty->negated;
}

void find_implied_in(const Policies& policies, const Written& written, Sink& sink) {
  const auto& parts = written.made->parts;
  std::vector<bool> implied(parts.size());
  for (std::size_t i = parts.size(); i-- > 0;) {
    if (only_asks_for_elements(policies.program, parts[i])) continue;
    for (std::size_t j = 0; j < parts.size() && !implied[i]; ++j) {
      if (i == j || implied[j] || (parts[j].recommended && !parts[i].recommended)) continue;
      if (!implied_by(policies, *written.made, parts[i], parts[j])) continue;
      implied[i] = true;
      sink.report(Code::lint_implied_part, written.syntax->parts[i].label.span, parts[j].label)
          .label(written.syntax->parts[j].label.span, say("the part that demands it", "包含其内容的要求项"));
    }
  }
}

auto swallows(const Policies& policies, const Requirement& requirement, const Part& part, const Exception& exception)
    -> bool {
  const auto levels = levels_of(policies, requirement, part);
  return !levels.empty() && std::ranges::all_of(levels, [&](std::uint32_t level) {
    Cases cases;
    ConditionReader reader(policies.program, cases, {.level = level});
    const auto scope = scope_of(reader, requirement);
    const auto condition = reader.read(part.condition);
    const auto excused = reader.read(exception.condition);
    return !cases.implies({scope}, condition) && cases.implies({scope, negation(condition)}, excused);
  });
}

// Asks something of every element. That there is `no` such element is a prohibition, and empty lists keep it honestly.
auto asks_of_every(const Program& program, ExprId id) -> bool {
  const auto& node = program.exprs[id].node;
  const auto inside = [&](ExprId operand) { return asks_of_every(program, operand); };
  if (const auto* quantifier = std::get_if<Quantifier>(&node)) return quantifier->kind == QuantifierKind::every;
  if (const auto* all = std::get_if<And>(&node)) return std::ranges::any_of(all->operands, inside);
  if (const auto* any = std::get_if<Or>(&node)) return std::ranges::any_of(any->operands, inside);
  const auto* call = std::get_if<CallDefinition>(&node);
  return call != nullptr && inside(program.definitions[call->definition].body);
}

// The lists that the parts look through at a level.
auto lists_of(const Policies& policies, const Requirement& requirement, std::uint32_t level) -> std::set<std::string> {
  Cases cases;
  ConditionReader reader(policies.program, cases, {.level = level});
  for (const auto& part : requirement.parts) {
    if (part.holds_at(level)) [[maybe_unused]]
      const auto formula = reader.read(part.condition);
  }
  return reader.looked_through();
}

// The first part that asks something of every element, where a subject meets all parts by having none.
auto passes_without_elements(const Policies& policies, const Requirement& requirement, std::uint32_t level)
    -> std::optional<std::size_t> {
  Cases cases;
  ConditionReader reader(policies.program, cases, {.level = level, .empty = lists_of(policies, requirement, level)});
  if (scope_of(reader, requirement).is(false)) return std::nullopt;
  std::optional<std::size_t> first;
  for (std::size_t i = 0; i < requirement.parts.size(); ++i) {
    const auto& part = requirement.parts[i];
    if (!part.holds_at(level) || part.recommended) continue;
    if (!demand_of(reader, requirement, part).is(true)) return std::nullopt;
    if (!first && asks_of_every(policies.program, part.condition)) first = i;
  }
  return first;
}

}  // namespace

// ```
//   level 3
//   until level 3 require "…": …
//                         ^^^
// ```
void find_unreachable_part(const Policies& policies, Sink& sink) {
  for (const auto& written : policies.requirements) {
    for (std::size_t i = 0; i < written.made->parts.size(); ++i) {
      const auto& part = written.made->parts[i];
      if (written.made->levels.empty() || !levels_of(policies, *written.made, part).empty()) continue;
      const auto& label = written.syntax->parts[i].label.span;
      auto report = sink.report(Code::lint_unreachable_part, label);
      std::string levels;
      for (const auto level : written.made->levels) levels += (levels.empty() ? "" : ", ") + std::to_string(level);
      report.label(written.made->span, say("which stands at level {}", "该要求适用于第 {} 级", levels));
    }
  }
}

// ```
//   require "at least 8": host.length >= 8
//           ^^^^^^^^^^^^
//   require "at least 10": host.length >= 10
// ```
void find_implied_part(const Policies& policies, Sink& sink) {
  for (const auto& written : policies.requirements) {
    if (is_requirement(written)) find_implied_in(policies, written, sink);
  }
}

// ```
//   require "…": account.length >= 8
//   unless "old": account.length < 10
//          ^^^^^
// ```
void find_swallowing_exception(const Policies& policies, Sink& sink) {
  for (const auto& written : policies.requirements) {
    const auto& made = *written.made;
    for (std::size_t i = 0; i < made.parts.size(); ++i) {
      const auto& part = made.parts[i];
      const auto& label = written.syntax->parts[i].label.span;
      if (part.unless && swallows(policies, made, part, *part.unless)) {
        sink.report(Code::lint_swallowing_exception, written.syntax->parts[i].unless->label.span)
            .label(label, say("the part", "该要求项"));
      }
      for (std::size_t j = 0; j < made.exceptions.size(); ++j) {
        if (!swallows(policies, made, part, made.exceptions[j])) continue;
        sink.report(Code::lint_swallowing_exception, written.syntax->exceptions[j].label.span)
            .label(label, say("the part", "该要求项"));
      }
    }
  }
}

// ```
//   for each host in network.hosts
//   require "…": every account in host.accounts satisfies account.enabled
//           ^^^
// ```
void find_vacuous(const Policies& policies, Sink& sink) {
  for (const auto& written : policies.requirements) {
    if (!is_requirement(written)) continue;
    for (const auto level : policies.levels(*written.made)) {
      const auto part = passes_without_elements(policies, *written.made, level);
      if (!part) continue;
      sink.report(Code::lint_vacuous, written.syntax->parts[*part].label.span)
          .help(say("require that there are elements, or let `where … is not empty` leave out what has none",
                    "请要求列表不为空，或用 `其中 … 不为空` 排除没有元素的对象"));
      break;
    }
  }
}

}  // namespace dengbao::author
