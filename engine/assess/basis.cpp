#include "assess/basis.h"

#include <algorithm>

#include "explain/judge_kinds.h"

namespace dengbao::assess {
namespace {

using explain::JudgedSubject;

auto is_decided(const JudgedSubject& subject) -> bool {
  return subject.verdict != eval::Verdict::undecided && subject.verdict != eval::Verdict::not_applicable;
}

class Collector {
 public:
  Collector(const explain::World& world, const model::Requirement& requirement, model::RequirementId id)
      : world_(world), requirement_(requirement), id_(id) {}

  // A part at a time, for each may ask for methods of its own.
  void collect(const std::vector<JudgedSubject>& subjects, std::deque<Basis>& found) {
    if (std::ranges::none_of(subjects, is_decided)) return;
    for (std::uint32_t part = 0; part < requirement_.parts.size(); ++part) {
      if (!requirement_.parts[part].holds_at(world_.level)) continue;
      auto& basis = found.emplace_back(Basis{id_, part, {}});
      world_.read = &basis.facts;
      for (const auto& subject : subjects) {
        if (is_decided(subject)) look(subject, requirement_.parts[part]);
      }
      std::erase_if(basis.facts,
                    [&](explain::FactRef fact) { return world_.facts.get(fact.row, fact.field).is_unknown(); });
    }
  }

 private:
  void look(const JudgedSubject& subject, const model::Part& part) {
    explain::Frame frame(requirement_.slots);
    if (requirement_.subject) frame[requirement_.subject->variable.index] = subject.subject;
    const auto holds = explain::evaluate_truth(world_, part.condition, frame);
    if (holds != Truth::yes) (void)explain::exception_of(world_, requirement_, part, frame);
  }

  explain::World world_;
  const model::Requirement& requirement_;
  model::RequirementId id_;
};

}  // namespace

auto find_basis(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
                const Assessment& assessment) -> std::deque<Basis> {
  std::deque<Basis> found;
  const auto extents = explain::make_extents();
  for (const auto& judgement : assessment.results) {
    const auto& requirement = program.requirements[judgement.requirement];
    if (advisory(program, requirement) || !explain::has_subjects(judgement)) continue;
    explain::World world{program, facts, settings, judgement.level};
    world.extents = extents;
    Collector(world, requirement, judgement.requirement).collect(judgement.subjects, found);
  }
  return found;
}

}  // namespace dengbao::assess
