#include "assess/survey/needed.h"

#include <algorithm>
#include <map>
#include <set>

#include "eval/reasons.h"
#include "explain/reason.h"
#include "model/children.h"

namespace dengbao::assess {
namespace {

using explain::FactRef;

// Above so many undecided subjects of one rule, each is looked at quickly.
constexpr std::size_t most_proofs = 2000;
// Where a quick look finds nothing, so many of a rule are looked at closely; the others wait for alike facts.
constexpr std::size_t most_quick_proofs = 4;

class Asking {
 public:
  Asking(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings, Search search)
      : program_(*plan.program), facts_(facts), settings_(settings), search_(search), reasons_(plan, facts, settings) {}

  void add(const explain::Judgement& judgement) {
    rule_ = judgement.requirement;
    const bool open = judgement.verdict.verdict == eval::Verdict::undecided || !judgement.verdict.final;
    if (judgement.open_scope && open) add_waiting(facts_of_scope(judgement), true);
    if (!explain::has_subjects(judgement)) {
      if (open) add_waiting(by_proof(judgement, no_subject(judgement)), true);
      return;
    }
    const auto waiting = static_cast<std::size_t>(std::ranges::count_if(judgement.subjects, waits));
    if (waiting == 0) return;
    const bool has_parts = program_.requirements[judgement.requirement].kind != model::RuleKind::duty;
    const bool quick = has_parts && (search_ == Search::quick || waiting > most_proofs);
    const auto read = quick ? reasons_.of(judgement) : std::vector<std::vector<eval::FactRead>>();
    std::size_t proofs = 0;
    for (std::size_t i = 0; i < judgement.subjects.size(); ++i) {
      const auto& subject = judgement.subjects[i];
      if (!waits(subject)) continue;
      auto missing = quick && subject.in_scope == Truth::yes ? missing_of(read[i]) : std::vector<FactRef>();
      if (missing.empty() && search_ == Search::quick && proofs++ >= most_quick_proofs) continue;
      if (missing.empty()) missing = by_proof(judgement, subject);
      add_waiting(missing, open);
    }
  }

  // What an outcome looks at by itself; what it counts is asked for by the rules that it counts.
  void add(const OutcomeResult& outcome) {
    if (!outcome.value.is_unknown()) return;
    rule_ = {};
    std::set<FactRef> read;
    explain::World world{program_, facts_, settings_, settings_.level};
    world.read = &read;
    for (const auto fact_reader : readers(program_.outcomes[outcome.outcome].value)) {
      explain::Frame frame(program_.outcomes[outcome.outcome].slots);
      static_cast<void>(explain::evaluate(world, fact_reader, frame));
    }
    std::vector<FactRef> missing;
    for (const auto& fact : read) note(missing, fact);
    add_waiting(missing, false);
  }

  auto take() -> std::vector<Need> {
    std::ranges::stable_sort(
        needs_, [](const Need& a, const Need& b) { return a.open != b.open ? a.open > b.open : a.left > b.left; });
    return std::move(needs_);
  }

 private:
  // Undecided, or a finding that what is not known could still change.
  static auto waits(const explain::JudgedSubject& subject) -> bool {
    return subject.verdict == eval::Verdict::undecided || !subject.final;
  }

  auto no_subject(const explain::Judgement& judgement) const -> explain::JudgedSubject {
    const auto& requirement = program_.requirements[judgement.requirement];
    const auto subject = requirement.subject ? Value() : Value(facts_.root());
    return {subject, Truth::yes, judgement.verdict.verdict, {}};
  }

  auto is_open(const FactRef& fact) const -> bool {
    const auto value = facts_.get(fact.row, fact.field);
    const auto* list = value.get_if<std::shared_ptr<const List>>();
    return value.is_unknown() || (list != nullptr && (*list)->open);
  }

  void note(std::vector<FactRef>& missing, const FactRef& fact) const {
    if (is_open(fact) && std::ranges::find(missing, fact) == missing.end()) missing.push_back(fact);
  }

  auto missing_of(const std::vector<eval::FactRead>& read) const -> std::vector<FactRef> {
    std::vector<FactRef> missing;
    for (const auto& fact : read) note(missing, {fact.row, fact.field});
    return missing;
  }

  auto by_proof(const explain::Judgement& judgement, const explain::JudgedSubject& subject) const
      -> std::vector<FactRef> {
    const auto proof = explain::prove(program_, facts_, settings_, judgement.requirement, subject, extents_);
    std::vector<FactRef> missing;
    for (const auto& step : proof.steps) {
      if (step.fact && step.reached && (step.kind == explain::StepKind::missing || step.open))
        note(missing, *step.fact);
    }
    const auto reason = explain::find_reason(program_, facts_, settings_, proof, 0);
    std::vector<FactRef> deciding;
    for (const auto& fact : reason.facts) note(deciding, fact);
    if (!deciding.empty()) return deciding;
    return missing.empty() ? all_read(judgement, subject) : missing;
  }

  // Where no step names what is missing (a relation that may or may not hold): all that was looked at and is not known.
  auto all_read(const explain::Judgement& judgement, const explain::JudgedSubject& subject) const
      -> std::vector<FactRef> {
    std::set<FactRef> read;
    explain::World world{program_, facts_, settings_, judgement.level};
    world.read = &read;
    const auto& requirement = program_.requirements[judgement.requirement];
    static_cast<void>(explain::judge_subject(world, requirement, subject.subject, Truth::yes));
    std::vector<FactRef> missing;
    for (const auto& fact : read) note(missing, fact);
    return missing;
  }

  auto facts_of_scope(const explain::Judgement& judgement) const -> std::vector<FactRef> {
    const explain::World world{program_, facts_, settings_, judgement.level};
    std::vector<FactRef> missing;
    for (const auto& fact : explain::facts_of_scope(world, program_.requirements[judgement.requirement])) {
      note(missing, fact);
    }
    return missing;
  }

  // The largest parts of an expression that speak of facts alone, neither of results nor of other outcomes.
  auto readers(model::ExprId expr) const -> std::vector<model::ExprId> {
    if (!speaks_of_results(expr)) return {expr};
    std::vector<model::ExprId> found;
    const auto& node = program_.exprs[expr].node;
    if (binds_variables(node)) return found;
    for (const auto child : model::children(node)) {
      for (const auto reader : readers(child)) found.push_back(reader);
    }
    return found;
  }
  auto speaks_of_results(model::ExprId expr) const -> bool {
    const auto& node = program_.exprs[expr].node;
    if (std::holds_alternative<model::ResultsRef>(node) || std::holds_alternative<model::OutcomeRef>(node)) return true;
    return std::ranges::any_of(model::children(node), [&](const auto child) { return speaks_of_results(child); });
  }
  // What stands inside may read the variable, which has no value here.
  static auto binds_variables(const model::ExprNode& node) -> bool {
    return std::holds_alternative<model::Quantifier>(node) || std::holds_alternative<model::Distinct>(node) ||
           std::holds_alternative<model::Select>(node) || std::holds_alternative<model::Map>(node) ||
           std::holds_alternative<model::Aggregate>(node);
  }

  void add_waiting(const std::vector<FactRef>& missing, bool open) {
    for (const auto& fact : missing) {
      const auto [at, fresh] = places_.emplace(fact, needs_.size());
      if (fresh) needs_.push_back({fact, 0, 0, 0, {}});
      auto& need = needs_[at->second];
      (open ? need.open : need.left) += whole_point / missing.size();
      ++need.waiting;
      if (rule_ && (need.rules.empty() || need.rules.back() != *rule_)) need.rules.push_back(*rule_);
    }
  }

  const model::Program& program_;
  const facts::Facts& facts_;
  const eval::Settings& settings_;
  Search search_;
  eval::Reasons reasons_;
  std::shared_ptr<explain::Extents> extents_ = explain::make_extents();
  std::optional<model::RequirementId> rule_;
  std::vector<Need> needs_;
  std::map<FactRef, std::size_t> places_;
};

}  // namespace

auto needed_facts(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings,
                  const Selection& selection, Search search) -> std::vector<Need> {
  const auto assessment = assess(plan, facts, settings, selection, eval::Keep::what_is_not_good);
  Asking asking(plan, facts, settings, search);
  for (const auto* judgements : {&assessment.results, &assessment.risks, &assessment.duties}) {
    for (const auto& judgement : *judgements) {
      const auto& rule = plan.program->requirements[judgement.requirement];
      if (!advisory(*plan.program, rule)) asking.add(judgement);
    }
  }
  for (const auto& outcome : assessment.outcomes) asking.add(outcome);
  return asking.take();
}

}  // namespace dengbao::assess
