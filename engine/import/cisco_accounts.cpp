#include "import/cisco_accounts.h"

#include "import/cisco_rules.h"
#include "import/huawei_style.h"

namespace dengbao::importing {
namespace {

class CiscoAccounts {
 public:
  CiscoAccounts(Config& config, Device& device) : config_(config), device_(device) {}

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

 private:
  auto line(std::size_t at) -> ConfigLine& { return config_.lines()[at]; }
  void used(std::size_t at) { config_.mark(at, Use::fact); }

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

  Config& config_;
  Device& device_;
};

}  // namespace

void read_cisco_account(Config& config, std::size_t at, Device& device) {
  CiscoAccounts accounts(config, device);
  if (config.lines()[at].word(0) == "enable")
    accounts.read_enable(at);
  else
    accounts.read_account(at);
}

void read_cisco_log_in(Config& config, std::size_t at, Device& device) {
  CiscoAccounts(config, device).read_log_in(at);
}

void read_cisco_terminal(Config& config, std::size_t at, Device& device) {
  CiscoAccounts(config, device).read_terminal(at);
}

}  // namespace dengbao::importing
