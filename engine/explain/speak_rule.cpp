#include <algorithm>

#include "explain/extents.h"
#include "explain/speaker.h"

// Relations with the way that leads to them, tables with the row hit, choices with the case that holds.
namespace dengbao::explain {
namespace {

using namespace model;

constexpr std::size_t most_hops = 12;  // told of one way

auto joined_by(const std::vector<std::string>& words, std::string_view between) -> std::string {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : std::string(between)) + word;
  return text;
}

}  // namespace

auto spaced(std::string name) -> std::string {
  std::replace(name.begin(), name.end(), '-', ' ');
  return name;
}

auto hops_of(const Proof& proof, StepId id) -> std::vector<StepId> {
  std::vector<StepId> hops;
  for (const auto child : proof.steps[id].children) {
    if (proof.steps[child].kind != StepKind::relation) continue;
    const auto below = hops_of(proof, child);
    hops.insert(hops.end(), below.begin(), below.end());
  }
  return hops.empty() ? std::vector{id} : hops;
}

// One value of a tuple; of one that may be any: "some zone".
auto Speaker::tuple_value(ExprId place, FrameId frame) const -> std::string {
  const auto held = eval(place, frame);
  const auto* variable = std::get_if<VariableRef>(&program_.exprs[place].node);
  if (held.is_value() || variable == nullptr || proof_.frames[frame].origins[variable->slot.index]) {
    const auto* text = held.get_if<std::string_view>();
    return text != nullptr ? std::string(*text) : phrase(place, frame);
  }
  if (type(place).kind != Kind::record) return say("some value", "某个值");
  return say("some {0}", "某个{0}", {program_.records[type(place).record()].label.in(lang_)});
}

auto Speaker::tuple_words(const Step& step) const -> std::string {
  const auto& relation = program_.relations[*step.relation];
  std::string text;
  for (const auto& piece : relation.says.in(lang_)) {
    const auto* literal = std::get_if<Text>(&piece);
    const auto words = literal != nullptr ? literal->str() : tuple_value(std::get<ExprId>(piece), step.frame);
    text = say("{0}{1}", "{0}{1}", {text, words});
  }
  if (!text.empty()) return text;
  std::vector<std::string> values;
  const auto& tuple = proof_.frames[step.frame].values;
  for (std::size_t i = 0; i < tuple.size(); ++i) values.push_back(value(tuple[i], relation.formal_types[i]));
  return say("{0} ({1})", "{0}（{1}）", {spaced(relation.name), joined(values, lang_, "and", "、")});
}

// "internet → dmz → management"; of a single step the element of a list that gave it: "rule 12 of fw-1".
auto Speaker::way(StepId id) const -> std::string {
  const auto hops = hops_of(proof_, id);
  if (hops.size() == 1) {
    const auto& hop = at(hops.front());
    const auto& tuple = proof_.frames[hop.frame].values;
    const auto given = [&](const Value& value) { return hop.given_by && same(value, *hop.given_by); };
    return hop.given_by && std::none_of(tuple.begin(), tuple.end(), given) ? row(*hop.given_by) : "";
  }
  std::vector<std::string> nodes;
  const auto& type = program_.relations[*at(id).relation].formal_types.front();
  const Value* last = nullptr;
  for (const auto hop : hops) {
    const auto& tuple = proof_.frames[at(hop).frame].values;
    if (tuple.size() != 2 || (last != nullptr && !same(*last, tuple.front()))) return "";
    if (nodes.empty()) nodes.push_back(value(tuple.front(), type));
    nodes.push_back(value(tuple.back(), type));
    last = &tuple.back();
  }
  if (nodes.size() > most_hops + 1) nodes.erase(nodes.begin() + most_hops / 2, nodes.end() - most_hops / 2);
  return joined_by(nodes, " → ");
}

// How many tuples there are, and what they say of the first value asked for.
auto Speaker::not_found(const Step& step) const -> std::string {
  const auto here = world(step.frame);
  const auto& found = here.extents->of(here, *step.relation).surely;
  const auto& tuple = proof_.frames[step.frame].values;
  const auto& types = program_.relations[*step.relation].formal_types;
  const auto count = std::to_string(found.size());
  if (found.size() == 0) return say(" (no case at all was found)", "（未发现任何情形）");
  if (tuple.size() != 2) return say(" (other cases found: {0})", "（发现其他情形 {0} 种）", {count});
  std::vector<std::string> others;
  for (const auto place : found.candidates(0, tuple.front())) {
    if (others.size() < most_hops) others.push_back(value(found[place].tuple.back(), types.back()));
  }
  const auto first = value(tuple.front(), types.front());
  if (others.empty()) {
    return say(" (cases found: {0}, none of {1})", "（共发现 {0} 种情形，均与{1}无关）", {count, first});
  }
  return say(" (cases found: {0}, of {1} only {2})", "（共发现 {0} 种情形，其中{1}只对应：{2}）",
             {count, first, joined(others, lang_, "and", "、")});
}

auto Speaker::relation(StepId id) const -> std::string {
  const auto& step = at(id);
  const auto words = tuple_words(step);
  if (step.holds == Truth::unknown) return say("not known whether {0}", "尚不明确：{0}", {words});
  const bool good = standing(id) != Standing::bad;
  if (step.holds == Truth::no) {
    return (good ? say("not the case: {0}", "并非如此：{0}", {words}) : say("not met: {0}", "未满足：{0}", {words})) +
           not_found(step);
  }
  const auto claim = good ? words : say("{0}, which must not be", "{0}，不应如此", {words});
  const auto by = way(id);
  return by.empty() ? claim : say("{0}: {1}", "{0}：{1}", {claim, by});
}

// "security level (object: society, harm: serious)", or the table's own words with the inputs in their places.
auto Speaker::table_phrase(const CallTable& node, FrameId frame) const -> std::string {
  const auto& table = program_.tables[node.table];
  const auto input = [&](std::size_t i) {
    const auto held = eval(node.arguments[i], frame);
    return held.is_value() ? value(held, table.formal_types[i]) : phrase(node.arguments[i], frame);
  };
  std::string text;
  for (const auto& piece : table.says.in(lang_)) {
    const auto* place = std::get_if<ExprId>(&piece);
    const auto* formal = place == nullptr ? nullptr : std::get_if<VariableRef>(&program_.exprs[*place].node);
    const auto words = formal != nullptr  ? input(formal->slot.index)
                       : place != nullptr ? phrase(*place, frame)
                                          : std::get<Text>(piece).str();
    text = say("{0}{1}", "{0}{1}", {text, words});
  }
  if (!text.empty()) return text;
  std::vector<std::string> inputs;
  for (std::size_t i = 0; i < node.arguments.size(); ++i) {
    const auto shown = input(i);
    inputs.push_back(say("{0}: {1}", "{0}：{1}", {spaced(table.formals[i]), shown}));
  }
  return say("{0} ({1})", "{0}（{1}）", {spaced(table.name), joined_by(inputs, lang_ == Lang::zh ? "，" : ", ")});
}

auto Speaker::table_row(StepId id) const -> std::string {
  const auto& step = at(id);
  const auto words = table_phrase(node<CallTable>(step), step.frame);
  return say("{0}: {1}", "{0}：{1}", {words, value(step.value, type(*step.expr))});
}

// The condition of the case that holds, in a few words; "" where it has none, or is not known.
auto Speaker::choice_reason(const Choose& node, FrameId frame) const -> std::string {
  for (const auto& one : node.cases) {
    const auto holds = eval(one.condition, frame).truth();
    if (holds == Truth::yes) return brief(one.condition, frame);
    if (holds == Truth::unknown) return "";
  }
  return say("in all other cases", "其余情形");
}

auto Speaker::choice(StepId id) const -> std::string {
  const auto& step = at(id);
  const auto& cases = node<Choose>(step).cases;
  if (!step.rule) {
    for (const auto child : step.children) {
      if (at(child).holds != Truth::unknown) continue;
      return say("which case holds is not known: {0}", "适用哪种情形尚不明确：{0}", {this->step(child)});
    }
  }
  const auto held = value(step.value, type(*step.expr));
  if (!step.rule || *step.rule == cases.size()) return say("{0}, as no case holds", "{0}（其余情形）", {held});
  return say("{0}, as {1}", "{0}，因为{1}", {held, this->step(step.children[*step.rule])});
}

}  // namespace dengbao::explain
