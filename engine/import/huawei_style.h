#pragma once

#include <span>

#include "import/config_text.h"
#include "import/device.h"

// What the command lines of Huawei (VRP) and H3C (Comware) have in common: they have the same ancestor.
namespace dengbao::importing {

[[nodiscard]] auto huawei_style() -> ConfigStyle;

// `interface NAME` with its block: addresses, `shutdown`; the rest of it is left to the caller.
void read_huawei_interface(Config& config, std::size_t line, Device& device);

// `acl …` with its rules. `name` is what other commands call it: its number or its name.
void read_huawei_acl(Config& config, std::size_t line, Device& device);
// One `rule …` of an access list.
[[nodiscard]] auto read_huawei_rule(const ConfigLine& line, bool v6) -> FilterRule;

// Whether a filter on a port looks at what enters ("inbound") or at what leaves; nothing where the line does not say.
[[nodiscard]] auto huawei_direction(const ConfigLine& line) -> std::optional<bool>;

// `ip route-static …`
void read_huawei_route(Config& config, std::size_t line, Device& device);

// Notes every word behind which a secret stands, whatever the command.
void note_huawei_secrets(const Config& config, Findings& findings);
// How a password is kept that stands behind this word: "cipher", "irreversible-cipher", "simple", "hash".
[[nodiscard]] auto huawei_cover(std::string_view word) -> SecretCover;

// Marks lines whose first word (behind `undo`) is one of these, as far as nobody has marked them; of an outermost line
// its whole block.
void mark_known_words(Config& config, std::span<const std::string_view> blocks,
                      std::span<const std::string_view> words);

// A number of seconds from "MINUTES [SECONDS]" at this place of the line.
[[nodiscard]] auto minutes_and_seconds(const ConfigLine& line, std::size_t place) -> std::optional<std::uint32_t>;

// Terminal lines called "con 0", "vty 0 4" …
[[nodiscard]] auto is_remote_line(std::string_view kind) -> bool;

}  // namespace dengbao::importing
