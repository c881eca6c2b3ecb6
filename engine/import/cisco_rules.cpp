#include "import/cisco_rules.h"

#include <algorithm>

namespace dengbao::importing {
namespace {

// `permit tcp 10.0.0.0 0.0.0.255 range 1024 2000 host 10.1.1.1 eq 443 log`; of a standard list `permit 10.0.0.0
// 0.0.0.255`.
class CiscoRule {
 public:
  CiscoRule(const ConfigLine& line, std::size_t place, bool v6, const PolicyObjects& objects)
      : line_(line), at_(place), v6_(v6), objects_(objects) {}

  // One rule for each service that it names; none where it is no rule.
  auto read() -> std::vector<FilterRule> {
    const auto action = line_.word(at_++);
    if (action != "permit" && action != "deny") return {};
    rule_.allow = action == "permit";
    rule_.lines.push_back(line_.number);
    rule_.logged = false;
    const auto protocol = rule_protocol(line_.word(at_));
    const bool standard = is_address(line_.word(at_)) || line_.word(at_) == "host" ||
                          (line_.word(at_) == "any" && !is_place(line_.word(at_ + 1)));
    if (standard) {
      rule_.from = take_range();
      rule_.to = std::vector{any_v4()};
      if (!rule_.from) rule_.exact = false;
    } else if (protocol) {
      rule_.protocol = *protocol;
      ++at_;
      take_sides();
    } else if (line_.word(at_) == "object-group") {
      services_ = objects_.service(line_.word(at_ + 1));
      if (!services_ || services_->empty()) rule_.exact = false;
      at_ += 2;
      take_sides();
    } else {
      rule_.exact = false;
      at_ = line_.words.size();
    }
    for (; at_ < line_.words.size(); ++at_) {
      const auto word = line_.word(at_);
      if (word == "log" || word == "log-input") {
        rule_.logged = true;
      } else {
        rule_.exact = false;  // `established`, a kind of ICMP, `time-range`, `dscp` …
      }
    }
    return each_service();
  }

 private:
  auto each_service() -> std::vector<FilterRule> {
    if (!services_ || services_->empty()) return {std::move(rule_)};
    std::vector<FilterRule> rules;
    for (const auto& service : *services_) {
      auto& one = rules.emplace_back(rule_);
      one.protocol = service.protocol;
      one.source_ports = service.source_ports;
      one.target_ports = service.target_ports;
    }
    return rules;
  }

  static auto is_address(std::string_view word) -> bool { return Address::parse(word) || with_length(word); }
  static auto is_place(std::string_view word) -> bool { return word == "any" || word == "host" || is_address(word); }

  void take_sides() {
    rule_.from = take_range();
    rule_.source_ports = take_cisco_ports(line_, at_);
    rule_.to = take_range();
    rule_.target_ports = take_cisco_ports(line_, at_);
    if (!rule_.from || !rule_.to || !rule_.source_ports || !rule_.target_ports) rule_.exact = false;
  }

  auto take_range() -> std::optional<std::vector<Subnet>> {
    const auto word = line_.word(at_++);
    if (word == "any" || word == "any4" || word == "any6") return std::vector{v6_ ? any_v6() : any_v4()};
    if (const auto net = with_length(word)) return std::vector{net->net()};
    if (word == "host") {
      const auto address = Address::parse(line_.word(at_++));
      return address ? std::optional(std::vector{single(*address)}) : std::nullopt;
    }
    const auto address = Address::parse(word);
    if (word == "object-group") return objects_.address(line_.word(at_++));
    if (!address) {
      ++at_;
      return std::nullopt;
    }
    const auto wildcard = line_.word(at_);
    if (!Address::parse(wildcard)) return std::vector{single(*address)};
    ++at_;
    const auto length = wildcard_length(wildcard);
    return length ? std::optional(std::vector{subnet_of(*address, *length)}) : std::nullopt;
  }

  const ConfigLine& line_;
  std::size_t at_;
  bool v6_;
  const PolicyObjects& objects_;
  FilterRule rule_;
  std::optional<std::vector<NamedService>> services_;
};

// Appends the rule that begins at this word.
auto add_rule(AccessList& list, const std::string& name, const ConfigLine& line, std::size_t place, bool v6,
              const PolicyObjects& objects) -> bool {
  auto order = whole_number(line.word(place));
  if (order) ++place;
  auto rules = CiscoRule(line, place, v6, objects).read();
  const auto number = order.value_or(list.rules.empty() ? 10 : list.rules.back().order + 10);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    rules[i].order = number;
    rules[i].id = "acl-" + name + ':' + std::to_string(number) + (rules.size() > 1 ? '#' + std::to_string(i + 1) : "");
    list.rules.push_back(std::move(rules[i]));
  }
  return !rules.empty();
}

}  // namespace

auto take_cisco_ports(const ConfigLine& line, std::size_t& place) -> std::optional<std::vector<Ports>> {
  const auto how = line.word(place);
  std::vector<Ports> ports;
  if (how != "eq" && how != "gt" && how != "lt" && how != "range" && how != "neq") return ports;
  const auto first = port_number(line.word(++place));
  ++place;
  if (!first || how == "neq") return std::nullopt;
  if (how == "range") {
    const auto last = port_number(line.word(place++));
    if (!last || *last < *first) return std::nullopt;
    return std::vector<Ports>{{*first, *last}};
  }
  if (how == "gt" && *first < 65535) return std::vector<Ports>{{static_cast<std::uint16_t>(*first + 1), 65535}};
  if (how == "lt" && *first > 0) return std::vector<Ports>{{0, static_cast<std::uint16_t>(*first - 1)}};
  if (how != "eq") return std::nullopt;
  ports.push_back({*first, *first});
  for (auto next = port_number(line.word(place)); next; next = port_number(line.word(place))) {
    ports.push_back({*next, *next});
    ++place;
  }
  return ports;
}

void read_cisco_list(Config& config, std::size_t at, const PolicyObjects& objects, Device& device) {
  auto& lines = config.lines();
  auto& head = lines[at];
  if (head.word(0) == "access-list" && head.words.size() > 2) {
    const std::string name(head.word(1));
    auto& list = device.access_lists[name];
    if (list.line == 0) list.line = head.number;
    head.use = add_rule(list, name, head, 2, false, objects) ? Use::fact : Use::unused;
    return;
  }
  const bool v6 = head.begins({"ipv6", "access-list"});
  if (!v6 && !head.begins({"ip", "access-list"})) return;
  const std::size_t place = head.word(2) == "extended" || head.word(2) == "standard" ? 3 : 2;
  if (head.words.size() <= place) return;
  const std::string name(head.word(place));
  AccessList list{head.number, {}};
  head.use = Use::fact;
  for (const auto inner : config.inside(at)) {
    auto& line = lines[inner];
    const bool remark = line.word(0) == "remark" || line.word(1) == "remark" || line.word(0) == "statistics";
    if (remark) {
      line.use = Use::unused;
    } else if (add_rule(list, name, line, line.word(0) == "sequence" ? 1 : 0, v6, objects)) {
      line.use = Use::fact;
    }
  }
  std::ranges::stable_sort(list.rules, {}, &FilterRule::order);
  device.access_lists[name] = std::move(list);
}

auto cisco_cover(const ConfigLine& line, std::size_t place) -> SecretCover {
  const auto type = line.word(place);
  if (line.words.size() <= place + 1) return SecretCover::clear;
  if (type == "5") return SecretCover::weakly_hashed;
  if (type == "4" || type == "8" || type == "9" || type == "sha512") return SecretCover::hashed;
  if (type == "7") return SecretCover::encoded;
  if (type == "6") return SecretCover::reversible;
  return SecretCover::clear;
}

void note_cisco_secrets(const Config& config, Findings& findings) {
  for (const auto& line : config.lines()) {
    if (line.word(0) == "no" || line.word(0) == "description" || line.word(0) == "remark") continue;
    if (line.begins({"snmp-server", "community"})) {
      findings.secret(line.number, SecretKind::community, SecretCover::clear);
      continue;
    }
    for (std::size_t i = 0; i + 1 < line.words.size(); ++i) {
      const auto word = line.words[i];
      const bool password = word == "password" || word == "secret";
      const bool key = word == "key" || word == "key-string" || word == "pre-shared-key" || word == "md5" ||
                       word == "server-private" || word == "shared-secret";
      if (!password && !key) continue;
      const auto next = line.words[i + 1];
      // `key chain NAME`, `key 1`, `crypto key …` name no secret.
      if (word == "key" &&
          (next == "chain" || next == "config-key" || (whole_number(next) && i + 2 == line.words.size()))) {
        continue;
      }
      const bool account = password && (line.word(0) == "username" || line.word(0) == "enable" || i == 0);
      findings.secret(line.number, account ? SecretKind::password : SecretKind::shared_key, cisco_cover(line, i + 1));
      break;
    }
  }
}

}  // namespace dengbao::importing
