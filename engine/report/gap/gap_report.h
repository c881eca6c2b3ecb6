#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/costs.h"
#include "assess/gap/common_repair.h"
#include "report/questions.h"
#include "report/results.h"
#include "report/rule_lines.h"

// What a gap analysis tells, before it takes a form. All of it rests on one assessment and counts nothing of its own
// that an assessment counts.
namespace dengbao::report {

// How bad a gap is, by the risks of the policies that concern it.
enum class GapRisk : std::uint8_t { high, medium, open, none };
[[nodiscard]] auto risk_words(const Context& context, GapRisk risk) -> std::string;
[[nodiscard]] auto risk_name(GapRisk risk) -> std::string_view;  // high, medium, undecided, none

// Subjects that fall short of a rule for the same reason, and what would end it.
struct GapGroup {
  std::vector<const SubjectResult*> subjects;
  GapRisk risk = GapRisk::none;
  assess::CommonRepair repair;
  std::vector<std::string> changes;  // in words, each of a kind
  std::vector<std::string> breaks;   // requirements that would fail then
  std::size_t mended = 0;            // so many subjects fail no more once these changes are made
};

// A rule that falls short.
struct RuleGap {
  const RuleResult* rule = nullptr;
  Control control;
  std::string clauses;
  GapRisk risk = GapRisk::none;
  std::vector<const RuleResult*> risks;  // found, that concern it
  std::vector<GapGroup> groups;
  std::size_t subjects = 0;  // in all groups
  std::optional<assess::Cost> cost;
  bool advisory = false;  // rests on drafts only, counted nowhere
};

// One and the same change on however many things, over all rules.
struct GapAction {
  std::string words;
  std::vector<explain::Change> changes;
  std::vector<std::string> on;        // what is changed: "db-1 › root"
  std::vector<std::string> pointers;  // of these in the facts
  std::vector<const RuleGap*> serves;
  GapRisk risk = GapRisk::none;
  std::string patch;
};

// Where no change of the facts was found or tried: what the policies advise.
struct GapByHand {
  std::string remedy;
  std::vector<const RuleGap*> serves;
  std::vector<std::string> on;
  GapRisk risk = GapRisk::none;
};

struct GapCosts {
  bool given = false;
  Number effort_days;
  Number cost;
  std::size_t estimated = 0;  // rules that fall short and have an estimate
  std::size_t without = 0;
};

struct GapReport {
  Results results;
  std::string facts_digest;  // SHA-256 of the facts as they were assessed
  std::vector<RuleGap> requirements, risks, duties;
  std::vector<GapAction> actions;  // the worst first, then what serves most
  std::vector<GapByHand> by_hand;
  std::vector<const RuleResult*> open;  // rules that are undecided, or have subjects that are
  std::vector<Question> questions;
  GapCosts costs;
};

[[nodiscard]] auto tell_gaps(const Context& context, const assess::Assessment& assessment, const assess::Costs& costs)
    -> GapReport;

// The names of these, and how many more than `most` there are.
[[nodiscard]] auto some_names(const Context& context, const std::vector<std::string>& names, std::size_t most)
    -> std::string;
[[nodiscard]] auto group_names(const GapGroup& group) -> std::vector<std::string>;
// How much the changes of a group are worth: "ends it on 24 of 24; 1 change each at the least".
[[nodiscard]] auto repair_remark(const Context& context, const GapGroup& group) -> std::string;
// "2.5 days, 12000"; empty where nothing is estimated.
[[nodiscard]] auto cost_words(const Context& context, const std::optional<assess::Cost>& cost) -> std::string;
[[nodiscard]] auto cost_total_words(const Context& context, const GapCosts& costs) -> std::string;
// The clauses of all these rules, each once.
[[nodiscard]] auto clauses_served(const std::vector<const RuleGap*>& rules) -> std::vector<std::string>;

}  // namespace dengbao::report
