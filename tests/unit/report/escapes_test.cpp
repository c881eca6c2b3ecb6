// Hostile text in each form.
#include <catch2/catch.hpp>

#include "report/markdown.h"
#include "report/uri.h"
#include "report/xml.h"

namespace dengbao::report {

TEST_CASE("text makes no Markdown") {
  CHECK(markdown_text("a *b* <c> [d](e) `f`") == "a \\*b\\* \\<c\\> \\[d\\](e) \\`f\\`");
  CHECK(markdown_text("line\nbreak\t and blanks") == "line break and blanks");
  CHECK(markdown_text("a & b ~ d|e") == "a \\& b \\~ d\\|e");
  CHECK(markdown_text("a\x07") == "a\\\\u{7}");
}

TEST_CASE("what becomes a link by itself is code") {
  CHECK(markdown_text("see http://evil.example now") == "see `http://evil.example` now");
  CHECK(markdown_text("www.evil.example") == "`www.evil.example`");
  CHECK(markdown_text("ask a@b.c, #12 or !7") == "ask `a@b.c,` `#12` or `!7`");
  CHECK(markdown_text("R & D") == "R \\& D");
}

TEST_CASE("code is fenced by more backticks than it holds") {
  CHECK(markdown_code("/hosts/0") == "`/hosts/0`");
  CHECK(markdown_code("a`b``c") == "``` a`b``c ```");
  CHECK(markdown_cell("`a|b` c\\|d") == "`a\\|b` c\\|d");
  CHECK(markdown_fence("```` x") == "`````");
}

TEST_CASE("a line begins no list and no rule") {
  CHECK(markdown_line("- item") == "\\- item");
  CHECK(markdown_line("  + item") == "\\+ item");
  CHECK(markdown_line("12. item") == "12\\. item");
  CHECK(markdown_line("===") == "\\===");
  CHECK(markdown_line("8.1.4.1.a") == "8.1.4.1.a");
  CHECK(markdown_line("-5 degrees") == "-5 degrees");
}

TEST_CASE("XML holds only what XML 1.0 allows") {
  CHECK(xml_text("<a href='x'>&\"]]>") == "&lt;a href=&apos;x&apos;&gt;&amp;&quot;]]&gt;");
  CHECK(xml_text("a\nb") == "a\nb");
  CHECK(xml_text(std::string_view("\x00\x1b\xEF\xBF\xBF\xEF\xBF\xBE", 8)) == "\\u{0}\\u{1b}\\u{ffff}\\u{fffe}");
  CHECK(xml_text("\xff") == "\\x{ff}");
}

TEST_CASE("paths are URI references") {
  CHECK(uri_of("policies/a b/主机.policy") == "policies/a%20b/%E4%B8%BB%E6%9C%BA.policy");
  CHECK(uri_of("/etc/facts.json") == "file:///etc/facts.json");
  CHECK(uri_of("a.json + p.json") == "a.json%20%2B%20p.json");
}

}  // namespace dengbao::report
