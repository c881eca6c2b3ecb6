#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "base/diagnostic.h"
#include "base/utf8.h"

// How the folder words what is wrong with a file: pointer, place, and words in both languages.
namespace dengbao::facts {

// The catalogue's words, filled in; an argument may itself have words in both languages.
template <typename... Args>
[[nodiscard]] auto fill(Code code, const Args&... args) -> Localised {
  return say(info(code).en, info(code).zh, args...);
}

// A text of the file as a message shows it: no control characters, and not too long.
[[nodiscard]] inline auto shown(std::string_view text) -> std::string {
  constexpr std::size_t longest = 60;
  const auto part = utf8::prefix(text.substr(0, 4 * longest), longest);
  return utf8::printable(part) + (part.size() < text.size() ? "…" : "");
}

// Where in the file: bytes of its text.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Passes the problems of one file on to a sink: the first so many errors, then only their number.
class Problems {
 public:
  Problems(Sink& sink, FileId file) : sink_(sink), file_(file) {}

  template <typename... Args>
  auto report(Code code, Extent extent, std::string pointer, const Args&... args) -> Report {
    auto diagnostic = make(code, args...);
    diagnostic.has_span = true;
    diagnostic.span = span(extent);
    diagnostic.pointer = std::move(pointer);
    diagnostic.has_pointer = true;
    return {room_for(diagnostic.severity), std::move(diagnostic)};
  }
  // A problem of the text rather than of a fact: it has a place, but no pointer.
  template <typename... Args>
  auto report_text(Code code, Extent extent, const Args&... args) -> Report {
    auto diagnostic = make(code, args...);
    diagnostic.has_span = true;
    diagnostic.span = span(extent);
    return {room_for(diagnostic.severity), std::move(diagnostic)};
  }
  void add(Diagnostic diagnostic);

  [[nodiscard]] auto span(Extent extent) const -> Span {
    return {file_, static_cast<std::uint32_t>(extent.begin), static_cast<std::uint32_t>(extent.end)};
  }
  [[nodiscard]] auto errors() const -> std::size_t { return errors_; }
  // As if there had been none: the sink is a new one.
  void forget() { errors_ = 0; }
  // Errors of which only the number is known; as many as are shown were reported before.
  void count_unshown(std::size_t number) { errors_ += number; }
  void finish();  // says how many errors were not shown

 private:
  template <typename... Args>
  static auto make(Code code, const Args&... args) -> Diagnostic {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.severity = info(code).severity;
    diagnostic.text = fill(code, args...);
    return diagnostic;
  }
  auto room_for(Severity severity) -> Sink&;

  Sink& sink_;
  Sink unshown_;
  FileId file_;
  std::size_t errors_ = 0;
};

}  // namespace dengbao::facts
