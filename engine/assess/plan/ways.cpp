#include "assess/plan/ways.h"

#include <algorithm>
#include <iterator>

#include "model/fields_read.h"

namespace dengbao::assess {
namespace {

using Way = WorkGoal::Alternative;

auto holds_all(const Way& way, const Way& part) -> bool {
  return std::ranges::all_of(part, [&](ActionId one) { return std::ranges::find(way, one) != way.end(); });
}

// A way, unless a part of it is known to do; what holds it is a way no more.
void add_way(Shortfall& shortfall, Way way) {
  auto& ways = shortfall.ways;
  if (std::ranges::any_of(ways, [&](const Way& one) { return holds_all(way, one); })) return;
  std::erase_if(ways, [&](const Way& one) { return holds_all(one, way); });
  ways.push_back(std::move(way));
}

// Only what the rule reads can change its verdict; which objects there are concerns everything that refers to them.
auto concerned(const model::Program& program, std::span<const Measure> measures, model::RequirementId rule,
               const Way& all) -> Way {
  const auto fields = model::fields_read(program, rule);
  const auto touches = [&](const explain::Change& one) {
    return one.kind == explain::Change::Kind::remove || fields.contains(one.fact.field);
  };
  Way some;
  std::ranges::copy_if(all, std::back_inserter(some),
                       [&](ActionId action) { return std::ranges::any_of(measures[action].changes, touches); });
  return some;
}

class WayFinder {
 public:
  WayFinder(const model::Program& program, Trials& trials, std::span<const Measure> measures,
            std::vector<Shortfall>& shortfalls, const Position& before, std::size_t most)
      : program_(program),
        trials_(trials),
        measures_(measures),
        shortfalls_(shortfalls),
        before_(before),
        most_(most) {}

  auto run() -> std::vector<Alone> {
    std::vector<Alone> alone(measures_.size());
    for (ActionId action = 0; action < measures_.size() && may_try(); ++action) {
      if (!measures_[action].for_people()) alone[action] = try_alone(action);
    }
    Way all;
    for (ActionId action = 0; action < measures_.size(); ++action) {
      if (alone[action].readable) all.push_back(action);
    }
    if (all.size() > 1 && may_try()) together(all);
    return alone;
  }

 private:
  [[nodiscard]] auto may_try() const -> bool { return trials_.count() < most_; }

  auto try_alone(ActionId action) -> Alone {
    Alone alone;
    alone.tried = true;
    const Way one{action};
    auto trial = trials_.after(one);
    if (!trial) return alone;
    alone.readable = true;
    if (trial->promised.low && before_.low) alone.gain = trial->promised.low->minus(*before_.low);
    for (std::size_t index = 0; index < shortfalls_.size(); ++index) {
      if (trial->ended[index]) add_way(shortfalls_[index], one);
    }
    alone.ended = std::move(trial->ended);
    alone.broken = std::move(trial->broken);
    return alone;
  }

  static auto has_tried_way(const Shortfall& shortfall, std::span<const Measure> measures) -> bool {
    return std::ranges::any_of(shortfall.ways, [&](const Way& way) {
      return std::ranges::none_of(way, [&](ActionId action) { return measures[action].for_people(); });
    });
  }

  // What all together end, and no way is known for.
  void together(const Way& all) {
    const auto trial = trials_.after(all);
    if (!trial) return;
    for (std::size_t index = 0; index < shortfalls_.size() && may_try(); ++index) {
      auto& shortfall = shortfalls_[index];
      if (!trial->ended[index] || has_tried_way(shortfall, measures_)) continue;
      if (auto way = fewest(index, concerned(program_, measures_, shortfall.what.rule, all)); !way.empty())
        add_way(shortfall, way);
    }
  }

  auto ends(std::size_t index, const Way& actions) -> bool {
    if (!may_try()) return false;
    const auto trial = trials_.after(actions);
    return trial && trial->ended[index];
  }

  // None of what is left can be left out: halves first, then single ones.
  auto fewest(std::size_t index, Way way) -> Way {
    if (!ends(index, way)) return {};
    for (auto size = std::max<std::size_t>(way.size() / 2, 1);; size /= 2) {
      for (std::size_t begin = 0; begin < way.size() && way.size() > 1;) {
        auto fewer = way;
        const auto first = fewer.begin() + static_cast<std::ptrdiff_t>(begin);
        fewer.erase(first, fewer.begin() + static_cast<std::ptrdiff_t>(std::min(begin + size, way.size())));
        if (!fewer.empty() && ends(index, fewer)) {
          way = std::move(fewer);
        } else {
          begin += size;
        }
      }
      if (size == 1) return way;
    }
  }

  const model::Program& program_;
  Trials& trials_;
  std::span<const Measure> measures_;
  std::vector<Shortfall>& shortfalls_;
  const Position& before_;
  std::size_t most_;
};

constexpr std::size_t most_pairs = 120;  // networks evaluated to find what keeps something whole

}  // namespace

auto find_keepers(const model::Program& program, Trials& trials, std::span<const Measure> measures,
                  const std::vector<Alone>& alone) -> Keepers {
  Keepers keepers(measures.size());
  Way all;
  for (ActionId action = 0; action < measures.size(); ++action) {
    if (alone[action].readable) all.push_back(action);
  }
  std::size_t tried = 0;
  for (const auto action : all) {
    for (const auto& broken : alone[action].broken) {
      auto& found = keepers[action].emplace_back();
      for (const auto other : concerned(program, measures, broken.rule, all)) {
        const bool breaks_it_too = std::ranges::find(alone[other].broken, broken) != alone[other].broken.end();
        if (other == action || breaks_it_too || ++tried > most_pairs) continue;
        const auto trial = trials.after(Way{other, action});
        if (trial && std::ranges::find(trial->broken, broken) == trial->broken.end()) found.push_back(other);
      }
    }
  }
  return keepers;
}

auto find_ways(const model::Program& program, Trials& trials, std::span<const Measure> measures,
               std::vector<Shortfall>& shortfalls, const Position& before, std::size_t most) -> std::vector<Alone> {
  return WayFinder(program, trials, measures, shortfalls, before, most).run();
}

}  // namespace dengbao::assess
