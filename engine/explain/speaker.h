#pragma once

#include <string>
#include <vector>

#include "explain/decide.h"
#include "explain/evaluate.h"
#include "explain/proof.h"
#include "explain/repair.h"

// Inside of `Words`: one proof put into one language, in the files speak_*.cpp.
namespace dengbao::explain {

class Speaker {
 public:
  Speaker(const model::Program& program, const facts::Facts& facts, const Proof& proof, Lang lang);

  [[nodiscard]] auto step(StepId id) const -> std::string;
  [[nodiscard]] auto phrase(model::ExprId expr, FrameId frame) const -> std::string;
  [[nodiscard]] auto filled(const model::Template& words, FrameId frame) const -> std::string;
  [[nodiscard]] auto row(Row row) const -> std::string;  // "" for the whole network
  [[nodiscard]] auto value(const Value& value, Type type) const -> std::string;

  // The words of the language spoken, with `{0}`, `{1}` filled in. In Chinese a space keeps Latin letters and digits
  // apart from characters.
  [[nodiscard]] auto say(std::string_view en, std::string_view zh, const std::vector<std::string>& args = {}) const
      -> std::string;
  [[nodiscard]] auto at(StepId id) const -> const Step& { return proof_.steps[id]; }
  // What is answered to missing facts, and which values an answer may have (speak_decide.cpp).
  [[nodiscard]] auto answers(const Way& way, std::optional<FactRef> to) const -> std::string;
  [[nodiscard]] auto values(const std::vector<Stretch>& stretches, model::FieldId field) const -> std::string;
  // A line for each change, or for many that are alike (speak_repair.cpp).
  [[nodiscard]] auto changes(const std::vector<Change>& changes) const -> std::vector<std::string>;

 private:
  // What the policy asks of a truth: that it be so, that it not be so, or nothing (a `where`, a condition).
  enum class Want : std::uint8_t { nothing, yes, no };
  // How a statement stands to what is asked.
  enum class Standing : std::uint8_t { good, bad, open };
  // "at least 8 (shortest password)"; `must` puts "must be" before it.
  struct Bound {
    std::string good;  // ", at least 8"
    std::string must;  // ", must be at least 8"
  };

  void mark(StepId id, Want want);
  void mark_children(const Step& step, Want want);
  [[nodiscard]] auto want(StepId id) const -> Want { return wants_[id.index]; }
  [[nodiscard]] auto standing(StepId id) const -> Standing;
  [[nodiscard]] auto level_of(FrameId frame) const -> std::uint32_t;
  [[nodiscard]] auto world(FrameId frame) const -> World;
  [[nodiscard]] auto eval(model::ExprId expr, FrameId frame) const -> Value;
  [[nodiscard]] auto type(model::ExprId expr) const -> Type { return program_.exprs[expr].type; }
  template <typename Node>
  [[nodiscard]] auto node(const Step& step) const -> const Node& {
    return std::get<Node>(program_.exprs[*step.expr].node);
  }

  // Names and phrases (speak_phrase.cpp).
  [[nodiscard]] auto label(model::FieldId field) const -> std::string;
  [[nodiscard]] auto named_row(Row row) const -> Row;
  [[nodiscard]] auto belongs_to_subject(Row row) const -> bool;
  [[nodiscard]] auto owner(model::ExprId base, FrameId frame) const -> std::string;
  [[nodiscard]] auto of_owner(const std::string& label, const std::string& owner) const -> std::string;
  [[nodiscard]] auto is_are(model::ExprId expr) const -> std::string;
  [[nodiscard]] auto is(const std::string& name, model::ExprId expr, const Value& held) const -> std::string;
  [[nodiscard]] auto fact_phrase(FactRef fact) const -> std::string;
  [[nodiscard]] auto place(model::ExprId expr, FrameId frame) const -> std::string;
  [[nodiscard]] auto operand_phrase(model::ExprId expr, FrameId frame) const -> std::string;
  [[nodiscard]] auto field_phrase(const model::FieldOf& node, FrameId frame) const -> std::string;
  [[nodiscard]] auto variable_phrase(const model::VariableRef& node, Type type, FrameId frame) const -> std::string;
  [[nodiscard]] auto aggregate_phrase(const model::Aggregate& node, FrameId frame) const -> std::string;
  [[nodiscard]] auto call_phrase(const model::CallDefinition& node, FrameId frame) const -> std::string;
  [[nodiscard]] auto function_phrase(const model::CallFunction& node, FrameId frame) const -> std::string;
  [[nodiscard]] auto list_value(const Value& list, Type type, std::size_t most) const -> std::string;

  // Conditions in a few words, with no names: "enabled, log-in is password" (speak_brief.cpp).
  [[nodiscard]] auto brief(model::ExprId expr, FrameId frame) const -> std::string;
  [[nodiscard]] auto brief_operand(model::ExprId expr, FrameId frame) const -> std::string;
  [[nodiscard]] auto fixed(model::ExprId expr, FrameId frame) const -> bool;
  [[nodiscard]] auto brief_bound(model::ExprId expr, FrameId frame) const -> std::string;
  [[nodiscard]] auto brief_all(const std::vector<model::ExprId>& exprs, FrameId frame, bool all) const -> std::string;
  [[nodiscard]] auto brief_call(const model::Template& says, const std::vector<model::ExprId>& arguments,
                                FrameId frame) const -> std::string;
  [[nodiscard]] auto leaves_out(const std::vector<model::ExprId>& arguments, model::ExprId expr, FrameId frame) const
      -> bool;
  [[nodiscard]] auto narrowed(const std::string& list, std::optional<model::ExprId> where, FrameId frame) const
      -> std::string;

  // Comparisons (speak_comparison.cpp, speak_relation.cpp).
  [[nodiscard]] auto comparison(StepId id) const -> std::string;
  [[nodiscard]] auto claim(StepId id, model::ExprId subject, const Bound& bound) const -> std::string;
  [[nodiscard]] auto unknown_claim(StepId id, model::ExprId subject, const std::string& must) const -> std::string;
  [[nodiscard]] auto known_bound(model::ExprId expr, FrameId frame) const -> std::string;
  [[nodiscard]] auto no_value(model::ExprId expr, FrameId frame) const -> std::string;
  [[nodiscard]] auto truth_claim(StepId id, model::ExprId subject, bool asked) const -> std::string;
  [[nodiscard]] auto required(StepId id, bool negated) const -> bool;
  [[nodiscard]] auto op_words(CompareOp op, model::ExprId of) const -> Localised;
  [[nodiscard]] auto bound_value(model::ExprId expr, FrameId frame) const -> std::string;
  [[nodiscard]] auto compare_words(StepId id, const model::Compare& node) const -> std::string;
  [[nodiscard]] auto one_of_words(StepId id, const model::OneOf& node) const -> std::string;
  [[nodiscard]] auto empty_words(StepId id, const model::Empty& node) const -> std::string;
  [[nodiscard]] auto known_words(StepId id, const model::Known& node) const -> std::string;
  [[nodiscard]] auto member_words(StepId id, model::ExprId element, model::ExprId container, bool negated) const
      -> std::string;
  [[nodiscard]] auto written_ranges(const model::ListOf& written, FrameId frame, bool wanted) const -> std::string;
  [[nodiscard]] auto among_words(StepId id, model::ExprId element, model::ExprId list, bool negated) const
      -> std::string;
  [[nodiscard]] auto choice_words(StepId id, model::ExprId subject, const std::vector<model::ExprId>& choices,
                                  bool negated) const -> std::string;
  [[nodiscard]] auto text_words(StepId id, const model::TextRelation& node) const -> std::string;
  [[nodiscard]] auto matches_words(StepId id, const model::Matches& node) const -> std::string;
  [[nodiscard]] auto names_words(StepId id, const model::NamesA& node) const -> std::string;
  [[nodiscard]] auto time_words(StepId id, const model::TimeRelation& node) const -> std::string;
  [[nodiscard]] auto time_bound(const model::TimeRelation& node, FrameId frame) const -> Localised;

  // Counts (speak_count.cpp).
  // A list as it stands in sentences: "all 7 MANY comply", "the only ONE complies", "NONE".
  struct ListWords {
    std::string plain, many, one, none;
  };
  [[nodiscard]] auto list_words(model::ExprId list, std::optional<model::ExprId> where, FrameId frame) const
      -> ListWords;
  [[nodiscard]] auto quantifier(StepId id) const -> std::string;
  [[nodiscard]] auto of_all(StepId id, const ListWords& list) const -> std::string;
  [[nodiscard]] auto of_some(StepId id, const ListWords& list) const -> std::string;
  [[nodiscard]] auto nearest(StepId id) const -> std::string;
  [[nodiscard]] auto undecided_elements(StepId id, const ListWords& list) const -> std::string;
  [[nodiscard]] auto judged_elements(const Step& step) const -> std::uint32_t;
  [[nodiscard]] auto perhaps_outside(const Step& step) const -> std::string;
  [[nodiscard]] auto sample(const Step& step) const -> std::string;
  [[nodiscard]] auto how_many(StepId id, const ListWords& list) const -> std::string;
  [[nodiscard]] auto counted(StepId id) const -> std::string;
  [[nodiscard]] auto distinct(StepId id) const -> std::string;
  [[nodiscard]] auto duplicates(const Step& step) const -> std::string;
  [[nodiscard]] auto witnesses(const Step& step) const -> std::string;

  // Facts and the steps above expressions (speak_step.cpp).
  [[nodiscard]] auto fact(StepId id) const -> std::string;
  [[nodiscard]] auto yes_or_no(StepId id) const -> std::string;
  [[nodiscard]] auto yes_no_words(model::ExprId expr, FrameId frame, const Value& held) const -> std::string;
  [[nodiscard]] auto missing(StepId id) const -> std::string;
  [[nodiscard]] auto why_missing(FactRef fact) const -> std::string;
  [[nodiscard]] auto why_no_value(const Value& held) const -> std::string;
  [[nodiscard]] auto why_none(std::optional<FactRef> fact) const -> std::string;
  [[nodiscard]] auto not_there(const Step& step, const std::string& name) const -> std::string;
  [[nodiscard]] auto absent_fact(const Step& step) const -> std::pair<std::optional<FactRef>, bool>;
  [[nodiscard]] auto true_function(StepId id) const -> std::string;
  [[nodiscard]] auto exception(const Step& step) const -> std::string;
  [[nodiscard]] auto connective(StepId id) const -> std::string;
  [[nodiscard]] auto implication(StepId id) const -> std::string;
  [[nodiscard]] auto definition(StepId id) const -> std::string;
  [[nodiscard]] auto element(const Step& step) const -> std::string;

  // Risks, duties, providers, `passes` (speak_kinds.cpp).
  [[nodiscard]] auto lowering(const Step& step, const std::vector<std::string>& name) const -> std::string;
  [[nodiscard]] auto counted_from(const Step& step) const -> std::string;
  [[nodiscard]] auto due(const Step& step) const -> std::string;
  [[nodiscard]] auto done(const Step& step) const -> std::string;
  [[nodiscard]] auto done_in_words(const Step& step, const eval::Timing& timing) const -> std::string;
  [[nodiscard]] auto done_on(Date done, const eval::Timing& timing) const -> std::string;
  [[nodiscard]] auto days(Date from, Date to) const -> std::string;  // "1 day", "12 days"
  [[nodiscard]] auto provider_name(FrameId frame) const -> std::string;
  [[nodiscard]] auto listed(const Step& step) const -> std::string;
  [[nodiscard]] auto provider(const Step& step) const -> std::string;
  [[nodiscard]] auto passes(StepId id) const -> std::string;
  [[nodiscard]] auto no_calendar(const Step& step) const -> std::string;
  [[nodiscard]] auto some_rows(const std::vector<Row>& rows) const -> std::string;
  [[nodiscard]] auto set_words(const std::vector<const Change*>& alike) const -> std::string;
  [[nodiscard]] auto changed_fact(const std::vector<const Change*>& alike) const -> std::string;
  [[nodiscard]] auto target(const Change& change) const -> std::string;
  [[nodiscard]] auto removed(const std::vector<const Change*>& alike) const -> std::string;
  [[nodiscard]] auto stretch(const Stretch& stretch, Type type) const -> std::string;
  [[nodiscard]] auto what_holds(const Supposition& answer, const Way& way) const -> std::string;
  [[nodiscard]] auto named(const std::string& name, const Supposition& answer, const Way& way) const -> std::string;
  [[nodiscard]] auto answered_alike(const std::vector<const Supposition*>& alike, const Way& way) const -> std::string;
  [[nodiscard]] auto supposed_object(Row row, const Way& way) const -> std::string;
  // Relations, tables, choices (speak_rule.cpp).
  [[nodiscard]] auto relation(StepId id) const -> std::string;
  [[nodiscard]] auto tuple_words(const Step& step) const -> std::string;
  [[nodiscard]] auto tuple_value(model::ExprId place, FrameId frame) const -> std::string;
  [[nodiscard]] auto way(StepId id) const -> std::string;
  [[nodiscard]] auto not_found(const Step& step) const -> std::string;
  [[nodiscard]] auto table_row(StepId id) const -> std::string;
  [[nodiscard]] auto table_phrase(const model::CallTable& node, FrameId frame) const -> std::string;
  [[nodiscard]] auto choice(StepId id) const -> std::string;
  [[nodiscard]] auto choice_reason(const model::Choose& node, FrameId frame) const -> std::string;

  const model::Program& program_;
  const facts::Facts& facts_;
  const Proof& proof_;
  Lang lang_;
  std::vector<Want> wants_;  // by step
};

// "a, b and c" / "a、b 和 c"; the word between the last two is given.
[[nodiscard]] auto joined(const std::vector<std::string>& words, Lang lang, std::string_view en, std::string_view zh)
    -> std::string;

// Appends Chinese words: no space between characters, also where either side has brought one.
void append_chinese(std::string& text, std::string_view more);

// "at least", "on or after", "longer than"; `count`: of how many there are. Nothing for `is` and `is not`.
[[nodiscard]] auto order_word(CompareOp op, Kind kind, bool count) -> Localised;

// A declared name as words: `security-level` becomes "security level".
[[nodiscard]] auto spaced(std::string name) -> std::string;

}  // namespace dengbao::explain
