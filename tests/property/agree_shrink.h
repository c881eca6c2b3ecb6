#pragma once

#include <string>

#include "property/agree_pair.h"

namespace dengbao::property {

struct Differing {
  Policy policy;
  FactsOfStage facts;
  Manner how;
  bool certify = false;
};
// A pair on which the evaluators differ, as short as it can be made: policy, facts and what each says.
[[nodiscard]] auto shrink_pair(Differing pair, const std::string& difference) -> std::string;

}  // namespace dengbao::property
