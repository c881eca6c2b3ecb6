#pragma once

#include <set>
#include <string>
#include <vector>

#include "import/device.h"
#include "import/filter_chains.h"

namespace dengbao::importing {

// The host's own filter, and, where it filters between others, a boundary device with its rules. `id`: of both. Returns
// the lines that have a part in a fact.
auto write_filter(const std::vector<FilterTable>& tables, const std::string& id, Findings& findings)
    -> std::set<std::uint32_t>;

// A decision as a rule of a device; its interfaces, which are no zones, are left to the caller.
[[nodiscard]] auto rule_of(const Decision& decision) -> FilterRule;

}  // namespace dengbao::importing
