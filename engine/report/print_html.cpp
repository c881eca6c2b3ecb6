#include "report/print_html.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "report/xml.h"

namespace dengbao::report {
namespace {

// A text in a style sheet, where hostile words could end it: all but letters, digits and what is beyond ASCII as
// escapes.
auto style_string(std::string_view text) -> std::string {
  std::string out = "\"";
  for (const char c : utf8::printable(text)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    out += plain ? std::string(1, c) : fmt::format("\\{:06x}", byte);
  }
  return out + "\"";
}

constexpr std::string_view print_style = R"css(
body { font: 10pt/1.5 "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #1b1f24; background: #fff; max-width: 60rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 20pt; line-height: 1.25; margin: 0 0 .4rem; color: #12365c; }
h2 { font-size: 14pt; color: #12365c; border-bottom: 1.5pt solid #12365c; padding-bottom: .15rem; margin: 1.8rem 0 .6rem; break-after: avoid; }
h3 { font-size: 11.5pt; margin: 1.2rem 0 .4rem; color: #12365c; break-after: avoid; }
h4 { font-size: 10pt; margin: .9rem 0 .15rem; break-after: avoid; }
p { margin: .2rem 0 .5rem; orphans: 2; widows: 2; }
h4 + p { font-size: 8.5pt; color: #57606a; break-after: avoid; }
figure { margin: .4rem 0 .8rem; break-inside: avoid; } figcaption { font-size: 8.5pt; color: #57606a; }
ul { margin: .2rem 0 .6rem; padding-left: 1.1rem; } li { margin: .15rem 0; break-inside: avoid; }
code { font-family: "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; font-size: .85em; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 .8rem; font-size: 8.5pt; line-height: 1.4; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th { background: #12365c; color: #fff; text-align: left; font-weight: 600; white-space: nowrap; }
th, td { border: .5pt solid #c5ccd3; padding: .2rem .4rem; vertical-align: top; overflow-wrap: break-word; }
.bad, .middling, .open, .good, .aside { white-space: nowrap; font-weight: 600; }
.bad { background: #f8cbad; color: #7a2d06; } .middling { background: #fff2cc; color: #6b5000; } .open { background: #ddebf7; color: #1f4e78; }
.good { background: #e2f0d9; color: #375623; } .aside { color: #57606a; font-weight: 400; }
@media print { body { max-width: none; margin: 0; padding: 0; } }
)css";

auto tone_class(Tone tone) -> std::string_view {
  switch (tone) {
    case Tone::good:
      return "good";
    case Tone::middling:
      return "middling";
    case Tone::bad:
      return "bad";
    case Tone::open:
      return "open";
    case Tone::aside:
      return "aside";
    case Tone::none:
      break;
  }
  return {};
}

class PrintPage {
 public:
  PrintPage(Lang lang, const PrintLook& look) : lang_(lang), look_(look) {}

  auto write(const Document& document) -> std::string {
    const auto title = xml_text(document.title.in(lang_));
    out_ = fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{}{}</style>\n</head>\n"
        "<body>\n<h1>{}</h1>\n",
        lang_ == Lang::zh ? "zh-CN" : "en", title, print_style, page_style(), title);
    for (const auto& block : document.blocks) std::visit([&](const auto& one) { add(one); }, block);
    return std::move(out_) + "</body>\n</html>\n";
  }

 private:
  // "3 / 12" in the middle.
  auto page_style() const -> std::string {
    constexpr std::string_view small =
        "font-size: 8pt; color: #57606a; font-family: \"Noto Sans\", \"Noto Sans CJK SC\", sans-serif;";
    return fmt::format(
        "@page {{ size: A4; margin: 18mm 15mm 18mm; @top-left {{ content: {}; {} }} @bottom-left {{ content: {}; {} }} "
        "@bottom-right {{ content: counter(page) \" / \" counter(pages); {} }} }}\n@page :first {{ @top-left {{ "
        "content: none }} }}\n",
        style_string(look_.head), small, style_string(look_.foot), small, small);
  }

  auto text(const Phrase& phrase) const -> std::string {
    auto shown = xml_text(phrase.words.in(lang_));
    if (phrase.code) shown = "<code>" + shown + "</code>";
    return phrase.link.empty() ? shown : "<a href=\"#" + xml_text(phrase.link) + "\">" + shown + "</a>";
  }
  auto text(const std::vector<Phrase>& phrases) const -> std::string {
    std::string out;
    for (const auto& phrase : phrases) out += text(phrase);
    return out;
  }
  auto cell(const std::vector<Phrase>& phrases) const -> std::string {
    const auto tone = phrases.size() == 1 ? look_.tones.find(phrases.front().words.in(lang_)) : look_.tones.end();
    const auto name = tone == look_.tones.end() ? std::string_view() : tone_class(tone->second);
    return fmt::format("<td{}>{}</td>", name.empty() ? "" : fmt::format(" class=\"{}\"", name), text(phrases));
  }

  void add(const Heading& heading) {
    const auto anchor = heading.anchor.empty() ? "" : fmt::format(" id=\"{}\"", xml_text(heading.anchor));
    out_ += fmt::format("<h{0}{1}>{2}</h{0}>\n", heading.depth + 1, anchor, text(heading.words));
  }
  void add(const Paragraph& paragraph) { out_ += "<p>" + text(paragraph.phrases) + "</p>\n"; }
  void add(const CodeBlock& block) { out_ += "<pre>" + xml_text(block.text) + "</pre>\n"; }
  void add(const Picture& picture) {
    out_ += "<figure>" + picture.svg + "<figcaption>" + xml_text(picture.words.in(lang_)) +
            "</figcaption></figure>\n";
  }
  void add(const Bullets& bullets) {
    out_ += "<ul>\n";
    for (const auto& item : bullets.items) out_ += "<li>" + text(item) + "</li>\n";
    out_ += "</ul>\n";
  }
  void add(const Grid& grid) {
    out_ += "<table>\n<thead><tr>";
    for (const auto& cell : grid.head) out_ += "<th>" + text(cell) + "</th>";
    out_ += "</tr></thead>\n<tbody>\n";
    for (const auto& row : grid.rows) {
      out_ += "<tr>";
      for (const auto& one : row) out_ += cell(one);
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n";
  }

  Lang lang_;
  const PrintLook& look_;
  std::string out_;
};

}  // namespace

auto print_html(const Document& document, Lang lang, const PrintLook& look) -> std::string {
  return PrintPage(lang, look).write(document);
}

}  // namespace dengbao::report
