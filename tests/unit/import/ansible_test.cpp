#include "imported.h"

using namespace dengbao;
using namespace dengbao::importing;
using namespace dengbao::importing::test;

namespace {

auto account(const Findings& found, const std::string& name) -> Json {
  return element(found, "/hosts/0/accounts", "name", name);
}

}  // namespace

TEST_CASE("what ansible prints: several hosts, one of them on one line, one out of reach") {
  const auto found = read_as("ansible", sample("hosts.json"));
  REQUIRE_FALSE(found.refusal);
  CHECK(found.method == "examine");
  CHECK(fact(found, "/hosts").size() == 3);
  CHECK(is_incomplete(found, "/hosts"));
  CHECK(fact(found, "/hosts/0/id") == "web01.shop.example");
  CHECK(fact(found, "/hosts/0/name") == "web01.shop.example");
  CHECK(fact(found, "/hosts/0/addresses") == Json({"10.50.1.11", "172.17.0.1", "fe80::5054:ff:fe12:3401"}));
  CHECK(lines_of(found, "/hosts/0/addresses") == std::vector<std::uint32_t>{4, 5, 8});
  CHECK(fact(found, "/hosts/0/os") == Json({{"family", "linux"}, {"name", "CentOS"}, {"version", "7.9"}}));
  CHECK(lines_of(found, "/hosts/0/os/version") == std::vector<std::uint32_t>{21});
  CHECK(fact(found, "/hosts/0/serial_number") == "CN7016BX01");
  CHECK(fact(found, "/hosts/0/kind") == "server");
  CHECK(fact(found, "/hosts/0/access/mandatory_control") == "enforcing");
  CHECK(fact(found, "/hosts/0/management") == Json::array({{{"name", "ssh"}, {"protocol", "ssh"}, {"port", 2222}}}));
  CHECK(lines_of(found, "/hosts/0/management/0") == std::vector<std::uint32_t>{24});
  // The earlier of two days: nothing is fresher than it is.
  CHECK(found.on->to_string() == "2026-11-19");
}

TEST_CASE("a name that every machine has is none, a serial number that no maker gave neither") {
  const auto found = read_as("ansible", sample("hosts.json"));
  CHECK(fact(found, "/hosts/1/id") == "db01");
  CHECK(fact(found, "/hosts/1/name").is_null());
  CHECK(fact(found, "/hosts/1/serial_number").is_null());
  CHECK(lines_of(found, "/hosts/1/id") == std::vector<std::uint32_t>{55});
  // That SELinux is off says nothing of other modules.
  CHECK(fact(found, "/hosts/1/access/mandatory_control").is_null());
  REQUIRE(found.missing.size() == 1);
  CHECK(found.missing[0].because == Gap::collection_failed);
}

TEST_CASE("Windows in the words of ansible") {
  const auto found = read_as("ansible", sample("hosts.json"));
  CHECK(fact(found, "/hosts/2/id") == "WIN01");
  CHECK(fact(found, "/hosts/2/kind") == "server");
  CHECK(fact(found, "/hosts/2/os/family") == "windows");
  CHECK(fact(found, "/hosts/2/addresses") == Json({"10.50.1.13", "fe80::1"}));
  CHECK(fact(found, "/hosts/2/access").is_null());
}

TEST_CASE("the JSON of a playbook: tasks about one host together") {
  const auto found = read_as("ansible", sample("play.json"));
  REQUIRE_FALSE(found.refusal);
  CHECK(fact(found, "/hosts").size() == 1);
  CHECK(fact(found, "/hosts/0/id") == "app01");
  CHECK(fact(found, "/hosts/0/kind") == "server");  // no graphical log-in among its services
  CHECK(fact(found, "/hosts/0/audit") == Json({{"enabled", true}, {"process", {{"starts_at_boot", true}}}}));
  CHECK(fact(found, "/hosts/0/packet_filter/enabled") == true);
  CHECK(fact(found, "/hosts/0/software").is_null());
  CHECK(fact(found, "/hosts/0/services") ==
        Json::array({{{"name", "chronyd udp/323"},
                      {"program", "chronyd"},
                      {"protocol", "udp"},
                      {"port", 323},
                      {"reachable", "local"}},
                     {{"name", "redis-server tcp/6379"},
                      {"program", "redis-server"},
                      {"protocol", "tcp"},
                      {"port", 6379},
                      {"reachable", "local"}},
                     {{"name", "sshd tcp/22"}, {"program", "sshd"}, {"protocol", "tcp"}, {"port", 22}}}));
  CHECK_FALSE(is_incomplete(found, "/hosts/0/services"));
}

TEST_CASE("accounts that getent listed") {
  const auto found = read_as("ansible", sample("play.json"));
  CHECK(is_incomplete(found, "/hosts/0/accounts"));
  const auto root = account(found, "root");
  CHECK(root["superuser"] == true);
  CHECK(root["enabled"] == true);
  CHECK(root["roles"] == Json({"administrator"}));
  CHECK(root["password"] == Json({{"empty", false}, {"changed_on", "2024-10-04"}}));
  CHECK(account(found, "daemon")["enabled"] == false);
  CHECK(account(found, "daemon")["login"] == Json::array());
  CHECK(account(found, "ops")["password"]["max_age"] == "P90D");
  CHECK(account(found, "gone")["enabled"] == false);
  CHECK(account(found, "gone")["expires_on"] == "2025-01-12");
  CHECK(account(found, "open")["password"] == Json({{"empty", true}}));
  CHECK_FALSE(account(found, "open").contains("enabled"));
  // A key may open what no password does; the group makes it root.
  CHECK_FALSE(account(found, "keys").contains("enabled"));
  CHECK(account(found, "keys")["roles"] == Json({"administrator"}));
  // What the sudo rules say is not known.
  CHECK_FALSE(account(found, "ops").contains("roles"));
  CHECK(fact(found, "/data_assets/0/stores/0") == Json({{"place", "/etc/shadow"}, {"encryption", "broken-cipher"}}));
}

TEST_CASE("other forms: files of the cache and of --tree, hosts by name, one object after the other") {
  const std::string facts = R"({"ansible_nodename": "a1", "ansible_system": "Linux"})";
  CHECK(fact(read_as("ansible", facts), "/hosts/0/id") == "a1");
  CHECK(fact(read_as("ansible", R"({"ansible_facts": )" + facts + R"(, "changed": false})"), "/hosts/0/name") == "a1");
  CHECK(fact(read_as("ansible", R"({"x1": )" + facts + R"(, "x2": {"ansible_facts": )" + facts + "}}"),
             "/hosts/1/id") == "x2");  // two have the same name
  CHECK(fact(read_as("ansible", facts + "\n" + facts), "/hosts").size() == 2);
  CHECK(fact(read_as("ansible", "\x1b[0;32ma | SUCCESS => {\x1b[0m\"ansible_facts\": " + facts + "}"), "/hosts/0/id") ==
        "a1");
  CHECK(fact(read_as("ansible", R"({"ansible_system": "Linux"})"), "/hosts/0/id") == "file");
}

TEST_CASE("secrets in facts are told of, not shown") {
  for (const auto* name : {"hosts.json", "play.json"}) {
    const auto found = read_as("ansible", sample(name));
    CHECK(everything(found).find("Planted") == std::string::npos);
  }
  const auto hosts = read_as("ansible", sample("hosts.json"));
  REQUIRE(hosts.secrets.size() == 1);
  CHECK(hosts.secrets[0].line == 14);
  const auto play = read_as("ansible", sample("play.json"));
  CHECK(play.secrets.size() == 3);
  CHECK(std::ranges::count(play.secrets, SecretCover::weakly_hashed, &SecretSeen::cover) == 1);
}

TEST_CASE("each fact of ansible is placed") {
  const auto found = read_as("ansible", sample("hosts.json"));
  CHECK(found.count(Use::unknown) == 1);
  CHECK(std::ranges::find(found.pieces, "frobnicator", &Piece::what) != found.pieces.end());
  CHECK(std::ranges::find(found.pieces, "host without a result", &Piece::what) != found.pieces.end());
}

TEST_CASE("what are no facts of ansible is refused") {
  for (const auto* text :
       {"", "{}", "[]", "{\"a\": 1}", "web01 | SUCCESS => {", "{\"ansible_facts\": {\"ansible_system\"",
        "web01 | SUCCESS | rc=0 >>\nhello", "\x1b[", "{\"plays\": 3}", "---\nweb01:\n  x: 1\n"}) {
    INFO(text);
    CHECK(read_as("ansible", text).refusal);
  }
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "{\"a\":";
  CHECK(read_as("ansible", deep).refusal);
}

TEST_CASE("a file is called without the ending of its kind, with all other dots") {
  CHECK(source_title("10.0.0.5") == "10.0.0.5");
  CHECK(source_title("db.shop.example") == "db.shop.example");
  CHECK(source_title("web01.json") == "web01");
  CHECK(source_title("core.CFG") == "core");
  CHECK(source_title(".json") == ".json");
  CHECK(source_title("") == "");
}

TEST_CASE("words that say nothing are no names") {
  for (const auto* word : {"unknown", "(none)", "localhost", "Unknown", "localhost.localdomain"}) {
    INFO(word);
    const auto found =
        read_as("ansible", std::string(R"({"ansible_facts":{"ansible_nodename":"","ansible_hostname":")") + word +
                               R"(","ansible_system":"SunOS"}})");
    CHECK(fact(found, "/hosts/0/id") == "file");
    CHECK(fact(found, "/hosts/0/name").is_null());
  }
}

TEST_CASE("the day of the facts, in the forms in which it is written") {
  const auto day = [](const std::string& time) {
    const auto found = read_as("ansible", R"({"ansible_nodename":"a","ansible_date_time":{)" + time + "}}");
    return found.on ? found.on->to_string() : "";
  };
  CHECK(day(R"("year":"2019","month":"03","day":"07")") == "2019-03-07");
  CHECK(day(R"("date":"2019-03-08","hour":"11")") == "2019-03-08");
  CHECK(day(R"("iso8601":"2019-03-09T10:00:00Z","year":"2019")") == "2019-03-09");
  CHECK(day(R"("epoch":"1795170000","date":"2019-03-08")") == "2026-11-20");
  CHECK(day(R"("year":"2019","month":"March","day":"7")").empty());
  CHECK(day("").empty());
}

TEST_CASE("the system in the words of other modules and systems") {
  const auto system = [](const std::string& facts) {
    return fact(read_as("ansible", R"({"ansible_nodename":"a",)" + facts + "}"), "/hosts/0/os");
  };
  CHECK(system(R"("ansible_os_family":"Suse")") == Json({{"family", "linux"}}));
  CHECK(system(R"("ansible_os_family":"Windows")") == Json({{"family", "windows"}}));
  CHECK(system(R"("ansible_os_family":"Solaris")") == Json({{"family", "unix"}}));
  CHECK(system(R"("ansible_os_family":"Frobnix")").is_null());
  CHECK(system(R"("ansible_system":"OpenBSD","ansible_distribution":"OpenBSD","ansible_distribution_version":"release",
                  "ansible_distribution_release":"7.4")") ==
        Json({{"family", "unix"}, {"name", "OpenBSD"}, {"version", "7.4"}}));
  CHECK(
      system(R"("ansible_system":"Win32NT","ansible_distribution":"Microsoft Windows NT 6.3.9600.0",
                  "ansible_os_name":"Microsoft Windows Server 2012 R2 Standard ","ansible_distribution_version":"6.3.9600.0")") ==
      Json({{"family", "windows"}, {"name", "Microsoft Windows Server 2012 R2 Standard"}, {"version", "6.3.9600.0"}}));
}

TEST_CASE("hosts of which ansible tells nothing are no fault of the source") {
  for (const auto* text :
       {R"({"changed":false,"msg":"timed out","unreachable":true})", R"({"failed":true,"msg":"no python"})",
        R"({"discovered_interpreter_python":"/usr/bin/python"})",
        "Using /etc/ansible/ansible.cfg as config file\ndb01 | UNREACHABLE!: timed out\n",
        "db01 | UNREACHABLE! => {\"changed\": false, \"unreachable\": true}\n"}) {
    INFO(text);
    const auto found = read_as("ansible", text);
    CHECK_FALSE(found.refusal);
    CHECK(found.nothing);
    CHECK(found.facts.empty());
  }
  CHECK(read_as("ansible", R"({"colour":"blue","unreachable":true})").refusal);
  CHECK_FALSE(read_as("ansible", sample("hosts.json")).nothing);
}
