#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/late_vector.h"
#include "base/localised.h"
#include "base/source.h"
#include "model/expr.h"
#include "value/type.h"
#include "value/value.h"

namespace re2 {
class RE2;
}

// The checked, typed, immutable program that policies become. Everything right of `model/` reads it and nothing changes
// it. What only explanations and tests look at is read late, where the program comes from a compiled file: expressions,
// definitions, clauses, tests.
namespace dengbao::model {

using SourceId = Id<struct SourceTag>;
using TestId = Id<struct TestTag>;

// Words with places to fill in: `{host}`, `{password-max-age}`, `{account.name}`.
struct Template {
  using Piece = std::variant<Text, ExprId>;
  std::vector<Piece> en;
  std::vector<Piece> zh;  // empty: the English pieces stand in
  [[nodiscard]] auto empty() const -> bool { return en.empty() && zh.empty(); }
  [[nodiscard]] auto in(Lang lang) const -> const std::vector<Piece>& {
    return lang == Lang::zh && !zh.empty() ? zh : en;
  }
};

// ---- facts --------------------------------------------------------------------------------------------------------

struct Field {
  std::string name;
  RecordId owner;
  Type type;  // for `ref R` and `list of ref R`: the record R
  bool key = false;
  bool ref = false;               // the JSON holds R's key; the value is R's row
  std::optional<RecordId> names;  // `name of R`: a text that may be the key of an R
  Localised label;                // the field's name where none is written
  Localised ask;                  // may be empty
  Span span;
  bool read = false;  // some requirement (or a key, or a reference) needs it: only such fields are kept from the facts
};

struct Record {
  std::string name;
  std::string module;
  Localised label;
  std::vector<FieldId> fields;  // in the order written
  std::optional<FieldId> key;
  bool referred = false;  // some `ref` or `name of` aims at it: its keys are unique in the whole file
  Span span;
};

struct EnumeratorInfo {
  std::string name;
  Localised label;  // the name where none is written
};
struct Enumeration {
  std::string name;  // empty for `one of …` written in a field
  Localised label;
  std::vector<EnumeratorInfo> choices;
  Span span;
};

// ---- schemes and sources ------------------------------------------------------------------------------------------

// How a clause relates to the clause of its topic one level below.
enum class Change : std::uint8_t { unstated, added, strengthened, same };

// One clause of a source at one level.
struct Clause {
  std::string number;  // 8.1.4.1.a
  std::uint32_t level = 0;
  std::string topic;  // identity-authentication.unique-identity; one topic has at most one clause a level
  std::string unit;   // identifier of the assessment unit, may be empty
  std::string part;   // general, cloud, …
  Localised part_title;
  std::optional<std::uint32_t> klass;  // index into Scheme::classes
  Localised domain;
  Localised control;  // control point
  Localised title;    // what the clause asks for, in the project's words
  Change change{};
  Localised unchecked;  // why no policy checks it; empty where one should
};

struct Source {
  std::string name;
  Localised title;
  Localised short_title;  // as shown beside a clause; the title where none is written
  std::string edition;
  std::optional<Date> in_force_from;
  std::optional<Date> in_force_until;
  bool draft = false;
  LateVector<Clause> clauses;  // empty where the source has no catalogue
  Span span;
};

struct SchemeClass {
  std::string name;
  Localised label;
};
struct Scheme {
  std::string name;
  Localised title;
  std::uint32_t lowest = 1;
  std::uint32_t highest = 1;
  std::vector<SchemeClass> classes;
  RecordId facts;  // the record of the whole file
  std::optional<SourceId> catalogue;
  Span span;
};

// ---- parameters and definitions -----------------------------------------------------------------------------------

struct ParameterBound {
  bool at_least = false;
  ExprId value;
};
struct Parameter {
  std::string name;
  std::string module;
  Type type;
  ExprId value;  // reads no facts; may depend on the level
  std::vector<ParameterBound> bounds;
  Localised says;  // the parameter's name where none is written
  Localised because;
  Span span;
};

struct Definition {
  std::string name;
  std::string module;
  std::vector<std::string> formals;  // slots 0, 1, …
  std::vector<Type> formal_types;
  std::uint32_t slots = 0;  // size of its frame
  std::vector<std::string> slot_names;
  Type result;
  Template says;  // may be empty
  ExprId body;
  Span span;
};

// ---- relations and tables -------------------------------------------------------------------------------------------

// `reaches(a, b)` in the body of a rule: each term is a variable that the atom binds, or a value that must be met.
struct RelationAtom {
  RelationId relation;
  std::vector<std::variant<Slot, ExprId>> terms;
  Span span;
};
// One way in which a tuple comes to belong: for all values of the generators (in order; later lists may use earlier
// variables) and all tuples of the atoms under which every condition is true. Every variable is bound by one of them.
struct RelationRule {
  struct Generator {
    Slot variable;
    ExprId list;
  };
  std::vector<ExprId> heads;  // variables, their fields, constants: one for every formal
  std::vector<Generator> generators;
  std::vector<RelationAtom> atoms;
  std::vector<ExprId> conditions;  // may call relations of lower strata, negated or not, and of this one not negated
  std::uint32_t slots = 0;
  std::vector<std::string> slot_names;
  Span span;
};
struct Relation {
  std::string name;
  std::string module;
  std::vector<std::string> formals;
  std::vector<Type> formal_types;  // record, enumeration, text, number
  Template says;                   // its places are the formals: slots 0, 1, …
  std::vector<RelationRule> rules;
  std::uint32_t stratum = 0;  // above every relation that it uses negated, not below any that it uses
  Span span;
};

struct Citation {
  SourceId source;
  std::string topic;  // empty where one clause is cited by its number
  std::string number;
  bool in_part = false;
  // Indexes into Source::clauses, by ascending level; empty where the source has no catalogue.
  std::vector<std::uint32_t> clauses;
  Span span;
};

// One condition on an input: all comparisons must hold (`3..5` is two); none: anything (`any`).
struct TableTest {
  struct Comparison {
    CompareOp op{};
    Value value;
  };
  std::vector<Comparison> comparisons;
};
struct TableRow {
  std::vector<std::vector<TableTest>> inputs;  // for every formal: one of these must hold
  ExprId result;                               // constant, may depend on parameters and the level
  Span span;
};
// Every combination of known inputs is covered by exactly one row.
struct Table {
  std::string name;
  std::string module;
  std::vector<std::string> formals;
  std::vector<Type> formal_types;
  Type result;
  Template says;
  std::vector<Citation> citations;
  std::vector<TableRow> rows;
  Span span;
};

// ---- requirements -------------------------------------------------------------------------------------------------

enum class Method : std::uint8_t { interview, examine, test };
enum class Weight : std::uint8_t { ordinary, important, key };

struct Exception {
  Localised label;
  ExprId condition;
  Span span;
};

struct Part {
  Localised label;
  bool recommended = false;
  std::uint32_t from_level = 0;   // first level at which it holds
  std::uint32_t until_level = 0;  // first level at which it holds no longer; 0: never ends
  ExprId condition;
  std::optional<Exception> unless;
  std::vector<Method> methods;  // empty: those of the requirement
  Span span;

  [[nodiscard]] auto holds_at(std::uint32_t level) const -> bool {
    return level >= from_level && (until_level == 0 || level < until_level);
  }
};

struct Subject {
  Slot variable;
  std::string name;  // as written: host
  ExprId list;
  std::optional<ExprId> where;
};
struct WhenNone {
  bool pass = false;
  Localised words;
};

// `may be provided by`: what is asked of the provider, as conditions that the model makes from its record.
struct Provider {
  ExprId provider;  // a record; says nothing of a subject
  ExprId listed;    // its `provides` holds all clauses that the requirement cites, by topic or number
  ExprId suffices;  // its `level` is high enough, and as_of lies within `report_from` and `report_until`
};

// A topic of the scheme's catalogue or a requirement that a risk bears on.
struct Concern {
  std::string topic;  // or
  std::optional<RequirementId> requirement;
};

// When a duty is due: once, at `date` moved by `distance`; or again and again, every `period` after `start`.
struct Due {
  ExprId date;
  std::optional<ExprId> distance;  // a duration; working days are already counted into `date`
  bool before = false;
};
struct Recurrence {
  ExprId period;
  ExprId start;
};

using syntax::RuleKind;

// A requirement; or a risk, whose parts are what raises it, each with what lowers it as its exception; or a duty, which
// has dates in place of parts.
struct Requirement {
  RuleKind kind{};
  std::string name;    // as written: identity.unique-and-strong
  std::string module;  // mlps.computing
  Localised title;
  std::vector<Citation> citations;
  std::optional<std::uint32_t> klass;  // class of the clauses cited, if the scheme has classes
  std::vector<std::uint32_t> levels;   // ascending: exactly those at which it stands
  std::vector<Method> methods;
  std::optional<Weight> weight;
  Localised rationale;
  Template remedy;
  std::optional<ExprId> applies_when;
  std::optional<Subject> subject;  // none: the whole network is the one subject
  std::optional<WhenNone> when_none;
  std::vector<Exception> exceptions;  // hold for every part
  std::vector<Part> parts;            // in the order written; a replaced part ends where its replacement begins
  std::optional<Provider> provided_by;
  std::vector<Concern> concerns;    // of a risk
  std::optional<Due> due;           // of a duty: either this
  std::optional<Recurrence> every;  // or this
  std::optional<ExprId> done_on;    // of a duty: a date, or a list of dates
  std::uint32_t slots = 0;          // size of its frame
  std::vector<std::string> slot_names;
  Span span;

  [[nodiscard]] auto stands_at(std::uint32_t level) const -> bool;
  [[nodiscard]] auto qualified() const -> std::string;  // mlps.computing.identity.unique-and-strong
  // A pattern with `*` and `?` matches the qualified name or its end after a dot: `computing.*`, `identity.*`.
  [[nodiscard]] auto matches(std::string_view pattern) const -> bool;
};

// ---- outcomes and tests
// -------------------------------------------------------------------------------------------------

// A value over all verdicts: a rate, a score, a conclusion. Reads facts, parameters, `clauses`, `findings` and outcomes
// declared anywhere, without a circle.
struct Outcome {
  std::string name;
  std::string module;
  Localised title;  // the name where none is written
  Type type;
  Template says;
  std::vector<Citation> citations;
  ExprId value;
  std::uint32_t slots = 0;
  std::vector<std::string> slot_names;
  Span span;
};

// One thing that a test expects.
struct Expectation {
  std::string word;  // pass, fail, high, overdue … as verdicts are named; true, false, unknown of a condition
  std::optional<ExprId> condition;
  std::string subject;                 // empty: the verdict over all subjects
  std::vector<std::uint32_t> because;  // indexes of parts: those that fail (of a risk: are raised), no others
  Span span;
};
struct TestSetting {
  ParameterId parameter;
  ExprId value;  // constant
};
// `given { … }`: the facts of the whole network; or single values, which are fields of a record made for this test.
struct Test {
  Localised name;
  std::string module;
  std::optional<RequirementId> of;
  std::string level;  // as written: 3, S3A2; empty: the lowest level at which `of` stands, else of the scheme
  std::optional<Date> as_of;
  std::vector<TestSetting> with;
  std::optional<RecordId> record;  // of single values; none: the scheme's facts record
  struct Given {
    std::string field;  // of `record`; empty: the whole facts
    Span json;          // where the JSON stands in the policy file
  };
  std::vector<Given> givens;
  std::vector<Expectation> expectations;
  std::uint32_t slots = 0;
  std::vector<std::string> slot_names;
  Span span;
};

// ---- the whole ------------------------------------------------------------------------------------------------------

struct Program {
  Store<RecordId, Record> records;
  Store<FieldId, Field> fields;
  Store<EnumerationId, Enumeration> enumerations;
  Store<SourceId, Source> sources;
  Store<ParameterId, Parameter> parameters;
  Store<DefinitionId, Definition, LateVector<Definition>> definitions;
  Store<RelationId, Relation> relations;
  Store<TableId, Table> tables;
  Store<RequirementId, Requirement> requirements;  // requirements, risks and duties, in the policies' order
  Store<OutcomeId, Outcome> outcomes;
  Store<TestId, Test, LateVector<Test>> tests;
  Store<ExprId, Expr, LateVector<Expr>> exprs;
  Scheme scheme;
  bool has_scheme = false;          // false for a library of definitions: nothing to assess, only tests to run
  std::optional<RecordId> results;  // the record of ResultsRef, where there are outcomes
  std::deque<std::string> texts;    // what text constants view; addresses are stable
  std::vector<std::shared_ptr<const re2::RE2>> patterns;
  std::vector<std::string> pattern_texts;

  Program() = default;
  Program(const Program&) = delete;  // constants view `texts`
  auto operator=(const Program&) -> Program& = delete;
  Program(Program&&) noexcept = default;
  auto operator=(Program&&) noexcept -> Program& = default;

  [[nodiscard]] auto find_field(RecordId record, std::string_view name) const -> std::optional<FieldId>;
  [[nodiscard]] auto find_requirement(std::string_view name) const -> std::vector<RequirementId>;  // by name or its end
  // Words for a type: "a number", "a list of accounts", "one of server, database".
  [[nodiscard]] auto type_words(Type type) const -> Localised;
  // Words for a value, with enumerators in the language's label.
  [[nodiscard]] auto value_words(const Value& value, Type type, Lang lang) const -> std::string;
};

}  // namespace dengbao::model
