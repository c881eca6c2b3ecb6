#include "base/suggest.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace dengbao;

TEST_CASE("the nearest candidate is suggested if it is near enough") {
  const std::vector<std::string> names = {"min_length", "max_age", "kinds", "账户", "口令最小长度"};
  CHECK(suggest("min_lenght", names) == "min_length");
  CHECK(suggest("max_ages", names) == "max_age");
  CHECK(suggest("口令最小长", names) == "口令最小长度");
  CHECK(suggest("账号", names) == "账户");
  CHECK_FALSE(suggest("banana", names));
  CHECK_FALSE(suggest("", names));
  CHECK_FALSE(suggest("x", std::vector<std::string>{"y"}));
  CHECK_FALSE(suggest(std::string(300, 'a'), std::vector<std::string>{std::string(299, 'a')}));
}
