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
  CHECK(everything(read_as("ios", sample("zone-ios.cfg"))).find("Planted") == std::string::npos);
}

namespace {

auto zone_rule(const Findings& found, const std::string& id) -> Json {
  return element(found, "/boundary/rules", "id", "CD-EDGE-R2:" + id);
}

}  // namespace

TEST_CASE("policies between the zones of a Cisco router") {
  const auto found = read_as("ios", sample("zone-ios.cfg"));
  REQUIRE_FALSE(found.refusal);
  CHECK(found.count(Use::unknown) == 0);
  const auto web = zone_rule(found, "IN-TO-OUT:1");
  CHECK(web["source"] == "CD-EDGE-R2:inside");
  CHECK(web["target"] == "CD-EDGE-R2:outside");
  CHECK(web["action"] == "allow");
  CHECK(web["applications"] == Json({"https"}));
  CHECK(web["target_ports"] == Json::array({{{"first", 443}, {"last", 443}}}));
  CHECK(lines_of(found, "/boundary/rules/0") == std::vector<std::uint32_t>{45, 46, 30, 19});
  CHECK(zone_rule(found, "IN-TO-OUT:2")["protocol"] == "icmp");
  // What the list refuses goes on to the next class: there it is not the list's any more.
  const auto names = zone_rule(found, "IN-TO-OUT:3");
  CHECK(names["protocol"] == "udp");
  CHECK(names["from_ranges"].size() == 8);
  for (const auto* id : {"IN-TO-OUT:4", "IN-TO-OUT:5"}) CHECK_FALSE(zone_rule(found, id).contains("from_ranges"));
  CHECK(zone_rule(found, "IN-TO-OUT:4")["applications"] == Json({"skinny"}));
  const auto rest = zone_rule(found, "IN-TO-OUT:6");
  CHECK(rest["action"] == "deny");
  CHECK(rest["logged"] == true);
  // All must match.
  const auto in = zone_rule(found, "OUT-TO-IN:1");
  CHECK(in["protocol"] == "tcp");
  CHECK(in["to_ranges"] == Json({"10.70.5.10/32"}));
  CHECK(zone_rule(found, "OUT-TO-IN:2").is_null());
  CHECK(zone_rule(found, "OUT-TO-SELF:1")["target"] == "CD-EDGE-R2:self");
  CHECK(fact(found, "/boundary/devices/0/session_inspection") == "stateful");
  CHECK(fact(found, "/boundary/devices/0/default_action") == "deny");
  CHECK(fact(found, "/hosts/0/kind") == "network-device");
}

TEST_CASE("groups in access lists of a Cisco device") {
  const auto found = read_as("ios", sample("zone-ios.cfg"));
  const auto first = zone_rule(found, "acl-GROUPS:10#1");
  CHECK(first["from_ranges"] == Json({"10.70.1.0/24", "10.70.5.10/32", "10.70.5.20/31"}));
  CHECK(first["target_ports"] == Json::array({{{"first", 80}, {"last", 80}}}));
  const auto third = zone_rule(found, "acl-GROUPS:10#3");
  CHECK(third["protocol"] == "udp");
  CHECK(third["source_ports"] == Json::array({{{"first", 1024}, {"last", 2048}}}));
  CHECK(zone_rule(found, "acl-GROUPS:20")["to_ranges"] == Json({"10.70.5.10/32", "10.70.5.20/31"}));
  CHECK_FALSE(zone_rule(found, "acl-GROUPS:30").contains("to_ranges"));
}

TEST_CASE("who may ask by SNMP") {
  const std::string head = "version 15.9\nhostname R\naccess-list 20 permit 10.1.1.5\naccess-list 21 permit 10.1.1.6\n";
  const auto sources = [&](const std::string& lines, const std::string& protocol) {
    const auto found = read_as("ios", head + lines + "end\n");
    return element(found, "/hosts/0/management", "protocol", protocol)["allowed_sources"];
  };
  CHECK(sources("snmp-server community PlantedA RO 20\nsnmp-server community PlantedB view ALL RW 21\n", "snmpv2c") ==
        Json({"10.1.1.5/32", "10.1.1.6/32"}));
  CHECK(sources("snmp-server community PlantedA RO 20\nsnmp-server community PlantedB RO\n", "snmpv2c") ==
        Json({"0.0.0.0/0"}));
  CHECK(sources("snmp-server community PlantedA RO\nsnmp-server community PlantedB RO 20\n", "snmpv1") ==
        Json({"0.0.0.0/0"}));
  CHECK(sources("snmp-server group OPS v3 priv read ALL access 20\n", "snmpv3") == Json({"10.1.1.5/32"}));
  CHECK(sources("snmp-server group OPS v3 priv\n", "snmpv3") == Json({"0.0.0.0/0"}));
  CHECK(sources("snmp-server group OPS v3 priv access 20\nsnmp-server user U OPS v3 access 21\n", "snmpv3").is_null());
  CHECK(sources("snmp-server community PlantedA RO 99\n", "snmpv2c").is_null());
  // The zones decide, too.
  const auto zoned = read_as("ios", sample("zone-ios.cfg"));
  CHECK_FALSE(element(zoned, "/hosts/0/management", "protocol", "snmpv2c").contains("allowed_sources"));
}

TEST_CASE("groups that name groups twice have an end, and what is too much is not told") {
  std::string text = "version 15\nhostname R\nobject-group network N0\n host 10.0.0.1\n";
  for (int i = 0; i < 40; ++i) {
    const auto inner = std::to_string(i);
    text += "object-group network N" + std::to_string(i + 1) + "\n group-object N" + inner + "\n group-object N" +
            inner + '\n';
  }
  text += "ip access-list extended A\n permit ip object-group N2 any\n permit ip object-group N40 any\n";
  const auto found = read_as("ios", text + "interface E0\n ip access-group A in\nend\n");
  CHECK(element(found, "/boundary/rules", "id", "R:acl-A:10")["from_ranges"] == Json({"10.0.0.1/32"}));
  CHECK_FALSE(element(found, "/boundary/rules", "id", "R:acl-A:20").contains("from_ranges"));
}

TEST_CASE("hostile policies between zones have an end") {
  std::string text = "version 15\nhostname R\nzone security a\nzone security b\n";
  text += "class-map type inspect match-any C\n match class-map C\n match class-map C\n match access-group 9\n";
  text += "policy-map type inspect P\n class type inspect C\n  inspect\n class type inspect NONE\n  drop\n";
  text +=
      "zone-pair security Z source a destination b\n service-policy type inspect P\n service-policy type inspect Q\n";
  text +=
      "zone-pair security\nclass-map type inspect\npolicy-map type inspect\nobject-group network A\n group-object "
      "A\nend\n";
  const auto found = read_as("ios", text);
  for (const auto& rule : fact(found, "/boundary/rules")) CHECK_FALSE(rule.contains("from_ranges"));
}
