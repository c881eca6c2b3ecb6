#include <algorithm>
#include <array>
#include <cctype>

#include "explain/speaker.h"

namespace dengbao::explain {
namespace {

using namespace model;

auto is_list_element(const std::string& pointer) -> bool {
  const auto token = pointer.substr(pointer.rfind('/') + 1);
  return !token.empty() &&
         std::all_of(token.begin(), token.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

constexpr std::array joining_words{"that", "which", "whose", "who",    "where", "when", "by", "for", "with", "in",
                                   "at",   "on",    "from",  "before", "after", "than", "to", "not", "asked"};

// The words of an English label up to the first that starts a clause of its own: "roles | that can stop the audit".
auto words_before_clause(const std::string& label) -> std::vector<std::string> {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < label.size();) {
    const auto end = std::min(label.find(' ', begin), label.size());
    auto word = label.substr(begin, end - begin);
    if (std::find(joining_words.begin(), joining_words.end(), word) != joining_words.end()) break;
    words.push_back(std::move(word));
    begin = end + 1;
  }
  return words;
}

// "of root" after such a label would seem to belong to its clause.
auto has_clause(const std::string& label) -> bool {
  const auto words = words_before_clause(label);
  std::size_t length = words.empty() ? 0 : words.size() - 1;
  for (const auto& word : words) length += word.size();
  return length < label.size();
}

// Whether the thing named is many, as far as its English shows it: "kinds of characters".
auto is_plural(const std::string& label) -> bool {
  for (const auto& word : words_before_clause(label)) {
    if (word == "of" || word == "or" || word == "and") return false;
    const bool s = word.size() > 2 && word.ends_with('s');
    if (s && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is")) return true;
  }
  return false;
}

auto plural(std::string word) -> std::string {
  const auto ends_in = [&](std::string_view end) { return word.ends_with(end); };
  if (ends_in("s") || ends_in("x") || ends_in("ch") || ends_in("sh")) return word + "es";
  const bool vowel = word.size() > 1 && std::string_view("aeiou").find(word[word.size() - 2]) != std::string_view::npos;
  if (!ends_in("y") || vowel) return word + "s";
  word.pop_back();
  return word + "ies";
}

auto kind_word(Kind kind, std::string_view number, std::string_view date, std::string_view duration)
    -> std::string_view {
  if (kind == Kind::date || kind == Kind::instant) return date;
  return kind == Kind::duration ? duration : number;
}

}  // namespace

auto Speaker::label(FieldId field) const -> std::string { return program_.fields[field].label.in(lang_); }

// Objects that are a mere part of another (its password, its log settings) are spoken of as that other.
auto Speaker::named_row(Row row) const -> Row {
  while (!(row == facts_.root())) {
    if (program_.records[row.record].key || is_list_element(facts_.pointer(row))) break;
    const auto parent = facts_.parent(row);
    if (!parent) break;
    row = *parent;
  }
  return row;
}

auto Speaker::belongs_to_subject(Row row) const -> bool {
  const auto* subject = proof_.subject.subject.get_if<Row>();
  if (subject == nullptr || *subject == facts_.root()) return false;
  for (auto up = std::optional(row); up; up = facts_.parent(*up)) {
    if (*up == *subject) return true;
  }
  return false;
}

auto Speaker::row(Row row) const -> std::string {
  const auto named = named_row(row);
  if (named == facts_.root()) return "";
  auto name = facts_.name(named, lang_);
  const auto key = program_.records[named.record].key;
  if (key && program_.fields[*key].type.kind == Kind::number && facts_.get(named, *key).is_value()) {
    name = say("{0} {1}", "{0} {1}", {program_.records[named.record].label.in(lang_), name});  // "port 22"
  }
  const auto parent = facts_.parent(named);
  const bool has_key = program_.records[named.record].key.has_value();
  const bool is_subject = proof_.subject.subject.get_if<Row>() != nullptr && named == proof_.subject.subject.as<Row>();
  if (!parent || (has_key && belongs_to_subject(named) && !is_subject)) return name;
  const auto above = this->row(*parent);
  return above.empty() ? name : say("{0} of {1}", "{1}的{0}", {name, above});
}

auto Speaker::list_value(const Value& list, Type type, std::size_t most) const -> std::string {
  const auto& elements = list.list().elements;
  if (elements.empty()) return say("none", "无");
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(most, elements.size()); ++i) words.push_back(value(elements[i], type.element()));
  auto text = joined(words, lang_, "and", "、");
  if (elements.size() <= most) return text;
  return say("{0} and {1} more", "{0} 等 {1} 个",
             {text, std::to_string(lang_ == Lang::zh ? elements.size() : elements.size() - most)});
}

auto Speaker::value(const Value& value, Type type) const -> std::string {
  if (value.is_unknown()) return say("not known", "未知");
  if (value.is_none()) return say("not existing", "不存在");
  if (const auto* is_row = value.get_if<Row>()) {
    const auto name = row(*is_row);
    return name.empty() ? say("the network", "本网络") : name;
  }
  if (type.list) return list_value(value, type, 5);
  if (const auto* text = value.get_if<std::string_view>()) {
    return text->empty() ? say("empty", "空") : say("\"{0}\"", "“{0}”", {std::string(*text)});
  }
  return program_.value_words(value, type, lang_);
}

auto Speaker::of_owner(const std::string& label, const std::string& owner) const -> std::string {
  if (owner.empty()) return label;
  return say(lang_ == Lang::en && has_clause(label) ? "{1}'s {0}" : "{0} of {1}", "{1}的{0}", {label, owner});
}

auto Speaker::is_are(ExprId expr) const -> std::string {
  const auto& node = program_.exprs[expr].node;
  if (const auto* select = std::get_if<Select>(&node)) return is_are(select->list);
  if (std::holds_alternative<RowsOf>(node)) return "are";
  if (const auto* values = std::get_if<Aggregate>(&node); values != nullptr && values->kind == AggregateKind::values) {
    return "are";
  }
  const auto* field = std::get_if<FieldOf>(&node);
  const bool many = field != nullptr && is_plural(program_.fields[field->field].label.en);
  return many ? "are" : "is";
}

// "NAME is VALUE"; a day "was on", where its label does not call it a date; of a list one of its elements.
auto Speaker::is(const std::string& name, ExprId expr, const Value& held) const -> std::string {
  const std::vector<std::string> args{name, value(held, type(expr)), is_are(expr)};
  if (std::holds_alternative<VariableRef>(program_.exprs[expr].node)) return say("{0}: {1}", "{0}：{1}", args);
  const auto* day = held.get_if<Date>();
  const bool calls_it_date = name.starts_with("date") || name.find(" date") != std::string::npos;
  const bool past = day != nullptr && *day <= proof_.settings->as_of && !calls_it_date;
  return say(past ? "{0} was on {1}" : "{0} {2} {1}", "{0}为{1}", args);
}

// Whose field it is: the nearest thing with a name.
auto Speaker::owner(ExprId base, FrameId frame) const -> std::string {
  const auto value = eval(base, frame);
  if (const auto* is_row = value.get_if<Row>()) return row(*is_row);
  const auto& node = program_.exprs[base].node;
  if (const auto* field = std::get_if<FieldOf>(&node)) {
    // What a reference would lead to is spoken of as the reference.
    return program_.fields[field->field].ref ? phrase(base, frame) : owner(field->base, frame);
  }
  if (const auto* variable = std::get_if<VariableRef>(&node)) {
    const auto& origin = proof_.frames[frame].origins[variable->slot.index];
    if (origin) return row(origin->row);
  }
  return "";
}

auto Speaker::fact_phrase(FactRef fact) const -> std::string { return of_owner(label(fact.field), row(fact.row)); }

auto Speaker::field_phrase(const FieldOf& node, FrameId frame) const -> std::string {
  if (!type(node.base).list) return of_owner(label(node.field), owner(node.base, frame));
  return say("{0} of the {1}", "{1}的{0}", {label(node.field), phrase(node.base, frame)});
}

auto Speaker::variable_phrase(const VariableRef& node, Type type, FrameId frame) const -> std::string {
  const auto& info = proof_.frames[frame];
  const auto& held = info.values[node.slot.index];
  const auto& origin = info.origins[node.slot.index];
  if (origin && held.get_if<Row>() == nullptr) return fact_phrase(*origin);
  if (held.is_value() || !origin) return value(held, type);
  return fact_phrase(*origin);
}

auto Speaker::aggregate_phrase(const Aggregate& node, FrameId frame) const -> std::string {
  auto list = phrase(node.operand, frame);
  const auto kind = type(node.operand).kind;
  switch (node.kind) {
    case AggregateKind::count: {
      const auto* inner = std::get_if<Aggregate>(&program_.exprs[node.operand].node);
      if (inner == nullptr) return say("number of {0}", "{0}的数量", {list});
      return say("number of different values among {0}", "{0}的种类数", {phrase(inner->operand, frame)});
    }
    case AggregateKind::sum:
      return say("sum of {0}", "{0}之和", {list});
    case AggregateKind::values:
      return say("different values among {0}", "{0}的不同取值", {list});
    case AggregateKind::highest: {
      const std::string en(kind_word(kind, "highest", "latest", "longest"));
      const std::string zh(kind_word(kind, "最大值", "最晚日期", "最长时间"));
      return say("{1} {0}", "{0}的{2}", {list, en, zh});
    }
    case AggregateKind::lowest: {
      const std::string en(kind_word(kind, "lowest", "earliest", "shortest"));
      const std::string zh(kind_word(kind, "最小值", "最早日期", "最短时间"));
      return say("{1} {0}", "{0}的{2}", {list, en, zh});
    }
  }
  return list;
}

auto Speaker::function_phrase(const CallFunction& node, FrameId frame) const -> std::string {
  std::vector<std::string> arguments;
  arguments.reserve(node.arguments.size());
  for (auto argument : node.arguments) arguments.push_back(phrase(argument, frame));
  return say(node.function->says.en, node.function->says.zh, arguments);
}

// The words of a definition stand in its own frame; a name stands in for one without words.
auto Speaker::call_phrase(const CallDefinition& node, FrameId frame) const -> std::string {
  const auto& definition = program_.definitions[node.definition];
  return definition.says.empty() ? spaced(definition.name) : brief_call(definition.says, node.arguments, frame);
}

// Inside of a sum, a figure is called by its name, without its value.
auto Speaker::operand_phrase(ExprId expr, FrameId frame) const -> std::string {
  const auto& node = program_.exprs[expr].node;
  if (std::holds_alternative<AsOf>(node)) return say("date of assessment", "评估日");
  if (const auto* parameter = std::get_if<ParameterRef>(&node)) {
    return program_.parameters[parameter->parameter].says.in(lang_);
  }
  return phrase(expr, frame);
}

auto Speaker::phrase(ExprId expr, FrameId frame) const -> std::string {
  const auto as_value = [&] { return value(eval(expr, frame), type(expr)); };
  const auto arithmetic = [&](const Arithmetic& node) {
    static constexpr std::string_view en[] = {"{0} plus {1}", "{0} minus {1}", "{0} times {1}", "{0} divided by {1}"};
    static constexpr std::string_view zh[] = {"{0}加{1}", "{0}减{1}", "{0}乘以{1}", "{0}除以{1}"};
    const auto op = static_cast<std::size_t>(node.op);
    return say(en[op], zh[op], {operand_phrase(node.lhs, frame), operand_phrase(node.rhs, frame)});
  };
  return std::visit(
      Overloaded{
          [&](const Constant&) { return as_value(); },
          [&](const ParameterRef&) { return bound_value(expr, frame); },
          [&](const VariableRef& node) { return variable_phrase(node, type(expr), frame); },
          [&](const RootRef&) { return say("the network", "本网络"); },
          [&](const AsOf&) { return bound_value(expr, frame); },
          [&](const LevelNow&) { return say("level {0}", "第 {0} 级", {std::to_string(level_of(frame))}); },
          [&](const FieldOf& node) { return field_phrase(node, frame); },
          [&](const Negate& node) { return say("minus {0}", "负{0}", {phrase(node.operand, frame)}); },
          [&](const Arithmetic& node) { return arithmetic(node); },
          [&](const Select& node) { return narrowed(phrase(node.list, frame), node.where, frame); },
          [&](const Map& node) {
            const auto list = narrowed(phrase(node.list, frame), node.where, frame);
            return say("{0} of the {1}", "{1}的{0}", {brief_operand(node.element, frame), list});
          },
          [&](const Aggregate& node) { return aggregate_phrase(node, frame); },
          [&](const ByLevel&) { return as_value(); },
          [&](const ListOf&) { return as_value(); },
          [&](const CallDefinition& node) { return call_phrase(node, frame); },
          [&](const CallFunction& node) { return function_phrase(node, frame); },
          [&](const CallTable& node) { return table_phrase(node, frame); },
          [&](const Choose&) {
            const auto held = eval(expr, frame);
            return held.is_value() ? value(held, type(expr)) : say("the value chosen", "所选的值");
          },
          [&](const RowsOf& node) {
            const auto& name = program_.records[node.record].label;
            return say("{0}", "所有{1}", {plural(name.en), name.in(Lang::zh)});
          },
          [&](const auto&) { return brief(expr, frame); },
      },
      program_.exprs[expr].node);
}

// A day or figure that is somebody's fact is told with whose it is: "end of the contract of C-2 (2026-06-30)".
auto Speaker::place(ExprId expr, FrameId frame) const -> std::string {
  const auto held = eval(expr, frame);
  if (const auto* plain = held.get_if<std::string_view>()) return std::string(*plain);
  if (!held.is_value()) return phrase(expr, frame);
  const auto words = value(held, type(expr));
  const auto* variable = std::get_if<VariableRef>(&program_.exprs[expr].node);
  if (variable == nullptr || held.get_if<Date>() == nullptr || !proof_.frames[frame].definition) return words;
  const auto& origin = proof_.frames[frame].origins[variable->slot.index];
  return origin && !program_.fields[origin->field].type.list
             ? say("{0} ({1})", "{0}（{1}）", {fact_phrase(*origin), words})
             : words;
}

// In Chinese, spaces that authors put around a place go where characters stand on both sides.
auto Speaker::filled(const Template& words, FrameId frame) const -> std::string {
  std::string text;
  for (const auto& piece : words.in(lang_)) {
    const auto* literal = std::get_if<Text>(&piece);
    const auto more = literal != nullptr ? literal->str() : place(std::get<ExprId>(piece), frame);
    if (lang_ == Lang::zh) {
      append_chinese(text, more);
    } else {
      text += more;
    }
  }
  return text;
}

}  // namespace dengbao::explain
