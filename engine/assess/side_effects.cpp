#include "assess/side_effects.h"

#include <algorithm>

#include "assess/assessment.h"
#include "model/fields_read.h"

namespace dengbao::assess {
namespace {

using explain::Judgement;

auto is_good_verdict(eval::Verdict verdict) -> bool { return eval::standing(verdict) == eval::Standing::good; }
auto is_bad(eval::Verdict verdict) -> bool { return eval::standing(verdict) == eval::Standing::bad; }

auto verdict_of(const Judgement& judgement, const Value& subject) -> std::optional<eval::Verdict> {
  for (const auto& judged : judgement.subjects) {
    if (same(judged.subject, subject)) return judged.verdict;
  }
  return std::nullopt;
}

// Subjects that passed and fail; the requirement as a whole where it is none of these that made it fail.
void compare(const ChangedFacts& changed, const Judgement& before, const Judgement& after,
             std::vector<Broken>& broken) {
  const auto known = broken.size();
  for (const auto& judged : before.subjects) {
    if (!is_good_verdict(judged.verdict)) continue;
    const auto subject = changed.same_subject(judged.subject);
    const auto verdict = subject ? verdict_of(after, *subject) : std::nullopt;
    if (verdict && is_bad(*verdict)) broken.push_back({before.requirement, judged.subject, judged.type, *verdict});
  }
  const bool whole = is_good_verdict(before.verdict.verdict) && is_bad(after.verdict.verdict);
  if (whole && broken.size() == known) broken.push_back({before.requirement, {}, {}, after.verdict.verdict});
}

}  // namespace

SideEffects::SideEffects(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings)
    : program_(program), facts_(facts), settings_(settings), extents_(explain::make_extents()) {
  for (const auto id : select(program, settings, {})) reads_.emplace_back(id, model::fields_read(program, id));
}

auto SideEffects::before(model::RequirementId id) -> const Judgement& {
  const auto found = before_.find(id);
  if (found != before_.end()) return found->second;
  return before_.emplace(id, assess::judge(program_, facts_, settings_, id, extents_)).first->second;
}

auto SideEffects::of(const std::vector<explain::Change>& changes, const ChangedFacts& changed) -> std::vector<Broken> {
  std::vector<Broken> broken;
  const auto extents = explain::make_extents();
  for (const auto& [id, fields] : reads_) {
    const auto touches = [&fields = fields](const explain::Change& change) {
      return fields.contains(change.fact.field);
    };
    if (std::ranges::none_of(changes, touches)) continue;
    compare(changed, before(id), assess::judge(program_, changed.facts(), settings_, id, extents), broken);
  }
  return broken;
}

}  // namespace dengbao::assess
