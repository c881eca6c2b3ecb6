#include "property/agree.h"

#include <fmt/format.h>

#include <chrono>

#include "base/render_diagnostic.h"
#include "facts/load.h"
#include "property/agree_pair.h"
#include "property/agree_shrink.h"
#include "property/asked.h"

namespace dengbao::property {
namespace {

constexpr std::uint64_t short_agreement_run = 5'000;
constexpr int agreement_chains_of_a_program = 40;
constexpr std::uint64_t certificates = 3;  // of a thousand pairs
constexpr std::uint64_t differences_told = 20;
// A program whose relations relate everything to everything takes the reference evaluator minutes: others in that time.
constexpr std::chrono::seconds longest_of_a_program{2};

class AgreeRunner {
 public:
  explicit AgreeRunner(AgreementSize size) { run_.size = size; }

  auto run() -> Agreement {
    const auto start = std::chrono::steady_clock::now();
    for (auto seed = run_.size.seed; run_.pairs < run_.size.pairs && run_.problem.empty(); ++seed) program(seed);
    run_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(run_);
  }

 private:
  void program(std::uint64_t seed) {
    Random random(seed);
    auto policy = make_wide_policy(random);
    const auto made = policy.clauses.size();
    const auto compiled = compile_what_fits(policy);
    ++run_.programs;
    run_.refused += made - policy.clauses.size();
    if (!compiled->program) {
      run_.problem =
          fmt::format("seed {}: the policy does not compile\n{}\n{}", seed, compiled->messages(), policy.text());
      return;
    }
    const auto end = std::chrono::steady_clock::now() + longest_of_a_program;
    for (int i = 0; i < agreement_chains_of_a_program && run_.problem.empty(); ++i) {
      if (std::chrono::steady_clock::now() > end) {
        ++run_.cut_short;
        return;
      }
      const auto facts = make_facts(policy.schema, random);
      for (int stage = 0; stage < stages; ++stage) {
        const auto how = random_manner(random);
        if (!pair(seed, policy, *compiled, {facts, stage}, how, random)) return;
      }
    }
  }

  // False: there was a difference.
  auto pair(std::uint64_t seed, const Policy& policy, Compiled& compiled, const FactsOfStage& facts, const Manner& how,
            Random& random) -> bool {
    ++run_.pairs;
    const bool certify = random.below(1000) < run_.size.certificates;
    const auto found = look(compiled, facts_text(policy.schema, facts.network, facts.stage), how, certify);
    run_.judgements += found.judgements;
    run_.decided += found.decided;
    if (found.certified) ++run_.certificates;
    if (!found.problem.empty()) {
      run_.problem = fmt::format("seed {}: {}", seed, found.problem);
      return false;
    }
    if (!found.difference) return true;
    ++run_.differences;
    if (run_.differences <= differences_told) {
      const auto shrunk = shrink_pair({policy, facts, how, certify}, *found.difference);
      run_.counterexamples += fmt::format("seed {}\n{}\n", seed, shrunk);
    }
    return false;
  }

  Agreement run_;
};

}  // namespace

auto agreement_asked() -> AgreementSize {
  return {number_in("DENGBAO_AGREE_PAIRS", short_agreement_run), number_in("DENGBAO_AGREE_SEED", 1),
          number_in("DENGBAO_AGREE_CERTIFICATES", certificates)};
}

auto run_agreement(AgreementSize size) -> Agreement { return AgreeRunner(size).run(); }

auto summary(const Agreement& run) -> std::string {
  return fmt::format(
      "{} pairs of {} programs in {:.1f} s (seed {}): {} judgements, {} of them decided; {} certificates; {} "
      "differences; {} clauses refused; {} programs cut short\n",
      run.pairs, run.programs, run.seconds, run.size.seed, run.judgements, run.decided, run.certificates,
      run.differences, run.refused, run.cut_short);
}

}  // namespace dengbao::property
