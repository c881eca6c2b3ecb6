#include "import/charset.h"

#include "imported.h"

using namespace dengbao::importing;
using namespace dengbao::importing::test;

namespace {

// A firewall between two zones, named as given.
auto firewall(std::string_view outside, std::string_view rule) -> std::string {
  std::string text = "#\nsysname FW1\n#\nfirewall zone name {zone} id 4\n set priority 10\n#\nsecurity-policy\n";
  text +=
      " rule name {rule}\n  source-zone {zone}\n  destination-zone trust\n  service protocol tcp destination-port "
      "443\n";
  text += "  action permit\n#\nreturn\n";
  for (const auto& [hole, word] : {std::pair{std::string("{zone}"), outside}, {std::string("{rule}"), rule}}) {
    for (auto at = text.find(hole); at != std::string::npos; at = text.find(hole)) text.replace(at, hole.size(), word);
  }
  return text;
}

auto utf16_little_endian(std::string_view ascii) -> std::string {
  std::string text = "\xff\xfe";
  for (const char c : ascii) {
    text += c;
    text += '\0';
  }
  return text;
}

}  // namespace

TEST_CASE("texts in the sets of characters that programs write") {
  CHECK(decode_text("\xef\xbb\xbf主机")->text == "主机");
  CHECK(decode_text("\xd6\xf7\xbb\xfa")->text == "主机");
  CHECK(decode_text(std::string_view("\xff\xfe\x3b\x4e", 4))->text == "主");
  CHECK_FALSE(decode_text("\xff\xff\xff"));
}

TEST_CASE("names in GBK come into the facts as they are in UTF-8") {
  const auto from_utf8 = read_as("vrp", firewall("办公", "研发"));
  const auto from_gbk = read_as("vrp", firewall("\xb0\xec\xb9\xab", "\xd1\xd0\xb7\xa2"));
  REQUIRE(element(from_utf8, "/boundary/rules", "source", "FW1:办公")["id"] == "FW1:研发");
  CHECK(from_gbk.facts == from_utf8.facts);
  CHECK(lines_of(from_gbk, "/boundary/rules/0/id") == lines_of(from_utf8, "/boundary/rules/0/id"));
}

TEST_CASE("a configuration that a shell of Windows wrote, in UTF-16 or with a mark at its beginning") {
  const auto plain = firewall("untrust", "shop");
  const auto as_is = read_as("vrp", plain);
  REQUIRE_FALSE(as_is.facts.empty());
  CHECK(read_as("vrp", utf16_little_endian(plain)).facts == as_is.facts);
  CHECK(read_as("vrp", "\xef\xbb\xbf" + plain).facts == as_is.facts);
}

TEST_CASE("what is no Chinese does not turn into it") {
  const auto kept = [](std::string_view bytes) { return Utf8Text(bytes).view() == bytes; };
  CHECK(
      kept("ip access-list caf\xe9"
           " bar"));  // Latin letters of one byte
  CHECK(
      kept("description \xfc"
           "ber gr\xf6"
           "sse"));                                            // the same, more of them
  CHECK(kept("办公室 机房 \xe6\x9c"));                         // UTF-8, cut in the middle of a letter
  CHECK(kept("研发 sysname \xff 核心交换机 办公 财务 生产"));  // UTF-8 with one broken byte
  CHECK(kept("\xd1"));                                         // half a letter of GBK
  CHECK(Utf8Text("\xd1\xd0\xb7\xa2").view() == "研发");
}
