#include "report/followed.h"

#include <fmt/format.h>

#include "report/json_line.h"
#include "report/subject.h"

namespace dengbao::report {
namespace {

auto judged(const FollowedStep& step) -> std::size_t {
  std::size_t subjects = 0;
  for (const auto& followed : step.followed) subjects += followed.judged;
  return subjects;
}

auto changed(const eval::Followed& followed) -> bool {
  return followed.before.verdict != followed.after.verdict || !followed.subjects.empty();
}

auto words(const Context& context, const std::optional<eval::Verdict>& verdict) -> std::string {
  if (!verdict) return in(context, "out of scope", "不在范围内");
  return eval::verdict_words(*verdict).in(context.lang);
}

auto name(const std::optional<eval::Verdict>& verdict) -> std::string_view {
  return verdict ? eval::verdict_name(*verdict) : "out-of-scope";
}

auto head(const Context& context, const FollowedStep& step) -> std::string {
  const auto all = fmt::format("{:.3f}", step.milliseconds);
  if (step.read_anew) {
    return say("patch {}: the facts were read anew, all {} requirements judged again, {} ms",
               "补丁 {}：重新读取事实，全部 {} 项要求重新判定，{} 毫秒", step.patch, step.requirements, all)
        .in(context.lang);
  }
  return say("patch {}: {} of {} requirements judged again, for {} subjects, {} ms",
             "补丁 {}：{}/{} 项要求重新判定，涉及 {} 个对象，{} 毫秒", step.patch, step.followed.size(),
             step.requirements, judged(step), all)
      .in(context.lang);
}

}  // namespace

auto step_text(const Context& context, const FollowedStep& step) -> std::string {
  auto out = head(context, step) + "\n";
  for (const auto& followed : step.followed) {
    if (!changed(followed)) continue;
    const auto before = words(context, followed.before.verdict);
    const auto after = words(context, followed.after.verdict);
    const auto verdict = before == after ? after : fmt::format("{} → {}", before, after);
    out += fmt::format("  {}: {}\n", context.program.requirements[followed.requirement].name, verdict);
    for (const auto& subject : followed.subjects) {
      out += fmt::format("    {}{}{} → {}\n", subject_id(context, subject.subject, subject.type),
                         in(context, ": ", "："), words(context, subject.before), words(context, subject.after));
    }
  }
  return out;
}

auto step_json(const Context& context, const FollowedStep& step) -> std::string {
  JsonLine out;
  out.open('{').member("schema", "dengbao.step/1").member("patch", step.patch);
  out.key("read_anew").raw(step.read_anew ? "true" : "false");
  out.key("milliseconds").raw(fmt::format("{:.3f}", step.milliseconds));
  out.member("requirements", step.requirements).member("requirements_judged", step.followed.size());
  out.member("subjects_judged", judged(step)).key("changed").open('[');
  for (const auto& followed : step.followed) {
    if (!changed(followed)) continue;
    out.open('{').member("requirement", context.program.requirements[followed.requirement].qualified());
    out.member("before", name(followed.before.verdict)).member("after", name(followed.after.verdict));
    out.key("subjects").open('[');
    for (const auto& subject : followed.subjects) {
      out.open('{').member("subject", subject_id(context, subject.subject, subject.type));
      out.member("before", name(subject.before)).member("after", name(subject.after)).close('}');
    }
    out.close(']').close('}');
  }
  out.close(']').close('}');
  return out.take();
}

}  // namespace dengbao::report
