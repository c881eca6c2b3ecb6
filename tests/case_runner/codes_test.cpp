// Every message of the program is provoked by a case or by a script of tests/cli.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "case_runner/sections.h"

namespace {

using namespace dengbao;
using namespace dengbao::cases;

// What no test can provoke: a fault of the program itself; a program installed without its policies, while the source
// tree that it was built from stands.
const std::set<std::string> out_of_reach = {"C0110", "C0111"};

void collect(const std::string& text, const std::regex& code, std::set<std::string>& found) {
  for (std::sregex_iterator it(text.begin(), text.end(), code), end; it != end; ++it) found.insert((*it)[1]);
}

auto provoked_codes() -> std::set<std::string> {
  std::set<std::string> found;
  for (const auto& file : all_case_files()) {
    for (const auto& section : file.sections) {
      if (find_expectation(section.name) != nullptr) collect(section.body, std::regex("\\[([A-Z][0-9]{4})\\]"), found);
    }
  }
  for (const auto& file : std::filesystem::recursive_directory_iterator("tests/cli")) {
    if (file.path().extension() != ".sh") continue;
    std::ifstream in(file.path());
    const std::string script(std::istreambuf_iterator<char>(in), {});
    collect(script, std::regex("\"([A-Z][0-9]{4})\""), found);
  }
  return found;
}

}  // namespace

TEST_CASE("every code of the catalogue is provoked") {
  const auto provoked = provoked_codes();
  for (const auto& code : all_codes()) {
    const std::string id(code.id);
    INFO(id << " " << code.name);
    CHECK((provoked.contains(id) || out_of_reach.contains(id)));
  }
}

TEST_CASE("cases name no code that the catalogue lacks") {
  std::set<std::string> known;
  for (const auto& code : all_codes()) known.insert(std::string(code.id));
  for (const auto& id : provoked_codes()) CHECK(known.contains(id));
}

TEST_CASE("what no test can provoke is not provoked") {
  const auto provoked = provoked_codes();
  for (const auto& id : out_of_reach) CHECK_FALSE(provoked.contains(id));
}
