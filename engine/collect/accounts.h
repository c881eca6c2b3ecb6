#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collect/text.h"

namespace dengbao::collect {

// One line of /etc/passwd. What the password field held is reduced to three cases; its text is not kept.
struct PasswdEntry {
  enum class Password : std::uint8_t { in_shadow, empty, here };
  std::string name;
  std::int64_t uid = 0;
  std::int64_t gid = 0;
  std::string home;
  std::string shell;
  Password password = Password::in_shadow;
  std::string scheme;  // of a hash that stands in passwd itself
};

// One line of /etc/shadow without the hash: it never leaves the function that reads it.
struct ShadowEntry {
  enum class Password : std::uint8_t {
    set,     // a hash that a password can match
    locked,  // begins with `!` or `*`, or is no hash at all: no password matches
    empty,   // logs in without a password where PAM says `nullok`
  };
  std::string name;
  Password password = Password::locked;
  std::string scheme;  // "yescrypt", "sha512", "md5", "des" …; also of a hash that is locked; "" if there is none
  std::optional<std::int64_t> last_change;  // days since 1970; 0: must be changed at the next log-in
  std::optional<std::int64_t> min_days;
  std::optional<std::int64_t> max_days;  // absent where the field is empty: no limit; 99999 means the same by custom
  std::optional<std::int64_t> warn_days;
  std::optional<std::int64_t> inactive_days;
  std::optional<std::int64_t> expires;  // days since 1970
};

struct GroupEntry {
  std::string name;
  std::int64_t gid = 0;
  std::vector<std::string> members;
};

[[nodiscard]] auto parse_passwd(std::string_view text) -> std::vector<PasswdEntry>;
[[nodiscard]] auto parse_shadow(std::string_view text) -> std::vector<ShadowEntry>;
[[nodiscard]] auto parse_group(std::string_view text) -> std::vector<GroupEntry>;

// The name of a hash's scheme by its prefix; "" for what is no hash.
[[nodiscard]] auto hash_scheme(std::string_view hash) -> std::string;

// False for `nologin`, `false`, `sync` and the like: no session can be started with this shell. An empty field is
// /bin/sh.
[[nodiscard]] auto shell_gives_session(std::string_view shell) -> bool;

// The limit in days after which the password must be changed; nothing where there is none (empty, or a number so large
// that nobody lives to see it: from 9999 days, 27 years).
[[nodiscard]] auto password_max_days(const ShadowEntry& entry) -> std::optional<std::int64_t>;

[[nodiscard]] auto expired(const ShadowEntry& entry, std::int64_t today) -> bool;

// The members of a group, those with it as their primary group included, in the order of passwd.
[[nodiscard]] auto members_of(const GroupEntry& group, const std::vector<PasswdEntry>& accounts)
    -> std::vector<std::string>;

// The time of the last log-in in one record of lastlog (292 bytes, addressed by uid); nothing for "never" or no record.
inline constexpr std::size_t lastlog_record_size = 292;
[[nodiscard]] auto parse_lastlog_record(std::string_view bytes) -> std::optional<std::int64_t>;

}  // namespace dengbao::collect
