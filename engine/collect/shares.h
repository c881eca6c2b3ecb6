#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dengbao::collect {

struct ShareEntry {
  std::string name;
  bool by_default = false;  // a share that Samba sets up without being asked
};

// The sections of smb.conf that are shares.
[[nodiscard]] auto parse_samba_shares(std::string_view text) -> std::vector<ShareEntry>;

// The folders of /etc/exports.
[[nodiscard]] auto parse_nfs_exports(std::string_view text) -> std::vector<ShareEntry>;

}  // namespace dengbao::collect
