#include "syntax/lowering.h"

namespace dengbao::syntax {
namespace {

// Durations stay far from the end of what a whole number holds.
constexpr std::int64_t most_units = 99'999'999'999;
constexpr std::uint32_t most_levels = 99;

auto of_unit(PolicyParser::UnitContext* unit, std::int64_t count) -> Duration {
  constexpr std::int64_t minute = 60;
  constexpr std::int64_t hour = 60 * minute;
  constexpr std::int64_t day = 24 * hour;
  switch (unit->start->getType()) {
    case PolicyParser::YEARS:
      return {12 * count, 0};
    case PolicyParser::MONTHS:
      return {count, 0};
    case PolicyParser::WEEKS:
      return {0, 7 * day * count};
    case PolicyParser::DAYS:
      return {0, day * count};
    case PolicyParser::HOURS:
      return {0, hour * count};
    case PolicyParser::MINUTES:
      return {0, minute * count};
    default:
      return {0, count};
  }
}

void report_bad_duration(Lowering& to, Span span, const char* why_en, const char* why_zh) {
  const auto& words = info(Code::bad_literal);
  const auto text = to.origin.text(span);
  Diagnostic diagnostic;
  diagnostic.code = Code::bad_literal;
  diagnostic.severity = words.severity;
  diagnostic.has_span = true;
  diagnostic.span = span;
  diagnostic.text = {fmt::format(fmt::runtime(words.en), text, "a duration", why_en),
                     fmt::format(fmt::runtime(words.zh), text, "时长", why_zh)};
  to.sink.add(std::move(diagnostic));
}

}  // namespace

auto lower_number(Lowering& to, const antlr4::Token* number) -> Number {
  const auto span = to.origin.span(number);
  const auto parsed = Number::parse(to.origin.text(span));
  if (!parsed.number) {
    // A leading zero is no number for JSON; here it does no harm.
    auto digits = to.origin.text(span);
    while (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') digits.remove_prefix(1);
    const auto again = Number::parse(digits);
    if (again.number) return *again.number;
    to.sink.report(Code::number_too_long, span, to.origin.text(span));
  }
  return parsed.number.value_or(Number{});
}

auto lower_date(Lowering& to, const antlr4::Token* date) -> Date {
  const auto span = to.origin.span(date);
  const auto parsed = Date::parse(to.origin.text(span));
  if (!parsed) to.sink.report(Code::bad_date, span, to.origin.text(span));
  return parsed.value_or(Date{});
}

auto lower_duration(Lowering& to, PolicyParser::DurationContext* duration) -> Duration {
  const auto errors = to.sink.errors();
  const auto number = lower_number(to, duration->NUMBER()->getSymbol());
  const auto span = to.origin.span(duration);
  if (to.sink.errors() != errors) return {};
  if (!number.is_whole()) {
    report_bad_duration(to, span, "it takes a whole number", "须为整数");
    return {};
  }
  if (number.whole() > most_units) {
    report_bad_duration(to, span, "it is too long", "过长");
    return {};
  }
  return of_unit(duration->unit(), number.whole());
}

auto lower_level(Lowering& to, const antlr4::Token* level) -> std::uint32_t {
  const auto span = to.origin.span(level);
  const auto parsed = Number::parse(to.origin.text(span));
  if (parsed.number && parsed.number->is_whole() && *parsed.number <= Number{most_levels}) {
    return static_cast<std::uint32_t>(parsed.number->whole());
  }
  to.sink.report(Code::level_not_whole, span, to.origin.text(span));
  return 1;
}

}  // namespace dengbao::syntax
