#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "eval/judgement.h"
#include "facts/changes.h"

// Verdicts that are kept, and follow their facts.
namespace dengbao::eval {

class Judging;

// What a change of facts did to one requirement, risk or duty.
struct Followed {
  struct Subject {
    Value subject;
    Type type{};
    std::optional<Verdict> before;  // none: it was not in scope
    std::optional<Verdict> after;
  };
  model::RequirementId requirement;
  RequirementVerdict before;
  RequirementVerdict after;
  std::vector<Subject> subjects;  // whose verdicts changed
  std::size_t judged = 0;         // how many subjects were judged again
};

// One network, its verdicts, and what each of them rests on. After a change only the requirements that read a changed
// field are judged again; and of those that look at nothing but their subject, what it holds, and what a join pairs
// with it, only the subject that holds the change and those that are paired with what does.
class Live {
 public:
  // Judges these first. All given must outlive it; `facts` change only through it.
  Live(const Plan& plan, facts::Facts& facts, const Settings& settings,
       std::span<const model::RequirementId> requirements);
  ~Live();
  Live(const Live&) = delete;
  auto operator=(const Live&) -> Live& = delete;

  // Changes facts; what was judged again, in the requirements' order.
  auto follow(std::span<const facts::CellChange> changes) -> std::vector<Followed>;

  // Where each requirement stands now: its verdict, and how many subjects have which.
  struct Stand {
    model::RequirementId requirement;
    RequirementVerdict verdict;
    std::array<std::uint32_t, verdicts> counts{};
  };
  [[nodiscard]] auto stand() const -> std::vector<Stand>;

 private:
  struct Rule;
  auto judge_whole(Rule& rule, Judging& judging) -> Followed;
  auto judge_touched(Rule& rule, std::span<const std::uint32_t> places, Judging& judging) -> Followed;
  void prepare(Rule& rule, std::span<const facts::CellChange> changes) const;
  auto touched(Rule& rule, std::span<const facts::CellChange> changes) const
      -> std::optional<std::vector<std::uint32_t>>;

  const Plan& plan_;
  facts::Facts& facts_;
  const Settings& settings_;
  std::vector<std::unique_ptr<Rule>> rules_;
};

}  // namespace dengbao::eval
