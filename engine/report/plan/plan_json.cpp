#include "report/json.h"
#include "report/outcomes.h"
#include "report/plan/plan_forms.h"
#include "report/rule_names.h"

namespace dengbao::report {
namespace {

auto reach_name(assess::Reach reach) -> std::string_view {
  switch (reach) {
    case assess::Reach::already:
      return "already";
    case assess::Reach::promised:
      return "promised";
    case assess::Reach::undecided:
      return "undecided";
    case assess::Reach::with_people:
      return "with-people";
    case assess::Reach::not_reached:
      break;
  }
  return "not-reached";
}

auto unit_name(WorkUnit unit) -> std::string_view {
  switch (unit) {
    case WorkUnit::days:
      return "effort_days";
    case WorkUnit::money:
      return "cost";
    case WorkUnit::pieces:
      break;
  }
  return "measures";
}

class PlanJson {
 public:
  explicit PlanJson(const PlanMatter& matter)
      : context_(matter.context), assessment_(matter.assessment), report_(matter.report), plan_(matter.report.plan) {}

  auto write() const -> Json {
    Json json;
    json["schema"] = "dengbao.plan/1";
    json["scheme"] = context_.program.scheme.name;
    json["level"] = assessment_.level;
    json["as_of"] = assessment_.as_of.to_string();
    json["network"] = context_.facts.name(context_.facts.root(), context_.lang);
    json["facts"] = context_.sources[context_.facts.file()].name();
    json["facts_sha256"] = report_.gaps.facts_digest;
    json["aim"] = aim();
    json["reach"] = reach_name(plan_.reach);
    json["unit"] = unit_name(report_.unit);
    json["work"] = thousandths(plan_.work);
    json["without_estimate"] = report_.order.size() - report_.estimated;
    json["proof"] = {{"proved", !plan_.waves.empty() && plan_.work <= plan_.at_least},
                     {"at_least", thousandths(plan_.at_least)},
                     {"minimal", plan_.minimal},
                     {"rounds", plan_.rounds},
                     {"evaluations", plan_.trials},
                     {"words", proof_words(context_, report_)}};
    json["compared"] = {{"greedy", thousandths(plan_.greedy)}, {"everything", thousandths(plan_.everything)}};
    json["before"] = position(plan_.before);
    json["promised"] = position(plan_.promised);
    json["expected"] = position(plan_.expected);
    json["breaks"] = breaks(plan_.broken);
    json["waves"] = waves();
    json["measures"] = Json::array();
    for (const auto action : report_.order) json["measures"].push_back(measure(action));
    json["in_the_way"] = in_the_way();
    json["questions"] = questions();
    json["patch"] = Json::parse(report_.patch);
    return json;
  }

 private:
  static auto number(const Number& number) -> Json { return Json::parse(number.to_string()); }
  static auto optional(const std::optional<Number>& value) -> Json { return value ? number(*value) : Json(); }
  static auto thousandths(std::int64_t work) -> Json { return number(work_number(work)); }

  auto aim() const -> Json {
    const auto& aim = report_.aim;
    return {{"all", aim.all},
            {"no_high_risk", aim.no_high_risk},
            {"outcome", aim.outcome ? Json(context_.program.outcomes[*aim.outcome].name) : Json()},
            {"at_least", aim.outcome ? number(aim.at_least) : Json()},
            {"words", aim_words(context_, report_)}};
  }

  auto position(const assess::Position& position) const -> Json {
    Json json;
    json["verdict"] = eval::verdict_name(position.verdict);
    for (const auto& result : position.outcomes) {
      const auto& name = context_.program.outcomes[result.outcome].name;
      const bool aimed = report_.outcome && result.outcome == *report_.outcome;
      if (aimed || name == "score" || name == "conclusion") json[name] = outcome_value_json(context_, result)["value"];
    }
    json["high_risks"] = position.high_risks;
    json["open_risks"] = position.open_risks;
    json["falls_short"] = position.falls_short;
    json["counts"] = Json::object();
    for (const auto& [verdict, count] : position.clauses) json["counts"][eval::verdict_name(verdict)] = count;
    return json;
  }

  auto waves() const -> Json {
    auto json = Json::array();
    std::int64_t so_far = 0;
    for (const auto& wave : plan_.waves) {
      so_far += wave.work;
      const auto& due = report_.measures[wave.actions.front()].due;
      Json one{{"wave", json.size() + 1},
               {"due", due ? Json(due->to_string()) : Json()},
               {"work", thousandths(wave.work)},
               {"work_so_far", thousandths(so_far)},
               {"measures", Json::array()},
               {"promised", position(wave.promised)},
               {"expected", position(wave.expected)}};
      for (const auto action : wave.actions) one["measures"].push_back(report_.measures[action].id);
      json.push_back(std::move(one));
    }
    return json;
  }

  auto measure(assess::ActionId action) const -> Json {
    const auto& measure = report_.measures[action];
    const auto& alone = plan_.alone[action];
    Json json{{"id", measure.id},
              {"wave", measure.wave},
              {"title", measure.title},
              {"for_people", measure.for_people},
              {"risk", risk_name(measure.risk)},
              {"rules", Json::array()},
              {"clauses", clauses_served(measure.serves)},
              {"on", Json::array()},
              {"work", number(measure.work)},
              {"estimated", measure.estimated},
              {"effort_days", optional(measure.effort_days)},
              {"cost", optional(measure.cost)},
              {"after", measure.after},
              {"gain", optional(alone.gain)},
              {"ends", ended(alone)},
              {"breaks", breaks(alone.broken)},
              {"due", measure.due ? Json(measure.due->to_string()) : Json()}};
    for (const auto* gap : measure.serves) json["rules"].push_back(gap->rule->rule->name);
    for (std::size_t index = 0; index < measure.on.size(); ++index) {
      json["on"].push_back({{"name", measure.on[index]},
                            {"fact", index < measure.pointers.size() ? Json(measure.pointers[index]) : Json()}});
    }
    return json;
  }
  [[nodiscard]] auto breaks(const std::vector<assess::NewlyShort>& newly_short) const -> Json {
    auto json = Json::array();
    for (const auto& one : newly_short)
      json.push_back({{"rule", context_.program.requirements[one.rule].name}, {"subject", one.subject}});
    return json;
  }
  // How many shortfalls it ends by itself; null where that was not tried.
  static auto ended(const assess::Alone& alone) -> Json {
    return alone.readable ? Json(std::ranges::count(alone.ended, true)) : Json();
  }

  auto in_the_way() const -> Json {
    auto json = Json::array();
    for (const auto index : plan_.in_the_way) {
      const auto& [gap, subject] = report_.shortfalls[index];
      json.push_back({{"rule", gap->rule->rule->name},
                      {"title", gap->rule->rule->title.in(context_.lang)},
                      {"subject", subject->id},
                      {"verdict", eval::verdict_name(subject->judged.verdict)},
                      {"remedy", subject->remedy}});
    }
    return json;
  }

  auto questions() const -> Json {
    auto json = Json::array();
    for (const auto& question : report_.gaps.questions)
      json.push_back({{"fact", question.pointer}, {"label", question.label}, {"ask", question.ask}});
    return json;
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  const PlanReport& report_;
  const assess::Remediation& plan_;
};

}  // namespace

auto plan_json(const PlanMatter& matter) -> std::string { return json_text(PlanJson(matter).write()); }

auto plan_patch(const PlanMatter& matter) -> std::string { return matter.report.patch; }

}  // namespace dengbao::report
