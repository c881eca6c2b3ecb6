#pragma once

#include <memory>
#include <string>

#include "explain/decide.h"
#include "explain/proof.h"
#include "explain/reason.h"
#include "explain/repair.h"

// Words for proofs, from the policies' own labels, in English and Chinese.
namespace dengbao::explain {

class Words {
 public:
  Words(const model::Program& program, const facts::Facts& facts, const Proof& proof, Lang lang);

  // One line for a step: "minimum password length of root is 6, must be at least 8" / "root 的口令最小长度为
  // 6，应不小于 8". For a whole step that failed, "must be"; for one that holds, "is 12, at least 8"; unknown: "… is
  // not known (not looked)".
  [[nodiscard]] auto step(StepId step) const -> std::string;
  // What an expression stands for: "minimum password length of root".
  [[nodiscard]] auto phrase(model::ExprId expr, FrameId frame) const -> std::string;
  // The subject: "host db-1" / "主机 db-1".
  [[nodiscard]] auto subject() const -> std::string;
  // The remedy with its places filled in; empty if the requirement has none.
  [[nodiscard]] auto remedy() const -> std::string;
  // What is to be changed, a line for each change or for many that are alike: "minimum password length of root: at
  // least 8".
  [[nodiscard]] auto changes(const std::vector<Change>& changes) const -> std::vector<std::string>;
  // What is answered to missing facts: "minimum password length of root: at least 8; …". `to`: what is asked for, which
  // needs no name then.
  [[nodiscard]] auto answers(const Way& way, std::optional<FactRef> to = std::nullopt) const -> std::string;
  [[nodiscard]] auto values(const std::vector<Stretch>& stretches, model::FieldId field) const -> std::string;
  // One sentence: the part of the proof that a list of results shows for this subject.
  [[nodiscard]] auto summary(const Reason& reason) const -> std::string;

 private:
  [[nodiscard]] auto fails_unless() const -> std::string;
  [[nodiscard]] auto may_fall() const -> std::string;

  const model::Program& program_;
  const Proof& proof_;
  Lang lang_;
  std::shared_ptr<const class Speaker> speaker_;  // never null
};

}  // namespace dengbao::explain
