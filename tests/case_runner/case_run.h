#pragma once

#include <optional>
#include <string>

#include "assess/assessment.h"
#include "base/diagnostic.h"
#include "case_runner/case_file.h"
#include "facts/facts.h"
#include "model/compile.h"
#include "report/context.h"

namespace dengbao::cases {

// Everything that a case leads to, made once: policies, facts, settings, assessment. What each section that expects
// something must say is one function below.
class CaseRun {
 public:
  explicit CaseRun(const Case& test);

  [[nodiscard]] auto messages(Lang lang) const -> std::string;
  // What an independent checker is given: nothing where nothing was assessed.
  struct Certified {
    std::string certificate;
    std::string facts;
    std::string program;
  };
  [[nodiscard]] auto certified() const -> std::optional<Certified>;
  // What the fast evaluator and the reference one say differently, in words.
  [[nodiscard]] auto disagreement() const -> std::optional<std::string>;
  [[nodiscard]] auto has_errors() const -> bool { return sink_.errors() > 0; }

  [[nodiscard]] auto lint(const Section& section) const -> std::string;
  [[nodiscard]] auto diagnostics(const Section& section) const -> std::string;
  [[nodiscard]] auto expect(const Section& section) const -> std::string;
  [[nodiscard]] auto why(const Section& section) const -> std::string;
  [[nodiscard]] auto explain(const Section& section) const -> std::string;
  [[nodiscard]] auto assessment(const Section& section) const -> std::string;

 private:
  auto policies() -> model::PolicySet;
  void add_catalogues(model::PolicySet& set);
  void write_and_read_back();
  [[nodiscard]] auto plan() const -> eval::Plan;
  auto settle() -> bool;
  auto read_parameters() -> bool;

  [[nodiscard]] auto context(Lang lang) const -> report::Context;
  [[nodiscard]] auto results() const -> const std::vector<explain::Judgement>&;
  [[nodiscard]] auto judgement_of(const std::string& name) const -> const explain::Judgement&;
  [[nodiscard]] auto subject_of(const explain::Judgement& judgement, const std::string& id) const
      -> const explain::JudgedSubject*;
  [[nodiscard]] auto verdict_line(const std::string& requirement, const std::string& subject) const -> std::string;
  [[nodiscard]] auto all_verdict_lines(const explain::Judgement& judgement) const -> std::string;
  [[nodiscard]] auto why_line(const explain::Judgement& judgement, const explain::JudgedSubject& subject,
                              const std::string& id, Lang lang) const -> std::string;

  const Case& test_;
  Sources sources_;
  Sink sink_;
  model::PolicySet policies_;
  std::string image_;  // what the program and its core view
  std::string core_image_;
  std::optional<model::Program> program_;
  eval::Settings settings_;
  std::optional<facts::Facts> facts_;
  std::optional<assess::Assessment> assessment_;
  std::vector<explain::Judgement> judged_;  // requirements, then risks, then duties
};

}  // namespace dengbao::cases
