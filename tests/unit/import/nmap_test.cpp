#include "imported.h"

using namespace dengbao;
using namespace dengbao::importing;
using namespace dengbao::importing::test;

TEST_CASE("what a scan found, as facts that a test showed") {
  const auto found = read_as("nmap", sample("scan.xml"));
  REQUIRE_FALSE(found.refusal);
  CHECK(found.method == "test");
  CHECK(found.on->to_string() == "2026-11-25");
  CHECK(fact(found, "/hosts").size() == 2);
  CHECK(fact(found, "/hosts/0/id") == "10.40.1.1");
  CHECK(fact(found, "/hosts/0/name") == "gz-branch-r1.example.com");
  CHECK(fact(found, "/boundary/discovered") == Json::array({{{"address", "10.40.1.1"}}, {{"address", "10.40.1.8"}}}));
  // A scan of some ports does not find all.
  CHECK(is_incomplete(found, "/hosts/0/services"));
  CHECK(fact(found, "/hosts/0/services").size() == 3);
  const auto ssh = element(found, "/hosts/1/services", "name", "tcp/22 ssh");
  CHECK(ssh == Json({{"name", "tcp/22 ssh"}, {"protocol", "tcp"}, {"port", 22}, {"program", "OpenSSH 9.2p1"}}));
  CHECK(lines_of(found, "/hosts/1/services/0") == std::vector<std::uint32_t>{20});
}

TEST_CASE("management that a scan found open") {
  const auto found = read_as("nmap", sample("scan.xml"));
  CHECK(element(found, "/hosts/0/management", "protocol", "ssh")["outdated_versions"] == Json({"ssh-1"}));
  CHECK(element(found, "/hosts/0/management", "protocol", "telnet")["port"] == 23);
  CHECK(element(found, "/hosts/1/management", "protocol", "ssh")["outdated_versions"] == Json::array());
}

TEST_CASE("passwords that a scan guessed are told of, not shown") {
  const auto found = read_as("nmap", sample("scan.xml"));
  CHECK(everything(found).find("Planted") == std::string::npos);
  CHECK(everything(found).find("planted") == std::string::npos);
  CHECK(found.secrets.size() == 2);
  CHECK(found.count(Use::unknown) == 1);  // an element that nmap does not have
}

TEST_CASE("algorithms that scripts saw in use") {
  const auto found = read_as("nmap", sample("scan-crypto.xml"));
  REQUIRE_FALSE(found.refusal);
  const auto algorithms = [&](const std::string& id) {
    return element(found, "/operations/cryptography", "id", "10.41.1.2 " + id)["algorithms"];
  };
  CHECK(algorithms("tcp/22 SSH") == Json({"aes", "des", "md5", "rc4", "rsa-short", "sha1", "sha2"}));
  CHECK(algorithms("tcp/443 TLS") == Json({"aes", "ecdsa", "sha2", "sm3", "sm4"}));
  CHECK(algorithms("tcp/3389 TLS") == Json({"des", "md5", "rc4", "rsa-2048", "sha1"}));
  CHECK(lines_of(found, "/operations/cryptography/0") == std::vector<std::uint32_t>{6, 13});
  // Scripts know only some algorithms.
  CHECK(is_incomplete(found, "/operations/cryptography/0/algorithms"));
  CHECK(is_incomplete(found, "/operations/cryptography"));
  CHECK(fact(found, "/operations/cryptography").size() == 3);
}

TEST_CASE("remote desktops with and without TLS, and its old versions") {
  const auto found = read_as("nmap", sample("scan-crypto.xml"));
  const auto tls = element(found, "/hosts/0/management", "protocol", "rdp-tls");
  CHECK(tls["port"] == 3389);
  CHECK(tls["outdated_versions"] == Json({"ssl", "tls-1-0"}));  // what a script of the host says is not of the port
  const auto clear = element(found, "/hosts/0/management", "protocol", "rdp");
  CHECK(clear["port"] == 3390);
  CHECK_FALSE(clear.contains("outdated_versions"));
  CHECK(fact(found, "/hosts/0/management").size() == 3);  // of the third, nobody asked
  CHECK(everything(found).find("Planted") == std::string::npos);
}

TEST_CASE("what is no scan is refused, hostile XML too") {
  CHECK(read_as("nmap", "").refusal);
  CHECK(read_as("nmap", "<nmaprun><host>").refusal);
  CHECK(read_as("nmap", "<other/>").refusal);
  CHECK(read_as("nmap", "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><nmaprun>&b;</nmaprun>").refusal);
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<host>";
  CHECK(read_as("nmap", deep).refusal);
}
