#include "report/document.h"
#include "report/markdown.h"

namespace dengbao::report {
namespace {

class Markdown {
 public:
  explicit Markdown(Lang lang) : lang_(lang) {}

  auto write(const Document& document) -> std::string {
    out_ = "# " + markdown_text(document.title.in(lang_)) + "\n";
    for (const auto& block : document.blocks) {
      out_ += "\n";
      std::visit([&](const auto& one) { add(one); }, block);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] auto text(const Phrase& phrase) const -> std::string {
    const auto& words = phrase.words.in(lang_);
    auto shown = phrase.code ? markdown_code(words) : markdown_text(words);
    return phrase.link.empty() ? shown : "[" + shown + "](#" + phrase.link + ")";
  }
  [[nodiscard]] auto text(const std::vector<Phrase>& phrases) const -> std::string {
    std::string out;
    for (const auto& phrase : phrases) out += text(phrase);
    return markdown_line(std::move(out));
  }

  void add(const Heading& heading) {
    if (!heading.anchor.empty()) out_ += "<a id=\"" + heading.anchor + "\"></a>\n\n";
    out_ += std::string(static_cast<std::size_t>(heading.depth) + 1, '#') + " " + text(heading.words) + "\n";
  }
  void add(const Paragraph& paragraph) { out_ += text(paragraph.phrases) + "\n"; }
  void add(const CodeBlock& block) {
    const auto fence = markdown_fence(block.text);
    out_ += fence + "\n" + block.text + (block.text.ends_with('\n') ? "" : "\n") + fence + "\n";
  }
  void add(const Picture& picture) { out_ += markdown_line(markdown_text(picture.words.in(lang_))) + "\n"; }
  void add(const Bullets& bullets) {
    for (const auto& item : bullets.items) out_ += "- " + text(item) + "\n";
  }
  void add(const Grid& grid) {
    out_ += "|";
    for (const auto& cell : grid.head) out_ += " " + markdown_cell(text(cell)) + " |";
    out_ += "\n|";
    for (std::size_t i = 0; i < grid.head.size(); ++i) out_ += "---|";
    out_ += "\n";
    for (const auto& row : grid.rows) {
      out_ += "|";
      for (const auto& cell : row) out_ += " " + markdown_cell(text(cell)) + " |";
      out_ += "\n";
    }
  }

  Lang lang_;
  std::string out_;
};

}  // namespace

auto plain(Localised words) -> Phrase { return {std::move(words), false, {}}; }
auto code(std::string text) -> Phrase { return {{text, text}, true, {}}; }
auto link(Phrase phrase, std::string anchor) -> Phrase {
  phrase.link = std::move(anchor);
  return phrase;
}

auto document_markdown(const Document& document, Lang lang) -> std::string { return Markdown(lang).write(document); }

}  // namespace dengbao::report
