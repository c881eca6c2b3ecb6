#include "collect/shell.h"

#include <array>

#include "collect/text.h"

namespace dengbao::collect {
namespace {

// How much deeper a word leads into, or out of, a part that is not always run.
auto nesting(std::string_view word) -> int {
  constexpr std::array<std::string_view, 6> opens{"if", "case", "for", "while", "until", "{"};
  constexpr std::array<std::string_view, 4> closes{"fi", "esac", "done", "}"};
  for (const auto open : opens) {
    if (word == open) return 1;
  }
  for (const auto close : closes) {
    if (word == close) return -1;
  }
  return 0;
}

auto assigned(std::string_view word) -> std::optional<std::int64_t> {
  constexpr std::string_view name = "TMOUT=";
  if (!word.starts_with(name)) return std::nullopt;
  word.remove_prefix(name.size());
  while (!word.empty() && (word.back() == ';' || word.back() == '"' || word.back() == '\'')) word.remove_suffix(1);
  if (!word.empty() && (word.front() == '"' || word.front() == '\'')) word.remove_prefix(1);
  return to_number(word);
}

}  // namespace

auto parse_shell_timeout(std::string_view text) -> ShellTimeout {
  ShellTimeout result;
  int depth = 0;
  for (const auto& line : config_lines(text)) {
    bool after_condition = false;
    for (auto word : words(line)) {
      if (word == "&&" || word == "||") after_condition = true;
      if (const auto seconds = assigned(word); seconds && *seconds >= 0) {
        result.conditional = depth > 0 || after_condition;
        result.seconds = seconds;
      }
      while (word.ends_with(';')) word.remove_suffix(1);
      depth += nesting(word);
    }
  }
  return result;
}

}  // namespace dengbao::collect
