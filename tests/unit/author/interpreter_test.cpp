#include "author/interpreter.h"

#include <catch2/catch.hpp>

#include "syntax/parse.h"

using namespace dengbao;

namespace {

constexpr auto policy = R"(module m
scheme demo title "Demo" levels 1..3 facts Network
record Host label "host" zh "主机"
  key id: text
  length: number label "password length" zh "口令长度"
  kind: one of server "server" zh "服务器", pc label "kind" zh "种类"
record Network label "network" zh "网络"
  hosts: list of Host label "hosts" zh "主机"
parameter shortest : number = by level (1: 8, 3: 10)
define long(host: Host): truth means host.length >= shortest
)";
constexpr auto facts = R"({ "hosts": [ { "id": "a", "length": 9, "kind": "server" }, { "id": "b" } ] })";

struct Talk {
  Sources sources;
  Sink sink;
  model::PolicySet policies;
  std::unique_ptr<author::Interpreter> interpreter;

  Talk() {
    policies.files.push_back(syntax::parse(sources, sources.add("m.policy", policy), sink));
    const auto file = sources.add("facts.json", facts);
    eval::Settings settings;
    settings.as_of = *Date::parse("2026-11-21");
    interpreter = std::make_unique<author::Interpreter>(sources, policies, file, settings, Lang::en, false);
  }
  auto operator()(std::string_view line) -> std::string { return interpreter->answer(line); }
};

}  // namespace

TEST_CASE("an expression is answered with its value") {
  Talk ask;
  CHECK(ask("1 + 2") == "3\n");
  CHECK(ask("count of network.hosts") == "2\n");
  CHECK(ask("network.hosts") == "[host a, host b]\n");
  CHECK(ask("network.hosts.length") == "[9, unknown]\n");
  CHECK(ask("count of (h in network.hosts where h.length > 5)") == "1..2\n");
  CHECK(ask("shortest") == "8\n");
  CHECK(ask("\"a\"") == "\"a\"\n");
  CHECK(ask("  ").empty());
}

TEST_CASE("a truth comes with its reason, and an unknown one with what is missing") {
  Talk ask;
  CHECK(ask("some h in network.hosts satisfies long(h)").starts_with("yes  "));
  CHECK(ask("every h in network.hosts satisfies long(h)").starts_with("unknown  "));
  const auto why = ask(":why every h in network.hosts satisfies long(h)");
  CHECK(why.find("facts.json:1:") != std::string::npos);
  CHECK(why.find("password length of b is not known") != std::string::npos);
}

TEST_CASE("settings of the conversation") {
  Talk ask;
  CHECK(ask(":for h a in network.hosts") == "h = host a\n");
  CHECK(ask("h.length") == "9\n");
  CHECK(ask("long(h)").starts_with("yes"));
  CHECK(ask(":level 3").empty());
  CHECK(ask("long(h)").starts_with("no"));
  CHECK(ask(":level 7").find("C0101") != std::string::npos);
  CHECK(ask(":as-of 2025-01-31").empty());
  CHECK(ask("as_of + 1 months") == "2025-02-28\n");
  CHECK(ask(":as-of tomorrow").starts_with("write the date"));
  CHECK(ask(":for h zzz in network.hosts") == "no element is called `zzz`; there are [host a, host b]\n");
  CHECK(ask(":lang zh").empty());
  CHECK(ask("h.kind") == "服务器\n");
  CHECK(ask("网络.主机 的数量") == "2\n");
  CHECK_FALSE(ask.interpreter->finished());
  CHECK(ask(":quit").empty());
  CHECK(ask.interpreter->finished());
}

TEST_CASE("mistakes are answered like those of a policy") {
  Talk ask;
  CHECK(ask("network.hosst").find("did you mean `hosts`?") != std::string::npos);
  CHECK(ask("1 +").find("P0101") != std::string::npos);
  CHECK(ask(":nope").starts_with("`:nope` is not a command"));
  CHECK(ask(":why").starts_with("write :why EXPRESSION"));
  CHECK(ask(":type network.hosts") == "a list of `Host`\n");
}

TEST_CASE("words are completed") {
  Talk ask;
  CHECK(ask.interpreter->complete("network.h") == std::vector<std::string>{"network.hosts"});
  CHECK(ask.interpreter->complete("count of network.hosts.l") == std::vector<std::string>{"network.hosts.length"});
  CHECK(ask.interpreter->complete("sho") == std::vector<std::string>{"shortest"});
  CHECK(ask.interpreter->complete(":wh") == std::vector<std::string>{":why"});
  CHECK(ask.interpreter->complete("nothing.x").empty());
}
