#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collect/machine.h"

namespace dengbao::collect {

enum class Transport : std::uint8_t { tcp, udp };

// A socket that accepts connections (tcp) or datagrams from anyone (udp).
struct Listener {
  Transport transport = Transport::tcp;
  std::uint16_t port = 0;
  bool loopback_only = false;
  std::uint64_t inode = 0;
};

// One of /proc/net/{tcp,tcp6,udp,udp6}; both address families have the same form.
[[nodiscard]] auto parse_proc_net(std::string_view text, Transport transport) -> std::vector<Listener>;

// What listens, one entry per program, transport and port.
struct ListeningService {
  std::string program;  // "" where the owner cannot be seen
  Transport transport = Transport::tcp;
  std::uint16_t port = 0;
  bool loopback_only = false;
};
[[nodiscard]] auto services_of(const std::vector<Listener>& listeners, const std::vector<Process>& processes)
    -> std::vector<ListeningService>;

// A program by which a machine is managed over the network.
struct ManagementProgram {
  std::string_view channel;   // name of the channel
  std::string_view protocol;  // of the enumeration of facts; "" where the program alone does not tell
};
[[nodiscard]] auto management_program(std::string_view program) -> std::optional<ManagementProgram>;

}  // namespace dengbao::collect
