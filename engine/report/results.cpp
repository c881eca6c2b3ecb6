#include "report/results.h"

#include <fmt/format.h>

#include <algorithm>

#include "explain/words.h"
#include "report/layout.h"
#include "report/rule_lines.h"
#include "report/subject.h"

namespace dengbao::report {
namespace {

class Teller {
 public:
  explicit Teller(const Context& context) : context_(context), results_{{}, {}, {}, Places(context)} {}

  auto tell(const assess::Assessment& assessment) -> Results {
    for (const auto* judgement : in_catalogue_order(context_, assessment.results))
      results_.requirements.push_back(rule(*judgement));
    for (const auto* judgement : worst_first(assessment.risks)) results_.risks.push_back(rule(*judgement));
    for (const auto* judgement : worst_first(assessment.duties)) results_.duties.push_back(rule(*judgement));
    results_.places.find();
    return std::move(results_);
  }

 private:
  auto rule(const explain::Judgement& judgement) -> RuleResult {
    RuleResult told{&judgement, &context_.program.requirements[judgement.requirement], {}};
    if (!explain::has_subjects(judgement)) {
      auto one = subject(judgement, no_subject(context_, judgement), is_judged(context_, *told.rule));
      as_whole(judgement, one);
      told.subjects.push_back(std::move(one));
      return told;
    }
    for (const auto& judged : judgement.subjects) {
      told.subjects.push_back(subject(judgement, judged, wants_reasons(judged.verdict)));
    }
    const bool more = judgement.open_scope && judgement.verdict.verdict == eval::Verdict::undecided;
    if (judgement.subjects.empty() || more) told.subjects.push_back(nobody(judgement));
    return told;
  }

  auto subject(const explain::Judgement& judgement, const explain::JudgedSubject& judged, bool reasons)
      -> SubjectResult {
    SubjectResult told;
    told.judged = judged;
    told.id = subject_id(context_, judged);
    told.words = subject_words(context_, judged);
    if (const auto* row = judged.subject.get_if<Row>()) told.pointer = context_.facts.pointer(*row);
    results_.places.note(told.pointer);
    if (!reasons) return told;
    const auto finding = find(context_, judgement, judged, false);
    const explain::Words words(context_.program, context_.facts, finding.proof, context_.lang);
    told.summary = words.summary(finding.reason);
    told.shape = shape(finding);
    told.reasons = reason_lines(context_, finding);
    if (falls_short(judged.verdict)) told.remedy = words.remedy();
    for (const auto& line : told.reasons) {
      for (const auto& pointer : line.pointers) results_.places.note(pointer);
    }
    return told;
  }

  void as_whole(const explain::Judgement& judgement, SubjectResult& told) const {
    told.whole = true;
    told.id = "network";
    told.words = in(context_, "the whole network", "整个网络");
    told.judged.verdict = judgement.verdict.verdict;
    if (told.summary.empty()) told.summary = remark(context_, judgement);
  }

  // There is nobody to speak of, or there may be more than are listed.
  auto nobody(const explain::Judgement& judgement) -> SubjectResult {
    SubjectResult told;
    told.judged = no_subject(context_, judgement);
    as_whole(judgement, told);
    if (told.summary.empty()) {
      told.summary =
          say("nothing is in scope; {} looked at", "范围内没有对象；共查看 {} 个", grouped(judgement.looked_at))
              .in(context_.lang);
    }
    for (const auto& fact : open_scope_facts(context_, judgement)) {
      ReasonLine line{told.summary, {fact}, {pointer(context_, fact)}, {}};
      results_.places.note(line.pointers.front());
      told.reasons.push_back(std::move(line));
    }
    return told;
  }

  const Context& context_;
  Results results_;
};

}  // namespace

auto tell_results(const Context& context, const assess::Assessment& assessment) -> Results {
  return Teller(context).tell(assessment);
}

auto alike(const RuleResult& rule) -> std::vector<std::vector<const SubjectResult*>> {
  std::vector<std::vector<const SubjectResult*>> groups;
  for (const auto& subject : rule.subjects) {
    if (subject.summary.empty()) continue;
    const auto same = std::ranges::find_if(groups, [&](const auto& group) {
      return group.front()->shape == subject.shape && group.front()->whole == subject.whole;
    });
    if (same != groups.end()) {
      same->push_back(&subject);
    } else {
      groups.push_back({&subject});
    }
  }
  std::ranges::stable_sort(groups, std::ranges::greater(), [](const auto& group) { return group.size(); });
  return groups;
}

auto falls_short(eval::Verdict verdict) -> bool {
  return eval::standing(verdict) == eval::Standing::bad || verdict == eval::Verdict::medium ||
         verdict == eval::Verdict::not_met_recommended;
}

}  // namespace dengbao::report
