#pragma once

#include "import/policy_objects.h"

// Security policies between zones, with the objects that they name.
namespace dengbao::importing {

// Huawei: `ip address-set`, `ip service-set`, `security-policy`.
void read_security_policy(Config& config, Device& device);
// H3C: `object-group`, `security-policy ip`.
void read_comware_policy(Config& config, Device& device);

}  // namespace dengbao::importing
