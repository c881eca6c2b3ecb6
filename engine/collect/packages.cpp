#include "collect/packages.h"

#include <algorithm>
#include <set>

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

void keep_first_of_each(std::vector<Package>& packages) {
  std::stable_sort(packages.begin(), packages.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  const auto last =
      std::unique(packages.begin(), packages.end(), [](const auto& a, const auto& b) { return a.name == b.name; });
  packages.erase(last, packages.end());
}

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
  keep_first_of_each(result);
  return result;
}

auto parse_rpm_list(std::string_view text) -> std::vector<Package> {
  std::vector<Package> result;
  for (const auto line : lines(text)) {
    const auto parts = split(line, '\t');
    // Keys by which packages are signed stand among them.
    if (parts.size() != 2 || parts[0].empty() || parts[0] == "gpg-pubkey") continue;
    result.push_back({std::string(parts[0]), std::string(parts[1]), false});
  }
  keep_first_of_each(result);
  return result;
}

auto parse_names(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> result;
  for (const auto line : lines(text)) {
    if (words(line).size() == 1) result.emplace_back(trim(line));
  }
  std::sort(result.begin(), result.end());
  return result;
}

auto parse_advisories(std::string_view text) -> std::size_t {
  std::set<std::string_view> packages;
  for (const auto line : lines(text)) {
    const auto parts = words(line);
    if (parts.size() == 3 && parts[1].ends_with("/Sec.")) packages.insert(parts[2]);
  }
  return packages.size();
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
