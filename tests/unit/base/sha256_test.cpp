#include "base/sha256.h"

#include <catch2/catch.hpp>

namespace dengbao {

TEST_CASE("a digest is the same at once and piece by piece") {
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  Sha256 hash;
  hash.add("a");
  hash.add("");
  hash.add("bc");
  CHECK(hash.digits() == sha256("abc"));
}

}  // namespace dengbao
