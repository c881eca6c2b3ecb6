#pragma once

#include <string>
#include <vector>

#include "assess/assessment.h"
#include "cli/options.h"
#include "cli/session.h"

namespace dengbao::cli {

struct AssessOptions : Options {
  std::vector<std::string> files;  // of facts; the only one is `facts`, too
  bool format_given = false;
  std::string certificate;
  bool reasons = false;  // of the compact verdicts
  bool watch = false;    // patches come on standard input
  // Of many networks.
  bool ndjson = false;  // each line is one
  std::string part;     // NAME:LINE of which standard input is a part
  std::string roll_up;  // a file; empty: the last line of the result
};

// Whether the patterns of --only select anything; else C0103.
[[nodiscard]] auto selects_something(Session& session, const assess::Selection& selection) -> bool;

// Whether --jobs is a number that makes sense; else C0102.
[[nodiscard]] auto has_jobs(Session& session, const AssessOptions& options) -> bool;

// Whether the facts are many networks, by their number or their form.
[[nodiscard]] auto are_many(const AssessOptions& options) -> bool;

// Follows JSON Patches, one a line of standard input: what each did to the verdicts.
[[nodiscard]] auto run_watch(const AssessOptions& options) -> int;

// Assesses them one after another, several at a time: a line for each, then the roll-up.
[[nodiscard]] auto run_assess_many(const AssessOptions& options) -> int;

}  // namespace dengbao::cli
