#include "report/assessment_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "explain/words.h"
#include "report/finding.h"
#include "report/layout.h"
#include "report/outcomes.h"
#include "report/overview.h"
#include "report/rule_lines.h"
#include "report/subject.h"

namespace dengbao::report {
namespace {

constexpr std::size_t names_shown_in_text = 8;  // of the subjects that fail alike
constexpr std::size_t groups_shown = 12;        // of one requirement
constexpr auto indent = "    ";

// Subjects whose verdicts rest on the same steps.
struct Alike {
  eval::Verdict verdict{};
  std::string shape;
  std::string summary;  // of the first
  std::vector<const explain::JudgedSubject*> subjects;
};

auto group_alike(const Context& context, const explain::Judgement& judgement) -> std::vector<Alike> {
  std::vector<Alike> groups;
  for (const auto& subject : judgement.subjects) {
    if (!wants_reasons(subject.verdict)) continue;
    const auto finding = find(context, judgement, subject, false);
    auto key = shape(finding);
    const auto group = std::ranges::find(groups, key, &Alike::shape);
    if (group != groups.end()) {
      group->subjects.push_back(&subject);
      continue;
    }
    const explain::Words words(context.program, context.facts, finding.proof, context.lang);
    groups.push_back({subject.verdict, std::move(key), words.summary(finding.reason), {&subject}});
  }
  return groups;
}

auto names(const Context& context, const Alike& group) -> std::string {
  std::string out;
  for (std::size_t index = 0; index < std::min(group.subjects.size(), names_shown_in_text); ++index) {
    if (index > 0) out += in(context, ", ", "、");
    out += utf8::printable(subject_id(context, *group.subjects[index]));
  }
  if (group.subjects.size() <= names_shown_in_text) return out;
  const auto more = grouped(group.subjects.size() - names_shown_in_text);
  return out + fmt::format(fmt::runtime(in(context, " and {} more", " 等另外 {} 个")), more);
}

auto group_text(const Context& context, const explain::Judgement& judgement, const Alike& group) -> std::string {
  const auto first = fmt::format("{}{} ", indent, paint(context, ink_of(group.verdict), mark(group.verdict)));
  const auto rest = std::string(indent) + "  ";
  const auto subject = subject_words(context, *group.subjects.front());
  const auto one = context.program.requirements[judgement.requirement].subject.has_value()
                       ? subject + in(context, ": ", "：") + group.summary
                       : group.summary;
  if (group.subjects.size() == 1) return wrapped(first, rest, one, context.columns);
  const auto head =
      fmt::format(fmt::runtime(in(context, "{} of {} for the same reason: {}", "{}/{} 因同一原因：{}")),
                  grouped(group.subjects.size()), grouped(judgement.subjects.size()), names(context, group));
  return wrapped(first, rest, head, context.columns) +
         wrapped(rest + in(context, "e.g. ", "例如 "), rest + "     ", one, context.columns);
}

auto subject_groups(const Context& context, const explain::Judgement& judgement) -> std::string {
  auto groups = group_alike(context, judgement);
  std::ranges::stable_sort(groups, std::ranges::greater(), [](const Alike& group) { return group.subjects.size(); });
  std::string out;
  for (std::size_t index = 0; index < std::min(groups.size(), groups_shown); ++index) {
    out += group_text(context, judgement, groups[index]);
  }
  if (groups.size() <= groups_shown) return out;
  const auto more = grouped(groups.size() - groups_shown);
  return out + indent + fmt::format(fmt::runtime(in(context, "… {} further groups\n", "…… 另有 {} 组\n")), more);
}

// How many subjects were looked at, and what became of them; nothing for the whole network.
auto tally(const Context& context, const explain::Judgement& judgement) -> std::string {
  const auto& requirement = context.program.requirements[judgement.requirement];
  if (!requirement.subject || !explain::has_subjects(judgement) || !is_judged(context, requirement)) return {};
  std::map<eval::Verdict, std::uint32_t> counts;
  for (const auto& subject : judgement.subjects) ++counts[subject.verdict];
  if (judgement.subjects.empty()) {
    return fmt::format(fmt::runtime(in(context, "none of {} in scope", "{} 个对象均不在范围内")),
                       grouped(judgement.looked_at));
  }
  return fmt::format(fmt::runtime(in(context, "{} in scope: {}", "范围内 {} 个：{}")),
                     grouped(judgement.subjects.size()), count_words(context, counts));
}

// What did not apply, or why that is not known, or what a provider says: there are no subjects to speak of.
auto applies_text(const Context& context, const explain::Judgement& judgement) -> std::string {
  const auto finding = find(context, judgement, no_subject(context, judgement), false);
  const explain::Words words(context.program, context.facts, finding.proof, context.lang);
  const auto first = fmt::format("{}{} ", indent, mark(judgement.verdict.verdict));
  return wrapped(first, std::string(indent) + "  ", words.summary(finding.reason), context.columns);
}

auto result_text(const Context& context, const explain::Judgement& judgement) -> std::string {
  const auto verdict = judgement.verdict.verdict;
  const auto& requirement = context.program.requirements[judgement.requirement];
  const auto word = eval::verdict_words(verdict).in(context.lang);
  const auto head = fmt::format("{}  {}", padded(paint(context, ink_of(verdict), word), 10),
                                paint(context, Ink::strong, requirement.name));
  auto out = justified(context, head, clause_numbers(context, judgement));
  if (!requirement.title.empty()) out += wrapped(indent, indent, requirement.title.in(context.lang), context.columns);
  if (const auto count = tally(context, judgement); !count.empty()) out += indent + count + "\n";
  if (const auto words = remark(context, judgement); !words.empty())
    out += wrapped(indent, indent, words, context.columns);
  return out +
         (explain::has_subjects(judgement) ? subject_groups(context, judgement) : applies_text(context, judgement));
}

auto control_words(const Context& context, const explain::Judgement& judgement) -> std::string {
  const auto control = control_of(context, judgement);
  if (control.point.empty()) return in(context, "Other requirements", "其他要求");
  return fmt::format("{} · {}", control.domain, control.point);
}

// What is worst first, each kind in its order; without a heading where there are none.
auto further_text(const Context& context, const std::vector<explain::Judgement>& judgements, const std::string& title)
    -> std::string {
  if (judgements.empty()) return {};
  auto out = fmt::format("\n{}\n", paint(context, Ink::strong, "── " + title));
  for (const auto* judgement : worst_first(judgements)) out += result_text(context, *judgement);
  return out;
}

auto worst(const assess::Assessment& assessment) -> const explain::Judgement* {
  const explain::Judgement* found = nullptr;
  for (const auto* judgements : {&assessment.results, &assessment.risks, &assessment.duties}) {
    for (const auto& judgement : *judgements) {
      const bool worse = found == nullptr || urgency(judgement.verdict.verdict) < urgency(found->verdict.verdict);
      if (worse) found = &judgement;
    }
  }
  return found;
}

auto next_text(const Context& context, const assess::Assessment& assessment) -> std::string {
  const auto* judgement = worst(assessment);
  if (judgement == nullptr) return {};
  const auto& name = context.program.requirements[judgement->requirement].name;
  const auto command = fmt::format("dengbao explain {} {} --level {}", context.sources[context.facts.file()].name(),
                                   name, assessment.level);
  return fmt::format("\n{}\n  {}\n", in(context, "To see why, and what would change it:", "查看理由与整改途径："),
                     command);
}

}  // namespace

auto assessment_text(const Context& context, const assess::Assessment& assessment) -> std::string {
  auto out = overview_text(context, assessment) + outcomes_text(context, assessment);
  std::string control;
  for (const auto* judgement : in_catalogue_order(context, assessment.results)) {
    if (auto next = control_words(context, *judgement); next != control) {
      control = std::move(next);
      out += fmt::format("\n{}\n", paint(context, Ink::strong, "── " + control));
    }
    out += result_text(context, *judgement);
  }
  out += further_text(context, assessment.risks, in(context, "Risks", "风险"));
  out += further_text(context, assessment.duties, in(context, "Duties", "义务"));
  return out + next_text(context, assessment);
}

}  // namespace dengbao::report
