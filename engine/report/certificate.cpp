#include "report/certificate.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "report/core_value.h"
#include "report/finding.h"
#include "report/json.h"

namespace dengbao::report {
namespace {

class CertificateWriter {
 public:
  CertificateWriter(const Context& context, const assess::Assessment& assessment)
      : context_(context), assessment_(assessment) {}

  auto write(std::string_view core) -> std::string {
    entry("format", "dengbao.certificate/1");
    entry("facts", sha256(context_.sources[context_.facts.file()].text()));
    entry("program", sha256(core));
    entry("as_of", context_.settings.as_of.to_string());
    entry("levels", levels());
    entry("parameters", parameters());
    const auto entries = verdicts();  // first: they say which facts are stated
    section("stated", stated_);
    section("verdicts", entries);
    return out_ + "\n}\n";
  }

 private:
  void entry(const char* name, const Json& json) {
    out_ += fmt::format("{}\"{}\": {}", out_.empty() ? "{\n" : ",\n", name, compact(json));
  }
  void section(const char* name, const std::vector<Json>& entries) {
    out_ += fmt::format(",\n\"{}\": [", name);
    for (std::size_t i = 0; i < entries.size(); ++i) out_ += (i == 0 ? "\n " : ",\n ") + compact(entries[i]);
    out_ += "\n]";
  }
  static auto compact(const Json& json) -> std::string {
    return json.dump(-1, ' ', false, nlohmann::detail::error_handler_t::replace);
  }

  auto levels() const -> Json {
    Json json = {{"", context_.settings.level}};
    for (std::size_t i = 0; i < context_.settings.class_levels.size(); ++i) {
      json[context_.program.scheme.classes[i].name] = context_.settings.class_levels[i];
    }
    return json;
  }

  auto parameters() const -> Json {
    auto json = Json::object();
    for (std::uint32_t i = 0; i < context_.settings.overridden.size(); ++i) {
      const auto& value = context_.settings.overridden[i];
      const model::ParameterId id{i};
      if (value)
        json[core_name(context_.program, id)] =
            core_value(context_.program, *value, context_.program.parameters[id].type);
    }
    return json;
  }

  // ---- what the facts say, each fact once ----

  auto stated(explain::FactRef fact) -> std::size_t {
    const auto [found, is_new] = places_.emplace(fact, stated_.size());
    if (is_new) stated_.push_back(statement(fact));
    return found->second;
  }

  auto statement(explain::FactRef fact) const -> Json {
    const auto& field = context_.program.fields[fact.field];
    const auto value = context_.facts.get(fact.row, fact.field);
    auto json = Json::array({pointer(context_, fact)});
    const auto absence = context_.facts.missing(fact.row, fact.field).absence;
    const bool none = absence == facts::Absence::does_not_exist || absence == facts::Absence::not_supported;
    const bool rows = field.type.kind == Kind::record && !field.ref;
    if (value.is_unknown()) {
      json.push_back("absent");
    } else if (none) {
      json.push_back("none");
    } else if (rows && !field.type.list) {
      json.push_back("object");
    } else if (field.type.list) {
      const auto& list = value.list();
      json.push_back(std::string(rows ? "has" : "is") + (list.open ? "-at-least" : ""));
      json.push_back(rows ? Json(list.elements.size()) : elements(list, field.type));
    } else {
      json.push_back("is");
      json.push_back(plain(value, field.type));
    }
    return json;
  }

  auto elements(const List& list, Type type) const -> Json {
    auto json = Json::array();
    for (const auto& element : list.elements) json.push_back(plain(element, type.element()));
    return json;
  }

  // As the facts hold it.
  auto plain(const Value& value, Type type) const -> Json { return value_json(context_, value, type); }

  // ---- verdicts ----

  auto verdicts() -> std::vector<Json> {
    std::map<model::RequirementId, const explain::Judgement*> judgements;
    for (const auto* all : {&assessment_.results, &assessment_.risks, &assessment_.duties}) {
      for (const auto& judgement : *all) judgements.emplace(judgement.requirement, &judgement);
    }
    std::vector<Json> entries;
    for (const auto& [id, judgement] : judgements) entries.push_back(verdict(*judgement));
    return entries;
  }

  auto verdict(const explain::Judgement& judgement) -> Json {
    auto subjects = Json::array();
    const bool speak = explain::has_subjects(judgement);
    for (const auto& subject : judgement.subjects) {
      if (speak) subjects.push_back({name(subject), eval::verdict_name(subject.verdict), reason(judgement, subject)});
    }
    auto entry = Json::array({context_.program.requirements[judgement.requirement].qualified(),
                              eval::verdict_name(judgement.verdict.verdict), std::move(subjects)});
    const bool decided = judgement.verdict.verdict != eval::Verdict::undecided;
    if (!speak && decided) entry.push_back(reason(judgement, no_subject(context_, judgement)));
    return entry;
  }

  auto name(const explain::JudgedSubject& subject) const -> Json {
    if (const auto* row = subject.subject.get_if<Row>()) return context_.facts.pointer(*row);
    auto json = core_value(context_.program, subject.subject, subject.type);
    if (json.front() == "choice") json.erase(json.begin() + 2, json.end());  // its word, which nobody would check
    return json;
  }

  auto reason(const explain::Judgement& judgement, const explain::JudgedSubject& subject) -> Json {
    auto json = Json::array();
    for (const auto& fact : find(context_, judgement, subject, true).reason.facts) json.push_back(stated(fact));
    return json;
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  std::map<explain::FactRef, std::size_t> places_;
  std::vector<Json> stated_;
  std::string out_;
};

}  // namespace

auto certificate(const Context& context, const assess::Assessment& assessment, std::string_view core) -> std::string {
  return CertificateWriter(context, assessment).write(core);
}

}  // namespace dengbao::report
