#include "assess/survey/facts_notes.h"

#include <algorithm>

namespace dengbao::assess {

using facts::Absence;

FactsNotes::FactsNotes(const FactsJson& facts, FactsJson& operations) : operations_(operations) {
  for (const auto* list : {"missing", "lists", "evidence"}) {
    if (facts.contains(list) && facts[list].is_array()) notes_[list] = facts[list];
  }
}

auto FactsNotes::place_in(const char* list, const std::string& pointer) const -> std::optional<std::size_t> {
  if (!notes_.contains(list)) return std::nullopt;
  const auto& entries = notes_[list];
  for (std::size_t i = entries.size(); i > 0; --i) {
    const auto& entry = entries[i - 1];
    if (entry.is_object() && entry.contains("facts") && entry["facts"] == pointer) return i - 1;
  }
  return std::nullopt;
}

void FactsNotes::add(const std::string& list, const FactsJson& entry) {
  if (!notes_.contains(list)) {
    notes_[list] = FactsJson::array();
    operations_.push_back({{"op", "add"}, {"path", "/" + list}, {"value", FactsJson::array()}});
  }
  notes_[list].push_back(entry);
  operations_.push_back({{"op", "add"}, {"path", "/" + list + "/-"}, {"value", entry}});
}

void FactsNotes::remove(const std::string& list, std::size_t place) {
  notes_[list].erase(notes_[list].begin() + static_cast<std::ptrdiff_t>(place));
  operations_.push_back({{"op", "remove"}, {"path", "/" + list + "/" + std::to_string(place)}});
}

auto FactsNotes::absence_of(const std::string& pointer) const -> std::optional<Absence> {
  const auto place = place_in("missing", pointer);
  if (!place) return std::nullopt;
  const auto because = notes_["missing"][*place].value("because", "");
  for (const auto absence : {Absence::does_not_exist, Absence::not_supported, Absence::not_looked,
                             Absence::collection_failed, Absence::contradictory, Absence::too_old}) {
    if (facts::absence_name(absence) == because) return absence;
  }
  return std::nullopt;
}

void FactsNotes::drop_absence(const std::string& pointer) {
  while (const auto place = place_in("missing", pointer)) remove("missing", *place);
}

void FactsNotes::add_absence(const std::string& pointer, Absence absence, const std::string& note) {
  FactsJson entry{{"facts", pointer}, {"because", std::string(facts::absence_name(absence))}};
  if (!note.empty()) entry["note"] = note;
  add("missing", entry);
}

auto FactsNotes::is_incomplete(const std::string& list) const -> bool {
  const auto place = place_in("lists", list);
  return place && notes_["lists"][*place].value("are", "") == "incomplete";
}

void FactsNotes::mark_incomplete(const std::string& list) {
  if (!is_incomplete(list)) add("lists", {{"facts", list}, {"are", "incomplete"}});
}

auto FactsNotes::mark_complete(const std::string& list) -> bool {
  if (!is_incomplete(list)) return false;
  remove("lists", *place_in("lists", list));
  return true;
}

void FactsNotes::add_evidence(const Interview& interview, const std::vector<std::string>& pointers) {
  FactsJson entry{{"facts", FactsJson::array()}, {"method", "interview"}};
  if (!interview.source.empty()) entry["source"] = interview.source;
  if (!interview.by.empty()) entry["by"] = interview.by;
  if (interview.on) entry["on"] = interview.on->to_string();
  const auto place = same_interview(entry);
  if (!place) {
    for (const auto& pointer : pointers) entry["facts"].push_back(pointer);
    return add("evidence", entry);
  }
  auto& covered = notes_["evidence"][*place]["facts"];
  for (const auto& pointer : pointers) {
    if (std::ranges::find(covered, FactsJson(pointer)) != covered.end()) continue;
    covered.push_back(pointer);
    const auto path = "/evidence/" + std::to_string(*place) + "/facts/-";
    operations_.push_back({{"op", "add"}, {"path", path}, {"value", pointer}});
  }
}

// An entry that says the same but for the facts.
auto FactsNotes::same_interview(const FactsJson& entry) const -> std::optional<std::size_t> {
  if (!notes_.contains("evidence")) return std::nullopt;
  const auto& all = notes_["evidence"];
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& other = all[i];
    if (!other.is_object() || !other.contains("facts") || !other["facts"].is_array()) continue;
    const bool same =
        other.size() == entry.size() && std::ranges::all_of(entry.items(), [&](const auto& item) {
          return item.key() == "facts" || (other.contains(item.key()) && other[item.key()] == item.value());
        });
    if (same) return i;
  }
  return std::nullopt;
}

}  // namespace dengbao::assess
