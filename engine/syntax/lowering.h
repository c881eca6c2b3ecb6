#pragma once

#include <vector>

#include "PolicyParser.h"
#include "base/diagnostic.h"
#include "syntax/ast.h"
#include "syntax/origin.h"

namespace dengbao::syntax {

// What lowering a parse tree needs and fills. The parse trees given to the functions below have no errors.
struct Lowering {
  static constexpr std::size_t max_depth = 200;

  const Origin& origin;
  File& file;
  Sink& sink;
  std::vector<std::size_t> depths;  // of every expression of the file: how deeply it is nested
  bool too_deep = false;            // this declaration holds an expression nested too deeply, which is reported

  // Adds the expression to the file.
  auto add(Span span, ExprNode node) -> ExprId;
};

// ---- words (lower_words.cpp) ----
auto lower_name(Lowering& to, const antlr4::ParserRuleContext* word) -> Name;  // one token
auto lower_name(Lowering& to, const antlr4::Token* word) -> Name;
auto lower_path(Lowering& to, PolicyParser::PathContext* path) -> Path;
auto lower_text(Lowering& to, const antlr4::Token* text) -> Text;
auto lower_words(Lowering& to, PolicyParser::LocalisedContext* words) -> Words;

// ---- literals (lower_literals.cpp) ----
auto lower_number(Lowering& to, const antlr4::Token* number) -> Number;
auto lower_date(Lowering& to, const antlr4::Token* date) -> Date;
auto lower_duration(Lowering& to, PolicyParser::DurationContext* duration) -> Duration;
auto lower_level(Lowering& to, const antlr4::Token* level) -> std::uint32_t;

// ---- types (lower_type.cpp) ----
auto lower_type(Lowering& to, PolicyParser::TypeContext* type) -> TypeExpr;
auto lower_type_name(Lowering& to, PolicyParser::TypeNameContext* name) -> Path;
auto lower_enumerators(Lowering& to, PolicyParser::EnumTypeContext* type) -> std::vector<EnumeratorDecl>;

// ---- expressions (lower_expr.cpp, lower_tail.cpp, lower_primary.cpp) ----
auto lower_expr(Lowering& to, PolicyParser::ExprContext* expr) -> ExprId;
auto lower_sum(Lowering& to, PolicyParser::SumContext* sum) -> ExprId;
auto lower_postfix(Lowering& to, PolicyParser::PostfixContext* postfix) -> ExprId;
auto lower_primary(Lowering& to, PolicyParser::PrimaryContext* primary) -> ExprId;
// A comparison or test of `lhs`.
auto lower_tail(Lowering& to, Span span, ExprId lhs, PolicyParser::TailContext* tail) -> ExprId;
// The condition of `where`, whose variable is `variable`.
auto lower_filter(Lowering& to, PolicyParser::FilterContext* filter, const Name& variable) -> ExprId;

// ---- ways to misread an expression (check_reading.cpp) ----
void check_mixed(Lowering& to, const Or& disjunction);
void check_consequence(Lowering& to, ExprId consequence);
// `body` stands after `keyword`; all its operands must mention the variable, or be in parentheses.
void check_mentions(Lowering& to, const Name& variable, ExprId body, const Localised& keyword);

// ---- declarations (lower_declaration.cpp, lower_scheme.cpp, lower_requirement.cpp, lower_rules.cpp, lower_test.cpp)
// ----
auto lower_declaration(Lowering& to, PolicyParser::DeclarationContext* declaration) -> Declaration;
auto lower_scheme(Lowering& to, PolicyParser::SchemeContext* scheme) -> Scheme;
auto lower_source(Lowering& to, PolicyParser::SourceContext* source) -> Source;
auto lower_requirement(Lowering& to, PolicyParser::RequirementContext* requirement) -> Requirement;
auto lower_risk(Lowering& to, PolicyParser::RiskContext* risk) -> Requirement;
auto lower_duty(Lowering& to, PolicyParser::DutyContext* duty) -> Requirement;
auto lower_citation(Lowering& to, PolicyParser::CitesSectionContext* section) -> Citation;
auto lower_relation(Lowering& to, PolicyParser::RelationContext* relation) -> Relation;
auto lower_table(Lowering& to, PolicyParser::TableContext* table) -> Table;
auto lower_formals(Lowering& to, PolicyParser::FormalsContext* formals) -> std::vector<Formal>;
auto lower_outcome(Lowering& to, PolicyParser::OutcomeContext* outcome) -> Outcome;
auto lower_test(Lowering& to, PolicyParser::TestContext* test) -> Test;
auto lower_use(Lowering& to, PolicyParser::UseClauseContext* use) -> Use;

}  // namespace dengbao::syntax
