#include "report/outline.h"

#include <algorithm>

#include "report/evidence.h"
#include "report/layout.h"
#include "report/rule_words.h"

namespace dengbao::report {
namespace {

using explain::StepId;
using explain::StepKind;
using ToldKind = ToldLine::Kind;

constexpr std::size_t leaves_if_failed = 20;
constexpr std::size_t leaves_if_met = 3;

auto verdict_of(const explain::Proof& proof, std::uint32_t part) -> eval::PartVerdict {
  for (const auto& judged : proof.subject.parts) {
    if (judged.part == part) return judged.result.verdict;
  }
  return eval::PartVerdict::undecided;
}

class Outliner {
 public:
  explicit Outliner(const Explained& explained) : explained_(explained), proof_(explained.finding.proof) {}

  auto run() -> std::vector<ToldLine> {
    std::vector<ToldLine> lines;
    bool listed = false;  // by a provider, who then decides
    for (const auto id : proof_.steps[proof_.root].children) {
      const auto& step = proof_.steps[id];
      if (step.kind == StepKind::part && step.part) lines.push_back(part(id));
      if (step.kind == StepKind::exception) lines.push_back(exception(id));
      if (step.kind == StepKind::scope && step.holds == Truth::unknown) {
        lines.push_back({ToldKind::scope, id, {{{}, leaves_below(id), leaves_if_failed}}, {}, &whole_methods()});
      }
      if (step.kind == StepKind::listed || step.kind == StepKind::due || step.kind == StepKind::done) {
        lines.push_back({ToldKind::statement, id, {}, {}, &whole_methods()});
      }
      if (step.kind == StepKind::provider && listed) {
        lines.push_back(
            {ToldKind::provider, id, {condition(step.children.front(), leaves_if_failed)}, {}, &whole_methods()});
      }
      listed = listed || (step.kind == StepKind::listed && step.holds == Truth::yes);
    }
    return lines;
  }

 private:
  [[nodiscard]] auto whole_methods() const -> const std::vector<model::Method>& {
    return explained_.requirement.methods;
  }

  auto part(StepId id) -> ToldLine {
    const auto& step = proof_.steps[id];
    const auto verdict = verdict_of(proof_, *step.part);
    ToldLine line{ToldKind::part, id, {}, {}, &methods_of(explained_.requirement, step.part)};
    const auto most = verdict == eval::PartVerdict::met ? leaves_if_met : leaves_if_failed;
    for (const auto child : step.children) {
      if (proof_.steps[child].kind != StepKind::exception) {
        line.below.push_back(condition(child, most));
      } else if (tells_exceptions(explained_.requirement.kind, verdict)) {
        line.exceptions.push_back(exception(child));
      }
    }
    return line;
  }

  auto exception(StepId id) -> ToldLine {
    const auto& step = proof_.steps[id];
    ToldLine line{ToldKind::exception, id, {}, {}, &methods_of(explained_.requirement, step.part)};
    for (const auto child : step.children) {
      auto leaves = leaves_below(child);
      if (leaves.empty()) leaves = {child};
      line.below.push_back({{}, std::move(leaves), leaves_if_met});
    }
    return line;
  }

  // The whole condition in a line, unless it is itself what the verdict rests on; then the steps that it rests on.
  auto condition(StepId id, std::size_t most) -> ToldSteps {
    ToldSteps told{{}, leaves_below(id), most};
    const bool speak = leaves_speak(id, told.leaves);
    if (!told.leaves.empty() && says_itself(id)) told.leaves = {id};
    const bool is_leaf = std::ranges::find(told.leaves, id) != told.leaves.end();
    if (!is_leaf && !speak && !says_the_same(id, told.leaves)) told.whole = id;
    return told;
  }

  [[nodiscard]] auto says_the_same(StepId id, const std::vector<StepId>& leaves) const -> bool {
    return leaves.size() == 1 && explained_.words.step(id) == explained_.words.step(leaves.front());
  }

  // A conjunction or disjunction says no more than its parts do.
  [[nodiscard]] auto leaves_speak(StepId id, const std::vector<StepId>& leaves) const -> bool {
    const auto kind = proof_.steps[id].kind;
    return !leaves.empty() && !alternatives_failed(proof_.steps[id]) &&
           (kind == StepKind::conjunction || kind == StepKind::disjunction || kind == StepKind::implication ||
            kind == StepKind::negation);
  }

  // Of several that failed one would have been enough: without a word of that, all of them would seem to be asked for.
  [[nodiscard]] auto alternatives_failed(const explain::Step& step) const -> bool {
    if (step.kind == StepKind::disjunction) return step.holds == Truth::no;
    if (step.kind != StepKind::negation) return false;
    const auto& inner = proof_.steps[step.children.front()];
    return inner.kind == StepKind::conjunction && inner.holds == Truth::yes;
  }

  // A comparison that is undecided names the missing fact itself, and the bound besides.
  [[nodiscard]] auto says_itself(StepId id) const -> bool {
    const auto& step = proof_.steps[id];
    return step.kind == StepKind::comparison && step.holds == Truth::unknown;
  }

  // Proofs are long and have many steps that nothing rests on: walked once, each step marked.
  [[nodiscard]] auto leaves_below(StepId id) const -> std::vector<StepId> {
    std::vector<bool> below(proof_.steps.size());
    std::vector<StepId> left{id};
    while (!left.empty()) {
      const auto next = left.back();
      left.pop_back();
      if (below[next.index]) continue;
      below[next.index] = true;
      const auto& children = proof_.steps[next].children;
      left.insert(left.end(), children.begin(), children.end());
    }
    std::vector<StepId> leaves;
    std::ranges::copy_if(explained_.finding.reason.leaves, std::back_inserter(leaves),
                         [&](StepId leaf) { return below[leaf.index]; });
    return leaves;
  }

  const Explained& explained_;
  const explain::Proof& proof_;
};

auto truth_mark(const Context& context, Truth holds) -> std::string {
  const auto ink = holds == Truth::yes ? Ink::good : holds == Truth::no ? Ink::bad : Ink::open;
  return paint(context, ink, mark(holds));
}

// What is merely so (a day, that nobody else provides it) has a dot.
auto statement_mark(const Context& context, const explain::Proof& proof, const explain::Step& step) -> std::string {
  const auto verdict = proof.subject.verdict;
  if (step.holds == Truth::unknown) return truth_mark(context, step.holds);
  if (step.kind == StepKind::done && verdict != eval::Verdict::undecided) {
    return paint(context, ink_of(verdict), mark(verdict));
  }
  return step.kind == StepKind::listed && step.holds == Truth::yes ? truth_mark(context, step.holds) : "·";
}

auto exception_of(const model::Requirement& requirement, const explain::Step& step) -> const model::Exception& {
  return step.part ? *requirement.parts[*step.part].unless : requirement.exceptions[step.exception];
}

// The rule of a relation, or the row of a table.
void add_given_by(const Context& context, const explain::Proof& proof, StepId id, std::vector<GivenBy>& found) {
  const auto& step = proof.steps[id];
  const bool row = step.kind == StepKind::table_row;
  const bool rule =
      step.kind == StepKind::relation && step.holds == Truth::yes && explain::hops_of(proof, id).size() == 1;
  const auto span = step.rule && (row || rule) ? written_at(context.program, step) : std::nullopt;
  if (!span) return;
  found.push_back(
      {row ? in(context, "by this row of the table", "依据决策表此行") : in(context, "by this rule", "依据此规则"),
       *span});
}

}  // namespace

auto outline(const Explained& explained) -> std::vector<ToldLine> { return Outliner(explained).run(); }

auto line_mark(const Explained& explained, const ToldLine& line) -> std::string {
  const auto& context = explained.context;
  const auto& proof = explained.finding.proof;
  const auto& step = proof.steps[line.step];
  switch (line.kind) {
    case ToldKind::part:
      return part_mark(context, explained.requirement.kind, verdict_of(proof, *step.part));
    case ToldKind::exception:
    case ToldKind::provider:
      return truth_mark(context, step.holds);
    case ToldKind::scope:
      return paint(context, Ink::open, "?");
    case ToldKind::statement:
      return statement_mark(context, proof, step);
  }
  return {};
}

auto line_words(const Explained& explained, const ToldLine& line) -> std::string {
  const auto& context = explained.context;
  const auto& requirement = explained.requirement;
  const auto& proof = explained.finding.proof;
  const auto& step = proof.steps[line.step];
  switch (line.kind) {
    case ToldKind::part:
      return part_label(context, requirement.kind, requirement.parts[*step.part], verdict_of(proof, *step.part),
                        proof.steps[step.children.front()].holds);
    case ToldKind::exception:
      return exception_words(context, requirement.kind, step.holds,
                             exception_of(requirement, step).label.in(context.lang));
    case ToldKind::scope:
      return in(context, "whether this is in scope is not known", "是否属于适用范围无法判定");
    case ToldKind::statement:
    case ToldKind::provider:
      return explained.words.step(line.step);
  }
  return {};
}

auto line_written_at(const Explained& explained, const ToldLine& line) -> std::optional<Span> {
  const auto& step = explained.finding.proof.steps[line.step];
  switch (line.kind) {
    case ToldKind::part:
      return explained.requirement.parts[*step.part].span;
    case ToldKind::exception:
      return exception_of(explained.requirement, step).span;
    case ToldKind::statement:
      return explained.context.program.exprs[*step.expr].span;
    case ToldKind::scope:
    case ToldKind::provider:
      return std::nullopt;
  }
  return std::nullopt;
}

auto given_by(const Context& context, const explain::Proof& proof, StepId leaf) -> std::vector<GivenBy> {
  std::vector<GivenBy> found;
  add_given_by(context, proof, leaf, found);
  for (const auto child : proof.steps[leaf].children) {
    if (proof.steps[child].kind == StepKind::table_row) add_given_by(context, proof, child, found);
  }
  return found;
}

}  // namespace dengbao::report
