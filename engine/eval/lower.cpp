#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "eval/core.h"

// From the surface to the core, one function a construct. Each says the same as the reference evaluator does of the
// surface.
namespace dengbao::eval {
namespace {

using namespace model;

using Nodes = std::vector<NodeId>;

auto op_of(CompareOp op) -> Op {
  constexpr std::array ops{Op::equal, Op::not_equal, Op::less, Op::less_equal, Op::greater, Op::greater_equal};
  return ops[static_cast<std::size_t>(op)];
}

auto op_of(ArithmeticOp op) -> Op {
  constexpr std::array ops{Op::add, Op::subtract, Op::multiply, Op::divide};
  return ops[static_cast<std::size_t>(op)];
}

// The same to the letter: a month and 30 days are equal, and two constants.
auto identical(const Value& a, const Value& b) -> bool {
  const auto* duration = a.get_if<Duration>();
  if (duration == nullptr || b.get_if<Duration>() == nullptr) {
    const auto kind = a.data().index();
    const bool plain = a.get_if<Version>() == nullptr && a.get_if<std::shared_ptr<const List>>() == nullptr;
    return plain && kind == b.data().index() && same(a, b);
  }
  return duration->months == b.as<Duration>().months && duration->seconds == b.as<Duration>().seconds;
}

class Lowering {
 public:
  explicit Lowering(const Program& program) : program_(program) {}

  auto run() -> Core {
    for (const auto& parameter : program_.parameters) {
      slots_ = 0;
      core_.parameters.push_back(lower(parameter.value));
    }
    for (std::uint32_t i = 0; i < program_.definitions.size(); ++i) core_.functions.add({});
    for (std::uint32_t i = 0; i < program_.definitions.size(); ++i) lower_definition(DefinitionId{i});
    for (const auto& relation : program_.relations) core_.rules.push_back(rules_of(relation));
    for (const auto& table : program_.tables) core_.tables.push_back(results_of(table));
    for (const auto& requirement : program_.requirements) core_.requirements.push_back(lower_rule(requirement));
    for (const auto& outcome : program_.outcomes) {
      slots_ = outcome.slots;
      core_.outcomes.push_back(lower(outcome.value));
    }
    return std::move(core_);
  }

 private:
  // ---- nodes ----

  // The node with these operands; what was written before is not written again.
  auto node(Op op, const Nodes& operands = {}, std::uint32_t payload = 0, Type type = truth_type) -> NodeId {
    const auto first = static_cast<std::uint32_t>(core_.operands.size());
    const Node wanted{op, type, payload, first, static_cast<std::uint32_t>(operands.size())};
    const auto alike = [&](NodeId other) {
      const auto& node = core_.nodes[other];
      return node.op == op && node.type == type && node.payload == payload &&
             std::ranges::equal(core_.operands_of(node), operands);
    };
    auto& bucket = written_[hash_of(wanted, operands)];
    if (const auto found = std::ranges::find_if(bucket, alike); found != bucket.end()) return *found;
    for (const auto operand : operands) core_.operands.push_back(operand);
    return bucket.emplace_back(core_.nodes.add(wanted));
  }
  static auto hash_of(const Node& node, const Nodes& operands) -> std::size_t {
    auto hash = static_cast<std::size_t>(node.op) * 31 + node.payload;
    for (const auto operand : operands) hash = hash * 0x9e3779b97f4a7c15U + operand.index + 1;
    return hash;
  }

  auto constant(Value value, Type type) -> NodeId {
    const auto found = std::ranges::find_if(core_.constants, [&](const CoreConstant& other) {
      return other.type == type && identical(other.value, value);
    });
    const auto at = static_cast<std::uint32_t>(found - core_.constants.begin());
    if (found == core_.constants.end()) core_.constants.push_back({std::move(value), type});
    return node(Op::constant, {}, at, type);
  }
  auto truth_constant(bool value) -> NodeId { return constant(value, truth_type); }
  auto number(std::int64_t value) -> NodeId { return constant(Number(value), number_type); }
  auto no(NodeId truth) -> NodeId { return node(Op::negation, {truth}); }
  auto both(NodeId a, NodeId b) -> NodeId { return node(Op::conjunction, {a, b}); }
  auto variable(Slot slot, Type type) -> NodeId { return node(Op::variable, {}, slot.index, type); }
  auto exists(NodeId value) -> NodeId { return node(Op::exists, {value}); }
  auto fresh_slot() -> Slot { return {slots_++}; }

  auto type(ExprId expr) const -> Type { return program_.exprs[expr].type; }

  auto all(const std::vector<ExprId>& exprs) -> Nodes {
    Nodes nodes;
    nodes.reserve(exprs.size());
    for (const auto expr : exprs) nodes.push_back(lower(expr));
    return nodes;
  }
  auto maybe(const std::optional<ExprId>& expr) -> std::optional<NodeId> {
    return expr ? std::optional(lower(*expr)) : std::nullopt;
  }
  auto condition(const std::optional<ExprId>& where) -> NodeId { return where ? lower(*where) : truth_constant(true); }

  auto is_extreme(ExprId expr) const -> bool {
    const auto* node = std::get_if<Aggregate>(&program_.exprs[expr].node);
    return node != nullptr && (node->kind == AggregateKind::highest || node->kind == AggregateKind::lowest);
  }
  // The value of an extreme without its range.
  auto plain(ExprId expr) -> NodeId {
    const auto value = lower(expr);
    return is_extreme(expr) ? node(Op::plain, {value}, 0, type(expr)) : value;
  }

  // What is negated says something of what exists only.
  auto unless_negated(bool negated, NodeId subject, NodeId truth) -> NodeId {
    return negated ? both(exists(subject), no(truth)) : truth;
  }

  auto lower(ExprId expr) -> NodeId {
    return std::visit([&](const auto& surface) { return of(surface, program_.exprs[expr].type); },
                      program_.exprs[expr].node);
  }

  // ---- leaves ----

  auto of(const Constant& n, Type type) -> NodeId { return constant(n.value, type); }
  auto of(const ParameterRef& n, Type type) -> NodeId { return node(Op::parameter, {}, n.parameter.index, type); }
  auto of(const VariableRef& n, Type type) -> NodeId { return variable(n.slot, type); }
  auto of(const RootRef&, Type type) -> NodeId { return node(Op::network, {}, 0, type); }
  auto of(const AsOf&, Type) -> NodeId { return node(Op::as_of, {}, 0, date_type); }
  auto of(const LevelNow&, Type) -> NodeId { return node(Op::level, {}, 0, number_type); }
  auto of(const ResultsRef&, Type type) -> NodeId { return node(Op::results, {}, 0, type); }
  auto of(const OutcomeRef& n, Type type) -> NodeId { return node(Op::outcome, {}, n.outcome.index, type); }

  auto of(const FieldOf& n, Type type) -> NodeId {
    return node(this->type(n.base).list ? Op::each_field : Op::field, {lower(n.base)}, n.field.index, type);
  }

  // ---- truths ----

  auto of(const Not& n, Type) -> NodeId { return no(lower(n.operand)); }
  auto of(const And& n, Type) -> NodeId { return node(Op::conjunction, all(n.operands)); }
  auto of(const Or& n, Type) -> NodeId { return node(Op::disjunction, all(n.operands)); }
  auto of(const Implies& n, Type) -> NodeId {
    const auto condition = no(lower(n.condition));
    return node(Op::disjunction, {condition, lower(n.consequence)});
  }
  auto of(const Compare& n, Type) -> NodeId {
    const auto lhs = lower(n.lhs);
    return node(op_of(n.op), {lhs, lower(n.rhs)});
  }

  auto of(const OneOf& n, Type) -> NodeId {
    Nodes choices;
    for (const auto choice : n.choices) {
      if (!type(choice).list) {
        const auto lhs = plain(n.lhs);
        choices.push_back(node(Op::equal, {lhs, plain(choice)}));
        continue;
      }
      const auto list = lower(choice);
      const auto slot = fresh_slot();
      const auto lhs = plain(n.lhs);
      const auto element = variable(slot, type(choice).element());
      choices.push_back(node(Op::some, {list, node(Op::equal, {lhs, element})}, slot.index));
    }
    const auto any = node(Op::disjunction, choices);
    return n.negated ? unless_negated(true, lower(n.lhs), any) : any;
  }

  auto of(const Empty& n, Type) -> NodeId {
    const auto operand = lower(n.operand);
    if (!type(n.operand).list) {
      const auto no_text = constant(std::string_view(), text_type);
      const auto empty = node(Op::disjunction, {no(exists(operand)), node(Op::equal, {operand, no_text})});
      return n.negated ? no(empty) : empty;
    }
    const auto slot = fresh_slot();
    const auto any = node(Op::some, {operand, exists(variable(slot, type(n.operand).element()))}, slot.index);
    return n.negated ? any : no(any);
  }

  auto of(const Known& n, Type) -> NodeId {
    const auto known = node(Op::known, {lower(n.operand)});
    return n.missing ? no(known) : known;
  }

  // `container` holds `element`: a list its member, a subnet an address, a text a stretch of it.
  auto held(NodeId element, ExprId container) -> NodeId {
    const auto holder = lower(container);
    if (!type(container).list) return node(Op::within, {element, holder});
    const auto slot = fresh_slot();
    const auto held = variable(slot, type(container).element());
    return node(Op::some, {holder, node(Op::member, {element, held})}, slot.index);
  }

  auto of(const In& n, Type) -> NodeId {
    const auto element = lower(n.element);
    const auto in = held(element, n.container);
    return both(exists(element), n.negated ? no(in) : in);
  }

  auto of(const TextRelation& n, Type) -> NodeId {
    const auto rhs = lower(n.rhs);
    if (type(n.lhs).list || type(n.lhs).kind == Kind::subnet) {
      const auto in = held(rhs, n.lhs);
      return both(exists(rhs), n.negated ? no(in) : in);
    }
    const auto lhs = lower(n.lhs);
    const auto found = n.test == TextTest::contains      ? node(Op::within, {rhs, lhs})
                       : n.test == TextTest::starts_with ? node(Op::starts_with, {lhs, rhs})
                                                         : node(Op::ends_with, {lhs, rhs});
    if (!n.negated) return found;
    return node(Op::conjunction, {exists(lhs), exists(rhs), no(found)});
  }

  auto of(const Matches& n, Type) -> NodeId {
    const auto text = lower(n.operand);
    return unless_negated(n.negated, text, node(Op::matches, {text}, n.pattern));
  }
  auto of(const NamesA& n, Type) -> NodeId {
    const auto name = lower(n.operand);
    return unless_negated(n.negated, name, node(Op::names, {name}, n.record.index));
  }

  // `after` is `before` seen from the other side; distances are counted from the right one.
  auto of(const TimeRelation& n, Type) -> NodeId {
    using Distance = TimeRelation::Distance;
    const auto lhs = lower(n.lhs);
    const auto rhs = plain(n.rhs);
    if (n.distance == Distance::none) return node(n.after ? Op::greater : Op::less, {lhs, rhs});
    const auto duration = lower(*n.duration);
    const auto limit = node(n.after ? Op::add : Op::subtract, {rhs, duration}, 0, type(n.rhs));
    const auto away = n.after ? Op::greater_equal : Op::less_equal;
    if (n.distance == Distance::at_least) return node(away, {lhs, limit});
    const auto side = node(away, {lhs, rhs});
    return both(side, node(n.after ? Op::less_equal : Op::greater_equal, {lhs, limit}));
  }

  auto of(const Quantifier& n, Type) -> NodeId {
    const auto list = lower(n.list);
    const auto where = maybe(n.where);
    const auto body = lower(n.body);
    const auto in_scope = [&](NodeId truth) { return where ? both(*where, truth) : truth; };
    switch (n.kind) {
      case QuantifierKind::every:
        return no(node(Op::some, {list, in_scope(no(body))}, n.variable.index));
      case QuantifierKind::some:
        return node(Op::some, {list, in_scope(body)}, n.variable.index);
      case QuantifierKind::no:
        return no(node(Op::some, {list, in_scope(body)}, n.variable.index));
      case QuantifierKind::at_least:
      case QuantifierKind::at_most:
      case QuantifierKind::exactly:
        break;
    }
    const auto counted = node(Op::count_if, {list, in_scope(body)}, n.variable.index, number_type);
    const auto op = n.kind == QuantifierKind::at_least  ? Op::greater_equal
                    : n.kind == QuantifierKind::at_most ? Op::less_equal
                                                        : Op::equal;
    return node(op, {counted, plain(*n.bound)});
  }

  auto of(const Distinct& n, Type) -> NodeId { return node(Op::distinct, {lower(n.operand)}); }
  auto of(const CallRelation& n, Type) -> NodeId { return node(Op::related, all(n.arguments), n.relation.index); }
  auto of(const Passes& n, Type) -> NodeId {
    return node(Op::passes, n.subject ? Nodes{lower(*n.subject)} : Nodes{}, n.requirement.index);
  }

  // ---- values ----

  auto of(const Negate& n, Type type) -> NodeId {
    const auto zero = type.kind == Kind::duration ? constant(Duration{}, duration_type) : number(0);
    return node(Op::subtract, {zero, lower(n.operand)}, 0, type);
  }
  auto of(const Arithmetic& n, Type type) -> NodeId {
    const auto lhs = lower(n.lhs);
    return node(op_of(n.op), {lhs, lower(n.rhs)}, 0, type);
  }
  auto of(const Select& n, Type type) -> NodeId {
    const auto list = lower(n.list);
    return node(Op::filter, {list, lower(n.where)}, n.variable.index, type);
  }
  auto of(const Map& n, Type type) -> NodeId {
    const auto list = lower(n.list);
    const auto where = condition(n.where);
    const auto op = this->type(n.element).list ? Op::flat_map : Op::map;
    return node(op, {list, where, lower(n.element)}, n.variable.index, type);
  }
  auto of(const ListOf& n, Type type) -> NodeId { return node(Op::list_of, all(n.elements), 0, type); }
  auto of(const RowsOf& n, Type type) -> NodeId { return node(Op::rows, {}, n.record.index, type); }

  // Only a field that is read of the elements of a list can be missing: a list itself holds what exists.
  auto elements_exist(ExprId list) const -> bool {
    const auto& node = program_.exprs[list].node;
    if (const auto* select = std::get_if<Select>(&node)) return elements_exist(select->list);
    if (const auto* aggregate = std::get_if<Aggregate>(&node)) return elements_exist(aggregate->operand);
    const auto* field = std::get_if<FieldOf>(&node);
    return field != nullptr && program_.fields[field->field].type.list;
  }

  auto of(const Aggregate& n, Type type) -> NodeId {
    const auto list = lower(n.operand);
    switch (n.kind) {
      case AggregateKind::count:
        return node(Op::count, {list}, 0, type);
      case AggregateKind::sum:
        return node(type.kind == Kind::duration ? Op::sum_durations : Op::sum, {list}, 0, type);
      case AggregateKind::values:
        return node(Op::values, {list}, 0, type);
      case AggregateKind::highest:
      case AggregateKind::lowest:
        break;
    }
    Nodes operands{list};
    if (const auto if_none = maybe(n.if_none)) operands.push_back(*if_none);
    return node(n.kind == AggregateKind::highest ? Op::highest : Op::lowest, operands,
                elements_exist(n.operand) ? 1 : 0, type);
  }

  // The last case not above the level holds.
  auto of(const ByLevel& n, Type type) -> NodeId {
    Nodes operands;
    for (auto at = n.cases.rbegin(); at != n.cases.rend(); ++at) {
      operands.push_back(node(Op::greater_equal, {node(Op::level, {}, 0, number_type), number(at->level)}));
      operands.push_back(lower(at->value));
    }
    operands.push_back(node(Op::unknown, {}, 0, type));
    return node(Op::choose, operands, 0, type);
  }
  auto of(const Choose& n, Type type) -> NodeId {
    Nodes operands;
    for (const auto& one : n.cases) {
      operands.push_back(lower(one.condition));
      operands.push_back(lower(one.value));
    }
    operands.push_back(lower(n.otherwise));
    return node(Op::choose, operands, 0, type);
  }
  auto of(const CallDefinition& n, Type type) -> NodeId {
    return node(Op::call, all(n.arguments), n.definition.index, type);
  }
  auto of(const CallTable& n, Type type) -> NodeId { return node(Op::table, all(n.arguments), n.table.index, type); }
  auto of(const CallFunction& n, Type type) -> NodeId {
    const auto row = static_cast<std::uint32_t>(n.function - functions().data());
    return node(Op::builtin, all(n.arguments), row, type);
  }

  // ---- what a true condition looked at ----

  // Nothing where it always looks at something.
  auto looked_at(ExprId condition) -> std::optional<NodeId> {
    const auto& surface = program_.exprs[condition].node;
    if (const auto* quantifier = std::get_if<Quantifier>(&surface)) {
      if (quantifier->kind != QuantifierKind::every && quantifier->kind != QuantifierKind::no) return std::nullopt;
      const auto list = lower(quantifier->list);
      return node(Op::some_listed, {list, this->condition(quantifier->where)}, quantifier->variable.index);
    }
    if (const auto* distinct = std::get_if<Distinct>(&surface)) {
      const auto list = lower(distinct->operand);
      return node(Op::some_listed, {list, truth_constant(true)}, fresh_slot().index);
    }
    if (const auto* call = std::get_if<CallDefinition>(&surface)) {
      const auto function = looking(call->definition);
      if (!function) return std::nullopt;
      return node(Op::call, all(call->arguments), function->index);
    }
    const auto* conjunction = std::get_if<And>(&surface);
    if (conjunction == nullptr) return std::nullopt;
    Nodes any;
    for (const auto operand : conjunction->operands) {
      const auto looked = looked_at(operand);
      if (!looked) return std::nullopt;
      any.push_back(*looked);
    }
    return node(Op::disjunction, any);
  }

  // The function that tells what a definition looked at.
  auto looking(DefinitionId id) -> std::optional<FunctionId> {
    if (const auto found = looking_.find(id); found != looking_.end()) return found->second;
    const auto& definition = program_.definitions[id];
    const auto outer = slots_;
    slots_ = definition.slots;
    const auto body = looked_at(definition.body);
    std::optional<FunctionId> function;
    if (body) {
      const auto name = definition.module + "." + definition.name + " looks at";
      function = core_.functions.add({name, slots_, *body, definition.span});
    }
    slots_ = outer;
    looking_.emplace(id, function);
    return function;
  }

  // ---- declarations ----

  void lower_definition(DefinitionId id) {
    const auto& definition = program_.definitions[id];
    slots_ = definition.slots;
    const auto body = lower(definition.body);
    core_.functions[FunctionId{id.index}] = {definition.module + "." + definition.name, slots_, body, definition.span};
  }

  auto rules_of(const Relation& relation) -> std::vector<CoreRule> {
    std::vector<CoreRule> rules;
    for (const auto& rule : relation.rules) {
      slots_ = rule.slots;
      CoreRule lowered;
      lowered.heads = all(rule.heads);
      for (const auto& [slot, list] : rule.generators) lowered.generators.push_back({slot, lower(list)});
      for (const auto& atom : rule.atoms) lowered.atoms.push_back(atom_of(atom));
      lowered.conditions = all(rule.conditions);
      lowered.slots = slots_;
      lowered.span = rule.span;
      rules.push_back(std::move(lowered));
    }
    return rules;
  }

  auto atom_of(const RelationAtom& atom) -> CoreRule::Atom {
    CoreRule::Atom lowered{atom.relation, {}};
    for (const auto& term : atom.terms) {
      if (const auto* slot = std::get_if<Slot>(&term)) {
        lowered.terms.emplace_back(*slot);
      } else {
        lowered.terms.emplace_back(lower(std::get<ExprId>(term)));
      }
    }
    return lowered;
  }

  auto results_of(const Table& table) -> Nodes {
    Nodes results;
    slots_ = 0;
    for (const auto& row : table.rows) results.push_back(lower(row.result));
    return results;
  }

  auto lower_rule(const Requirement& requirement) -> CoreRequirement {
    slots_ = requirement.slots;
    CoreRequirement lowered;
    lowered.applies = maybe(requirement.applies_when);
    if (const auto& subject = requirement.subject) {
      lowered.subjects = lower(subject->list);
      lowered.subject = subject->variable;
      lowered.where = maybe(subject->where);
    }
    for (const auto& exception : requirement.exceptions) lowered.exceptions.push_back(lower(exception.condition));
    for (std::uint32_t i = 0; i < requirement.parts.size(); ++i) {
      lowered.parts.push_back(part_of(requirement, i));
    }
    if (const auto& by = requirement.provided_by) {
      lowered.listed = lower(by->listed);
      lowered.suffices = lower(by->suffices);
    }
    if (const auto& due = requirement.due) {
      lowered.due = lower(due->date);
      if (due->distance) {
        const auto op = due->before ? Op::subtract : Op::add;
        lowered.due = node(op, {*lowered.due, lower(*due->distance)}, 0, type(due->date));
      }
    }
    if (const auto& every = requirement.every) {
      lowered.start = lower(every->start);
      lowered.period = lower(every->period);
    }
    lowered.done = maybe(requirement.done_on);
    lowered.slots = slots_;
    return lowered;
  }

  auto part_of(const Requirement& requirement, std::uint32_t index) -> CorePart {
    const auto& part = requirement.parts[index];
    CorePart lowered{index, lower(part.condition), std::nullopt, std::nullopt};
    if (requirement.kind == RuleKind::requirement) lowered.looked_at = looked_at(part.condition);
    if (part.unless) lowered.unless = lower(part.unless->condition);
    return lowered;
  }

  const Program& program_;
  Core core_;
  std::unordered_map<std::size_t, Nodes> written_;  // by hash
  std::uint32_t slots_ = 0;                         // of the frame that is being lowered
  std::map<DefinitionId, std::optional<FunctionId>> looking_;
};

}  // namespace

auto op_name(Op op) -> std::string_view {
  constexpr std::array<std::string_view, 53> names{
      "constant", "parameter",   "var",       "network", "as-of",    "level",  "unknown",     "results",
      "outcome",  "field",       "each",      "rows",    "not",      "and",    "or",          "eq",
      "ne",       "lt",          "le",        "gt",      "ge",       "exists", "known",       "member",
      "within",   "starts-with", "ends-with", "matches", "names",    "some",   "some-listed", "distinct",
      "related",  "passes",      "add",       "sub",     "mul",      "div",    "plain",       "list",
      "filter",   "map",         "flat-map",  "values",  "count-if", "count",  "sum",         "sum-durations",
      "highest",  "lowest",      "choose",    "call",    "table"};
  return op == Op::builtin ? "builtin" : names[static_cast<std::size_t>(op)];
}

auto lower(const Program& program) -> Core { return Lowering(program).run(); }

}  // namespace dengbao::eval
