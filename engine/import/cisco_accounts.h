#pragma once

#include "import/config_text.h"
#include "import/device.h"

// Accounts of Cisco devices, and how one logs in.
namespace dengbao::importing {

// `username …`, or `enable secret …`, the password of the highest level, which is of no account.
void read_cisco_account(Config& config, std::size_t line, Device& device);
// `aaa …`, `login block-for …`, `security passwords …`
void read_cisco_log_in(Config& config, std::size_t line, Device& device);
// `line con 0`, `line vty 0 4` … with its block.
void read_cisco_terminal(Config& config, std::size_t line, Device& device);

}  // namespace dengbao::importing
