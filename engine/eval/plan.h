#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eval/core.h"

// How a program is run: its core, and what was found out about it once, so that every network pays for its facts only.
namespace dengbao::eval {

// The variables that an expression reads from outside of itself, a bit each; all from the 63rd on share the last bit.
using Slots = std::uint64_t;
[[nodiscard]] inline auto slot_bit(model::Slot slot) -> Slots {
  return Slots{1} << (slot.index < 63 ? slot.index : 63);
}

// A condition that can hold only of elements whose `key` equals `probe`, which does not depend on the element: they are
// found by an index. (Group-bys are joins of a list with itself.)
struct Join {
  NodeId key;
  NodeId probe;
};

// What a requirement looks at besides its subject.
enum class Reach : std::uint8_t {
  local,   // the subject's own record and what it holds: judged as the subject comes
  joined,  // others too, found by indexes
  global,  // totals, relations, other requirements, or every other element
};

struct Plan {
  const model::Program* program = nullptr;
  Core core;
  std::vector<Slots> free;                 // by NodeId
  std::vector<std::optional<Join>> joins;  // by NodeId: of quantifiers, counts and filters
  std::vector<bool> heavy;                 // by NodeId: goes through lists, or asks relations or requirements
};

// `program` must outlive the plan.
[[nodiscard]] auto make_plan(const model::Program& program) -> Plan;
[[nodiscard]] auto make_plan(const model::Program& program, Core core) -> Plan;

// The join in a condition on `element`, if there is one.
[[nodiscard]] auto find_join(const Plan& plan, NodeId condition, model::Slot element) -> std::optional<Join>;

[[nodiscard]] auto reach(const Plan& plan, model::RequirementId requirement) -> Reach;

// The plan as text: every requirement, risk and duty with its reach, its lists, indexes and relations.
[[nodiscard]] auto dump_plan(const Plan& plan) -> std::string;

}  // namespace dengbao::eval
