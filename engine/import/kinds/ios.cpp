#include <algorithm>

#include "import/cisco_rules.h"
#include "import/config_text.h"
#include "import/device.h"
#include "import/huawei_services.h"
#include "import/huawei_style.h"
#include "import/kind.h"

// Configurations of Cisco devices (IOS and IOS XE): `show running-config` of switches and routers.
namespace dengbao::importing {
namespace {

// Blocks of which no fact asks for anything.
constexpr std::string_view ios_blocks[] = {
    "archive",
    "bba-group",
    "bridge",
    "call-home",
    "class-map",
    "control-plane",
    "controller",
    "crypto",
    "dial-peer",
    "event",
    "flow",
    "gatekeeper",
    "ip",
    "key",
    "license",
    "mgcp",
    "monitor",
    "mpls",
    "parameter-map",
    "policy-map",
    "redundancy",
    "route-map",
    "router",
    "scheduler",
    "sccp",
    "snmp",
    "spanning-tree",
    "stcapp",
    "switch",
    "table-map",
    "telephony-service",
    "template",
    "track",
    "transceiver",
    "vlan",
    "voice",
    "voice-card",
    "vrf",
    "vtp",
    "radius",
    "tacacs",
    "cts",
    "device-tracking",
    "ipv6",
    "l2vpn",
    "l2",
    "platform",
    "privilege",
    "process",
    "pseudowire-class",
    "service-template",
    "wireless",
    "zone-pair",
    "aaa",
    "object-group",
    "dot1x",
    "errdisable",
    "kron",
    "bfd-template",
    "radius-server",
    "tacacs-server",
    "address-family",
    "appfw",
    "banner",
    "macro",
    "mac",
    "nat",
    "onep",
    "pki",
    "port-channel",
};
// Commands of which no fact asks, wherever they stand.
constexpr std::string_view ios_words[] = {
    "aaa",
    "alias",
    "arp",
    "auto",
    "authentication",
    "bandwidth",
    "boot",
    "boot-start-marker",
    "boot-end-marker",
    "bfd",
    "call-home",
    "carrier-delay",
    "cdp",
    "channel-group",
    "channel-protocol",
    "clock",
    "cns",
    "config-register",
    "crypto",
    "delay",
    "description",
    "diagnostic",
    "dot1x",
    "duplex",
    "encapsulation",
    "enable",
    "errdisable",
    "exec",
    "exception",
    "file",
    "flowcontrol",
    "hw-module",
    "install",
    "ip",
    "ipv6",
    "isis",
    "keepalive",
    "lacp",
    "length",
    "line",
    "lldp",
    "load-interval",
    "location",
    "logging",
    "login",
    "mab",
    "mac",
    "mac-address",
    "macro",
    "mdix",
    "media-type",
    "memory",
    "memory-size",
    "mls",
    "monitor",
    "mpls",
    "mtu",
    "multilink",
    "negotiation",
    "nmsp",
    "ntp",
    "ospfv3",
    "peer",
    "platform",
    "port-channel",
    "power",
    "ppp",
    "prompt",
    "qos",
    "queue-set",
    "resource",
    "rmon",
    "scheduler",
    "security",
    "serial",
    "service",
    "service-policy",
    "snmp",
    "snmp-server",
    "spanning-tree",
    "speed",
    "srr-queue",
    "standby",
    "stackwise-virtual",
    "storm-control",
    "subscriber",
    "switch",
    "switchport",
    "system",
    "tacacs-server",
    "tcp",
    "terminal-type",
    "transport",
    "trunk",
    "tunnel",
    "udld",
    "upgrade",
    "version",
    "vlan",
    "vrf",
    "vrrp",
    "vtp",
    "width",
    "xconnect",
    "zone-member",
    "password",
    "privilege",
    "stopbits",
    "username",
    "hostname",
    "access-list",
    "priority-queue",
    "max-reserved-bandwidth",
    "wrr-queue",
    "rcv-queue",
    "dampening",
    "glbp",
    "fair-queue",
    "hold-queue",
    "tx-ring-limit",
    "shutdown",
    "dialer",
    "dialer-list",
    "isdn",
    "async",
    "pvc",
    "atm",
    "dsl",
    "map-class",
    "route-cache",
    "physical-layer",
    "framing",
    "linecode",
    "cablelength",
    "nat",
    "history",
    "domain",
    "ethernet",
    "network-clock",
    "card",
    "interface",
    "end",
    "exit",
    "exit-address-family",
    "import",
    "export",
    "rd",
    "route-target",
    "remark",
    "config",
};

class IosReader {
 public:
  IosReader(std::string_view text, std::string_view name, Findings& findings)
      : config_(text, {.comment = '!', .last = "end", .long_text = {"banner"}}), findings_(findings) {
    device_.id = name;
    device_.system = "Cisco IOS";
    device_.complete = config_.complete("hostname");
  }

  void read() {
    for (const auto at : config_.outermost()) {
      if (line(at).word(0) == "interface") read_interface(at);
      read_cisco_list(config_, at, device_);
    }
    for (const auto at : config_.outermost()) read_block(at);
    finish();
  }

 private:
  auto line(std::size_t at) -> ConfigLine& { return config_.lines()[at]; }
  void used(std::size_t at) { config_.mark(at, Use::fact); }

  void read_block(std::size_t at) {
    const auto& head = line(at);
    const auto first = head.word(0);
    if (first == "hostname" && head.words.size() > 1) {
      device_.name = Said<std::string>{std::string(head.word(1)), head.number};
      device_.id = device_.name->value;
      used(at);
    } else if (first == "version" && head.words.size() > 1) {
      device_.version = Said<std::string>{std::string(head.word(1)), head.number};
      used(at);
    } else if (first == "username" && head.words.size() > 2) {
      read_account(at);
    } else if (first == "enable") {
      read_enable(at);
    } else if (first == "line") {
      read_terminal(at);
    } else if (head.begins({"zone", "security"}) && head.words.size() > 2) {
      device_.zones[std::string(head.word(2))].line = head.number;
      used(at);
    } else if (first == "router") {
      device_.routes_move = true;
    } else if (first == "aaa" || first == "login" || first == "security") {
      read_log_in(at);
    } else {
      read_service(at);
    }
  }

  // ---- interfaces

  void read_interface(std::size_t at) {
    if (line(at).words.size() < 2) return;
    const auto& head = line(at);
    used(at);
    auto& one = device_.interface(head.text.substr(head.words[0].size() + 1), head.number);
    for (const auto inner : config_.inside(at)) {
      const auto& words = line(inner);
      if (words.word(0) == "shutdown" || words.begins({"no", "shutdown"})) {
        one.shut = words.word(0) == "shutdown";
        one.shut_line = words.number;
        used(inner);
      } else if (words.begins({"ip", "address"}) || words.begins({"ipv6", "address"})) {
        read_address(inner, one);
      } else if (words.begins({"ip", "access-group"}) || words.begins({"ipv6", "traffic-filter"})) {
        std::optional<bool> entering;
        if (words.word(3) == "in" || words.word(3) == "out") entering = words.word(3) == "in";
        device_.applied.push_back({std::string(words.word(2)), one.name, entering, false, words.number});
        used(inner);
      } else if (words.begins({"zone-member", "security"}) && words.words.size() > 2) {
        device_.zones[std::string(words.word(2))].interfaces.push_back({one.name, words.number});
        used(inner);
      } else if (words.begins({"ip", "unnumbered"})) {
        one.has_unknown_address = true;
        used(inner);
      }
    }
  }

  void read_address(std::size_t at, DeviceInterface& one) {
    const auto& words = line(at);
    auto address = with_length(words.word(2));
    if (!address) address = net_address(words.word(2), words.word(3));
    if (address) one.addresses.push_back({*address, words.number});
    if (!address) one.has_unknown_address = true;  // dhcp, negotiated, pool …
    used(at);
  }

  // ---- accounts

  // `username liu privilege 15 secret 9 …`, `username noc password 7 …`, `username x nopassword`
  void read_account(std::size_t at) {
    const auto& one = line(at);
    auto& account = device_.account(one.word(1), one.number);
    used(at);
    std::uint32_t level = account.roles.empty() ? 1 : 0;
    for (std::size_t i = 2; i < one.words.size(); ++i) {
      const auto word = one.word(i);
      if (word == "privilege") {
        level = whole_number(one.word(++i)).value_or(1);
      } else if (word == "nopassword") {
        account.has_password = false;
      } else if (word == "password" || word == "secret") {
        account.has_password = true;
        device_.stored_passwords.push_back({cisco_cover(one, i + 1), one.number});
        break;  // what follows is the secret
      }
    }
    if (level == 0 && one.find("privilege") == one.words.size()) return;
    account.superuser = level == 15;
    account.roles = {level == 15 ? "administrator" : level > 1 ? "operator" : "user"};
  }

  // The password of the highest level: of no account.
  void read_enable(std::size_t at) {
    const auto& one = line(at);
    if (one.word(1) != "secret" && one.word(1) != "password") return;
    const std::size_t place = one.word(2) == "level" ? 4 : 2;
    device_.stored_passwords.push_back({cisco_cover(one, place), one.number});
    used(at);
  }

  // ---- log-in

  void read_log_in(std::size_t at) {
    const auto& one = line(at);
    if (one.begins({"aaa", "authentication", "login"}) || one.begins({"aaa", "authentication", "enable"})) {
      device_.accounts_elsewhere = device_.accounts_elsewhere || one.find("group") < one.words.size();
    }
    if (one.begins({"security", "passwords", "min-length"})) {
      if (const auto length = whole_number(one.word(3))) {
        device_.passwords.min_length = Said<std::uint32_t>{*length, one.number};
        used(at);
      }
    }
    // `login block-for 120 attempts 3 within 60`, seconds
    if (one.begins({"login", "block-for"})) {
      const auto seconds = whole_number(one.word(2));
      const auto failures = whole_number(one.word(one.find("attempts") + 1));
      if (seconds && failures && !device_.lock_out) {
        device_.lock_out = DeviceLockOut{*failures, "PT" + std::to_string(*seconds) + "S", one.number};
        used(at);
      }
    }
    // `aaa local authentication attempts max-fail 3`: an administrator unlocks
    if (one.begins({"aaa", "local", "authentication", "attempts", "max-fail"})) {
      if (const auto failures = whole_number(one.word(5))) {
        device_.lock_out = DeviceLockOut{*failures, "P99Y", one.number};
        used(at);
      }
    }
  }

  void read_terminal(std::size_t at) {
    const auto& head = line(at);
    if (head.word(1) != "con" && head.word(1) != "vty" && head.word(1) != "aux") return;
    used(at);
    TerminalLine terminal{.line = head.number, .remote = head.word(1) == "vty"};
    bool no_session = false;
    for (const auto inner : config_.inside(at)) {
      const auto& one = line(inner);
      no_session = no_session || one.begins({"no", "exec"});
      read_terminal_line(inner, terminal);
    }
    if (!no_session) device_.terminals.push_back(std::move(terminal));
  }

  void read_terminal_line(std::size_t at, TerminalLine& terminal) {
    const auto& one = line(at);
    if (one.word(0) == "exec-timeout") {
      if (const auto seconds = minutes_and_seconds(one, 1))
        terminal.timeout = Said<std::uint32_t>{*seconds, one.number};
    } else if (one.begins({"no", "exec-timeout"})) {
      terminal.timeout = Said<std::uint32_t>{0, one.number};
    } else if (one.begins({"transport", "input"})) {
      std::set<std::string> taken;
      for (std::size_t i = 2; i < one.words.size(); ++i) {
        if (one.word(i) == "all") taken.insert({"ssh", "telnet"});
        if (one.word(i) == "ssh" || one.word(i) == "telnet") taken.insert(std::string(one.word(i)));
      }
      for (const auto& protocol : taken) {
        if (!terminal.remote) continue;
        device_.channel(protocol, protocol, one.number).through_lines = true;
      }
      terminal.protocols = std::move(taken);
    } else if (one.word(0) == "access-class" && one.find("in") < one.words.size()) {
      terminal.access_list = Said<std::string>{std::string(one.word(1)), one.number};
    } else if (one.begins({"no", "login"})) {
      terminal.authentication = Said<std::string>{"none", one.number};
    } else if (one.word(0) == "password") {
      device_.stored_passwords.push_back({cisco_cover(one, 1), one.number});
    } else {
      return;
    }
    used(at);
  }

  // ---- services

  void read_service(std::size_t at) {
    const auto& one = line(at);
    const bool undone = one.word(0) == "no";
    const std::size_t from = undone ? 1 : 0;
    if (one.word(from) == "ip" && one.word(from + 1) == "http") return read_http(at, from, undone);
    if (one.begins({"ip", "ssh", "version"})) {
      ssh_version_ = Said<std::string>{std::string(one.word(3)), one.number};
      used(at);
    } else if (one.begins({"ip", "route"})) {
      read_route(at);
    } else if (one.word(0) == "ntp" || one.word(0) == "sntp") {
      read_clock(at);
    } else if (one.word(from) == "logging") {
      read_log(at, undone);
    } else if (one.word(0) == "snmp-server") {
      read_snmp(at);
    }
  }

  void read_http(std::size_t at, std::size_t from, bool undone) {
    const auto& one = line(at);
    const auto what = one.word(from + 2);
    if (what == "server" || what == "secure-server") {
      const std::string protocol = what == "server" ? "http" : "https";
      decided_.insert(protocol);
      if (!undone) device_.channel(protocol, protocol, one.number);
      used(at);
    } else if (what == "access-class" && !undone) {
      const auto place = one.word(from + 3) == "ipv4" ? from + 4 : from + 3;
      http_list_ = Said<std::string>{std::string(one.word(place)), one.number};
      used(at);
    }
  }

  // `ip route 10.0.0.0 255.0.0.0 GigabitEthernet0/1 10.1.1.1`
  void read_route(std::size_t at) {
    const auto& one = line(at);
    const auto target = net_address(one.word(2), one.word(3));
    if (!target) return;  // `vrf`: a table of its own
    StaticRoute route{target->net(), {}, {}, one.number};
    const auto called = std::ranges::find(device_.interfaces, one.word(4), &DeviceInterface::name);
    if (called != device_.interfaces.end()) route.out = called->name;
    route.next = Address::parse(one.word(route.out.empty() ? 4 : 5));
    device_.routes.push_back(std::move(route));
    used(at);
  }

  void read_clock(std::size_t at) {
    const auto& one = line(at);
    if (one.word(1) != "server" && one.word(1) != "peer") return;
    std::size_t place = 2;
    if (one.word(place) == "vrf") place += 2;
    if (one.word(place) == "ip" || one.word(place) == "ipv6") ++place;
    if (one.word(place).empty()) return;
    device_.clock_sources.push_back({std::string(one.word(place)), one.number});
    used(at);
  }

  // `logging host 10.1.1.1`, `logging 10.1.1.1`, `no logging on`
  void read_log(std::size_t at, bool undone) {
    const auto& one = line(at);
    if (one.word(undone ? 2 : 1) == "on") {
      device_.logs = Said<bool>{!undone, one.number};
      return used(at);
    }
    if (undone) return;
    std::size_t place = one.word(1) == "host" ? 2 : 1;
    if (one.word(place) == "ipv6") ++place;
    if (place == 1 && !Address::parse(one.word(1))) return;
    if (one.word(place).empty()) return;
    device_.log_servers.push_back({std::string(one.word(place)), one.number});
    used(at);
  }

  // `snmp-server community NAME RO 10`, `snmp-server group G v3 priv`
  void read_snmp(std::size_t at) {
    const auto& one = line(at);
    if (one.word(1) == "community") {
      const auto guard = one.words.size() > 4 ? one.words.back() : std::string_view();
      for (const auto* protocol : {"snmpv1", "snmpv2c"}) {
        auto& channel = device_.channel(protocol, protocol, one.number);
        // Several communities may have several guards.
        channel.sources_unknown = channel.sources_unknown || channel.lines.size() > 1;
        if (!guard.empty()) channel.access_list = Said<std::string>{std::string(guard), one.number};
      }
      used(at);
    } else if (one.word(1) == "group" && one.word(3) == "v3") {
      auto& channel = device_.channel("snmpv3", "snmpv3", one.number);
      channel.sources_unknown = true;
      if (!channel.outdated) channel.outdated = std::vector<std::string>();
      if (one.word(4) != "priv" && channel.outdated->empty()) channel.outdated->push_back("snmpv3-in-clear");
      used(at);
    }
  }

  void finish() {
    close_untaken_protocols(device_, decided_);
    for (auto& channel : device_.channels) {
      if (channel.protocol == "ssh" && ssh_version_) {
        channel.outdated = ssh_version_->value == "2" ? std::vector<std::string>{} : std::vector<std::string>{"ssh-1"};
        channel.lines.push_back(ssh_version_->line);
      }
      if (channel.protocol == "http" || channel.protocol == "https") channel.access_list = http_list_;
    }
    for (auto& account : device_.accounts) account.vendor_name = account.name == "cisco" || account.name == "admin";
    const bool lines_told =
        std::ranges::all_of(device_.terminals, [](const TerminalLine& one) { return !one.remote || one.protocols; });
    device_.all_channels_told = device_.complete && lines_told && decided_.contains("http");
    note_cisco_secrets(config_, findings_);
    mark_known_words(config_, ios_blocks, ios_words);
    config_.tell(findings_);
    const auto known = findings_.count(Use::fact) + findings_.count(Use::unused);
    if (known == 0 || (!device_.name && known * 4 < findings_.pieces.size())) {
      return findings_.refuse({"hardly a line of it is a command of Cisco IOS", "几乎没有 Cisco IOS 命令"});
    }
    write_device(device_, findings_);
  }

  Config config_;
  Findings& findings_;
  Device device_;
  std::set<std::string> decided_;
  std::optional<Said<std::string>> ssh_version_;
  std::optional<Said<std::string>> http_list_;
};

void read_ios(std::string_view text, std::string_view name, Findings& findings) {
  IosReader(text, name, findings).read();
}

}  // namespace

auto kind_ios() -> SourceKind {
  return {"ios", {"configuration of Cisco devices (IOS)", "思科设备（IOS）配置"}, read_ios};
}

}  // namespace dengbao::importing
