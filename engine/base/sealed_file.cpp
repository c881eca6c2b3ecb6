#include "base/sealed_file.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

#include "base/bytes.h"

namespace dengbao {
namespace {

// A file is: magic, size of the whole, layout, checksum of all that follows it, maker, section sizes, sections. Who
// wrote it and how long it ought to be stand where every version looks for them.
constexpr std::size_t magic_size = 8;
constexpr std::size_t head_size = magic_size + 3 * sizeof(std::uint64_t);

// Sections begin at multiples of this, so that plain data in them can be viewed where it lies.
constexpr std::size_t alignment = 8;
auto padding_behind(std::size_t offset) -> std::size_t { return (alignment - offset % alignment) % alignment; }

// Of everything but the checksum itself.
auto checksum(std::string_view head, std::string_view rest) -> std::uint64_t {
  return XXH3_64bits_withSeed(rest.data(), rest.size(), XXH3_64bits(head.data(), head.size()));
}

// Nothing vouches for the maker's name here, so that only what looks like one is shown.
auto refused(SealFault fault, std::string_view maker = {}) -> Opened {
  const auto plain = [](char letter) { return letter >= ' ' && letter <= '~'; };
  const bool shown = maker.size() <= 64 && std::ranges::all_of(maker, plain);
  return {.fault = fault, .maker = std::string(shown ? maker : std::string_view{}), .sections = {}};
}

}  // namespace

auto seal(const Seal& seal, std::span<const std::string> sections) -> std::string {
  ByteWriter rest;
  rest.text(seal.maker);
  rest.number(static_cast<std::uint32_t>(sections.size()));
  for (const auto& section : sections) rest.number(static_cast<std::uint64_t>(section.size()));
  auto body = rest.take();
  for (const auto& section : sections) {
    body.append(padding_behind(head_size + body.size()), '\0');
    body += section;
  }
  ByteWriter head;
  head.raw(seal.magic);
  head.number(static_cast<std::uint64_t>(head_size + body.size()));
  head.number(seal.layout);
  auto file = head.take();
  ByteWriter sum;
  sum.number(checksum(file, body));
  return file + sum.take() + body;
}

auto claims(const Seal& seal, std::string_view bytes) -> bool { return bytes.starts_with(seal.magic); }

auto open_sealed(const Seal& seal, std::string_view bytes) -> Opened {
  if (bytes.size() < head_size) return refused(SealFault::cut_short);
  ByteReader reader(bytes.substr(magic_size));
  const auto size = reader.number<std::uint64_t>();
  const auto layout = reader.number<std::uint64_t>();
  const auto sum = reader.number<std::uint64_t>();
  const auto maker = reader.text();
  // Another version may reckon its checksum otherwise: whose the file is comes first.
  if (layout != seal.layout) return refused(SealFault::other_version, maker);
  if (bytes.size() != size) return refused(bytes.size() < size ? SealFault::cut_short : SealFault::damaged);
  if (checksum(bytes.substr(0, head_size - sizeof sum), bytes.substr(head_size)) != sum) {
    return refused(SealFault::damaged);
  }
  if (maker != seal.maker) return refused(SealFault::other_version, maker);
  Opened opened;
  std::vector<std::uint64_t> sizes(reader.count(sizeof(std::uint64_t)));
  for (auto& one : sizes) one = reader.number<std::uint64_t>();
  for (const auto one : sizes) {
    static_cast<void>(reader.raw(padding_behind(bytes.size() - reader.left())));
    opened.sections.push_back(reader.raw(one));
  }
  if (!reader.finished()) return refused(SealFault::damaged);
  return opened;
}

}  // namespace dengbao
