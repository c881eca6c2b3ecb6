#include "base/members.h"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace dengbao {

// With linkage: what stands for any member is declared for these, and defined nowhere.
namespace members_test {

struct None {};
struct One {
  std::string text;
};
struct Inner {
  int number = 1;
  std::optional<One> one;
};
struct Several {
  bool flag = true;
  std::vector<Inner> inner;
  std::variant<int, std::string> either;
  Inner whole{};
  std::optional<std::string> maybe = "x";
  [[nodiscard]] auto sum() const -> int { return whole.number; }
};

}  // namespace members_test

using members_test::Inner;
using members_test::One;
using members_test::Several;

TEST_CASE("the members of a struct are counted and reached") {
  STATIC_REQUIRE(member_count<members_test::None> == 0);
  STATIC_REQUIRE(member_count<One> == 1);
  STATIC_REQUIRE(member_count<Inner> == 2);
  STATIC_REQUIRE(member_count<Several> == 5);
  Several several;
  std::get<3>(members_of(several)).number = 7;
  CHECK(several.sum() == 7);
  const auto& constant = several;
  CHECK(std::get<4>(members_of(constant)) == "x");
}

}  // namespace dengbao
