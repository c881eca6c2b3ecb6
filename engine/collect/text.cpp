#include "collect/text.h"

#include <algorithm>
#include <charconv>

namespace dengbao::collect {
namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

auto unquoted(std::string_view value) -> std::string_view {
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front()) {
    return value.substr(1, value.size() - 2);
  }
  return value;
}

}  // namespace

auto trim(std::string_view text) -> std::string_view {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

auto lower(std::string_view text) -> std::string {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

auto lines(std::string_view text) -> std::vector<std::string_view> {
  auto result = split(text, '\n');
  if (!result.empty() && result.back().empty()) result.pop_back();
  return result;
}

auto config_lines(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> result;
  std::string open;
  for (const auto line : lines(text)) {
    open += trim(line.substr(0, line.find('#')));
    if (!open.empty() && open.back() == '\\') {
      open.back() = ' ';
      continue;
    }
    if (!open.empty()) result.push_back(std::move(open));
    open.clear();
  }
  if (!trim(open).empty()) result.push_back(open);
  return result;
}

auto split(std::string_view text, char separator) -> std::vector<std::string_view> {
  std::vector<std::string_view> result;
  std::size_t begin = 0;
  for (auto end = text.find(separator); end != std::string_view::npos; end = text.find(separator, begin)) {
    result.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  result.push_back(text.substr(begin));
  return result;
}

auto words(std::string_view text) -> std::vector<std::string_view> {
  std::vector<std::string_view> result;
  auto begin = text.find_first_not_of(blanks);
  while (begin != std::string_view::npos) {
    const auto end = std::min(text.find_first_of(blanks, begin), text.size());
    result.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(blanks, end);
  }
  return result;
}

auto to_number(std::string_view text) -> std::optional<std::int64_t> {
  text = trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

void read_settings(std::string_view text, Settings& into) {
  for (const auto& line : config_lines(text)) {
    if (line.front() == '[' || line.front() == ';') continue;
    const auto key_end = std::min(line.find_first_of("= \t"), line.size());
    auto value = trim(std::string_view(line).substr(key_end));
    if (value.starts_with('=')) value = trim(value.substr(1));
    into[lower(std::string_view(line).substr(0, key_end))] = unquoted(value);
  }
}

auto number_setting(const Settings& settings, const std::string& key) -> std::optional<std::int64_t> {
  const auto found = settings.find(key);
  return found == settings.end() ? std::nullopt : to_number(found->second);
}

auto text_setting(const Settings& settings, const std::string& key) -> std::optional<std::string> {
  const auto found = settings.find(key);
  return found == settings.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace dengbao::collect
