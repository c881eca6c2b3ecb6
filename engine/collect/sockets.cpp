#include "collect/sockets.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <tuple>
#include <utility>

#include "collect/text.h"

namespace dengbao::collect {
namespace {

constexpr std::string_view tcp_listening = "0A";
constexpr std::string_view udp_unconnected = "07";

auto hexadecimal(std::string_view text) -> std::optional<std::uint32_t> {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

// The kernel prints addresses as 32-bit words in the order of the machine, which we take to be little-endian:
// 127.0.0.1 is 0100007F, ::1 ends in 01000000, ::ffff:127.0.0.1 in FFFF00000100007F.
auto is_loopback(std::string_view address) -> bool {
  if (address.size() == 8) return address.ends_with("7F");
  return address == "00000000000000000000000001000000" ||
         (address.starts_with("0000000000000000FFFF0000") && address.ends_with("7F"));
}

auto is_unset(std::string_view endpoint) -> bool { return endpoint.find_first_not_of("0:") == std::string_view::npos; }

auto parse_line(std::string_view line, Transport transport) -> std::optional<Listener> {
  const auto fields = words(line);
  if (fields.size() < 10) return std::nullopt;
  const auto wanted = transport == Transport::tcp ? tcp_listening : udp_unconnected;
  if (fields[3] != wanted || !is_unset(fields[2])) return std::nullopt;
  const auto colon = fields[1].find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto port = hexadecimal(fields[1].substr(colon + 1));
  const auto inode = to_number(fields[9]);
  if (!port || *port > 65535 || *port == 0 || !inode) return std::nullopt;
  return Listener{transport, static_cast<std::uint16_t>(*port), is_loopback(fields[1].substr(0, colon)),
                  static_cast<std::uint64_t>(*inode)};
}

}  // namespace

auto parse_proc_net(std::string_view text, Transport transport) -> std::vector<Listener> {
  std::vector<Listener> result;
  for (const auto line : lines(text)) {
    if (const auto listener = parse_line(line, transport)) result.push_back(*listener);
  }
  return result;
}

auto services_of(const std::vector<Listener>& listeners, const std::vector<Process>& processes)
    -> std::vector<ListeningService> {
  std::map<std::uint64_t, std::string_view> owners;
  for (const auto& process : processes) {
    for (const auto inode : process.sockets) owners.emplace(inode, process.name);
  }
  std::map<std::tuple<Transport, std::uint16_t, std::string_view>, bool> merged;  // → reachable from itself only
  for (const auto& listener : listeners) {
    const auto owner = owners.find(listener.inode);
    const auto program = owner == owners.end() ? std::string_view() : owner->second;
    const auto [place, added] = merged.emplace(std::tuple(listener.transport, listener.port, program), true);
    place->second = place->second && listener.loopback_only;
  }
  std::vector<ListeningService> result;
  result.reserve(merged.size());
  for (const auto& [key, loopback_only] : merged) {
    result.push_back({std::string(std::get<2>(key)), std::get<0>(key), std::get<1>(key), loopback_only});
  }
  return result;
}

auto management_program(std::string_view program) -> std::optional<ManagementProgram> {
  constexpr std::array<std::pair<std::string_view, ManagementProgram>, 16> known{{
      {"sshd", {"ssh", "ssh"}},
      {"dropbear", {"ssh", "ssh"}},
      {"in.telnetd", {"telnet", "telnet"}},
      {"telnetd", {"telnet", "telnet"}},
      {"in.rlogind", {"rlogin", "rlogin"}},
      {"in.rshd", {"rsh", "rlogin"}},
      {"xrdp", {"rdp", ""}},
      {"Xvnc", {"vnc", "vnc"}},
      {"x11vnc", {"vnc", "vnc"}},
      {"vino-server", {"vnc", "vnc"}},
      {"cockpit-tls", {"cockpit", "https"}},
      {"cockpit-ws", {"cockpit", ""}},
      {"snmpd", {"snmp", ""}},
      {"vsftpd", {"ftp", ""}},
      {"proftpd", {"ftp", ""}},
      {"pure-ftpd", {"ftp", ""}},
  }};
  for (const auto& [name, management] : known) {
    if (name == program) return management;
  }
  return std::nullopt;
}

}  // namespace dengbao::collect
