#pragma once

#include "model/program.h"

// What makes a requirement binding on a day: the sources that it cites.
namespace dengbao::eval {

// Some source that it cites, other than a draft, is in force on that day. `until` is the first day that is no longer.
[[nodiscard]] auto in_force(const model::Program& program, const model::Requirement& requirement, Date as_of) -> bool;

// It cites nothing but drafts.
[[nodiscard]] auto advisory(const model::Program& program, const model::Requirement& requirement) -> bool;

}  // namespace dengbao::eval
