#include "case_runner/case_file.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace dengbao::cases {
namespace {

auto with_line_breaks(std::string text) -> std::string {
  for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) text.replace(at, 2, "\n");
  return text;
}

// "@repeat 3 ab" → "ababab"
auto repeated(const std::string& line) -> std::string {
  std::istringstream in(line);
  std::string keyword;
  std::size_t count = 0;
  std::string text;
  in >> keyword >> count;
  in.get();
  std::getline(in, text);
  text = with_line_breaks(text);
  std::string out;
  out.reserve(count * text.size());
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

// "@bytes FF FE" → the two bytes
auto bytes(const std::string& line) -> std::string {
  std::string out;
  for (const auto& word : words_of(line.substr(line.find(' ')))) out += static_cast<char>(std::stoi(word, nullptr, 16));
  return out;
}

}  // namespace

auto Section::has_word(std::string_view word) const -> bool { return std::ranges::find(words, word) != words.end(); }

auto Case::find(std::string_view wanted) const -> const Section* {
  const auto found = std::ranges::find(sections.rbegin(), sections.rend(), wanted, &Section::name);
  return found == sections.rend() ? nullptr : *found;
}

auto Case::word(std::string_view wanted, std::string otherwise) const -> std::string {
  const auto* section = find(wanted);
  return section != nullptr && !section->words.empty() ? section->words.front() : otherwise;
}

auto words_of(const std::string& line) -> std::vector<std::string> {
  std::istringstream in(line);
  return {std::istream_iterator<std::string>(in), {}};
}

auto read_case_file(const std::filesystem::path& path, std::span<const std::string_view> names) -> CaseFile {
  CaseFile file{path, {}, {}};
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    auto words = line.starts_with("--- ") ? words_of(line.substr(4)) : std::vector<std::string>();
    if (!words.empty() && std::ranges::find(names, words.front()) != names.end()) {
      file.sections.push_back({words.front(), {words.begin() + 1, words.end()}, {}});
    } else {
      (file.sections.empty() ? file.head : file.sections.back().body) += line + "\n";
    }
  }
  return file;
}

auto cases_of(CaseFile& file) -> std::vector<Case> {
  Case shared;
  std::vector<Case> cases;
  for (auto& section : file.sections) {
    if (section.name == "case") {
      cases.push_back({{}, shared.sections});
      for (const auto& word : section.words) cases.back().name += (cases.back().name.empty() ? "" : " ") + word;
    } else {
      (cases.empty() ? shared : cases.back()).sections.push_back(&section);
    }
  }
  if (cases.empty()) cases.push_back(shared);
  return cases;
}

void write_case_file(const CaseFile& file) {
  std::ofstream out(file.path);
  out << file.head;
  for (const auto& section : file.sections) {
    out << "--- " << section.name;
    for (const auto& word : section.words) out << ' ' << word;
    out << '\n' << section.body;
  }
}

auto text_of(const Section& section) -> std::string {
  std::string out;
  std::istringstream in(section.body);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("@repeat ")) {
      out += repeated(line);
    } else if (line.starts_with("@bytes ")) {
      out += bytes(line);
    } else {
      out += line + "\n";
    }
  }
  return out;
}

}  // namespace dengbao::cases
