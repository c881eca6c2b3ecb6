#include "report/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/diagnostic.h"
#include "eval/verdict.h"
#include "report/layout.h"

namespace dengbao::report {
namespace {

using eval::Standing;
using eval::Verdict;

// A verdict as it stands: what was not assessed, like what does not apply, stands aside.
auto standing_of(const std::string& name) -> Standing {
  const auto verdict = eval::verdict_named(name);
  if (!verdict) return Standing::aside;
  return *verdict == Verdict::medium ? Standing::open : eval::standing(*verdict);
}

auto verdict_words(const std::string& name, Lang lang) -> std::string {
  if (name.empty()) return say("not assessed", "未评估").in(lang);
  const auto verdict = eval::verdict_named(name);
  return verdict ? eval::verdict_words(*verdict).in(lang).str() : name;
}

// A risk's verdict is its severity.
auto verdict_in(const Json& entry) -> std::string {
  return entry.value("verdict", entry.value("severity", std::string()));
}

auto texts_of(const Json& entry) -> std::vector<std::string> {
  std::vector<std::string> texts;
  for (const auto& reason : entry.value("reasons", Json::array())) texts.push_back(reason.value("text", ""));
  return texts;
}

using ByName = std::map<std::string, const Json*>;

auto by_name(const Json& list, const char* name) -> ByName {
  ByName entries;
  for (const auto& entry : list) entries.emplace(entry.value(name, ""), &entry);
  return entries;
}

auto look_up(const ByName& entries, const std::string& name) -> const Json* {
  const auto found = entries.find(name);
  return found == entries.end() ? nullptr : found->second;
}

// The names of both, those of `after` first and in its order.
auto names(const Json& after, const Json& before, const char* name) -> std::vector<std::string> {
  std::vector<std::string> found;
  for (const auto* list : {&after, &before}) {
    for (const auto& entry : *list) {
      auto one = entry.value(name, "");
      if (std::ranges::find(found, one) == found.end()) found.push_back(std::move(one));
    }
  }
  return found;
}

auto subjects_of(const Json* rule) -> const Json& {
  static const Json none = Json::array();
  if (rule == nullptr) return none;
  const auto found = rule->find("findings");
  if (found != rule->end()) return *found;
  const auto subjects = rule->find("subjects");
  return subjects == rule->end() ? none : *subjects;
}

auto head_of(const Json& assessment) -> Json {
  Json head;
  for (const auto* key : {"network", "level", "as_of", "verdict", "score", "conclusion", "counts"}) {
    if (assessment.contains(key)) head[key] = assessment[key];
  }
  return head;
}

auto shown(const Json& value) -> std::string {
  if (value.is_null()) return "?";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float()) return fmt::format("{:.2f}", value.get<double>());
  if (value.is_object() && value.contains("from")) return shown(value["from"]) + "–" + shown(value["to"]);
  return value.dump();
}

}  // namespace

Comparison::Comparison(const Json& before, const Json& after) : before_(head_of(before)), after_(head_of(after)) {
  add_rules(before, after, "results", "requirement");
  add_rules(before, after, "risks", "risk");
  add_rules(before, after, "duties", "duty");
}

void Comparison::add_rules(const Json& before, const Json& after, const char* list, const char* name) {
  const auto old_list = before.value(list, Json::array());
  const auto new_list = after.value(list, Json::array());
  const auto old_rules = by_name(old_list, name);
  const auto new_rules = by_name(new_list, name);
  for (const auto& rule : names(new_list, old_list, name)) {
    const auto* was = look_up(old_rules, rule);
    const auto* is = look_up(new_rules, rule);
    const auto& old_subjects = subjects_of(was);
    const auto& new_subjects = subjects_of(is);
    if (old_subjects.empty() && new_subjects.empty()) {
      add(name, rule, was, is);
      continue;
    }
    const auto old_by_id = by_name(old_subjects, "id");
    const auto new_by_id = by_name(new_subjects, "id");
    for (const auto& id : names(new_subjects, old_subjects, "id")) {
      const auto found = entries_.size();
      // Where a rule has no subjects at all, as when another provides it, its own verdict is theirs.
      const auto* old_one = old_subjects.empty() ? was : look_up(old_by_id, id);
      const auto* new_one = new_subjects.empty() ? is : look_up(new_by_id, id);
      add(name, rule, old_one, new_one);
      if (entries_.size() > found) entries_.back().subject = id;
    }
  }
}

void Comparison::add(const std::string& kind, const std::string& rule, const Json* before, const Json* after) {
  Entry entry;
  entry.kind = kind;
  entry.rule = rule;
  if (before != nullptr) entry.before = verdict_in(*before);
  if (after != nullptr) entry.after = verdict_in(*after);
  const auto was = standing_of(entry.before);
  const auto is = standing_of(entry.after);
  if (after == nullptr && (was == Standing::bad || was == Standing::open)) {
    entry.change = Change::gone;
  } else if (is == Standing::bad) {
    entry.change = was == Standing::bad ? Change::still_open : Change::new_failure;
  } else if (was == Standing::bad) {
    entry.change = is == Standing::open ? Change::newly_undecided : Change::fixed;
  } else if (is == Standing::open && was != Standing::open) {
    entry.change = Change::newly_undecided;
  } else if (was == Standing::open && is != Standing::open) {
    entry.change = Change::decided;
  } else {
    return;
  }
  if (before != nullptr && after != nullptr) entry.reasons_changed = texts_of(*before) != texts_of(*after);
  const auto* told = entry.change == Change::fixed || after == nullptr ? before : after;
  if (told != nullptr) entry.reasons = told->value("reasons", Json::array());
  entries_.push_back(std::move(entry));
}

auto Comparison::count(Change change) const -> std::size_t {
  return static_cast<std::size_t>(std::ranges::count(entries_, change, &Entry::change));
}

auto Comparison::name(Change change) -> std::string {
  static constexpr std::array<std::string_view, changes> words = {"new-failure", "newly-undecided", "fixed", "decided",
                                                                  "gone",        "still-open"};
  return std::string(words[static_cast<std::size_t>(change)]);
}

auto Comparison::words(Change change) -> Localised {
  static const std::array<Localised, changes> words = {{{"New failures", "新出现的问题"},
                                                        {"Newly undecided", "新出现的未判定项"},
                                                        {"Fixed", "已解决"},
                                                        {"Decided now", "现已判定"},
                                                        {"No longer there", "已不存在"},
                                                        {"Still open", "仍未解决"}}};
  return words[static_cast<std::size_t>(change)];
}

auto Comparison::head_text(Lang lang) const -> std::string {
  std::string out;
  const auto line = [&](std::string_view en, std::string_view zh, const char* key) {
    if (!before_.contains(key) || !after_.contains(key)) return;
    auto was = shown(before_[key]);
    auto is = shown(after_[key]);
    if (std::string_view(key) == "verdict") {
      was = verdict_words(was, lang);
      is = verdict_words(is, lang);
    }
    const auto both = was == is ? was : was + " → " + is;
    out += padded(std::string(lang == Lang::zh ? zh : en), 12) + both + "\n";
  };
  line("network", "网络", "network");
  line("level", "级别", "level");
  line("as of", "评估日", "as_of");
  line("verdict", "总体结论", "verdict");
  line("score", "得分", "score");
  line("conclusion", "测评结论", "conclusion");
  return out;
}

auto Comparison::entry_text(const Entry& entry, Lang lang, std::size_t columns) const -> std::string {
  auto out = "  " + entry.rule + (entry.subject.empty() || entry.subject == "network" ? "" : " · " + entry.subject);
  out += "  " + verdict_words(entry.before, lang) + " → " + verdict_words(entry.after, lang);
  if (entry.change == Change::still_open && entry.reasons_changed) {
    out += say("  (reasons changed)", "（理由有变化）").in(lang);
  }
  out += "\n";
  const bool tells = entry.change != Change::still_open || entry.reasons_changed;
  if (!tells) return out;
  constexpr std::size_t most = 3;
  for (std::size_t i = 0; i < std::min(most, entry.reasons.size()); ++i) {
    out += wrapped("    ", "      ", entry.reasons[i].value("text", ""), columns);
  }
  if (entry.reasons.size() > most) {
    out += say("    {} more\n", "    另有 {} 条\n", entry.reasons.size() - most).in(lang);
  }
  return out;
}

auto Comparison::text(Lang lang, std::size_t columns) const -> std::string {
  auto out = head_text(lang);
  for (std::size_t index = 0; index < changes; ++index) {
    const auto change = static_cast<Change>(index);
    if (count(change) == 0) continue;
    out += fmt::format("\n── {} {}\n", words(change).in(lang), count(change));
    for (const auto& entry : entries_) {
      if (entry.change == change) out += entry_text(entry, lang, columns);
    }
  }
  if (entries_.empty()) out += say("\nNothing changed.\n", "\n没有变化。\n").in(lang);
  return out;
}

auto Comparison::json() const -> std::string {
  Json json;
  json["schema"] = "dengbao.comparison/1";
  json["before"] = before_;
  json["after"] = after_;
  for (std::size_t index = 0; index < changes; ++index) {
    const auto change = static_cast<Change>(index);
    json["counts"][name(change)] = count(change);
  }
  json["changes"] = Json::array();
  for (const auto& entry : entries_) {
    Json one = {{"change", name(entry.change)}, {entry.kind, entry.rule}};
    if (!entry.subject.empty()) one["subject"] = entry.subject;
    one["before"] = entry.before.empty() ? Json() : Json(entry.before);
    one["after"] = entry.after.empty() ? Json() : Json(entry.after);
    if (entry.change == Change::still_open) one["reasons_changed"] = entry.reasons_changed;
    one["reasons"] = entry.reasons;
    json["changes"].push_back(std::move(one));
  }
  return json_text(json);
}

}  // namespace dengbao::report
