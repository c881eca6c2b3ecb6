#include "property/check_reason.h"

#include <set>

#include "explain/reason.h"
#include "property/laws.h"

namespace dengbao::property {
namespace {

using eval::Verdict;
using explain::FactRef;
using explain::JudgedSubject;
using explain::World;
using FactSet = std::set<FactRef>;

auto seeing(const World& world, const FactSet& facts) -> World {
  auto narrow = world;
  narrow.only = &facts;
  return narrow;
}

auto requirement_of(const World& world, const Judged& judged) -> const model::Requirement& {
  return world.program.requirements[judged.requirement];
}

// The facts that the parts of the requirement look at for this subject.
auto facts_read(const World& world, const Judged& judged, const JudgedSubject& subject) -> std::vector<FactRef> {
  FactSet read;
  auto watching = world;
  watching.read = &read;
  (void)explain::judge_subject(watching, requirement_of(world, judged), subject.subject, Truth::yes);
  return {read.begin(), read.end()};
}

auto passing(Verdict verdict) -> bool { return verdict == Verdict::pass || verdict == Verdict::pass_by_exception; }

// The verdict of a subject as far as the visible facts force it. That a subject belongs to the list is given; who may
// be out of scope and passes, passes.
auto forced(const World& world, const Judged& judged, const JudgedSubject& subject) -> Verdict {
  const auto& requirement = requirement_of(world, judged);
  const auto applies = explain::applies(world, requirement);
  if (applies == Truth::no) return Verdict::not_applicable;
  const auto scope =
      subject.in_scope == Truth::unknown ? Truth::yes : explain::scope(world, requirement, subject.subject);
  const auto judged_now = explain::judge_subject(world, requirement, subject.subject, Truth::yes);
  const auto verdict = judged_now.verdict;
  if (subject.final && !judged_now.final) return Verdict::undecided;  // a fail that may turn out partial
  const bool decided = applies == Truth::yes && (scope == Truth::yes || (scope == Truth::unknown && passing(verdict)));
  return decided ? verdict : Verdict::undecided;
}

auto without(const FactSet& facts, const FactRef& one) -> FactSet {
  auto rest = facts;
  rest.erase(one);
  return rest;
}

auto fact_name(const World& world, const FactRef& fact) -> std::string {
  return world.facts.pointer(fact.row, fact.field);
}
auto names(const World& world, const FactSet& facts) -> std::string {
  std::string all;
  for (const auto& fact : facts) all += (all.empty() ? "" : ", ") + fact_name(world, fact);
  return "{" + all + "}";
}
auto name(Verdict verdict) -> std::string { return std::string(eval::verdict_name(verdict)); }

auto flipped(const JudgedSubject& fewer, const JudgedSubject& more) -> bool {
  if (!may_become(fewer, more.verdict)) return true;
  for (std::size_t i = 0; i < fewer.parts.size(); ++i) {
    if (!may_become(fewer.parts[i].result.verdict, more.parts[i].result.verdict)) return true;
  }
  return false;
}

auto parts_text(const JudgedSubject& subject) -> std::string {
  auto text = name(subject.verdict) + " (";
  for (const auto& part : subject.parts) text += " " + part_name(part.result.verdict);
  return text + " )";
}

}  // namespace

void check_hiding(const World& world, const Judged& judged, const JudgedOne& subject, Random& random,
                  const Reported& report) {
  FactSet more;
  FactSet fewer;
  for (const auto& fact : facts_read(world, judged, subject.judged)) {
    if (random.chance(80)) more.insert(fact);
    if (more.contains(fact) && random.chance(70)) fewer.insert(fact);
  }
  const auto& requirement = requirement_of(world, judged);
  const auto judge = [&](const World& seen) {
    return explain::judge_subject(seen, requirement, subject.judged.subject, Truth::yes);
  };
  const auto with_fewer = judge(seeing(world, fewer));
  const auto with_more = judge(seeing(world, more));
  const auto with_all = judge(world);
  const bool violated = flipped(with_fewer, with_more) || flipped(with_more, with_all);
  report(about_facts::hiding, violated,
         !violated ? ""
                   : subject.name + " is " + parts_text(with_fewer) + " with only " + names(world, fewer) + ", " +
                         parts_text(with_more) + " with only " + names(world, more) + ", " + parts_text(with_all) +
                         " with all");
}

void check_reason(const World& world, const Judged& judged, const JudgedOne& subject, const Reported& report) {
  const auto verdict = subject.judged.verdict;
  if (verdict == Verdict::undecided || judged.judgement.by_when_none) return;
  const auto proof = explain::prove(world.program, world.facts, world.settings, judged.requirement, subject.judged);
  const auto reason = explain::find_reason(world.program, world.facts, world.settings, proof);
  if (!reason.minimal) return;
  const FactSet facts(reason.facts.begin(), reason.facts.end());
  const auto by_reason = forced(seeing(world, facts), judged, subject.judged);
  report(about_facts::enough, by_reason != verdict,
         by_reason == verdict ? ""
                              : subject.name + " is " + name(verdict) + ", and " + name(by_reason) + " with only " +
                                    names(world, facts));
  if (by_reason != verdict) return;
  for (const auto& fact : facts) {
    const auto rest = without(facts, fact);
    const bool idle = forced(seeing(world, rest), judged, subject.judged) == verdict;
    report(about_facts::needed, idle,
           !idle ? ""
                 : subject.name + " is " + name(verdict) + " because of " + names(world, facts) + ", and without " +
                       fact_name(world, fact) + " as well");
  }
}

}  // namespace dengbao::property
