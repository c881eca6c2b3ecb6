#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "model/program.h"
#include "syntax/ast.h"

namespace dengbao::model {

// A catalogue that a `source` names: the CSV text, already among the sources.
struct CatalogueText {
  Span named_at;  // where the policy file names it
  FileId file;
};

// The parsed files and the data that belongs to them.
struct PolicySet {
  std::vector<syntax::File> files;  // in the order in which their declarations count
  std::vector<CatalogueText> catalogues;
  std::vector<std::string> library;  // the general modules that `use` may name, whether read or not
  std::size_t own = 0;               // how many of the files are the policies' own; the others come from the library
};

// Reads every `*.policy` below the given folders (in the order of their paths) and the given files, and the catalogues
// that they name; parses them. Problems go to `sink`; what could be read is in the result.
[[nodiscard]] auto read_policies(const std::vector<std::string>& paths, Sources& sources, Sink& sink) -> PolicySet;

// Reads the general modules (`std.…`) that the set uses and does not declare itself, and those that these use, from the
// library's folder: `std.time` is its file `time.policy`. They stand behind the set's own files, in the order in which
// they are first used, without their tests. A module that the library lacks is left for `compile` to report.
void add_library(PolicySet& policies, const std::string& folder, Sources& sources, Sink& sink);

// Where the texts of a policy set lie among the sources: enough to parse them again.
struct Origins {
  std::vector<FileId> files;
  std::uint64_t own = 0;
  std::vector<CatalogueText> catalogues;
  std::vector<std::string> library;
  std::string digest;  // of all texts, see policies_digest
};
// `sources` are those of the policies and nothing else.
[[nodiscard]] auto origins_of(const PolicySet& policies, const Sources& sources) -> Origins;
[[nodiscard]] auto parse_again(const Origins& origins, const Sources& sources, Sink& sink) -> PolicySet;

// Resolves names, assigns types, levels and clauses, and collects the facts that are read.
//
// Reports every problem it finds and carries on; returns nothing if one of them was an error, or if the sink held one
// before: of what could not be read, some is not checked (whether a requirement passes if itself passes).
[[nodiscard]] auto compile(const PolicySet& policies, const Sources& sources, Sink& sink) -> std::optional<Program>;

// All of these: reads the policies of these paths and what they use of the library, and compiles them. Where a file has
// syntax errors, names that are unknown elsewhere may be declared in what could not be read, so these are not reported
// then.
[[nodiscard]] auto load_program(const std::vector<std::string>& paths, const std::string& library, Sources& sources,
                                Sink& sink) -> std::optional<Program>;

}  // namespace dengbao::model
