// Figures in words that no threshold has, and figures in conditions that have no name.
#include <re2/re2.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "author/lint_rules.h"
#include "model/children.h"

namespace dengbao::author {
namespace {

using namespace model;

// ---- figures in words
// ------------------------------------------------------------------------------------------------

struct Figure {
  std::string words;
  std::optional<Duration> duration;  // else a plain number
  Number number;
};

auto seconds(std::int64_t each) {
  return [each](std::int64_t n) { return Duration{0, n * each}; };
}
auto months(std::int64_t each) {
  return [each](std::int64_t n) { return Duration{n * each, 0}; };
}

// The unit as it begins in the words; nothing for things that are counted.
auto duration_of(std::string_view unit, std::int64_t count) -> std::optional<Duration> {
  static const std::vector<std::pair<std::string_view, std::function<Duration(std::int64_t)>>> units = {
      {"second", seconds(1)},     {"minute", seconds(60)}, {"hour", seconds(3600)}, {"day", seconds(86'400)},
      {"week", seconds(604'800)}, {"month", months(1)},    {"year", months(12)},    {"秒", seconds(1)},
      {"分钟", seconds(60)},      {"小时", seconds(3600)}, {"天", seconds(86'400)}, {"日", seconds(86'400)},
      {"周", seconds(604'800)},   {"个月", months(1)},     {"年", months(12)}};
  const auto found = std::ranges::find_if(units, [&](const auto& row) { return unit.starts_with(row.first); });
  if (found == units.end()) return std::nullopt;
  return found->second(count);
}

auto number_of(const std::string& word) -> std::optional<Number> {
  static const std::map<std::string, int, std::less<>> words = {
      {"two", 2}, {"three", 3}, {"six", 6}, {"twelve", 12}, {"一", 1}, {"两", 2}, {"二", 2},  {"三", 3},
      {"四", 4},  {"五", 5},    {"六", 6},  {"七", 7},      {"八", 8}, {"九", 9}, {"十", 10}, {"十二", 12}};
  if (const auto found = words.find(word); found != words.end()) return Number(found->second);
  return Number::parse(word).number;
}

// "180 days", "six months", "8 characters", "6 个月", "六个月", "8 位".
auto figures_in(const std::string& text) -> std::vector<Figure> {
  static const re2::RE2 english(
      R"((?i)(?:^|[^\w.-])((\d+(?:\.\d+)?|two|three|six|twelve)[ -](seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b|(\d+(?:\.\d+)?)[ -](characters?|digits?|kinds?|times|percent|kilomet\w+|km)\b))");
  static const re2::RE2 chinese(
      R"((?:^|[^第每同近某该任\d.])(([\d.]+|十二|[一两二三四五六七八九十]) ?(秒|分钟|小时|天|日|周|个月|年)|([\d.]+) ?(位|类|种|次|公里|个字符))(?:[^\d]|$))");
  std::vector<Figure> found;
  for (const auto* pattern : {&english, &chinese}) {
    re2::StringPiece rest(text);
    std::string words;
    std::string time;
    std::string time_unit;
    std::string count;
    std::string unit;
    while (re2::RE2::FindAndConsume(&rest, *pattern, &words, &time, &time_unit, &count, &unit)) {
      const auto number = number_of(time.empty() ? count : time);
      if (!number) continue;
      Figure figure{words, {}, *number};
      if (!time.empty() && number->is_whole()) figure.duration = duration_of(time_unit, number->whole());
      found.push_back(figure);
    }
  }
  return found;
}

// ---- thresholds
// ------------------------------------------------------------------------------------------------------

// Every number and duration that a requirement can see: in its conditions, its parameters and its definitions.
class Thresholds {
 public:
  explicit Thresholds(const Program& program) : program_(program) {}

  void add(const Requirement& requirement) {
    add(requirement.applies_when);
    if (requirement.subject) add(requirement.subject->where);
    for (const auto& exception : requirement.exceptions) add(exception.condition);
    for (const auto& part : requirement.parts) {
      add(part.condition);
      if (part.unless) add(part.unless->condition);
    }
    if (requirement.due) add(requirement.due->distance);
    if (requirement.every) add(requirement.every->period);
    add(requirement.done_on);
  }

  [[nodiscard]] auto has(const Figure& figure) const -> bool {
    return std::ranges::any_of(values_, [&](const Value& value) {
      const auto* number = value.get_if<Number>();
      const auto* duration = value.get_if<Duration>();
      return (number != nullptr && *number == figure.number) ||
             (duration != nullptr && figure.duration && *duration == *figure.duration);
    });
  }

 private:
  void add(const std::optional<ExprId>& id) {
    if (id) add(*id);
  }

  void add(ExprId id) {
    if (!seen_.insert(id.index).second) return;
    const auto& node = program_.exprs[id].node;
    if (const auto* constant = std::get_if<Constant>(&node)) values_.push_back(constant->value);
    if (const auto* list = std::get_if<ListOf>(&node)) values_.emplace_back(count(list->elements.size()));
    if (const auto* choices = std::get_if<OneOf>(&node)) values_.emplace_back(count(choices->choices.size()));
    if (const auto* all = std::get_if<And>(&node)) values_.emplace_back(count(all->operands.size()));
    if (const auto* call = std::get_if<CallDefinition>(&node)) add(program_.definitions[call->definition].body);
    if (const auto* call = std::get_if<CallTable>(&node)) {
      for (const auto& row : program_.tables[call->table].rows) add(row.result);
    }
    if (const auto* parameter = std::get_if<ParameterRef>(&node)) {
      const auto& declared = program_.parameters[parameter->parameter];
      add(declared.value);
      for (const auto& bound : declared.bounds) add(bound.value);
    }
    for (const auto child : children(node)) add(child);
  }

  static auto count(std::size_t size) -> Number { return Number(static_cast<std::int64_t>(size)); }

  const Program& program_;
  std::set<std::uint32_t> seen_;
  std::vector<Value> values_;
};

// Reports the first figure of each language that no threshold has.
void check_words(const syntax::Words& words, const Thresholds& thresholds, Sink& sink) {
  for (const auto* text : {&words.words.en, &words.words.zh}) {
    for (const auto& figure : figures_in(*text)) {
      if (thresholds.has(figure)) continue;
      sink.report(Code::lint_title_figure, words.span, figure.words)
          .help(say("correct the words or the threshold; in a remedy, `{{parameter}}` always shows the right figure",
                    "请更正文字或阈值；在整改建议中写 `{{参数}}` 可始终显示正确的数值"));
      return;
    }
  }
}

// ---- bare figures
// ----------------------------------------------------------------------------------------------------

// Zero, one and two are words of logic more often than thresholds.
auto is_threshold(const Value& value) -> bool {
  const auto* number = value.get_if<Number>();
  const auto* duration = value.get_if<Duration>();
  return (number != nullptr && *number > Number(2)) || (duration != nullptr && duration->comparable_seconds() > 0);
}

class LiteralFinder {
 public:
  LiteralFinder(const Policies& policies, Sink& sink) : policies_(policies), program_(policies.program), sink_(sink) {}

  void visit(ExprId id) {
    const auto& node = program_.exprs[id].node;
    if (const auto* compare = std::get_if<Compare>(&node)) {
      const bool ordered = compare->op != CompareOp::equal && compare->op != CompareOp::not_equal;
      if (ordered && !is_level(compare->lhs) && !is_level(compare->rhs)) {
        check(compare->lhs);
        check(compare->rhs);
      }
    }
    if (const auto* time = std::get_if<TimeRelation>(&node); time != nullptr && time->duration) check(*time->duration);
    if (const auto* quantifier = std::get_if<Quantifier>(&node); quantifier != nullptr && quantifier->bound) {
      check(*quantifier->bound);
    }
    for (const auto child : children(node)) visit(child);
  }

 private:
  auto is_level(ExprId id) const -> bool { return std::holds_alternative<LevelNow>(program_.exprs[id].node); }

  void check(ExprId id) {
    const auto& expr = program_.exprs[id];
    const auto* constant = std::get_if<Constant>(&expr.node);
    if (constant == nullptr || !is_threshold(constant->value)) return;
    sink_.report(Code::lint_literal, expr.span, policies_.text(id));
  }

  const Policies& policies_;
  const Program& program_;
  Sink& sink_;
};

}  // namespace

// ```
//   title "Logs are kept for 180 days"
//         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//   require "…": host.retention >= 3 months
// ```
void find_title_figure(const Policies& policies, Sink& sink) {
  for (const auto& written : policies.requirements) {
    Thresholds thresholds(policies.program);
    thresholds.add(*written.made);
    const auto& syntax = *written.syntax;
    for (const auto* words : {&syntax.title, &syntax.remedy}) {
      if (*words) check_words(**words, thresholds, sink);
    }
    for (const auto& part : syntax.parts) {
      check_words(part.label, thresholds, sink);
      if (part.unless) check_words(part.unless->label, thresholds, sink);
    }
    for (const auto& exception : syntax.exceptions) check_words(exception.label, thresholds, sink);
  }
}

// ```
//   require "…": account.length >= 8
//                                  ^
// ```
void find_literal(const Policies& policies, Sink& sink) {
  LiteralFinder finder(policies, sink);
  for (const auto& written : policies.requirements) {
    if (written.made->applies_when) finder.visit(*written.made->applies_when);
    if (written.made->subject && written.made->subject->where) finder.visit(*written.made->subject->where);
    for (const auto& exception : written.made->exceptions) finder.visit(exception.condition);
    for (const auto& part : written.made->parts) {
      finder.visit(part.condition);
      if (part.unless) finder.visit(part.unless->condition);
    }
  }
  for (const auto& definition : policies.program.definitions) finder.visit(definition.body);
}

}  // namespace dengbao::author
