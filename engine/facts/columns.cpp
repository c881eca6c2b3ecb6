#include "facts/columns.h"

#include <cstring>
#include <limits>

namespace dengbao::facts {
namespace {

constexpr std::size_t most_in_a_byte = 256;

auto width_of(Kind kind, std::size_t choices) -> std::uint32_t {
  switch (kind) {
    case Kind::truth:
      return 1;
    case Kind::number:
    case Kind::text:
    case Kind::version:
    case Kind::record:
      return 4;
    case Kind::enumeration:
      return choices <= most_in_a_byte ? 1 : 4;
    case Kind::date:
      return sizeof(Date);
    case Kind::instant:
      return sizeof(Instant);
    case Kind::duration:
      return sizeof(Duration);
    case Kind::address:
      return sizeof(Address);
    case Kind::subnet:
      return sizeof(Subnet);
  }
  return 4;
}

}  // namespace

Cells::Cells(Type type, std::size_t choices, Texts* texts)
    : type_(type.element()), width_(width_of(type.kind, choices)), texts_(texts) {
  switch (type.kind) {
    case Kind::number:
      form_ = Form::small_number;
      break;
    case Kind::text:
    case Kind::version:
      form_ = Form::text;
      break;
    case Kind::truth:
    case Kind::enumeration:
    case Kind::record:
      form_ = width_ == 1 ? Form::byte : Form::word;
      break;
    default:
      form_ = Form::other;
  }
}

auto Cells::at(std::size_t at) const -> Value {
  switch (type_.kind) {
    case Kind::truth:
      return truth(at);
    case Kind::number:
      return number(at);
    case Kind::text:
      return text(at);
    case Kind::version:
      return Version{text(at)};
    case Kind::enumeration:
      return Enumerator{index(at)};
    case Kind::record:
      return Row{type_.record(), index(at)};
    case Kind::date:
      return block_.as<const Date>()[at];
    case Kind::instant:
      return block_.as<const Instant>()[at];
    case Kind::duration:
      return block_.as<const Duration>()[at];
    case Kind::address:
      return block_.as<const Address>()[at];
    case Kind::subnet:
      return block_.as<const Subnet>()[at];
  }
  return {};
}

void Cells::put(std::size_t at, const Value& value) {
  std::visit(Overloaded{
                 [&](bool truth) { put_truth(at, truth); }, [&](Number number) { put_number(at, number); },
                 [&](Enumerator choice) { put_index(at, choice.ordinal); }, [&](Row row) { put_index(at, row.index); },
                 [&](Date date) { block_.as<Date>()[at] = date; },
                 [&](Instant instant) { block_.as<Instant>()[at] = instant; },
                 [&](Duration duration) { block_.as<Duration>()[at] = duration; },
                 [&](const Address& address) { block_.as<Address>()[at] = address; },
                 [&](const Subnet& subnet) { block_.as<Subnet>()[at] = subnet; },
                 [](const auto&) {},  // texts, of which a cell holds only the place; what is no value of a cell
             },
             value.data());
}

void Cells::put_number(std::size_t at, Number number) {
  if (form_ == Form::small_number) {
    const auto whole = number.is_whole() ? number.whole() : std::numeric_limits<std::int64_t>::max();
    if (whole >= std::numeric_limits<std::int32_t>::min() && whole <= std::numeric_limits<std::int32_t>::max()) {
      put_small(at, static_cast<std::int32_t>(whole));
      return;
    }
    widen();
  }
  block_.as<Number>()[at] = number;
}

void Cells::widen() {
  const auto cells = room();
  Block wide;
  wide.reserve(cells * sizeof(Number));
  for (std::size_t at = 0; at < cells; ++at) {
    // A zero stays as it is: room that nobody has written to takes no memory.
    if (const auto number = block_.as<const std::int32_t>()[at]; number != 0) wide.as<Number>()[at] = Number(number);
  }
  block_ = std::move(wide);
  form_ = Form::other;
  width_ = sizeof(Number);
}

void Cells::clear(std::size_t at) {
  // What was never written is zero.
  if (at < room()) std::memset(block_.as<char>() + at * width_, 0, width_);
}

void Cells::append(std::size_t begin, const Cells& other, std::size_t count, std::uint32_t moved) {
  reserve(begin + count + 1);
  const bool number = type_.kind == Kind::number;
  if (number && form_ != other.form_) {
    if (form_ == Form::small_number) widen();
    reserve(begin + count + 1);
    for (std::size_t at = 0; at < count; ++at) put_number(begin + at, other.number(at));
    return;
  }
  if (form_ == Form::text || (form_ == Form::word && type_.kind == Kind::record)) {
    auto* to = block_.as<std::uint32_t>() + begin;
    const auto* from = other.block_.as<const std::uint32_t>();
    // The empty text is one for all.
    for (std::size_t at = 0; at < count; ++at) to[at] = form_ == Form::text && from[at] == 0 ? 0 : from[at] + moved;
    return;
  }
  if (count > 0) std::memcpy(block_.as<char>() + begin * width_, other.block_.as<const char>(), count * width_);
}

}  // namespace dengbao::facts
