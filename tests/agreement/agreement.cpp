#include "agreement/agreement.h"

#include <fmt/format.h>

#include "assess/assessment.h"
#include "assess/outcomes.h"

namespace dengbao::tests {
namespace {

auto alike(const Value& a, const Value& b) -> bool {
  return same(a, b) || (a.is_none() && b.is_none()) || (a.is_unknown() && b.is_unknown());
}

auto truth_name(Truth truth) -> const char* {
  return truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "unknown";
}

// One as text: two that have the same text are the same.
auto text_of(const eval::JudgedSubject& subject) -> std::string {
  auto out = fmt::format("in scope {}, {}{}", truth_name(subject.in_scope), eval::verdict_name(subject.verdict),
                         subject.final ? "" : ", not final");
  for (const auto& [part, result] : subject.parts) {
    out += fmt::format("; part {}: {}{}{}{}", part, static_cast<int>(result.verdict),
                       result.recommended ? " recommended" : "", result.vacuous ? " vacuous" : "",
                       result.open ? " open" : "");
  }
  const auto day = [](const std::optional<Date>& date) { return date ? date->to_string() : std::string("-"); };
  if (const auto& timing = subject.timing) {
    out += fmt::format("; due {} since {} done {} next {}", day(timing->due), day(timing->since), day(timing->done),
                       day(timing->next));
  }
  return out;
}

auto text_of(const eval::Judgement& judgement) -> std::string {
  auto out = fmt::format("level {}, applies {}, {}{}{}{}{}, {} looked at, {} subjects", judgement.level,
                         truth_name(judgement.applies), eval::verdict_name(judgement.verdict.verdict),
                         judgement.verdict.final ? "" : ", not final", judgement.by_when_none ? ", by when none" : "",
                         judgement.open_scope ? ", open scope" : "", judgement.by_provider ? ", by provider" : "",
                         judgement.looked_at, judgement.subjects.size());
  for (std::size_t i = 0; i < judgement.counts.size(); ++i) {
    const auto name = eval::verdict_name(static_cast<eval::Verdict>(i));
    if (judgement.counts[i] != 0) out += fmt::format(", {} {}", judgement.counts[i], name);
  }
  return out;
}

auto outcome_text(const assess::OutcomeResult& outcome) -> std::string {
  auto out = to_text(outcome.value, Lang::en);
  for (const auto& value : outcome.possible) out += " or " + to_text(value, Lang::en);
  return out;
}

auto outcome_difference(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings)
    -> std::optional<std::string> {
  const auto& program = *plan.program;
  if (program.outcomes.size() == 0) return std::nullopt;
  const auto assessment = assess::assess(plan, facts, settings, {});
  const auto reference = assess::reference_outcomes(program, facts, settings, assessment);
  for (std::size_t i = 0; i < reference.size(); ++i) {
    const auto mine = outcome_text(assessment.outcomes[i]);
    const auto theirs = outcome_text(reference[i]);
    if (mine == theirs) continue;
    return fmt::format("outcome {}\nfast: {}\nreference: {}", program.outcomes[reference[i].outcome].name, mine,
                       theirs);
  }
  return std::nullopt;
}

}  // namespace

auto difference(const eval::Judgement& fast, const eval::Judgement& reference) -> std::optional<std::string> {
  const auto one = text_of(fast);
  const auto other = text_of(reference);
  if (one != other) return fmt::format("fast: {}\nreference: {}", one, other);
  for (std::size_t i = 0; i < fast.subjects.size(); ++i) {
    const auto& a = fast.subjects[i];
    const auto& b = reference.subjects[i];
    if (!alike(a.subject, b.subject) || a.type != b.type) return fmt::format("subject {} is another", i);
    const auto mine = text_of(a);
    const auto theirs = text_of(b);
    if (mine != theirs) return fmt::format("subject {}\nfast: {}\nreference: {}", i, mine, theirs);
  }
  return std::nullopt;
}

auto reasons_fault(const eval::Plan& plan, const facts::Facts& facts, eval::Reasons& reasons, const eval::Reads& reads,
                   const eval::Judgement& judgement) -> std::optional<std::string> {
  const auto& program = *plan.program;
  const auto found = reasons.of(judgement);
  if (found.size() != judgement.subjects.size()) return fmt::format("reasons for {} subjects", found.size());
  for (const auto& facts_read : found) {
    for (const auto& [row, field] : facts_read) {
      const auto& name = program.fields[field].name;
      if (program.fields[field].owner != row.record || row.index >= facts.row_count(row.record)) {
        return fmt::format("a reason is `{}` of a row that there is not", name);
      }
      if (!reads.any(field)) {
        return fmt::format("a reason is `{}`, which is not read", name);
      }
    }
  }
  return std::nullopt;
}

auto first_difference(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings)
    -> std::optional<std::string> {
  const auto& program = *plan.program;
  const auto selected = assess::select(program, settings, {});
  const auto extents = explain::make_extents();
  eval::Reasons reasons(plan, facts, settings);
  for (const auto& fast : eval::judge(plan, facts, settings, selected, eval::Keep::all)) {
    const auto reference = assess::judge(program, facts, settings, fast.requirement, extents);
    if (const auto found = difference(fast, reference)) {
      return fmt::format("{}: {}", program.requirements[fast.requirement].qualified(), *found);
    }
    if (!eval::has_subjects(fast)) continue;
    if (const auto fault = reasons_fault(plan, facts, reasons, eval::reads_of(plan, fast.requirement), fast)) {
      return fmt::format("{}: {}", program.requirements[fast.requirement].qualified(), *fault);
    }
  }
  return outcome_difference(plan, facts, settings);
}

}  // namespace dengbao::tests
