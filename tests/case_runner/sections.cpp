#include "case_runner/sections.h"

#include <algorithm>
#include <array>

namespace dengbao::cases {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> inputs{"case",  "policies", "policy", "catalogue", "facts",
                                                 "level", "as-of",    "strict", "parameters"};
constexpr std::array<Expectation, 6> expectations{{{"expect", &CaseRun::expect},
                                                   {"why", &CaseRun::why},
                                                   {"explain", &CaseRun::explain},
                                                   {"assessment", &CaseRun::assessment},
                                                   {"lint", &CaseRun::lint},
                                                   {"diagnostics", &CaseRun::diagnostics}}};

auto all_names() -> std::vector<std::string_view> {
  std::vector<std::string_view> names(inputs.begin(), inputs.end());
  for (const auto& expectation : expectations) names.push_back(expectation.name);
  return names;
}

}  // namespace

auto find_expectation(std::string_view name) -> const Expectation* {
  const auto found = std::ranges::find(expectations, name, &Expectation::name);
  return found == expectations.end() ? nullptr : &*found;
}

auto all_case_files() -> std::vector<CaseFile> {
  fs::current_path(DENGBAO_ROOT);
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator("tests/cases")) {
    if (entry.path().extension() == ".case") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<CaseFile> files;
  files.reserve(paths.size());
  for (const auto& path : paths) files.push_back(read_case_file(path, all_names()));
  return files;
}

}  // namespace dengbao::cases
