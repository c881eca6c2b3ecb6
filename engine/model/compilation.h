#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "model/compile.h"
#include "model/program.h"

// What the steps of `compile` share. Internal to `model/`.
namespace dengbao::model {

// A name that a file declares.
struct Declared {
  enum class What : std::uint8_t { record, enumeration, parameter, definition, relation, table, outcome };
  What what{};
  std::uint32_t index = 0;
  Span span;
};
[[nodiscard]] auto what_words(Declared::What what) -> Localised;

// One policy file with the names that it declares and the modules that it uses.
struct Unit {
  const syntax::File* file = nullptr;
  std::string module;  // empty where the file has no `module` line
  std::map<std::string, Declared, std::less<>> names;
  struct Import {
    std::size_t unit;
    std::set<std::string, std::less<>> names;  // empty: all
  };
  std::vector<Import> imports;
};

// The declaration in the syntax tree that a definition or parameter came from: its body is checked after all
// signatures are known.
struct PendingDefinition {
  std::size_t unit;
  const syntax::Definition* syntax;
  enum class State : std::uint8_t { signature, checking, done } state = State::signature;
  std::uint32_t depth = 0;  // of definitions that call definitions
  double size = 0;          // steps of its body with every call unfolded
};
struct PendingParameter {
  std::size_t unit;
  const syntax::Parameter* syntax;
};

struct PendingRelation {
  std::size_t unit;
  const syntax::Relation* syntax;
};
struct PendingTable {
  std::size_t unit;
  const syntax::Table* syntax;
};
struct PendingOutcome {
  std::size_t unit;
  const syntax::Outcome* syntax;
};

struct Compilation {
  const PolicySet& policies;
  const Sources& sources;
  Sink& sink;
  Program program;
  std::vector<Unit> units;
  std::vector<PendingDefinition> definitions;  // by DefinitionId
  std::vector<PendingParameter> parameters;    // by ParameterId
  std::vector<PendingRelation> relations;      // by RelationId
  std::vector<PendingTable> tables;            // by TableId
  std::vector<PendingOutcome> outcomes;        // by OutcomeId
  bool has_scheme = false;
  std::string root_alias;  // the facts record's Chinese label; may be empty
  std::string root_name;   // how expressions call the whole network: the facts record's name, `Network` -> `network`

  // The declaration that `name` means in this unit: its own, or of a module that it uses. Reports what is ambiguous;
  // for an unknown name returns nothing and reports nothing.
  [[nodiscard]] auto find(std::size_t unit, const syntax::Name& name) -> std::optional<Declared>;
  // Every name that can be seen from this unit, for suggestions.
  [[nodiscard]] auto visible_names(std::size_t unit) const -> std::vector<std::string>;
  // The module in which the name is declared, where this unit cannot see it: for help. Empty if there is none.
  [[nodiscard]] auto hidden_in(std::size_t unit, std::string_view name) const -> std::string;

  // A text that lives as long as the program.
  [[nodiscard]] auto keep(std::string text) -> std::string_view;
  auto add_expr(Span span, Type type, ExprNode node) -> ExprId;
};

[[nodiscard]] inline auto words_of(const std::optional<syntax::Words>& words) -> Localised {
  return words ? words->words : Localised{};
}

// All steps but the last (`find_reads`).
void check_everything(Compilation& compilation);

// ---- the steps, in the order in which `compile` takes them ------------------------------------------------------

// Registers the files' names and resolves `use`.
void collect_names(Compilation& compilation);
// Fills records and enumerations.
void check_records(Compilation& compilation);
// Where there are outcomes: the records that they read, `ClauseResult`, `ObjectResult`, `Finding`, and their
// enumerations.
void declare_results(Compilation& compilation);
// One of these by its name.
[[nodiscard]] auto result_type(const Program& program, std::string_view name) -> std::optional<Type>;
// Scheme, sources and their catalogues.
void check_sources(Compilation& compilation);
// What relations and tables take and give, so that everything below may call them.
void check_relation_signatures(Compilation& compilation);
void check_table_signatures(Compilation& compilation);
// Parameters and definitions.
void check_parameters(Compilation& compilation);
void check_definitions(Compilation& compilation);
// The rules of relations; and that none depends on its own negation.
void check_relations(Compilation& compilation);
void stratify(Compilation& compilation);
// The rows of tables, each combination of inputs covered once.
void check_tables(Compilation& compilation);
// Requirements, risks and duties.
void check_requirements(Compilation& compilation);
void check_outcomes(Compilation& compilation);
// What `passes` refers to, once all of them are known: circles, subjects, levels.
void check_passes(Compilation& compilation);
void check_tests(Compilation& compilation);
// Marks the fields that requirements, outcomes and tests read.
void find_reads(Program& program);

// Resolves a type as written. Reports and returns nothing where it names no type. `label`: for `one of …` in place.
struct ResolvedType {
  Type type;
  bool ref = false;
  std::optional<RecordId> names;
};
[[nodiscard]] auto resolve_type(Compilation& compilation, std::size_t unit, const syntax::TypeExpr& type,
                                const Localised& label) -> std::optional<ResolvedType>;

}  // namespace dengbao::model
