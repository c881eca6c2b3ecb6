#include "imported.h"

using namespace dengbao;
using namespace dengbao::importing;
using namespace dengbao::importing::test;

namespace {

auto nft_rule_of(const Findings& found, const std::string& id) -> Json {
  return element(found, "/boundary/rules", "id", "file:inet filter " + id);
}

auto port_list(std::initializer_list<std::pair<int, int>> ranges) -> Json {
  auto json = Json::array();
  for (const auto& [first, last] : ranges) json.push_back({{"first", first}, {"last", last}});
  return json;
}

auto table_of_forward(const std::string& rules) -> Findings {
  return read_as("nftables",
                 "table inet filter {\n chain forward {\n type filter hook forward priority filter; policy drop;\n" +
                     rules + "\n }\n chain out {\n drop\n }\n}\n");
}

}  // namespace

TEST_CASE("the firewall of the host itself, as nftables prints it") {
  const auto found = read_as("nftables", sample("gate.nft"));
  REQUIRE_FALSE(found.refusal);
  CHECK(fact(found, "/hosts/0/os/family") == "linux");
  // The policy lets all else in, but the last rule does not.
  CHECK(fact(found, "/hosts/0/packet_filter") == Json({{"enabled", true}, {"incoming_default", "refuse"}}));
  CHECK(lines_of(found, "/hosts/0/packet_filter/incoming_default") == std::vector<std::uint32_t>{32});
}

TEST_CASE("sets, maps and definitions stand for what is in them") {
  const auto found = read_as("nftables", sample("gate.nft"));
  const auto web = nft_rule_of(found, "forward:3");
  CHECK(web["source"] == "file:eth1");
  CHECK(web["target"] == "file:eth0");
  CHECK(web["from_ranges"] == Json({"10.60.2.0/24", "10.60.3.0/24"}));
  CHECK(web["to_ranges"] == Json({"0.0.0.0/0"}));  // the source is of IPv4
  CHECK(web["target_ports"] == port_list({{80, 80}, {443, 443}}));
  CHECK(nft_rule_of(found, "forward:3#2")["source"] == "file:eth3");
  CHECK(nft_rule_of(found, "forward:4#2")["protocol"] == "udp");
  CHECK(nft_rule_of(found, "forward:4")["logged"] == true);
  CHECK(nft_rule_of(found, "forward:5/names:1")["to_ranges"] == Json({"10.60.1.53/32"}));
  CHECK(nft_rule_of(found, "forward:5")["target_ports"] == port_list({{123, 123}}));
  CHECK(nft_rule_of(found, "forward:6#2")["from_ranges"] == Json({"10.60.5.2/32"}));
  CHECK(nft_rule_of(found, "forward:9")["target_ports"] == port_list({{60000, 65535}}));
  CHECK(nft_rule_of(found, "forward:9")["to_ranges"].size() == 8);
}

TEST_CASE("what packets change, and what is not known, makes a rule narrower") {
  const auto found = read_as("nftables", sample("gate.nft"));
  for (const auto* id : {"forward:7", "forward:8", "forward:10"}) {
    const auto rule = nft_rule_of(found, id);
    REQUIRE_FALSE(rule.is_null());
    CHECK_FALSE(rule.contains("from_ranges"));
  }
  CHECK(found.count(Use::unknown) == 1);
}

TEST_CASE("sessions, and what falls off a chain that was gone to") {
  const auto found = read_as("nftables", sample("gate.nft"));
  CHECK(fact(found, "/boundary/devices/0/session_inspection") == "stateful");
  CHECK(fact(found, "/boundary/devices/0/stray_packets") == "deny");
  CHECK(nft_rule_of(found, "forward:1").is_null());
  CHECK(nft_rule_of(found, "forward:11/shop:1")["target"] == "file:eth2");
  CHECK(nft_rule_of(found, "forward:11:policy")["action"] == "deny");
}

TEST_CASE("JSON says what text says") {
  const auto text = read_as("nftables", sample("gate.nft"));
  const auto json = read_as("nftables", sample("gate-nft.json"));
  REQUIRE_FALSE(json.refusal);
  CHECK(fact(json, "/hosts") == fact(text, "/hosts"));
  CHECK(fact(json, "/boundary/devices") == fact(text, "/boundary/devices"));
  // The tool itself put two neighbouring nets together, and knows no rule that it does not know.
  CHECK(nft_rule_of(json, "forward:3")["from_ranges"] == Json({"10.60.2.0/23"}));
  for (const auto* id :
       {"forward:4", "forward:5", "forward:5/names:1", "forward:6", "forward:6#2", "forward:7", "forward:9"}) {
    CHECK(nft_rule_of(json, id) == nft_rule_of(text, id));
  }
  CHECK(json.count(Use::unknown) == 0);
  CHECK(json.count(Use::fact) > 20);
}

TEST_CASE("lines of JSON that stands on several") {
  const auto found = read_as("nftables", R"({"nftables": [
 {"table": {"family": "inet", "name": "filter"}},
 {"chain": {"family": "inet", "table": "filter", "name": "in", "type": "filter", "hook": "input", "prio": 0, "policy": "drop"}},
 {"rule": {"family": "inet", "table": "filter", "chain": "in", "expr": [{"\"{": 1}]}}
]})");
  CHECK(lines_of(found, "/hosts/0/packet_filter/incoming_default") == std::vector<std::uint32_t>{3});
  CHECK(found.pieces.back().line == 4);
  CHECK(found.pieces.back().use == Use::unknown);
}

TEST_CASE("of several chains on one hook, all must accept") {
  const auto found = read_as("nftables", R"(table inet filter {
  chain early {
    type filter hook forward priority filter - 10; policy accept;
    tcp dport 23 drop
    ip saddr 10.1.0.0/16 accept
    ip daddr 10.9.0.0/16 drop
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    tcp dport 443 accept
    tcp dport 23 accept
  }
}
)");
  CHECK(fact(found, "/boundary/devices/0/default_action") == "deny");
  CHECK(nft_rule_of(found, "early:1")["action"] == "deny");
  // What the first chain accepts goes on to the second, whose policy holds for it.
  CHECK(nft_rule_of(found, "early:2/inet filter forward:1")["from_ranges"] == Json({"10.1.0.0/16"}));
  CHECK(nft_rule_of(found, "early:2/inet filter forward:policy").is_null());
  CHECK(nft_rule_of(found, "early:2:policy")["action"] == "deny");
  CHECK(nft_rule_of(found, "early:3")["to_ranges"] == Json({"10.9.0.0/16"}));
  CHECK(nft_rule_of(found, "forward:1")["from_ranges"] == Json({"0.0.0.0/0", "::/0"}));
}

TEST_CASE("tables that are off, of other families or kinds, filter nothing") {
  const auto found = read_as("nftables", R"(table inet a {
  flags dormant
  chain in {
    type filter hook input priority 0; policy drop;
  }
}
table arp b {
  chain in {
    type filter hook input priority 0; policy drop;
  }
}
table ip c {
  chain in {
    type nat hook input priority 0; policy drop;
  }
}
)");
  CHECK(fact(found, "/hosts/0/packet_filter").is_null());
  CHECK(found.missing.size() == 1);
}

TEST_CASE("rules that are added one by one, and forms that people write") {
  const auto found = read_as("nftables", R"(add table inet filter
add chain inet filter forward { type filter hook forward priority 0; policy drop; }
add set inet filter web { type inet_service; }
add element inet filter web { 80, 443 }
add rule inet filter forward tcp dport @web accept
insert rule inet filter forward ip protocol tcp ip daddr 10.0.0.1 tcp dport {22,
   2222} \
   accept
add rule inet filter forward meta nfproto ipv6 udp sport != 53 counter accept
)");
  REQUIRE_FALSE(found.refusal);
  CHECK(nft_rule_of(found, "forward:1")["target_ports"] == port_list({{22, 22}, {2222, 2222}}));
  CHECK(nft_rule_of(found, "forward:2")["target_ports"] == port_list({{80, 80}, {443, 443}}));
  CHECK(nft_rule_of(found, "forward:3")["from_ranges"] == Json({"::/0"}));
  CHECK(nft_rule_of(found, "forward:3")["source_ports"] == port_list({{0, 52}, {54, 65535}}));
}

TEST_CASE("ports of a protocol that is not told, marks and translated targets are narrower") {
  for (const auto* rule : {"th dport 53 accept", "meta mark 0x1 tcp dport 80 accept", "ct status dnat accept",
                           "fib daddr type local tcp dport 80 accept", "tcp dport 80 limit rate 5/second accept",
                           "tcp dport @nowhere accept", "iifname \"br-*\" tcp dport 80 accept",
                           "xt match \"string\" tcp dport 80 accept", "jump { accept; }"}) {
    const auto found = table_of_forward(std::string(rule) + "\ntcp dport 443 accept");
    INFO(rule);
    const auto one = nft_rule_of(found, "forward:1");
    REQUIRE_FALSE(one.is_null());
    CHECK_FALSE(one.contains("from_ranges"));
    CHECK(nft_rule_of(found, "forward:2").contains("from_ranges"));
  }
}

TEST_CASE("what a program decides is not told") {
  const auto found = table_of_forward("tcp dport 80 queue num 1\ntcp dport 443 accept");
  CHECK_FALSE(nft_rule_of(found, "forward:1").contains("action"));
  CHECK(nft_rule_of(found, "forward:1")["target_ports"] == port_list({{80, 80}}));
}

TEST_CASE("what is no rule set of nftables is refused, and anything has an end") {
  CHECK(read_as("nftables", "").refusal);
  CHECK(read_as("nftables", "{\"nftables\": 1}").refusal);
  CHECK(read_as("nftables", "{\"nftables\": [{\"table\": {}}, {\"chain\": null}]}").facts.is_object());
  CHECK(read_as("nftables", "*filter\n:INPUT DROP [0:0]\nCOMMIT\n").refusal);
  for (const auto* text :
       {"table {", "table ip a { chain b { type", "table ip a { chain b { ip saddr { 1.1.1.1", "}}}",
        "table ip a\ndefine x = { $x $x", "table ip a { set b { elements = { { { {",
        "table ip a { chain b { tcp flags & ( syn", "add rule", "table ip a; add rule ip a b vmap"}) {
    static_cast<void>(read_as("nftables", text));
  }
  // What is defined by what was defined, twice each.
  std::string bomb = "define a0 = { 1, 2 }\n";
  for (int i = 0; i < 60; ++i) {
    const auto name = std::to_string(i);
    bomb += "define a" + std::to_string(i + 1) + " = { $a" + name + ", $a" + name + " }\n";
  }
  static_cast<void>(read_as("nftables", bomb + "table ip a { chain b { tcp dport $a60 accept\n } }\n"));
}

TEST_CASE("bytes that are no text do not stop a reader") {
  const auto found =
      read_as("nftables",
              "table inet \xff {\n flags \x9c\n set s {\n flags \x9c, timeout\n }\n chain \xfe {\n type filter "
              "hook input priority 0; policy drop;\n tcp dport @s accept\n }\n}\n");
  CHECK(fact(found, "/hosts/0/packet_filter/enabled") == true);
}

TEST_CASE("secrets in rule sets stay there") {
  CHECK(everything(read_as("nftables", sample("gate.nft"))).find("Planted") == std::string::npos);
  CHECK(everything(read_as("nftables", sample("gate-nft.json"))).find("Planted") == std::string::npos);
}
