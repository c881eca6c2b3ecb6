#include "property/shrink.h"

#include <fmt/format.h>

#include "property/check.h"

namespace dengbao::property {
namespace {

constexpr Thoroughness everything{100, 100, 100};
constexpr int tries_with_chance = 30;  // some checks choose facts by chance

class Shrinker {
 public:
  Shrinker(std::string law, const Policy& policy, Fact facts, Violation found)
      : law_(std::move(law)),
        policy_(policy),
        compiled_(compile(policy)),
        facts_(std::move(facts)),
        found_(std::move(found)) {}

  // Whether the law is violated by these facts; then `found_` says how.
  auto violated() -> bool {
    for (int seed = 1; seed <= tries_with_chance; ++seed) {
      Random random(static_cast<std::uint64_t>(seed));
      Tallies tallies;
      std::string problem;
      if (!check_chain(policy_, *compiled_, facts_, everything, random, tallies, problem)) return false;
      if (!tallies[law_].first) continue;
      found_ = *tallies[law_].first;
      return true;
    }
    return false;
  }

  void run() {
    if (!violated()) return;
    while (simplify(facts_)) {
    }
    (void)violated();
  }

  [[nodiscard]] auto facts() const -> const Fact& { return facts_; }
  [[nodiscard]] auto found() const -> const Violation& { return found_; }

 private:
  // Tries a change; takes it back if the law holds then.
  auto attempt(Fact& fact, const auto& change) -> bool {
    const auto before = fact;
    change(fact);
    if (violated()) return true;
    fact = before;
    return false;
  }

  auto simplify(Fact& fact) -> bool {
    bool simpler = false;
    for (auto& field : fact.fields) simpler = simplify_field(field) || simpler;
    for (std::size_t i = fact.elements.size(); i-- > 0;) {
      if (attempt(fact,
                  [&](Fact& list) { list.elements.erase(list.elements.begin() + static_cast<std::ptrdiff_t>(i)); })) {
        simpler = true;
      } else {
        simpler = simplify(fact.elements[i]) || simpler;
      }
    }
    return simpler;
  }

  auto simplify_field(Fact& field) -> bool {
    if (field.form != Fact::Form::absent && attempt(field, [](Fact& fact) { fact = Fact{}; })) return true;
    bool simpler = (field.null || !field.because.empty()) && attempt(field, [](Fact& fact) {
                     fact.null = false;
                     fact.because.clear();
                   });
    simpler = ((field.since > 0 || field.closed > 0) && attempt(field,
                                                                [](Fact& fact) {
                                                                  fact.since = 0;
                                                                  fact.closed = 0;
                                                                  for (auto& element : fact.elements) element.since = 0;
                                                                })) ||
              simpler;
    return simplify(field) || simpler;
  }

  std::string law_;
  const Policy& policy_;
  std::unique_ptr<Compiled> compiled_;
  Fact facts_;
  Violation found_;
};

}  // namespace

auto counterexample(const std::string& law, std::uint64_t seed, const Policy& policy, const Fact& facts,
                    const Violation& violation) -> std::string {
  Shrinker shrinker(law, policy, facts, violation);
  shrinker.run();
  const auto& found = shrinker.found();
  auto text = fmt::format("law: {}\nseed: {}\n\n{}\n", law, seed, policy.text());
  for (int stage = found.stage - 1; stage <= found.stage; ++stage) {
    if (stage < 0) continue;
    text += fmt::format("\n{}: {}\n", stage == found.stage ? "facts" : "facts before",
                        facts_text(policy.schema, shrinker.facts(), stage));
  }
  return text + "\nfound: " + found.what + "\n";
}

}  // namespace dengbao::property
