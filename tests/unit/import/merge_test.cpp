#include "import/merge.h"

#include "host_records.h"
#include "imported.h"

using namespace dengbao;
using namespace dengbao::importing;
using namespace dengbao::importing::test;

namespace {

struct Merging {
  HostRecords records;
  Sources sources;
  Sink sink;

  auto into(const std::string& facts, std::vector<ImportedSource> imported) -> Merged {
    return importing::merge(records.build.program(), sources, sources.add("facts.json", facts), std::move(imported),
                            sink);
  }
};

auto source(const std::string& name, Json host, bool whole = true) -> ImportedSource {
  ImportedSource one{name, "", "0123", "test", *Date::parse("2026-11-20"), {}};
  auto& findings = one.findings;
  for (const auto& [field, value] : host.items()) findings.put("/hosts/0/" + field, value, 7);
  findings.incomplete("/hosts");
  if (!whole) findings.incomplete("/hosts/0/addresses");
  return one;
}

auto parsed(const Merged& merged) -> Json { return Json::parse(merged.text); }

const Json core{{"id", "core"}, {"name", "core"}, {"addresses", {"10.0.0.1"}}, {"session_timeout", "PT600S"}};

}  // namespace

TEST_CASE("an import into nothing gives facts with evidence to the line") {
  Merging merging;
  const auto merged = merging.into("{}\n", {source("core.cfg", core)});
  const auto facts = parsed(merged);
  CHECK(facts["hosts"][0]["session_timeout"] == "PT600S");
  CHECK(facts["lists"] == Json::array({{{"facts", "/hosts"}, {"are", "incomplete"}}}));
  const auto& evidence = facts["evidence"][0];
  CHECK(evidence["source"] == "core.cfg:7");
  CHECK(evidence["method"] == "examine");
  CHECK(evidence["on"] == "2026-11-20");
  CHECK(evidence["sha256"] == "0123");
  CHECK(evidence["facts"].size() == 4);
}

TEST_CASE("imported twice, nothing changes") {
  Merging merging;
  const auto once = merging.into("{}\n", {source("core.cfg", core)});
  auto later = source("core.cfg", core);
  later.on = *Date::parse("2026-11-25");
  const auto twice = merging.into(once.text, {later});
  CHECK(twice.text == once.text);
  CHECK(twice.added == 0);
  CHECK(twice.conflicts == 0);
}

TEST_CASE("what is known stays, and a contradiction is told with both values and both places") {
  Merging merging;
  const auto once = merging.into("{}\n", {source("core.cfg", core)});
  auto other = core;
  other["session_timeout"] = "PT30M";
  const auto merged = merging.into(once.text, {source("survey.cfg", other)});
  CHECK(merged.conflicts == 1);
  CHECK(parsed(merged)["hosts"][0]["session_timeout"] == "PT600S");
  const auto told = merging.sink.sorted();
  REQUIRE(told.size() == 1);
  CHECK(told[0].code == Code::import_conflicts);
  CHECK(told[0].text.en.find("PT600S") != std::string::npos);
  CHECK(told[0].text.en.find("survey.cfg:7 says `PT30M`") != std::string::npos);
  CHECK(told[0].help[0].en == "known from core.cfg:7");
  CHECK(told[0].labels.size() == 1);
  // The fact keeps the evidence of the one source alone.
  const auto after = parsed(merged);
  for (const auto& entry : after["evidence"]) {
    if (entry["source"] != "survey.cfg:7") continue;
    CHECK(std::ranges::find(entry["facts"], Json("/hosts/0/session_timeout")) == entry["facts"].end());
  }
}

TEST_CASE("two sources of one run may contradict each other") {
  Merging merging;
  auto other = core;
  other["session_timeout"] = "PT30M";
  const auto merged = merging.into("{}\n", {source("a.cfg", core), source("b.cfg", other)});
  CHECK(merged.conflicts == 1);
  CHECK(merging.sink.sorted()[0].help[0].en == "known from a.cfg:7");
}

TEST_CASE("the same value in other words is no contradiction") {
  Merging merging;
  const auto once = merging.into("{}\n", {source("core.cfg", core)});
  auto other = core;
  other["session_timeout"] = "PT10M";
  CHECK(merging.into(once.text, {source("b.cfg", other)}).conflicts == 0);
}

TEST_CASE("a host is known by its name or its address") {
  Merging merging;
  const std::string known = R"({"hosts": [{"id": "sw-1", "name": "Core.example.com", "addresses": ["10.0.0.1"]},
                                          {"id": "db-1", "addresses": ["10.0.0.2"]}]})";
  SECTION("name") {
    const auto merged = merging.into(known, {source("core.cfg", {{"id", "core"}, {"session_timeout", "PT600S"}})});
    CHECK(merged.conflicts == 0);
    CHECK(parsed(merged)["hosts"][0]["session_timeout"] == "PT600S");
  }
  SECTION("address") {
    const auto merged = merging.into(
        known, {source("scan.xml", {{"id", "10.0.0.2"}, {"addresses", {"10.0.0.2"}}, {"session_timeout", "PT5M"}})});
    CHECK(merged.conflicts == 0);
    CHECK(parsed(merged)["hosts"].size() == 2);
    CHECK(parsed(merged)["hosts"][1]["session_timeout"] == "PT5M");
  }
  SECTION("another") {
    const auto merged = merging.into(known, {source("new.cfg", {{"id", "new"}, {"name", "new"}})});
    CHECK(merged.conflicts == 1);  // the list is said to be complete
    CHECK(parsed(merged)["hosts"].size() == 2);
  }
}

TEST_CASE("factory addresses do not make two devices one") {
  Merging merging;
  auto other = core;
  other["id"] = other["name"] = "access";
  const auto merged = merging.into("{}\n", {source("core.cfg", core), source("access.cfg", other)});
  CHECK(merged.conflicts == 0);
  CHECK(parsed(merged)["hosts"].size() == 2);
}

TEST_CASE("a host that may be several is left out") {
  Merging merging;
  const std::string known =
      R"({"hosts": [{"id": "a", "addresses": ["10.0.0.1"]}, {"id": "b", "addresses": ["10.0.0.1"]}]})";
  const auto merged = merging.into(known, {source("scan.xml", {{"id", "10.0.0.1"}, {"addresses", {"10.0.0.1"}}})});
  CHECK(merged.left_out == 1);
  CHECK(merging.sink.sorted()[0].code == Code::import_ambiguous);
  CHECK(merged.text == known);
}

TEST_CASE("lists: one that is not complete may be added to") {
  Merging merging;
  const auto part = merging.into("{}\n", {source("scan.xml", {{"id", "core"}, {"addresses", {"10.0.0.1"}}}, false)});
  CHECK(parsed(part)["lists"].size() == 2);
  const auto whole =
      merging.into(part.text, {source("core.cfg", {{"id", "core"}, {"addresses", {"10.0.0.1", "10.0.0.9"}}})});
  CHECK(whole.conflicts == 0);
  CHECK(parsed(whole)["hosts"][0]["addresses"] == Json({"10.0.0.1", "10.0.0.9"}));
  CHECK(parsed(whole)["lists"].size() == 1);
  const auto more =
      merging.into(whole.text, {source("scan.xml", {{"id", "core"}, {"addresses", {"10.0.0.77"}}}, false)});
  CHECK(more.conflicts == 1);
}

TEST_CASE("facts of an unknown kind are left out, and said so") {
  Merging merging;
  auto host = core;
  host["colour"] = "green";
  const auto merged = merging.into("{}\n", {source("core.cfg", host)});
  CHECK(merging.sink.sorted()[0].code == Code::import_no_such_fact);
}

TEST_CASE("a facts file that people laid out keeps its bytes but for what is added") {
  Merging merging;
  const std::string known = "{ \"hosts\": [ {\"id\": \"core\",   \"name\": \"core\"} ],\n  \"x\": 1.50 }";
  const auto merged = merging.into(known, {source("core.cfg", {{"id", "core"}, {"session_timeout", "PT600S"}})});
  CHECK(merged.text.starts_with("{ \"hosts\": [ {\"id\": \"core\",   \"name\": \"core\""));
  CHECK(merged.text.find("1.50") != std::string::npos);
  CHECK(parsed(merged)["hosts"][0]["session_timeout"] == "PT600S");
}

TEST_CASE("the serial number decides which host it is") {
  Merging merging;
  const std::string known = R"({"hosts": [{"id": "a", "name": "a", "serial_number": "SN10001"},
                                          {"id": "b", "name": "b", "addresses": ["10.0.0.2"], "serial_number": "SN10002"}],
                                "lists": [{"facts": "/hosts", "are": "incomplete"}]})";
  SECTION("the same, though it was renamed") {
    const auto merged =
        merging.into(known, {source("x", {{"id", "new"}, {"serial_number", "sn10001"}, {"session_timeout", "PT5M"}})});
    CHECK(parsed(merged)["hosts"].size() == 2);
    CHECK(parsed(merged)["hosts"][0]["session_timeout"] == "PT5M");
  }
  SECTION("another, though it has the name and an address of one") {
    const auto merged = merging.into(
        known,
        {source("x", {{"id", "10.0.0.2"}, {"name", "b"}, {"addresses", {"10.0.0.2"}}, {"serial_number", "SN10003"}})});
    CHECK(merged.conflicts == 0);
    CHECK(parsed(merged)["hosts"].size() == 3);
  }
  SECTION("another that has the key of one is left out") {
    const auto merged = merging.into(known, {source("x", {{"id", "a"}, {"serial_number", "SN10009"}})});
    CHECK(merged.left_out == 1);
    CHECK(merging.sink.sorted()[0].code == Code::import_other_serial);
    CHECK(merged.text == known);
  }
  SECTION("what stands where there is no number tells nothing") {
    const auto merged = merging.into(R"({"hosts": [{"id": "a", "serial_number": "Not Specified"}],
                                         "lists": [{"facts": "/hosts", "are": "incomplete"}]})",
                                     {source("x", {{"id", "c"}, {"serial_number", "Not Specified"}})});
    CHECK(parsed(merged)["hosts"].size() == 2);
  }
}

TEST_CASE("names and addresses that many machines have alike tell nothing") {
  Merging merging;
  const std::string known = R"({"hosts": [{"id": "a", "name": "localhost", "addresses": ["172.17.0.1", "fe80::1"]}],
                                "lists": [{"facts": "/hosts", "are": "incomplete"}]})";
  const auto merged = merging.into(
      known, {source("x", {{"id", "b"}, {"name", "localhost.localdomain"}, {"addresses", {"172.17.0.1", "fe80::1"}}})});
  CHECK(merged.conflicts == 0);
  CHECK(parsed(merged)["hosts"].size() == 2);
}

TEST_CASE("a name with its domain is no contradiction to the name without") {
  Merging merging;
  const std::string known = R"({"hosts": [{"id": "web01", "name": "web01"}]})";
  const auto merged =
      merging.into(known, {source("x", {{"id", "Web01.shop.example"}, {"name", "Web01.shop.example"}})});
  CHECK(merged.conflicts == 0);
  CHECK(parsed(merged)["hosts"][0]["name"] == "web01");
  CHECK(parsed(merged)["hosts"].size() == 1);
  const auto other = merging.into(known, {source("x", {{"id", "web01"}, {"name", "web02"}})});
  CHECK(other.conflicts == 1);
}

TEST_CASE("evidence names the sheet where there are several") {
  Merging merging;
  auto one = source("assets.xlsx", {});
  one.findings.part = "servers";
  one.findings.put("/hosts/0/id", "core", 4);
  const auto merged = merging.into("{}\n", {one});
  CHECK(parsed(merged)["evidence"][0]["source"] == "assets.xlsx[servers]:4");
}
