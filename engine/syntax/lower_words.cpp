#include "base/utf8.h"
#include "syntax/lowering.h"

namespace dengbao::syntax {
namespace {

constexpr std::string_view open_quote = "\u201C";

auto unquoted(std::string_view text) -> std::string_view {
  const std::size_t quote = text.starts_with(open_quote) ? open_quote.size() : 1;
  return text.substr(quote, text.size() - 2 * quote);
}

// `at` is the byte offset of `text` in the file.
auto resolve_escapes(Lowering& to, std::string_view text, std::uint32_t at) -> std::string {
  std::string out;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    const auto escaped = utf8::prefix(text.substr(i + 1), 1);
    if (escaped == "n") {
      out += '\n';
    } else if (escaped == "\"" || escaped == "\\" || escaped == "\u201D" || escaped == open_quote) {
      out += escaped;
    } else {
      const auto length = static_cast<std::uint32_t>(1 + escaped.size());
      to.sink.report(Code::bad_escape, Span{to.origin.file(), at + i, at + i + length},
                     utf8::printable(text.substr(i, length)));
    }
    i += static_cast<std::uint32_t>(escaped.size());
  }
  return out;
}

}  // namespace

auto lower_name(Lowering& to, const antlr4::Token* word) -> Name {
  const auto span = to.origin.span(word);
  return {utf8::to_nfc(to.origin.text(span)), span};
}

auto lower_name(Lowering& to, const antlr4::ParserRuleContext* word) -> Name { return lower_name(to, word->start); }

auto lower_path(Lowering& to, PolicyParser::PathContext* path) -> Path {
  Path out{{}, to.origin.span(path)};
  for (auto* name : path->anyName()) out.names.push_back(lower_name(to, name));
  return out;
}

auto lower_text(Lowering& to, const antlr4::Token* text) -> Text {
  const auto span = to.origin.span(text);
  const auto written = to.origin.text(span);
  const auto inner = unquoted(written);
  const auto at = span.begin + static_cast<std::uint32_t>(inner.data() - written.data());
  return {utf8::to_nfc(resolve_escapes(to, inner, at)), span};
}

auto lower_words(Lowering& to, PolicyParser::LocalisedContext* words) -> Words {
  auto first = lower_text(to, words->text(0)->start);
  Words out{{std::move(first.text), {}}, first.span, words->text().size() > 1};
  if (!out.has_zh) return out;
  out.words.zh = lower_text(to, words->text(1)->start).text;
  if (words->EN()) std::swap(out.words.en, out.words.zh);
  return out;
}

}  // namespace dengbao::syntax
