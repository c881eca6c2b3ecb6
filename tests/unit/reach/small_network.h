#pragma once

#include <nlohmann/json.hpp>

// A border firewall and a router behind it, as an import gives them: zones and policies here, an access list there.
namespace dengbao::reach::tests {

inline auto small_network() -> nlohmann::ordered_json {
  return nlohmann::ordered_json::parse(R"({
  "zones": [
    {"id": "internet", "trust": "untrusted", "ranges": []},
    {"id": "dmz", "trust": "own", "ranges": ["10.1.0.0/24"]},
    {"id": "transit", "trust": "own", "ranges": ["10.9.0.0/30"]},
    {"id": "servers", "trust": "own", "ranges": ["10.2.0.0/24"]}
  ],
  "boundary": {
    "devices": [
      {"id": "fw", "default_action": "deny", "ports": [
        {"name": "G0", "enabled": true, "zone": "internet", "routes": ["0.0.0.0/0"]},
        {"name": "G1", "enabled": true, "zone": "dmz", "routes": ["10.1.0.0/24"]},
        {"name": "G2", "enabled": true, "addresses": ["10.9.0.1/32"], "routes": ["10.9.0.0/30", "10.2.0.0/24"]}]},
      {"id": "r1", "ports": [
        {"name": "V2", "enabled": true, "addresses": ["10.2.0.1/32"], "routes": ["10.2.0.0/24"]},
        {"name": "V9", "enabled": true, "addresses": ["10.9.0.2/32"], "routes": ["10.9.0.0/30", "0.0.0.0/0"]}]}
    ],
    "rule_sets": [
      {"id": "r1:3001 in", "device": "r1", "direction": "entering", "ports": ["V9"], "default_action": "deny"}
    ],
    "rules": [
      {"id": "web", "device": "fw", "order": 1, "enabled": true, "action": "allow", "source": "internet", "target": "dmz",
       "rule_sets": [], "any_zones": [], "from_ranges": [], "to_ranges": ["10.1.0.8/31"], "protocol": "tcp",
       "source_ports": [], "target_ports": [{"first": 443, "last": 443}], "applications": ["https"]},
      {"id": "web-again", "device": "fw", "order": 2, "enabled": true, "action": "deny", "source": "internet", "target": "dmz",
       "rule_sets": [], "any_zones": [], "from_ranges": [], "to_ranges": ["10.1.0.8/32"], "protocol": "icmp",
       "source_ports": [], "target_ports": [], "applications": []},
      {"id": "db", "device": "fw", "order": 3, "enabled": true, "action": "allow", "source": "dmz", "target": "transit",
       "rule_sets": [], "any_zones": [], "from_ranges": ["10.1.0.8/31"], "to_ranges": ["10.2.0.0/24"], "protocol": "tcp",
       "source_ports": [], "target_ports": [{"first": 3306, "last": 3307}], "applications": []},
      {"id": "db-one", "device": "fw", "order": 4, "enabled": true, "action": "deny", "source": "dmz", "target": "transit",
       "rule_sets": [], "any_zones": [], "from_ranges": ["10.1.0.9/32"], "to_ranges": ["10.2.0.7/32"], "protocol": "tcp",
       "source_ports": [], "target_ports": [{"first": 3306, "last": 3306}], "applications": []},
      {"id": "3001:5", "device": "r1", "order": 1, "enabled": true, "action": "allow", "rule_sets": ["r1:3001 in"],
       "from_ranges": ["10.1.0.0/24"], "to_ranges": ["10.2.0.7/32"], "protocol": "tcp", "source_ports": [],
       "target_ports": [{"first": 3306, "last": 3306}], "applications": []},
      {"id": "3001:10", "device": "r1", "order": 2, "enabled": true, "action": "allow", "rule_sets": ["r1:3001 in"],
       "from_ranges": ["10.7.0.0/16"], "to_ranges": [], "protocol": "any", "source_ports": [], "target_ports": [],
       "applications": []}
    ]
  },
  "evidence": [
    {"facts": ["/boundary/rules/0"], "method": "examine", "source": "fw.cfg:40", "by": "import", "on": "2026-11-20"},
    {"facts": ["/boundary/rules/2"], "method": "examine", "source": "fw.cfg:52", "by": "import", "on": "2026-11-20"},
    {"facts": ["/boundary/rules/2"], "method": "examine", "source": "fw.cfg:53", "by": "import", "on": "2026-11-20"},
    {"facts": ["/boundary/devices/0/default_action"], "method": "examine", "source": "fw.cfg:38", "by": "import", "on": "2026-11-20"},
    {"facts": ["/boundary/rules/4"], "method": "examine", "source": "r1.cfg:12", "by": "import", "on": "2026-11-20"},
    {"facts": ["/boundary/rule_sets/0"], "method": "examine", "source": "r1.cfg:20", "by": "import", "on": "2026-11-20"}
  ]
})");
}

}  // namespace dengbao::reach::tests
