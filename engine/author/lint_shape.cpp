// The shape of expressions: negations, filters, and what a part asks.
#include <algorithm>
#include <set>

#include "author/lint_rules.h"
#include "model/children.h"

namespace dengbao::author {
namespace {

using namespace model;

// ---- double negation ------------------------------------------------------------------------------------------------

auto is_negation(const ExprNode& node) -> bool {
  if (const auto* compare = std::get_if<Compare>(&node)) return compare->op == CompareOp::not_equal;
  if (const auto* choice = std::get_if<OneOf>(&node)) return choice->negated;
  if (const auto* in = std::get_if<In>(&node)) return in->negated;
  if (const auto* relation = std::get_if<TextRelation>(&node)) return relation->negated;
  if (const auto* matches = std::get_if<Matches>(&node)) return matches->negated;
  if (const auto* names = std::get_if<NamesA>(&node)) return names->negated;
  if (const auto* quantifier = std::get_if<Quantifier>(&node)) return quantifier->kind == QuantifierKind::no;
  return std::holds_alternative<Not>(node);
}

// "not (… is not empty)" is a double negation, "no … satisfies … is not empty" is how one speaks.
auto is_negated_inside_not(const ExprNode& node) -> bool {
  const auto* empty = std::get_if<Empty>(&node);
  return is_negation(node) || (empty != nullptr && empty->negated);
}

// ---- filters --------------------------------------------------------------------------------------------------------

class KnownFinder {
 public:
  KnownFinder(const Policies& policies, Sink& sink) : policies_(policies), sink_(sink) {}

  void find(ExprId id, bool positive = true) {
    const auto& expr = policies_.program.exprs[id];
    if (const auto* known = std::get_if<Known>(&expr.node)) {
      if (known->missing == positive) return;
      const auto words = policies_.text(known->operand);
      sink_
          .report(Code::lint_where_known, expr.span,
                  known->missing ? say("{} is missing", "{} 未知", words) : say("{} is known", "{} 已知", words))
          .help(say("leave it out: what is unknown makes the verdict undecided, and the explanation names it",
                    "可删去此条件：未知的内容会使判定为证据不足，解释会指出缺少什么"));
      return;
    }
    if (const auto* negated = std::get_if<Not>(&expr.node)) return find(negated->operand, !positive);
    const auto* all = std::get_if<And>(&expr.node);
    const auto* any = std::get_if<Or>(&expr.node);
    if (all == nullptr && any == nullptr) return;
    for (const auto operand : all != nullptr ? all->operands : any->operands) find(operand, positive);
  }

 private:
  const Policies& policies_;
  Sink& sink_;
};

auto filter_of(const ExprNode& node) -> std::optional<ExprId> {
  if (const auto* quantifier = std::get_if<Quantifier>(&node)) return quantifier->where;
  if (const auto* select = std::get_if<Select>(&node)) return select->where;
  const auto* map = std::get_if<Map>(&node);
  return map != nullptr ? map->where : std::nullopt;
}

// ---- a question put to its own label --------------------------------------------------------------------------------

auto words_in(std::string_view text) -> std::set<std::string> {
  static const std::set<std::string, std::less<>> empty_words = {
      "a",  "an", "and", "are",  "be",  "been", "by", "every", "has", "have", "in",
      "is", "it", "of",  "that", "the", "they", "to", "was",   "on",  "all",  "there"};
  std::set<std::string> words;
  std::string word;
  for (const auto c : std::string(text) + " ") {
    const auto lower = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (lower >= 'a' && lower <= 'z') {
      word += lower;
      continue;
    }
    if (!word.empty() && !empty_words.contains(word)) words.insert(word);
    word.clear();
  }
  return words;
}

auto same_words(std::string_view label, std::string_view field) -> bool {
  const auto a = words_in(label);
  return !a.empty() && a == words_in(field);
}

// The yes/no fact that a condition consists of: `host.trained`, `every x in xs satisfies x.trained`.
auto bare_fact(const Program& program, ExprId id) -> std::optional<FieldId> {
  const auto& node = program.exprs[id].node;
  if (const auto* fact = std::get_if<FieldOf>(&node)) return fact->field;
  const auto* quantifier = std::get_if<Quantifier>(&node);
  if (quantifier == nullptr || quantifier->kind != QuantifierKind::every) return std::nullopt;
  return bare_fact(program, quantifier->body);
}

auto named_like(const Field& field, const Localised& label) -> bool {
  if (!field.label.zh.empty() && field.label.zh == label.zh) return true;
  return same_words(label.en, field.label.en) || same_words(label.en, field.name);
}

}  // namespace

// ```
//   not (account.login is not key)
//   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
// ```
void find_double_negation(const Policies& policies, Sink& sink) {
  const auto& program = policies.program;
  for (const auto& expr : program.exprs) {
    const auto* negated = std::get_if<Not>(&expr.node);
    if (negated != nullptr && is_negated_inside_not(program.exprs[negated->operand].node)) {
      sink.report(Code::lint_double_negation, expr.span).help(say("say it without either", "请去掉两处否定"));
    }
    const auto* quantifier = std::get_if<Quantifier>(&expr.node);
    if (quantifier == nullptr || quantifier->kind != QuantifierKind::no) continue;
    if (!is_negation(program.exprs[quantifier->body].node)) continue;
    const auto& words = quantifier->body;
    sink.report(Code::lint_double_negation, program.exprs[words].span)
        .label(expr.span, say("the other one", "另一处否定"))
        .help(say("write `every … satisfies` and the condition without its negation",
                  "请改写为 `每个 … 均满足`，并去掉条件中的否定"));
  }
}

// ```
//   for each host in network.hosts where host.version is known
//                                        ^^^^^^^^^^^^^^^^^^^^^
// ```
void find_where_known(const Policies& policies, Sink& sink) {
  KnownFinder finder(policies, sink);
  for (const auto& written : policies.requirements) {
    if (written.made->applies_when) finder.find(*written.made->applies_when);
    if (written.made->subject && written.made->subject->where) finder.find(*written.made->subject->where);
  }
  for (const auto& expr : policies.program.exprs) {
    if (const auto where = filter_of(expr.node)) finder.find(*where);
  }
}

// ```
//   record Host …
//     logs_reviewed : truth label "logs are reviewed"
//   require "logs are reviewed": host.logs_reviewed
//                                ^^^^^^^^^^^^^^^^^^
// ```
void find_questionnaire(const Policies& policies, Sink& sink) {
  for (const auto& written : policies.requirements) {
    for (const auto& part : written.made->parts) {
      const auto fact = bare_fact(policies.program, part.condition);
      if (!fact) continue;
      const auto& field = policies.program.fields[*fact];
      const bool only = written.made->parts.size() == 1 && named_like(field, written.made->title);
      if (!only && !named_like(field, part.label)) continue;
      sink.report(Code::lint_questionnaire, policies.program.exprs[part.condition].span)
          .label(field.span, say("the fact", "该事实"))
          .help(say("require what an assessor can see: dates, settings, who approved it",
                    "请要求测评人员可核查的内容：日期、配置、批准人"));
    }
  }
}

}  // namespace dengbao::author
