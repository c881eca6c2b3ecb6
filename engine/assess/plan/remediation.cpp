#include "assess/plan/remediation.h"

#include <algorithm>
#include <numeric>

#include "assess/plan/goals.h"
#include "assess/plan/waves.h"
#include "assess/plan/ways.h"

namespace dengbao::assess {
namespace {

using Way = WorkGoal::Alternative;

constexpr std::size_t most_rounds = 8;
constexpr std::size_t most_kept = 64;      // ways made of one, with what keeps whole what it breaks
constexpr std::size_t most_dropped = 150;  // measures that are tried to be left out
constexpr std::uint64_t largest_tried_often = std::uint64_t{4} << 20;  // bytes of facts
constexpr std::uint64_t largest_tried_sometimes = std::uint64_t{32} << 20;

// For what people's work may be planned: for nothing, for what is required and nothing else ends, for all.
enum class People : std::uint8_t { nothing, required, all };

// Where a way may be planned that breaks something: nowhere, for what has no other way, anywhere.
enum class Breaking : std::uint8_t { nowhere, without_other_way, anywhere };

// A choice of measures, and what was seen after it.
struct Choice {
  Way actions;
  Trial trial;
};

class Planner {
 public:
  explicit Planner(PlanTask task)
      : task_(std::move(task)),
        trials_(task_.plan, task_.facts, task_.sources, task_.settings, task_.measures, task_.shortfalls,
                task_.outcome) {
    made_.before = position_of(*task_.plan.program, task_.before, task_.outcome);
  }

  auto run() -> Remediation {
    made_.promised = made_.expected = made_.before;
    made_.after.resize(task_.measures.size());
    made_.alone.resize(task_.measures.size());
    for (const auto& measure : task_.measures) made_.everything += measure.work;
    if (!reaches(made_.before, task_.aim)) {
      made_.alone =
          find_ways(*task_.plan.program, trials_, task_.measures, task_.shortfalls, made_.before, most_trials());
      keepers_ = find_keepers(*task_.plan.program, trials_, task_.measures, made_.alone);
      goals_ = plan_goals(task_);
      choose();
    }
    settle();
    made_.trials = trials_.count();
    return std::move(made_);
  }

 private:
  [[nodiscard]] auto most_trials() const -> std::size_t {
    const auto size = task_.sources[task_.facts.file()].size();
    return size <= largest_tried_often ? 1000 : size <= largest_tried_sometimes ? 100 : 0;
  }

  // ---- the choice

  void choose() {
    for (const auto breaking : {Breaking::nowhere, Breaking::without_other_way, Breaking::anywhere}) {
      if (reaches_with(breaking) || !may_break()) break;
    }
    if (choice_) drop_what_is_not_needed();
  }
  auto reaches_with(Breaking breaking) -> bool {
    made_.gently = may_break() && breaking != Breaking::anywhere;
    for (const auto people : {People::nothing, People::required, People::all}) {
      problem_ = problem(people, breaking);
      if (solve()) return true;
    }
    return false;
  }
  [[nodiscard]] auto may_break() const -> bool {
    return std::ranges::any_of(made_.alone, [](const Alone& one) { return !one.broken.empty(); });
  }

  [[nodiscard]] auto problem(People people, Breaking breaking) const -> WorkProblem {
    WorkProblem problem;
    std::int64_t unit = 0;
    for (const auto& measure : task_.measures) unit = std::gcd(unit, measure.work);
    for (const auto& measure : task_.measures)
      problem.actions.push_back({measure.work / std::max<std::int64_t>(unit, 1), {}});
    problem.goals = goals_.goals;
    for (auto& goal : problem.goals) {
      for (auto& need : goal.needs) {
        std::erase_if(need, [&](const Way& way) { return !may_be_planned(way, people, goal.required); });
        const bool gently = breaking != Breaking::anywhere;
        if (gently || !goal.required) need = kept_whole(need, gently);
        const auto whole = [&](const Way& way) { return breaks_nothing(way); };
        if (breaking == Breaking::nowhere || (gently && std::ranges::any_of(need, whole)))
          std::erase_if(need, [&](const Way& way) { return !breaks_nothing(way); });
      }
    }
    if (task_.aim.outcome) {
      const auto now = made_.before.low ? gain_of(*made_.before.low) : 0;
      // Gains are rounded; what rounding may have taken from each is no reason to do more.
      problem.target = std::max<std::int64_t>(
          0, gain_of(task_.aim.at_least) - now - static_cast<std::int64_t>(problem.goals.size()));
    }
    return problem;
  }
  [[nodiscard]] auto may_be_planned(const Way& way, People people, bool required) const -> bool {
    for (const auto action : way) {
      const auto& measure = task_.measures[action];
      if (measure.for_people() && (people == People::nothing || (people == People::required && !required)))
        return false;
      if (!measure.for_people() && made_.alone[action].tried && !made_.alone[action].readable) return false;
    }
    return true;
  }
  // Whatever one of them breaks by itself, another keeps whole.
  [[nodiscard]] auto breaks_nothing(const Way& way) const -> bool {
    const auto has = [&](ActionId keeper) { return std::ranges::find(way, keeper) != way.end(); };
    return std::ranges::all_of(way, [&](ActionId action) {
      return std::ranges::all_of(keepers_[action],
                                 [&](const auto& keepers) { return std::ranges::any_of(keepers, has); });
    });
  }
  // A measure that by itself breaks as much as it mends is worth something only with one that keeps that whole; `all`:
  // the same of every measure that breaks something.
  [[nodiscard]] auto kept_whole(const std::vector<Way>& ways, bool all_of_them) const -> std::vector<Way> {
    std::vector<Way> all;
    for (const auto& way : ways) {
      std::vector<Way> some{way};
      for (const auto action : way) {
        const auto& alone = made_.alone[action];
        const bool worth_it = !all_of_them && (!alone.gain || *alone.gain > Number());
        for (std::size_t index = 0; index < keepers_[action].size() && !worth_it; ++index)
          add_keepers(some, keepers_[action][index]);
      }
      for (auto& one : some) all.push_back(std::move(one));
    }
    return all;
  }
  // Each of the ways with each of the keepers; with none of them where it has one already, or there is none.
  static void add_keepers(std::vector<Way>& ways, const std::vector<ActionId>& keepers) {
    if (keepers.empty()) return;
    std::vector<Way> with;
    for (const auto& way : ways) {
      const auto has = [&](ActionId keeper) { return std::ranges::find(way, keeper) != way.end(); };
      if (std::ranges::any_of(keepers, has)) {
        with.push_back(way);
        continue;
      }
      for (const auto keeper : keepers) {
        with.push_back(way);
        with.back().push_back(keeper);
      }
    }
    if (with.size() <= most_kept) ways = std::move(with);
  }
  [[nodiscard]] auto unit() const -> std::int64_t {
    std::int64_t unit = 0;
    for (const auto& measure : task_.measures) unit = std::gcd(unit, measure.work);
    return std::max<std::int64_t>(unit, 1);
  }

  // Whether the aim is reached, as seen after the choice. Where the estimate promised too much, more is asked of it.
  auto solve() -> bool {
    made_.at_least = 0;
    for (std::size_t round = 0; round < most_rounds; ++round) {
      const auto work = least_work(problem_);
      ++made_.rounds;
      if (round == 0) made_.at_least = work.at_least * unit();
      auto trial = trials_.after(work.actions);
      const bool good = trial && reaches(trial->expected, task_.aim);
      if (trial && (good || !choice_ || is_better(*trial, choice_->trial))) choice_ = {work.actions, std::move(*trial)};
      if (good) return true;
      if (!work.reaches || !trial || !ask_more(*choice_)) return false;
    }
    return false;
  }

  [[nodiscard]] static auto is_better(const Trial& a, const Trial& b) -> bool {
    const auto rank = [](const Trial& one) {
      const auto low = one.expected.low ? gain_of(*one.expected.low) : 0;
      return std::tuple(one.expected.high_risks, -low, one.expected.falls_short);
    };
    return rank(a) < rank(b);
  }

  // Ways that did not do what they should are taken out; the target is moved by as much as was missing.
  auto ask_more(const Choice& choice) -> bool {
    bool more = false;
    for (std::size_t index = 0; index < goals_.goals.size(); ++index) {
      if (!problem_.goals[index].required) continue;
      const auto shortfall = goals_.shortfalls[index].front();
      if (choice.trial.ended[shortfall]) continue;
      const auto failed = std::erase_if(problem_.goals[index].needs.front(), [&](const Way& way) {
        return std::ranges::all_of(way, [&](ActionId one) {
          return !task_.measures[one].for_people() && std::ranges::find(choice.actions, one) != choice.actions.end();
        });
      });
      more = more || failed > 0;
    }
    if (task_.aim.outcome && choice.trial.expected.low && *choice.trial.expected.low < task_.aim.at_least) {
      problem_.target += std::max<std::int64_t>(1, gain_of(task_.aim.at_least) - gain_of(*choice.trial.expected.low));
      more = true;
    }
    return more;
  }

  // The estimate may have asked for too much: each measure, the dearest first, is tried to be left out.
  void drop_what_is_not_needed() {
    auto order = choice_->actions;
    if (order.size() > most_dropped || most_trials() == 0) return;
    std::ranges::stable_sort(order, std::ranges::greater(), [&](ActionId one) { return task_.measures[one].work; });
    const bool good = reaches(choice_->trial.expected, task_.aim);
    for (const auto action : order) {
      auto fewer = choice_->actions;
      std::erase(fewer, action);
      auto trial = trials_.after(fewer);
      if (!trial) continue;
      const bool will_do = good ? reaches(trial->expected, task_.aim) : !is_better(choice_->trial, *trial);
      if (will_do) choice_ = {std::move(fewer), std::move(*trial)};
    }
    made_.minimal = true;
  }

  // ---- what is told of it

  void settle() {
    if (choice_) {
      made_.promised = choice_->trial.promised;
      made_.expected = choice_->trial.expected;
      made_.broken = choice_->trial.broken;
      made_.changes = trials_.changes(choice_->actions);
      for (const auto action : choice_->actions) made_.work += task_.measures[action].work;
      made_.at_least = std::min(made_.at_least, made_.work);
      made_.greedy = greedy_work(problem_).cost * unit();
      find_order();
      put_in_waves();
    }
    made_.reach = reach();
    if (!reaches(made_.expected, task_.aim)) look_in_the_way();
  }

  [[nodiscard]] auto reach() const -> Reach {
    if (reaches(made_.promised, task_.aim)) {
      if (is_open(made_.promised, task_.aim)) return Reach::undecided;
      return choice_ ? Reach::promised : Reach::already;
    }
    if (reaches(made_.expected, task_.aim)) return Reach::with_people;
    return is_open(made_.promised, task_.aim) ? Reach::undecided : Reach::not_reached;
  }

  // What breaks something by itself comes after the one that keeps it whole.
  void find_order() {
    const auto is_chosen = [&](ActionId one) {
      return std::ranges::find(choice_->actions, one) != choice_->actions.end();
    };
    for (const auto action : choice_->actions) {
      for (std::size_t index = 0; index < keepers_[action].size(); ++index) {
        if (std::ranges::find(choice_->trial.broken, made_.alone[action].broken[index]) != choice_->trial.broken.end())
          continue;
        auto& before = made_.after[action];
        for (const auto keeper : keepers_[action][index]) {
          if (!is_chosen(keeper) || waits_for(keeper, action)) continue;
          if (std::ranges::find(before, keeper) == before.end()) before.push_back(keeper);
          break;
        }
      }
    }
  }
  [[nodiscard]] auto waits_for(ActionId action, ActionId other, std::size_t depth = 0) const -> bool {
    return depth < made_.after.size() &&
           std::ranges::any_of(
               made_.after[action],
               [&](ActionId before) { return before == other || waits_for(before, other, depth + 1); });
  }

  void put_in_waves() {
    auto ordered = problem_;
    for (ActionId action = 0; action < made_.after.size(); ++action)
      ordered.actions[action].after = made_.after[action];
    const auto few = 3 * made_.work / static_cast<std::int64_t>(std::max<std::size_t>(choice_->actions.size(), 1));
    auto most = task_.wave_work > 0 ? task_.wave_work : std::max((made_.work + 3) / 4, few);
    most = std::max<std::int64_t>(1, most / unit());
    Way done;
    for (auto& actions : in_waves(ordered, choice_->actions, most)) {
      PlannedWave wave;
      for (const auto action : actions) wave.work += task_.measures[action].work;
      done.insert(done.end(), actions.begin(), actions.end());
      wave.actions = std::move(actions);
      const auto trial = done.size() == choice_->actions.size() ? std::optional(choice_->trial) : trials_.after(done);
      wave.promised = trial ? trial->promised : made_.before;
      wave.expected = trial ? trial->expected : made_.before;
      made_.waves.push_back(std::move(wave));
    }
  }

  // What is required and still falls short; of an outcome, all that would have gained something.
  void look_in_the_way() {
    for (std::size_t goal = 0; goal < goals_.goals.size(); ++goal) {
      const auto& one = goals_.goals[goal];
      if (!one.required && (!task_.aim.outcome || one.gain == 0)) continue;
      for (const auto index : goals_.shortfalls[goal]) {
        const bool ended = choice_ && (choice_->trial.ended[index] || is_by_people(index));
        const bool known = std::ranges::find(made_.in_the_way, index) != made_.in_the_way.end();
        if (!ended && !known) made_.in_the_way.push_back(index);
      }
    }
    std::ranges::sort(made_.in_the_way);
  }
  [[nodiscard]] auto is_by_people(std::size_t index) const -> bool {
    return std::ranges::any_of(task_.shortfalls[index].ways, [&](const Way& way) {
      return std::ranges::all_of(way, [&](ActionId one) {
        return task_.measures[one].for_people() && std::ranges::find(choice_->actions, one) != choice_->actions.end();
      });
    });
  }

  PlanTask task_;
  Trials trials_;
  Remediation made_;
  PlanGoals goals_;
  Keepers keepers_;
  WorkProblem problem_;
  std::optional<Choice> choice_;
};

}  // namespace

auto plan_remediation(PlanTask task) -> Remediation { return Planner(std::move(task)).run(); }

}  // namespace dengbao::assess
