#include "report/filing/filing.h"

#include <algorithm>
#include <numeric>

#include "report/questions.h"
#include "report/remedy_words.h"
#include "report/rule_lines.h"

namespace dengbao::report {
namespace {

using assess::PaperState;

auto not_known(const Context& context, explain::FactRef fact) -> bool {
  const auto value = context.facts.get(fact.row, fact.field);
  const auto* list = value.get_if<std::shared_ptr<const List>>();
  return value.is_unknown() || (list != nullptr && (*list)->open);
}

auto questions_of(const Context& context, const SubjectResult& subject) -> std::vector<PaperQuestion> {
  std::vector<PaperQuestion> questions;
  for (const auto& line : subject.reasons) {
    for (const auto& fact : line.facts) {
      const auto same = [&](const PaperQuestion& other) { return other.fact == fact; };
      if (!not_known(context, fact) || std::ranges::any_of(questions, same)) continue;
      questions.push_back({fact, pointer(context, fact), context.program.fields[fact.field].ask.in(context.lang),
                           unknown_words(context, fact)});
    }
  }
  return questions;
}

auto paper_of(const Context& context, const RuleResult& rule, const SubjectResult& subject) -> FilingPaper {
  FilingPaper paper{&rule, &subject, {}, false, {}, {}, {}, {}, {}, {}};
  paper.state = subject.whole ? assess::paper_state(*rule.judgement) : assess::paper_state(subject.judged);
  paper.advisory = assess::advisory(context.program, *rule.rule);
  if (!subject.whole && subject.id != "network") paper.words = subject.words;
  paper.clauses = clause_words(context, *rule.judgement);
  for (const auto part : assess::parts_behind(subject.judged)) paper.lacks.push_back(rule.rule->parts[part].label);
  if (paper.state == PaperState::outdated) paper.reasons = subject.reasons;
  if (paper.state == PaperState::open) paper.questions = questions_of(context, subject);
  if (paper.state == PaperState::missing || paper.state == PaperState::outdated) {
    paper.remedy = subject.remedy.empty() ? remedy_words(context, *rule.rule, rule.judgement->level) : subject.remedy;
  }
  return paper;
}

}  // namespace

auto tell_filing(const Context& context, const assess::Assessment& assessment, const Results& results) -> Filing {
  Filing filing;
  filing.level = assessment.level;
  for (const auto& rule : results.requirements) {
    for (const auto& subject : rule.subjects) filing.papers.push_back(paper_of(context, rule, subject));
  }
  std::ranges::stable_sort(filing.papers, {},
                           [](const FilingPaper& paper) { return paper.rule->judgement->requirement.index; });
  for (const auto& paper : filing.papers) ++filing.counts[static_cast<std::size_t>(paper.state)];
  filing.due = calendar_entries(context, assessment);
  return filing;
}

auto filing_status(const Filing& filing) -> int {
  const auto any = [&](auto is) {
    return std::ranges::any_of(filing.papers,
                               [&](const FilingPaper& paper) { return !paper.advisory && is(paper.state); });
  };
  const auto due = calendar_status(filing.due);
  if (due == 1 || any([](PaperState state) { return state == PaperState::missing || state == PaperState::outdated; }))
    return 1;
  return due == 2 || any([](PaperState state) { return state == PaperState::open; }) ? 2 : 0;
}

auto paper_state_name(PaperState state) -> std::string_view {
  static constexpr std::array<std::string_view, assess::paper_states> names = {"missing", "outdated", "open", "ready",
                                                                               "not-needed"};
  return names[static_cast<std::size_t>(state)];
}

auto paper_state_words(PaperState state) -> Localised {
  static const std::array<Localised, assess::paper_states> words = {{{"MISSING", "缺少"},
                                                                     {"OUT OF DATE", "已过时"},
                                                                     {"NOT KNOWN", "情况未知"},
                                                                     {"there", "齐备"},
                                                                     {"not needed", "无需提交"}}};
  return words[static_cast<std::size_t>(state)];
}

}  // namespace dengbao::report
