#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "collect/collect.h"

using namespace dengbao;

namespace {

const std::string fixtures = std::string(DENGBAO_ROOT) + "/tests/unit/collect/fixtures/";

auto collect_from(const std::string& name) -> collect::Collected {
  collect::Options options;
  options.root = fixtures + name;
  options.as_of = *Date::parse("2026-11-22");
  return collect::collect(options);
}

auto because(const nlohmann::ordered_json& facts, const std::string& pointer) -> std::string {
  for (const auto& entry : facts["missing"]) {
    if (entry["facts"] == pointer) return entry["because"];
  }
  return "";
}

}  // namespace

TEST_CASE("a Debian tree gives its golden facts") {
  const auto text = collect_from("debian").dump();
  // DENGBAO_REWRITE=1 writes the expectation anew; read every changed line before committing it.
  if (std::getenv("DENGBAO_REWRITE") != nullptr) std::ofstream(fixtures + "debian.json") << text;
  std::ifstream file(fixtures + "debian.json");
  std::stringstream golden;
  golden << file.rdbuf();
  CHECK(text == golden.str());
  CHECK(text == collect_from("debian").dump());
}

TEST_CASE("no hash and no key leaves the machine") {
  for (const auto* name : {"debian", "rhel"}) {
    const auto collected = collect_from(name);
    CHECK(collected.dump().find("PLANTED") == std::string::npos);
    for (const auto& entry : collected.not_read) {
      CHECK(entry.why.en.find("PLANTED") == std::string::npos);
      CHECK(entry.why.zh.find("PLANTED") == std::string::npos);
    }
  }
}

TEST_CASE("accounts: who can log in, and how") {
  const auto facts = collect_from("debian").facts;
  const auto& accounts = facts["hosts"][0]["accounts"];
  REQUIRE(accounts.size() == 6);
  const auto& root = accounts[0];
  CHECK(root["enabled"] == false);  // locked, no key, and sshd refuses root
  const auto& zhang = accounts[2];
  CHECK(zhang["login"] == nlohmann::json{"password"});
  CHECK(zhang["roles"] == nlohmann::json{"administrator"});
  CHECK(zhang["password"]["min_length"] == 10);
  CHECK(zhang["password"]["character_kinds"] == 3);
  CHECK(zhang["password"]["history"] == 5);
  CHECK(zhang["password"]["max_age"] == "P90D");
  const auto& li = accounts[3];
  CHECK(li["login"] == nlohmann::json{"key"});
  CHECK(li["roles"] == nlohmann::json{"operator"});
  CHECK(because(facts, "/hosts/0/accounts/3/password") == "does-not-exist");
  CHECK(accounts[4]["enabled"] == false);  // expired
  CHECK(accounts[5]["login"] == nlohmann::json{"nothing-asked"});
}

TEST_CASE("a RHEL tree: authselect links, no lock-out, conditional time-out, SELinux, auditd") {
  const auto facts = collect_from("rhel").facts;
  const auto& host = facts["hosts"][0];
  CHECK(host["os"]["version"] == "9.4");
  CHECK(host["accounts"][0]["password"]["min_length"] == 8);
  CHECK(host["accounts"][0]["password"]["character_kinds"] == 2);
  CHECK(because(facts, "/hosts/0/lock_out") == "does-not-exist");
  CHECK(because(facts, "/hosts/0/session_timeout") == "collection-failed");
  CHECK(host["access"]["mandatory_control"] == "enforcing");
  CHECK(host["audit"]["process"]["rules_locked"] == true);
  CHECK(host["audit"]["process"]["restart"] == "always");
  CHECK(host["audit"]["when_full"] == "stop");
  CHECK(host["clock"]["sources"].empty());
}

TEST_CASE("an empty tree is no machine, and says so") {
  const auto collected = collect_from("nothing-there");
  CHECK(because(collected.facts, "/hosts/0/accounts") == "collection-failed");
  CHECK(because(collected.facts, "/hosts/0/audit") == "collection-failed");
  CHECK_FALSE(collected.not_read.empty());
}
