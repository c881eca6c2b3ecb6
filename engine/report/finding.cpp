#include "report/finding.h"

#include <fmt/format.h>

#include <set>

namespace dengbao::report {
namespace {

using explain::Step;
using explain::StepId;
using explain::StepKind;

// Goes down to facts by the steps that made their parent what it is.
class FactCollector {
 public:
  explicit FactCollector(const explain::Proof& proof) : proof_(proof) {}

  void walk(StepId id) {
    const auto& step = proof_.steps[id];
    if (!step.reached || !walked_.insert(id).second) return;
    const auto before = facts_.size();
    if (step.kind != StepKind::element) note(id, step);
    for (const auto child : deciding(step)) walk(child);
    // The list that an element stands in is worth a word only where the element itself has no fact.
    if (step.kind == StepKind::element && facts_.size() == before) note(id, step);
  }
  [[nodiscard]] auto take() -> std::vector<StepFact> { return std::move(facts_); }

 private:
  void note(StepId id, const Step& step) {
    if (step.fact && seen_.insert(*step.fact).second) facts_.push_back({id, *step.fact});
  }

  // Of a way through several tuples each is told of by itself.
  auto deciding(const Step& step) const -> std::vector<StepId> {
    switch (step.kind) {
      case StepKind::relation:
        return kept(step.children, [](const Step& child) { return child.kind != StepKind::relation; });
      case StepKind::quantifier:
        return alike(step, elements(step));
      case StepKind::element:
        return step.children.empty() ? step.children : std::vector{step.children.back()};  // its body
      case StepKind::done:
        return on_that_day(step);
      case StepKind::passes:
      case StepKind::conjunction:
      case StepKind::disjunction:
        return alike(step, step.children);
      default:
        return step.children;
    }
  }

  // Without the list itself, unless it is empty or unknown.
  auto elements(const Step& step) const -> std::vector<StepId> {
    auto found = kept(step.children, [](const Step& child) { return child.kind == StepKind::element; });
    return found.empty() ? step.children : found;
  }
  // Of a list of days the one that counts.
  auto on_that_day(const Step& done) const -> std::vector<StepId> {
    for (const auto child : done.children) {
      auto found = kept(proof_.steps[child].children, [&](const Step& element) {
        return element.kind == StepKind::element && same(element.value, done.value);
      });
      if (!found.empty()) return {found.front()};
    }
    return done.children;
  }
  // Those that hold as the whole does, where there are any.
  auto alike(const Step& step, const std::vector<StepId>& children) const -> std::vector<StepId> {
    auto found = kept(children, [&](const Step& child) { return child.holds == step.holds; });
    return found.empty() ? children : found;
  }
  template <typename Keep>
  auto kept(const std::vector<StepId>& children, Keep keep) const -> std::vector<StepId> {
    std::vector<StepId> found;
    for (const auto child : children) {
      if (keep(proof_.steps[child])) found.push_back(child);
    }
    return found;
  }

  const explain::Proof& proof_;
  std::set<StepId> walked_;
  std::set<explain::FactRef> seen_;
  std::vector<StepFact> facts_;
};

// Duties are alike if their days are.
auto dates_of(const eval::Timing& timing) -> std::string {
  std::string dates;
  for (const auto& date : {timing.due, timing.done, timing.next}) dates += " " + (date ? date->to_string() : "-");
  return dates;
}

}  // namespace

auto find(const Context& context, const explain::Judgement& judgement, const explain::JudgedSubject& subject,
          bool minimal) -> Finding {
  constexpr std::size_t evaluations = 4000;
  auto proof =
      explain::prove(context.program, context.facts, context.settings, judgement.requirement, subject, context.extents);
  auto reason =
      explain::find_reason(context.program, context.facts, context.settings, proof, minimal ? evaluations : 0);
  return {std::move(proof), std::move(reason)};
}

auto find_within(const Context& context, const explain::Judgement& judgement, const explain::JudgedSubject& subject,
                 std::size_t most_steps) -> std::optional<Finding> {
  auto proof = explain::prove_within(context.program, context.facts, context.settings, judgement.requirement, subject,
                                     context.extents, most_steps);
  if (!proof) return std::nullopt;
  auto reason = explain::find_reason(context.program, context.facts, context.settings, *proof, 0);
  return Finding{std::move(*proof), std::move(reason)};
}

auto no_subject(const Context& context, const explain::Judgement& judgement) -> explain::JudgedSubject {
  const auto& requirement = context.program.requirements[judgement.requirement];
  const auto subject = requirement.subject ? Value() : Value(context.facts.root());
  return {subject, Truth::yes, judgement.verdict.verdict, {}};
}

auto facts_below(const explain::Proof& proof, explain::StepId step) -> std::vector<StepFact> {
  FactCollector collector(proof);
  collector.walk(step);
  return collector.take();
}

auto shape(const Finding& finding) -> std::string {
  std::set<std::string> steps;  // several elements that fail alike count once
  for (const auto leaf : finding.reason.leaves) {
    const auto& step = finding.proof.steps[leaf];
    steps.insert(fmt::format("{}/{}/{}", static_cast<int>(step.kind), step.expr ? step.expr->index : 0U,
                             static_cast<int>(step.holds)));
  }
  auto shape = fmt::format("{}", static_cast<int>(finding.proof.subject.verdict));
  if (const auto& timing = finding.proof.subject.timing) shape += dates_of(*timing);
  for (const auto& step : steps) shape += " " + step;
  return shape;
}

auto wants_repairs(eval::Verdict verdict) -> bool {
  return verdict == eval::Verdict::fail || verdict == eval::Verdict::partial || verdict == eval::Verdict::high;
}

auto wants_reasons(eval::Verdict verdict) -> bool {
  switch (verdict) {
    case eval::Verdict::partial:
    case eval::Verdict::fail:
    case eval::Verdict::undecided:
    case eval::Verdict::not_met_recommended:
    case eval::Verdict::pass_by_exception:
    case eval::Verdict::provided:
    case eval::Verdict::high:
    case eval::Verdict::medium:
    case eval::Verdict::in_time:
    case eval::Verdict::not_yet_due:
    case eval::Verdict::late:
    case eval::Verdict::overdue:
      return true;
    case eval::Verdict::pass:
    case eval::Verdict::not_applicable:
    case eval::Verdict::not_found:
      return false;
  }
  return false;
}

auto written_at(const model::Program& program, const Step& step) -> std::optional<Span> {
  if (step.relation && step.rule) return program.relations[*step.relation].rules[*step.rule].span;
  if (step.kind == StepKind::table_row && step.rule) {
    const auto& call = std::get<model::CallTable>(program.exprs[*step.expr].node);
    return program.tables[call.table].rows[*step.rule].span;
  }
  return step.expr ? std::optional(program.exprs[*step.expr].span) : std::nullopt;
}

auto pointer(const Context& context, explain::FactRef fact) -> std::string {
  return context.facts.pointer(fact.row, fact.field);
}

}  // namespace dengbao::report
