#include "assess/roll_up.h"

#include <algorithm>
#include <tuple>

#include "base/diagnostic.h"

namespace dengbao::assess {
namespace {

using Rules = std::vector<RuleCount>;

auto rules_of(RollUp& roll_up, model::RuleKind kind) -> Rules& {
  switch (kind) {
    case model::RuleKind::risk:
      return roll_up.risks;
    case model::RuleKind::duty:
      return roll_up.duties;
    case model::RuleKind::requirement:
      break;
  }
  return roll_up.requirements;
}

// Only values of which there are few are counted one by one.
auto is_counted(Type type) -> bool {
  return !type.list && (type.kind == Kind::number || type.kind == Kind::enumeration || type.kind == Kind::truth);
}

auto choice_name(const model::Program& program, const Value& value, Type type) -> std::string {
  if (const auto* flag = value.get_if<bool>()) return *flag ? "true" : "false";
  const auto* choice = value.get_if<Enumerator>();
  return choice == nullptr ? "" : program.enumerations[type.enumeration()].choices[choice->ordinal].name;
}

void widen(OutcomeCount& count, std::optional<Number> low, std::optional<Number> high) {
  if (low && (!count.lowest || *low < *count.lowest)) count.lowest = low;
  if (high && (!count.highest || *count.highest < *high)) count.highest = high;
}

void count_outcome(OutcomeCount& count, const model::Program& program, const OutcomeResult& result) {
  const auto& value = result.value;
  if (const auto* number = value.get_if<Number>()) return widen(count, *number, *number);
  if (const auto* range = value.get_if<Interval>()) widen(count, range->lo, range->hi);
  const auto name = choice_name(program, value, program.outcomes[result.outcome].type);
  ++(name.empty() ? count.open : count.choices[name]);
}

auto before(const WorstNetwork& one, const WorstNetwork& other) -> bool {
  const auto badness = [](const WorstNetwork& network) {
    return std::tie(network.bad_rules, network.bad_subjects, network.open_rules, network.open_subjects);
  };
  if (badness(one) != badness(other)) return badness(one) > badness(other);
  return std::tie(one.place, one.verdict) < std::tie(other.place, other.verdict);
}

// Into its place in the order, if it is among the first.
template <typename T, typename Before>
void keep_first(std::vector<T>& list, T item, Before precedes) {
  const auto at = std::ranges::upper_bound(list, item, precedes);
  if (at == list.end() && list.size() == RollUp::named) return;
  list.insert(at, std::move(item));
  if (list.size() > RollUp::named) list.pop_back();
}

void weigh(WorstNetwork& network, const model::Program& program, const explain::Judgement& judgement,
           const Tally& subjects) {
  if (advisory(program, program.requirements[judgement.requirement])) return;
  const auto standing = eval::standing(judgement.verdict.verdict);
  network.bad_rules += standing == eval::Standing::bad ? 1 : 0;
  network.open_rules += standing == eval::Standing::open ? 1 : 0;
  network.bad_subjects += subjects.of(eval::Standing::bad);
  network.open_subjects += subjects.of(eval::Standing::open);
}

void merge_rules(Rules& rules, const Rules& other) {
  for (std::size_t index = 0; index < rules.size(); ++index) {
    rules[index].networks.add(other[index].networks);
    rules[index].subjects.add(other[index].subjects);
  }
}

void merge_outcome(OutcomeCount& outcome, const OutcomeCount& other) {
  for (const auto& [value, count] : other.choices) outcome.choices[value] += count;
  widen(outcome, other.lowest, other.highest);
  outcome.open += other.open;
}

auto same_names(const auto& ones, const auto& others) -> bool {
  return std::ranges::equal(
      ones, others, {}, [](const auto& one) -> const std::string& { return one.name; },
      [](const auto& other) -> const std::string& { return other.name; });
}

auto other_than(const Localised& what, const std::string& mine, const std::string& its) -> Localised {
  return say("its {} is {}, not {}", "其{}为 {}，而非 {}", what, its, mine);
}

// Why the two cannot be put together.
auto difference(const RollUp& one, const RollUp& other) -> std::optional<Localised> {
  const auto& mine = one.terms;
  const auto& its = other.terms;
  if (mine.scheme != its.scheme) return other_than({"scheme", "制度"}, mine.scheme, its.scheme);
  if (mine.policies != its.policies) {
    return Localised{"it was made by other policies (their digests differ)", "所用策略不同（摘要不一致）"};
  }
  if (mine.level != its.level) return other_than({"level", "级别"}, mine.level, its.level);
  if (mine.as_of != its.as_of) return other_than({"date of assessment", "评估日"}, mine.as_of, its.as_of);
  if (mine.parameters != its.parameters) return Localised{"other parameters were set for it", "所设参数不同"};
  if (mine.only != its.only) return Localised{"other requirements were selected for it", "所选要求不同"};
  const bool same_rules = same_names(one.requirements, other.requirements) && same_names(one.risks, other.risks) &&
                          same_names(one.duties, other.duties) && same_names(one.outcomes, other.outcomes);
  if (!same_rules)
    return Localised{"it counts other requirements, risks, duties or outcomes", "所统计的要求、风险、义务或结论不同"};
  return std::nullopt;
}

}  // namespace

auto make_roll_up(const model::Program& program, const eval::Settings& settings, const Selection& selection,
                  RollUpTerms terms, std::span<const std::string> names) -> RollUp {
  RollUp roll_up;
  roll_up.terms = std::move(terms);
  for (const auto id : select(program, settings, selection)) {
    rules_of(roll_up, program.requirements[id].kind).push_back({names[id.index], {}, {}});
  }
  if (!selection.only.empty()) return roll_up;
  for (const auto& outcome : program.outcomes) {
    if (is_counted(outcome.type)) roll_up.outcomes.push_back({outcome.name, {}, {}, {}, 0});
  }
  return roll_up;
}

void add(RollUp& roll_up, const model::Program& program, const Assessment& assessment, NetworkPlace place) {
  roll_up.networks.add(assessment.verdict);
  for (const auto& [verdict, count] : assessment.counts) roll_up.clauses.add(verdict, count);
  WorstNetwork network{std::move(place), assessment.verdict};
  for (const auto kind : {model::RuleKind::requirement, model::RuleKind::risk, model::RuleKind::duty}) {
    auto& rules = rules_of(roll_up, kind);
    const auto& judgements = kind == model::RuleKind::risk   ? assessment.risks
                             : kind == model::RuleKind::duty ? assessment.duties
                                                             : assessment.results;
    for (std::size_t index = 0; index < judgements.size(); ++index) {
      const auto subjects = subjects_by_verdict(judgements[index]);
      rules[index].networks.add(judgements[index].verdict.verdict);
      rules[index].subjects.add(subjects);
      weigh(network, program, judgements[index], subjects);
    }
  }
  std::size_t at = 0;
  for (const auto& result : assessment.outcomes) {
    if (is_counted(program.outcomes[result.outcome].type)) count_outcome(roll_up.outcomes[at++], program, result);
  }
  if (network.bad_rules + network.open_rules > 0) keep_first(roll_up.worst, std::move(network), before);
}

void add_unreadable(RollUp& roll_up, NetworkPlace place) {
  ++roll_up.not_read;
  keep_first(roll_up.unreadable, std::move(place), std::less<>());
}

auto merge(RollUp& roll_up, const RollUp& other) -> std::optional<Localised> {
  if (auto reason = difference(roll_up, other)) return reason;
  roll_up.networks.add(other.networks);
  roll_up.not_read += other.not_read;
  roll_up.clauses.add(other.clauses);
  for (std::size_t index = 0; index < roll_up.outcomes.size(); ++index) {
    merge_outcome(roll_up.outcomes[index], other.outcomes[index]);
  }
  merge_rules(roll_up.requirements, other.requirements);
  merge_rules(roll_up.risks, other.risks);
  merge_rules(roll_up.duties, other.duties);
  for (const auto& network : other.worst) keep_first(roll_up.worst, network, before);
  for (const auto& place : other.unreadable) keep_first(roll_up.unreadable, place, std::less<>());
  return std::nullopt;
}

auto exit_status(const RollUp& roll_up) -> int {
  if (roll_up.not_read > 0) return 3;
  if (roll_up.networks.of(eval::Standing::bad) > 0) return 1;
  return roll_up.networks.of(eval::Standing::open) > 0 ? 2 : 0;
}

}  // namespace dengbao::assess
