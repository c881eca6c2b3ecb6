#pragma once

#include <set>

#include "import/config_text.h"
#include "import/device.h"

// Services that VRP and Comware configure in the same words.
namespace dengbao::importing {

// `user-interface vty 0 4`, `line vty 0 63`, with its block.
void read_huawei_terminal(Config& config, std::size_t line, Device& device);

// `ntp-service unicast-server 10.1.1.1 …`
void read_huawei_clock(Config& config, std::size_t line, Device& device);
// `info-center loghost 10.1.1.1`, `info-center enable`, `undo info-center enable`
void read_huawei_log(Config& config, std::size_t line, Device& device);

// `snmp-agent …`
class HuaweiSnmp {
 public:
  void read(Config& config, std::size_t line);
  void finish(Device& device) const;
  // Which versions it speaks is told, or it is off.
  [[nodiscard]] auto told() const -> bool { return !on_ || !versions_.empty(); }

 private:
  bool on_ = false;
  std::vector<Said<std::string>> versions_;
  std::optional<Said<std::string>> list_;
  // Each community, and each group of SNMPv3, with the access list of its own, empty where it has none.
  std::vector<Said<std::string>> communities_;
  std::vector<Said<std::string>> groups_;
  bool users_guarded_ = false;
};

// Takes away the channels of servers that no line for remote log-in accepts; adds what is told thereby to `decided`.
void close_untaken_protocols(Device& device, std::set<std::string>& decided);

}  // namespace dengbao::importing
