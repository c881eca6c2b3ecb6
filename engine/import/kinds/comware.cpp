#include <algorithm>

#include "import/huawei_services.h"
#include "import/huawei_style.h"
#include "import/kind.h"
#include "import/security_policy.h"

// Configurations of H3C devices (Comware 5, 7 and 9): `display current-configuration` of switches, routers and
// firewalls.
namespace dengbao::importing {
namespace {

// Blocks of which no fact asks for anything.
constexpr std::string_view comware_blocks[] = {
    "aaa",
    "apply",
    "bfd",
    "bgp",
    "bridge-domain",
    "cfd",
    "cloud-management",
    "context",
    "controller",
    "cwmp",
    "dhcp",
    "domain",
    "dot1x",
    "dhcp-server",
    "evi",
    "ftth",
    "hwtacacs",
    "igmp-snooping",
    "ike",
    "ipsec",
    "irf-port",
    "irf",
    "isis",
    "keychain",
    "l2vpn",
    "lldp",
    "loadbalance",
    "location",
    "mirroring-group",
    "mld-snooping",
    "mpls",
    "nat",
    "nqa",
    "ntp",
    "openflow",
    "ospf",
    "ospfv3",
    "pim",
    "pki",
    "policy-based-route",
    "portal",
    "process",
    "ps-profile",
    "qos",
    "radius",
    "redundancy",
    "rip",
    "ripng",
    "route-policy",
    "rrpp",
    "rtm",
    "session",
    "smart-link",
    "stp",
    "traffic",
    "track",
    "tunnel",
    "ipv6",
    "vlan",
    "vpn-instance",
    "vsi",
    "vxlan",
    "wlan",
    "role",
    "user-group",
    "ssl",
    "ip-pool",
    "app-group",
    "ips",
    "anti-virus",
    "waf",
    "inspect",
    "url-filter",
    "data-filter",
    "file-filter",
    "app-profile",
    "attack-defense",
    "blacklist",
    "aspf",
    "license",
    "customlog",
    "userlog",
    "monitor-link",
    "mac-authentication",
    "scheduler",
    "wlan-group",
    "lb",
    "netconf",
    "server",
    "virtual-server",
    "virtual-ip",
    "acg",
    "bandwidth",
    "dpi",
    "fc",
    "arp",
    "multicast",
    "evpn",
    "grpc",
    "telemetry",
    "sflow",
    "hwtacacs-server",
    "l2tp-group",
    "nd",
    "radius-server",
};
// Commands of which no fact asks, wherever they stand.
constexpr std::string_view comware_words[] = {
    "arp",
    "broadcast-suppression",
    "clock",
    "combo",
    "configuration",
    "cpu-usage",
    "default",
    "description",
    "dhcp",
    "display",
    "dldp",
    "dns",
    "domain",
    "duplex",
    "enable",
    "fan",
    "flow-control",
    "flow-interval",
    "ftp",
    "garp",
    "gratuitous-arp",
    "header",
    "http",
    "https",
    "icmp",
    "igmp",
    "info-center",
    "ip",
    "ipsec",
    "irf",
    "ipv6",
    "jumboframe",
    "lacp",
    "link-aggregation",
    "link-mode",
    "lldp",
    "load-balance",
    "loopback-detection",
    "mac-address",
    "mac-authentication",
    "mad",
    "memory",
    "mirroring-group",
    "mtu",
    "multicast-suppression",
    "nat",
    "ndp",
    "ntdp",
    "ntp-service",
    "oap",
    "ospf",
    "password-recovery",
    "pim",
    "poe",
    "port",
    "port-isolate",
    "port-security",
    "portal",
    "priority",
    "proxy-arp",
    "qos",
    "radius",
    "rip",
    "router",
    "rrpp",
    "scheduler",
    "sflow",
    "snmp-agent",
    "speed",
    "ssh",
    "sftp",
    "scp",
    "stp",
    "storm-constrain",
    "system-working-mode",
    "tcp",
    "telnet",
    "time-range",
    "tunnel",
    "undo",
    "unicast-suppression",
    "undo-mode",
    "user-group",
    "version",
    "vlan",
    "voice-vlan",
    "vrrp",
    "xbar",
    "loopback",
    "mdix-mode",
    "dot1x",
    "public-key",
    "cluster",
    "nqa",
    "firewall",
    "voice",
    "mode",
    "service",
    "track",
    "dialer",
    "ppp",
    "async",
    "cellular",
    "tcp-proxy",
    "keepalive",
    "group-member",
    "authorization-attribute",
    "service-type",
    "bind-attribute",
    "bpdu-protection",
    "burst-mode",
    "am",
    "temperature-alarm",
    "transceiver",
    "usb",
    "web",
    "acl",
    "role",
    "line",
    "attribute",
    "access-limit",
    "evi",
    "lldp-mode",
    "eee",
    "packet-filter",
    "super",
    "password-control",
    "archive",
    "customlog",
    "userlog",
    "hotkey",
    "job",
    "copyright-info",
    "startup",
    "sysname",
    "interzone",
    "session",
    "import",
    "smart-link",
    "lb",
    "mpls",
    "isis",
    "bfd",
    "mld",
    "ospfv3",
    "gvrp",
    "work-mode",
    "set",
    "shutdown-interval",
    "link-delay",
    "dampening",
    "netconf",
    "restful",
    "route-distinguisher",
    "vpn-target",
    "tftp",
    "cloud-management",
    "webui",
};

class ComwareReader {
 public:
  ComwareReader(std::string_view text, std::string_view name, Findings& findings)
      : config_(text, huawei_style()), findings_(findings) {
    device_.id = name;
    device_.system = "Comware";
    device_.complete = config_.complete("sysname");
  }

  void read() {
    for (const auto at : config_.outermost()) {
      const auto first = line(at).word(0);
      if (first == "interface" && line(at).words.size() > 1) read_interface(at);
      if (first == "acl") read_huawei_acl(config_, at, device_);
    }
    for (const auto at : config_.outermost()) read_block(at);
    for (const auto at : config_.outermost()) {
      if (line(at).begins({"ip", "route-static"})) read_huawei_route(config_, at, device_);
    }
    read_comware_policy(config_, device_);
    finish();
  }

 private:
  auto line(std::size_t at) -> ConfigLine& { return config_.lines()[at]; }
  void used(std::size_t at) { config_.mark(at, Use::fact); }

  void read_block(std::size_t at) {
    const auto& head = line(at);
    const auto first = head.word(0);
    if (first == "sysname" && head.words.size() > 1) {
      device_.name = Said<std::string>{std::string(head.word(1)), head.number};
      device_.id = device_.name->value;
      used(at);
    } else if (first == "version" && head.words.size() > 1) {
      read_version(at);
    } else if (first == "local-user" && head.words.size() > 1) {
      read_account(at);
    } else if ((first == "line" || first == "user-interface") && head.word(1) != "class") {
      read_huawei_terminal(config_, at, device_);
    } else if (first == "line") {
      config_.mark_block(at, Use::unused);
    } else if (head.begins({"security-zone", "name"})) {
      read_zone(at);
    } else if (head.begins({"zone-pair", "security"})) {
      read_zone_pair(at);
    } else if (first == "domain") {
      read_domain(at);
    } else if (first == "bgp" || first == "ospf" || first == "isis" || first == "rip" || first == "ospfv3") {
      device_.routes_move = true;
    } else {
      read_service(at);
    }
  }

  // ` version 7.1.070, Release 3208P08`
  void read_version(std::size_t at) {
    const auto& one = line(at);
    auto version = std::string(one.word(1));
    if (version.ends_with(',')) version.pop_back();
    if (one.words.size() > 3) version += ' ' + std::string(one.word(2)) + ' ' + std::string(one.word(3));
    device_.version = Said<std::string>{version, one.number};
    seven_ = version.starts_with("7.") || version.starts_with("9.");
    used(at);
  }

  void read_interface(std::size_t at) {
    read_huawei_interface(config_, at, device_);
    for (const auto inner : config_.inside(at)) {
      const auto& one = line(inner);
      if (one.word(0) == "packet-filter") apply(inner, 1, at);
      if (one.begins({"firewall", "packet-filter"})) apply(inner, 2, at);
    }
  }

  // `packet-filter 3000 inbound`, `packet-filter name X inbound`, `packet-filter ipv6 3000 inbound`
  void apply(std::size_t at, std::size_t place, std::size_t interface) {
    const auto& one = line(at);
    while (one.word(place) == "ipv6" || one.word(place) == "name") ++place;
    if (one.word(place).empty() || one.word(place) == "default") return;
    const auto name = line(interface).text.substr(line(interface).words[0].size() + 1);
    device_.applied.push_back(
        {std::string(one.word(place)), std::string(name), huawei_direction(one), std::nullopt, one.number});
    used(at);
  }

  // ---- accounts

  // `local-user admin class manage`; without a class, or in Comware 5, for management, too.
  void read_account(std::size_t at) {
    const auto& head = line(at);
    auto& account = device_.account(head.word(1), head.number);
    used(at);
    const bool guest = head.word(2) == "class" && head.word(3) != "manage";
    if (guest) {
      account.roles = {"user"};
      account.superuser = false;
    }
    for (const auto inner : config_.inside(at)) {
      if (!read_account_line(inner, account, guest)) continue;
      used(inner);
      account.lines.push_back(line(inner).number);
    }
    account.services_are_all = device_.complete;
  }

  auto read_account_line(std::size_t at, DeviceAccount& account, bool guest) -> bool {
    const auto& one = line(at);
    const auto first = one.word(0);
    if (first == "password" && one.words.size() > 1) {
      account.has_password = true;
      const auto cover = huawei_cover(one.word(1));
      device_.stored_passwords.push_back({cover == SecretCover::unclear ? SecretCover::clear : cover, one.number});
    } else if (first == "service-type") {
      for (std::size_t i = 1; i < one.words.size(); ++i) account.services.insert(std::string(one.word(i)));
    } else if (first == "state") {
      account.enabled = one.word(1) != "block";
    } else if (first == "authorization-attribute" && !guest) {
      for (std::size_t i = 1; i + 1 < one.words.size(); ++i) {
        if (one.word(i) == "user-role") add_role(account, one.word(i + 1));
        if (one.word(i) == "level") add_role(account, one.word(i + 1) == "3" ? "network-admin" : "network-operator");
      }
    } else {
      return false;
    }
    return true;
  }

  static void add_role(DeviceAccount& account, std::string_view role) {
    const bool all = role == "network-admin" || role == "level-15" || role == "mdc-admin" || role == "context-admin" ||
                     role == "vsys-admin" || role == "system-admin";
    const std::string ours = all                                                 ? "administrator"
                             : role == "security-audit" || role == "audit-admin" ? "auditor"
                             : role == "security-admin"                          ? "security-officer"
                             : role == "guest-manager" || role == "level-0"      ? "user"
                                                                                 : "operator";
    account.superuser = account.superuser.value_or(false) || role == "network-admin" || role == "level-15";
    if (std::ranges::find(account.roles, ours) == account.roles.end()) account.roles.push_back(ours);
  }

  // ` authentication login radius-scheme X local`
  void read_domain(std::size_t at) {
    for (const auto inner : config_.inside(at)) {
      const auto& one = line(inner);
      if (!one.begins({"authentication", "login"}) && !one.begins({"authentication", "default"})) continue;
      for (const auto word : one.words) {
        device_.accounts_elsewhere =
            device_.accounts_elsewhere || word == "radius-scheme" || word == "hwtacacs-scheme" || word == "ldap-scheme";
      }
    }
  }

  // ---- zones

  void read_zone(std::size_t at) {
    const auto& head = line(at);
    if (head.word(2).empty()) return;
    device_.guards = {true, head.number};
    auto& zone = device_.zones[std::string(head.word(2))];
    zone.line = head.number;
    used(at);
    for (const auto inner : config_.inside(at)) {
      const auto& one = line(inner);
      if (!one.begins({"import", "interface"})) continue;
      zone.interfaces.push_back({std::string(one.word(2)), one.number});
      used(inner);
    }
  }

  // `zone-pair security source Trust destination Untrust`, in it `packet-filter 3000`
  void read_zone_pair(std::size_t at) {
    const auto& head = line(at);
    const auto source = head.word(head.find("source") + 1);
    const auto target = head.word(head.find("destination") + 1);
    used(at);
    for (const auto inner : config_.inside(at)) {
      const auto& one = line(inner);
      if (one.word(0) != "packet-filter") continue;
      const auto place = one.word(1) == "name" ? 2U : 1U;
      const auto list = device_.access_lists.find(one.word(place));
      if (list == device_.access_lists.end()) continue;
      used(inner);
      for (auto rule : list->second.rules) {
        rule.id += '@' + std::string(source) + '-' + std::string(target);
        rule.lines.push_back(one.number);
        if (!source.empty() && source != "any") rule.source_zone = std::string(source);
        if (!target.empty() && target != "any") rule.target_zone = std::string(target);
        device_.policies.push_back(std::move(rule));
      }
    }
  }

  // ---- services

  void read_service(std::size_t at) {
    const auto& one = line(at);
    const bool undone = one.word(0) == "undo";
    const auto first = one.word(undone ? 1 : 0);
    if (first == "snmp-agent") {
      snmp_.read(config_, at);
    } else if (first == "ntp-service" && !undone) {
      read_huawei_clock(config_, at, device_);
    } else if (first == "info-center") {
      read_huawei_log(config_, at, device_);
    } else if (first == "password-control" && !undone) {
      read_password_control(at);
    } else {
      read_server(at, undone);
    }
  }

  // `telnet server enable`, `ip http enable`, `undo ip https enable`, `ssh server port 2222`
  void read_server(std::size_t at, bool undone) {
    const auto& one = line(at);
    const std::size_t from = undone ? 1 : 0;
    const auto is = [&](std::initializer_list<std::string_view> words) {
      return one.words.size() >= from + words.size() &&
             std::equal(words.begin(), words.end(), one.words.begin() + static_cast<std::ptrdiff_t>(from));
    };
    struct Server {
      std::initializer_list<std::string_view> words;
      std::string_view protocol;
    };
    const Server servers[] = {{{"telnet", "server", "enable"}, "telnet"}, {{"ssh", "server", "enable"}, "ssh"},
                              {{"sftp", "server", "enable"}, "ssh"},      {{"scp", "server", "enable"}, "ssh"},
                              {{"ftp", "server", "enable"}, "ftp"},       {{"ip", "http", "enable"}, "http"},
                              {{"ip", "https", "enable"}, "https"}};
    for (const auto& server : servers) {
      if (!is(server.words)) continue;
      decided_.insert(std::string(server.protocol));
      used(at);
      if (undone) return;
      auto& channel = device_.channel(server.protocol, server.protocol, one.number);
      channel.through_lines = server.protocol == "ssh" || server.protocol == "telnet";
      return;
    }
    const auto number = whole_number(one.words.empty() ? "" : one.words.back());
    if (is({"ssh", "server", "port"}) && number) {
      ports_["ssh"] = *number;
    } else if (is({"ip", "http", "port"}) && number) {
      ports_["http"] = *number;
    } else if (is({"ip", "https", "port"}) && number) {
      ports_["https"] = *number;
    } else if (is({"ssh", "server", "acl"}) || is({"telnet", "server", "acl"}) || is({"ip", "http", "acl"})) {
      const auto protocol = first_protocol(one, from);
      guards_[protocol] = Said<std::string>{std::string(one.word(from + 3)), one.number};
    } else if (is({"ssh", "server", "compatible-ssh1x"})) {
      ssh_1_ = Said<bool>{!undone, one.number};
    } else {
      return;
    }
    used(at);
  }

  static auto first_protocol(const ConfigLine& one, std::size_t from) -> std::string {
    return std::string(one.word(from) == "ip" ? one.word(from + 1) : one.word(from));
  }

  // `password-control length 10`, `… composition type-number 3 type-length 1`, `… aging 90`, `… history 5`,
  // `… login-attempt 5 exceed lock-time 15`
  void read_password_control(std::size_t at) {
    const auto& one = line(at);
    if (one.words.size() == 2 && one.word(1) == "enable") {
      control_ = true;
      return used(at);
    }
    const auto number = whole_number(one.word(one.word(1) == "composition" ? 3 : 2));
    if (!number) return;
    const auto said = Said<std::uint32_t>{*number, one.number};
    if (one.word(1) == "length") {
      rules_.min_length = said;
    } else if (one.begins({"password-control", "composition", "type-number"})) {
      rules_.kinds = said;
    } else if (one.word(1) == "aging") {
      rules_.max_age_days = said;
    } else if (one.word(1) == "history") {
      rules_.history = said;
    } else if (one.word(1) == "login-attempt") {
      read_lock_out(one, *number);
    } else {
      return;
    }
    used(at);
  }

  void read_lock_out(const ConfigLine& one, std::uint32_t failures) {
    const auto minutes = whole_number(one.word(one.find("lock-time") + 1));
    if (minutes) lock_out_ = DeviceLockOut{failures, "PT" + std::to_string(*minutes) + "M", one.number};
    if (one.word(4) == "lock") lock_out_ = DeviceLockOut{failures, "P99Y", one.number};
  }

  void finish() {
    // Without `password-control enable` these rules hold for nobody.
    if (control_) {
      device_.passwords = rules_;
      device_.lock_out = lock_out_;
    }
    if (seven_ && device_.complete) decided_.insert({"telnet", "ssh", "http", "https", "ftp"});
    close_untaken_protocols(device_, decided_);
    snmp_.finish(device_);
    settle_filters();
    for (auto& channel : device_.channels) finish_channel(channel);
    for (auto& account : device_.accounts) account.vendor_name = account.name == "admin";
    device_.all_channels_told = device_.complete && decided_.contains("telnet") && decided_.contains("ssh") &&
                                decided_.contains("http") && snmp_.told();
    note_huawei_secrets(config_, findings_);
    mark_known_words(config_, comware_blocks, comware_words);
    config_.tell(findings_);
    const auto known = findings_.count(Use::fact) + findings_.count(Use::unused);
    if (known == 0 || (!device_.name && known * 4 < findings_.pieces.size())) {
      return findings_.refuse({"hardly a line of it is a command of Comware", "几乎没有 Comware 命令"});
    }
    write_device(device_, findings_);
  }

  // What no rule of a packet filter matches is forwarded, unless `packet-filter default deny` (of Comware 5:
  // `firewall packet-filter default deny`) stands somewhere.
  void settle_filters() {
    std::optional<bool> otherwise;
    if (device_.complete) otherwise = true;
    for (const auto at : config_.outermost()) {
      const auto& one = line(at);
      const bool filter = one.begins({"packet-filter"}) || one.begins({"firewall", "packet-filter"});
      const auto place = one.find("default");
      if (!filter || place + 1 >= one.words.size()) continue;
      otherwise = one.word(place + 1) == "permit";
      used(at);
    }
    for (auto& list : device_.applied) list.otherwise = otherwise;
  }

  void finish_channel(DeviceChannel& channel) {
    if (const auto port = ports_.find(channel.protocol); port != ports_.end()) channel.port = port->second;
    if (const auto list = guards_.find(channel.protocol); list != guards_.end()) channel.access_list = list->second;
    if (channel.protocol != "ssh" || !ssh_1_) return;
    channel.outdated = ssh_1_->value ? std::vector<std::string>{"ssh-1"} : std::vector<std::string>{};
    channel.lines.push_back(ssh_1_->line);
  }

  Config config_;
  Findings& findings_;
  Device device_;
  HuaweiSnmp snmp_;
  bool seven_ = false;    // what is off by default is not shown
  bool control_ = false;  // `password-control enable`
  PasswordRules rules_;
  std::optional<DeviceLockOut> lock_out_;
  std::set<std::string> decided_;
  std::map<std::string, std::uint32_t> ports_;
  std::map<std::string, Said<std::string>> guards_;
  std::optional<Said<bool>> ssh_1_;
};

void read_comware(std::string_view text, std::string_view name, Findings& findings) {
  ComwareReader(text, name, findings).read();
}

}  // namespace

auto kind_comware() -> SourceKind {
  return {"comware", {"configuration of H3C devices (Comware)", "H3C 设备（Comware）配置"}, read_comware};
}

}  // namespace dengbao::importing
