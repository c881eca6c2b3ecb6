#include <algorithm>

#include "import/cisco_rules.h"
#include "import/write_filter.h"

// The zone-based firewall of Cisco. Each policy between zones is a chain: its classes lead to the lists that they
// match, and what a list refuses goes on to the next match or class.
namespace dengbao::importing {
namespace {

constexpr std::size_t deepest_class = 8;
constexpr std::size_t most_rules_of_pairs = 20'000;

class CiscoZones {
 public:
  CiscoZones(Config& config, Device& device) : config_(config), device_(device) {}

  void read() {
    for (const auto at : config_.outermost()) {
      const auto& head = line(at);
      if (head.begins({"class-map", "type", "inspect"})) classes_[std::string(head.words.back())] = at;
      ports_mapped_ = ports_mapped_ || head.begins({"ip", "port-map"});
      if (head.begins({"policy-map", "type", "inspect"})) policies_[std::string(head.words.back())] = at;
    }
    bool pairs = false;
    for (const auto at : config_.outermost()) {
      if (!line(at).begins({"zone-pair", "security"})) continue;
      pairs = true;
      read_pair(at);
    }
    if (pairs) tell_default();
  }

 private:
  auto line(std::size_t at) -> ConfigLine& { return config_.lines()[at]; }
  void used(std::size_t at) { config_.mark(at, Use::fact); }

  // `zone-pair security NAME source A destination B` with ` service-policy type inspect P`
  void read_pair(std::size_t at) {
    const auto source = line(at).word(line(at).find("source") + 1);
    const auto target = line(at).word(line(at).find("destination") + 1);
    if (source.empty() || target.empty()) return;
    used(at);
    // What may reach the device itself is not for access lists alone to say.
    if (target == "self") {
      for (auto& channel : device_.channels) channel.sources_unknown = true;
    }
    for (const auto inner : config_.inside(at)) {
      const auto& one = line(inner);
      if (!one.begins({"service-policy", "type", "inspect"})) continue;
      used(inner);
      const auto policy = policies_.find(one.words.back());
      if (policy != policies_.end() && device_.policies.size() < most_rules_of_pairs)
        follow(at, inner, policy->second, source, target);
    }
  }

  void follow(std::size_t pair, std::size_t applied, std::size_t policy, std::string_view source,
              std::string_view target) {
    table_ = {"", true, true, true, {}};
    chains_ = 0;
    Chain chain{line(policy).number, Hook::forward, 0, false, line(policy).number, {}};
    read_policy(policy, chain);
    table_.chains["policy"] = std::move(chain);
    const std::string name(line(pair).word(2));
    for (const auto& found : decide({table_}, Hook::forward)) {
      for (const auto& decision : found.rules) {
        auto rule = rule_of(decision);
        rule.id = name + ':' + std::to_string(++numbers_[name]);
        rule.lines.insert(rule.lines.begin(), {line(pair).number, line(applied).number});
        rule.source_zone = zone(source, line(pair).number);
        rule.target_zone = zone(target, line(pair).number);
        for (const auto line_number : decision.lines) {
          const auto application = applications_.find(line_number);
          if (application != applications_.end()) rule.applications.push_back(application->second);
        }
        if (logs_.contains(decision.lines.empty() ? 0 : decision.lines.front())) rule.logged = true;
        device_.policies.push_back(std::move(rule));
      }
    }
  }

  auto zone(std::string_view name, std::uint32_t number) -> std::string {
    auto& one = device_.zones[std::string(name)];
    if (one.line == 0) one.line = number;  // `self`, which is there by itself
    return std::string(name);
  }

  // ---- policies

  void read_policy(std::size_t at, Chain& chain) {
    used(at);
    for (const auto inner : config_.inside(at)) {
      const auto& one = line(inner);
      if (one.word(0) != "class") continue;
      used(inner);
      ChainRule rule{static_cast<std::uint32_t>(chain.rules.size() + 1), one.number, all_traffic(true, true)};
      rule.verdict = Verdict::unclear;
      for (const auto action : config_.inside(inner)) read_action(action, one.number, rule);
      if (one.words.back() == "class-default") {
        chain.rules.push_back(std::move(rule));
      } else {
        rule.target = class_chain(one.words.back(), rule.verdict, 0);
        rule.verdict = Verdict::jump;
        chain.rules.push_back(std::move(rule));
      }
    }
  }

  void read_action(std::size_t at, std::uint32_t class_line, ChainRule& rule) {
    const auto& one = line(at);
    const auto action = one.word(0);
    if (action == "inspect" || action == "pass")
      rule.verdict = Verdict::accept;
    else if (action == "drop")
      rule.verdict = Verdict::refuse;
    else
      return;
    used(at);
    auto& follows = device_.follows_sessions;
    if (action == "inspect" && std::ranges::find(follows, one.number) == follows.end()) follows.push_back(one.number);
    if (one.word(1) == "log") logs_.insert(class_line);
  }

  // ---- classes

  auto new_chain(std::uint32_t number) -> std::string {
    auto name = std::to_string(++chains_);
    table_.chains[name].line = number;
    return name;
  }

  // A chain that comes to the verdict for what the class matches, and lets all else fall off.
  auto class_chain(std::string_view name, Verdict verdict, std::size_t depth) -> std::string {
    const auto found = classes_.find(name);
    if (found == classes_.end() || depth > deepest_class || chains_ > 4096) return "unknown";
    const auto at = found->second;
    used(at);
    auto matches = config_.inside(at);
    std::erase_if(matches, [&](std::size_t inner) { return line(inner).word(0) != "match"; });
    const auto chain = new_chain(line(at).number);
    const bool any = line(at).word(3) == "match-any";
    if (any) {
      for (const auto match : matches) add_match(chain, match, verdict, {}, depth);
      return chain;
    }
    // All must match: each leads to the next, the last to the verdict.
    std::string next;
    for (std::size_t i = matches.size(); i > 0; --i) {
      const auto here = i == 1 ? chain : new_chain(line(matches[i - 1]).number);
      add_match(here, matches[i - 1], next.empty() ? verdict : Verdict::jump, next, depth);
      next = here;
    }
    return chain;
  }

  // What the line matches comes to the verdict, or jumps on.
  void add_match(const std::string& chain, std::size_t at, Verdict verdict, const std::string& next,
                 std::size_t depth) {
    const auto& one = line(at);
    used(at);
    if (one.begins({"match", "access-group"})) {
      const auto list = device_.access_lists.find(one.word(2) == "name" ? one.word(3) : one.word(2));
      if (list == device_.access_lists.end()) return add(chain, one.number, narrower(), verdict, next);
      return add(chain, one.number, all_traffic(true, true), Verdict::jump, list_chain(list->second, verdict, next));
    }
    if (one.begins({"match", "protocol"})) return add_protocol(chain, one, verdict, next);
    if (one.begins({"match", "class-map"})) {
      // What the inner class matches goes on.
      if (verdict != Verdict::jump) {
        return add(chain, one.number, all_traffic(true, true), Verdict::jump,
                   class_chain(one.word(2), verdict, depth + 1));
      }
    } else if (one.begins({"match", "any"})) {
      return add(chain, one.number, all_traffic(true, true), verdict, next);
    }
    add(chain, one.number, narrower(), verdict, next);  // `match not …`, users, and what is in the packet
  }

  static auto narrower() -> Traffic {
    auto traffic = all_traffic(true, true);
    traffic.exact = false;
    return traffic;
  }

  void add(const std::string& chain, std::uint32_t number, Traffic traffic, Verdict verdict, std::string target) {
    auto& rules = table_.chains[chain].rules;
    ChainRule rule{static_cast<std::uint32_t>(rules.size() + 1), number, std::move(traffic)};
    rule.verdict = verdict;
    rule.target = std::move(target);
    rules.push_back(std::move(rule));
  }

  // ` match protocol http`: by the ports that the protocol has, and what it says.
  void add_protocol(const std::string& chain, const ConfigLine& one, Verdict verdict, const std::string& next) {
    const auto name = one.word(2);
    const bool bare = name == "tcp" || name == "udp" || name == "icmp";
    auto traffic = all_traffic(true, true);
    if (bare) {
      traffic.protocol = *rule_protocol(name);
    } else {
      applications_[one.number] = name;
      const auto services = PolicyObjects().service(name);
      // The names stand for ports, which a command can change, and for what is said on them.
      if (services && services->size() == 1 && name != "any" && name != "dns" && !ports_mapped_) {
        traffic.protocol = services->front().protocol;
        traffic.target_ports = services->front().target_ports;
      } else {
        traffic.exact = false;
      }
    }
    if (one.words.size() > 3) traffic.exact = false;
    add(chain, one.number, std::move(traffic), verdict, next);
  }

  auto list_chain(const AccessList& list, Verdict verdict, const std::string& next) -> std::string {
    const auto chain = new_chain(list.line);
    for (const auto& rule : list.rules) {
      auto traffic = all_traffic(true, true);
      traffic.exact = rule.exact && rule.from && rule.to && rule.source_ports && rule.target_ports;
      if (rule.from && !rule.from->empty()) traffic.from = *rule.from;
      if (rule.to && !rule.to->empty()) traffic.to = *rule.to;
      traffic.protocol = rule.protocol;
      if (rule.protocol == RuleProtocol::other) traffic.other = protocol_word(rule);
      if (rule.source_ports && !rule.source_ports->empty()) traffic.source_ports = *rule.source_ports;
      if (rule.target_ports && !rule.target_ports->empty()) traffic.target_ports = *rule.target_ports;
      const bool permits = rule.allow == std::optional(true);
      add(chain, rule.lines.empty() ? 0 : rule.lines.front(), std::move(traffic), permits ? verdict : Verdict::leave,
          permits ? next : std::string());
    }
    return chain;
  }

  // Which of the protocols without a name here.
  auto protocol_word(const FilterRule& rule) -> std::string {
    const auto& lines = config_.lines();
    if (rule.lines.empty()) return {};
    const auto found = std::ranges::lower_bound(lines, rule.lines.front(), {}, &ConfigLine::number);
    if (found == lines.end() || found->number != rule.lines.front()) return {};
    return std::string(found->word(std::min(found->find("permit"), found->find("deny")) + 1));
  }

  // Between zones nothing passes that no policy lets pass; what has no zone is not told here.
  void tell_default() {
    const auto in_zone = [&](const DeviceInterface& one) {
      return std::ranges::any_of(device_.zones, [&](const auto& zone) {
        return std::ranges::any_of(zone.second.interfaces, [&](const auto& said) { return said.value == one.name; });
      });
    };
    const bool all = std::ranges::all_of(device_.interfaces, [&](const DeviceInterface& one) {
      return one.shut || (one.addresses.empty() && !one.has_unknown_address) || in_zone(one);
    });
    const bool some = std::ranges::any_of(device_.interfaces, in_zone);
    if (all && some && !device_.policies.empty())
      device_.default_allow = Said<bool>{false, device_.policies.front().lines.front()};
  }

  Config& config_;
  Device& device_;
  std::map<std::string, std::size_t, std::less<>> classes_;
  std::map<std::string, std::size_t, std::less<>> policies_;
  bool ports_mapped_ = false;  // protocols have other ports
  FilterTable table_;
  std::size_t chains_ = 0;
  std::map<std::string, std::size_t> numbers_;         // of the rules of each pair
  std::map<std::uint32_t, std::string> applications_;  // by the line that names them
  std::set<std::uint32_t> logs_;                       // classes whose matches are recorded
};

}  // namespace

void read_cisco_zones(Config& config, Device& device) { CiscoZones(config, device).read(); }

}  // namespace dengbao::importing
