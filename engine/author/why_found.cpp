#include "author/why_found.h"

#include <algorithm>

#include "explain/judge.h"
#include "explain/words.h"
#include "model/expected_words.h"
#include "report/explanation.h"
#include "report/finding.h"
#include "report/subject.h"

namespace dengbao::author {
namespace {

constexpr std::size_t subjects_shown = 2;
constexpr std::size_t names_shown = 10;

auto word(const model::Program& program, const model::Test& test, const model::Expectation& expectation,
          const std::string& name) -> Localised {
  if (expectation.condition || !test.of) return model::expectation_words(model::truth_expectations(), name);
  return model::expectation_words(model::verdict_expectations(program.requirements[*test.of].kind), name);
}

auto because(const model::Program& program, const model::Test& test, const std::vector<std::uint32_t>& parts)
    -> Localised {
  Localised out;
  if (!test.of) return out;
  for (const auto index : parts) {
    const auto& label = program.requirements[*test.of].parts[index].label;
    out.en += (out.en.empty() ? " because \"" : ", \"") + label.in(Lang::en) + "\"";
    out.zh += (out.zh.empty() ? "，因为“" : "、“") + label.in(Lang::zh) + "”";
  }
  return out;
}

auto joined(const Localised& a, const Localised& b) -> Localised {
  return {a.en + b.en, a.in(Lang::zh) + b.in(Lang::zh)};
}

// The subjects that an explanation would show, each with its reason in short.
auto reasons(const report::Context& context, const explain::Judgement& judgement, const explain::JudgedSubject* subject)
    -> std::string {
  report::ExplanationOptions form;
  form.most_shown = subjects_shown;
  std::string out;
  for (const auto& shown : report::shown_subjects(context, judgement, subject, form)) {
    const auto finding = report::find(context, judgement, shown, false);
    const explain::Words words(context.program, context.facts, finding.proof, context.lang);
    const auto summary = words.summary(finding.reason);
    if (summary.empty()) continue;
    if (!out.empty()) out += report::in(context, "; ", "；");
    out += report::subject_words(context, shown) + report::in(context, ": ", "：") + summary;
  }
  return out;
}

auto subjects(const report::Context& context, const explain::Judgement& judgement) -> std::string {
  std::string out;
  for (std::size_t i = 0; i < std::min(judgement.subjects.size(), names_shown); ++i) {
    if (i > 0) out += report::in(context, ", ", "、");
    out += report::subject_id(context, judgement.subjects[i]);
  }
  if (judgement.subjects.empty()) return report::in(context, "it has no subject", "没有任何对象");
  return report::in(context, "its subjects are ", "对象有：") + out;
}

auto nothing_to_judge(const report::Context& context, const explain::Judgement& judgement) -> std::string {
  if (judgement.open_scope) {
    return report::in(context, "the facts do not say what there is to look at", "事实没有说明有哪些对象");
  }
  return report::in(context, "there is nothing that the requirement is about", "没有该要求所针对的对象");
}

auto why(const report::Context& context, const explain::Judgement& judgement, const model::Expectation& expectation,
         const Check& check) -> std::string {
  if (check.word.empty()) return subjects(context, judgement);
  if (judgement.subjects.empty() && judgement.applies != Truth::no) return nothing_to_judge(context, judgement);
  const auto subject = std::ranges::find_if(judgement.subjects, [&](const explain::JudgedSubject& judged) {
    return report::is_subject(context, judged, expectation.subject);
  });
  return reasons(context, judgement, subject == judgement.subjects.end() ? nullptr : &*subject);
}

}  // namespace

auto expected_words(const model::Program& program, const model::Test& test, const model::Expectation& expectation)
    -> Localised {
  auto words = word(program, test, expectation, expectation.word);
  if (!expectation.subject.empty()) {
    words = say("{} for {}", "{1} {0}", words, expectation.subject);
  }
  return joined(words, because(program, test, expectation.because));
}

auto found_words(const model::Program& program, const model::Test& test, const model::Expectation& expectation,
                 const Check& check) -> Localised {
  if (check.word.empty()) return say("no subject `{}`", "没有对象 `{}`", expectation.subject);
  const auto words = word(program, test, expectation, check.word);
  const bool other_parts = check.word == expectation.word && !expectation.because.empty();
  return other_parts || check.word == "fail" || check.word == "high"
             ? joined(words, because(program, test, check.because))
             : words;
}

auto why_found(const model::Program& program, const Sources& sources, const PreparedTest& test,
               const model::Expectation& expectation, const Check& check) -> Localised {
  const auto& of = program.tests[test.id].of;
  if (expectation.condition || !of) return {};
  const auto judgement = explain::judge(program, test.facts, test.settings, *of);
  report::Context context{program, test.facts, test.settings, sources, Lang::en};
  Localised out;
  out.en = why(context, judgement, expectation, check);
  context.lang = Lang::zh;
  out.zh = why(context, judgement, expectation, check);
  return out;
}

}  // namespace dengbao::author
