#include "report/calendar/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "base/utf8.h"
#include "report/json.h"
#include "report/layout.h"
#include "report/remedy_words.h"
#include "report/results.h"
#include "report/rule_lines.h"
#include "report/subject.h"
#include "report/uuid.h"

namespace dengbao::report {
namespace {

using assess::Stage;

// The network by its key, so that two of them in one calendar do not get in each other's way.
auto uid_of(const Context& context, const model::Requirement& duty, const std::string& subject) -> std::string {
  const auto network = subject_id(context, context.facts.root(), Type{});
  return uuid_of(
      fmt::format("calendar\n{}\n{}\n{}\n{}", context.program.scheme.name, network, duty.qualified(), subject));
}

auto missing_of(const SubjectResult& subject) -> std::vector<std::string> {
  std::vector<std::string> pointers;
  for (const auto& line : subject.reasons) {
    for (const auto& pointer : line.pointers) {
      if (std::ranges::find(pointers, pointer) == pointers.end()) pointers.push_back(pointer);
    }
  }
  return pointers;
}

auto entry_of(const Context& context, const RuleResult& rule, const SubjectResult& subject,
              const assess::Appointment& appointment) -> CalendarEntry {
  CalendarEntry entry;
  entry.duty = rule.rule;
  entry.level = rule.judgement->level;
  entry.appointment = appointment;
  entry.timing = subject.judged.timing.value_or(eval::Timing{});
  entry.verdict = subject.judged.verdict;
  entry.advisory = assess::advisory(context.program, *rule.rule);
  entry.subject = subject.id;
  entry.uid = uid_of(context, *rule.rule, subject.id);
  if (subject.id != "network") entry.words = subject.words;
  entry.clauses = clause_words(context, *rule.judgement);
  entry.remedy = subject.remedy.empty() ? remedy_words(context, *rule.rule, entry.level) : subject.remedy;
  if (appointment.stage == Stage::open) {
    entry.why = subject.summary;
    entry.missing = missing_of(subject);
  }
  return entry;
}

auto stage_words(Stage stage) -> Localised {
  static const std::array<Localised, 4> words = {{{"Overdue", "已逾期"},
                                                  {"Not known from the facts", "事实不足，无法判断"},
                                                  {"Coming", "即将到期"},
                                                  {"Done, nothing further due", "已完成，无后续期限"}}};
  return words[static_cast<std::size_t>(stage)];
}

auto count_of(const std::vector<CalendarEntry>& entries, Stage stage) -> std::size_t {
  return static_cast<std::size_t>(
      std::ranges::count(entries, stage, [](const CalendarEntry& entry) { return entry.appointment.stage; }));
}

// "195 days late", "in 12 days", "today"
auto distance_words(const Context& context, Date day) -> std::string {
  const auto days = days_until(context, day);
  if (days == 0) return in(context, "today", "今天");
  if (days < 0) return fmt::format(fmt::runtime(in(context, "{} days ago", "已过 {} 天")), -days);
  return fmt::format(fmt::runtime(in(context, "in {} days", "还有 {} 天")), days);
}

}  // namespace

auto days_until(const Context& context, Date day) -> std::int64_t {
  return std::int64_t{day.days} - context.settings.as_of.days;
}

auto stage_name(Stage stage) -> std::string_view {
  static constexpr std::array<std::string_view, 4> names = {"overdue", "open", "coming", "done"};
  return names[static_cast<std::size_t>(stage)];
}

auto calendar_entries(const Context& context, const assess::Assessment& assessment) -> std::vector<CalendarEntry> {
  std::vector<CalendarEntry> entries;
  for (const auto& rule : tell_results(context, assessment).duties) {
    for (const auto& subject : rule.subjects) {
      const auto appointment = assess::appointment_of(subject.judged);
      if (appointment) entries.push_back(entry_of(context, rule, subject, *appointment));
    }
  }
  // What has no day comes before what has one: it may be due already.
  const auto place = [](const CalendarEntry& entry) {
    return std::tuple(entry.appointment.stage, entry.appointment.day, entry.advisory);
  };
  std::ranges::stable_sort(entries, {}, place);
  return entries;
}

auto calendar_status(const std::vector<CalendarEntry>& entries) -> int {
  const auto any = [&](Stage stage) {
    return std::ranges::any_of(
        entries, [&](const CalendarEntry& entry) { return !entry.advisory && entry.appointment.stage == stage; });
  };
  if (any(Stage::overdue)) return 1;
  return any(Stage::open) ? 2 : 0;
}

auto calendar_entry_text(const Context& context, const CalendarEntry& entry) -> std::string {
  const auto& [stage, day] = entry.appointment;
  auto head = "  " + padded(day ? day->to_string() : "—", 10) + "  ";
  const bool counts_down = day && stage != Stage::done;
  head += padded(counts_down ? distance_words(context, *day) : "", 14) + "  " + entry.duty->name;
  if (!entry.words.empty()) head += " · " + entry.words;
  if (entry.advisory) head += in(context, "  (draft, advisory)", "（征求意见稿，仅供参考）");
  auto out = justified(context, head, paint(context, Ink::faint, entry.clauses));
  const std::string indent(28, ' ');
  out += wrapped(indent, indent, entry.duty->title.in(context.lang), context.columns);
  if (entry.timing.done) {
    const auto late = entry.verdict == eval::Verdict::late;
    const auto words = late ? in(context, "done late, on {}", "逾期完成于 {}") : in(context, "done on {}", "完成于 {}");
    out += indent + fmt::format(fmt::runtime(words), entry.timing.done->to_string()) + "\n";
  }
  if (stage == Stage::open) out += wrapped(indent + "? ", indent + "  ", entry.why, context.columns);
  if (stage == Stage::overdue) out += wrapped(indent + "→ ", indent + "  ", entry.remedy, context.columns);
  return out;
}

auto calendar_entry_json(const Context& context, const CalendarEntry& entry) -> Json {
  const auto& [stage, day] = entry.appointment;
  Json json;
  json["uid"] = entry.uid;
  json["duty"] = entry.duty->name;
  json["title"] = {{"en", entry.duty->title.en}, {"zh", entry.duty->title.in(Lang::zh)}};
  json["subject"] = entry.subject;
  json["stage"] = stage_name(stage);
  json["day"] = day ? Json(day->to_string()) : Json();
  json["days"] = day ? Json(days_until(context, *day)) : Json();
  json["verdict"] = eval::verdict_name(entry.verdict);
  json.update(timing_json(entry.timing));
  json["advisory"] = entry.advisory;
  json["clauses"] = entry.clauses;
  json["remedy"] = entry.remedy;
  if (stage == Stage::open) {
    json["why"] = entry.why;
    json["missing"] = entry.missing;
  }
  return json;
}

auto calendar_text(const Context& context, const assess::Assessment& assessment,
                   const std::vector<CalendarEntry>& entries) -> std::string {
  auto out =
      fmt::format(fmt::runtime(in(context, "Duties of {} · level {} · as of {}\n", "{} 的期限义务 · 第 {} 级 · {}\n")),
                  utf8::printable(context.facts.name(context.facts.root(), context.lang)), assessment.level,
                  assessment.as_of.to_string());
  for (const auto stage : {Stage::overdue, Stage::open, Stage::coming, Stage::done}) {
    const auto count = count_of(entries, stage);
    if (count == 0) continue;
    out += fmt::format("\n{} {}\n", paint(context, Ink::strong, stage_words(stage).in(context.lang)), count);
    for (const auto& entry : entries) {
      if (entry.appointment.stage == stage) out += calendar_entry_text(context, entry);
    }
  }
  if (entries.empty()) out += in(context, "\nNothing is due, now or later.\n", "\n现在和今后都没有到期的义务。\n");
  return out;
}

auto calendar_json(const Context& context, const assess::Assessment& assessment,
                   const std::vector<CalendarEntry>& entries) -> std::string {
  Json json;
  json["schema"] = "dengbao.calendar/1";
  json["scheme"] = context.program.scheme.name;
  json["network"] = context.facts.name(context.facts.root(), Lang::en);
  json["level"] = assessment.level;
  json["as_of"] = assessment.as_of.to_string();
  for (const auto stage : {Stage::overdue, Stage::open, Stage::coming, Stage::done}) {
    json["counts"][std::string(stage_name(stage))] = count_of(entries, stage);
  }
  json["entries"] = Json::array();
  for (const auto& entry : entries) json["entries"].push_back(calendar_entry_json(context, entry));
  return json_text(json);
}

}  // namespace dengbao::report
