#pragma once

#include <functional>

#include "property/facts_tree.h"

namespace dengbao::property {

// The same facts with as few of them as still violate.
[[nodiscard]] auto shrink(Fact facts, const std::function<bool(const Fact&)>& violated) -> Fact;

}  // namespace dengbao::property
