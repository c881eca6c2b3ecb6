#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <memory>

#include "collect/survey_machine.h"
#include "value/value.h"

// What the machine is: its name, kind, operating system and addresses.
namespace dengbao::collect {
namespace {

auto host_name(const Machine& machine) -> std::string {
  for (const auto* path : {"/proc/sys/kernel/hostname", "/etc/hostname"}) {
    const auto reading = machine.read(path);
    const auto name = trim(reading.text);
    if (reading.ok() && !name.empty()) return std::string(name);
  }
  return {};
}

// Desktops and portable computers by the form of their case (SMBIOS, type 3).
auto is_personal_case(std::int64_t type) -> bool {
  constexpr std::array<std::int64_t, 14> personal{3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 30, 31, 32};
  return std::find(personal.begin(), personal.end(), type) != personal.end();
}

// A terminal is what people sit at: it shows a graphical log-in screen, and its case is that of a desktop or laptop.
void find_kind(Survey& survey) {
  if (survey.is_image()) {
    survey.absent_unless_running("/kind", {});
    return;
  }
  const bool screen = survey.machine.exists("/etc/systemd/system/display-manager.service");
  const auto chassis = survey.machine.read("/sys/class/dmi/id/chassis_type");
  const auto type = to_number(chassis.text);
  const bool terminal = screen && type && is_personal_case(*type);
  survey.findings.host["kind"] = terminal ? "terminal" : "server";
  survey.findings.witness("/kind", "display manager and /sys/class/dmi/id/chassis_type");
  if (!screen) survey.findings.host["shows_last_user"] = false;  // text log-in asks for the name
  if (!screen) survey.findings.witness("/shows_last_user", "no /etc/systemd/system/display-manager.service");
}

void find_os(Survey& survey) {
  auto reading = survey.machine.read("/etc/os-release");
  if (!reading.ok()) reading = survey.machine.read("/usr/lib/os-release");
  auto& os = survey.findings.host["os"];
  os["family"] = "linux";
  if (!reading.ok()) return;
  Settings settings;
  read_settings(reading.text, settings);
  if (const auto name = text_setting(settings, "name")) os["name"] = *name;
  const auto version = text_setting(settings, "version_id");
  if (version && Version::valid(*version)) os["version"] = *version;
  survey.findings.witness("/os", reading);
}

auto text_of(const sockaddr& address) -> std::string {
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  const void* bytes = nullptr;
  if (address.sa_family == AF_INET) bytes = &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
  if (address.sa_family == AF_INET6) bytes = &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  if (bytes == nullptr || inet_ntop(address.sa_family, bytes, buffer.data(), buffer.size()) == nullptr) return {};
  return buffer.data();
}

void find_addresses(Survey& survey) {
  ifaddrs* first = nullptr;
  if (survey.is_image()) survey.absent_unless_running("/addresses", {});
  if (!survey.machine.live() || getifaddrs(&first) != 0) return;
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner(first, freeifaddrs);
  auto addresses = Json::array();
  for (const auto* at = first; at != nullptr; at = at->ifa_next) {
    if (at->ifa_addr == nullptr || (at->ifa_flags & IFF_LOOPBACK) != 0U || (at->ifa_flags & IFF_UP) == 0U) continue;
    auto text = text_of(*at->ifa_addr);
    if (!text.empty()) addresses.push_back(std::move(text));
  }
  survey.findings.host["addresses"] = std::move(addresses);
  survey.findings.witness("/addresses", "getifaddrs");
}

}  // namespace

void find_platform(Survey& survey) {
  auto name = host_name(survey.machine);
  if (name.empty()) name = "localhost";
  survey.findings.host["id"] = survey.options.host_id.empty() ? name : survey.options.host_id;
  survey.findings.host["name"] = name;
  find_kind(survey);
  find_addresses(survey);
  find_os(survey);
}

}  // namespace dengbao::collect
