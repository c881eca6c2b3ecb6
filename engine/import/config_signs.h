#pragma once

#include <cstdint>

#include "import/config_text.h"

// Configurations of different makers look alike; some commands and names only one of them has.
namespace dengbao::importing {

enum class ConfigKind : std::uint8_t { vrp, comware, ios };

struct ConfigSigns {
  bool other = false;     // it has signs of another kind, and none of this: refused
  bool doubtful = false;  // it has signs of several kinds: what it does not say proves nothing
};

// Looks for such signs in the text that somebody took for a configuration of this kind. One that is of another is
// refused with that kind's name.
[[nodiscard]] auto check_signs(std::string_view text, const Config& config, ConfigKind kind, Findings& findings)
    -> ConfigSigns;

}  // namespace dengbao::importing
