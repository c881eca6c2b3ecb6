#include "report/assessment_junit.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/evidence.h"
#include "report/evidence_summary.h"
#include "report/outcomes.h"
#include "report/part_text.h"
#include "report/results.h"
#include "report/rule_lines.h"
#include "report/rule_names.h"
#include "report/xml.h"

namespace dengbao::report {
namespace {

enum class Outcome : std::uint8_t { passed, failure, error, skipped };

// As the exit status weighs it: a medium risk that is final troubles nobody, one that could be high is open.
auto outcome_of(const explain::JudgedSubject& judged) -> Outcome {
  if (judged.verdict == eval::Verdict::medium) return judged.final ? Outcome::skipped : Outcome::error;
  switch (eval::standing(judged.verdict)) {
    case eval::Standing::good:
      return Outcome::passed;
    case eval::Standing::bad:
      return Outcome::failure;
    case eval::Standing::open:
      return Outcome::error;
    case eval::Standing::aside:
      return Outcome::skipped;
  }
  return Outcome::error;
}

auto attribute(std::string_view name, std::string_view value) -> std::string {
  return fmt::format(" {}=\"{}\"", name, xml_text(utf8::printable(value)));
}

struct Suite {
  std::string name;
  std::string cases;
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;
};

class JunitWriter {
 public:
  JunitWriter(const Context& context, const assess::Assessment& assessment)
      : context_(context),
        assessment_(assessment),
        results_(tell_results(context, assessment)),
        names_(rule_names(context, assessment)) {}

  auto write() -> std::string {
    for (const auto& rule : results_.requirements) {
      const auto domain = control_of(context_, *rule.judgement).domain;
      add(rule, domain.empty() ? in(context_, "Other requirements", "其他要求") : domain);
    }
    for (const auto& rule : results_.risks) add(rule, in(context_, "Risks", "风险"));
    for (const auto& rule : results_.duties) add(rule, in(context_, "Duties", "义务"));
    Suite total{fmt::format("{} {}", context_.facts.name(context_.facts.root(), context_.lang), assessment_.level), {}};
    std::string suites;
    for (const auto& suite : suites_) {
      total.tests += suite.tests;
      total.failures += suite.failures;
      total.errors += suite.errors;
      suites += "  <testsuite" + counts(suite) + attribute("skipped", std::to_string(suite.skipped)) +
                attribute("timestamp", assessment_.as_of.to_string() + "T00:00:00") + ">\n" +
                (&suite == &suites_.front() ? properties() : "") + suite.cases + "  </testsuite>\n";
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts(total) + ">\n" + suites +
           "</testsuites>\n";
  }

 private:
  static auto counts(const Suite& suite) -> std::string {
    return attribute("name", suite.name) + attribute("tests", std::to_string(suite.tests)) +
           attribute("failures", std::to_string(suite.failures)) + attribute("errors", std::to_string(suite.errors));
  }

  // Of the whole assessment; the form has a place for them in a suite only, so that they stand in the first.
  auto properties() const -> std::string {
    std::string out = "    <properties>\n";
    const auto property = [&](std::string_view name, const std::string& value) {
      out += "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
    };
    property("scheme", context_.program.scheme.name);
    property("level", assessment_.level);
    property("as_of", assessment_.as_of.to_string());
    property("facts", context_.sources[context_.facts.file()].name());
    property("verdict", std::string(eval::verdict_name(assessment_.verdict)));
    const auto& clauses = assessment_.denominator;
    property("clauses", std::to_string(clauses.clauses));
    property("clauses.decided", std::to_string(clauses.decided));
    property("clauses.undecided", std::to_string(clauses.undecided));
    property("clauses.not_applicable", std::to_string(clauses.not_applicable));
    property("clauses.not_covered", std::to_string(clauses.not_covered));
    const auto evidence = evidence_summary_json(summarise_evidence(context_, assessment_));
    for (const auto& [kind, number] : evidence.items())
      property("evidence." + kind, std::to_string(number.get<std::uint32_t>()));
    for (const auto& result : assessment_.outcomes)
      property(context_.program.outcomes[result.outcome].name, outcome_words(context_, result));
    return out + "    </properties>\n";
  }

  auto suite(const std::string& name) -> Suite& {
    const auto found = std::ranges::find(suites_, name, &Suite::name);
    return found != suites_.end() ? *found : suites_.emplace_back(Suite{name, {}});
  }

  void add(const RuleResult& rule, const std::string& suite_name) {
    auto& into = suite(suite_name);
    const bool advisory = assess::advisory(context_.program, *rule.rule);
    for (const auto& subject : rule.subjects) {
      const auto outcome = outcome_of(subject.judged);
      const bool aside = advisory && outcome != Outcome::passed;
      add(into, rule, subject, aside ? Outcome::skipped : outcome, aside);
    }
  }

  void add(Suite& into, const RuleResult& rule, const SubjectResult& subject, Outcome outcome, bool advisory) {
    ++into.tests;
    into.cases += "    <testcase" + attribute("classname", names_.at(rule.judgement->requirement.index)) +
                  attribute("name", subject.whole ? subject.id + " (" + subject.words + ")" : subject.id) +
                  attribute("time", "0");
    if (outcome == Outcome::passed && subject.summary.empty()) {
      into.cases += "/>\n";
      return;
    }
    into.cases += ">\n" + outcome_element(into, rule, subject, outcome, advisory) + "    </testcase>\n";
  }

  auto outcome_element(Suite& into, const RuleResult& rule, const SubjectResult& subject, Outcome outcome,
                       bool advisory) const -> std::string {
    const auto head = [&](std::string_view name) {
      auto words = eval::verdict_words(subject.judged.verdict).in(context_.lang);
      if (advisory) words += in(context_, " (advisory)", "（供参考）");
      if (!subject.summary.empty()) words += in(context_, ": ", "：") + subject.summary;
      return fmt::format("      <{}{}{}>{}</{}>\n", name, attribute("type", eval::verdict_name(subject.judged.verdict)),
                         attribute("message", words), xml_text(body(rule, subject)), name);
    };
    switch (outcome) {
      case Outcome::passed:
        return "      <system-out>" + xml_text(body(rule, subject)) + "</system-out>\n";
      case Outcome::failure:
        ++into.failures;
        return head("failure");
      case Outcome::error:
        ++into.errors;
        return head("error");
      case Outcome::skipped:
        ++into.skipped;
        return head("skipped");
    }
    return {};
  }

  // What a person reads who opens the case.
  auto body(const RuleResult& rule, const SubjectResult& subject) const -> std::string {
    std::string out = rule.rule->title.in(context_.lang) + "\n";
    if (const auto numbers = clause_numbers(context_, *rule.judgement); !numbers.empty()) out += numbers + "\n";
    out += policy_line(context_, rule.rule->span) + "\n";
    if (subject.reasons.empty() && !subject.summary.empty()) out += subject.summary + "\n";
    for (const auto& line : subject.reasons) {
      out += "- " + line.text + "\n";
      for (std::size_t i = 0; i < line.pointers.size(); ++i) {
        const auto place = fact_place(context_, results_.places, line.pointers[i]);
        out += fmt::format("    {} {}", place, line.pointers[i].empty() ? "/" : line.pointers[i]);
        const bool known = !context_.facts.get(line.facts[i].row, line.facts[i].field).is_unknown();
        out += (known ? " · " + evidence_words(context_, line.pointers[i], rule.rule->methods) : "") + "\n";
      }
    }
    if (!subject.remedy.empty()) out += in(context_, "Remedy: ", "整改建议：") + subject.remedy + "\n";
    return out;
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  Results results_;
  std::map<std::uint32_t, std::string> names_;
  std::vector<Suite> suites_;
};

}  // namespace

auto assessment_junit(const Context& context, const assess::Assessment& assessment) -> std::string {
  return JunitWriter(context, assessment).write();
}

}  // namespace dengbao::report
