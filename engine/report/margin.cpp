#include "report/margin.h"

#include <fmt/format.h>

#include "assess/margin.h"
#include "report/layout.h"
#include "report/repairs.h"

namespace dengbao::report {
namespace {

auto find_margin(const Context& context, const Finding& finding) -> assess::Margin {
  return assess::find_margin(context.program, context.facts, context.sources, finding.proof);
}

// ", now 12": of a single value how far away it is.
auto now_words(const Context& context, const std::vector<explain::Change>& changes) -> std::string {
  const auto& first = changes.front();
  if (changes.size() > 1 || first.kind != explain::Change::Kind::set || !first.bound) return {};
  const auto held = context.facts.get(first.fact.row, first.fact.field);
  return fmt::format(fmt::runtime(in(context, " (now {})", "（现为 {}）")),
                     context.program.value_words(held, context.program.fields[first.fact.field].type, context.lang));
}

auto break_words(const Explained& explained, const assess::Break& one) -> std::string {
  const auto& context = explained.context;
  return changes_words(context, one.changes, explained.words) + now_words(context, one.changes) +
         fmt::format(fmt::runtime(in(context, "  ({})", "（{}）")),
                     size_words(context, one.changes.size(), one.smallest)) +
         " → " + verdict_text(context, one.verdict);
}

auto expiry_words(const Context& context, const assess::Expiry& expiry) -> std::string {
  const auto words = in(context,
                        expiry.days == 1 ? "from {} on, in 1 day, though nothing changes → "
                                         : "from {} on, in {} days, though nothing changes → ",
                        "自 {} 起（{} 天后），即使事实不变 → ");
  return fmt::format(fmt::runtime(words), expiry.on.to_string(), expiry.days) + verdict_text(context, expiry.verdict);
}

}  // namespace

auto has_margin(const explain::JudgedSubject& subject) -> bool {
  return eval::standing(subject.verdict) == eval::Standing::good && subject.verdict != eval::Verdict::provided &&
         subject.subject.is_value();
}

auto margin_lines(const Explained& explained) -> std::vector<std::string> {
  const auto& context = explained.context;
  const auto margin = find_margin(context, explained.finding);
  std::vector<std::string> lines;
  for (const auto& one : margin.breaks) lines.push_back(break_words(explained, one));
  if (margin.expires) lines.push_back(expiry_words(context, *margin.expires));
  if (lines.empty() && margin.impossible) {
    lines.push_back(in(context,
                       "no change of these facts would break it, and no day ends it; new objects are not tried",
                       "修改现有事实不会改变该结论，也没有到期日；未尝试新增对象"));
  }
  return lines;
}

auto margin_json(const Context& context, const Finding& finding, const explain::Words& en, const explain::Words& zh)
    -> Json {
  const auto margin = find_margin(context, finding);
  Json json;
  json["at_least"] = margin.impossible ? Json() : Json(margin.at_least);
  json["breaks"] = Json::array();
  for (const auto& one : margin.breaks) {
    json["breaks"].push_back({{"size", one.changes.size()},
                              {"smallest", one.smallest ? Json(*one.smallest) : Json()},
                              {"changes", changes_json(one.changes, en, zh)},
                              {"patch", Json::parse(one.patch)},
                              {"verdict", eval::verdict_name(one.verdict)}});
  }
  json["until"] = Json();
  if (margin.expires) {
    json["until"] = {{"date", margin.expires->on.to_string()},
                     {"days", margin.expires->days},
                     {"verdict", eval::verdict_name(margin.expires->verdict)}};
  }
  return json;
}

}  // namespace dengbao::report
