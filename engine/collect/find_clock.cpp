#include <sys/timex.h>

#include "collect/survey_machine.h"
#include "collect/time_sync.h"

// From where the clock is set, and whether the kernel takes it to be right.
namespace dengbao::collect {
namespace {

struct ClockSources {
  std::vector<std::string> servers;
  std::vector<Reading> readings;

  void add(const Machine& machine, const std::string& path) {
    auto reading = machine.read(path);
    if (!reading.ok()) return;
    for (auto& server : parse_ntp_servers(reading.text)) servers.push_back(std::move(server));
    readings.push_back(std::move(reading));
  }
};

auto chrony_sources(const Machine& machine) -> ClockSources {
  ClockSources sources;
  for (const auto* path : {"/etc/chrony.conf", "/etc/chrony/chrony.conf"}) sources.add(machine, path);
  std::vector<std::string> files;
  for (const auto& reading : sources.readings) {
    for (const auto& folder : parse_chrony_folders(reading.text)) {
      for (const auto* end : {"/*.conf", "/*.sources"}) {
        for (auto& file : matching_files(machine, folder + end)) files.push_back(std::move(file));
      }
    }
  }
  for (const auto& file : files) sources.add(machine, file);
  return sources;
}

auto runs_chrony(const Survey& survey) -> bool {
  return survey.works("chronyd", "chronyd.service") || survey.works("chronyd", "chrony.service");
}
auto runs_ntpd(const Survey& survey) -> bool {
  return survey.works("ntpd", "ntpd.service") || survey.works("ntpd", "ntp.service") ||
         survey.works("ntpd", "ntpsec.service");
}
auto runs_timesyncd(const Survey& survey) -> bool {
  return survey.works("systemd-timesyncd", "systemd-timesyncd.service");
}

auto running_sources(const Survey& survey) -> ClockSources {
  if (runs_chrony(survey)) return chrony_sources(survey.machine);
  ClockSources sources;
  if (runs_ntpd(survey)) {
    for (const auto* path : {"/etc/ntp.conf", "/etc/ntpsec/ntp.conf"}) sources.add(survey.machine, path);
  }
  if (runs_timesyncd(survey)) {
    auto files = read_settings_files(survey.machine, "/etc/systemd/timesyncd.conf", "/etc/systemd/timesyncd.conf.d");
    for (auto& reading : files.readings) {
      for (auto& server : parse_timesyncd_servers(reading.text)) sources.servers.push_back(std::move(server));
      sources.readings.push_back(std::move(reading));
    }
  }
  return sources;
}

}  // namespace

void find_clock(Survey& survey) {
  auto& findings = survey.findings;
  const bool daemon = runs_chrony(survey) || runs_ntpd(survey) || runs_timesyncd(survey);
  const auto sources = running_sources(survey);
  const bool known = survey.sees_all_processes && (!daemon || !sources.servers.empty());
  if (known || !sources.servers.empty()) {
    findings.host["clock"]["sources"] = sources.servers;
    for (const auto& reading : sources.readings) findings.witness("/clock/sources", reading);
    if (!daemon) findings.witness("/clock/sources", survey.place_of_services());
  } else {
    survey.absent_unless_running("/clock/sources", {"no time source is named in the files of the running service",
                                                    "正在运行的时间服务配置中未写明时间源"});
  }
  if (!survey.machine.live()) return;
  timex state{};
  if (adjtimex(&state) < 0) return;
  findings.host["clock"]["synchronised"] = (state.status & STA_UNSYNC) == 0;
  findings.witness("/clock/synchronised", "adjtimex");
}

}  // namespace dengbao::collect
