#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "property/schema.h"

// Random expressions of the policy language, as text, well typed by the schema.
namespace dengbao::property {

// A definition, relation or table that expressions may call.
struct Helper {
  std::string name;
  std::vector<Type> arguments;
  Type result;
};

// A requirement that others may ask for.
struct Checked {
  std::string name;
  std::optional<Type> subject;  // none: the whole network
};

class Expressions {
 public:
  Expressions(const Schema& schema, const std::vector<Helper>& helpers, Random& random)
      : schema_(schema), helpers_(helpers), random_(random) {}

  // `is known` and `is missing` may stand in the `where` of a list or quantifier.
  void allow_known() { known_ = true; }

  // Every construct of the language, also those of which no law is told.
  void widen(std::vector<Checked> checked) {
    wide_ = true;
    checked_ = std::move(checked);
  }

  // Every expression is closed: it can be an operand without further parentheses.
  auto truth(int depth) -> std::string;
  // A truth that may stand in `where` only.
  auto where(int depth) -> std::string;
  auto number(int depth) -> std::string;
  // A call of a definition, relation or table; empty where the scope has no arguments for it.
  auto call(const Helper& helper, int depth) -> std::string;
  // A field or variable of this type (`list` included); empty where the scope has none.
  auto path(Type type) -> std::string;
  // The ways from a record to one value.
  auto single_paths(std::uint32_t record) const -> std::vector<Path>;
  // A written value of this kind.
  auto literal(Kind kind) -> std::string;

  struct ListText {
    std::string text;
    Type element;
  };
  auto list(int depth) -> ListText;
  auto any_record_list() -> ListText;
  // A value of this type in any way that there is, at times; else a path. Empty where there is none.
  auto value(Type type, int depth) -> std::string;
  // A variable, or a field of one: what may stand in the head of a rule. Empty where there is none.
  auto term(Type type) -> std::string;
  auto list_of(Type element, int depth) -> std::string;  // empty where the scope has none

  // Puts a new variable into scope, for as long as `close` is not called.
  auto open(Type type) -> std::string;
  void open(const std::string& name, Type type) { scope_.push_back({name, type}); }
  void close() { scope_.pop_back(); }

  auto random() -> Random& { return random_; }

 private:
  struct Variable {
    std::string name;
    Type type;
  };
  auto candidates(Type type, bool names = false) -> std::vector<std::string>;
  auto narrowed(const ListText& list, int depth) -> std::string;
  auto mapped(Type element, int depth) -> std::string;

  auto atom() -> std::string;
  auto connective(int depth) -> std::string;
  auto quantified(int depth) -> std::string;
  auto call_giving(Type result, int depth) -> std::string;
  auto number_atom() -> std::string;
  auto counted(int depth) -> std::string;
  auto about_number() -> std::string;
  auto about_text() -> std::string;
  auto about_colour() -> std::string;
  auto about_day() -> std::string;
  auto about_span() -> std::string;
  auto about_list() -> std::string;
  auto about_zone() -> std::string;

  // ---- expressions_wide.cpp ----
  auto wide_truth(int depth) -> std::string;
  auto wide_number(int depth) -> std::string;
  auto wide_list(Type element, int depth) -> std::string;
  auto joined(int depth) -> std::string;
  auto join_condition(const std::string& other, std::uint32_t record, int depth) -> std::string;
  auto chosen(Type type, int depth) -> std::string;
  auto passing() -> std::string;
  auto about_network() -> std::string;
  auto same_records() -> std::string;
  auto extreme(Kind kind, int depth) -> std::string;

  const Schema& schema_;
  const std::vector<Helper>& helpers_;
  Random& random_;
  std::vector<Variable> scope_;
  int variables_ = 0;
  bool known_ = false;
  bool wide_ = false;
  int calls_ = 0;  // so deep in values that calls take
  std::vector<Checked> checked_;
};

}  // namespace dengbao::property
