#include "report/decisions.h"

#include <fmt/format.h>

#include "explain/decide.h"
#include "report/layout.h"

namespace dengbao::report {
namespace {

constexpr std::size_t most_together = 5;  // shown

auto find_decisions(const Context& context, const Finding& finding) -> explain::Decisions {
  return explain::find_decisions(context.program, context.facts, finding.proof, finding.reason.facts);
}

// "less than 8 → FAIL; at least 8 → PASS"
auto answers_text(const Explained& explained, const explain::Question& question) -> std::string {
  const auto& context = explained.context;
  if (question.whatever) {
    return in(context, "whatever it is → ", "无论结果如何 → ") + verdict_text(context, *question.whatever);
  }
  if (question.ways.empty()) return in(context, "decides only together with others", "需与其他事实一并判定");
  std::string words;
  const auto separate = [&] { return words.empty() ? "" : in(context, "; ", "；"); };
  for (const auto& way : question.ways) {
    words += separate() + explained.words.answers(way, question.fact) + " → " + verdict_text(context, way.verdict);
  }
  if (question.open.empty()) return words;
  return words + separate() + explained.words.values(question.open, question.fact.field) +
         in(context, " → not decided by this alone", " → 单凭此项不能判定");
}

auto together_lines(const Explained& explained, const std::vector<explain::Way>& ways) -> std::vector<std::string> {
  const auto& context = explained.context;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < std::min(ways.size(), most_together); ++i) {
    lines.push_back(explained.words.answers(ways[i]) + " → " + verdict_text(context, ways[i].verdict));
  }
  if (ways.size() <= most_together) return lines;
  const auto more = ways.size() - most_together;
  lines.push_back(fmt::format(
      fmt::runtime(in(context, more == 1 ? "… and {} more way" : "… and {} more ways", "…… 另有 {} 种")), more));
  return lines;
}

auto way_json(const Context& context, const explain::Way& way, const explain::Words& en, const explain::Words& zh,
              std::optional<explain::FactRef> to) -> Json {
  Json json;
  if (!to) {
    json["facts"] = Json::array();
    for (const auto& one : way.all) {
      if (one.fact.row.index < explain::first_supposed_row) json["facts"].push_back(pointer(context, one.fact));
    }
  }
  json["answer"] = {{"en", en.answers(way, to)}, {"zh", zh.answers(way, to)}};
  json["verdict"] = eval::verdict_name(way.verdict);
  return json;
}

auto verdict_json(std::optional<eval::Verdict> verdict) -> Json {
  return verdict ? Json(eval::verdict_name(*verdict)) : Json();
}

}  // namespace

auto decision_lines(const Explained& explained) -> DecisionLines {
  const auto& context = explained.context;
  const auto decisions = find_decisions(context, explained.finding);
  DecisionLines lines;
  for (const auto& question : decisions.questions)
    lines.questions.emplace_back(question.fact, answers_text(explained, question));
  lines.together = together_lines(explained, decisions.together);
  if (decisions.whatever) {
    lines.whatever = in(context, "Whatever the answers are, it is ", "无论各项结果如何，结论均为") +
                     verdict_text(context, *decisions.whatever);
  }
  return lines;
}

auto decisions_json(const Context& context, const Finding& finding, const explain::Words& en, const explain::Words& zh)
    -> Json {
  const auto decisions = find_decisions(context, finding);
  Json json;
  json["complete"] = decisions.complete;
  json["whatever"] = verdict_json(decisions.whatever);
  json["questions"] = Json::array();
  for (const auto& question : decisions.questions) {
    Json one;
    one["pointer"] = pointer(context, question.fact);
    one["whatever"] = verdict_json(question.whatever);
    one["answers"] = Json::array();
    for (const auto& way : question.ways) one["answers"].push_back(way_json(context, way, en, zh, question.fact));
    if (!question.open.empty()) {
      const auto field = question.fact.field;
      one["undecided"] = {{"en", en.values(question.open, field)}, {"zh", zh.values(question.open, field)}};
    }
    json["questions"].push_back(std::move(one));
  }
  json["together"] = Json::array();
  for (const auto& way : decisions.together) json["together"].push_back(way_json(context, way, en, zh, std::nullopt));
  return json;
}

}  // namespace dengbao::report
