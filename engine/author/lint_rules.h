#pragma once

#include <optional>
#include <vector>

#include "base/diagnostic.h"
#include "model/compile.h"
#include "model/program.h"

// What the rules of lint share. Internal to lint.
namespace dengbao::author {

// A requirement, risk or duty as it was checked and as it was written. Their parts stand in the same order.
struct Written {
  const model::Requirement* made = nullptr;
  const syntax::Requirement* syntax = nullptr;
  const syntax::File* file = nullptr;
};

struct Policies {
  const model::PolicySet& set;
  const model::Program& program;
  const Sources& sources;
  std::vector<Written> requirements;

  [[nodiscard]] auto levels() const -> std::vector<std::uint32_t>;  // of the scheme; 1 where there is none
  [[nodiscard]] auto levels(const model::Requirement& requirement) const -> std::vector<std::uint32_t>;
  // The expression as the author wrote it, on one line.
  [[nodiscard]] auto text(model::ExprId expr) const -> std::string;
};

// One function per rule. Each reports its own code only.
using Rule = void (*)(const Policies&, Sink&);

// Conditions that are decided before any fact is known (lint_truth.cpp).
void find_always(const Policies& policies, Sink& sink);
void find_overlapping_where(const Policies& policies, Sink& sink);
void find_repeated_condition(const Policies& policies, Sink& sink);
// Parts, exceptions and levels (lint_parts.cpp, lint_levels.cpp).
void find_vacuous(const Policies& policies, Sink& sink);
void find_unreachable_part(const Policies& policies, Sink& sink);
void find_implied_part(const Policies& policies, Sink& sink);
void find_swallowing_exception(const Policies& policies, Sink& sink);
void find_weakening(const Policies& policies, Sink& sink);
// The shape of expressions (lint_shape.cpp).
void find_questionnaire(const Policies& policies, Sink& sink);
void find_quadratic(const Policies& policies, Sink& sink);
void find_double_negation(const Policies& policies, Sink& sink);
void find_where_known(const Policies& policies, Sink& sink);
// Figures (lint_figures.cpp).
void find_title_figure(const Policies& policies, Sink& sink);
void find_literal(const Policies& policies, Sink& sink);
// Words that are missing (lint_words.cpp).
void find_missing_zh(const Policies& policies, Sink& sink);
void find_missing_remedy(const Policies& policies, Sink& sink);
void find_missing_method(const Policies& policies, Sink& sink);
void find_missing_label(const Policies& policies, Sink& sink);
void find_missing_ask(const Policies& policies, Sink& sink);
void find_undocumented(const Policies& policies, Sink& sink);
// What nothing needs (lint_unused.cpp, lint_unused_use.cpp), and what nothing tests.
void find_unused_definition(const Policies& policies, Sink& sink);
void find_unused_parameter(const Policies& policies, Sink& sink);
void find_unused_field(const Policies& policies, Sink& sink);
void find_unused_use(const Policies& policies, Sink& sink);
void find_untested(const Policies& policies, Sink& sink);

}  // namespace dengbao::author
