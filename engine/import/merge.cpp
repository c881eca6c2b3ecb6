#include "import/merge.h"

#include <algorithm>
#include <unordered_map>

#include "assess/survey/fact_names.h"
#include "assess/survey/facts_layout.h"
#include "base/utf8.h"
#include "facts/json_text.h"
#include "facts/locate.h"
#include "facts/patch.h"
#include "import/identity.h"
#include "import/known_values.h"
#include "import/namesakes.h"
#include "import/notes.h"

namespace dengbao::importing {
namespace {

using facts::Absence;
using model::FieldId;

auto dumped(const Json& json) -> std::string { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

auto shown(const Json& json) -> std::string {
  constexpr std::size_t longest = 60;
  const auto text = json.is_string() ? json.get<std::string>() : dumped(json);
  const auto part = utf8::prefix(text, longest);
  return utf8::printable(part) + (part.size() < text.size() ? "…" : "");
}

auto absence_of_gap(Gap gap) -> Absence {
  switch (gap) {
    case Gap::does_not_exist:
      return Absence::does_not_exist;
    case Gap::not_looked:
      return Absence::not_looked;
    case Gap::collection_failed:
      return Absence::collection_failed;
  }
  return Absence::not_looked;
}

class SourceMerger {
 public:
  SourceMerger(const model::Program& program, const Sources& sources, FileId file, Json& facts, Json& operations,
               Notes& notes, Merged& merged, Sink& sink)
      : program_(program),
        sources_(sources),
        file_(file),
        facts_(facts),
        operations_(operations),
        notes_(notes),
        merged_(merged),
        sink_(sink) {}

  void take(ImportedSource& source) {
    source_ = &source;
    const auto ambiguous = settle_identities(program_, facts_, source.findings);
    for (const auto& one : ambiguous) tell_ambiguous(one);
    if (!ambiguous.empty() && source.findings.facts.contains("boundary")) return;
    prune(program_.scheme.facts, source.findings.facts, "");
    for (const auto& list : source.findings.incomplete_lists) open_lists_.insert(list);
    take_object(program_.scheme.facts, facts_, "", source.findings.facts, "");
    take_incomplete();
    take_missing();
    take_evidence();
  }

 private:
  // ---- messages

  void tell_ambiguous(const Ambiguous& one) {
    std::string names;
    for (const auto& name : one.candidates) names += (names.empty() ? "`" : ", `") + utf8::printable(name) + '`';
    if (one.other_serial) {
      sink_.report(Code::import_other_serial, utf8::printable(one.id))
          .file(source_->name)
          .help(say("was the device replaced? then take the old one out of the facts, or give it another identifier",
                    "设备是否已更换？如已更换，请从事实中删除旧设备，或为其更改标识"))
          .emit();
    } else {
      sink_.report(Code::import_ambiguous, utf8::printable(one.id), names).file(source_->name).emit();
    }
    left_out_.push_back(one.id);
    ++merged_.left_out;
  }

  void conflict(const std::string& to, const std::string& from, const Localised& known, const Localised& given) {
    ++merged_.conflicts;
    refused_.insert(from);
    Diagnostic message;
    message.code = Code::import_conflicts;
    message.severity = info(message.code).severity;
    const auto place = place_of(from);
    message.text = say(info(message.code).en, info(message.code).zh, known, place, given);
    message.pointer = to;
    message.has_pointer = true;
    message.file = place;
    const std::vector<std::string> wanted{to};
    if (const auto at = facts::locate(sources_[file_].text(), file_, wanted).front()) {
      message.labels.push_back({*at, say("known here", "已知事实")});
    }
    if (const auto source = notes_.source_of(to); !source.empty()) {
      message.help.push_back(say("known from {}", "已知事实来自 {}", utf8::printable(source)));
    }
    message.help.push_back(
        say("find out which is right, and change the facts or the source", "请核实何者正确，再修改事实或来源"));
    sink_.add(std::move(message));
  }

  // "core.cfg:12", of the line that says the fact or the first of what it stands in.
  auto place_of(const std::string& from) const -> std::string {
    for (auto at = from; !at.empty(); at.resize(at.rfind('/'))) {
      for (const auto& witness : source_->findings.witnesses) {
        if (witness.pointer != at && !witness.pointer.starts_with(at + '/')) continue;
        if (witness.line > 0) return place_in(*source_, witness);
      }
    }
    return source_->name;
  }

  // ---- walking

  // Whether the choices that were imported are choices of these policies.
  auto can_hold(const Type& type, const Json& value) const -> bool {
    if (type.kind != Kind::enumeration) return true;
    const auto& choices = program_.enumerations[type.enumeration()].choices;
    const auto is_one = [&](const Json& one) {
      return one.is_string() &&
             std::ranges::find(choices, one.get<std::string>(), &model::EnumeratorInfo::name) != choices.end();
    };
    return value.is_array() ? std::ranges::all_of(value, is_one) : is_one(value);
  }

  // Takes out what these policies have no fact for.
  void prune(RecordId record, Json& given, const std::string& from) {
    std::vector<std::string> unknown;
    for (auto& [name, value] : given.items()) {
      auto inner = from;
      facts::append_step(inner, name);
      const auto field = program_.find_field(record, name);
      if (!field || !can_hold(program_.fields[*field].type, value)) {
        unknown.push_back(name);
        refused_.insert(inner);
        continue;
      }
      const auto& type = program_.fields[*field];
      if (type.type.kind != Kind::record || type.ref) continue;
      if (value.is_object()) prune(type.type.record(), value, inner);
      if (!value.is_array()) continue;
      for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i].is_object()) prune(type.type.record(), value[i], inner + '/' + std::to_string(i));
      }
    }
    for (const auto& name : unknown) {
      given.erase(name);
      sink_.report(Code::import_no_such_fact, name, program_.records[record].name).file(source_->name).emit();
    }
  }

  void take_object(RecordId record, Json& known, const std::string& to, const Json& given, const std::string& from) {
    for (const auto& [name, value] : given.items()) {
      auto inner_to = to;
      auto inner_from = from;
      facts::append_step(inner_to, name);
      facts::append_step(inner_from, name);
      take_field(known, name, *program_.find_field(record, name), inner_to, value, inner_from);
    }
  }

  void take_field(Json& holder, const std::string& name, FieldId field, const std::string& to, const Json& value,
                  const std::string& from) {
    if (!holder.contains(name) || holder[name].is_null()) return give(holder, name, to, value, from);
    auto& known = holder[name];
    const auto& type = program_.fields[field];
    const bool records = type.type.kind == Kind::record && !type.ref;
    if (records && type.type.list && known.is_array()) return agree_records(known, field, to, value, from);
    if (records && known.is_object()) return take_object(type.type.record(), known, to, value, from);
    if (type.type.list && known.is_array()) return agree_values(known, to, value, from);
    if (same_value(type, known, value)) {
      ++merged_.same;
      return;
    }
    conflict(to, from, say("`{}`", "`{}`", shown(known)), say("`{}`", "`{}`", shown(value)));
  }

  // What nobody knew. Of a list of hosts or records that are left out, the others.
  void give(Json& holder, const std::string& name, const std::string& to, const Json& value, const std::string& from) {
    const auto absence = notes_.absence_of(to);
    if (absence == Absence::does_not_exist || absence == Absence::not_supported) {
      return conflict(to, from, facts::absence_words(*absence), say("`{}`", "`{}`", shown(value)));
    }
    if (from == "/hosts" && !left_out_.empty()) {
      set(holder, name, to, Json::array());
      notes_.mark_incomplete(to);
      return;
    }
    notes_.drop_absence(to);
    set(holder, name, to, value);
    fresh_.insert(from);
    merged_.added += leaf_count(value);
  }

  // Lists of values: two that are complete hold the same; one that is not may be added to.
  void agree_values(Json& known, const std::string& to, const Json& value, const std::string& from) {
    const bool known_open = notes_.is_incomplete(to);
    const bool given_open = open_lists_.contains(from);
    const bool contradicts = (!known_open && !all_in(value, known)) || (!given_open && !all_in(known, value));
    if (contradicts) return conflict(to, from, say("`{}`", "`{}`", shown(known)), say("`{}`", "`{}`", shown(value)));
    bool changed = false;
    for (const auto& one : value) {
      if (is_in(known, one)) continue;
      append(known, to, one);
      changed = true;
    }
    if (known_open && !given_open) {
      notes_.mark_complete(to);
      changed = true;
    }
    ++(changed ? merged_.added : merged_.same);
  }

  // Elements with the same key are the same thing; without keys those at the same place.
  void agree_records(Json& known, FieldId field, const std::string& to, const Json& value, const std::string& from) {
    const auto record = program_.fields[field].type.record();
    const auto key = program_.records[record].key;
    const auto name = key ? program_.fields[*key].name : std::string();
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < known.size(); ++i) places.emplace(key_of(known[i], name, i), i);
    const bool known_open = notes_.is_incomplete(to);
    const bool given_open = open_lists_.contains(from);
    std::size_t met = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
      const auto inner_from = from + '/' + std::to_string(i);
      if (from == "/hosts" && std::ranges::find(left_out_, key_of(value[i], "id", i)) != left_out_.end()) {
        refused_.insert(inner_from);
        continue;
      }
      const auto found = places.find(key_of(value[i], name, i));
      const auto place = found == places.end() ? known.size() : found->second;
      const auto inner_to = to + '/' + std::to_string(place);
      moved_[inner_from] = inner_to;
      if (found != places.end()) {
        ++met;
        if (known[place].is_object()) take_object(record, known[place], inner_to, value[i], inner_from);
      } else if (known_open) {
        append(known, to, value[i]);
        fresh_.insert(inner_from);
        merged_.added += leaf_count(value[i]);
      } else {
        conflict(to, inner_from,
                 say("a complete list without `{}`", "完整清单，其中没有 `{}`", key_of(value[i], name, i)),
                 say("that there is `{}`", "有 `{}`", key_of(value[i], name, i)));
      }
    }
    // What is said to be all of them does not name one that is known.
    if (!given_open && met < places.size()) {
      conflict(to, from, say("{} of them", "共 {} 个", known.size()), say("{} of them", "共 {} 个", value.size()));
    } else if (!given_open && known_open) {
      notes_.mark_complete(to);
    }
  }

  static auto key_of(const Json& element, const std::string& name, std::size_t place) -> std::string {
    if (name.empty() || !element.is_object() || !element.contains(name)) return std::to_string(place);
    return element[name].is_string() ? element[name].get<std::string>() : dumped(element[name]);
  }

  // ---- what is said of facts

  // Where in the facts that is which stood there in the source.
  auto moved(const std::string& from) const -> std::string {
    for (auto at = from; !at.empty(); at.resize(at.rfind('/'))) {
      if (const auto found = moved_.find(at); found != moved_.end()) return found->second + from.substr(at.size());
    }
    return from;
  }
  static auto is_below(const std::set<std::string>& roots, const std::string& from) -> bool {
    for (auto at = from; !at.empty(); at.resize(at.rfind('/'))) {
      if (roots.contains(at)) return true;
    }
    return false;
  }

  void take_incomplete() {
    for (const auto& list : source_->findings.incomplete_lists) {
      if (is_below(fresh_, list) && !is_below(refused_, list)) notes_.mark_incomplete(moved(list));
    }
  }

  void take_missing() {
    for (const auto& one : source_->findings.missing) {
      if (is_below(refused_, one.pointer)) continue;
      const auto to = moved(one.pointer);
      if (std::string unknown; !assess::read_fact_name(program_, to, unknown)) {
        refused_.insert(one.pointer);
        continue;
      }
      const auto because = absence_of_gap(one.because);
      const auto pointer = Json::json_pointer(to);
      if (facts_.contains(pointer) && !facts_[pointer].is_null()) {
        if (because == Absence::does_not_exist) {
          conflict(to, one.pointer, say("`{}`", "`{}`", shown(facts_[pointer])), facts::absence_words(because));
        }
        continue;
      }
      if (!facts_.contains(pointer.parent_pointer())) {
        refused_.insert(one.pointer);
        continue;
      }
      const auto known = notes_.absence_of(to);
      if (known && (because != Absence::does_not_exist || *known == because)) continue;
      notes_.drop_absence(to);
      notes_.add_absence(to, because, one.note);
      if (because == Absence::does_not_exist) ++merged_.added;
    }
  }

  void take_evidence() {
    for (const auto& witness : source_->findings.witnesses) {
      if (is_below(refused_, witness.pointer)) continue;
      notes_.add_evidence(*source_, witness, moved(witness.pointer));
    }
  }

  // ---- changes

  void set(Json& holder, const std::string& name, const std::string& to, const Json& value) {
    const bool null = holder.contains(name);
    holder[name] = value;
    operations_.push_back({{"op", null ? "replace" : "add"}, {"path", to}, {"value", value}});
  }
  void append(Json& list, const std::string& to, const Json& value) {
    operations_.push_back({{"op", "add"}, {"path", to + "/-"}, {"value", value}});
    list.push_back(value);
  }

  const model::Program& program_;
  const Sources& sources_;
  FileId file_;
  Json& facts_;
  Json& operations_;
  Notes& notes_;
  Merged& merged_;
  Sink& sink_;
  ImportedSource* source_ = nullptr;
  std::vector<std::string> left_out_;         // ids of hosts
  std::set<std::string> open_lists_;          // of the source: incomplete ones
  std::set<std::string> fresh_;               // what was taken over whole
  std::set<std::string> refused_;             // what was not taken over
  std::map<std::string, std::string> moved_;  // elements of lists: where they are in the facts
};

}  // namespace

auto place_in(const ImportedSource& source, const Witness& witness) -> std::string {
  auto place = source.name;
  if (!witness.part.empty()) place += '[' + utf8::printable(witness.part) + ']';
  if (witness.line > 0) place += ':' + std::to_string(witness.line);
  return place;
}

auto merge(const model::Program& program, const Sources& sources, FileId file, std::vector<ImportedSource> imported,
           Sink& sink) -> Merged {
  Merged merged;
  merged.text = std::string(sources[file].text());
  auto facts = Json::parse(merged.text, nullptr, false);
  if (!facts.is_object()) facts = Json::object();
  // Numbers and escapes that would come back as they are: then the facts may be written anew.
  const bool empty = facts.empty();
  const bool ours = empty || assess::laid_out(dumped(facts)) == merged.text;
  Json operations = Json::array();
  Notes notes(facts, operations);
  tell_namesakes_apart(program, imported);
  for (auto& source : imported) {
    SourceMerger(program, sources, file, facts, operations, notes, merged, sink).take(source);
  }
  if (operations.empty()) return merged;
  if (ours) {
    merged.text = assess::laid_out(dumped(facts));
    return merged;
  }
  Sources own;
  const auto before = own.add("facts", merged.text);
  const auto patch = own.add("patch", dumped(operations));
  Sink silent;
  if (auto text = facts::apply_patch(own, before, patch, silent)) merged.text = std::move(*text);
  return merged;
}

}  // namespace dengbao::importing
