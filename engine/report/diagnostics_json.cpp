#include "report/diagnostics_json.h"

#include "report/json.h"

namespace dengbao::report {
namespace {

auto words_json(const Localised& words) -> Json { return {{"en", words.in(Lang::en)}, {"zh", words.in(Lang::zh)}}; }

// The texts, and how many lines of their file stand before them.
struct Texts {
  const Sources& sources;
  std::uint64_t lines_before = 0;
};

void add_span(Json& json, Span span, const Texts& texts) {
  const auto& file = texts.sources[span.file];
  const auto begin = file.place(span.begin);
  const auto end = file.place(span.end);
  json["file"] = file.name();
  json["line"] = begin.line + texts.lines_before;
  json["column"] = begin.column;
  json["end_line"] = end.line + texts.lines_before;
  json["end_column"] = end.column;
}

auto label_json(const Label& label, const Texts& texts) -> Json {
  Json json;
  add_span(json, label.span, texts);
  json["text"] = words_json(label.text);
  return json;
}

auto diagnostic_json(const Diagnostic& diagnostic, const Texts& texts) -> Json {
  const auto& code = info(diagnostic.code);
  Json json{{"code", code.id}, {"severity", diagnostic.severity == Severity::error ? "error" : "warning"}};
  if (diagnostic.has_span) {
    add_span(json, diagnostic.span, texts);
  } else if (!diagnostic.file.empty()) {
    json["file"] = diagnostic.file;
  }
  if (diagnostic.has_pointer) json["pointer"] = diagnostic.pointer;
  json["text"] = words_json(diagnostic.text);
  if (!diagnostic.at.empty()) json["at"] = words_json(diagnostic.at);
  json["labels"] = Json::array();
  for (const auto& label : diagnostic.labels) json["labels"].push_back(label_json(label, texts));
  json["help"] = Json::array();
  for (const auto& help : diagnostic.help) json["help"].push_back(words_json(help));
  return json;
}

auto array_of(std::span<const Diagnostic> diagnostics, const Texts& texts) -> Json {
  auto json = Json::array();
  for (const auto& diagnostic : diagnostics) json.push_back(diagnostic_json(diagnostic, texts));
  return json;
}

}  // namespace

auto diagnostics_json(std::span<const Diagnostic> diagnostics, const Sources& sources) -> std::string {
  return json_text(array_of(diagnostics, {sources}));
}

auto diagnostics_line(std::span<const Diagnostic> diagnostics, const Sources& sources, std::uint64_t lines_before)
    -> std::string {
  return array_of(diagnostics, {sources, lines_before})
      .dump(-1, ' ', false, nlohmann::detail::error_handler_t::replace);
}

}  // namespace dengbao::report
