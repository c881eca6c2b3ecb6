#include "collect/survey_machine.h"

#include <fmt/format.h>

#include <algorithm>

namespace dengbao::collect {
namespace {

auto read_pam_file(const Machine& machine, const std::string& name, std::vector<Reading>& readings)
    -> std::optional<std::string> {
  for (const auto* folder : {"/etc/pam.d/", "/usr/lib/pam.d/"}) {
    auto reading = machine.read(folder + name);
    if (!reading.ok()) continue;
    auto text = std::move(reading.text);
    readings.push_back(std::move(reading));
    return text;
  }
  return std::nullopt;
}

}  // namespace

auto read_pam_service(const Machine& machine, const std::string& name) -> PamService {
  PamService service;
  service.name = name;
  const auto text = read_pam_file(machine, name, service.readings);
  if (!text) return service;
  service.found = true;
  service.stack = parse_pam(*text, [&](const std::string& included) {
    return read_pam_file(machine, included.substr(included.rfind('/') + 1), service.readings);
  });
  return service;
}

auto matching_files(const Machine& machine, const std::string& pattern) -> std::vector<std::string> {
  const auto slash = pattern.rfind('/');
  const auto folder = slash == std::string::npos ? std::string() : pattern.substr(0, slash);
  const auto name = pattern.substr(slash + 1);
  const auto star = name.find('*');
  if (star == std::string::npos) return {pattern};
  const auto head = name.substr(0, star);
  const auto tail = name.substr(star + 1);
  std::vector<std::string> result;
  for (const auto& candidate : machine.list(folder)) {
    const bool fits = candidate.size() >= head.size() + tail.size() && candidate.starts_with(head) &&
                      candidate.ends_with(tail) && !candidate.starts_with('.');
    if (fits) result.push_back(fmt::format("{}/{}", folder, candidate));
  }
  return result;
}

auto read_settings_files(const Machine& machine, const std::string& file, const std::string& folder) -> SettingsFiles {
  SettingsFiles result;
  auto paths = matching_files(machine, folder + "/*.conf");
  paths.insert(paths.begin(), file);
  for (const auto& path : paths) {
    auto reading = machine.read(path);
    if (reading.status == ReadStatus::unreadable) result.all_readable = false;
    if (!reading.ok()) continue;
    read_settings(reading.text, result.settings);
    result.readings.push_back(std::move(reading));
  }
  return result;
}

auto read_ssh_server(const Machine& machine) -> SshServer {
  SshServer server;
  // Of a tree of /etc alone nobody can tell: then its settings count.
  server.installed = machine.exists("/usr/sbin/sshd") || !machine.exists("/usr/sbin");
  if (!server.installed) return server;
  if (auto effective = machine.run({"/usr/sbin/sshd", "-T"}); effective.ok()) {
    server.settings = parse_sshd_effective(effective.text);
    server.readings.push_back(std::move(effective));
  }
  auto config = machine.read("/etc/ssh/sshd_config");
  if (!config.ok()) return server;
  const auto include = [&](const std::string& pattern) {
    std::vector<SshdFile> files;
    for (const auto& path : matching_files(machine, pattern.starts_with('/') ? pattern : "/etc/ssh/" + pattern)) {
      auto reading = machine.read(path);
      files.push_back({path, reading.ok() ? std::optional(reading.text) : std::nullopt});
      if (reading.ok()) server.readings.push_back(std::move(reading));
    }
    return files;
  };
  auto written = parse_sshd_config(config.text, include);
  server.readings.push_back(std::move(config));
  if (server.settings) {
    server.settings->has_match = written.has_match;  // `sshd -T` does not tell
  } else if (written.unread.empty()) {
    server.settings = std::move(written);
  }
  return server;
}

auto Survey::starts(const std::string& unit) const -> bool {
  for (const auto* target : {"multi-user", "sysinit", "basic", "graphical", "network-online"}) {
    if (machine.is_there(fmt::format("/etc/systemd/system/{}.target.wants/{}", target, unit))) return true;
  }
  return false;
}

auto Survey::place_of_services() const -> std::string {
  return is_image() ? "units that start with the system, in /etc/systemd/system" : "names of the running processes";
}

void Survey::absent_unless_running(const std::string& pointer, const Localised& why) const {
  if (is_image()) {
    findings.absent(pointer, Because::not_looked,
                    {"an image does not run, and its files do not tell", "镜像未运行，其文件不能说明此项"});
  } else {
    findings.absent(pointer, Because::collection_failed, why);
  }
}

auto Survey::runs(const std::string& process) const -> bool {
  const auto name = process.substr(0, 15);  // as the kernel cuts it
  return std::any_of(processes.begin(), processes.end(), [&](const Process& p) { return p.name == name; });
}

}  // namespace dengbao::collect
