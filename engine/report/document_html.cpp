#include "report/document.h"

namespace dengbao::report {
namespace {

auto escaped_html(std::string_view text) -> std::string {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// Words of the other language are hidden by the class of the body.
constexpr std::string_view style = R"css(
:root { color-scheme: light dark; }
body { font: 16px/1.6 "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1.5rem; }
body.en [lang=zh], body.zh [lang=en] { display: none; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.35rem; border-bottom: 1px solid #8886; margin-top: 2.5rem; } h3 { font-size: 1.1rem; margin-top: 1.8rem; }
code, pre { font-family: "JetBrains Mono", "DejaVu Sans Mono", monospace; font-size: .88em; }
pre { background: #8881; padding: .8rem 1rem; overflow-x: auto; border-radius: 4px; }
table { border-collapse: collapse; margin: .8rem 0; } th, td { border: 1px solid #8886; padding: .25rem .6rem; text-align: left; vertical-align: top; }
.tools { position: sticky; top: 0; background: Canvas; padding: .6rem 0; display: flex; gap: .8rem; }
.tools input { flex: 1; font: inherit; padding: .2rem .5rem; }
.hidden { display: none; }
@media print { .tools { display: none; } body { margin: 0; max-width: none; font-size: 10.5pt; } h2, h3 { break-after: avoid; } pre, table { break-inside: avoid; } @page { size: A4; margin: 18mm; } }
)css";

// Switches the language, and hides the sections that do not hold what is searched for.
constexpr std::string_view script = R"js(
const body = document.body;
document.getElementById('en').onclick = () => body.className = 'en';
document.getElementById('zh').onclick = () => body.className = 'zh';
document.getElementById('find').oninput = event => {
  const wanted = event.target.value.toLowerCase();
  for (const section of document.querySelectorAll('section.item'))
    section.classList.toggle('hidden', wanted !== '' && !section.textContent.toLowerCase().includes(wanted));
};
)js";

constexpr int depth_of_items = 2;

class Html {
 public:
  auto write(const Document& document, Lang lang) -> std::string {
    out_ =
        "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
        "content=\"width=device-width\">\n";
    out_ += "<title>" + escaped_html(document.title.in(lang)) + "</title>\n<style>" + std::string(style) +
            "</style>\n</head>\n";
    out_ += std::string("<body class=\"") + (lang == Lang::zh ? "zh" : "en") + "\">\n";
    out_ +=
        "<div class=\"tools\"><input id=\"find\" type=\"search\" placeholder=\"search / 搜索\">"
        "<button id=\"en\">English</button><button id=\"zh\">中文</button></div>\n";
    out_ += "<h1>" + both(document.title) + "</h1>\n";
    for (const auto& block : document.blocks) std::visit([&](const auto& one) { add(one); }, block);
    close_item();
    out_ += "<script>" + std::string(script) + "</script>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  static auto both(const Localised& words) -> std::string {
    const auto& zh = words.in(Lang::zh);
    if (zh == words.en) return escaped_html(words.en);
    return "<span lang=\"en\">" + escaped_html(words.en) + "</span><span lang=\"zh\">" + escaped_html(zh) + "</span>";
  }
  static auto text(const Phrase& phrase) -> std::string {
    auto shown = both(phrase.words);
    if (phrase.code) shown = "<code>" + shown + "</code>";
    return phrase.link.empty() ? shown : "<a href=\"#" + escaped_html(phrase.link) + "\">" + shown + "</a>";
  }
  static auto text(const std::vector<Phrase>& phrases) -> std::string {
    std::string out;
    for (const auto& phrase : phrases) out += text(phrase);
    return out;
  }

  // Every heading of the second depth opens a section that search can hide.
  void close_item() {
    if (in_item_) out_ += "</section>\n";
    in_item_ = false;
  }

  void add(const Heading& heading) {
    if (heading.depth <= depth_of_items) close_item();
    if (heading.depth == depth_of_items) {
      out_ += "<section class=\"item\">\n";
      in_item_ = true;
    }
    const auto tag = "h" + std::to_string(heading.depth + 1);
    const auto anchor = heading.anchor.empty() ? "" : " id=\"" + escaped_html(heading.anchor) + "\"";
    out_ += "<" + tag + anchor + ">" + text(heading.words) + "</" + tag + ">\n";
  }
  void add(const Paragraph& paragraph) { out_ += "<p>" + text(paragraph.phrases) + "</p>\n"; }
  void add(const CodeBlock& block) { out_ += "<pre>" + escaped_html(block.text) + "</pre>\n"; }
  void add(const Picture& picture) {
    out_ += "<figure>" + picture.svg + "<figcaption>" + both(picture.words) + "</figcaption></figure>\n";
  }
  void add(const Bullets& bullets) {
    out_ += "<ul>\n";
    for (const auto& item : bullets.items) out_ += "<li>" + text(item) + "</li>\n";
    out_ += "</ul>\n";
  }
  void add(const Grid& grid) {
    out_ += "<table>\n<tr>";
    for (const auto& cell : grid.head) out_ += "<th>" + text(cell) + "</th>";
    out_ += "</tr>\n";
    for (const auto& row : grid.rows) {
      out_ += "<tr>";
      for (const auto& cell : row) out_ += "<td>" + text(cell) + "</td>";
      out_ += "</tr>\n";
    }
    out_ += "</table>\n";
  }

  std::string out_;
  bool in_item_ = false;
};

}  // namespace

auto document_html(const Document& document, Lang lang) -> std::string { return Html().write(document, lang); }

}  // namespace dengbao::report
