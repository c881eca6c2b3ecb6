#include "report/repairs.h"

#include <fmt/format.h>

#include "assess/repair.h"
#include "report/layout.h"
#include "report/subject.h"

namespace dengbao::report {
namespace {

constexpr std::size_t most_broken = 3;  // told of by name

auto find_repairs(const Context& context, const Finding& finding) -> assess::Repairs {
  return assess::find_repairs(context.program, context.facts, context.sources, finding.proof);
}

// "FAIL identity.unique for host db-1"
auto broken_words(const Context& context, const assess::Broken& broken) -> std::string {
  const auto& requirement = context.program.requirements[broken.requirement];
  const auto verdict = eval::verdict_words(broken.verdict).in(context.lang);
  if (broken.subject.is_unknown()) return fmt::format("{} {}", verdict, requirement.name);
  explain::JudgedSubject subject;
  subject.subject = broken.subject;
  subject.type = broken.type;
  return fmt::format("{} {} · {}", verdict, requirement.name, subject_words(context, subject));
}

auto all_broken(const Context& context, const std::vector<assess::Broken>& broken) -> std::string {
  std::string words;
  for (std::size_t i = 0; i < std::min(broken.size(), most_broken); ++i)
    words += (words.empty() ? "" : in(context, ", ", "、")) + broken_words(context, broken[i]);
  if (broken.size() > most_broken) {
    words += fmt::format(fmt::runtime(in(context, " and {} more", "等 {} 项")),
                         context.lang == Lang::zh ? broken.size() : broken.size() - most_broken);
  }
  return words;
}

auto repair_words(const Explained& explained, const assess::Repair& repair) -> std::string {
  const auto& context = explained.context;
  auto words = changes_words(context, repair.changes, explained.words);
  if (!repair.passes) words += in(context, " (something else stays undecided)", "（另有事项仍未判定）");
  words += fmt::format(fmt::runtime(in(context, "  ({})", "（{}）")),
                       size_words(context, repair.changes.size(), repair.smallest, repair.smallest_of_kind));
  if (!repair.breaks.empty()) words += in(context, " — but then ", "——但会导致：") + all_broken(context, repair.breaks);
  return words;
}

auto broken_json(const Context& context, const assess::Broken& broken) -> Json {
  Json json;
  json["requirement"] = context.program.requirements[broken.requirement].name;
  if (!broken.subject.is_unknown()) json["id"] = subject_id(context, broken.subject, broken.type);
  json["verdict"] = eval::verdict_name(broken.verdict);
  return json;
}

}  // namespace

auto size_words(const Context& context, std::size_t changes, std::optional<bool> smallest, bool of_kind)
    -> std::string {
  const auto number =
      fmt::format(fmt::runtime(in(context, changes == 1 ? "{} change" : "{} changes", "{} 处修改")), changes);
  if (changes == 1) return number;
  if (smallest == true) return number + in(context, ", no fewer will do", "，不能再少");
  if (of_kind) return number + in(context, ", no fewer of this kind will do", "，同类修改不能再少");
  return smallest ? number
                  : number + in(context, "; no smaller set was found within the budget", "；在限额内未找到更少的");
}

auto changes_words(const Context& context, const std::vector<explain::Change>& changes, const explain::Words& words)
    -> std::string {
  std::string all;
  for (const auto& line : words.changes(changes)) all += (all.empty() ? "" : in(context, "; ", "；")) + line;
  return all;
}

auto wants_remedy(eval::Verdict verdict) -> bool {
  if (verdict == eval::Verdict::late) return false;
  return eval::standing(verdict) == eval::Standing::bad || verdict == eval::Verdict::medium;
}

auto repair_lines(const Explained& explained) -> RepairLines {
  const auto& context = explained.context;
  if (!wants_repairs(explained.finding.proof.subject.verdict)) return {};
  const auto repairs = find_repairs(context, explained.finding);
  RepairLines lines;
  for (const auto& repair : repairs.alternatives) lines.alternatives.push_back(repair_words(explained, repair));
  if (repairs.impossible) {
    lines.none = in(context,
                    "nothing that could be changed in these facts would do: what is past stays, and new objects are "
                    "not tried",
                    "仅修改现有事实无法达标：已发生的事不能更改，且未尝试新增对象");
  } else if (lines.alternatives.empty() && !repairs.complete) {
    lines.none = in(context, "nothing was found within the budget", "在限额内未找到");
  }
  return lines;
}

auto repairs_text(const Explained& explained) -> std::string {
  const auto& context = explained.context;
  const auto lines = repair_lines(explained);
  const auto to_pass = in(context, " To pass  ", " 达标途径  ");
  std::string out;
  for (const auto& line : lines.alternatives) {
    const auto first = out.empty() ? "\n" + to_pass : in(context, "      or  ", "       或  ");
    out += wrapped(first, "          ", line, context.columns);
  }
  if (lines.none.empty()) return out;
  return out + "\n" + wrapped(to_pass, "          ", lines.none, context.columns);
}

auto changes_json(const std::vector<explain::Change>& changes, const explain::Words& en, const explain::Words& zh)
    -> Json {
  auto json = Json::array();
  const auto english = en.changes(changes);
  const auto chinese = zh.changes(changes);
  for (std::size_t i = 0; i < english.size(); ++i) json.push_back({{"en", english[i]}, {"zh", chinese[i]}});
  return json;
}

auto repairs_json(const Context& context, const Finding& finding, const explain::Words& en, const explain::Words& zh)
    -> Json {
  auto json = Json::array();
  for (const auto& repair : find_repairs(context, finding).alternatives) {
    Json one;
    one["passes"] = repair.passes;
    one["size"] = repair.changes.size();
    one["smallest"] = repair.smallest ? Json(*repair.smallest) : Json();
    if (repair.smallest_of_kind) one["smallest_of_kind"] = true;
    one["changes"] = changes_json(repair.changes, en, zh);
    one["patch"] = Json::parse(repair.patch);
    one["breaks"] = Json::array();
    for (const auto& broken : repair.breaks) one["breaks"].push_back(broken_json(context, broken));
    json.push_back(std::move(one));
  }
  return json;
}

}  // namespace dengbao::report
