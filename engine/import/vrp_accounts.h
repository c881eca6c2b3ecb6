#pragma once

#include "import/config_text.h"
#include "import/device.h"

// Accounts as Huawei devices have them.
namespace dengbao::importing {

// `aaa` with its block: local users, managers of firewalls with their roles, rules for passwords, lock-out, and whether
// a server knows accounts, too.
void read_vrp_accounts(Config& config, std::size_t line, Device& device);
// One `local-user …` or `local-aaa-user …` that stands outside.
void read_vrp_account(Config& config, std::size_t line, Device& device);

}  // namespace dengbao::importing
