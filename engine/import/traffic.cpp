#include "import/traffic.h"

#include <algorithm>

namespace dengbao::importing {
namespace {

constexpr std::size_t most_ranges = 4096;      // of what is left of others
constexpr std::size_t most_pairs = 1U << 16U;  // of ranges that are compared

auto common_nets(const std::vector<Subnet>& some, const std::vector<Subnet>& others) -> std::vector<Subnet> {
  std::vector<Subnet> both;
  for (const auto& one : some) {
    for (const auto& other : others) {
      if (other.contains(one)) {
        both.push_back(one);
        break;
      }
      if (one.contains(other)) both.push_back(other);
    }
  }
  return both;
}

auto nets_within(const std::vector<Subnet>& inner, const std::vector<Subnet>& outer) -> bool {
  return std::ranges::all_of(inner, [&](const Subnet& one) {
    return std::ranges::any_of(outer, [&](const Subnet& wide) { return wide.contains(one); });
  });
}

auto nets_meet(const std::vector<Subnet>& some, const std::vector<Subnet>& others) -> bool {
  return std::ranges::any_of(some, [&](const Subnet& one) {
    return std::ranges::any_of(others, [&](const Subnet& other) { return other.contains(one) || one.contains(other); });
  });
}

auto common_ports(const std::vector<Ports>& some, const std::vector<Ports>& others) -> std::vector<Ports> {
  std::vector<Ports> both;
  for (const auto& one : some) {
    for (const auto& other : others) {
      const Ports range{std::max(one.first, other.first), std::min(one.last, other.last)};
      if (range.first <= range.last && std::ranges::find(both, range) == both.end()) both.push_back(range);
    }
  }
  return both;
}

auto ports_within(const std::vector<Ports>& inner, const std::vector<Ports>& outer) -> bool {
  return std::ranges::all_of(inner, [&](const Ports& one) {
    return std::ranges::any_of(outer,
                               [&](const Ports& wide) { return wide.first <= one.first && one.last <= wide.last; });
  });
}

// An interface that both name; nothing where they are two.
auto common_name(const std::string& one, const std::string& other) -> std::optional<std::string> {
  if (one.empty() || one == other) return other;
  return other.empty() ? std::optional(one) : std::nullopt;
}

// What is left of the first.
auto nets_but(std::vector<Subnet> rest, const std::vector<Subnet>& nets) -> std::optional<std::vector<Subnet>> {
  for (const auto& taken : nets) {
    std::vector<Subnet> next;
    for (const auto& one : rest) {
      if (taken.contains(one)) continue;
      if (!one.contains(taken)) {
        next.push_back(one);
        continue;
      }
      // On the way down to what is taken, the other half of each step stays.
      for (unsigned length = one.prefix + 1U; length <= taken.prefix; ++length) {
        auto half = subnet_of(taken.base, static_cast<std::uint8_t>(length));
        const auto bit = (taken.base.v6 ? 0U : 96U) + length - 1;
        half.base.bytes[bit / 8] ^= static_cast<std::uint8_t>(0x80U >> (bit % 8));
        next.push_back(half);
      }
    }
    if (next.size() > most_ranges) return std::nullopt;
    rest = std::move(next);
  }
  return rest;
}

// Too many ranges to look at each pair of them.
auto too_many(std::size_t some, std::size_t others) -> bool { return others > 0 && some > most_pairs / others; }

auto same_state(const Traffic& one, const Traffic& other) -> bool {
  if (other.opens) return one.opens;
  return (one.continues && other.continues) || (one.strays && other.strays);
}

}  // namespace

auto all_traffic(bool v4, bool v6) -> Traffic {
  Traffic all;
  if (v4) all.from.push_back(any_v4());
  if (v6) all.from.push_back(any_v6());
  all.to = all.from;
  return all;
}

auto both_of(const Traffic& one, const Traffic& other) -> std::optional<Traffic> {
  const bool opens = one.opens && other.opens;
  const bool continues = one.continues && other.continues;
  const bool strays = one.strays && other.strays;
  if (!opens && !continues && !strays) return std::nullopt;
  const bool any = one.protocol == RuleProtocol::any;
  if (!any && other.protocol != RuleProtocol::any && (one.protocol != other.protocol || one.other != other.other)) {
    return std::nullopt;
  }
  const auto in = common_name(one.in, other.in);
  const auto out = common_name(one.out, other.out);
  if (!in || !out) return std::nullopt;

  Traffic both;
  both.protocol = any ? other.protocol : one.protocol;
  both.other = any ? other.other : one.other;
  both.in = *in;
  both.out = *out;
  both.opens = opens;
  both.continues = continues;
  both.strays = strays;
  both.translated = one.translated || other.translated;
  both.exact = one.exact && other.exact;
  both.family_known = one.family_known && other.family_known;
  if (too_many(one.from.size(), other.from.size()) || too_many(one.to.size(), other.to.size()) ||
      too_many(one.source_ports.size(), other.source_ports.size()) ||
      too_many(one.target_ports.size(), other.target_ports.size())) {
    both.from = one.from;
    both.to = one.to;
    both.source_ports = one.source_ports;
    both.target_ports = one.target_ports;
    both.exact = false;
    return both;
  }
  both.from = common_nets(one.from, other.from);
  if (both.from.empty()) return std::nullopt;
  both.to = common_nets(one.to, other.to);
  if (both.to.empty()) return std::nullopt;
  both.source_ports = common_ports(one.source_ports, other.source_ports);
  both.target_ports = common_ports(one.target_ports, other.target_ports);
  if (both.source_ports.empty() || both.target_ports.empty()) return std::nullopt;
  return both;
}

auto may_meet(const Traffic& one, const Traffic& other) -> bool {
  if (!same_state(one, other)) return false;
  if (one.protocol != RuleProtocol::any && other.protocol != RuleProtocol::any &&
      (one.protocol != other.protocol || one.other != other.other)) {
    return false;
  }
  if (!common_name(one.in, other.in) || !common_name(one.out, other.out)) return false;
  if (too_many(one.from.size(), other.from.size()) || too_many(one.to.size(), other.to.size())) return true;
  return nets_meet(one.from, other.from) && nets_meet(one.to, other.to) &&
         !common_ports(one.source_ports, other.source_ports).empty() &&
         !common_ports(one.target_ports, other.target_ports).empty();
}

auto covers(const Traffic& wide, const Traffic& narrow) -> bool {
  if (!wide.exact) return false;
  const bool states =
      narrow.opens ? wide.opens : (wide.continues || !narrow.continues) && (wide.strays || !narrow.strays);
  if (!states) return false;
  if (wide.protocol != RuleProtocol::any && (wide.protocol != narrow.protocol || wide.other != narrow.other)) {
    return false;
  }
  if (!wide.in.empty() && wide.in != narrow.in) return false;
  if (!wide.out.empty() && wide.out != narrow.out) return false;
  if (too_many(wide.from.size(), narrow.from.size()) || too_many(wide.to.size(), narrow.to.size())) return false;
  return nets_within(narrow.from, wide.from) && nets_within(narrow.to, wide.to) &&
         ports_within(narrow.source_ports, wide.source_ports) && ports_within(narrow.target_ports, wide.target_ports);
}

auto without(const Traffic& traffic, const Traffic& gone) -> std::optional<Traffic> {
  if (!gone.exact || work_of(traffic, gone) > most_ranges) return std::nullopt;
  // All else of it is gone; then one part alone tells what is left.
  const auto all_but = [&](auto Traffic::* part) {
    auto rest = gone;
    rest.*part = traffic.*part;
    return covers(rest, traffic);
  };
  auto rest = traffic;
  if (all_but(&Traffic::from)) {
    auto nets = nets_but(traffic.from, gone.from);
    if (!nets || nets->empty()) return std::nullopt;
    rest.from = std::move(*nets);
  } else if (all_but(&Traffic::to)) {
    auto nets = nets_but(traffic.to, gone.to);
    if (!nets || nets->empty()) return std::nullopt;
    rest.to = std::move(*nets);
  } else if (all_but(&Traffic::target_ports)) {
    rest.target_ports = common_ports(traffic.target_ports, ports_but(gone.target_ports));
    if (rest.target_ports.empty()) return std::nullopt;
  } else {
    return std::nullopt;
  }
  return rest;
}

auto work_of(const Traffic& one, const Traffic& other) -> std::size_t {
  return one.from.size() * other.from.size() + one.to.size() * other.to.size() +
         one.source_ports.size() * other.source_ports.size() + one.target_ports.size() * other.target_ports.size();
}

auto addresses_but(const std::vector<Subnet>& nets) -> std::optional<std::vector<Subnet>> {
  if (std::ranges::any_of(nets, [&](const Subnet& net) { return net.base.v6 != nets.front().base.v6; })) {
    return std::nullopt;
  }
  return nets_but({!nets.empty() && nets.front().base.v6 ? any_v6() : any_v4()}, nets);
}

auto ports_but(std::vector<Ports> ports) -> std::vector<Ports> {
  std::ranges::sort(ports, {}, &Ports::first);
  std::vector<Ports> rest;
  std::uint32_t next = 0;
  for (const auto& range : ports) {
    if (range.first > next) {
      rest.push_back({static_cast<std::uint16_t>(next), static_cast<std::uint16_t>(range.first - 1)});
    }
    next = std::max(next, range.last + 1U);
  }
  if (next <= 65535) rest.push_back({static_cast<std::uint16_t>(next), 65535});
  return rest;
}

}  // namespace dengbao::importing
