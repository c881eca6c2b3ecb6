#pragma once

#include "model/compile.h"
#include "report/document.h"

namespace dengbao::author {

// A readable manual of a policy set, made from nothing but the policies: what each requirement, risk and duty asks, of
// whom, by which clauses, from which facts; its levels side by side; its tests as examples; and what else the policies
// declare.
[[nodiscard]] auto make_manual(const model::Program& program, const model::PolicySet& policies, const Sources& sources)
    -> report::Document;

}  // namespace dengbao::author
