#include "imported.h"

using namespace dengbao;
using namespace dengbao::importing;
using namespace dengbao::importing::test;

TEST_CASE("a Huawei firewall as facts") {
  const auto found = read_as("vrp", sample("edge-fw.cfg"));
  REQUIRE_FALSE(found.refusal);
  CHECK(fact(found, "/hosts/0/id") == "BJ-EDGE-FW1");
  CHECK(fact(found, "/hosts/0/kind") == "security-device");
  CHECK(fact(found, "/hosts/0/os/version") == "V500R005C20SPC500");
  CHECK(lines_of(found, "/hosts/0/os/version") == std::vector<std::uint32_t>{1});
  CHECK(lines_of(found, "/hosts/0/id") == std::vector<std::uint32_t>{4});
  CHECK(fact(found, "/hosts/0/addresses") == Json({"203.0.113.10", "10.20.10.1", "10.20.50.1", "2001:db8:20:50::1"}));
  CHECK_FALSE(is_incomplete(found, "/hosts/0/addresses"));
  CHECK(fact(found, "/hosts/0/clock/sources") == Json({"10.20.50.6"}));
  CHECK(fact(found, "/hosts/0/audit/log_servers") == Json({"10.20.50.8", "10.20.50.9"}));
  CHECK(fact(found, "/hosts/0/session_timeout") == "PT600S");
  CHECK(fact(found, "/hosts/0/lock_out") == Json({{"failures", 5}, {"duration", "PT10M"}}));
}

TEST_CASE("accounts of a Huawei firewall have the roles bound to them") {
  const auto found = read_as("vrp", sample("edge-fw.cfg"));
  const auto officer = element(found, "/hosts/0/accounts", "name", "sec-li");
  CHECK(officer["roles"] == Json({"administrator"}));
  CHECK(officer["enabled"] == true);
  CHECK(officer["remote_login"] == true);
  CHECK(officer["password"] == Json({{"empty", false}, {"min_length", 10}, {"max_age", "P90D"}, {"history", 5}}));
  const auto auditor = element(found, "/hosts/0/accounts", "name", "audit-admin");
  CHECK(auditor["roles"] == Json({"auditor"}));
  CHECK(auditor["superuser"] == false);
  CHECK(auditor["vendor_account"] == true);
  CHECK(element(found, "/hosts/0/accounts", "name", "old-wang")["enabled"] == false);
  CHECK_FALSE(is_incomplete(found, "/hosts/0/accounts"));
}

TEST_CASE("who may reach the management of a Huawei device") {
  const auto found = read_as("vrp", sample("edge-fw.cfg"));
  const auto ssh = element(found, "/hosts/0/management", "protocol", "ssh");
  CHECK(ssh["port"] == 2222);
  CHECK(ssh["outdated_versions"] == Json::array());
  CHECK(ssh["allowed_sources"] == Json({"10.20.50.0/24"}));
  const auto web = element(found, "/hosts/0/management", "protocol", "https");
  CHECK(web["port"] == 8443);
  CHECK_FALSE(web.contains("allowed_sources"));  // a firewall decides that port by port
  CHECK(element(found, "/hosts/0/management", "protocol", "snmpv3")["allowed_sources"] == Json({"10.20.50.0/24"}));
  CHECK(element(found, "/hosts/0/management", "protocol", "telnet").is_null());
  CHECK_FALSE(is_incomplete(found, "/hosts/0/management"));
}

TEST_CASE("security policies of a Huawei firewall, with what their objects stand for") {
  const auto found = read_as("vrp", sample("edge-fw.cfg"));
  CHECK(fact(found, "/boundary/devices/0/default_action") == "deny");
  const auto shop = element(found, "/boundary/rules", "id", "BJ-EDGE-FW1:shop");
  CHECK(shop["source"] == "BJ-EDGE-FW1:untrust");
  CHECK(shop["target"] == "BJ-EDGE-FW1:dmz");
  CHECK(shop["from_ranges"] == Json({"0.0.0.0/0"}));
  CHECK(shop["to_ranges"] == Json({"10.20.10.10/31", "10.20.10.12/31", "10.20.10.14/32"}));
  CHECK(shop["protocol"] == "tcp");
  CHECK(shop["target_ports"] == Json::array({{{"first", 443}, {"last", 443}}}));
  CHECK(shop["logged"] == true);
  CHECK(shop["action"] == "allow");

  // Two zones are two rules; without a word about logging it is off.
  const auto administration = element(found, "/boundary/rules", "id", "BJ-EDGE-FW1:administration#2");
  CHECK(administration["target"] == "BJ-EDGE-FW1:dmz");
  CHECK(administration["from_ranges"] == Json({"10.20.50.0/24"}));
  CHECK(administration["logged"] == false);

  // At certain times only: its width is not told.
  const auto partner = element(found, "/boundary/rules", "id", "BJ-EDGE-FW1:partner-api");
  CHECK_FALSE(partner.contains("from_ranges"));
  CHECK_FALSE(partner.contains("target_ports"));
  CHECK(element(found, "/boundary/rules", "id", "BJ-EDGE-FW1:old-ftp")["enabled"] == false);
  CHECK(element(found, "/zones", "id", "BJ-EDGE-FW1:dmz")["ranges"] == Json({"10.20.10.0/24"}));
}

TEST_CASE("ports and routes of a Huawei firewall") {
  const auto found = read_as("vrp", sample("edge-fw.cfg"));
  const auto uplink = element(found, "/boundary/devices/0/ports", "name", "GigabitEthernet1/0/0");
  CHECK(uplink["addresses"] == Json({"203.0.113.10/32"}));
  CHECK(uplink["routes"] == Json({"203.0.113.8/30", "0.0.0.0/0"}));
  CHECK(element(found, "/boundary/devices/0/ports", "name", "GigabitEthernet1/0/3")["enabled"] == false);
}

TEST_CASE("what is not understood is told by its line and class") {
  const auto found = read_as("vrp", sample("edge-fw.cfg"));
  CHECK(found.count(Use::unknown) == 1);
  const auto piece = std::ranges::find(found.pieces, Use::unknown, &Piece::use);
  CHECK(piece->what == "frobnicate");
}

TEST_CASE("a Huawei switch from a recorded session") {
  const auto found = read_as("vrp", sample("access-switch.cfg"));
  REQUIRE_FALSE(found.refusal);
  CHECK(fact(found, "/hosts/0/id") == "SW-ACC-3");
  CHECK(fact(found, "/hosts/0/kind") == "network-device");
  CHECK(fact(found, "/hosts/0/lock_out") == Json({{"failures", 3}, {"duration", "PT5M"}}));
  CHECK(fact(found, "/hosts/0/anonymous_access") == true);
  CHECK(fact(found, "/hosts/0/session_timeout").is_null());
  CHECK(std::ranges::any_of(found.missing, [](const MissingFact& one) {
    return one.pointer == "/hosts/0/session_timeout" && one.because == Gap::does_not_exist;
  }));
  // Accounts also come from a server.
  CHECK(is_incomplete(found, "/hosts/0/accounts"));
  const auto admin = element(found, "/hosts/0/accounts", "name", "admin");
  CHECK(admin["superuser"] == true);
  CHECK(admin["remote_login"] == true);
  const auto noc = element(found, "/hosts/0/accounts", "name", "noc");
  CHECK(noc["roles"] == Json({"user"}));
  CHECK(noc["enabled"] == false);
  // Neither SSH nor HTTP is switched on or off: the default of the version counts.
  CHECK(is_incomplete(found, "/hosts/0/management"));
  CHECK(element(found, "/hosts/0/management", "protocol", "telnet")["allowed_sources"] == Json({"0.0.0.0/0"}));
  // Its access list filters traffic on a port.
  const auto first = element(found, "/boundary/rules", "id", "SW-ACC-3:acl-3001:5");
  CHECK(first["from_ranges"] == Json({"10.30.0.0/16"}));
  CHECK(first["target_ports"] == Json::array({{{"first", 1521}, {"last", 1521}}}));
  CHECK(first["logged"] == true);
  CHECK_FALSE(element(found, "/boundary/rules", "id", "SW-ACC-3:acl-3001:15").contains("from_ranges"));
  CHECK(fact(found, "/data_assets/0/stores/0/encryption") == "in-clear");
}

TEST_CASE("no secret of a Huawei configuration is in anything that comes out") {
  for (const auto* name : {"edge-fw.cfg", "access-switch.cfg"}) {
    const auto found = read_as("vrp", sample(name));
    CHECK(sample(name).find("Planted") != std::string::npos);
    CHECK(everything(found).find("Planted") == std::string::npos);
    CHECK(everything(found).find("planted") == std::string::npos);
    CHECK_FALSE(found.secrets.empty());
  }
}

TEST_CASE("of secrets it is told what they are and how they are kept") {
  const auto found = read_as("vrp", sample("access-switch.cfg"));
  const auto seen = [&](SecretKind kind, SecretCover cover) {
    return std::ranges::any_of(found.secrets,
                               [&](const SecretSeen& one) { return one.kind == kind && one.cover == cover; });
  };
  CHECK(seen(SecretKind::password, SecretCover::hashed));
  CHECK(seen(SecretKind::password, SecretCover::clear));
  CHECK(seen(SecretKind::shared_key, SecretCover::reversible));
}

TEST_CASE("what is no configuration is refused") {
  CHECK(read_as("vrp", "").refusal);
  CHECK(read_as("vrp", "once upon a time\nthere was a text\nof no device at all\n").refusal);
  CHECK(read_as("vrp", std::string("\0\xff\xfe\n#\n", 6)).refusal);
}

TEST_CASE("a part of a configuration says nothing of what is not in it") {
  const auto found = read_as("vrp", "sysname A\n#\ninterface Vlanif1\n ip address 10.0.0.1 24\n#\n");
  CHECK(fact(found, "/hosts/0/clock").is_null());
  CHECK(fact(found, "/hosts/0/accounts").is_null());
  CHECK(is_incomplete(found, "/hosts/0/addresses"));
  // `display this` ends like a whole configuration.
  const auto aaa = read_as("vrp", "#\naaa\n local-user a password irreversible-cipher x\n#\nreturn\n");
  CHECK(is_incomplete(aaa, "/hosts/0/accounts"));
  CHECK(fact(aaa, "/hosts/0/audit").is_null());
}

TEST_CASE("who may ask a Huawei or H3C device by SNMP") {
  const auto sources = [](const char* kind, const std::string& lines, const std::string& protocol) {
    const std::string lists = std::string(kind) == "vrp"
                                  ? "acl number 2001\n rule 5 permit source 10.1.1.0 0.0.0.255\n#\nacl number 2002\n "
                                    "rule 5 permit source 10.1.2.9 0\n#\n"
                                  : "acl basic 2001\n rule 5 permit source 10.1.1.0 0.0.0.255\n#\nacl basic 2002\n "
                                    "rule 5 permit source 10.1.2.9 0\n#\n";
    const auto found = read_as(
        kind, "#\nsysname R\n#\n" + lists + "snmp-agent\nsnmp-agent sys-info version v2c v3\n" + lines + "#\nreturn\n");
    return element(found, "/hosts/0/management", "protocol", protocol)["allowed_sources"];
  };
  for (const auto* kind : {"vrp", "comware"}) {
    INFO(kind);
    CHECK(
        sources(
            kind,
            "snmp-agent community read cipher PlantedA acl 2001\nsnmp-agent community write cipher PlantedB acl 2002\n",
            "snmpv2c") == Json({"10.1.1.0/24", "10.1.2.9/32"}));
    CHECK(sources(kind,
                  "snmp-agent community read cipher PlantedA acl 2001\nsnmp-agent community read cipher PlantedB\n",
                  "snmpv2c")
              .is_null());
    CHECK(sources(kind, "snmp-agent group v3 ops privacy acl 2002\n", "snmpv3") == Json({"10.1.2.9/32"}));
    CHECK(sources(kind, "snmp-agent group v3 ops privacy acl 2002\nsnmp-agent usm-user v3 u ops acl 2001\n", "snmpv3")
              .is_null());
    CHECK(sources(kind, "snmp-agent community read cipher PlantedA\n", "snmpv2c").is_null());
  }
  CHECK(
      sources("vrp", "snmp-agent acl 2001\nsnmp-agent community read cipher PlantedA acl 2002\n", "snmpv2c").is_null());
  CHECK(sources("vrp", "snmp-agent acl 2001\nsnmp-agent community read cipher PlantedA\n", "snmpv2c") ==
        Json({"10.1.1.0/24"}));
}

TEST_CASE("zones that only rules name are zones, for the rules stand between them") {
  const auto found = read_as("vrp",
                             "sysname FW-2\n#\nsecurity-policy\n rule name in-to-out\n  source-zone office\n  "
                             "destination-zone outside\n  action permit\n   rule name back\n  source-zone outside\n  "
                             "destination-zone local\n  action deny\n#\n");
  REQUIRE_FALSE(found.refusal);
  for (const auto* zone : {"office", "outside", "local"}) {
    CHECK(element(found, "/zones", "id", std::string("FW-2:") + zone)["name"] == zone);
  }
  CHECK(is_incomplete(found, "/zones"));
  CHECK(lines_of(found, "/zones/0") == std::vector<std::uint32_t>{8});  // `local`: of the rule
  // A rule begins where it says so, not where it is indented to.
  CHECK(element(found, "/boundary/rules", "id", "FW-2:in-to-out")["target"] == "FW-2:outside");
  CHECK(element(found, "/boundary/rules", "id", "FW-2:back")["action"] == "deny");
}

TEST_CASE("accounts in blocks of their own, as old versions of VRP write them") {
  const auto found = read_as("vrp",
                             "#\n sysname R-OLD\n#\nlocal-user keeper\n password simple PlantedOld\n service-type "
                             "telnet terminal\n level 3\n service-type ftp\n#\nlocal-user looker\n password cipher "
                             "PlantedToo\n service-type telnet level 1\n#\nreturn\n");
  REQUIRE_FALSE(found.refusal);
  const auto keeper = element(found, "/hosts/0/accounts", "name", "keeper");
  CHECK(keeper["superuser"] == true);
  CHECK(keeper["login"] == Json({"password"}));
  CHECK(element(found, "/hosts/0/accounts", "name", "looker")["superuser"] == false);
  CHECK(lines_of(found, "/hosts/0/accounts/0") == std::vector<std::uint32_t>{4, 5, 6, 7, 8});
  CHECK_FALSE(is_incomplete(found, "/hosts/0/accounts"));
  CHECK(found.secrets.size() == 2);
  CHECK(everything(found).find("Planted") == std::string::npos);
}

TEST_CASE("no list of accounts is all where a line that may speak of accounts was not understood") {
  const auto with = [](const char* kind, const std::string& line) {
    const std::string begin = std::string(kind) == "ios" ? "hostname R\n!\ninterface Gi1\n shutdown\n!\n"
                                                         : "#\nsysname R\n#\ninterface GigabitEthernet0/0/1\n#\n";
    return read_as(kind, begin + line + (std::string(kind) == "ios" ? "\n!\nend\n" : "\n#\nreturn\n"));
  };
  for (const auto* kind : {"vrp", "comware", "ios"}) {
    INFO(kind);
    CHECK(fact(with(kind, ""), "/hosts/0/accounts") == Json::array());
    CHECK_FALSE(is_incomplete(with(kind, ""), "/hosts/0/accounts"));
    CHECK(fact(with(kind, "super-user root frobnicates"), "/hosts/0/accounts").is_null());
    CHECK(fact(with(kind, "frobnicate the colour"), "/hosts/0/accounts") == Json::array());
  }
  CHECK(is_incomplete(with("ios", "username ann privilege 15 secret 9 x\nnew-user-command bob"), "/hosts/0/accounts"));
  CHECK(is_incomplete(with("vrp", "local-user ann level 15\nnew-user-command bob"), "/hosts/0/accounts"));
  CHECK(is_incomplete(with("comware", "local-user ann\nnew-user-command bob"), "/hosts/0/accounts"));
}

TEST_CASE("what old versions write otherwise") {
  const auto found = read_as("vrp",
                             "#\n sysname R\n#\nike peer a\n pre-shared-key PlantedKey\n#\ninterface Tunnel0\n gre key "
                             "PlantedGre\n#\n FTP server enable\n#\nreturn\n");
  CHECK(element(found, "/hosts/0/management", "protocol", "ftp")["name"] == "ftp");
  CHECK(found.secrets.size() == 2);
  CHECK(everything(found).find("Planted") == std::string::npos);
  const auto other = read_as("comware", "#\n sysname R\n#\n FTP server enable\n#\nreturn\n");
  CHECK(element(other, "/hosts/0/management", "protocol", "ftp")["name"] == "ftp");
  const auto api = read_as("vrp", "#\nsysname F\n#\naaa\n manager-user api-admin\n  level 15\n#\nreturn\n");
  CHECK(fact(api, "/hosts/0/accounts/0/vendor_account") == true);
}

TEST_CASE("who may come in is said by the rules of the list, too") {
  const auto found =
      read_as("vrp",
              "#\nsysname R\n#\nacl number 2001\n rule 5 permit source 10.1.1.0 0.0.0.255\n#\nsnmp-agent\n"
              "snmp-agent sys-info version v2c\nsnmp-agent community read cipher PlantedA acl 2001\n#\n"
              "return\n");
  const auto lines = lines_of(found, "/hosts/0/management/0");
  CHECK(std::ranges::find(lines, 5U) != lines.end());
  CHECK(std::ranges::find(lines, 9U) != lines.end());
}
