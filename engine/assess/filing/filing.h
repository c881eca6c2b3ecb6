#pragma once

#include <array>
#include <cstdint>

#include "assess/assessment.h"

// The papers that a filing needs, as the policies list them.
//
// Policies say what belongs to it by the names of their modules: requirements of a module that has `filing` as a part
// of its name are papers (one for each of their subjects), duties of one say when what is to be filed. Of a paper the
// first part says whether it is there, the others whether it is up to date.
namespace dengbao::assess {

enum class PaperState : std::uint8_t {
  missing,
  outdated,  // there, but it no longer says what is so
  open,      // not known whether it is there, or up to date
  ready,     // there and up to date
  not_needed,
};
inline constexpr std::size_t paper_states = 5;

// `subject`: one of the judgement's; a judgement without subjects stands for the paper as a whole.
[[nodiscard]] auto paper_state(const explain::Judgement& judgement) -> PaperState;
[[nodiscard]] auto paper_state(const explain::JudgedSubject& subject) -> PaperState;

// The parts of a subject of which the state speaks: those that failed, or are not known.
[[nodiscard]] auto parts_behind(const explain::JudgedSubject& subject) -> std::vector<std::uint32_t>;

// Whether any requirement of these policies is a paper of a filing, at whatever level.
[[nodiscard]] auto has_papers(const model::Program& program) -> bool;

// The papers and the duties of the filing at the level of the settings; level, date, `results` and `duties` are filled
// in, the rest is empty.
[[nodiscard]] auto judge_filing(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings)
    -> Assessment;

}  // namespace dengbao::assess
