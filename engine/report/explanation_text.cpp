#include <fmt/format.h>

#include "assess/assessment.h"
#include "base/utf8.h"
#include "report/decisions.h"
#include "report/explanation.h"
#include "report/layout.h"
#include "report/margin.h"
#include "report/overview.h"
#include "report/parameters.h"
#include "report/part_text.h"
#include "report/questions.h"
#include "report/repairs.h"
#include "report/rule_lines.h"
#include "report/subject.h"
#include "report/whole_words.h"

namespace dengbao::report {
namespace {

using eval::Verdict;

constexpr auto explanation_indent = "      ";

// What was asked: the level, the date, the facts.
auto setting_text(const Context& context, const explain::Judgement& judgement) -> std::string {
  const auto words = in(context, "level {} · as of {} · facts {}", "第 {} 级 · 评估日 {} · 事实文件 {}");
  return paint(context, Ink::faint,
               fmt::format(fmt::runtime(words), judgement.level, context.settings.as_of.to_string(),
                           context.sources[context.facts.file()].name())) +
         "\n\n";
}

auto head_text(const Context& context, const explain::Judgement& judgement, Verdict verdict, const std::string& subject)
    -> std::string {
  const auto& requirement = context.program.requirements[judgement.requirement];
  const auto word = paint(context, ink_of(verdict), eval::verdict_words(verdict).in(context.lang));
  auto left = fmt::format("{}  {}", word, paint(context, Ink::strong, requirement.name));
  if (!subject.empty()) left += " · " + subject;
  auto out = justified(context, left, clause_words(context, judgement));
  out += wrapped(explanation_indent, explanation_indent, requirement.title.in(context.lang), context.columns);
  if (assess::advisory(context.program, requirement)) {
    out += fmt::format("{}{}\n", explanation_indent,
                       in(context, "advisory: rests on drafts only", "仅依据征求意见稿，供参考"));
  }
  if (const auto concerns = concern_words(context, requirement, judgement.level); !concerns.empty()) {
    out +=
        wrapped(explanation_indent, explanation_indent, in(context, "Concerns ", "关联：") + concerns, context.columns);
  }
  return out + "\n";
}

// A missing fact with why it is missing and the question that a survey puts.
auto question_text(const Context& context, explain::FactRef fact) -> std::string {
  const auto& field = context.program.fields[fact.field];
  auto text = utf8::printable(pointer(context, fact)) + " · " + unknown_words(context, fact);
  if (!field.ask.empty()) text += " · " + field.ask.in(context.lang);
  return wrapped("   ", "     ", text, context.columns);
}

auto questions_text(const Context& context, const std::vector<explain::FactRef>& facts) -> std::string {
  std::string out;
  for (const auto& fact : facts) out += question_text(context, fact);
  return out.empty() ? out : in(context, "\n To decide, find out\n", "\n 判定所需的事实\n") + out;
}

// What is open about the list of subjects as a whole, or that it is a sample.
auto scope_text(const Context& context, const explain::Judgement& judgement) -> std::string {
  const auto words = scope_words(context, judgement);
  if (words.empty()) return {};
  const auto whole = fmt::format(fmt::runtime(in(context, "as a whole {}: {}", "总体为{}：{}")),
                                 eval::verdict_words(judgement.verdict.verdict).in(context.lang), words);
  auto out = "\n" + wrapped(" ", "   ", whole, context.columns);
  if (judgement.verdict.verdict == Verdict::undecided)
    out += questions_text(context, open_scope_facts(context, judgement));
  return out;
}

// For requirements of which no subject is in scope.
auto nothing_in_scope(const Context& context, const explain::Judgement& judgement) -> std::string {
  const auto& requirement = context.program.requirements[judgement.requirement];
  const auto verdict = judgement.verdict.verdict;
  auto out = head_text(context, judgement, verdict, "");
  out += fmt::format(" {} {}\n", paint(context, ink_of(verdict), mark(verdict)),
                     nothing_in_scope_words(context, judgement));
  if (judgement.by_when_none) out += fmt::format("   {}\n", requirement.when_none->words.in(context.lang));
  return out + scope_text(context, judgement);
}

auto applies_text(const Explained& explained, const explain::Judgement& judgement) -> std::string {
  const auto& context = explained.context;
  const auto verdict = judgement.verdict.verdict;
  const auto span = context.program.exprs[*explained.requirement.applies_when].span;
  return justified(
             context,
             fmt::format(" {} {}", paint(context, ink_of(verdict), mark(verdict)), applies_words(context, judgement)),
             paint(context, Ink::faint, policy_line(context, span))) +
         leaves_text(explained, explained.finding.reason.leaves, explained.requirement.methods, 20);
}

auto remedy_text(const Explained& explained) -> std::string {
  const auto remedy = explained.words.remedy();
  if (remedy.empty()) return {};
  const auto first = in(explained.context, " Remedy  ", " 整改建议  ");
  return "\n" + wrapped(first, "         ", remedy, explained.context.columns);
}

// Alternatives beside each other.
auto alternatives(const Context& context, const std::string& title, const std::string& other,
                  const std::vector<std::string>& lines) -> std::string {
  std::string out;
  for (const auto& words : lines)
    out += wrapped(out.empty() ? "\n" + title : other, "          ", words, context.columns);
  return out;
}

auto margin_text(const Explained& explained) -> std::string {
  const auto& context = explained.context;
  return alternatives(context, in(context, " Margin   ", " 余量  "), in(context, "      or  ", "   或  "),
                      margin_lines(explained));
}

// Each missing fact with which way each answer decides, then what several answers decide together.
auto decisions_text(const Explained& explained) -> std::string {
  const auto& context = explained.context;
  const auto lines = decision_lines(explained);
  if (lines.questions.empty()) return {};
  auto out = in(context, "\n To decide, find out\n", "\n 判定所需的事实\n");
  for (const auto& [fact, answers] : lines.questions) {
    out += question_text(context, fact) + wrapped("     ", "       ", answers, context.columns);
  }
  if (!lines.together.empty()) out += in(context, "\n Together\n", "\n 几项合起来\n");
  for (const auto& words : lines.together) out += wrapped("   ", "     ", words, context.columns);
  return lines.whatever.empty() ? out : out + "\n" + wrapped(" ", "   ", lines.whatever, context.columns);
}

auto foot_text(const Explained& explained, bool margin) -> std::string {
  const auto verdict = explained.finding.proof.subject.verdict;
  std::string out;
  if (verdict == Verdict::undecided) out += decisions_text(explained);
  if (wants_remedy(verdict)) out += repairs_text(explained) + remedy_text(explained);
  if (margin && has_margin(explained.finding.proof.subject)) out += margin_text(explained);
  out += parameters_text(explained.context, explained.finding.proof);
  if (!explained.finding.reason.minimal) {
    out += in(explained.context, "\n (These facts suffice for the verdict; fewer might.)\n",
              "\n（以上事实足以得出该结论；也许更少即可。）\n");
  }
  return out;
}

auto full_text(const Explained& explained) -> std::string {
  const auto& context = explained.context;
  const bool risk = explained.requirement.kind == model::RuleKind::risk;
  return (risk ? in(context, "\n All steps (✓ so it is, ✗ it is not so)\n", "\n 全部步骤（✓ 属实，✗ 不属实）\n")
               : in(context, "\n All steps\n", "\n 全部步骤\n")) +
         steps_text(explained);
}

auto finding_text(const Context& context, const explain::Judgement& judgement, const Finding& finding,
                  const Places& places, const ExplanationOptions& options) -> std::string {
  const auto& requirement = context.program.requirements[judgement.requirement];
  const auto& subject = finding.proof.subject;
  const Explained explained{context, requirement, finding, places,
                            explain::Words(context.program, context.facts, finding.proof, context.lang)};
  const auto named = requirement.subject && explain::has_subjects(judgement);
  auto out = head_text(context, judgement, subject.verdict, named ? explained.words.subject() : "");
  if (judgement.applies != Truth::yes) {
    out += applies_text(explained, judgement);
  } else {
    out += parts_text(explained);
  }
  if (options.full) out += full_text(explained);
  return out + foot_text(explained, options.margin);
}

void note_places(const Context& context, const Finding& finding, Places& places) {
  for (const auto& step : finding.proof.steps) {
    if (step.fact) places.note(pointer(context, *step.fact));
  }
}

// What the other subjects are, where not all are shown.
auto rest_text(const Context& context, const explain::Judgement& judgement, std::size_t shown) -> std::string {
  if (judgement.subjects.size() <= shown) return {};
  std::map<Verdict, std::uint32_t> counts;
  for (const auto& subject : judgement.subjects) ++counts[subject.verdict];
  const auto words = in(context, "\n{} of {} subjects are shown ({}); --subject ID explains another\n",
                        "\n共 {1} 个对象（{2}），以上为其中 {0} 个；用 --subject ID 查看其他对象\n");
  return fmt::format(fmt::runtime(words), grouped(shown), grouped(judgement.subjects.size()),
                     count_words(context, counts));
}

}  // namespace

auto explanation_text(const Context& context, const explain::Judgement& judgement,
                      const explain::JudgedSubject* subject, const ExplanationOptions& options) -> std::string {
  const auto subjects = shown_subjects(context, judgement, subject, options);
  if (subjects.empty()) return setting_text(context, judgement) + nothing_in_scope(context, judgement);
  std::vector<Finding> findings;
  Places places(context);
  for (const auto& shown : subjects) {
    findings.push_back(find(context, judgement, shown, true));
    note_places(context, findings.back(), places);
  }
  places.find();
  auto out = setting_text(context, judgement);
  for (const auto& finding : findings) {
    if (&finding != &findings.front()) out += "\n";
    out += finding_text(context, judgement, finding, places, options);
  }
  if (subject != nullptr) return out;
  return out + rest_text(context, judgement, subjects.size()) +
         (explain::has_subjects(judgement) ? scope_text(context, judgement) : "");
}

}  // namespace dengbao::report
