#include <fmt/format.h>

#include "report/layout.h"
#include "report/part_text.h"

namespace dengbao::report {
namespace {

struct Steps {
  const Context& context;
  const explain::Proof& proof;
  const Places& places;
  const explain::Words& words;
};

// Where a step comes from: its fact's place in the facts, else its words' place in the policies.
auto origin(const Steps& steps, const explain::Step& step) -> std::string {
  const auto& context = steps.context;
  if (step.fact && step.kind != explain::StepKind::element) {  // an element has the place of its whole list
    return fact_place(context, steps.places, pointer(context, *step.fact));
  }
  if (const auto span = written_at(context.program, step)) return policy_line(context, *span);
  if (step.kind == explain::StepKind::part && step.part) {
    return policy_line(context, context.program.requirements[steps.proof.requirement].parts[*step.part].span);
  }
  return {};
}

auto step_mark(const Context& context, const explain::Step& step) -> std::string {
  if (!step.reached) return "·";
  const auto ink = step.holds == Truth::yes ? Ink::good : step.holds == Truth::no ? Ink::bad : Ink::open;
  return paint(context, ink, mark(step.holds));
}

void write_step(const Steps& steps, explain::StepId id, std::size_t depth, std::string& out) {
  const auto& context = steps.context;
  const auto& step = steps.proof.steps[id];
  const std::string indent(1 + 2 * depth, ' ');
  auto words = steps.words.step(id);
  if (!step.reached) words += in(context, " · not reached", " · 未评估");
  out += justified(context, fmt::format("{}{} {}", indent, step_mark(context, step), words),
                   paint(context, Ink::faint, origin(steps, step)));
  for (const auto child : step.children) write_step(steps, child, depth + 1, out);
}

}  // namespace

auto steps_text(const Explained& explained) -> std::string {
  std::string out;
  const auto& proof = explained.finding.proof;
  write_step({explained.context, proof, explained.places, explained.words}, proof.root, 0, out);
  return out;
}

auto steps_text(const Context& context, const explain::Proof& proof, const Places& places) -> std::string {
  std::string out;
  const explain::Words words(context.program, context.facts, proof, context.lang);
  write_step({context, proof, places, words}, proof.root, 0, out);
  return out;
}

}  // namespace dengbao::report
