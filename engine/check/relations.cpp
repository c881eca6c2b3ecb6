#include <algorithm>

#include "check/evaluate.h"

// Relations: what is sure, and what is possible, each the least set of tuples that is closed under the rules.
namespace dengbao::check {
namespace {

auto may_be(const Value& a, const Value& b) -> bool { return !a.is_value() || !b.is_value() || same(a, b); }

}  // namespace

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
  std::vector<std::pair<std::string, const Doc*>> own;
  for (const auto& [name, doc] : relations_) {
    if (doc->at("stratum").as_count() == stratum) own.emplace_back(name, doc);
  }
  for (const bool possible : {false, true}) {
    for (const auto& [name, doc] : own) extent(name).solving_sure = !possible;
    for (std::size_t before = 1, after = 0; before != after;) {
      const auto size = [&] {
        std::size_t all = 0;
        for (const auto& [name, doc] : own) all += extent(name).surely.size() + extent(name).possibly.size();
        return all;
      };
      before = size();
      for (const auto& [name, doc] : own) {
        for (const auto& rule : doc->at("rules").as_list()) {
          const auto slots = rule.at("slots").as_count();
          Frame frame(slots);
          std::vector<bool> bound(slots);
          std::vector<const Values*> met;
          apply(rule, 0, frame, bound, met, name, possible);
        }
      }
      after = size();
    }
  }
}

// One generator or atom of the rule after the other, then its conditions; what is asked must be sure, or not
// impossible.
void Evaluator::apply(const Doc& rule, std::size_t at, Frame& frame, std::vector<bool>& bound,
                      std::vector<const Values*>& met, const std::string& relation, bool possible) {
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
      apply(rule, at + 1, frame, bound, met, relation, possible);
    }
    return;
  }
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
      apply(rule, at + 1, inner, inner_bound, met, relation, possible);
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
  for (const auto& condition : rule.at("if").as_list()) {
    if (!holds(truth(condition, frame))) return;
  }
  auto tuple = arguments(rule.at("gives"), 0, frame);
  for (auto& value : tuple) {
    if (!usable(value)) return;
  }
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
