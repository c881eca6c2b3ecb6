#include "assess/outcomes.h"

#include <algorithm>

#include "eval/results.h"
#include "explain/evaluate.h"
#include "model/children.h"

namespace dengbao::assess {
namespace {

using namespace model;
using eval::Verdict;

// As `declare_results` orders the choices; unknown where nothing is decided yet.
auto verdict_value(Verdict verdict) -> Value {
  switch (verdict) {
    case Verdict::pass:
    case Verdict::pass_by_exception:
      return Enumerator{0};
    case Verdict::partial:
      return Enumerator{1};
    case Verdict::fail:
      return Enumerator{2};
    case Verdict::not_applicable:
      return Enumerator{3};
    case Verdict::not_met_recommended:
      return Enumerator{4};
    case Verdict::provided:
      return Enumerator{5};
    default:
      return {};
  }
}

// Of a risk that may be raised, and may not, nothing is known yet; a medium one that may be high is as open.
auto severity_value(Verdict verdict, bool final) -> Value {
  switch (verdict) {
    case Verdict::high:
      return Enumerator{0};
    case Verdict::medium:
      return final ? Value(Enumerator{1}) : Value{};
    case Verdict::not_found:
      return Enumerator{2};
    default:
      return {};
  }
}

// Fills the records that outcomes read from an assessment.
class Recorder {
 public:
  Recorder(const Program& program, const facts::Facts& facts, const Assessment& assessment)
      : program_(program),
        facts_(facts),
        assessment_(assessment),
        records_(eval::result_records(program)),
        results_(program) {}

  auto run() -> eval::Results {
    for (std::size_t i = 0; i < assessment_.results.size(); ++i) {
      by_requirement_.emplace_back(assessment_.results[i].requirement, i);
    }
    std::ranges::sort(by_requirement_);
    List clauses;
    for (const auto& clause : assessment_.clauses) clauses.elements.emplace_back(add(clause));
    results_.add(*program_.results, {make_list(std::move(clauses)), findings()});
    return std::move(results_);
  }

 private:
  static auto text(std::string_view text) -> Value { return text; }  // of the program, which lives longer

  auto add(const ClauseResult& result) -> Row {
    const auto& clause = program_.sources[result.source].clauses[result.clause];
    const auto klass =
        clause.klass ? std::string_view(program_.scheme.classes[*clause.klass].name) : std::string_view();
    const bool decided = result.covered && result.verdict != Verdict::undecided;
    return results_.add(records_.clause,
                        {text(clause.number), text(clause.topic), text(klass), text(clause.part),
                         text(clause.domain.en), Number(std::int64_t{clause.level}), result.covered, decided,
                         weight_of(result), decided ? verdict_value(result.verdict) : Value{}, objects_of(result)});
  }

  // A finding for each subject of each risk that counts. A risk whose subjects are not all known may have more.
  auto findings() -> Value {
    List findings;
    for (const auto& judgement : assessment_.risks) {
      const auto& risk = program_.requirements[judgement.requirement];
      if (advisory(program_, risk)) continue;
      findings.open = findings.open || judgement.open_scope || judgement.applies == Truth::unknown;
      for (const auto& subject : judgement.subjects) findings.elements.emplace_back(add(risk, subject));
    }
    return make_list(std::move(findings));
  }

  auto add(const Requirement& risk, const explain::JudgedSubject& subject) -> Row {
    List concerns;
    for (const auto& concern : risk.concerns) {
      concerns.elements.push_back(
          text(concern.requirement ? program_.requirements[*concern.requirement].name : concern.topic));
    }
    const bool sure = subject.in_scope == Truth::yes || subject.verdict == Verdict::not_found;
    return results_.add(records_.finding, {text(risk.name), results_.keep(name_of(subject)),
                                           sure ? severity_value(subject.verdict, subject.final) : Value{},
                                           make_list(std::move(concerns))});
  }

  [[nodiscard]] auto name_of(const explain::JudgedSubject& judged) const -> std::string {
    if (const auto* row = judged.subject.get_if<Row>()) return facts_.name(*row, Lang::en);
    if (const auto* choice = judged.subject.get_if<Enumerator>()) {
      return program_.enumerations[judged.type.enumeration()].choices[choice->ordinal].name;
    }
    return to_text(judged.subject, Lang::en);
  }

  // The highest weight of the requirements that cite it.
  [[nodiscard]] auto weight_of(const ClauseResult& result) const -> Value {
    auto weight = Weight::ordinary;
    for (const auto id : result.requirements) {
      weight = std::max(weight, program_.requirements[id].weight.value_or(Weight::ordinary));
    }
    return Enumerator{static_cast<std::uint32_t>(weight)};
  }

  // Only where some outcome asks for them: a large network has very many.
  auto objects_of(const ClauseResult& result) -> Value {
    const auto field = program_.find_field(records_.clause, "objects");
    if (!program_.fields[*field].read) return make_list(List{});
    List objects;
    for (const auto id : result.requirements) {
      const auto* judgement = judgement_of(id);
      if (judgement == nullptr) continue;
      for (const auto& subject : judgement->subjects) objects.elements.emplace_back(add(subject));
    }
    return make_list(std::move(objects));
  }

  // Of what may be out of scope nothing is decided, also where it passes: it may not be an object of the clause at all.
  auto add(const explain::JudgedSubject& subject) -> Row {
    const bool decided = subject.verdict != Verdict::undecided && subject.in_scope == Truth::yes;
    return results_.add(records_.object,
                        {results_.keep(name_of(subject)), decided, decided ? verdict_value(subject.verdict) : Value{}});
  }

  [[nodiscard]] auto judgement_of(RequirementId id) const -> const explain::Judgement* {
    const auto found = std::ranges::lower_bound(by_requirement_, id, {}, [](const auto& entry) { return entry.first; });
    if (found == by_requirement_.end() || found->first != id) return nullptr;
    return &assessment_.results[found->second];
  }

  const Program& program_;
  const facts::Facts& facts_;
  const Assessment& assessment_;
  eval::ResultRecords records_;
  eval::Results results_;
  std::vector<std::pair<RequirementId, std::size_t>> by_requirement_;
};

// Outcomes by the reference evaluator, in the order in which they need one another.
class OutcomeJudge {
 public:
  OutcomeJudge(const Program& program, const facts::Facts& facts, const eval::Settings& settings,
               const eval::Results& results)
      : program_(program),
        values_(program.outcomes.size()),
        done_(program.outcomes.size()),
        world_{program, facts, settings, settings.level} {
    world_.results = &results;
    world_.outcomes = &values_;
  }

  auto run() -> std::vector<OutcomeResult> {
    std::vector<OutcomeResult> judged;
    for (std::uint32_t i = 0; i < program_.outcomes.size(); ++i) {
      value(OutcomeId{i});
      judged.push_back(result(OutcomeId{i}));
    }
    for (auto& made : judged) made.steps = steps(made.outcome);
    return judged;
  }
  // What these came to; then their steps.
  void add_steps(std::vector<OutcomeResult>& judged) {
    for (const auto& made : judged) values_[made.outcome.index] = made.value;
    for (auto& made : judged) made.steps = steps(made.outcome);
  }

 private:
  void value(OutcomeId id) {
    if (done_[id.index]) return;
    done_[id.index] = true;
    need(program_.outcomes[id].value);
    explain::Frame frame(program_.outcomes[id].slots);
    values_[id.index] = explain::evaluate(world_, program_.outcomes[id].value, frame);
  }

  void need(ExprId expr) {
    const auto& node = program_.exprs[expr].node;
    if (const auto* other = std::get_if<OutcomeRef>(&node)) value(other->outcome);
    for (const auto child : children(node)) need(child);
  }

  auto result(OutcomeId id) -> OutcomeResult {
    const auto& outcome = program_.outcomes[id];
    OutcomeResult made{id, values_[id.index], {}, {}};
    explain::Frame frame(outcome.slots);
    const auto& node = program_.exprs[outcome.value].node;
    if (const auto* choice = std::get_if<Choose>(&node); choice != nullptr && made.value.is_unknown()) {
      for (const auto& value : explain::possible_values(world_, *choice, frame)) {
        const auto seen = [&](const Value& other) { return same(other, value); };
        if (std::ranges::none_of(made.possible, seen)) made.possible.push_back(value);
      }
    }
    return made;
  }

  auto steps(OutcomeId id) -> std::vector<OutcomeStep> {
    std::vector<OutcomeStep> steps;
    explain::Frame frame(program_.outcomes[id].slots);
    collect(program_.outcomes[id].value, frame, steps);
    return steps;
  }

  // Of a formula its counts and the outcomes that it reads; of a choice its conditions, up to the one that decides.
  void collect(ExprId expr, explain::Frame& frame, std::vector<OutcomeStep>& steps) {
    const auto& node = program_.exprs[expr].node;
    const auto note = [&] { steps.push_back({expr, explain::evaluate(world_, expr, frame)}); };
    if (const auto* choice = std::get_if<Choose>(&node)) return collect_cases(*choice, frame, steps);
    if (std::holds_alternative<Aggregate>(node) || std::holds_alternative<OutcomeRef>(node) ||
        std::holds_alternative<CallTable>(node)) {
      return note();
    }
    for (const auto child : children(node)) collect(child, frame, steps);
  }

  void collect_cases(const Choose& choice, explain::Frame& frame, std::vector<OutcomeStep>& steps) {
    for (const auto& one : choice.cases) {
      const auto holds = explain::evaluate_truth(world_, one.condition, frame);
      steps.push_back({one.condition, Value(holds)});
      if (holds == Truth::yes) return;
    }
  }

  const Program& program_;
  std::vector<Value> values_;
  std::vector<bool> done_;
  explain::World world_;
};

}  // namespace

auto judge_outcomes(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings,
                    const Assessment& assessment, Steps steps) -> std::vector<OutcomeResult> {
  const auto& program = *plan.program;
  if (program.outcomes.size() == 0) return {};
  const auto results = Recorder(program, facts, assessment).run();
  std::vector<OutcomeResult> judged;
  for (auto& made : eval::reckon_outcomes(plan, facts, settings, results)) {
    const OutcomeId id{static_cast<std::uint32_t>(judged.size())};
    judged.push_back({id, std::move(made.value), std::move(made.possible), {}});
  }
  if (steps == Steps::told) OutcomeJudge(program, facts, settings, results).add_steps(judged);
  return judged;
}

auto reference_outcomes(const Program& program, const facts::Facts& facts, const eval::Settings& settings,
                        const Assessment& assessment) -> std::vector<OutcomeResult> {
  if (program.outcomes.size() == 0) return {};
  const auto results = Recorder(program, facts, assessment).run();
  return OutcomeJudge(program, facts, settings, results).run();
}

}  // namespace dengbao::assess
