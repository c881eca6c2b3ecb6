#pragma once

#include <optional>
#include <vector>

#include "explain/bounds.h"

namespace dengbao::explain {

// Values that stand alike to everything that a field is compared with: one value, or all between two.
struct Stretch {
  Value sample;               // a value in it
  std::optional<Value> from;  // of what has an order: nothing below this
  std::optional<Value> to;    // and nothing above this; the same for a single value
  bool from_included = true;
  bool to_included = true;
  bool any_other = false;  // of a text: any that is none of the others

  [[nodiscard]] auto contains(const Value& value) const -> bool;
};

// What the values of a field divide into, lowest first; of a truth no and yes, of an enumeration its choices. Counts
// and lengths are not taken below nothing.
struct Stretches {
  std::vector<Stretch> items;
  bool exact = true;  // false: a pattern or a calculation may tell values of one stretch apart
};
// `near`: samples are taken from the end of a stretch that is nearer to this value.
[[nodiscard]] auto stretches_of(const model::Program& program, const Bounds& bounds, model::FieldId field,
                                const Value& near = {}) -> Stretches;

// Stands for a text that a person must give.
inline constexpr std::string_view text_to_be_given = "…";

}  // namespace dengbao::explain
