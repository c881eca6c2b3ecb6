#include "import/device.h"

#include <algorithm>

namespace dengbao::importing {

auto Device::interface(std::string_view called, std::uint32_t line) -> DeviceInterface& {
  const auto found = std::ranges::find(interfaces, called, &DeviceInterface::name);
  if (found != interfaces.end()) return *found;
  interfaces.push_back({std::string(called), line, false, 0, {}, false});
  return interfaces.back();
}

auto Device::account(std::string_view called, std::uint32_t line) -> DeviceAccount& {
  const auto found = std::ranges::find(accounts, called, &DeviceAccount::name);
  auto& one = found != accounts.end() ? *found : accounts.emplace_back();
  one.name = called;
  one.lines.push_back(line);
  return one;
}

auto Device::channel(std::string_view protocol, std::string_view called, std::uint32_t line) -> DeviceChannel& {
  const auto found = std::ranges::find(channels, called, &DeviceChannel::name);
  auto& one = found != channels.end() ? *found : channels.emplace_back();
  one.name = called;
  one.protocol = protocol;
  one.lines.push_back(line);
  return one;
}

auto sources_let_in(const AccessList& list) -> std::optional<std::vector<Subnet>> {
  std::vector<Subnet> let_in;
  std::vector<Subnet> refused;
  for (const auto& rule : list.rules) {
    if (rule.enabled == std::optional(false)) continue;
    if (!rule.exact || !rule.allow || !rule.from || rule.enabled != std::optional(true)) return std::nullopt;
    for (const auto& net : *rule.from) {
      if (!*rule.allow) {
        refused.push_back(net);
        continue;
      }
      // What an earlier rule refuses in part would have to be cut out.
      for (const auto& other : refused) {
        if (other.contains(net)) continue;
        if (net.contains(other)) return std::nullopt;
      }
      const bool gone = std::ranges::any_of(refused, [&](const Subnet& other) { return other.contains(net); });
      if (!gone) let_in.push_back(net);
    }
  }
  return let_in;
}

}  // namespace dengbao::importing
