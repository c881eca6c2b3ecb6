#include "explain/judge.h"

#include <algorithm>
#include <set>

#include "explain/evaluate.h"
#include "explain/judge_kinds.h"

namespace dengbao::explain {
namespace {

using namespace model;

auto looked_at(const World& world, ExprId condition, Frame& frame) -> Truth;

auto any_in_scope(const World& world, const Quantifier& node, Frame& frame) -> Truth {
  auto result = Truth::no;
  for (const auto& member : members_of(world, node.list, frame).members) {
    frame[node.variable.index] = member.value;
    result = result || (member.in && (node.where ? evaluate_truth(world, *node.where, frame) : Truth::yes));
  }
  return result;
}

auto any_member(const World& world, const Distinct& node, Frame& frame) -> Truth {
  auto result = Truth::no;
  for (const auto& member : members_of(world, node.operand, frame).members) result = result || member.in;
  return result;
}

// Of a condition that is true: whether it looked at anything, rather than being true because there is nothing. Who may
// be out of scope is perhaps nothing: a failure that is partial thanks to him would be a fail without him.
auto looked_at(const World& world, ExprId condition, Frame& frame) -> Truth {
  const auto& node = world.program.exprs[condition].node;
  if (const auto* quantifier = std::get_if<Quantifier>(&node)) {
    const bool for_all = quantifier->kind == QuantifierKind::every || quantifier->kind == QuantifierKind::no;
    return for_all ? any_in_scope(world, *quantifier, frame) : Truth::yes;
  }
  if (const auto* distinct = std::get_if<Distinct>(&node)) return any_member(world, *distinct, frame);
  if (const auto* call = std::get_if<CallDefinition>(&node)) {
    auto inner = frame_of(world, *call, frame);
    return looked_at(world, world.program.definitions[call->definition].body, inner);
  }
  const auto* all = std::get_if<And>(&node);
  if (all == nullptr) return Truth::yes;
  auto result = Truth::no;
  for (auto operand : all->operands) result = result || looked_at(world, operand, frame);
  return result;
}

// An exception that holds makes up for a condition that holds of nothing, as it does for one that is not known.
auto judge_part(const World& world, const Requirement& requirement, const Part& part, Frame& frame)
    -> eval::PartResult {
  const auto condition = evaluate_truth(world, part.condition, frame);
  const auto seen = condition == Truth::yes ? looked_at(world, part.condition, frame) : Truth::no;
  const auto exception = seen == Truth::yes ? Truth::no : exception_of(world, requirement, part, frame);
  const auto softens = seen || exception;
  const bool met = condition == Truth::yes;
  return {eval::part_verdict(condition, exception), part.recommended, met && softens != Truth::yes,
          met && softens == Truth::unknown};
}

auto judge_parts(const World& world, const Requirement& requirement, Frame& frame) -> std::vector<JudgedPart> {
  std::vector<JudgedPart> parts;
  for (std::uint32_t i = 0; i < requirement.parts.size(); ++i) {
    if (!requirement.parts[i].holds_at(world.level)) continue;
    parts.push_back({i, judge_part(world, requirement, requirement.parts[i], frame)});
  }
  return parts;
}

auto results_of(const std::vector<JudgedPart>& parts) -> std::vector<eval::PartResult> {
  std::vector<eval::PartResult> results;
  results.reserve(parts.size());
  for (const auto& part : parts) results.push_back(part.result);
  return results;
}

auto judge_in(const World& world, const Requirement& requirement, const Value& subject, Truth in_scope, Frame& frame)
    -> JudgedSubject {
  if (requirement.subject) frame[requirement.subject->variable.index] = subject;
  JudgedSubject result{subject, in_scope, eval::Verdict::not_applicable, {}};
  if (requirement.subject) result.type = world.program.exprs[requirement.subject->list].type.element();
  if (in_scope == Truth::no) return result;
  switch (requirement.kind) {
    case RuleKind::requirement:
      result.parts = judge_parts(world, requirement, frame);
      result.verdict = eval::subject_verdict(results_of(result.parts));
      result.final = eval::subject_final(results_of(result.parts));
      break;
    case RuleKind::risk:
      judge_risk(world, requirement, frame, result);
      break;
    case RuleKind::duty:
      judge_duty(world, requirement, frame, result);
      break;
  }
  return result;
}

void leave_open(JudgedSubject& subject) {
  subject.verdict = eval::Verdict::undecided;
  subject.final = true;
}

// One that may be out of scope is undecided unless all is well with it, or nothing is due, whatever its parts say.
void settle_scope(JudgedSubject& subject) {
  const bool good = eval::standing(subject.verdict) == eval::Standing::good;
  const bool nothing_due = subject.timing && subject.verdict == eval::Verdict::not_applicable;
  if (subject.in_scope == Truth::unknown && !good && !nothing_due) leave_open(subject);
}

// Who the requirement is about, with the truth of its scope.
auto subjects_of(const World& world, const Requirement& requirement, Frame& frame) -> Members {
  if (!requirement.subject) return {{{world.facts.root(), Truth::yes}}, false};
  auto subjects = members_of(world, requirement.subject->list, frame);
  for (auto& member : subjects.members) {
    if (member.in == Truth::no || member.value.is_none()) {
      member.in = Truth::no;
      continue;
    }
    if (!requirement.subject->where) continue;
    frame[requirement.subject->variable.index] = member.value;
    member.in = member.in && evaluate_truth(world, *requirement.subject->where, frame);
  }
  return subjects;
}

void conclude_risk(Judgement& judgement) {
  std::vector<eval::RiskSubject> results;
  results.reserve(judgement.subjects.size());
  for (const auto& subject : judgement.subjects) {
    results.push_back({subject.in_scope, {subject.verdict, subject.final}});
  }
  judgement.verdict = eval::risk_verdict(results, judgement.open_scope);
}

void conclude(Judgement& judgement, const Requirement& requirement) {
  if (requirement.kind == RuleKind::risk) return conclude_risk(judgement);
  std::vector<eval::SubjectResult> results;
  results.reserve(judgement.subjects.size());
  for (const auto& subject : judgement.subjects) {
    results.push_back({subject.in_scope, subject.verdict, subject.final});
  }
  if (requirement.kind == RuleKind::duty) {
    judgement.verdict = eval::duty_verdict(results, judgement.open_scope);
    return;
  }
  std::optional<bool> when_none;
  if (requirement.when_none) when_none = requirement.when_none->pass;
  judgement.verdict = eval::requirement_verdict(results, judgement.open_scope, when_none);
  judgement.by_when_none = when_none && results.empty() && !judgement.open_scope;
}

void leave_open(Judgement& judgement) {
  judgement.verdict = {eval::Verdict::undecided};
  for (auto& subject : judgement.subjects) leave_open(subject);
}

// Where it is not known whether another provides it, only a pass of its own stands.
void weigh_provider(Judgement& judgement, const Provision& provision) {
  const auto weighed = eval::with_provider(judgement.verdict, provision.listed, provision.suffices);
  judgement.by_provider = weighed.verdict != judgement.verdict.verdict;
  if (judgement.by_provider) leave_open(judgement);
}

}  // namespace

auto exception_of(const World& world, const Requirement& requirement, const Part& part, Frame& frame) -> Truth {
  auto result = part.unless ? evaluate_truth(world, part.unless->condition, frame) : Truth::no;
  for (const auto& exception : requirement.exceptions) {
    if (result == Truth::yes) break;
    result = result || evaluate_truth(world, exception.condition, frame);
  }
  return result;
}

auto provision(const World& world, const Requirement& requirement) -> Provision {
  if (!requirement.provided_by) return {};
  Frame frame(requirement.slots);
  const auto& by = *requirement.provided_by;
  return {evaluate_truth(world, by.listed, frame), evaluate_truth(world, by.suffices, frame)};
}

auto applies(const World& world, const Requirement& requirement) -> Truth {
  Frame frame(requirement.slots);
  return requirement.applies_when ? evaluate_truth(world, *requirement.applies_when, frame) : Truth::yes;
}

auto scope(const World& world, const Requirement& requirement, const Value& subject) -> Truth {
  if (!requirement.subject || !requirement.subject->where) return Truth::yes;
  Frame frame(requirement.slots);
  frame[requirement.subject->variable.index] = subject;
  return evaluate_truth(world, *requirement.subject->where, frame);
}

auto judge_subject(const World& world, const Requirement& requirement, const Value& subject, Truth in_scope)
    -> JudgedSubject {
  Frame frame(requirement.slots);
  return judge_in(world, requirement, subject, in_scope, frame);
}

auto facts_of_scope(const World& world, const Requirement& requirement) -> std::vector<FactRef> {
  if (!requirement.subject) return {};
  std::set<FactRef> read;
  auto watching = world;
  watching.read = &read;
  watching.extents = make_extents();
  Frame frame(requirement.slots);
  (void)members_of(watching, requirement.subject->list, frame);
  return {read.begin(), read.end()};
}

auto judge(const Program& program, const facts::Facts& facts, const eval::Settings& settings, RequirementId id,
           std::shared_ptr<Extents> extents, Trace* trace) -> Judgement {
  World world{program, facts, settings, settings.level_of(program.requirements[id])};
  world.extents = std::move(extents);
  world.trace = trace;
  return judge(world, id);
}

auto judge(const World& world, RequirementId id) -> Judgement {
  const auto& requirement = world.program.requirements[id];
  Judgement judgement;
  judgement.requirement = id;
  judgement.level = world.level;
  judgement.applies = applies(world, requirement);
  if (judgement.applies == Truth::no) {
    judgement.verdict.verdict = eval::Verdict::not_applicable;
    return judgement;
  }
  const auto provided = judgement.applies == Truth::yes ? provision(world, requirement) : Provision{};
  if (provided.listed == Truth::yes) {
    judgement.by_provider = true;
    judgement.verdict = eval::with_provider({}, provided.listed, provided.suffices);
    return judgement;
  }
  Frame frame(requirement.slots);
  const auto subjects = subjects_of(world, requirement, frame);
  judgement.open_scope = subjects.open;
  judgement.looked_at = static_cast<std::uint32_t>(subjects.members.size());
  for (const auto& member : subjects.members) {
    if (member.in == Truth::no) continue;
    judgement.subjects.push_back(judge_in(world, requirement, member.value, member.in, frame));
  }
  conclude(judgement, requirement);
  for (auto& subject : judgement.subjects) settle_scope(subject);
  weigh_provider(judgement, provided);
  if (judgement.applies == Truth::unknown) leave_open(judgement);
  for (const auto& subject : judgement.subjects) ++judgement.counts[static_cast<std::size_t>(subject.verdict)];
  return judgement;
}

}  // namespace dengbao::explain
