#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "eval/plan.h"
#include "eval/reads.h"
#include "eval/settings.h"
#include "model/program.h"
#include "property/laws.h"
#include "property/schema.h"

// Random policies, as text and compiled.
namespace dengbao::property {

// One requirement: the two sides of a law as its parts, or whole and random.
struct Clause {
  std::string text;
  const Law* law = nullptr;  // null: a whole requirement
  // Nothing in it asks whether a fact is known: more facts may answer that the other way, and rightly so.
  bool monotone = true;
};
struct Definition {
  std::string name;
  std::string text;
};
struct Policy {
  Schema schema;
  std::vector<Definition> definitions;  // each calls only those before it
  std::vector<Clause> clauses;

  [[nodiscard]] auto text() const -> std::string;
  // The same with one clause only, and the definitions that it calls: what a counterexample needs.
  [[nodiscard]] auto only(std::size_t clause) const -> Policy;
};
[[nodiscard]] auto make_policy(Random& random) -> Policy;
// No laws, but everything that the language has.
[[nodiscard]] auto make_wide_policy(Random& random) -> Policy;

// Its requirements have the indexes of the policy's clauses.
struct Compiled {
  Sources sources;
  Sink sink;
  std::optional<model::Program> program;  // nothing: the messages say why
  eval::Settings settings;
  eval::Plan plan;
  std::map<model::RequirementId, eval::Reads> reads;  // of those that were asked for

  [[nodiscard]] auto messages() const -> std::string;
  [[nodiscard]] auto reads_of(model::RequirementId requirement) -> const eval::Reads&;
};
[[nodiscard]] auto compile(const Policy& policy) -> std::unique_ptr<Compiled>;
// Leaves out of the policy what the compiler refuses, as long as it does.
[[nodiscard]] auto compile_what_fits(Policy& policy) -> std::unique_ptr<Compiled>;

}  // namespace dengbao::property
