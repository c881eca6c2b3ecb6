#pragma once

#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "check/facts.h"

// What an expression of the core has for a value, over the facts or over a few of them.
namespace dengbao::check {

using Frame = Values;  // variables by slot

struct Member {
  Value value;
  Truth in = Truth::yes;
};
struct Members {
  std::vector<Member> members;
  bool open = false;
};

struct Settings {
  Value as_of;
  std::map<std::string, std::size_t> levels;  // by class; "" is the overall one
  std::map<std::string, Value> parameters;    // set otherwise than the policies have them
};

// A declaration of the core; refuses where there is none of that name.
inline auto named(const std::unordered_map<std::string, const Doc*>& docs, const std::string& name) -> const Doc& {
  const auto found = docs.find(name);
  if (found == docs.end()) throw Refused("nothing is called " + name);
  return *found->second;
}

class Evaluator {
 public:
  Evaluator(const Doc& core, const Facts& facts, const Settings& settings);

  // From now on only these cells are seen, all others are unknown; null: all are seen.
  void see_only(const std::unordered_set<std::size_t>* cells);

  auto value(const Doc& expr, Frame& frame) -> Value;
  auto truth(const Doc& expr, Frame& frame) -> Truth;
  auto members(const Doc& list, Frame& frame) -> Members;
  [[nodiscard]] auto see(std::size_t cell) -> const Value&;
  [[nodiscard]] auto is_restricted() const -> bool { return only_ != nullptr; }

  const Doc& core;
  const Facts& facts;
  const Settings& settings;
  std::size_t level = 1;
  // Answers `passes`: the verdict of another requirement, for a subject or (null) for the whole network, as a truth.
  virtual auto passes(const std::string& requirement, const Value* subject) -> Truth = 0;
  virtual ~Evaluator() = default;

 private:
  struct Range {
    Value lo, hi;
    bool maybe_none = false;
  };
  struct Rule {
    const Doc* doc = nullptr;
    const std::string* relation = nullptr;
    std::vector<bool> early;  // by condition: asked before the atoms
  };
  struct Extent {
    std::vector<Values> surely, possibly;
    bool solving_sure = false;
  };

  auto marked(const Doc& expr, Frame& frame) -> Value;  // notes if it is unknown only because facts are hidden
  auto arguments(const Doc& expr, std::size_t from, Frame& frame) -> Values;
  auto field_of(const Value& row, const Doc& expr) -> Value;
  auto rows_of(const std::string& record) -> Members;
  auto distinct_values(const Members& list) -> Members;
  auto compared(const Doc& expr, Frame& frame) -> Value;
  auto extreme(const Doc& expr, Frame& frame) -> Range;
  auto some(const Doc& expr, Frame& frame) -> Value;
  static auto constant(const Doc& expr) -> Value;
  auto distinct(const Doc& expr, Frame& frame) -> Value;
  auto count(const Doc& expr, Frame& frame) -> Value;
  auto sum(const Doc& expr, Frame& frame) -> Value;
  auto choose(const Doc& expr, Frame& frame) -> Value;
  auto table(const Doc& expr, Frame& frame) -> Value;
  auto names(const Doc& expr, Frame& frame) -> Value;
  auto matches(const Doc& expr, Frame& frame) -> Value;
  auto related(const Doc& expr, Frame& frame) -> Value;
  void solve(std::size_t stratum);
  [[nodiscard]] auto asks(const Doc& expr, std::size_t stratum, std::set<std::string>& seen) const -> bool;
  [[nodiscard]] auto rule_of(const Doc& doc, const std::string& relation, std::size_t stratum) const -> Rule;
  void apply(const Rule& applied, std::size_t at, Frame& frame, std::vector<bool>& bound,
             std::vector<const Values*>& met, bool possible);
  auto extent(const std::string& relation) -> Extent&;

  const std::unordered_set<std::size_t>* only_ = nullptr;
  bool hidden_ = false;    // a hidden fact was asked for
  std::size_t depth_ = 0;  // of calls: a program that calls itself is refused
  std::map<std::pair<std::size_t, std::string>, Extent> extents_;
  std::map<std::pair<std::size_t, std::size_t>, bool> solved_;
  std::unordered_map<std::string, const Doc*> definitions_, relations_, tables_, parameters_;
};

}  // namespace dengbao::check
