#include "explain/decide.h"

#include <algorithm>

#include "explain/answers.h"
#include "explain/evaluate.h"
#include "explain/extents.h"

namespace dengbao::explain {
namespace {

using namespace model;
using SupposedKind = Supposition::Kind;

constexpr std::size_t most_facts = 40;               // that answers are tried for
constexpr std::size_t most_together = 3;             // answers of which every combination is tried
constexpr std::size_t most_decisive_steps = 60;      // of the search for many answers that decide together
constexpr std::size_t joins_for_one_choice = 1'000;  // of tuples, that cost as much as judging once
constexpr std::size_t most_combinations = 64;
constexpr std::size_t most_for_all = 6;  // facts of which all answers together are tried

// Answers given so far, each by the number of its fact's option.
struct State {
  std::vector<Supposition> all;
  Hypothesis hypothesis;
};

auto is_inner(const Supposition& answer) -> bool {
  return answer.kind == SupposedKind::element || answer.kind == SupposedKind::object;
}

auto same_stretch(const Stretch& a, const Stretch& b) -> bool {
  return same(a.sample, b.sample) && a.any_other == b.any_other;
}

auto same_values(const std::vector<Stretch>& a, const std::vector<Stretch>& b) -> bool {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_stretch);
}

auto same_answer(const Supposition& a, const Supposition& b) -> bool {
  return a.kind == b.kind && a.fact == b.fact && same_values(a.values, b.values);
}

auto has(const std::vector<Supposition>& all, const Supposition& one) -> bool {
  return std::ranges::any_of(all, [&](const Supposition& other) { return same_answer(other, one); });
}

auto within(const std::vector<Supposition>& a, const std::vector<Supposition>& b) -> bool {
  return std::ranges::all_of(a, [&](const Supposition& one) { return has(b, one); });
}

class Decider {
 public:
  Decider(const Program& program, const facts::Facts& facts, const Proof& proof, const std::vector<FactRef>& first,
          std::size_t budget)
      : program_(program),
        proof_(proof),
        requirement_(program.requirements[proof.requirement]),
        first_(first),
        budget_(budget),
        world_{program, facts, *proof.settings, proof.level},
        answers_(program, facts, *proof.settings, proof.requirement) {}

  auto run() -> Decisions {
    const auto asked = open_facts({});
    search();
    if (!found(eval::Standing::good)) look_for(eval::Standing::good);
    if (!found(eval::Standing::bad)) look_for(eval::Standing::bad);
    merge();
    for (const auto& fact : asked) ask(fact);
    for (auto& way : ways_) {
      if (bases(way.all).size() > 1) result_.together.push_back(std::move(way));
    }
    std::ranges::stable_sort(result_.together, {}, [](const Way& way) { return way.all.size(); });
    sort_questions();
    const bool one_says_it = result_.questions.size() == 1 && result_.questions.front().whatever;
    if (asked.size() <= most_for_all && !one_says_it) result_.whatever = whatever({}, std::nullopt);
    result_.complete = result_.complete && budget_ > 0;
    return std::move(result_);
  }

 private:
  // ---- judging ----

  auto in_list(const World& world) -> Truth {
    if (proof_.subject.in_scope != Truth::unknown || !requirement_.subject) return Truth::yes;
    Frame frame(requirement_.slots);
    auto in = Truth::no;
    for (const auto& member : members_of(world, requirement_.subject->list, frame).members) {
      if (same(member.value, proof_.subject.subject)) in = in || member.in;
    }
    return in;
  }

  auto verdict(const World& world) -> eval::Verdict {
    using eval::Verdict;
    if (!proof_.subject.subject.is_value()) return judge(world, proof_.requirement).verdict.verdict;
    const auto applying = applies(world, requirement_);
    if (applying == Truth::no) return Verdict::not_applicable;
    const auto by = applying == Truth::yes ? provision(world, requirement_) : Provision{};
    if (by.listed == Truth::yes) return eval::with_provider({}, by.listed, by.suffices).verdict;
    const auto in_scope = in_list(world) && scope(world, requirement_, proof_.subject.subject);
    if (in_scope == Truth::no) return Verdict::not_applicable;
    const auto judged = judge_subject(world, requirement_, proof_.subject.subject, in_scope);
    const bool good = eval::standing(judged.verdict) == eval::Standing::good;
    if (applying == Truth::unknown || (in_scope == Truth::unknown && !good)) return Verdict::undecided;
    return eval::with_provider({judged.verdict, judged.final}, by.listed, by.suffices).verdict;
  }

  auto judged(const Hypothesis& hypothesis, std::set<FactRef>* read = nullptr) -> eval::Verdict {
    if (budget_ == 0) return eval::Verdict::undecided;
    --budget_;
    auto world = world_;
    world.hypothesis = &hypothesis;
    world.read = read;
    world.extents = make_extents();
    const auto result = verdict(world);
    budget_ -= std::min(budget_, world.extents->joins / joins_for_one_choice);
    return result;
  }

  auto now(const Hypothesis& hypothesis, const FactRef& fact) const -> Value {
    auto world = world_;
    world.hypothesis = &hypothesis;
    return supposed(world, fact);
  }

  // What is read and not known; those to be asked for first come first.
  auto open_facts(const Hypothesis& hypothesis) -> std::vector<FactRef> {
    std::set<FactRef> read;
    if (judged(hypothesis, &read) != eval::Verdict::undecided) return {};
    std::vector<FactRef> open;
    const auto is_open = [&](const FactRef& fact) {
      const auto value = now(hypothesis, fact);
      const bool supposed = hypothesis.values.contains(fact);
      return !supposed && (value.is_unknown() || (program_.fields[fact.field].type.list && value.list().open));
    };
    for (const auto& fact : first_) {
      if (read.contains(fact) && is_open(fact)) open.push_back(fact);
    }
    for (const auto& fact : read) {
      if (is_open(fact) && std::ranges::find(open, fact) == open.end()) open.push_back(fact);
    }
    if (open.size() > most_facts) {
      open.resize(most_facts);
      result_.complete = false;
    }
    return open;
  }

  auto with(const State& state, const Supposition& answer) const -> State {
    auto more = state;
    Answers::suppose(answer, now(state.hypothesis, answer.fact), more.hypothesis);
    more.all.push_back(answer);
    return more;
  }

  // ---- a few answers: every combination, those of fewest answers first ----

  auto found(eval::Standing standing) const -> bool {
    return std::ranges::any_of(ways_, [&](const Way& way) { return eval::standing(way.verdict) == standing; });
  }
  auto is_decided(const std::vector<Supposition>& all) const -> bool {
    return std::ranges::any_of(ways_, [&](const Way& way) { return within(way.all, all); });
  }

  // A supposed object is no answer by itself: what is supposed of it is.
  // Some of the budget is kept for what is not found so.
  void search() {
    const auto kept = budget_ / 3;
    std::vector<State> states{State{}};
    for (std::size_t size = 1; size <= most_together && !states.empty(); ++size) {
      if (size > 1 && found(eval::Standing::good) && found(eval::Standing::bad)) return;
      std::vector<State> longer;
      for (std::size_t i = 0; i < states.size(); ++i) {
        if (budget_ <= kept) {
          result_.complete = false;
          return;
        }
        const auto state = states[i];
        for (const auto& fact : open_facts(state.hypothesis)) extend(state, fact, states, longer);
      }
      states = std::move(longer);
    }
  }

  void extend(const State& state, const FactRef& fact, std::vector<State>& same_size, std::vector<State>& longer) {
    for (const auto& answer : answers_.of(fact, now(state.hypothesis, fact)).answers) {
      auto more = with(state, answer);
      if (budget_ == 0 || is_decided(more.all) || !seen_.insert(numbers_of(more.all)).second) continue;
      const auto verdict = judged(more.hypothesis);
      if (verdict != eval::Verdict::undecided) {
        ways_.push_back({std::move(more.all), verdict});
      } else {
        (is_inner(answer) ? same_size : longer).push_back(std::move(more));
      }
    }
  }

  // The answers of a state, whatever their order.
  auto numbers_of(const std::vector<Supposition>& all) -> std::vector<std::size_t> {
    std::vector<std::size_t> numbers;
    for (const auto& one : all) {
      const auto known = std::ranges::find_if(known_, [&](const auto& other) { return same_answer(other, one); });
      numbers.push_back(static_cast<std::size_t>(known - known_.begin()));
      if (known == known_.end()) known_.push_back(one);
    }
    std::ranges::sort(numbers);
    return numbers;
  }

  // ---- many answers: one after the other, none of which decides against it ----

  void look_for(eval::Standing wanted) {
    State state;
    for (std::size_t step = 0; step < most_decisive_steps && budget_ > 0; ++step) {
      std::optional<State> next;
      for (const auto& fact : open_facts(state.hypothesis)) {
        auto best = best_answer(state, fact, wanted);
        if (!best.state) continue;
        if (best.decides) return note(std::move(*best.state), wanted);
        if (!next || best.avoids) next = std::move(best.state);
        if (best.avoids) break;
      }
      if (!next) return;
      state = std::move(*next);
    }
  }

  struct Best {
    std::optional<State> state;
    bool decides = false;  // as wanted
    bool avoids = false;   // another answer decides against it
  };
  auto best_answer(const State& state, const FactRef& fact, eval::Standing wanted) -> Best {
    Best best;
    for (const auto& answer : answers_.of(fact, now(state.hypothesis, fact)).answers) {
      auto more = with(state, answer);
      const auto verdict = judged(more.hypothesis);
      if (budget_ == 0) return {};
      if (eval::standing(verdict) == wanted) return {std::move(more), true, false};
      if (verdict != eval::Verdict::undecided) {
        best.avoids = true;
      } else if (!best.state) {
        best.state = std::move(more);
      }
    }
    return best;
  }

  // Leaves out what the rest does without.
  void note(State state, eval::Standing wanted) {
    auto all = std::move(state.all);
    for (std::size_t i = all.size(); i-- > 0;) {
      auto fewer = all;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (is_inner(all[i]) && stands_on(fewer, *all[i].row)) continue;
      if (eval::standing(judged(hypothesis_of(fewer))) == wanted) all = std::move(fewer);
    }
    const auto verdict = judged(hypothesis_of(all));
    if (budget_ == 0 || is_decided(all)) return;
    widen(all, verdict);
    ways_.push_back({std::move(all), verdict});
  }

  // "at least 8" for 8: other values of each fact under which the verdict stands, for every combination with the values
  // that the others may have by then.
  void widen(std::vector<Supposition>& all, eval::Verdict verdict) {
    std::size_t combinations = 1;
    for (auto& one : all) {
      if (one.kind != SupposedKind::value) continue;
      for (const auto& answer : answers_.of(one.fact, {}).answers) {
        if (answer.kind != SupposedKind::value || same_stretch(answer.values.front(), one.values.front())) continue;
        if (combinations > most_combinations) return;
        auto other = all;
        other[static_cast<std::size_t>(&one - all.data())].values = answer.values;
        if (all_give(other, 0, verdict)) one.values = in_order(one, answer);
      }
      combinations *= one.values.size();
    }
  }
  auto all_give(std::vector<Supposition>& all, std::size_t at, eval::Verdict verdict) -> bool {
    if (at == all.size()) return judged(hypothesis_of(all)) == verdict && needs_all(all) && budget_ > 0;
    const auto values = all[at].values;
    for (std::size_t i = 0; i < std::max<std::size_t>(values.size(), 1); ++i) {
      if (!values.empty()) all[at].values = {values[i]};
      if (!all_give(all, at + 1, verdict)) return false;
    }
    all[at].values = values;
    return true;
  }

  // Without any one of these answers it is undecided.
  auto needs_all(const std::vector<Supposition>& all) -> bool {
    for (std::size_t i = 0; i < all.size(); ++i) {
      auto fewer = all;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (is_inner(all[i]) && stands_on(fewer, *all[i].row)) continue;
      if (judged(hypothesis_of(fewer)) != eval::Verdict::undecided) return false;
    }
    return true;
  }

  static auto stands_on(const std::vector<Supposition>& all, Row row) -> bool {
    return std::ranges::any_of(all, [&](const Supposition& one) { return one.fact.row == row; });
  }

  auto hypothesis_of(const std::vector<Supposition>& all) const -> Hypothesis {
    State state;
    for (const auto& answer : all) state = with(state, answer);
    return state.hypothesis;
  }

  // ---- putting together ----

  // Ways that differ in the value of one fact alone become one.
  void merge() {
    while (merge_two()) {
    }
  }
  auto merge_two() -> bool {
    for (std::size_t i = 0; i < ways_.size(); ++i) {
      for (std::size_t j = i + 1; j < ways_.size(); ++j) {
        if (!merge_into(ways_[i], ways_[j])) continue;
        ways_.erase(ways_.begin() + static_cast<std::ptrdiff_t>(j));
        return true;
      }
    }
    return false;
  }

  auto merge_into(Way& way, const Way& other) const -> bool {
    if (way.verdict != other.verdict || way.all.size() != other.all.size()) return false;
    Supposition* differs = nullptr;
    const Supposition* by = nullptr;
    for (auto& one : way.all) {
      const auto fits = [&](const Supposition& its) { return its.kind == one.kind && its.fact == one.fact; };
      const auto its = std::ranges::find_if(other.all, fits);
      if (its == other.all.end()) return false;
      if (same_answer(one, *its)) continue;
      if (one.kind != SupposedKind::value || differs != nullptr) return false;
      differs = &one;
      by = &*its;
    }
    if (differs == nullptr) return true;
    differs->values = in_order(*differs, *by);
    return true;
  }

  auto in_order(const Supposition& a, const Supposition& b) const -> std::vector<Stretch> {
    std::vector<Stretch> all;
    auto answers = answers_;
    for (const auto& answer : answers.of(a.fact, {}).answers) {
      const auto is_it = [&](const Stretch& one) { return same_stretch(one, answer.values.front()); };
      if (answer.kind != SupposedKind::value) continue;
      if (std::ranges::any_of(a.values, is_it) || std::ranges::any_of(b.values, is_it))
        all.push_back(answer.values.front());
    }
    return all;
  }

  auto bases(const std::vector<Supposition>& all) const -> std::set<FactRef> {
    std::set<FactRef> facts;
    for (const auto& one : all) facts.insert(answers_.base_of(one.fact));
    return facts;
  }

  void ask(const FactRef& fact) {
    Question question{fact, {}, {}};
    for (const auto& way : ways_) {
      if (bases(way.all) == std::set{fact}) question.ways.push_back(way);
    }
    const bool wanted = std::ranges::find(first_, fact) != first_.end();
    if (question.ways.empty() && !wanted) return;
    const auto options = answers_.of(fact, now({}, fact));
    for (const auto& answer : options.answers) {
      if (answer.kind != SupposedKind::value || !options.all) continue;
      const auto decides = [&](const Way& way) {
        const auto is_it = [&](const Stretch& one) { return same_stretch(one, answer.values.front()); };
        return way.all.size() == 1 && std::ranges::any_of(way.all.front().values, is_it);
      };
      if (std::ranges::none_of(question.ways, decides)) question.open.push_back(answer.values.front());
    }
    if (options.all && question.open.empty() && question.ways.size() == 1)
      question.whatever = question.ways.front().verdict;
    result_.questions.push_back(std::move(question));
  }

  void sort_questions() {
    const auto rank = [](const Question& question) {
      if (question.ways.empty()) return 2;
      return question.open.empty() ? 0 : 1;
    };
    std::ranges::stable_sort(result_.questions, {}, rank);
  }

  // The one verdict that every combination of answers gives.
  auto whatever(const State& state, std::optional<eval::Verdict> so_far) -> std::optional<eval::Verdict> {
    const auto verdict = judged(state.hypothesis);
    if (budget_ == 0) return std::nullopt;
    if (verdict != eval::Verdict::undecided) {
      return !so_far || *so_far == verdict ? std::optional(verdict) : std::nullopt;
    }
    const auto open = open_facts(state.hypothesis);
    if (open.empty()) return std::nullopt;
    const auto options = answers_.of(open.front(), now(state.hypothesis, open.front()));
    if (!options.all || options.answers.empty()) return std::nullopt;
    for (const auto& answer : options.answers) {
      so_far = whatever(with(state, answer), so_far);
      if (!so_far) return std::nullopt;
    }
    return so_far;
  }

  const Program& program_;
  const Proof& proof_;
  const Requirement& requirement_;
  const std::vector<FactRef>& first_;
  std::size_t budget_;
  World world_;
  Answers answers_;
  std::vector<Way> ways_;
  std::vector<Supposition> known_;  // answers met so far
  std::set<std::vector<std::size_t>> seen_;
  Decisions result_;
};

}  // namespace

auto find_decisions(const Program& program, const facts::Facts& facts, const Proof& proof,
                    const std::vector<FactRef>& first, std::size_t budget) -> Decisions {
  return Decider(program, facts, proof, first, budget).run();
}

}  // namespace dengbao::explain
