#include "author/manual.h"

#include <catch2/catch.hpp>

#include "syntax/parse.h"

using namespace dengbao;
using Catch::Matchers::Contains;

namespace {

constexpr auto manual_policy = R"(module m
scheme demo title "Demo" zh "演示" levels 1..3 facts Network
source std title "Standard" short "STD" in force from 2020-01-01
record Host label "host" zh "主机"
  key id: text
  length: number label "password length" zh "口令长度" ask "How long?" zh "多长？"
record Network
  hosts: list of Host label "hosts" zh "主机"
parameter shortest : number = by level (1: 8, 3: 10) says "shortest password" zh "最短口令" because "practice"
--- Whether passwords are long enough.
define long(host: Host): truth means host.length >= shortest
--- Passwords resist guessing.
requirement strong
  title "Passwords are <strong>" zh "口令“强”"
  cites std 1
  level 1..3
  method examine
  for each host in network.hosts
  require "long | enough" zh "足够长":
    long(host)
  from level 2 require "twice as long": host.length >= 2 * shortest
  remedy "Lengthen it on {host}"
)";

auto manual() -> report::Document {
  Sources sources;
  Sink sink;
  model::PolicySet policies;
  policies.files.push_back(syntax::parse(sources, sources.add("m.policy", manual_policy), sink));
  const auto program = model::compile(policies, sources, sink);
  REQUIRE(program);
  return author::make_manual(*program, policies, sources);
}

}  // namespace

TEST_CASE("the manual says of a requirement all that its policy says") {
  const auto text = report::document_markdown(manual(), Lang::en);
  CHECK_THAT(text, Contains("### Passwords are \\<strong\\>"));
  CHECK_THAT(text, Contains("Passwords resist guessing."));
  CHECK_THAT(text, Contains("each `host` in `network.hosts`"));
  CHECK_THAT(text, Contains("```\nlong(host)\n```"));
  CHECK_THAT(text, Contains("| Level | 1 | 2 | 3 |"));
  CHECK_THAT(text, Contains("| twice as long | – | ● | ● |"));
  CHECK_THAT(text, Contains("| [`shortest`](#parameter-shortest) | 8 | 8 | 10 |"));
  CHECK_THAT(text, Contains("level 2 adds: twice as long"));
  CHECK_THAT(text, Contains("level 3: shortest password 8 → 10"));
  CHECK_THAT(text, Contains("| [`Host.length`](#record-Host) | password length | How long? |"));
  CHECK_THAT(text, Contains("Remedy: Lengthen it on {host}"));
  CHECK_THAT(text, Contains("Whether passwords are long enough."));
}

TEST_CASE("the manual in Chinese") {
  const auto text = report::document_markdown(manual(), Lang::zh);
  CHECK_THAT(text, Contains("# 演示策略手册"));
  CHECK_THAT(text, Contains("第 3 级：最短口令 8 → 10"));
  CHECK_THAT(text, Contains("多长？"));
}

TEST_CASE("the manual as one page that needs nothing else") {
  const auto text = report::document_html(manual(), Lang::zh);
  CHECK_THAT(text, Contains("<body class=\"zh\">"));
  CHECK_THAT(text, Contains("Passwords are &lt;strong&gt;"));
  CHECK_THAT(text, Contains("<span lang=\"zh\">口令“强”</span>"));
  CHECK(text.find("http://") == std::string::npos);
  CHECK(text.find("https://") == std::string::npos);
}
