#pragma once

#include "explain/evaluate.h"
#include "explain/judge.h"

// Inside of `judge`: what is particular to risks and duties.
namespace dengbao::explain {

// Whether the part is excused (a risk's condition: lowered), by its own exception or by one for all parts.
[[nodiscard]] auto exception_of(const World& world, const model::Requirement& requirement, const model::Part& part,
                                Frame& frame) -> Truth;

// Put the verdict for the subject in `frame` into `result`.
void judge_risk(const World& world, const model::Requirement& risk, Frame& frame, JudgedSubject& result);
void judge_duty(const World& world, const model::Requirement& duty, Frame& frame, JudgedSubject& result);

// The days in `done on`.
[[nodiscard]] auto done_dates(const World& world, const model::Requirement& duty, Frame& frame) -> eval::DoneDates;

}  // namespace dengbao::explain
