#include <algorithm>

#include "import/comware_accounts.h"
#include "import/config_signs.h"
#include "import/huawei_services.h"
#include "import/huawei_style.h"
#include "import/kind.h"
#include "import/known_words.h"
#include "import/security_policy.h"

// Configurations of H3C devices (Comware 5, 7 and 9): `display current-configuration` of switches, routers and
// firewalls.
namespace dengbao::importing {
namespace {

class ComwareReader {
 public:
  ComwareReader(std::string_view text, std::string_view name, Findings& findings)
      : config_(text, huawei_style()), findings_(findings) {
    device_.id = name;
    device_.system = "Comware";
    signs_ = check_signs(text, config_, ConfigKind::comware, findings_);
    device_.complete = config_.complete("sysname") && !signs_.doubtful;
  }

  void read() {
    if (signs_.other) return;
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
      accounts_.read_account(config_, at, device_);
    } else if ((first == "line" || first == "user-interface") && head.word(1) != "class") {
      read_huawei_terminal(config_, at, device_);
    } else if (first == "line") {
      config_.mark_block(at, Use::unused);
    } else if (head.begins({"security-zone", "name"})) {
      read_zone(at);
    } else if (head.begins({"zone-pair", "security"})) {
      read_zone_pair(at);
    } else if (first == "domain") {
      accounts_.read_domain(config_, at, device_);
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
      accounts_.read_control(config_, at);
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
                              {{"ftp", "server", "enable"}, "ftp"},       {{"FTP", "server", "enable"}, "ftp"},
                              {{"ip", "http", "enable"}, "http"},         {{"ip", "https", "enable"}, "https"}};
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

  void finish() {
    accounts_.finish(device_);
    if (seven_ && device_.complete) decided_.insert({"telnet", "ssh", "http", "https", "ftp"});
    close_untaken_protocols(device_, decided_);
    snmp_.finish(device_);
    settle_filters();
    for (auto& channel : device_.channels) finish_channel(channel);
    for (auto& account : device_.accounts) account.vendor_name = account.name == "admin";
    device_.all_channels_told = device_.complete && decided_.contains("telnet") && decided_.contains("ssh") &&
                                decided_.contains("http") && snmp_.told();
    note_huawei_secrets(config_, findings_);
    mark_known_words(config_, comware_words().blocks, comware_words().words);
    device_.accounts_unread = has_unread_accounts(config_);
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
  ConfigSigns signs_;
  ComwareAccounts accounts_;
  HuaweiSnmp snmp_;
  bool seven_ = false;  // what is off by default is not shown
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
