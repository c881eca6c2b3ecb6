#include <algorithm>

#include "model/check_citations.h"
#include "model/check_expr.h"
#include "model/children.h"

// Outcomes: values over all verdicts.
namespace dengbao::model {
namespace {

void check_outcome(Compilation& c, OutcomeId id, const PendingOutcome& pending) {
  const auto& written = *pending.syntax;
  std::vector<Citation> citations;
  for (const auto& citation : written.citations) {
    if (auto checked = check_citation(c, citation)) citations.push_back(std::move(*checked));
  }
  Scope scope;
  scope.unit = pending.unit;
  scope.outcome = true;
  scope.passes = true;
  ExprChecker checker(c, *c.units[pending.unit].file, scope);
  auto& outcome = c.program.outcomes[id];
  const auto value = checker.check_as(written.value, outcome.type);
  auto says = make_template(c, scope, written.says);
  outcome.says = std::move(says);
  outcome.citations = std::move(citations);
  outcome.title = written.title ? written.title->words : Localised{outcome.name, outcome.name};
  outcome.slots = static_cast<std::uint32_t>(scope.slot_names.size());
  outcome.slot_names = std::move(scope.slot_names);
  if (value) outcome.value = *value;
}

// Outcomes read outcomes, and never themselves.
class CircleFinder {
 public:
  explicit CircleFinder(Compilation& c) : c_(c), state_(c.program.outcomes.size(), State::open) {}

  void visit(OutcomeId id) {
    if (state_[id.index] == State::done) return;
    if (state_[id.index] == State::active) return report(id);
    state_[id.index] = State::active;
    path_.push_back(id);
    visit(c_.program.outcomes[id].value);
    path_.pop_back();
    state_[id.index] = State::done;
  }

 private:
  enum class State : std::uint8_t { open, active, done };

  void visit(ExprId expr) {
    const auto& node = c_.program.exprs[expr].node;
    if (const auto* other = std::get_if<OutcomeRef>(&node)) visit(other->outcome);
    for (const auto child : children(node)) visit(child);
  }

  void report(OutcomeId id) {
    std::string circle;
    for (auto it = std::find(path_.begin(), path_.end(), id); it != path_.end(); ++it) {
      circle += c_.program.outcomes[*it].name + " → ";
    }
    const auto& outcome = c_.program.outcomes[id];
    c_.sink.report(Code::outcome_circle, outcome.span, outcome.name, circle + outcome.name);
  }

  Compilation& c_;
  std::vector<State> state_;
  std::vector<OutcomeId> path_;
};

}  // namespace

void check_outcomes(Compilation& c) {
  if (c.outcomes.empty()) return;
  const auto errors = c.sink.errors();
  for (std::uint32_t i = 0; i < c.outcomes.size(); ++i) {
    const auto type = resolve_type(c, c.outcomes[i].unit, c.outcomes[i].syntax->type, {});
    c.program.outcomes[{i}].type = type ? type->type : number_type;
  }
  for (std::uint32_t i = 0; i < c.outcomes.size(); ++i) check_outcome(c, {i}, c.outcomes[i]);
  if (c.sink.errors() > errors) return;
  CircleFinder circles(c);
  for (std::uint32_t i = 0; i < c.outcomes.size(); ++i) circles.visit(OutcomeId{i});
}

}  // namespace dengbao::model
