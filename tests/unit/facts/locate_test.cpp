#include "facts/locate.h"

#include <catch2/catch.hpp>

namespace dengbao::facts {
namespace {

auto found(const std::string& json, const std::string& pointer) -> std::string {
  const std::vector<std::string> pointers{pointer};
  const auto span = locate(json, FileId{0}, pointers).front();
  return span ? json.substr(span->begin, span->end - span->begin) : "nothing";
}

const std::string json =
    R"( {"a": [1, {"b": "x]\"}", "c": null}, [true]], "a/b": {"~": -1.5e3 }, "k\u0065y": "v", "": 7} )";

TEST_CASE("values are found by their pointers") {
  CHECK(found(json, "/a/0") == "1");
  CHECK(found(json, "/a/1/b") == R"("x]\"}")");
  CHECK(found(json, "/a/1/c") == "null");
  CHECK(found(json, "/a/2") == "[true]");
  CHECK(found(json, "/a/2/0") == "true");
  CHECK(found(json, "/a~1b/~0") == "-1.5e3");
  CHECK(found(json, "/key") == R"("v")");
  CHECK(found(json, "/") == "7");
  CHECK(found("[1]", "") == "[1]");
  CHECK(found("\xef\xbb\xbf[1]", "/0") == "1");
}

TEST_CASE("pointers that lead nowhere find nothing") {
  for (const auto* pointer : {"/x", "/a/3", "/a/01", "/a/-", "/a/0/0", "a", "/a~2", "/a/1/b/0"}) {
    INFO(pointer);
    CHECK(found(json, pointer) == "nothing");
  }
}

TEST_CASE("of a key given twice the last one counts") {
  CHECK(found(R"({"a": {"b": 1}, "a": {"c": 2}})", "/a/b") == "nothing");
  CHECK(found(R"({"a": 1, "a": 2})", "/a") == "2");
}

TEST_CASE("a text that is cut off ends the search and nothing else") {
  for (std::size_t size = 0; size < json.size(); ++size) {
    const std::vector<std::string> pointers{"/a/1/b", "/key", "/a~1b/~0", "/nowhere"};
    const auto places = locate(json.substr(0, size), FileId{0}, pointers);
    for (const auto& place : places) CHECK((!place || place->end <= size));
  }
}

}  // namespace
}  // namespace dengbao::facts
