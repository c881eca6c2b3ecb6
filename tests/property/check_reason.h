#pragma once

#include <functional>
#include <string>

#include "property/check_verdict.h"
#include "property/random.h"

// One subject of one requirement, judged again while only some facts are visible.
namespace dengbao::property {

using Reported = std::function<void(const char* law, bool violated, const std::string& what)>;

// A random choice of the facts that were looked at, and a choice of these: the fewer decide nothing that the more take
// back.
void check_hiding(const explain::World& world, const Judged& judged, const JudgedOne& subject, Random& random,
                  const Reported& report);

// The minimal reason of a decided verdict forces it, and no fact of it can be left out.
void check_reason(const explain::World& world, const Judged& judged, const JudgedOne& subject, const Reported& report);

}  // namespace dengbao::property
