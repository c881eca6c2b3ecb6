#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "import/config_text.h"
#include "import/device.h"

// Security policies between zones, with the objects that they name.
namespace dengbao::importing {

// Traffic that a rule may name: a protocol with its ports; no ports: all of them.
struct NamedService {
  RuleProtocol protocol = RuleProtocol::any;
  std::vector<Ports> source_ports;
  std::vector<Ports> target_ports;
};

// What names stand for; nothing where it could not be told.
struct PolicyObjects {
  std::map<std::string, std::optional<std::vector<Subnet>>, std::less<>> addresses;
  std::map<std::string, std::optional<std::vector<NamedService>>, std::less<>> services;

  [[nodiscard]] auto address(std::string_view name) const -> std::optional<std::vector<Subnet>>;
  // Also those that every device knows: "http", "ssh", …
  [[nodiscard]] auto service(std::string_view name) const -> std::optional<std::vector<NamedService>>;
};

// A rule as policies write it: lists of zones and services in one.
struct PolicyRule {
  std::string name;
  Lines lines;
  std::optional<bool> allow;
  std::optional<bool> enabled = true;
  bool exact = true;
  std::vector<std::string> source_zones;  // empty: any
  std::vector<std::string> target_zones;
  std::optional<std::vector<Subnet>> from = std::vector<Subnet>{};  // empty: any
  std::optional<std::vector<Subnet>> to = std::vector<Subnet>{};
  std::vector<NamedService> services;  // empty: any
  bool services_known = true;
  std::vector<std::string> applications;
  std::optional<bool> logged;
};

// The rules of the facts, which have one zone on each side and one protocol, added to the device.
void add_policy_rule(const PolicyRule& rule, Device& device);
// More of it, of which some may not be known.
void add_ranges(std::optional<std::vector<Subnet>>& to, const std::optional<std::vector<Subnet>>& more);

// Huawei: `ip address-set`, `ip service-set`, `security-policy`.
void read_security_policy(Config& config, Device& device);
// H3C: `object-group`, `security-policy ip`.
void read_comware_policy(Config& config, Device& device);

}  // namespace dengbao::importing
