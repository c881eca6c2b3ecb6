#include "collect/logging.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace dengbao::collect {
namespace {

// target="…" of an action; empty if it is not there.
auto parameter(std::string_view action, std::string_view name) -> std::string {
  const auto text = lower(action);
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
    auto rest = trim(std::string_view(text).substr(at + name.size()));
    if (!rest.starts_with('=')) continue;
    rest = trim(rest.substr(1));
    if (!rest.starts_with('"')) continue;
    return std::string(rest.substr(1, rest.find('"', 1) - 1));
  }
  return {};
}

// "*.*  @@(o)loghost:514;RSYSLOG_Format"
auto old_style_target(std::string_view line) -> std::string {
  const auto fields = words(line);
  if (fields.size() < 2) return {};
  auto action = fields[1];
  if (!action.starts_with('@')) return {};
  action.remove_prefix(action.starts_with("@@") ? 2 : 1);
  if (action.starts_with('(')) action.remove_prefix(std::min(action.find(')'), action.size() - 1) + 1);
  return std::string(action.substr(0, action.find(';')));
}

struct Frequency {
  std::string_view word;
  std::int64_t days;
};
constexpr std::array frequencies{Frequency{"daily", 1}, Frequency{"weekly", 7}, Frequency{"monthly", 30},
                                 Frequency{"yearly", 365}};

struct RotationRules {
  std::int64_t every = 7;  // logrotate's own default is weekly, and to keep none
  std::int64_t count = 0;
  std::optional<std::int64_t> max_age;
  bool by_size = false;
};

void apply_directive(std::string_view line, RotationRules& rules) {
  const auto parts = words(line);
  for (const auto& [word, days] : frequencies) {
    if (parts[0] != word) continue;
    rules.every = days;
    rules.by_size = false;
  }
  if (parts[0] == "size") rules.by_size = true;
  const auto number = parts.size() > 1 ? to_number(parts[1]) : std::nullopt;
  if (!number || *number < 0 || *number > 100'000) return;
  if (parts[0] == "rotate") rules.count = *number;
  if (parts[0] == "maxage") rules.max_age = number;
}

auto global_rules(std::string_view text) -> RotationRules {
  RotationRules rules;
  bool in_block = false;
  for (const auto& line : config_lines(text)) {
    if (line.find('{') != std::string::npos) in_block = true;
    if (!in_block) apply_directive(line, rules);
    if (line.find('}') != std::string::npos) in_block = false;
  }
  return rules;
}

auto names_log(std::string_view line, std::string_view log) -> bool {
  const auto parts = words(line.substr(0, line.find('{')));
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view pattern) {
    return pattern == log || (pattern == "/var/log/*.log" && log.ends_with(".log"));
  });
}

auto to_rotation(const RotationRules& rules) -> Rotation {
  if (rules.by_size) return {std::nullopt, true};
  const auto kept = rules.every * rules.count;
  return {rules.max_age ? std::min(kept, *rules.max_age) : kept, false};
}

struct EventSign {
  std::string_view sign;
  std::string_view event;
};
// What a rule speaks of, and the event that it thereby records.
constexpr std::array event_signs{
    EventSign{"/etc/passwd", "account-change"},
    EventSign{"/etc/shadow", "account-change"},
    EventSign{"/etc/group", "account-change"},
    EventSign{"/etc/sudoers", "rights-change"},
    EventSign{"chmod", "rights-change"},
    EventSign{"chown", "rights-change"},
    EventSign{"setxattr", "rights-change"},
    EventSign{"/var/log/lastlog", "login"},
    EventSign{"/var/log/wtmp", "login"},
    EventSign{"/var/run/utmp", "login"},
    EventSign{"/var/log/faillog", "login"},
    EventSign{"/var/run/faillock", "login"},
    EventSign{"/etc/audit", "audit-change"},
    EventSign{"/etc/rsyslog", "audit-change"},
    EventSign{"/etc/ssh", "configuration-change"},
    EventSign{"/etc/pam.d", "configuration-change"},
    EventSign{"/etc/sysctl", "configuration-change"},
    EventSign{"/etc/hosts", "configuration-change"},
    EventSign{"sethostname", "configuration-change"},
    EventSign{"execve", "privileged-action"},
    EventSign{"/usr/bin/sudo", "privileged-action"},
    EventSign{"/bin/su", "privileged-action"},
};

}  // namespace

auto parse_rsyslog_targets(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> result;
  for (const auto& line : config_lines(text)) {
    if (auto target = old_style_target(line); !target.empty()) result.push_back(std::move(target));
  }
  // An action may go over several lines: look at each from its word to its bracket.
  std::string whole;
  for (const auto& line : config_lines(text)) whole += line + ' ';
  for (auto at = whole.find("action("); at != std::string::npos; at = whole.find("action(", at + 1)) {
    const auto action = std::string_view(whole).substr(at, whole.find(')', at) - at);
    if (parameter(action, "type") != "omfwd") continue;
    const auto port = parameter(action, "port");
    const auto target = parameter(action, "target");
    if (!target.empty()) result.push_back(port.empty() ? target : fmt::format("{}:{}", target, port));
  }
  return result;
}

auto parse_rsyslog_includes(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> result;
  for (const auto& line : config_lines(text)) {
    const auto parts = words(line);
    if (lower(parts[0]) == "$includeconfig" && parts.size() > 1) result.emplace_back(parts[1]);
    if (line.starts_with("include(")) result.push_back(parameter(line, "file"));
  }
  std::erase(result, "");
  return result;
}

auto parse_logrotate(std::string_view text, std::string_view defaults, std::string_view log)
    -> std::optional<Rotation> {
  RotationRules rules = global_rules(defaults);
  bool named = false;
  bool in_block = false;
  for (const auto& line : config_lines(text)) {
    if (!in_block) named = named || names_log(line, log);
    if (line.find('{') != std::string::npos) in_block = true;
    const auto brace = line.find('{');
    const auto directive = brace == std::string::npos ? line : line.substr(brace + 1);
    if (in_block && named && !trim(directive).empty()) apply_directive(directive, rules);
    if (line.find('}') == std::string::npos) continue;
    if (named) return to_rotation(rules);
    in_block = false;
  }
  return std::nullopt;
}

auto parse_audit_rules(std::string_view text) -> AuditRules {
  AuditRules result;
  std::set<std::string> events;
  for (const auto& line : config_lines(text)) {
    const auto parts = words(line);
    if (parts[0] == "-e" && parts.size() > 1) {
      result.locked = parts[1] == "2";
      result.off = parts[1] == "0";
    }
    if (parts[0] != "-w" && parts[0] != "-a" && parts[0] != "-A") continue;
    if (line.find("never") != std::string::npos) {
      result.excludes = true;
      continue;
    }
    ++result.rules;
    for (const auto& [sign, event] : event_signs) {
      if (line.find(sign) != std::string::npos) events.emplace(event);
    }
  }
  result.events.assign(events.begin(), events.end());
  return result;
}

auto audit_when_full(const Settings& auditd) -> std::string {
  const auto word = [&](const std::string& key) { return lower(text_setting(auditd, key).value_or("")); };
  const auto at_limit = word("max_log_file_action");
  if (at_limit == "rotate" || at_limit.empty()) return "overwrite";  // by size, whatever the age
  if (at_limit == "suspend") return "stop";
  if (at_limit != "keep_logs") return "";
  const auto disk_full = word("disk_full_action");
  if (disk_full == "rotate") return "overwrite";
  if (disk_full == "suspend" || disk_full == "single" || disk_full == "halt") return "stop";
  const auto space_left = word("space_left_action");
  return space_left == "email" || space_left == "exec" || space_left == "syslog" ? "alarm" : "";
}

auto parse_unit_restart(std::string_view unit) -> std::string {
  Settings settings;
  read_settings(unit, settings);
  const auto restart = text_setting(settings, "restart").value_or("no");
  if (restart == "always") return "always";
  return restart == "no" || restart == "on-success" ? "never" : "on-failure";
}

}  // namespace dengbao::collect
