#include "case.h"

using namespace dengbao;
using namespace dengbao::explain;
using namespace dengbao::explain::test;

namespace {

const std::string head = "\nrequirement r\n  title \"R\" zh \"要求\"\n  cites law 1\n  level 1..4\n";

auto verdict(const std::string& body, const std::string& facts, std::uint32_t level = 3) -> std::string {
  Case test(head + body, facts);
  test.settings.level = level;
  const auto judgement = test.judged();
  return std::string(eval::verdict_name(judgement.verdict.verdict)) + (judgement.verdict.final ? "" : ", not final");
}

}  // namespace

TEST_CASE("applies when decides for the whole requirement") {
  const std::string body =
      "  applies when network.approved\n  for each host in network.hosts\n  require \"p\": host.kind is server\n";
  CHECK(verdict(body, R"({"approved": false, "hosts": [{"id": "a"}]})") == "not-applicable");
  CHECK(verdict(body, R"({"hosts": [{"id": "a", "kind": "sensor"}]})") == "undecided");
  CHECK(verdict(body, R"({"approved": true, "hosts": [{"id": "a", "kind": "sensor"}]})") == "fail");
}

TEST_CASE("scope may be unknown") {
  const std::string body =
      "  for each host in network.hosts where host.kind is server\n  require \"p\": host.note is \"x\"\n";
  CHECK(verdict(body, R"({"hosts": [{"id": "a", "kind": "sensor"}]})") == "not-applicable");
  CHECK(verdict(body, R"({"hosts": [{"id": "a", "note": "x"}]})") == "pass");
  CHECK(verdict(body, R"({"hosts": [{"id": "a", "note": "y"}]})") == "undecided");
  CHECK(verdict(body, R"({"hosts": [{"id": "a", "kind": "server", "note": "y"}, {"id": "b"}]})") == "fail, not final");
  CHECK(verdict(body, "{}") == "undecided");
}

TEST_CASE("nothing in scope") {
  const std::string body =
      "  for each host in network.hosts\n  when none fail \"no host\" zh \"无主机\"\n  require \"p\": host.note is "
      "\"x\"\n";
  CHECK(verdict(body, R"({"hosts": []})") == "fail");
  CHECK(verdict(body, "{}") == "undecided");
}

TEST_CASE("exceptions of a part and of all parts") {
  const std::string body =
      "  for each host in network.hosts\n  unless \"sensor\": host.kind is sensor\n"
      "  require \"p\": host.note is \"x\"\n  unless \"kept\": host.retention >= 1 days\n  require \"q\": host.note is "
      "not empty\n";
  CHECK(verdict(body, R"({"hosts": [{"id": "a", "kind": "server", "note": "x"}]})") == "pass");
  CHECK(verdict(body, R"({"hosts": [{"id": "a", "kind": "server", "note": "y"}]})") == "undecided");
  CHECK(verdict(body, R"({"hosts": [{"id": "a", "kind": "server", "note": "y", "retention": "P1D"}]})") == "pass");
  CHECK(verdict(body, R"({"hosts": [{"id": "a", "kind": "server", "note": "y", "retention": "PT1H"}]})") == "partial");
  const Case test(head + body, R"({"hosts": [{"id": "a", "kind": "sensor"}]})");
  CHECK(test.judged().subjects.at(0).verdict == eval::Verdict::pass_by_exception);
}

TEST_CASE("a part that replaces another holds from its level on") {
  const std::string body =
      "  for each host in network.hosts\n  require \"p\": host.retention >= 1 days\n"
      "  from level 3 require \"q\" replacing \"p\": host.retention >= 6 months\n";
  const std::string facts = R"({"hosts": [{"id": "a", "retention": "P1M"}]})";
  CHECK(verdict(body, facts, 2) == "pass");
  CHECK(verdict(body, facts, 3) == "fail");
}

TEST_CASE("a part met over nothing is vacuous") {
  const Case test(host_requirement("every a in host.accounts where a.enabled satisfies a.login is key"),
                  one_host(R"("accounts": [{"name": "a", "enabled": false}])"));
  CHECK(test.judged().subjects.at(0).parts.at(0).result.vacuous);
  const Case other(host_requirement("every a in host.accounts satisfies a.login is key"),
                   one_host(R"("accounts": [{"name": "a", "login": "key"}])"));
  CHECK_FALSE(other.judged().subjects.at(0).parts.at(0).result.vacuous);
}

TEST_CASE("a failure is softened only by what surely was looked at") {
  const auto two_parts = [](const std::string& account, const std::string& exception) {
    const std::string parts =
        "host.kind is server\n  require \"keys\" zh \"密钥\":\n    every a in host.accounts where a.enabled satisfies "
        "a.login is key\n" +
        exception;
    const Case test(host_requirement(parts), one_host(R"("kind": "sensor", "accounts": [)" + account + "]"));
    return test.judged();
  };
  const auto looked_at = two_parts(R"({"name": "a", "enabled": true, "login": "key"})", "");
  CHECK(looked_at.subjects.at(0).verdict == eval::Verdict::partial);
  CHECK(looked_at.verdict.final);
  const auto nothing = two_parts(R"({"name": "a", "enabled": false})", "");
  CHECK(nothing.subjects.at(0).verdict == eval::Verdict::fail);
  CHECK(nothing.verdict.final);
  // Met either way; whether over nothing is not known.
  const auto perhaps = two_parts(R"({"name": "a", "login": "key"})", "");
  CHECK(perhaps.subjects.at(0).verdict == eval::Verdict::fail);
  CHECK_FALSE(perhaps.verdict.final);
  const auto undecided = two_parts(R"({"name": "a", "enabled": true})", "");
  CHECK(undecided.subjects.at(0).verdict == eval::Verdict::fail);
  CHECK_FALSE(undecided.verdict.final);
  const auto excused =
      two_parts(R"({"name": "a", "enabled": false})", "  unless \"sensor\" zh \"传感器\": host.kind is sensor\n");
  CHECK(excused.subjects.at(0).verdict == eval::Verdict::partial);
}
