#include "report/decisions.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "explain/decide.h"
#include "report/layout.h"

namespace dengbao::report {
namespace {

constexpr std::size_t most_together = 5;  // shown

auto find_decisions(const Context& context, const Finding& finding) -> explain::Decisions {
  return explain::find_decisions(context.program, context.facts, finding.proof, finding.reason.facts);
}

auto verdict_text(const Context& context, eval::Verdict verdict) -> std::string {
  return paint(context, ink_of(verdict), eval::verdict_words(verdict).in(context.lang));
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

auto together_text(const Explained& explained, const std::vector<explain::Way>& ways) -> std::string {
  const auto& context = explained.context;
  if (ways.empty()) return {};
  auto out = in(context, "\n Together\n", "\n 几项合起来\n");
  for (std::size_t i = 0; i < std::min(ways.size(), most_together); ++i) {
    out += wrapped("   ", "     ", explained.words.answers(ways[i]) + " → " + verdict_text(context, ways[i].verdict),
                   context.columns);
  }
  if (ways.size() <= most_together) return out;
  return out + fmt::format(
                   fmt::runtime(in(
                       context, ways.size() == most_together + 1 ? "   … and {} more way\n" : "   … and {} more ways\n",
                       "   …… 另有 {} 种\n")),
                   ways.size() - most_together);
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

auto question_text(const Context& context, explain::FactRef fact) -> std::string {
  const auto& field = context.program.fields[fact.field];
  const auto note = context.facts.missing(fact.row, fact.field);
  const bool incomplete = context.facts.list_note(fact.row, fact.field).completeness == facts::Completeness::incomplete;
  auto text = utf8::printable(pointer(context, fact));
  text += " · " + (incomplete ? in(context, "the list is not complete", "清单不完整")
                              : facts::absence_words(note.absence).in(context.lang));
  if (!note.note.empty()) text += in(context, ": ", "：") + utf8::printable(note.note);
  if (!field.ask.empty()) text += " · " + field.ask.in(context.lang);
  return wrapped("   ", "     ", text, context.columns);
}

auto decisions_text(const Explained& explained) -> std::string {
  const auto& context = explained.context;
  const auto decisions = find_decisions(context, explained.finding);
  std::string out;
  for (const auto& question : decisions.questions) {
    out += question_text(context, question.fact) +
           wrapped("     ", "       ", answers_text(explained, question), context.columns);
  }
  if (out.empty()) return out;
  out = in(context, "\n To decide, find out\n", "\n 判定所需的事实\n") + out;
  out += together_text(explained, decisions.together);
  if (decisions.whatever) {
    out += "\n" + wrapped(" ", "   ",
                          in(context, "Whatever the answers are, it is ", "无论各项结果如何，结论均为") +
                              verdict_text(context, *decisions.whatever),
                          context.columns);
  }
  return out;
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
