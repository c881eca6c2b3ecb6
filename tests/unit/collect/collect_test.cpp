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

auto named(const nlohmann::ordered_json& list, const std::string& name) -> nlohmann::ordered_json {
  for (const auto& one : list) {
    if (one["name"] == name) return one;
  }
  return {};
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
  for (const auto* name : {"debian", "rhel", "openeuler", "ubuntu"}) {
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
  CHECK(because(collected.facts, "/hosts/0/audit") == "not-looked");
  CHECK_FALSE(collected.not_read.empty());
}

TEST_CASE("an unpacked openEuler image: what its files tell") {
  const auto facts = collect_from("openeuler").facts;
  const auto& host = facts["hosts"][0];
  CHECK(host["os"] == nlohmann::ordered_json({{"family", "linux"}, {"name", "openEuler"}, {"version", "22.03"}}));
  // pwquality.conf.d comes after pwquality.conf; sm3 hashes are hashes; wheel is administrator.
  const auto chen = named(host["accounts"], "chen");
  CHECK(chen["password"]["min_length"] == 10);
  CHECK(chen["password"]["character_kinds"] == 3);
  CHECK(chen["password"]["history"] == 5);
  CHECK(chen["password"]["max_age"] == "P60D");
  CHECK(chen["roles"] == nlohmann::json{"administrator"});
  CHECK(named(host["accounts"], "root")["enabled"] == false);  // sshd_config.d refuses root, and it is locked
  // system-auth at the console, password-auth over ssh: the weaker one
  CHECK(host["lock_out"] == nlohmann::ordered_json({{"failures", 5}, {"duration", "PT600S"}}));
  CHECK(host["session_timeout"] == "PT300S");
  CHECK(host["packet_filter"] == nlohmann::ordered_json({{"enabled", true}, {"incoming_default", "refuse"}}));
  CHECK(host["access"]["mandatory_control"] == "enforcing");
  CHECK(host["audit"]["events"] == nlohmann::json({"account-change", "login", "rights-change", "service-state"}));
  CHECK(host["audit"]["process"]["rules_locked"] == true);
  CHECK(host["audit"]["process"]["starts_at_boot"] == true);
  CHECK(host["audit"]["when_full"] == "alarm");
  CHECK(host["audit"]["retention"] == "P210D");
  CHECK(host["audit"]["log_servers"] == nlohmann::json{"log-2.example.com:514"});
  CHECK(host["clock"]["sources"] == nlohmann::json({"ntp-1.example.com", "10.20.50.6"}));
  CHECK(facts["data_assets"][0]["stores"][0]["encryption"] == "salted-hash");
}

TEST_CASE("an unpacked Ubuntu image: faillock, ufw, timesyncd, keys of the first account") {
  const auto facts = collect_from("ubuntu").facts;
  const auto& host = facts["hosts"][0];
  CHECK(host["lock_out"] == nlohmann::ordered_json({{"failures", 4}, {"duration", "P99Y"}}));
  CHECK(host["packet_filter"] == nlohmann::ordered_json({{"enabled", true}, {"incoming_default", "refuse"}}));
  CHECK(host["clock"]["sources"] == nlohmann::json{"ntp.ubuntu.com"});
  CHECK(named(host["accounts"], "ubuntu")["login"] == nlohmann::json{"key"});
  CHECK(host["software"] == nlohmann::ordered_json::array({{{"name", "nginx"}, {"version", "1.18.0-6ubuntu14"}}}));
  CHECK(because(facts, "/hosts/0/session_timeout") == "collection-failed");  // no file at all
}

TEST_CASE("an image does not tell what only a running machine shows") {
  for (const auto* name : {"openeuler", "ubuntu"}) {
    const auto facts = collect_from(name).facts;
    for (const auto* field : {"kind", "addresses", "services", "updates", "malware_protection"}) {
      CHECK(because(facts, std::string("/hosts/0/") + field) == "not-looked");
      CHECK_FALSE(facts["hosts"][0].contains(field));
    }
    CHECK_FALSE(facts["hosts"][0]["clock"].contains("synchronised"));
  }
  CHECK(because(collect_from("ubuntu").facts, "/hosts/0/access/mandatory_control") == "not-looked");
  CHECK(because(collect_from("openeuler").facts, "/hosts/0/software") == "not-looked");
}

TEST_CASE("evidence names the root that was read") {
  collect::Options options;
  options.root = fixtures + "openeuler";
  options.root_name = "/mnt/image/";
  options.as_of = *Date::parse("2026-11-22");
  const auto text = collect::collect(options).dump();
  CHECK(text.find("\"/mnt/image/etc/shadow\"") != std::string::npos);
  CHECK(text.find("\"units that start with the system") != std::string::npos);
}
