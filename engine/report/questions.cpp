#include "report/questions.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"

namespace dengbao::report {
namespace {

auto is_open(const Context& context, explain::FactRef fact) -> bool {
  const auto value = context.facts.get(fact.row, fact.field);
  const auto* list = value.get_if<std::shared_ptr<const List>>();
  return value.is_unknown() || (list != nullptr && (*list)->open);
}

auto label_of(const Context& context, explain::FactRef fact) -> std::string {
  const auto label = context.program.fields[fact.field].label.in(context.lang);
  if (fact.row == context.facts.root()) return label;
  return utf8::printable(context.facts.name(fact.row, context.lang)) + in(context, ": ", "：") + label;
}

class Asker {
 public:
  explicit Asker(const Context& context) : context_(context) {}

  void add(const RuleResult& rule) {
    for (const auto& subject : rule.subjects) {
      if (subject.judged.verdict != eval::Verdict::undecided) continue;
      for (const auto& line : subject.reasons) {
        for (const auto& fact : line.facts) add(rule, fact);
      }
    }
  }

  auto take() -> std::vector<Question> {
    std::ranges::stable_sort(questions_, std::ranges::greater(),
                             [](const Question& question) { return question.rules.size(); });
    return std::move(questions_);
  }

 private:
  void add(const RuleResult& rule, explain::FactRef fact) {
    if (!is_open(context_, fact)) return;
    const auto [at, fresh] = places_.emplace(fact, questions_.size());
    if (fresh) {
      questions_.push_back({fact,
                            pointer(context_, fact),
                            label_of(context_, fact),
                            context_.program.fields[fact.field].ask.in(context_.lang),
                            unknown_words(context_, fact),
                            {}});
    }
    auto& rules = questions_[at->second].rules;
    if (std::ranges::find(rules, &rule) == rules.end()) rules.push_back(&rule);
  }

  const Context& context_;
  std::vector<Question> questions_;
  std::map<explain::FactRef, std::size_t> places_;
};

}  // namespace

auto open_questions(const Context& context, const Results& results) -> std::vector<Question> {
  Asker asker(context);
  for (const auto* rules : {&results.requirements, &results.risks, &results.duties}) {
    for (const auto& rule : *rules) asker.add(rule);
  }
  return asker.take();
}

auto unknown_words(const Context& context, explain::FactRef fact) -> std::string {
  if (context.facts.list_note(fact.row, fact.field).completeness == facts::Completeness::incomplete) {
    return in(context, "the list is not complete", "清单不完整");
  }
  const auto note = context.facts.missing(fact.row, fact.field);
  auto words = facts::absence_words(note.absence).in(context.lang);
  if (!note.note.empty()) words += in(context, ": ", "：") + utf8::printable(note.note);
  return words;
}

}  // namespace dengbao::report
