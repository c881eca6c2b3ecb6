#include "report/parameters.h"

#include <fmt/format.h>

#include <set>

#include "report/layout.h"
#include "report/overview.h"

namespace dengbao::report {
namespace {

auto overridden(const Context& context, model::ParameterId id) -> bool {
  return id.index < context.settings.overridden.size() && context.settings.overridden[id.index].has_value();
}

}  // namespace

auto parameter_statement(const Context& context, model::ParameterId id, std::uint32_t level) -> std::string {
  const auto& parameter = context.program.parameters[id];
  const auto origin = overridden(context, id) ? in(context, "set for this assessment", "本次评估设定")
                                              : in(context, "default", "默认值");
  auto text =
      fmt::format(fmt::runtime(in(context, "{} ({}) = {} · {}", "{}（{}）= {} · {}")), parameter.says.in(context.lang),
                  parameter.name, parameter_words(context, id, level, context.lang), origin);
  const auto because = parameter.because.in(context.lang);
  if (!overridden(context, id) && !because.empty()) text += in(context, ": ", "：") + because;
  return text;
}

auto used_parameters(const Context& context, const explain::Proof& proof) -> std::vector<model::ParameterId> {
  std::set<model::ParameterId> used;
  for (const auto& step : proof.steps) {
    if (!step.expr) continue;
    const auto* parameter = std::get_if<model::ParameterRef>(&context.program.exprs[*step.expr].node);
    if (parameter != nullptr) used.insert(parameter->parameter);
  }
  return {used.begin(), used.end()};
}

auto parameter_lines(const Context& context, const explain::Proof& proof) -> std::vector<std::string> {
  std::vector<std::string> lines;
  for (const auto id : used_parameters(context, proof)) lines.push_back(parameter_statement(context, id, proof.level));
  return lines;
}

auto parameters_text(const Context& context, const explain::Proof& proof) -> std::string {
  std::string out;
  for (const auto& line : parameter_lines(context, proof)) out += wrapped("   ", "     ", line, context.columns);
  return out.empty() ? out : in(context, "\n Parameters\n", "\n 参数\n") + out;
}

}  // namespace dengbao::report
