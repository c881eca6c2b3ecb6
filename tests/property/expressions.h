#pragma once

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

class Expressions {
 public:
  Expressions(const Schema& schema, const std::vector<Helper>& helpers, Random& random)
      : schema_(schema), helpers_(helpers), random_(random) {}

  // `is known` and `is missing` may stand in the `where` of a list or quantifier.
  void allow_known() { known_ = true; }

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
  auto any_record_list() -> ListText;
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

  const Schema& schema_;
  const std::vector<Helper>& helpers_;
  Random& random_;
  std::vector<Variable> scope_;
  int variables_ = 0;
  bool known_ = false;
};

}  // namespace dengbao::property
