#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/localised.h"
#include "base/source.h"
#include "value/calendar.h"
#include "value/number.h"
#include "value/value.h"

// The syntax tree of one policy file: what was written, nothing resolved. Plain structs in arenas, addressed by ids;
// every node knows its span.
namespace dengbao::syntax {

using ExprId = Id<struct SyntaxExprTag>;

// A word as it was written (in normal form C), and where.
struct Name {
  std::string text;
  Span span;
};

// `a.b.c`
struct Path {
  std::vector<Name> names;  // at least one
  Span span;
  [[nodiscard]] auto text() const -> std::string;  // "a.b.c"
};

// A quoted text with its escapes resolved, in normal form C.
struct Text {
  std::string text;
  Span span;
};

// `"…" zh "…"`, or the Chinese first: `"…" en "…"`
struct Words {
  Localised words;
  Span span;  // of the first text
  bool has_zh = false;
};

// ---- types ------------------------------------------------------------------------------------------------------

struct EnumeratorDecl {
  Name name;
  std::optional<Words> label;
};

struct TypeExpr {
  enum class Form : std::uint8_t { named, list_of, ref, name_of, one_of };
  Form form = Form::named;
  Path path;                            // named, ref, name_of
  std::vector<TypeExpr> element;        // list_of: exactly one
  std::vector<EnumeratorDecl> choices;  // one_of
  Span span;
};

// ---- expressions --------------------------------------------------------------------------------------------------

struct NumberLiteral {
  Number number;
};
struct TextLiteral {
  std::string text;
};
struct DateLiteral {
  Date date;
};
struct DurationLiteral {
  Duration duration;
};
// `10 working days`: a distance that only a calendar can measure.
struct WorkingDays {
  Number count;
};
struct TruthLiteral {
  bool value = false;
};
// `level`: the level that is assessed.
struct LevelNow {};
// A single word: a variable, a parameter, an enumerator, `as_of`, the name of the root record's fields …
struct NameRef {
  Name name;
};
// `base.field`
struct FieldAccess {
  ExprId base;
  Name field;
};
struct Call {
  Name function;
  std::vector<ExprId> arguments;
};
struct Not {
  ExprId operand;
};
struct Negate {
  ExprId operand;
};
// `a and b and c`: two or more operands
struct And {
  std::vector<ExprId> operands;
};
struct Or {
  std::vector<ExprId> operands;
};
// `if condition then consequence`
struct Implies {
  ExprId condition;
  ExprId consequence;
};
// `when c then v when d then w otherwise u`: the value of the first case whose condition holds.
struct ChooseCase {
  ExprId condition;
  ExprId value;
};
struct Choose {
  std::vector<ChooseCase> cases;  // one or more
  ExprId otherwise;
};
struct Compare {
  CompareOp op{};
  ExprId lhs;
  ExprId rhs;
};
struct Arithmetic {
  ArithmeticOp op{};
  ExprId lhs;
  ExprId rhs;
};
// `x is y`, `x is not y`. What `y` is depends on the type of `x`.
struct Is {
  ExprId lhs;
  ExprId rhs;
  bool negated = false;
};
// `x is one of a, b`
struct IsOneOf {
  ExprId lhs;
  std::vector<ExprId> choices;
  bool negated = false;
};
struct IsEmpty {
  ExprId operand;
  bool negated = false;
};
struct IsKnown {
  ExprId operand;
  bool missing = false;  // `is missing`
};
struct In {
  ExprId element;
  ExprId container;
  bool negated = false;
};
enum class TextTest : std::uint8_t { contains, starts_with, ends_with };
struct TextRelation {
  TextTest test{};
  ExprId lhs;
  ExprId rhs;
  bool negated = false;
};
struct Matches {
  ExprId operand;
  Text pattern;
  bool negated = false;
};
// `x names a Zone`
struct NamesA {
  ExprId operand;
  Path record;
  bool negated = false;
};
// `x is before y`; with a distance: `x is at most 6 months before y`
struct TimeRelation {
  ExprId lhs;
  ExprId rhs;
  bool after = false;
  enum class Distance : std::uint8_t { none, at_most, at_least } distance = Distance::none;
  std::optional<ExprId> duration;  // present where there is a distance
};

enum class QuantifierKind : std::uint8_t { every, some, no, at_least, at_most, exactly };
// `every x in xs where c satisfies p`
struct Quantifier {
  QuantifierKind kind{};
  std::optional<ExprId> bound;  // at_least, at_most, exactly
  Name variable;
  ExprId list;
  std::optional<ExprId> where;
  ExprId body;
};
// `all x in xs where c`; also the operand of `count of (x in xs where c)`
struct Select {
  Name variable;
  ExprId list;
  ExprId where;
};
// `all Zone`: every row of the record in the facts
struct RowsOf {
  Path record;
};
// `e for x in xs where c`
struct Map {
  ExprId element;
  Name variable;
  ExprId list;
  std::optional<ExprId> where;
};
enum class AggregateKind : std::uint8_t { count, sum, values, highest, lowest };
struct Aggregate {
  AggregateKind kind{};
  ExprId operand;
  std::optional<ExprId> if_none;  // highest, lowest: `or V if none`
};
struct LevelCase {
  std::uint32_t level = 0;
  Span span;
  ExprId value;
};
struct ByLevel {
  std::vector<LevelCase> cases;
};
// `(a, b)`: a list written out, for `in (a, b)`. One expression in parentheses is no group but that expression.
struct Group {
  std::vector<ExprId> elements;
};

using ExprNode = std::variant<NumberLiteral, TextLiteral, DateLiteral, DurationLiteral, WorkingDays, TruthLiteral,
                              LevelNow, NameRef, FieldAccess, Call, Not, Negate, And, Or, Implies, Choose, Compare,
                              Arithmetic, Is, IsOneOf, IsEmpty, IsKnown, In, TextRelation, Matches, NamesA,
                              TimeRelation, Quantifier, Select, RowsOf, Map, Aggregate, ByLevel, Group>;

struct Expr {
  Span span;
  bool parenthesised = false;
  ExprNode node;
};

// ---- declarations -------------------------------------------------------------------------------------------------

struct SchemeClass {
  Name name;
  std::optional<Words> label;
};
struct Scheme {
  Name name;
  std::optional<Words> title;
  std::optional<std::pair<std::uint32_t, std::uint32_t>> levels;
  std::vector<SchemeClass> classes;
  std::optional<Path> facts;
  std::optional<Path> catalogue;
};

struct Source {
  Name name;
  std::optional<Words> title;
  std::optional<Words> short_title;
  std::optional<Text> edition;
  std::optional<Date> in_force_from;
  std::optional<Date> in_force_until;
  bool draft = false;
  std::optional<Text> catalogue;  // path of the catalogue's data, relative to the policy file
};

struct Field {
  Name name;
  bool key = false;
  TypeExpr type;
  std::optional<Words> label;
  std::optional<Words> ask;
  Span span;
};
struct Record {
  Name name;
  std::optional<Words> label;
  std::vector<Field> fields;
};
struct Enumeration {
  Name name;
  std::optional<Words> label;
  std::vector<EnumeratorDecl> choices;
};

struct Bound {
  bool at_least = false;  // else at most
  ExprId value;
  Span span;
};
struct Parameter {
  Name name;
  TypeExpr type;
  ExprId value;
  std::vector<Bound> bounds;
  std::optional<Words> says;
  std::optional<Words> because;
};

struct Formal {
  Name name;
  TypeExpr type;
};
struct Definition {
  Name name;
  std::vector<Formal> formals;
  TypeExpr result;
  std::optional<Words> says;
  ExprId body;
};

struct Citation {
  Name source;
  std::optional<Path> topic;   // `topic a.b`
  std::optional<Name> clause;  // or a clause by its number, as written
  bool in_part = false;
  Span span;
};

// `holds (a, c) for x in xs where p when q`: one way in which a tuple comes to belong to the relation.
struct Generator {
  Name variable;
  ExprId list;
};
struct RelationRule {
  std::vector<ExprId> heads;  // one for every formal
  std::vector<Generator> generators;
  std::optional<ExprId> where;
  std::optional<ExprId> when;
  Span span;
};
struct Relation {
  Name name;
  std::vector<Formal> formals;
  std::optional<Words> says;
  std::vector<RelationRule> rules;
};

// One condition of a cell: a value (`server`), a comparison (`>= 3`), a range (`1..3`, `3..`).
struct CellItem {
  std::optional<CompareOp> op;
  ExprId value;  // of a range its lower end
  bool range = false;
  std::optional<ExprId> to;  // a range without it has no upper end
  Span span;
};
struct TableCell {
  bool gives = false;           // the word `gives`: heads the column of results
  std::vector<CellItem> items;  // any of them; none: an empty cell
  Span span;
};
struct TableRow {
  std::vector<TableCell> cells;
  Span span;
};
struct Table {
  Name name;
  std::vector<Formal> formals;
  TypeExpr result;
  std::optional<Words> says;
  std::vector<Citation> citations;
  std::vector<TableRow> rows;  // the first one is the head
};

struct LevelRange {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  bool and_above = false;  // `level 2 and above`; then `to` has no meaning
  Span span;
};
struct Subject {
  Name variable;
  ExprId list;
  std::optional<ExprId> where;
  Span span;
};
struct WhenNone {
  bool pass = false;  // else fail
  Words words;
};
struct Exception {
  Words label;
  ExprId condition;
  Span span;
};
struct Part {
  Words label;
  Span span;
  bool recommended = false;
  std::optional<std::uint32_t> from_level;
  std::optional<std::uint32_t> until_level;  // the first level at which it no longer holds
  Span level_span;
  std::optional<Text> replacing;
  ExprId condition;
  std::optional<Exception> unless;
  std::vector<Name> methods;  // `method` directly under the part
};
// `due 30 days after x`, `due x`
struct Due {
  std::optional<ExprId> distance;  // a duration or working days
  bool before = false;
  ExprId date;
  Span span;
};
// `every 12 months after x`
struct Recurrence {
  ExprId period;
  ExprId start;
  Span span;
};
enum class RuleKind : std::uint8_t { requirement, risk, duty };
// A requirement, or one of its relatives. Of a risk the parts are what raises it, and the exceptions what lowers it.
struct Requirement {
  RuleKind kind{};
  Path name;
  std::optional<Words> title;
  std::vector<Citation> citations;
  std::vector<Name> methods;
  std::optional<Name> weight;
  std::optional<Words> rationale;
  std::optional<Words> remedy;
  std::optional<LevelRange> level;
  std::optional<ExprId> applies_when;
  std::optional<Subject> subject;
  std::optional<WhenNone> when_none;
  std::vector<Exception> exceptions;  // `unless` before the first part: for all parts
  std::vector<Part> parts;
  std::optional<ExprId> provided_by;  // `may be provided by`: requirements only
  std::vector<Path> concerns;         // topics or requirements: risks only
  std::optional<Due> due;             // duties only, as are:
  std::optional<Recurrence> every;
  std::optional<ExprId> done_on;
};

struct Outcome {
  Name name;
  TypeExpr type;
  std::optional<Words> title;
  std::optional<Words> says;
  std::vector<Citation> citations;
  ExprId value;
};

// `given { … }` gives the whole facts, `given x : T …` one value. The JSON stands in the file at `json`.
struct Given {
  std::optional<Name> name;
  std::optional<TypeExpr> type;  // with `name`
  Span json;
  Span span;
};
// `expect fail for "db-1" because "label"`, or `expect true: expression`.
struct Expectation {
  Name word;                        // fail, true …
  std::optional<ExprId> condition;  // then the word is true, false or unknown
  std::optional<Text> subject;
  std::vector<Text> because;  // labels of parts
  Span span;
};
struct TestSetting {
  Name parameter;
  ExprId value;
};
struct Test {
  Words name;
  std::optional<Path> of;
  std::optional<Text> level;  // as written: 3 or S3A2
  std::optional<Date> as_of;
  std::vector<TestSetting> with;
  std::vector<Given> givens;
  std::vector<Expectation> expectations;
};

using Declaration = std::variant<Scheme, Source, Record, Enumeration, Parameter, Definition, Relation, Table,
                                 Requirement, Outcome, Test>;

struct DeclarationNode {
  Span span;        // of the whole declaration
  std::string doc;  // the `---` lines above it
  Declaration declaration;
};

struct Use {
  Path module;
  std::vector<Name> names;  // empty: all of them
  Span span;
};

// One policy file.
struct File {
  FileId id;
  std::optional<Path> module;
  std::vector<Use> uses;
  std::vector<DeclarationNode> declarations;
  Store<ExprId, Expr> exprs;
};

}  // namespace dengbao::syntax
