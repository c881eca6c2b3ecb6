#include "imported.h"

using namespace dengbao;
using namespace dengbao::importing;
using namespace dengbao::importing::test;

TEST_CASE("an H3C switch as facts") {
  const auto found = read_as("comware", sample("core-h3c.cfg"));
  REQUIRE_FALSE(found.refusal);
  CHECK(fact(found, "/hosts/0/id") == "SH-CORE-H3C");
  CHECK(lines_of(found, "/hosts/0/id") == std::vector<std::uint32_t>{4});
  CHECK(fact(found, "/hosts/0/os/version") == "7.1.070 Release 6555P02");
  CHECK(fact(found, "/hosts/0/session_timeout") == "PT900S");
  CHECK(fact(found, "/hosts/0/lock_out") == Json({{"failures", 4}, {"duration", "PT20M"}}));
  CHECK(fact(found, "/hosts/0/audit/log_servers") == Json({"10.31.50.8"}));
  CHECK(fact(found, "/hosts/0/clock/sources") == Json({"10.31.50.6"}));
  // One port has its address from elsewhere.
  CHECK(fact(found, "/hosts/0/addresses") == Json({"10.31.30.1", "10.31.31.1"}));
  CHECK(is_incomplete(found, "/hosts/0/addresses"));
}

TEST_CASE("accounts of an H3C device") {
  const auto found = read_as("comware", sample("core-h3c.cfg"));
  const auto admin = element(found, "/hosts/0/accounts", "name", "net-zhao");
  CHECK(admin["roles"] == Json({"administrator", "operator"}));
  CHECK(admin["superuser"] == true);
  CHECK(admin["remote_login"] == true);
  CHECK(admin["password"] ==
        Json({{"empty", false}, {"min_length", 12}, {"character_kinds", 4}, {"max_age", "P60D"}, {"history", 8}}));
  const auto auditor = element(found, "/hosts/0/accounts", "name", "audit-sun");
  CHECK(auditor["roles"] == Json({"auditor"}));
  CHECK(auditor["enabled"] == false);
  CHECK(element(found, "/hosts/0/accounts", "name", "visitor")["roles"] == Json({"user"}));
  CHECK(is_incomplete(found, "/hosts/0/accounts"));  // TACACS knows more
}

TEST_CASE("the management of an H3C device: what is not shown is off") {
  const auto found = read_as("comware", sample("core-h3c.cfg"));
  const auto ssh = element(found, "/hosts/0/management", "protocol", "ssh");
  CHECK(ssh["port"] == 8022);
  // The refused address lies within what is let in: it would have to be cut out.
  CHECK_FALSE(ssh.contains("allowed_sources"));
  // Telnet is switched on, but no line takes it.
  CHECK(element(found, "/hosts/0/management", "protocol", "telnet").is_null());
  CHECK(element(found, "/hosts/0/management", "protocol", "https")["protocol"] == "https");
  CHECK(element(found, "/hosts/0/management", "protocol", "snmpv2c")["protocol"] == "snmpv2c");
  CHECK_FALSE(is_incomplete(found, "/hosts/0/management"));
}

TEST_CASE("access lists of an H3C device") {
  const auto found = read_as("comware", sample("core-h3c.cfg"));
  const auto first = element(found, "/boundary/rules", "id", "SH-CORE-H3C:acl-3100:0");
  CHECK(first["from_ranges"] == Json({"10.31.30.0/24"}));
  CHECK(first["to_ranges"] == Json({"10.31.20.10/32"}));
  CHECK(first["target_ports"] == Json::array({{{"first", 443}, {"last", 443}}}));
  const auto second = element(found, "/boundary/rules", "id", "SH-CORE-H3C:acl-3100:5");
  CHECK(second["target_ports"] == Json::array({{{"first", 161}, {"last", 162}}}));
  CHECK_FALSE(element(found, "/boundary/rules", "id", "SH-CORE-H3C:acl-3100:10").contains("from_ranges"));
  CHECK(element(found, "/boundary/rules", "id", "SH-CORE-H3C:acl-3100:15")["logged"] == true);
  CHECK(found.count(Use::unknown) == 1);
}

TEST_CASE("security policies of an H3C firewall") {
  const auto found = read_as("comware", sample("border-h3c.cfg"));
  REQUIRE_FALSE(found.refusal);
  CHECK(fact(found, "/hosts/0/kind") == "security-device");
  CHECK(fact(found, "/hosts/0/anonymous_access") == true);
  const auto https = element(found, "/boundary/rules", "id", "SH-FW-H3C:office-out#1");
  CHECK(https["source"] == "SH-FW-H3C:Trust");
  CHECK(https["from_ranges"] == Json({"10.31.80.0/22", "10.31.84.9/32"}));
  CHECK(https["target_ports"] == Json::array({{{"first", 443}, {"last", 443}}}));
  CHECK(https["logged"] == true);
  CHECK(element(found, "/boundary/rules", "id", "SH-FW-H3C:office-out#3")["target_ports"] ==
        Json::array({{{"first", 9000}, {"last", 9010}}}));
  // A name is no range.
  const auto updates = element(found, "/boundary/rules", "id", "SH-FW-H3C:updates");
  CHECK(updates["from_ranges"] == Json({"10.31.80.0/22"}));
  CHECK_FALSE(updates.contains("to_ranges"));
  CHECK_FALSE(element(found, "/boundary/rules", "id", "SH-FW-H3C:odd-hours").contains("target_ports"));
  const auto off = element(found, "/boundary/rules", "id", "SH-FW-H3C:off");
  CHECK(off["enabled"] == false);
  CHECK(off["action"] == "deny");  // without an action it drops
  CHECK(element(found, "/boundary/rules", "id", "SH-FW-H3C:acl-3200:0@Trust-Local")["protocol"] == "icmp");
  CHECK(element(found, "/zones", "id", "SH-FW-H3C:Trust")["ranges"] == Json({"10.31.80.0/22"}));
}

TEST_CASE("no secret of an H3C configuration is in anything that comes out") {
  for (const auto* name : {"core-h3c.cfg", "border-h3c.cfg"}) {
    const auto found = read_as("comware", sample(name));
    CHECK(sample(name).find("Planted") != std::string::npos);
    CHECK(everything(found).find("Planted") == std::string::npos);
    CHECK_FALSE(found.secrets.empty());
  }
}
