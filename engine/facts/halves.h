#pragma once

#include <cstdint>
#include <optional>

#include "facts/decode.h"
#include "facts/store.h"

// Reading a text in two halves at once.
//
// The second reader begins in the middle at what looks like an element of one of the root's lists. Whether it is one is
// known only when the first reader gets there: if that byte is for it the next element of that list, what the second
// has read is taken over, row by row behind the first's; if not, or if the second met anything to complain of, it is
// dropped and the first reads on.
namespace dengbao::facts {

// Where the second reader begins, and in which list of the root.
struct Middle {
  std::uint64_t offset = 0;
  model::FieldId list;
};

// A likely place: the first object behind the middle of the text that has the keys of a list's records. Nothing where
// there is none, or the text is too small for it to be worth the while.
[[nodiscard]] auto guess_middle(const SourceFile& source, const model::Program& program, RecordId root,
                                std::uint64_t least) -> std::optional<Middle>;

// Puts the rows of `second`, which was read from the middle on, behind those of `first`, which was read up to there.
// `keys` are the texts of unresolved references, of each.
void join(FactStore& first, Texts& first_keys, FactStore& second, const Texts& second_keys);

}  // namespace dengbao::facts
