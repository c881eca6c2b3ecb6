#include "report/xml.h"

#include "base/utf8.h"

namespace dengbao::report {
namespace {

void add_escaped(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text[at]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&apos;";
        break;
      default:
        // U+FFFE and U+FFFF are no characters of XML.
        if (text.substr(at).starts_with("\xEF\xBF\xBE") || text.substr(at).starts_with("\xEF\xBF\xBF")) {
          out += text[at + 2] == '\xBE' ? "\\u{fffe}" : "\\u{ffff}";
          at += 2;
        } else {
          out += text[at];
        }
    }
  }
}

}  // namespace

auto xml_text(std::string_view text) -> std::string {
  std::string out;
  for (;;) {
    const auto end = text.find('\n');
    add_escaped(out, utf8::printable(text.substr(0, end)));
    if (end == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

}  // namespace dengbao::report
