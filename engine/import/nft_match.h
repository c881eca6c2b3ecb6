#pragma once

#include <map>
#include <string>
#include <vector>

#include "import/findings.h"
#include "import/traffic.h"

// What expressions of nftables match.
namespace dengbao::importing {

// Sets by name, with what is in them; null where that is not told or changes by itself.
using NftSets = std::map<std::string, Json, std::less<>>;

// One of them must match.
struct NftCondition {
  std::vector<Traffic> any_of;
  bool known = true;  // false: the expression is not known, and makes the rule narrower
};

// `match` of the JSON form: `left`, `op`, `right`. `all`: the traffic that the table sees.
[[nodiscard]] auto nft_condition(const Json& left, std::string_view op, const Json& right, const NftSets& sets,
                                 const Traffic& all) -> NftCondition;

// What both match, each of the ones with each of the others; fewer, and inexact, where that is too much.
[[nodiscard]] auto meet_all(const std::vector<Traffic>& ones, const std::vector<Traffic>& others)
    -> std::vector<Traffic>;

// The values that an expression gives: the elements of a set, named or not, else itself. Null: not told.
[[nodiscard]] auto nft_values(const Json& right, const NftSets& sets) -> Json;

}  // namespace dengbao::importing
