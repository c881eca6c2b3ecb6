#include "model/levels.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace dengbao::model {
namespace {

auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }

// Takes the digits at the start of `text`; nothing if there are none or they are too many.
auto take_number(std::string_view& text) -> std::optional<std::uint32_t> {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end == text.data()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

auto take_class(std::string_view& text, const Scheme& scheme) -> std::optional<std::size_t> {
  const auto end = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_digit) - text.begin());
  const auto name = text.substr(0, end);
  for (std::size_t i = 0; i < scheme.classes.size(); ++i) {
    if (scheme.classes[i].name != name) continue;
    text.remove_prefix(end);
    return i;
  }
  return std::nullopt;
}

auto in_scheme(std::uint32_t level, const Scheme& scheme) -> bool {
  if (scheme.name.empty()) return level >= 1 && level <= highest_of_any_scheme;
  return level >= scheme.lowest && level <= scheme.highest;
}

// `3`: no class is named.
auto read_overall(std::string_view text, const Scheme& scheme) -> std::optional<Levels> {
  const auto level = take_number(text);
  if (!level || !text.empty() || !in_scheme(*level, scheme)) return std::nullopt;
  return Levels{*level, std::vector<std::optional<std::uint32_t>>(scheme.classes.size())};
}

// `S3A2`: each class at most once.
auto read_by_class(std::string_view text, const Scheme& scheme) -> std::optional<Levels> {
  Levels levels{0, std::vector<std::optional<std::uint32_t>>(scheme.classes.size())};
  while (!text.empty()) {
    const auto klass = take_class(text, scheme);
    if (!klass || levels.by_class[*klass]) return std::nullopt;
    const auto level = take_number(text);
    if (!level || !in_scheme(*level, scheme)) return std::nullopt;
    levels.by_class[*klass] = level;
    levels.highest = std::max(levels.highest, *level);
  }
  return levels.highest == 0 ? std::nullopt : std::optional(levels);
}

}  // namespace

auto read_levels(std::string_view text, const Scheme& scheme) -> std::optional<Levels> {
  const bool overall = !text.empty() && is_digit(text.front());
  return overall ? read_overall(text, scheme) : read_by_class(text, scheme);
}

auto level_examples(const Scheme& scheme) -> Localised {
  std::vector<std::string> words;
  const auto highest = scheme.name.empty() ? highest_of_any_scheme : scheme.highest;
  for (auto level = scheme.lowest; level <= highest; ++level) words.push_back(fmt::format("{}", level));
  std::string by_class;
  for (const auto& klass : scheme.classes) by_class += fmt::format("{}{}", klass.name, scheme.highest);
  if (!by_class.empty()) words.push_back(by_class);
  return {fmt::format("{}", fmt::join(words, ", ")), fmt::format("{}", fmt::join(words, "、"))};
}

}  // namespace dengbao::model
