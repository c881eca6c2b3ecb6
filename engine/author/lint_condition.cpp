#include "author/lint_condition.h"

#include <algorithm>

namespace dengbao::author {
namespace {

using namespace model;

// Months are no fixed number of days: distances in months and in days are not compared.
auto unit_of(Duration duration) -> std::string_view {
  if (duration.months != 0 && duration.seconds != 0) return "mixed";
  return duration.months != 0 ? "months" : "seconds";
}

// `is not empty`, `not in` and the like of what is not looked into.
auto says_not(const ExprNode& node) -> bool {
  return std::visit(Overloaded{
                        [](const Empty& n) { return n.negated; },
                        [](const In& n) { return n.negated; },
                        [](const TextRelation& n) { return n.negated; },
                        [](const Matches& n) { return n.negated; },
                        [](const NamesA& n) { return n.negated; },
                        [](const auto&) { return false; },
                    },
                    node);
}

}  // namespace

auto ConditionReader::read(ExprId condition) -> Formula {
  Frame frame;
  return formula(condition, frame);
}

auto ConditionReader::formulas(const std::vector<ExprId>& ids, Frame& frame) -> std::vector<Formula> {
  std::vector<Formula> out;
  out.reserve(ids.size());
  for (const auto id : ids) out.push_back(formula(id, frame));
  return out;
}

auto ConditionReader::formula(ExprId id, Frame& frame) -> Formula {
  const auto signed_by = [](bool negated, Formula made) { return negated ? negation(std::move(made)) : made; };
  return std::visit(
      Overloaded{
          [&](const Not& n) { return negation(formula(n.operand, frame)); },
          [&](const And& n) { return all_of(formulas(n.operands, frame)); },
          [&](const Or& n) { return any_of(formulas(n.operands, frame)); },
          [&](const Implies& n) {
            return any_of({negation(formula(n.condition, frame)), formula(n.consequence, frame)});
          },
          [&](const Compare& n) { return compared(n, frame); },
          [&](const OneOf& n) { return signed_by(n.negated, one_of(n, frame)); },
          [&](const Empty& n) {
            if (!program_.exprs[n.operand].type.list) return atom(id, frame);
            const auto empty = every(n.operand, {}, frame, [](Frame&) { return constant(false); });
            return signed_by(n.negated, empty);
          },
          [&](const In& n) {
            const auto& container = program_.exprs[n.container];
            if (container.type.kind == Kind::subnet) return atom(id, frame);
            return signed_by(n.negated, member(term(n.element, frame), n.container, frame));
          },
          [&](const TextRelation& n) {
            if (!program_.exprs[n.lhs].type.list) return atom(id, frame);
            return signed_by(n.negated, member(term(n.rhs, frame), n.lhs, frame));
          },
          [&](const Known& n) { return signed_by(n.missing, cases_->truth("known " + term(n.operand, frame).key)); },
          [&](const TimeRelation& n) { return timed(n, frame); },
          [&](const Choose& n) { return chosen(n, frame); },
          [&](const ByLevel& n) { return formula(at_level(n), frame); },
          [&](const Quantifier& n) { return quantified(n, frame); },
          [&](const CallDefinition& n) { return called(n, id, frame); },
          [&](const auto&) { return atom(id, frame); },
      },
      program_.exprs[id].node);
}

// A condition that is not looked into: a yes/no fact, a pattern, a relation.
auto ConditionReader::atom(ExprId id, Frame& frame) -> Formula {
  const auto& node = program_.exprs[id].node;
  if (says_not(node)) return negation(cases_->truth(composed(id, frame, true).key));
  const auto made = term(id, frame);
  if (made.value && made.value->get_if<bool>() != nullptr) return constant(made.value->as<bool>());
  const auto* distinct = std::get_if<Distinct>(&node);
  if (distinct != nullptr && is_empty(term(distinct->operand, frame))) return constant(true);
  return cases_->truth(made.key);
}

auto ConditionReader::compared(const Compare& node, Frame& frame) -> Formula {
  const auto type = program_.exprs[node.lhs].type;
  if (type.kind == Kind::truth && !type.list && (node.op == CompareOp::equal || node.op == CompareOp::not_equal)) {
    auto lhs = formula(node.lhs, frame);
    auto rhs = formula(node.rhs, frame);
    const auto same = any_of({all_of({lhs, rhs}), all_of({negation(lhs), negation(rhs)})});
    return node.op == CompareOp::equal ? same : negation(same);
  }
  return compared(node.op, term(node.lhs, frame), term(node.rhs, frame), type, counts(node.lhs) || counts(node.rhs));
}

auto ConditionReader::compared(CompareOp op, const Term& lhs, const Term& rhs, Type type, bool counts) -> Formula {
  if (lhs.value && rhs.value) {
    const auto result = compare(op, *lhs.value, *rhs.value);
    if (result != Truth::unknown) return constant(result == Truth::yes);
  }
  if (lhs.value) return compared(mirrored(op), rhs, lhs, type, counts);
  if (rhs.value) {
    const auto* choice = rhs.value->get_if<Enumerator>();
    if (choice == nullptr) return cases_->comparison(lhs.key, op, *rhs.value, counts);
    std::vector<bool> accepted(program_.enumerations[type.enumeration()].choices.size(), op == CompareOp::not_equal);
    accepted[choice->ordinal] = op == CompareOp::equal;
    return cases_->choice(lhs.key, std::move(accepted));
  }
  if (rhs.key < lhs.key) return compared(mirrored(op), rhs, lhs, type, counts);
  if (lhs.key == rhs.key) {
    return constant(op == CompareOp::equal || op == CompareOp::less_equal || op == CompareOp::greater_equal);
  }
  return cases_->comparison("(" + lhs.key + " <=> " + rhs.key + ")", op, whole(0));
}

auto ConditionReader::one_of(const OneOf& node, Frame& frame) -> Formula {
  const auto lhs = term(node.lhs, frame);
  const auto type = program_.exprs[node.lhs].type;
  std::vector<Formula> choices;
  std::vector<bool> accepted;
  if (type.kind == Kind::enumeration) accepted.resize(program_.enumerations[type.enumeration()].choices.size());
  for (const auto id : node.choices) {
    const auto choice = term(id, frame);
    const auto* enumerator = choice.value ? choice.value->get_if<Enumerator>() : nullptr;
    if (enumerator != nullptr && !accepted.empty() && !lhs.value) {
      accepted[enumerator->ordinal] = true;
    } else {
      choices.push_back(compared(CompareOp::equal, lhs, choice, type, false));
    }
  }
  if (std::ranges::find(accepted, true) != accepted.end()) {
    choices.push_back(cases_->choice(lhs.key, std::move(accepted)));
  }
  return any_of(std::move(choices));
}

// `element in container`: not every element of the container differs from it.
auto ConditionReader::member(const Term& element, ExprId container, Frame& frame) -> Formula {
  const auto type = program_.exprs[container].type.element();
  if (const auto* written = std::get_if<ListOf>(&program_.exprs[container].node)) {
    std::vector<Formula> choices;
    for (const auto id : written->elements) {
      choices.push_back(compared(CompareOp::equal, element, term(id, frame), type, false));
    }
    return any_of(std::move(choices));
  }
  const auto variable = Term{"@" + std::to_string(bound_), {}, false};
  return negation(every(container, {}, frame,
                        [&](Frame&) { return compared(CompareOp::not_equal, variable, element, type, false); }));
}

auto ConditionReader::timed(const TimeRelation& node, Frame& frame) -> Formula {
  const auto lhs = term(node.lhs, frame);
  const auto rhs = term(node.rhs, frame);
  const auto& earlier = node.after ? rhs : lhs;
  const auto& later = node.after ? lhs : rhs;
  if (node.distance == TimeRelation::Distance::none) return compared(CompareOp::less, earlier, later, date_type, false);
  const auto length = term(*node.duration, frame);
  const auto between = "from " + earlier.key + " to " + later.key;
  const bool at_most = node.distance == TimeRelation::Distance::at_most;
  const auto* duration = length.value ? length.value->get_if<Duration>() : nullptr;
  if (duration == nullptr) return cases_->truth((at_most ? "at most " : "at least ") + length.key + " " + between);
  const auto distance = std::string(unit_of(*duration)) + " " + between;
  if (!at_most) return cases_->comparison(distance, CompareOp::greater_equal, *duration);
  return all_of({cases_->comparison(distance, CompareOp::greater_equal, Duration{}),
                 cases_->comparison(distance, CompareOp::less_equal, *duration)});
}

auto ConditionReader::chosen(const Choose& node, Frame& frame) -> Formula {
  auto made = formula(node.otherwise, frame);
  for (auto one = node.cases.rbegin(); one != node.cases.rend(); ++one) {
    const auto condition = formula(one->condition, frame);
    made = any_of({all_of({condition, formula(one->value, frame)}), all_of({negation(condition), std::move(made)})});
  }
  return made;
}

auto ConditionReader::every(ExprId list, Slot variable, Frame& frame, const std::function<Formula(Frame&)>& body)
    -> Formula {
  const auto made = term(list, frame);
  if (is_empty(made)) return constant(true);
  auto* outer = cases_;
  auto inner = frame;
  inner.bound[variable.index] = Term{"@" + std::to_string(bound_), {}, false};
  ++bound_;
  auto result = outer->every(made.key, [&](Cases& elements) {
    cases_ = &elements;
    return body(inner);
  });
  --bound_;
  cases_ = outer;
  return result;
}

auto ConditionReader::quantified(const Quantifier& node, Frame& frame) -> Formula {
  const auto number = node.bound ? term(*node.bound, frame).value : std::nullopt;
  const auto is_number = [&](std::int64_t wanted) { return number && same(*number, whole(wanted)); };
  const bool some = node.kind == QuantifierKind::some || (node.kind == QuantifierKind::at_least && is_number(1));
  const bool no = node.kind == QuantifierKind::no || (node.kind == QuantifierKind::at_most && is_number(0));
  if (!some && !no && node.kind != QuantifierKind::every) return counted(node, frame);
  if (!some && bound_ == 0) looked_through_.insert(term(node.list, frame).key);
  auto made = every(node.list, node.variable, frame, [&](Frame& inner) {
    auto body = formula(node.body, inner);
    if (some || no) body = negation(std::move(body));
    return node.where ? any_of({negation(formula(*node.where, inner)), std::move(body)}) : body;
  });
  return some ? negation(std::move(made)) : made;
}

auto ConditionReader::counted(const Quantifier& node, Frame& frame) -> Formula {
  static const std::map<QuantifierKind, CompareOp> ops = {{QuantifierKind::at_least, CompareOp::greater_equal},
                                                          {QuantifierKind::at_most, CompareOp::less_equal},
                                                          {QuantifierKind::exactly, CompareOp::equal}};
  const auto list = term(node.list, frame);
  auto inner = frame;
  inner.bound[node.variable.index] = Term{"@" + std::to_string(bound_), {}, false};
  ++bound_;
  Term count{"count " + list.key + " where " + (node.where ? term(*node.where, inner).key : "") + " satisfies " +
                 term(node.body, inner).key,
             {},
             false};
  --bound_;
  if (is_empty(list)) count.value = whole(0);
  return compared(ops.at(node.kind), count, term(*node.bound, frame), number_type, true);
}

auto ConditionReader::called(const CallDefinition& node, ExprId id, Frame& frame) -> Formula {
  if (too_far()) return atom(id, frame);
  ++depth_;
  auto inner = arguments(node, frame);
  auto made = formula(program_.definitions[node.definition].body, inner);
  --depth_;
  return made;
}

}  // namespace dengbao::author
