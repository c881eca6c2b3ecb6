#include "author/mutant.h"

#include "author/mutate_expr.h"
#include "author/mutate_rule.h"

namespace dengbao::author {

using namespace model;

void exchange(Program& program, Edit& edit) {
  std::visit(Overloaded{
                 [&](ExprEdit& one) { std::swap(program.exprs[one.expr].node, one.node); },
                 [&](RequirementEdit& one) { std::swap(program.requirements[one.requirement], one.changed); },
                 [&](RelationEdit& one) { std::swap(program.relations[one.relation], one.changed); },
             },
             edit);
}

namespace {

void mutate(const Parameter& parameter, ExprMutator& exprs) { exprs.mutate(full_name(parameter), parameter); }

void mutate(const Definition& definition, ExprMutator& exprs) { exprs.mutate(full_name(definition), definition.body); }

void mutate(const Table& table, ExprMutator& exprs) {
  for (std::size_t row = 0; row < table.rows.size(); ++row) exprs.mutate_row(full_name(table), table, row);
}

}  // namespace

void each_mutant(Program& program, const Sources& sources, const Selection& selection,
                 const std::function<void(Mutant&)>& visit) {
  const auto scratch = program.exprs.add(Expr{{}, truth_type, Constant{}});
  ExprMutator exprs(program, sources, visit);
  for (const auto& parameter : program.parameters) {
    if (selection.has(parameter.module, parameter.name)) mutate(parameter, exprs);
  }
  for (const auto& definition : program.definitions) {
    if (selection.has(definition.module, definition.name)) mutate(definition, exprs);
  }
  for (const auto& table : program.tables) {
    if (selection.has(table.module, table.name)) mutate(table, exprs);
  }
  for (std::uint32_t i = 0; i < program.relations.size(); ++i) {
    const auto& relation = program.relations[RelationId{i}];
    if (selection.has(relation.module, relation.name)) mutate_relation(program, sources, {i}, exprs, visit);
  }
  for (std::uint32_t i = 0; i < program.requirements.size(); ++i) {
    if (!selection.has(program.requirements[RequirementId{i}])) continue;
    mutate_requirement(program, {i}, scratch, exprs, visit);
  }
}

}  // namespace dengbao::author
