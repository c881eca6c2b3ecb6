#include "explain/judge_kinds.h"

namespace dengbao::explain {
namespace {

using namespace model;

void note(eval::DoneDates& done, const Value& value, Truth in) {
  const auto* date = value.get_if<Date>();
  if (date != nullptr && in == Truth::yes) {
    done.dates.push_back(*date);
  } else if (!value.is_none()) {
    done.open = done.open || in != Truth::no;
  }
}

// Nothing is due where what it is counted from does not exist.
auto due_date(const World& world, const Due& due, Frame& frame) -> Value {
  const auto date = evaluate(world, due.date, frame);
  if (!due.distance || date.is_none()) return date;
  const auto distance = evaluate(world, *due.distance, frame);
  if (distance.is_none()) return distance;
  return arithmetic(due.before ? ArithmeticOp::subtract : ArithmeticOp::add, date, distance);
}

}  // namespace

auto done_dates(const World& world, const Requirement& duty, Frame& frame) -> eval::DoneDates {
  eval::DoneDates done;
  if (!world.program.exprs[*duty.done_on].type.list) {
    note(done, evaluate(world, *duty.done_on, frame), Truth::yes);
    return done;
  }
  const auto list = members_of(world, *duty.done_on, frame);
  done.open = list.open;
  for (const auto& member : list.members) note(done, member.value, member.in);
  return done;
}

void judge_duty(const World& world, const Requirement& duty, Frame& frame, JudgedSubject& result) {
  const auto done = done_dates(world, duty, frame);
  const auto as_of = world.settings.as_of;
  if (duty.due) {
    result.timing = eval::due_once(due_date(world, *duty.due, frame), done, as_of);
  } else {
    const auto start = evaluate(world, duty.every->start, frame);
    result.timing = eval::due_again(start, evaluate(world, duty.every->period, frame), done, as_of);
  }
  result.verdict = result.timing->verdict;
}

}  // namespace dengbao::explain
