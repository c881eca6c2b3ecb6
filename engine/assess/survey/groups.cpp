#include "assess/survey/groups.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/diagnostic.h"
#include "facts/cell_at.h"
#include "model/program.h"

namespace dengbao::assess {
namespace {

using model::FieldId;

// Steps of a name as they stand there, with their escapes.
auto raw_steps(std::string_view name) -> std::vector<std::string_view> {
  std::vector<std::string_view> steps;
  while (!name.empty()) {
    name.remove_prefix(1);
    const auto end = std::min(name.find('/'), name.size());
    steps.push_back(name.substr(0, end));
    name.remove_prefix(end);
  }
  return steps;
}

// No name of a field has such a form.
auto is_element_step(std::string_view step) -> bool {
  return step == "*" || step.find('=') != std::string_view::npos || facts::step_index(step).has_value();
}

auto lower(std::string_view text) -> std::string {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

// An element on the way to a fact, and the kind of record that it is.
struct Passed {
  const FactsJson* object = nullptr;  // null where it is not in the facts
  RecordId record;
  std::string name;
};

// All elements that a name leads through, from the outside.
auto elements_passed(const model::Program& program, const FactsJson& facts, std::string_view name)
    -> std::vector<Passed> {
  std::vector<Passed> passed;
  std::string unknown;
  const auto path = read_fact_name(program, name, unknown);
  if (!path) return passed;
  const auto raw = raw_steps(name);
  const auto* at = &facts;
  std::string so_far;
  std::size_t field = 0;
  for (std::size_t i = 0; i < path->steps.size(); ++i) {
    const auto& step = path->steps[i];
    so_far += "/" + std::string(raw[i]);
    if (!step.field.empty()) {
      at = at != nullptr && at->is_object() && at->contains(step.field) ? &(*at)[step.field] : nullptr;
      ++field;
      continue;
    }
    const auto list = path->fields[field - 1];
    const auto place = at != nullptr ? find_element(program, *at, list, step) : std::nullopt;
    at = place ? &(*at)[*place] : nullptr;
    passed.push_back({at, program.fields[list].type.record(), so_far});
  }
  return passed;
}

// The choice that an element has for a field; null where it is not known.
auto choice_of(const model::Program& program, const Passed& element, FieldId id) -> const model::EnumeratorInfo* {
  const auto& field = program.fields[id];
  if (element.object == nullptr || !element.object->is_object() || !element.object->contains(field.name)) {
    return nullptr;
  }
  const auto& value = (*element.object)[field.name];
  if (!value.is_string()) return nullptr;
  const auto& choices = program.enumerations[field.type.enumeration()].choices;
  const auto found = std::ranges::find(choices, value.get_ref<const std::string&>(), &model::EnumeratorInfo::name);
  return found == choices.end() ? nullptr : &*found;
}

auto choice_fields(const model::Program& program, RecordId record) -> std::vector<FieldId> {
  std::vector<FieldId> found;
  for (const auto id : program.records[record].fields) {
    const auto& type = program.fields[id].type;
    if (type.kind == Kind::enumeration && !type.list) found.push_back(id);
  }
  return found;
}

void add_member(Group& group, const std::vector<Question>& questions, std::size_t member) {
  const auto& question = questions[member];
  group.members.push_back(member);
  group.open += question.open;
  group.left += question.left;
  group.waiting += question.waiting;
  for (const auto id : question.rules) {
    const auto at = std::ranges::lower_bound(group.rules, id);
    if (at == group.rules.end() || *at != id) group.rules.insert(at, id);
  }
}

// A group of one is a question of its own.
void name_singles(std::vector<Group>& groups, const std::vector<Question>& questions) {
  for (auto& group : groups) {
    if (group.is_single()) group.name = questions[group.members.front()].name;
  }
}

// The members of a group by a word that tells them apart.
class Parts {
 public:
  Parts(const Inquiry& inquiry, const Group& group) : inquiry_(inquiry), group_(group) {}

  void add(std::size_t member, const std::string& word, const Localised& by) {
    const auto [at, fresh] = places_.emplace(word, parts_.size());
    if (fresh) {
      const auto apart = group_.by.empty() ? by : say("{} · {}", "{} · {}", group_.by, by);
      parts_.push_back({group_.name, group_.key + "|" + word, by.empty() ? group_.by : apart, {}, 0, 0, 0, {}});
    }
    add_member(parts_[at->second], inquiry_.questions, member);
  }
  // Parts that say nothing, or say it of each alone, are none.
  auto use() const -> bool { return parts_.size() > 1 && parts_.size() < group_.members.size(); }
  auto take() -> std::vector<Group> {
    name_singles(parts_, inquiry_.questions);
    return std::move(parts_);
  }

 private:
  const Inquiry& inquiry_;
  const Group& group_;
  std::map<std::string, std::size_t> places_;
  std::vector<Group> parts_;
};

auto is_range(std::string_view word, std::size_t& first, std::size_t& last) -> bool {
  const auto dash = word.find('-');
  const auto from = facts::step_index(word.substr(0, dash));
  const auto to = dash == std::string_view::npos ? from : facts::step_index(word.substr(dash + 1));
  if (!from || !to || *from == 0 || *from > *to) return false;
  first = *from;
  last = *to;
  return true;
}

}  // namespace

auto is_group_name(std::string_view name) -> bool {
  return std::ranges::any_of(raw_steps(name), [](std::string_view step) { return step == "*"; });
}

auto group_name_of(std::string_view name) -> std::string {
  std::string group;
  for (const auto step : raw_steps(name)) group += "/" + std::string(is_element_step(step) ? "*" : step);
  return group;
}

auto thing_name(std::string_view name) -> std::string {
  std::string so_far;
  std::string thing;
  for (const auto step : raw_steps(name)) {
    so_far += "/" + std::string(step);
    if (is_element_step(step)) thing = so_far;
  }
  return thing;
}

auto behind_things(std::string_view group) -> std::string {
  return std::string(group.substr(thing_name(group).size()));
}

auto short_name(std::string_view thing) -> std::string {
  std::string name;
  for (const auto& step : facts::pointer_steps(thing).value_or(std::vector<std::string>())) {
    if (!is_element_step(step)) continue;
    const auto place = facts::step_index(step);
    name += (name.empty() ? "" : "/") + (place ? std::to_string(*place + 1) : step.substr(step.find('=') + 1));
  }
  return name;
}

auto things_of(const model::Program& program, const FactsJson& facts, std::string_view group)
    -> std::vector<std::string> {
  std::vector<std::pair<std::string, const FactsJson*>> reached{{"", &facts}};
  const auto to_things = thing_name(group);
  for (const auto step : raw_steps(to_things)) {
    std::vector<std::pair<std::string, const FactsJson*>> next;
    for (const auto& [name, at] : reached) {
      if (step != "*") {
        const auto field = std::string(step);
        if (at->is_object() && at->contains(field)) next.emplace_back(name + "/" + field, &(*at)[field]);
        continue;
      }
      if (!at->is_array()) continue;
      for (std::size_t i = 0; i < at->size(); ++i) next.emplace_back(name + "/" + std::to_string(i), &(*at)[i]);
    }
    reached = std::move(next);
  }
  std::vector<std::string> things;
  for (const auto& [pointer, at] : reached) things.push_back(fact_name(program, facts, pointer));
  return things;
}

auto group_questions(const std::vector<Question>& questions) -> std::vector<Group> {
  std::vector<Group> groups;
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto& question = questions[i];
    const auto name = group_name_of(question.name);
    const auto key = name + (question.incomplete_list ? " +" : "") + (question.asked_before() ? " ?" : "");
    const auto [at, fresh] = places.emplace(key, groups.size());
    if (fresh) groups.push_back({name, key, {}, {}, 0, 0, 0, {}});
    add_member(groups[at->second], questions, i);
  }
  name_singles(groups, questions);
  std::ranges::stable_sort(groups, [&](const Group& a, const Group& b) {
    const bool again_a = questions[a.members.front()].asked_before();
    const bool again_b = questions[b.members.front()].asked_before();
    if (again_a != again_b) return again_b;
    return a.open != b.open ? a.open > b.open : a.left > b.left;
  });
  return groups;
}

auto split_group(const model::Program& program, const Inquiry& inquiry, const Group& group) -> std::vector<Group> {
  std::vector<std::vector<Passed>> passed;
  for (const auto member : group.members) {
    passed.push_back(elements_passed(program, inquiry.facts, inquiry.questions[member].name));
  }
  // By a kind: of the things themselves first, then of what they belong to.
  for (auto level = passed.front().size(); level-- > 0;) {
    for (const auto field : choice_fields(program, passed.front()[level].record)) {
      Parts parts(inquiry, group);
      bool known = true;
      for (std::size_t i = 0; i < passed.size() && known; ++i) {
        const auto* choice = choice_of(program, passed[i][level], field);
        known = choice != nullptr;
        if (known) parts.add(group.members[i], program.fields[field].name + "=" + choice->name, choice->label);
      }
      if (known && parts.use()) return parts.take();
    }
    if (level == 0) break;
    Parts owners(inquiry, group);
    for (std::size_t i = 0; i < passed.size(); ++i) {
      const auto& owner = passed[i][level - 1].name;
      owners.add(group.members[i], owner, {short_name(owner), short_name(owner)});
    }
    if (owners.use()) return owners.take();
  }
  Parts singles(inquiry, group);
  for (const auto member : group.members) singles.add(member, inquiry.questions[member].name, {});
  return singles.take();
}

auto named_members(const model::Program& program, const Inquiry& inquiry, const Group& group,
                   const std::vector<std::string>& words) -> std::variant<std::vector<std::size_t>, std::string> {
  std::vector<std::vector<Passed>> passed;
  for (const auto member : group.members) {
    passed.push_back(elements_passed(program, inquiry.facts, inquiry.questions[member].name));
  }
  std::set<std::size_t> chosen;
  const auto choose_where = [&](auto holds) {
    bool any = false;
    for (std::size_t i = 0; i < passed.size(); ++i) {
      if (!holds(passed[i])) continue;
      chosen.insert(group.members[i]);
      any = true;
    }
    return any;
  };
  for (const auto& word : words) {
    const bool named = choose_where([&](const std::vector<Passed>& way) {
      return std::ranges::any_of(way, [&](const Passed& one) {
        const auto whole = short_name(one.name);
        return whole == word || whole.ends_with("/" + word);
      });
    });
    if (named) continue;
    const auto said = lower(word);
    const bool kind = choose_where([&](const std::vector<Passed>& way) {
      return std::ranges::any_of(way, [&](const Passed& one) {
        return std::ranges::any_of(choice_fields(program, one.record), [&](const FieldId field) {
          const auto* choice = choice_of(program, one, field);
          return choice != nullptr &&
                 (lower(choice->name) == said || lower(choice->label.en) == said || lower(choice->label.zh) == said);
        });
      });
    });
    if (kind) continue;
    std::size_t first = 0;
    std::size_t last = 0;
    if (!is_range(word, first, last) || last > group.members.size()) return word;
    for (auto place = first; place <= last; ++place) chosen.insert(group.members[place - 1]);
  }
  return std::vector<std::size_t>(chosen.begin(), chosen.end());
}

}  // namespace dengbao::assess
