#include "facts/json_cursor.h"

#include <algorithm>

#include "facts/json_text.h"
#include "facts/load.h"

namespace dengbao::facts {
namespace {

auto is_space(char c) -> bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

const Localised a_value{"a value", "一个值"};
const Localised a_key{"a key in double quotes", "双引号中的键"};

}  // namespace

JsonCursor::JsonCursor(std::string_view text, const JsonIndex& index, std::size_t shift, Problems& problems)
    : text_(text), index_(index), tokens_(index.tokens()), end_(index.end()), shift_(shift), problems_(problems) {}

auto JsonCursor::enter() -> bool {
  if (++depth_ > deepest_nesting) {
    problems_.report(Code::facts_too_deep, in_file(extent()), pointer(), deepest_nesting).emit();
    return false;
  }
  next();
  return true;
}

auto JsonCursor::leave() -> bool {
  --depth_;
  next();
  return true;
}

auto JsonCursor::read_key(Key& key) -> bool {
  if (peek() != '"') return unexpected(a_key);
  if (!string(key.text, key.extent)) return false;
  if (peek() != ':') return unexpected({"`:` after the key", "键后的 `:`"});
  next();
  return true;
}

auto JsonCursor::separator(char closing) -> bool {
  if (peek() != ',') {
    return closing == '}' ? unexpected({"`,` or `}`", " `,` 或 `}`"}) : unexpected({"`,` or `]`", " `,` 或 `]`"});
  }
  next();
  return true;
}

auto JsonCursor::string(std::string_view& text, Extent& extent) -> bool {
  auto end = next_offset();
  while (is_space(text_[end - 1])) --end;
  extent = {offset(), end};
  text = text_.substr(extent.begin + 1, end - extent.begin - 2);
  if (text.find('\\') != std::string_view::npos) {
    std::size_t wrong_at = 0;
    auto plain = unescape(text, wrong_at);
    if (!plain) return bad_escape(extent.begin + 1 + wrong_at);
    text = keep(std::move(*plain));
  }
  next();
  return true;
}

auto JsonCursor::keep(std::string text) -> std::string_view { return unescaped_.emplace_back(std::move(text)); }

auto JsonCursor::bad_escape(std::size_t at) -> bool {
  const auto length = at + 1 < text_.size() && text_[at + 1] == 'u' ? 6U : 2U;
  const Extent extent{at, std::min(at + length, text_.size())};
  const auto written = shown(text_.substr(extent.begin, extent.end - extent.begin));
  problems_
      .report(Code::facts_not_json, in_file(extent), pointer(),
              say("`{}` is not an escape of a character", "`{}` 不是有效的转义字符", written))
      .emit();
  return false;
}

auto JsonCursor::word(std::string_view& text, Extent& extent) -> bool {
  extent = this->extent();
  text = text_.substr(extent.begin, extent.end - extent.begin);
  const bool right = text == "true" || text == "false" || text == "null" || is_json_number(text);
  if (!right) return unexpected(a_value);
  next();
  return true;
}

auto JsonCursor::skip() -> bool {
  std::string_view text;
  Extent extent;
  switch (peek()) {
    case '{':
      return skip_object();
    case '[':
      return elements([&](std::size_t) { return skip(); });
    case '"':
      return string(text, extent);
    default:
      return word(text, extent);
  }
}

auto JsonCursor::skip_object() -> bool {
  const auto first = keys_.size();
  const bool good = members([&](const Key& key) {
    keys_.push_back(key);
    return skip();
  });
  if (good && keys_.size() > first + 1) facts::report_twice(*this, std::span(keys_).subspan(first));
  keys_.resize(first);
  return good;
}

void report_twice(JsonCursor& cursor, std::span<Key> keys) {
  constexpr std::size_t few = 12;
  const auto report = [&](const Key& first, const Key& second) {
    auto pointer = cursor.pointer();
    append_step(pointer, second.text);
    cursor.report_twice(first, second, std::move(pointer));
  };
  if (keys.size() <= few) {
    for (std::size_t i = 1; i < keys.size(); ++i) {
      const auto before = keys.first(i);
      const auto same = std::ranges::find(before, keys[i].text, &Key::text);
      if (same != before.end()) report(*same, keys[i]);
    }
    return;
  }
  std::ranges::stable_sort(keys, {}, &Key::text);
  for (std::size_t i = 1; i < keys.size(); ++i) {
    if (keys[i].text == keys[i - 1].text) report(keys[i - 1], keys[i]);
  }
}

void JsonCursor::report_twice(const Key& first, const Key& second, std::string pointer) {
  problems_.report(Code::fact_duplicate_key, in_file(second.extent), std::move(pointer), shown(second.text))
      .label(problems_.span(in_file(first.extent)), {"first given here", "首次出现于此"});
}

auto JsonCursor::finish() -> bool {
  if (token_ < tokens_.size() || index_.fault() != TextFault::none) {
    return unexpected({"nothing more", "文件到此结束"});
  }
  return true;
}

auto JsonCursor::count_elements() const -> std::size_t {
  std::size_t commas = 0;
  int depth = 0;
  for (auto token = token_; token < tokens_.size(); ++token) {
    const auto c = text_[tokens_[token]];
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) {
      const bool empty = token == token_ + 1;
      return empty ? 0 : commas + 1;
    }
    if (c == ',' && depth == 1) ++commas;
  }
  return commas + 1;
}

auto JsonCursor::pointer() const -> std::string {
  std::string out;
  for (const auto& step : path_) {
    std::visit([&](const auto& key) { append_step(out, key); }, step);
  }
  return out;
}

auto JsonCursor::extent() const -> Extent {
  const auto begin = offset();
  if (begin >= end_) return {end_, end_};
  const auto c = peek();
  if (c == '{' || c == '[' || c == '}' || c == ']' || c == ',' || c == ':') return {begin, begin + 1};
  auto end = next_offset();
  while (end > begin + 1 && is_space(text_[end - 1])) --end;
  return {begin, end};
}

// The text goes on with something else than the grammar allows, or does not go on.
auto JsonCursor::unexpected(const Localised& expected) -> bool {
  if (token_ >= tokens_.size() && index_.fault() != TextFault::none) return report_fault();
  if (token_ >= tokens_.size()) {
    const Localised words{fmt::format("{} is missing", expected.en), fmt::format("缺少{}", expected.zh)};
    problems_.report(Code::facts_truncated, in_file({end_, end_}), pointer(), words).emit();
    return false;
  }
  const auto where = extent();
  const auto found = shown(text_.substr(where.begin, where.end - where.begin));
  const Localised words{fmt::format("expected {}, found `{}`", expected.en, found),
                        fmt::format("应为{}，实为 `{}`", expected.zh, found)};
  problems_.report(Code::facts_not_json, in_file(where), pointer(), words).emit();
  return false;
}

auto JsonCursor::report_fault() -> bool {
  const auto at = index_.fault_offset();
  if (index_.fault() == TextFault::open_string) {
    const Localised words{"the text that begins here is not closed", "此处开始的文字缺少结束引号"};
    problems_.report(Code::facts_truncated, in_file({at, at + 1}), pointer(), words).emit();
  } else {
    const Localised words{"a line break or another control character stands in a text; write it as an escape",
                          "文字中有换行或其他控制字符；请写成转义字符"};
    problems_.report(Code::facts_not_json, in_file({at, at + 1}), pointer(), words).emit();
  }
  return false;
}

}  // namespace dengbao::facts
