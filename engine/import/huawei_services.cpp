#include "import/huawei_services.h"

#include <algorithm>

#include "import/huawei_style.h"

namespace dengbao::importing {
namespace {

void read_terminal_line(Config& config, std::size_t at, TerminalLine& terminal) {
  const auto& one = config.lines()[at];
  auto use = Use::fact;
  if (one.word(0) == "idle-timeout") {
    if (const auto seconds = minutes_and_seconds(one, 1)) terminal.timeout = Said<std::uint32_t>{*seconds, one.number};
  } else if (one.begins({"undo", "idle-timeout"})) {
    use = Use::unused;  // the default again
  } else if (one.begins({"protocol", "inbound"})) {
    const auto what = one.word(2);
    terminal.protocols = what == "all" ? std::set<std::string>{"ssh", "telnet"} : std::set{std::string(what)};
  } else if (one.word(0) == "acl" && one.find("outbound") == one.words.size()) {
    const auto place = one.word(1) == "name" || one.word(1) == "ipv6" ? 2U : 1U;
    terminal.access_list = Said<std::string>{std::string(one.word(place)), one.number};
  } else if (one.word(0) == "authentication-mode") {
    terminal.authentication = Said<std::string>{std::string(one.word(1)), one.number};
  } else {
    use = Use::unused;
  }
  config.mark(at, use);
}

}  // namespace

void read_huawei_terminal(Config& config, std::size_t at, Device& device) {
  const auto& head = config.lines()[at];
  const auto kind = head.word(1);
  if (kind != "con" && kind != "console" && kind != "aux" && !is_remote_line(kind)) {
    config.mark_block(at, Use::unused);
    return;
  }
  config.mark(at, Use::fact);
  TerminalLine terminal{.line = head.number, .remote = is_remote_line(kind)};
  for (const auto inner : config.inside(at)) read_terminal_line(config, inner, terminal);
  device.terminals.push_back(std::move(terminal));
}

void read_huawei_clock(Config& config, std::size_t at, Device& device) {
  const auto& one = config.lines()[at];
  for (std::size_t i = 1; i < one.words.size() && i < 4; ++i) {
    if (one.word(i) != "unicast-server" && one.word(i) != "unicast-peer" && one.word(i) != "server") continue;
    auto place = i + 1;
    if (one.word(place) == "domain" || one.word(place) == "ipv6") ++place;
    const auto server = one.word(place);
    if (server.empty() || server == "disable" || server == "enable") return;
    device.clock_sources.push_back({std::string(server), one.number});
    config.mark(at, Use::fact);
    return;
  }
}

void read_huawei_log(Config& config, std::size_t at, Device& device) {
  const auto& one = config.lines()[at];
  const bool undone = one.word(0) == "undo";
  if (!undone && one.word(1) == "loghost" && one.word(2) != "source") {
    auto place = one.word(2) == "ipv6" || one.word(2) == "domain" ? 3U : 2U;
    if (one.word(2) == "vpn-instance") place = 4;
    if (one.word(place).empty()) return;
    device.log_servers.push_back({std::string(one.word(place)), one.number});
    config.mark(at, Use::fact);
  } else if (one.find("enable") == (undone ? 2U : 1U)) {
    device.logs = Said<bool>{!undone, one.number};
    config.mark(at, Use::fact);
  }
}

namespace {

// `… acl 2001`, `… acl name OPS` at the end of a line; empty where there is none. What stands before may be a secret.
auto snmp_list(const ConfigLine& one) -> std::string {
  const auto count = one.words.size();
  if (count > 5 && one.word(count - 2) == "acl") return std::string(one.words.back());
  if (count > 6 && one.word(count - 3) == "acl" && one.word(count - 2) == "name") return std::string(one.words.back());
  return {};
}

}  // namespace

void HuaweiSnmp::read(Config& config, std::size_t at) {
  const auto& one = config.lines()[at];
  if (one.word(0) == "undo") return;
  on_ = true;
  if (one.begins({"snmp-agent", "sys-info", "version"})) {
    for (std::size_t i = 3; i < one.words.size(); ++i) {
      for (const auto* version : {"v1", "v2c", "v3"}) {
        if (one.word(i) == version || one.word(i) == "all") versions_.push_back({version, one.number});
      }
    }
    config.mark(at, Use::fact);
  } else if (one.begins({"snmp-agent", "acl"})) {
    list_ = Said<std::string>{std::string(one.word(2)), one.number};
    config.mark(at, Use::fact);
  } else if (one.begins({"snmp-agent", "community"}) && one.word(2) != "complexity-check") {
    communities_.push_back({snmp_list(one), one.number});
    if (!communities_.back().value.empty()) config.mark(at, Use::fact);
  } else if (one.begins({"snmp-agent", "group", "v3"})) {
    groups_.push_back({snmp_list(one), one.number});
    if (!groups_.back().value.empty()) config.mark(at, Use::fact);
  } else if (one.word(1) == "usm-user") {
    users_guarded_ = users_guarded_ || !snmp_list(one).empty();
  }
}

void HuaweiSnmp::finish(Device& device) const {
  for (const auto& version : versions_) {
    const auto* const protocol = version.value == "v1" ? "snmpv1" : version.value == "v2c" ? "snmpv2c" : "snmpv3";
    auto& channel = device.channel(protocol, protocol, version.line);
    const auto& ways = version.value == "v3" ? groups_ : communities_;
    const bool some = std::ranges::any_of(ways, [](const auto& way) { return !way.value.empty(); });
    const bool all = some && std::ranges::none_of(ways, [](const auto& way) { return way.value.empty(); });
    if (list_) channel.access_list = list_;
    // The list for all of SNMP and those of its own both hold; users may have more.
    channel.sources_unknown =
        (some && (list_ || !all)) || (version.value == "v3" && users_guarded_) || (!list_ && !some);
    if (list_ || !all) continue;
    channel.access_list = ways.front();
    channel.other_lists.assign(ways.begin() + 1, ways.end());
  }
}

void close_untaken_protocols(Device& device, std::set<std::string>& decided) {
  bool all_told = std::ranges::any_of(device.terminals, &TerminalLine::remote);
  std::set<std::string> taken;
  for (const auto& terminal : device.terminals) {
    if (!terminal.remote) continue;
    all_told = all_told && terminal.protocols;
    if (terminal.protocols) taken.insert(terminal.protocols->begin(), terminal.protocols->end());
  }
  if (!all_told) return;
  for (const auto* protocol : {"ssh", "telnet"}) {
    if (taken.contains(protocol)) continue;
    decided.insert(protocol);
    std::erase_if(device.channels, [&](const DeviceChannel& one) { return one.protocol == protocol; });
  }
}

}  // namespace dengbao::importing
