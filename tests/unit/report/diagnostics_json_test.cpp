#include "report/diagnostics_json.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace dengbao::report {

TEST_CASE("a message as an editor reads it: places count code points, the end lies behind the words") {
  Sources sources;
  const auto file = sources.add("等保.policy", "record A\n  主机 : txt\n");
  Sink sink;
  sink.report(Code::unknown_type, Span{file, 20, 23}, "txt")
      .label(Span{file, 7, 8}, say("in this record", "在此记录中"))
      .help(say("did you mean `text`?", "是不是想写 `text`？"));
  sink.report(Code::no_policies, "policies").file("policies");
  const auto json = nlohmann::json::parse(diagnostics_json(sink.sorted(), sources));
  REQUIRE(json.size() == 2);
  CHECK_FALSE(json[0].contains("line"));
  CHECK(json[0]["file"] == "policies");
  CHECK(json[1]["file"] == "等保.policy");
  CHECK(json[1]["line"] == 2);
  CHECK(json[1]["column"] == 8);
  CHECK(json[1]["end_column"] == 11);
  CHECK(json[1]["severity"] == "error");
  CHECK(json[1]["labels"][0]["column"] == 8);
  CHECK(json[1]["help"][0]["zh"] == "是不是想写 `text`？");
}

TEST_CASE("no messages are an empty list") { CHECK(diagnostics_json({}, Sources()) == "[]\n"); }

}  // namespace dengbao::report
