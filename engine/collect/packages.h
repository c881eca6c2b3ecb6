#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dengbao::collect {

struct Package {
  std::string name;
  std::string version;
  bool part_of_base = false;  // essential, or of priority required or important: no "optional component"
};

// The installed packages of /var/lib/dpkg/status, by name; of several architectures the first.
[[nodiscard]] auto parse_dpkg_status(std::string_view text) -> std::vector<Package>;

// Names that /var/lib/apt/extended_states marks as installed automatically, for the sake of others; sorted.
[[nodiscard]] auto parse_automatic(std::string_view text) -> std::vector<std::string>;

// Lines "NAME\tVERSION" of `rpm -qa`, by name; of several versions the first line.
[[nodiscard]] auto parse_rpm_list(std::string_view text) -> std::vector<Package>;

// Names, one a line, of what people asked for (`dnf repoquery --userinstalled`); sorted.
[[nodiscard]] auto parse_names(std::string_view text) -> std::vector<std::string>;

// Lines "ADVISORY SEVERITY/Sec. PACKAGE" of `dnf updateinfo list`: how many packages have security updates that are not
// installed.
[[nodiscard]] auto parse_advisories(std::string_view text) -> std::size_t;

// Lines "Inst NAME [OLD] (NEW ARCHIVE …)" of a simulated upgrade.
struct PendingUpdates {
  std::size_t all = 0;
  std::size_t security = 0;  // those from an archive whose name holds "security"
};
[[nodiscard]] auto parse_simulated_upgrade(std::string_view text) -> PendingUpdates;

}  // namespace dengbao::collect
