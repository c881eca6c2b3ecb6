#include "base/sealed_file.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

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
  if (bytes.size() < head_size) return {.fault = SealFault::cut_short, .maker = {}, .sections = {}};
  ByteReader reader(bytes.substr(magic_size));
  const auto size = reader.number<std::uint64_t>();
  const auto layout = reader.number<std::uint64_t>();
  const auto sum = reader.number<std::uint64_t>();
  Opened opened;
  if (bytes.size() != size) opened.fault = bytes.size() < size ? SealFault::cut_short : SealFault::damaged;
  if (opened.fault == SealFault::none &&
      checksum(bytes.substr(0, head_size - sizeof sum), bytes.substr(head_size)) != sum) {
    opened.fault = SealFault::damaged;
  }
  if (opened.fault != SealFault::none) return opened;
  opened.maker = reader.text();
  if (layout != seal.layout || opened.maker != seal.maker) {
    opened.fault = SealFault::other_version;
    return opened;
  }
  std::vector<std::uint64_t> sizes(reader.count(sizeof(std::uint64_t)));
  for (auto& one : sizes) one = reader.number<std::uint64_t>();
  for (const auto one : sizes) {
    static_cast<void>(reader.raw(padding_behind(bytes.size() - reader.left())));
    opened.sections.push_back(reader.raw(one));
  }
  if (!reader.finished()) return {.fault = SealFault::damaged, .maker = {}, .sections = {}};
  return opened;
}

}  // namespace dengbao
