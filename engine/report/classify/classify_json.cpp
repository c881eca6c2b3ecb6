#include "assess/changed_facts.h"
#include "report/classify/classify.h"
#include "report/json.h"
#include "report/questions.h"
#include "report/rule_lines.h"
#include "report/rule_names.h"

namespace dengbao::report {
namespace {

auto level_json(const Context& context, const assess::LevelFound& level) -> Json {
  const auto& outcome = context.program.outcomes[level.result.outcome];
  Json json;
  json["outcome"] = outcome.name;
  json["title"] = localised_json(outcome.title);
  json["value"] = value_json(context, level.result.value, outcome.type);
  json["draft"] = level.draft;
  json["side"] = level.side;
  json["sides"] = Json::array();
  for (const auto id : level.sides) json["sides"].push_back(context.program.outcomes[id].name);
  json["clauses"] = cited_words(context, outcome);
  json["policy"] = policy_line(context, outcome.span);
  return json;
}

auto remark_json(const Context& context, const assess::OutcomeResult& remark) -> Json {
  const auto& outcome = context.program.outcomes[remark.outcome];
  Json json;
  json["outcome"] = outcome.name;
  json["title"] = localised_json(outcome.title);
  json["value"] = value_json(context, remark.value, outcome.type);
  const auto words = [&](Lang lang) { return context.program.value_words(remark.value, outcome.type, lang); };
  if (remark.value.is_value()) json["words"] = {{"en", words(Lang::en)}, {"zh", words(Lang::zh)}};
  return json;
}

auto move_json(const Context& context, const assess::LevelMove& move) -> Json {
  Json json;
  json["raises"] = move.raises;
  json["changes"] = Json::array();
  for (const auto& change : move.changes) {
    const auto type = context.program.fields[change.fact.field].type;
    json["changes"].push_back(
        {{"fact", pointer(context, change.fact)},
         {"words", change_words(context, change)},
         {"from", value_json(context, context.facts.get(change.fact.row, change.fact.field), type)},
         {"to", value_json(context, change.value, type)}});
  }
  json["gives"] = Json::array();
  for (const auto& given : move.gives) {
    const auto& outcome = context.program.outcomes[given.outcome];
    json["gives"].push_back({{"outcome", outcome.name}, {"value", value_json(context, given.value, outcome.type)}});
  }
  json["patch"] = Json::parse(assess::patch_of(context.program, context.facts, move.changes));
  return json;
}

auto what_follows_json(const Context& context, const ClassifyStep& step) -> Json {
  const auto& judged = step.subject->judged;
  Json json;
  json[std::string(rule_kind_name(step.rule->rule->kind))] = step.rule->rule->name;
  json["title"] = localised_json(step.rule->rule->title);
  json["subject"] = step.subject->id;
  json["verdict"] = eval::verdict_name(judged.verdict);
  json["advisory"] = step.advisory;
  json["clauses"] = clause_words(context, *step.rule->judgement);
  if (judged.timing) json.update(timing_json(*judged.timing));
  json["summary"] = step.subject->summary;
  json["remedy"] = step.subject->remedy;
  return json;
}

}  // namespace

auto classify_json(const Context& context, const assess::Classification& found, const std::vector<ClassifyStep>& steps)
    -> std::string {
  Json json;
  json["schema"] = "dengbao.classification/1";
  json["scheme"] = context.program.scheme.name;
  json["network"] = context.facts.name(context.facts.root(), Lang::en);
  json["as_of"] = context.settings.as_of.to_string();
  json["advised"] = found.advised ? Json(*found.advised) : Json();
  json["levels"] = Json::array();
  for (const auto& level : found.levels) json["levels"].push_back(level_json(context, level));
  json["remarks"] = Json::array();
  for (const auto& remark : found.remarks) json["remarks"].push_back(remark_json(context, remark));
  json["not_known"] = Json::array();
  for (const auto& fact : found.not_known) {
    json["not_known"].push_back({{"fact", pointer(context, fact)},
                                 {"why", unknown_words(context, fact)},
                                 {"ask", localised_json(context.program.fields[fact.field].ask)}});
  }
  json["moves"] = Json::array();
  for (const auto& move : found.moves) json["moves"].push_back(move_json(context, move));
  json["all_moves"] = found.all_moves;
  json["steps_at"] = steps.empty() ? Json() : Json(context.settings.level);
  json["steps"] = Json::array();
  for (const auto& step : steps) json["steps"].push_back(what_follows_json(context, step));
  return json_text(json);
}

}  // namespace dengbao::report
