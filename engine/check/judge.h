#pragma once

#include "check/evaluate.h"

// The verdicts that requirements, risks and duties have by their conditions.
namespace dengbao::check {

// Of a subject or a requirement; `final`: more facts cannot change it where it is a fail or a risk.
struct Verdict {
  std::string name;
  bool final = true;
};
struct JudgedSubject {
  Value subject;
  Truth in_scope = Truth::yes;
  Verdict verdict;
};
struct Judgement {
  Verdict verdict;
  bool by_subjects = false;  // its subjects were judged, and speak for themselves
  std::vector<JudgedSubject> subjects;
};

class Judge : public Evaluator {
 public:
  Judge(const Doc& core, const Facts& facts, const Settings& settings);

  // The requirements that stand at their level, in the core's order.
  [[nodiscard]] auto standing() const -> std::vector<const Doc*>;
  auto judge(const Doc& requirement) -> Judgement;
  // The verdict for one subject (null: for all that comes before subjects) that a reason has to force: whether the
  // requirement applies, who provides it, the subject's scope and its parts.
  auto reconsider(const Doc& requirement, const JudgedSubject* subject) -> Verdict;
  auto passes(const std::string& requirement, const Value* subject) -> Truth override;

 private:
  struct Part {
    enum Is { met, excused, failed, undecided } is = met;
    bool recommended = false, vacuous = false, open = false;
  };
  struct Provision {
    Truth listed = Truth::no, suffices = Truth::no;
  };
  [[nodiscard]] auto level_of(const Doc& requirement) const -> std::size_t;
  [[nodiscard]] auto stands(const Doc& requirement) const -> bool;
  [[nodiscard]] auto binds(const Doc& requirement) const -> bool;
  auto applies(const Doc& requirement) -> Truth;
  auto provision(const Doc& requirement) -> Provision;
  auto in_scope(const Doc& requirement, const Value& subject) -> Truth;
  auto subject_verdict(const Doc& requirement, const Value& subject) -> Verdict;
  auto parts_verdict(const Doc& requirement, Frame& frame) -> Verdict;
  auto risk_verdict(const Doc& requirement, Frame& frame) -> Verdict;
  auto duty_verdict(const Doc& requirement, Frame& frame) -> Verdict;
  auto excused(const Doc& requirement, const Doc& part, Frame& frame) -> Truth;
  auto judge_all(const Doc& requirement) -> Judgement;

  std::unordered_map<std::string, const Doc*> requirements_;
};

}  // namespace dengbao::check
