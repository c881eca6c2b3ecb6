#pragma once

#include <functional>
#include <optional>

#include "author/mutant.h"

// Changes of expressions. Internal to the search for mutants.
namespace dengbao::author {

// Which neighbours of a constant are worth a change; where, around it, words show it.
struct ConstantContext {
  bool up = true;
  bool down = true;
  std::optional<Span> shown;  // the text in which the constant is replaced; none: the constant alone
  bool compared = false;      // a value equal to the new constant tells the two apart
};

// Goes through one expression with all below it and calls `visit` with its changes, `owner` filled in.
class ExprMutator {
 public:
  ExprMutator(const model::Program& program, const Sources& sources, const std::function<void(Mutant&)>& visit)
      : program_(program), sources_(sources), visit_(visit) {}

  void mutate(const std::string& owner, model::ExprId expr);
  // The default of a parameter: no change leads out of its bounds.
  void mutate(const std::string& owner, const model::Parameter& parameter);
  // The result of a table's row becomes that of another row.
  void mutate_row(const std::string& owner, const model::Table& table, std::size_t row);

 private:
  void walk(model::ExprId expr, const ConstantContext& around = {});
  void walk_all(const std::vector<model::ExprId>& exprs);

  void change(model::ExprId id, const model::Constant& node, const ConstantContext& around);
  void change(model::ExprId id, const model::Not& node);
  void change(model::ExprId id, const model::And& node);
  void change(model::ExprId id, const model::Or& node);
  void change(model::ExprId id, const model::Implies& node);
  void change(model::ExprId id, const model::Compare& node);
  void change(model::ExprId id, const model::OneOf& node);
  void change(model::ExprId id, const model::TimeRelation& node);
  void change(model::ExprId id, const model::Quantifier& node);
  void change(model::ExprId id, const model::Select& node);
  void change(model::ExprId id, const model::Map& node);
  void change(model::ExprId id, const model::Arithmetic& node);
  void change(model::ExprId id, const model::Aggregate& node);
  void change(model::ExprId id, const model::ByLevel& node);
  void change(model::ExprId id, const model::Choose& node);
  template <typename Node>
  void negate(model::ExprId id, Node& node, bool& flag);  // `flag` is the node's
  template <typename Node>
  void drop_operands(model::ExprId id, const Node& node, const Localised& hint);
  void step_constant(model::ExprId id, const Value& stepped, const ConstantContext& around);

  void emit(model::ExprId id, Span span, Localised change, Localised hint, model::ExprNode node);
  void emit(model::ExprId id, Localised change, Localised hint, model::ExprNode node) {
    emit(id, span(id), std::move(change), std::move(hint), std::move(node));
  }

  [[nodiscard]] auto span(model::ExprId id) const -> Span { return program_.exprs[id].span; }
  [[nodiscard]] auto code(model::ExprId id) const -> std::string;
  [[nodiscard]] auto value_code(const Value& value, Type type) const -> Localised;
  [[nodiscard]] auto within_bounds(const Value& value) const -> bool;

  const model::Program& program_;
  const Sources& sources_;
  const std::function<void(Mutant&)>& visit_;
  std::string owner_;
  const model::Parameter* parameter_ = nullptr;  // whose default is gone through
};

}  // namespace dengbao::author
