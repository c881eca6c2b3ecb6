#include "eval/live.h"

#include <algorithm>

#include "eval/joined_subjects.h"
#include "eval/judging.h"
#include "eval/reads.h"

namespace dengbao::eval {
namespace {

// The verdict that is shown for an outcome: one that may be out of scope is undecided unless all is well with it.
auto shown(const model::Requirement& requirement, std::uint8_t outcome) -> std::optional<Verdict> {
  if (outcome == Judging::not_in_scope) return std::nullopt;
  const auto verdict = static_cast<Verdict>(outcome / 4);
  const bool surely = (outcome / 2) % 2 == 1;
  const bool nothing_due = requirement.kind == model::RuleKind::duty && verdict == Verdict::not_applicable;
  return surely || nothing_due || standing(verdict) == Standing::good ? verdict : Verdict::undecided;
}

}  // namespace

struct Live::Rule {
  model::RequirementId id;
  Reads reads;
  Judgement judgement;
  std::vector<std::uint8_t> outcomes;  // by place in the list of subjects
  std::array<std::uint32_t, Judging::outcomes> numbers{};
  Judging::Subjects subjects;              // by place
  Places places;                           // of the subjects
  bool by_subject = false;                 // what holds a change can be judged alone
  std::unique_ptr<JoinedSubjects> joined;  // made when a change first touches what a join reads

  void count() {
    numbers = {};
    for (const auto outcome : outcomes) {
      if (outcome != Judging::not_in_scope) ++numbers[outcome];
    }
  }

  [[nodiscard]] auto found() const -> std::bitset<Judging::outcomes> {
    std::bitset<Judging::outcomes> out;
    for (std::size_t i = 0; i < numbers.size(); ++i) out.set(i, numbers[i] > 0);
    return out;
  }
};

Live::Live(const Plan& plan, facts::Facts& facts, const Settings& settings,
           std::span<const model::RequirementId> requirements)
    : plan_(plan), facts_(facts), settings_(settings) {
  Judging judging(plan_, facts_, settings_, Keep::what_is_not_good);
  for (const auto id : requirements) {
    auto& rule = *rules_.emplace_back(std::make_unique<Rule>());
    rule.id = id;
    rule.reads = reads_of(plan, id);
    (void)judge_whole(rule, judging);
  }
}

Live::~Live() = default;

auto Live::judge_whole(Rule& rule, Judging& judging) -> Followed {
  Followed followed{rule.id, rule.judgement.verdict, {}, {}, 0};
  const auto before = std::exchange(rule.outcomes, {});
  rule.judgement = judging.judge(rule.id, rule.outcomes);
  rule.judgement.subjects.clear();
  rule.count();
  followed.after = rule.judgement.verdict;
  followed.judged = rule.outcomes.size();
  const auto& core = plan_.core.requirements[rule.id.index];
  const auto& requirement = plan_.program->requirements[rule.id];
  rule.by_subject = false;
  rule.joined.reset();
  if (core.subjects && !rule.outcomes.empty()) {
    rule.subjects = judging.subjects(rule.id);
    rule.places = Places(rule.subjects.rows);
    rule.by_subject = rule.places.known() && has_subjects(rule.judgement) && !rule.judgement.perhaps_provided;
  }
  for (std::size_t i = 0; i < std::min(before.size(), rule.outcomes.size()); ++i) {
    if (before[i] == rule.outcomes[i]) continue;
    const auto value = core.subjects ? rule.subjects.rows.value(i) : Value(facts_.root());
    followed.subjects.push_back(
        {value, rule.subjects.rows.type(), shown(requirement, before[i]), shown(requirement, rule.outcomes[i])});
  }
  return followed;
}

auto Live::judge_touched(Rule& rule, std::span<const std::uint32_t> places, Judging& judging) -> Followed {
  Followed followed{rule.id, rule.judgement.verdict, rule.judgement.verdict, {}, places.size()};
  const auto& requirement = plan_.program->requirements[rule.id];
  Judging::Subjects subjects{rule.subjects.rows.gather(places), {}};
  for (const auto place : places) subjects.in.push_back(rule.subjects.in[place]);
  auto& judge = rule.joined ? rule.joined->judging() : judging;
  const auto fresh = judge.judge_subjects(rule.id, subjects);
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto& outcome = rule.outcomes[places[i]];
    if (outcome == fresh[i]) continue;
    followed.subjects.push_back({rule.subjects.rows.value(places[i]), rule.subjects.rows.type(),
                                 shown(requirement, outcome), shown(requirement, fresh[i])});
    if (outcome != Judging::not_in_scope) --rule.numbers[outcome];
    outcome = fresh[i];
    if (outcome != Judging::not_in_scope) ++rule.numbers[outcome];
  }
  rule.judgement.verdict = Judging::conclusion(requirement, rule.found(), rule.judgement.open_scope);
  followed.after = rule.judgement.verdict;
  return followed;
}

// Before the facts change: the indexes of what is about to.
void Live::prepare(Rule& rule, std::span<const facts::CellChange> changes) const {
  if (!rule.by_subject) return;
  for (const auto& join : rule.reads.joins) {
    const bool concerned = std::ranges::any_of(changes, [&](const facts::CellChange& change) {
      return join.read[change.field.index] != 0 || rule.reads.own[change.field.index] != 0;
    });
    if (!concerned) continue;
    if (!rule.joined) {
      rule.joined =
          std::make_unique<JoinedSubjects>(plan_, facts_, settings_, rule.id, rule.subjects.rows, rule.outcomes.size());
    }
    rule.joined->prepare(join);
  }
}

// After they have: the places of the subjects that are to be judged again; nothing where these are all.
auto Live::touched(Rule& rule, std::span<const facts::CellChange> changes) const
    -> std::optional<std::vector<std::uint32_t>> {
  std::vector<std::uint32_t> places;
  for (const auto& change : changes) {
    const auto field = change.field.index;
    if (rule.reads.elsewhere[field] != 0) return std::nullopt;
    if (rule.reads.own[field] != 0 && !rule.outcomes.empty()) {
      if (!rule.by_subject) return std::nullopt;
      for (const auto place : rule.places.holders(facts_, change.row)) {
        places.push_back(place);
        if (rule.joined) rule.joined->subject_changed(place);
      }
    }
    for (const auto& join : rule.reads.joins) {
      if (join.read[field] == 0) continue;
      if (!rule.joined || !rule.joined->element_changed(join, change.row, places)) return std::nullopt;
    }
  }
  std::ranges::sort(places);
  places.erase(std::ranges::unique(places).begin(), places.end());
  return places;
}

auto Live::follow(std::span<const facts::CellChange> changes) -> std::vector<Followed> {
  for (const auto& rule : rules_) prepare(*rule, changes);
  for (const auto& change : changes) facts_.change(change);
  // One for all that is judged now: what they share (relations, lists, what does not vary) is evaluated once.
  Judging judging(plan_, facts_, settings_, Keep::what_is_not_good);
  std::vector<Followed> out;
  for (const auto& rule : rules_) {
    const auto places = touched(*rule, changes);
    if (!places) {
      out.push_back(judge_whole(*rule, judging));
    } else if (!places->empty()) {
      out.push_back(judge_touched(*rule, *places, judging));
    }
  }
  return out;
}

auto Live::stand() const -> std::vector<Stand> {
  std::vector<Stand> out;
  for (const auto& rule : rules_) {
    auto& now = out.emplace_back(Stand{rule->id, rule->judgement.verdict, {}});
    const auto& requirement = plan_.program->requirements[rule->id];
    if (!has_subjects(rule->judgement)) continue;
    for (std::size_t i = 0; i < rule->numbers.size(); ++i) {
      if (rule->numbers[i] == 0) continue;
      const auto verdict = *shown(requirement, static_cast<std::uint8_t>(i));
      now.counts[static_cast<std::size_t>(verdict)] += rule->numbers[i];
    }
  }
  return out;
}

}  // namespace dengbao::eval
