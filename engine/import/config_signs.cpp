#include "import/config_signs.h"

#include <algorithm>
#include <array>

#include "base/diagnostic.h"

namespace dengbao::importing {
namespace {

constexpr std::size_t all_kinds = 3;
struct KindWords {
  std::string_view name;  // on the command line
  std::string_view maker_en;
  std::string_view maker_zh;
};
constexpr std::array<KindWords, all_kinds> kind_words{{{"vrp", "Huawei (VRP)", "华为（VRP）"},
                                                       {"comware", "H3C (Comware)", "H3C（Comware）"},
                                                       {"ios", "Cisco (IOS)", "思科（IOS）"}}};

// Ports as only one maker calls them.
struct PortName {
  std::string_view begin;
  ConfigKind kind;
};
constexpr PortName port_names[] = {
    {"Vlanif", ConfigKind::vrp},
    {"Eth-Trunk", ConfigKind::vrp},
    {"XGigabitEthernet", ConfigKind::vrp},
    {"MEth0", ConfigKind::vrp},
    {"Bridge-Aggregation", ConfigKind::comware},
    {"Route-Aggregation", ConfigKind::comware},
    {"Ten-GigabitEthernet", ConfigKind::comware},
    {"M-GigabitEthernet", ConfigKind::comware},
    {"Port-channel", ConfigKind::ios},
    {"TenGigabitEthernet", ConfigKind::ios},
};

auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }

// "15.7", "12.4": of Cisco; "7.1.070," with the release behind it: of H3C.
auto kind_of_version(const ConfigLine& line) -> std::optional<ConfigKind> {
  const auto number = line.word(1);
  if (number.empty() || !is_digit(number.front())) return std::nullopt;
  if (number.ends_with(',') && line.words.size() > 2) return ConfigKind::comware;
  const bool plain = std::ranges::all_of(number, [](char c) { return is_digit(c) || c == '.'; });
  if (plain && line.words.size() == 2 && std::ranges::count(number, '.') == 1) return ConfigKind::ios;
  return std::nullopt;
}

auto kind_of_port(std::string_view name) -> std::optional<ConfigKind> {
  const auto* const found =
      std::ranges::find_if(port_names, [&](const PortName& one) { return name.starts_with(one.begin); });
  return found == std::end(port_names) ? std::nullopt : std::optional(found->kind);
}

auto is_vrp_line(const ConfigLine& line) -> bool {
  const bool alone = line.words.size() == 1 && line.indent == 0;
  return (alone && (line.word(0) == "aaa" || line.word(0) == "security-policy")) || line.word(0) == "local-aaa-user" ||
         line.word(0) == "manager-user" || line.begins({"stelnet", "server"}) || line.begins({"ip", "address-set"});
}

auto is_comware_line(const ConfigLine& line) -> bool {
  const bool classed = line.word(0) == "local-user" && line.word(2) == "class" &&
                       (line.word(3) == "manage" || line.word(3) == "network");
  return classed || line.begins({"security-zone", "name"}) || line.begins({"security-policy", "ip"}) ||
         line.begins({"password-control", "enable"}) || line.begins({"authorization-attribute", "user-role"}) ||
         line.begins({"line", "class"});
}

auto is_ios_line(const ConfigLine& line) -> bool {
  const auto third = line.word(2);
  const bool account = line.word(0) == "username" && (third == "privilege" || third == "password" || third == "secret");
  return account || (line.word(0) == "hostname" && line.indent == 0) || line.begins({"aaa", "new-model"}) ||
         line.begins({"service", "timestamps"}) || line.begins({"service", "password-encryption"}) ||
         line.begins({"enable", "secret"}) || line.begins({"enable", "password"}) ||
         line.begins({"transport", "input"});
}

auto kind_of_line(const ConfigLine& line) -> std::optional<ConfigKind> {
  if (line.word(0) == "interface") return kind_of_port(line.word(1));
  if (line.word(0) == "version") return kind_of_version(line);
  if (is_vrp_line(line)) return ConfigKind::vrp;
  if (is_comware_line(line)) return ConfigKind::comware;
  return is_ios_line(line) ? std::optional(ConfigKind::ios) : std::nullopt;
}

using Counts = std::array<std::size_t, all_kinds>;

auto count_signs(std::string_view text, const Config& config) -> Counts {
  Counts counts{};
  if (text.find("!Software Version V") != std::string_view::npos) ++counts[static_cast<std::size_t>(ConfigKind::vrp)];
  for (const auto& line : config.lines()) {
    if (const auto kind = kind_of_line(line)) ++counts[static_cast<std::size_t>(*kind)];
  }
  return counts;
}

}  // namespace

auto check_signs(std::string_view text, const Config& config, ConfigKind kind, Findings& findings) -> ConfigSigns {
  const auto counts = count_signs(text, config);
  const auto own = counts[static_cast<std::size_t>(kind)];
  const auto most = static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
  const auto all = counts[0] + counts[1] + counts[2];
  const ConfigSigns signs{own == 0 && all > 0, own > 0 && all > own};
  if (signs.other) {
    const auto& words = kind_words[most];
    findings.refuse(say("it looks like a configuration of {}: use `import {}`",
                        "它看起来是{}的配置：请使用 `import {}`",
                        Localised{std::string(words.maker_en), std::string(words.maker_zh)}, words.name));
  }
  return signs;
}

}  // namespace dengbao::importing
