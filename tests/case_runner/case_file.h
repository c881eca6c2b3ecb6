#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The text of a `.case` file: comments, then sections `--- NAME WORDS`. See tests/cases/README.md.
namespace dengbao::cases {

struct Section {
  std::string name;                // explain
  std::vector<std::string> words;  // the rest of its line
  std::string body;

  [[nodiscard]] auto has_word(std::string_view word) const -> bool;
};

// One file. Where it holds `--- case NAME`, the sections before the first of them are shared by all.
struct CaseFile {
  std::filesystem::path path;
  std::string head;  // comments before the first section
  std::vector<Section> sections;
};

// One case: the shared sections, then its own; views of its file.
struct Case {
  std::string name;  // empty where the file is one case
  std::vector<Section*> sections;

  // The last section of that name: a case's own one comes before the shared one.
  [[nodiscard]] auto find(std::string_view name) const -> const Section*;
  [[nodiscard]] auto word(std::string_view name, std::string otherwise) const -> std::string;
};

// A line `--- WORD` begins a section only where WORD is one of `names`: it may be a comment of a policy as well.
[[nodiscard]] auto read_case_file(const std::filesystem::path& path, std::span<const std::string_view> names)
    -> CaseFile;
[[nodiscard]] auto cases_of(CaseFile& file) -> std::vector<Case>;
void write_case_file(const CaseFile& file);

// What a section holds: lines `@repeat COUNT TEXT` and `@bytes HEX` stand for what nobody wants to read or cannot be
// written in a text (`\n` in TEXT ends a line; the lines themselves add no line break).
[[nodiscard]] auto text_of(const Section& section) -> std::string;

[[nodiscard]] auto words_of(const std::string& line) -> std::vector<std::string>;

}  // namespace dengbao::cases
