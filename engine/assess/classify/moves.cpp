#include "assess/classify/moves.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "explain/evaluate.h"
#include "model/children.h"

namespace dengbao::assess {
namespace {

using namespace model;
using explain::FactRef;

// The levels in a world that may suppose other facts.
class Levels {
 public:
  Levels(const Program& program, const facts::Facts& facts, const eval::Settings& settings,
         const std::vector<OutcomeId>& levels)
      : program_(program), facts_(facts), settings_(settings), levels_(levels) {}

  auto values(const explain::Hypothesis* hypothesis, std::set<FactRef>* read) const -> std::vector<Value> {
    std::vector<Value> all(program_.outcomes.size());
    std::vector<bool> done(program_.outcomes.size());
    explain::World world{program_, facts_, settings_, settings_.level};
    world.hypothesis = hypothesis;
    world.read = read;
    world.outcomes = &all;
    std::vector<Value> found;
    for (const auto id : levels_) {
      reckon(world, id, all, done);
      found.push_back(all[id.index]);
    }
    return found;
  }

 private:
  void reckon(const explain::World& world, OutcomeId id, std::vector<Value>& all, std::vector<bool>& done) const {
    if (done[id.index]) return;
    done[id.index] = true;
    need(world, program_.outcomes[id].value, all, done);
    explain::Frame frame(program_.outcomes[id].slots);
    all[id.index] = explain::evaluate(world, program_.outcomes[id].value, frame);
  }

  void need(const explain::World& world, ExprId expr, std::vector<Value>& all, std::vector<bool>& done) const {
    const auto& node = program_.exprs[expr].node;
    if (const auto* other = std::get_if<OutcomeRef>(&node)) reckon(world, other->outcome, all, done);
    for (const auto child : children(node)) need(world, child, all, done);
  }

  const Program& program_;
  const facts::Facts& facts_;
  const eval::Settings& settings_;
  const std::vector<OutcomeId>& levels_;
};

auto other_values(const Program& program, const facts::Facts& facts, const FactRef& fact)
    -> std::vector<explain::Change> {
  const auto type = program.fields[fact.field].type;
  std::vector<Value> values;
  if (!type.list && type.kind == Kind::enumeration) {
    const auto choices = program.enumerations[type.enumeration()].choices.size();
    for (std::uint32_t i = 0; i < choices; ++i) values.emplace_back(Enumerator{i});
  } else if (!type.list && type.kind == Kind::truth) {
    values = {Value(true), Value(false)};
  }
  const auto now = facts.get(fact.row, fact.field);
  std::vector<explain::Change> changes;
  for (const auto& value : values) {
    if (!same(now, value)) changes.push_back({explain::Change::Kind::set, fact, value, std::nullopt, false, 0});
  }
  return changes;
}

// Tries one change, then two together, then three.
class MoveSearch {
 public:
  MoveSearch(const Levels& levels, const std::vector<OutcomeId>& outcomes, std::vector<Value> now,
             std::vector<explain::Change> changes)
      : levels_(levels), outcomes_(outcomes), now_(std::move(now)), changes_(std::move(changes)) {}

  auto run() -> bool {
    for (std::size_t size = 1; size <= most_together; ++size) {
      chosen_.clear();
      if (!choose(0, size)) return false;
    }
    return true;
  }
  auto take() -> std::vector<LevelMove> {
    std::ranges::stable_sort(found_, std::ranges::greater(), &LevelMove::raises);
    return std::move(found_);
  }

 private:
  static constexpr std::size_t most_together = 3;
  static constexpr std::size_t most_tries = 30'000;

  // False: too many to try.
  auto choose(std::size_t from, std::size_t more) -> bool {
    if (more == 0) return attempt();
    for (auto i = from; i < changes_.size(); ++i) {
      const bool taken =
          std::ranges::any_of(chosen_, [&](std::size_t other) { return changes_[other].fact == changes_[i].fact; });
      if (taken) continue;
      chosen_.push_back(i);
      const bool within = choose(i + 1, more - 1);
      chosen_.pop_back();
      if (!within) return false;
    }
    return true;
  }

  auto attempt() -> bool {
    if (++tries_ > most_tries) return false;
    explain::Hypothesis hypothesis;
    for (const auto i : chosen_) hypothesis.values.emplace(changes_[i].fact, changes_[i].value);
    const auto then = levels_.values(&hypothesis, nullptr);
    LevelMove move;
    bool news = false;
    for (std::size_t i = 0; i < then.size(); ++i) {
      const auto* was = now_[i].get_if<Number>();
      const auto* is = then[i].get_if<Number>();
      if (was == nullptr || is == nullptr || *was == *is) continue;
      const bool up = *was < *is;
      if (!fewer_do(i, up)) {
        news = true;
        move.raises = up;
        done_.push_back({i, up, chosen_});
      }
      move.gives.push_back({outcomes_[i], then[i]});
    }
    if (!news) return true;
    for (const auto i : chosen_) move.changes.push_back(changes_[i]);
    found_.push_back(std::move(move));
    return true;
  }

  // Whether some of the chosen changes move that level the same way.
  [[nodiscard]] auto fewer_do(std::size_t level, bool up) const -> bool {
    return std::ranges::any_of(done_, [&](const Done& done) {
      return done.level == level && done.up == up && done.chosen.size() < chosen_.size() &&
             std::ranges::includes(chosen_, done.chosen);
    });
  }

  struct Done {
    std::size_t level = 0;
    bool up = false;
    std::vector<std::size_t> chosen;
  };

  const Levels& levels_;
  const std::vector<OutcomeId>& outcomes_;
  std::vector<Value> now_;
  std::vector<explain::Change> changes_;
  std::vector<std::size_t> chosen_;  // ascending
  std::vector<Done> done_;
  std::vector<LevelMove> found_;
  std::size_t tries_ = 0;
};

}  // namespace

namespace {

// What is read, and what would be once something of it were otherwise: of `a and b` with a wrong, b is not looked at.
auto read_in_the_end(const Program& program, const facts::Facts& facts, const Levels& levels, std::set<FactRef> read)
    -> std::set<FactRef> {
  constexpr int most_rounds = 2;  // up to three changes are tried together
  auto fresh = read;
  for (int round = 0; round < most_rounds && !fresh.empty(); ++round) {
    auto known = read;
    for (const auto& fact : fresh) {
      for (const auto& change : other_values(program, facts, fact)) {
        explain::Hypothesis hypothesis;
        hypothesis.values.emplace(change.fact, change.value);
        levels.values(&hypothesis, &read);
      }
    }
    fresh.clear();
    std::ranges::set_difference(read, known, std::inserter(fresh, fresh.end()));
  }
  return read;
}

}  // namespace

void find_moves(const Program& program, const facts::Facts& facts, const eval::Settings& settings,
                const std::vector<OutcomeId>& outcomes, Classification& into) {
  const Levels levels(program, facts, settings, outcomes);
  std::set<FactRef> read;
  auto now = levels.values(nullptr, &read);
  for (const auto& fact : read) {
    const auto value = facts.get(fact.row, fact.field);
    const auto* list = value.get_if<std::shared_ptr<const List>>();
    if (value.is_unknown() || (list != nullptr && (*list)->open)) into.not_known.insert(fact);
  }
  std::vector<explain::Change> changes;
  for (const auto& fact : read_in_the_end(program, facts, levels, read)) {
    for (auto& change : other_values(program, facts, fact)) changes.push_back(std::move(change));
  }
  into.read = std::move(read);
  MoveSearch search(levels, outcomes, std::move(now), std::move(changes));
  into.all_moves = search.run();
  into.moves = search.take();
}

}  // namespace dengbao::assess
