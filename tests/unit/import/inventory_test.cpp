#include "imported.h"

#include "import/asset_words.h"
#include "import/plain_text.h"
#include "import/serial_number.h"
#include "import/table.h"

using namespace dengbao;
using namespace dengbao::importing;
using namespace dengbao::importing::test;

namespace {

auto host(const Findings& found, const std::string& id) -> Json { return element(found, "/hosts", "id", id); }
auto asset(const Findings& found, const std::string& id) -> Json {
  return element(found, "/premises/assets", "id", id);
}

auto pieces_of(const Findings& found, const std::string& what, Use use) -> std::size_t {
  return static_cast<std::size_t>(
      std::ranges::count_if(found.pieces, [&](const Piece& one) { return one.what == what && one.use == use; }));
}

// A map, and the codes of what is wrong with it.
struct ReadMap {
  Sources sources;
  Sink sink;
  ColumnMap map;

  explicit ReadMap(const std::string& text) { map = read_column_map(sources, sources.add("columns.json", text), sink); }
};

}  // namespace

TEST_CASE("a Chinese inventory in GB18030, with a title above its headings") {
  const auto found = read_as("inventory", sample("assets.csv"));
  REQUIRE_FALSE(found.refusal);
  CHECK(fact(found, "/hosts").size() == 5);
  CHECK(is_incomplete(found, "/hosts"));
  const auto core = host(found, "CORE-SW-1");
  CHECK(core["name"] == "CORE-SW-1");
  CHECK(core["kind"] == "network-device");
  CHECK(core["addresses"] == Json({"10.60.0.1", "10.60.255.1"}));
  CHECK(core["os"] == Json({{"name", "VRP"}, {"version", "8.180"}, {"family", "firmware"}}));
  CHECK(core["serial_number"] == "2102351ABC10K1000001");
  CHECK(core["zone"] == "核心区");
  CHECK(fact(found, "/zones/0") == Json({{"id", "核心区"}}));
  CHECK(asset(found, "ZC-0001") == Json({{"id", "ZC-0001"},
                                         {"host", "CORE-SW-1"},
                                         {"department", "信息中心"},
                                         {"place", "A机房 A03"},
                                         {"rank", "core"}}));
  CHECK_FALSE(core.contains("importance"));  // "core" is a rank of the register alone
  // The rows of the title and the headings count.
  CHECK(lines_of(found, "/hosts/0/serial_number") == std::vector<std::uint32_t>{3});
}

TEST_CASE("devices that are only described are called by their number, and told apart") {
  const auto found = read_as("inventory", sample("assets.csv"));
  CHECK(host(found, "ZC-0002")["addresses"] == Json({"10.60.0.254", "2001:db8:60::254"}));
  CHECK(host(found, "ZC-0002")["importance"] == "important");
  CHECK(host(found, "ZC-0003")["os"] == Json({{"name", "CentOS"}, {"version", "7.9"}, {"family", "linux"}}));
  CHECK(host(found, "ZC-0004")["addresses"] == Json({"10.60.1.12", "10.60.2.12"}));
  CHECK_FALSE(host(found, "ZC-0004").contains("serial_number"));
  CHECK_FALSE(host(found, "ZC-0004").contains("importance"));
  CHECK(host(found, "PC-0007")["kind"] == "terminal");
  CHECK_FALSE(host(found, "PC-0007").contains("addresses"));
}

TEST_CASE("what is no device is an entry of the register alone") {
  const auto found = read_as("inventory", sample("assets.csv"));
  CHECK(asset(found, "ZC-0005") == Json({{"id", "ZC-0005"},
                                         {"department", "行政部"},
                                         {"place", "办公楼"},
                                         {"rank", "ordinary"},
                                         {"kind", "hardware"}}));
  CHECK(asset(found, "ZC-0006")["kind"] == "software");
  CHECK_FALSE(asset(found, "ZC-0006").contains("host"));
}

TEST_CASE("each cell is placed, and columns that nobody knows are named") {
  const auto found = read_as("inventory", sample("assets.csv"));
  CHECK(pieces_of(found, "column `特殊说明`", Use::unknown) == 1);
  CHECK(pieces_of(found, "column `责任人`", Use::unused) == 5);
  CHECK(pieces_of(found, "column `IP地址（业务/管理）`", Use::fact) == 4);
  CHECK(pieces_of(found, "column `IP地址（业务/管理）`", Use::unknown) == 1);  // "DHCP"
  CHECK(pieces_of(found, "sum of the table", Use::unused) == 1);
}

TEST_CASE("passwords in inventories are not read, wherever they stand") {
  for (const auto* name : {"assets.csv", "devices.csv", "assets.xlsx"}) {
    const auto found = read_as("inventory", sample(name));
    CHECK(everything(found).find("Planted") == std::string::npos);
  }
  const auto found = read_as("inventory", sample("assets.csv"));
  CHECK(found.secrets.size() == 5);
  CHECK_FALSE(asset(found, "PC-0007").contains("department"));
}

TEST_CASE("semicolons, quotes over several lines, rows about the same host") {
  const auto found = read_as("inventory", sample("devices.csv"));
  CHECK(fact(found, "/hosts").size() == 3);
  CHECK(host(found, "web01")["addresses"] == Json({"10.50.1.11", "10.50.1.111"}));
  const auto db = host(found, "db01");
  CHECK(db["addresses"] == Json({"10.50.1.12", "10.50.1.120"}));
  CHECK(db["os"] == Json({{"name", "Debian"}, {"family", "linux"}}));  // two rows contradict each other
  CHECK(std::ranges::count(found.missing, "/hosts/1/os/version", &MissingFact::pointer) == 1);
  CHECK(host(found, "10.50.1.99")["name"].is_null());
  CHECK(lines_of(found, "/hosts/1/addresses") == std::vector<std::uint32_t>{3, 4});
  CHECK(fact(found, "/premises/assets").size() == 2);
  CHECK(asset(found, "IT-100") ==
        Json({{"id", "IT-100"}, {"host", "web01"}, {"department", "Shop"}, {"place", "Room 1"}}));
}

TEST_CASE("a workbook of several sheets, with cells that are shown as one") {
  const auto found = read_as("inventory", sample("assets.xlsx"));
  REQUIRE_FALSE(found.refusal);
  CHECK(fact(found, "/hosts").size() == 5);
  CHECK(asset(found, "app01")["place"] == "一号机房");
  CHECK(asset(found, "app02")["place"] == "一号机房");
  CHECK(asset(found, "app03")["place"] == "二号机房");
  // Two of the same name: their addresses tell them apart.
  CHECK(host(found, "10.50.254.2")["serial_number"] == "210235A0001");
  CHECK(host(found, "10.50.254.3")["kind"] == "network-device");
  const auto sheet_of = [&](const std::string& pointer) {
    const auto one = std::ranges::find(found.witnesses, pointer, &Witness::pointer);
    return one == found.witnesses.end() ? "" : one->part + ':' + std::to_string(one->line);
  };
  CHECK(sheet_of("/hosts/2/id") == "服务器:7");
  CHECK(sheet_of("/hosts/3/id") == "网络设备:2");
  CHECK(pieces_of(found, "说明: row of a sheet without known headings", Use::unknown) == 2);
  CHECK(found.secrets.size() == 2);
}

TEST_CASE("a map of columns says what other headings mean") {
  ReadMap read(
      R"({"盒子": ["id", "name"], "网络": "addresses", "铭牌": "serial_number", "责任": "maintenance/responsible", "x": null})");
  REQUIRE(read.sink.empty());
  REQUIRE(read.map.size() == 5);
  Findings found;
  const std::string text = "盒子,网络,铭牌,责任,x,备用\nfw-9,10.9.0.1,SN90001,王工,1,2\n";
  const auto missing = find_kind("inventory")->read_columns(text, read.map, found);
  CHECK(missing.entries.empty());
  CHECK(fact(found, "/hosts/0") ==
        Json({{"id", "fw-9"}, {"name", "fw-9"}, {"addresses", {"10.9.0.1"}}, {"serial_number", "SN90001"}}));
  CHECK(fact(found, "/premises/maintained/0") ==
        Json({{"name", "fw-9"}, {"kind", "equipment"}, {"hosts", {"fw-9"}}, {"responsible", "王工"}}));
  CHECK(found.count(Use::unknown) == 1);

  Findings other;
  const auto lacking = find_kind("inventory")->read_columns("盒子,网络\nfw-9,10.9.0.1\n", read.map, other);
  CHECK(lacking.entries == std::vector<std::size_t>{2, 3, 4});
  CHECK(lacking.headings == std::vector<std::string>{"盒子", "网络"});
}

TEST_CASE("what is wrong with a map of columns is told all at once, with its place") {
  ReadMap read("{\"名称\": \"nmae\",\n \"密码\": \"name\",\n \"a\": 3, \"b\": [\"zone\", \"place\"]}");
  const auto told = read.sink.sorted();
  REQUIRE(told.size() == 4);
  CHECK(info(told[0].code).id == "C0808");
  CHECK(read.sources[told[0].span.file].place(told[0].span.begin).line == 1);
  CHECK(info(told[1].code).id == "C0807");
  CHECK(read.sources[told[1].span.file].place(told[1].span.begin).line == 2);
  CHECK(info(ReadMap("[1]").sink.sorted()[0].code).id == "C0807");
  CHECK(info(ReadMap("{\"a\": ").sink.sorted()[0].code).id == "C0807");
}

TEST_CASE("what is no inventory is refused") {
  for (const auto& text :
       {std::string(), std::string("hello"), std::string("a,b\n1,2\n"), std::string("PK\x03\x04"),
        std::string("\xd0\xcf\x11\xe0"), std::string("\xff\xfe"), std::string("Component,Serial Number\nRAM,1\n")}) {
    INFO(text);
    CHECK(read_as("inventory", text).refusal);
  }
  // Latin letters of one byte also make sense as GB18030; they would come out as Chinese.
  CHECK(read_as("inventory", "hostname,ip,location\nweb01,10.0.0.1,B\xfcro\n").refusal);
}

TEST_CASE("a name alone makes no device, as in an offer") {
  const auto found = read_as("inventory", "序号,名称,数量\n1,服务器密码机,2\n");
  CHECK_FALSE(found.refusal);
  CHECK(found.facts.empty());
  CHECK(found.count(Use::fact) == 0);
}

TEST_CASE("several devices under one host name are told apart by their serial numbers") {
  const auto found = read_as("inventory", "hostname,serial number,ip\nsw,SN10001,10.0.0.1\nsw,SN10002,10.0.0.2\n");
  CHECK(fact(found, "/hosts").size() == 2);
  CHECK(host(found, "10.0.0.1")["serial_number"] == "SN10001");
}

TEST_CASE("serial numbers that are none") {
  CHECK(serial_number(" CN7016BX01 ") == "CN7016BX01");
  for (const auto* none : {"", "N/A", "无", "To Be Filled By O.E.M.", "00000000", "123456789", "0123456789ABCDEF",
                           "xxxx", "Not Specified", "None", "----", "Default string"}) {
    INFO(none);
    CHECK(serial_number(none).empty());
  }
  CHECK(same_serial("cn7016bx01", "CN7016BX01"));
  CHECK_FALSE(same_serial("", ""));
}

TEST_CASE("words of inventories") {
  CHECK(host_kind_of("核心交换机") == "network-device");
  CHECK(host_kind_of("Web Server") == "server");
  CHECK_FALSE(host_kind_of("服务器机柜"));
  CHECK(asset_kind_of("软件") == "software");
  CHECK(system_family("Windows Server 2019") == "windows");
  CHECK_FALSE(system_family("macOS"));
  CHECK(split_system("银河麒麟 V10").version == "10");
  CHECK(split_system("Windows 10").name == "Windows 10");
  CHECK(split_system("Ubuntu 22.04 LTS").version.empty());
  CHECK(says_nothing(" — "));
  CHECK(names_secret("SNMP Community"));
  CHECK_FALSE(names_secret("Keyboard"));
  CHECK(trim_blanks("　a b\xc2\xa0") == "a b");
}

TEST_CASE("values between separators") {
  const auto table = read_separated("a;\"b \"\"c\"\"\nd\";\r\n\r\n;x\"y;\"unclosed", ';');
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0].cell(1) == "b \"c\"\nd");
  CHECK(table.rows[1].number == 3);
  CHECK(table.rows[1].cell(1) == "x\"y");
  CHECK(table.rows[1].cell(2) == "unclosed");
}

TEST_CASE("the box of a PC and the display beside it are no servers") {
  const auto found = read_as("inventory",
                             "资产编号,类型,品牌,序列号\nZC-1,主机,联想,PC10001\nZC-2,显示器,AOC,MON10002\n"
                             "ZC-3,扫码设备,新大陆,SCN10003\nZC-4,笔记本,联想,NB10004\n,激光打印机,惠普,PRN10005\n");
  CHECK(fact(found, "/hosts").size() == 2);
  CHECK(host(found, "ZC-4")["kind"] == "terminal");
  CHECK(host(found, "ZC-1") == Json({{"id", "ZC-1"}, {"serial_number", "PC10001"}}));  // a PC or a server
  CHECK(asset(found, "ZC-2") == Json({{"id", "ZC-2"}, {"kind", "hardware"}}));
  CHECK(asset(found, "ZC-3") == Json({{"id", "ZC-3"}}));
  // Without a number in the register its serial number is one.
  CHECK(asset(found, "PRN10005") == Json({{"id", "PRN10005"}, {"kind", "hardware"}}));
}

TEST_CASE("a printer with an address is a host of no kind that is known") {
  const auto found = read_as("inventory", "ip,type,serial number\n10.1.1.7,Laser printer,PRN10001\n");
  CHECK(host(found, "10.1.1.7")["serial_number"] == "PRN10001");
  CHECK_FALSE(host(found, "10.1.1.7").contains("kind"));
  CHECK(fact(found, "/premises").is_null());
}

TEST_CASE("a version is that of the system only beside the system") {
  const auto version = [](const std::string& text) { return fact(read_as("inventory", text), "/hosts/0/os/version"); };
  CHECK(version("hostname,ip,version\na,10.0.0.1,2.4\n").is_null());
  CHECK(version("hostname,ip,product,version\na,10.0.0.1,log4j,2.14.1\n").is_null());
  CHECK(version("hostname,ip,os,version\na,10.0.0.1,Debian,12.5\n") == "12.5");
  CHECK(version("hostname,ip,os version\na,10.0.0.1,12.5\n") == "12.5");
  CHECK(version("hostname,ip,firmware\na,10.0.0.1,12.5\n") == "12.5");
}

TEST_CASE("columns about passwords that hold none are not told as secrets, and not read either") {
  for (const auto* heading :
       {"root密码有效期", "密码策略", "密码到期时间", "Password age", "Password Last Set", "password_policy"}) {
    INFO(heading);
    const auto found = read_as("inventory", std::string("ip,") + heading + "\n10.0.0.1,Planted-99\n");
    CHECK(found.secrets.empty());
    CHECK(everything(found).find("Planted") == std::string::npos);
  }
  CHECK(read_as("inventory", "ip,root密码\n10.0.0.1,Planted-99\n").secrets.size() == 1);
  CHECK(read_as("inventory", "ip,Password storage\n10.0.0.1,Planted-99\n").secrets.size() == 1);
}

TEST_CASE("only cells that gave a fact count as used") {
  const auto found = read_as("inventory", "资产编号,设备,操作系统,部门\nYK1,小米10,安卓,销售部\nYK2,,,\n");
  CHECK(found.facts.dump().find("小米") == std::string::npos);
  CHECK(found.count(Use::fact) == 3);
  CHECK(pieces_of(found, "column `操作系统`", Use::unused) == 1);
  CHECK(pieces_of(found, "column `部门`", Use::fact) == 1);
}

TEST_CASE("a refusal names the columns that are known, and nothing else") {
  const auto one = read_as("inventory", "服务器IP,名字,用户类别\n10.0.0.1,甲,Planted\n");
  REQUIRE(one.refusal);
  CHECK(one.refusal->en.find("`服务器IP`") != std::string::npos);
  CHECK(one.refusal->zh.find("`服务器IP`") != std::string::npos);
  CHECK(one.refusal->en.find("用户类别") == std::string::npos);
  const auto secret = read_as("inventory", "甲,服务器IP\n乙,密码：Planted\nroot密码Planted策略,备注\n");
  REQUIRE(secret.refusal);
  CHECK((secret.refusal->en + secret.refusal->zh).find("Planted") == std::string::npos);
  // Chinese letters of GB18030 without any headings: the letters are not what is wrong.
  const auto other = read_as("inventory", "\xb1\xb1\xbe\xa9,\xc9\xcf\xba\xa3\n\xb1\xb1\xbe\xa9,\xc9\xcf\xba\xa3\n");
  REQUIRE(other.refusal);
  CHECK(other.refusal->en.find("UTF-8") == std::string::npos);
}

TEST_CASE("the kind by the word in front, where the last says nothing") {
  const auto found =
      read_as("inventory", "ip,资产类型\n10.0.0.1,网络设备-网关\n10.0.0.2,网络安全产品-EDR\n10.0.0.3,终端-瘦客户机\n");
  CHECK(host(found, "10.0.0.1")["kind"] == "network-device");
  CHECK(host(found, "10.0.0.2")["kind"] == "security-device");
  CHECK(host(found, "10.0.0.3")["kind"] == "terminal");
}

TEST_CASE("ranks of other scales are none of these") {
  const auto found = read_as("inventory", "hostname,ip,重要程度\na,10.0.0.1,高\nb,10.0.0.2,重要\n");
  CHECK_FALSE(host(found, "a").contains("importance"));
  CHECK(host(found, "b")["importance"] == "important");
}
