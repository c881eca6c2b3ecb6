#include "assess/margin.h"

#include <algorithm>
#include <set>

#include "explain/fewest.h"
#include "explain/judge.h"

namespace dengbao::assess {
namespace {

using explain::Change;
using model::Program;

constexpr std::size_t most_changes = 30;
constexpr std::size_t most_singles = 60;  // facts that are tried one by one
constexpr std::size_t most_days = 600;    // named or reckoned
constexpr std::int32_t most_between = 400;

auto is_good(eval::Verdict verdict) -> bool { return eval::standing(verdict) == eval::Standing::good; }

// How far a value is moved, in thousandths of itself: to find what is nearest to its bound.
auto distance(const Value& from, const Value& to) -> std::int64_t {
  constexpr std::int64_t far = 1'000'000'000;
  const auto share = [](std::int64_t a, std::int64_t b) {
    return (a > b ? a - b : b - a) / std::max<std::int64_t>(1, (a < 0 ? -a : a) / 1000);
  };
  if (const auto* number = from.get_if<Number>()) return share(number->whole(), to.as<Number>().whole());
  if (const auto* duration = from.get_if<Duration>()) {
    return share(duration->comparable_seconds(), to.as<Duration>().comparable_seconds());
  }
  return far;
}

class MarginFinder {
 public:
  MarginFinder(const Program& program, const facts::Facts& facts, const Sources& sources, const explain::Proof& proof,
               std::size_t most)
      : program_(program),
        facts_(facts),
        sources_(sources),
        proof_(proof),
        most_(most),
        requirement_(program.requirements[proof.requirement]),
        fewest_(program, facts, proof, explain::Aim::harm,
                [this](const std::vector<Change>& changes) { return verdict_after(changes).has_value(); }) {}

  auto run() -> Margin {
    const auto fewest = fewest_.find(most_changes);
    result_.at_least = fewest.at_least;
    result_.impossible = fewest.impossible;
    if (fewest.changes.size() == 1) try_singles(fewest.atoms);
    if (fewest.changes.size() > 1) try_kinds(fewest);
    for (auto& one : result_.breaks) {
      const auto size = one.changes.size();
      if (size <= std::max<std::size_t>(result_.at_least, 1)) one.smallest = true;
      if (size > fewest.changes.size() && !fewest.changes.empty()) one.smallest = false;
    }
    result_.expires = expiry();
    return std::move(result_);
  }

 private:
  // What breaks it by itself: of alike facts the one that is nearest.
  void try_singles(std::vector<explain::Atom> atoms) {
    if (atoms.size() > most_singles) atoms.resize(most_singles);
    std::vector<std::pair<std::int64_t, Change>> found;
    for (const auto& atom : atoms) {
      const auto change = single(atom);
      if (!change) continue;
      const auto now = change->kind == Change::Kind::set ? facts_.get(change->fact.row, change->fact.field) : Value();
      found.emplace_back(distance(now, change->value), *change);
    }
    std::ranges::stable_sort(found, {}, [](const auto& one) { return one.first; });
    std::vector<explain::Atom> kinds;
    for (const auto& [how_far, change] : found) {
      if (result_.breaks.size() == most_) return;
      const explain::Atom kind{
          change.fact, change.kind == Change::Kind::remove ? std::optional(change.value.as<Row>()) : std::nullopt};
      const auto alike = [&kind = kind](const explain::Atom& other) { return other.alike(kind); };
      if (std::ranges::any_of(kinds, alike)) continue;
      add({change});
      kinds.push_back(kind);
    }
  }

  auto single(const explain::Atom& atom) -> std::optional<Change> {
    for (const auto& way : fewest_.changeable().options(atom).ways) {
      if (way.size() == 1 && fewest_.does(way)) return way.front();
    }
    return std::nullopt;
  }

  // Several changes of one kind are easier to follow than a mixture that is no smaller.
  void try_kinds(const explain::FewestChanges& fewest) {
    std::vector<explain::Atom> kinds;
    for (const auto& atom : fewest.atoms) {
      const auto alike = [&](const explain::Atom& other) { return other.alike(atom); };
      if (std::ranges::none_of(kinds, alike)) kinds.push_back(atom);
    }
    std::ranges::stable_sort(kinds, {}, [](const explain::Atom& atom) { return atom.row.has_value(); });
    for (const auto& kind : kinds) {
      if (result_.breaks.size() == most_) break;
      const auto alone = fewest_.find(most_changes, &kind);
      if (!alone.changes.empty()) add(alone.changes);
    }
    std::ranges::stable_sort(result_.breaks, {}, [](const Break& one) { return one.changes.size(); });
    const bool mixture_is_smaller =
        result_.breaks.empty() || result_.breaks.front().changes.size() > fewest.changes.size();
    if (!mixture_is_smaller) return;
    add(fewest.changes);
    std::ranges::rotate(result_.breaks, result_.breaks.end() - 1);
  }

  void add(std::vector<Change> changes) {
    fewest_.widen(changes);
    const auto verdict = verdict_after(changes);
    if (!verdict) return;
    auto patch = patch_of(program_, facts_, changes);
    result_.breaks.push_back({std::move(changes), std::move(patch), std::nullopt, *verdict});
  }

  // The verdict on the changed facts, if it is still asked about and no longer passes.
  auto verdict_after(const std::vector<Change>& changes) -> std::optional<eval::Verdict> {
    const auto changed = ChangedFacts::make(program_, facts_, sources_, changes);
    const auto subject = changed ? changed->same_subject(proof_.subject.subject) : std::nullopt;
    if (!subject) return std::nullopt;
    const auto verdict = verdict_in({program_, changed->facts(), *proof_.settings, proof_.level}, *subject);
    if (is_good(verdict) || verdict == eval::Verdict::not_applicable) return std::nullopt;
    return verdict;
  }

  auto verdict_in(const explain::World& world, const Value& subject) const -> eval::Verdict {
    if (explain::applies(world, requirement_) == Truth::no) return eval::Verdict::not_applicable;
    const auto scope = explain::scope(world, requirement_, subject);
    if (scope == Truth::no) return eval::Verdict::not_applicable;
    return explain::judge_subject(world, requirement_, subject, scope).verdict;
  }

  // ---- time that passes ----

  auto verdict_on(Date day) const -> eval::Verdict {
    auto settings = *proof_.settings;
    settings.as_of = day;
    return verdict_in({program_, facts_, settings, proof_.level}, proof_.subject.subject);
  }

  // The days on which a comparison with the date of assessment may turn: those that are read, and these moved by every
  // length of time that the policy speaks of; each with its neighbours.
  auto days() const -> std::set<Date> {
    std::set<explain::FactRef> read;
    explain::World world{program_, facts_, *proof_.settings, proof_.level};
    world.read = &read;
    (void)verdict_in(world, proof_.subject.subject);
    const auto& bounds = fewest_.changeable().bounds();
    std::set<Date> found;
    for (const auto& fact : read) note(facts_.get(fact.row, fact.field), bounds.durations(), found);
    for (const auto& date : bounds.dates()) note(date, bounds.durations(), found);
    if (const auto& timing = proof_.subject.timing) {
      for (const auto& date : {timing->due, timing->next}) {
        if (date) note(Value(*date), bounds.durations(), found);
      }
    }
    return found;
  }

  void note(const Value& value, const std::vector<Value>& durations, std::set<Date>& found) const {
    if (value.is_value() && value.get_if<std::shared_ptr<const List>>() != nullptr) {
      for (const auto& element : value.list().elements) note(element, durations, found);
      return;
    }
    const auto* date = value.get_if<Date>();
    const auto* instant = value.get_if<Instant>();
    if ((date == nullptr && instant == nullptr) || found.size() > most_days) return;
    const auto day = date != nullptr ? *date : instant->day();
    add_day(day, found);
    for (const auto& duration : durations) {
      if (const auto later = day.moved(duration.as<Duration>())) add_day(*later, found);
      if (const auto earlier = day.moved(duration.as<Duration>().negated())) add_day(*earlier, found);
    }
  }
  // A month that is counted from the end of one may end up to three days before that of another.
  void add_day(Date day, std::set<Date>& found) const {
    for (auto next = day.days - 1; next <= day.days + 4; ++next) {
      if (Date{next} > proof_.settings->as_of) found.insert({next});
    }
  }

  // A verdict may turn to and fro, so that every day is tried up to the first that differs.
  auto expiry() const -> std::optional<Expiry> {
    auto last = proof_.settings->as_of;
    for (const auto day : days()) {
      const auto verdict = verdict_on(day);
      if (is_good(verdict)) {
        last = day;
        continue;
      }
      auto first = day;
      auto then = verdict;
      for (auto between = std::max(last.days, day.days - most_between) + 1; between < day.days; ++between) {
        const auto earlier = verdict_on({between});
        if (is_good(earlier)) continue;
        first = {between};
        then = earlier;
        break;
      }
      return Expiry{first, first.days - proof_.settings->as_of.days, then};
    }
    return std::nullopt;
  }

  const Program& program_;
  const facts::Facts& facts_;
  const Sources& sources_;
  const explain::Proof& proof_;
  std::size_t most_;
  const model::Requirement& requirement_;
  explain::FewestFinder fewest_;
  Margin result_;
};

}  // namespace

auto find_margin(const Program& program, const facts::Facts& facts, const Sources& sources, const explain::Proof& proof,
                 std::size_t most) -> Margin {
  return MarginFinder(program, facts, sources, proof, most).run();
}

}  // namespace dengbao::assess
