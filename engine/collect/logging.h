#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collect/text.h"

namespace dengbao::collect {

// Servers to which rsyslog sends messages: "loghost:514". Both the old form (`*.* @@loghost:514`) and the new one
// (`action(type="omfwd" target="loghost" port="514")`).
[[nodiscard]] auto parse_rsyslog_targets(std::string_view text) -> std::vector<std::string>;

// Whether a folder of rsyslog's own is named to be included.
[[nodiscard]] auto parse_rsyslog_includes(std::string_view text) -> std::vector<std::string>;

// How long logrotate keeps the file `log`: rotations × their interval, or maxage if that is shorter. Nothing where the
// file is not rotated by this text, or by its size.
struct Rotation {
  std::optional<std::int64_t> days;
  bool by_size = false;
};
[[nodiscard]] auto parse_logrotate(std::string_view text, std::string_view defaults, std::string_view log)
    -> std::optional<Rotation>;

// What auditd's rules record, as events of the facts' enumeration, sorted, each once.
struct AuditRules {
  std::size_t rules = 0;
  bool locked = false;    // `-e 2`
  bool off = false;       // `-e 0`
  bool excludes = false;  // a rule that suppresses records (`never`)
  std::vector<std::string> events;
};
[[nodiscard]] auto parse_audit_rules(std::string_view text) -> AuditRules;

// What auditd does when the space for records is used up, as a value of the facts' enumeration; "" if it is not clear.
[[nodiscard]] auto audit_when_full(const Settings& auditd) -> std::string;

// Restart= of a systemd unit as a value of the facts' enumeration: "always", "on-failure", "never".
[[nodiscard]] auto parse_unit_restart(std::string_view unit) -> std::string;

}  // namespace dengbao::collect
