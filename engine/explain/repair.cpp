#include "explain/repair.h"

#include <algorithm>

#include "explain/evaluate.h"
#include "explain/fact_roles.h"

namespace dengbao::explain {
namespace {

using namespace model;
using Proposals = std::vector<Proposal>;

constexpr std::size_t most_proposals = 16;  // kept of each step
constexpr std::size_t most_changes = 200;   // in one proposal
constexpr std::size_t most_choices = 3;     // of an enumeration, where several would do

// What changes weigh: one that takes something away is shown after one that mends it.
constexpr std::uint32_t mending = 100;
constexpr std::uint32_t removing = 300;  // it is there no longer

auto sorted(Proposals proposals) -> Proposals {
  std::ranges::stable_sort(proposals, {}, &Proposal::cost);
  if (proposals.size() > most_proposals) proposals.resize(most_proposals);
  return proposals;
}

// Any of these will do.
auto either(std::vector<Proposals> alternatives) -> Proposals {
  Proposals all;
  for (auto& some : alternatives) {
    for (auto& one : some) {
      const auto alike = [&](const Proposal& other) { return other.changes == one.changes; };
      if (std::ranges::none_of(all, alike)) all.push_back(std::move(one));
    }
  }
  return sorted(std::move(all));
}

auto together(const Proposal& a, const Proposal& b) -> Proposal {
  auto both = a;
  for (const auto& change : b.changes) {
    if (std::ranges::find(both.changes, change) != both.changes.end()) continue;
    const auto alike = [&](const Change& other) { return other.alike(change); };
    both.cost += std::ranges::any_of(both.changes, alike) ? 1 : change.weight;
    both.changes.push_back(change);
  }
  return both;
}

// One of each of these is needed.
auto all_of(const std::vector<Proposals>& needed) -> Proposals {
  Proposals made = {Proposal{}};
  for (const auto& alternatives : needed) {
    Proposals longer;
    for (const auto& begun : made) {
      for (const auto& one : alternatives) {
        auto both = together(begun, one);
        if (both.changes.size() <= most_changes) longer.push_back(std::move(both));
      }
    }
    made = sorted(std::move(longer));
  }
  return made;
}

// At least this heavy.
auto heavier(const Proposals& proposals, std::uint32_t weight) -> Proposals {
  Proposals made;
  for (const auto& one : proposals) {
    Proposal heavy;
    for (auto change : one.changes) {
      change.weight = std::max(change.weight, weight);
      heavy = together(heavy, Proposal{{change}, change.weight});
    }
    made.push_back(std::move(heavy));
  }
  return made;
}

class Proposer {
 public:
  Proposer(const Program& program, const facts::Facts& facts, const Proof& proof, const FactRoles& roles)
      : program_(program),
        facts_(facts),
        proof_(proof),
        roles_(roles),
        requirement_(program.requirements[proof.requirement]) {}

  // Every part that fails must be met or excused; what is not decided stays so.
  auto run() -> Proposals {
    std::vector<Proposals> needed;
    for (const auto id : at(proof_.root).children) {
      const auto& step = at(id);
      if (step.kind == StepKind::part && fails(step)) needed.push_back(part(step));
    }
    return needed.empty() ? Proposals{} : all_of(needed);
  }

 private:
  [[nodiscard]] auto at(StepId id) const -> const Step& { return proof_.steps[id]; }

  // Of a risk a part that is raised and not lowered.
  [[nodiscard]] auto fails(const Step& step) const -> bool {
    for (const auto& judged : proof_.subject.parts) {
      if (judged.part == *step.part)
        return judged.result.verdict == eval::PartVerdict::failed && !judged.result.recommended;
    }
    return false;
  }

  auto part(const Step& step) -> Proposals {
    const auto wanted = requirement_.kind == RuleKind::risk ? Truth::no : Truth::yes;
    std::vector<Proposals> ways;
    for (const auto id : step.children) {
      const auto& child = at(id);
      ways.push_back(child.kind == StepKind::exception ? make(child.children.front(), Truth::yes) : make(id, wanted));
    }
    return either(std::move(ways));
  }

  auto make(StepId id, Truth wanted) -> Proposals {
    const auto& step = at(id);
    if (step.holds == wanted) return {Proposal{}};
    switch (step.kind) {
      case StepKind::conjunction:
        return wanted == Truth::yes ? every(step.children, wanted) : any(step.children, wanted);
      case StepKind::disjunction:
        return wanted == Truth::yes ? any(step.children, wanted) : every(step.children, wanted);
      case StepKind::negation:
        return make(step.children.front(), !wanted);
      case StepKind::implication:
        return implication(step, wanted);
      case StepKind::definition:
        return step.children.empty() ? Proposals{} : make(step.children.front(), wanted);
      case StepKind::quantifier:
      case StepKind::counted:
        return quantifier(step, wanted);
      case StepKind::relation:
        return wanted == Truth::no ? any(step.children, wanted) : Proposals{};
      case StepKind::comparison:
        return comparison(step, wanted);
      case StepKind::fact:
      case StepKind::missing:
        return step.expr && type(*step.expr) == truth_type && step.fact ? set(*step.fact, Value(wanted)) : Proposals{};
      default:
        return {};
    }
  }

  auto every(const std::vector<StepId>& steps, Truth wanted) -> Proposals {
    std::vector<Proposals> needed;
    for (const auto id : steps) needed.push_back(make(id, wanted));
    return all_of(needed);
  }
  auto any(const std::vector<StepId>& steps, Truth wanted) -> Proposals {
    std::vector<Proposals> ways;
    for (const auto id : steps) ways.push_back(make(id, wanted));
    return either(std::move(ways));
  }

  auto implication(const Step& step, Truth wanted) -> Proposals {
    const auto condition = step.children.front();
    const auto consequence = step.children.back();
    if (wanted == Truth::no) return all_of({make(condition, Truth::yes), make(consequence, Truth::no)});
    return either({make(consequence, Truth::yes), heavier(make(condition, Truth::no), weight_of_leaving)});
  }

  // ---- quantifiers ----

  // The element stops being one of those that are looked at and hold (or, `body` yes, comes to hold).
  auto element(const Step& step, const Quantifier& node, Truth body) -> Proposals {
    if (step.children.empty() || !step.reached) return {};
    auto ways = std::vector<Proposals>{make(step.children.back(), body)};
    const bool filtered = node.where && step.children.size() > 1;
    if (filtered) {
      const auto where = step.children[step.children.size() - 2];
      ways.push_back(heavier(make(where, Truth::no), weight_of_leaving));
    }
    ways.push_back(remove(step));
    return either(std::move(ways));
  }

  // The element is looked at, and its body is as wanted. Where it was not looked at, its body stands in no proof yet.
  auto holding(const Step& step, const Quantifier& node, Truth body = Truth::yes) -> Proposals {
    if (step.children.empty()) return {};
    if (!step.reached) {
      if (!node.where || step.in_scope != 0) return {};
      return all_of({make(step.children.back(), Truth::yes), make_unproved(node.body, step.frame, body)});
    }
    std::vector<Proposals> needed = {make(step.children.back(), body)};
    if (node.where && step.children.size() > 1) {
      needed.push_back(make(step.children[step.children.size() - 2], Truth::yes));
    }
    return all_of(needed);
  }

  auto make_unproved(ExprId expr, FrameId frame, Truth wanted) -> Proposals {
    auto inner = prove(program_, facts_, *proof_.settings, expr, proof_.frames[frame].values);
    inner.requirement = proof_.requirement;
    inner.subject = proof_.subject;
    return Proposer(program_, facts_, inner, roles_).make(inner.root, wanted);
  }

  // Whatever mends the element: that its body be so, or that it be no more asked.
  auto mended(const Step& step, const Quantifier& node) -> Proposals {
    return element(step, node, node.kind == QuantifierKind::every ? Truth::yes : Truth::no);
  }

  auto quantifier(const Step& step, Truth wanted) -> Proposals {
    const auto* node = std::get_if<Quantifier>(&program_.exprs[*step.expr].node);
    if (node == nullptr || step.open) return {};
    std::vector<const Step*> elements;
    for (const auto id : step.children) {
      if (at(id).kind == StepKind::element) elements.push_back(&at(id));
    }
    switch (node->kind) {
      case QuantifierKind::every:
        return wanted == Truth::yes ? mend_all(elements, *node) : one_of(elements, *node, Truth::no);
      case QuantifierKind::no:
        return wanted == Truth::yes ? mend_all(elements, *node) : one_of(elements, *node, Truth::yes);
      case QuantifierKind::some:
        return wanted == Truth::yes ? one_of(elements, *node, Truth::yes) : let_none_hold(elements, *node);
      default:
        return count(step, elements, *node, wanted);
    }
  }

  // One of them is looked at, and its body is so.
  auto one_of(const std::vector<const Step*>& elements, const Quantifier& node, Truth body) -> Proposals {
    std::vector<Proposals> ways;
    for (const auto* one : elements) ways.push_back(holding(*one, node, body));
    return either(std::move(ways));
  }

  auto mend_all(const std::vector<const Step*>& elements, const Quantifier& node) -> Proposals {
    std::vector<Proposals> needed;
    for (const auto* one : elements) {
      if (one->holds != Truth::yes) needed.push_back(mended(*one, node));
    }
    return all_of(needed);
  }

  auto let_none_hold(const std::vector<const Step*>& elements, const Quantifier& node) -> Proposals {
    std::vector<Proposals> needed;
    for (const auto* one : elements) {
      if (one->holds != Truth::no) needed.push_back(element(*one, node, Truth::no));
    }
    return all_of(needed);
  }

  // So many more elements come to hold: those that need least.
  auto let_hold(const std::vector<const Step*>& elements, const Quantifier& node, std::size_t more) -> Proposals {
    std::vector<Proposals> nearest;
    for (const auto* one : elements) {
      if (one->holds == Truth::yes) continue;
      if (auto ways = holding(*one, node); !ways.empty()) nearest.push_back(std::move(ways));
    }
    if (nearest.size() < more) return {};
    std::ranges::stable_sort(nearest, {}, [](const Proposals& ways) { return ways.front().cost; });
    nearest.resize(more);
    return all_of(nearest);
  }

  auto count(const Step& step, const std::vector<const Step*>& elements, const Quantifier& node, Truth wanted)
      -> Proposals {
    const auto bound = eval(*node.bound, step.frame);
    const auto* number = bound.get_if<Number>();
    if (number == nullptr || !number->is_whole() || wanted != Truth::yes) return {};
    const auto asked = number->whole();
    std::int64_t held = 0;
    for (const auto* one : elements) held += one->reached && one->holds == Truth::yes ? 1 : 0;
    if (node.kind != QuantifierKind::at_most && held < asked) {
      return let_hold(elements, node, static_cast<std::size_t>(asked - held));
    }
    if (node.kind == QuantifierKind::at_least || held <= asked) return {};
    std::vector<Proposals> ways;
    for (const auto* one : elements) {
      if (one->reached && one->holds == Truth::yes) ways.push_back(element(*one, node, Truth::no));
    }
    std::ranges::stable_sort(ways, {},
                             [](const Proposals& some) { return some.empty() ? UINT32_MAX : some.front().cost; });
    ways.resize(static_cast<std::size_t>(held - asked));
    return all_of(ways);
  }

  // ---- leaves ----

  auto comparison(const Step& step, Truth wanted) -> Proposals {
    const bool yes = wanted == Truth::yes;
    const auto frame = step.frame;
    return std::visit(
        Overloaded{
            [&](const Compare& node) {
              const auto op = yes ? node.op : negated(node.op);
              return either({reach(node.lhs, op, node.rhs, frame), reach(node.rhs, mirrored(op), node.lhs, frame)});
            },
            [&](const OneOf& node) { return choose(node.lhs, node.choices, yes != node.negated, frame); },
            [&](const Empty& node) {
              return yes != node.negated ? clear(node.operand, frame) : give(node.operand, frame);
            },
            [&](const In& node) { return membership(node.element, node.container, yes != node.negated, frame); },
            [&](const TextRelation& node) {
              if (node.test != TextTest::contains || !type(node.lhs).list) return Proposals{};
              return membership(node.rhs, node.lhs, yes != node.negated, frame);
            },
            [&](const TimeRelation& node) { return either({today(node.lhs, frame), today(node.rhs, frame)}); },
            [&](const auto&) { return Proposals{}; },
        },
        program_.exprs[*step.expr].node);
  }

  // The value of `changed` that stands so to the value of `fixed`.
  auto reach(ExprId changed, CompareOp op, ExprId fixed, FrameId frame) -> Proposals {
    const auto fact = fact_of(changed, frame);
    const auto bound = eval(fixed, frame);
    if (!fact || !bound.is_value() || bound.get_if<Interval>() != nullptr) return {};
    if (type(changed).kind == Kind::enumeration || type(changed).kind == Kind::truth)
      return other_choice(*fact, op, bound);
    if (type(changed).kind == Kind::date) return set_date(*fact, op, bound);
    switch (op) {
      case CompareOp::equal:
        return set(*fact, bound);
      case CompareOp::greater_equal:
      case CompareOp::less_equal:
        return set(*fact, bound, op);
      case CompareOp::greater:
        return beyond(*fact, bound, 1);
      case CompareOp::less:
        return beyond(*fact, bound, -1);
      case CompareOp::not_equal:
        return {};
    }
    return {};
  }

  // The next value on that side: a number one further, a duration a day, or a minute where it is not in days.
  auto beyond(FactRef fact, const Value& bound, int direction) -> Proposals {
    const auto op = direction > 0 ? CompareOp::greater_equal : CompareOp::less_equal;
    if (const auto* number = bound.get_if<Number>()) {
      const auto next = number->plus(Number(direction));
      return next ? set(fact, Value(*next), op) : Proposals{};
    }
    if (const auto* duration = bound.get_if<Duration>()) {
      constexpr std::int64_t day = 86'400;
      const auto seconds = duration->comparable_seconds();
      const auto next = seconds + direction * (seconds % day == 0 ? day : 60);
      return next < 0 ? Proposals{} : set(fact, Value(Duration{0, next}), op);
    }
    return {};
  }

  auto set_date(FactRef fact, CompareOp op, const Value& bound) -> Proposals {
    const auto now = Value(proof_.settings->as_of);
    if (compare(op, now, bound) == Truth::yes) {
      const bool open = op == CompareOp::greater_equal || op == CompareOp::greater;
      return set(fact, now, open ? std::optional(CompareOp::greater_equal) : std::nullopt);
    }
    const bool ahead = compare(CompareOp::greater_equal, bound, now) == Truth::yes;
    if (!ahead || (op != CompareOp::equal && op != CompareOp::greater_equal)) return {};
    return set(fact, bound, op == CompareOp::greater_equal ? std::optional(op) : std::nullopt);
  }

  auto today(ExprId changed, FrameId frame) -> Proposals {
    const auto fact = fact_of(changed, frame);
    if (!fact || type(changed).kind != Kind::date) return {};
    return set(*fact, Value(proof_.settings->as_of));
  }

  auto other_choice(FactRef fact, CompareOp op, const Value& bound) -> Proposals {
    if (op == CompareOp::equal) return set(fact, bound);
    if (op != CompareOp::not_equal) return {};
    if (const auto* truth = bound.get_if<bool>()) return set(fact, Value(!*truth));
    return choices_but(fact, {bound});
  }

  auto choices_but(FactRef fact, const std::vector<Value>& excluded) -> Proposals {
    const auto type = program_.fields[fact.field].type;
    if (type.kind != Kind::enumeration || type.list) return {};
    std::vector<Proposals> ways;
    for (std::uint32_t i = 0; i < program_.enumerations[type.enumeration()].choices.size(); ++i) {
      const Value choice = Enumerator{i};
      const auto is_it = [&](const Value& value) { return same(value, choice); };
      if (std::ranges::any_of(excluded, is_it) || ways.size() == most_choices) continue;
      ways.push_back(set(fact, choice));
    }
    return either(std::move(ways));
  }

  auto choose(ExprId changed, const std::vector<ExprId>& choices, bool wanted, FrameId frame) -> Proposals {
    const auto fact = fact_of(changed, frame);
    if (!fact) return {};
    std::vector<Value> values;
    for (const auto choice : choices) values.push_back(eval(choice, frame));
    if (!wanted) return choices_but(*fact, values);
    std::vector<Proposals> ways;
    for (const auto& value : values) {
      if (value.is_value() && ways.size() < most_choices) ways.push_back(set(*fact, value));
    }
    return either(std::move(ways));
  }

  auto clear(ExprId changed, FrameId frame) -> Proposals {
    const auto fact = fact_of(changed, frame);
    if (!fact) return {};
    return set(*fact, type(changed).list ? make_list(List{}) : Value(std::string_view("")));
  }

  // Some text must stand there.
  auto give(ExprId changed, FrameId frame) -> Proposals {
    const auto fact = fact_of(changed, frame);
    if (!fact || type(changed).kind != Kind::text) return {};
    const Value text = std::string_view("…");
    const auto kind = type(changed).list ? Change::Kind::put_in : Change::Kind::set;
    return one({kind, *fact, text, std::nullopt, true});
  }

  auto membership(ExprId element, ExprId container, bool wanted, FrameId frame) -> Proposals {
    if (!type(container).list || type(container).kind == Kind::subnet || type(container).kind == Kind::record)
      return {};
    const auto value = eval(element, frame);
    std::vector<Proposals> ways;
    if (const auto list = fact_of(container, frame); list && value.is_value()) {
      ways.push_back(one({wanted ? Change::Kind::put_in : Change::Kind::take_out, *list, value, std::nullopt}));
    }
    const auto fact = fact_of(element, frame);
    const auto allowed = eval(container, frame);
    if (fact && wanted && allowed.is_value()) {
      for (const auto& choice : allowed.list().elements) {
        if (ways.size() < most_choices) ways.push_back(set(*fact, choice));
      }
    }
    return either(std::move(ways));
  }

  // ---- facts ----

  auto set(FactRef fact, const Value& value, std::optional<CompareOp> bound = std::nullopt) -> Proposals {
    return one({Change::Kind::set, fact, value, bound});
  }

  // Keys and references say which thing it is; objects are no values.
  auto one(Change change) -> Proposals {
    const auto& field = program_.fields[change.fact.field];
    if (field.key || field.ref || field.type.kind == Kind::record) return {};
    if (facts_.missing(change.fact.row, change.fact.field).absence != facts::Absence::not_given) return {};
    if (!roles_.may_be_advised(change)) return {};
    change.weight = mending;
    return {Proposal{{std::move(change)}, mending}};
  }

  auto remove(const Step& element) -> Proposals {
    const auto* row = element.value.get_if<Row>();
    if (row == nullptr || is_above_subject(*row)) return {};
    const auto parent = facts_.parent(*row);
    if (!parent) return {};
    const auto field = holder(*parent, *row);
    if (!field) return {};
    Change change{Change::Kind::remove, {*parent, *field}, *row, std::nullopt, false, removing};
    if (!roles_.may_be_advised(change)) return {};
    return {Proposal{{std::move(change)}, removing}};
  }

  [[nodiscard]] auto is_above_subject(Row row) const -> bool {
    const auto* subject = proof_.subject.subject.get_if<Row>();
    for (auto up = subject == nullptr ? std::nullopt : std::optional(*subject); up; up = facts_.parent(*up)) {
      if (*up == row) return true;
    }
    return row == facts_.root();
  }

  [[nodiscard]] auto holder(Row parent, Row row) const -> std::optional<FieldId> {
    for (const auto field : program_.records[parent.record].fields) {
      const auto& info = program_.fields[field];
      if (info.ref || !info.type.list || info.type.kind != Kind::record || info.type.record() != row.record) continue;
      const auto held = facts_.get(parent, field);
      const auto is_it = [&](const Value& value) { return value.get_if<Row>() != nullptr && value.as<Row>() == row; };
      if (std::ranges::any_of(held.list().elements, is_it)) return field;
    }
    return std::nullopt;
  }

  // The fact that the expression is, if it is one.
  auto fact_of(ExprId expr, FrameId frame) -> std::optional<FactRef> {
    const auto& node = program_.exprs[expr].node;
    if (const auto* field = std::get_if<FieldOf>(&node)) {
      const auto base = eval(field->base, frame);
      const auto* row = base.get_if<Row>();
      return row == nullptr ? std::nullopt : std::optional(FactRef{*row, field->field});
    }
    const auto* variable = std::get_if<VariableRef>(&node);
    if (variable == nullptr) return std::nullopt;
    const auto& origin = proof_.frames[frame].origins[variable->slot.index];
    return origin && !program_.fields[origin->field].type.list ? origin : std::nullopt;
  }

  auto eval(ExprId expr, FrameId frame) -> Value {
    const auto level = proof_.frames[frame].level;
    World world{program_, facts_, *proof_.settings, level == 0 ? proof_.level : level};
    world.extents = proof_.extents;
    auto variables = proof_.frames[frame].values;
    return evaluate(world, expr, variables);
  }
  [[nodiscard]] auto type(ExprId expr) const -> Type { return program_.exprs[expr].type; }

  const Program& program_;
  const facts::Facts& facts_;
  const Proof& proof_;
  const FactRoles& roles_;
  const Requirement& requirement_;
};

}  // namespace

auto weight_of(Change::Kind kind) -> std::uint32_t { return kind == Change::Kind::remove ? removing : mending; }

auto priced(const std::vector<Change>& changes) -> Proposal {
  Proposal all;
  for (const auto& change : changes) all = together(all, Proposal{{change}, change.weight});
  return all;
}

auto propose_repairs(const Program& program, const facts::Facts& facts, const Proof& proof) -> std::vector<Proposal> {
  return Proposer(program, facts, proof, FactRoles(program, facts, *proof.settings)).run();
}

}  // namespace dengbao::explain
