#include "author/lint_cases.h"

#include <algorithm>
#include <numeric>

namespace dengbao::author {
namespace {

constexpr std::size_t most_cases = 1U << 14U;
constexpr std::size_t most_bodies = 6;

auto connective(Formula::Kind kind, std::vector<Formula> operands) -> Formula {
  const bool neutral = kind == Formula::Kind::all;
  Formula made{kind, true, 0, {}};
  for (auto& operand : operands) {
    if (operand.is(neutral)) continue;
    if (operand.is(!neutral)) return constant(!neutral);
    if (operand.kind == kind) {
      for (auto& inner : operand.operands) made.operands.push_back(std::move(inner));
    } else {
      made.operands.push_back(std::move(operand));
    }
  }
  if (made.operands.empty()) return constant(neutral);
  if (made.operands.size() == 1) return Formula(made.operands.front());
  return made;
}

auto before(const Value& a, const Value& b) -> bool {
  const auto order = compare(CompareOp::less, a, b);
  return order == Truth::unknown ? to_text(a, Lang::en) < to_text(b, Lang::en) : order == Truth::yes;
}

}  // namespace

auto constant(bool value) -> Formula { return {Formula::Kind::constant, value, 0, {}}; }

auto negation(Formula formula) -> Formula {
  formula.positive = !formula.positive;
  if (formula.kind == Formula::Kind::constant || formula.kind == Formula::Kind::atom) return formula;
  formula.positive = true;
  formula.kind = formula.kind == Formula::Kind::all ? Formula::Kind::any : Formula::Kind::all;
  for (auto& operand : formula.operands) operand = negation(std::move(operand));
  return formula;
}

auto all_of(std::vector<Formula> operands) -> Formula { return connective(Formula::Kind::all, std::move(operands)); }
auto any_of(std::vector<Formula> operands) -> Formula { return connective(Formula::Kind::any, std::move(operands)); }

struct Cases::Question {
  enum Kind : std::uint8_t { truth, comparison, choice, list };
  std::string key;
  int kind = truth;
  std::vector<Value> constants;     // of comparisons, ascending
  bool counts = false;              // the answers are 0, 1, 2, …
  std::size_t choices = 0;          // of a choice
  std::unique_ptr<Cases> elements;  // of a list: what its bodies ask of one element
  std::vector<Formula> bodies;
};

struct Cases::Atom {
  std::size_t question = 0;
  CompareOp op{};
  Value value;                 // of a comparison
  std::vector<bool> accepted;  // of a choice
  std::size_t body = 0;        // of a list

  friend auto operator==(const Atom& a, const Atom& b) -> bool {
    return a.question == b.question && a.op == b.op && a.accepted == b.accepted && a.body == b.body &&
           (same(a.value, b.value) || (!a.value.is_value() && !b.value.is_value()));
  }
};

Cases::Cases() = default;
Cases::~Cases() = default;

auto Cases::question(const std::string& key, int kind) -> std::size_t {
  const auto found =
      std::ranges::find_if(questions_, [&](const Question& q) { return q.kind == kind && q.key == key; });
  if (found != questions_.end()) return static_cast<std::size_t>(found - questions_.begin());
  questions_.emplace_back();
  questions_.back().key = key;
  questions_.back().kind = kind;
  return questions_.size() - 1;
}

auto Cases::add(Atom atom) -> Formula {
  auto at = std::ranges::find_if(atoms_, [&](const Atom& other) { return other == atom; });
  if (at == atoms_.end()) at = atoms_.insert(at, std::move(atom));
  return {Formula::Kind::atom, true, static_cast<std::uint32_t>(at - atoms_.begin()), {}};
}

auto Cases::truth(const std::string& key) -> Formula { return add({.question = question(key, Question::truth)}); }

auto Cases::comparison(const std::string& key, CompareOp op, const Value& value, bool counts) -> Formula {
  const auto index = question(key, Question::comparison);
  auto& constants = questions_[index].constants;
  questions_[index].counts = counts;
  const auto at = std::ranges::find_if(constants, [&](const Value& other) { return !before(other, value); });
  if (at == constants.end() || before(value, *at)) constants.insert(at, value);
  return add({.question = index, .op = op, .value = value});
}

auto Cases::choice(const std::string& key, std::vector<bool> accepted) -> Formula {
  const auto index = question(key, Question::choice);
  questions_[index].choices = accepted.size();
  return add({.question = index, .accepted = std::move(accepted)});
}

auto Cases::every(const std::string& list, const std::function<Formula(Cases&)>& body) -> Formula {
  const auto index = question(list, Question::list);
  if (!questions_[index].elements) questions_[index].elements = std::make_unique<Cases>();
  auto formula = body(*questions_[index].elements);
  auto& bodies = questions_[index].bodies;
  auto at = std::ranges::find(bodies, formula);
  if (at == bodies.end()) at = bodies.insert(at, std::move(formula));
  return add({.question = index, .body = static_cast<std::size_t>(at - bodies.begin())});
}

void Cases::collect(const Formula& formula, std::vector<std::size_t>& questions) const {
  if (formula.kind == Formula::Kind::atom) {
    const auto index = atoms_[formula.atom].question;
    if (std::ranges::find(questions, index) == questions.end()) questions.push_back(index);
  }
  for (const auto& operand : formula.operands) collect(operand, questions);
}

// Goes through all combinations of the answers to the questions of one formula.
class Cases::Search {
 public:
  Search(const Cases& cases, const Formula& formula)
      : cases_(cases), formula_(formula), answers_(cases.questions_.size()) {
    cases.collect(formula, asked_);
  }

  auto always() -> bool {
    std::size_t product = 1;
    for (const auto index : asked_) {
      points_.push_back(points(cases_.questions_[index]));
      product *= points_.back().size();
      if (product > most_cases || points_.back().empty()) return false;
    }
    return holds_from(0);
  }

 private:
  // The answers that must be told apart, as numbers; none where they are too many.
  static auto points(const Question& question) -> std::vector<std::size_t> {
    if (question.kind == Question::list) return list_points(question);
    std::vector<std::size_t> all(question.kind == Question::truth    ? 2
                                 : question.kind == Question::choice ? question.choices
                                                                     : 2 * question.constants.size() + 1);
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::erase_if(all, [&](std::size_t point) { return question.counts && !counts(question, point); });
    return all;
  }

  // Point 2n is between the constants n-1 and n, point 2n+1 is the constant n.
  static auto counts(const Question& question, std::size_t point) -> bool {
    const auto number = [&](std::size_t n) { return *question.constants[n].get_if<Number>(); };
    const Number zero;
    const auto n = point / 2;
    if (point % 2 == 1) return number(n).is_whole() && number(n) >= zero;
    if (n == question.constants.size()) return true;
    if (number(n) <= zero) return false;
    if (n == 0) return true;
    const auto next = Number(number(n - 1).whole() + 1);
    return number(n - 1) < zero || next < number(n);
  }

  // Which bodies may hold of every element together, as bits: a body that follows from those that hold must hold too.
  static auto list_points(const Question& question) -> std::vector<std::size_t> {
    const auto count = question.bodies.size();
    std::vector<std::size_t> masks;
    if (count > most_bodies) return masks;
    for (std::size_t mask = 0; mask < std::size_t{1} << count; ++mask) {
      std::vector<Formula> holding;
      for (std::size_t i = 0; i < count; ++i) {
        if (((mask >> i) & 1U) != 0) holding.push_back(question.bodies[i]);
      }
      bool consistent = true;
      for (std::size_t i = 0; i < count && consistent; ++i) {
        consistent = ((mask >> i) & 1U) != 0 || !question.elements->implies(holding, question.bodies[i]);
      }
      if (consistent) masks.push_back(mask);
    }
    return masks;
  }

  auto holds_from(std::size_t depth) -> bool {
    if (depth == asked_.size()) return value(formula_);
    return std::ranges::all_of(points_[depth], [&](std::size_t point) {
      answers_[asked_[depth]] = point;
      return holds_from(depth + 1);
    });
  }

  auto value(const Formula& formula) const -> bool {
    const auto holds = [&](const Formula& operand) { return value(operand); };
    switch (formula.kind) {
      case Formula::Kind::constant:
        return formula.positive;
      case Formula::Kind::all:
        return std::ranges::all_of(formula.operands, holds);
      case Formula::Kind::any:
        return std::ranges::any_of(formula.operands, holds);
      case Formula::Kind::atom:
        return atom(cases_.atoms_[formula.atom]) == formula.positive;
    }
    return false;
  }

  auto atom(const Atom& atom) const -> bool {
    const auto& question = cases_.questions_[atom.question];
    const auto point = answers_[atom.question];
    switch (question.kind) {
      case Question::truth:
        return point == 1;
      case Question::choice:
        return atom.accepted[point];
      case Question::list:
        return ((point >> atom.body) & 1U) != 0;
      default:
        break;
    }
    const auto at = std::ranges::find_if(question.constants, [&](const Value& v) { return !before(v, atom.value); });
    const auto place = static_cast<std::int64_t>(2 * (at - question.constants.begin()) + 1);
    return compare(atom.op, Number(static_cast<std::int64_t>(point)), Number(place)) == Truth::yes;
  }

  const Cases& cases_;
  const Formula& formula_;
  std::vector<std::size_t> asked_;                // the questions of the formula
  std::vector<std::vector<std::size_t>> points_;  // of each of them
  std::vector<std::size_t> answers_;              // by question: the point looked at
};

auto Cases::always(const Formula& formula) const -> bool { return Search(*this, formula).always(); }

auto Cases::implies(const std::vector<Formula>& premises, const Formula& conclusion) const -> bool {
  auto operands = std::vector{conclusion};
  for (const auto& premise : premises) operands.push_back(negation(premise));
  return always(any_of(std::move(operands)));
}

auto Cases::related(const Formula& a, const Formula& b) const -> bool {
  std::vector<std::size_t> of_a;
  std::vector<std::size_t> of_b;
  collect(a, of_a);
  collect(b, of_b);
  return std::ranges::find_first_of(of_a, of_b) != of_a.end();
}

}  // namespace dengbao::author
