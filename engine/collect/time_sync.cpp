#include "collect/time_sync.h"

#include <algorithm>

#include "collect/text.h"

namespace dengbao::collect {
namespace {

void add_once(std::vector<std::string>& to, std::string_view word) {
  if (std::find(to.begin(), to.end(), word) == to.end()) to.emplace_back(word);
}

}  // namespace

auto parse_ntp_servers(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> result;
  for (const auto& line : config_lines(text)) {
    const auto parts = words(line);
    const bool names_source =
        parts[0] == "server" || parts[0] == "pool" || parts[0] == "peer" || parts[0] == "refclock";
    if (!names_source) continue;
    const auto address = std::find_if(parts.begin() + 1, parts.end(), [](auto part) { return !part.starts_with('-'); });
    if (address != parts.end()) add_once(result, *address);
  }
  return result;
}

auto parse_chrony_folders(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> result;
  for (const auto& line : config_lines(text)) {
    const auto parts = words(line);
    if ((parts[0] == "confdir" || parts[0] == "sourcedir") && parts.size() > 1) add_once(result, parts[1]);
  }
  return result;
}

auto parse_timesyncd_servers(std::string_view text) -> std::vector<std::string> {
  Settings settings;
  read_settings(text, settings);
  for (const auto* key : {"ntp", "fallbackntp"}) {
    std::vector<std::string> result;
    for (const auto server : words(settings[key])) add_once(result, server);
    if (!result.empty()) return result;
  }
  return {};
}

}  // namespace dengbao::collect
