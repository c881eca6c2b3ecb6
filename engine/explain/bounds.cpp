#include "explain/bounds.h"

#include <algorithm>

#include "explain/evaluate.h"
#include "model/children.h"

namespace dengbao::explain {

using namespace model;

namespace {

using Fields = std::vector<FieldId>;
using Slots = std::vector<Fields>;  // by slot: the fields that its value is read from

constexpr std::size_t most_values = 40;  // of a field that another one is compared with

void add_value(std::vector<Value>& values, const Value& value) {
  const auto is_it = [&](const Value& other) { return same(other, value); };
  if (value.is_value() && std::ranges::none_of(values, is_it)) values.push_back(value);
}

void add_fields(Fields& to, const Fields& more) {
  for (const auto field : more) {
    if (std::ranges::find(to, field) == to.end()) to.push_back(field);
  }
}

}  // namespace

// Walks everything that a requirement asks, with the fields that every variable stands for.
class BoundFinder {
 public:
  BoundFinder(const Program& program, const facts::Facts& facts, const eval::Settings& settings, Bounds& into)
      : program_(program), facts_(facts), world_{program, facts, settings, settings.level, &nothing_}, into_(into) {}

  void visit(RequirementId id) {
    if (!requirements_.insert(id).second) return;
    const auto& requirement = program_.requirements[id];
    const auto level = world_.level;
    world_.level = world_.settings.level_of(requirement);
    Slots slots(requirement.slots);
    if (requirement.subject) slots[requirement.subject->variable.index] = fields_of(requirement.subject->list, slots);
    for (const auto& [expr, from_level] : expressions(requirement)) visit(expr, slots);
    if (requirement.done_on) visit_dates(requirement, slots);
    world_.level = level;
  }

  // Where two fields are compared, each has the other's values as bounds.
  void link() {
    for (const auto& [field, others] : linked_) {
      for (const auto other : others) add_values_of(field, other);
    }
  }

 private:
  void add_values_of(FieldId field, FieldId other) {
    if (program_.fields[field].type.kind == Kind::record) return;
    auto& bounds = into_.bounds_[field];
    const auto owner = program_.fields[other].owner;
    bounds.linked = true;
    const World seeing{program_, facts_, world_.settings, world_.level};
    bounds.open = bounds.open || rows_of(seeing, owner).open;
    std::size_t unknown = field == other ? 0 : 1;
    for (std::uint32_t row = 0; row < facts_.row_count(owner); ++row) {
      const auto value = facts_.get({owner, row}, other);
      if (value.is_unknown() && ++unknown > 1) bounds.open = true;
      if (value.is_value() && program_.fields[other].type.list) {
        for (const auto& element : value.list().elements) add_value(bounds.values, element);
      } else {
        add_value(bounds.values, value);
      }
      if (bounds.values.size() < most_values) continue;
      bounds.reckoned = true;  // not all of them
      return;
    }
  }

  // What a duty asks of days: that one lies before the day on which it is due, which lies before today.
  void visit_dates(const Requirement& duty, const Slots& slots) {
    const auto done = fields_of(*duty.done_on, slots);
    const Value today(world_.settings.as_of);
    note(done, today, true);
    if (!duty.due) return note(together(done, fields_of(duty.every->start, slots)), {}, false);
    const auto from = fields_of(duty.due->date, slots);
    const auto distance = duty.due->distance ? constant(*duty.due->distance) : Value(Duration{});
    const bool known = distance.is_value() && is_plain(duty.due->date);
    note(together(done, from), {}, known);
    if (!known) return;
    const auto forth = duty.due->before ? ArithmeticOp::subtract : ArithmeticOp::add;
    const auto back = duty.due->before ? ArithmeticOp::add : ArithmeticOp::subtract;
    note(from, arithmetic(back, today, distance), true);
    for (const auto& date : values_of(from)) note(done, arithmetic(forth, date, distance), true);
    for (const auto& date : values_of(done)) note(from, arithmetic(back, date, distance), true);
  }
  static auto together(Fields a, const Fields& b) -> Fields {
    add_fields(a, b);
    return a;
  }
  auto values_of(const Fields& fields) -> std::vector<Value> {
    std::vector<Value> values;
    for (const auto field : fields) {
      for (std::uint32_t row = 0; row < facts_.row_count(program_.fields[field].owner); ++row) {
        const auto value = facts_.get({program_.fields[field].owner, row}, field);
        if (!program_.fields[field].type.list) add_value(values, value);
        if (program_.fields[field].type.list && value.is_value()) {
          for (const auto& element : value.list().elements) add_value(values, element);
        }
        if (values.size() >= most_values) return values;
      }
    }
    return values;
  }

  // ---- what a value is read from ----

  auto fields_of(ExprId expr, const Slots& slots) -> Fields {
    const auto& node = program_.exprs[expr].node;
    if (const auto* field = std::get_if<FieldOf>(&node)) return {field->field};
    if (const auto* variable = std::get_if<VariableRef>(&node)) return slots[variable->slot.index];
    if (const auto* select = std::get_if<Select>(&node)) return fields_of(select->list, slots);
    if (const auto* map = std::get_if<Map>(&node)) {
      auto inner = slots;
      inner[map->variable.index] = fields_of(map->list, slots);
      return fields_of(map->element, inner);
    }
    if (const auto* call = std::get_if<CallDefinition>(&node)) {
      return fields_of(program_.definitions[call->definition].body, slots_of(*call, slots));
    }
    const auto* aggregate = std::get_if<Aggregate>(&node);
    if (aggregate != nullptr && aggregate->kind == AggregateKind::count) return {};
    Fields found;
    for (const auto child : children(node)) add_fields(found, fields_of(child, slots));
    return found;
  }

  // The value is the field's own, not one reckoned from it.
  auto is_plain(ExprId expr) const -> bool {
    const auto& node = program_.exprs[expr].node;
    const auto* aggregate = std::get_if<Aggregate>(&node);
    if (aggregate != nullptr) return aggregate->kind != AggregateKind::sum;
    if (const auto* call = std::get_if<CallDefinition>(&node)) {
      return is_plain(program_.definitions[call->definition].body);
    }
    return std::holds_alternative<FieldOf>(node) || std::holds_alternative<VariableRef>(node) ||
           std::holds_alternative<Select>(node) || std::holds_alternative<Map>(node);
  }

  auto slots_of(const CallDefinition& call, const Slots& slots) -> Slots {
    Slots inner(program_.definitions[call.definition].slots);
    for (std::size_t i = 0; i < call.arguments.size(); ++i) inner[i] = fields_of(call.arguments[i], slots);
    return inner;
  }

  // ---- comparisons ----

  auto constant(ExprId expr) -> Value {
    Frame frame(most_slots_);
    auto value = evaluate(world_, expr, frame);
    if (value.is_value() && value.get_if<Interval>() == nullptr && value.get_if<Row>() == nullptr) return value;
    return {};
  }

  void note(const Fields& fields, const Value& value, bool plain, bool pattern = false) {
    for (const auto field : fields) {
      auto& bounds = into_.bounds_[field];
      bounds.reckoned = bounds.reckoned || !plain;
      bounds.by_pattern = bounds.by_pattern || pattern;
      if (value.is_value() && value.get_if<std::shared_ptr<const List>>() != nullptr) {
        for (const auto& element : value.list().elements) add_bound(field, bounds, element);
      } else {
        add_bound(field, bounds, value);
      }
    }
  }
  // A bound of another kind (an address in a range) cannot stand in the field.
  void add_bound(FieldId field, FieldBounds& bounds, const Value& value) {
    const auto type = program_.fields[field].type;
    if (!value.is_value() || !fits(value, type.kind)) return;
    add_value(bounds.values, value);
  }
  static auto fits(const Value& value, Kind kind) -> bool {
    switch (kind) {
      case Kind::truth:
        return value.get_if<bool>() != nullptr;
      case Kind::number:
        return value.get_if<Number>() != nullptr;
      case Kind::text:
        return value.get_if<std::string_view>() != nullptr;
      case Kind::date:
        return value.get_if<Date>() != nullptr;
      case Kind::instant:
        return value.get_if<Instant>() != nullptr;
      case Kind::duration:
        return value.get_if<Duration>() != nullptr;
      case Kind::version:
        return value.get_if<Version>() != nullptr;
      case Kind::address:
        return value.get_if<Address>() != nullptr;
      case Kind::subnet:
        return value.get_if<Subnet>() != nullptr;
      case Kind::enumeration:
        return value.get_if<Enumerator>() != nullptr;
      default:
        return false;
    }
  }

  void compare_with(ExprId side, ExprId other, const Slots& slots, bool pattern = false) {
    const auto fields = fields_of(side, slots);
    if (fields.empty()) return;
    const auto value = constant(other);
    note(fields, value, is_plain(side) && (value.is_value() || is_plain(other)), pattern);
    if (value.is_value()) return;
    for (const auto field : fields) add_fields(linked_[field], fields_of(other, slots));
  }
  void compare_both(ExprId a, ExprId b, const Slots& slots, bool pattern = false) {
    compare_with(a, b, slots, pattern);
    compare_with(b, a, slots, pattern);
  }

  // Each with all others.
  void compare_among(const Fields& fields) {
    for (const auto field : fields) add_fields(linked_[field], fields);
  }

  void compare_times(const TimeRelation& node, const Slots& slots) {
    compare_both(node.lhs, node.rhs, slots);
    if (!node.duration) return;
    const auto duration = constant(*node.duration);
    if (!duration.is_value()) {
      for (const auto expr : {node.lhs, node.rhs, *node.duration}) note(fields_of(expr, slots), {}, false);
      return;
    }
    add_value(into_.durations_, duration);
    shift(node.lhs, node.after ? ArithmeticOp::add : ArithmeticOp::subtract, node.rhs, duration, slots);
    shift(node.rhs, node.after ? ArithmeticOp::subtract : ArithmeticOp::add, node.lhs, duration, slots);
  }
  void shift(ExprId side, ArithmeticOp op, ExprId other, const Value& by, const Slots& slots) {
    const auto value = constant(other);
    note(fields_of(side, slots), value.is_value() ? arithmetic(op, value, by) : Value{}, value.is_value());
  }

  void compare_inputs(const CallTable& node, const Slots& slots) {
    for (const auto& row : program_.tables[node.table].rows) {
      for (std::size_t i = 0; i < node.arguments.size(); ++i) {
        for (const auto& test : row.inputs[i]) {
          for (const auto& comparison : test.comparisons)
            note(fields_of(node.arguments[i], slots), comparison.value, is_plain(node.arguments[i]));
        }
      }
    }
  }

  // ---- the walk ----

  void visit(ExprId expr, Slots& slots) {
    const auto& node = program_.exprs[expr].node;
    std::visit(Overloaded{
                   [&](const FieldOf& n) { read(n.field); },
                   [&](const Compare& n) { compare_both(n.lhs, n.rhs, slots); },
                   [&](const OneOf& n) {
                     for (const auto choice : n.choices) compare_both(n.lhs, choice, slots);
                   },
                   [&](const In& n) { compare_both(n.element, n.container, slots, ranges(n.container)); },
                   [&](const TextRelation& n) { compare_both(n.lhs, n.rhs, slots, !program_.exprs[n.lhs].type.list); },
                   [&](const Matches& n) { note(fields_of(n.operand, slots), {}, true, true); },
                   [&](const NamesA& n) { name(n, slots); },
                   [&](const Distinct& n) { compare_among(fields_of(n.operand, slots)); },
                   [&](const TimeRelation& n) { compare_times(n, slots); },
                   [&](const CallTable& n) { compare_inputs(n, slots); },
                   [&](const CallFunction& n) {
                     for (const auto argument : n.arguments) note(fields_of(argument, slots), {}, false);
                   },
                   [&](const Aggregate& n) {
                     if (n.kind == AggregateKind::values) compare_among(fields_of(n.operand, slots));
                   },
                   [&](const Quantifier& n) { bind(n.variable, n.list, slots); },
                   [&](const Select& n) { bind(n.variable, n.list, slots); },
                   [&](const Map& n) { bind(n.variable, n.list, slots); },
                   [&](const CallDefinition& n) { visit_definition(n, slots); },
                   [&](const CallRelation& n) { visit_relation(n.relation); },
                   [&](const Passes& n) { visit(n.requirement); },
                   [&](const Constant& n) {
                     if (n.value.get_if<Duration>() != nullptr) add_value(into_.durations_, n.value);
                     if (n.value.get_if<Date>() != nullptr) add_value(into_.dates_, n.value);
                   },
                   [&](const ParameterRef&) { add_duration(expr); },
                   [&](const ByLevel&) { add_duration(expr); },
                   [](const auto&) {},
               },
               node);
    for (const auto child : children(node)) {
      const auto before = narrowing_;
      narrowing_ = narrowing_ || narrows(node, child);
      visit(child, slots);
      narrowing_ = before;
    }
  }

  void read(FieldId field) {
    into_.read_.insert(field);
    auto& bounds = into_.bounds_[field];
    (narrowing_ ? bounds.narrows : bounds.asked) = true;
  }

  // A `where`, and what stands before `then`.
  static auto narrows(const ExprNode& node, ExprId child) -> bool {
    if (const auto* quantifier = std::get_if<Quantifier>(&node)) return quantifier->where == child;
    if (const auto* select = std::get_if<Select>(&node)) return select->where == child;
    if (const auto* map = std::get_if<Map>(&node)) return map->where == child;
    const auto* implication = std::get_if<Implies>(&node);
    return implication != nullptr && implication->condition == child;
  }

  auto ranges(ExprId container) const -> bool { return program_.exprs[container].type.kind == Kind::subnet; }

  void add_duration(ExprId expr) {
    if (program_.exprs[expr].type.kind == Kind::duration) add_value(into_.durations_, constant(expr));
  }

  void bind(Slot variable, ExprId list, Slots& slots) {
    if (slots.size() <= variable.index) slots.resize(variable.index + 1);
    slots[variable.index] = fields_of(list, slots);
  }

  // The keys of all rows of the record.
  void name(const NamesA& node, const Slots& slots) {
    const auto key = program_.records[node.record].key;
    if (!key) return;
    for (const auto field : fields_of(node.operand, slots)) add_fields(linked_[field], {*key});
  }

  void visit_definition(const CallDefinition& call, const Slots& slots) {
    auto inner = slots_of(call, slots);
    visit(program_.definitions[call.definition].body, inner);
  }

  void visit_relation(RelationId id) {
    if (!relations_.insert(id).second) return;
    for (const auto& rule : program_.relations[id].rules) {
      Slots slots(rule.slots);
      for (const auto& generator : rule.generators) {
        bind(generator.variable, generator.list, slots);
        visit(generator.list, slots);
      }
      for (const auto head : rule.heads) visit(head, slots);
      for (const auto condition : rule.conditions) visit(condition, slots);
      for (const auto& atom : rule.atoms) {
        visit_relation(atom.relation);
        for (const auto& term : atom.terms) {
          if (const auto* expr = std::get_if<ExprId>(&term)) visit(*expr, slots);
        }
      }
    }
  }

  static constexpr std::size_t most_slots_ = 256;  // a constant has no variables but those that it binds itself

  const Program& program_;
  const facts::Facts& facts_;
  const std::set<FactRef> nothing_;
  World world_;
  Bounds& into_;
  std::set<RequirementId> requirements_;
  std::set<RelationId> relations_;
  std::map<FieldId, Fields> linked_;
  bool narrowing_ = false;  // what is walked says only what is looked at
};

Bounds::Bounds(const Program& program, const facts::Facts& facts, const eval::Settings& settings,
               RequirementId requirement) {
  BoundFinder finder(program, facts, settings, *this);
  finder.visit(requirement);
  finder.link();
}

auto Bounds::of(FieldId field) const -> const FieldBounds& {
  static const FieldBounds none;
  const auto found = bounds_.find(field);
  return found == bounds_.end() ? none : found->second;
}

}  // namespace dengbao::explain
