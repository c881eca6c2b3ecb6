#pragma once

#include "author/run_tests.h"
#include "base/localised.h"

namespace dengbao::author {

// What a test expected and what it found, in words: "fail for db-1 because \"passwords are complex\"".
[[nodiscard]] auto expected_words(const model::Program& program, const model::Test& test,
                                  const model::Expectation& expectation) -> Localised;
[[nodiscard]] auto found_words(const model::Program& program, const model::Test& test,
                               const model::Expectation& expectation, const Check& check) -> Localised;

// Why the verdict is what was found: the reasons of the subjects that made it, or the subjects that there are where the
// test names another. Empty for a condition.
[[nodiscard]] auto why_found(const model::Program& program, const Sources& sources, const PreparedTest& test,
                             const model::Expectation& expectation, const Check& check) -> Localised;

}  // namespace dengbao::author
