#include "report/assessment_sarif.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/sha256.h"
#include "base/utf8.h"
#include "report/assessment_json.h"
#include "report/evidence.h"
#include "report/json.h"
#include "report/markdown.h"
#include "report/remedy_words.h"
#include "report/results.h"
#include "report/rule_lines.h"
#include "report/rule_names.h"
#include "report/subject.h"
#include "report/uri.h"

namespace dengbao::report {
namespace {

constexpr auto schema_uri =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

// SARIF's own words for a verdict.
struct SarifKind {
  const char* kind;
  const char* level;
};
auto kind_of(eval::Verdict verdict) -> SarifKind {
  switch (verdict) {
    case eval::Verdict::pass:
    case eval::Verdict::pass_by_exception:
    case eval::Verdict::provided:
    case eval::Verdict::not_found:
    case eval::Verdict::in_time:
    case eval::Verdict::not_yet_due:
      return {"pass", "none"};
    case eval::Verdict::fail:
    case eval::Verdict::high:
    case eval::Verdict::overdue:
      return {"fail", "error"};
    case eval::Verdict::partial:
    case eval::Verdict::medium:
    case eval::Verdict::late:
      return {"fail", "warning"};
    case eval::Verdict::not_met_recommended:
      return {"fail", "note"};
    case eval::Verdict::undecided:
      return {"open", "none"};
    case eval::Verdict::not_applicable:
      return {"notApplicable", "none"};
  }
  return {"open", "none"};
}

// In a message braces hold places to fill in and brackets links; these are neither.
auto message_text(const std::string& text) -> std::string {
  std::string out;
  for (const char c : utf8::printable(text)) {
    if (c == '{' || c == '}') out += c;
    if (c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}
auto text_json(const std::string& text) -> Json { return {{"text", message_text(text)}}; }

class SarifWriter {
 public:
  SarifWriter(const Context& context, const assess::Assessment& assessment)
      : context_(context), assessment_(assessment), results_(tell_results(context, assessment)) {}

  auto write() -> Json {
    artifact(context_.facts.file());
    Json rules = Json::array();
    Json results = Json::array();
    const auto names = rule_names(context_, assessment_);
    for (const auto* list : {&results_.requirements, &results_.risks, &results_.duties}) {
      for (const auto& one : *list) {
        const auto& id = names.at(one.judgement->requirement.index);
        for (const auto& subject : one.subjects) results.push_back(result(one, subject, id, rules.size()));
        rules.push_back(rule(one, id));
      }
    }
    const auto status = assess::exit_status(assessment_);
    Json run;
    run["tool"]["driver"] = {{"name", "dengbao"}, {"version", DENGBAO_VERSION}, {"rules", std::move(rules)}};
    run["invocations"] = {{{"executionSuccessful", true}, {"exitCode", status}}};
    run["artifacts"] = std::move(artifacts_);
    run["columnKind"] = "unicodeCodePoints";
    run["language"] = in(context_, "en", "zh");
    run["automationDetails"] = {{"id", fmt::format("{}/{}/", context_.program.scheme.name, assessment_.level)}};
    run["properties"] = assessment_head_json(context_, assessment_);
    run["results"] = std::move(results);
    return {{"$schema", schema_uri}, {"version", "2.1.0"}, {"runs", {std::move(run)}}};
  }

 private:
  // The file's place in the list of artifacts.
  auto artifact(FileId file) -> std::size_t {
    const auto [at, fresh] = places_of_files_.emplace(file.index, artifacts_.size());
    if (!fresh) return at->second;
    const auto& source = context_.sources[file];
    Json json = {{"location", {{"uri", uri_of(source.name())}}},
                 {"length", source.text().size()},
                 {"encoding", "UTF-8"},
                 {"hashes", {{"sha-256", sha256(source.text())}}}};
    if (file == context_.facts.file()) json["roles"] = {"analysisTarget"};
    artifacts_.push_back(std::move(json));
    return at->second;
  }

  // Without an end it is the rest of the line: of a value that is missing only the place where it should be is known.
  auto physical(Span span, bool whole) -> Json {
    const auto& source = context_.sources[span.file];
    const auto begin = source.place(span.begin);
    Json region = {{"startLine", begin.line}, {"startColumn", begin.column}};
    if (whole) {
      const auto end = source.place(span.end);
      region["endLine"] = end.line;
      region["endColumn"] = end.column;
    }
    return {{"artifactLocation", {{"uri", uri_of(source.name())}, {"index", artifact(span.file)}}},
            {"region", std::move(region)}};
  }

  auto fact_location(const std::string& pointer) -> Json {
    Json json;
    const auto exact = results_.places.span(pointer);
    if (const auto span = exact ? exact : results_.places.nearest_span(pointer)) {
      json["physicalLocation"] = physical(*span, exact.has_value());
    }
    json["logicalLocations"] = {{{"fullyQualifiedName", pointer}, {"kind", "value"}}};
    return json;
  }

  // Facts of the reasons, each once; else the subject itself.
  auto locations(const SubjectResult& subject) -> Json {
    auto json = Json::array();
    std::set<std::string> told;
    for (const auto& line : subject.reasons) {
      for (const auto& pointer : line.pointers) {
        if (told.insert(pointer).second) json.push_back(fact_location(pointer));
      }
    }
    if (json.empty()) json.push_back(fact_location(subject.pointer));
    return json;
  }

  auto policy_lines(const RuleResult& rule, const SubjectResult& subject) -> Json {
    auto json = Json::array();
    std::set<std::pair<std::uint32_t, std::uint32_t>> told;
    const auto add = [&](Span span) {
      if (!told.emplace(span.file.index, span.begin).second) return;
      json.push_back({{"id", json.size() + 1}, {"physicalLocation", physical(span, true)}});
    };
    add(rule.rule->span);
    for (const auto& line : subject.reasons) {
      if (line.written) add(*line.written);
    }
    return json;
  }

  auto result(const RuleResult& rule, const SubjectResult& subject, const std::string& id, std::size_t index) -> Json {
    const auto verdict = subject.judged.verdict;
    auto [kind, level] = kind_of(verdict);
    const bool advisory = assess::advisory(context_.program, *rule.rule);
    if (advisory && level != std::string_view("none")) level = "note";
    Json json = {{"ruleId", id}, {"ruleIndex", index}, {"kind", kind}, {"level", level}};
    auto words = eval::verdict_words(verdict).in(context_.lang);
    if (!subject.whole || !subject.words.empty()) words += " · " + subject.words;
    if (!subject.summary.empty()) words += in(context_, ": ", "：") + subject.summary;
    json["message"] = text_json(words);
    json["locations"] = locations(subject);
    if (!subject.summary.empty()) json["relatedLocations"] = policy_lines(rule, subject);
    const auto name = fmt::format("{}\n{}\n{}", rule.rule->qualified(), subject.whole ? "whole" : "one", subject.id);
    json["partialFingerprints"] = {{"ruleAndSubject/v1", sha256(name)}};
    json["properties"] = {{"subject", subject.id}, {"verdict", eval::verdict_name(verdict)}};
    if (advisory) json["properties"]["advisory"] = true;
    if (!subject.remedy.empty()) json["properties"]["remedy"] = subject.remedy;
    if (auto evidence = evidence_of(rule, subject); !evidence.empty())
      json["properties"]["evidence"] = std::move(evidence);
    return json;
  }

  // Who says so, of the facts of the reasons.
  auto evidence_of(const RuleResult& rule, const SubjectResult& subject) const -> Json {
    Json json = Json::object();
    for (const auto& line : subject.reasons) {
      for (std::size_t i = 0; i < line.facts.size(); ++i) {
        if (context_.facts.get(line.facts[i].row, line.facts[i].field).is_unknown()) continue;
        json[line.pointers[i]] = evidence_words(context_, line.pointers[i], rule.rule->methods);
      }
    }
    return json;
  }

  auto rule(const RuleResult& told, const std::string& id) const -> Json {
    const auto& rule = *told.rule;
    Json json = {{"id", id}, {"shortDescription", text_json(rule.title.in(context_.lang))}};
    std::string full;
    std::vector<std::string> numbers;
    for (const auto& cited : cited_clauses(context_, rule, told.judgement->level)) {
      const auto& source = context_.program.sources[cited.source];
      numbers.push_back(fmt::format("{} {}", source.short_title.in(context_.lang), cited.number));
      if (!full.empty()) full += in(context_, " ", "");
      full += numbers.back() +
              (cited.clause == nullptr ? "" : in(context_, ": ", "：") + cited.clause->title.in(context_.lang)) +
              in(context_, ".", "。");
    }
    json["fullDescription"] = text_json(full.empty() ? rule.title.in(context_.lang).str() : full);
    if (const auto help = help_of(told); !help.empty()) {
      json["help"] = {{"text", message_text(help)}, {"markdown", markdown_text(help)}};
    }
    auto worst = rule.kind == model::RuleKind::duty ? kind_of(eval::Verdict::overdue).level : "error";
    json["defaultConfiguration"] = {{"level", assess::advisory(context_.program, rule) ? "note" : worst}};
    json["properties"] = properties(told, numbers);
    return json;
  }

  auto help_of(const RuleResult& told) const -> std::string {
    auto help = told.rule->rationale.in(context_.lang);
    if (const auto remedy = remedy_words(context_, *told.rule, told.judgement->level); !remedy.empty()) {
      help += (help.empty() ? "" : in(context_, " ", "")) + in(context_, "Remedy: ", "整改建议：") + remedy;
    }
    return help;
  }

  auto properties(const RuleResult& told, const std::vector<std::string>& numbers) const -> Json {
    const auto& rule = *told.rule;
    const auto control = control_of(context_, *told.judgement);
    Json json = {{"kind", rule_kind_name(rule.kind)}, {"clauses", numbers}, {"level", told.judgement->level}};
    if (rule.klass) json["class"] = context_.program.scheme.classes[*rule.klass].name;
    if (!control.domain.empty()) json["domain"] = control.domain;
    if (!control.point.empty()) json["control"] = control.point;
    if (rule.weight) json["weight"] = weight_name(*rule.weight);
    for (const auto method : rule.methods) json["methods"].push_back(method_words(method, Lang::en));
    json["verdict"] = eval::verdict_name(told.judgement->verdict.verdict);
    json["policy"] = policy_line(context_, rule.span);
    return json;
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  Results results_;
  Json artifacts_ = Json::array();
  std::map<std::uint32_t, std::size_t> places_of_files_;  // by FileId
};

}  // namespace

auto assessment_sarif(const Context& context, const assess::Assessment& assessment) -> std::string {
  return json_text(SarifWriter(context, assessment).write());
}

}  // namespace dengbao::report
