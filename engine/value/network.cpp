#include "value/network.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace dengbao {
namespace {

constexpr std::size_t v4_begin = 12;  // where an IPv4 address stands in its mapped form

auto first_byte(const Address& address) -> std::size_t { return address.v6 ? 0 : v4_begin; }

// The first `prefix` bits of the address, the others zero.
auto masked(const Address& address, unsigned prefix) -> Address {
  auto out = address;
  for (auto at = first_byte(address); at < out.bytes.size(); ++at) {
    const auto kept = std::min(prefix, 8U);
    out.bytes[at] = static_cast<std::uint8_t>(out.bytes[at] & (0xff00U >> kept));
    prefix -= kept;
  }
  return out;
}

}  // namespace

auto Address::parse(std::string_view text) -> std::optional<Address> {
  if (text.size() >= INET6_ADDRSTRLEN || text.find('\0') != std::string_view::npos) return std::nullopt;
  std::array<char, INET6_ADDRSTRLEN> ended{};
  std::ranges::copy(text, ended.begin());
  Address out;
  out.v6 = text.find(':') != std::string_view::npos;
  if (!out.v6) out.bytes[10] = out.bytes[11] = 0xff;
  const int family = out.v6 ? AF_INET6 : AF_INET;
  if (inet_pton(family, ended.data(), out.bytes.data() + first_byte(out)) != 1) return std::nullopt;
  return out;
}

auto Address::to_string() const -> std::string {
  std::array<char, INET6_ADDRSTRLEN> out{};
  inet_ntop(v6 ? AF_INET6 : AF_INET, bytes.data() + first_byte(*this), out.data(), out.size());
  return out.data();
}

auto Subnet::parse(std::string_view text) -> std::optional<Subnet> {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto base = Address::parse(text.substr(0, slash));
  const auto bits = text.substr(slash + 1);
  unsigned prefix = 0;
  const auto [end, error] = std::from_chars(bits.data(), bits.data() + bits.size(), prefix);
  const bool padded = bits.size() > 1 && bits.front() == '0';
  if (!base || error != std::errc() || end != bits.data() + bits.size() || padded) return std::nullopt;
  if (prefix > (base->v6 ? 128U : 32U) || masked(*base, prefix) != *base) return std::nullopt;
  return Subnet{*base, static_cast<std::uint8_t>(prefix)};
}

auto Subnet::to_string() const -> std::string { return base.to_string() + "/" + std::to_string(prefix); }

auto Subnet::contains(const Address& address) const -> bool {
  return address.v6 == base.v6 && masked(address, prefix) == base;
}

auto Subnet::contains(const Subnet& other) const -> bool { return other.prefix >= prefix && contains(other.base); }

}  // namespace dengbao
