#pragma once

#include <istream>
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "facts/facts.h"
#include "model/program.h"

namespace dengbao::facts {

// Largest facts file in bytes: offsets are 32 bits wide.
inline constexpr std::uint64_t largest_file = 4'294'967'040;
inline constexpr int deepest_nesting = 1024;

// Reads the file (or standard input for `-`) into `sources`. Nothing after an error, which is in `sink`.
[[nodiscard]] auto read_facts(const std::string& path, Sources& sources, Sink& sink) -> std::optional<FileId>;

// Decodes the JSON text of `file` by the program's records.
//
// All of it is validated, also what is skipped; only what the program reads is kept. Every error of the file is
// reported at once, with JSON pointer, line and column; nothing is returned if there is one. `program` must outlive the
// result.
[[nodiscard]] auto load(const Sources& sources, FileId file, const model::Program& program, Sink& sink)
    -> std::optional<Facts>;

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
