#include <algorithm>

#include "collect/packages.h"
#include "collect/survey_machine.h"
#include "value/value.h"

// Packages, and updates that wait.
namespace dengbao::collect {
namespace {

constexpr int days_until_too_old = 30;

auto is_rpm_system(const Machine& machine) -> bool {
  return machine.exists("/var/lib/rpm") || machine.exists("/usr/lib/sysimage/rpm");
}

// The packages of an rpm system. Which of them somebody chose dnf knows; where it does not say, the list would be all
// that the system is made of.
void find_rpm_packages(Survey& survey) {
  auto& findings = survey.findings;
  const auto all = survey.machine.run({"/usr/bin/rpm", "-qa", "--queryformat", "%{NAME}\\t%{VERSION}-%{RELEASE}\\n"},
                                      std::chrono::seconds(30));
  const auto chosen =
      survey.machine.run({"/usr/bin/dnf", "-q", "-C", "repoquery", "--userinstalled", "--queryformat", "%{name}\\n"},
                         std::chrono::seconds(60));
  if (!all.ok() || !chosen.ok()) {
    findings.absent(
        "/software", survey.is_image() ? Because::not_looked : Because::collection_failed,
        {"the packages of rpm do not tell which of them somebody chose; dnf tells it on the running machine",
         "rpm 软件包清单不区分人为安装与系统自带；运行中的主机上由 dnf 给出"});
    return;
  }
  const auto names = parse_names(chosen.text);
  auto software = Json::array();
  for (const auto& package : parse_rpm_list(all.text)) {
    if (!std::binary_search(names.begin(), names.end(), package.name)) continue;
    Json json{{"name", package.name}};
    if (Version::valid(package.version)) json["version"] = package.version;
    software.push_back(std::move(json));
  }
  findings.host["software"] = std::move(software);
  findings.witness("/software", all);
  findings.witness("/software", chosen);
}

// What somebody chose: neither part of the base system nor installed only because another package needs it.
void find_packages(Survey& survey) {
  const auto status = survey.machine.read("/var/lib/dpkg/status");
  if (!status.ok() && is_rpm_system(survey.machine)) return find_rpm_packages(survey);
  if (!status.ok()) {
    survey.findings.absent(
        "/software", Because::not_looked,
        {"no package list of dpkg or rpm; others are not read", "没有 dpkg 或 rpm 软件包清单；其他格式未读取"});
    return;
  }
  const auto states = survey.machine.read("/var/lib/apt/extended_states");
  const auto automatic = parse_automatic(states.text);
  auto software = Json::array();
  for (const auto& package : parse_dpkg_status(status.text)) {
    const bool chosen = !package.part_of_base && !std::binary_search(automatic.begin(), automatic.end(), package.name);
    if (!chosen) continue;
    Json json{{"name", package.name}};
    if (Version::valid(package.version)) json["version"] = package.version;
    software.push_back(std::move(json));
  }
  survey.findings.host["software"] = std::move(software);
  survey.findings.witness("/software", status);
  survey.findings.witness("/software", states);
}

// When the lists of available packages were last fetched.
auto last_fetched(const Machine& machine) -> std::optional<Date> {
  for (const auto* path : {"/var/lib/apt/periodic/update-success-stamp", "/var/lib/apt/lists/partial"}) {
    const auto times = machine.times(path);
    if (times) return Instant{times->modified * 1'000'000}.day();
  }
  return std::nullopt;
}

auto has_lists(const Machine& machine) -> bool {
  const auto names = machine.list("/var/lib/apt/lists");
  return std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return name.find("_Packages") != std::string::npos || name.ends_with("Release");
  });
}

// When dnf last fetched what there is: its newest file of a repository.
auto last_fetched_by_dnf(const Machine& machine) -> std::optional<Date> {
  std::optional<Date> newest;
  for (const auto& path : matching_files(machine, "/var/cache/dnf/*.solv")) {
    const auto times = machine.times(path);
    const auto day = times ? std::optional(Instant{times->modified * 1'000'000}.day()) : std::nullopt;
    if (day && (!newest || *newest < *day)) newest = day;
  }
  return newest;
}

void find_rpm_updates(Survey& survey) {
  auto& findings = survey.findings;
  const auto fetched = last_fetched_by_dnf(survey.machine);
  if (!fetched) {
    findings.absent("/updates", Because::collection_failed,
                    {"dnf keeps no lists of available packages on this machine", "本机没有 dnf 可用软件包列表"});
    return;
  }
  auto& updates = findings.host["updates"];
  updates["last_checked"] = fetched->to_string();
  findings.witness("/updates/last_checked", "modification time in /var/cache/dnf");
  if (survey.options.as_of.days - fetched->days > days_until_too_old) {
    findings.absent("/updates/pending_security", Because::too_old,
                    {"the lists of available packages are older than 30 days", "可用软件包列表已超过30天未更新"});
    return;
  }
  // Without notes on security a repository looks as if there were nothing to do: then there are no lines at all.
  const auto known =
      survey.machine.run({"/usr/bin/dnf", "-q", "-C", "updateinfo", "list", "--all"}, std::chrono::seconds(60));
  const auto open = survey.machine.run({"/usr/bin/dnf", "-q", "-C", "updateinfo", "list", "--updates", "--security"},
                                       std::chrono::seconds(60));
  if (known.ok() && open.ok() && !trim(known.text).empty()) {
    updates["pending_security"] = parse_advisories(open.text);
    findings.witness("/updates/pending_security", open);
  } else {
    findings.absent("/updates/pending_security", Because::collection_failed,
                    {"the repositories give no notes on security updates", "软件仓库未提供安全更新公告"});
  }
}

// The lists must be there and fresh: without them a simulated upgrade finds nothing, which would look like "all done".
void find_updates(Survey& survey) {
  auto& findings = survey.findings;
  if (survey.is_image()) survey.absent_unless_running("/updates", {});
  if (!survey.machine.live()) return;
  if (!survey.machine.exists("/usr/bin/apt-get") && is_rpm_system(survey.machine)) return find_rpm_updates(survey);
  const auto fetched = last_fetched(survey.machine);
  if (!survey.machine.exists("/usr/bin/apt-get") || !has_lists(survey.machine) || !fetched) {
    findings.absent("/updates", Because::collection_failed,
                    {"apt keeps no lists of available packages on this machine", "本机没有 apt 可用软件包列表"});
    return;
  }
  auto& updates = findings.host["updates"];
  updates["last_checked"] = fetched->to_string();
  findings.witness("/updates/last_checked", "modification time in /var/lib/apt");
  if (survey.options.as_of.days - fetched->days > days_until_too_old) {
    findings.absent("/updates/pending_security", Because::too_old,
                    {"the lists of available packages are older than 30 days", "可用软件包列表已超过30天未更新"});
    return;
  }
  const auto upgrade = survey.machine.run({"/usr/bin/apt-get", "-s", "-o", "Debug::NoLocking=1", "dist-upgrade"},
                                          std::chrono::seconds(30));
  if (upgrade.ok()) {
    updates["pending_security"] = parse_simulated_upgrade(upgrade.text).security;
    findings.witness("/updates/pending_security", upgrade);
  } else {
    findings.absent("/updates/pending_security", Because::collection_failed,
                    {"apt-get could not simulate an upgrade", "apt-get 未能模拟升级"});
  }
}

}  // namespace

void find_software(Survey& survey) {
  find_packages(survey);
  find_updates(survey);
}

}  // namespace dengbao::collect
