#include "import/namesakes.h"

#include "host_records.h"
#include "imported.h"

using namespace dengbao;
using namespace dengbao::importing;
using namespace dengbao::importing::test;

namespace {

// Files of a fact cache, each called as the inventory calls its host.
struct Cache {
  HostRecords records;
  Sources sources;
  Sink sink;

  auto into(const std::string& facts, const std::map<std::string, std::string>& files) -> Json {
    std::vector<ImportedSource> imported;
    for (const auto& [name, text] : files) {
      auto& one = imported.emplace_back(ImportedSource{name, "", "0123", "test", *Date::parse("2026-11-20"), {}});
      read_source(*find_kind("ansible"), text, name, one.findings);
      REQUIRE_FALSE(one.findings.refusal);
      one.findings.facts["hosts"][0].erase("os");
      one.findings.facts["hosts"][0].erase("access");
    }
    sink = Sink();
    merged =
        importing::merge(records.build.program(), sources, sources.add("facts.json", facts), std::move(imported), sink);
    return Json::parse(merged.text);
  }

  Merged merged;
};

auto node(const std::string& name, const std::string& more = "") -> std::string {
  return R"({"ansible_nodename":")" + name + '"' + (more.empty() ? "" : "," + more) + "}";
}
auto with_serial(const std::string& number) -> std::string { return R"("ansible_product_serial":")" + number + '"'; }
auto with_address(const std::string& text) -> std::string {
  return R"("ansible_all_ipv4_addresses":[")" + text + R"("])";
}

auto host_keys(const Json& facts) -> std::vector<std::string> {
  std::vector<std::string> all;
  for (const auto& host : facts["hosts"]) all.push_back(host["id"]);
  return all;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("hosts of several files that call themselves alike are called as in the inventory") {
  Cache cache;
  const std::map<std::string, std::string> files{{"10.1.1.4", node("clone", with_serial("VM-AAAA-01"))},
                                                 {"10.1.1.5", node("clone", with_serial("VM-BBBB-02"))},
                                                 {"10.1.1.6", node("Clone")},
                                                 {"10.1.1.7", node("alone", with_serial("VM-CCCC-03"))}};
  const auto facts = cache.into("{}\n", files);
  CHECK(host_keys(facts) == Keys{"10.1.1.4", "10.1.1.5", "10.1.1.6", "alone"});
  CHECK(facts["hosts"][1]["name"] == "clone");
  CHECK(cache.sink.empty());
  CHECK(cache.merged.left_out == 0);
  // The same once more changes nothing.
  const auto text = cache.merged.text;
  CHECK(host_keys(cache.into(text, files)) == host_keys(facts));
  CHECK(cache.merged.text == text);
  CHECK(cache.sink.empty());
}

TEST_CASE("two names of the inventory for one machine are one host") {
  Cache cache;
  CHECK(host_keys(cache.into("{}\n", {{"web", node("web01", with_serial("VM-AAAA-01"))},
                                      {"10.1.1.4", node("web01", with_serial("vm-aaaa-01"))}})) == Keys{"web01"});
  CHECK(host_keys(cache.into("{}\n", {{"web", node("web01", with_address("10.1.1.4"))},
                                      {"10.1.1.4", node("web01", with_address("10.1.1.4"))}})) == Keys{"web01"});
  // An address that many have behind a translation tells nothing.
  CHECK(host_keys(cache.into("{}\n", {{"a", node("box", with_address("10.0.2.15"))},
                                      {"b", node("box", with_address("10.0.2.15"))}})) == Keys{"a", "b"});
  CHECK(host_keys(cache.into("{}\n", {{"a", node("box", with_address("10.1.1.4"))},
                                      {"b", node("box", with_address("10.1.1.5"))}})) == Keys{"a", "b"});
}

TEST_CASE("a host that was imported alone is found again among its namesakes") {
  Cache cache;
  const auto alone = cache.into("{}\n", {{"a", node("box", with_serial("VM-AAAA-01"))}});
  CHECK(host_keys(alone) == Keys{"box"});
  CHECK(host_keys(cache.into(cache.merged.text, {{"a", node("box", with_serial("VM-AAAA-01"))},
                                                 {"b", node("box", with_serial("VM-BBBB-02"))}})) == Keys{"box", "b"});
  CHECK(cache.sink.empty());
}
