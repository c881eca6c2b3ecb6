#include "report/overview.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/evidence_summary.h"
#include "report/layout.h"
#include "report/subject.h"

namespace dengbao::report {
namespace {

auto row(const Context& context, std::string_view en, std::string_view zh, std::uint32_t number,
         const std::string& remark = "") -> std::string {
  const auto label = padded("  " + in(context, en, zh), 42);
  return fmt::format("{}{:>6}{}{}\n", label, grouped(number), remark.empty() ? "" : "   ", remark);
}

auto decided_counts(const assess::Assessment& assessment) -> std::map<eval::Verdict, std::uint32_t> {
  auto counts = assessment.counts;
  counts.erase(eval::Verdict::undecided);
  counts.erase(eval::Verdict::not_applicable);
  return counts;
}

auto advisory_results(const Context& context, const assess::Assessment& assessment) -> std::size_t {
  return static_cast<std::size_t>(std::ranges::count_if(assessment.results, [&](const auto& judgement) {
    return assess::advisory(context.program, context.program.requirements[judgement.requirement]);
  }));
}

// "decided 190, undecided 21"
auto part_words(const Context& context, const assess::Denominator& clauses) -> std::string {
  std::string words;
  const auto add = [&](std::uint32_t number, std::string_view en, std::string_view zh) {
    if (number == 0) return;
    if (!words.empty()) words += in(context, ", ", "，");
    words += fmt::format("{} {}", in(context, en, zh), grouped(number));
  };
  add(clauses.decided, "decided", "已判定");
  add(clauses.undecided, "undecided", "未能判定");
  add(clauses.not_applicable, "not applicable", "不适用");
  add(clauses.not_covered, "not covered", "未覆盖");
  return words;
}

auto parts_text(const Context& context, const assess::Assessment& assessment) -> std::string {
  auto out = std::string(in(context, "By part\n", "其中\n"));
  for (const auto& part : assessment.parts) {
    out +=
        row(context, part.title.en, part.title.in(Lang::zh), part.clauses.clauses, part_words(context, part.clauses));
  }
  return out;
}

auto denominator_text(const Context& context, const assess::Assessment& assessment) -> std::string {
  const auto& denominator = assessment.denominator;
  auto out = fmt::format(
      "{}{:>6}\n",
      padded(fmt::format(fmt::runtime(in(context, "Clauses of level {}", "{} 级条款总数")), assessment.level), 42),
      grouped(denominator.clauses));
  out += row(context, "decided", "已判定", denominator.decided, count_words(context, decided_counts(assessment)));
  const auto in_part = denominator.in_part_only == 0
                           ? ""
                           : fmt::format(fmt::runtime(in(context, "of these {} as policies cover them in part only",
                                                         "其中 {} 条因策略仅覆盖部分条文")),
                                         grouped(denominator.in_part_only));
  out += row(context, "undecided, for want of facts", "证据不足，未能判定", denominator.undecided, in_part);
  out += row(context, "not applicable", "不适用", denominator.not_applicable);
  out += row(context, "covered by no policy, or not selected", "尚无策略覆盖或未选中", denominator.not_covered);
  return assessment.parts.size() < 2 ? out : out + parts_text(context, assessment);
}

auto evidence_text(const Context& context, const assess::Assessment& assessment) -> std::string {
  const auto summary = summarise_evidence(context, assessment);
  if (summary.facts == 0) return {};
  auto out = fmt::format("{}{:>6}\n", padded(in(context, "Facts that the verdicts rest on", "结论所依据的事实"), 42),
                         grouped(summary.facts));
  for (const auto& [words, number] : evidence_rows(summary, context.lang)) {
    out += fmt::format("{}{:>6}\n", padded("  " + words, 42), grouped(number));
  }
  return out;
}

}  // namespace

auto count_words(const Context& context, const std::map<eval::Verdict, std::uint32_t>& counts) -> std::string {
  std::string out;
  for (const auto& [verdict, count] : counts) {
    if (!out.empty()) out += in(context, ", ", "，");
    out += fmt::format("{} {}", eval::verdict_words(verdict).in(context.lang), grouped(count));
  }
  return out;
}

auto counted_results(const Context& context, const assess::Assessment& assessment) -> std::size_t {
  return assessment.results.size() - advisory_results(context, assessment);
}

auto overview_text(const Context& context, const assess::Assessment& assessment) -> std::string {
  const auto& scheme = context.program.scheme;
  const auto title = scheme.title.empty() ? scheme.name : scheme.title.in(context.lang).str();
  auto out = paint(context, Ink::strong, title) + "\n";
  out += fmt::format(fmt::runtime(in(context, "level {} · as of {} · facts {}", "级别 {} · 评估日 {} · 事实文件 {}")),
                     assessment.level, assessment.as_of.to_string(), context.sources[context.facts.file()].name());
  const auto verdict =
      paint(context, ink_of(assessment.verdict), eval::verdict_words(assessment.verdict).in(context.lang));
  out += fmt::format("\n{}{}\n\n", in(context, "Verdict: ", "总体结论："), verdict);
  if (!assessment.clauses.empty()) out += denominator_text(context, assessment);
  const auto judged = [&](std::string_view en, std::string_view zh, std::size_t number, const auto& counts) {
    const auto words = count_words(context, counts);
    out += fmt::format("{}{:>6}{}{}\n", padded(in(context, en, zh), 42), grouped(number), words.empty() ? "" : "   ",
                       words);
  };
  const auto advisory = advisory_results(context, assessment);
  judged("Requirements judged", "已评估的要求", assessment.results.size() - advisory, assessment.result_counts);
  if (!assessment.risks.empty())
    judged("Risks looked for", "已核查的风险", assessment.risks.size(), assessment.risk_counts);
  if (!assessment.duties.empty()) judged("Duties", "义务", assessment.duties.size(), assessment.duty_counts);
  if (advisory > 0) {
    out += fmt::format("{}{:>6}\n",
                       padded(in(context, "Advisory, resting on drafts only", "仅依据征求意见稿，供参考"), 42),
                       grouped(advisory));
  }
  return out + evidence_text(context, assessment) + overridden_text(context);
}

auto parameter_words(const Context& context, model::ParameterId parameter, std::uint32_t level, Lang lang)
    -> std::string {
  const explain::World world{context.program, context.facts, context.settings, level, nullptr, nullptr};
  const auto value = explain::parameter_value(world, parameter);
  return context.program.value_words(value, context.program.parameters[parameter].type, lang);
}

auto overridden_text(const Context& context) -> std::string {
  std::string out;
  for (std::uint32_t index = 0; index < context.settings.overridden.size(); ++index) {
    if (!context.settings.overridden[index]) continue;
    const model::ParameterId id{index};
    const auto& parameter = context.program.parameters[id];
    out += fmt::format(fmt::runtime(in(context, "  {} = {} ({})\n", "  {} = {}（{}）\n")), parameter.name,
                       parameter_words(context, id, context.settings.level, context.lang),
                       parameter.says.in(context.lang));
  }
  return out.empty() ? out : in(context, "\nSet for this assessment\n", "\n本次评估另行设定的参数\n") + out;
}

}  // namespace dengbao::report
