#include "property/check.h"

#include <algorithm>

#include "agreement/agreement.h"
#include "assess/assessment.h"
#include "base/render_diagnostic.h"
#include "check/certificate.h"
#include "facts/load.h"
#include "property/check_reason.h"
#include "property/check_verdict.h"
#include "report/certificate.h"
#include "report/core_json.h"

namespace dengbao::property {
namespace {

using explain::Frame;
using explain::World;

// The truths of both sides of every law for one host.
struct HostTruths {
  std::string host;
  std::vector<Truth> truths;  // two for each clause that is a law
};
// What one stage found, for the next one to compare with.
struct Stage {
  std::vector<HostTruths> hosts;
  std::vector<Judged> judged;  // one for each whole requirement
};

auto word(Truth truth) -> std::string {
  return truth == Truth::yes ? "true" : truth == Truth::no ? "false" : "unknown";
}

auto holds(Law::Relation relation, Truth left, Truth right) -> bool {
  if (left == right) return true;
  return relation == Law::Relation::agree && (left == Truth::unknown || right == Truth::unknown);
}

class Chain {
 public:
  Chain(const Policy& policy, const Compiled& compiled, Thoroughness thoroughness, Random& random, Tallies& tallies)
      : policy_(policy), compiled_(compiled), thoroughness_(thoroughness), random_(random), tallies_(tallies) {}

  auto run(const Fact& network, std::string& problem) -> std::optional<std::uint64_t> {
    std::optional<Stage> before;
    for (stage_ = 0; stage_ < stages; ++stage_) {
      Sources sources;
      Sink sink;
      const auto file = sources.add("facts.json", facts_text(policy_.schema, network, stage_));
      const auto facts = facts::load(sources, file, *compiled_.program, sink);
      if (!facts) {
        problem = render(sink.sorted(), sources, Lang::en, false);
        return std::nullopt;
      }
      auto now = look(*facts);
      compare_evaluators(*facts);
      if (random_.chance(thoroughness_.certificates)) certify(*facts, sources);
      if (before) compare(*before, now);
      before = std::move(now);
    }
    return stages;
  }

 private:
  auto requirement(std::size_t clause) const -> const model::Requirement& {
    return compiled_.program->requirements[{static_cast<std::uint32_t>(clause)}];
  }
  void note(const std::string& law, std::size_t clause, bool decided, bool violated, const auto& what) {
    auto& tally = tallies_[law];
    ++tally.checked;
    if (decided) ++tally.decided;
    if (!violated) return;
    ++tally.violated;
    if (!tally.first) tally.first = Violation{clause, stage_, what()};
  }

  auto look(const facts::Facts& facts) -> Stage {
    const World world{*compiled_.program, facts, compiled_.settings, compiled_.settings.level};
    Stage stage;
    hosts(world, stage);
    for (std::size_t i = 0; i < policy_.clauses.size(); ++i) {
      if (policy_.clauses[i].law != nullptr) continue;
      stage.judged.push_back(judge_clause(world, {static_cast<std::uint32_t>(i)}));
      reasons(world, i, stage.judged.back());
    }
    return stage;
  }

  void hosts(const World& world, Stage& stage) {
    for (std::size_t i = 0; i < policy_.clauses.size(); ++i) {
      if (policy_.clauses[i].law == nullptr) continue;
      const auto& about = requirement(i);
      Frame frame(about.slots);
      const auto list = explain::evaluate(world, about.subject->list, frame);
      const auto& rows = list.list().elements;
      stage.hosts.resize(rows.size());
      for (std::size_t host = 0; host < rows.size(); ++host) {
        if (stage.hosts[host].host.empty()) stage.hosts[host].host = world.facts.name(rows[host].as<Row>(), Lang::en);
        frame[about.subject->variable.index] = rows[host];
        sides(world, i, frame, stage.hosts[host]);
      }
    }
  }

  void sides(const World& world, std::size_t clause, Frame& frame, HostTruths& host) {
    const auto& parts = requirement(clause).parts;
    const auto left = explain::evaluate_truth(world, parts[0].condition, frame);
    const auto right = explain::evaluate_truth(world, parts[1].condition, frame);
    host.truths.push_back(left);
    host.truths.push_back(right);
    const auto& law = *policy_.clauses[clause].law;
    note(law.name, clause, left != Truth::unknown, !holds(law.relation, left, right),
         [&] { return "of host " + host.host + ", left is " + word(left) + " and right is " + word(right); });
  }

  void reasons(const World& world, std::size_t clause, const Judged& judged) {
    const auto report = [&](const char* law, bool violated, const std::string& what) {
      note(law, clause, true, violated, [&] { return what; });
    };
    for (const auto& subject : judged.subjects) {
      if (random_.chance(thoroughness_.hiding)) check_hiding(world, judged, subject, random_, report);
      if (random_.chance(thoroughness_.reasons)) check_reason(world, judged, subject, report);
    }
  }

  // ---- the fast evaluator ---

  void compare_evaluators(const facts::Facts& facts) {
    const auto difference = tests::first_difference(compiled_.plan, facts, compiled_.settings);
    const auto clause = difference ? clause_in(*difference) : 0;
    note(about_facts::fast, clause, true, difference.has_value(), [&] { return *difference; });
  }

  // ---- the independent checker --------------------------------------------------------------------------------------

  void certify(const facts::Facts& facts, const Sources& sources) {
    const auto& program = *compiled_.program;
    const report::Context context{program, facts, compiled_.settings, sources};
    const auto assessment = assess::assess(program, facts, compiled_.settings, {});
    const auto core = report::core_json(program, eval::lower(program), compiled_.sources);
    const auto certificate = report::certificate(context, assessment, core);
    try {
      (void)check::verify(certificate, sources[facts.file()].text(), core);
      note(about_facts::certified, 0, true, false, [] { return std::string(); });
    } catch (const check::Refused& refused) {
      const std::string words = refused.what();
      note(about_facts::certified, clause_in(words), true, true, [&] { return words; });
    }
  }

  // The clause that the checker speaks of.
  auto clause_in(const std::string& words) const -> std::size_t {
    std::size_t found = 0;
    std::size_t longest = 0;
    for (std::size_t i = 0; i < policy_.clauses.size(); ++i) {
      const auto name = requirement(i).qualified();
      if (name.size() <= longest || words.find(name) == std::string::npos) continue;
      found = i;
      longest = name.size();
    }
    return found;
  }

  // ---- more facts ---------------------------------------------------------------------------------------------------

  void compare(const Stage& before, const Stage& now) {
    for (const auto& host : before.hosts) {
      const auto same = [&](const HostTruths& other) { return other.host == host.host; };
      const auto found = std::find_if(now.hosts.begin(), now.hosts.end(), same);
      if (found != now.hosts.end()) compare_truths(host, *found);
    }
    std::size_t next = 0;
    for (std::size_t i = 0; i < policy_.clauses.size(); ++i) {
      if (policy_.clauses[i].law != nullptr) continue;
      const auto index = next++;
      if (!policy_.clauses[i].monotone) continue;
      compare_judged(before.judged[index], now.judged[index],
                     [&](const char* law, bool decided, bool violated, const std::string& what) {
                       note(law, i, decided, violated, [&] { return what; });
                     });
    }
  }

  void compare_truths(const HostTruths& before, const HostTruths& now) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < policy_.clauses.size(); ++i) {
      if (policy_.clauses[i].law == nullptr) continue;
      for (const auto* side : {"left", "right"}) {
        const auto at = next++;
        if (!policy_.clauses[i].monotone) continue;
        const bool decided = before.truths[at] != Truth::unknown;
        note(about_facts::truths, i, decided, decided && before.truths[at] != now.truths[at], [&] {
          return std::string(side) + " of host " + before.host + " was " + word(before.truths[at]) + " and is " +
                 word(now.truths[at]) + " with more facts";
        });
      }
    }
  }

  const Policy& policy_;
  const Compiled& compiled_;
  Thoroughness thoroughness_;
  Random& random_;
  Tallies& tallies_;
  int stage_ = 0;
};

}  // namespace

auto check_chain(const Policy& policy, const Compiled& compiled, const Fact& network, Thoroughness thoroughness,
                 Random& random, Tallies& tallies, std::string& problem) -> std::optional<std::uint64_t> {
  return Chain(policy, compiled, thoroughness, random, tallies).run(network, problem);
}

}  // namespace dengbao::property
