#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/plan/remediation.h"
#include "report/gap/gap_report.h"

// What a remediation plan tells, before it takes a form. What falls short, and what may be done about it, is that of
// the gap analysis.
namespace dengbao::report {

// In what work is counted: days or money of the costs file; without one every measure is one piece of work.
enum class WorkUnit : std::uint8_t { pieces, days, money };

struct PlanMeasure {
  std::string title;
  bool for_people = false;            // no change of facts stands for it
  std::vector<std::string> on;        // "db-1 › root"
  std::vector<std::string> pointers;  // of these in the facts; none of work for people
  std::vector<const RuleGap*> serves;
  GapRisk risk = GapRisk::none;
  Number work;  // in the plan's unit
  bool estimated = false;
  std::optional<Number> effort_days;  // its shares of the rules' estimates
  std::optional<Number> cost;
  // Where it is planned:
  std::string id;        // M01; empty: it is not
  std::size_t wave = 0;  // from 1
  std::vector<std::string> after;
  std::optional<Date> due;
};

struct PlanShortfall {
  const RuleGap* gap = nullptr;
  const SubjectResult* subject = nullptr;
};

struct PlanReport {
  GapReport gaps;
  assess::Aim aim;
  std::optional<model::OutcomeId> outcome;
  WorkUnit unit{};
  std::vector<PlanMeasure> measures;      // by ActionId
  std::vector<PlanShortfall> shortfalls;  // as the plan numbers them
  assess::Remediation plan;
  std::vector<assess::ActionId> order;  // of the planned ones
  std::size_t estimated = 0;            // of the planned ones, so many have an estimate
  std::string patch;                    // JSON Patch (RFC 6902) of all changes planned
};

struct PlanWishes {
  assess::Aim aim;
  std::optional<Number> wave_work;
  std::int64_t wave_days = 30;  // each wave is due so long after the one before
};

// `plan`: of the program of the context. The assessment is of all rules.
[[nodiscard]] auto tell_plan(const Context& context, const eval::Plan& plan, const assess::Assessment& assessment,
                             const assess::Costs& costs, const PlanWishes& wishes) -> PlanReport;

// Work in the plan's unit: "12.5 days", "12 000", "7 measures".
[[nodiscard]] auto work_words(const Context& context, const PlanReport& report, std::int64_t thousandths)
    -> std::string;
[[nodiscard]] auto work_number(std::int64_t thousandths) -> Number;
// "no high risk; score at least 80"
[[nodiscard]] auto aim_words(const Context& context, const PlanReport& report) -> std::string;
// Whether the plan leads there, in a sentence; and what was proved of it.
[[nodiscard]] auto reach_words(const Context& context, const PlanReport& report) -> std::string;
[[nodiscard]] auto proof_words(const Context& context, const PlanReport& report) -> std::string;
// "9 measures in 3 waves, 21.5 days"
[[nodiscard]] auto plan_size_words(const Context& context, const PlanReport& report) -> std::string;
// How work was counted.
[[nodiscard]] auto unit_words(const Context& context, const PlanReport& report) -> std::string;
// What falls short after the plan and does not now; empty where nothing does.
[[nodiscard]] auto broken_words(const Context& context, const PlanReport& report) -> std::string;
// "88.46 to 90.64"; empty where there is no such outcome.
[[nodiscard]] auto outcome_range(const Context& context, const PlanReport& report, const assess::Position& position)
    -> std::string;
[[nodiscard]] auto conclusion_words(const Context& context, const assess::Position& position) -> std::string;
// "+1.44"; empty where nothing was tried or gained.
[[nodiscard]] auto gain_words(const PlanReport& report, assess::ActionId measure) -> std::string;

}  // namespace dengbao::report
