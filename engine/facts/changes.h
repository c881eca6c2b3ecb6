#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/facts.h"

// Changes of single facts, made in the store rather than in the text.
namespace dengbao::facts {

// A fact that is another, or (no value) is not given any more.
struct CellChange {
  Row row;
  model::FieldId field;
  std::optional<Value> value;
  std::string text;  // what a text or version views
};

// What a JSON Patch (RFC 6902) comes to, where it does nothing but set or remove facts that stand in objects that are
// there. Nothing where it does more (an element comes or goes, a key, a list or an annotation changes), where it does
// not fit, or where its exact value is not at hand: then the facts must be read anew from the patched text, which says
// what is wrong.
[[nodiscard]] auto cell_changes(const Facts& facts, std::string_view patch) -> std::optional<std::vector<CellChange>>;

}  // namespace dengbao::facts
