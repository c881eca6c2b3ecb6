#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/assessment.h"
#include "assess/calendar/calendar.h"
#include "report/context.h"
#include "report/json.h"

// The duties of a network as an appointment book: for a person, for programs, for the calendar that people look at.
namespace dengbao::report {

// A duty with one of its subjects, in words.
struct CalendarEntry {
  const model::Requirement* duty = nullptr;
  std::uint32_t level = 0;
  assess::Appointment appointment;
  eval::Timing timing;
  eval::Verdict verdict{};
  bool advisory = false;             // rests on a draft alone
  std::string uid;                   // the same in every run, whatever the facts and the language
  std::string subject;               // its id
  std::string words;                 // host db-1; empty for the whole network
  std::string clauses;               // GB/T 22239-2019 8.1.10.6.a
  std::string remedy;                // what is to be done; empty where the policy does not say
  std::string why;                   // of what is open: what is not known
  std::vector<std::string> missing;  // pointers of the facts that are not known
};

// Overdue ones first, then those of which it is not known, then what is coming, then what is done; each kind by its
// day. `assessment`: of judge_duties; the entries view it and the program.
[[nodiscard]] auto calendar_entries(const Context& context, const assess::Assessment& assessment)
    -> std::vector<CalendarEntry>;

// 1 if something that counts is overdue, else 2 if something that counts is open, else 0. Drafts do not count.
[[nodiscard]] auto calendar_status(const std::vector<CalendarEntry>& entries) -> int;

// `-12` for what was due twelve days before the date of assessment.
[[nodiscard]] auto days_until(const Context& context, Date day) -> std::int64_t;

[[nodiscard]] auto stage_name(assess::Stage stage) -> std::string_view;  // overdue, open, coming, done

// One entry, for others that tell of duties: as lines of text, and as in the JSON of the calendar.
[[nodiscard]] auto calendar_entry_text(const Context& context, const CalendarEntry& entry) -> std::string;
[[nodiscard]] auto calendar_entry_json(const Context& context, const CalendarEntry& entry) -> Json;

[[nodiscard]] auto calendar_text(const Context& context, const assess::Assessment& assessment,
                                 const std::vector<CalendarEntry>& entries) -> std::string;
// dengbao.calendar/1, see tests/schemas/calendar.schema.json.
[[nodiscard]] auto calendar_json(const Context& context, const assess::Assessment& assessment,
                                 const std::vector<CalendarEntry>& entries) -> std::string;
// iCalendar (RFC 5545): an all-day event for every entry that has a day.
[[nodiscard]] auto calendar_ics(const Context& context, const std::vector<CalendarEntry>& entries) -> std::string;

}  // namespace dengbao::report
