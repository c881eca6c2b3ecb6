#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace dengbao::author {

// What `lint --explain` prints of a rule.
struct LintPage {
  Code code;
  Localised title;       // in a few words: what the rule finds
  Localised meaning;     // what it means
  Localised matters;     // why it matters for an assessment
  std::string_view bad;  // an example with exactly this finding
  std::string_view good;
};

// The page of a rule; null for a code that is not among `lint_codes`.
[[nodiscard]] auto lint_page(Code code) -> const LintPage*;
[[nodiscard]] auto lint_page_text(const LintPage& page, Lang lang) -> std::string;

// What the examples take for granted: a scheme, a source, records. As policy text, without what `example` declares
// itself.
[[nodiscard]] auto lint_example_policy(std::string_view example) -> std::string;

// The pages by family, each in its file.
[[nodiscard]] auto lint_pages_of_conditions() -> std::span<const LintPage>;
[[nodiscard]] auto lint_pages_of_parts() -> std::span<const LintPage>;
[[nodiscard]] auto lint_pages_of_words() -> std::span<const LintPage>;
[[nodiscard]] auto lint_pages_of_uses() -> std::span<const LintPage>;

}  // namespace dengbao::author
