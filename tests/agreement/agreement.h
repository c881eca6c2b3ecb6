#pragma once

#include <optional>
#include <string>

#include "eval/judgement.h"
#include "eval/reads.h"
#include "eval/reasons.h"

// The fast evaluator against the reference one.
namespace dengbao::tests {

// What the two say differently of one requirement, in words; nothing where they agree in all: verdict, scope, every
// subject, every part.
[[nodiscard]] auto difference(const eval::Judgement& fast, const eval::Judgement& reference)
    -> std::optional<std::string>;

// What is wrong with the facts that a judgement is said to rest on: each belongs to a row that there is, and is one
// that the requirement reads (`reads`); nothing where all is right.
[[nodiscard]] auto reasons_fault(const eval::Plan& plan, const facts::Facts& facts, eval::Reasons& reasons,
                                 const eval::Reads& reads, const eval::Judgement& judgement)
    -> std::optional<std::string>;

// Judges every requirement, risk and duty that stands at its level by both; then reckons
// every outcome; gives the first difference. `plan` is of the program that the facts were loaded by.
[[nodiscard]] auto first_difference(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings)
    -> std::optional<std::string>;

}  // namespace dengbao::tests
