#include "report/whole_words.h"

#include <fmt/format.h>

#include "eval/in_force.h"
#include "report/layout.h"

namespace dengbao::report {

auto applies_words(const Context& context, const explain::Judgement& judgement) -> std::string {
  return judgement.applies == Truth::no ? in(context, "does not apply here", "在此不适用")
                                        : in(context, "whether it applies is not known", "是否适用无法判定");
}

auto nothing_in_scope_words(const Context& context, const explain::Judgement& judgement) -> std::string {
  const auto& requirement = context.program.requirements[judgement.requirement];
  if (!eval::in_force(context.program, requirement, context.settings.as_of) &&
      !eval::advisory(context.program, requirement)) {
    return fmt::format(fmt::runtime(in(context, "none of its sources is in force on {}", "所依据的文件在 {} 均未生效")),
                       context.settings.as_of.to_string());
  }
  if (judgement.open_scope) return in(context, "who is in scope is not known", "适用对象无法确定");
  return fmt::format(fmt::runtime(in(context, "nothing is in scope; {} looked at", "范围内没有对象；共查看 {} 个")),
                     grouped(judgement.looked_at));
}

}  // namespace dengbao::report
