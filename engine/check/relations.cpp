#include <algorithm>

#include "check/evaluate.h"

// Relations: what is sure, and what is possible, each the least set of tuples that is closed under the rules.
namespace dengbao::check {
namespace {

auto may_be(const Value& a, const Value& b) -> bool { return !a.is_value() || !b.is_value() || same(a, b); }

auto is_call(const Doc& expr, std::string_view operation) -> bool {
  return expr.is == Doc::Is::list && !expr.items.empty() && expr.items[0].is == Doc::Is::text &&
         expr.items[0].text == operation;
}

auto mentions(const Doc& expr, const std::set<std::size_t>& slots) -> bool {
  if (is_call(expr, "var")) return slots.contains(expr.at(1).as_count());
  return std::any_of(expr.items.begin(), expr.items.end(), [&](const Doc& below) { return mentions(below, slots); });
}

}  // namespace

auto Evaluator::asks(const Doc& expr, std::size_t stratum, std::set<std::string>& seen) const -> bool {
  if (is_call(expr, "related") && named(relations_, expr.at(1).as_text()).at("stratum").as_count() == stratum)
    return true;
  if (is_call(expr, "call") && seen.insert(expr.at(1).as_text()).second &&
      asks(named(definitions_, expr.at(1).as_text()).at("is"), stratum, seen)) {
    return true;
  }
  return std::any_of(expr.items.begin(), expr.items.end(),
                     [&](const Doc& below) { return asks(below, stratum, seen); });
}

// Its conditions that need neither an atom's variables nor what is being solved.
auto Evaluator::rule_of(const Doc& doc, const std::string& relation, std::size_t stratum) const -> Rule {
  std::set<std::size_t> by_atoms;
  for (const auto& atom : doc.at("of").as_list()) {
    for (const auto& term : atom.items) {
      if (is_call(term, "bind")) by_atoms.insert(term.at(1).as_count());
    }
  }
  for (const auto& generator : doc.at("for").as_list()) by_atoms.erase(generator.at(0).as_count());
  Rule rule{&doc, &relation, {}};
  for (const auto& condition : doc.at("if").as_list()) {
    std::set<std::string> seen;
    rule.early.push_back(!mentions(condition, by_atoms) && !asks(condition, stratum, seen));
  }
  return rule;
}

auto Evaluator::extent(const std::string& relation) -> Extent& { return extents_[{level, relation}]; }

auto Evaluator::related(const Doc& expr, Frame& frame) -> Value {
  auto tuple = arguments(expr, 2, frame);
  bool known = true;
  for (auto& value : tuple) {
    if (value.kind == Kind::none) return of_truth(Truth::no);
    if (value.kind == Kind::interval) value = {};
    known = known && value.is_value();
  }
  const auto& relation = expr.at(1).as_text();
  const auto stratum = named(relations_, relation).at("stratum").as_count();
  if (!solved_.contains({level, stratum})) solve(stratum);
  const auto& found = extent(relation);
  const auto among = [&](const std::vector<Values>& tuples) {
    return std::any_of(tuples.begin(), tuples.end(), [&](const Values& other) {
      return std::equal(tuple.begin(), tuple.end(), other.begin(), other.end(), may_be);
    });
  };
  if (known && among(found.surely)) return of_truth(Truth::yes);
  return of_truth(found.solving_sure || among(found.possibly) ? Truth::unknown : Truth::no);
}

void Evaluator::solve(std::size_t stratum) {
  solved_[{level, stratum}] = true;
  std::vector<std::string> own;
  std::vector<Rule> rules;
  for (const auto& [name, doc] : relations_) {
    if (doc->at("stratum").as_count() != stratum) continue;
    own.push_back(name);
    for (const auto& rule : doc->at("rules").as_list()) rules.push_back(rule_of(rule, name, stratum));
  }
  for (const bool possible : {false, true}) {
    for (const auto& name : own) extent(name).solving_sure = !possible;
    for (std::size_t before = 1, after = 0; before != after;) {
      const auto size = [&] {
        std::size_t all = 0;
        for (const auto& name : own) all += extent(name).surely.size() + extent(name).possibly.size();
        return all;
      };
      before = size();
      for (const auto& rule : rules) {
        const auto slots = rule.doc->at("slots").as_count();
        Frame frame(slots);
        std::vector<bool> bound(slots);
        std::vector<const Values*> met;
        apply(rule, 0, frame, bound, met, possible);
      }
      after = size();
    }
  }
}

// One generator or atom of the rule after the other, and its conditions; what is asked must be sure, or not impossible.
// An early condition is asked of the generators' values as they are: one that is unknown is not looked at again when
// an atom's tuple says which it has to be.
void Evaluator::apply(const Rule& applied, std::size_t at, Frame& frame, std::vector<bool>& bound,
                      std::vector<const Values*>& met, bool possible) {
  const auto& rule = *applied.doc;
  const auto holds = [&](Truth truth) { return possible ? truth != Truth::no : truth == Truth::yes; };
  const auto usable = [&](Value& value) {
    if (value.kind == Kind::interval) value = {};
    return value.kind != Kind::none && (value.is_value() || possible);
  };
  const auto& generators = rule.at("for").as_list();
  const auto& atoms = rule.at("of").as_list();
  if (at < generators.size()) {
    auto list = members(generators[at].at(1), frame);
    if (list.open) list.members.push_back({Value{}, Truth::unknown});
    for (auto& [value, in] : list.members) {
      const auto slot = generators[at].at(0).as_count();
      if (!holds(in) || !usable(value)) continue;
      frame.at(slot) = value;
      bound.at(slot) = true;
      apply(applied, at + 1, frame, bound, met, possible);
    }
    return;
  }
  const auto meets = [&](bool early) {
    const auto& conditions = rule.at("if").as_list();
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (applied.early[i] == early && !holds(truth(conditions[i], frame))) return false;
    }
    return true;
  };
  if (at == generators.size() && !meets(true)) return;
  if (at < generators.size() + atoms.size()) {
    const auto& atom = atoms[at - generators.size()];
    const auto& name = atom.at(0).as_text();
    const auto stratum = named(relations_, name).at("stratum").as_count();
    if (!solved_.contains({level, stratum})) solve(stratum);
    const auto tuples = possible ? extent(name).possibly : extent(name).surely;
    for (const auto& tuple : tuples) {
      auto inner = frame;
      auto inner_bound = bound;
      bool fits = true;
      for (std::size_t i = 0; i < tuple.size() && fits; ++i) {
        const auto& term = atom.at(i + 1);
        if (term.at(0).text != "bind") continue;
        const auto slot = term.at(1).as_count();
        auto& value = inner.at(slot);
        fits = !inner_bound.at(slot) || (usable(value) && may_be(value, tuple[i]));
        if (!inner_bound.at(slot) || !value.is_value()) value = tuple[i];
        inner_bound.at(slot) = true;
      }
      if (!fits) continue;
      met.push_back(&tuple);
      apply(applied, at + 1, inner, inner_bound, met, possible);
      met.pop_back();
    }
    return;
  }
  for (std::size_t a = 0; a < atoms.size(); ++a) {
    for (std::size_t i = 0; i < met[a]->size(); ++i) {
      const auto& term = atoms[a].at(i + 1);
      if (term.at(0).text == "bind") continue;
      auto reckoned = value(term, frame);
      if (!usable(reckoned) || !may_be(reckoned, (*met[a])[i])) return;
    }
  }
  if (!meets(false)) return;
  auto tuple = arguments(rule.at("gives"), 0, frame);
  for (auto& value : tuple) {
    if (!usable(value)) return;
  }
  const auto& relation = *applied.relation;
  auto& into = possible ? extent(relation).possibly : extent(relation).surely;
  // A tuple with any value in place of some of these says as much.
  const auto covers = [&](const Value& other, const Value& mine) {
    return !other.is_value() || (mine.is_value() && same(other, mine));
  };
  const bool covered = std::any_of(into.begin(), into.end(), [&](const Values& other) {
    return std::equal(other.begin(), other.end(), tuple.begin(), tuple.end(), covers);
  });
  if (into.size() > 1'000'000) throw Refused(relation + ": more tuples than anyone could check");
  if (!covered) into.push_back(std::move(tuple));
}

}  // namespace dengbao::check
