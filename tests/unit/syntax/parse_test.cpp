#include <catch2/catch.hpp>

#include "helpers.h"
#include "sample.h"

using namespace dengbao;
using namespace dengbao::syntax;
using namespace dengbao::syntax::test;

TEST_CASE("the sample of every construct has no errors") {
  const auto parsed = parse_text(sample);
  CHECK(messages(parsed).empty());
  CHECK(parsed.file.module->text() == "mlps.computing.identity");
  CHECK(parsed.file.uses.size() == 2);
  CHECK(parsed.file.declarations.size() == 8);
}

TEST_CASE("a module, its uses and a scheme") {
  CHECK(dump_of("module a.b\nuse c\nuse d.e (f, title)\nscheme s\n  title \"t\" zh \"题\"\n  levels 1..4\n"
                "  classes S \"s\" zh \"业务\", A\n  facts Network\n  catalogue c\n") ==
        "module a.b\nuse c\nuse d.e (f, title)\nscheme s\n  title \"t\" zh \"题\"\n  levels 1..4\n"
        "  class S \"s\" zh \"业务\"\n  class A\n  facts Network\n  catalogue c\n");
}

TEST_CASE("sources are in force or drafts") {
  CHECK(dump_of(
            "source s\n  title \"t\"\n  short \"S\"\n  edition \"2019\"\n  in force from 2019-12-01 until 2030-01-31\n"
            "  catalogue \"s.csv\"\nsource d draft") ==
        "source s\n  title \"t\"\n  short \"S\"\n  edition \"2019\"\n  in force from 2019-12-01\n  until 2030-01-31\n"
        "  catalogue \"s.csv\"\nsource d\n  draft\n");
}

TEST_CASE("fields may be called like keywords") {
  CHECK(dump_of("record R label \"r\"\n  key key : text\n  source : text\n  requirement: ref Zone\n  level: level\n"
                "  every : list of name of Zone\n  label : one of none, source,\n  record, level label \"l\"\n") ==
        "record R \"r\"\n  key key: text\n  field source: text\n  field requirement: ref Zone\n  field level: level\n"
        "  field every: list of name of Zone\n  field label: one of none, source, record, level\n    label \"l\"\n");
}

TEST_CASE("an enumeration with words") {
  CHECK(dump_of("enumeration Trust label \"trust\" zh \"信任\" one of a \"A\" zh \"甲\", is") ==
        "enumeration Trust \"trust\" zh \"信任\"\n  a \"A\" zh \"甲\"\n  is\n");
}

TEST_CASE("a parameter with bounds and reasons") {
  CHECK(dump_of("parameter p: duration = 90 days\n  at least 1 day at most 2 weeks says \"s\" because \"b\"") ==
        "parameter p: duration\n  value: duration P90D\n  at-least: duration P1D\n  at-most: duration P14D\n"
        "  says \"s\"\n  because \"b\"\n");
}

TEST_CASE("a definition with and without formals") {
  CHECK(dump_of("define d(a: Host, b: list of number): truth says \"s\" means a.b\ndefine e: number means 1") ==
        "define d: truth\n  formal a: Host\n  formal b: list of number\n  says \"s\"\n  means: field b\n    name a\n"
        "define e: number\n  means: number 1\n");
}

TEST_CASE("methods and exceptions belong to the part above them") {
  CHECK(dump_of("requirement a.b\n  method examine\n  unless \"e\": x\n  require \"p\": y\n  method test, interview\n"
                "  unless \"f\": z\n  recommends \"q\": y\n") ==
        "requirement a.b\n  method examine\n  unless \"e\"\n    condition: name x\n  require \"p\"\n"
        "    method test, interview\n    condition: name y\n    unless \"f\"\n      condition: name z\n"
        "  recommends \"q\"\n    condition: name y\n");
}

TEST_CASE("citations") {
  CHECK(dump_of("requirement r cites s topic title.in in part cites s 29 cites s 6.4.2.1 cites s 8.1.4.1.a in part\n"
                "  cites s 第二十一条 cites s table-1 cites s \"annex A\"") ==
        "requirement r\n  cites s topic title.in in part\n  cites s clause 29\n  cites s clause 6.4.2.1\n"
        "  cites s clause 8.1.4.1.a in part\n  cites s clause 第二十一条\n  cites s clause table-1\n"
        "  cites s clause annex A\n");
}

TEST_CASE("levels") {
  CHECK(dump_of("requirement r level 3") == "requirement r\n  level 3..3\n");
  CHECK(dump_of("requirement r level 2..4") == "requirement r\n  level 2..4\n");
  CHECK(dump_of("requirement r level 2 and above") == "requirement r\n  level 2 and above\n");
  CHECK(dump_of("requirement r from level 2 until level 4 require \"a\" replacing \"b\": x\n until level 3 require "
                "\"c\": x") ==
        "requirement r\n  require \"a\"\n    from level 2\n    until level 4\n    replacing \"b\"\n    condition: name "
        "x\n"
        "  require \"c\"\n    until level 3\n    condition: name x\n");
}

TEST_CASE("subjects and scope") {
  CHECK(dump_of("requirement r applies when a for each h in n.hosts where h.a when none pass \"none\"") ==
        "requirement r\n  applies-when: name a\n  for-each h\n    in: field hosts\n      name n\n    where: field a\n"
        "      name h\n  when-none pass \"none\"\n");
}

TEST_CASE("doc comments directly above a declaration belong to it") {
  CHECK(dump_of("--- one\n---   two\n---\nenumeration E one of a\n--- lost\n\nenumeration F one of a --- no\n"
                "----------\nenumeration G one of a\n") ==
        "doc \"one\\n  two\\n\"\nenumeration E\n  a\nenumeration F\n  a\nenumeration G\n  a\n");
}

TEST_CASE("spans count bytes, behind a byte order mark and Chinese words too") {
  const auto parsed = parse_text("\xEF\xBB\xBF-- 注释\nenumeration 信任 one of 甲, 乙\n");
  REQUIRE(messages(parsed).empty());
  const auto& node = parsed.file.declarations.at(0);
  CHECK(parsed.sources.text(node.span) == "enumeration 信任 one of 甲, 乙");
  CHECK(parsed.sources.text(std::get<Enumeration>(node.declaration).choices[1].name.span) == "乙");
}

TEST_CASE("names and texts are normalised to form C") {
  const auto parsed = parse_text("enumeration cafe\xCC\x81 label \"e\xCC\x81\" one of a");
  REQUIRE(messages(parsed).empty());
  const auto& declaration = std::get<Enumeration>(parsed.file.declarations.at(0).declaration);
  CHECK(declaration.name.text == "caf\u00E9");
  CHECK(declaration.label->words.en == "\u00E9");
}

TEST_CASE("an empty file is an empty tree") {
  CHECK(dump_of("").empty());
  CHECK(dump_of("\xEF\xBB\xBF  \r\n-- only a comment").empty());
}

TEST_CASE("a variable may be called like a declaration at the start of a line") {
  CHECK(messages_of("define d(source: Zone): truth means\n  source is empty and\n  source names a Zone\n").empty());
}
