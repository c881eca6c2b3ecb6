// CI compiles several files of a folder as one (tests/README.md), in groups that change when a file is added: what is
// declared in anonymous namespaces has to be told apart in the whole folder.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;

// What a line at the left margin declares: a type, a constant, an alias (the same one may stand twice), or a function
// with the types of its parameters.
auto declared(const std::string& line) -> std::optional<std::string> {
  static const std::regex type(R"(^(?:struct|class|enum class) (\w+).*)");
  static const std::regex alias(R"(^using \w+ =.*)");
  static const std::regex constant(R"(^(?:static )?(?:constexpr|const)\b[^(=\[{]*?\b(\w+)(?:\[\])?\s*[={\[].*)");
  static const std::regex function(R"(^(?:constexpr )?(?:auto|void) (\w+)\(([^)]*).*)");
  static const std::regex parameter(R"(\s*\b\w+\s*(,|$))");
  std::smatch found;
  if (std::regex_match(line, alias)) return std::nullopt;
  if (std::regex_match(line, found, type) || std::regex_match(line, found, constant)) return found[1].str();
  if (!std::regex_match(line, found, function)) return std::nullopt;
  return found[1].str() + "(" + std::regex_replace(found[2].str(), parameter, "$1") + ")";
}

auto names_in(const fs::path& file) -> std::set<std::string> {
  std::set<std::string> names;
  std::ifstream in(file);
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line == "namespace {") inside = true;
    if (line == "}  // namespace") inside = false;
    if (!inside) continue;
    if (auto name = declared(line)) names.insert(std::move(*name));
  }
  return names;
}

// The files that are compiled into one library or program: of a folder with what is below it.
auto folders() -> std::vector<fs::path> {
  std::vector<fs::path> found;
  const fs::path root = DENGBAO_ROOT;
  for (const auto* above : {"engine", "tests", "tests/unit"}) {
    for (const auto& entry : fs::directory_iterator(root / above)) {
      if (entry.is_directory() && entry.path().filename() != "unit") found.push_back(entry.path());
    }
  }
  return found;
}

}  // namespace

TEST_CASE("names in anonymous namespaces are told apart in their folder") {
  CHECK(declared("auto sum(int a, const Value& b) -> int {") == "sum(int, const Value&)");
  CHECK(declared("constexpr std::size_t most = 3;") == "most");
  std::size_t looked_at = 0;
  for (const auto& folder : folders()) {
    std::map<std::string, fs::path> seen;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".cpp") continue;
      for (const auto& name : names_in(entry.path())) {
        INFO(name << " stands in " << seen[name] << " and in " << entry.path());
        CHECK(seen[name].empty());
        seen[name] = entry.path();
        ++looked_at;
      }
    }
  }
  CHECK(looked_at > 1000);
}
