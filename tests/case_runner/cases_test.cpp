// Walks tests/cases: each `.case` file is policies, facts and what must come of them. See tests/cases/README.md.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>

#include "case_runner/case_run.h"
#include "case_runner/sections.h"
#include "check/certificate.h"

namespace {

using namespace dengbao;
using namespace dengbao::cases;

const bool updating = std::getenv("DENGBAO_UPDATE_CASES") != nullptr;

auto trimmed(std::string text) -> std::string {
  text.erase(text.find_last_not_of("\n ") + 1);
  return text;
}

// Messages are an error unless the case expects them.
void run_case(CaseFile& file, Case& test) {
  const CaseRun run(test);
  INFO(run.messages(Lang::en));
  CHECK((run.messages(Lang::en).empty() || test.find("diagnostics") != nullptr));
  if (const auto certified = run.certified()) {
    CHECK_NOTHROW(check::verify(certified->certificate, certified->facts, certified->program));
  }
  CHECK(run.disagreement().value_or("") == "");
  bool expects = false;
  for (auto* section : test.sections) {
    const auto* expectation = find_expectation(section->name);
    if (expectation == nullptr) continue;
    expects = true;
    const auto actual = trimmed((run.*expectation->actual)(*section));
    if (!updating) CHECK(trimmed(section->body) == actual);
    section->body = actual + "\n" + (section == &file.sections.back() ? "" : "\n");
  }
  CHECK(expects);
}

auto count_cases(std::vector<CaseFile>& files) -> std::size_t {
  std::size_t count = 0;
  for (auto& file : files) count += cases_of(file).size();
  return count;
}

}  // namespace

TEST_CASE("cases") {
  static auto files = all_case_files();
  REQUIRE_FALSE(files.empty());
  for (auto& file : files) {
    DYNAMIC_SECTION(file.path.string()) {
      auto copy = file;  // what a run writes must not be what the next one compares with
      for (auto& test : cases_of(copy)) {
        DYNAMIC_SECTION(test.name) { run_case(copy, test); }
      }
      if (updating) write_case_file(copy), file = copy;
    }
  }
}

TEST_CASE("every case of a file has its own name") {
  for (auto& file : all_case_files()) {
    INFO(file.path);
    std::vector<std::string> names;
    for (const auto& test : cases_of(file)) names.push_back(test.name);
    std::ranges::sort(names);
    CHECK(std::ranges::adjacent_find(names) == names.end());
  }
}

// `build/cases "[list]"`: the names of all, and how many there are.
TEST_CASE("list of cases", "[.list]") {
  auto files = all_case_files();
  for (auto& file : files) {
    for (const auto& test : cases_of(file)) {
      std::cout << file.path.string() << (test.name.empty() ? "" : ": " + test.name) << '\n';
    }
  }
  std::cout << count_cases(files) << " cases\n";
}
