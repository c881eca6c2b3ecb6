#include "report/assessment_json.h"

#include "report/evidence_summary.h"
#include "report/finding.h"
#include "report/json.h"
#include "report/outcomes.h"
#include "report/reasons.h"
#include "report/subject.h"

namespace dengbao::report {
namespace {

auto name(eval::Verdict verdict) -> std::string { return std::string(eval::verdict_name(verdict)); }

auto numbers(const assess::Denominator& clauses) -> Json {
  return {{"clauses", clauses.clauses},
          {"decided", clauses.decided},
          {"undecided", clauses.undecided},
          {"not_applicable", clauses.not_applicable},
          {"not_covered", clauses.not_covered}};
}

// The kinds that a reader counts on are always there; the others where there are any.
auto counts(const std::map<eval::Verdict, std::uint32_t>& counts) -> Json {
  using enum eval::Verdict;
  Json json;
  for (const auto verdict : {pass, partial, fail, undecided, not_applicable}) json[name(verdict)] = 0;
  for (const auto& [verdict, count] : counts) json[name(verdict)] = count;
  return json;
}

class JsonWriter {
 public:
  JsonWriter(const Context& context, const assess::Assessment& assessment)
      : context_(context), assessment_(assessment), places_(context) {}

  auto write() -> Json {
    for (const auto* judgements : {&assessment_.results, &assessment_.risks, &assessment_.duties}) {
      for (const auto& judgement : *judgements) reasons_.emplace(judgement.requirement.index, collect(judgement));
    }
    places_.find();
    auto json = assessment_head_json(context_, assessment_);
    json["risks"] = all(assessment_.risks, &JsonWriter::risk);
    if (!assessment_.duties.empty()) json["duties"] = all(assessment_.duties, &JsonWriter::duty);
    json["clauses"] = clauses();
    json["results"] = all(assessment_.results, &JsonWriter::result);
    return json;
  }

 private:
  using Reasons = std::vector<std::vector<ReasonLine>>;  // by subject; a last one where there are none to speak of

  auto collect(const explain::Judgement& judgement) -> Reasons {
    Reasons lines;
    for (const auto& subject : judgement.subjects) {
      lines.emplace_back();
      if (explain::has_subjects(judgement) && wants_reasons(subject.verdict))
        lines.back() = lines_of(judgement, subject);
    }
    if (!explain::has_subjects(judgement)) lines.push_back(lines_of(judgement, no_subject(context_, judgement)));
    return lines;
  }

  auto lines_of(const explain::Judgement& judgement, const explain::JudgedSubject& subject) -> std::vector<ReasonLine> {
    auto lines = reason_lines(context_, find(context_, judgement, subject, false));
    for (const auto& line : lines) {
      for (const auto& pointer : line.pointers) places_.note(pointer);
    }
    return lines;
  }

  auto clauses() const -> Json {
    auto json = Json::array();
    for (const auto& result : assessment_.clauses) {
      const auto& source = context_.program.sources[result.source];
      Json clause;
      clause["source"] = source.name;
      clause["clause"] = source.clauses[result.clause].number;
      clause["verdict"] = result.covered ? Json(eval::verdict_name(result.verdict)) : Json();
      if (result.in_part_only && result.covered) clause["in_part_only"] = true;
      clause["requirements"] = Json::array();
      for (const auto id : result.requirements)
        clause["requirements"].push_back(context_.program.requirements[id].name);
      json.push_back(std::move(clause));
    }
    return json;
  }

  auto all(const std::vector<explain::Judgement>& judgements,
           auto (JsonWriter::*one)(const explain::Judgement&) const->Json) const -> Json {
    auto json = Json::array();
    for (const auto& judgement : judgements) json.push_back((this->*one)(judgement));
    return json;
  }

  // What requirements, risks and duties have in common, `name` first: under "requirement", "risk", "duty".
  auto named(const char* name, const explain::Judgement& judgement) const -> Json {
    const auto& requirement = context_.program.requirements[judgement.requirement];
    Json json;
    json[name] = requirement.name;
    json["title"] = requirement.title.in(context_.lang);
    json["clauses"] = Json::array();
    for (const auto& cited : cited_clauses(context_, requirement, judgement.level))
      json["clauses"].push_back(cited.number);
    if (requirement.klass) json["class"] = context_.program.scheme.classes[*requirement.klass].name;
    json["level"] = judgement.level;
    return json;
  }

  void add_standing(Json& json, const explain::Judgement& judgement) const {
    if (!judgement.verdict.final) json["final"] = false;
    if (assess::advisory(context_.program, context_.program.requirements[judgement.requirement]))
      json["advisory"] = true;
    json["looked_at"] = judgement.looked_at;
  }

  // Its subjects under `name`, each as `one` writes it.
  void add_subjects(Json& json, const char* name, const explain::Judgement& judgement,
                    auto (JsonWriter::*one)(const explain::JudgedSubject&) const->Json) const {
    const auto& reasons = reasons_.at(judgement.requirement.index);
    json[name] = Json::array();
    for (std::size_t index = 0; index < judgement.subjects.size(); ++index) {
      auto written = (this->*one)(judgement.subjects[index]);
      if (judgement.subjects[index].in_scope == Truth::unknown) written["scope"] = "undecided";
      written["reasons"] = reasons_json(reasons[index]);
      json[name].push_back(std::move(written));
    }
    if (reasons.size() > judgement.subjects.size()) json["reasons"] = reasons_json(reasons.back());
  }

  auto result(const explain::Judgement& judgement) const -> Json {
    auto json = named("requirement", judgement);
    json["verdict"] = eval::verdict_name(judgement.verdict.verdict);
    add_standing(json, judgement);
    add_subjects(json, "subjects", judgement, &JsonWriter::subject);
    return json;
  }

  // `subjects`: those on which it was found as badly as that.
  auto risk(const explain::Judgement& judgement) const -> Json {
    auto json = named("risk", judgement);
    const auto severity = judgement.verdict.verdict;
    json["severity"] = eval::verdict_name(severity);
    add_standing(json, judgement);
    json["concerns"] = concern_names(context_, context_.program.requirements[judgement.requirement]);
    json["subjects"] = Json::array();
    for (const auto& judged : judgement.subjects) {
      const bool found = severity != eval::Verdict::not_found && judged.verdict == severity;
      if (found) json["subjects"].push_back(subject_id(context_, judged));
    }
    add_subjects(json, "findings", judgement, &JsonWriter::finding);
    return json;
  }

  auto finding(const explain::JudgedSubject& judged) const -> Json {
    Json json;
    json["id"] = subject_id(context_, judged);
    json["severity"] = eval::verdict_name(judged.verdict);
    if (!judged.final) json["final"] = false;
    return json;
  }

  auto duty(const explain::Judgement& judgement) const -> Json {
    auto json = named("duty", judgement);
    json["verdict"] = eval::verdict_name(judgement.verdict.verdict);
    add_standing(json, judgement);
    add_subjects(json, "subjects", judgement, &JsonWriter::timed);
    return json;
  }

  auto timed(const explain::JudgedSubject& judged) const -> Json {
    auto json = subject(judged);
    json.update(timing_json(judged.timing.value_or(eval::Timing{})));
    return json;
  }

  auto subject(const explain::JudgedSubject& judged) const -> Json {
    Json json;
    json["id"] = subject_id(context_, judged);
    json["verdict"] = eval::verdict_name(judged.verdict);
    return json;
  }

  auto reasons_json(const std::vector<ReasonLine>& reasons) const -> Json {
    auto json = Json::array();
    for (const auto& line : reasons) {
      Json reason;
      reason["text"] = line.text;
      if (!line.pointers.empty()) {
        reason["fact"] = line.pointers.front();
        add_place(reason, places_, line.pointers.front());
      }
      for (std::size_t index = 1; index < line.pointers.size(); ++index) {
        Json fact;
        fact["fact"] = line.pointers[index];
        add_place(fact, places_, line.pointers[index]);
        reason["further"].push_back(std::move(fact));
      }
      if (line.written) reason["policy"] = policy_line(context_, *line.written);
      json.push_back(std::move(reason));
    }
    return json;
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  Places places_;
  std::map<std::uint32_t, Reasons> reasons_;  // by requirement, risk or duty
};

}  // namespace

auto assessment_head_json(const Context& context, const assess::Assessment& assessment) -> Json {
  Json json;
  json["schema"] = "dengbao.assessment/1";
  json["scheme"] = context.program.scheme.name;
  json["level"] = assessment.level;
  json["as_of"] = assessment.as_of.to_string();
  json["network"] = context.facts.name(context.facts.root(), context.lang);
  json["verdict"] = eval::verdict_name(assessment.verdict);
  json["counts"] = counts(assessment.counts);
  json["requirement_counts"] = counts(assessment.result_counts);
  json["denominator"] = numbers(assessment.denominator);
  if (assessment.parts.size() > 1) {
    json["parts"] = Json::array();
    for (const auto& part : assessment.parts) {
      Json entry = {{"part", part.part}};
      entry.update(numbers(part.clauses));
      json["parts"].push_back(std::move(entry));
    }
  }
  json["evidence"] = evidence_summary_json(summarise_evidence(context, assessment));
  json["parameters"] = overridden_json(context);
  add_outcomes(context, assessment, json);
  return json;
}

auto assessment_json(const Context& context, const assess::Assessment& assessment) -> std::string {
  return json_text(JsonWriter(context, assessment).write());
}

}  // namespace dengbao::report
