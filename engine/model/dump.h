#pragma once

#include <string>

#include "base/source.h"
#include "model/program.h"

namespace dengbao::model {

// The program as stable, indented text, for `check --dump model` and for tests.
[[nodiscard]] auto dump(const Program& program) -> std::string;

}  // namespace dengbao::model
