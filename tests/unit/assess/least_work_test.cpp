#include "assess/plan/least_work.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <random>

using namespace dengbao::assess;

namespace {

// What brute force says of one set of actions, reckoned from the definition alone.
struct Tried {
  std::int64_t cost = 0;
  std::int64_t gain = 0;
  std::size_t required = 0;
};

auto has(std::uint32_t set, ActionId action) -> bool { return ((set >> action) & 1U) != 0; }

// Everything in the set comes after what is in it, in some order.
auto can_be_done(const WorkProblem& problem, std::uint32_t set) -> bool {
  std::uint32_t done = 0;
  for (bool more = true; more;) {
    more = false;
    for (ActionId action = 0; action < problem.actions.size(); ++action) {
      if (!has(set, action) || has(done, action)) continue;
      const auto& after = problem.actions[action].after;
      if (!std::ranges::all_of(after, [&](ActionId one) { return one == action || has(done, one); })) continue;
      done |= 1U << action;
      more = true;
    }
  }
  return done == set;
}

auto tried(const WorkProblem& problem, std::uint32_t set) -> Tried {
  Tried result;
  for (ActionId action = 0; action < problem.actions.size(); ++action) {
    if (has(set, action)) result.cost += problem.actions[action].cost;
  }
  for (const auto& goal : problem.goals) {
    const bool reached = std::ranges::all_of(goal.needs, [&](const auto& need) {
      return std::ranges::any_of(need, [&](const auto& alternative) {
        return std::ranges::all_of(alternative, [&](ActionId action) { return has(set, action); });
      });
    });
    if (!reached) continue;
    result.gain += goal.gain;
    if (goal.required) ++result.required;
  }
  return result;
}

struct Best {
  std::int64_t cost = 0;
  bool reaches = false;
  std::int64_t gain_possible = 0;
};

auto brute_force(const WorkProblem& problem) -> Best {
  std::vector<Tried> all;
  Best best;
  std::size_t required = 0;
  for (std::uint32_t set = 0; set < 1U << problem.actions.size(); ++set) {
    if (!can_be_done(problem, set)) continue;
    all.push_back(tried(problem, set));
    best.gain_possible = std::max(best.gain_possible, all.back().gain);
    required = std::max(required, all.back().required);
  }
  const auto asked = static_cast<std::size_t>(std::ranges::count_if(problem.goals, &WorkGoal::required));
  best.reaches = required == asked && best.gain_possible >= problem.target;
  const auto target = best.reaches ? problem.target : best.gain_possible;
  std::optional<std::int64_t> least;
  for (const auto& one : all) {
    if (one.required < required || one.gain < target) continue;
    least = std::min(one.cost, least.value_or(one.cost));
  }
  best.cost = least.value();
  return best;
}

auto random_problem(std::mt19937& random) -> WorkProblem {
  const auto pick = [&](int low, int high) { return std::uniform_int_distribution(low, high)(random); };
  WorkProblem problem;
  const auto actions = pick(1, 9);
  const auto some_action = [&] { return static_cast<ActionId>(pick(0, actions - 1)); };
  const bool dear = pick(0, 1) == 1;
  for (int i = 0; i < actions; ++i) {
    WorkAction action{dear ? pick(0, 40) : 1, {}};
    if (pick(0, 4) == 0) action.after.push_back(some_action());  // also in circles
    problem.actions.push_back(std::move(action));
  }
  std::int64_t gains = 0;
  for (int i = pick(0, 7); i > 0; --i) {
    WorkGoal goal;
    goal.gain = pick(0, 12);
    goal.required = pick(0, 4) == 0;
    gains += goal.gain;
    for (int need = pick(1, 2); need > 0; --need) {
      auto& ways = goal.needs.emplace_back();
      for (int way = pick(0, 9) == 0 ? 0 : pick(1, 3); way > 0; --way) {
        auto& one = ways.emplace_back();
        for (int length = pick(1, 3); length > 0; --length) one.push_back(some_action());
      }
    }
    problem.goals.push_back(std::move(goal));
  }
  problem.target = pick(0, static_cast<int>(gains) + 1);
  return problem;
}

auto set_of(const Work& work) -> std::uint32_t {
  std::uint32_t set = 0;
  for (const auto action : work.actions) set |= 1U << action;
  return set;
}

}  // namespace

TEST_CASE("the least work is what brute force finds") {
  std::mt19937 random(20261130);
  std::size_t reached = 0;
  std::size_t better_than_greedy = 0;
  for (int i = 0; i < 2000; ++i) {
    const auto problem = random_problem(random);
    const auto best = brute_force(problem);
    const auto work = least_work(problem);
    CAPTURE(i);
    REQUIRE(work.proved());
    REQUIRE(work.cost == best.cost);
    REQUIRE(work.reaches == best.reaches);
    // What it says of its actions is so, and they can be done in some order.
    const auto again = tried(problem, set_of(work));
    REQUIRE(again.cost == work.cost);
    REQUIRE(again.gain == work.gain);
    REQUIRE(can_be_done(problem, set_of(work)));
    REQUIRE(work.gain >= (best.reaches ? problem.target : best.gain_possible));
    const auto by_greed = greedy_work(problem);
    REQUIRE(by_greed.cost >= work.cost);
    REQUIRE(by_greed.reaches == best.reaches);
    REQUIRE(whole_work(problem).cost >= work.cost);
    reached += best.reaches ? 1 : 0;
    better_than_greedy += by_greed.cost > work.cost ? 1 : 0;
  }
  // The instances are neither all out of reach nor all easy.
  CHECK(reached > 500);
  CHECK(reached < 1900);
  CHECK(better_than_greedy > 50);
}

TEST_CASE("a search that is cut short states a bound that holds") {
  std::mt19937 random(7);
  std::size_t open = 0;
  for (int i = 0; i < 2000; ++i) {
    const auto problem = random_problem(random);
    const auto best = brute_force(problem);
    const auto work = least_work(problem, static_cast<std::size_t>(i % 3));
    CAPTURE(i);
    REQUIRE(work.at_least <= best.cost);
    REQUIRE(work.cost >= best.cost);
    REQUIRE(work.reaches == best.reaches);
    open += work.proved() ? 0 : 1;
  }
  CHECK(open > 50);
}

TEST_CASE("an action that serves many goals costs once, and brings what it comes after") {
  const WorkProblem problem{
      {{5, {}}, {3, {}}, {3, {}}, {1, {}}, {1, {3}}},
      {{{{{0}, {1}}}, 1, false}, {{{{0}, {2}}}, 1, false}, {{{{4}}}, 0, true}},
      2,
  };
  const auto work = least_work(problem);
  CHECK(work.actions == std::vector<ActionId>{0, 3, 4});
  CHECK(work.cost == 7);
  CHECK(work.proved());
}
