#include "explain/leaves.h"

#include <algorithm>
#include <set>

namespace dengbao::explain {
namespace {

using namespace model;
using Steps = std::vector<StepId>;

void append(Steps& to, const Steps& from) { to.insert(to.end(), from.begin(), from.end()); }

class LeafFinder {
 public:
  LeafFinder(const Program& program, const Proof& proof) : program_(program), proof_(proof) {}

  // `alone`: only where no other lacks as little.
  [[nodiscard]] auto nearest(StepId search, bool alone = false) const -> std::optional<StepId> {
    std::optional<StepId> found;
    std::size_t fewest = 0;
    bool tie = false;
    for (auto child : at(search).children) {
      const auto& element = at(child);
      if (element.kind != StepKind::element || !element.reached || element.in_scope == 0) continue;
      const auto lacking = decided(element.children.back()).size();
      tie = found && (lacking == fewest || (tie && lacking > fewest));
      if (found && lacking >= fewest) continue;
      found = child;
      fewest = lacking;
    }
    return alone && tie ? std::nullopt : found;
  }

  auto run() -> Steps {
    switch (proof_.subject.verdict) {
      case eval::Verdict::not_applicable:
        return of_wrappers();
      case eval::Verdict::undecided:
        return of_undecided();
      case eval::Verdict::pass:
      case eval::Verdict::pass_by_exception:
        return of_parts(Truth::yes);
      case eval::Verdict::partial:
      case eval::Verdict::fail:
      case eval::Verdict::not_met_recommended:
        return by_provider() ? of_provider() : of_parts(Truth::no);
      case eval::Verdict::provided:
        return of_provider();
      case eval::Verdict::high:
      case eval::Verdict::medium:
      case eval::Verdict::not_found:
        return of_risk();
      case eval::Verdict::in_time:
      case eval::Verdict::not_yet_due:
      case eval::Verdict::late:
      case eval::Verdict::overdue:
        return of_dates();
    }
    return {};
  }

 private:
  [[nodiscard]] auto at(StepId id) const -> const Step& { return proof_.steps[id]; }
  [[nodiscard]] auto requirement() const -> const Requirement& { return program_.requirements[proof_.requirement]; }

  // ---- whole parts ----

  [[nodiscard]] auto all_recommended() const -> bool {
    const auto& parts = proof_.subject.parts;
    return std::all_of(parts.begin(), parts.end(), [](const JudgedPart& part) { return part.result.recommended; });
  }

  // The parts that count towards the verdict.
  [[nodiscard]] auto parts() const -> Steps {
    Steps result;
    for (auto child : at(proof_.root).children) {
      const auto& step = at(child);
      if (step.kind != StepKind::part) continue;
      if (all_recommended() || !requirement().parts[*step.part].recommended) result.push_back(child);
    }
    return result;
  }

  // `applies when` and the scope, where they are what decides.
  [[nodiscard]] auto of_wrappers() const -> Steps {
    Steps result;
    for (auto child : at(proof_.root).children) {
      const auto& step = at(child);
      const bool wrapper = step.kind == StepKind::applies || step.kind == StepKind::scope;
      if (wrapper && step.holds == Truth::no) append(result, decided(step.children.front()));
      if (step.kind == StepKind::due && step.holds == Truth::no) result.push_back(child);
    }
    return result;
  }

  // ---- providers, risks, duties ----

  [[nodiscard]] auto child_of_kind(StepKind kind) const -> std::optional<StepId> {
    for (auto child : at(proof_.root).children) {
      if (at(child).kind == kind) return child;
    }
    return std::nullopt;
  }

  [[nodiscard]] auto by_provider() const -> bool {
    const auto listed = child_of_kind(StepKind::listed);
    return listed && at(*listed).holds == Truth::yes;
  }

  // That it is listed, and what makes the provider one to rely on, or not.
  [[nodiscard]] auto of_provider() const -> Steps {
    Steps result{*child_of_kind(StepKind::listed)};
    append(result, decided(at(*child_of_kind(StepKind::provider)).children.front()));
    return result;
  }

  // What raises it, and what lowers it; where nothing was found, why not.
  [[nodiscard]] auto of_risk() const -> Steps {
    Steps result;
    for (auto child : at(proof_.root).children) {
      const auto& part = at(child);
      if (part.kind != StepKind::part || (part.holds == Truth::yes) != is_raised()) continue;
      const auto lowered = lowered_by(part);
      if (proof_.subject.verdict == eval::Verdict::high && !lowered.empty()) continue;
      append(result, lowered);
      append(result, decided(part.children.front()));
    }
    return result;
  }
  [[nodiscard]] auto is_raised() const -> bool { return proof_.subject.verdict != eval::Verdict::not_found; }
  [[nodiscard]] auto lowered_by(const Step& part) const -> Steps {
    Steps result;
    for (auto child : part.children) {
      const auto& step = at(child);
      if (step.kind == StepKind::exception && step.reached && step.holds == Truth::yes) result.push_back(child);
    }
    return result;
  }

  [[nodiscard]] auto of_dates() const -> Steps {
    return {*child_of_kind(StepKind::due), *child_of_kind(StepKind::done)};
  }

  [[nodiscard]] auto of_parts(Truth holds) const -> Steps {
    Steps excused;
    Steps result;
    for (auto part : parts()) {
      if (at(part).holds == holds) append(is_excused(at(part)) ? excused : result, of_part(part));
    }
    append(excused, result);
    return excused;
  }

  [[nodiscard]] auto is_excused(const Step& part) const -> bool {
    return part.holds == Truth::yes && at(part.children.front()).holds != Truth::yes;
  }

  // Of an excused part the exceptions that hold, then the failure that they excuse.
  [[nodiscard]] auto of_part(StepId id) const -> Steps {
    const auto& part = at(id);
    const auto condition = part.children.front();
    Steps result;
    if (is_excused(part)) {
      for (auto child : part.children) {
        if (at(child).kind == StepKind::exception && at(child).holds == Truth::yes) result.push_back(child);
      }
      if (at(condition).holds == Truth::unknown) return result;
    }
    append(result, decided(condition));
    return result;
  }

  // ---- what is decided ----

  [[nodiscard]] auto children_that(const Step& step, Truth holds) const -> Steps {
    Steps result;
    for (auto child : step.children) {
      if (at(child).holds == holds) append(result, decided(child));
    }
    return result;
  }

  // All alternatives failed: the one that came nearest first.
  [[nodiscard]] auto of_alternatives(const Step& step) const -> Steps {
    std::vector<Steps> branches;
    branches.reserve(step.children.size());
    for (auto child : step.children) branches.push_back(decided(child));
    std::stable_sort(branches.begin(), branches.end(),
                     [](const Steps& a, const Steps& b) { return a.size() < b.size(); });
    Steps result;
    for (const auto& branch : branches) append(result, branch);
    return result;
  }

  [[nodiscard]] auto witness(const Step& step) const -> Steps {
    for (auto child : step.children) {
      if (at(child).holds == Truth::yes) return decided(child);
    }
    return {};
  }

  [[nodiscard]] auto of_implication(const Step& step) const -> Steps {
    const auto condition = step.children[0];
    return decided(at(condition).holds == Truth::no ? condition : step.children[1]);
  }

  // The elements at fault; for all else the summary says it.
  [[nodiscard]] auto of_quantifier(StepId id) const -> Steps {
    const auto& step = at(id);
    const auto kind = std::get<Quantifier>(program_.exprs[*step.expr].node).kind;
    if (step.holds == Truth::no && kind == QuantifierKind::some) return of_failed_search(id);
    if (step.holds != Truth::no) return {id};
    Steps result;
    for (auto child : step.children) {
      const auto& element = at(child);
      if (element.kind != StepKind::element || element.holds != Truth::no) continue;
      append(result, decided(element.children.back()));
    }
    return result.empty() ? Steps{id} : result;
  }

  // None was found: how many were tried, and what the one that came nearest lacks.
  [[nodiscard]] auto of_failed_search(StepId id) const -> Steps {
    Steps result{id};
    if (const auto nearest = this->nearest(id)) append(result, decided(at(*nearest).children.back()));
    return result;
  }

  [[nodiscard]] auto of_definition(StepId id) const -> Steps {
    const auto& step = at(id);
    const auto& call = std::get<CallDefinition>(program_.exprs[*step.expr].node);
    const bool speaks = !program_.definitions[call.definition].says.empty();
    if (step.children.empty() || (speaks && step.holds == Truth::yes)) return {id};
    return decided(step.children.front());
  }

  // A way of several steps, then each of them with its facts.
  [[nodiscard]] auto of_relation(StepId id) const -> Steps {
    Steps result{id};
    const auto hops = hops_of(proof_, id);
    if (hops.size() > 1) append(result, hops);
    return result;
  }

  [[nodiscard]] auto decided(StepId id) const -> Steps {
    const auto& step = at(id);
    const bool yes = step.holds == Truth::yes;
    switch (step.kind) {
      case StepKind::conjunction:
        return yes ? children_that(step, Truth::yes) : children_that(step, Truth::no);
      case StepKind::disjunction:
        return yes ? witness(step) : of_alternatives(step);
      case StepKind::negation:
        return decided(step.children.front());
      case StepKind::implication:
        return of_implication(step);
      case StepKind::quantifier:
        return of_quantifier(id);
      case StepKind::definition:
        return of_definition(id);
      case StepKind::relation:
        return of_relation(id);
      default:
        return {id};
    }
  }

  // ---- what is not decided ----

  [[nodiscard]] auto of_undecided() const -> Steps {
    std::vector<Steps> groups;
    for (auto child : at(proof_.root).children) {
      const auto& step = at(child);
      const bool wrapper = step.kind == StepKind::applies || step.kind == StepKind::scope;
      const bool other = step.kind == StepKind::listed || step.kind == StepKind::due || step.kind == StepKind::done ||
                         (step.kind == StepKind::provider && by_provider());
      if ((wrapper || other) && step.holds == Truth::unknown) groups.push_back(of_open(child));
      if (step.kind == StepKind::due && step.holds == Truth::yes) groups.push_back({child});
    }
    const auto fixed = static_cast<std::ptrdiff_t>(groups.size());
    for (auto part : parts()) {
      if (at(part).holds == Truth::unknown) groups.push_back(of_undecided_part(part));
    }
    std::stable_sort(groups.begin() + fixed, groups.end(),
                     [](const Steps& a, const Steps& b) { return a.size() < b.size(); });
    return once(groups);
  }

  // What is missing below a step above the parts.
  [[nodiscard]] auto of_open(StepId id) const -> Steps {
    Steps result;
    for (auto child : at(id).children) {
      if (at(child).holds == Truth::unknown) append(result, unknown(child));
    }
    return result.empty() ? Steps{id} : result;
  }

  // The condition may have failed, with only the exception open.
  [[nodiscard]] auto of_undecided_part(StepId id) const -> Steps {
    if (requirement().kind == RuleKind::risk) return unknown(at(id).children.front());
    Steps result;
    for (auto child : at(id).children) {
      if (at(child).holds != Truth::unknown) continue;
      append(result, unknown(at(child).kind == StepKind::exception ? at(child).children.front() : child));
    }
    return result;
  }

  [[nodiscard]] auto unknown(StepId id) const -> Steps {
    const auto& step = at(id);
    if (step.kind == StepKind::missing || (step.kind == StepKind::fact && step.open)) return {id};
    Steps result;
    for (auto child : step.children) {
      if (at(child).holds == Truth::unknown) append(result, unknown(child));
    }
    return result.empty() ? Steps{id} : result;
  }

  // Each missing fact once, however often it is asked for.
  [[nodiscard]] auto once(const std::vector<Steps>& groups) const -> Steps {
    Steps result;
    std::set<FactRef> seen;
    for (const auto& group : groups) {
      for (auto leaf : group) {
        const auto& fact = at(leaf).fact;
        if (!fact || seen.insert(*fact).second) result.push_back(leaf);
      }
    }
    return result;
  }

  const Program& program_;
  const Proof& proof_;
};

}  // namespace

auto find_leaves(const Program& program, const Proof& proof) -> Steps { return LeafFinder(program, proof).run(); }

auto nearest_candidate(const Program& program, const Proof& proof, StepId search) -> std::optional<StepId> {
  return LeafFinder(program, proof).nearest(search, true);
}

}  // namespace dengbao::explain
