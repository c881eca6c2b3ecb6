#include "base/sealed_file.h"

#include <catch2/catch.hpp>

#include "base/bytes.h"

namespace dengbao {
namespace {

constexpr Seal ours{"\x8BTESTED\n", "test 1.0", 7};

auto sealed() -> std::string { return seal(ours, std::vector<std::string>{"first", "", "the third"}); }

}  // namespace

TEST_CASE("what was sealed is found again, section by section") {
  const auto file = sealed();
  CHECK(claims(ours, file));
  const auto opened = open_sealed(ours, file);
  CHECK(opened.fault == SealFault::none);
  CHECK(opened.sections == std::vector<std::string_view>{"first", "", "the third"});
  CHECK(seal(ours, std::vector<std::string>{"first", "", "the third"}) == file);
}

TEST_CASE("a file that lacks its end, has bytes too many or one bit changed is refused") {
  const auto file = sealed();
  for (std::size_t size = 0; size < file.size(); ++size) {
    CHECK(open_sealed(ours, file.substr(0, size)).fault == SealFault::cut_short);
  }
  CHECK(open_sealed(ours, file + "x").fault == SealFault::damaged);
  for (std::size_t at = ours.magic.size(); at < file.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      auto changed = file;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      CHECK(open_sealed(ours, changed).fault != SealFault::none);
    }
  }
  CHECK_FALSE(claims(ours, "\x8BTEST"));
}

TEST_CASE("a whole file of another version says whose it is") {
  const auto file = sealed();
  const auto later = open_sealed({ours.magic, "test 1.1", ours.layout}, file);
  CHECK(later.fault == SealFault::other_version);
  CHECK(later.maker == "test 1.0");
  CHECK(open_sealed({ours.magic, ours.maker, 8}, file).fault == SealFault::other_version);
}

TEST_CASE("reading stops at the end of the bytes and stays there") {
  ByteWriter writer;
  writer.number(std::uint32_t{3});
  writer.raw("ab");
  const auto bytes = writer.take();
  ByteReader reader(bytes);
  CHECK(reader.text().empty());  // three bytes are said to follow, two do
  CHECK_FALSE(reader.sound());
  CHECK(reader.number<std::uint64_t>() == 0);
  CHECK_FALSE(reader.finished());

  ByteReader counting(bytes);
  CHECK(counting.count(1) == 0);  // three things of a byte each cannot be there
  CHECK_FALSE(counting.sound());
}

}  // namespace dengbao
