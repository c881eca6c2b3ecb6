#include "collect/shares.h"

#include "collect/text.h"

namespace dengbao::collect {

auto parse_samba_shares(std::string_view text) -> std::vector<ShareEntry> {
  std::vector<ShareEntry> result;
  for (const auto& line : config_lines(text)) {
    if (line.front() != '[' || line.back() != ']') continue;
    const auto name = std::string(trim(std::string_view(line).substr(1, line.size() - 2)));
    if (lower(name) == "global" || name.empty()) continue;
    const bool by_default = lower(name) == "homes" || lower(name) == "printers" || lower(name) == "print$";
    result.push_back({name, by_default});
  }
  return result;
}

auto parse_nfs_exports(std::string_view text) -> std::vector<ShareEntry> {
  std::vector<ShareEntry> result;
  for (const auto& line : config_lines(text)) {
    if (line.front() == '/') result.push_back({std::string(words(line).front()), false});
    if (line.front() == '"') result.push_back({line.substr(1, line.find('"', 1) - 1), false});
  }
  return result;
}

}  // namespace dengbao::collect
