#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "eval/judging.h"
#include "eval/reads.h"

// Inside of `Live`: who has to be judged again when something changes that joins read.
namespace dengbao::eval {

// Where rows stand in a list.
class Places {
 public:
  Places() = default;
  explicit Places(const Column& list);

  // Every element is a row that is known, and none stands there twice.
  [[nodiscard]] auto known() const -> bool { return known_; }
  // The places of the row and of those that it lies in, as far as they stand there.
  [[nodiscard]] auto holders(const facts::Facts& facts, Row row) const -> std::vector<std::uint32_t>;

 private:
  [[nodiscard]] auto place(std::uint32_t row) const -> std::optional<std::uint32_t>;

  RecordId record_;
  std::size_t size_ = 0;
  bool known_ = false;
  bool in_order_ = false;                                      // the row is the place
  std::unordered_map<std::uint32_t, std::uint32_t> place_of_;  // by row, where not
};

// One requirement's lists that are paired with its subjects, and the indexes by which each finds the other. It keeps
// the evaluation in which these were made: what else that knows rests on nothing that changes without a new one.
class JoinedSubjects {
 public:
  // `subjects` must outlive it.
  JoinedSubjects(const Plan& plan, const facts::Facts& facts, const Settings& settings,
                 model::RequirementId requirement, const Column& subjects, std::size_t size);

  // Before a change: makes the indexes of a join, if they are not there.
  void prepare(const ReadJoin& join);
  // After it: the element that holds the row has changed. Adds the subjects whose verdicts this may touch; false: it
  // may touch any.
  [[nodiscard]] auto element_changed(const ReadJoin& join, Row row, std::vector<std::uint32_t>& touched) -> bool;
  // After it: what a subject holds has changed.
  void subject_changed(std::uint32_t place);

  // Evaluates over the facts as they are now.
  [[nodiscard]] auto judging() -> Judging& { return judging_; }

 private:
  struct Pairing {
    const ReadJoin* join = nullptr;
    Places places;  // of the elements
    JoinIndex* elements = nullptr;
    JoinIndex probes;  // of the subjects
  };
  auto pairing(const ReadJoin& join) -> Pairing*;
  auto hash(NodeId key, model::Slot slot, const Column& members, std::uint32_t place) -> std::uint64_t;

  const facts::Facts& facts_;
  const Column& subjects_;
  std::size_t size_;
  model::Slot subject_;
  Judging judging_;
  Evaluation& evaluation_;
  std::vector<Pairing> pairings_;
};

}  // namespace dengbao::eval
