#pragma once

#include <map>
#include <set>
#include <vector>

#include "assess/changed_facts.h"
#include "explain/judge.h"

namespace dengbao::assess {

// Something that passed, and fails once facts are changed.
struct Broken {
  model::RequirementId requirement;
  Value subject;  // as it was before; unknown where the requirement fails as a whole
  Type type;      // of the subject
  eval::Verdict verdict{};
};

// Judges what reads the facts that are changed: every requirement, risk and duty of these settings, before and after.
class SideEffects {
 public:
  SideEffects(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings);

  // In the policies' order, then the facts'.
  [[nodiscard]] auto of(const std::vector<explain::Change>& changes, const ChangedFacts& changed)
      -> std::vector<Broken>;

 private:
  [[nodiscard]] auto before(model::RequirementId id) -> const explain::Judgement&;

  const model::Program& program_;
  const facts::Facts& facts_;
  const eval::Settings& settings_;
  std::shared_ptr<explain::Extents> extents_;
  std::vector<std::pair<model::RequirementId, std::set<model::FieldId>>> reads_;
  std::map<model::RequirementId, explain::Judgement> before_;
};

}  // namespace dengbao::assess
