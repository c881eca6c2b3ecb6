#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "eval/core.h"
#include "model/compile.h"
#include "model/program.h"

// Compiled policies: one file with the program, its core and the texts that they were made from. It is mapped rather
// than parsed, and serves the version of the program that wrote it.
namespace dengbao::eval {

struct Compiled {
  model::Program program;
  Core core;
  model::Origins origins;
};

// The file. `sources` are those of the policies and nothing else; `maker` is the name and number of this program.
[[nodiscard]] auto write_compiled(const model::Program& program, const Sources& sources, const model::Origins& origins,
                                  std::string_view maker) -> std::string;

// Whether the path leads to compiled policies: the file says so in its first bytes, or in its name (`.dengbao`).
[[nodiscard]] auto is_compiled(const std::string& path) -> bool;

// Reads such a file, and adds the policies' texts to `sources`, which must be empty. Nothing, and the reason reported,
// if the file cannot be read, is damaged, or was written by another version. The program and its core view the
// file, which the sources keep.
[[nodiscard]] auto load_compiled(const std::string& path, std::string_view maker, Sources& sources, Sink& sink)
    -> std::optional<Compiled>;

}  // namespace dengbao::eval
