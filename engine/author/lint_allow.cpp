#include "author/lint_allow.h"

#include <algorithm>
#include <optional>

namespace dengbao::author {
namespace {

auto is_blank(char c) -> bool { return c == ' ' || c == '\t' || c == ',' || c == '\r'; }

auto trimmed(std::string_view text) -> std::string_view {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// What stands after any of the words, if the text begins with one.
auto after(std::string_view text, std::initializer_list<std::string_view> words) -> std::optional<std::string_view> {
  for (const auto word : words) {
    if (text.starts_with(word)) return trimmed(text.substr(word.size()));
  }
  return std::nullopt;
}

// The codes and the reason of a comment that is about lint; nothing for any other line.
auto allowed_by(std::string_view line) -> std::optional<std::string_view> {
  line = trimmed(line);
  if (!line.starts_with("--") || line.starts_with("---")) return std::nullopt;
  const auto words = after(trimmed(line.substr(2)), {"lint:", "lint：", "检查:", "检查："});
  return words ? after(*words, {"allow", "允许"}) : std::nullopt;
}

auto is_rule(std::string_view code) -> bool {
  return std::ranges::any_of(all_codes(), [&](const CodeInfo& info) { return info.id == code && code[0] == 'L'; });
}

// From the line on to the end of what begins there: a declaration, a part, an exception, or just the line.
auto begun_at(const syntax::File& file, const SourceFile& source, std::uint32_t line) -> Span {
  const auto begin = source.line_begin(line);
  Span found{file.id, begin, begin + static_cast<std::uint32_t>(source.line(line).size())};
  const auto extend = [&](Span span) {
    if (source.place(span.begin).line == line) found.end = std::max(found.end, span.end);
  };
  for (const auto& node : file.declarations) {
    extend(node.span);
    const auto* requirement = std::get_if<syntax::Requirement>(&node.declaration);
    if (requirement == nullptr) continue;
    for (const auto& part : requirement->parts) {
      extend(part.span);
      if (part.unless) extend(part.unless->span);
    }
    for (const auto& exception : requirement->exceptions) extend(exception.span);
  }
  return found;
}

auto is_comment(std::string_view line) -> bool { return trimmed(line).starts_with("--"); }

}  // namespace

Allowances::Allowances(const model::PolicySet& policies, const Sources& sources, Sink& sink) {
  for (const auto& file : policies.files) read(file, sources, sink);
}

void Allowances::read(const syntax::File& file, const Sources& sources, Sink& sink) {
  const auto& source = sources[file.id];
  const auto end = static_cast<std::uint32_t>(source.text().size());
  for (std::uint32_t line = 1; source.line_begin(line) < end; ++line) {
    const auto text = source.line(line);
    const auto words = allowed_by(text);
    if (!words) continue;
    auto next = line + 1;
    while (source.line_begin(next) < end && is_comment(source.line(next))) ++next;
    const auto begin = source.line_begin(line) + static_cast<std::uint32_t>(words->data() - text.data());
    const Span comment{file.id, begin, begin + static_cast<std::uint32_t>(words->size())};
    read_comment(comment, begun_at(file, source, next), sources, sink);
  }
}

void Allowances::read_comment(Span comment, Span covers, const Sources& sources, Sink& sink) {
  const auto words = sources.text(comment);
  const auto because = std::min(words.find("because"), words.find("因为"));
  const auto codes = words.substr(0, because);
  const bool reasoned = because != std::string_view::npos && words.substr(because).find_first_of(' ') != words.npos;
  bool sound = reasoned;
  for (std::size_t at = 0; at < codes.size();) {
    if (is_blank(codes[at])) {
      ++at;
      continue;
    }
    const auto size =
        static_cast<std::size_t>(std::find_if(codes.begin() + static_cast<std::ptrdiff_t>(at), codes.end(), is_blank) -
                                 codes.begin() - static_cast<std::ptrdiff_t>(at));
    const auto code = codes.substr(at, size);
    const auto begin = comment.begin + static_cast<std::uint32_t>(at);
    sound = sound && is_rule(code);
    allowances_.push_back({std::string(code), {comment.file, begin, begin + static_cast<std::uint32_t>(size)}, covers});
    at += size;
  }
  if (sound && !trimmed(codes).empty()) return;
  sink.report(Code::lint_bad_allow, comment)
      .help(say("write `-- lint: allow L0105 because …`", "请写 `-- lint: 允许 L0105 因为 …`"));
}

auto Allowances::cover(const Diagnostic& finding) -> bool {
  bool covered = false;
  for (auto& one : allowances_) {
    if (!finding.has_span || one.code != info(finding.code).id || one.covers.file != finding.span.file) continue;
    if (finding.span.begin < one.covers.begin || finding.span.begin > one.covers.end) continue;
    one.used = true;
    covered = true;
  }
  return covered;
}

void Allowances::report_unused(const std::set<std::string>& run, Sink& sink) const {
  for (const auto& one : allowances_) {
    if (!one.used && run.contains(one.code)) sink.report(Code::lint_unused_allow, one.written, one.code);
  }
}

}  // namespace dengbao::author
