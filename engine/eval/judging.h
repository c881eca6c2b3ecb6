#pragma once

#include <bitset>
#include <map>

#include "eval/evaluation.h"
#include "eval/judgement.h"

namespace dengbao::eval {

// Inside of the fast evaluator: one network, judged block by block. Requirements that have one list of subjects are
// judged together, so that what they share is evaluated once.
class Judging : public Requirements {
 public:
  Judging(const Plan& plan, const facts::Facts& facts, const Settings& settings, Keep keep)
      : plan_(plan), facts_(facts), settings_(settings), keep_(keep) {}

  auto judge(std::span<const model::RequirementId> requirements) -> std::vector<Judgement>;

  auto passes(model::RequirementId requirement) -> Truth override;
  auto passes(model::RequirementId requirement, const Column& subjects, std::size_t size)
      -> std::vector<Truth> override;

 private:
  struct Provision {
    Truth listed = Truth::no;
    Truth suffices = Truth::no;
  };
  // One that is being judged.
  struct Open {
    Judgement& judgement;
    const model::Requirement& requirement;
    const CoreRequirement& core;
    Provision provision;
    std::bitset<6 * verdicts> found{};  // which combinations of scope, verdict and finality there are
  };
  struct Group;

  auto evaluation(std::uint32_t level) -> Evaluation&;
  auto truth_at_root(Evaluation& evaluation, const std::optional<NodeId>& node, Truth otherwise) -> Truth;
  auto binding(const model::Requirement& requirement) const -> bool;
  auto provision(Evaluation& evaluation, const CoreRequirement& core) -> Provision;
  // Whether its subjects have to be judged; else it is settled.
  auto begin(Evaluation& evaluation, Open& open) -> bool;
  void judge_group(std::uint32_t level, std::vector<Open>& group);
  void judge_block(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in);
  void judge_subjects(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in);
  void judge_parts(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in);
  void judge_risks(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in);
  void judge_duty(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in);
  auto exceptions(Evaluation& evaluation, const CoreRequirement& core, const CorePart& part, Block& block)
      -> std::vector<Truth>;
  void take(Open& open, JudgedSubject subject);
  void count(Open& open, Truth in_scope, Verdict verdict, bool final);
  void conclude(Open& open);
  [[nodiscard]] auto own_verdicts(Evaluation& evaluation, model::RequirementId requirement, Block& block)
      -> std::vector<Verdict>;

  const Plan& plan_;
  const facts::Facts& facts_;
  const Settings& settings_;
  Keep keep_;
  std::map<std::uint32_t, std::unique_ptr<Evaluation>> evaluations_;  // by level
  std::map<model::RequirementId, Truth> passes_;
};

}  // namespace dengbao::eval
