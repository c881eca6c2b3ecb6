#include "import/notes.h"

namespace dengbao::importing {

using facts::Absence;

namespace {

auto member(const Json& object, const char* name) -> std::string {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

auto entry_key(const std::string& source, const std::string& sha256, const std::string& method) -> std::string {
  return source + '\n' + sha256 + '\n' + method;
}

}  // namespace

Notes::Notes(Json& facts, Json& operations) : facts_(facts), operations_(operations) {
  for (const auto& [name, pointers] : {std::pair{"missing", &in_missing_}, std::pair{"lists", &in_lists_}}) {
    if (!facts_.contains(name) || !facts_[name].is_array()) continue;
    for (const auto& entry : facts_[name]) pointers->insert(member(entry, "facts"));
  }
  if (!facts_.contains("evidence") || !facts_["evidence"].is_array()) return;
  const auto& all = facts_["evidence"];
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].is_object() || !all[i].contains("facts")) continue;
    const auto source = member(all[i], "source");
    entries_.emplace(entry_key(source, member(all[i], "sha256"), member(all[i], "method")), i);
    const auto& pointers = all[i]["facts"];
    for (const auto& pointer : pointers.is_array() ? pointers : Json::array({pointers})) {
      if (!pointer.is_string()) continue;
      said_.emplace(i, pointer.get<std::string>());
      sources_.emplace(pointer.get<std::string>(), source);
    }
  }
}

auto Notes::place_in(const char* list, const std::string& pointer) const -> std::optional<std::size_t> {
  if (!facts_.contains(list) || !facts_[list].is_array()) return std::nullopt;
  const auto& entries = facts_[list];
  for (std::size_t i = entries.size(); i > 0; --i) {
    const auto& entry = entries[i - 1];
    if (entry.is_object() && entry.contains("facts") && entry["facts"] == pointer) return i - 1;
  }
  return std::nullopt;
}

void Notes::add(const char* list, Json entry) {
  if (!facts_.contains(list) || !facts_[list].is_array()) {
    facts_[list] = Json::array();
    operations_.push_back({{"op", "add"}, {"path", std::string("/") + list}, {"value", Json::array()}});
  }
  operations_.push_back({{"op", "add"}, {"path", std::string("/") + list + "/-"}, {"value", entry}});
  facts_[list].push_back(std::move(entry));
}

void Notes::remove(const char* list, std::size_t place) {
  facts_[list].erase(facts_[list].begin() + static_cast<std::ptrdiff_t>(place));
  operations_.push_back({{"op", "remove"}, {"path", std::string("/") + list + "/" + std::to_string(place)}});
}

auto Notes::absence_of(const std::string& pointer) const -> std::optional<Absence> {
  if (!in_missing_.contains(pointer)) return std::nullopt;
  const auto place = place_in("missing", pointer);
  if (!place) return std::nullopt;
  const auto because = member(facts_["missing"][*place], "because");
  for (const auto absence : {Absence::does_not_exist, Absence::not_supported, Absence::not_looked,
                             Absence::collection_failed, Absence::contradictory, Absence::too_old}) {
    if (facts::absence_name(absence) == because) return absence;
  }
  return std::nullopt;
}

void Notes::drop_absence(const std::string& pointer) {
  if (in_missing_.erase(pointer) == 0) return;
  while (const auto place = place_in("missing", pointer)) remove("missing", *place);
}

void Notes::add_absence(const std::string& pointer, Absence because, const std::string& note) {
  in_missing_.insert(pointer);
  add("missing", {{"facts", pointer}, {"because", std::string(facts::absence_name(because))}, {"note", note}});
}

auto Notes::is_incomplete(const std::string& list) const -> bool {
  if (!in_lists_.contains(list)) return false;
  const auto place = place_in("lists", list);
  return place && member(facts_["lists"][*place], "are") == "incomplete";
}

void Notes::mark_incomplete(const std::string& list) {
  if (is_incomplete(list)) return;
  in_lists_.insert(list);
  add("lists", {{"facts", list}, {"are", "incomplete"}});
}

void Notes::mark_complete(const std::string& list) {
  if (is_incomplete(list)) remove("lists", *place_in("lists", list));
}

auto Notes::source_of(const std::string& pointer) const -> std::string {
  for (auto at = pointer; !at.empty(); at.resize(at.rfind('/'))) {
    if (const auto found = sources_.find(at); found != sources_.end()) return found->second;
  }
  return {};
}

void Notes::add_evidence(const ImportedSource& source, const Witness& witness, const std::string& pointer) {
  const auto place = dengbao::importing::place_in(source, witness);
  sources_.emplace(pointer, place);
  const auto key = entry_key(place, source.sha256, source.findings.method);
  const auto known = entries_.find(key);
  if (known != entries_.end()) {
    if (!said_.emplace(known->second, pointer).second) return;
    auto& pointers = facts_["evidence"][known->second]["facts"];
    const auto path = "/evidence/" + std::to_string(known->second) + "/facts";
    if (!pointers.is_array()) {
      pointers = Json::array({pointers, pointer});
      operations_.push_back({{"op", "replace"}, {"path", path}, {"value", pointers}});
      return;
    }
    pointers.push_back(pointer);
    operations_.push_back({{"op", "add"}, {"path", path + "/-"}, {"value", pointer}});
    return;
  }
  Json entry{{"facts", Json::array({pointer})},
             {"method", source.findings.method},
             {"source", place},
             {"by", source.by},
             {"on", source.findings.on.value_or(source.on).to_string()}};
  if (!source.file.empty()) entry["file"] = source.file;
  entry["sha256"] = source.sha256;
  add("evidence", std::move(entry));
  const auto index = facts_["evidence"].size() - 1;
  entries_.emplace(key, index);
  said_.emplace(index, pointer);
}

}  // namespace dengbao::importing
