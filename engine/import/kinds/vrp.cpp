#include <algorithm>
#include <array>

#include "import/config_signs.h"
#include "import/huawei_services.h"
#include "import/huawei_style.h"
#include "import/kind.h"
#include "import/known_words.h"
#include "import/plain_text.h"
#include "import/security_policy.h"
#include "import/vrp_accounts.h"

// Configurations of Huawei devices (Versatile Routing Platform): `display current-configuration` of switches, routers
// and firewalls.
namespace dengbao::importing {
namespace {

class VrpReader {
 public:
  VrpReader(std::string_view text, std::string_view name, Findings& findings)
      : config_(text, huawei_style()), findings_(findings) {
    device_.id = name;
    device_.system = "VRP";
    signs_ = check_signs(text, config_, ConfigKind::vrp, findings_);
    device_.complete = config_.complete("sysname") && !signs_.doubtful;
    read_version(text);
  }

  void read() {
    if (signs_.other) return;
    for (const auto at : config_.outermost()) {
      const auto first = config_.lines()[at].word(0);
      if (first == "interface") read_interface(at);
      if (first == "acl") read_huawei_acl(config_, at, device_);
    }
    for (const auto at : config_.outermost()) read_block(at);
    for (const auto at : config_.outermost()) {
      if (config_.lines()[at].begins({"ip", "route-static"})) read_huawei_route(config_, at, device_);
    }
    read_security_policy(config_, device_);
    finish();
  }

 private:
  auto line(std::size_t at) -> ConfigLine& { return config_.lines()[at]; }
  void used(std::size_t at) { config_.mark(at, Use::fact); }

  // `!Software Version V200R021C00SPC100`, a comment in front.
  void read_version(std::string_view text) {
    constexpr std::string_view words = "!Software Version ";
    const auto at = text.find(words);
    if (at == std::string_view::npos) return;
    auto rest = text.substr(at + words.size());
    rest = rest.substr(0, rest.find_first_of("\r\n \t"));
    const bool plain =
        !rest.empty() && rest.size() < 60 &&
        std::ranges::all_of(
            rest,
            [](char c) {
              return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '(' || c == ')';
            });
    const auto number = static_cast<std::uint32_t>(std::ranges::count(text.substr(0, at), '\n') + 1);
    if (plain) device_.version = Said<std::string>{std::string(rest), number};
  }

  void read_block(std::size_t at) {
    const auto& head = line(at);
    const auto first = head.word(0);
    if (first.starts_with('!')) return config_.mark(at, first == "!Software" ? Use::fact : Use::unused);
    if (first == "sysname" && head.words.size() > 1) {
      device_.name = Said<std::string>{std::string(head.word(1)), head.number};
      device_.id = device_.name->value;
      return used(at);
    }
    if (first == "aaa") return read_vrp_accounts(config_, at, device_);
    if (first == "user-interface") return read_huawei_terminal(config_, at, device_);
    if (first == "firewall" && head.word(1) == "zone") return read_zone(at);
    if (head.begins({"local-user"}) || head.begins({"local-aaa-user"})) return read_vrp_account(config_, at, device_);
    if (first == "bgp" || first == "ospf" || first == "isis" || first == "rip" || first == "ospfv3") {
      device_.routes_move = true;
      return;
    }
    read_service(at);
  }

  // ---- interfaces

  void read_interface(std::size_t at) {
    if (line(at).words.size() < 2) return;
    read_huawei_interface(config_, at, device_);
    for (const auto inner : config_.inside(at)) {
      const auto& one = line(inner);
      if (one.word(0) != "traffic-filter" && one.word(0) != "packet-filter") continue;
      apply(inner, one.find("acl"), at);
    }
  }

  // `traffic-filter inbound acl 3001`, `… acl name X`: what no rule matches is forwarded.
  void apply(std::size_t at, std::size_t place, std::size_t interface) {
    const auto& one = line(at);
    if (one.word(place + 1) == "name" || one.word(place + 1) == "ipv6") ++place;
    if (one.word(place + 1).empty()) return;
    const auto name = line(interface).text.substr(line(interface).words[0].size() + 1);
    device_.applied.push_back(
        {std::string(one.word(place + 1)), std::string(name), huawei_direction(one), true, one.number});
    used(at);
  }

  // ---- zones

  void read_zone(std::size_t at) {
    const auto& head = line(at);
    const auto place = head.word(2) == "name" ? 3U : 2U;
    if (head.word(place).empty()) return;
    device_.guards = {true, head.number};
    auto& zone = device_.zones[std::string(head.word(place))];
    zone.line = head.number;
    used(at);
    for (const auto inner : config_.inside(at)) {
      const auto& one = line(inner);
      if (!one.begins({"add", "interface"})) {
        config_.mark(inner, Use::unused);
        continue;
      }
      zone.interfaces.push_back({std::string(one.word(2)), one.number});
      used(inner);
    }
  }

  // ---- services

  void read_service(std::size_t at) {
    const auto& one = line(at);
    const bool undone = one.word(0) == "undo";
    const std::size_t from = undone ? 1 : 0;
    const auto first = small_letters(one.word(from));  // `FTP server enable`: old versions write it so
    if (first == "telnet" || first == "stelnet" || first == "ssh" || first == "sftp" || first == "scp" ||
        first == "http" || first == "ftp" || first == "web-manager") {
      read_server(at, from, undone);
    } else if (first == "snmp-agent") {
      snmp_.read(config_, at);
    } else if ((first == "ntp-service" || first == "ntp") && !undone) {
      read_huawei_clock(config_, at, device_);
    } else if (first == "info-center") {
      read_huawei_log(config_, at, device_);
    } else if (first == "lock-authentication" && !undone) {
      read_firewall_lock(at);
    } else if (one.begins({"set", "password", "min-length"})) {
      if (const auto length = whole_number(one.word(3))) {
        device_.passwords.min_length = Said<std::uint32_t>{*length, one.number};
        used(at);
      }
    }
  }

  // `stelnet server enable`, `undo telnet server enable`, `telnet ipv4 server disable`, `http secure-server enable`,
  // `web-manager security enable port 8443`, `ssh server port 2222`
  void read_server(std::size_t at, std::size_t from, bool undone) {
    const auto& one = line(at);
    const bool server = one.find("server") < one.words.size() || one.find("secure-server") < one.words.size() ||
                        one.word(from) == "web-manager";
    if (!server) return;
    const bool on = one.find("enable") < one.words.size() && !undone;
    const bool off = (undone && one.find("enable") < one.words.size()) || one.find("disable") < one.words.size() ||
                     (undone && one.words.size() == from + 2);
    const auto first = small_letters(one.word(from));
    if (one.begins({"ssh", "server", "compatible-ssh1x"}) ||
        one.begins({"undo", "ssh", "server", "compatible-ssh1x"})) {
      ssh_1_ = Said<bool>{on, one.number};
      return used(at);
    }
    if (one.begins({"ssh", "server", "port"})) {
      ssh_port_ = whole_number(one.word(3));
      return used(at);
    }
    if (one.begins({"ssh", "server", "acl"})) {
      ssh_list_ = Said<std::string>{std::string(one.word(3)), one.number};
      return used(at);
    }
    if (!on && !off) return;
    const bool secure = one.find("secure-server") < one.words.size() || one.find("security") < one.words.size();
    auto protocol = first;
    if (first == "stelnet" || first == "sftp" || first == "scp") protocol = "ssh";
    if (first == "http") protocol = secure ? "https" : "http";
    if (first == "web-manager") protocol = secure ? "https" : "http";
    if (first == "ssh") return;
    decided_.insert(protocol);
    used(at);
    if (!on) return;
    auto& channel = device_.channel(protocol, protocol, one.number);
    channel.through_lines = protocol == "ssh" || protocol == "telnet";
    if (const auto place = one.find("port"); place < one.words.size()) channel.port = whole_number(one.word(place + 1));
  }

  // `lock-authentication failed-count 3`, `lock-authentication timeout 30`
  void read_firewall_lock(std::size_t at) {
    const auto& one = line(at);
    const auto number = whole_number(one.word(2));
    if (one.word(1) == "failed-count" && number) lock_count_ = Said<std::uint32_t>{*number, one.number};
    if (one.word(1) == "timeout" && number) lock_minutes_ = Said<std::uint32_t>{*number, one.number};
    used(at);
  }

  // ---- what only shows when all is read

  void finish() {
    finish_channels();
    if (lock_count_ && lock_minutes_) {
      device_.lock_out =
          DeviceLockOut{lock_count_->value, "PT" + std::to_string(lock_minutes_->value) + "M", lock_count_->line};
    }
    for (auto& account : device_.accounts) {
      account.vendor_name = account.name == "admin" || account.name == "audit-admin" || account.name == "api-admin";
    }
    // What is neither switched on nor off follows a default that differs between versions.
    device_.all_channels_told = device_.complete && decided_.contains("telnet") && decided_.contains("ssh") &&
                                decided_.contains("http") && snmp_.told();
    note_huawei_secrets(config_, findings_);
    mark_known_words(config_, vrp_words().blocks, vrp_words().words);
    device_.accounts_unread = has_unread_accounts(config_);
    config_.tell(findings_);
    const auto known = findings_.count(Use::fact) + findings_.count(Use::unused);
    if (known == 0 || (!device_.name && known * 4 < findings_.pieces.size())) {
      return findings_.refuse({"hardly a line of it is a command of VRP", "几乎没有 VRP 命令"});
    }
    write_device(device_, findings_);
  }

  void finish_channels() {
    close_untaken_protocols(device_, decided_);
    snmp_.finish(device_);
    for (auto& channel : device_.channels) {
      if (channel.protocol != "ssh") continue;
      if (ssh_1_) channel.outdated = ssh_1_->value ? std::vector<std::string>{"ssh-1"} : std::vector<std::string>{};
      if (ssh_1_) channel.lines.push_back(ssh_1_->line);
      if (ssh_port_) channel.port = ssh_port_;
      if (ssh_list_) channel.access_list = ssh_list_;
    }
  }

  Config config_;
  Findings& findings_;
  Device device_;
  ConfigSigns signs_;
  std::set<std::string> decided_;  // protocols that are switched on or off by a command
  HuaweiSnmp snmp_;
  std::optional<Said<std::string>> ssh_list_;
  std::optional<Said<bool>> ssh_1_;
  std::optional<std::uint32_t> ssh_port_;
  std::optional<Said<std::uint32_t>> lock_count_;
  std::optional<Said<std::uint32_t>> lock_minutes_;
};

void read_vrp(std::string_view text, std::string_view name, Findings& findings) {
  VrpReader(text, name, findings).read();
}

}  // namespace

auto kind_vrp() -> SourceKind {
  return {"vrp", {"configuration of Huawei devices (VRP)", "华为设备（VRP）配置"}, read_vrp};
}

}  // namespace dengbao::importing
