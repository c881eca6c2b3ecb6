#include "model/query.h"

#include "model/check_expr.h"

namespace dengbao::model {
namespace {

// A unit that sees everything; where two modules declare one name, both are seen, and the name is reported as
// ambiguous.
auto unit_that_sees_all(Compilation& c, const syntax::File& file) -> std::size_t {
  Unit unit;
  unit.file = &file;
  for (std::size_t other = 0; other < c.units.size(); ++other) unit.imports.push_back({other, {}});
  c.units.push_back(std::move(unit));
  return c.units.size() - 1;
}

void keep_all_facts(Program& program) {
  for (auto& field : program.fields) {
    if (program.records[field.owner].span.end > 0) field.read = true;
  }
}

}  // namespace

auto compile_query(const PolicySet& policies, const Sources& sources, const syntax::File& file, syntax::ExprId expr,
                   const std::vector<QueryVariable>& variables, Sink& sink) -> std::optional<QueryProgram> {
  Compilation c{policies, sources, sink};
  const auto errors = sink.errors();
  check_everything(c);
  if (sink.errors() > errors) return std::nullopt;
  Scope scope;
  scope.unit = unit_that_sees_all(c, file);
  for (const auto& variable : variables) scope.declare(variable.name, variable.type, {});
  const auto checked = ExprChecker(c, file, scope).check(expr);
  if (!checked || sink.errors() > errors) return std::nullopt;
  keep_all_facts(c.program);
  return QueryProgram{std::move(c.program), *checked, std::move(scope.slot_names)};
}

}  // namespace dengbao::model
