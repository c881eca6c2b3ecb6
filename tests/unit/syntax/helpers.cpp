#include "helpers.h"

#include <fmt/format.h>

#include "syntax/dump.h"
#include "syntax/parse.h"

namespace dengbao::syntax::test {

auto parse_text(std::string text) -> Parsed {
  Parsed out;
  const auto id = out.sources.add("test.policy", std::move(text));
  out.file = parse(out.sources, id, out.sink);
  return out;
}

auto messages(const Parsed& parsed) -> std::vector<std::string> {
  std::vector<std::string> out;
  for (const auto& diagnostic : parsed.sink.sorted()) {
    const auto place = parsed.sources.place(diagnostic.span);
    out.push_back(fmt::format("{} {}:{} {}", info(diagnostic.code).id, place.line, place.column, diagnostic.text.en));
    for (const auto& help : diagnostic.help) out.back() += " | " + help.en;
  }
  return out;
}

auto messages_of(std::string text) -> std::vector<std::string> { return messages(parse_text(std::move(text))); }

auto dump_of(std::string text) -> std::string {
  const auto parsed = parse_text(std::move(text));
  std::string out;
  for (const auto& message : messages(parsed)) out += message + "\n";
  return out + dump(parsed.file);
}

auto dump_expr(const std::string& expr) -> std::string {
  auto text = dump_of("define d: truth means\n  " + expr + "\n");
  constexpr std::string_view head = "define d: truth\n  means: ";
  if (!text.starts_with(head)) return text;
  text.erase(0, head.size());
  for (auto at = text.find("\n  "); at != std::string::npos; at = text.find("\n  ", at + 1)) text.erase(at + 1, 2);
  return text;
}

}  // namespace dengbao::syntax::test
