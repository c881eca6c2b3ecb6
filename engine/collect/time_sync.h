#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dengbao::collect {

// Servers of chrony.conf and ntp.conf (`server`, `pool`, `peer`, `refclock`), in order, each once.
[[nodiscard]] auto parse_ntp_servers(std::string_view text) -> std::vector<std::string>;

// Folders that chrony.conf names by `confdir` and `sourcedir`.
[[nodiscard]] auto parse_chrony_folders(std::string_view text) -> std::vector<std::string>;

// Servers of timesyncd.conf (`NTP=`; if there are none, `FallbackNTP=`).
[[nodiscard]] auto parse_timesyncd_servers(std::string_view text) -> std::vector<std::string>;

}  // namespace dengbao::collect
