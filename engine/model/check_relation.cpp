#include <re2/re2.h>

#include "model/check_expr.h"

// Relations between values: comparisons, membership, texts, times.
namespace dengbao::model {

auto comparable(Type a, Type b) -> bool {
  if (a.list || b.list) return false;
  if (a == b) return true;
  const auto temporal = [](Kind kind) { return kind == Kind::date || kind == Kind::instant; };
  return temporal(a.kind) && temporal(b.kind);
}

auto ordered(Kind kind) -> bool {
  return kind != Kind::truth && kind != Kind::enumeration && kind != Kind::record && kind != Kind::subnet;
}

auto ExprChecker::one_value(syntax::ExprId id, std::optional<Type> expected) -> Result {
  const auto found = check(id, expected);
  if (!found || !type(*found).list) return found;
  c_.sink.report(Code::list_unexpected, span(id), c_.program.type_words(type(*found)));
  return std::nullopt;
}

// Both sides, each giving the other its meaning: an enumerator or a text may stand on either side.
auto ExprChecker::sides(syntax::ExprId lhs, syntax::ExprId rhs) -> std::optional<Sides> {
  const auto& left = file_.exprs[lhs].node;
  const bool literal_left = std::holds_alternative<syntax::TextLiteral>(left);
  if (literal_left) {
    const auto right = one_value(rhs);
    if (!right) return std::nullopt;
    const auto checked = one_value(lhs, type(*right));
    return checked ? std::optional(Sides{*checked, *right}) : std::nullopt;
  }
  const auto checked = one_value(lhs);
  if (!checked) return std::nullopt;
  const auto right = one_value(rhs, type(*checked));
  return right ? std::optional(Sides{*checked, *right}) : std::nullopt;
}

auto ExprChecker::compare(const syntax::Expr& expr, CompareOp op, syntax::ExprId lhs, syntax::ExprId rhs) -> Result {
  const auto checked = sides(lhs, rhs);
  if (!checked) return std::nullopt;
  const auto left = type(checked->lhs);
  const auto right = type(checked->rhs);
  if (!comparable(left, right)) {
    c_.sink.report(Code::not_comparable, expr.span, c_.program.type_words(left), c_.program.type_words(right))
        .label(span(lhs), say("this is {}", "此为{}", c_.program.type_words(left)))
        .label(span(rhs), say("this is {}", "此为{}", c_.program.type_words(right)));
    return std::nullopt;
  }
  if (op != CompareOp::equal && op != CompareOp::not_equal && !ordered(left.kind)) {
    c_.sink.report(Code::not_ordered, expr.span, c_.program.type_words(left));
    return std::nullopt;
  }
  return c_.add_expr(expr.span, truth_type, Compare{op, checked->lhs, checked->rhs});
}

auto ExprChecker::one_of(const syntax::Expr& expr, const syntax::IsOneOf& node) -> Result {
  const auto lhs = one_value(node.lhs);
  if (!lhs) return std::nullopt;
  OneOf made{*lhs, {}, node.negated};
  bool sound = true;
  for (const auto choice : node.choices) {
    const auto checked = check_as(choice, type(*lhs));
    sound = sound && checked.has_value();
    if (checked) made.choices.push_back(*checked);
  }
  if (!sound) return std::nullopt;
  return c_.add_expr(expr.span, truth_type, std::move(made));
}

auto ExprChecker::empty(const syntax::Expr& expr, const syntax::IsEmpty& node) -> Result {
  const auto operand = check(node.operand);
  if (!operand) return std::nullopt;
  if (!type(*operand).list && type(*operand) != text_type) {
    mismatch(span(node.operand), say("a list or a text", "列表或文本"), type(*operand));
    return std::nullopt;
  }
  return c_.add_expr(expr.span, truth_type, Empty{*operand, node.negated});
}

auto ExprChecker::known(const syntax::Expr& expr, const syntax::IsKnown& node) -> Result {
  const auto operand = check(node.operand);
  if (!known_allowed_) {
    c_.sink.report(Code::known_in_requirement, expr.span)
        .help(say("say what the value must be: a missing fact makes the verdict undecided by itself",
                  "请写明该值应为何；事实缺失时结论自然为证据不足"));
    return std::nullopt;
  }
  if (!operand) return std::nullopt;
  return c_.add_expr(expr.span, truth_type, Known{*operand, node.missing});
}

namespace {

// A text that is written as an address range, or a list that begins with one.
auto is_range(const syntax::File& file, syntax::ExprId expr) -> bool {
  const auto& node = file.exprs[expr].node;
  if (const auto* group = std::get_if<syntax::Group>(&node)) return is_range(file, group->elements.front());
  const auto* text = std::get_if<syntax::TextLiteral>(&node);
  return text != nullptr && text->text.find('/') != std::string::npos;
}

}  // namespace

auto ExprChecker::in(const syntax::Expr& expr, const syntax::In& node) -> Result {
  const auto element = one_value(node.element);
  if (!element) return std::nullopt;
  const auto element_type = type(*element);
  const bool written_range = element_type.kind == Kind::address && is_range(file_, node.container);
  const auto container = check(node.container, written_range ? Type{Kind::subnet} : element_type);
  if (!container) return std::nullopt;
  const auto container_type = type(*container);
  const bool range =
      container_type.kind == Kind::subnet && (element_type.kind == Kind::address || element_type.kind == Kind::subnet);
  const bool member = container_type.list && comparable(container_type.element(), element_type);
  if (!range && !member) {
    mismatch(span(node.container), c_.program.type_words(element_type.list_of()), container_type);
    return std::nullopt;
  }
  return c_.add_expr(expr.span, truth_type, In{*element, *container, node.negated});
}

auto ExprChecker::group(const syntax::Expr& expr, const syntax::Group& node, std::optional<Type> expected) -> Result {
  ListOf made;
  auto common = expected ? std::optional(expected->element()) : std::nullopt;
  bool sound = true;
  for (const auto element : node.elements) {
    const auto checked = common ? check_as(element, *common) : one_value(element);
    sound = sound && checked.has_value();
    if (!checked) continue;
    common = type(*checked);
    made.elements.push_back(*checked);
  }
  if (!sound) return std::nullopt;
  return c_.add_expr(expr.span, common->list_of(), std::move(made));
}

auto ExprChecker::text_relation(const syntax::Expr& expr, const syntax::TextRelation& node) -> Result {
  const auto lhs = check(node.lhs);
  if (!lhs) return std::nullopt;
  const auto left = type(*lhs);
  if (node.test == TextTest::contains && left.list) {
    const auto rhs = check_as(node.rhs, left.element());
    if (!rhs) return std::nullopt;
    return c_.add_expr(expr.span, truth_type, In{*rhs, *lhs, node.negated});
  }
  if (left != text_type) {
    mismatch(span(node.lhs), say("a text", "文本"), left);
    return std::nullopt;
  }
  const auto rhs = check_as(node.rhs, text_type);
  if (!rhs) return std::nullopt;
  return c_.add_expr(expr.span, truth_type, TextRelation{node.test, *lhs, *rhs, node.negated});
}

namespace {

// What is wrong with a regular expression, and where in it.
auto pattern_fault(const re2::RE2& pattern) -> Localised {
  const auto words = [&](std::string_view en, std::string_view zh) {
    return pattern.error_arg().empty() ? Localised{std::string(en), std::string(zh)}
                                       : say("{}: `{}`", "{}：`{}`", say(en, zh), pattern.error_arg());
  };
  switch (pattern.error_code()) {
    case re2::RE2::ErrorBadEscape:
      return words("an escape that there is not", "无效的转义");
    case re2::RE2::ErrorBadCharClass:
    case re2::RE2::ErrorBadCharRange:
      return words("a range of characters that is none", "无效的字符范围");
    case re2::RE2::ErrorMissingBracket:
      return words("a `[` is not closed", "`[` 没有闭合");
    case re2::RE2::ErrorMissingParen:
    case re2::RE2::ErrorUnexpectedParen:
      return words("a parenthesis has no other half", "括号不成对");
    case re2::RE2::ErrorTrailingBackslash:
      return words("it ends in a backslash", "以反斜杠结尾");
    case re2::RE2::ErrorRepeatArgument:
      return words("there is nothing to repeat", "没有可重复的内容");
    case re2::RE2::ErrorRepeatSize:
      return words("a repetition that is too large or none", "重复次数无效或过大");
    case re2::RE2::ErrorRepeatOp:
      return words("two signs of repetition side by side", "重复符号连用");
    case re2::RE2::ErrorBadPerlOp:
      return words("a group that is not supported", "不支持的分组写法");
    case re2::RE2::ErrorPatternTooLarge:
      return words("it is too large", "过大");
    default:
      return {pattern.error(), pattern.error()};
  }
}

}  // namespace

auto ExprChecker::matches(const syntax::Expr& expr, const syntax::Matches& node) -> Result {
  const auto operand = check_as(node.operand, text_type);
  RE2::Options options;
  options.set_log_errors(false);
  auto pattern = std::make_shared<const re2::RE2>(node.pattern.text, options);
  if (!pattern->ok()) {
    c_.sink.report(Code::bad_pattern, node.pattern.span, node.pattern.text, pattern_fault(*pattern));
    return std::nullopt;
  }
  if (!operand) return std::nullopt;
  const auto index = static_cast<std::uint32_t>(c_.program.patterns.size());
  c_.program.patterns.push_back(std::move(pattern));
  c_.program.pattern_texts.push_back(node.pattern.text);
  return c_.add_expr(expr.span, truth_type, Matches{*operand, index, node.negated});
}

auto ExprChecker::names_a(const syntax::Expr& expr, const syntax::NamesA& node) -> Result {
  const auto operand = one_value(node.operand);
  const syntax::TypeExpr written{syntax::TypeExpr::Form::named, node.record, {}, {}, node.record.span};
  const auto resolved = resolve_type(c_, scope_.unit, written, {});
  if (!operand || !resolved) return std::nullopt;
  const auto* field = std::get_if<FieldOf>(&c_.program.exprs[*operand].node);
  const auto names = field == nullptr ? std::nullopt : c_.program.fields[field->field].names;
  if (resolved->type.kind != Kind::record || !names || *names != resolved->type.record()) {
    c_.sink.report(Code::names_needs_name, expr.span, node.record.text(), node.record.text());
    return std::nullopt;
  }
  return c_.add_expr(expr.span, truth_type, NamesA{*operand, *names, node.negated});
}

auto ExprChecker::time_relation(const syntax::Expr& expr, const syntax::TimeRelation& node) -> Result {
  const auto checked = sides(node.lhs, node.rhs);
  std::optional<ExprId> duration;
  if (node.duration) {
    duration = check_as(*node.duration, duration_type);
    if (!duration) return std::nullopt;
  }
  if (!checked) return std::nullopt;
  for (const auto& [side, written] : {std::pair(checked->lhs, node.lhs), std::pair(checked->rhs, node.rhs)}) {
    const auto found = type(side);
    if (!found.list && (found.kind == Kind::date || found.kind == Kind::instant)) continue;
    mismatch(span(written), say("a date", "日期"), found);
    return std::nullopt;
  }
  return c_.add_expr(expr.span, truth_type,
                     TimeRelation{checked->lhs, checked->rhs, node.after, node.distance, duration});
}

}  // namespace dengbao::model
