#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/localised.h"
#include "base/source.h"

namespace dengbao {

enum class Severity { error, warning };

// One kind of message. The list stands in `catalogue.def`, and its words stand nowhere else.
enum class Code {
#define DIAG(code, severity, name, en, zh) name,
#include "base/catalogue.def"
#undef DIAG
};

// What the catalogue says of a code: `id` is printed and never reused.
struct CodeInfo {
  std::string_view id;  // P0201
  Severity severity;
  std::string_view name;
  std::string_view en;
  std::string_view zh;
};
[[nodiscard]] auto info(Code code) -> const CodeInfo&;
[[nodiscard]] auto all_codes() -> const std::vector<CodeInfo>&;

// A value as it is put into words: words in two languages give those of the language, all else is the same in both.
template <typename T>
[[nodiscard]] auto word_in(const T& value, Lang lang) -> decltype(auto) {
  if constexpr (std::is_same_v<T, Localised>) {
    return value.in(lang);
  } else {
    return (value);
  }
}

// The same words in both languages, with `{}` filled in from `args`: strings, numbers, or words in both languages.
template <typename... Args>
[[nodiscard]] auto say(std::string_view en, std::string_view zh, const Args&... args) -> Localised {
  return {fmt::format(fmt::runtime(en), word_in(args, Lang::en)...),
          fmt::format(fmt::runtime(zh), word_in(args, Lang::zh)...)};
}

// A second place that helps to understand a message, with a few words of its own.
struct Label {
  Span span;
  Localised text;
};

// One message about policies, facts or the command line.
struct Diagnostic {
  Code code{};
  Severity severity = Severity::error;
  bool has_span = false;  // false for messages about no text, such as a missing file
  Span span;
  Localised text;
  Localised at;  // a few words beside the caret; may be empty
  std::string
      pointer;  // JSON pointer (RFC 6901) where the message is about facts; "" is also the root, see has_pointer
  bool has_pointer = false;
  std::string file;  // name of the file where there is no span
  std::vector<Label> labels;
  std::vector<Localised> help;
};

class Sink;

// Completes a message; the message is in the sink when the builder is gone.
class Report {
 public:
  Report(Sink& sink, Diagnostic diagnostic) : sink_(sink), diagnostic_(std::move(diagnostic)) {}
  Report(const Report&) = delete;
  auto operator=(const Report&) -> Report& = delete;
  ~Report();

  auto at(Localised words) -> Report& {
    diagnostic_.at = std::move(words);
    return *this;
  }
  auto pointer(std::string pointer) -> Report& {
    diagnostic_.pointer = std::move(pointer);
    diagnostic_.has_pointer = true;
    return *this;
  }
  auto file(std::string name) -> Report& {
    diagnostic_.file = std::move(name);
    return *this;
  }
  auto label(Span span, Localised words) -> Report& {
    diagnostic_.labels.push_back({span, std::move(words)});
    return *this;
  }
  auto help(Localised words) -> Report& {
    diagnostic_.help.push_back(std::move(words));
    return *this;
  }
  // "did you mean `…`?" where there is a suggestion.
  auto did_you_mean(std::string_view word, const std::vector<std::string>& candidates) -> Report&;
  void emit() {}

 private:
  Sink& sink_;
  Diagnostic diagnostic_;
};

// Collects the messages of one run. Never prints.
class Sink {
 public:
  // `args` are put into the catalogue's words: strings, string views, characters or numbers.
  template <typename... Args>
  auto report(Code code, Span span, const Args&... args) -> Report {
    auto diagnostic = make(code, args...);
    diagnostic.has_span = true;
    diagnostic.span = span;
    return {*this, std::move(diagnostic)};
  }
  // A message about no stretch of text.
  template <typename... Args>
  auto report(Code code, const Args&... args) -> Report {
    return {*this, make(code, args...)};
  }

  void add(Diagnostic diagnostic);
  [[nodiscard]] auto errors() const -> std::size_t { return errors_; }
  [[nodiscard]] auto warnings() const -> std::size_t { return diagnostics_.size() - errors_; }
  [[nodiscard]] auto empty() const -> bool { return diagnostics_.empty(); }
  // By file, place and order of reporting; the same message at the same place once.
  [[nodiscard]] auto sorted() const -> std::vector<Diagnostic>;
  // Warnings count as errors from now on, those already reported too (`--strict`).
  void make_strict();

 private:
  template <typename... Args>
  static auto make(Code code, const Args&... args) -> Diagnostic {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.severity = info(code).severity;
    diagnostic.text = say(info(code).en, info(code).zh, args...);
    return diagnostic;
  }

  std::vector<Diagnostic> diagnostics_;
  std::size_t errors_ = 0;
  bool strict_ = false;
};

}  // namespace dengbao
