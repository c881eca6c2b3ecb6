#include <algorithm>

#include "base/utf8.h"
#include "model/aliases.h"
#include "model/check_expr.h"
#include "value/functions.h"

// Literals, names and fields.
namespace dengbao::model {
namespace {

// What a text means where a value of another kind is expected; nothing where it is no such value.
auto text_as(Kind kind, std::string_view kept) -> std::optional<Value> {
  switch (kind) {
    case Kind::date:
      if (const auto date = Date::parse(kept)) return Value(*date);
      return std::nullopt;
    case Kind::instant:
      if (const auto instant = Instant::parse(kept)) return Value(*instant);
      return std::nullopt;
    case Kind::duration:
      if (const auto duration = Duration::parse(kept)) return Value(*duration);
      return std::nullopt;
    case Kind::version:
      return Version::valid(kept) ? std::optional<Value>(Version{kept}) : std::nullopt;
    case Kind::address:
      if (const auto address = Address::parse(kept)) return Value(*address);
      return std::nullopt;
    case Kind::subnet:
      if (const auto subnet = Subnet::parse(kept)) return Value(*subnet);
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

auto reads_as(Kind kind) -> bool {
  return kind == Kind::date || kind == Kind::instant || kind == Kind::duration || kind == Kind::version ||
         kind == Kind::address || kind == Kind::subnet;
}

auto example(Kind kind) -> Localised {
  switch (kind) {
    case Kind::date:
      return say("write it as 2026-11-21", "请写成 2026-11-21");
    case Kind::instant:
      return say("write it as 2026-11-21T08:30:00+08:00", "请写成 2026-11-21T08:30:00+08:00");
    case Kind::duration:
      return say("write it as `90 days`", "请写成 `90 天`");
    case Kind::version:
      return say("write it as 1.2", "请写成 1.2");
    case Kind::address:
      return say("write it as 10.1.2.3 or 2001:db8::1", "请写成 10.1.2.3 或 2001:db8::1");
    default:
      return say("write it as 10.1.0.0/16", "请写成 10.1.0.0/16");
  }
}

// A choice of any enumeration.
auto is_choice(const Program& program, std::string_view name) -> bool {
  for (const auto& enumeration : program.enumerations) {
    const auto named = [&](const EnumeratorInfo& choice) { return choice.name == name; };
    if (std::any_of(enumeration.choices.begin(), enumeration.choices.end(), named)) return true;
  }
  return false;
}

}  // namespace

void ExprChecker::mismatch(Span span, const Localised& expected, Type found) {
  c_.sink.report(Code::type_mismatch, span, expected, c_.program.type_words(found));
}

auto ExprChecker::constant(const syntax::Expr& expr, Type type, Value value) -> Result {
  return c_.add_expr(expr.span, type, Constant{std::move(value)});
}

auto ExprChecker::number(const syntax::Expr& expr, const syntax::NumberLiteral& node) -> Result {
  return constant(expr, number_type, node.number);
}

auto ExprChecker::text(const syntax::Expr& expr, const syntax::TextLiteral& node, std::optional<Type> expected)
    -> Result {
  const auto kept = c_.keep(node.text);
  if (!expected || !reads_as(expected->kind)) return constant(expr, text_type, kept);
  if (auto value = text_as(expected->kind, kept)) return constant(expr, expected->element(), *value);
  c_.sink.report(Code::bad_literal, expr.span, node.text, c_.program.type_words(expected->element()),
                 example(expected->kind));
  return std::nullopt;
}

auto ExprChecker::enumerator(const syntax::Expr& expr, const syntax::Name& name, Type type) -> Result {
  const auto& enumeration = c_.program.enumerations[type.enumeration()];
  if (const auto choice = find_choice_called(enumeration, name.text)) {
    return constant(expr, type.element(), Enumerator{*choice});
  }
  return std::nullopt;
}

auto ExprChecker::name(const syntax::Expr& expr, const syntax::NameRef& node, std::optional<Type> expected) -> Result {
  const auto& text = node.name.text;
  if (expected && expected->kind == Kind::enumeration) {
    if (auto found = enumerator(expr, node.name, *expected)) return found;
  }
  for (auto it = scope_.variables.rbegin(); it != scope_.variables.rend(); ++it) {
    if (it->name == text) return c_.add_expr(expr.span, it->type, VariableRef{it->slot});
  }
  if (auto found = given(expr, text)) return found;
  if (builtin_name(text) == "as_of") return c_.add_expr(expr.span, date_type, AsOf{});
  if (scope_.outcome) {
    if (auto found = results(expr, builtin_name(text))) return found;
  }
  if (c_.has_scheme && text == c_.root_name) {
    return c_.add_expr(expr.span, {Kind::record, false, c_.program.scheme.facts.index}, RootRef{});
  }
  if (const auto found = c_.find(scope_.unit, node.name)) return declared(expr, node.name, *found);
  if (c_.has_scheme && text == c_.root_alias) {
    return c_.add_expr(expr.span, {Kind::record, false, c_.program.scheme.facts.index}, RootRef{});
  }
  return unknown_name(node.name, expected);
}

// `clauses`, `findings`
auto ExprChecker::results(const syntax::Expr& expr, std::string_view name) -> Result {
  const auto field = c_.program.find_field(*c_.program.results, name);
  if (!field) return std::nullopt;
  const auto whole = c_.add_expr(expr.span, {Kind::record, false, c_.program.results->index}, ResultsRef{});
  return c_.add_expr(expr.span, c_.program.fields[*field].type, FieldOf{whole, *field});
}

// A value that a test gives: a field of the record made for it.
auto ExprChecker::given(const syntax::Expr& expr, std::string_view name) -> Result {
  if (!scope_.given) return std::nullopt;
  const auto field_id = c_.program.find_field(*scope_.given, name);
  if (!field_id) return std::nullopt;
  const auto root = c_.add_expr(expr.span, {Kind::record, false, scope_.given->index}, RootRef{});
  return c_.add_expr(expr.span, c_.program.fields[*field_id].type, FieldOf{root, *field_id});
}

auto ExprChecker::declared(const syntax::Expr& expr, const syntax::Name& name, const Declared& declared) -> Result {
  switch (declared.what) {
    case Declared::What::parameter: {
      const ParameterId id{declared.index};
      return c_.add_expr(expr.span, c_.program.parameters[id].type, ParameterRef{id});
    }
    case Declared::What::outcome: {
      const OutcomeId id{declared.index};
      if (scope_.outcome) return c_.add_expr(expr.span, c_.program.outcomes[id].type, OutcomeRef{id});
      c_.sink.report(Code::outcome_misplaced, name.span, name.text);
      return std::nullopt;
    }
    case Declared::What::definition:
      return call(expr, syntax::Call{name, {}});
    default:
      c_.sink.report(Code::type_mismatch, name.span, say("a value", "值"), what_words(declared.what));
      return std::nullopt;
  }
}

auto ExprChecker::unknown_name(const syntax::Name& name, std::optional<Type> expected) -> Result {
  if (expected && expected->kind == Kind::enumeration) {
    std::vector<std::string> names;
    Localised listed;
    for (const auto& choice : c_.program.enumerations[expected->enumeration()].choices) {
      names.push_back(choice.name);
      listed.en += (listed.en.empty() ? "`" : ", `") + choice.name + "`";
      listed.zh += (listed.zh.empty() ? "`" : "、`") + choice.name + "`";
    }
    c_.sink.report(Code::unknown_enumerator, name.span, name.text, listed).did_you_mean(name.text, names);
    return std::nullopt;
  }
  if (is_choice(c_.program, name.text)) {
    c_.sink.report(Code::enumerator_without_type, name.span, name.text)
        .help(say("write the field first, as in `field is {}`", "请先写字段，例如 `字段 为 {}`", name.text));
    return std::nullopt;
  }
  auto report = c_.sink.report(Code::unknown_name, name.span, name.text);
  if (const auto module = c_.hidden_in(scope_.unit, name.text); !module.empty()) {
    report.help(say("it is declared in `{0}`; write `use {0}`", "它声明于 `{0}`；请写 `使用 {0}`", module));
    return std::nullopt;
  }
  auto candidates = c_.visible_names(scope_.unit);
  for (const auto& variable : scope_.variables) candidates.push_back(variable.name);
  if (scope_.given) {
    for (const auto field_id : c_.program.records[*scope_.given].fields) {
      candidates.push_back(c_.program.fields[field_id].name);
    }
  }
  candidates.push_back("as_of");
  candidates.push_back(c_.root_name);
  report.did_you_mean(name.text, candidates);
  return std::nullopt;
}

auto ExprChecker::field(const syntax::Expr& expr, const syntax::FieldAccess& node) -> Result {
  const auto base = check(node.base);
  if (!base) return std::nullopt;
  const auto base_type = type(*base);
  if (base_type.kind != Kind::record) {
    mismatch(span(node.base), say("a record with fields", "有字段的记录"), base_type);
    return std::nullopt;
  }
  const auto& record = c_.program.records[base_type.record()];
  const auto field_id = find_field_called(c_.program, base_type.record(), node.field.text);
  if (!field_id) return unknown_field(node.field, record);
  auto result = c_.program.fields[*field_id].type;
  result.list = result.list || base_type.list;
  return c_.add_expr(expr.span, result, FieldOf{*base, *field_id});
}

auto ExprChecker::unknown_field(const syntax::Name& name, const Record& record) -> Result {
  std::vector<std::string> names;
  names.reserve(record.fields.size());
  for (const auto field_id : record.fields) {
    const auto& field = c_.program.fields[field_id];
    names.push_back(field.name);
    if (const auto& label = field.label.in(Lang::zh); label != field.name) names.push_back(label);
  }
  c_.sink.report(Code::unknown_field, name.span, name.text, record.name)
      .label(record.span, say("declared here", "声明于此"))
      .did_you_mean(name.text, names);
  return std::nullopt;
}

}  // namespace dengbao::model
