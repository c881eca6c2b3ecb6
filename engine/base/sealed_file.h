#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The envelope of a binary file of ours: what it is, who wrote it, whether it is whole.
namespace dengbao {

// Written by one version of the program for that version alone: `maker` is its name and number as a person knows them,
// `layout` a number that changes whenever the sections are laid out otherwise.
struct Seal {
  std::string_view magic;  // eight bytes that begin the file
  std::string_view maker;
  std::uint64_t layout = 0;
};

// The file: the seal, the sections in their order, a checksum over everything.
[[nodiscard]] auto seal(const Seal& seal, std::span<const std::string> sections) -> std::string;

enum class SealFault { none, cut_short, damaged, other_version };
struct Opened {
  SealFault fault = SealFault::none;
  std::string maker;                       // of another version: who wrote the file; empty if that cannot be read
  std::vector<std::string_view> sections;  // views into the bytes; none where there is a fault
};
// Whether the bytes claim to be such a file: they begin with its magic.
[[nodiscard]] auto claims(const Seal& seal, std::string_view bytes) -> bool;
// The sections of bytes that claim to be such a file. No section reaches past the bytes, whatever these are; each
// begins at a multiple of eight bytes.
[[nodiscard]] auto open_sealed(const Seal& seal, std::string_view bytes) -> Opened;

}  // namespace dengbao
