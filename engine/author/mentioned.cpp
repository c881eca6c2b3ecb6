#include "author/mentioned.h"

#include <set>

#include "model/children.h"

namespace dengbao::author {
namespace {

using namespace model;

class Walker {
 public:
  explicit Walker(const Program& program) : program_(program) {}

  void visit(ExprId expr) {
    const auto& node = program_.exprs[expr].node;
    for (const auto child : children(node)) visit(child);
    std::visit(Overloaded{
                   [&](const FieldOf& n) { fields_.insert(n.field); },
                   [&](const ParameterRef& n) {
                     if (parameters_.insert(n.parameter).second) visit(program_.parameters[n.parameter].value);
                   },
                   [&](const CallDefinition& n) {
                     if (definitions_.insert(n.definition).second) visit(program_.definitions[n.definition].body);
                   },
                   [&](const CallRelation& n) { visit(n.relation); },
                   [&](const CallTable& n) { tables_.insert(n.table); },
                   [](const auto&) {},
               },
               node);
  }

  [[nodiscard]] auto found() const -> Mentioned {
    return {{fields_.begin(), fields_.end()},
            {parameters_.begin(), parameters_.end()},
            {definitions_.begin(), definitions_.end()},
            {relations_.begin(), relations_.end()},
            {tables_.begin(), tables_.end()}};
  }

 private:
  void visit(RelationId id) {
    if (!relations_.insert(id).second) return;
    for (const auto& rule : program_.relations[id].rules) {
      for (const auto head : rule.heads) visit(head);
      for (const auto& generator : rule.generators) visit(generator.list);
      for (const auto condition : rule.conditions) visit(condition);
      for (const auto& atom : rule.atoms) visit(atom.relation);
    }
  }

  const Program& program_;
  std::set<FieldId> fields_;
  std::set<ParameterId> parameters_;
  std::set<DefinitionId> definitions_;
  std::set<RelationId> relations_;
  std::set<TableId> tables_;
};

}  // namespace

auto expressions_of(const Requirement& requirement) -> std::vector<ExprId> {
  std::vector<ExprId> exprs;
  const auto add = [&](const std::optional<ExprId>& expr) {
    if (expr) exprs.push_back(*expr);
  };
  add(requirement.applies_when);
  if (requirement.subject) {
    exprs.push_back(requirement.subject->list);
    add(requirement.subject->where);
  }
  for (const auto& exception : requirement.exceptions) exprs.push_back(exception.condition);
  for (const auto& part : requirement.parts) {
    exprs.push_back(part.condition);
    if (part.unless) exprs.push_back(part.unless->condition);
  }
  if (requirement.due) {
    exprs.push_back(requirement.due->date);
    add(requirement.due->distance);
  }
  if (requirement.every) exprs.insert(exprs.end(), {requirement.every->period, requirement.every->start});
  add(requirement.done_on);
  return exprs;
}

auto mentioned_by(const Program& program, const Requirement& requirement) -> Mentioned {
  Walker walker(program);
  for (const auto expr : expressions_of(requirement)) walker.visit(expr);
  return walker.found();
}

}  // namespace dengbao::author
