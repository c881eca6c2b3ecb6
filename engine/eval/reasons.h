#pragma once

#include <memory>
#include <span>
#include <vector>

#include "eval/judgement.h"

// The facts on which verdicts rest, for many subjects at once: quickly found, in the core. Whole explanations, with
// their words and the least facts that force a verdict, are `explain`'s business.
namespace dengbao::eval {

struct FactRead {
  Row row;
  model::FieldId field;
  friend auto operator<=>(FactRead, FactRead) = default;
};

class Judging;

class Reasons {
 public:
  Reasons(const Plan& plan, const facts::Facts& facts, const Settings& settings);
  ~Reasons();
  Reasons(const Reasons&) = delete;
  auto operator=(const Reasons&) -> Reasons& = delete;

  // For each kept subject of a judgement, the facts by which its parts fail, are raised, or are not decided (then those
  // that are missing), in the order in which they were met. Of a condition that fails for all elements of a list, the
  // list and what the first few elements fail by. Where a relation, a table or another requirement decides, what was
  // asked of it.
  auto of(const Judgement& judgement) -> std::vector<std::vector<FactRead>>;

 private:
  const Plan& plan_;
  std::unique_ptr<Judging> judging_;
};

}  // namespace dengbao::eval
