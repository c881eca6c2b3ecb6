#pragma once

#include "import/config_text.h"
#include "import/device.h"
#include "import/policy_objects.h"

// Access lists and secrets as Cisco's command lines write them.
namespace dengbao::importing {

// `object-group network|service NAME` with its block; nothing else.
void read_cisco_group(Config& config, std::size_t line, PolicyObjects& objects);

// `access-list 101 permit …`, `ip access-list extended NAME` with its block; nothing else. A line that names a group of
// services becomes several rules.
void read_cisco_list(Config& config, std::size_t line, const PolicyObjects& objects, Device& device);

// "eq 80 443", "range 1000 2000", "gt 1023" at this place, which moves behind it; none where no such word stands there,
// nothing where it cannot be told.
[[nodiscard]] auto take_cisco_ports(const ConfigLine& line, std::size_t& place) -> std::optional<std::vector<Ports>>;

// Zones with the policies between them: `class-map type inspect`, `policy-map type inspect`, `zone-pair security`. Its
// access lists and interfaces must have been read.
void read_cisco_zones(Config& config, Device& device);

// How a secret is kept whose type and text stand from this place on: "5 …", "7 …", "9 …", or the text alone.
[[nodiscard]] auto cisco_cover(const ConfigLine& line, std::size_t place) -> SecretCover;
// Notes every word behind which a secret stands, whatever the command.
void note_cisco_secrets(const Config& config, Findings& findings);

}  // namespace dengbao::importing
