#include "report/assessment_json.h"
#include "report/gap/gap_forms.h"
#include "report/json.h"
#include "report/rule_names.h"
#include "report/subject.h"

namespace dengbao::report {
namespace {

class GapJson {
 public:
  explicit GapJson(const GapMatter& matter)
      : context_(matter.context), assessment_(matter.assessment), report_(matter.report) {}

  auto write() const -> Json {
    auto json = assessment_head_json(context_, assessment_);
    json["schema"] = "dengbao.gap/1";
    json["facts"] = context_.sources[context_.facts.file()].name();
    json["facts_sha256"] = report_.facts_digest;
    json["costs"] = costs();
    json["gaps"] = all(report_.requirements, "requirement");
    json["risks"] = all(report_.risks, "risk");
    json["duties"] = all(report_.duties, "duty");
    json["changes"] = Json::array();
    for (const auto& action : report_.actions) json["changes"].push_back(this->action(action));
    json["by_hand"] = Json::array();
    for (const auto& one : report_.by_hand) {
      json["by_hand"].push_back({{"remedy", one.remedy},
                                 {"risk", risk_name(one.risk)},
                                 {"rules", names(one.serves)},
                                 {"clauses", clauses_served(one.serves)},
                                 {"subjects", one.on}});
    }
    json["undecided"] = Json::array();
    for (const auto* rule : report_.open) json["undecided"].push_back(open(*rule));
    json["questions"] = Json::array();
    for (const auto& question : report_.questions) json["questions"].push_back(this->question(question));
    return json;
  }

 private:
  static auto number(const Number& number) -> Json { return Json::parse(number.to_string()); }

  auto costs() const -> Json {
    const auto& costs = report_.costs;
    if (!costs.given) return {};
    return {{"effort_days", number(costs.effort_days)},
            {"cost", number(costs.cost)},
            {"estimated", costs.estimated},
            {"without_estimate", costs.without}};
  }

  auto all(const std::vector<RuleGap>& gaps, const char* kind) const -> Json {
    auto json = Json::array();
    for (const auto& gap : gaps) json.push_back(this->gap(gap, kind));
    return json;
  }

  static auto names(const std::vector<const RuleGap*>& gaps) -> Json {
    auto json = Json::array();
    for (const auto* gap : gaps) json.push_back(gap->rule->rule->name);
    return json;
  }

  auto gap(const RuleGap& gap, const char* kind) const -> Json {
    const auto& rule = *gap.rule->rule;
    Json json;
    json[kind] = rule.name;
    json["title"] = rule.title.in(context_.lang);
    json["clauses"] = Json::array();
    for (const auto& cited : cited_clauses(context_, rule, gap.rule->judgement->level))
      json["clauses"].push_back(cited.number);
    json["domain"] = gap.control.domain;
    json["control"] = gap.control.point;
    json["verdict"] = eval::verdict_name(gap.rule->judgement->verdict.verdict);
    if (!gap.rule->judgement->verdict.final) json["final"] = false;
    if (gap.advisory) json["advisory"] = true;
    if (rule.weight) json["weight"] = weight_name(*rule.weight);
    json["severity"] = risk_name(gap.risk);
    json["risks"] = Json::array();
    for (const auto* risk : gap.risks) json["risks"].push_back(risk->rule->name);
    json["effort_days"] = gap.cost && gap.cost->effort_days ? number(*gap.cost->effort_days) : Json();
    json["cost"] = gap.cost && gap.cost->cost ? number(*gap.cost->cost) : Json();
    json["looked_at"] = gap.rule->judgement->looked_at;
    json["subjects"] = gap.subjects;
    json["groups"] = Json::array();
    for (const auto& group : gap.groups) json["groups"].push_back(this->group(group));
    return json;
  }

  auto group(const GapGroup& group) const -> Json {
    const auto& first = *group.subjects.front();
    Json json;
    json["subjects"] = Json::array();
    for (std::size_t index = 0; index < group.subjects.size(); ++index) {
      const auto& subject = *group.subjects[index];
      const bool mended = index < group.repair.mended.size() && group.repair.mended[index];
      json["subjects"].push_back({{"id", subject.id},
                                  {"verdict", eval::verdict_name(subject.judged.verdict)},
                                  {"pointer", subject.pointer},
                                  {"reason", subject.summary},
                                  {"remedy", subject.remedy},
                                  {"mended", mended}});
    }
    json["severity"] = risk_name(group.risk);
    json["facts"] = Json::array();
    for (const auto& line : first.reasons) {
      for (const auto& pointer : line.pointers) {
        Json fact{{"fact", pointer}};
        add_place(fact, report_.results.places, pointer);
        json["facts"].push_back(std::move(fact));
      }
    }
    json["change"] = change(group);
    return json;
  }

  static auto change(const GapGroup& group) -> Json {
    if (group.mended == 0) return {};
    return {{"words", group.changes},
            {"size", group.repair.all.size()},
            {"ends_on", group.mended},
            {"breaks", group.breaks},
            {"patch", Json::parse(group.repair.patch)}};
  }

  static auto action(const GapAction& action) -> Json {
    Json json{{"words", action.words},
              {"risk", risk_name(action.risk)},
              {"count", action.on.size()},
              {"rules", names(action.serves)},
              {"clauses", clauses_served(action.serves)},
              {"on", Json::array()},
              {"patch", Json::parse(action.patch)}};
    for (std::size_t index = 0; index < action.on.size(); ++index)
      json["on"].push_back({{"name", action.on[index]}, {"fact", action.pointers[index]}});
    return json;
  }

  auto open(const RuleResult& rule) const -> Json {
    Json json{{"rule", rule.rule->name},
              {"kind", rule_kind_name(rule.rule->kind)},
              {"title", rule.rule->title.in(context_.lang)},
              {"clauses", clause_numbers(context_, *rule.judgement)},
              {"verdict", eval::verdict_name(rule.judgement->verdict.verdict)},
              {"subjects", Json::array()}};
    for (const auto& subject : rule.subjects) {
      if (subject.judged.verdict == eval::Verdict::undecided)
        json["subjects"].push_back({{"id", subject.id}, {"reason", subject.summary}});
    }
    return json;
  }

  static auto question(const Question& question) -> Json {
    Json json{{"fact", question.pointer},
              {"label", question.label},
              {"ask", question.ask},
              {"why", question.why},
              {"rules", Json::array()}};
    for (const auto* rule : question.rules) json["rules"].push_back(rule->rule->name);
    return json;
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  const GapReport& report_;
};

}  // namespace

auto gap_json(const GapMatter& matter) -> std::string { return json_text(GapJson(matter).write()); }

}  // namespace dengbao::report
