#include "explain/proof.h"

#include "explain/judge_kinds.h"
#include "explain/prover.h"

namespace dengbao::explain {
namespace {

using namespace model;

// Builds the steps above the expressions: the requirement, whether it applies, its scope, its parts.
class RequirementProver {
 public:
  RequirementProver(const World& world, const Requirement& requirement, Proof& proof, std::size_t most_steps)
      : world_(world), requirement_(requirement), proof_(proof), prover_(world, proof, most_steps) {}

  void run() {
    frame_ = first_frame();
    Step root;
    root.kind = StepKind::requirement;
    root.frame = frame_;
    root.value = proof_.subject.subject;
    root.holds =
        requirement_.kind == RuleKind::risk ? !holds_of(proof_.subject.verdict) : holds_of(proof_.subject.verdict);
    auto in_scope = Truth::yes;
    if (requirement_.applies_when) {
      proof_.applies = condition(StepKind::applies, *requirement_.applies_when);
      root.children.push_back(*proof_.applies);
      in_scope = proof_.steps[*proof_.applies].holds;
    }
    if (in_scope != Truth::no && requirement_.subject && requirement_.subject->where && has_subject()) {
      root.children.push_back(condition(StepKind::scope, *requirement_.subject->where));
      in_scope = in_scope && proof_.steps[root.children.back()].holds;
    }
    if (in_scope == Truth::yes && proof_.subject.in_scope == Truth::unknown) add_membership(root);
    if (in_scope != Truth::no && requirement_.provided_by) add_provider(root);
    if (in_scope != Truth::no) add_parts(root);
    if (in_scope != Truth::no && requirement_.kind == RuleKind::duty) add_dates(root);
    proof_.root = prover_.add(std::move(root));
  }

 private:
  static auto holds_of(eval::Verdict verdict) -> Truth {
    if (verdict == eval::Verdict::not_met_recommended || verdict == eval::Verdict::medium) return Truth::no;
    switch (eval::standing(verdict)) {
      case eval::Standing::good:
        return Truth::yes;
      case eval::Standing::bad:
        return Truth::no;
      default:
        return Truth::unknown;
    }
  }
  static auto holds_of(eval::PartVerdict verdict) -> Truth {
    if (verdict == eval::PartVerdict::failed) return Truth::no;
    return verdict == eval::PartVerdict::undecided ? Truth::unknown : Truth::yes;
  }

  [[nodiscard]] auto has_subject() const -> bool { return proof_.subject.subject.is_value(); }

  auto first_frame() -> FrameId {
    Proof::FrameInfo info;
    info.values.resize(requirement_.slots);
    info.origins.resize(requirement_.slots);
    if (requirement_.subject) info.values[requirement_.subject->variable.index] = proof_.subject.subject;
    return proof_.frames.add(std::move(info));
  }

  // A step that only wraps a condition.
  auto wrap(StepKind kind, ExprId expr) -> Step {
    const auto child = prover_.truth(expr, frame_);
    Step step;
    step.kind = kind;
    step.expr = expr;
    step.frame = frame_;
    step.holds = proof_.steps[child].holds;
    step.vacuous = proof_.steps[child].vacuous;
    step.children = {child};
    return step;
  }
  auto condition(StepKind kind, ExprId expr) -> StepId { return prover_.add(wrap(kind, expr)); }

  auto exception(const Exception& exception, std::optional<std::uint32_t> part, std::uint32_t index, bool reached)
      -> StepId {
    auto step = wrap(StepKind::exception, exception.condition);
    step.part = part;
    step.exception = index;
    step.reached = reached;
    return prover_.add(std::move(step));
  }

  // A subject that only may stand in the list of subjects.
  void add_membership(Step& root) {
    if (!requirement_.subject || !has_subject()) return;
    Step step;
    step.kind = StepKind::scope;
    step.expr = requirement_.subject->list;
    step.frame = frame_;
    step.holds = Truth::unknown;
    step.children = prover_.membership(requirement_.subject->list, frame_, proof_.subject.subject);
    if (!step.children.empty()) root.children.push_back(prover_.add(std::move(step)));
  }

  void add_parts(Step& root) {
    for (const auto& judged : proof_.subject.parts) root.children.push_back(part(judged));
  }

  auto part(const JudgedPart& judged) -> StepId {
    const auto& part = requirement_.parts[judged.part];
    auto step = wrap(StepKind::part, part.condition);
    const bool risk = requirement_.kind == RuleKind::risk;
    const bool reached = (step.holds == Truth::yes) == risk;  // a risk is lowered where it is raised
    step.part = judged.part;
    if (!risk) step.holds = holds_of(judged.result.verdict);
    step.vacuous = judged.result.vacuous;
    if (part.unless) step.children.push_back(exception(*part.unless, judged.part, 0, reached));
    for (std::uint32_t i = 0; i < requirement_.exceptions.size(); ++i) {
      step.children.push_back(exception(requirement_.exceptions[i], std::nullopt, i, reached));
    }
    return prover_.add(std::move(step));
  }

  void add_provider(Step& root) {
    root.children.push_back(condition(StepKind::listed, requirement_.provided_by->listed));
    root.children.push_back(condition(StepKind::provider, requirement_.provided_by->suffices));
  }

  // A date of the duty as a step.
  auto date(StepKind kind, const std::vector<ExprId>& operands, const std::optional<Date>& value, Truth holds)
      -> StepId {
    Step step;
    step.kind = kind;
    step.expr = operands.front();
    step.frame = frame_;
    step.value = value ? Value(*value) : holds == Truth::no ? Value(None{}) : Value();
    step.holds = holds;
    step.children = prover_.values(operands, frame_);
    return prover_.add(std::move(step));
  }

  void add_dates(Step& root) {
    if (!proof_.subject.timing) return;
    const auto& timing = *proof_.subject.timing;
    std::vector<ExprId> from;
    if (requirement_.due) {
      from.push_back(requirement_.due->date);
      if (requirement_.due->distance) from.push_back(*requirement_.due->distance);
    } else {
      from = {requirement_.every->start, requirement_.every->period};
    }
    const auto nothing_due = timing.verdict == eval::Verdict::not_applicable ? Truth::no : Truth::unknown;
    root.children.push_back(date(StepKind::due, from, timing.due, timing.due ? Truth::yes : nothing_due));
    root.children.push_back(date(StepKind::done, {*requirement_.done_on}, timing.done, was_done(timing)));
  }

  auto was_done(const eval::Timing& timing) -> Truth {
    if (timing.verdict == eval::Verdict::in_time || timing.verdict == eval::Verdict::late) return Truth::yes;
    auto variables = proof_.frames[frame_].values;
    return done_dates(world_, requirement_, variables).open ? Truth::unknown : Truth::no;
  }

  const World& world_;
  const Requirement& requirement_;
  Proof& proof_;
  Prover prover_;
  FrameId frame_;
};

// Throws ProofTooLong.
auto prove_at_most(const Program& program, const facts::Facts& facts, const eval::Settings& settings, RequirementId id,
                   const JudgedSubject& subject, std::shared_ptr<Extents> extents, std::size_t most_steps) -> Proof {
  const auto& requirement = program.requirements[id];
  Proof proof;
  proof.requirement = id;
  proof.level = settings.level_of(requirement);
  proof.subject = subject;
  proof.settings = &settings;
  proof.extents = std::move(extents);
  World world{program, facts, settings, proof.level};
  world.extents = proof.extents;
  RequirementProver(world, requirement, proof, most_steps).run();
  return proof;
}

}  // namespace

auto prove(const Program& program, const facts::Facts& facts, const eval::Settings& settings, RequirementId id,
           const JudgedSubject& subject, std::shared_ptr<Extents> extents) -> Proof {
  constexpr auto any_number = std::numeric_limits<std::size_t>::max();
  return prove_at_most(program, facts, settings, id, subject, std::move(extents), any_number);
}

auto prove_within(const Program& program, const facts::Facts& facts, const eval::Settings& settings, RequirementId id,
                  const JudgedSubject& subject, std::shared_ptr<Extents> extents, std::size_t most_steps)
    -> std::optional<Proof> {
  try {
    return prove_at_most(program, facts, settings, id, subject, std::move(extents), most_steps);
  } catch (const ProofTooLong&) {
    return std::nullopt;
  }
}

auto prove(const Program& program, const facts::Facts& facts, const eval::Settings& settings, ExprId expr,
           const Frame& variables) -> Proof {
  Proof proof;
  proof.level = settings.level;
  proof.settings = &settings;
  const World world{program, facts, settings, proof.level};
  Proof::FrameInfo info;
  info.values = variables;
  info.origins.resize(variables.size());
  const auto frame = proof.frames.add(std::move(info));
  proof.root = Prover(world, proof).any(expr, frame);
  return proof;
}

}  // namespace dengbao::explain
