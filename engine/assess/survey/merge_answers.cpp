#include "assess/survey/merge_answers.h"

#include <algorithm>
#include <set>

#include "assess/survey/answer_value.h"
#include "assess/survey/answers_for_many.h"
#include "assess/survey/facts_layout.h"
#include "assess/survey/groups.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "facts/cell_at.h"
#include "facts/json_text.h"
#include "facts/locate.h"
#include "facts/patch.h"

namespace dengbao::assess {
namespace {

using facts::Absence;
using model::FieldId;

auto dumped(const FactsJson& json) -> std::string {
  return json.dump(-1, ' ', false, FactsJson::error_handler_t::replace);
}

auto shown_fact(const FactsJson& json) -> std::string {
  constexpr std::size_t longest = 60;
  const auto text = json.is_string() ? json.get<std::string>() : dumped(json);
  const auto part = utf8::prefix(text, longest);
  return utf8::printable(part) + (part.size() < text.size() ? "…" : "");
}

// The kinds of absence that are facts themselves.
auto is_known(Absence absence) -> bool {
  return absence == Absence::does_not_exist || absence == Absence::not_supported;
}

auto parsed(std::string_view text) -> FactsJson {
  auto json = FactsJson::parse(text, nullptr, false);
  return json.is_object() ? json : FactsJson::object();
}

class Merger {
 public:
  Merger(const model::Program& program, const Sources& sources, FileId file, Sink& sink)
      : program_(program),
        sources_(sources),
        file_(file),
        sink_(sink),
        facts_(parsed(sources[file].text())),
        notes_(facts_, operations_) {}

  void add(const Answer& answer) {
    if (is_group_name(answer.name)) return add_to_each(answer);
    answered_.insert(answer.name);
    add_one(answer);
  }
  auto finish(const Interview& interview) -> Merged {
    add_evidence(interview);
    merged_.text = std::string(sources_[file_].text());
    if (operations_.empty()) return std::move(merged_);
    const bool ours = laid_out(merged_.text) == merged_.text || laid_out(merged_.text) == "{}\n";
    Sources own;
    const auto facts = own.add("facts", merged_.text);
    const auto patch = own.add("patch", dumped(operations_));
    Sink sink;
    if (auto text = facts::apply_patch(own, facts, patch, sink)) merged_.text = std::move(*text);
    if (ours) merged_.text = laid_out(merged_.text);
    return std::move(merged_);
  }

 private:
  void add_one(const Answer& answer) {
    answer_ = &answer;
    const auto told = merged_.conflicts + merged_.faults;
    const auto changes = operations_.size();
    take(answer);
    const bool idle = merged_.conflicts + merged_.faults == told && operations_.size() == changes;
    if (idle && answer.kind != AnswerKind::unknown) ++merged_.same;
  }

  // ---- answers for many things

  void add_to_each(const Answer& answer) {
    answer_ = &answer;
    const auto there = things_of(program_, facts_, answer.name);
    const auto meant = things_meant(program_, answer, there);
    if (const auto* fault = std::get_if<AnswerFault>(&meant))
      return fault->what.empty() ? nowhere(fault->help.en) : bad(*fault);
    const auto behind = behind_things(answer.name);
    const auto first = merged_.added.size();
    std::size_t number = 0;
    for (const auto& thing : std::get<std::vector<std::string>>(meant)) {
      auto one = answer;
      one.name = thing + behind;
      // Whoever answered for this one, or for some, meant these; what is for all is for the others.
      if (!answered_.insert(one.name).second && answer.others) continue;
      ++number;
      add_one(one);
    }
    const auto of = answer.of > 0 ? answer.of : there.size();
    at_once_.push_back({first, merged_.added.size(), number, of, answer.name});
  }

  // What was answered at once says so: "survey, answered for all of 25 devices and systems".
  void add_evidence(const Interview& interview) {
    std::vector<std::string> singly;
    std::size_t at = 0;
    for (const auto& group : at_once_) {
      singly.insert(singly.end(), added_at(at), added_at(group.first));
      at = group.last;
      if (group.first == group.last) continue;
      auto told = interview;
      told.source += answered_at_once(program_, group.name, group.things, group.of).in(interview.lang);
      notes_.add_evidence(told, {added_at(group.first), added_at(group.last)});
    }
    singly.insert(singly.end(), added_at(at), added_at(merged_.added.size()));
    if (!singly.empty()) notes_.add_evidence(interview, singly);
  }
  auto added_at(std::size_t place) const -> std::vector<std::string>::const_iterator {
    return merged_.added.begin() + static_cast<std::ptrdiff_t>(place);
  }

  struct AtOnce {
    std::size_t first;  // of the facts added
    std::size_t last;
    std::size_t things;
    std::size_t of;
    std::string name;
  };
  void take(const Answer& answer) {
    std::string unknown;
    const auto path = read_fact_name(program_, answer.name, unknown);
    if (!path) return nowhere(unknown);
    const auto is_element = path->steps.back().field.empty();
    if (is_element && !(answer.kind == AnswerKind::value && answer.value.is_object())) return nowhere(answer.name);
    auto value = FactsJson();
    if (answer.kind != AnswerKind::unknown && answer.kind != AnswerKind::no_such) {
      auto reading = is_element ? read_element(*path) : read_answer(program_, path->fields.back(), answer.value);
      if (const auto* wrong = std::get_if<AnswerFault>(&reading)) return bad(*wrong);
      value = std::move(std::get<FactsJson>(reading));
    }
    if (refers_to_nothing(path->fields.back(), value)) return;
    auto* holder = reach(*path);
    if (holder == nullptr) return;
    if (is_element) return give_fields(*holder, path->fields.back(), value);
    give(*holder, pointer_, path->steps.back().field, path->fields.back(), value);
  }

  // ---- messages

  void nowhere(const std::string& step) {
    ++merged_.faults;
    auto message = start(Code::answer_nowhere, answer_->name);
    message.help = {say("`{}` is nothing that the policies ask for here; take the names from the questions",
                        "`{}` 不是策略在此询问的内容；请使用问题清单中的名称", shown_fact(step))};
    sink_.add(std::move(message));
  }

  void bad(const AnswerFault& fault) {
    ++merged_.faults;
    auto message = start(Code::answer_bad, fault.what);
    message.help = {fault.help.empty() ? say("put it right and give the answers again: what was taken stays",
                                             "请改正后重新导入：已接受的答案保持不变")
                                       : fault.help};
    sink_.add(std::move(message));
  }

  void conflict(const std::string& pointer, const Localised& known, const Localised& answered) {
    ++merged_.conflicts;
    auto message = start(Code::answer_conflicts, known, answered);
    message.pointer = pointer;
    message.has_pointer = true;
    const std::vector<std::string> wanted{pointer};
    if (const auto at = facts::locate(sources_[file_].text(), file_, wanted).front()) {
      message.labels.push_back({*at, say("known here", "已知事实")});
    }
    message.help = {say("find out which is right; a fact that is known is changed in the facts, not by an answer",
                        "请核实何者正确；已知事实应在事实文件中修改，而不是由答案覆盖")};
    sink_.add(std::move(message));
  }

  template <typename... Args>
  auto start(Code code, const Args&... args) const -> Diagnostic {
    Diagnostic message;
    message.code = code;
    message.severity = info(code).severity;
    message.text = say(info(code).en, info(code).zh, args...);
    if (answer_->span) {
      message.has_span = true;
      message.span = *answer_->span;
    } else {
      message.file = answer_->where;
    }
    return message;
  }

  // ---- references

  // References hold the key of something that is listed. Objects that an answer gives are looked into.
  auto refers_to_nothing(FieldId id, const FactsJson& value) -> bool {
    const auto& field = program_.fields[id];
    if (field.type.kind != Kind::record || value.is_null()) return false;
    if (value.is_array()) {
      return std::ranges::any_of(value, [&](const FactsJson& one) { return refers_to_nothing(id, one); });
    }
    const auto record = field.type.record();
    if (!field.ref) {
      return value.is_object() && std::ranges::any_of(value.items(), [&](const auto& item) {
               const auto inner = program_.find_field(record, item.key());
               return inner && refers_to_nothing(*inner, item.value());
             });
    }
    const auto keys = keys_of(program_, facts_, record);
    const auto key = key_text(value);
    if (std::ranges::find(keys, key) != keys.end()) return false;
    const auto& label = program_.records[record].label;
    AnswerFault fault{say("no {} is called `{}`", "没有名为“{1}”的{0}", label, shown_fact(value)),
                      say("list it first, where it is asked which there are", "请先在相应清单中列出")};
    if (const auto near = suggest(key, keys)) fault.help = say("did you mean `{}`?", "是否想写 `{}`？", *near);
    bad(fault);
    return true;
  }

  // ---- the way to a fact

  auto read_element(const FactPath& path) const -> std::variant<FactsJson, AnswerFault> {
    auto object = answer_->value;
    const auto& key = program_.records[program_.fields[path.fields.back()].type.record()].key;
    if (key && path.steps.back().key) object[program_.fields[*key].name] = *path.steps.back().key;
    auto list = read_answer(program_, path.fields.back(), FactsJson::array({object}));
    if (auto* one = std::get_if<FactsJson>(&list)) return std::move(one->front());
    return list;
  }

  // The object that holds the last step, or is it; what leads there is made. Null, and a message, where it cannot be.
  auto reach(const FactPath& path) -> FactsJson* {
    pointer_.clear();
    auto* at = &facts_;
    std::size_t field = 0;
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
      const auto& step = path.steps[i];
      const bool last = i + 1 == path.steps.size();
      if (step.field.empty()) {
        at = reach_element(*at, path.fields[field - 1], step);
      } else {
        if (last) return at;
        at = reach_field(*at, path.fields[field++], step.field);
      }
      if (at == nullptr) return nullptr;
    }
    return at;
  }

  auto reach_field(FactsJson& holder, FieldId field, const std::string& name) -> FactsJson* {
    append_name_step(pointer_, name);
    if (holder.contains(name) && !holder[name].is_null()) return &holder[name];
    if (!may_be_given(pointer_)) return nullptr;
    const auto empty = program_.fields[field].type.list ? FactsJson::array() : FactsJson::object();
    // A list that nobody gave is not complete because one of its elements is known.
    set(holder, pointer_, name, empty);
    if (program_.fields[field].type.list) notes_.mark_incomplete(pointer_);
    return &holder[name];
  }

  auto reach_element(FactsJson& list, FieldId field, const NameStep& step) -> FactsJson* {
    if (const auto place = find_element(program_, list, field, step)) {
      facts::append_step(pointer_, *place);
      return &list[*place];
    }
    if (!step.key) {
      nowhere(std::to_string(*step.place));
      return nullptr;
    }
    if (!notes_.is_incomplete(pointer_)) {
      conflict(pointer_,
               say("a complete list without `{}`", "完整清单，其中没有 `{}`", shown_fact(FactsJson(*step.key))),
               say("facts of `{}`", "`{}` 的事实", shown_fact(FactsJson(*step.key))));
      return nullptr;
    }
    auto made = read_answer(program_, field, FactsJson::array({*step.key}));
    if (const auto* wrong = std::get_if<AnswerFault>(&made)) {
      bad(*wrong);
      return nullptr;
    }
    return &append(list, pointer_, std::get<FactsJson>(made).front());
  }

  // ---- giving facts

  void give(FactsJson& holder, const std::string& above, const std::string& name, FieldId field,
            const FactsJson& value) {
    auto pointer = above;
    append_name_step(pointer, name);
    const bool known = holder.contains(name) && !holder[name].is_null();
    switch (answer_->kind) {
      case AnswerKind::unknown:
        if (!known && !notes_.absence_of(pointer)) notes_.add_absence(pointer, Absence::not_looked, answer_->note);
        return;
      case AnswerKind::no_such:
        return no_such(holder, pointer, name, known);
      default:
        break;
    }
    if (known) return agree(holder[name], pointer, field, value);
    if (!may_be_given(pointer)) return;
    if (answer_->kind == AnswerKind::rest && value.empty() && !answer_->others) {
      return bad({say("these are said to be all, and nothing is listed", "注明已全部列出，却没有列出任何内容"),
                  say("list them, or say that there are none", "请逐行列出，或注明没有")});
    }
    set(holder, pointer, name, value);
    if (answer_->kind == AnswerKind::part) notes_.mark_incomplete(pointer);
    merged_.added.push_back(pointer);
  }

  void no_such(const FactsJson& holder, const std::string& pointer, const std::string& name, bool known) {
    if (known) {
      const bool none = holder[name].is_array() && holder[name].empty();
      if (!none)
        conflict(pointer, say("`{}`", "`{}`", shown_fact(holder[name])), say("that it does not exist", "不存在"));
      return;
    }
    const auto absence = notes_.absence_of(pointer);
    if (absence && is_known(*absence)) return;
    notes_.drop_absence(pointer);
    notes_.add_absence(pointer, Absence::does_not_exist, answer_->note);
    merged_.added.push_back(pointer);
  }

  // The answer to what is known already: the same, more of it, or another.
  void agree(FactsJson& known, const std::string& pointer, FieldId field, const FactsJson& value) {
    const auto& type = program_.fields[field];
    const bool records = type.type.kind == Kind::record && !type.ref;
    if (records && type.type.list) return agree_lists(known, pointer, field, value);
    if (records && known.is_object()) return give_fields_at(known, pointer, field, value);
    if (type.type.list && known.is_array()) return agree_values(known, pointer, value);
    if (known == value || same_value(type, known, value)) return;
    conflict(pointer, say("`{}`", "`{}`", shown_fact(known)), say("`{}`", "`{}`", shown_fact(value)));
  }

  // `P12M` and `P1Y`, `1.0` and `1` are the same.
  static auto same_value(const model::Field& field, const FactsJson& known, const FactsJson& value) -> bool {
    if (field.type.kind == Kind::duration && known.is_string() && value.is_string()) {
      const auto a = Duration::parse(known.get<std::string>());
      const auto b = Duration::parse(value.get<std::string>());
      return a && b && a->months == b->months && a->seconds == b->seconds;
    }
    return known.is_number() && value.is_number() && known.get<double>() == value.get<double>();
  }

  void give_fields(FactsJson& object, FieldId field, const FactsJson& value) {
    give_fields_at(object, pointer_, field, value);
  }
  void give_fields_at(FactsJson& object, const std::string& pointer, FieldId field, const FactsJson& value) {
    const auto record = program_.fields[field].type.record();
    for (const auto& [name, one] : value.items()) {
      if (const auto inner = program_.find_field(record, name)) give(object, pointer, name, *inner, one);
    }
  }

  // Lists of values hold the same if nothing is in one alone; one that is not complete may be added to.
  void agree_values(FactsJson& known, const std::string& pointer, const FactsJson& value) {
    const auto is_in = [](const FactsJson& list, const FactsJson& one) {
      return std::ranges::find(list, one) != list.end();
    };
    const auto all_in = [&](const FactsJson& part, const FactsJson& whole) {
      return std::ranges::all_of(part, [&](const FactsJson& one) { return is_in(whole, one); });
    };
    const bool open = notes_.is_incomplete(pointer);
    const bool whole = answer_->kind == AnswerKind::value;
    if ((whole && !all_in(known, value)) || (!open && !all_in(value, known))) {
      return conflict(pointer, say("`{}`", "`{}`", shown_fact(known)), say("`{}`", "`{}`", shown_fact(value)));
    }
    bool changed = false;
    for (const auto& one : value) {
      if (is_in(known, one)) continue;
      append(known, pointer, one, false);
      changed = true;
    }
    if (open && completes()) changed = notes_.mark_complete(pointer) || changed;
    if (changed) merged_.added.push_back(pointer);
  }

  // Elements with the same key are the same thing; without keys those at the same place.
  void agree_lists(FactsJson& known, const std::string& pointer, FieldId field, const FactsJson& value) {
    const bool open = notes_.is_incomplete(pointer);
    const bool whole = answer_->kind == AnswerKind::value;
    std::set<std::size_t> met;
    std::vector<FactsJson> fresh;
    for (std::size_t i = 0; i < value.size(); ++i) {
      const auto place = find_element(program_, known, field, step_of(field, value[i], i));
      if (place) {
        met.insert(*place);
        auto below = pointer;
        facts::append_step(below, *place);
        give_fields_at(known[*place], below, field, value[i]);
      } else {
        fresh.push_back(value[i]);
      }
    }
    if ((!fresh.empty() && !open) || (whole && met.size() < known.size())) {
      return conflict(pointer, elements(field, known), elements(field, value));
    }
    for (const auto& one : fresh) append(known, pointer, one, false);
    const bool completed = open && completes() && notes_.mark_complete(pointer);
    if (!fresh.empty() || completed) merged_.added.push_back(pointer);
  }

  auto completes() const -> bool { return answer_->kind != AnswerKind::part; }

  auto step_of(FieldId field, const FactsJson& element, std::size_t place) const -> NameStep {
    const auto key = program_.records[program_.fields[field].type.record()].key;
    if (!key) return {{}, place, {}};
    return {{}, {}, key_text(element[program_.fields[*key].name])};
  }

  // "3 of them: db-1, web-1, …"
  auto elements(FieldId field, const FactsJson& list) const -> Localised {
    std::string names;
    for (std::size_t i = 0; i < list.size() && i < 5; ++i) {
      const auto step = step_of(field, list[i], i);
      if (step.key) names += (names.empty() ? "" : ", ") + shown_fact(FactsJson(*step.key));
    }
    if (names.empty()) return say("{} of them", "共 {} 个", list.size());
    return say("{} of them: {}", "共 {} 个：{}", list.size(), names + (list.size() > 5 ? ", …" : ""));
  }

  // Not where it is known that it does not exist.
  auto may_be_given(const std::string& pointer) -> bool {
    const auto absence = notes_.absence_of(pointer);
    if (absence && is_known(*absence)) {
      conflict(pointer, facts::absence_words(*absence), say("`{}`", "`{}`", shown_fact(answer_->value)));
      return false;
    }
    notes_.drop_absence(pointer);
    return true;
  }

  // ---- changes

  void set(FactsJson& holder, const std::string& pointer, const std::string& name, const FactsJson& value) {
    const bool null = holder.contains(name);
    holder[name] = value;
    operations_.push_back({{"op", null ? "replace" : "add"}, {"path", pointer}, {"value", value}});
  }
  auto append(FactsJson& list, std::string& pointer, const FactsJson& value, bool go_there = true) -> FactsJson& {
    operations_.push_back({{"op", "add"}, {"path", pointer + "/-"}, {"value", value}});
    list.push_back(value);
    auto added = pointer;
    facts::append_step(added, list.size() - 1);
    if (go_there) {
      pointer = added;
      merged_.added.push_back(added);
    }
    return list.back();
  }
  void append(FactsJson& list, const std::string& pointer, const FactsJson& value, bool) {
    auto copy = pointer;
    append(list, copy, value, false);
  }

  const model::Program& program_;
  const Sources& sources_;
  FileId file_;
  Sink& sink_;
  FactsJson facts_;
  FactsJson operations_ = FactsJson::array();
  FactsNotes notes_;
  Merged merged_;
  std::set<std::string> answered_;  // by themselves, or among some
  std::vector<AtOnce> at_once_;
  const Answer* answer_ = nullptr;
  std::string pointer_;  // of what `reach` found
};

}  // namespace

auto merge_answers(const model::Program& program, const Sources& sources, FileId facts, std::vector<Answer> answers,
                   const Interview& interview, Sink& sink) -> Merged {
  const auto rank = [](const Answer& answer) {
    const auto exact = is_group_name(answer.name) ? (answer.others ? 2 : 1) : 0;
    return std::pair(std::ranges::count(answer.name, '/'), exact);
  };
  std::ranges::stable_sort(answers, std::ranges::less(), rank);
  Merger merger(program, sources, facts, sink);
  for (const auto& answer : answers) merger.add(answer);
  return merger.finish(interview);
}

}  // namespace dengbao::assess
