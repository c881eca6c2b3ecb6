#include "explain/proof.h"

#include "explain/prover.h"

namespace dengbao::explain {
namespace {

using namespace model;

// Builds the steps above the expressions: the requirement, whether it applies, its scope, its parts.
class RequirementProver {
 public:
  RequirementProver(const World& world, const Requirement& requirement, Proof& proof)
      : requirement_(requirement), proof_(proof), prover_(world, proof) {}

  void run() {
    frame_ = first_frame();
    Step root;
    root.kind = StepKind::requirement;
    root.frame = frame_;
    root.value = proof_.subject.subject;
    root.holds = holds_of(proof_.subject.verdict);
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
    if (in_scope != Truth::no) add_parts(root);
    proof_.root = prover_.add(std::move(root));
  }

 private:
  static auto holds_of(eval::Verdict verdict) -> Truth {
    switch (verdict) {
      case eval::Verdict::pass:
      case eval::Verdict::pass_by_exception:
        return Truth::yes;
      case eval::Verdict::partial:
      case eval::Verdict::fail:
      case eval::Verdict::not_met_recommended:
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

  void add_parts(Step& root) {
    for (const auto& judged : proof_.subject.parts) root.children.push_back(part(judged));
  }

  auto part(const JudgedPart& judged) -> StepId {
    const auto& part = requirement_.parts[judged.part];
    auto step = wrap(StepKind::part, part.condition);
    const bool met = step.holds == Truth::yes;
    step.part = judged.part;
    step.holds = holds_of(judged.result.verdict);
    step.vacuous = judged.result.vacuous;
    if (part.unless) step.children.push_back(exception(*part.unless, judged.part, 0, !met));
    for (std::uint32_t i = 0; i < requirement_.exceptions.size(); ++i) {
      step.children.push_back(exception(requirement_.exceptions[i], std::nullopt, i, !met));
    }
    return prover_.add(std::move(step));
  }

  const Requirement& requirement_;
  Proof& proof_;
  Prover prover_;
  FrameId frame_;
};

}  // namespace

auto prove(const Program& program, const facts::Facts& facts, const eval::Settings& settings, RequirementId id,
           const JudgedSubject& subject, std::shared_ptr<Extents> extents) -> Proof {
  const auto& requirement = program.requirements[id];
  Proof proof;
  proof.requirement = id;
  proof.level = settings.level_of(requirement);
  proof.subject = subject;
  proof.settings = &settings;
  proof.extents = std::move(extents);
  World world{program, facts, settings, proof.level};
  world.extents = proof.extents;
  RequirementProver(world, requirement, proof).run();
  return proof;
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
