#pragma once

#include <optional>

#include "assess/assessment.h"

// What has to be done by when: the duties of a network, as an appointment book keeps them.
namespace dengbao::assess {

// Where a duty stands for one subject, in the order in which somebody has to mind it.
enum class Stage : std::uint8_t {
  overdue,  // was due, and not done
  open,     // the facts do not tell
  coming,   // has to be done by a day that is still to come
  done,     // nothing further is due
};

struct Appointment {
  Stage stage{};
  std::optional<Date> day;  // by which it has (had) to be done; of what is done, the day by which it had to be
};

// Of one subject of a duty. Nothing where it does not concern the subject. What was done late was done: with a
// recurring duty the next due day is what counts from then on.
[[nodiscard]] auto appointment_of(const explain::JudgedSubject& subject) -> std::optional<Appointment>;

// An assessment of the duties alone, advisory ones too: level, date and `duties` are filled in, the rest is empty.
[[nodiscard]] auto judge_duties(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings)
    -> Assessment;

}  // namespace dengbao::assess
