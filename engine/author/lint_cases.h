#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/value.h"

// A small prover for lint. A condition is a formula over atoms; an atom asks something of a *question* ("what kind of
// host is it?", "how long is the password?"). The constants that the atoms mention cut the answers of each question
// into finitely many cases, and a formula that is true in every combination of them is always true. What the prover
// does not see (that two questions hang together) only adds cases, so it says `always` too seldom, never too often.
// It leaves one thing aside: a fact that is known not to exist, of which every comparison is false.
namespace dengbao::author {

struct Formula {
  enum class Kind : std::uint8_t { constant, all, any, atom };
  Kind kind = Kind::constant;
  bool positive = true;  // of a constant its value; of an atom false where it is negated
  std::uint32_t atom = 0;
  std::vector<Formula> operands;  // of all and any
  friend auto operator==(const Formula&, const Formula&) -> bool = default;

  [[nodiscard]] auto is(bool value) const -> bool { return kind == Kind::constant && positive == value; }
};
[[nodiscard]] auto constant(bool value) -> Formula;
[[nodiscard]] auto negation(Formula formula) -> Formula;
[[nodiscard]] auto all_of(std::vector<Formula> operands) -> Formula;
[[nodiscard]] auto any_of(std::vector<Formula> operands) -> Formula;

class Cases {
 public:
  Cases();
  ~Cases();
  Cases(const Cases&) = delete;
  auto operator=(const Cases&) -> Cases& = delete;

  // Questions are told apart by their keys.
  [[nodiscard]] auto truth(const std::string& key) -> Formula;
  // `counts`: the answer is a whole number, not below 0.
  [[nodiscard]] auto comparison(const std::string& key, CompareOp op, const Value& value, bool counts = false)
      -> Formula;
  // `accepted` of the `choices` of an enumeration.
  [[nodiscard]] auto choice(const std::string& key, std::vector<bool> accepted) -> Formula;
  // Every element of a list satisfies what `body` makes; a list without elements is one whose every element is false.
  [[nodiscard]] auto every(const std::string& list, const std::function<Formula(Cases&)>& body) -> Formula;

  // True only if the formula is true in every case; false also where there are too many cases to look at.
  [[nodiscard]] auto always(const Formula& formula) const -> bool;
  [[nodiscard]] auto implies(const std::vector<Formula>& premises, const Formula& conclusion) const -> bool;
  // Both ask something of the same question.
  [[nodiscard]] auto related(const Formula& a, const Formula& b) const -> bool;

 private:
  struct Question;
  struct Atom;
  class Search;

  auto question(const std::string& key, int kind) -> std::size_t;
  auto add(Atom atom) -> Formula;
  void collect(const Formula& formula, std::vector<std::size_t>& questions) const;

  std::vector<Question> questions_;
  std::vector<Atom> atoms_;
};

}  // namespace dengbao::author
