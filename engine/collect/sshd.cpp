#include "collect/sshd.h"

#include <array>
#include <utility>

namespace dengbao::collect {
namespace {

constexpr int deepest_sshd_include = 16;

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> defaults{{
    {"permitrootlogin", "prohibit-password"},
    {"passwordauthentication", "yes"},
    {"pubkeyauthentication", "yes"},
    {"kbdinteractiveauthentication", "yes"},
    {"permitemptypasswords", "no"},
    {"maxauthtries", "6"},
    {"clientaliveinterval", "0"},
    {"clientalivecountmax", "3"},
    {"logingracetime", "120"},
    {"usepam", "no"},
    {"loglevel", "info"},
    {"x11forwarding", "no"},
    {"hostbasedauthentication", "no"},
    {"authorizedkeysfile", ".ssh/authorized_keys .ssh/authorized_keys2"},
}};

struct SshdReader {
  const SshdInclude& include;
  SshdSettings result;
  bool in_match = false;

  void read(std::string_view text, int depth);
  void read_line(std::string_view line, int depth);
  void set(const std::string& key, std::string_view value);
};

// What an older or a newer name of a keyword means.
auto canonical(std::string key) -> std::string {
  if (key == "challengeresponseauthentication" || key == "skeyauthentication") return "kbdinteractiveauthentication";
  return key;
}

void SshdReader::set(const std::string& key, std::string_view value) {
  if (key == "port") {
    result.ports.emplace_back(value);
  } else if (key == "listenaddress") {
    result.listen.emplace_back(value);
  } else if (key == "allowusers" || key == "allowgroups") {
    const std::string mark = key == "allowgroups" ? "%" : "";
    for (const auto name : words(value)) result.allowed.push_back(mark + std::string(name));
  } else {
    result.values.emplace(key, value);
  }
}

void SshdReader::read_line(std::string_view line, int depth) {
  const auto key_end = std::min(line.find_first_of(" \t="), line.size());
  const auto key = canonical(lower(line.substr(0, key_end)));
  auto value = trim(line.substr(key_end));
  if (value.starts_with('=')) value = trim(value.substr(1));
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  if (key == "match") {
    in_match = lower(value) != "all";
    result.has_match = result.has_match || in_match;
    return;
  }
  if (in_match) return;
  if (key != "include") {
    set(key, value);
    return;
  }
  if (depth >= deepest_sshd_include) return;
  for (const auto pattern : words(value)) {
    for (const auto& [path, text] : include(std::string(pattern))) {
      if (text) {
        read(*text, depth + 1);
      } else {
        result.unread.push_back(path);
      }
    }
  }
}

// A Match block ends with the file that it stands in.
void SshdReader::read(std::string_view text, int depth) {
  const bool outer = std::exchange(in_match, in_match);
  for (const auto& line : config_lines(text)) read_line(line, depth);
  in_match = outer;
}

}  // namespace

auto SshdSettings::number(const std::string& key) const -> std::optional<std::int64_t> {
  return number_setting(values, key);
}

auto SshdSettings::text(const std::string& key) const -> std::optional<std::string> {
  return text_setting(values, key);
}

auto SshdSettings::yes(const std::string& key) const -> std::optional<bool> {
  const auto value = text_setting(values, key);
  if (!value) return std::nullopt;
  const auto word = lower(*value);
  if (word == "yes") return true;
  return word == "no" ? std::optional(false) : std::nullopt;
}

auto SshdSettings::seconds(const std::string& key) const -> std::optional<std::int64_t> {
  const auto value = text_setting(values, key);
  if (!value || value->empty()) return std::nullopt;
  std::int64_t total = 0;
  std::int64_t number = 0;
  for (const char c : lower(*value)) {
    constexpr std::int64_t most = 1'000'000'000;
    if (number > most || total > most) return std::nullopt;
    if (c >= '0' && c <= '9') {
      number = number * 10 + (c - '0');
      continue;
    }
    const std::string_view units = "smhdw";
    constexpr std::array<std::int64_t, 5> sizes{1, 60, 3600, 86400, 604800};
    const auto unit = units.find(c);
    if (unit == std::string_view::npos) return std::nullopt;
    total += std::exchange(number, 0) * sizes.at(unit);
  }
  return total + number;
}

auto parse_sshd_config(std::string_view text, const SshdInclude& include) -> SshdSettings {
  SshdReader reader{include, {}, false};
  reader.read(text, 0);
  for (const auto& [key, value] : defaults) reader.result.values.emplace(key, value);
  if (reader.result.ports.empty()) reader.result.ports.emplace_back("22");
  return std::move(reader.result);
}

auto parse_sshd_effective(std::string_view text) -> SshdSettings {
  const SshdInclude none = [](const std::string&) { return std::vector<SshdFile>{}; };
  SshdReader reader{none, {}, false};
  reader.read(text, 0);
  return std::move(reader.result);
}

}  // namespace dengbao::collect
