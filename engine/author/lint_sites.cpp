#include "author/lint_sites.h"

#include <algorithm>

#include "model/children.h"

namespace dengbao::author {
namespace {

using namespace model;
using From = Premise::From;
using Premises = std::vector<Premise>;

auto with(Premises premises, Premise more) -> Premises {
  premises.push_back(more);
  return premises;
}

class Visitor {
 public:
  Visitor(const Policies& policies, const std::function<bool(const Site&)>& visit)
      : policies_(policies), program_(policies.program), visit_(visit) {}

  void run() {
    for (const auto& written : policies_.requirements) requirement(*written.made);
    levels_ = policies_.levels();
    for (const auto& definition : program_.definitions) enter(definition.body, {});
    for (const auto& outcome : program_.outcomes) enter(outcome.value, {});
    for (const auto& relation : program_.relations) {
      for (const auto& rule : relation.rules) {
        for (const auto& generator : rule.generators) enter(generator.list, {});
        for (const auto condition : rule.conditions) enter(condition, {});
      }
    }
  }

 private:
  void requirement(const Requirement& made) {
    levels_ = policies_.levels(made);
    Premises scope;
    if (made.applies_when) {
      enter(*made.applies_when, {});
      scope.push_back({*made.applies_when, true, From::scope});
    }
    if (made.subject) {
      enter(made.subject->list, scope);
      if (made.subject->where) {
        enter(*made.subject->where, scope);
        scope.push_back({*made.subject->where, true, From::scope});
      }
    }
    for (const auto& exception : made.exceptions) enter(exception.condition, scope);
    for (const auto& part : made.parts) {
      levels_ = policies_.levels(made);
      std::erase_if(levels_, [&](std::uint32_t level) { return !part.holds_at(level); });
      if (levels_.empty()) continue;
      enter(part.condition, scope);
      if (part.unless) enter(part.unless->condition, scope);
    }
    levels_ = policies_.levels(made);
    for (const auto& expr : {made.done_on, made.due ? std::optional(made.due->date) : std::nullopt}) {
      if (expr) enter(*expr, scope);
    }
  }

  // True where the condition itself was taken: it counts no more.
  auto enter(ExprId id, const Premises& premises) -> bool {
    const auto& expr = program_.exprs[id];
    if (expr.type == truth_type && visit_({id, premises, levels_})) return true;
    std::visit(Overloaded{
                   [&](const And& n) { operands(n.operands, premises, true); },
                   [&](const Or& n) { operands(n.operands, premises, false); },
                   [&](const Implies& n) {
                     enter(n.condition, premises);
                     enter(n.consequence, with(premises, {n.condition, true, From::beside}));
                   },
                   [&](const Quantifier& n) {
                     enter(n.list, premises);
                     filtered(n.where, n.body, premises);
                   },
                   [&](const Select& n) {
                     enter(n.list, premises);
                     enter(n.where, premises);
                   },
                   [&](const Map& n) {
                     enter(n.list, premises);
                     filtered(n.where, n.element, premises);
                   },
                   [&](const auto& n) {
                     for (const auto child : children(n)) enter(child, premises);
                   },
               },
               expr.node);
    return false;
  }

  void filtered(const std::optional<ExprId>& where, ExprId body, const Premises& premises) {
    if (where) enter(*where, premises);
    enter(body, where ? with(premises, {*where, true, From::filter}) : premises);
  }

  // Of `a and b`, b counts only where a holds, and the other way round; a condition that was taken for superfluous is
  // no premise for the others. The last ones are asked first: what repeats stands behind what it repeats.
  void operands(const std::vector<ExprId>& ids, const Premises& premises, bool conjunction) {
    auto left = ids;
    for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
      auto inner = premises;
      for (const auto other : left) {
        if (other != *id) inner.push_back({other, conjunction, From::beside});
      }
      if (enter(*id, inner)) std::erase(left, *id);
    }
  }

  const Policies& policies_;
  const Program& program_;
  const std::function<bool(const Site&)>& visit_;
  std::vector<std::uint32_t> levels_;
};

struct AtLevel {
  Decided decided = Decided::no;
  bool level_matters = false;
};

auto decide_at(const Policies& policies, const Site& site, std::initializer_list<From> from, std::uint32_t level)
    -> AtLevel {
  Cases cases;
  ConditionReader reader(policies.program, cases, {.level = level});
  const auto asked = reader.read(site.condition);
  std::vector<Formula> premises;
  for (const auto& premise : site.premises) {
    if (std::ranges::find(from, premise.from) == from.end()) continue;
    auto formula = reader.read(premise.condition);
    if (!premise.holds) formula = negation(std::move(formula));
    if (cases.related(formula, asked)) premises.push_back(std::move(formula));
  }
  const auto answer = [&](Decided decided) { return AtLevel{decided, reader.level_matters()}; };
  if (!premises.empty() && cases.implies(premises, constant(false))) return answer(Decided::no);  // cannot be
  if (cases.implies(premises, asked)) return answer(Decided::always);
  return answer(cases.implies(premises, negation(asked)) ? Decided::never : Decided::no);
}

}  // namespace

auto decide(const Policies& policies, const Site& site, std::initializer_list<Premise::From> from) -> Decided {
  std::optional<Decided> all;
  for (const auto level : site.levels) {
    const auto [here, level_matters] = decide_at(policies, site, from, level);
    if (here == Decided::no || (all && *all != here)) return Decided::no;
    all = here;
    if (!level_matters) break;
  }
  return all.value_or(Decided::no);
}

void visit_conditions(const Policies& policies, const std::function<bool(const Site&)>& visit) {
  Visitor(policies, visit).run();
}

}  // namespace dengbao::author
