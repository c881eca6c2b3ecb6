#pragma once

#include <string>

#include "base/diagnostic.h"
#include "eval/settings.h"
#include "facts/facts.h"

namespace dengbao::cli {

// Reads a JSON object of parameters by name, values as facts write them ({"password-max-age": "P60D"}), into
// `settings.overridden`. Unknown names, wrong types and values outside the parameter's bounds are reported (C0107).
[[nodiscard]] auto read_parameters(const std::string& path, const model::Program& program, const facts::Facts& facts,
                                   eval::Settings& settings, Sink& sink) -> bool;

}  // namespace dengbao::cli
