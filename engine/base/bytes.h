#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace dengbao {

static_assert(std::endian::native == std::endian::little, "binary files are little-endian and read as they lie");

// Plain data as the bytes of a file: numbers of fixed size, texts behind their length.
class ByteWriter {
 public:
  template <std::integral T>
  void number(T value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    out_.append(raw, sizeof value);
  }
  void text(std::string_view text) {
    number(static_cast<std::uint32_t>(text.size()));
    out_ += text;
  }
  void raw(std::string_view bytes) { out_ += bytes; }
  [[nodiscard]] auto take() -> std::string { return std::move(out_); }

 private:
  std::string out_;
};

// The way back, from bytes of which nothing is known. It never reads past their end: from the first fault on, every
// answer is zero or empty and `sound` is false, so that callers may read on and ask once.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  template <std::integral T>
  [[nodiscard]] auto number() -> T {
    T value{};
    if (left() < sizeof value) return refuse(), value;
    std::memcpy(&value, at_, sizeof value);
    at_ += sizeof value;
    return value;
  }
  // A view into the bytes.
  [[nodiscard]] auto text() -> std::string_view { return raw(number<std::uint32_t>()); }
  [[nodiscard]] auto raw(std::size_t size) -> std::string_view {
    if (left() < size) return refuse(), std::string_view{};
    at_ += size;
    return {at_ - size, size};
  }
  // How many things follow, each of at least `least` bytes; 0 if they cannot all be there.
  [[nodiscard]] auto count(std::size_t least) -> std::uint32_t {
    const auto things = number<std::uint32_t>();
    return things <= left() / least ? things : (refuse(), 0);
  }

  void refuse() {
    sound_ = false;
    at_ = end_;
  }
  [[nodiscard]] auto sound() const -> bool { return sound_; }
  [[nodiscard]] auto left() const -> std::size_t { return static_cast<std::size_t>(end_ - at_); }
  // All was read, and nothing was at fault.
  [[nodiscard]] auto finished() const -> bool { return sound_ && left() == 0; }

 private:
  const char* at_;
  const char* end_;
  bool sound_ = true;
};

}  // namespace dengbao
