#include "assess/plan/goals.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace dengbao::assess {
namespace {

using Shortfalls = std::vector<std::size_t>;

constexpr std::int64_t rounding = 5;  // what sums of rounded gains may differ by

class GoalMaker {
 public:
  explicit GoalMaker(const PlanTask& task) : task_(task) {
    for (std::size_t index = 0; index < task.shortfalls.size(); ++index)
      by_rule_[task.shortfalls[index].what.rule.index].push_back(index);
  }

  auto make() -> PlanGoals {
    required();
    if (!task_.outcome) return std::move(made_);
    now_ = low(position_of(*task_.plan.program, task_.before, task_.outcome));
    for (const auto& [rule, all] : by_rule_) this->rule(rule, all);
    for (const auto& clause : task_.before.clauses) this->clause(clause);
    return std::move(made_);
  }

 private:
  void required() {
    for (std::size_t index = 0; index < task_.shortfalls.size(); ++index) {
      const bool high = task_.shortfalls[index].verdict == eval::Verdict::high;
      if (task_.aim.all || (task_.aim.no_high_risk && high)) add({index}, 0, true);
    }
  }

  // A goal that is reached once all of these are ended.
  void add(const Shortfalls& all, std::int64_t gain, bool required = false) {
    WorkGoal goal{{}, gain, required};
    for (const auto index : all) goal.needs.push_back(task_.shortfalls[index].ways);
    made_.goals.push_back(std::move(goal));
    made_.shortfalls.push_back(all);
  }
  // One that is reached once any of these is.
  void add_any(const std::vector<Shortfalls>& units, std::int64_t gain) {
    WorkGoal goal{{{}}, gain, false};
    for (const auto& unit : units) {
      const auto& ways = task_.shortfalls[unit.front()].ways;
      goal.needs.front().insert(goal.needs.front().end(), ways.begin(), ways.end());
    }
    made_.goals.push_back(std::move(goal));
    made_.shortfalls.emplace_back();
  }

  static auto low(const Position& position) -> std::optional<double> {
    return position.low ? std::optional(std::stod(position.low->to_string())) : std::nullopt;
  }
  auto gain(const Shortfalls& all) const -> std::int64_t {
    std::vector<Failing> mended;
    for (const auto index : all) mended.push_back(task_.shortfalls[index].what);
    const auto then = suppose_mended(task_.plan, task_.facts, task_.settings, task_.before, mended);
    const auto value = low(position_of(*task_.plan.program, then, task_.outcome));
    if (!value || !now_) return 0;
    return std::max<std::int64_t>(0, std::llround((*value - *now_) * gain_unit));
  }

  // What the same measures end is ended together.
  auto units_of(const Shortfalls& all) const -> std::vector<Shortfalls> {
    std::map<std::vector<WorkGoal::Alternative>, Shortfalls> units;
    for (const auto index : all) units[task_.shortfalls[index].ways].push_back(index);
    std::vector<Shortfalls> list;
    for (auto& [ways, some] : units) list.push_back(std::move(some));
    return list;
  }

  // Where the parts are worth no more than the whole, each is worth its own; else what any of them is, and the rest for
  // all together.
  void rule(std::uint32_t rule, const Shortfalls& all) {
    const auto whole = gain(all);
    whole_[rule] = whole;
    if (whole <= 0) return;
    const auto units = units_of(all);
    if (units.size() == 1) return add(all, whole);
    std::vector<std::int64_t> gains;
    std::int64_t sum = 0;
    for (const auto& unit : units) sum += gains.emplace_back(gain(unit));
    if (sum <= whole + rounding) {
      for (std::size_t i = 0; i < units.size(); ++i) {
        if (gains[i] > 0) add(units[i], gains[i]);
      }
      if (whole - sum > rounding) add(all, whole - sum);
      return;
    }
    const auto most = std::min(whole, *std::ranges::max_element(gains));
    std::vector<Shortfalls> any;
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (gains[i] + rounding >= most) any.push_back(units[i]);
    }
    add_any(any, most);
    if (whole - most > rounding) add(all, whole - most);
  }

  void clause(const ClauseResult& clause) {
    Shortfalls all;
    std::int64_t sum = 0;
    std::size_t rules = 0;
    for (const auto id : clause.requirements) {
      const auto found = by_rule_.find(id.index);
      if (found == by_rule_.end()) continue;
      ++rules;
      sum += whole_[id.index];
      all.insert(all.end(), found->second.begin(), found->second.end());
    }
    if (rules < 2) return;
    const auto rest = gain(all) - sum;
    if (rest > rounding) add(all, rest);
  }

  const PlanTask& task_;
  std::map<std::uint32_t, Shortfalls> by_rule_;
  std::map<std::uint32_t, std::int64_t> whole_;  // what a rule is worth
  std::optional<double> now_;
  PlanGoals made_;
};

}  // namespace

auto gain_of(const Number& number) -> std::int64_t { return std::llround(std::stod(number.to_string()) * gain_unit); }

auto plan_goals(const PlanTask& task) -> PlanGoals { return GoalMaker(task).make(); }

}  // namespace dengbao::assess
