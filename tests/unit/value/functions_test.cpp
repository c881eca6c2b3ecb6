#include "value/functions.h"

#include <catch2/catch.hpp>
#include <set>

using namespace dengbao;

namespace {
auto call(std::string_view name, const std::vector<Value>& arguments) -> std::string {
  return to_text(find_function(name)->apply(arguments), Lang::en);
}
auto date_value(std::string_view text) -> Value { return Date::parse(text).value(); }
auto subnet_value(std::string_view text) -> Value { return Subnet::parse(text).value(); }
}  // namespace

TEST_CASE("every built-in function is complete and answers for what is missing") {
  std::set<std::string_view> names;
  for (const auto& row : functions()) {
    INFO(row.name);
    CHECK(names.insert(row.name).second);
    CHECK(find_function(row.name) == &row);
    for (const auto* words : {&row.says, &row.doc}) CHECK((!words->en.empty() && !words->zh.empty()));
    for (std::size_t i = 0; i < row.parameters.size(); ++i) {
      if (row.parameters[i].list) continue;  // a whole calendar is not told
      CHECK(row.says.en.find("{" + std::to_string(i) + "}") != std::string::npos);
      CHECK(row.says.zh.find("{" + std::to_string(i) + "}") != std::string::npos);
    }
    CHECK(row.apply(std::vector<Value>(row.parameters.size())).is_unknown());
    const auto of_none = row.apply(std::vector<Value>(row.parameters.size(), Value(None{})));
    if (row.result == truth_type)
      CHECK(of_none.truth() == Truth::no);
    else
      CHECK(of_none.is_none());
  }
  CHECK(find_function("nothing-such") == nullptr);
}

TEST_CASE("built-in functions compute") {
  CHECK(call("length", {std::string_view("口令abc")}) == "5");
  CHECK(call("days", {Duration{18, 0}}) == "545");
  CHECK(call("days", {Duration{0, 36 * 3'600}}) == "1.5");
  CHECK(call("days_between", {date_value("2026-11-01"), date_value("2026-11-21")}) == "20");
  CHECK(call("days_between", {date_value("2026-11-21"), date_value("2026-11-01")}) == "-20");
  CHECK(call("year", {date_value("2026-11-21")}) == "2026");
  CHECK(call("abs", {Number(-3)}) == "3");
  CHECK(call("abs", {Interval{Number(-3), Number(2)}}) == "0 to 3");
  CHECK(call("overlaps", {subnet_value("10.0.0.0/8"), subnet_value("10.1.0.0/16")}) == "yes");
  CHECK(call("overlaps", {subnet_value("10.0.0.0/16"), subnet_value("10.1.0.0/16")}) == "no");
  CHECK(call("overlaps", {subnet_value("0.0.0.0/0"), subnet_value("::/0")}) == "no");
  CHECK(call("prefix_length", {subnet_value("10.0.0.0/8")}) == "8");
}

TEST_CASE("private addresses") {
  const auto is_private = [](std::string_view text) { return call("is_private", {Address::parse(text).value()}); };
  for (const auto* text : {"10.255.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "127.0.0.1",
                           "169.254.1.1", "fd00::1", "::1", "fe80::1", "::ffff:10.0.0.1"}) {
    INFO(text);
    CHECK(is_private(text) == "yes");
  }
  for (const auto* text :
       {"11.0.0.1", "172.32.0.1", "100.128.0.1", "8.8.8.8", "2001:db8::1", "::2", "::ffff:8.8.8.8"}) {
    INFO(text);
    CHECK(is_private(text) == "no");
  }
}

TEST_CASE("working days") {
  const auto dates = [](std::initializer_list<std::string_view> texts) {
    List list;
    for (const auto text : texts) list.elements.push_back(date_value(text));
    return make_list(std::move(list));
  };
  const auto off = dates({"2026-01-01", "2026-10-01", "2026-10-02", "2026-10-05"});
  const auto worked = dates({"2026-10-10"});  // a Saturday
  const auto after = [&](std::string_view start, int count) {
    return call("working-days-after", {date_value(start), Number(count), off, worked});
  };
  CHECK(after("2026-11-06", 1) == "2026-11-09");  // a Friday: over the weekend
  CHECK(after("2026-11-07", 1) == "2026-11-09");  // from a day off
  CHECK(after("2026-09-30", 1) == "2026-10-06");  // over a holiday
  CHECK(after("2026-10-09", 1) == "2026-10-10");  // made up for
  CHECK(after("2026-10-09", 2) == "2026-10-12");
  CHECK(after("2026-10-06", -1) == "2026-09-30");
  CHECK(after("2026-10-03", 0) == "2026-10-03");
  CHECK(after("2026-12-31", 1) == "unknown");     // nobody knows that year's holidays
  CHECK(after("2025-12-31", 1) == "2026-01-02");  // the year of the start is not counted
  CHECK(after("2026-01-02", -1) == "unknown");
  CHECK(call("working-days-before", {date_value("2026-10-06"), Number(1), off, worked}) == "2026-09-30");
  CHECK(call("working-days-after", {date_value("2026-11-06"), Number::parse("1.5").number.value(), off, worked}) ==
        "unknown");
  CHECK(call("working-days-after", {date_value("2026-11-06"), Number(1), dates({}), worked}) == "unknown");
}
