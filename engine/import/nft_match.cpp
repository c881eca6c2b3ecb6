#include "import/nft_match.h"

#include <algorithm>
#include <span>

namespace dengbao::importing {
namespace {

constexpr std::size_t most_alternatives = 256;
constexpr std::size_t most_elements = 4096;  // of a set whose addresses are told one by one

auto field_of(const Json& object, std::string_view name) -> std::string {
  if (!object.is_object()) return {};
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

auto text_of(const Json& value) -> std::string {
  if (value.is_string()) return value.get<std::string>();
  return value.is_number_unsigned() ? std::to_string(value.get<std::uint64_t>()) : std::string();
}

// The only member of an object: what it is called, and what it holds.
auto is_a(const Json& value, std::string_view kind) -> const Json* {
  if (!value.is_object()) return nullptr;
  const auto found = value.find(kind);
  return found == value.end() ? nullptr : &*found;
}

class NftMatch {
 public:
  NftMatch(std::string_view op, const NftSets& sets, const Traffic& all)
      : negated_(op == "!="),
        equals_(op.empty() || op == "==" || op == "!=" || op == "in"),
        op_(op),
        sets_(sets),
        all_(all) {}

  auto read(const Json& left, const Json& right) -> NftCondition {
    const auto values = nft_values(right, sets_);
    if (const auto* parts = is_a(left, "concat")) return read_concat(*parts, values);
    if (const auto* bits = is_a(left, "&"); bits != nullptr && bits->is_array() && bits->size() == 2) {
      const auto* payload = is_a((*bits)[0], "payload");
      if (payload != nullptr && field_of(*payload, "field") == "flags") return flags(&(*bits)[1], right);
      return narrower();
    }
    if (const auto* payload = is_a(left, "payload")) return read_payload(*payload, right, values);
    if (const auto* meta = is_a(left, "meta")) return read_meta(field_of(*meta, "key"), values);
    if (const auto* ct = is_a(left, "ct")) return read_session(field_of(*ct, "key"), values);
    const bool known = is_a(left, "fib") != nullptr || is_a(left, "exthdr") != nullptr || is_a(left, "rt") != nullptr ||
                       is_a(left, "socket") != nullptr || is_a(left, "osf") != nullptr ||
                       is_a(left, "numgen") != nullptr;
    return narrower(known);
  }

 private:
  auto narrower(bool known = true) const -> NftCondition {
    auto traffic = all_;
    traffic.exact = false;
    return {{traffic}, known};
  }
  static auto only(Traffic traffic) -> NftCondition { return {{std::move(traffic)}, true}; }
  auto of_family(bool v4, bool v6) const -> Traffic {
    auto traffic = all_traffic(v4, v6);
    traffic.family_known = all_.family_known;
    return traffic;
  }

  // ---- fields of packets

  auto read_payload(const Json& payload, const Json& right, const Json& values) -> NftCondition {
    const auto protocol = field_of(payload, "protocol");
    const auto field = field_of(payload, "field");
    if ((protocol == "ip" || protocol == "ip6") && (field == "saddr" || field == "daddr")) {
      return addresses(protocol == "ip6", field == "saddr" ? &Traffic::from : &Traffic::to, values);
    }
    if (field == "sport" || field == "dport") {
      return ports(protocol, field == "sport" ? &Traffic::source_ports : &Traffic::target_ports, values);
    }
    if ((protocol == "ip" && field == "protocol") || (protocol == "ip6" && field == "nexthdr")) {
      return protocols(of_family(protocol == "ip", protocol == "ip6"), values);
    }
    if (protocol == "tcp" && field == "flags") return flags(nullptr, right);
    if (protocol == "icmp" || protocol == "icmpv6") {
      auto traffic = of_family(protocol == "icmp", protocol == "icmpv6");
      traffic.protocol = RuleProtocol::icmp;
      traffic.exact = false;
      return only(std::move(traffic));
    }
    return narrower();
  }

  auto addresses(bool v6, std::vector<Subnet> Traffic::* side, const Json& values) -> NftCondition {
    auto traffic = of_family(!v6, v6);
    std::optional<std::vector<Subnet>> nets = equals_ ? nets_of(values) : std::nullopt;
    if (nets && negated_) nets = addresses_but(*nets);
    if (!nets || std::ranges::any_of(*nets, [&](const Subnet& net) { return net.base.v6 != v6; })) {
      traffic.exact = false;
    } else {
      traffic.*side = std::move(*nets);
    }
    return only(std::move(traffic));
  }

  static auto nets_of(const Json& values) -> std::optional<std::vector<Subnet>> {
    if (!values.is_array() || values.empty() || values.size() > most_elements) return std::nullopt;
    std::vector<Subnet> nets;
    for (const auto& value : values) {
      if (const auto* prefix = is_a(value, "prefix")) {
        const auto length = prefix->is_object() ? prefix->find("len") : prefix->end();
        const auto net =
            with_length(field_of(*prefix, "addr") + '/' + (length != prefix->end() ? text_of(*length) : std::string()));
        if (!net) return std::nullopt;
        nets.push_back(net->net());
      } else if (const auto* range = is_a(value, "range");
                 range != nullptr && range->is_array() && range->size() == 2) {
        const auto first = Address::parse(text_of((*range)[0]));
        const auto last = Address::parse(text_of((*range)[1]));
        auto between = first && last ? nets_between(*first, *last) : std::nullopt;
        if (!between) return std::nullopt;
        nets.insert(nets.end(), between->begin(), between->end());
      } else {
        const auto address = Address::parse(text_of(value));
        if (!address) return std::nullopt;
        nets.push_back(single(*address));
      }
    }
    return nets;
  }

  auto ports(const std::string& protocol, std::vector<Ports> Traffic::* side, const Json& values) -> NftCondition {
    auto traffic = all_;
    if (protocol != "th") {
      traffic.protocol = rule_protocol(protocol).value_or(RuleProtocol::other);
      if (traffic.protocol == RuleProtocol::other) traffic.other = protocol;
    }
    auto found = ports_of(values);
    if (found && !equals_) found = compared(*found);
    if (found) traffic.*side = negated_ ? ports_but(std::move(*found)) : std::move(*found);
    if (!found) traffic.exact = false;
    return only(std::move(traffic));
  }

  // `< 1024`, `>= 1024`
  auto compared(const std::vector<Ports>& one) const -> std::optional<std::vector<Ports>> {
    if (one.size() != 1) return std::nullopt;
    const auto port = one.front().first;
    const bool own = op_ == "<=" || op_ == ">=";
    if (op_ == "<" || op_ == "<=") {
      if (!own && port == 0) return std::nullopt;
      return std::vector<Ports>{{0, static_cast<std::uint16_t>(own ? port : port - 1)}};
    }
    if ((op_ != ">" && op_ != ">=") || (!own && port == 65535)) return std::nullopt;
    return std::vector<Ports>{{static_cast<std::uint16_t>(own ? port : port + 1), 65535}};
  }

  static auto ports_of(const Json& values) -> std::optional<std::vector<Ports>> {
    if (!values.is_array() || values.empty()) return std::nullopt;
    std::vector<Ports> all;
    for (const auto& value : values) {
      const auto* range = is_a(value, "range");
      const bool two = range != nullptr && range->is_array() && range->size() == 2;
      const auto first = port_number(text_of(two ? (*range)[0] : value));
      const auto last = two ? port_number(text_of((*range)[1])) : first;
      if (!first || !last || *last < *first) return std::nullopt;
      all.push_back({*first, *last});
    }
    return all;
  }

  auto protocols(Traffic base, const Json& values) -> NftCondition {
    NftCondition condition;
    const bool tellable =
        equals_ && !negated_ && values.is_array() && !values.empty() && values.size() <= most_alternatives;
    if (!tellable) base.exact = false;
    if (!tellable) return only(std::move(base));
    for (const auto& value : values) {
      const auto name = text_of(value);
      auto& one = condition.any_of.emplace_back(base);
      one.protocol = name == "ipv6-icmp" || name == "icmpv6" || name == "58"
                         ? RuleProtocol::icmp
                         : rule_protocol(name).value_or(RuleProtocol::other);
      if (one.protocol == RuleProtocol::other) one.other = name;
    }
    return condition;
  }

  // Whether the packet that opens a session, SYN alone, is one of those with these flags.
  auto flags(const Json* mask, const Json& right) -> NftCondition {
    std::vector<std::string> asked;
    std::vector<std::string> wanted;
    if (mask != nullptr) flag_names(*mask, asked);
    flag_names(right, wanted);
    const auto has = [](const std::vector<std::string>& names, std::string_view name) {
      return std::ranges::find(names, name) != names.end();
    };
    bool opening = has(wanted, "syn");
    if (mask != nullptr || op_ == "==") {
      for (const auto* flag : {"syn", "ack", "fin", "rst", "psh", "urg"}) {
        const bool looked = mask == nullptr || has(asked, flag);
        if (looked && has(wanted, flag) != (std::string_view(flag) == "syn")) opening = false;
      }
      if (mask != nullptr && !has(asked, "syn")) opening = wanted.empty();
    }
    auto traffic = all_;
    traffic.protocol = RuleProtocol::tcp;
    traffic.opens = opening != negated_;
    return only(std::move(traffic));
  }
  static void flag_names(const Json& value, std::vector<std::string>& names, int depth = 0) {
    if (value.is_string()) names.push_back(value.get<std::string>());
    if (depth > 8 || !value.is_structured()) return;
    for (const auto& part : value) flag_names(part, names, depth + 1);
  }

  // ---- where it goes, and what it belongs to

  auto read_meta(const std::string& key, const Json& values) -> NftCondition {
    if (key == "l4proto") return protocols(all_, values);
    if (key == "iifname" || key == "iif") return interfaces(&Traffic::in, values);
    if (key == "oifname" || key == "oif") return interfaces(&Traffic::out, values);
    if ((key == "nfproto" || key == "protocol") && values.is_array() && values.size() == 1 && equals_) {
      const auto name = text_of(values[0]);
      const bool v4 = name == "ipv4" || name == "ip" || name == "2";
      const bool v6 = name == "ipv6" || name == "ip6" || name == "10";
      if (v4 || v6) return only(of_family(v4 != negated_, v6 != negated_));
    }
    return narrower();
  }

  auto interfaces(std::string Traffic::* side, const Json& values) -> NftCondition {
    const bool tellable =
        equals_ && !negated_ && values.is_array() && !values.empty() && values.size() <= most_alternatives;
    if (!tellable) return narrower();
    NftCondition condition;
    for (const auto& value : values) {
      const auto name = text_of(value);
      auto& one = condition.any_of.emplace_back(all_);
      if (name.empty() || name.ends_with('*'))
        one.exact = false;
      else
        one.*side = name;
    }
    return condition;
  }

  auto read_session(const std::string& key, const Json& values) -> NftCondition {
    auto traffic = all_;
    if (!values.is_array() || !equals_) return narrower();
    const auto has = [&](std::string_view state) { return std::ranges::find(values, Json(state)) != values.end(); };
    if (key == "state") {
      traffic.opens = has("new") != negated_;
      traffic.continues = (has("established") || has("related")) != negated_;
      traffic.strays = has("invalid") != negated_;
      if (!traffic.opens && !traffic.continues && !traffic.strays) {
        traffic.opens = traffic.continues = true;  // `untracked`
        traffic.exact = false;
      }
      return only(std::move(traffic));
    }
    traffic.exact = false;
    traffic.translated = key == "status" && has("dnat") && !negated_;
    return only(std::move(traffic));
  }

  // ---- several in one

  auto read_concat(const Json& parts, const Json& values) -> NftCondition {
    if (negated_ || !equals_ || !parts.is_array() || !values.is_array() || values.empty() ||
        values.size() > most_alternatives) {
      return narrower();
    }
    NftCondition all;
    for (const auto& value : values) {
      const auto* fields = is_a(value, "concat");
      if (fields == nullptr || !fields->is_array() || fields->size() != parts.size()) return narrower();
      std::vector<Traffic> both{all_};
      for (std::size_t i = 0; i < parts.size(); ++i) {
        if (is_a(parts[i], "concat") != nullptr) return narrower();
        auto condition = NftMatch("==", sets_, all_).read(parts[i], (*fields)[i]);
        all.known = all.known && condition.known;
        both = meet_all(both, condition.any_of);
      }
      all.any_of.insert(all.any_of.end(), both.begin(), both.end());
      if (all.any_of.size() > most_alternatives) return narrower();
    }
    return all;
  }

  bool negated_;
  bool equals_;
  std::string_view op_;
  const NftSets& sets_;
  const Traffic& all_;
};

}  // namespace

auto nft_values(const Json& right, const NftSets& sets) -> Json {
  const auto plain = [](const Json& element) {
    const auto* inner = is_a(element, "elem");
    return inner != nullptr && inner->is_object() && inner->contains("val") ? (*inner)["val"] : element;
  };
  if (right.is_string()) {
    const auto& name = right.get_ref<const std::string&>();
    if (!name.starts_with('@')) return Json::array({right});
    const auto found = sets.find(std::string_view(name).substr(1));
    return found == sets.end() ? Json() : found->second;
  }
  const auto* set = is_a(right, "set");
  const auto& list = set != nullptr ? *set : right;
  auto values = Json::array();
  if (!list.is_array()) return Json::array({plain(list)});
  for (const auto& element : list) values.push_back(plain(element));
  return values;
}

auto nft_condition(const Json& left, std::string_view op, const Json& right, const NftSets& sets, const Traffic& all)
    -> NftCondition {
  return NftMatch(op, sets, all).read(left, right);
}

auto meet_all(const std::vector<Traffic>& ones, const std::vector<Traffic>& others) -> std::vector<Traffic> {
  std::vector<Traffic> met;
  if (ones.size() * others.size() > most_alternatives) {
    met = ones;
    for (auto& one : met) one.exact = false;
    return met;
  }
  for (const auto& one : ones) {
    for (const auto& other : others) {
      if (auto both = both_of(one, other)) met.push_back(std::move(*both));
    }
  }
  return met;
}

}  // namespace dengbao::importing
