#include "eval/in_force.h"
#include "explain/evaluate.h"
#include "explain/judge.h"

namespace dengbao::explain {
namespace {

using namespace model;

// Whether the requirement is about the subject: it stands in the list, and meets its `where`.
auto is_about(const World& world, const Requirement& requirement, const Value& subject) -> Truth {
  Frame frame(requirement.slots);
  const auto list = members_of(world, requirement.subject->list, frame);
  auto found = list.open ? Truth::unknown : Truth::no;
  for (const auto& member : list.members) {
    if (same(member.value, subject)) found = found || member.in;
  }
  return found && scope(world, requirement, subject);
}

auto verdict_for(const World& world, const Requirement& requirement, const Value& subject) -> eval::Verdict {
  const auto about = applies(world, requirement) && is_about(world, requirement, subject);
  if (about == Truth::no) return eval::Verdict::not_applicable;
  const auto by = provision(world, requirement);
  const auto own = judge_subject(world, requirement, subject, Truth::yes).verdict;
  const auto verdict = eval::with_provider({own}, by.listed, by.suffices).verdict;
  // Out of scope it would be no pass: only what is none in either case is settled.
  return about == Truth::unknown && eval::passes(verdict) == Truth::yes ? eval::Verdict::undecided : verdict;
}

}  // namespace

auto world_of(const World& world, const Requirement& requirement) -> World {
  auto inner = world;
  inner.level = world.settings.level_of(requirement);
  return inner;
}

auto passes_verdict(const World& world, const Passes& node, Frame& frame) -> eval::Verdict {
  const auto& used = world.program.requirements[node.requirement];
  const auto inner = world_of(world, used);
  const auto as_of = world.settings.as_of;
  const bool binding = eval::in_force(world.program, used, as_of) || eval::advisory(world.program, used);
  if (!used.stands_at(inner.level) || !binding) return eval::Verdict::not_applicable;
  if (!node.subject) return judge(inner, node.requirement).verdict.verdict;
  const auto subject = evaluate(world, *node.subject, frame);
  if (subject.is_none()) return eval::Verdict::not_applicable;
  return subject.is_unknown() ? eval::Verdict::undecided : verdict_for(inner, used, subject);
}

auto truth_of(const World& world, const Passes& node, Frame& frame) -> Truth {
  return eval::passes(passes_verdict(world, node, frame));
}

}  // namespace dengbao::explain
