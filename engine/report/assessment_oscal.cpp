#include "report/assessment_oscal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "base/one_line.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "report/evidence.h"
#include "report/evidence_summary.h"
#include "report/json.h"
#include "report/markdown.h"
#include "report/oscal_names.h"
#include "report/outcomes.h"
#include "report/overview.h"
#include "report/results.h"
#include "report/rule_lines.h"
#include "report/rule_names.h"
#include "report/uri.h"
#include "report/uuid.h"

namespace dengbao::report {
namespace {

// Some words, always: OSCAL allows no empty ones.
auto prose(const std::string& text) -> std::string {
  auto out = markdown_line(markdown_text(text));
  return out.empty() ? "-" : out;
}

class OscalWriter {
 public:
  OscalWriter(const Context& context, const assess::Assessment& assessment)
      : context_(context),
        assessment_(assessment),
        results_(tell_results(context, assessment)),
        names_(rule_names(context, assessment)),
        facts_digest_(sha256(context.sources[context.facts.file()].text())),
        name_(fmt::format("{}\n{}\n{}\n{}", context.program.scheme.name, assessment.level, assessment.as_of.to_string(),
                          facts_digest_)),
        network_(
            fmt::format("{}\n{}", context.program.scheme.name, context.facts.name(context.facts.root(), Lang::en))) {}

  auto write() -> Json {
    observe();
    Json document;
    document["uuid"] = uuid("assessment results");
    document["metadata"] = metadata();
    document["import-ap"] = {
        {"href", "#" + uuid("plan")},
        {"remarks", words("There is no plan in OSCAL: what was assessed follows from the level, the policies "
                          "and the facts, which the resource names.",
                          "没有 OSCAL 格式的测评方案：评估内容由级别、策略和事实决定，见所指资源。")}};
    document["results"] = {result()};
    document["back-matter"]["resources"] = resources();
    return {{"assessment-results", std::move(document)}};
  }

 private:
  [[nodiscard]] auto words(std::string_view en, std::string_view zh) const -> std::string {
    return in(context_, en, zh);
  }
  [[nodiscard]] auto uuid(const std::string& of) const -> std::string { return uuid_of(name_ + "\n" + of); }
  [[nodiscard]] auto lasting(const std::string& of) const -> std::string { return uuid_of(network_ + "\n" + of); }
  [[nodiscard]] auto day(Date date) const -> std::string { return date.to_string() + "T00:00:00+08:00"; }
  [[nodiscard]] auto verdict(eval::Verdict verdict) const -> std::string {
    return eval::verdict_words(verdict).in(context_.lang);
  }

  // Values stand on one line and are never empty.
  static void property(Json& props, const std::string& name, const std::string& value) {
    const auto line = one_line(utf8::printable(value));
    if (!line.empty()) props.push_back({{"name", name}, {"ns", oscal_name_space}, {"value", line}});
  }

  [[nodiscard]] auto metadata() const -> Json {
    const auto& scheme = context_.program.scheme;
    Json props = Json::array();
    property(props, "scheme", scheme.name);
    property(props, "level", assessment_.level);
    const auto title = fmt::format("{} · {}", context_.facts.name(context_.facts.root(), context_.lang),
                                   scheme.title.empty() ? scheme.name : scheme.title.in(context_.lang).str());
    return {{"title", prose(title)},
            {"last-modified", day(assessment_.as_of)},
            {"version", assessment_.as_of.to_string()},
            {"oscal-version", oscal_version},
            {"props", std::move(props)}};
  }

  // The facts, and what stands in for a plan.
  [[nodiscard]] auto resources() const -> Json {
    const auto& file = context_.sources[context_.facts.file()];
    Json facts = {{"uuid", uuid("facts")},
                  {"title", words("The facts that were assessed", "所评估的事实")},
                  {"rlinks",
                   {{{"href", uri_of(file.name())},
                     {"media-type", "application/json"},
                     {"hashes", {{{"algorithm", "SHA-256"}, {"value", facts_digest_}}}}}}}};
    Json plan = {
        {"uuid", uuid("plan")},
        {"title", words("What was assessed", "评估范围")},
        {"description",
         prose(fmt::format(fmt::runtime(words("Every requirement of level {} of the scheme {} against the facts in {}",
                                              "对照 {2} 中的事实评估 {1} 制度 {0} 级的全部要求")),
                           assessment_.level, context_.program.scheme.name, file.name()))}};
    auto json = Json::array({std::move(facts), std::move(plan)});
    if (const auto catalogue = context_.program.scheme.catalogue) {
      const auto& source = context_.program.sources[*catalogue];
      json.push_back(
          {{"uuid", oscal_catalogue_uuid(source)},
           {"title", prose(source.title.in(context_.lang))},
           {"description", prose(words("The catalogue that holds the controls; `dengbao doc --format oscal` writes it",
                                       "包含各控制项的目录；由 `dengbao doc --format oscal` 生成"))}});
    }
    return json;
  }

  auto result() const -> Json {
    Json json;
    json["uuid"] = uuid("result");
    json["title"] = prose(fmt::format(fmt::runtime(words("Assessment at level {}", "{} 级评估")), assessment_.level));
    json["description"] =
        prose(fmt::format("{} · {}", verdict(assessment_.verdict), count_words(context_, assessment_.counts)));
    json["start"] = day(assessment_.as_of);
    json["end"] = day(assessment_.as_of);
    json["props"] = summary();
    if (!items_.empty()) json["local-definitions"]["inventory-items"] = items_;
    json["reviewed-controls"] = reviewed();
    if (!observations_.empty()) json["observations"] = observations_;
    if (auto found = risks(); !found.empty()) json["risks"] = std::move(found);
    if (auto found = findings(); !found.empty()) json["findings"] = std::move(found);
    return json;
  }

  [[nodiscard]] auto summary() const -> Json {
    auto props = Json::array();
    const auto number = [&](const std::string& name, std::uint32_t value) {
      property(props, name, std::to_string(value));
    };
    property(props, "verdict", std::string(eval::verdict_name(assessment_.verdict)));
    number("clauses", assessment_.denominator.clauses);
    number("clauses-decided", assessment_.denominator.decided);
    number("clauses-undecided", assessment_.denominator.undecided);
    number("clauses-not-applicable", assessment_.denominator.not_applicable);
    number("clauses-not-covered", assessment_.denominator.not_covered);
    const auto evidence = evidence_summary_json(summarise_evidence(context_, assessment_));
    for (const auto& [kind, value] : evidence.items()) {
      auto name = "evidence-" + kind;
      std::ranges::replace(name, '_', '-');
      number(name, value.get<std::uint32_t>());
    }
    for (const auto& outcome : assessment_.outcomes)
      property(props, oscal_token("outcome-", context_.program.outcomes[outcome.outcome].name),
               outcome_words(context_, outcome));
    return props;
  }

  [[nodiscard]] auto clause_of(const assess::ClauseResult& result) const -> const model::Clause& {
    return context_.program.sources[result.source].clauses[result.clause];
  }
  static auto is_found(const assess::ClauseResult& result) -> bool {
    return result.covered && result.verdict != eval::Verdict::not_applicable;
  }

  [[nodiscard]] auto reviewed() const -> Json {
    auto included = Json::array();
    auto excluded = Json::array();
    for (const auto& result : assessment_.clauses) {
      auto& list = is_found(result) ? included : excluded;
      list.push_back({{"control-id", oscal_control_id(clause_of(result))}});
    }
    Json selection;
    if (included.empty()) {
      selection["include-all"] = Json::object();
    } else {
      selection["include-controls"] = std::move(included);
    }
    if (!excluded.empty()) {
      selection["exclude-controls"] = std::move(excluded);
      selection["remarks"] = words("Excluded: not applicable here, covered by no policy, or not selected.",
                                   "排除：在此不适用、尚无策略覆盖或未选中。");
    }
    Json json;
    json["control-selections"].push_back(std::move(selection));
    if (const auto catalogue = context_.program.scheme.catalogue) {
      json["links"] = Json::array(
          {{{"href", "#" + oscal_catalogue_uuid(context_.program.sources[*catalogue])}, {"rel", "reference"}}});
    }
    return json;
  }

  // ---- what was seen

  void observe() {
    for (const auto* rules : {&results_.requirements, &results_.risks, &results_.duties}) {
      for (const auto& rule : *rules) observe(rule);
    }
  }

  void observe(const RuleResult& rule) {
    std::vector<const SubjectResult*> plain;
    for (const auto& subject : rule.subjects) {
      if (subject.summary.empty()) {
        plain.push_back(&subject);
      } else {
        observe(rule, {&subject}, subject.summary);
      }
    }
    if (plain.empty()) return;
    observe(rule, plain, verdict(plain.front()->judged.verdict));
  }

  void observe(const RuleResult& rule, const std::vector<const SubjectResult*>& subjects, const std::string& text) {
    const auto& first = *subjects.front();
    const auto& name = names_.at(rule.judgement->requirement.index);
    Json json;
    json["uuid"] =
        lasting(fmt::format("observation\n{}\n{}\n{}", name, first.whole, subjects.size() == 1 ? first.id : "*"));
    json["title"] = prose(rule.rule->title.in(context_.lang));
    json["description"] =
        prose(subjects.size() == 1 && !first.words.empty() ? first.words + words(": ", "：") + text : text);
    json["props"] = Json::array();
    property(json["props"], std::string(rule_kind_name(rule.rule->kind)), name);
    property(json["props"], "verdict", std::string(eval::verdict_name(first.judged.verdict)));
    property(json["props"], "policy", policy_line(context_, rule.rule->span));
    if (assess::advisory(context_.program, *rule.rule)) property(json["props"], "advisory", "true");
    json["methods"] = methods_of_facts(rule, first);
    json["types"] = Json::array({rule.rule->kind == model::RuleKind::requirement ? "control-objective" : "finding"});
    for (const auto* subject : subjects) {
      if (!subject->pointer.empty() && !subject->whole) json["subjects"].push_back(subject_reference(*subject));
    }
    if (auto evidence = evidence_of(rule, first); !evidence.empty()) json["relevant-evidence"] = std::move(evidence);
    json["collected"] = day(assessment_.as_of);
    if (!first.remedy.empty()) json["remarks"] = prose(words("Remedy: ", "整改建议：") + first.remedy);
    by_rule_[rule.judgement->requirement.index].push_back(json["uuid"]);
    observations_.push_back(std::move(json));
  }

  // How the facts were gained, as far as the file says so.
  auto methods_of_facts(const RuleResult& rule, const SubjectResult& subject) const -> Json {
    std::set<model::Method> used;
    for (const auto& line : subject.reasons) {
      for (const auto& at : line.pointers) {
        if (const auto* evidence = context_.facts.evidence_for(at)) used.insert(evidence->method);
      }
    }
    if (used.empty() && subject.reasons.empty()) used.insert(rule.rule->methods.begin(), rule.rule->methods.end());
    auto json = Json::array();
    for (const auto method : used) {
      auto name = method_words(method, Lang::en);
      std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      json.push_back(name);
    }
    if (json.empty()) json.push_back("UNKNOWN");
    return json;
  }

  auto subject_reference(const SubjectResult& subject) -> Json {
    const auto id = lasting("subject\n" + subject.id);
    if (known_items_.insert(id).second) {
      Json item = {{"uuid", id}, {"description", prose(subject.words)}, {"props", Json::array()}};
      property(item["props"], "pointer", subject.pointer);
      property(item["props"], "id", subject.id);
      items_.push_back(std::move(item));
    }
    return {{"subject-uuid", id}, {"type", "inventory-item"}, {"title", prose(subject.words)}};
  }

  auto evidence_of(const RuleResult& rule, const SubjectResult& subject) const -> Json {
    auto json = Json::array();
    for (const auto& line : subject.reasons) {
      for (std::size_t i = 0; i < line.pointers.size(); ++i) {
        const auto& at = line.pointers[i];
        const bool known = !context_.facts.get(line.facts[i].row, line.facts[i].field).is_unknown();
        Json one = {
            {"href", "#" + uuid("facts")},
            {"description", prose(line.text + (known ? " · " + evidence_words(context_, at, rule.rule->methods) : ""))},
            {"props", Json::array()}};
        property(one["props"], "pointer", at);
        if (const auto place = results_.places.nearest(at)) {
          property(one["props"], "line", std::to_string(place->line));
          property(one["props"], "column", std::to_string(place->column));
        }
        if (one["props"].empty()) one.erase("props");
        json.push_back(std::move(one));
      }
    }
    return json;
  }

  // ---- what follows from it

  auto related(const std::vector<std::string>& observations) const -> Json {
    auto json = Json::array();
    for (const auto& id : observations) json.push_back({{"observation-uuid", id}});
    return json;
  }

  [[nodiscard]] auto findings() const -> Json {
    auto json = Json::array();
    for (const auto& result : assessment_.clauses) {
      if (is_found(result)) json.push_back(finding(result));
    }
    return json;
  }

  [[nodiscard]] auto finding(const assess::ClauseResult& result) const -> Json {
    const auto& clause = clause_of(result);
    const bool satisfied = eval::standing(result.verdict) == eval::Standing::good;
    const bool failed = eval::standing(result.verdict) == eval::Standing::bad;
    Json json;
    json["uuid"] = lasting("finding\n" + oscal_control_id(clause));
    json["title"] = prose(clause.number + " " + clause.control.in(context_.lang));
    json["description"] = prose(verdict(result.verdict) + words(": ", "：") + clause.title.in(context_.lang));
    json["props"] = Json::array();
    property(json["props"], "verdict", std::string(eval::verdict_name(result.verdict)));
    // Undecided is not satisfied, for the form knows no third; the reason tells them apart.
    json["target"] = {{"type", "statement-id"},
                      {"target-id", oscal_statement_id(clause)},
                      {"status",
                       {{"state", satisfied ? "satisfied" : "not-satisfied"},
                        {"reason", satisfied ? "pass"
                                   : failed  ? "fail"
                                             : "other"},
                        {"remarks", prose(verdict(result.verdict))}}}};
    if (result.verdict == eval::Verdict::partial) json["target"]["implementation-status"] = {{"state", "partial"}};
    std::vector<std::string> observations;
    for (const auto id : result.requirements) {
      const auto found = by_rule_.find(id.index);
      if (found != by_rule_.end()) observations.insert(observations.end(), found->second.begin(), found->second.end());
    }
    if (!observations.empty()) json["related-observations"] = related(observations);
    auto risks = Json::array();
    for (const auto& risk : results_.risks) {
      if (is_open(risk) && concerns(*risk.rule, clause, result)) risks.push_back({{"risk-uuid", risk_uuid(risk)}});
    }
    if (!risks.empty()) json["related-risks"] = std::move(risks);
    return json;
  }

  static auto concerns(const model::Requirement& risk, const model::Clause& clause, const assess::ClauseResult& result)
      -> bool {
    return std::ranges::any_of(risk.concerns, [&](const model::Concern& concern) {
      if (!concern.requirement) return concern.topic == clause.topic;
      return std::ranges::find(result.requirements, *concern.requirement) != result.requirements.end();
    });
  }

  // Found, or not known to be absent. A duty that was missed is a risk of its own.
  static auto is_open(const RuleResult& rule) -> bool {
    const auto verdict = rule.judgement->verdict.verdict;
    return falls_short(verdict) || verdict == eval::Verdict::undecided;
  }
  [[nodiscard]] auto risk_uuid(const RuleResult& rule) const -> std::string {
    return lasting("risk\n" + names_.at(rule.judgement->requirement.index));
  }

  [[nodiscard]] auto risks() const -> Json {
    auto json = Json::array();
    for (const auto* rules : {&results_.risks, &results_.duties}) {
      for (const auto& rule : *rules) {
        if (is_open(rule)) json.push_back(risk(rule));
      }
    }
    return json;
  }

  [[nodiscard]] auto risk(const RuleResult& rule) const -> Json {
    const auto verdict_of = rule.judgement->verdict.verdict;
    const auto groups = alike(rule);
    Json json;
    json["uuid"] = risk_uuid(rule);
    json["title"] = prose(rule.rule->title.in(context_.lang));
    json["description"] =
        prose(verdict(verdict_of) + (groups.empty() ? "" : words(": ", "：") + groups.front().front()->summary));
    const auto& rationale = rule.rule->rationale;
    json["statement"] = prose((rationale.empty() ? rule.rule->title : rationale).in(context_.lang));
    json["props"] = Json::array();
    property(json["props"], std::string(rule_kind_name(rule.rule->kind)), names_.at(rule.judgement->requirement.index));
    property(json["props"], "severity", std::string(eval::verdict_name(verdict_of)));
    json["status"] = verdict_of == eval::Verdict::undecided ? "investigating" : "open";
    auto remediations = Json::array();
    std::set<std::string> told;
    for (const auto& group : groups) {
      const auto& remedy = group.front()->remedy;
      if (remedy.empty() || !told.insert(remedy).second) continue;
      remediations.push_back({{"uuid", lasting("remediation\n" + json["uuid"].get<std::string>() + "\n" + remedy)},
                              {"lifecycle", "recommendation"},
                              {"title", words("Remedy", "整改建议")},
                              {"description", prose(remedy)}});
    }
    if (!remediations.empty()) json["remediations"] = std::move(remediations);
    const auto seen = by_rule_.find(rule.judgement->requirement.index);
    if (seen != by_rule_.end()) json["related-observations"] = related(seen->second);
    return json;
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  Results results_;
  std::map<std::uint32_t, std::string> names_;
  std::string facts_digest_;
  std::string name_;     // what the identifiers of this document are made from
  std::string network_;  // those of what lasts from one assessment to the next
  Json observations_ = Json::array();
  Json items_ = Json::array();
  std::set<std::string> known_items_;
  std::map<std::uint32_t, std::vector<std::string>> by_rule_;  // observations, by RequirementId
};

}  // namespace

auto assessment_oscal(const Context& context, const assess::Assessment& assessment) -> std::string {
  return json_text(OscalWriter(context, assessment).write());
}

}  // namespace dengbao::report
