#include "base/scripts.h"

#include <catch2/catch.hpp>

using namespace dengbao;

TEST_CASE("letters of scripts that look alike") {
  CHECK_FALSE(mixes_scripts("password-max-age"));
  CHECK_FALSE(mixes_scripts("口令Max_age"));  // Latin beside Han is usual
  CHECK_FALSE(mixes_scripts("пароль"));       // one script alone
  CHECK_FALSE(mixes_scripts("αβγ"));
  CHECK(mixes_scripts("p\u0430ssword"));  // Cyrillic a
  CHECK(mixes_scripts("\u03BFpen"));      // Greek omicron
  CHECK(mixes_scripts("\uFF41bc"));       // full-width a
  CHECK(mixes_scripts("口\u30ED"));       // Katakana ro, which looks like the character for mouth
}

TEST_CASE("what look-alikes are in plain letters") {
  CHECK(skeleton("p\u0430ss\u0441\u043Ede") == "passcode");
  CHECK(skeleton("\uFF21bc") == "Abc");
  CHECK(skeleton("口令") == "口令");
}
