#include "assess/survey/spoken_forms.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <vector>

#include "base/diagnostic.h"

namespace dengbao::assess {
namespace {

auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }

// 2026/11/21, 2026.11.21, 2026年11月21日, with or without leading zeros.
auto written_date(std::string_view text) -> std::string {
  std::vector<std::string> numbers(1);
  for (const auto c : text) {
    if (is_digit(c)) {
      numbers.back() += c;
    } else if (!numbers.back().empty()) {
      numbers.emplace_back();
    }
  }
  if (numbers.back().empty()) numbers.pop_back();
  const bool date = numbers.size() == 3 && numbers[0].size() == 4 && numbers[1].size() <= 2 && numbers[2].size() <= 2;
  const bool spoken =
      text.find_first_not_of("0123456789/.- ") == std::string_view::npos || text.find("年") != std::string_view::npos;
  if (!date || !spoken) return std::string(text);
  return fmt::format("{:0>4}-{:0>2}-{:0>2}", numbers[0], numbers[1], numbers[2]);
}

struct Unit {
  std::string_view word;
  char letter;
  bool of_day = false;  // stands behind the T
};
// Longer words first, so that `months` is not taken for `m`.
constexpr std::array<Unit, 24> units = {{{"years", 'Y'},        {"year", 'Y'},
                                         {"年", 'Y'},           {"months", 'M'},
                                         {"month", 'M'},        {"个月", 'M'},
                                         {"月", 'M'},           {"weeks", 'W'},
                                         {"week", 'W'},         {"周", 'W'},
                                         {"days", 'D'},         {"day", 'D'},
                                         {"天", 'D'},           {"日", 'D'},
                                         {"hours", 'H', true},  {"hour", 'H', true},
                                         {"小时", 'H', true},   {"minutes", 'M', true},
                                         {"minute", 'M', true}, {"分钟", 'M', true},
                                         {"分", 'M', true},     {"seconds", 'S', true},
                                         {"second", 'S', true}, {"秒", 'S', true}}};

void skip_spaces(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == ',')) text.remove_prefix(1);
}

auto take_unit(std::string_view& text) -> std::optional<Unit> {
  for (const auto& unit : units) {
    if (!text.starts_with(unit.word)) continue;
    text.remove_prefix(unit.word.size());
    return unit;
  }
  return std::nullopt;
}

// `1 year 6 months`, `90天`: numbers and units one after the other.
auto written_duration(std::string_view text) -> std::string {
  const std::string as_given(text);
  std::string days = "P";
  std::string within;
  while (!text.empty()) {
    std::string number;
    while (!text.empty() && is_digit(text.front())) {
      number += text.front();
      text.remove_prefix(1);
    }
    skip_spaces(text);
    const auto unit = take_unit(text);
    if (number.empty() || !unit) return as_given;
    (unit->of_day ? within : days) += number + unit->letter;
    skip_spaces(text);
  }
  return within.empty() ? days : days + "T" + within;
}

auto choices(const model::Program& program, const model::Field& field) -> Localised {
  Localised all;
  for (const auto& choice : program.enumerations[field.type.enumeration()].choices) {
    all.en += (all.en.empty() ? "" : "; ") + choice.label.in(Lang::en);
    all.zh += (all.zh.empty() ? "" : "；") + choice.label.in(Lang::zh);
  }
  return field.type.list ? say("any of: {}", "可多选：{}", all) : say("one of: {}", "选其一：{}", all);
}

auto element_form(const model::Program& program, const model::Field& field) -> Localised {
  if (field.type.kind == Kind::record) {
    const auto& record = program.records[field.type.record()];
    if (!record.key) return say("an object with the fields of a {}", "含有{}各字段的对象", record.label);
    return field.type.list ? say("one name for each {}", "每个{}的名称", record.label)
                           : say("the name of the {}", "{}的名称", record.label);
  }
  switch (field.type.kind) {
    case Kind::truth:
      return {"yes or no", "是或否"};
    case Kind::date:
      return {"a date, as 2026-11-21", "日期，如 2026-11-21"};
    case Kind::duration:
      return {"a length of time, as 90 days, 6 months, 15 minutes", "时长，如 90天、6个月、15分钟"};
    case Kind::instant:
      return {"a moment, as 2026-11-21T08:30:00+08:00", "时刻，如 2026-11-21T08:30:00+08:00"};
    case Kind::enumeration:
      return choices(program, field);
    default:
      return program.type_words(field.type.element());
  }
}

}  // namespace

auto written_form(Kind kind, std::string_view text) -> std::string {
  if (kind == Kind::date) return written_date(text);
  if (kind == Kind::duration && !text.empty() && is_digit(text.front())) return written_duration(text);
  return std::string(text);
}

auto words_of_form(const model::Program& program, const model::Field& field) -> Localised {
  if (!field.type.list) return element_form(program, field);
  if (field.type.kind == Kind::record && !program.records[field.type.record()].key) {
    return say("how many there are, as a number ({})", "数量（{}）", program.records[field.type.record()].label);
  }
  return say("{}; several are parted by `;`", "{}；多个用“；”分隔", element_form(program, field));
}

auto spoken_example(const model::Program& program, const model::Field& field) -> Localised {
  const bool list = field.type.list;
  const auto type = field.ref ? program.fields[*program.records[field.type.record()].key].type : field.type.element();
  switch (type.kind) {
    case Kind::truth:
      return {"yes", "是"};
    case Kind::number:
      return list ? Localised{"22; 443", "22；443"} : Localised{"8", "8"};
    case Kind::date:
      return {"2026-11-21", "2026-11-21"};
    case Kind::instant:
      return {"2026-11-21T08:30:00+08:00", "2026-11-21T08:30:00+08:00"};
    case Kind::duration:
      return {"90 days", "90天"};
    case Kind::version:
      return {"9.2p1", "9.2p1"};
    case Kind::address:
      return {"10.20.0.1", "10.20.0.1"};
    case Kind::subnet:
      return {"10.20.0.0/24", "10.20.0.0/24"};
    case Kind::enumeration: {
      const auto& choices = program.enumerations[type.enumeration()].choices;
      if (!list || choices.size() < 2) return choices.front().label;
      return say("{}; {}", "{}；{}", choices[0].label, choices[1].label);
    }
    case Kind::record:
      if (!program.records[type.record()].key) return list ? Localised{"2", "2"} : Localised{"yes", "是"};
      return {};
    case Kind::text:
      return {};  // what names and free words would say nobody knows
  }
  return {};
}

}  // namespace dengbao::assess
