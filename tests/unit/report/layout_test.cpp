#include <catch2/catch.hpp>

#include "facts/load.h"
#include "model/compile.h"
#include "report/facts_schema.h"
#include "report/json.h"
#include "report/layout.h"
#include "syntax/parse.h"

using namespace dengbao;

TEST_CASE("numbers are grouped by thousands") {
  CHECK(report::grouped(0) == "0");
  CHECK(report::grouped(999) == "999");
  CHECK(report::grouped(1000) == "1 000");
  CHECK(report::grouped(1234567) == "1 234 567");
}

TEST_CASE("text wraps at words") {
  CHECK(report::wrapped("- ", "  ", "one two three", 20) == "- one two three\n");
  CHECK(report::wrapped("- ", "  ", "one two three", 9) == "- one two\n  three\n");
  CHECK(report::wrapped("- ", "  ", "immeasurable", 5) == "- immeasurable\n");
  CHECK(report::wrapped("- ", "  ", "", 5) == "- \n");
}

TEST_CASE("Chinese text wraps anywhere but before a closing mark") {
  CHECK(report::wrapped("", "", "口令长度", 4) == "口令\n长度\n");
  CHECK(report::wrapped("", "", "口令，长度", 4) == "口令，\n长度\n");
}

TEST_CASE("padding counts columns, not bytes") {
  CHECK(report::padded("口令", 6) == "口令  ");
  CHECK(report::padded("口令", 3) == "口令");
}

namespace {

auto schema_of(const std::string& records, bool strict) -> nlohmann::json {
  Sources sources;
  Sink sink;
  const auto text = "scheme demo\n  title \"Demo\"\n  levels 1..1\n  facts Site\n" + records;
  model::PolicySet set;
  set.files.push_back(syntax::parse(sources, sources.add("test.policy", text), sink));
  const auto program = model::compile(set, sources, sink);
  for (const auto& diagnostic : sink.sorted()) UNSCOPED_INFO(diagnostic.text.en);
  REQUIRE(program);
  return nlohmann::json::parse(report::facts_schema(*program, strict));
}

constexpr auto records = R"(
record Site
  hosts : list of Host
  main : ref Host
  since : date
record Host label "host" zh "主机"
  key id : text
  kind : one of server, sensor "sensor" zh "传感器"
  kept : duration
)";

}  // namespace

TEST_CASE("the schema follows the records") {
  const auto schema = schema_of(records, false);
  CHECK(schema["$ref"] == "#/$defs/Site");
  const auto& host = schema["$defs"]["Host"];
  CHECK(host["title"] == "host / 主机");
  CHECK(host["required"] == nlohmann::json::parse(R"(["id"])"));
  CHECK(host["properties"]["id"]["type"] == "string");
  CHECK(host["properties"]["kind"]["enum"] == nlohmann::json::parse(R"(["server", "sensor", null])"));
  CHECK_FALSE(host.contains("additionalProperties"));
  const auto& site = schema["$defs"]["Site"]["properties"];
  CHECK(site["hosts"]["items"]["$ref"] == "#/$defs/Host");
  CHECK(site["hosts"]["type"] == nlohmann::json::parse(R"(["array", "null"])"));
  CHECK(site["main"]["type"] == nlohmann::json::parse(R"(["string", "null"])"));
  CHECK(site["since"]["format"] == "date");
  CHECK(site.contains("evidence"));
}

TEST_CASE("a strict schema refuses keys that no record declares") {
  const auto schema = schema_of(records, true);
  CHECK(schema["$defs"]["Host"]["additionalProperties"] == false);
  CHECK(schema["$defs"]["Site"]["additionalProperties"] == false);
}
