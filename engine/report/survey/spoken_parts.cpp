#include "report/survey/spoken_parts.h"

#include <array>
#include <utility>

#include "assess/survey/answer_value.h"

namespace dengbao::report {
namespace {

// The place of the first of these marks that stands outside quotes, and which.
template <std::size_t N>
auto find_mark(std::string_view text, const std::array<std::string_view, N>& marks)
    -> std::pair<std::size_t, std::string_view> {
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (quoted) continue;
    for (const auto mark : marks) {
      if (text.substr(at).starts_with(mark)) return {at, mark};
    }
  }
  return {std::string_view::npos, {}};
}

auto names_in(std::string_view text) -> std::vector<std::string> {
  constexpr std::array<std::string_view, 5> marks = {",", ";", "，", "、", "；"};
  std::vector<std::string> names;
  while (true) {
    const auto [at, mark] = find_mark(text, marks);
    auto name = assess::trimmed(text.substr(0, at));
    if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
    if (!name.empty()) names.emplace_back(name);
    if (at == std::string_view::npos) return names;
    text.remove_prefix(at + mark.size());
  }
}

auto spoken_part(std::string_view text) -> SpokenPart {
  constexpr std::array<std::string_view, 7> marks = {" for ",   " except ", " but not ", " 用于",
                                                     " 适用于", " 除了",    " 除"};
  SpokenPart part{std::string(assess::trimmed(text)), std::string(assess::trimmed(text)), {}, false};
  const auto [at, mark] = find_mark(text, marks);
  if (at == std::string_view::npos) return part;
  part.names = names_in(text.substr(at + mark.size()));
  if (part.names.empty()) return part;
  part.answer = std::string(assess::trimmed(text.substr(0, at)));
  part.except = !(mark == marks[0] || mark == marks[3] || mark == marks[4]);
  return part;
}

}  // namespace

auto spoken_parts(std::string_view line) -> std::vector<SpokenPart> {
  constexpr std::array<std::string_view, 2> marks = {"|", "｜"};
  std::vector<SpokenPart> parts;
  while (true) {
    const auto [at, mark] = find_mark(line, marks);
    if (!assess::trimmed(line.substr(0, at)).empty()) parts.push_back(spoken_part(line.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    line.remove_prefix(at + mark.size());
  }
}

}  // namespace dengbao::report
