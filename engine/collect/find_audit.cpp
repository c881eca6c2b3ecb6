#include <algorithm>
#include <set>

#include "base/sha256.h"
#include "collect/logging.h"
#include "collect/survey_machine.h"

// Security audit: auditd, and the system log with its log-ins (rsyslog, syslog-ng, journald).
namespace dengbao::collect {
namespace {

// The daemons that write records now, and the configuration that says how long these stay.
struct Loggers {
  bool auditd = false;
  bool syslog = false;   // writes files below /var/log
  bool rsyslog = false;  // the one whose configuration we can read
  bool journald = false;
  bool journal_kept = false;  // on disk, not only in memory
  std::optional<Reading> rules;

  [[nodiscard]] auto any() const -> bool { return auditd || syslog || journald; }
};

auto written_rules(const Machine& machine) -> std::optional<Reading> {
  auto written = machine.read("/etc/audit/audit.rules");
  if (written.ok() && parse_audit_rules(written.text).rules > 0) return written;
  // At start augenrules puts the files of rules.d together, in their order.
  const auto files = matching_files(machine, "/etc/audit/rules.d/*.rules");
  if (files.empty()) return written.ok() ? std::optional(std::move(written)) : std::nullopt;
  Reading joined;
  joined.status = ReadStatus::ok;
  joined.source = "/etc/audit/rules.d/*.rules";
  for (const auto& path : files) {
    const auto one = machine.read(path);
    if (!one.ok()) return std::nullopt;
    joined.text += one.text + '\n';
  }
  joined.sha256 = sha256(joined.text);
  return joined;
}

auto read_rules(const Machine& machine) -> std::optional<Reading> {
  auto loaded = machine.run({"/usr/sbin/auditctl", "-l"});
  return loaded.ok() ? std::optional(std::move(loaded)) : written_rules(machine);
}

auto find_loggers(const Survey& survey) -> Loggers {
  Loggers loggers;
  loggers.auditd = survey.works("auditd", "auditd.service");
  loggers.rsyslog = survey.works("rsyslogd", "rsyslog.service");
  loggers.syslog = loggers.rsyslog || survey.works("syslog-ng", "syslog-ng.service") || survey.runs("syslogd");
  loggers.journald = survey.runs("systemd-journald");
  const auto journal =
      read_settings_files(survey.machine, "/etc/systemd/journald.conf", "/etc/systemd/journald.conf.d");
  const auto storage = lower(text_setting(journal.settings, "storage").value_or("auto"));
  loggers.journal_kept = storage == "persistent" || (storage == "auto" && survey.machine.exists("/var/log/journal"));
  if (loggers.auditd) loggers.rules = read_rules(survey.machine);
  return loggers;
}

// The system log records log-ins, changes of accounts by useradd and the like, and the start and stop of services, of
// every user; auditd records what its rules ask for.
void find_events(Survey& survey, const Loggers& loggers) {
  auto& findings = survey.findings;
  std::set<std::string> events;
  if (loggers.any()) events = {"account-change", "login", "service-state"};
  if (loggers.rules) {
    const auto rules = parse_audit_rules(loggers.rules->text);
    events.insert(rules.events.begin(), rules.events.end());
    findings.witness("/audit/events", *loggers.rules);
  }
  auto& audit = findings.host["audit"];
  audit["events"] = events;
  findings.witness("/audit/events", survey.place_of_services());
  if (loggers.auditd) {
    findings.incomplete("/audit/events", {"not every rule of auditd is translated", "并非所有 auditd 规则都作了转换"});
  }
  if (!loggers.any()) return;
  audit["fields"] = {"time", "user", "event-type", "outcome", "source-address"};
  if (loggers.auditd) audit["fields"].insert(audit["fields"].end(), {"subject", "object", "result"});
  findings.witness("/audit/fields", survey.place_of_services());
}

// The file in which the system log keeps log-ins, and how long logrotate leaves it.
void find_retention(Survey& survey, const Loggers& loggers) {
  auto& findings = survey.findings;
  if (!loggers.syslog) {
    if (loggers.auditd || loggers.journal_kept || !loggers.journald) {
      findings.absent("/audit/retention", Because::collection_failed,
                      {"records are limited by their size, not by time", "日志按大小而非时间限制，无法得出留存时间"});
      return;
    }
    findings.host["audit"]["retention"] = "P0D";
    findings.witness("/audit/retention", "journald keeps records in memory only: no /var/log/journal");
    return;
  }
  const auto defaults = survey.machine.read("/etc/logrotate.conf");
  for (const auto* log : {"/var/log/auth.log", "/var/log/secure"}) {
    if (!survey.machine.exists(log)) continue;
    for (const auto& path : matching_files(survey.machine, "/etc/logrotate.d/*")) {
      const auto reading = survey.machine.read(path);
      const auto rotation = parse_logrotate(reading.text, defaults.text, log);
      if (!rotation || !rotation->days) continue;
      findings.host["audit"]["retention"] = 'P' + std::to_string(*rotation->days) + 'D';
      findings.witness("/audit/retention", reading);
      findings.witness("/audit/retention", defaults);
      return;
    }
  }
  findings.absent("/audit/retention", Because::collection_failed,
                  {"logrotate names no time for the log of log-ins", "logrotate 未对登录日志设定保留时间"});
}

void find_log_servers(Survey& survey, const Loggers& loggers) {
  auto& findings = survey.findings;
  auto servers = Json::array();
  std::vector<std::string> paths;
  if (loggers.rsyslog) paths.emplace_back("/etc/rsyslog.conf");
  const bool other_syslog = loggers.syslog && !loggers.rsyslog;
  bool all_read = !other_syslog;
  for (std::size_t i = 0; i < paths.size() && i < 1000; ++i) {
    const auto reading = survey.machine.read(paths[i]);
    all_read = all_read && reading.ok();
    for (auto& target : parse_rsyslog_targets(reading.text)) servers.push_back(std::move(target));
    for (const auto& pattern : parse_rsyslog_includes(reading.text)) {
      for (auto& path : matching_files(survey.machine, pattern)) paths.push_back(std::move(path));
    }
    findings.witness("/audit/log_servers", reading);
  }
  const auto remote =
      read_settings_files(survey.machine, "/etc/audit/audisp-remote.conf", "/etc/audit/audisp-remote.conf.d");
  const auto plugin =
      read_settings_files(survey.machine, "/etc/audit/plugins.d/au-remote.conf", "/etc/audit/plugins.d/au-remote.d");
  const auto server = text_setting(remote.settings, "remote_server");
  if (loggers.auditd && server && text_setting(plugin.settings, "active") == "yes") servers.push_back(*server);
  if (!all_read) {
    findings.absent("/audit/log_servers", Because::collection_failed,
                    {"the configuration of the system log could not be read in full", "系统日志配置未能全部读取"});
    return;
  }
  findings.host["audit"]["log_servers"] = std::move(servers);
  findings.witness("/audit/log_servers", survey.place_of_services());
}

void find_process(Survey& survey, const Loggers& loggers) {
  auto& findings = survey.findings;
  if (!loggers.auditd && !loggers.syslog) return;
  const std::string unit = loggers.auditd ? "auditd.service" : "rsyslog.service";
  auto& process = findings.host["audit"]["process"];
  process["stoppable_by"] = {"administrator"};  // root can end any process, whatever the unit refuses
  findings.witness("/audit/process/stoppable_by", "root may end every process");
  if (loggers.syslog && !loggers.auditd && !loggers.rsyslog) return;
  for (const auto* folder : {"/etc/systemd/system/", "/lib/systemd/system/", "/usr/lib/systemd/system/"}) {
    const auto reading = survey.machine.read(folder + unit);
    if (!reading.ok()) continue;
    process["starts_at_boot"] = survey.starts(unit);
    process["restart"] = parse_unit_restart(reading.text);
    findings.witness("/audit/process", reading);
    break;
  }
  if (!loggers.auditd) {
    process["rules_locked"] = false;
  } else if (loggers.rules) {
    // The loaded list does not show `-e`; the file does.
    const auto written = written_rules(survey.machine);
    if (written) process["rules_locked"] = parse_audit_rules(written->text).locked;
    if (written) findings.witness("/audit/process/rules_locked", *written);
  }
}

void find_when_full(Survey& survey, const Loggers& loggers) {
  auto& findings = survey.findings;
  std::string answer;
  if (loggers.auditd) {
    const auto reading = survey.machine.read("/etc/audit/auditd.conf");
    Settings settings;
    read_settings(reading.text, settings);
    if (reading.ok()) answer = audit_when_full(settings);
    findings.witness("/audit/when_full", reading);
  } else if (loggers.syslog) {
    if (findings.host["audit"].contains("retention")) answer = "rotate";
    findings.witness("/audit/when_full", "logrotate");
  } else if (loggers.journald) {
    answer = "overwrite";
    findings.witness("/audit/when_full", "journald");
  }
  if (!answer.empty()) findings.host["audit"]["when_full"] = answer;
}

}  // namespace

void find_audit(Survey& survey) {
  auto& findings = survey.findings;
  const auto loggers = find_loggers(survey);
  // The units of an image tell what starts, not that nothing does.
  if (survey.is_image() ? !loggers.any() : !survey.sees_all_processes) {
    survey.absent_unless_running("/audit", {"the running processes cannot be seen", "无法查看正在运行的进程"});
    return;
  }
  auto& audit = findings.host["audit"];
  audit["enabled"] = loggers.any();
  audit["users"] = loggers.any() ? "every-user" : "nobody";
  findings.witness("/audit/enabled", survey.place_of_services());
  findings.witness("/audit/users", survey.place_of_services());
  find_events(survey, loggers);
  if (!loggers.any()) {
    findings.absent("/audit/process", Because::does_not_exist,
                    {"neither auditd nor a system log runs", "auditd 和系统日志均未运行"});
    findings.absent("/audit/fields", Because::does_not_exist, {"nothing is recorded", "没有任何审计记录"});
    findings.absent("/audit/retention", Because::does_not_exist, {"nothing is recorded", "没有任何审计记录"});
  } else {
    find_retention(survey, loggers);
    find_when_full(survey, loggers);
    find_process(survey, loggers);
  }
  find_log_servers(survey, loggers);
}

}  // namespace dengbao::collect
