#include "eval/live.h"

#include <algorithm>
#include <unordered_map>

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
  Column subjects;                                            // by place
  std::unordered_map<std::uint32_t, std::uint32_t> place_of;  // by row, where subjects are rows and not in their order
  bool in_order = false;                                      // the row is the place
  bool by_subject = false;                                    // what holds a change can be judged alone

  [[nodiscard]] auto place(std::uint32_t row) const -> std::optional<std::uint32_t> {
    if (in_order) return row < outcomes.size() ? std::optional(row) : std::nullopt;
    const auto found = place_of.find(row);
    return found == place_of.end() ? std::nullopt : std::optional(found->second);
  }

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
  for (const auto id : requirements) {
    auto& rule = *rules_.emplace_back(std::make_unique<Rule>());
    rule.id = id;
    rule.reads = reads_of(plan, id);
    (void)judge_whole(rule);
  }
}

Live::~Live() = default;

auto Live::judge_whole(Rule& rule) -> Followed {
  Followed followed{rule.id, rule.judgement.verdict, {}, {}, 0};
  const auto before = std::exchange(rule.outcomes, {});
  Judging judging(plan_, facts_, settings_, Keep::what_is_not_good);
  rule.judgement = judging.judge(rule.id, rule.outcomes);
  rule.judgement.subjects.clear();
  rule.count();
  followed.after = rule.judgement.verdict;
  followed.judged = rule.outcomes.size();
  const auto& core = plan_.core.requirements[rule.id.index];
  const auto& requirement = plan_.program->requirements[rule.id];
  rule.by_subject = false;
  if (core.subjects && !rule.outcomes.empty()) {
    rule.subjects = judging.subjects(rule.id);
    const auto type = rule.subjects.type();
    const bool rows = type.kind == Kind::record && rule.subjects.form() == Column::Form::index;
    const bool known = rows && std::ranges::count(rule.subjects.states, State::value) ==
                                   static_cast<std::ptrdiff_t>(rule.outcomes.size());
    rule.by_subject = known && has_subjects(rule.judgement);
    rule.in_order = known;
    rule.place_of.clear();
    for (std::uint32_t i = 0; known && i < rule.outcomes.size(); ++i) {
      rule.in_order = rule.in_order && rule.subjects.indexes[i] == i;
    }
    if (known && !rule.in_order) {
      for (std::uint32_t i = 0; i < rule.outcomes.size(); ++i) rule.place_of.emplace(rule.subjects.indexes[i], i);
      // One that stands in the list twice has two places.
      rule.by_subject = rule.by_subject && rule.place_of.size() == rule.outcomes.size();
    }
  }
  for (std::size_t i = 0; i < std::min(before.size(), rule.outcomes.size()); ++i) {
    if (before[i] == rule.outcomes[i]) continue;
    const auto value = core.subjects ? rule.subjects.value(i) : Value(facts_.root());
    followed.subjects.push_back(
        {value, rule.subjects.type(), shown(requirement, before[i]), shown(requirement, rule.outcomes[i])});
  }
  return followed;
}

auto Live::judge_touched(Rule& rule, std::span<const std::uint32_t> places) -> Followed {
  Followed followed{rule.id, rule.judgement.verdict, rule.judgement.verdict, {}, places.size()};
  const auto& requirement = plan_.program->requirements[rule.id];
  Judging judging(plan_, facts_, settings_, Keep::what_is_not_good);
  const auto fresh = judging.judge_subjects(rule.id, rule.subjects.gather(places));
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto& outcome = rule.outcomes[places[i]];
    if (outcome == fresh[i]) continue;
    followed.subjects.push_back({rule.subjects.value(places[i]), rule.subjects.type(), shown(requirement, outcome),
                                 shown(requirement, fresh[i])});
    if (outcome != Judging::not_in_scope) --rule.numbers[outcome];
    outcome = fresh[i];
    if (outcome != Judging::not_in_scope) ++rule.numbers[outcome];
  }
  rule.judgement.verdict = Judging::conclusion(requirement, rule.found(), rule.judgement.open_scope);
  followed.after = rule.judgement.verdict;
  return followed;
}

// The place of the subject that a row lies in.
auto Live::holder(const Rule& rule, Row row) const -> std::optional<std::uint32_t> {
  const auto record = rule.subjects.type().record();
  for (std::optional<Row> at = row; at; at = facts_.parent(*at)) {
    if (at->record == record) return rule.place(at->index);
  }
  return std::nullopt;
}

auto Live::follow(std::span<const facts::CellChange> changes) -> std::vector<Followed> {
  for (const auto& change : changes) facts_.change(change);
  std::vector<Followed> out;
  for (const auto& each : rules_) {
    auto& rule = *each;
    bool whole = false;
    std::vector<std::uint32_t> places;
    for (const auto& change : changes) {
      const auto field = change.field.index;
      if (rule.reads.elsewhere[field] != 0) whole = true;
      if (rule.reads.own[field] == 0 || rule.outcomes.empty()) continue;
      if (!rule.by_subject) {
        whole = true;
      } else if (const auto place = holder(rule, change.row)) {
        places.push_back(*place);
      }
    }
    std::ranges::sort(places);
    places.erase(std::ranges::unique(places).begin(), places.end());
    if (whole) {
      out.push_back(judge_whole(rule));
    } else if (!places.empty()) {
      out.push_back(judge_touched(rule, places));
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
