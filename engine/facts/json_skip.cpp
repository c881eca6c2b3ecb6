#include "facts/json_skip.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "facts/json_text.h"

namespace dengbao::facts {
namespace {

constexpr auto is_interesting = [] {
  std::array<bool, 256> table{};
  for (const unsigned char c : {'"', '{', '}', '[', ']'}) table[c] = true;
  return table;
}();

auto skip_nested(std::string_view text, std::size_t at) -> std::size_t {
  for (int depth = 0; at < text.size();) {
    const auto c = text[at];
    if (!is_interesting[static_cast<unsigned char>(c)]) {
      ++at;
      continue;
    }
    if (c == '"') {
      at = skip_string(text, at);
      continue;
    }
    depth += c == '{' || c == '[' ? 1 : -1;
    ++at;
    if (depth == 0) return at;
  }
  return at;
}

}  // namespace

auto skip_space(std::string_view text, std::size_t at) -> std::size_t {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

auto skip_string(std::string_view text, std::size_t at) -> std::size_t {
  ++at;
  for (;;) {
    const auto* quote = at < text.size() ? std::memchr(text.data() + at, '"', text.size() - at) : nullptr;
    if (quote == nullptr) return text.size();
    const auto end = static_cast<std::size_t>(static_cast<const char*>(quote) - text.data());
    auto slashes = end;
    while (slashes > at && text[slashes - 1] == '\\') --slashes;
    at = end + 1;
    if ((end - slashes) % 2 == 0) return at;
  }
}

auto skip_value(std::string_view text, std::size_t at) -> std::size_t {
  const auto opens = at < text.size() ? text[at] : '\0';
  if (opens == '"') return skip_string(text, at);
  if (opens == '{' || opens == '[') return skip_nested(text, at);
  return std::max(scalar_end(text, at), at);
}

}  // namespace dengbao::facts
