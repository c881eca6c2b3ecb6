#include "imported.h"

using namespace dengbao;
using namespace dengbao::importing;
using namespace dengbao::importing::test;

TEST_CASE("a Cisco router as facts") {
  const auto found = read_as("ios", sample("branch-ios.cfg"));
  REQUIRE_FALSE(found.refusal);
  CHECK(fact(found, "/hosts/0/id") == "GZ-BRANCH-R1");
  CHECK(lines_of(found, "/hosts/0/id") == std::vector<std::uint32_t>{11});
  CHECK(fact(found, "/hosts/0/os/version") == "15.7");
  CHECK(fact(found, "/hosts/0/addresses") == Json({"203.0.113.82", "10.40.1.1", "10.40.2.1"}));
  CHECK(fact(found, "/hosts/0/session_timeout") == "PT930S");  // the auxiliary line has no sessions
  // Of the two locks that of the accounts.
  CHECK(fact(found, "/hosts/0/lock_out") == Json({{"failures", 5}, {"duration", "P99Y"}}));
  CHECK(fact(found, "/hosts/0/audit/log_servers") == Json({"10.40.1.8", "10.40.1.9"}));
  CHECK(fact(found, "/hosts/0/clock/sources") == Json({"10.40.1.6"}));
  CHECK(found.count(Use::unknown) == 3);  // what a terminal said before, and a command that there is not
}

TEST_CASE("accounts of a Cisco device") {
  const auto found = read_as("ios", sample("branch-ios.cfg"));
  const auto admin = element(found, "/hosts/0/accounts", "name", "ops-he");
  CHECK(admin["roles"] == Json({"administrator"}));
  CHECK(admin["superuser"] == true);
  CHECK(admin["password"] == Json({{"empty", false}, {"min_length", 10}}));
  CHECK(element(found, "/hosts/0/accounts", "name", "watch")["roles"] == Json({"user"}));
  CHECK(element(found, "/hosts/0/accounts", "name", "guest")["roles"] == Json({"operator"}));
  CHECK(is_incomplete(found, "/hosts/0/accounts"));
  CHECK(fact(found, "/data_assets/0/stores/0/encryption") == "encoding-only");
}

TEST_CASE("the management of a Cisco device") {
  const auto found = read_as("ios", sample("branch-ios.cfg"));
  const auto ssh = element(found, "/hosts/0/management", "protocol", "ssh");
  CHECK(ssh["outdated_versions"] == Json::array());
  CHECK(ssh["allowed_sources"] == Json({"10.40.1.0/25"}));
  CHECK(element(found, "/hosts/0/management", "protocol", "https")["allowed_sources"] == Json({"10.40.1.0/25"}));
  CHECK(element(found, "/hosts/0/management", "protocol", "snmpv2c")["allowed_sources"] == Json({"10.40.1.0/25"}));
  CHECK(element(found, "/hosts/0/management", "protocol", "snmpv3")["outdated_versions"] == Json({"snmpv3-in-clear"}));
  CHECK(element(found, "/hosts/0/management", "protocol", "telnet").is_null());
  CHECK(element(found, "/hosts/0/management", "protocol", "http").is_null());
  CHECK_FALSE(is_incomplete(found, "/hosts/0/management"));
}

TEST_CASE("access lists of a Cisco device") {
  const auto found = read_as("ios", sample("branch-ios.cfg"));
  const auto first = element(found, "/boundary/rules", "id", "GZ-BRANCH-R1:acl-FROM-OUTSIDE:10");
  CHECK(first["from_ranges"] == Json({"0.0.0.0/0"}));
  CHECK(first["to_ranges"] == Json({"203.0.113.82/32"}));
  CHECK(first["target_ports"] == Json::array({{{"first", 443}, {"last", 443}}}));
  CHECK(first["logged"] == true);
  const auto second = element(found, "/boundary/rules", "id", "GZ-BRANCH-R1:acl-FROM-OUTSIDE:20");
  CHECK(second["source_ports"] == Json::array({{{"first", 1024}, {"last", 65535}}}));
  CHECK(second["target_ports"] == Json::array({{{"first", 500}, {"last", 500}}, {{"first", 4500}, {"last", 4500}}}));
  CHECK_FALSE(element(found, "/boundary/rules", "id", "GZ-BRANCH-R1:acl-FROM-OUTSIDE:30").contains("to_ranges"));
  // One that guards log-in filters no traffic.
  CHECK(element(found, "/boundary/rules", "id", "GZ-BRANCH-R1:acl-10:10").is_null());
  CHECK(element(found, "/zones", "id", "GZ-BRANCH-R1:inside")["ranges"] == Json({"10.40.1.0/24", "10.40.2.0/24"}));
}

TEST_CASE("no secret of a Cisco configuration is in anything that comes out") {
  const auto found = read_as("ios", sample("branch-ios.cfg"));
  const auto all = everything(found);
  for (const auto* word : {"Planted", "planted", "PLANTED"}) CHECK(all.find(word) == std::string::npos);
  CHECK(found.secrets.size() >= 8);
}
