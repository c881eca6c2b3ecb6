#pragma once

#include <cstdint>
#include <span>
#include <string_view>

// What the rules of SCAP contents mean for the facts: tables, a line each. The names are those of ComplianceAsCode (the
// SCAP Security Guide), on which the profiles for CIS, STIG, ANSSI and others are built; `*` stands for any letters.
namespace dengbao::importing {

// A rule that ends so says this fact. Where several rules are named, the facts follow from all of them together.
struct RuleMeaning {
  std::string_view rules;     // the first may have a `*`: each rule of that name says it
  std::string_view pointer;   // below the host; with `/-` at its end, one of the elements of an incomplete list
  std::string_view value;     // JSON
  std::string_view variable;  // the meaning holds only where this variable …
  std::string_view setting;   // … has this value
};
[[nodiscard]] auto meanings_of_passing() -> std::span<const RuleMeaning>;

// How a rule compares what it finds with its variable.
enum class ScapBound : std::uint8_t { at_least, at_most, equal };
enum class ScapUnit : std::uint8_t { number, seconds, lock_seconds, word };

// A setting that a rule checks. Its value is known where the scanner kept the lines that it found in the files, and
// they say one thing; a rule that passes says only that it is at least, or at most, what its variable says.
struct SettingMeaning {
  std::string_view pointer;  // below the host; `/accounts/*` for all accounts; a name without `/` is no fact itself
  ScapUnit unit{};
  std::string_view rules;  // any of them compares it
  std::string_view variable;
  ScapBound bound{};
  std::uint32_t greatest;  // of the setting's values; 0: there is none. At least this much is exactly this
  std::string_view key;    // in the files
  std::string_view files;  // patterns
  // Rules that pass only where the module is in use that reads the files, if `rules` do not: it is in force then.
  // `*`: it always is.
  std::string_view in_force;
};
[[nodiscard]] auto setting_meanings() -> std::span<const SettingMeaning>;

// Servers that the files of a service name, where the rule that tests the service passes.
struct ServerMeaning {
  std::string_view pointer;  // of an incomplete list
  std::string_view rules;    // any of them
  std::string_view words;    // one of them begins the line; the server follows
  std::string_view files;
};
[[nodiscard]] auto server_meanings() -> std::span<const ServerMeaning>;

// Rules that say something that no fact asks for, or not what a fact asks.
[[nodiscard]] auto is_rule_without_fact(std::string_view rule) -> bool;

// `*` stands for any letters, also none. Of several patterns one must fit.
[[nodiscard]] auto fits_pattern(std::string_view text, std::string_view pattern) -> bool;
[[nodiscard]] auto fits_any(std::string_view text, std::string_view patterns) -> bool;

}  // namespace dengbao::importing
