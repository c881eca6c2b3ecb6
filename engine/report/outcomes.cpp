#include "report/outcomes.h"

#include <fmt/format.h>

#include "report/formula.h"
#include "report/layout.h"
#include "report/places.h"

namespace dengbao::report {
namespace {

using assess::OutcomeResult;

// A quotient, to two places: 33.33. What is shown to a program is exact.
auto shown(const Number& number) -> std::string {
  const auto half = Number(1).divided_by(Number(2));
  const auto hundredths = number.times(Number(100));
  if (!hundredths || hundredths->is_whole()) return number.to_string();
  const auto moved = number < Number() ? hundredths->minus(*half) : hundredths->plus(*half);
  if (!moved) return number.to_string();
  const auto rounded = Number(moved->whole()).divided_by(Number(100));
  return rounded ? rounded->to_string() : number.to_string();
}

auto value_words(const Context& context, const Value& value, Type type) -> std::string {
  if (value.is_unknown()) return in(context, "not decided", "未定");
  if (const auto* range = value.get_if<Interval>()) {
    const auto lo = shown(range->lo);
    if (!range->hi) return fmt::format(fmt::runtime(in(context, "at least {}", "至少 {}")), lo);
    return fmt::format(fmt::runtime(in(context, "{} to {}", "{} 至 {}")), lo, shown(*range->hi));
  }
  if (const auto* number = value.get_if<Number>()) return shown(*number);
  return context.program.value_words(value, type, context.lang);
}

// The value; of a choice that is not decided, the values that are still possible.
auto result_words(const Context& context, const OutcomeResult& result) -> std::string {
  const auto type = context.program.outcomes[result.outcome].type;
  if (result.possible.empty()) return value_words(context, result.value, type);
  std::string out;
  for (const auto& value : result.possible) {
    if (!out.empty()) out += in(context, " or ", " 或 ");
    out += value_words(context, value, type);
  }
  return out + in(context, " (not decided yet)", "（尚未确定）");
}

auto step_line(const Context& context, const assess::OutcomeStep& step) -> std::string {
  const auto line = outcome_step(context, step);
  const auto first = line.mark.empty() ? std::string("    ") : fmt::format("    {} ", line.mark);
  return wrapped(first, "      ", line.words, context.columns);
}

auto outcome_text(const Context& context, const OutcomeResult& result) -> std::string {
  const auto& outcome = context.program.outcomes[result.outcome];
  const auto head = fmt::format("  {}  {}", paint(context, Ink::strong, outcome.title.in(context.lang)),
                                result_words(context, result));
  auto out = justified(context, head, paint(context, Ink::faint, policy_line(context, outcome.span)));
  for (const auto& step : result.steps) out += step_line(context, step);
  return out;
}

auto exact_number_json(const Number& number) -> Json { return Json::parse(number.to_string()); }

auto json_of(const Context& context, const Value& value, Type type) -> Json {
  if (value.is_unknown() || value.is_none()) return {};
  if (const auto* number = value.get_if<Number>()) return exact_number_json(*number);
  if (const auto* range = value.get_if<Interval>()) {
    return {{"from", exact_number_json(range->lo)}, {"to", range->hi ? exact_number_json(*range->hi) : Json()}};
  }
  if (const auto* flag = value.get_if<bool>()) return *flag;
  if (const auto* choice = value.get_if<Enumerator>()) {
    return context.program.enumerations[type.enumeration()].choices[choice->ordinal].name;
  }
  return context.program.value_words(value, type, Lang::en);
}

void add_value(const Context& context, const OutcomeResult& result, Json& json) {
  const auto type = context.program.outcomes[result.outcome].type;
  json["value"] = json_of(context, result.value, type);
  if (result.possible.empty()) return;
  json["possible"] = Json::array();
  for (const auto& value : result.possible) json["possible"].push_back(json_of(context, value, type));
}

auto words_in(const Context& context, Lang lang, model::ExprId expr) -> std::string {
  auto other = context;
  other.lang = lang;
  return formula_words(other, expr);
}

auto outcome_json(const Context& context, const OutcomeResult& result) -> Json {
  const auto& outcome = context.program.outcomes[result.outcome];
  Json json;
  json["outcome"] = outcome.name;
  json["title"] = outcome.title.in(context.lang);
  add_value(context, result, json);
  json["policy"] = policy_line(context, outcome.span);
  json["steps"] = Json::array();
  for (const auto& step : result.steps) {
    const auto& expr = context.program.exprs[step.expr];
    json["steps"].push_back({{"text", as_written(context, step.expr)},
                             {"en", words_in(context, Lang::en, step.expr)},
                             {"zh", words_in(context, Lang::zh, step.expr)},
                             {"value", json_of(context, step.value, expr.type)},
                             {"policy", policy_line(context, expr.span)}});
  }
  return json;
}

}  // namespace

auto outcome_words(const Context& context, const OutcomeResult& result) -> std::string {
  return result_words(context, result);
}

auto outcome_step(const Context& context, const assess::OutcomeStep& step) -> OutcomeLine {
  const auto& expr = context.program.exprs[step.expr];
  auto words = formula_words(context, step.expr);
  if (expr.type == truth_type) return {std::string(mark(step.value.truth())), std::move(words)};
  return {"", fmt::format("{} = {}", words, value_words(context, step.value, expr.type))};
}

auto outcomes_text(const Context& context, const assess::Assessment& assessment) -> std::string {
  if (assessment.outcomes.empty()) return {};
  std::string out = in(context, "\nOutcomes\n", "\n结论\n");
  for (const auto& result : assessment.outcomes) out += outcome_text(context, result);
  return out;
}

auto outcome_value_json(const Context& context, const OutcomeResult& result) -> Json {
  Json json;
  json["outcome"] = context.program.outcomes[result.outcome].name;
  add_value(context, result, json);
  return json;
}

void add_outcomes(const Context& context, const assess::Assessment& assessment, Json& json) {
  if (assessment.outcomes.empty()) return;
  json["outcomes"] = Json::array();
  for (const auto& result : assessment.outcomes) {
    json["outcomes"].push_back(outcome_json(context, result));
    const auto& name = context.program.outcomes[result.outcome].name;
    if (name == "score" || name == "conclusion") json[name] = json["outcomes"].back()["value"];
  }
}

}  // namespace dengbao::report
