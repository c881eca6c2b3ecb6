#pragma once

#include <string_view>
#include <vector>

#include "case_runner/case_run.h"

// The kinds of sections: what a case is made of, and what it expects. A new kind of expectation is a function of
// CaseRun and a row in `sections.cpp`.
namespace dengbao::cases {

struct Expectation {
  std::string_view name;
  auto (CaseRun::*actual)(const Section&) const -> std::string;
};
[[nodiscard]] auto find_expectation(std::string_view name) -> const Expectation*;  // null: it is an input

// All files below tests/cases, by path. The current folder is the project's from then on: `--- policies policies`
// names folders of the project.
[[nodiscard]] auto all_case_files() -> std::vector<CaseFile>;

}  // namespace dengbao::cases
