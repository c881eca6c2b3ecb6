#pragma once

#include <istream>
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "facts/facts.h"
#include "facts/limits.h"
#include "model/program.h"

namespace dengbao::facts {

// Adds the file (or standard input for `-`) to `sources`: read if it is small, else opened, to be read piece by piece.
// What is no plain file is first copied to one that has no name. Nothing after an error, which is in `sink`.
[[nodiscard]] auto read_facts(const std::string& path, Sources& sources, Sink& sink) -> std::optional<FileId>;

struct LoadOptions {
  std::size_t window = std::size_t{512} * 1024;           // bytes that are looked at in one go
  unsigned threads = 1;                                   // 2: a text is read in two halves at once
  std::uint64_t least_to_halve = std::uint64_t{1} << 20;  // bytes of a text for which that is worth the while
  bool evidence = true;                                   // false: no verdict reads it, so it is passed over
};

// Decodes the JSON text of `file` by the program's records.
//
// All of it is validated, also what is skipped; only what the program reads is kept. Every error of the file is
// reported at once, with JSON pointer, line and column; nothing is returned if there is one. `program` must outlive the
// result.
[[nodiscard]] auto load(const Sources& sources, FileId file, const model::Program& program, Sink& sink,
                        LoadOptions options = {}) -> std::optional<Facts>;

// JSON that stands inside another text, such as the facts of a test in a policy file.
struct Excerpt {
  std::string json;
  FileId file;
  std::uint32_t offset = 0;  // of the JSON's first byte in the file: messages point there
};

// The same for an excerpt whose outermost object is a `root`.
[[nodiscard]] auto load(Excerpt excerpt, RecordId root, const model::Program& program, Sink& sink)
    -> std::optional<Facts>;

}  // namespace dengbao::facts
