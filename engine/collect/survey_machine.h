#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collect/findings.h"
#include "collect/machine.h"
#include "collect/pam.h"
#include "collect/sshd.h"

// What several parts of the facts are drawn from, read once.
namespace dengbao::collect {

// A PAM service with the readings that it was put together from.
struct PamService {
  std::string name;
  bool found = false;
  PamStack stack;
  std::vector<Reading> readings;
};
[[nodiscard]] auto read_pam_service(const Machine& machine, const std::string& name) -> PamService;

// The SSH server: whether it is installed, and its settings if they could be read.
struct SshServer {
  bool installed = false;
  std::optional<SshdSettings> settings;
  std::vector<Reading> readings;
};
[[nodiscard]] auto read_ssh_server(const Machine& machine) -> SshServer;

// A settings file with the `*.conf` files of its folder after it. Unreadable or absent files say nothing.
struct SettingsFiles {
  Settings settings;
  std::vector<Reading> readings;
  bool all_readable = true;
};
[[nodiscard]] auto read_settings_files(const Machine& machine, const std::string& file, const std::string& folder)
    -> SettingsFiles;

// Files that a pattern such as /etc/ssh/sshd_config.d/*.conf names: `*` only in the last part, sorted.
[[nodiscard]] auto matching_files(const Machine& machine, const std::string& pattern) -> std::vector<std::string>;

struct Survey {
  const Machine& machine;
  const Options& options;
  Findings& findings;
  SshServer ssh;
  std::vector<Process> processes;
  bool sees_all_processes = false;

  [[nodiscard]] auto runs(const std::string& process) const -> bool;
  // A tree of files in which nothing runs: an unpacked image.
  [[nodiscard]] auto is_image() const -> bool { return !machine.live() && processes.empty(); }
  // The unit is set to start with the system.
  [[nodiscard]] auto starts(const std::string& unit) const -> bool;
  // It runs; in an image, which cannot tell, it starts with the system.
  [[nodiscard]] auto works(const std::string& process, const std::string& unit) const -> bool {
    return is_image() ? starts(unit) : runs(process);
  }
  // Where `works` looks, as evidence names it.
  [[nodiscard]] auto place_of_services() const -> std::string;
  // The fact shows on a running machine only. `why` is for one that runs and does not show it.
  void absent_unless_running(const std::string& pointer, const Localised& why) const;
};

// One part each; what a part finds, it writes into `survey.findings`.
void find_platform(Survey& survey);
void find_accounts(Survey& survey);
void find_log_in_rules(Survey& survey);
void find_services(Survey& survey);
void find_access_control(Survey& survey);
void find_software(Survey& survey);
void find_audit(Survey& survey);
void find_clock(Survey& survey);
void find_protection(Survey& survey);
void find_packet_filter(Survey& survey);
void find_stored_data(Survey& survey);

}  // namespace dengbao::collect
