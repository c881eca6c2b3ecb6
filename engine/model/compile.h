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
  std::string path;  // as the policy file names it, resolved against that file
  FileId file;
};

// The parsed files and the data that belongs to them.
struct PolicySet {
  std::vector<syntax::File> files;  // in the order in which their declarations count
  std::vector<CatalogueText> catalogues;
};

// Reads every `*.policy` below the given folders (in the order of their paths) and the given files, and the catalogues
// that they name; parses them. Problems go to `sink`; what could be read is in the result.
[[nodiscard]] auto read_policies(const std::vector<std::string>& paths, Sources& sources, Sink& sink) -> PolicySet;

// Resolves names, assigns types, levels and clauses, and collects the facts that are read.
//
// Reports every problem it finds and carries on; returns nothing if one of them was an error.
[[nodiscard]] auto compile(const PolicySet& policies, const Sources& sources, Sink& sink) -> std::optional<Program>;

}  // namespace dengbao::model
