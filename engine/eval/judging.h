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
  // What became of a subject, in a byte: its verdict, whether it is surely in scope, and whether the verdict is final.
  static constexpr std::size_t outcomes = 4 * verdicts;
  static constexpr std::uint8_t not_in_scope = 0xff;

  Judging(const Plan& plan, const facts::Facts& facts, const Settings& settings, Keep keep)
      : plan_(plan), facts_(facts), settings_(settings), keep_(keep) {}

  auto judge(std::span<const model::RequirementId> requirements) -> std::vector<Judgement>;

  // The same of one requirement, with the outcome of every subject in its list.
  auto judge(model::RequirementId requirement, std::vector<std::uint8_t>& coded) -> Judgement;
  // Who stands in its list of subjects, surely or possibly.
  struct Subjects {
    Column rows;
    Lane<Truth> in;
  };
  auto subjects(model::RequirementId requirement) -> Subjects;
  // The outcomes of these alone, one for each.
  auto judge_subjects(model::RequirementId requirement, const Subjects& subjects) -> std::vector<std::uint8_t>;
  // The verdict over subjects of which `found` tells which outcomes there are.
  [[nodiscard]] static auto conclusion(const model::Requirement& requirement, const std::bitset<outcomes>& found,
                                       bool open_scope) -> RequirementVerdict;

  auto evaluation(std::uint32_t level) -> Evaluation&;

  auto passes(model::RequirementId requirement) -> Truth override;
  auto passes(model::RequirementId requirement, const Column& subjects, std::size_t size) -> Lane<Truth> override;

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
    Keep keep = Keep::all;
    std::bitset<outcomes> found{};               // which outcomes there are
    std::vector<std::uint8_t>* coded = nullptr;  // if given: the outcome of every subject, by its place in the list
    std::size_t first = 0;                       // place of the block's first subject
    std::span<const std::uint32_t> places{};     // of the block's subjects, counted from there; empty: one by one
  };

  auto truth_at_root(Evaluation& evaluation, const std::optional<NodeId>& node, Truth otherwise) -> Truth;
  auto binding(const model::Requirement& requirement) const -> bool;
  auto provision(Evaluation& evaluation, const CoreRequirement& core) -> Provision;
  // Whether its subjects have to be judged; else it is settled.
  auto begin(Evaluation& evaluation, Open& open) -> bool;
  auto judge(std::span<const model::RequirementId> requirements, std::vector<std::uint8_t>* coded)
      -> std::vector<Judgement>;
  void judge_group(std::uint32_t level, std::vector<Open>& group);
  void judge_block(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in);
  void judge_subjects(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in);
  void judge_parts(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in);
  void judge_risks(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in);
  void judge_duty(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in);
  auto exceptions(Evaluation& evaluation, const CoreRequirement& core, const CorePart& part, Block& block)
      -> Lane<Truth>;
  void take(Open& open, std::size_t at, JudgedSubject subject);
  void count(Open& open, std::size_t at, Truth in_scope, Verdict verdict, bool final);
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
