#include "author/facts_read.h"

#include <set>

#include "model/children.h"

namespace dengbao::author {
namespace {

using namespace model;

class Reads {
 public:
  explicit Reads(const Program& program)
      : program_(program), called_(program.definitions.size()), related_(program.relations.size()) {}

  void visit(const Requirement& requirement) {
    for (const auto& [expr, from_level] : expressions(requirement)) visit(expr);
  }

  [[nodiscard]] auto facts() const -> std::vector<FieldId> { return {facts_.begin(), facts_.end()}; }

 private:
  void visit(ExprId expr) {
    const auto& node = program_.exprs[expr].node;
    for (const auto child : children(node)) visit(child);
    if (const auto* access = std::get_if<FieldOf>(&node)) note(access->field);
    if (const auto* call = std::get_if<CallDefinition>(&node)) visit(call->definition);
    if (const auto* call = std::get_if<CallRelation>(&node)) visit(call->relation);
    if (const auto* passes = std::get_if<Passes>(&node)) visit(program_.requirements[passes->requirement]);
    // Whether there is anything in a list, and how much, is a fact of its own.
    if (const auto* empty = std::get_if<Empty>(&node)) note_list(empty->operand);
    if (const auto* aggregate = std::get_if<Aggregate>(&node);
        aggregate != nullptr && aggregate->kind == AggregateKind::count) {
      note_list(aggregate->operand);
    }
  }

  void note_list(ExprId expr) {
    if (const auto* field = std::get_if<FieldOf>(&program_.exprs[expr].node)) facts_.insert(field->field);
  }

  void visit(DefinitionId id) {
    if (called_[id.index]) return;
    called_[id.index] = true;
    visit(program_.definitions[id].body);
  }

  void visit(RelationId id) {
    if (related_[id.index]) return;
    related_[id.index] = true;
    for (const auto& rule : program_.relations[id].rules) {
      for (const auto head : rule.heads) visit(head);
      for (const auto& generator : rule.generators) visit(generator.list);
      for (const auto condition : rule.conditions) visit(condition);
      for (const auto& atom : rule.atoms) visit(atom.relation);
    }
  }

  // A record is not a fact, but what stands in it; a reference to one is.
  void note(FieldId id) {
    const auto& field = program_.fields[id];
    if (field.type.kind != Kind::record || field.ref) facts_.insert(id);
  }

  const Program& program_;
  std::vector<bool> called_;
  std::vector<bool> related_;
  std::set<FieldId> facts_;
};

}  // namespace

auto facts_read(const Program& program, const Requirement& requirement) -> std::vector<FieldId> {
  Reads reads(program);
  reads.visit(requirement);
  return reads.facts();
}

auto reading_one_fact(const Program& program) -> std::vector<RequirementId> {
  std::vector<RequirementId> found;
  for (std::uint32_t index = 0; index < program.requirements.size(); ++index) {
    const auto& requirement = program.requirements[RequirementId{index}];
    if (requirement.kind != RuleKind::requirement) continue;
    if (facts_read(program, requirement).size() == 1) found.push_back({index});
  }
  return found;
}

}  // namespace dengbao::author
