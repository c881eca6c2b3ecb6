#include <chrono>

#include "import/scap_rules.h"
#include "import/scap_text.h"
#include "imported.h"

using namespace dengbao;
using namespace dengbao::importing;
using namespace dengbao::importing::test;

namespace {

// The gap at the pointer, and what is said of it.
auto gap(const Findings& findings, const std::string& pointer) -> std::optional<MissingFact> {
  for (const auto& one : findings.missing) {
    if (one.pointer == pointer) return one;
  }
  return std::nullopt;
}

auto run_of(const std::string& rules) -> std::string {
  return "<TestResult><target>h</target>" + rules + "</TestResult>";
}
auto rule(const std::string& name, const std::string& result) -> std::string {
  return "<rule-result idref=\"" + name + "\"><result>" + result + "</result></rule-result>";
}

}  // namespace

TEST_CASE("a collection of reports: the machine, and what its rules say") {
  const auto found = read_as("openscap", sample("scap-arf.xml"));
  REQUIRE_FALSE(found.refusal);
  CHECK(found.method == "test");
  CHECK(found.on->to_string() == "2026-11-24");
  CHECK(fact(found, "/hosts/0/id") == "bj-db-2.example.com");
  CHECK(fact(found, "/hosts/0/addresses") == Json({"10.20.30.12"}));
  CHECK(fact(found, "/hosts/0/os") ==
        Json({{"family", "linux"}, {"name", "Red Hat Enterprise Linux"}, {"version", "9.4"}}));
  CHECK(fact(found, "/hosts/0/audit/enabled") == true);
  CHECK(lines_of(found, "/hosts/0/audit/enabled") == std::vector<std::uint32_t>{59, 62});
  CHECK(fact(found, "/hosts/0/audit/events") ==
        Json({"login", "account-change", "service-state", "privileged-action"}));
  CHECK(is_incomplete(found, "/hosts/0/audit/events"));
  CHECK(fact(found, "/hosts/0/audit/when_full") == "alarm");
  // Updates were looked for; how many are missing the rule does not say.
  CHECK(fact(found, "/hosts/0/updates") == Json({{"last_checked", "2026-11-24"}}));
}

TEST_CASE("what the scanner collected says more than pass and fail") {
  const auto found = read_as("openscap", sample("scap-arf.xml"));
  CHECK(fact(found, "/hosts/0/lock_out/failures") == 3);  // the rule asks for 5 at most
  CHECK(fact(found, "/hosts/0/session_timeout") == "PT600S");
  CHECK(fact(found, "/hosts/0/access/mandatory_control") == "permissive");  // where it should be enforcing
  CHECK(fact(found, "/hosts/0/clock/sources") == Json({"ntp.example.com"}));
  CHECK(fact(found, "/hosts/0/audit/log_servers") == Json({"log-1.example.com:6514"}));
  CHECK(fact(found, "/hosts/0/software") == Json::array({{{"name", "telnet-server"}, {"version", "0.17"}}}));
  const auto wang = element(found, "/hosts/0/accounts", "name", "wang");
  // Its rule failed; that of the classes passed, which tests that pam_pwquality is in use.
  CHECK(wang["password"] == Json({{"changed_on", "2026-09-04"},
                                  {"max_age", "P90D"},
                                  {"empty", false},
                                  {"min_length", 12},
                                  {"character_kinds", 4}}));
  CHECK_FALSE(element(found, "/hosts/0/accounts", "name", "root").contains("password"));
  CHECK(element(found, "/hosts/0/accounts", "name", "nobody")["enabled"] == false);
  CHECK(fact(found, "/data_assets/0/stores/0/encryption") == "broken-cipher");
}

TEST_CASE("results of rules are told apart") {
  const auto found = read_as("openscap", sample("scap-arf.xml"));
  // changed by hand; does not apply; could not be decided
  CHECK(fact(found, "/hosts/0/audit/process") == Json({{"starts_at_boot", true}}));
  CHECK(fact(found, "/hosts/0/usb_storage").is_null());
  CHECK(fact(found, "/hosts/0/packet_filter").is_null());
  REQUIRE(gap(found, "/hosts/0/access/world_writable_files"));
  CHECK(gap(found, "/hosts/0/access/world_writable_files")->because == Gap::collection_failed);
  REQUIRE(gap(found, "/hosts/0/lock_out/duration"));
  CHECK(gap(found, "/hosts/0/lock_out/duration")->note == "the rule that passed says only: at least 900");
}

TEST_CASE("results alone, in the names of version 1.1: the last run counts") {
  const auto found = read_as("openscap", sample("scap-xccdf.xml"));
  REQUIRE_FALSE(found.refusal);
  CHECK(fact(found, "/hosts").size() == 1);
  CHECK(found.on->to_string() == "2026-11-20");
  CHECK(fact(found, "/hosts/0/packet_filter") == Json({{"enabled", true}, {"incoming_default", "refuse"}}));
  CHECK(fact(found, "/hosts/0/access/mandatory_control") == "enforcing");
  CHECK(fact(found, "/hosts/0/updates/pending_security") == 0);
  CHECK(fact(found, "/hosts/0/management") ==
        Json::array({{{"name", "ssh"}, {"protocol", "ssh"}, {"outdated_versions", Json::array()}}}));
  // "At most 600" is no value, and auditd's rules count only where auditd runs.
  CHECK(fact(found, "/hosts/0/session_timeout").is_null());
  CHECK(gap(found, "/hosts/0/session_timeout")->note == "the rule that passed says only: at most 600");
  CHECK(gap(found, "/hosts/0/lock_out/duration")->because == Gap::not_looked);
  CHECK(fact(found, "/hosts/0/audit").is_null());
  CHECK(found.count(Use::unknown) == 2);  // a result and an element that XCCDF does not have
}

TEST_CASE("a rule that was tried several times passes only where it always does") {
  const auto both = run_of(rule("service_auditd_enabled", "pass") + rule("service_auditd_enabled", "fail"));
  CHECK(fact(read_as("openscap", both), "/hosts/0/audit").is_null());
  const auto other = run_of(rule("service_auditd_enabled", "pass") + rule("service_auditd_enabled", "notapplicable"));
  CHECK(fact(read_as("openscap", other), "/hosts/0/audit/enabled") == true);
  const auto repaired = run_of(rule("xccdf_org.ssgproject.content_rule_service_auditd_enabled", "fixed"));
  CHECK(fact(read_as("openscap", repaired), "/hosts/0/audit/enabled") == true);
}

TEST_CASE("machines without a name of their own") {
  const auto named = [](const std::string& inside) {
    return fact(read_as("openscap", "<TestResult>" + inside + "</TestResult>"), "/hosts/0");
  };
  CHECK(named("<target>localhost.localdomain</target><target-address>10.9.8.7</target-address>")["id"] == "10.9.8.7");
  CHECK(named("<target>localhost</target>")["id"] == "file");
  CHECK(named("<target>localhost</target><target-facts><fact name=\"urn:xccdf:fact:asset:identifier:fqdn\">"
              "a.example.com</fact></target-facts>")["name"] == "a.example.com");
  CHECK_FALSE(named("<target>chroot:///srv/image</target>").contains("name"));
  const std::string two =
      "<x><TestResult><target>localhost</target><target-address>10.0.0.1</target-address></TestResult>"
      "<TestResult><target>localhost</target><target-address>10.0.0.2</target-address></TestResult></x>";
  CHECK(fact(read_as("openscap", two), "/hosts").size() == 2);
}

TEST_CASE("no secret of a report comes out") {
  for (const auto* name : {"scap-arf.xml", "scap-xccdf.xml"}) {
    const auto found = read_as("openscap", sample(name));
    CHECK(everything(found).find("Planted") == std::string::npos);
  }
  const auto found = read_as("openscap", sample("scap-arf.xml"));
  REQUIRE(found.secrets.size() == 3);
  CHECK(found.secrets[0].line == 161);
  CHECK(found.secrets[1].kind == SecretKind::community);
  CHECK(found.secrets[2].cover == SecretCover::weakly_hashed);
}

TEST_CASE("what holds no results is refused, hostile XML too") {
  CHECK(read_as("openscap", "").refusal);
  CHECK(read_as("openscap", "<Benchmark><Rule id=\"a\"/></Benchmark>").refusal);
  CHECK(read_as("openscap", "<TestResult><target>").refusal);
  CHECK(read_as("openscap", "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><TestResult>&b;</TestResult>").refusal);
  CHECK_FALSE(read_as("openscap", "<TestResult/>").refusal);
}

TEST_CASE("many rules, accounts and packages take time in proportion to them") {
  std::string rules;
  std::string items;
  for (int i = 0; i < 20'000; ++i) {
    const auto number = std::to_string(i);
    rules +=
        rule("audit_rules_privileged_commands_" + number, "pass") + rule("package_p" + number + "_removed", "fail");
    items += "<password_item><username>u" + number + "</username></password_item><shadow_item><username>u" + number +
             "</username></shadow_item><rpminfo_item><name>p" + number + "</name></rpminfo_item>";
  }
  const auto text =
      "<x>" + run_of(rules + rule("service_auditd_enabled", "pass")) + "<system_data>" + items + "</system_data></x>";
  const auto begun = std::chrono::steady_clock::now();
  const auto found = read_as("openscap", text);
  CHECK(fact(found, "/hosts/0/software").size() == 20'000);
  CHECK(fact(found, "/hosts/0/accounts").size() == 20'000);
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(20));
}

TEST_CASE("the tables name what the facts have") {
  for (const auto& one : meanings_of_passing()) {
    CHECK_FALSE(Json::parse(one.value, nullptr, false).is_discarded());
    CHECK(one.pointer.starts_with('/'));
    CHECK(one.variable.empty() == one.setting.empty());
  }
  CHECK(fits_any("/etc/pam.d/system-auth", "/etc/a /etc/pam.d/*"));
  CHECK_FALSE(fits_pattern("ab", "ab*b"));
  CHECK(is_rule_without_fact("sysctl_net_ipv4_ip_forward"));
  CHECK_FALSE(is_rule_without_fact("house_rule_17"));
}

TEST_CASE("lines that checks keep") {
  std::set<std::string> values;
  add_values("# minlen = 6\nminlen=12\nxminlen = 3\nminlen\n", "minlen", values);
  CHECK(values == std::set<std::string>{"12"});
  values.clear();
  add_values("auth required pam_faillock.so preauth deny=3 unlock_time=never", "unlock_time", values);
  CHECK(values == std::set<std::string>{"never"});
  CHECK(server_in("@@(o)loghost:514;Format") == "loghost:514");
  CHECK(server_in("@").empty());
  CHECK(server_in("a`b`").empty());
}
