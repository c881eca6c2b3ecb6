// The arrows of the house: a folder of engine/ includes only from itself and from folders to its left, and the
// libraries that are kept behind one wall are included behind that wall only.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> order = {"base",    "value",  "syntax", "model",  "facts", "eval",
                                        "explain", "assess", "report", "author", "cli"};
// `collect` makes facts of a machine: it stands on values alone, and only the command line knows it. `import` makes
// facts of what engineers have, and puts them among others. `reach` follows packets through facts. `check` shares no code with anything.
const std::map<std::string, std::vector<std::string>> beside = {
    {"collect", {"base", "value"}}, {"import", {"base", "value", "model", "facts", "assess"}}, {"check", {}}, {"reach", {"base", "value"}}};

auto may_include(const std::string& folder, const std::string& other) -> bool {
  if (folder == other) return true;
  if (const auto found = beside.find(folder); found != beside.end()) {
    return std::find(found->second.begin(), found->second.end(), other) != found->second.end();
  }
  if (beside.contains(other)) return folder == "cli" && other != "check";
  return std::find(order.begin(), order.end(), other) < std::find(order.begin(), order.end(), folder);
}

struct Include {
  std::string file;    // model/compile.cpp
  std::string folder;  // model
  std::string target;  // base/id.h
};

auto all_includes() -> std::vector<Include> {
  static const std::regex line_of("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"].*");
  const fs::path engine = fs::path(DENGBAO_ROOT) / "engine";
  std::vector<Include> found;
  for (const auto& entry : fs::recursive_directory_iterator(engine)) {
    if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
    const auto relative = fs::relative(entry.path(), engine);
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      std::smatch match;
      if (std::regex_match(line, match, line_of)) found.push_back({relative.string(), *relative.begin(), match[1]});
    }
  }
  return found;
}

auto is_folder(const std::string& name) -> bool {
  return beside.contains(name) || std::find(order.begin(), order.end(), name) != order.end();
}

}  // namespace

TEST_CASE("a folder looks only to its left") {
  const auto includes = all_includes();
  REQUIRE(includes.size() > 100);
  for (const auto& include : includes) {
    const auto target = include.target.substr(0, include.target.find('/'));
    if (!is_folder(target) || include.target.find('/') == std::string::npos) continue;
    INFO(include.file << " includes " << include.target);
    CHECK(may_include(include.folder, target));
  }
}

TEST_CASE("every folder of the engine has its place in the order and a README") {
  for (const auto& entry : fs::directory_iterator(fs::path(DENGBAO_ROOT) / "engine")) {
    if (!entry.is_directory()) continue;
    INFO(entry.path());
    CHECK(is_folder(entry.path().filename().string()));
    CHECK(fs::exists(entry.path() / "README.md"));
  }
}

TEST_CASE("libraries stay behind their walls") {
  for (const auto& include : all_includes()) {
    INFO(include.file << " includes " << include.target);
    if (include.target.starts_with("antlr4") || include.target.starts_with("Policy")) CHECK(include.folder == "syntax");
    if (include.target.starts_with("simdjson")) CHECK(include.folder == "facts");
    if (include.target.starts_with("CLI/")) CHECK(include.folder == "cli");
    if (include.target.starts_with("xlsxwriter")) CHECK(include.file == "report/xlsx_library.h");
    if (include.target == "zip.h") CHECK(include.file == "assess/survey/zip_parts.cpp");
    if (include.target == "expat.h") {
      CHECK((include.file == "assess/survey/zip_parts.cpp" || include.file == "import/xml.cpp"));
    }
  }
}
