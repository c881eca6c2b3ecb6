#pragma once

#include <cstdint>
#include <string_view>

namespace dengbao::collect {

// What the host's own packet filter does with incoming packets that no rule mentions.
enum class InputFilter : std::uint8_t {
  passes,  // no filter, or one that lets all other packets in
  drops,   // a default of drop or reject
};

// The output of `nft list ruleset`.
[[nodiscard]] auto parse_nft(std::string_view text) -> InputFilter;

// The output of `iptables-save`.
[[nodiscard]] auto parse_iptables(std::string_view text) -> InputFilter;

// The file of a zone of firewalld: what no rule covers is refused unless its target says otherwise.
[[nodiscard]] auto parse_firewalld_zone(std::string_view text) -> InputFilter;

// Whether rules as these two list them look at incoming packets at all.
[[nodiscard]] auto filters_input(std::string_view text) -> bool;

}  // namespace dengbao::collect
