#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "author/lint_condition.h"
#include "author/lint_rules.h"

namespace dengbao::author {

// A condition that is known to hold (or not to) where another one is asked.
struct Premise {
  enum class From : std::uint8_t { scope, filter, beside };  // `for each … where`; another `where`; `and`, `or`, `then`
  model::ExprId condition;
  bool holds = true;
  From from = From::beside;
};

// A condition in its place.
struct Site {
  model::ExprId condition;
  std::vector<Premise> premises;
  std::vector<std::uint32_t> levels;  // at which it counts; never empty
};

// Calls `visit` with every condition of the policies, from the outside in: those of requirements, risks, duties,
// outcomes, relations and definitions, and those inside them. Where `visit` answers true, it goes no further inside.
void visit_conditions(const Policies& policies, const std::function<bool(const Site&)>& visit);

// Premises from these places, on which the question bears, decide the condition at all levels of the site.
enum class Decided : std::uint8_t { no, always, never };
[[nodiscard]] auto decide(const Policies& policies, const Site& site, std::initializer_list<Premise::From> from)
    -> Decided;

}  // namespace dengbao::author
