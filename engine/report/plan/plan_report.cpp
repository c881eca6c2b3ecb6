#include "report/plan/plan_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/outcomes.h"
#include "report/remedy_words.h"

namespace dengbao::report {
namespace {

using assess::ActionId;
using explain::Change;

constexpr double thousand = 1000;
constexpr std::int64_t one_piece = 1000;
constexpr double most_work = 1e12;  // thousandths

auto in_thousandths(const Number& number) -> std::int64_t {
  return std::llround(std::min(std::stod(number.to_string()) * thousand, most_work));
}

// One and the same thing to do, as the gap analysis counts it.
auto is_part_of(const GapAction& action, const Change& change) -> bool {
  const auto& first = action.changes.front();
  return first.alike(change) && first.bound == change.bound && first.to_be_given == change.to_be_given;
}

class PlanTeller {
 public:
  PlanTeller(const Context& context, const assess::Assessment& assessment, const assess::Costs& costs,
             const PlanWishes& wishes)
      : context_(context),
        assessment_(assessment),
        costs_(costs),
        wishes_(wishes),
        report_{tell_gaps(context, assessment, costs), {}, {}, {}, {}, {}, {}, {}, {}, {}} {}

  auto tell(const eval::Plan& plan) -> PlanReport {
    report_.aim = wishes_.aim;
    report_.outcome = wishes_.aim.outcome ? wishes_.aim.outcome : score();
    list_measures();
    for (const auto* gaps : {&report_.gaps.risks, &report_.gaps.requirements, &report_.gaps.duties}) {
      for (const auto& gap : *gaps) {
        if (!gap.advisory) list_shortfalls(gap);
      }
    }
    weigh();
    make(plan);
    name_planned();
    return std::move(report_);
  }

 private:
  [[nodiscard]] auto score() const -> std::optional<model::OutcomeId> {
    for (const auto& result : assessment_.outcomes) {
      const auto& outcome = context_.program.outcomes[result.outcome];
      if (outcome.name == "score" && outcome.type == number_type) return result.outcome;
    }
    return std::nullopt;
  }

  void list_measures() {
    for (const auto& action : report_.gaps.actions) {
      PlanMeasure measure;
      measure.title = action.words;
      measure.on = action.on;
      measure.pointers = action.pointers;
      measure.serves = action.serves;
      measure.risk = action.risk;
      report_.measures.push_back(std::move(measure));
    }
    for (const auto& one : report_.gaps.by_hand) {
      PlanMeasure measure;
      measure.title = one.remedy;
      measure.for_people = true;
      measure.on = one.on;
      measure.serves = one.serves;
      measure.risk = one.risk;
      report_.measures.push_back(std::move(measure));
    }
  }

  // ---- what falls short, and the ways to end it

  void list_shortfalls(const RuleGap& gap) {
    for (const auto& group : gap.groups) {
      for (std::size_t index = 0; index < group.subjects.size(); ++index) {
        const auto& subject = *group.subjects[index];
        if (eval::standing(subject.judged.verdict) != eval::Standing::bad) continue;
        assess::Shortfall shortfall;
        shortfall.what.rule = gap.rule->judgement->requirement;
        if (!subject.whole) shortfall.what.subject = subject.judged.subject;
        shortfall.verdict = subject.judged.verdict;
        shortfall.ways = ways(gap, group, index);
        shortfalls_.push_back(std::move(shortfall));
        report_.shortfalls.push_back({&gap, &subject});
      }
    }
  }

  [[nodiscard]] auto ways(const RuleGap& gap, const GapGroup& group, std::size_t index) const
      -> std::vector<assess::WorkGoal::Alternative> {
    const bool mended = index < group.repair.mended.size() && group.repair.mended[index];
    if (!mended) return by_people(gap, *group.subjects[index]);
    assess::WorkGoal::Alternative way;
    for (const auto& change : group.repair.changes[index]) {
      const auto& actions = report_.gaps.actions;
      const auto found = std::ranges::find_if(actions, [&](const GapAction& one) { return is_part_of(one, change); });
      const auto action = static_cast<ActionId>(found - actions.begin());
      if (std::ranges::find(way, action) == way.end()) way.push_back(action);
    }
    return {way};
  }

  // What was done late is past: nobody can change it.
  [[nodiscard]] auto by_people(const RuleGap& gap, const SubjectResult& subject) const
      -> std::vector<assess::WorkGoal::Alternative> {
    if (subject.judged.verdict == eval::Verdict::late) return {};
    auto remedy = remedy_words(context_, *gap.rule->rule, gap.rule->judgement->level);
    if (remedy.empty()) remedy = gap.rule->rule->title.in(context_.lang);
    const auto& by_hand = report_.gaps.by_hand;
    const auto found = std::ranges::find(by_hand, remedy, &GapByHand::remedy);
    if (found == by_hand.end()) return {};
    return {{static_cast<ActionId>(report_.gaps.actions.size() + static_cast<std::size_t>(found - by_hand.begin()))}};
  }

  // ---- work

  // A measure has its share of what each of the rules that it serves takes; the largest of them is its own.
  [[nodiscard]] auto share(const PlanMeasure& measure, std::optional<Number> assess::Cost::* figure) const
      -> std::optional<Number> {
    std::optional<Number> largest;
    for (const auto* gap : measure.serves) {
      if (!gap->cost || !((*gap->cost).*figure)) continue;
      const auto parts = std::ranges::count_if(report_.measures, [&](const PlanMeasure& one) {
        return std::ranges::find(one.serves, gap) != one.serves.end();
      });
      const auto one = ((*gap->cost).*figure)->divided_by(Number(parts));
      if (one && (!largest || *one > *largest)) largest = one;
    }
    return largest;
  }

  void weigh() {
    const auto given = [&](std::optional<Number> assess::Cost::* figure) {
      return std::ranges::any_of(costs_.by_rule, [&](const auto& one) { return (one.second.*figure).has_value(); });
    };
    if (given(&assess::Cost::effort_days)) {
      report_.unit = WorkUnit::days;
    } else if (given(&assess::Cost::cost)) {
      report_.unit = WorkUnit::money;
    }
    std::int64_t sum = 0;
    std::int64_t estimates = 0;
    for (auto& measure : report_.measures) {
      measure.effort_days = share(measure, &assess::Cost::effort_days);
      measure.cost = share(measure, &assess::Cost::cost);
      const auto& figure = report_.unit == WorkUnit::money ? measure.cost : measure.effort_days;
      measure.estimated = report_.unit != WorkUnit::pieces && figure;
      work_.push_back(measure.estimated ? in_thousandths(*figure) : one_piece);
      if (!measure.estimated) continue;
      sum += work_.back();
      ++estimates;
    }
    // A piece of work is no amount of money: the mean of the others stands for what nobody estimated.
    for (std::size_t index = 0; index < work_.size(); ++index) {
      auto& measure = report_.measures[index];
      if (report_.unit == WorkUnit::money && !measure.estimated)
        work_[index] = estimates > 0 ? sum / estimates : one_piece;
      measure.work = work_number(work_[index]);
    }
  }

  // ---- the plan

  void make(const eval::Plan& plan) {
    std::vector<assess::Measure> measures(report_.measures.size());
    for (std::size_t index = 0; index < measures.size(); ++index) {
      if (index < report_.gaps.actions.size()) measures[index].changes = report_.gaps.actions[index].changes;
      measures[index].work = work_[index];
    }
    const auto wave = wishes_.wave_work ? in_thousandths(*wishes_.wave_work) : 0;
    report_.plan = assess::plan_remediation({plan, context_.facts, context_.sources, context_.settings, assessment_,
                                             measures, std::move(shortfalls_), report_.aim, report_.outcome, wave});
    report_.patch = assess::patch_of(context_.program, context_.facts, report_.plan.changes);
  }

  void name_planned() {
    std::size_t number = 0;
    const auto due_of = [&](std::size_t wave) {
      return context_.settings.as_of.moved(
          Duration{0, static_cast<std::int64_t>(wave) * wishes_.wave_days * seconds_a_day});
    };
    for (std::size_t wave = 0; wave < report_.plan.waves.size(); ++wave) {
      for (const auto action : report_.plan.waves[wave].actions) {
        auto& measure = report_.measures[action];
        measure.id = fmt::format("M{:02}", ++number);
        measure.wave = wave + 1;
        measure.due = due_of(wave + 1);
        for (const auto before : report_.plan.after[action]) measure.after.push_back(report_.measures[before].id);
        if (measure.estimated) ++report_.estimated;
        report_.order.push_back(action);
      }
    }
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  const assess::Costs& costs_;
  const PlanWishes& wishes_;
  PlanReport report_;
  std::vector<assess::Shortfall> shortfalls_;
  std::vector<std::int64_t> work_;  // by measure, in thousandths
};

}  // namespace

auto tell_plan(const Context& context, const eval::Plan& plan, const assess::Assessment& assessment,
               const assess::Costs& costs, const PlanWishes& wishes) -> PlanReport {
  return PlanTeller(context, assessment, costs, wishes).tell(plan);
}

}  // namespace dengbao::report
