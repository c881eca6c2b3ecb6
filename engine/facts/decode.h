#pragma once

#include <deque>
#include <optional>

#include "facts/json_cursor.h"
#include "facts/store.h"

namespace dengbao::facts {

// A reference read but not yet resolved: the row that has `key` goes into cell `at` of the field's column.
struct PendingReference {
  model::FieldId field;
  std::uint32_t at = 0;      // cell of the column
  std::uint32_t offset = 0;  // of the key in the text
  Value key;
  std::uint32_t row = 0;    // of the field's owner
  std::uint32_t index = 0;  // of a list of references: which element
};

// What the file says about its facts: where the list of each kind stands in the text.
struct AnnotationPlaces {
  std::optional<Extent> missing;
  std::optional<Extent> lists;
  std::optional<Extent> evidence;
};

struct Decoded {
  bool readable = false;  // the text is JSON to its end
  std::deque<PendingReference> references;
  AnnotationPlaces annotations;
};

// Reads the text into `store`, whose tables are empty, and reports what does not fit the records.
[[nodiscard]] auto decode(JsonCursor& cursor, FactStore& store, Problems& problems) -> Decoded;

}  // namespace dengbao::facts
