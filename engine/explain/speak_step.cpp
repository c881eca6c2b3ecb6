#include "explain/speaker.h"

namespace dengbao::explain {

using namespace model;

// Why something has no value though all facts are there: a division by zero, the highest of an empty list.
auto Speaker::why_no_value(const Value& held) const -> std::string {
  const auto* unknown = held.get_if<Unknown>();
  if (unknown == nullptr) return "";
  switch (unknown->cause) {
    case Cause::missing:
    case Cause::hidden:
      return "";
    case Cause::overflow:
      return say(": the result is too large", "：结果过大，无法表示");
    case Cause::division_by_zero:
      return say(": division by zero", "：除数为零");
    case Cause::out_of_range:
      return say(": the result is out of range", "：结果超出允许范围");
    case Cause::empty_list:
      return say(": the list is empty", "：列表为空");
  }
  return "";
}

// A no, an empty text or list that stands for something known not to exist.
auto Speaker::why_none(std::optional<FactRef> fact) const -> std::string {
  if (!fact) return "";
  const auto note = facts_.missing(fact->row, fact->field);
  if (note.absence == facts::Absence::not_given) return "";
  const auto kind = facts::absence_words(note.absence).in(lang_);
  return note.note.empty() ? say(" ({0})", "（{0}）", {kind}) : say(" ({0}: {1})", "（{0}：{1}）", {kind, note.note});
}

auto Speaker::why_missing(FactRef fact) const -> std::string {
  const auto note = facts_.missing(fact.row, fact.field);
  const bool given = note.absence != facts::Absence::not_given;
  if (!given && note.note.empty()) return "";
  const auto kind = given ? facts::absence_words(note.absence).in(lang_) : "";
  if (note.note.empty()) return say(": {0}", "：{0}", {kind});
  return given ? say(": {0} ({1})", "：{0}（{1}）", {kind, note.note}) : say(" ({0})", "（{0}）", {note.note});
}

// The fact that is known not to exist, and whether it is a part of what is spoken of: an element of which the highest
// was asked, a number that was added.
auto Speaker::absent_fact(const Step& step) const -> std::pair<std::optional<FactRef>, bool> {
  if (step.fact) return {step.fact, false};
  for (auto child : step.children) {
    if (!at(child).value.is_none()) continue;
    if (at(child).fact) return {at(child).fact, step.kind != StepKind::comparison};
    if (const auto [fact, deeper] = absent_fact(at(child)); fact) return {fact, true};
  }
  return {std::nullopt, false};
}

// Of something that is known not to exist: itself a fact, or the operand of a comparison.
auto Speaker::not_there(const Step& step, const std::string& name) const -> std::string {
  const auto [fact, deeper] = absent_fact(step);
  const auto told = deeper ? fact_phrase(*fact) : name;
  const auto note = fact ? facts_.missing(fact->row, fact->field) : facts::MissingNote{};
  const auto words = note.absence == facts::Absence::not_supported ? say("{0}: not supported", "{0}：不支持", {told})
                                                                   : say("{0}: does not exist", "{0}不存在", {told});
  return note.note.empty() ? words : words + say(" ({0})", "（{0}）", {note.note});
}

auto Speaker::missing(StepId id) const -> std::string {
  const auto& step = at(id);
  const auto of = type(*step.expr);
  const auto why = step.fact ? why_missing(*step.fact) : "";
  if (of == truth_type) return yes_no_words(*step.expr, step.frame, Value()) + why;
  const bool rows = std::holds_alternative<RowsOf>(program_.exprs[*step.expr].node);
  const bool element = of.list && step.fact && program_.fields[step.fact->field].type == of.element();
  const auto name = (element || rows) && step.fact ? fact_phrase(*step.fact) : phrase(*step.expr, step.frame);
  const auto words = of.list && !element ? say("{0}: not known", "{0}未知", {name})
                                         : say("{0} {1} not known", "{0}未知", {name, is_are(*step.expr)});
  return words + why;
}

// "root: enabled — yes"
auto Speaker::yes_no_words(ExprId expr, FrameId frame, const Value& held) const -> std::string {
  const auto answer = value(held, truth_type);
  const auto* field = std::get_if<FieldOf>(&program_.exprs[expr].node);
  const auto who = field == nullptr ? "" : owner(field->base, frame);
  const auto what = field == nullptr ? phrase(expr, frame) : label(field->field);
  return who.empty() ? say("{0} — {1}", "{0}——{1}", {what, answer})
                     : say("{0}: {1} — {2}", "{0}：{1}——{2}", {who, what, answer});
}

auto Speaker::yes_or_no(StepId id) const -> std::string {
  const auto& step = at(id);
  const auto words = yes_no_words(*step.expr, step.frame, Value(step.holds == Truth::yes)) + why_none(step.fact);
  if (standing(id) != Standing::bad) return words;
  return words + say(", must be {0}", "，应为{0}", {value(Value(want(id) == Want::yes), truth_type)});
}

// A function that answers yes or no, with what it was asked of: "… is a private address — no (address: 192.0.2.7)".
auto Speaker::true_function(StepId id) const -> std::string {
  const auto& step = at(id);
  std::vector<std::string> asked;
  for (auto child : step.children) {
    const auto& argument = at(child);
    if (argument.kind == StepKind::constant || !argument.expr) continue;
    const auto name = phrase(*argument.expr, argument.frame);
    asked.push_back(argument.value.is_none()
                        ? not_there(argument, name)
                        : say("{0}: {1}", "{0}：{1}", {name, value(argument.value, type(*argument.expr))}));
  }
  auto words = yes_no_words(*step.expr, step.frame, Value(step.holds));
  if (!asked.empty()) words += say(" ({0})", "（{0}）", {joined(asked, lang_, "and", "，")});
  if (standing(id) != Standing::bad) return words;
  return words + say(", must be {0}", "，应为{0}", {value(Value(want(id) == Want::yes), truth_type)});
}

auto Speaker::fact(StepId id) const -> std::string {
  const auto& step = at(id);
  // Of all rows of a record: the list, or the field, that holds some of them.
  const bool rows = step.fact && std::holds_alternative<RowsOf>(program_.exprs[*step.expr].node);
  const auto of = rows ? program_.fields[step.fact->field].type : type(*step.expr);
  if (of == truth_type) return yes_or_no(id);
  const auto name = rows ? fact_phrase(*step.fact) : phrase(*step.expr, step.frame);
  if (step.value.is_none()) return not_there(step, name);
  if (of.list) {
    const auto words = say("{0}: {1}", "{0}：{1}", {name, value(step.value, of)});
    return step.open ? words + say(" (the list is not complete)", "（清单不完整）") : words + why_none(step.fact);
  }
  const auto held = value(step.value, of);
  return name == held ? name : is(name, *step.expr, step.value);
}

auto Speaker::exception(const Step& step) const -> std::string {
  const auto& requirement = program_.requirements[proof_.requirement];
  const auto& written = step.part ? *requirement.parts[*step.part].unless : requirement.exceptions[step.exception];
  const std::vector<std::string> name{written.label.in(lang_)};
  if (requirement.kind == RuleKind::risk) return lowering(step, name);
  if (step.holds == Truth::yes) return say("excused by \"{0}\"", "例外“{0}”成立", name);
  if (step.holds == Truth::no) return say("not excused by \"{0}\"", "例外“{0}”不成立", name);
  return say("whether \"{0}\" excuses it is not known", "例外“{0}”是否成立尚不明确", name);
}

auto Speaker::connective(StepId id) const -> std::string {
  const auto& step = at(id);
  std::size_t held = 0;
  for (auto child : step.children) held += at(child).holds == Truth::yes ? 1 : 0;
  const std::vector<std::string> args{std::to_string(step.children.size()), std::to_string(held),
                                      std::to_string(step.children.size() - held)};
  if (step.holds == Truth::unknown)
    return say("{1} of {0} conditions are known to hold", "{0} 项条件中已知有 {1} 项成立", args);
  if (step.kind == StepKind::conjunction) {
    const auto bad = standing(id) == Standing::bad ? say(", one at least must not", "，应至少有一项不成立") : "";
    return step.holds == Truth::yes
               ? say("all {0} conditions hold", "{0} 项条件均成立", args) + bad
               : say("{1} of {0} conditions hold, all must", "{0} 项条件中成立 {1} 项，应全部成立", args);
  }
  return step.holds == Truth::yes
             ? say("{1} of {0} alternatives hold, one is enough", "{0} 项中成立 {1} 项，一项即可", args)
             : say("none of the {0} alternatives holds, one is enough", "{0} 项均不成立，一项成立即可", args);
}

auto Speaker::implication(StepId id) const -> std::string {
  const auto& step = at(id);
  const auto condition = this->step(step.children[0]);
  if (at(step.children[0]).holds == Truth::no) {
    return say("asks nothing here, as {0}", "此处不作要求，因为{0}", {condition});
  }
  return say("as {0}: {1}", "因为{0}：{1}", {condition, this->step(step.children[1])});
}

auto Speaker::definition(StepId id) const -> std::string {
  const auto& step = at(id);
  const auto& call = node<CallDefinition>(step);
  const auto& defined = program_.definitions[call.definition];
  if (defined.says.empty() || step.children.empty()) {
    return step.children.empty() ? phrase(*step.expr, step.frame) : this->step(step.children.front());
  }
  const std::vector<std::string> says{filled(defined.says, at(step.children.front()).frame)};
  if (type(*step.expr) != truth_type) {
    return say("{0}: {1}", "{0}：{1}", {says[0], value(step.value, type(*step.expr))});
  }
  switch (standing(id)) {
    case Standing::open:
      return say("not known whether {0}", "尚不明确：{0}", says);
    case Standing::bad:
      return step.holds == Truth::yes ? say("{0}, which must not be", "{0}，不应如此", says)
                                      : say("not met: {0}", "未满足：{0}", says);
    case Standing::good:
      break;
  }
  return step.holds == Truth::yes ? says[0] : say("not the case: {0}", "不属于：{0}", says);
}

auto Speaker::element(const Step& step) const -> std::string {
  if (step.value.is_unknown() && step.fact) return fact_phrase(*step.fact);
  if (step.fact && !program_.fields[step.fact->field].type.list && step.value.get_if<Row>() == nullptr) {
    const auto who = row(step.fact->row);
    const auto held = value(step.value, program_.fields[step.fact->field].type.element());
    return who.empty() ? held : say("{0}: {1}", "{0}：{1}", {who, held});
  }
  if (const auto* is_row = step.value.get_if<Row>()) return row(*is_row);
  return value(step.value, type(*step.expr).element());
}

auto Speaker::step(StepId id) const -> std::string {
  const auto& step = at(id);
  switch (step.kind) {
    case StepKind::requirement: {
      const auto& requirement = program_.requirements[proof_.requirement];
      return requirement.title.empty() ? requirement.name : requirement.title.in(lang_).str();
    }
    case StepKind::applies:
      return step.holds == Truth::yes  ? say("the requirement applies", "该要求适用")
             : step.holds == Truth::no ? say("the requirement does not apply", "该要求不适用")
                                       : say("whether the requirement applies is not known", "该要求是否适用尚不明确");
    case StepKind::scope:
      return step.holds == Truth::yes ? say("the requirement is about it", "属于该要求的对象")
             : step.holds == Truth::no
                 ? say("the requirement is not about it", "不属于该要求的对象")
                 : say("whether the requirement is about it is not known", "是否属于该要求的对象尚不明确");
    case StepKind::part:
      return program_.requirements[proof_.requirement].parts[*step.part].label.in(lang_);
    case StepKind::exception:
      return exception(step);
    case StepKind::conjunction:
    case StepKind::disjunction:
      return connective(id);
    case StepKind::negation:
      return this->step(step.children.front());
    case StepKind::implication:
      return implication(id);
    case StepKind::comparison:
      return comparison(id);
    case StepKind::quantifier:
      return quantifier(id);
    case StepKind::element:
      return element(step);
    case StepKind::counted:
      return counted(id);
    case StepKind::distinct:
      return distinct(id);
    case StepKind::passes:
      return passes(id);
    case StepKind::definition:
      return definition(id);
    case StepKind::relation:
      return relation(id);
    case StepKind::table_row:
      return table_row(id);
    case StepKind::choice:
      return choice(id);
    case StepKind::fact:
      return fact(id);
    case StepKind::missing:
      return missing(id);
    case StepKind::listed:
      return listed(step);
    case StepKind::provider:
      return provider(step);
    case StepKind::due:
      return due(step);
    case StepKind::done:
      return done(step);
    case StepKind::function:
      if (type(*step.expr) == truth_type) return true_function(id);
      if (const auto words = no_calendar(step); !words.empty()) return words;
      if (const auto why = why_no_value(step.value); !why.empty()) return no_value(*step.expr, step.frame) + why;
      return bound_value(*step.expr, step.frame);
    case StepKind::constant:
      return bound_value(*step.expr, step.frame);
  }
  return "";
}

}  // namespace dengbao::explain
