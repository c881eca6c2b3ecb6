#include "import/scap_host.h"

#include <algorithm>

#include "import/scap_rules.h"

namespace dengbao::importing {

ScapHost::ScapHost(const ScapRun& of, const ScapResults* collected, std::string pointer, Findings& into)
    : run(of), seen(collected), findings(into), pointer_(std::move(pointer)) {
  for (const auto& rule : run.rules) {
    if (rule.result != "notselected" && rule.result != "notapplicable") by_name_[rule.name].push_back(&rule);
  }
}

auto ScapHost::passed(std::string_view rule) const -> ScapRules {
  const auto found = by_name_.find(rule);
  if (found == by_name_.end()) return {};
  const auto passes = [](const ScapRule* one) {
    return !one->overridden && (one->result == "pass" || one->result == "fixed");
  };
  return std::ranges::all_of(found->second, passes) ? found->second : ScapRules();
}

auto ScapHost::passed_by_pattern(std::string_view pattern) const -> ScapRules {
  const auto head = pattern.substr(0, pattern.find('*'));
  ScapRules all;
  for (auto at = by_name_.lower_bound(head); at != by_name_.end() && at->first.starts_with(head); ++at) {
    if (!fits_pattern(at->first, pattern)) continue;
    const auto found = passed(at->first);
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

auto ScapHost::failed(std::string_view rule) const -> ScapRules {
  const auto found = by_name_.find(rule);
  if (found == by_name_.end()) return {};
  const auto fails = [](const ScapRule* one) { return !one->overridden && one->result == "fail"; };
  return std::ranges::all_of(found->second, fails) ? found->second : ScapRules();
}

auto ScapHost::variable(std::string_view name) const -> const ScapText* {
  const auto found = run.values.find(name);
  return found == run.values.end() ? nullptr : &found->second;
}

auto ScapHost::has(const std::string& field) const -> bool {
  return findings.facts.contains(Json::json_pointer(at(field)));
}

auto ScapHost::put_new(const std::string& field, const Json& value) -> bool {
  auto& place = findings.facts[Json::json_pointer(at(field))];
  if (!place.is_null()) return place == value;
  place = value;
  return true;
}

void ScapHost::put(const std::string& field, const Json& value, const ScapText& said) {
  if (put_new(field, value)) witness(field, said);
}

auto ScapHost::put_element(const std::string& list, const Json& value) -> std::string {
  findings.incomplete(at(list));
  auto& field = elements_[{list, value.dump()}];
  if (field.empty()) field = findings.append(at(list), value, 0).substr(pointer_.size());
  return field;
}

void ScapHost::witness(const std::string& field, std::uint32_t line, std::size_t piece) {
  findings.witness(at(field), line);
  findings.pieces[piece].use = Use::fact;
}

void ScapHost::witness(const std::string& field, const ScapRules& rules) {
  for (const auto* rule : rules) witness(field, rule->line, rule->piece);
}

auto ScapHost::fields_of(std::string_view field) const -> std::vector<std::string> {
  constexpr std::string_view all = "/accounts/*";
  if (!field.starts_with(all)) return {std::string(field)};
  std::vector<std::string> fields;
  for (const auto place : with_password) {
    fields.push_back("/accounts/" + std::to_string(place) + std::string(field.substr(all.size())));
  }
  return fields;
}

void ScapHost::gap(const std::string& field, Gap because, const std::string& note) {
  gaps_.try_emplace(field, because, note);
}

void ScapHost::tell_gaps() {
  for (const auto& [field, gap] : gaps_) {
    if (has(field)) continue;
    auto& holder = findings.facts[Json::json_pointer(at(field.substr(0, field.rfind('/'))))];
    if (holder.is_null()) holder = Json::object();
    findings.absent(at(field), gap.first, gap.second, 0);
  }
}

}  // namespace dengbao::importing
