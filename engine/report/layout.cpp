#include "report/layout.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace dengbao::report {
namespace {

auto ansi(Ink ink) -> std::string_view {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::good:
      return "\x1b[32m";
    case Ink::bad:
      return "\x1b[31m";
    case Ink::open:
      return "\x1b[33m";
    case Ink::faint:
      return "\x1b[2m";
    case Ink::strong:
      return "\x1b[1m";
  }
  return "";
}

// Columns on a terminal, colours not counted.
auto shown_width(std::string_view text) -> std::size_t {
  std::string shown;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\x1b') {
      at = std::min(text.find('m', at), text.size() - 1);
    } else {
      shown += text[at];
    }
  }
  return utf8::width(shown);
}

// The end of the next piece that must stay together: a word with the spaces before it, or one wide character.
auto piece_end(std::string_view text, std::size_t begin) -> std::size_t {
  auto at = begin;
  while (at < text.size() && text[at] == ' ') ++at;
  const auto word = at;
  while (at < text.size() && text[at] != ' ') {
    const auto character = utf8::prefix(text.substr(at), 1);
    const auto wide = utf8::width(character) > 1;
    if (wide && at > word) break;
    at += character.size();
    if (wide) break;
  }
  return at;
}

// A line must not begin with these.
auto closes(std::string_view piece) -> bool {
  for (const std::string_view mark : {"，", "。", "；", "：", "、", "）", "”", "》"}) {
    if (piece.starts_with(mark)) return true;
  }
  return false;
}

}  // namespace

auto paint(const Context& context, Ink ink, std::string_view text) -> std::string {
  if (!context.colour || ink == Ink::plain) return std::string(text);
  return fmt::format("{}{}\x1b[0m", ansi(ink), text);
}

auto ink_of(eval::Verdict verdict) -> Ink {
  switch (eval::standing(verdict)) {
    case eval::Standing::good:
      return Ink::good;
    case eval::Standing::bad:
      return Ink::bad;
    case eval::Standing::open:
      return Ink::open;
    case eval::Standing::aside:
      return Ink::faint;
  }
  return Ink::plain;
}

auto mark(eval::Verdict verdict) -> std::string_view {
  if (verdict == eval::Verdict::medium) return "!";
  if (verdict == eval::Verdict::not_yet_due) return "·";
  switch (eval::standing(verdict)) {
    case eval::Standing::good:
      return "✓";
    case eval::Standing::bad:
      return "✗";
    case eval::Standing::open:
      return "?";
    case eval::Standing::aside:
      return "–";
  }
  return " ";
}

auto mark(Truth holds) -> std::string_view {
  if (holds == Truth::unknown) return "?";
  return holds == Truth::yes ? "✓" : "✗";
}

auto padded(std::string_view text, std::size_t width) -> std::string {
  const auto used = shown_width(text);
  return std::string(text) + std::string(used < width ? width - used : 0, ' ');
}

auto wrapped(std::string_view first, std::string_view rest, std::string_view text, std::size_t columns) -> std::string {
  std::string out;
  std::string line(first);
  auto empty = true;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = piece_end(text, begin);
    const auto piece = text.substr(begin, end - begin);
    const auto fits = shown_width(line) + utf8::width(piece) <= columns || closes(piece);
    if (!fits && !empty) {
      out += line + "\n";
      line = std::string(rest) + std::string(piece.substr(std::min(piece.find_first_not_of(' '), piece.size())));
    } else {
      line += piece;
    }
    empty = false;
    begin = end;
  }
  return out + line + "\n";
}

auto justified(const Context& context, std::string_view left, std::string_view right) -> std::string {
  if (right.empty()) return fmt::format("{}\n", left);
  const auto used = shown_width(left);
  const auto wanted = shown_width(right);
  if (used + 2 + wanted <= context.columns) {
    return fmt::format("{}{}{}\n", left, std::string(context.columns - used - wanted, ' '), right);
  }
  const auto indent = wanted < context.columns ? context.columns - wanted : 0;
  return fmt::format("{}\n{}{}\n", left, std::string(indent, ' '), right);
}

auto grouped(std::uint64_t number) -> std::string {
  auto digits = std::to_string(number);
  for (auto at = digits.size(); at > 3;) digits.insert(at -= 3, " ");
  return digits;
}

auto verdict_text(const Context& context, eval::Verdict verdict) -> std::string {
  return paint(context, ink_of(verdict), eval::verdict_words(verdict).in(context.lang));
}

}  // namespace dengbao::report
