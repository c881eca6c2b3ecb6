#include <set>

#include "case.h"

using namespace dengbao;
using namespace dengbao::explain;
using namespace dengbao::explain::test;

namespace {

auto pointers(const Case& test, const Reason& reason) -> std::set<std::string> {
  std::set<std::string> result;
  for (const auto& fact : reason.facts) result.insert(test.facts->pointer(fact.row, fact.field));
  return result;
}

auto verdict_with(const Case& test, const Proof& proof, const std::set<FactRef>& visible) -> eval::Verdict {
  const World world{*test.program, *test.facts, test.settings, proof.level, &visible};
  const auto& requirement = test.program->requirements[proof.requirement];
  return judge_subject(world, requirement, proof.subject.subject, Truth::yes).verdict;
}

// By brute force over all subsets: the reason forces the verdict, and no proper subset of it does.
void check_minimal(const Case& test) {
  const auto proof = test.proof_of(0);
  const auto reason = test.reason_of(proof);
  CHECK(reason.minimal);
  REQUIRE(reason.facts.size() < 16);
  for (std::uint32_t chosen = 0; chosen < (1U << reason.facts.size()); ++chosen) {
    std::set<FactRef> visible;
    for (std::size_t i = 0; i < reason.facts.size(); ++i) {
      if ((chosen >> i & 1U) != 0) visible.insert(reason.facts[i]);
    }
    const bool all = visible.size() == reason.facts.size();
    CHECK((verdict_with(test, proof, visible) == proof.subject.verdict) == all);
  }
}

const std::string strong_accounts = "every a in host.accounts where a.enabled satisfies strong(a.password)";
auto account(const std::string& name, int length, int kinds) -> std::string {
  return R"({"name": ")" + name + R"(", "enabled": true, "login": "key", "password": {"min_length": )" +
         std::to_string(length) + R"(, "kinds": )" + std::to_string(kinds) + "}}";
}
auto accounts(const std::string& list) -> std::string { return one_host(R"("accounts": [)" + list + "]"); }

}  // namespace

TEST_CASE("a fail needs one offender and one figure") {
  const Case test(host_requirement(strong_accounts),
                  accounts(account("a", 10, 3) + "," + account("b", 6, 2) + "," + account("c", 6, 3)));
  const auto proof = test.proof_of(0);
  const auto found = pointers(test, test.reason_of(proof));
  CHECK(found == std::set<std::string>{"/hosts/0/accounts", "/hosts/0/accounts/1/enabled",
                                       "/hosts/0/accounts/1/password", "/hosts/0/accounts/1/password/min_length"});
  check_minimal(test);
}

TEST_CASE("a pass needs every element") {
  const Case test(host_requirement(strong_accounts), accounts(account("a", 10, 3) + "," + account("b", 8, 4)));
  CHECK(test.proof_of(0).subject.verdict == eval::Verdict::pass);
  check_minimal(test);
}

TEST_CASE("reasons are minimal for every kind of verdict") {
  const std::string two = accounts(account("a", 10, 3) + "," + account("b", 6, 2));
  for (const auto* condition : {
           "some a in host.accounts satisfies a.login is key",
           "no a in host.accounts satisfies a.login is password",
           "at least 2 a in host.accounts satisfies a.enabled",
           "at most 1 a in host.accounts satisfies a.enabled",
           "count of (a in host.accounts where a.enabled) >= 2",
           "distinct(host.accounts.login)",
           "highest of host.accounts.password.min_length <= 8",
           "lowest of host.accounts.password.kinds >= 3",
           "host.accounts is not empty and some a in host.accounts satisfies a.password.kinds = 2",
           "if some a in host.accounts satisfies a.enabled then every a in host.accounts satisfies a.login is "
           "certificate",
       }) {
    INFO(condition);
    check_minimal(Case(host_requirement(condition), two));
  }
}

TEST_CASE("a partial needs a failure and something met") {
  const Case test(
      host_requirement(
          "host.note is \"x\"\n  require \"other\": host.kind is server\n  require \"third\": host.kind is server"),
      one_host(R"("note": "y", "kind": "server")"));
  CHECK(test.proof_of(0).subject.verdict == eval::Verdict::partial);
  CHECK(pointers(test, test.reason_of(test.proof_of(0))) == std::set<std::string>{"/hosts/0/note", "/hosts/0/kind"});
}

TEST_CASE("undecided names the missing facts, fewest first") {
  const Case test(
      host_requirement(
          "host.retention >= 6 months and host.restored is before as_of\n  require \"other\": host.kind is server"),
      one_host(""));
  const auto proof = test.proof_of(0);
  const auto reason = test.reason_of(proof);
  REQUIRE(reason.facts.size() == 3);
  CHECK(test.facts->pointer(reason.facts[0].row, reason.facts[0].field) == "/hosts/0/kind");
  CHECK(reason.leaves.size() == 3);
}

TEST_CASE("a missing object is what is missing, not the fields that it would have") {
  const Case test(host_requirement(strong_accounts), accounts(R"({"name": "a", "enabled": true})"));
  CHECK(pointers(test, test.reason_of(test.proof_of(0))) == std::set<std::string>{"/hosts/0/accounts/0/password"});
}

TEST_CASE("without budget the facts read stand, and it is said") {
  const Case test(host_requirement(strong_accounts), accounts(account("a", 10, 3) + "," + account("b", 6, 2)));
  const auto proof = test.proof_of(0);
  const auto reason = find_reason(*test.program, *test.facts, test.settings, proof, 1);
  CHECK_FALSE(reason.minimal);
  CHECK(verdict_with(test, proof, {reason.facts.begin(), reason.facts.end()}) == eval::Verdict::fail);
}

TEST_CASE("`is known` of a hidden fact decides nothing") {
  const Case test(host_requirement("every a in host.accounts where a.person is missing satisfies a.enabled"),
                  accounts(R"({"name": "a", "person": "Li", "enabled": false})"));
  CHECK(test.proof_of(0).subject.verdict == eval::Verdict::pass);
  check_minimal(test);
}

TEST_CASE("to hide a fact is not to know that it is missing, also behind a variable") {
  const Case test(
      host_requirement("no d in (all r in network.hosts.restored where r is known) satisfies d is before as_of"),
      one_host(R"("restored": "2026-12-01")"));
  const auto proof = test.proof_of(0);
  REQUIRE(proof.subject.verdict == eval::Verdict::pass);
  const auto hosts = *test.program->find_field(test.program->scheme.facts, "hosts");
  CHECK(verdict_with(test, proof, {{test.facts->root(), hosts}}) == eval::Verdict::undecided);
  check_minimal(test);
}

TEST_CASE("a proof is made within a bound, or not at all") {
  const Case test(host_requirement("host.accounts is not empty"),
                  "{\"hosts\": [{\"id\": \"a\", \"kind\": \"server\", \"accounts\": []}]}");
  const auto judged = test.judged();
  const auto whole = test.proof_of(0);
  const auto within = [&](std::size_t most) {
    return prove_within(*test.program, *test.facts, test.settings, {0}, judged.subjects.at(0), make_extents(), most);
  };
  CHECK_FALSE(within(whole.steps.size() - 1));
  REQUIRE(within(whole.steps.size()));
  CHECK(within(whole.steps.size())->steps.size() == whole.steps.size());
}
