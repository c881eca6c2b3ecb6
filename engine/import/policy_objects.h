#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "import/config_text.h"
#include "import/device.h"

// What policies name: addresses, services, and rules of both.
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

// The members of a named object, one a line of its block, together. `member`: whether a line is one; nothing where it
// may add what is not known. `part`: what it adds, nothing where that cannot be told. The same of too many: objects
// that name one another can grow without end.
template <typename T>
[[nodiscard]] auto gather_members(Config& config, std::size_t at,
                                  const std::function<std::optional<bool>(const ConfigLine&)>& member,
                                  const std::function<std::optional<std::vector<T>>(const ConfigLine&)>& part)
    -> std::optional<std::vector<T>> {
  constexpr std::size_t most = std::size_t{1} << 16U;
  std::optional<std::vector<T>> all = std::vector<T>{};
  for (const auto inner : config.inside(at)) {
    const auto& line = config.lines()[inner];
    const auto is = member(line);
    config.mark(inner, is == std::optional(true) ? Use::fact : Use::unused);
    if (is == std::optional(false)) continue;
    const auto more = is ? part(line) : std::nullopt;
    if (!all || !more || all->size() + more->size() > most) {
      all.reset();
      continue;
    }
    all->insert(all->end(), more->begin(), more->end());
  }
  return all;
}

}  // namespace dengbao::importing
