#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "assess/assessment.h"
#include "report/context.h"

// Names that programs read.
namespace dengbao::report {

// By RequirementId: the name of each rule of the assessment, with its module where several are called so.
[[nodiscard]] auto rule_names(const Context& context, const assess::Assessment& assessment)
    -> std::map<std::uint32_t, std::string>;

// The same over all rules of the policies, by RequirementId.
[[nodiscard]] auto rule_names(const model::Program& program) -> std::vector<std::string>;

[[nodiscard]] auto rule_kind_name(model::RuleKind kind) -> std::string_view;  // requirement, risk, duty
[[nodiscard]] auto weight_name(model::Weight weight) -> std::string_view;     // ordinary, important, key

}  // namespace dengbao::report
