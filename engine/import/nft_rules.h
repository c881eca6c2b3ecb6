#pragma once

#include <map>
#include <string>
#include <vector>

#include "import/filter_chains.h"

// Rule sets of nftables in the form of its JSON (libnftables-json(5)), whatever they were read from.
namespace dengbao::importing {

// One object of a rule set: a table, a chain, a set, a rule …
struct NftEntry {
  std::string kind;
  Json body;
  std::uint32_t line = 0;
  bool in_front = false;   // an `insert`
  bool understood = true;  // the text of it
};

// The tables that filter IP packets. The lines in them are the numbers of the entries, from 1. Entries whose
// expressions are not known are told so.
[[nodiscard]] auto nft_tables(std::vector<NftEntry>& entries) -> std::vector<FilterTable>;

// The field of an object as text; empty where it is none.
[[nodiscard]] auto nft_text(const Json& object, std::string_view field) -> std::string;

// Whether the object has this among its flags.
[[nodiscard]] auto nft_has_flag(const Json& object, std::string_view flag) -> bool;

}  // namespace dengbao::importing
