#include <vector>

#include "model/children.h"
#include "model/compilation.h"

namespace dengbao::model {
namespace {

// Marks what requirements and tests read, so that nothing else is kept from a facts file.
class ReadFinder {
 public:
  explicit ReadFinder(Program& program)
      : program_(program),
        called_(program.definitions.size()),
        related_(program.relations.size()),
        needed_(program.records.size()) {}

  void run() {
    for (const auto& requirement : program_.requirements) visit(requirement);
    for (const auto& outcome : program_.outcomes) visit(outcome.value);
    for (const auto& test : program_.tests) visit(test);
    // Elements are named by their keys.
    for (auto& field : program_.fields) {
      if (field.key && reached(field.owner)) field.read = true;
    }
    if (!program_.has_scheme) return;
    // The network has no key; it is called by its name.
    if (const auto name = program_.find_field(program_.scheme.facts, "name")) program_.fields[*name].read = true;
  }

 private:
  void visit(const Requirement& requirement) {
    for (const auto& [expr, from_level] : expressions(requirement)) visit(expr);
    visit(requirement.remedy);
  }

  void visit(const Test& test) {
    for (const auto& expectation : test.expectations) {
      if (expectation.condition) visit(*expectation.condition);
    }
  }

  void visit(const Template& words) {
    for (const auto* pieces : {&words.en, &words.zh}) {
      for (const auto& piece : *pieces) {
        if (const auto* expr = std::get_if<ExprId>(&piece)) visit(*expr);
      }
    }
  }

  void visit(ExprId expr) {
    const auto& node = program_.exprs[expr].node;
    for (const auto child : children(node)) visit(child);
    if (const auto* access = std::get_if<FieldOf>(&node)) mark(access->field);
    if (const auto* names = std::get_if<NamesA>(&node)) need_rows(names->record);
    if (const auto* rows = std::get_if<RowsOf>(&node)) need_rows(rows->record);
    if (const auto* call = std::get_if<CallDefinition>(&node)) visit(call->definition);
    if (const auto* call = std::get_if<CallRelation>(&node)) visit(call->relation);
    if (const auto* call = std::get_if<CallTable>(&node)) visit(program_.tables[call->table].says);
  }

  void visit(DefinitionId id) {
    if (called_[id.index]) return;
    called_[id.index] = true;
    visit(program_.definitions[id].body);
    visit(program_.definitions[id].says);
  }

  void visit(RelationId id) {
    if (related_[id.index]) return;
    related_[id.index] = true;
    const auto& relation = program_.relations[id];
    visit(relation.says);
    for (const auto& rule : relation.rules) visit(rule);
    for (const auto type : relation.formal_types) {
      if (type.kind == Kind::record && program_.records[type.record()].key) mark(*program_.records[type.record()].key);
    }
  }

  void visit(const RelationRule& rule) {
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

  void mark(FieldId id) {
    auto& field = program_.fields[id];
    if (field.read) return;
    field.read = true;
    if (field.ref) need_rows(field.type.record());
  }

  // The rows of a record that something refers to must be there, with their keys: so must all lists that hold them, and
  // the rows that hold these.
  void need_rows(RecordId record) {
    if (needed_[record.index]) return;
    needed_[record.index] = true;
    if (const auto key = program_.records[record].key) mark(*key);
    for (std::uint32_t i = 0; i < program_.fields.size(); ++i) {
      const auto& field = program_.fields[FieldId{i}];
      if (field.ref || field.type.kind != Kind::record || field.type.record() != record) continue;
      mark({i});
      need_rows(field.owner);
    }
  }

  auto reached(RecordId record) const -> bool {
    if (program_.has_scheme && record == program_.scheme.facts) return true;
    for (const auto& field : program_.fields) {
      if (field.read && field.type.kind == Kind::record && field.type.record() == record) return true;
    }
    return false;
  }

  Program& program_;
  std::vector<bool> called_;   // definitions
  std::vector<bool> related_;  // relations
  std::vector<bool> needed_;   // records whose rows are all needed
};

}  // namespace

void find_reads(Program& program) { ReadFinder(program).run(); }

}  // namespace dengbao::model
