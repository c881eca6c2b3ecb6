#pragma once

#include <string>

#include "assess/assessment.h"
#include "report/html/lexicon.h"
#include "report/html/rule_book.h"

namespace dengbao::report::html {

// What the whole assessment comes to: level, date, verdict, denominator, outcomes, the clauses with their verdicts, and
// the words for verdicts. Written without braces, each entry followed by a comma.
void write_overview(const Context& en, const Context& zh, const assess::Assessment& assessment, Lexicon& lexicon,
                    RuleBook& rules, std::string& out);

}  // namespace dengbao::report::html
