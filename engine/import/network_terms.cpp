#include "import/network_terms.h"

#include <algorithm>
#include <bit>
#include <charconv>

namespace dengbao::importing {
namespace {

struct NamedPort {
  std::string_view name;
  std::uint16_t number;
};
constexpr NamedPort named_ports[] = {
    {"bgp", 179},         {"bootpc", 68},       {"bootps", 67},
    {"chargen", 19},      {"cifs", 445},        {"citrix-ica", 1494},
    {"cmd", 514},         {"daytime", 13},      {"discard", 9},
    {"dns", 53},          {"dnsix", 90},        {"domain", 53},
    {"echo", 7},          {"exec", 512},        {"finger", 79},
    {"ftp", 21},          {"ftp-data", 20},     {"gopher", 70},
    {"hostname", 101},    {"http", 80},         {"https", 443},
    {"ident", 113},       {"irc", 194},         {"isakmp", 500},
    {"klogin", 543},      {"kshell", 544},      {"ldap", 389},
    {"ldaps", 636},       {"login", 513},       {"lpd", 515},
    {"mobilip-ag", 434},  {"mobilip-mn", 435},  {"nameserver", 42},
    {"netbios-dgm", 138}, {"netbios-ns", 137},  {"netbios-ss", 139},
    {"netbios-ssn", 139}, {"nntp", 119},        {"non500-isakmp", 4500},
    {"ntp", 123},         {"pim-auto-rp", 496}, {"pop2", 109},
    {"pop3", 110},        {"radius", 1812},     {"rdp", 3389},
    {"rip", 520},         {"smtp", 25},         {"snmp", 161},
    {"snmptrap", 162},    {"sqlnet", 1521},     {"ssh", 22},
    {"sunrpc", 111},      {"syslog", 514},      {"tacacs", 49},
    {"tacacs-ds", 65},    {"talk", 517},        {"telnet", 23},
    {"tftp", 69},         {"time", 37},         {"uucp", 540},
    {"who", 513},         {"whois", 43},        {"www", 80},
    {"xdmcp", 177},
};

struct NamedProtocol {
  std::string_view name;
  RuleProtocol protocol;
};
constexpr NamedProtocol named_protocols[] = {
    {"1", RuleProtocol::icmp},     {"17", RuleProtocol::udp},       {"6", RuleProtocol::tcp},
    {"ahp", RuleProtocol::other},  {"any", RuleProtocol::any},      {"eigrp", RuleProtocol::other},
    {"esp", RuleProtocol::other},  {"gre", RuleProtocol::other},    {"icmp", RuleProtocol::icmp},
    {"icmp6", RuleProtocol::icmp}, {"icmpv6", RuleProtocol::icmp},  {"igmp", RuleProtocol::other},
    {"ip", RuleProtocol::any},     {"ipinip", RuleProtocol::other}, {"ipv4", RuleProtocol::any},
    {"ipv6", RuleProtocol::any},   {"ospf", RuleProtocol::other},   {"pim", RuleProtocol::other},
    {"tcp", RuleProtocol::tcp},    {"udp", RuleProtocol::udp},      {"vrrp", RuleProtocol::other},
    {"ah", RuleProtocol::other},   {"sctp", RuleProtocol::other},   {"pcp", RuleProtocol::other},
    {"nos", RuleProtocol::other},
};

auto v4_bits(const Address& address) -> std::uint32_t {
  std::uint32_t bits = 0;
  for (std::size_t i = 12; i < 16; ++i) bits = (bits << 8U) | address.bytes[i];
  return bits;
}

auto v4_address(std::uint32_t bits) -> Address {
  Address address = *Address::parse("0.0.0.0");
  for (std::size_t i = 16; i > 12; --i) {
    address.bytes[i - 1] = static_cast<std::uint8_t>(bits & 0xFFU);
    bits >>= 8U;
  }
  return address;
}

// The length of a mask whose ones are all in front.
auto leading_ones(std::uint32_t bits) -> std::optional<std::uint8_t> {
  const auto ones = std::countl_one(bits);
  if (ones < 32 && (bits << static_cast<unsigned>(ones)) != 0) return std::nullopt;
  return static_cast<std::uint8_t>(ones);
}

}  // namespace

auto subnet_of(const Address& address, std::uint8_t prefix) -> Subnet {
  Subnet net{address, prefix};
  const std::size_t before = address.v6 ? 0 : 96;  // an IPv4 address stands in the last 32 bits
  for (std::size_t bit = before + prefix; bit < 128; ++bit) {
    net.base.bytes[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> (bit % 8)));
  }
  return net;
}

auto single(const Address& address) -> Subnet { return {address, static_cast<std::uint8_t>(address.v6 ? 128 : 32)}; }
auto any_v4() -> Subnet { return *Subnet::parse("0.0.0.0/0"); }
auto any_v6() -> Subnet { return *Subnet::parse("::/0"); }

auto NetAddress::net() const -> Subnet { return subnet_of(address, prefix); }
auto NetAddress::alone() const -> Subnet { return single(address); }

auto whole_number(std::string_view text) -> std::optional<std::uint32_t> {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

auto mask_length(std::string_view mask) -> std::optional<std::uint8_t> {
  if (const auto length = whole_number(mask)) {
    return *length <= 32 ? std::optional(static_cast<std::uint8_t>(*length)) : std::nullopt;
  }
  const auto address = Address::parse(mask);
  return address && !address->v6 ? leading_ones(v4_bits(*address)) : std::nullopt;
}

auto wildcard_length(std::string_view wildcard) -> std::optional<std::uint8_t> {
  if (wildcard == "0") return std::uint8_t{32};
  const auto address = Address::parse(wildcard);
  return address && !address->v6 ? leading_ones(~v4_bits(*address)) : std::nullopt;
}

auto with_length(std::string_view text) -> std::optional<NetAddress> {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto address = Address::parse(text.substr(0, slash));
  const auto length = whole_number(text.substr(slash + 1));
  if (!address || !length || *length > (address->v6 ? 128U : 32U)) return std::nullopt;
  return NetAddress{*address, static_cast<std::uint8_t>(*length)};
}

auto net_address(std::string_view address, std::string_view mask) -> std::optional<NetAddress> {
  const auto parsed = Address::parse(address);
  if (!parsed) return std::nullopt;
  if (parsed->v6) {
    const auto length = whole_number(mask);
    if (!length || *length > 128) return std::nullopt;
    return NetAddress{*parsed, static_cast<std::uint8_t>(*length)};
  }
  const auto length = mask_length(mask);
  return length ? std::optional(NetAddress{*parsed, *length}) : std::nullopt;
}

auto nets_between(const Address& first, const Address& last) -> std::optional<std::vector<Subnet>> {
  if (first.v6 || last.v6) {
    if (first == last) return std::vector{single(first)};
    return std::nullopt;
  }
  std::uint64_t from = v4_bits(first);
  const std::uint64_t to = v4_bits(last);
  if (from > to) return std::nullopt;
  std::vector<Subnet> nets;
  while (from <= to) {
    auto bits = from == 0 ? 32 : std::countr_zero(static_cast<std::uint32_t>(from));
    while (from + (std::uint64_t{1} << static_cast<unsigned>(bits)) - 1 > to) --bits;
    nets.push_back({v4_address(static_cast<std::uint32_t>(from)), static_cast<std::uint8_t>(32 - bits)});
    from += std::uint64_t{1} << static_cast<unsigned>(bits);
  }
  return nets;
}

auto port_number(std::string_view word) -> std::optional<std::uint16_t> {
  if (const auto number = whole_number(word)) {
    return *number <= 65535 ? std::optional(static_cast<std::uint16_t>(*number)) : std::nullopt;
  }
  const auto* const found = std::ranges::find(named_ports, word, &NamedPort::name);
  return found == std::end(named_ports) ? std::nullopt : std::optional(found->number);
}

auto rule_protocol(std::string_view word) -> std::optional<RuleProtocol> {
  const auto* const found = std::ranges::find(named_protocols, word, &NamedProtocol::name);
  if (found != std::end(named_protocols)) return found->protocol;
  const auto number = whole_number(word);
  return number && *number < 256 ? std::optional(RuleProtocol::other) : std::nullopt;
}

}  // namespace dengbao::importing
