#include "collect/accounts.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace dengbao::collect {
namespace {

constexpr std::int64_t days_without_limit = 9999;

struct Prefix {
  std::string_view begins;
  std::string_view scheme;
};
constexpr std::array prefixes{
    Prefix{"$1$", "md5"},    Prefix{"$2", "bcrypt"},      Prefix{"$5$", "sha256"},
    Prefix{"$6$", "sha512"}, Prefix{"$y$", "yescrypt"},   Prefix{"$gy$", "gost-yescrypt"},
    Prefix{"$7$", "scrypt"}, Prefix{"$md5", "sunmd5"},    Prefix{"$sha1$", "sha1"},
    Prefix{"$3$", "nt"},     Prefix{"$argon2", "argon2"}, Prefix{"$sm3$", "sm3"},
};

auto is_des_hash(std::string_view text) -> bool {
  constexpr std::string_view alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const bool classic = text.size() == 13;
  const bool extended = text.size() == 20 && text.front() == '_';
  if (extended) text.remove_prefix(1);
  return (classic || extended) && text.find_first_not_of(alphabet) == std::string_view::npos;
}

auto read_password(std::string_view field, ShadowEntry& entry) {
  if (field.empty()) {
    entry.password = ShadowEntry::Password::empty;
    return;
  }
  const auto body = field.find_first_not_of("!*");
  entry.scheme = body == std::string_view::npos ? "" : hash_scheme(field.substr(body));
  const bool matches = body == 0 && !entry.scheme.empty();
  entry.password = matches ? ShadowEntry::Password::set : ShadowEntry::Password::locked;
}

auto days(const std::vector<std::string_view>& fields, std::size_t index) -> std::optional<std::int64_t> {
  if (index >= fields.size()) return std::nullopt;
  const auto number = to_number(fields[index]);
  constexpr std::int64_t most = 1'000'000'000;                               // sums of them stay small
  return number && *number >= 0 && *number <= most ? number : std::nullopt;  // -1 is an old way to write "no limit"
}

auto passwd_password(std::string_view field) -> PasswdEntry::Password {
  if (field.empty()) return PasswdEntry::Password::empty;
  return hash_scheme(field).empty() ? PasswdEntry::Password::in_shadow : PasswdEntry::Password::here;
}

// Lines of NIS (`+`, `-`) name no account of this machine.
auto is_local_name(std::string_view name) -> bool {
  return !name.empty() && name[0] != '+' && name[0] != '-' && name[0] != '#';
}

}  // namespace

auto hash_scheme(std::string_view hash) -> std::string {
  for (const auto& [begins, scheme] : prefixes) {
    if (hash.starts_with(begins)) return std::string(scheme);
  }
  if (is_des_hash(hash)) return "des";
  return hash.starts_with('$') && hash.size() > 4 ? "other" : "";
}

auto parse_passwd(std::string_view text) -> std::vector<PasswdEntry> {
  std::vector<PasswdEntry> result;
  for (const auto line : lines(text)) {
    const auto fields = split(line, ':');
    if (fields.size() != 7 || !is_local_name(fields[0])) continue;
    const auto uid = to_number(fields[2]);
    const auto gid = to_number(fields[3]);
    if (!uid || !gid) continue;
    result.push_back({std::string(fields[0]), *uid, *gid, std::string(fields[5]), std::string(trim(fields[6])),
                      passwd_password(fields[1]), hash_scheme(fields[1])});
  }
  return result;
}

auto parse_shadow(std::string_view text) -> std::vector<ShadowEntry> {
  std::vector<ShadowEntry> result;
  for (const auto line : lines(text)) {
    const auto fields = split(line, ':');
    if (fields.size() < 2 || fields.size() > 9 || !is_local_name(fields[0])) continue;
    ShadowEntry entry;
    entry.name = fields[0];
    read_password(fields[1], entry);
    entry.last_change = days(fields, 2);
    entry.min_days = days(fields, 3);
    entry.max_days = days(fields, 4);
    entry.warn_days = days(fields, 5);
    entry.inactive_days = days(fields, 6);
    entry.expires = days(fields, 7);
    result.push_back(std::move(entry));
  }
  return result;
}

auto parse_group(std::string_view text) -> std::vector<GroupEntry> {
  std::vector<GroupEntry> result;
  for (const auto line : lines(text)) {
    const auto fields = split(line, ':');
    if (fields.size() != 4 || !is_local_name(fields[0])) continue;
    const auto gid = to_number(fields[2]);
    if (!gid) continue;
    GroupEntry group{std::string(fields[0]), *gid, {}};
    for (const auto member : split(trim(fields[3]), ',')) {
      if (!member.empty()) group.members.emplace_back(member);
    }
    result.push_back(std::move(group));
  }
  return result;
}

auto shell_gives_session(std::string_view shell) -> bool {
  constexpr std::array none{std::string_view("nologin"), std::string_view("false"),    std::string_view("true"),
                            std::string_view("sync"),    std::string_view("shutdown"), std::string_view("halt"),
                            std::string_view("null")};
  const auto name = shell.substr(shell.rfind('/') + 1);  // npos + 1 is 0
  return std::find(none.begin(), none.end(), name) == none.end();
}

auto password_max_days(const ShadowEntry& entry) -> std::optional<std::int64_t> {
  return entry.max_days && *entry.max_days < days_without_limit ? entry.max_days : std::nullopt;
}

auto expired(const ShadowEntry& entry, std::int64_t today) -> bool { return entry.expires && *entry.expires <= today; }

auto members_of(const GroupEntry& group, const std::vector<PasswdEntry>& accounts) -> std::vector<std::string> {
  std::vector<std::string> result;
  for (const auto& account : accounts) {
    const bool listed = std::find(group.members.begin(), group.members.end(), account.name) != group.members.end();
    if (listed || account.gid == group.gid) result.push_back(account.name);
  }
  return result;
}

auto parse_lastlog_record(std::string_view bytes) -> std::optional<std::int64_t> {
  if (bytes.size() != lastlog_record_size) return std::nullopt;
  std::int32_t time = 0;
  std::memcpy(&time, bytes.data(), sizeof time);
  return time > 0 ? std::optional<std::int64_t>(time) : std::nullopt;
}

}  // namespace dengbao::collect
