#include "report/history/history.h"

#include <catch2/catch.hpp>

namespace dengbao::report {
namespace {

auto kept(const char* as_of, const char* verdict, const Json& score, int high) -> Json {
  Json assessment{{"schema", "dengbao.assessment/1"}, {"as_of", as_of},     {"network", "shop"},
                  {"level", "S3A3G3"},                {"verdict", verdict}, {"score", score}};
  assessment["requirement_counts"] = {{"pass", 5}, {"fail", 1}};
  assessment["risks"] = Json::array();
  for (int i = 0; i < high; ++i) assessment["risks"].push_back({{"risk", "r"}, {"severity", "high"}});
  assessment["risks"].push_back({{"risk", "draft"}, {"severity", "high"}, {"advisory", true}});
  return Json::parse(kept_json(assessment.dump(), "p", "f"));
}

TEST_CASE("only what was kept is read as kept") {
  const auto good = kept("2026-11-21", "fail", 71.4, 1);
  CHECK(is_kept(good));
  for (const auto* name : {"schema", "policies", "facts", "assessment"}) {
    auto without = good;
    without.erase(name);
    CHECK_FALSE(is_kept(without));
  }
  auto other = good;
  other["assessment"]["schema"] = "dengbao.assessment/2";
  CHECK_FALSE(is_kept(other));
  other = good;
  other["facts"] = 7;
  CHECK_FALSE(is_kept(other));
  for (const auto* text : {"[]", "null", "3", "{}"}) CHECK_FALSE(is_kept(Json::parse(text)));
  CHECK_FALSE(is_kept(Json::parse("{", nullptr, false)));
}

TEST_CASE("a kept file is named by day, level and what it holds") {
  const auto one = kept("2026-11-21", "fail", 71.4, 1).dump();
  const auto other = kept("2026-11-21", "pass", 71.4, 1).dump();
  const auto name = kept_name(one, {});
  CHECK(name.starts_with("2026-11-21-S3A3G3-01-"));
  const std::vector there{std::string("README.md"), name};
  CHECK(kept_name(one, there) == name);
  CHECK(kept_name(other, there).starts_with("2026-11-21-S3A3G3-02-"));
}

TEST_CASE("a history is in the order of days, however the files were listed") {
  const auto old = kept("2026-06-30", "fail", Json{{"from", 60}, {"to", 65.5}}, 2);
  const auto now = kept("2026-11-21", "pass", 91, 0);
  CHECK(history_json({now, old}) == history_json({old, now}));
  const auto told = Json::parse(history_json({now, old}))["assessments"];
  REQUIRE(told.size() == 2);
  CHECK(told[0]["as_of"] == "2026-06-30");
  CHECK(told[0]["risks"] == Json{{"high", 2}});  // advisory ones are not counted
  CHECK(told[1]["risks"] == Json::object());
  const auto text = history_text({now, old}, Lang::en);
  CHECK(text.find("60.00–65.50") < text.find("91.00"));
  CHECK(text.find("PASS") != std::string::npos);
}

}  // namespace
}  // namespace dengbao::report
