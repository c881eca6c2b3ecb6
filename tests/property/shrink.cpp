#include "property/shrink.h"

#include <fmt/format.h>

#include "property/check.h"
#include "property/shrink_facts.h"

namespace dengbao::property {
namespace {

constexpr Thoroughness everything{100, 100, 100};
constexpr int tries_with_chance = 30;  // some checks choose facts by chance

// Whether these facts violate the law; then `found` says how.
auto violates(const std::string& law, const Policy& policy, const Compiled& compiled, const Fact& facts,
              Violation& found) -> bool {
  for (int seed = 1; seed <= tries_with_chance; ++seed) {
    Random random(static_cast<std::uint64_t>(seed));
    Tallies tallies;
    std::string problem;
    if (!check_chain(policy, compiled, facts, everything, random, tallies, problem)) return false;
    if (!tallies[law].first) continue;
    found = *tallies[law].first;
    return true;
  }
  return false;
}

}  // namespace

auto counterexample(const std::string& law, std::uint64_t seed, const Policy& policy, const Fact& facts,
                    const Violation& violation) -> std::string {
  const auto compiled = compile(policy);
  auto found = violation;
  const auto violated = [&](const Fact& some) { return violates(law, policy, *compiled, some, found); };
  const auto shrunk = violated(facts) ? shrink(facts, violated) : facts;
  auto text = fmt::format("law: {}\nseed: {}\n\n{}\n", law, seed, policy.text());
  for (int stage = found.stage - 1; stage <= found.stage; ++stage) {
    if (stage < 0) continue;
    text += fmt::format("\n{}: {}\n", stage == found.stage ? "facts" : "facts before",
                        facts_text(policy.schema, shrunk, stage));
  }
  return text + "\nfound: " + found.what + "\n";
}

}  // namespace dengbao::property
