#pragma once

#include <cstdint>

#include "base/id.h"

namespace dengbao {

using RecordId = Id<struct RecordTag>;
using EnumerationId = Id<struct EnumerationTag>;

enum class Kind : std::uint8_t {
  truth,
  number,
  text,
  date,
  instant,
  duration,
  version,
  address,
  subnet,
  enumeration,  // `ref` is its EnumerationId
  record,       // `ref` is its RecordId
};

// What a fact or an expression is: a kind, or a list of that kind. There are no lists of lists.
struct Type {
  Kind kind = Kind::truth;
  bool list = false;
  std::uint32_t ref = 0;
  friend auto operator==(Type, Type) -> bool = default;

  [[nodiscard]] auto element() const -> Type { return {kind, false, ref}; }
  [[nodiscard]] auto list_of() const -> Type { return {kind, true, ref}; }
  [[nodiscard]] auto record() const -> RecordId { return {ref}; }
  [[nodiscard]] auto enumeration() const -> EnumerationId { return {ref}; }
};
inline constexpr Type truth_type{Kind::truth, false, 0};
inline constexpr Type number_type{Kind::number, false, 0};
inline constexpr Type text_type{Kind::text, false, 0};
inline constexpr Type date_type{Kind::date, false, 0};
inline constexpr Type duration_type{Kind::duration, false, 0};

}  // namespace dengbao
