// Walks tests/cases: each `.case` file is policies, facts and what must come of them. See tests/cases/README.md.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "assess/assessment.h"
#include "base/render_diagnostic.h"
#include "facts/load.h"
#include "model/compile.h"
#include "report/assessment_text.h"
#include "report/explanation.h"
#include "report/subject.h"
#include "syntax/parse.h"

namespace {

using namespace dengbao;
namespace fs = std::filesystem;

// `--- ` also begins a comment of a policy: only these words begin a section.
constexpr std::array<std::string_view, 11> section_names{"policies",    "policy",  "catalogue", "facts",
                                                         "level",       "as-of",   "strict",    "expect",
                                                         "diagnostics", "explain", "assessment"};

struct Section {
  std::string name;                // policy
  std::vector<std::string> words;  // the rest of its line
  std::string body;
};
struct Case {
  std::string head;  // comments before the first section
  std::vector<Section> sections;

  [[nodiscard]] auto find(std::string_view name) const -> const Section* {
    const auto found = std::ranges::find(sections, name, &Section::name);
    return found == sections.end() ? nullptr : &*found;
  }
  [[nodiscard]] auto word(std::string_view name, std::string otherwise) const -> std::string {
    const auto* section = find(name);
    return section != nullptr && !section->words.empty() ? section->words.front() : otherwise;
  }
};

auto words_of(const std::string& line) -> std::vector<std::string> {
  std::istringstream in(line);
  return {std::istream_iterator<std::string>(in), {}};
}

auto read_case(const fs::path& path) -> Case {
  Case result;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    auto words = line.starts_with("--- ") ? words_of(line.substr(4)) : std::vector<std::string>();
    if (!words.empty() && std::ranges::find(section_names, words.front()) != section_names.end()) {
      result.sections.push_back({words.front(), {words.begin() + 1, words.end()}, {}});
    } else {
      (result.sections.empty() ? result.head : result.sections.back().body) += line + "\n";
    }
  }
  return result;
}

void write_case(const fs::path& path, const Case& written) {
  std::ofstream out(path);
  out << written.head;
  for (const auto& section : written.sections) {
    out << "--- " << section.name;
    for (const auto& word : section.words) out << ' ' << word;
    out << '\n' << section.body;
  }
}

auto lang_of(const Section& section) -> Lang {
  return !section.words.empty() && section.words.back() == "zh" ? Lang::zh : Lang::en;
}

// Everything that a case leads to, made once.
class CaseRun {
 public:
  explicit CaseRun(const Case& test) : test_(test) {
    if (test.find("strict") != nullptr) sink_.make_strict();
    program_ = model::compile(policies(), sources_, sink_);
    if (!program_ || sink_.errors() > 0 || test.find("facts") == nullptr) return;
    const auto file = sources_.add("facts.json", test.find("facts")->body);
    facts_ = facts::load(sources_, file, *program_, sink_);
    if (!facts_ || !eval::read_level(test.word("level", "1"), *program_, settings_, sink_)) return;
    settings_.as_of = Date::parse(test.word("as-of", "2026-11-21")).value();
    settings_.overridden.resize(program_->parameters.size());
    assessment_ = assess::assess(*program_, *facts_, settings_, {});
  }

  [[nodiscard]] auto messages(Lang lang) const -> std::string { return render(sink_.sorted(), sources_, lang, false); }
  [[nodiscard]] auto has_errors() const -> bool { return sink_.errors() > 0; }

  // What a section must say.
  [[nodiscard]] auto actual(const Section& section) const -> std::string {
    if (section.name == "diagnostics") return messages(lang_of(section));
    REQUIRE(assessment_);
    if (section.name == "assessment") return report::assessment_text(context(lang_of(section)), *assessment_);
    if (section.name == "explain") return explanation(section);
    return verdicts(section);
  }

 private:
  auto policies() -> model::PolicySet {
    model::PolicySet set;
    for (const auto& section : test_.sections) {
      if (section.name == "policies") set = model::read_policies(section.words, sources_, sink_);
      if (section.name != "policy") continue;
      const auto name = section.words.empty() ? "case.policy" : section.words.front();
      set.files.push_back(syntax::parse(sources_, sources_.add(name, section.body), sink_));
      add_catalogues(set);
    }
    return set;
  }

  void add_catalogues(model::PolicySet& set) {
    const auto* section = test_.find("catalogue");
    if (section == nullptr) return;
    for (const auto& node : set.files.back().declarations) {
      const auto* source = std::get_if<syntax::Source>(&node.declaration);
      if (source == nullptr || !source->catalogue) continue;
      set.catalogues.push_back({source->catalogue->span, sources_.add(source->catalogue->text, section->body)});
    }
  }

  [[nodiscard]] auto context(Lang lang) const -> report::Context {
    return {*program_, *facts_, settings_, sources_, lang};
  }

  [[nodiscard]] auto judgement_of(const std::string& name) const -> const explain::Judgement& {
    for (const auto& judgement : assessment_->results) {
      if (program_->requirements[judgement.requirement].name == name) return judgement;
    }
    FAIL("no requirement of this level is called " << name);
    throw std::logic_error("not reached");
  }
  [[nodiscard]] auto subject_of(const explain::Judgement& judgement, const std::string& id) const
      -> const explain::JudgedSubject* {
    const auto found = std::ranges::find_if(judgement.subjects, [&](const auto& judged) {
      return report::is_subject(context(Lang::en), judged.subject, id);
    });
    if (found == judgement.subjects.end()) FAIL("no subject is called " << id);
    return &*found;
  }

  [[nodiscard]] auto explanation(const Section& section) const -> std::string {
    const auto& judgement = judgement_of(section.words.at(0));
    const auto id = section.words.size() > 1 ? section.words[1] : "-";
    const auto* subject = id == "-" || id == "zh" ? nullptr : subject_of(judgement, id);
    const auto full = std::ranges::find(section.words, "full") != section.words.end();
    return report::explanation_text(context(lang_of(section)), judgement, subject, {.full = full});
  }

  // The lines of the section, each with the verdict as it is; all there are, if the section is empty.
  [[nodiscard]] auto verdicts(const Section& section) const -> std::string {
    std::string out;
    std::istringstream in(section.body);
    for (std::string line; std::getline(in, line);) {
      const auto words = words_of(line);
      if (words.size() >= 2) out += verdict_line(words[1], words.size() > 2 ? words[2] : "");
    }
    if (!out.empty()) return out;
    for (const auto& judgement : assessment_->results) {
      const auto& requirement = program_->requirements[judgement.requirement];
      out += verdict_line(requirement.name, "");
      for (const auto& judged : judgement.subjects) {
        if (requirement.subject)
          out += verdict_line(requirement.name, report::subject_id(context(Lang::en), judged.subject));
      }
    }
    return out;
  }
  [[nodiscard]] auto verdict_line(const std::string& requirement, const std::string& subject) const -> std::string {
    const auto& judgement = judgement_of(requirement);
    const auto verdict = subject.empty() ? judgement.verdict.verdict : subject_of(judgement, subject)->verdict;
    std::string word(eval::verdict_name(verdict));
    std::ranges::transform(word, word.begin(), [](char letter) { return static_cast<char>(std::toupper(letter)); });
    return word + " " + requirement + (subject.empty() ? "" : " " + subject) + "\n";
  }

  const Case& test_;
  Sources sources_;
  Sink sink_;
  std::optional<model::Program> program_;
  eval::Settings settings_;
  std::optional<facts::Facts> facts_;
  std::optional<assess::Assessment> assessment_;
};

auto is_expectation(const Section& section) -> bool {
  return section.name == "expect" || section.name == "explain" || section.name == "diagnostics" ||
         section.name == "assessment";
}

auto trimmed(std::string text) -> std::string {
  text.erase(text.find_last_not_of("\n ") + 1);
  return text;
}

void run_case(const fs::path& path) {
  auto test = read_case(path);
  const CaseRun run(test);
  INFO(run.messages(Lang::en));
  CHECK(run.has_errors() == (test.find("diagnostics") != nullptr && test.find("expect") == nullptr));
  auto changed = test;
  for (std::size_t index = 0; index < test.sections.size(); ++index) {
    const auto& section = test.sections[index];
    if (!is_expectation(section)) continue;
    auto actual = trimmed(run.actual(section));
    changed.sections[index].body = actual + "\n" + (index + 1 < test.sections.size() ? "\n" : "");
    if (std::getenv("DENGBAO_UPDATE_CASES") == nullptr) CHECK(trimmed(section.body) == actual);
  }
  CHECK(std::ranges::any_of(test.sections, is_expectation));
  if (std::getenv("DENGBAO_UPDATE_CASES") != nullptr) write_case(path, changed);
}

}  // namespace

TEST_CASE("cases") {
  fs::current_path(DENGBAO_ROOT);  // `--- policies policies` names folders of the project
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator("tests/cases")) {
    if (entry.path().extension() == ".case") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  REQUIRE_FALSE(paths.empty());
  for (const auto& path : paths) {
    DYNAMIC_SECTION(path.string()) { run_case(path); }
  }
}
