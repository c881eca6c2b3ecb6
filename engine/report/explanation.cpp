#include "report/explanation.h"

#include <algorithm>

#include "report/finding.h"

namespace dengbao::report {
namespace {

auto badness(eval::Verdict verdict) -> int {
  switch (verdict) {
    case eval::Verdict::fail:
    case eval::Verdict::high:
    case eval::Verdict::overdue:
      return 0;
    case eval::Verdict::partial:
    case eval::Verdict::medium:
    case eval::Verdict::late:
      return 1;
    case eval::Verdict::undecided:
      return 2;
    case eval::Verdict::not_met_recommended:
      return 3;
    case eval::Verdict::pass_by_exception:
      return 4;
    case eval::Verdict::pass:
    case eval::Verdict::provided:
    case eval::Verdict::not_found:
    case eval::Verdict::in_time:
    case eval::Verdict::not_yet_due:
      return 5;
    case eval::Verdict::not_applicable:
      return 6;
  }
  return 7;
}

auto passes_plainly(eval::Verdict verdict) -> bool { return badness(verdict) >= badness(eval::Verdict::pass); }

}  // namespace

auto shown_subjects(const Context& context, const explain::Judgement& judgement, const explain::JudgedSubject* subject,
                    const ExplanationOptions& options) -> std::vector<explain::JudgedSubject> {
  if (subject != nullptr) return {*subject};
  if (!explain::has_subjects(judgement)) return {no_subject(context, judgement)};
  auto subjects = judgement.subjects;
  std::ranges::stable_sort(subjects, {}, [](const auto& judged) { return badness(judged.verdict); });
  const auto plain = std::ranges::find_if(subjects, passes_plainly, &explain::JudgedSubject::verdict);
  const auto worse = static_cast<std::size_t>(plain - subjects.begin());
  subjects.resize(std::min({subjects.size(), std::max<std::size_t>(worse, 1), options.most_shown}));
  return subjects;
}

}  // namespace dengbao::report
