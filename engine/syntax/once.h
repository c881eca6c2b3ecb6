#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "syntax/lowering.h"

namespace dengbao::syntax {

// The keyword that a section begins with.
[[nodiscard]] inline auto keyword_span(Lowering& to, const antlr4::ParserRuleContext* section) -> Span {
  return to.origin.span(section->start);
}

// The sections of one declaration that may stand there only once.
class Once {
 public:
  explicit Once(Lowering& to) : to_(to) {}

  // Reports the section if one of the same name was seen before. The first one counts: false for a repeated one.
  auto first(std::string_view name, Span keyword) -> bool {
    for (const auto& [seen, span] : seen_) {
      if (seen != name) continue;
      const auto written = to_.origin.text(keyword);
      const bool chinese = !written.empty() && static_cast<unsigned char>(written.front()) >= 0x80U;
      to_.sink.report(Code::section_twice, keyword, chinese ? written : name)
          .label(span, say("first given here", "首次出现在此"));
      return false;
    }
    seen_.emplace_back(name, keyword);
    return true;
  }
  auto first(std::string_view name, const antlr4::ParserRuleContext* section) -> bool {
    return first(name, keyword_span(to_, section));
  }

 private:
  Lowering& to_;
  std::vector<std::pair<std::string_view, Span>> seen_;
};

}  // namespace dengbao::syntax
