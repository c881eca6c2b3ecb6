#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dengbao::collect {

// A mounted file system: /proc/mounts decodes `\040` and the like.
struct Mount {
  std::string device;
  std::string place;
  std::string type;
};
[[nodiscard]] auto parse_mounts(std::string_view text) -> std::vector<Mount>;

// Whether a device-mapper uuid is that of an encrypted volume: "CRYPT-LUKS2-…", "CRYPT-PLAIN-…".
[[nodiscard]] auto is_crypt_uuid(std::string_view uuid) -> bool;

}  // namespace dengbao::collect
