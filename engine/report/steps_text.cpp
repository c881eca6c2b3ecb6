#include <fmt/format.h>

#include "report/layout.h"
#include "report/part_text.h"

namespace dengbao::report {
namespace {

// Where a step comes from: its fact's place in the facts, else its words' place in the policies.
auto origin(const Explained& explained, const explain::Step& step) -> std::string {
  const auto& context = explained.context;
  if (step.fact && step.kind != explain::StepKind::element) {  // an element has the place of its whole list
    return fact_place(context, explained.places, pointer(context, *step.fact));
  }
  if (step.expr) return policy_line(context, context.program.exprs[*step.expr].span);
  if (step.kind == explain::StepKind::part && step.part) {
    return policy_line(context, explained.requirement.parts[*step.part].span);
  }
  return {};
}

auto step_mark(const Context& context, const explain::Step& step) -> std::string {
  if (!step.reached) return "·";
  const auto ink = step.holds == Truth::yes ? Ink::good : step.holds == Truth::no ? Ink::bad : Ink::open;
  return paint(context, ink, mark(step.holds));
}

void write_step(const Explained& explained, explain::StepId id, std::size_t depth, std::string& out) {
  const auto& context = explained.context;
  const auto& step = explained.finding.proof.steps[id];
  const std::string indent(1 + 2 * depth, ' ');
  auto words = explained.words.step(id);
  if (!step.reached) words += in(context, " · not reached", " · 未评估");
  out += justified(context, fmt::format("{}{} {}", indent, step_mark(context, step), words),
                   paint(context, Ink::faint, origin(explained, step)));
  for (const auto child : step.children) write_step(explained, child, depth + 1, out);
}

}  // namespace

auto steps_text(const Explained& explained) -> std::string {
  std::string out;
  write_step(explained, explained.finding.proof.root, 0, out);
  return out;
}

}  // namespace dengbao::report
