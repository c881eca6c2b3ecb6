#include "property/shrink_facts.h"

namespace dengbao::property {
namespace {

class FactsShrinker {
 public:
  FactsShrinker(Fact facts, const std::function<bool(const Fact&)>& violated)
      : facts_(std::move(facts)), violated_(violated) {}

  auto run() -> Fact {
    while (simplify(facts_)) {
    }
    return std::move(facts_);
  }

 private:
  // Tries a change; takes it back if all is well then.
  auto attempt(Fact& fact, const auto& change) -> bool {
    const auto before = fact;
    change(fact);
    if (violated_(facts_)) return true;
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

  Fact facts_;
  const std::function<bool(const Fact&)>& violated_;
};

}  // namespace

auto shrink(Fact facts, const std::function<bool(const Fact&)>& violated) -> Fact {
  return FactsShrinker(std::move(facts), violated).run();
}

}  // namespace dengbao::property
