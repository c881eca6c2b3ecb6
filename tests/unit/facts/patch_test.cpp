#include "facts/patch.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "base/render_diagnostic.h"

using namespace dengbao;
using Json = nlohmann::json;

namespace {

struct Patched {
  std::optional<std::string> text;
  std::string messages;
};

auto patch(const std::string& facts, const std::string& operations) -> Patched {
  Sources sources;
  Sink sink;
  const auto file = sources.add("facts.json", facts);
  const auto changes = sources.add("patch.json", operations);
  Patched result;
  result.text = facts::apply_patch(sources, file, changes, sink);
  result.messages = render(sink.sorted(), sources, Lang::en, false);
  return result;
}

auto text(const std::string& facts, const std::string& operations) -> std::string {
  return patch(facts, operations).text.value_or("nothing");
}

}  // namespace

TEST_CASE("operations change what they name and leave the rest as it is") {
  const std::string facts = "{ \"a\": 1.10,\n  \"b\": [ 1, 2 ] }";
  CHECK(text(facts, R"([{"op": "replace", "path": "/b/0", "value": 7}])") == "{ \"a\": 1.10,\n  \"b\": [ 7, 2 ] }");
  CHECK(text(facts, R"([{"op": "add", "path": "/b/-", "value": 0.30}])") ==
        "{ \"a\": 1.10,\n  \"b\": [ 1, 2, 0.30 ] }");
  CHECK(text(facts, R"([{"op": "add", "path": "/b/1", "value": 7}])") == "{ \"a\": 1.10,\n  \"b\": [ 1, 7, 2 ] }");
  CHECK(text(facts, R"([{"op": "add", "path": "/b/2", "value": 7}])") == "{ \"a\": 1.10,\n  \"b\": [ 1, 2, 7 ] }");
  CHECK(text(facts, R"([{"op": "add", "path": "/c", "value": {"d": []}}])") ==
        "{ \"a\": 1.10,\n  \"b\": [ 1, 2 ], \"c\": {\"d\": []} }");
  CHECK(text(facts, R"([{"op": "add", "path": "/a", "value": null}])") == "{ \"a\": null,\n  \"b\": [ 1, 2 ] }");
  CHECK(text(facts, R"([{"op": "remove", "path": "/a"}])") == "{ \"b\": [ 1, 2 ] }");
  CHECK(text(facts, R"([{"op": "remove", "path": "/b"}])") == "{ \"a\": 1.10 }");
  CHECK(text(facts, R"([{"op": "remove", "path": "/b/0"}])") == "{ \"a\": 1.10,\n  \"b\": [ 2 ] }");
  CHECK(text(facts, R"([{"op": "remove", "path": "/b/1"}])") == "{ \"a\": 1.10,\n  \"b\": [ 1 ] }");
  CHECK(text(facts, R"([{"op": "move", "from": "/a", "path": "/b/0"}])") == "{ \"b\": [ 1.10, 1, 2 ] }");
  CHECK(text(facts, R"([{"op": "copy", "from": "/b", "path": "/c"}])") ==
        "{ \"a\": 1.10,\n  \"b\": [ 1, 2 ], \"c\": [ 1, 2 ] }");
  CHECK(text(facts, R"([{"op": "test", "path": "/b", "value": [1.0, 2]}])") == facts);
  CHECK(text(facts, "[]") == facts);
}

TEST_CASE("empty containers, escapes and the whole") {
  CHECK(text("{}", R"([{"op": "add", "path": "/a", "value": 1}])") == "{\"a\": 1}");
  CHECK(text("{ \"a\": [] }", R"([{"op": "add", "path": "/a/0", "value": 1}])") == "{ \"a\": [1] }");
  CHECK(text("{ \"a\": [ 1 ] }", R"([{"op": "remove", "path": "/a/0"}])") == "{ \"a\": [  ] }");
  CHECK(text(R"({ "x/y": 1, "a\"b": 2 })", R"([{"op": "remove", "path": "/a\"b"}])") == R"({ "x/y": 1 })");
  CHECK(text(R"({ "x/y": 1, "a\"b": 2 })", R"([{"op": "replace", "path": "/x~1y", "value": 3}])") ==
        R"({ "x/y": 3, "a\"b": 2 })");
  CHECK(text("{ \"a\": 1 }", R"([{"op": "add", "path": "", "value": {"b": 2}}])") == R"({"b": 2})");
  // A text that is no JSON is left to whoever reads it.
  CHECK(text("{ \"a\": ", R"([{"op": "remove", "path": "/a"}])") == "{ \"a\": ");
}

TEST_CASE("what does not fit is said at its place in the patch") {
  const std::string facts = R"({ "a": 1, "b": [ 1 ], "c": { "d": 2 } })";
  const auto complaint = [&](const std::string& operations) {
    const auto result = patch(facts, operations);
    CHECK_FALSE(result.text);
    return result.messages;
  };
  using Catch::Matchers::Contains;
  CHECK_THAT(complaint("{}"), Contains("F0401") && Contains("a list of operations"));
  CHECK_THAT(complaint("[ 1, "), Contains("F0401") && Contains("not JSON"));
  CHECK_THAT(complaint("[ 1 ]"), Contains("an object with `op` and `path`"));
  CHECK_THAT(complaint(R"([{"op": "grow", "path": "/a"}])"), Contains("`grow` is no operation") && Contains("1:9"));
  CHECK_THAT(complaint(R"([{"op": "add", "path": "/x"}])"), Contains("needs a `value`"));
  CHECK_THAT(complaint(R"([{"op": "add", "path": "x", "value": 1}])"), Contains("`x` is no JSON pointer"));
  CHECK_THAT(complaint(R"([{"op": "move", "path": "/x"}])"), Contains("needs a pointer `from`"));
  CHECK_THAT(complaint(R"([{"op": "remove", "path": "/x"}])"), Contains("F0402") && Contains("`/x` points at nothing"));
  CHECK_THAT(complaint(R"([{"op": "replace", "path": "/b/1", "value": 2}])"), Contains("points at nothing"));
  CHECK_THAT(complaint(R"([{"op": "add", "path": "/b/3", "value": 2}])"), Contains("shorter than"));
  CHECK_THAT(complaint(R"([{"op": "add", "path": "/b/x", "value": 2}])"), Contains("shorter than"));
  CHECK_THAT(complaint(R"([{"op": "add", "path": "/a/x", "value": 2}])"), Contains("neither an object nor a list"));
  CHECK_THAT(complaint(R"([{"op": "add", "path": "/x/y", "value": 2}])"), Contains("`/x` points at nothing"));
  CHECK_THAT(complaint(R"([{"op": "test", "path": "/a", "value": 2}])"), Contains("has another value"));
  CHECK_THAT(complaint(R"([{"op": "move", "from": "/c", "path": "/c/d"}])"), Contains("lies within"));
  CHECK_THAT(complaint(R"([{"op": "copy", "from": "/x", "path": "/y"}])"), Contains("`/x` points at nothing"));
  CHECK_THAT(complaint(R"([{"op": "remove", "path": ""}])"), Contains("cannot be removed"));
}

namespace {

// Every pointer into the document, the whole first.
void collect(const Json& json, const std::string& at, std::vector<std::string>& pointers) {
  pointers.push_back(at);
  if (json.is_object()) {
    for (const auto& [key, value] : json.items()) collect(value, at + "/" + key, pointers);
  }
  if (json.is_array()) {
    for (std::size_t i = 0; i < json.size(); ++i) collect(json[i], at + "/" + std::to_string(i), pointers);
  }
}

auto random_json(std::mt19937& random, int depth) -> Json {
  const auto kind = random() % (depth > 0 ? 5 : 3);
  if (kind == 0) return static_cast<int>(random() % 10);
  if (kind == 1) return std::string(random() % 3, 'x') + "\"\\{[,";
  if (kind == 2) return random() % 2 == 0;
  Json json = kind == 3 ? Json::array() : Json::object();
  for (auto i = random() % 4; i > 0; --i) {
    if (kind == 3) {
      json.push_back(random_json(random, depth - 1));
    } else {
      json[std::string(1, static_cast<char>('a' + random() % 5))] = random_json(random, depth - 1);
    }
  }
  return json;
}

auto random_operation(const Json& document, std::mt19937& random) -> Json {
  std::vector<std::string> pointers;
  collect(document, "", pointers);
  const auto any = [&] { return pointers[random() % pointers.size()]; };
  static const std::vector<std::string> ops = {"add", "remove", "replace", "move", "copy", "test"};
  Json operation = {{"op", ops[random() % ops.size()]}, {"path", any()}};
  if (random() % 3 == 0)
    operation["path"] = any() + (random() % 2 == 0 ? "/-" : "/" + std::string(1, "abc0"[random() % 4]));
  operation["from"] = any();
  operation["value"] = random_json(random, 1);
  return operation;
}

}  // namespace

TEST_CASE("patches mean what another program takes them to mean") {
  std::mt19937 random(7);
  int applied = 0;
  for (int round = 0; round < 20000; ++round) {
    const auto document = random_json(random, 3);
    const auto operation = random_operation(document, random);
    // An array's end is no place to change; both ends of a move must not nest; the whole is never removed here.
    const auto path = operation["path"].get<std::string>();
    const auto op = operation["op"].get<std::string>();
    if (path.empty() && op != "add" && op != "replace" && op != "test") continue;
    if (op == "move" && (operation["from"] == "" || path.starts_with(operation["from"].get<std::string>()))) continue;
    // What is neither an object nor a list holds nothing; the other program lets some of that pass.
    const Json::json_pointer parent(path.substr(0, path.find_last_of('/') == std::string::npos ? 0 : path.rfind('/')));
    const auto holder = op == "move" ? document.patch({{{"op", "remove"}, {"path", operation["from"]}}}) : document;
    if (!path.empty() && (!holder.contains(parent) || !holder[parent].is_structured())) continue;
    std::optional<Json> expected;
    try {
      expected = document.patch(Json::array({operation}));
    } catch (const Json::exception&) {
    }
    const auto indent = static_cast<int>(random() % 3) - 1;
    const auto found = patch(document.dump(indent), Json::array({operation}).dump(indent));
    INFO(document.dump() << " " << operation.dump() << " " << found.messages);
    REQUIRE(found.text.has_value() == expected.has_value());
    if (!expected) continue;
    ++applied;
    REQUIRE(Json::parse(*found.text) == *expected);
  }
  CHECK(applied > 5000);
}
