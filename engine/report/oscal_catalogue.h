#pragma once

#include <string>

#include "eval/settings.h"
#include "model/program.h"

// The scheme's catalogue for tools that speak OSCAL (NIST's Open Security Controls Assessment Language, 1.1).
namespace dengbao::report {

// An OSCAL catalogue: a group for each part, domain and control point, a control for each clause, with its level,
// topic, class, assessment unit and how it relates to the clause one level below. Titles are in `lang`; the other
// language stands beside them as a property. The program's scheme has a catalogue. The same policies give the same
// bytes.
[[nodiscard]] auto oscal_catalogue(const model::Program& program, Lang lang) -> std::string;

// An OSCAL profile: the clauses of that catalogue at the levels of their classes. `href`: where the catalogue is found.
[[nodiscard]] auto oscal_profile(const model::Program& program, const eval::Settings& settings, Lang lang,
                                 const std::string& href) -> std::string;

}  // namespace dengbao::report
