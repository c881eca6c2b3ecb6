#include "collect/packages.h"

#include <algorithm>

#include "collect/text.h"

namespace dengbao::collect {
namespace {

struct Stanza {
  Package package;
  bool installed = false;

  void read(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || line.starts_with(' ')) return;
    const auto key = line.substr(0, colon);
    const auto value = trim(line.substr(colon + 1));
    if (key == "Package") package.name = value;
    if (key == "Version") package.version = value;
    if (key == "Status") installed = value.ends_with(" installed");
    const bool base =
        (key == "Essential" && value == "yes") || (key == "Priority" && (value == "required" || value == "important"));
    package.part_of_base = package.part_of_base || base;
  }
};

}  // namespace

auto parse_dpkg_status(std::string_view text) -> std::vector<Package> {
  std::vector<Package> result;
  Stanza stanza;
  const auto finish = [&] {
    if (stanza.installed && !stanza.package.name.empty()) result.push_back(std::move(stanza.package));
    stanza = {};
  };
  for (const auto line : lines(text)) {
    if (trim(line).empty()) {
      finish();
    } else {
      stanza.read(line);
    }
  }
  finish();
  std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  const auto last =
      std::unique(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.name == b.name; });
  result.erase(last, result.end());
  return result;
}

auto parse_automatic(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> result;
  std::string name;
  for (const auto line : lines(text)) {
    if (line.starts_with("Package:")) name = trim(line.substr(8));
    if (line.starts_with("Auto-Installed:") && trim(line.substr(15)) == "1") result.push_back(name);
  }
  std::sort(result.begin(), result.end());
  return result;
}

auto parse_simulated_upgrade(std::string_view text) -> PendingUpdates {
  PendingUpdates result;
  for (const auto line : lines(text)) {
    if (!line.starts_with("Inst ")) continue;
    ++result.all;
    if (lower(line).find("security") != std::string::npos) ++result.security;
  }
  return result;
}

}  // namespace dengbao::collect
