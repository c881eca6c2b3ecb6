#include "author/source_text.h"

#include <fmt/format.h>

#include "base/one_line.h"
#include "base/utf8.h"

namespace dengbao::author {
namespace {

constexpr std::size_t longest = 70;  // code points
constexpr std::size_t head = 45;

// The last `count` code points.
auto ending(std::string_view text, std::size_t count) -> std::string_view {
  auto at = text.size();
  while (at > 0 && count > 0) {
    --at;
    if ((static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80U) --count;
  }
  return text.substr(at);
}

}  // namespace

auto place_text(const Sources& sources, Span span) -> std::string {
  const auto place = sources.place(span);
  return fmt::format("{}:{}:{}", sources[span.file].name(), place.line, place.column);
}

auto in_one_line(std::string_view text) -> std::string {
  const auto out = one_line(text);
  const auto begin = utf8::prefix(out, longest);
  if (begin.size() == out.size()) return out;
  return std::string(utf8::prefix(out, head)) + " … " + std::string(ending(out, longest - head));
}

auto quoted(const Sources& sources, Span span) -> std::string { return in_one_line(sources.text(span)); }

}  // namespace dengbao::author
