#include "property/run.h"

#include <fmt/format.h>

#include <chrono>

#include "property/asked.h"
#include "property/shrink.h"

namespace dengbao::property {
namespace {

constexpr std::uint64_t short_laws_run = 9'000;
constexpr int laws_chains_of_a_program = 40;

class LawsRunner {
 public:
  explicit LawsRunner(Size size) { run_.size = size; }

  auto run() -> Run {
    const auto start = std::chrono::steady_clock::now();
    for (auto seed = run_.size.seed; run_.pairs < run_.size.pairs && run_.problem.empty(); ++seed) program(seed);
    run_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(run_);
  }

 private:
  void program(std::uint64_t seed) {
    Random random(seed);
    const auto policy = make_policy(random);
    const auto compiled = compile(policy);
    ++run_.programs;
    if (!compiled->program) {
      run_.problem =
          fmt::format("seed {}: the policy does not compile\n{}\n{}", seed, compiled->messages(), policy.text());
      return;
    }
    for (int i = 0; i < laws_chains_of_a_program && run_.problem.empty(); ++i) chain(seed, policy, *compiled, random);
  }

  void chain(std::uint64_t seed, const Policy& policy, const Compiled& compiled, Random& random) {
    const auto facts = make_facts(policy.schema, random);
    std::string problem;
    const auto pairs = check_chain(policy, compiled, facts, {}, random, run_.tallies, problem);
    if (!pairs) {
      run_.problem = fmt::format("seed {}: the facts do not load\n{}\n{}", seed, problem,
                                 facts_text(policy.schema, facts, stages - 1));
      return;
    }
    run_.pairs += *pairs;
    for (const auto& [law, tally] : run_.tallies) {
      if (!tally.first || run_.counterexamples.contains(law)) continue;
      run_.counterexamples[law] = counterexample(law, seed, policy.only(tally.first->clause), facts, *tally.first);
    }
  }

  Run run_;
};

}  // namespace

auto size_asked() -> Size {
  return {number_in("DENGBAO_PROPERTY_PAIRS", short_laws_run), number_in("DENGBAO_PROPERTY_SEED", 1)};
}

auto run(Size size) -> Run { return LawsRunner(size).run(); }

auto summary(const Run& run) -> std::string {
  auto text = fmt::format("{} pairs of {} programs in {:.1f} s (seed {})\n", run.pairs, run.programs, run.seconds,
                          run.size.seed);
  text += fmt::format("{:>12} {:>8} {:>9}  law\n", "checked", "decided", "violated");
  for (const auto& law : law_names()) {
    const auto found = run.tallies.find(law);
    const auto tally = found == run.tallies.end() ? Tally{} : found->second;
    const auto share = tally.checked == 0 ? 0 : 100 * tally.decided / tally.checked;
    text += fmt::format("{:>12} {:>7}% {:>9}  {}\n", tally.checked, share, tally.violated, law);
  }
  return text;
}

}  // namespace dengbao::property
