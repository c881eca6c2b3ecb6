#include "explain/words.h"
#include "report/decisions.h"
#include "report/evidence.h"
#include "report/explanation.h"
#include "report/finding.h"
#include "report/json.h"
#include "report/margin.h"
#include "report/parameters.h"
#include "report/repairs.h"
#include "report/rule_names.h"
#include "report/subject.h"

namespace dengbao::report {
namespace {

using explain::Step;
using explain::StepId;
using explain::StepKind;

auto kind_name(StepKind kind) -> std::string_view {
  switch (kind) {
    case StepKind::requirement:
      return "requirement";
    case StepKind::applies:
      return "applies";
    case StepKind::scope:
      return "scope";
    case StepKind::part:
      return "part";
    case StepKind::exception:
      return "exception";
    case StepKind::conjunction:
      return "conjunction";
    case StepKind::disjunction:
      return "disjunction";
    case StepKind::negation:
      return "negation";
    case StepKind::implication:
      return "implication";
    case StepKind::comparison:
      return "comparison";
    case StepKind::quantifier:
      return "quantifier";
    case StepKind::element:
      return "element";
    case StepKind::counted:
      return "count";
    case StepKind::distinct:
      return "distinct";
    case StepKind::passes:
      return "passes";
    case StepKind::definition:
      return "definition";
    case StepKind::function:
      return "function";
    case StepKind::relation:
      return "relation";
    case StepKind::table_row:
      return "table-row";
    case StepKind::choice:
      return "choice";
    case StepKind::fact:
      return "fact";
    case StepKind::missing:
      return "missing";
    case StepKind::constant:
      return "constant";
    case StepKind::listed:
      return "listed";
    case StepKind::provider:
      return "provider";
    case StepKind::due:
      return "due";
    case StepKind::done:
      return "done";
  }
  return "";
}

auto policy_json(const Context& context, Span span) -> Json {
  const auto place = context.sources.place(span);
  return {{"file", context.sources[span.file].name()}, {"line", place.line}, {"column", place.column}};
}

auto attachment_name(facts::Attachment attachment) -> std::string_view {
  switch (attachment) {
    case facts::Attachment::not_checked:
      return "";
    case facts::Attachment::absent:
      return "absent";
    case facts::Attachment::unreadable:
      return "unreadable";
    case facts::Attachment::matches:
      return "matches";
    case facts::Attachment::differs:
      return "differs";
  }
  return "";
}

auto evidence_json(const facts::Evidence& evidence) -> Json {
  Json json;
  json["method"] = method_words(evidence.method, Lang::en);
  if (!evidence.source.empty()) json["source"] = evidence.source;
  if (!evidence.by.empty()) json["by"] = evidence.by;
  if (evidence.on) json["on"] = evidence.on->to_string();
  if (!evidence.sha256.empty()) json["sha256"] = evidence.sha256;
  if (!evidence.file.empty()) json["file"] = evidence.file;
  if (const auto state = attachment_name(evidence.attachment); !state.empty()) json["attachment"] = state;
  return json;
}

// Writes one subject's proof.
class ProofWriter {
 public:
  ProofWriter(const Context& context, const Finding& finding, const Places& places, bool margin)
      : context_(context),
        finding_(finding),
        places_(places),
        margin_(margin),
        en_(context.program, context.facts, finding.proof, Lang::en),
        zh_(context.program, context.facts, finding.proof, Lang::zh) {}

  auto write() const -> Json {
    Json json;
    const auto& subject = finding_.proof.subject;
    if (!subject.subject.is_unknown()) json["id"] = subject_id(context_, subject);
    json["verdict"] = eval::verdict_name(subject.verdict);
    if (!subject.final) json["final"] = false;
    if (subject.timing) json["timing"] = timing_json(*subject.timing);
    json["summary"] = {{"en", en_.summary(finding_.reason)}, {"zh", zh_.summary(finding_.reason)}};
    json["reason"] = reason();
    json["parameters"] = parameters();
    if (auto remedy = en_.remedy(); !remedy.empty()) json["remedy"] = {{"en", remedy}, {"zh", zh_.remedy()}};
    if (wants_repairs(subject.verdict)) json["repairs"] = repairs_json(context_, finding_, en_, zh_);
    if (margin_ && has_margin(subject)) json["margin"] = margin_json(context_, finding_, en_, zh_);
    if (subject.verdict == eval::Verdict::undecided) json["decide"] = decisions_json(context_, finding_, en_, zh_);
    json["proof"] = step(finding_.proof.root);
    return json;
  }

 private:
  auto reason() const -> Json {
    Json json;
    json["minimal"] = finding_.reason.minimal;
    json["facts"] = Json::array();
    for (const auto& fact : finding_.reason.facts) json["facts"].push_back(pointer(context_, fact));
    json["steps"] = Json::array();
    for (const auto leaf : finding_.reason.leaves)
      json["steps"].push_back({{"en", en_.step(leaf)}, {"zh", zh_.step(leaf)}});
    return json;
  }

  auto parameters() const -> Json {
    auto json = Json::array();
    for (const auto id : used_parameters(context_, finding_.proof)) {
      const auto& parameter = context_.program.parameters[id];
      const explain::World world{context_.program,     context_.facts, context_.settings,
                                 finding_.proof.level, nullptr,        nullptr};
      const auto set = id.index < context_.settings.overridden.size() && context_.settings.overridden[id.index];
      json.push_back({{"name", parameter.name},
                      {"value", value_json(context_, explain::parameter_value(world, id), parameter.type)},
                      {"overridden", static_cast<bool>(set)},
                      {"because", localised_json(parameter.because)}});
    }
    return json;
  }

  auto step(StepId id) const -> Json {
    const auto& step = finding_.proof.steps[id];
    Json json;
    json["kind"] = kind_name(step.kind);
    json["holds"] = truth_json(step.holds);
    json["text"] = {{"en", en_.step(id)}, {"zh", zh_.step(id)}};
    if (!step.reached) json["reached"] = false;
    if (const auto span = policy_span(step)) json["policy"] = policy_json(context_, *span);
    if (step.fact) json["fact"] = fact(step);
    add_counts(json, step);
    if (step.children.empty()) return json;
    json["steps"] = Json::array();
    for (const auto child : step.children) json["steps"].push_back(this->step(child));
    return json;
  }

  auto policy_span(const Step& step) const -> std::optional<Span> {
    const auto& requirement = context_.program.requirements[finding_.proof.requirement];
    if (step.kind == StepKind::requirement) return requirement.span;
    if (step.kind == StepKind::part && step.part) return requirement.parts[*step.part].span;
    if (step.kind == StepKind::exception) {
      return step.part ? requirement.parts[*step.part].unless->span : requirement.exceptions[step.exception].span;
    }
    return written_at(context_.program, step);
  }

  auto fact(const Step& step) const -> Json {
    Json json;
    const auto at = pointer(context_, *step.fact);
    json["pointer"] = at;
    add_place(json, places_, at);
    json["value"] = value_json(context_, step.value, context_.program.fields[step.fact->field].type);
    if (!step.value.is_value()) add_absence(json, *step.fact);
    const auto* evidence = context_.facts.evidence_for(at);
    json["evidence"] = evidence == nullptr ? Json() : evidence_json(*evidence);
    return json;
  }

  void add_absence(Json& json, explain::FactRef fact) const {
    const auto note = context_.facts.missing(fact.row, fact.field);
    json["absence"] = facts::absence_name(note.absence);
    if (!note.note.empty()) json["note"] = note.note;
  }

  static void add_counts(Json& json, const Step& step) {
    if (step.kind != StepKind::quantifier && step.kind != StepKind::counted) return;
    json["total"] = step.total;
    json["in_scope"] = step.in_scope;
    json["decisive"] = step.decisive;
    if (step.vacuous) json["vacuous"] = true;
    if (step.open) json["open"] = true;
  }

  const Context& context_;
  const Finding& finding_;
  const Places& places_;
  bool margin_;
  explain::Words en_;
  explain::Words zh_;
};

auto clauses_json(const Context& context, const explain::Judgement& judgement) -> Json {
  auto json = Json::array();
  for (const auto& cited :
       cited_clauses(context, context.program.requirements[judgement.requirement], judgement.level)) {
    const auto& source = context.program.sources[cited.source];
    json.push_back({{"source", source.name},
                    {"title", localised_json(source.short_title)},
                    {"edition", source.edition},
                    {"draft", source.draft},
                    {"clause", cited.number},
                    {"in_part", cited.in_part}});
  }
  return json;
}

auto head(const Context& context, const explain::Judgement& judgement) -> Json {
  const auto& requirement = context.program.requirements[judgement.requirement];
  Json json;
  json["schema"] = "dengbao.explanation/1";
  if (requirement.kind != model::RuleKind::requirement) json["kind"] = rule_kind_name(requirement.kind);
  json["requirement"] = requirement.name;
  json["title"] = localised_json(requirement.title);
  if (!requirement.concerns.empty()) json["concerns"] = concern_names(context, requirement);
  json["clauses"] = clauses_json(context, judgement);
  json["policy"] = policy_json(context, requirement.span);
  json["level"] = judgement.level;
  json["as_of"] = context.settings.as_of.to_string();
  json["verdict"] = eval::verdict_name(judgement.verdict.verdict);
  json["final"] = judgement.verdict.final;
  json["applies"] = truth_json(judgement.applies);
  json["looked_at"] = judgement.looked_at;
  json["in_scope"] = judgement.subjects.size();
  return json;
}

}  // namespace

auto explanation_json(const Context& context, const explain::Judgement& judgement,
                      const explain::JudgedSubject* subject, const ExplanationOptions& options) -> std::string {
  std::vector<Finding> findings;
  Places places(context);
  for (const auto& shown : shown_subjects(context, judgement, subject, options)) {
    findings.push_back(find(context, judgement, shown, true));
    for (const auto& step : findings.back().proof.steps) {
      if (step.fact) places.note(pointer(context, *step.fact));
    }
  }
  places.find();
  auto json = head(context, judgement);
  json["subjects"] = Json::array();
  for (const auto& finding : findings)
    json["subjects"].push_back(ProofWriter(context, finding, places, options.margin).write());
  return json_text(json);
}

}  // namespace dengbao::report
