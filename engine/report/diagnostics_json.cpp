#include "report/diagnostics_json.h"

#include "report/json.h"

namespace dengbao::report {
namespace {

auto words_json(const Localised& words) -> Json { return {{"en", words.in(Lang::en)}, {"zh", words.in(Lang::zh)}}; }

void add_span(Json& json, Span span, const Sources& sources) {
  const auto& file = sources[span.file];
  const auto begin = file.place(span.begin);
  const auto end = file.place(span.end);
  json["file"] = file.name();
  json["line"] = begin.line;
  json["column"] = begin.column;
  json["end_line"] = end.line;
  json["end_column"] = end.column;
}

auto label_json(const Label& label, const Sources& sources) -> Json {
  Json json;
  add_span(json, label.span, sources);
  json["text"] = words_json(label.text);
  return json;
}

auto diagnostic_json(const Diagnostic& diagnostic, const Sources& sources) -> Json {
  const auto& code = info(diagnostic.code);
  Json json{{"code", code.id}, {"severity", diagnostic.severity == Severity::error ? "error" : "warning"}};
  if (diagnostic.has_span) {
    add_span(json, diagnostic.span, sources);
  } else if (!diagnostic.file.empty()) {
    json["file"] = diagnostic.file;
  }
  if (diagnostic.has_pointer) json["pointer"] = diagnostic.pointer;
  json["text"] = words_json(diagnostic.text);
  if (!diagnostic.at.empty()) json["at"] = words_json(diagnostic.at);
  json["labels"] = Json::array();
  for (const auto& label : diagnostic.labels) json["labels"].push_back(label_json(label, sources));
  json["help"] = Json::array();
  for (const auto& help : diagnostic.help) json["help"].push_back(words_json(help));
  return json;
}

}  // namespace

auto diagnostics_json(std::span<const Diagnostic> diagnostics, const Sources& sources) -> std::string {
  auto json = Json::array();
  for (const auto& diagnostic : diagnostics) json.push_back(diagnostic_json(diagnostic, sources));
  return json_text(json);
}

}  // namespace dengbao::report
