#include "facts/json_cursor.h"

#include <algorithm>

#include "facts/json_text.h"

namespace dengbao::facts {
namespace {

const Localised a_value{"a value", "一个值"};
const Localised a_key{"a key in double quotes", "双引号中的键"};

auto is_bracket(char c) -> bool { return c == '{' || c == '[' || c == '}' || c == ']' || c == ',' || c == ':'; }

}  // namespace

JsonCursor::JsonCursor(const SourceFile& source, std::uint64_t begin, std::size_t window, Problems& problems,
                       bool silent)
    : source_(source), begin_of_text_(begin), windows_(source, begin, window), silent_(silent), problems_(problems) {}

auto JsonCursor::first() -> Token {
  const auto token = take_window();
  return token == tokens_end_ ? next_window() : token;
}

auto JsonCursor::take_window() -> Token {
  bytes_ = windows_.bytes();
  begin_ = static_cast<std::uint32_t>(windows_.begin());
  tokens_end_ = windows_.tokens_end();
  slash_ = bytes_;
  return windows_.tokens();
}

// The first token of the next window that has one; where there is none, the end of the last window.
auto JsonCursor::next_window() -> Token {
  while (!windows_.is_last()) {
    windows_.next();
    const auto token = take_window();
    if (token != tokens_end_) return token;
  }
  return tokens_end_;
}

auto JsonCursor::key(Token token, Key& key) -> Token {
  if (peek(token) != '"') return unexpected(token, a_key, 1);
  if (!string(token, key.text, 1)) return nullptr;
  key.extent = {offset(token), extent(token).end};
  if (peek(token + 1) != ':') return unexpected(token + 1, {"`:` after the key", "键后的 `:`"}, 1);
  step_to_key(token);
  return token + 2;
}

// A string before whose end a backslash stands: perhaps in it.
auto JsonCursor::plain(std::string_view& text, std::size_t levels) -> bool {
  const auto* end = bytes_ + *tokens_end_;
  if (slash_ < text.data()) {
    const auto* found = std::memchr(text.data(), '\\', static_cast<std::size_t>(end - text.data()));
    slash_ = found == nullptr ? end : static_cast<const char*>(found);
  }
  if (slash_ >= text.data() + text.size()) return true;
  std::size_t wrong_at = 0;
  auto meaning = unescape(text, wrong_at);
  if (!meaning) {
    return bad_escape(begin_ + static_cast<std::uint32_t>(text.data() + wrong_at - bytes_), levels);
  }
  unescaped_ = std::move(*meaning);
  text = unescaped_;
  unescaped_.append(JsonWindows::padding, '\0');
  text = std::string_view(unescaped_).substr(0, unescaped_.size() - JsonWindows::padding);
  return true;
}

auto JsonCursor::word(Token token, std::string_view& text) -> bool {
  const auto* begin = at(token);
  const auto* end = bytes_ + token[1];
  while (end > begin + 1 && is_space(end[-1])) --end;
  text = {begin, static_cast<std::size_t>(end - begin)};
  if (text == "true" || text == "false" || text == "null" || is_json_number(text)) return true;
  unexpected(token, a_value, 0);
  return false;
}

auto JsonCursor::skip(Token token) -> Token {
  std::string_view text;
  switch (peek(token)) {
    case '{':
      return members(token);
    case '[':
      return elements(token);
    case '"':
      return string(token, text) ? token + 1 : nullptr;
    default:
      return word(token, text) ? token + 1 : nullptr;
  }
}

auto JsonCursor::elements(Token token) -> Token {
  if (!enter(token)) return nullptr;
  ++token;
  if (peek(token) == ']') return leave(token);
  for (std::uint32_t index = 0;; ++index) {
    step_to_element(index);
    token = skip(token);
    if (token == nullptr) return nullptr;
    if (peek(token) == ']') return leave(token);
    token = separator(token, ']');
    if (token == nullptr) return nullptr;
  }
}

auto JsonCursor::members(Token token) -> Token {
  if (!enter(token)) return nullptr;
  ++token;
  if (peek(token) == '}') return leave(token);
  const auto before = met();
  for (;;) {
    Key key;
    token = this->key(token, key);
    if (token == nullptr) return nullptr;
    meet(key);
    token = skip(token);
    if (token == nullptr) return nullptr;
    if (peek(token) == '}') break;
    token = separator(token, '}');
    if (token == nullptr) return nullptr;
  }
  part(before);
  return leave(token);
}

auto JsonCursor::finish(Token token) -> bool {
  if (at_end(token)) return true;
  unexpected(token, {"nothing more", "文件到此结束"}, 0);
  return false;
}

auto JsonCursor::count_elements(Token& token) -> std::size_t {
  for (;;) {
    std::size_t commas = 0;
    int depth = 0;
    for (auto at = token; at < tokens_end_; ++at) {
      const auto c = peek(at);
      if (c == '{' || c == '[') ++depth;
      // Of a list that another bracket closes, the reader meets one element before it meets the fault.
      if ((c == '}' || c == ']') && --depth == 0) return at == token + 1 && c == ']' ? 0 : commas + 1;
      if (c == ',' && depth == 1) ++commas;
    }
    if (windows_.is_last()) return commas + 1;
    windows_.widen(offset(token));
    token = take_window();
  }
}

// ---- keys given twice
// ------------------------------------------------------------------------------------------------

void JsonCursor::part(std::size_t before) {
  constexpr std::size_t few = 12;
  const auto keys = std::span(met_).subspan(before);
  if (keys.size() <= few) {
    for (std::size_t i = 1; i < keys.size(); ++i) {
      const auto earlier = keys.first(i);
      const auto same = std::ranges::find(earlier, keys[i].hash, &MetKey::hash);
      if (same != earlier.end()) report_twice(*same, keys[i]);
    }
  } else {
    std::ranges::stable_sort(keys, {}, &MetKey::hash);
    for (std::size_t i = 1; i < keys.size(); ++i) {
      if (keys[i].hash == keys[i - 1].hash) report_twice(keys[i - 1], keys[i]);
    }
  }
  met_.resize(before);
}

// Two keys of one hash: the same, if no miracle happened.
void JsonCursor::report_twice(const MetKey& first, const MetKey& second) {
  if (give_up()) return;
  const auto key = key_text(second.offset);
  if (key != key_text(first.offset)) return;
  auto pointer = this->pointer(1);
  append_step(pointer, std::string_view(key));
  const auto text = source_.text();
  const auto extent = [&](std::uint32_t offset) { return Extent{offset, scalar_end(text, offset)}; };
  problems_.report(Code::fact_duplicate_key, extent(second.offset), std::move(pointer), shown(key))
      .label(problems_.span(extent(first.offset)), {"first given here", "首次出现于此"});
}

void JsonCursor::report_again(const Key& key) {
  const std::string name(key.text);
  const auto text = source_.text();
  for (const auto offset : keys_of(text, path_[depth_].container)) {
    if (key_text(offset) != name) continue;
    const MetKey first{0, static_cast<std::uint32_t>(offset)};
    return report_twice(first, {0, static_cast<std::uint32_t>(key.extent.begin)});
  }
}

// ---- messages
// --------------------------------------------------------------------------------------------------------

auto JsonCursor::key_text(std::uint64_t offset) const -> std::string {
  const auto text = source_.text();
  const auto raw = text.substr(offset + 1, scalar_end(text, offset) - offset - 2);
  std::size_t wrong_at = 0;
  return unescape(raw, wrong_at).value_or(std::string(raw));
}

auto JsonCursor::pointer(std::size_t levels) const -> std::string {
  std::string out;
  for (std::size_t depth = 1; depth + levels <= depth_; ++depth) {
    const auto& step = path_[depth];
    if (source_.text()[step.container] == '{') {
      append_step(out, std::string_view(key_text(step.step)));
    } else {
      append_step(out, std::size_t{step.step});
    }
  }
  return out;
}

auto JsonCursor::extent(Token token) const -> Extent {
  const auto begin = offset(token);
  if (token >= tokens_end_) return {begin, begin};
  if (is_bracket(peek(token))) return {begin, begin + 1};
  auto end = token[1];
  while (end > *token + 1 && is_space(bytes_[end - 1])) --end;
  return {begin, begin_ + end};
}

auto JsonCursor::too_deep(Token token) -> bool {
  if (give_up()) return false;
  problems_.report(Code::facts_too_deep, extent(token), pointer(1), deepest_nesting).emit();
  return false;
}

auto JsonCursor::no_separator(Token token, char closing) -> Token {
  return unexpected(
      token, closing == '}' ? Localised{"`,` or `}`", " `,` 或 `}`"} : Localised{"`,` or `]`", " `,` 或 `]`"}, 1);
}

auto JsonCursor::bad_escape(std::uint32_t at, std::size_t levels) -> bool {
  if (give_up()) return false;
  const auto text = source_.text();
  const auto length = at + 1 < text.size() && text[at + 1] == 'u' ? 6U : 2U;
  const Extent extent{at, std::min<std::size_t>(at + length, text.size())};
  problems_
      .report(Code::facts_not_json, extent, pointer(levels),
              say("`{}` is not an escape of a character", "`{}` 不是有效的转义字符", shown(written(extent))))
      .emit();
  return false;
}

// The text goes on with something else than the grammar allows, or does not go on.
auto JsonCursor::unexpected(Token token, const Localised& expected, std::size_t levels) -> Token {
  if (give_up()) return nullptr;
  if (token >= tokens_end_ && windows_.fault() != TextFault::none) return report_fault(levels);
  const auto where = extent(token);
  if (token >= tokens_end_) {
    const Localised words{fmt::format("{} is missing", expected.en), fmt::format("缺少{}", expected.zh)};
    problems_.report(Code::facts_truncated, where, pointer(levels), words).emit();
    return nullptr;
  }
  const auto found = shown(written(where));
  const Localised words{fmt::format("expected {}, found `{}`", expected.en, found),
                        fmt::format("应为{}，实为 `{}`", expected.zh, found)};
  problems_.report(Code::facts_not_json, where, pointer(levels), words).emit();
  return nullptr;
}

auto JsonCursor::report_fault(std::size_t levels) -> Token {
  const auto at = windows_.fault_offset();
  if (windows_.fault() == TextFault::open_string) {
    const Localised words{"the text that begins here is not closed", "此处开始的文字缺少结束引号"};
    problems_.report(Code::facts_truncated, {at, at + 1}, pointer(levels), words).emit();
  } else if (windows_.fault() == TextFault::control_character) {
    const Localised words{"a line break or another control character stands in a text; write it as an escape",
                          "文字中有换行或其他控制字符；请写成转义字符"};
    problems_.report(Code::facts_not_json, {at, at + 1}, pointer(levels), words).emit();
  }
  return nullptr;
}

}  // namespace dengbao::facts
