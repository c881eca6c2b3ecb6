#include "import/huawei_style.h"

#include <algorithm>

namespace dengbao::importing {
namespace {

constexpr std::string_view dynamic_addresses[] = {"dhcp-alloc", "bootp-alloc", "ppp-negotiate",  "unnumbered",
                                                  "dhcp",       "auto",        "cellular-alloc", "pppoe-client"};

void read_interface_line(ConfigLine& line, DeviceInterface& one) {
  if (line.word(0) == "shutdown") {
    one.shut = true;
    one.shut_line = line.number;
    line.use = Use::fact;
    return;
  }
  if (line.begins({"undo", "shutdown"})) {
    one.shut = false;
    one.shut_line = line.number;
    line.use = Use::fact;
    return;
  }
  const bool v6 = line.begins({"ipv6", "address"});
  if (!v6 && !line.begins({"ip", "address"})) return;
  auto address = with_length(line.word(2));
  if (!address) address = net_address(line.word(2), line.word(3));
  if (address) {
    one.addresses.push_back({*address, line.number});
    line.use = Use::fact;
  } else if (std::ranges::find(dynamic_addresses, line.word(2)) != std::end(dynamic_addresses)) {
    one.has_unknown_address = true;
    line.use = Use::fact;
  }
}

// Conditions that make a rule narrower than the facts can say, each with the number of words behind it.
struct Condition {
  std::string_view name;
  std::size_t words;
};
constexpr Condition conditions[] = {
    {"time-range", 1},
    {"tcp-flag", 1},
    {"established", 0},
    {"fragment", 0},
    {"fragment-type", 1},
    {"dscp", 1},
    {"precedence", 1},
    {"tos", 1},
    {"ttl", 2},
    {"vpn-instance", 1},
    {"icmp-type", 1},
    {"icmp6-type", 1},
    {"ack", 1},
    {"fin", 1},
    {"psh", 1},
    {"rst", 1},
    {"syn", 1},
    {"urg", 1},
    {"none-first-fragment", 0},
    {"igmp-type", 1},
    {"packet-length", 2},
    {"vni", 1},
    {"routing", 0},
    {"flow-label", 1},
};

class RuleReader {
 public:
  RuleReader(const ConfigLine& line, bool v6) : line_(line), v6_(v6) {}

  auto read() -> FilterRule {
    rule_.lines.push_back(line_.number);
    rule_.logged = false;
    at_ = 1;
    if (const auto number = whole_number(line_.word(at_))) {
      rule_.order = *number;
      ++at_;
    }
    if (line_.word(at_) == "name") at_ += 2;
    for (; at_ < line_.words.size(); ++at_) take();
    if (!rule_.allow) rule_.exact = false;
    if (rule_.from && rule_.from->empty()) rule_.from = std::vector{v6_ ? any_v6() : any_v4()};
    if (rule_.to && rule_.to->empty()) rule_.to = std::vector{v6_ ? any_v6() : any_v4()};
    return std::move(rule_);
  }

 private:
  void take() {
    const auto word = line_.word(at_);
    if (word == "permit" || word == "deny") {
      rule_.allow = word == "permit";
      if (const auto protocol = rule_protocol(line_.word(at_ + 1))) {
        rule_.protocol = *protocol;
        ++at_;
      }
    } else if (word == "source" || word == "destination") {
      auto& ranges = word == "source" ? rule_.from : rule_.to;
      ranges = take_range();
      if (!ranges) rule_.exact = false;
    } else if (word == "source-port" || word == "destination-port") {
      auto& ports = word == "source-port" ? rule_.source_ports : rule_.target_ports;
      ports = take_ports();
      if (!ports) rule_.exact = false;
    } else if (word == "logging" || word == "log") {
      rule_.logged = true;
    } else if (word == "description" || word == "counting") {
      if (word == "description") at_ = line_.words.size();
    } else {
      rule_.exact = false;
      const auto* const found = std::ranges::find(conditions, word, &Condition::name);
      if (found != std::end(conditions)) at_ += found->words;
    }
  }

  auto take_range() -> std::optional<std::vector<Subnet>> {
    const auto first = line_.word(++at_);
    if (first == "any") return std::vector{v6_ ? any_v6() : any_v4()};
    if (const auto net = with_length(first)) return std::vector{net->net()};
    const auto address = Address::parse(first);
    if (!address) {
      ++at_;  // `object-group NAME`, `address-set NAME`, …
      return std::nullopt;
    }
    const auto second = line_.word(++at_);
    if (address->v6) {
      const auto length = whole_number(second);
      if (!length || *length > 128) return std::nullopt;
      return std::vector{subnet_of(*address, static_cast<std::uint8_t>(*length))};
    }
    const auto length = wildcard_length(second);
    if (!length) return std::nullopt;
    return std::vector{subnet_of(*address, *length)};
  }

  auto take_ports() -> std::optional<std::vector<Ports>> {
    const auto how = line_.word(++at_);
    if (how == "object-group" || how == "port-set") {
      ++at_;
      return std::nullopt;
    }
    const auto first = port_number(line_.word(++at_));
    if (!first) return std::nullopt;
    if (how == "eq") {
      std::vector<Ports> ports{{*first, *first}};
      for (auto next = port_number(line_.word(at_ + 1)); next; next = port_number(line_.word(at_ + 1))) {
        ports.push_back({*next, *next});
        ++at_;
      }
      return ports;
    }
    if (how == "gt" && *first < 65535) return std::vector<Ports>{{static_cast<std::uint16_t>(*first + 1), 65535}};
    if (how == "lt" && *first > 0) return std::vector<Ports>{{0, static_cast<std::uint16_t>(*first - 1)}};
    if (how != "range") return std::nullopt;
    const auto last = port_number(line_.word(++at_));
    if (!last || *last < *first) return std::nullopt;
    return std::vector<Ports>{{*first, *last}};
  }

  const ConfigLine& line_;
  bool v6_;
  std::size_t at_ = 0;
  FilterRule rule_;
};

// `acl number 3000 [name X]`, `acl name X advance`, `acl 3000`, `acl advanced 3000`, `acl ipv6 advanced name X`
auto acl_names(const ConfigLine& line) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (std::size_t place = 1; place < line.words.size(); ++place) {
    const auto word = line.word(place);
    if (whole_number(word)) names.emplace_back(word);
    if (word == "name" && place + 1 < line.words.size()) names.emplace_back(line.word(++place));
  }
  return names;
}

}  // namespace

auto huawei_style() -> ConfigStyle { return {.comment = '#', .last = "return", .long_text = {"header"}}; }

void read_huawei_interface(Config& config, std::size_t at, Device& device) {
  auto& lines = config.lines();
  lines[at].use = Use::fact;
  auto& one = device.interface(lines[at].text.substr(lines[at].words[0].size() + 1), lines[at].number);
  for (const auto inner : config.inside(at)) read_interface_line(lines[inner], one);
}

auto huawei_direction(const ConfigLine& line) -> std::optional<bool> {
  if (line.find("inbound") < line.words.size()) return true;
  if (line.find("outbound") < line.words.size()) return false;
  return std::nullopt;
}

auto read_huawei_rule(const ConfigLine& line, bool v6) -> FilterRule { return RuleReader(line, v6).read(); }

void read_huawei_acl(Config& config, std::size_t at, Device& device) {
  auto& lines = config.lines();
  const auto names = acl_names(lines[at]);
  if (names.empty()) return;
  const bool v6 = lines[at].find("ipv6") < lines[at].words.size();
  lines[at].use = Use::fact;
  AccessList list{lines[at].number, {}};
  std::uint32_t next = 0;
  for (const auto inner : config.inside(at)) {
    auto& line = lines[inner];
    if (line.word(0) == "description" || line.word(0) == "step") line.use = Use::unused;
    if (line.word(0) != "rule") continue;
    if (line.word(2) == "comment" || line.word(2) == "description") {
      line.use = Use::unused;
      continue;
    }
    auto rule = read_huawei_rule(line, v6);
    if (!rule.allow) continue;
    if (rule.order == 0) rule.order = next;
    next = rule.order + 5;
    rule.id = "acl-" + names.front() + ':' + std::to_string(rule.order);
    line.use = Use::fact;
    list.rules.push_back(std::move(rule));
  }
  std::ranges::stable_sort(list.rules, {}, &FilterRule::order);
  for (const auto& name : names) device.access_lists[name] = list;
}

void read_huawei_route(Config& config, std::size_t at, Device& device) {
  auto& line = config.lines()[at];
  std::size_t place = 2;
  if (line.word(place) == "vpn-instance") {  // a table of its own
    line.use = Use::unused;
    return;
  }
  auto target = with_length(line.word(place));
  if (target) {
    place += 1;
  } else {
    target = net_address(line.word(place), line.word(place + 1));
    place += 2;
  }
  if (!target) return;
  StaticRoute route{target->net(), {}, {}, line.number};
  for (; place < line.words.size() && place < 8; ++place) {
    if (const auto next = Address::parse(line.word(place))) {
      route.next = *next;
      break;
    }
    const auto called = std::ranges::find(device.interfaces, line.word(place), &DeviceInterface::name);
    if (called != device.interfaces.end()) route.out = called->name;
  }
  line.use = Use::fact;
  device.routes.push_back(std::move(route));
}

auto huawei_cover(std::string_view word) -> SecretCover {
  if (word == "irreversible-cipher" || word == "hash") return SecretCover::hashed;
  if (word == "cipher") return SecretCover::reversible;
  if (word == "simple" || word == "plain") return SecretCover::clear;
  return SecretCover::unclear;
}

void note_huawei_secrets(const Config& config, Findings& findings) {
  for (const auto& line : config.lines()) {
    // `snmp-agent community read NAME`: as it is
    if (line.begins({"snmp-agent", "community"}) && line.words.size() > 3 &&
        huawei_cover(line.words[3]) == SecretCover::unclear) {
      findings.secret(line.number, SecretKind::community, SecretCover::clear);
      continue;
    }
    // `pre-shared-key KEY`, `gre key KEY`: old versions keep it as it is
    const bool bare = (line.words.size() == 2 && line.word(0) == "pre-shared-key") ||
                      (line.words.size() == 3 && line.begins({"gre", "key"}));
    if (bare) {
      findings.secret(line.number, SecretKind::shared_key, SecretCover::clear);
      continue;
    }
    for (std::size_t i = 1; i < line.words.size(); ++i) {
      const auto word = line.words[i];
      const auto cover = huawei_cover(word);
      if (cover == SecretCover::unclear || i + 1 >= line.words.size()) continue;
      const auto before = line.text.substr(0, static_cast<std::size_t>(word.data() - line.text.data()));
      const auto is_about = [&](std::string_view what) { return before.find(what) != std::string_view::npos; };
      const auto kind = is_about("community")                                ? SecretKind::community
                        : is_about("key") || is_about("authentication-mode") ? SecretKind::shared_key
                                                                             : SecretKind::password;
      const bool community = line.begins({"snmp-agent", "community"});
      findings.secret(line.number, community ? SecretKind::community : kind, cover);
      break;
    }
  }
}

void mark_known_words(Config& config, std::span<const std::string_view> blocks,
                      std::span<const std::string_view> words) {
  auto& lines = config.lines();
  const auto is_in = [](std::span<const std::string_view> list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    const auto word = line.word(line.word(0) == "undo" || line.word(0) == "no" ? 1 : 0);
    if (line.parent == i && is_in(blocks, word)) config.mark_block(i, Use::unused);
    if (lines[i].use == Use::unknown && is_in(words, word)) lines[i].use = Use::unused;
  }
}

auto minutes_and_seconds(const ConfigLine& line, std::size_t place) -> std::optional<std::uint32_t> {
  const auto minutes = whole_number(line.word(place));
  const auto seconds = whole_number(line.word(place + 1)).value_or(0);
  constexpr std::uint32_t most = 60 * 24 * 365;
  if (!minutes || *minutes > most || seconds > most) return std::nullopt;
  return *minutes * 60 + seconds;
}

auto is_remote_line(std::string_view kind) -> bool { return kind == "vty"; }

}  // namespace dengbao::importing
