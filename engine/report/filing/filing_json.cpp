#include "report/filing/filing.h"
#include "report/json.h"
#include "report/rule_names.h"

namespace dengbao::report {
namespace {

auto paper_json(const Context& context, const FilingPaper& paper, const Places& places) -> Json {
  Json json;
  json["requirement"] = paper.rule->rule->name;
  json["title"] = localised_json(paper.rule->rule->title);
  json["subject"] = paper.subject->id;
  json["state"] = paper_state_name(paper.state);
  json["verdict"] = eval::verdict_name(paper.subject->judged.verdict);
  json["advisory"] = paper.advisory;
  json["clauses"] = paper.clauses;
  json["policy"] = policy_line(context, paper.rule->rule->span);
  json["lacks"] = Json::array();
  for (const auto& label : paper.lacks) json["lacks"].push_back(localised_json(label));
  json["reasons"] = Json::array();
  for (const auto& reason : paper.reasons) {
    Json told{{"text", reason.text}};
    if (!reason.pointers.empty()) {
      told["fact"] = reason.pointers.front();
      add_place(told, places, reason.pointers.front());
    }
    json["reasons"].push_back(std::move(told));
  }
  json["not_known"] = Json::array();
  for (const auto& question : paper.questions) {
    json["not_known"].push_back({{"fact", question.pointer},
                                 {"why", question.why},
                                 {"ask", localised_json(context.program.fields[question.fact.field].ask)}});
  }
  json["remedy"] = paper.remedy;
  return json;
}

}  // namespace

auto filing_json(const Context& context, const Filing& filing, const Places& places) -> std::string {
  Json json;
  json["schema"] = "dengbao.filing/1";
  json["scheme"] = context.program.scheme.name;
  json["network"] = context.facts.name(context.facts.root(), Lang::en);
  json["level"] = filing.level;
  json["as_of"] = context.settings.as_of.to_string();
  for (std::size_t state = 0; state < assess::paper_states; ++state) {
    json["counts"][std::string(paper_state_name(static_cast<assess::PaperState>(state)))] = filing.counts[state];
  }
  json["papers"] = Json::array();
  for (const auto& paper : filing.papers) json["papers"].push_back(paper_json(context, paper, places));
  json["due"] = Json::array();
  for (const auto& entry : filing.due) json["due"].push_back(calendar_entry_json(context, entry));
  return json_text(json);
}

}  // namespace dengbao::report
