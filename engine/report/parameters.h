#pragma once

#include <string>
#include <vector>

#include "explain/proof.h"
#include "report/context.h"

namespace dengbao::report {

// Parameters that some step of the proof read, in the program's order.
[[nodiscard]] auto used_parameters(const Context& context, const explain::Proof& proof)
    -> std::vector<model::ParameterId>;

// One line each: name, value, where it comes from; not wrapped.
[[nodiscard]] auto parameter_lines(const Context& context, const explain::Proof& proof) -> std::vector<std::string>;

// One of them in words: its name, its value at that level, whether it was set for this assessment, and where the
// default comes from.
[[nodiscard]] auto parameter_statement(const Context& context, model::ParameterId parameter, std::uint32_t level)
    -> std::string;

// The same under a heading, for a terminal: name, value, "default" or "set for this assessment", and where the default
// comes from.
[[nodiscard]] auto parameters_text(const Context& context, const explain::Proof& proof) -> std::string;

}  // namespace dengbao::report
