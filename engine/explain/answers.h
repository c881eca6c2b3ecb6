#pragma once

#include <map>
#include <vector>

#include "explain/bounds.h"
#include "explain/decide.h"

// Inside of `find_decisions`: what could be answered to a missing fact.
namespace dengbao::explain {

class Answers {
 public:
  Answers(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
          model::RequirementId requirement)
      : program_(program), facts_(facts), bounds_(program, facts, settings, requirement) {}

  struct Options {
    std::vector<Supposition> answers;
    bool all = true;  // one of these it is, and what a stretch holds is alike
  };
  // `now`: what is known of the fact: nothing, or a list that may have more elements.
  [[nodiscard]] auto of(const FactRef& fact, const Value& now) -> Options;

  // What the hypothesis becomes with this answer.
  static void suppose(const Supposition& answer, const Value& now, Hypothesis& into);

  // The fact itself, or the one that holds the supposed object that it is a field of.
  [[nodiscard]] auto base_of(const FactRef& fact) const -> FactRef;

 private:
  [[nodiscard]] auto supposed_row(const FactRef& fact) -> Row;
  [[nodiscard]] auto of_rows(const FactRef& fact) const -> std::vector<Stretch>;

  const model::Program& program_;
  const facts::Facts& facts_;
  Bounds bounds_;
  std::vector<FactRef> holders_;  // of the supposed rows
  std::map<FactRef, Row> rows_;
};

}  // namespace dengbao::explain
