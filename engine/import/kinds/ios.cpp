#include <algorithm>

#include "import/cisco_accounts.h"
#include "import/cisco_rules.h"
#include "import/config_signs.h"
#include "import/config_text.h"
#include "import/device.h"
#include "import/huawei_services.h"
#include "import/huawei_style.h"
#include "import/kind.h"
#include "import/known_words.h"

// Configurations of Cisco devices (IOS and IOS XE): `show running-config` of switches and routers.
namespace dengbao::importing {
namespace {

class IosReader {
 public:
  IosReader(std::string_view text, std::string_view name, Findings& findings)
      : config_(text, {.comment = '!', .last = "end", .long_text = {"banner"}}), findings_(findings) {
    device_.id = name;
    device_.system = "Cisco IOS";
    signs_ = check_signs(text, config_, ConfigKind::ios, findings_);
    device_.complete = config_.complete("hostname") && !signs_.doubtful;
  }

  void read() {
    if (signs_.other) return;
    for (const auto at : config_.outermost()) read_cisco_group(config_, at, objects_);
    for (const auto at : config_.outermost()) {
      if (line(at).word(0) == "interface") read_interface(at);
      read_cisco_list(config_, at, objects_, device_);
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
    } else if (first == "username" && head.words.size() > 1) {
      read_cisco_account(config_, at, device_);
    } else if (first == "enable") {
      read_cisco_account(config_, at, device_);
    } else if (first == "line") {
      read_cisco_terminal(config_, at, device_);
    } else if (head.begins({"zone", "security"}) && head.words.size() > 2) {
      device_.zones[std::string(head.word(2))].line = head.number;
      used(at);
    } else if (first == "router") {
      device_.routes_move = true;
    } else if (first == "aaa" || first == "login" || first == "security") {
      read_cisco_log_in(config_, at, device_);
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

  // `snmp-server community NAME RO 10`, `snmp-server group G v3 priv access 10`
  void read_snmp(std::size_t at) {
    const auto& one = line(at);
    if (one.word(1) == "community") {
      for (const auto* protocol : {"snmpv1", "snmpv2c"}) {
        add_guard(device_.channel(protocol, protocol, one.number), community_list(one), one.number);
      }
      used(at);
    } else if (one.word(1) == "group" && one.word(3) == "v3") {
      auto& channel = device_.channel("snmpv3", "snmpv3", one.number);
      if (!channel.outdated) channel.outdated = std::vector<std::string>();
      if (one.word(4) != "priv" && channel.outdated->empty()) channel.outdated->push_back("snmpv3-in-clear");
      const auto place = one.find("access");
      add_guard(channel, place + 2 == one.words.size() ? one.word(place + 1) : std::string_view(), one.number);
      // IPv6 has lists of its own.
      channel.sources_unknown = channel.sources_unknown || (place < one.words.size() && place + 2 != one.words.size());
      used(at);
    } else if (one.word(1) == "user") {
      // Users may have lists of their own, which their groups do not know.
      snmp_users_guarded_ = snmp_users_guarded_ || one.find("access") < one.words.size();
    }
  }

  // Behind the community: `view NAME`, `RO` or `RW`, `ipv6 LIST`, and the list.
  static auto community_list(const ConfigLine& one) -> std::string_view {
    std::size_t place = 3;
    if (one.word(place) == "view") place += 2;
    const auto right = one.word(place);
    if (right == "RO" || right == "RW" || right == "ro" || right == "rw") ++place;
    if (one.word(place) == "ipv6") place += 2;
    return one.word(place);
  }

  // Each community and each group is a way in; one without a list leaves it open to all.
  void add_guard(DeviceChannel& channel, std::string_view list, std::uint32_t number) {
    const bool first = channel.lines.size() == 1;
    if (list.empty()) {
      channel.access_list.reset();
      channel.other_lists.clear();
    } else if (first) {
      channel.access_list = Said<std::string>{std::string(list), number};
    } else if (channel.access_list) {
      channel.other_lists.push_back({std::string(list), number});
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
    for (auto& channel : device_.channels) {
      if (channel.protocol == "snmpv3" && snmp_users_guarded_) channel.sources_unknown = true;
    }
    read_cisco_zones(config_, device_);
    for (auto& account : device_.accounts) account.vendor_name = account.name == "cisco" || account.name == "admin";
    const bool lines_told =
        std::ranges::all_of(device_.terminals, [](const TerminalLine& one) { return !one.remote || one.protocols; });
    device_.all_channels_told = device_.complete && lines_told && decided_.contains("http");
    note_cisco_secrets(config_, findings_);
    mark_known_words(config_, ios_words().blocks, ios_words().words);
    device_.accounts_unread = has_unread_accounts(config_);
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
  ConfigSigns signs_;
  PolicyObjects objects_;
  std::set<std::string> decided_;
  bool snmp_users_guarded_ = false;
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
