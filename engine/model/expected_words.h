#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/localised.h"
#include "model/program.h"

// The words that a test may expect, in both languages.
namespace dengbao::model {

// `en` is what `Expectation::word` holds and what JSON names it; `zh` is how it is shown in Chinese, `also` are further
// words for it.
struct ExpectedWord {
  std::string_view en;
  std::string_view zh;
  std::vector<std::string_view> also;
};

// Of a verdict, by what is judged.
[[nodiscard]] auto verdict_expectations(RuleKind kind) -> std::span<const ExpectedWord>;
// Of a condition: true, false, unknown.
[[nodiscard]] auto truth_expectations() -> std::span<const ExpectedWord>;

// The English word for what is written in either language.
[[nodiscard]] auto find_expectation(std::span<const ExpectedWord> words, std::string_view written)
    -> std::optional<std::string>;
// `fail` / `不符合`
[[nodiscard]] auto expectation_words(std::span<const ExpectedWord> words, std::string_view en) -> Localised;
// "`pass`, `fail`, …" in each language.
[[nodiscard]] auto listed(std::span<const ExpectedWord> words) -> Localised;

}  // namespace dengbao::model
