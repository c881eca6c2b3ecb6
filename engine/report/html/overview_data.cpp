#include "report/html/overview_data.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.h"
#include "report/evidence_summary.h"
#include "report/outcomes.h"
#include "report/overview.h"
#include "report/places.h"

namespace dengbao::report::html {
namespace {

class OverviewWriter {
 public:
  OverviewWriter(const Context& en, const Context& zh, const assess::Assessment& assessment, Lexicon& lexicon,
                 RuleBook& rules)
      : en_(en), zh_(zh), assessment_(assessment), lexicon_(lexicon), rules_(rules) {}

  void write(std::string& out) {
    const auto& scheme = en_.program.scheme;
    out += fmt::format(
        R"("scheme":{},"level":{},"asOf":{},"file":{},"network":{},"digest":{},"verdict":"{}",)"
        "\n",
        scheme.title.empty() ? lexicon_.same(scheme.name) : both(scheme.title), lexicon_.same(assessment_.level),
        lexicon_.same(assessment_.as_of.to_string()), lexicon_.same(en_.sources[en_.facts.file()].name()),
        lexicon_.words(en_.facts.name(en_.facts.root(), Lang::en), zh_.facts.name(zh_.facts.root(), Lang::zh)),
        lexicon_.same(sha256(en_.sources[en_.facts.file()].text())), eval::verdict_name(assessment_.verdict));
    out += "\"verdicts\":{" + verdicts() + "},\n\"denominator\":" + numbers(assessment_.denominator) + ",\n";
    out += "\"parts\":[" + parts() + "],\n\"outcomes\":[" + outcomes() + "],\n\"clauses\":[" + clauses() + "],\n";
    out += "\"whoSays\":[" + evidence() + "],\n";
    out += "\"set\":" + std::to_string(lexicon_.words(overridden_text(en_), overridden_text(zh_))) + ",\n";
  }

 private:
  [[nodiscard]] auto both(const Localised& words) -> std::uint32_t {
    return lexicon_.words(words.en, words.in(Lang::zh));
  }

  // The words of each, and what it means for whoever asks whether all is well.
  auto verdicts() -> std::string {
    using enum eval::Verdict;
    std::string out;
    for (const auto verdict : {fail, high, overdue, partial, medium, late, undecided, not_met_recommended, pass,
                               pass_by_exception, provided, not_found, in_time, not_yet_due, not_applicable}) {
      out += fmt::format("{}\"{}\":[{},\"{}\"]", out.empty() ? "" : ",", eval::verdict_name(verdict),
                         both(eval::verdict_words(verdict)), standing_name(eval::standing(verdict)));
    }
    return out;
  }
  static auto standing_name(eval::Standing standing) -> std::string_view {
    switch (standing) {
      case eval::Standing::good:
        return "good";
      case eval::Standing::bad:
        return "bad";
      case eval::Standing::open:
        return "open";
      case eval::Standing::aside:
        return "aside";
    }
    return "";
  }

  static auto numbers(const assess::Denominator& clauses) -> std::string {
    return fmt::format("[{},{},{},{},{},{}]", clauses.clauses, clauses.decided, clauses.undecided,
                       clauses.not_applicable, clauses.not_covered, clauses.in_part_only);
  }

  auto parts() -> std::string {
    std::string out;
    for (const auto& part : assessment_.parts) {
      out += fmt::format("{}[{},{}]", out.empty() ? "" : ",",
                         part.title.empty() ? lexicon_.same(part.part) : both(part.title), numbers(part.clauses));
    }
    return out;
  }

  // The facts that the verdicts rest on: how many, then [words, number]… by what their evidence is worth.
  auto evidence() -> std::string {
    const auto summary = summarise_evidence(en_, assessment_);
    const auto en = evidence_rows(summary, Lang::en);
    const auto zh = evidence_rows(summary, Lang::zh);
    auto out = std::to_string(summary.facts);
    for (std::size_t index = 0; index < en.size(); ++index) {
      out += fmt::format(",[{},{}]", lexicon_.words(en[index].first, zh[index].first), en[index].second);
    }
    return out;
  }

  // [name, title, value, least, most, policy, [[mark, words]…]]: least and most of a number, for its picture.
  auto outcomes() -> std::string {
    std::string out;
    for (const auto& result : assessment_.outcomes) {
      const auto& outcome = en_.program.outcomes[result.outcome];
      std::string steps;
      for (const auto& step : result.steps) {
        const auto line = outcome_step(en_, step);
        steps += fmt::format("{}[{},{}]", steps.empty() ? "" : ",", lexicon_.same(line.mark),
                             lexicon_.words(line.words, outcome_step(zh_, step).words));
      }
      out += fmt::format("{}[{},{},{},{},{},[{}]]", out.empty() ? "" : ",", json_text_of(outcome.name),
                         both(outcome.title), lexicon_.words(outcome_words(en_, result), outcome_words(zh_, result)),
                         range(result.value), lexicon_.same(policy_line(en_, outcome.span)), steps);
    }
    return out;
  }
  static auto range(const Value& value) -> std::string {
    const auto plain = [](const Number& number) {
      return number.is_whole() ? number.to_string() : fmt::format("{:.4f}", std::stod(number.to_string()));
    };
    if (const auto* number = value.get_if<Number>()) return plain(*number) + "," + plain(*number);
    const auto* interval = value.get_if<Interval>();
    if (interval == nullptr || !interval->hi) return "null,null";
    return plain(interval->lo) + "," + plain(*interval->hi);
  }

  // [number, title, domain, verdict or null where no policy covers it]
  auto clauses() -> std::string {
    std::string out;
    for (const auto& result : assessment_.clauses) {
      const auto& clause = en_.program.sources[result.source].clauses[result.clause];
      const auto verdict = result.covered ? json_text_of(eval::verdict_name(result.verdict)) : std::string("null");
      out += fmt::format("{}[{},{},{},{}]", out.empty() ? "" : ",", lexicon_.same(clause.number), both(clause.title),
                         rules_.domain(clause), verdict);
    }
    return out;
  }

  const Context& en_;
  const Context& zh_;
  const assess::Assessment& assessment_;
  Lexicon& lexicon_;
  RuleBook& rules_;
};

}  // namespace

void write_overview(const Context& en, const Context& zh, const assess::Assessment& assessment, Lexicon& lexicon,
                    RuleBook& rules, std::string& out) {
  OverviewWriter(en, zh, assessment, lexicon, rules).write(out);
}

}  // namespace dengbao::report::html
