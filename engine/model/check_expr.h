#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/compilation.h"

namespace dengbao::model {

// The variables of one requirement, definition or parameter while its expressions are checked.
struct Variable {
  std::string name;
  Slot slot;
  Type type;
  Span span;
};
struct Scope {
  std::size_t unit = 0;
  std::vector<Variable> variables;      // innermost last
  std::vector<std::string> slot_names;  // one for every slot ever given out: the frame
  bool outcome = false;                 // `clauses`, `findings` and outcomes can be read
  bool constant = false;                // a parameter's default: no facts, no variables
  std::optional<RecordId> given;        // of a test: the record whose fields are the values that it gives
  bool passes = false;                  // `passes(…)` may stand here

  auto declare(const std::string& name, Type type, Span span) -> Slot {
    const Slot slot{static_cast<std::uint32_t>(slot_names.size())};
    slot_names.push_back(name);
    variables.push_back({name, slot, type, span});
    return slot;
  }
};

// Checks the expressions of one scope. Each function reports what is wrong and then returns nothing; a caller that gets
// nothing stays silent, so that one mistake gives one message.
class ExprChecker {
 public:
  ExprChecker(Compilation& compilation, const syntax::File& file, Scope& scope)
      : c_(compilation), file_(file), scope_(scope) {}

  using Result = std::optional<ExprId>;

  // `expected` gives enumerators, texts that stand for other types, and numbers their meaning; the type found may
  // differ all the same: see `check_as`.
  auto check(syntax::ExprId expr, std::optional<Type> expected = std::nullopt) -> Result;
  // The expression has exactly this type.
  auto check_as(syntax::ExprId expr, Type type) -> Result;
  // The expression is a truth value and stands where `is known` is allowed.
  auto check_where(syntax::ExprId expr) -> Result;
  // Declares a variable over the list for the time that `body` runs.
  auto list_of_subjects(syntax::ExprId list) -> Result;
  auto declare(const syntax::Name& name, Type element) -> std::optional<Slot>;
  [[nodiscard]] auto unit() const -> std::size_t { return scope_.unit; }
  void forget_last() { scope_.variables.pop_back(); }
  // The date so many working days after `start` (`back`: before it): a call of the built-in function with the calendar
  // in reach, the parameters `holidays` and `make-up-days`.
  auto working_days(const syntax::Expr& expr, const syntax::WorkingDays& distance, syntax::ExprId start, bool back)
      -> Result;

 private:
  // leaves: check_leaf.cpp
  auto number(const syntax::Expr& expr, const syntax::NumberLiteral& node) -> Result;
  auto text(const syntax::Expr& expr, const syntax::TextLiteral& node, std::optional<Type> expected) -> Result;
  auto name(const syntax::Expr& expr, const syntax::NameRef& node, std::optional<Type> expected) -> Result;
  auto enumerator(const syntax::Expr& expr, const syntax::Name& name, Type type) -> Result;
  auto results(const syntax::Expr& expr, std::string_view name) -> Result;
  auto given(const syntax::Expr& expr, std::string_view name) -> Result;
  auto declared(const syntax::Expr& expr, const syntax::Name& name, const Declared& declared) -> Result;
  auto unknown_name(const syntax::Name& name, std::optional<Type> expected) -> Result;
  auto field(const syntax::Expr& expr, const syntax::FieldAccess& node) -> Result;
  auto unknown_field(const syntax::Name& name, const Record& record) -> Result;
  auto constant(const syntax::Expr& expr, Type type, Value value) -> Result;

  // connectives and arithmetic: check_connective.cpp
  template <typename Made, typename Node>
  auto connective(const syntax::Expr& expr, const Node& node) -> Result;
  auto negation(const syntax::Expr& expr, const syntax::Not& node) -> Result;
  auto implication(const syntax::Expr& expr, const syntax::Implies& node) -> Result;
  auto choose(const syntax::Expr& expr, const syntax::Choose& node, std::optional<Type> expected) -> Result;
  auto negative(const syntax::Expr& expr, const syntax::Negate& node) -> Result;
  auto arithmetic(const syntax::Expr& expr, const syntax::Arithmetic& node) -> Result;
  auto by_level(const syntax::Expr& expr, const syntax::ByLevel& node, std::optional<Type> expected) -> Result;

  // relations: check_relation.cpp
  struct Sides {
    ExprId lhs;
    ExprId rhs;
  };
  auto sides(syntax::ExprId lhs, syntax::ExprId rhs) -> std::optional<Sides>;
  auto compare(const syntax::Expr& expr, CompareOp op, syntax::ExprId lhs, syntax::ExprId rhs) -> Result;
  auto one_of(const syntax::Expr& expr, const syntax::IsOneOf& node) -> Result;
  auto empty(const syntax::Expr& expr, const syntax::IsEmpty& node) -> Result;
  auto known(const syntax::Expr& expr, const syntax::IsKnown& node) -> Result;
  auto in(const syntax::Expr& expr, const syntax::In& node) -> Result;
  auto text_relation(const syntax::Expr& expr, const syntax::TextRelation& node) -> Result;
  auto matches(const syntax::Expr& expr, const syntax::Matches& node) -> Result;
  auto names_a(const syntax::Expr& expr, const syntax::NamesA& node) -> Result;
  auto time_relation(const syntax::Expr& expr, const syntax::TimeRelation& node) -> Result;
  auto one_value(syntax::ExprId expr, std::optional<Type> expected = std::nullopt) -> Result;
  auto group(const syntax::Expr& expr, const syntax::Group& node, std::optional<Type> expected) -> Result;

  // quantifiers and aggregates: check_quantifier.cpp
  auto quantifier(const syntax::Expr& expr, const syntax::Quantifier& node) -> Result;
  auto select(const syntax::Expr& expr, const syntax::Select& node) -> Result;
  auto rows(const syntax::Expr& expr, const syntax::RowsOf& node) -> Result;
  auto map(const syntax::Expr& expr, const syntax::Map& node) -> Result;
  auto aggregate(const syntax::Expr& expr, const syntax::Aggregate& node) -> Result;
  auto call(const syntax::Expr& expr, const syntax::Call& node) -> Result;
  auto call_definition(const syntax::Expr& expr, const syntax::Call& node, DefinitionId definition) -> Result;
  auto call_relation(const syntax::Expr& expr, const syntax::Call& node, RelationId relation) -> Result;
  auto call_table(const syntax::Expr& expr, const syntax::Call& node, TableId table) -> Result;
  auto call_function(const syntax::Expr& expr, const syntax::Call& node, const Function& function) -> Result;
  auto distinct(const syntax::Expr& expr, const syntax::Call& node) -> Result;

  // what other requirements and calendars say: check_passes.cpp, check_calendar.cpp
  auto passes(const syntax::Expr& expr, const syntax::Call& node) -> Result;
  auto passing_requirement(syntax::ExprId argument) -> std::optional<RequirementId>;
  auto calendar(const syntax::Expr& expr, std::string_view parameter) -> Result;
  auto arguments(const syntax::Expr& expr, const syntax::Call& node, const std::vector<Type>& types)
      -> std::optional<std::vector<ExprId>>;

  auto type(ExprId expr) const -> Type { return c_.program.exprs[expr].type; }
  auto span(syntax::ExprId expr) const -> Span { return file_.exprs[expr].span; }
  void mismatch(Span span, const Localised& expected, Type found);

  Compilation& c_;
  const syntax::File& file_;
  Scope& scope_;
  bool known_allowed_ = false;
};

// An expression that reads no facts: literals, `level`, `by level`, arithmetic. Reports P0225 at `span`.
[[nodiscard]] auto constant_expr(Compilation& compilation, ExprChecker& checker, syntax::ExprId written, Type type,
                                 Span span) -> std::optional<ExprId>;

// Two types whose values can be compared: one kind; a date and an instant may meet.
[[nodiscard]] auto comparable(Type a, Type b) -> bool;
[[nodiscard]] auto ordered(Kind kind) -> bool;

// The value of an expression without facts, at this level; nothing where it has none (it then was reported).
[[nodiscard]] auto constant_value(const Program& program, ExprId expr, std::uint32_t level) -> std::optional<Value>;

// Words with `{…}` become a template; `{{` is a brace. A placeholder is a variable, a parameter, or fields behind one.
[[nodiscard]] auto make_template(Compilation& compilation, Scope& scope, const std::optional<syntax::Words>& words)
    -> Template;

}  // namespace dengbao::model
