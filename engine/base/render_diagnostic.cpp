#include "base/render_diagnostic.h"

#include <algorithm>

#include "base/utf8.h"

namespace dengbao {
namespace {

// Facts may stand on one line of a hundred megabytes: a line longer than this is shown around the caret only.
constexpr std::size_t longest_line = 160;

struct Palette {
  std::string_view error, warning, place, strong, reset;
};
constexpr Palette plain{"", "", "", "", ""};
constexpr Palette coloured{"\033[1;31m", "\033[1;33m", "\033[1;34m", "\033[1m", "\033[0m"};

auto boundary_before(std::string_view text, std::size_t at) -> std::size_t {
  const auto inside = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xc0U) == 0x80U; };
  // A code point has at most three such bytes; more of them are not valid, and may be many.
  for (int steps = 0; steps < 3 && at > 0 && at < text.size() && inside(at); ++steps) --at;
  return at;
}

struct Excerpt {
  std::string before, marked, after;
};

// The line with the part under the caret apart. What steers terminals is made visible; tabs become blanks.
auto excerpt(const SourceFile& file, Span span) -> Excerpt {
  const auto place = file.place(span.begin);
  const auto line = file.line(place.line);
  const auto line_begin = file.line_begin(place.line);
  const auto begin = std::min<std::size_t>(span.begin - line_begin, line.size());
  const auto end = std::clamp<std::size_t>(span.end - line_begin, begin, line.size());
  std::size_t from = 0;
  std::size_t to = line.size();
  bool cut_before = false;
  bool cut_after = false;
  if (line.size() > longest_line) {
    from = boundary_before(line, begin > longest_line / 2 ? begin - longest_line / 2 : 0);
    to = boundary_before(line,
                         std::min(line.size(), std::max(std::min(end, begin + longest_line), from + longest_line)));
    cut_before = from > 0;
    cut_after = to < line.size();
  }
  const auto shown = [](std::string_view text, std::size_t column) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const auto tab = text.find('\t', at);
      const auto piece = text.substr(at, tab == std::string_view::npos ? text.size() - at : tab - at);
      out += utf8::printable(piece);
      at += piece.size();
      if (at < text.size()) {
        out.append(4 - (column + utf8::width(out)) % 4, ' ');
        ++at;
      }
    }
    return out;
  };
  Excerpt out;
  out.before = (cut_before ? "…" : "") + shown(line.substr(from, begin - from), 0);
  const auto stop = std::min(end, to);
  out.marked = shown(line.substr(begin, stop - begin), utf8::width(out.before));
  out.after =
      shown(line.substr(stop, to - stop), utf8::width(out.before) + utf8::width(out.marked)) + (cut_after ? "…" : "");
  return out;
}

class Renderer {
 public:
  Renderer(const Sources& sources, Lang lang, bool colour)
      : sources_(sources), lang_(lang), palette_(colour ? coloured : plain) {}

  auto operator()(const Diagnostic& diagnostic) -> std::string {
    head(diagnostic);
    if (diagnostic.has_span) {
      width_ = gutter(diagnostic);
      where("--> ", diagnostic.span, diagnostic);
      marked(diagnostic.span, '^', diagnostic.at);
      for (const auto& label : diagnostic.labels) {
        where("::: ", label.span, {});
        marked(label.span, '-', label.text);
      }
    } else {
      width_ = 1;
      nowhere(diagnostic);
    }
    for (const auto& help : diagnostic.help) {
      out_ += fmt::format("{:{}} {}={} {}: {}\n", "", width_, palette_.place, palette_.reset,
                          lang_ == Lang::zh ? "提示" : "help", utf8::printable(help.in(lang_)));
    }
    return std::move(out_);
  }

 private:
  void head(const Diagnostic& diagnostic) {
    const bool error = diagnostic.severity == Severity::error;
    const auto word = lang_ == Lang::zh ? (error ? "错误" : "警告") : (error ? "error" : "warning");
    out_ +=
        fmt::format("{}{}[{}]{}{}: {}{}\n", error ? palette_.error : palette_.warning, word, info(diagnostic.code).id,
                    palette_.reset, palette_.strong, utf8::printable(diagnostic.text.in(lang_)), palette_.reset);
  }

  auto gutter(const Diagnostic& diagnostic) const -> int {
    auto line = sources_.place(diagnostic.span).line;
    for (const auto& label : diagnostic.labels) line = std::max(line, sources_.place(label.span).line);
    return static_cast<int>(std::to_string(line).size());
  }

  void where(std::string_view arrow, Span span, const Diagnostic& diagnostic) {
    const auto& file = sources_[span.file];
    const auto place = file.place(span.begin);
    out_ += fmt::format("{:{}} {}{}{}{}:{}:{}", "", width_ - 1, palette_.place, arrow, palette_.reset,
                        utf8::printable(file.name()), place.line, place.column);
    if (diagnostic.has_pointer) out_ += "  " + pointer(diagnostic);
    out_ += fmt::format("\n{:{}} {}|{}\n", "", width_, palette_.place, palette_.reset);
  }

  static auto pointer(const Diagnostic& diagnostic) -> std::string {
    return diagnostic.pointer.empty() ? "/" : utf8::printable(diagnostic.pointer);
  }

  // Where there is no text to show: the file and the pointer, as far as they are known.
  void nowhere(const Diagnostic& diagnostic) {
    if (diagnostic.file.empty() && !diagnostic.has_pointer) return;
    out_ += fmt::format(" {}-->{}", palette_.place, palette_.reset);
    if (!diagnostic.file.empty()) out_ += " " + utf8::printable(diagnostic.file);
    if (diagnostic.has_pointer) out_ += " " + pointer(diagnostic);
    out_ += '\n';
  }

  void marked(Span span, char mark, const Localised& words) {
    const auto& file = sources_[span.file];
    const auto parts = excerpt(file, span);
    const auto line = file.place(span.begin).line;
    out_ += fmt::format("{}{:>{}} |{} {}{}{}\n", palette_.place, line, width_, palette_.reset, parts.before,
                        parts.marked, parts.after);
    const auto marks = std::max<std::size_t>(1, utf8::width(parts.marked));
    out_ += fmt::format("{:{}} {}|{} {}{}{}{}", "", width_, palette_.place, palette_.reset,
                        std::string(utf8::width(parts.before), ' '), palette_.error, std::string(marks, mark),
                        palette_.reset);
    if (!words.empty()) out_ += " " + utf8::printable(words.in(lang_));
    out_ += fmt::format("\n{:{}} {}|{}\n", "", width_, palette_.place, palette_.reset);
  }

  const Sources& sources_;
  Lang lang_;
  Palette palette_;
  std::string out_;
  int width_ = 1;
};

}  // namespace

auto render(std::span<const Diagnostic> diagnostics, const Sources& sources, Lang lang, bool colour) -> std::string {
  std::string out;
  for (const auto& diagnostic : diagnostics) {
    if (!out.empty()) out += '\n';
    out += Renderer(sources, lang, colour)(diagnostic);
  }
  return out;
}

}  // namespace dengbao
