#include "syntax/origin.h"

#include <algorithm>

namespace dengbao::syntax {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

auto starts_code_point(char byte) -> bool { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }
auto is_ascii(char byte) -> bool { return static_cast<unsigned char>(byte) < 0x80U; }

}  // namespace

Origin::Origin(const Sources& sources, FileId file) : file_(file), text_(sources[file].text()) {
  if (text_.starts_with(byte_order_mark)) start_ = byte_order_mark.size();
  if (std::all_of(text_.begin() + start_, text_.end(), is_ascii)) return;
  for (auto i = start_; i < text_.size(); ++i) {
    if (starts_code_point(text_[i])) bytes_.push_back(i);
  }
  bytes_.push_back(static_cast<std::uint32_t>(text_.size()));
}

auto Origin::byte(std::size_t code_point) const -> std::uint32_t {
  const auto end = static_cast<std::uint32_t>(text_.size());
  if (bytes_.empty()) return static_cast<std::uint32_t>(std::min<std::size_t>(start_ + code_point, end));
  return code_point < bytes_.size() ? bytes_[code_point] : end;
}

auto Origin::span(const antlr4::Token* token) const -> Span {
  return {file_, byte(token->getStartIndex()), byte(token->getStopIndex() + 1)};
}

auto Origin::span(const antlr4::ParserRuleContext* rule) const -> Span {
  return join(span(rule->start), span(rule->stop));
}

auto Origin::text(const antlr4::Token* token) const -> std::string_view { return text(span(token)); }

}  // namespace dengbao::syntax
