#include "case_runner/case_run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "agreement/agreement.h"
#include "author/lint.h"
#include "base/render_diagnostic.h"
#include "cli/parameters.h"
#include "eval/core_image.h"
#include "explain/words.h"
#include "facts/load.h"
#include "model/image.h"
#include "report/assessment_text.h"
#include "report/certificate.h"
#include "report/core_json.h"
#include "report/explanation.h"
#include "report/finding.h"
#include "report/subject.h"
#include "syntax/parse.h"

namespace dengbao::cases {
namespace {

namespace fs = std::filesystem;

auto lang_of(const Section& section) -> Lang { return section.has_word("zh") ? Lang::zh : Lang::en; }

auto upper(std::string_view word) -> std::string {
  std::string out(word);
  std::ranges::transform(out, out.begin(), [](char letter) { return static_cast<char>(std::toupper(letter)); });
  return out;
}

// "FAIL", as scripts know it; in Chinese as reports show it.
auto verdict_word(eval::Verdict verdict, Lang lang) -> std::string {
  return lang == Lang::zh ? eval::verdict_words(verdict).zh.str() : upper(eval::verdict_name(verdict));
}

}  // namespace

CaseRun::CaseRun(const Case& test) : test_(test) {
  if (test.find("strict") != nullptr) sink_.make_strict();
  policies_ = policies();
  program_ = model::compile(policies_, sources_, sink_);
  if (program_ && sink_.errors() == 0) write_and_read_back();
  if (!program_ || sink_.errors() > 0 || test.find("facts") == nullptr) return;
  const auto file = sources_.add("facts.json", text_of(*test.find("facts")));
  facts_ = facts::load(sources_, file, *program_, sink_);
  if (!facts_ || !settle()) return;
  assessment_ = assess::assess(plan(), *facts_, settings_, {});
  for (const auto* some : {&assessment_->results, &assessment_->risks, &assessment_->duties}) {
    judged_.insert(judged_.end(), some->begin(), some->end());
  }
}

// Every case is about the program as it is after it was written to a compiled file.
void CaseRun::write_and_read_back() {
  image_ = model::write_image(*program_);
  core_image_ = eval::write_core_image(eval::lower(*program_));
  program_ = model::read_image(image_, sources_);
  REQUIRE(program_);
  CHECK(model::write_image(*program_) == image_);
}

auto CaseRun::plan() const -> eval::Plan {
  auto core = eval::read_core_image(core_image_, *program_, sources_);
  REQUIRE(core);
  return eval::make_plan(*program_, std::move(*core));
}

auto CaseRun::disagreement() const -> std::optional<std::string> {
  if (!assessment_) return std::nullopt;
  return tests::first_difference(plan(), *facts_, settings_);
}

auto CaseRun::policies() -> model::PolicySet {
  model::PolicySet set;
  for (const auto* section : test_.sections) {
    if (section->name == "policies") set = model::read_policies(section->words, sources_, sink_);
    if (section->name != "policy") continue;
    const auto name = section->words.empty() ? "case.policy" : section->words.front();
    set.files.push_back(syntax::parse(sources_, sources_.add(name, text_of(*section)), sink_));
    add_catalogues(set);
  }
  model::add_library(set, "stdlib", sources_, sink_);
  return set;
}

void CaseRun::add_catalogues(model::PolicySet& set) {
  const auto* section = test_.find("catalogue");
  if (section == nullptr) return;
  for (const auto& node : set.files.back().declarations) {
    const auto* source = std::get_if<syntax::Source>(&node.declaration);
    if (source == nullptr || !source->catalogue) continue;
    set.catalogues.push_back({source->catalogue->span, sources_.add(source->catalogue->text, text_of(*section))});
  }
}

auto CaseRun::settle() -> bool {
  if (!eval::read_level(test_.word("level", "1"), *program_, settings_, sink_)) return false;
  settings_.as_of = Date::parse(test_.word("as-of", "2026-11-21")).value();
  settings_.overridden.resize(program_->parameters.size());
  return test_.find("parameters") == nullptr || read_parameters();
}

auto CaseRun::read_parameters() -> bool {
  const auto path = fs::temp_directory_path() / fmt::format("dengbao-case-{}.json", getpid());
  std::ofstream(path) << text_of(*test_.find("parameters"));
  const bool read = cli::read_parameters(path.string(), *program_, *facts_, settings_, sink_);
  fs::remove(path);
  return read;
}

auto CaseRun::messages(Lang lang) const -> std::string { return render(sink_.sorted(), sources_, lang, false); }

auto CaseRun::certified() const -> std::optional<Certified> {
  if (!assessment_ || has_errors()) return std::nullopt;
  const auto core = report::core_json(*program_, plan().core, sources_);
  return Certified{report::certificate(context(Lang::en), *assessment_, core),
                   std::string(sources_[facts_->file()].text()), core};
}

auto CaseRun::context(Lang lang) const -> report::Context { return {*program_, *facts_, settings_, sources_, lang}; }

auto CaseRun::results() const -> const std::vector<explain::Judgement>& {
  REQUIRE(assessment_);
  return judged_;
}

auto CaseRun::judgement_of(const std::string& name) const -> const explain::Judgement& {
  for (const auto& judgement : results()) {
    if (program_->requirements[judgement.requirement].name == name) return judgement;
  }
  FAIL("no requirement of this level is called " << name);
  throw std::logic_error("not reached");
}

auto CaseRun::subject_of(const explain::Judgement& judgement, const std::string& id) const
    -> const explain::JudgedSubject* {
  const auto found = std::ranges::find_if(
      judgement.subjects, [&](const auto& judged) { return report::is_subject(context(Lang::en), judged, id); });
  if (found == judgement.subjects.end()) FAIL("no subject is called " << id);
  return &*found;
}

// All messages, or those of the codes named in the section's line.
auto CaseRun::diagnostics(const Section& section) const -> std::string {
  auto shown = sink_.sorted();
  const bool all = std::ranges::none_of(section.words, [](const std::string& word) { return word != "zh"; });
  std::erase_if(shown, [&](const Diagnostic& one) { return !all && !section.has_word(info(one.code).id); });
  return render(shown, sources_, lang_of(section), false);
}

// The findings of the rules named by their codes, else of all rules.
auto CaseRun::lint(const Section& section) const -> std::string {
  REQUIRE(program_);
  std::set<std::string> only;
  std::ranges::copy_if(section.words, std::inserter(only, only.end()), [](const auto& word) { return word[0] == 'L'; });
  Sink findings;
  author::lint(policies_, policies_.files.size(), *program_, sources_, only, findings);
  return findings.empty() ? "no findings" : render(findings.sorted(), sources_, lang_of(section), false);
}

auto CaseRun::assessment(const Section& section) const -> std::string {
  REQUIRE(assessment_);
  return report::assessment_text(context(lang_of(section)), *assessment_);
}

auto CaseRun::explain(const Section& section) const -> std::string {
  const auto& judgement = judgement_of(section.words.at(0));
  const auto named = section.words.size() > 1 && section.words[1] != "full" && section.words[1] != "margin" &&
                     section.words[1] != "zh";
  const auto* subject = named ? subject_of(judgement, section.words[1]) : nullptr;
  return report::explanation_text(context(lang_of(section)), judgement, subject,
                                  {.full = section.has_word("full"), .margin = section.has_word("margin")});
}

// The lines of the section, each with the verdict as it is; all there are, if the section is empty.
auto CaseRun::expect(const Section& section) const -> std::string {
  std::string out;
  std::istringstream in(section.body);
  for (std::string line; std::getline(in, line);) {
    const auto words = words_of(line);
    if (words.size() >= 2) out += verdict_line(words[1], words.size() > 2 ? words[2] : "");
  }
  if (!out.empty()) return out;
  for (const auto& judgement : results()) out += all_verdict_lines(judgement);
  return out;
}

auto CaseRun::verdict_line(const std::string& requirement, const std::string& subject) const -> std::string {
  const auto& judgement = judgement_of(requirement);
  const auto verdict = subject.empty() ? judgement.verdict.verdict : subject_of(judgement, subject)->verdict;
  return verdict_word(verdict, Lang::en) + " " + requirement + (subject.empty() ? "" : " " + subject) + "\n";
}

auto CaseRun::all_verdict_lines(const explain::Judgement& judgement) const -> std::string {
  const auto& requirement = program_->requirements[judgement.requirement];
  auto out = verdict_line(requirement.name, "");
  for (const auto& judged : judgement.subjects) {
    if (requirement.subject) out += verdict_line(requirement.name, report::subject_id(context(Lang::en), judged));
  }
  return out;
}

// A line for each subject with what a list of results says of it; of those named in the section's line, or of all.
auto CaseRun::why(const Section& section) const -> std::string {
  const auto lang = lang_of(section);
  const bool all = section.words.empty() || section.words == std::vector<std::string>{"zh"};
  std::string out;
  for (const auto& judgement : results()) {
    const auto& requirement = program_->requirements[judgement.requirement];
    if (!all && !section.has_word(requirement.name)) continue;
    if (!requirement.subject || judgement.subjects.empty()) {
      const bool judged = !judgement.subjects.empty() && explain::has_subjects(judgement);
      const auto subject = judged ? judgement.subjects.front() : report::no_subject(context(lang), judgement);
      out += why_line(judgement, subject, "", lang);
      continue;
    }
    out += verdict_word(judgement.verdict.verdict, lang) + " " + requirement.name + "\n";
    for (const auto& judged : judgement.subjects) {
      const auto id = report::subject_id(context(lang), judged);
      out += "  " + why_line(judgement, judged, id.empty() ? "\"\"" : id, lang);
    }
  }
  return out;
}

auto CaseRun::why_line(const explain::Judgement& judgement, const explain::JudgedSubject& subject,
                       const std::string& id, Lang lang) const -> std::string {
  const auto finding = report::find(context(lang), judgement, subject, false);
  const explain::Words words(*program_, *facts_, finding.proof, lang);
  const auto name = id.empty() ? program_->requirements[judgement.requirement].name : id;
  const auto summary = words.summary(finding.reason);
  const auto colon = summary.empty() ? "" : lang == Lang::zh ? "：" : ": ";
  return fmt::format("{} {}{}{}\n", verdict_word(subject.verdict, lang), name, colon, summary);
}

}  // namespace dengbao::cases
