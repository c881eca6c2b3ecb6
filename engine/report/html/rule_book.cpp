#include "report/html/rule_book.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "explain/words.h"
#include "report/evidence.h"
#include "report/overview.h"
#include "report/places.h"
#include "report/rule_lines.h"
#include "report/rule_names.h"
#include "report/subject.h"
#include "report/whole_words.h"

namespace dengbao::report::html {
namespace {

// A repair is tried by reading the facts again, many times.
constexpr std::size_t most_to_repair = 1'000'000;  // bytes of facts

auto no_entry() -> std::string { return "-1"; }

auto list_of(const std::vector<std::uint32_t>& numbers) -> std::string {
  std::string out;
  for (const auto number : numbers) out += (out.empty() ? "[" : ",") + std::to_string(number);
  return out.empty() ? "[]" : out + "]";
}

// Where all have the same number, it stands for the list.
auto one_or_list(const std::vector<std::uint32_t>& numbers) -> std::string {
  const bool same =
      !numbers.empty() && std::ranges::all_of(numbers, [&](auto each) { return each == numbers.front(); });
  return same ? std::to_string(numbers.front()) : list_of(numbers);
}

auto methods_words_of(const model::Requirement& requirement, Lang lang) -> std::string {
  std::string out;
  for (const auto method : requirement.methods) {
    if (!out.empty()) out += lang == Lang::zh ? "、" : ", ";
    out += method_words(method, lang);
  }
  return out;
}

// The rule's text in the policies: from its first line to the next line that stands at the margin.
auto policy_text(const Context& context, const model::Requirement& requirement) -> std::string {
  const auto& file = context.sources[requirement.span.file];
  const auto first = context.sources.place(requirement.span).line;
  std::string out(file.line(first));
  std::string blank;
  for (auto number = first + 1; file.line_begin(number) < file.text().size(); ++number) {
    const auto line = file.line(number);
    if (line.empty()) {
      blank += '\n';
      continue;
    }
    if (line.front() != ' ' && line.front() != '\t') break;
    out += '\n' + blank + std::string(line);
    blank.clear();
  }
  return out;
}

auto tally(const explain::Judgement& judgement) -> std::string {
  std::map<eval::Verdict, std::uint32_t> counts;
  for (const auto& subject : judgement.subjects) ++counts[subject.verdict];
  std::string out;
  for (const auto& [verdict, count] : counts) {
    out += fmt::format("{}[{},{}]", out.empty() ? "" : ",", json_text_of(eval::verdict_name(verdict)), count);
  }
  return "[" + out + "]";
}

}  // namespace

// Subjects whose verdicts rest on the same steps.
struct RuleBook::Group {
  eval::Verdict verdict{};
  std::string shape;
  std::uint32_t summary = 0;
  std::string tree = no_entry();
  std::string remedy = "[-1,[]]";
  std::vector<std::uint32_t> subjects;
  std::vector<std::uint32_t> proofs;  // empty: not told
};

auto RuleBook::both(auto (*words)(const Context&, const explain::Judgement&)->std::string,
                    const explain::Judgement& judgement) -> std::uint32_t {
  return lexicon_.words(words(en_, judgement), words(zh_, judgement));
}

auto RuleBook::domain_of(const model::Clause* clause) -> std::uint32_t {
  if (clause == nullptr) return domains_.add("[-1,-1]");
  const auto part = clause->part_title.empty() ? lexicon_.same(clause->part)
                                               : lexicon_.words(clause->part_title.en, clause->part_title.in(Lang::zh));
  return domains_.add(fmt::format("[{},{}]", lexicon_.words(clause->domain.en, clause->domain.in(Lang::zh)), part));
}

// [source, number, title, in part]…
auto RuleBook::clauses(const explain::Judgement& judgement) -> std::string {
  std::string out;
  for (const auto& cited : cited_clauses(en_, en_.program.requirements[judgement.requirement], judgement.level)) {
    const auto& source = en_.program.sources[cited.source];
    const auto title = cited.clause == nullptr
                           ? no_entry()
                           : std::to_string(lexicon_.words(cited.clause->title.en, cited.clause->title.in(Lang::zh)));
    out += fmt::format("{}[{},{},{},{}]", out.empty() ? "" : ",",
                       lexicon_.words(source.short_title.en, source.short_title.in(Lang::zh)),
                       lexicon_.same(cited.number), title, cited.in_part ? 1 : 0);
  }
  return "[" + out + "]";
}

void RuleBook::add_untold(std::vector<Group>& groups, eval::Verdict verdict, const BookSubject& subject) {
  const auto is_untold = [&](const Group& group) { return group.verdict == verdict && group.shape.empty(); };
  auto untold = std::ranges::find_if(groups, is_untold);
  if (untold == groups.end()) untold = groups.insert(groups.end(), Group{verdict});
  untold->subjects.push_back(subject.number);
}

// `subject`: null where the verdict is of no subject.
void RuleBook::add(std::vector<Group>& groups, const explain::Judgement& judgement,
                   const explain::JudgedSubject* subject) {
  const auto judged = subject == nullptr ? no_subject(en_, judgement) : *subject;
  auto* named = subject == nullptr ? nullptr : &facts_.subject(*subject);
  const bool urgent = subject == nullptr || wants_reasons(judged.verdict);
  const bool first_of_all = std::ranges::find(groups, judged.verdict, &Group::verdict) == groups.end();
  auto most = std::numeric_limits<std::size_t>::max();
  if (!urgent) most = first_of_all ? room_.of_first : room_.steps > 0 ? room_.of_further : 0;
  const auto found = most == 0 ? std::nullopt : find_within(en_, judgement, judged, most);
  if (!found) {
    add_untold(groups, judged.verdict, *named);
    return;
  }
  const auto& finding = *found;
  if (!urgent) room_.steps -= std::min(room_.steps, finding.proof.steps.size());
  const explain::Words en(en_.program, en_.facts, finding.proof, Lang::en);
  const explain::Words zh(zh_.program, zh_.facts, finding.proof, Lang::zh);
  const Spoken spoken{judgement, finding, named, en, zh};
  const auto key = shape(finding);
  auto group = std::ranges::find(groups, key, &Group::shape);
  if (group == groups.end()) {
    group = groups.insert(groups.end(), Group{judged.verdict, key, proofs_.summary(spoken)});
    group->tree = std::to_string(proofs_.tree(spoken));
    const bool bad = eval::standing(judged.verdict) == eval::Standing::bad || judged.verdict == eval::Verdict::medium;
    const bool repairs = en_.sources[en_.facts.file()].text().size() <= most_to_repair;
    if (bad && judged.verdict != eval::Verdict::late) group->remedy = proofs_.remedy(spoken, repairs);
  }
  if (named != nullptr) group->subjects.push_back(named->number);
  group->proofs.push_back(proofs_.proof(spoken));
}

// [verdict, summary, tree, remedy, [subject…], proof or [proof…]]…
auto RuleBook::groups(const explain::Judgement& judgement) -> std::string {
  std::vector<Group> groups;
  for (const auto& subject : judgement.subjects) {
    if (explain::has_subjects(judgement)) add(groups, judgement, &subject);
  }
  if (!explain::has_subjects(judgement)) add(groups, judgement, nullptr);
  std::ranges::stable_sort(groups, [](const Group& a, const Group& b) {
    const auto first = urgency(a.verdict);
    const auto second = urgency(b.verdict);
    return first != second ? first < second : a.subjects.size() > b.subjects.size();
  });
  std::string out;
  for (const auto& group : groups) {
    const auto summary = group.proofs.empty() ? no_entry() : std::to_string(group.summary);
    out += fmt::format("{}[{},{},{},{},{},{}]", out.empty() ? "" : ",", json_text_of(eval::verdict_name(group.verdict)),
                       summary, group.tree, group.remedy, list_of(group.subjects), one_or_list(group.proofs));
  }
  return "[" + out + "]";
}

auto RuleBook::rule(const explain::Judgement& judgement) -> std::string {
  const auto& requirement = en_.program.requirements[judgement.requirement];
  const auto text = [&](const Localised& words) {
    return words.empty() ? no_entry() : std::to_string(lexicon_.words(words.en, words.in(Lang::zh)));
  };
  const model::Clause* clause = nullptr;
  for (const auto& cited : cited_clauses(en_, requirement, judgement.level)) {
    if (cited.clause == nullptr || cited.clause->control.empty()) continue;
    clause = cited.clause;
    break;
  }
  const auto klass = requirement.klass ? text(en_.program.scheme.classes[*requirement.klass].label) : no_entry();
  const bool empty = explain::has_subjects(judgement) && judgement.subjects.empty();
  std::string concerns;
  for (const auto& name : concern_names(en_, requirement)) {
    concerns += (concerns.empty() ? "" : ",") + std::to_string(lexicon_.same(name));
  }
  // Before its groups, so that pointers in the words come in the order of the page.
  auto out = fmt::format(
      R"({{"kind":"{}","name":{},"title":{},"verdict":"{}","final":{},"clauses":{},"domain":{},"control":{},"class":{},)",
      rule_kind_name(requirement.kind), lexicon_.same(requirement.name), text(requirement.title),
      eval::verdict_name(judgement.verdict.verdict), judgement.verdict.final, clauses(judgement), domain_of(clause),
      clause == nullptr ? no_entry() : text(clause->control), klass);
  out += fmt::format(
      R"("remark":{},"why":{},"methods":{},"policy":{},"text":{},"advisory":{},"of":{},"whole":{},"empty":{},"concerns":[{}],)",
      both(remark, judgement), text(requirement.rationale),
      lexicon_.words(methods_words_of(requirement, Lang::en), methods_words_of(requirement, Lang::zh)),
      lexicon_.same(policy_line(en_, requirement.span)), json_text_of(policy_text(en_, requirement)),
      assess::advisory(en_.program, requirement), judgement.looked_at, !requirement.subject.has_value(),
      empty ? std::to_string(both(nothing_in_scope_words, judgement)) : no_entry(), concerns);
  return out + fmt::format(R"("tally":{},"groups":{}}})", tally(judgement), groups(judgement));
}

void RuleBook::write(const assess::Assessment& assessment, std::string& out) {
  std::string rules;
  const auto add_all = [&](const std::vector<const explain::Judgement*>& judgements) {
    for (const auto* judgement : judgements) rules += (rules.empty() ? "" : ",\n") + rule(*judgement);
  };
  add_all(in_catalogue_order(en_, assessment.results));
  add_all(worst_first(assessment.risks));
  add_all(worst_first(assessment.duties));
  out += "\"rules\":[" + rules + "],\n\"domains\":";
  domains_.write(out);
  out += ",\n";
}

}  // namespace dengbao::report::html
