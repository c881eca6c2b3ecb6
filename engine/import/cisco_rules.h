#pragma once

#include "import/config_text.h"
#include "import/device.h"

// Access lists and secrets as Cisco's command lines write them.
namespace dengbao::importing {

// `access-list 101 permit …`, `ip access-list extended NAME` with its block; nothing else.
void read_cisco_list(Config& config, std::size_t line, Device& device);

// How a secret is kept whose type and text stand from this place on: "5 …", "7 …", "9 …", or the text alone.
[[nodiscard]] auto cisco_cover(const ConfigLine& line, std::size_t place) -> SecretCover;
// Notes every word behind which a secret stands, whatever the command.
void note_cisco_secrets(const Config& config, Findings& findings);

}  // namespace dengbao::importing
