#include <algorithm>

#include "collect/shell.h"
#include "collect/survey_machine.h"

// What happens after failed log-ins and in idle sessions.
namespace dengbao::collect {
namespace {

// Locks that only an administrator opens are written as 99 years: longer than any time asked for.
auto duration_of(const LockOut& lock) -> std::string {
  return lock.seconds == 0 ? "P99Y" : "PT" + std::to_string(lock.seconds) + "S";
}

// Of the two doors, console and ssh, the one that is guarded less counts.
void find_lock_out(Survey& survey) {
  auto& findings = survey.findings;
  const auto faillock =
      read_settings_files(survey.machine, "/etc/security/faillock.conf", "/etc/security/faillock.conf.d");
  std::vector<PamService> doors{read_pam_service(survey.machine, "login")};
  if (survey.ssh.installed) doors.push_back(read_pam_service(survey.machine, "sshd"));
  std::erase_if(doors, [](const PamService& door) { return !door.found; });
  const bool all_read =
      std::all_of(doors.begin(), doors.end(), [](const PamService& d) { return d.stack.unread.empty(); });
  if (doors.empty() || !all_read || !faillock.all_readable) {
    findings.absent("/lock_out", Because::collection_failed,
                    {"the PAM files of login and sshd could not all be read", "login 和 sshd 的 PAM 配置未能全部读取"});
    return;
  }
  std::optional<LockOut> weakest;
  for (const auto& door : doors) {
    for (const auto& reading : door.readings) findings.witness("/lock_out", reading);
    const auto lock = lock_out(door.stack, faillock.settings);
    if (!lock) {
      findings.absent("/lock_out", Because::does_not_exist,
                      {"neither pam_faillock nor pam_tally2 locks after failed log-ins in PAM service " + door.name,
                       "PAM 服务 " + door.name + " 未启用 pam_faillock 或 pam_tally2 登录失败锁定"});
      return;
    }
    if (!weakest || lock->attempts > weakest->attempts) weakest = lock;
  }
  for (const auto& reading : faillock.readings) findings.witness("/lock_out", reading);
  findings.host["lock_out"] = {{"failures", weakest->attempts}, {"duration", duration_of(*weakest)}};
}

// Only TMOUT ends an idle shell. sshd's ClientAlive settings do not: they end dead connections, and a client that
// answers is kept for ever.
void find_session_timeout(Survey& survey) {
  auto& findings = survey.findings;
  auto files = matching_files(survey.machine, "/etc/profile.d/*.sh");
  for (const auto* path : {"/etc/profile", "/etc/bash.bashrc", "/etc/bashrc"}) files.insert(files.begin(), path);
  ShellTimeout applies;
  bool any = false;
  for (const auto& path : files) {
    const auto reading = survey.machine.read(path);
    if (reading.status == ReadStatus::unreadable) applies.conditional = true;
    if (!reading.ok()) continue;
    any = true;
    findings.witness("/session_timeout", reading);
    const auto timeout = parse_shell_timeout(reading.text);
    if (timeout.seconds) applies = timeout;
  }
  if (!any && !applies.conditional) {
    findings.absent("/session_timeout", Because::collection_failed,
                    {"there are no start-up files of the shell", "没有 shell 启动文件"});
  } else if (applies.conditional) {
    findings.absent("/session_timeout", Because::collection_failed,
                    {"TMOUT is set under a condition, or a start-up file of the shell cannot be read",
                     "TMOUT 的设置带有条件，或 shell 启动文件无法读取"});
  } else if (applies.seconds.value_or(0) == 0) {
    findings.absent("/session_timeout", Because::does_not_exist,
                    {"no start-up file of the shell sets TMOUT", "shell 启动文件均未设置 TMOUT"});
  } else {
    findings.host["session_timeout"] = "PT" + std::to_string(*applies.seconds) + "S";
  }
}

}  // namespace

void find_log_in_rules(Survey& survey) {
  find_lock_out(survey);
  find_session_timeout(survey);
}

}  // namespace dengbao::collect
