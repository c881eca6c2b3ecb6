#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>

#include "import/kind.h"

namespace dengbao::importing::test {

inline auto sample(const std::string& name) -> std::string {
  std::ifstream file(std::string(DENGBAO_ROOT) + "/tests/import/" + name, std::ios::binary);
  REQUIRE(file);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

inline auto read_as(std::string_view kind, std::string_view text) -> Findings {
  Findings findings;
  REQUIRE(find_kind(kind) != nullptr);
  read_source(*find_kind(kind), text, "file", findings);
  return findings;
}

// The fact at the pointer; null where there is none.
inline auto fact(const Findings& findings, const std::string& pointer) -> Json {
  const Json::json_pointer at(pointer);
  return findings.facts.contains(at) ? findings.facts[at] : Json();
}

// The element of the list whose `field` is this.
inline auto element(const Findings& findings, const std::string& list, const std::string& field,
                    const std::string& value) -> Json {
  for (const auto& one : fact(findings, list)) {
    if (one.contains(field) && one[field] == value) return one;
  }
  return {};
}

// The lines that say the fact itself.
inline auto lines_of(const Findings& findings, const std::string& pointer) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> lines;
  for (const auto& witness : findings.witnesses) {
    if (witness.pointer == pointer) lines.push_back(witness.line);
  }
  return lines;
}

inline auto is_incomplete(const Findings& findings, const std::string& list) -> bool {
  return std::ranges::find(findings.incomplete_lists, list) != findings.incomplete_lists.end();
}

// All that could come to anybody's eyes.
inline auto everything(const Findings& findings) -> std::string {
  auto text = findings.facts.dump();
  for (const auto& piece : findings.pieces) text += '\n' + piece.what;
  for (const auto& one : findings.missing) text += '\n' + one.note;
  return text;
}

}  // namespace dengbao::importing::test
