#include "author/run_tests.h"

#include <algorithm>
#include <set>

#include "assess/assessment.h"
#include "author/given_json.h"
#include "explain/judge.h"
#include "facts/load.h"
#include "report/subject.h"

namespace dengbao::author {
namespace {

using eval::PartVerdict;
using eval::Verdict;

// ---- getting ready ------------------------------------------------------------------------------------------------

auto level_of(const model::Program& program, const model::Test& test) -> std::string {
  if (!test.level.empty()) return test.level;
  if (test.of && !program.requirements[*test.of].levels.empty()) {
    return std::to_string(program.requirements[*test.of].levels.front());
  }
  return std::to_string(program.scheme.lowest);
}

auto settings_of(const model::Program& program, const model::Test& test, const facts::Facts& facts, Date as_of,
                 Sink& sink) -> std::optional<eval::Settings> {
  eval::Settings settings;
  settings.as_of = test.as_of.value_or(as_of);
  if (!eval::read_level(level_of(program, test), program, settings, sink)) return std::nullopt;
  settings.overridden.resize(program.parameters.size());
  std::vector<std::optional<Value>> values(program.parameters.size());
  const explain::World world{program, facts, settings, settings.level};
  for (const auto& setting : test.with) {
    explain::Frame frame;
    values[setting.parameter.index] = explain::evaluate(world, setting.value, frame);
  }
  settings.overridden = std::move(values);
  return settings;
}

// ---- judging --------------------------------------------------------------------------------------------------------

// Whether a part in this state is one that made the verdict: what `because` speaks of. Of a risk the parts are what
// raises it, and failed ones are raised.
auto made_it(Verdict verdict, const eval::PartResult& part) -> bool {
  switch (verdict) {
    case Verdict::fail:
    case Verdict::partial:
      return part.verdict == PartVerdict::failed && !part.recommended;
    case Verdict::not_met_recommended:
      return part.verdict == PartVerdict::failed;
    case Verdict::high:
      return part.verdict == PartVerdict::failed || part.verdict == PartVerdict::excused;
    case Verdict::undecided:
      return part.verdict == PartVerdict::undecided;
    default:  // passed: what was excused, and advice that was not followed
      return part.verdict == PartVerdict::excused || (part.verdict == PartVerdict::failed && part.recommended);
  }
}

void add_because(const explain::JudgedSubject& subject, Verdict verdict, std::set<std::uint32_t>& parts) {
  for (const auto& part : subject.parts) {
    if (made_it(verdict, part.result)) parts.insert(part.part);
  }
}

auto check_verdict(const report::Context& context, const explain::Judgement& judgement, const std::string& id)
    -> Check {
  Check check;
  std::set<std::uint32_t> parts;
  if (id.empty()) {
    check.word = eval::verdict_name(judgement.verdict.verdict);
    for (const auto& subject : judgement.subjects) add_because(subject, judgement.verdict.verdict, parts);
  } else {
    const auto subject = std::ranges::find_if(judgement.subjects, [&](const explain::JudgedSubject& judged) {
      return report::is_subject(context, judged, id);
    });
    if (subject == judgement.subjects.end()) return check;
    check.word = eval::verdict_name(subject->verdict);
    add_because(*subject, subject->verdict, parts);
  }
  check.because.assign(parts.begin(), parts.end());
  return check;
}

auto truth_name(Truth truth) -> std::string {
  if (truth == Truth::unknown) return "unknown";
  return truth == Truth::yes ? "true" : "false";
}

// Runs one test on a program.
class Runner {
 public:
  Runner(const model::Program& program, const PreparedTest& test, explain::Trace* trace)
      : program_(program), prepared_(test), test_(program.tests[test.id]), trace_(trace) {}

  auto run() -> std::vector<Check> {
    std::vector<Check> checks;
    checks.reserve(test_.expectations.size());
    for (const auto& expectation : test_.expectations) checks.push_back(run(expectation));
    return checks;
  }

 private:
  auto run(const model::Expectation& expectation) -> Check {
    auto check = expectation.condition ? Check{false, truth_name(truth_of(*expectation.condition)), {}}
                                       : verdict_of(expectation);
    check.holds = check.word == expectation.word && same_parts(expectation, check);
    return check;
  }

  static auto same_parts(const model::Expectation& expectation, const Check& check) -> bool {
    if (expectation.because.empty()) return true;
    auto wanted = expectation.because;
    std::ranges::sort(wanted);
    return wanted == check.because;
  }

  auto truth_of(model::ExprId condition) -> Truth {
    explain::World world{program_, prepared_.facts, prepared_.settings, prepared_.settings.level};
    world.trace = trace_;
    explain::Frame frame(test_.slots);
    return explain::evaluate_truth(world, condition, frame);
  }

  // What is not in force on the day of the test is not applicable, as in an assessment.
  auto judge() -> explain::Judgement {
    const auto& requirement = program_.requirements[*test_.of];
    const bool stands = assess::in_force(program_, requirement, prepared_.settings.as_of);
    if (!stands && !assess::advisory(program_, requirement)) {
      return assess::judge(program_, prepared_.facts, prepared_.settings, *test_.of);
    }
    return explain::judge(program_, prepared_.facts, prepared_.settings, *test_.of, explain::make_extents(), trace_);
  }

  auto verdict_of(const model::Expectation& expectation) -> Check {
    if (!judgement_) judgement_ = judge();
    static const Sources no_sources;
    const report::Context context{program_, prepared_.facts, prepared_.settings, no_sources};
    return check_verdict(context, *judgement_, expectation.subject);
  }

  const model::Program& program_;
  const PreparedTest& prepared_;
  const model::Test& test_;
  explain::Trace* trace_;
  std::optional<explain::Judgement> judgement_;
};

}  // namespace

auto default_test_date() -> Date { return *Date::from(2026, 1, 1); }

auto prepare_tests(const model::Program& program, const Sources& sources, std::span<const model::TestId> tests,
                   Date as_of, Sink& sink) -> std::optional<std::vector<PreparedTest>> {
  std::vector<PreparedTest> prepared;
  bool sound = true;
  for (const auto id : tests) {
    const auto& test = program.tests[id];
    Sink strict;
    strict.make_strict();
    auto facts = facts::load(given_json(sources, test), test.record.value_or(program.scheme.facts), program, strict);
    for (auto& diagnostic : strict.sorted()) sink.add(std::move(diagnostic));
    sound = sound && facts && strict.errors() == 0;
    if (!sound) continue;
    auto settings = settings_of(program, test, *facts, as_of, sink);
    sound = settings.has_value();
    if (sound) prepared.push_back({id, std::move(*facts), std::move(*settings)});
  }
  return sound ? std::optional(std::move(prepared)) : std::nullopt;
}

auto run_test(const model::Program& program, const PreparedTest& test, explain::Trace* trace) -> std::vector<Check> {
  return Runner(program, test, trace).run();
}

auto passes(const std::vector<Check>& checks) -> bool { return std::ranges::all_of(checks, &Check::holds); }

}  // namespace dengbao::author
