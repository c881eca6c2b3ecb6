#pragma once

#include <functional>

#include "base/localised.h"

namespace CLI {
class App;
}

// One function per command: declares it with its options on `program`, and puts what it does into `run` when it is the
// one that was called. `run` returns the exit status.
namespace dengbao::cli {

using Run = std::function<int()>;

void add_assess(CLI::App& program, Lang lang, Run& run);
void add_explain(CLI::App& program, Lang lang, Run& run);
void add_compare(CLI::App& program, Lang lang, Run& run);
void add_gap(CLI::App& program, Lang lang, Run& run);
void add_plan(CLI::App& program, Lang lang, Run& run);
void add_compile(CLI::App& program, Lang lang, Run& run);
void add_merge(CLI::App& program, Lang lang, Run& run);
void add_check(CLI::App& program, Lang lang, Run& run);
void add_lint(CLI::App& program, Lang lang, Run& run);
void add_test(CLI::App& program, Lang lang, Run& run);
void add_coverage(CLI::App& program, Lang lang, Run& run);
void add_schema(CLI::App& program, Lang lang, Run& run);
void add_repl(CLI::App& program, Lang lang, Run& run);
void add_doc(CLI::App& program, Lang lang, Run& run);
void add_fmt(CLI::App& program, Lang lang, Run& run);
void add_survey(CLI::App& program, Lang lang, Run& run);
void add_collect(CLI::App& program, Lang lang, Run& run);
void add_classify(CLI::App& program, Lang lang, Run& run);
void add_init(CLI::App& program, Lang lang, Run& run);
void add_history(CLI::App& program, Lang lang, Run& run);
void add_calendar(CLI::App& program, Lang lang, Run& run);
void add_filing(CLI::App& program, Lang lang, Run& run);
void add_import(CLI::App& program, Lang lang, Run& run);
void add_reach(CLI::App& program, Lang lang, Run& run);

}  // namespace dengbao::cli
