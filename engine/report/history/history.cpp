#include "report/history/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/sha256.h"
#include "base/utf8.h"
#include "eval/verdict.h"
#include "report/layout.h"

namespace dengbao::report {
namespace {

auto as_of(const Json& kept) -> std::string { return kept["assessment"].value("as_of", ""); }

// The same day: in the order of their digests, so that a history is the same wherever its files were listed.
void sort(std::vector<Json>& kept) {
  std::ranges::stable_sort(kept, {}, [](const Json& one) { return as_of(one); });  // of one day as they were kept
}

auto risks_of(const Json& assessment) -> std::map<std::string, int> {
  std::map<std::string, int> counts;
  for (const auto& risk : assessment.value("risks", Json::array())) {
    if (!risk.value("advisory", false)) ++counts[risk.value("severity", "")];
  }
  return counts;
}

// 78.57, or 78.57–82.38 while it is not decided; a dash where the policies have none.
auto number_words(const Json& value) -> std::string {
  if (value.is_number()) return fmt::format("{:.2f}", value.get<double>());
  if (value.is_object() && value.contains("from")) return number_words(value["from"]) + "–" + number_words(value["to"]);
  return "–";
}

auto entry_of(const Json& kept) -> Json {
  const auto& assessment = kept["assessment"];
  Json json;
  for (const auto* name : {"as_of", "network", "level", "verdict"}) json[name] = assessment.value(name, "");
  json["score"] = assessment.value("score", Json());
  json["conclusion"] = assessment.value("conclusion", Json());
  json["requirements"] = assessment.value("requirement_counts", Json::object());
  json["risks"] = Json::object();
  for (const auto& [severity, count] : risks_of(assessment)) json["risks"][severity] = count;
  json["policies"] = kept["policies"];
  json["facts"] = kept["facts"];
  return json;
}

}  // namespace

auto kept_json(const std::string& assessment, const std::string& policies, const std::string& facts) -> std::string {
  Json json;
  json["schema"] = "dengbao.kept/1";
  json["policies"] = policies;
  json["facts"] = facts;
  json["assessment"] = Json::parse(assessment);
  return json_text(json);
}

auto kept_name(const std::string& kept, std::span<const std::string> there) -> std::string {
  const auto json = Json::parse(kept);
  const auto day_and_level = fmt::format("{}-{}-", as_of(json), json["assessment"].value("level", ""));
  const auto end = fmt::format("-{}.json", sha256(kept).substr(0, 12));
  std::size_t number = 1;
  for (const auto& name : there) {
    if (!name.starts_with(day_and_level)) continue;
    if (name.ends_with(end)) return name;
    ++number;
  }
  return fmt::format("{}{:02}{}", day_and_level, number, end);
}

auto is_kept(const Json& json) -> bool {
  if (!json.is_object() || json.value("schema", "") != "dengbao.kept/1") return false;
  const auto has_text = [&](const char* name) { return json.contains(name) && json[name].is_string(); };
  return has_text("policies") && has_text("facts") && json.contains("assessment") && json["assessment"].is_object() &&
         json["assessment"].value("schema", "") == "dengbao.assessment/1";
}

auto history_text(std::vector<Json> kept, Lang lang) -> std::string {
  sort(kept);
  const auto words = [&](std::string_view en, std::string_view zh) { return std::string(lang == Lang::zh ? zh : en); };
  const auto row = [](const std::vector<std::string>& cells) {
    static constexpr std::size_t widths[] = {12, 10, 12, 16, 7, 9, 7, 7, 8, 10};
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) line += padded(cells[i], widths[i]);
    return line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  };
  auto out = row({words("as of", "评估日"), words("level", "级别"), words("verdict", "总体结论"),
                  words("score", "得分"), words("pass", "符合"), words("partial", "部分符合"), words("fail", "不符合"),
                  words("open", "未定"), words("high", "高风险"), words("medium", "中风险")});
  for (const auto& one : kept) {
    const auto entry = entry_of(one);
    const auto count = [&](const char* list, const char* name) { return std::to_string(entry[list].value(name, 0)); };
    const auto verdict = eval::verdict_named(entry.value("verdict", ""));
    out += row({entry.value("as_of", ""), entry.value("level", ""),
                verdict ? eval::verdict_words(*verdict).in(lang).str() : entry.value("verdict", ""),
                number_words(entry["score"]), count("requirements", "pass"), count("requirements", "partial"),
                count("requirements", "fail"), count("requirements", "undecided"), count("risks", "high"),
                count("risks", "medium")});
  }
  return out;
}

auto history_json(std::vector<Json> kept) -> std::string {
  sort(kept);
  Json json;
  json["schema"] = "dengbao.history/1";
  json["assessments"] = Json::array();
  for (const auto& one : kept) json["assessments"].push_back(entry_of(one));
  return json_text(json);
}

}  // namespace dengbao::report
