#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "facts/json_cursor.h"
#include "facts/seen.h"
#include "facts/store.h"

namespace dengbao::facts {

// What the file says about its facts: where the list of each kind stands in the text.
struct AnnotationPlaces {
  std::optional<Extent> missing;
  std::optional<Extent> lists;
  std::optional<Extent> evidence;
};

// An element of a list of references that is no key.
struct NoReference {
  model::FieldId field;
  std::uint32_t at = 0;  // cell of the column
};

// A key that no record declares, met where no messages are built.
struct UnknownKey {
  Row row;  // of the object
  std::string key;
  Extent extent;
};

struct Decoded {
  bool readable = false;  // the text is JSON to its end
  AnnotationPlaces annotations;
  std::vector<NoReference> no_references;
  Seen root;                        // of the root's fields
  std::vector<UnknownKey> unknown;  // of a second half
};

// Where the first reader of a text gives way to what a second one has read from there on.
struct Meeting {
  std::uint32_t offset = 0;  // of an element
  model::FieldId list;       // of the root
  // Called when the reader gets there with what it has met at the root. Takes the rest over into the store; nothing if
  // that is not to be, and the reader goes on.
  std::function<std::optional<Decoded>(const Seen& root)> take;
};

// Reads the text into `store`, whose tables are empty, and reports what does not fit the records.
[[nodiscard]] auto decode(JsonCursor& cursor, FactStore& store, Problems& problems, const Meeting* meeting = nullptr)
    -> Decoded;

// Reads on from an element of a list of the root to the end of the text, into a store of its own; the cursor is silent,
// and stands on the element. Not readable after the first problem, or once `stop` is set.
[[nodiscard]] auto decode_rest(JsonCursor& cursor, FactStore& store, Problems& problems, model::FieldId list,
                               const std::atomic<bool>& stop) -> Decoded;

}  // namespace dengbao::facts
