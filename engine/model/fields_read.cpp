#include "model/fields_read.h"

#include "model/children.h"

namespace dengbao::model {
namespace {

class FieldReader {
 public:
  explicit FieldReader(const Program& program) : program_(program) {}

  void visit(RequirementId id) {
    if (!requirements_.insert(id).second) return;
    for (const auto& [expr, from_level] : expressions(program_.requirements[id])) visit(expr);
  }
  auto take() -> std::set<FieldId> { return std::move(read_); }

 private:
  void visit(ExprId expr) {
    const auto& node = program_.exprs[expr].node;
    for (const auto child : children(node)) visit(child);
    if (const auto* access = std::get_if<FieldOf>(&node)) read_.insert(access->field);
    if (const auto* names = std::get_if<NamesA>(&node)) visit_rows(names->record);
    if (const auto* rows = std::get_if<RowsOf>(&node)) visit_rows(rows->record);
    if (const auto* call = std::get_if<CallDefinition>(&node)) visit(call->definition);
    if (const auto* call = std::get_if<CallRelation>(&node)) visit(call->relation);
    if (const auto* passes = std::get_if<Passes>(&node)) visit(passes->requirement);
  }

  void visit(DefinitionId id) {
    if (definitions_.insert(id).second) visit(program_.definitions[id].body);
  }

  void visit(RelationId id) {
    if (!relations_.insert(id).second) return;
    for (const auto& rule : program_.relations[id].rules) {
      for (const auto head : rule.heads) visit(head);
      for (const auto& generator : rule.generators) visit(generator.list);
      for (const auto condition : rule.conditions) visit(condition);
      for (const auto& atom : rule.atoms) {
        visit(atom.relation);
        for (const auto& term : atom.terms) {
          if (const auto* expr = std::get_if<ExprId>(&term)) visit(*expr);
        }
      }
    }
  }

  // Where its rows stand, and its key.
  void visit_rows(RecordId record) {
    if (!records_.insert(record).second) return;
    if (const auto key = program_.records[record].key) read_.insert(*key);
    for (std::uint32_t i = 0; i < program_.fields.size(); ++i) {
      const auto& field = program_.fields[FieldId{i}];
      if (field.ref || field.type.kind != Kind::record || field.type.record() != record) continue;
      read_.insert({i});
      visit_rows(field.owner);
    }
  }

  const Program& program_;
  std::set<FieldId> read_;
  std::set<RequirementId> requirements_;
  std::set<DefinitionId> definitions_;
  std::set<RelationId> relations_;
  std::set<RecordId> records_;
};

}  // namespace

auto fields_read(const Program& program, RequirementId requirement) -> std::set<FieldId> {
  FieldReader reader(program);
  reader.visit(requirement);
  return reader.take();
}

}  // namespace dengbao::model
