#include "author/mutate.h"

#include <algorithm>

namespace dengbao::author {
namespace {

using namespace model;

class Hunt {
 public:
  Hunt(Program& program, std::span<const PreparedTest> tests, std::span<const explain::Trace> traces)
      : program_(program), tests_(tests), traces_(traces) {
    for (const auto& test : tests) passing_.push_back(passes(run_test(program, test)));
  }

  void try_one(Mutant& mutant) {
    ++result_.total;
    bool reached = false;
    exchange(program_, mutant.edit);
    const bool noticed = is_noticed(mutant, reached);
    exchange(program_, mutant.edit);
    if (noticed) {
      ++result_.noticed;
    } else {
      result_.survivors.push_back(
          {std::move(mutant.owner), mutant.span, std::move(mutant.change), std::move(mutant.hint), reached});
    }
  }

  auto take() -> Mutation {
    std::ranges::stable_sort(result_.survivors, {}, [](const Survivor& survivor) {
      return std::pair(survivor.span.file.index, survivor.span.begin);
    });
    return std::move(result_);
  }

 private:
  auto is_noticed(const Mutant& mutant, bool& reached) -> bool {
    for (std::size_t i = 0; i < tests_.size(); ++i) {
      if (!passing_[i] || !reaches(i, mutant)) continue;
      reached = true;
      if (!passes(run_test(program_, tests_[i]))) return true;
    }
    return false;
  }

  [[nodiscard]] auto reaches(std::size_t test, const Mutant& mutant) const -> bool {
    return std::visit(Overloaded{
                          [&](ExprId expr) { return traces_[test].reached(expr); },
                          [&](RequirementId requirement) { return judges(test, requirement); },
                      },
                      mutant.reached_by);
  }

  // By being about it, or by way of `passes(…)`.
  [[nodiscard]] auto judges(std::size_t test, RequirementId id) const -> bool {
    if (program_.tests[tests_[test].id].of == id) return true;
    const auto& requirement = program_.requirements[id];
    if (requirement.subject && traces_[test].reached(requirement.subject->list)) return true;
    return std::ranges::any_of(requirement.parts,
                               [&](const Part& part) { return traces_[test].reached(part.condition); });
  }

  Program& program_;
  std::span<const PreparedTest> tests_;
  std::span<const explain::Trace> traces_;
  std::vector<bool> passing_;
  Mutation result_;
};

}  // namespace

auto mutate(Program& program, const Sources& sources, std::span<const PreparedTest> tests,
            std::span<const explain::Trace> traces, const Selection& selection) -> Mutation {
  Hunt hunt(program, tests, traces);
  each_mutant(program, sources, selection, [&](Mutant& mutant) { hunt.try_one(mutant); });
  return hunt.take();
}

}  // namespace dengbao::author
