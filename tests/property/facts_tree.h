#pragma once

#include <string>
#include <vector>

#include "property/random.h"
#include "property/schema.h"

// Random facts that become known bit by bit: every file of a chain knows all that the one before it knew, and more.
namespace dengbao::property {

constexpr int stages = 3;
constexpr int never = stages;

// One fact, with the stage from which on a file of the chain knows it.
struct Fact {
  enum class Form : std::uint8_t { absent, scalar, list, object, not_there } form = Form::absent;
  std::string json;            // scalar: as JSON; not_there: the reason that is given
  std::vector<Fact> elements;  // list
  std::vector<Fact> fields;    // object: by the record's fields
  std::uint32_t record = 0;    // object
  int since = 0;               // before it, the fact is missing, or the element is not in the list
  int closed = 0;              // list: before it, the list is marked incomplete
  bool sampled = false;        // list: marked as a sample once it is closed
  // How it is missing: as `null` instead of no key, and with this reason (none: empty).
  bool null = false;
  std::string because;
};

// The facts of a whole network.
[[nodiscard]] auto make_facts(const Schema& schema, Random& random) -> Fact;

// The facts file of one stage.
[[nodiscard]] auto facts_text(const Schema& schema, const Fact& network, int stage) -> std::string;

}  // namespace dengbao::property
