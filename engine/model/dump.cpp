#include "model/dump.h"

#include <fmt/format.h>

#include "model/children.h"

namespace dengbao::model {
namespace {

auto op_text(CompareOp op) -> std::string_view {
  switch (op) {
    case CompareOp::equal:
      return "=";
    case CompareOp::not_equal:
      return "!=";
    case CompareOp::less:
      return "<";
    case CompareOp::less_equal:
      return "<=";
    case CompareOp::greater:
      return ">";
    case CompareOp::greater_equal:
      return ">=";
  }
  return {};
}

auto op_text(ArithmeticOp op) -> std::string_view {
  switch (op) {
    case ArithmeticOp::add:
      return "+";
    case ArithmeticOp::subtract:
      return "-";
    case ArithmeticOp::multiply:
      return "*";
    case ArithmeticOp::divide:
      return "/";
  }
  return {};
}

auto quantifier_text(QuantifierKind kind) -> std::string_view {
  switch (kind) {
    case QuantifierKind::every:
      return "every";
    case QuantifierKind::some:
      return "some";
    case QuantifierKind::no:
      return "no";
    case QuantifierKind::at_least:
      return "at-least";
    case QuantifierKind::at_most:
      return "at-most";
    case QuantifierKind::exactly:
      return "exactly";
  }
  return {};
}

auto aggregate_text(AggregateKind kind) -> std::string_view {
  switch (kind) {
    case AggregateKind::count:
      return "count";
    case AggregateKind::sum:
      return "sum";
    case AggregateKind::values:
      return "values";
    case AggregateKind::highest:
      return "highest";
    case AggregateKind::lowest:
      return "lowest";
  }
  return {};
}

auto negation(bool negated) -> std::string_view { return negated ? "not-" : ""; }

class Dumper {
 public:
  explicit Dumper(const Program& program) : p_(program) {}

  auto run() -> std::string {
    scheme();
    for (const auto& source : p_.sources) dump_source(source);
    for (const auto& record : p_.records) dump_record(record);
    for (const auto& parameter : p_.parameters) dump_parameter(parameter);
    for (const auto& definition : p_.definitions) dump_definition(definition);
    for (const auto& relation : p_.relations) dump_relation(relation);
    for (const auto& table : p_.tables) dump_table(table);
    for (const auto& requirement : p_.requirements) dump_requirement(requirement);
    for (const auto& outcome : p_.outcomes) dump_outcome(outcome);
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void line(int depth, std::string_view format, const Args&... args) {
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
    out_ += fmt::format(fmt::runtime(format), args...);
    out_ += '\n';
  }

  auto type_text(Type type) const -> std::string { return p_.type_words(type).en; }

  void scheme() {
    if (!p_.has_scheme) return;
    line(0, "scheme {} levels {}..{} facts {}", p_.scheme.name, p_.scheme.lowest, p_.scheme.highest,
         p_.records[p_.scheme.facts].name);
    for (const auto& klass : p_.scheme.classes) line(1, "class {}", klass.name);
  }

  void dump_source(const Source& source) {
    line(0, "source {} {}{}", source.name, source.draft ? "draft" : "in force",
         source.in_force_from ? " from " + source.in_force_from->to_string() : "");
    if (!source.clauses.empty()) line(1, "clauses {}", source.clauses.size());
  }

  void dump_record(const Record& record) {
    line(0, "record {}", record.name);
    for (const auto id : record.fields) {
      const auto& field = p_.fields[id];
      line(1, "{}{} : {}{}{}", field.key ? "key " : "", field.name, field.ref ? "reference to " : "",
           type_text(field.type), field.read ? "" : " (not read)");
    }
  }

  void dump_parameter(const Parameter& parameter) {
    line(0, "parameter {} : {}", parameter.name, type_text(parameter.type));
    expr(parameter.value, 1);
    for (const auto& bound : parameter.bounds) {
      line(1, bound.at_least ? "at least" : "at most");
      expr(bound.value, 2);
    }
  }

  void dump_definition(const Definition& definition) {
    line(0, "define {} : {}", definition.name, type_text(definition.result));
    for (std::size_t i = 0; i < definition.formals.size(); ++i) {
      line(1, "{} : {}", definition.formals[i], type_text(definition.formal_types[i]));
    }
    slots_ = &definition.slot_names;
    expr(definition.body, 1);
  }

  void dump_formals(const std::vector<std::string>& names, const std::vector<Type>& types) {
    for (std::size_t i = 0; i < names.size(); ++i) line(1, "{} : {}", names[i], type_text(types[i]));
  }

  void dump_relation(const Relation& relation) {
    line(0, "relation {} stratum {}", relation.name, relation.stratum);
    dump_formals(relation.formals, relation.formal_types);
    for (const auto& rule : relation.rules) dump_rule(rule);
  }

  void dump_rule(const RelationRule& rule) {
    slots_ = &rule.slot_names;
    line(1, "holds");
    for (const auto head : rule.heads) expr(head, 2);
    for (const auto& generator : rule.generators)
      section("for " + variable(generator.variable) + " in", generator.list);
    for (const auto& atom : rule.atoms) {
      line(1, "met by {}", p_.relations[atom.relation].name);
      for (const auto& term : atom.terms) {
        if (const auto* slot = std::get_if<Slot>(&term)) line(2, "variable {}", variable(*slot));
        if (const auto* value = std::get_if<ExprId>(&term)) expr(*value, 2);
      }
    }
    for (const auto condition : rule.conditions) section("when", condition);
  }

  void dump_table(const Table& table) {
    line(0, "table {} : {}", table.name, type_text(table.result));
    dump_formals(table.formals, table.formal_types);
    for (const auto& row : table.rows) {
      std::vector<std::string> inputs;
      for (std::size_t i = 0; i < row.inputs.size(); ++i)
        inputs.push_back(tests_text(row.inputs[i], table.formal_types[i]));
      line(1, "row {}", fmt::join(inputs, " | "));
      expr(row.result, 2);
    }
  }

  auto tests_text(const std::vector<TableTest>& tests, Type type) const -> std::string {
    std::string out;
    for (const auto& test : tests) {
      if (!out.empty()) out += ", ";
      if (test.comparisons.empty()) out += "any";
      for (const auto& [op, value] : test.comparisons) {
        out += fmt::format("{}{} {}", &op == &test.comparisons.front().op ? "" : " ", op_text(op),
                           p_.value_words(value, type, Lang::en));
      }
    }
    return out;
  }

  void dump_requirement(const Requirement& requirement) {
    static constexpr std::string_view kinds[] = {"requirement", "risk", "duty"};
    line(0, "{} {}", kinds[static_cast<std::size_t>(requirement.kind)], requirement.qualified());
    line(1, "levels {}{}", fmt::join(requirement.levels, " "),
         requirement.klass ? " class " + p_.scheme.classes[*requirement.klass].name : "");
    for (const auto& citation : requirement.citations) {
      line(1, "cites {} {}{}", p_.sources[citation.source].name,
           citation.topic.empty() ? citation.number : citation.topic, citation.in_part ? " in part" : "");
    }
    slots_ = &requirement.slot_names;
    section("applies when", requirement.applies_when);
    if (requirement.subject) {
      section("for each " + requirement.subject->name + " in", requirement.subject->list);
      section("where", requirement.subject->where);
    }
    if (requirement.when_none) line(1, "when none {}", requirement.when_none->pass ? "pass" : "fail");
    if (requirement.provided_by) section("may be provided by", requirement.provided_by->provider);
    for (const auto& exception : requirement.exceptions) dump_exception(exception, requirement.kind, 1);
    for (const auto& part : requirement.parts) dump_part(part, requirement.kind);
    for (const auto& concern : requirement.concerns) {
      line(1, "concerns {}", concern.requirement ? p_.requirements[*concern.requirement].qualified() : concern.topic);
    }
    dump_dates(requirement);
  }

  void dump_dates(const Requirement& duty) {
    if (duty.due) {
      section(duty.due->before ? "due before" : "due after", duty.due->date);
      section("distance", duty.due->distance);
    }
    if (duty.every) {
      section("every", duty.every->period);
      section("after", duty.every->start);
    }
    section("done on", duty.done_on);
  }

  void dump_outcome(const Outcome& outcome) {
    line(0, "outcome {} : {}", outcome.name, type_text(outcome.type));
    slots_ = &outcome.slot_names;
    expr(outcome.value, 1);
  }

  void section(const std::string& name, const std::optional<ExprId>& id) {
    if (!id) return;
    line(1, "{}", name);
    expr(*id, 2);
  }

  void dump_exception(const Exception& exception, RuleKind kind, int depth) {
    line(depth, "{} \"{}\"", kind == RuleKind::risk ? "lowered" : "unless", exception.label.en);
    expr(exception.condition, depth + 1);
  }

  void dump_part(const Part& part, RuleKind kind) {
    const auto* word = kind == RuleKind::risk ? "raised" : part.recommended ? "recommends" : "require";
    line(1, "{} \"{}\" from {}{}", word, part.label.en, part.from_level,
         part.until_level == 0 ? "" : fmt::format(" until {}", part.until_level));
    expr(part.condition, 2);
    if (part.unless) dump_exception(*part.unless, kind, 2);
  }

  void expr(ExprId id, int depth) {
    const auto& node = p_.exprs[id];
    line(depth, "{} : {}", head(node), type_text(node.type));
    for (const auto child : children(node.node)) expr(child, depth + 1);
  }

  auto variable(Slot slot) const -> std::string {
    return slots_ != nullptr && slot.index < slots_->size() ? (*slots_)[slot.index] : "?";
  }

  auto head(const Expr& expr) const -> std::string {
    return std::visit(
        Overloaded{
            [&](const Constant& n) { return "constant " + p_.value_words(n.value, expr.type, Lang::en); },
            [&](const ParameterRef& n) { return "parameter " + p_.parameters[n.parameter].name; },
            [&](const VariableRef& n) { return "variable " + variable(n.slot); },
            [](const RootRef&) { return std::string("root"); },
            [](const ResultsRef&) { return std::string("results"); },
            [&](const OutcomeRef& n) { return "outcome " + p_.outcomes[n.outcome].name; },
            [](const AsOf&) { return std::string("as-of"); },
            [](const LevelNow&) { return std::string("level"); },
            [&](const FieldOf& n) { return "field " + p_.fields[n.field].name; },
            [](const Not&) { return std::string("not"); },
            [](const And&) { return std::string("and"); },
            [](const Or&) { return std::string("or"); },
            [](const Implies&) { return std::string("if-then"); },
            [](const Compare& n) { return "compare " + std::string(op_text(n.op)); },
            [](const OneOf& n) { return fmt::format("{}one-of", negation(n.negated)); },
            [](const Empty& n) { return fmt::format("{}empty", negation(n.negated)); },
            [](const Known& n) { return std::string(n.missing ? "missing" : "known"); },
            [](const In& n) { return fmt::format("{}in", negation(n.negated)); },
            [](const TextRelation& n) {
              static constexpr std::string_view names[] = {"contains", "starts-with", "ends-with"};
              return fmt::format("{}{}", negation(n.negated), names[static_cast<std::size_t>(n.test)]);
            },
            [&](const Matches& n) {
              return fmt::format("{}matches \"{}\"", negation(n.negated), p_.pattern_texts[n.pattern]);
            },
            [&](const NamesA& n) {
              return fmt::format("{}names-a {}", negation(n.negated), p_.records[n.record].name);
            },
            [](const TimeRelation& n) {
              static constexpr std::string_view distances[] = {"", "at-most ", "at-least "};
              return fmt::format("{}{}", distances[static_cast<std::size_t>(n.distance)], n.after ? "after" : "before");
            },
            [&](const Quantifier& n) { return fmt::format("{} {}", quantifier_text(n.kind), variable(n.variable)); },
            [](const Distinct&) { return std::string("distinct"); },
            [&](const CallRelation& n) { return "relation " + p_.relations[n.relation].name; },
            [&](const Passes& n) { return "passes " + p_.requirements[n.requirement].qualified(); },
            [](const Negate&) { return std::string("negate"); },
            [](const Arithmetic& n) { return "arithmetic " + std::string(op_text(n.op)); },
            [&](const Select& n) { return "all " + variable(n.variable); },
            [&](const Map& n) { return "map " + variable(n.variable); },
            [](const Aggregate& n) { return std::string(aggregate_text(n.kind)); },
            [](const ByLevel& n) {
              std::string out = "by-level";
              for (const auto& at : n.cases) out += " " + std::to_string(at.level);
              return out;
            },
            [](const Choose& n) { return fmt::format("choose {}", n.cases.size()); },
            [&](const RowsOf& n) { return "all rows of " + p_.records[n.record].name; },
            [](const ListOf&) { return std::string("list"); },
            [&](const CallDefinition& n) { return "call " + p_.definitions[n.definition].name; },
            [&](const CallTable& n) { return "table " + p_.tables[n.table].name; },
            [](const CallFunction& n) { return "function " + std::string(n.function->name); },
        },
        expr.node);
  }

  const Program& p_;
  const std::vector<std::string>* slots_ = nullptr;
  std::string out_;
};

}  // namespace

auto dump(const Program& program) -> std::string { return Dumper(program).run(); }

}  // namespace dengbao::model
