#include "case.h"

using namespace dengbao;
using namespace dengbao::explain;
using namespace dengbao::explain::test;

namespace {

// Three-valued truth of a condition over one host, as the verdict of its part shows it: y, n or ?.
auto holds(const std::string& condition, const std::string& fields) -> char {
  const Case test(host_requirement(condition), one_host(fields));
  switch (test.judged().subjects.at(0).parts.at(0).result.verdict) {
    case eval::PartVerdict::met:
      return 'y';
    case eval::PartVerdict::failed:
      return 'n';
    default:
      return '?';
  }
}

struct Row3 {
  const char* fields;
  char expected;
};
void check(const std::string& condition, std::initializer_list<Row3> rows) {
  for (const auto& row : rows) {
    INFO(condition << " of " << row.fields);
    CHECK(holds(condition, row.fields) == row.expected);
  }
}

const char* const a_yes = R"("accounts": [{"name": "a", "enabled": true}])";
const char* const a_no = R"("accounts": [{"name": "a", "enabled": false}])";
const char* const a_unknown = R"("accounts": [{"name": "a"}])";
const char* const yes_no = R"("accounts": [{"name": "a", "enabled": true}, {"name": "b", "enabled": false}])";
const char* const yes_unknown = R"("accounts": [{"name": "a", "enabled": true}, {"name": "b"}])";
const char* const no_unknown = R"("accounts": [{"name": "a", "enabled": false}, {"name": "b"}])";
const char* const empty = R"("accounts": [])";
const char* const absent = "";

}  // namespace

TEST_CASE("every") {
  check("every a in host.accounts satisfies a.enabled", {{a_yes, 'y'},
                                                         {a_no, 'n'},
                                                         {a_unknown, '?'},
                                                         {yes_no, 'n'},
                                                         {yes_unknown, '?'},
                                                         {no_unknown, 'n'},
                                                         {empty, 'y'},
                                                         {absent, '?'}});
}

TEST_CASE("some") {
  check("some a in host.accounts satisfies a.enabled", {{a_yes, 'y'},
                                                        {a_no, 'n'},
                                                        {a_unknown, '?'},
                                                        {yes_no, 'y'},
                                                        {yes_unknown, 'y'},
                                                        {no_unknown, '?'},
                                                        {empty, 'n'},
                                                        {absent, '?'}});
}

TEST_CASE("no") {
  check("no a in host.accounts satisfies a.enabled", {{a_yes, 'n'},
                                                      {a_no, 'y'},
                                                      {a_unknown, '?'},
                                                      {yes_no, 'n'},
                                                      {yes_unknown, 'n'},
                                                      {no_unknown, '?'},
                                                      {empty, 'y'},
                                                      {absent, '?'}});
}

TEST_CASE("counting quantifiers decide where the whole interval does") {
  check("at least 1 a in host.accounts satisfies a.enabled", {{a_yes, 'y'},
                                                              {a_no, 'n'},
                                                              {a_unknown, '?'},
                                                              {yes_unknown, 'y'},
                                                              {no_unknown, '?'},
                                                              {empty, 'n'},
                                                              {absent, '?'}});
  check("at most 1 a in host.accounts satisfies a.enabled",
        {{a_yes, 'y'}, {a_unknown, 'y'}, {yes_unknown, '?'}, {no_unknown, 'y'}, {empty, 'y'}, {absent, '?'}});
  check("exactly 1 a in host.accounts satisfies a.enabled",
        {{a_yes, 'y'}, {a_no, 'n'}, {a_unknown, '?'}, {yes_no, 'y'}, {yes_unknown, '?'}, {empty, 'n'}, {absent, '?'}});
}

TEST_CASE("where under every and some") {
  const auto* unknown_scope = R"("accounts": [{"name": "a", "login": "key"}])";
  check("every a in host.accounts where a.enabled satisfies a.login is password",
        {{unknown_scope, '?'}, {a_no, 'y'}, {R"("accounts": [{"name": "a", "login": "password"}])", 'y'}});
  check("some a in host.accounts where a.enabled satisfies a.login is password",
        {{unknown_scope, 'n'}, {a_no, 'n'}, {a_yes, '?'}});
}

TEST_CASE("an incomplete list is never all, never none, and has no upper count") {
  const auto with_list = [](const std::string& condition, const std::string& accounts) {
    const Case test(host_requirement(condition),
                    R"({"hosts": [{"id": "db-1", "accounts": [)" + accounts +
                        R"(]}], "lists": [{"facts": "/hosts/0/accounts", "are": "incomplete"}]})");
    return test.judged().subjects.at(0).parts.at(0).result.verdict;
  };
  const std::string good = R"({"name": "a", "enabled": true})";
  const std::string bad = R"({"name": "a", "enabled": false})";
  CHECK(with_list("every a in host.accounts satisfies a.enabled", good) == eval::PartVerdict::undecided);
  CHECK(with_list("every a in host.accounts satisfies a.enabled", bad) == eval::PartVerdict::failed);
  CHECK(with_list("some a in host.accounts satisfies a.enabled", good) == eval::PartVerdict::met);
  CHECK(with_list("some a in host.accounts satisfies a.enabled", bad) == eval::PartVerdict::undecided);
  CHECK(with_list("count of host.accounts >= 1", good) == eval::PartVerdict::met);
  CHECK(with_list("count of host.accounts <= 1", good) == eval::PartVerdict::undecided);
  CHECK(with_list("host.accounts is not empty", good) == eval::PartVerdict::met);
  CHECK(with_list("host.accounts is not empty", "") == eval::PartVerdict::undecided);
}

TEST_CASE("distinct") {
  const auto people = [](const std::string& a, const std::string& b) {
    return R"("accounts": [{"name": "a")" + a + R"(}, {"name": "b")" + b + "}]";
  };
  const std::string li = R"(, "person": "Li")";
  const std::string wang = R"(, "person": "Wang")";
  CHECK(holds("distinct(host.accounts.person)", people(li, wang)) == 'y');
  CHECK(holds("distinct(host.accounts.person)", people(li, li)) == 'n');
  CHECK(holds("distinct(host.accounts.person)", people(li, "")) == '?');
  check("distinct(host.accounts.person)", {{a_yes, 'y'}, {empty, 'y'}, {absent, '?'}});
  // The first Li may be left out; the other two agree.
  const auto three = R"("accounts": [{"name": "a", "person": "Li"}, {"name": "b", "person": "Li", "enabled": true},
                                     {"name": "c", "person": "Li", "enabled": true}])";
  CHECK(holds("distinct((a.person for a in host.accounts where a.enabled))", three) == 'n');
}

TEST_CASE("connectives follow Kleene") {
  const auto* known = R"("retention": "P6M")";
  check("host.retention >= 6 months and host.note is \"x\"",
        {{known, '?'}, {R"("retention": "P1M")", 'n'}, {R"("retention": "P6M", "note": "x")", 'y'}});
  check("host.retention >= 6 months or host.note is \"x\"",
        {{known, 'y'}, {R"("retention": "P1M")", '?'}, {R"("retention": "P1M", "note": "y")", 'n'}});
  check("if host.kind is server then host.retention >= 6 months", {{R"("kind": "sensor")", 'y'},
                                                                   {R"("kind": "server")", '?'},
                                                                   {known, 'y'},
                                                                   {R"("retention": "P1M")", '?'},
                                                                   {R"("kind": "server", "retention": "P1M")", 'n'}});
  check("not (host.kind is server)", {{R"("kind": "sensor")", 'y'}, {R"("kind": "server")", 'n'}, {"", '?'}});
}

TEST_CASE("lists and ranges") {
  check("host.events contains change", {{R"("events": ["login", "change"])", 'y'},
                                        {R"("events": ["login"])", 'n'},
                                        {R"("events": [])", 'n'},
                                        {"", '?'}});
  check("host.events not contains change",
        {{R"("events": ["login", "change"])", 'n'}, {R"("events": ["login"])", 'y'}, {"", '?'}});
  check("host.kind is one of server", {{R"("kind": "server")", 'y'}, {R"("kind": "sensor")", 'n'}, {"", '?'}});
  check("host.kind is not one of server", {{R"("kind": "server")", 'n'}, {R"("kind": "sensor")", 'y'}, {"", '?'}});
  check("host.note is empty", {{R"("note": "")", 'y'}, {R"("note": "x")", 'n'}, {"", '?'}});
  check("host.accounts is empty", {{empty, 'y'}, {a_yes, 'n'}, {absent, '?'}});
}

TEST_CASE("an address in a range of a list that may be incomplete") {
  const auto with = [](const std::string& host, const std::string& zones) {
    const Case test(host_requirement("host.address in network.zones.range"),
                    "{\"hosts\": [{\"id\": \"db-1\"" + host + "}]" + zones + "}");
    return test.judged().subjects.at(0).parts.at(0).result.verdict;
  };
  const std::string inside = R"(, "address": "10.1.2.3")";
  const std::string outside = R"(, "address": "192.168.0.1")";
  const std::string zone = R"(, "zones": [{"id": "dmz", "range": "10.0.0.0/8"}])";
  const std::string zones = R"(, "zones": [{"id": "dmz", "range": "10.0.0.0/8"}, {"id": "office"}])";
  CHECK(with(inside, zone) == eval::PartVerdict::met);
  CHECK(with(outside, zone) == eval::PartVerdict::failed);
  CHECK(with("", zone) == eval::PartVerdict::undecided);
  CHECK(with(inside, zones) == eval::PartVerdict::met);
  CHECK(with(outside, zones) == eval::PartVerdict::undecided);
  CHECK(with(outside, "") == eval::PartVerdict::undecided);
}

TEST_CASE("texts, patterns and names") {
  check("host.note starts with \"ab\"", {{R"("note": "abc")", 'y'}, {R"("note": "xab")", 'n'}, {"", '?'}});
  check("host.note ends with \"bc\"", {{R"("note": "abc")", 'y'}, {R"("note": "bcx")", 'n'}});
  check("host.note contains \"b\"", {{R"("note": "abc")", 'y'}, {R"("note": "ac")", 'n'}});
  check("host.note matches \"[a-c]+\"", {{R"("note": "abc")", 'y'}, {R"("note": "abcd")", 'n'}, {"", '?'}});
  check("host.version >= \"1.10\"", {{R"("version": "1.9")", 'n'}, {R"("version": "1.10")", 'y'}, {"", '?'}});
}

TEST_CASE("a name of a record that no list holds is only known to dangle where the list is known") {
  const auto with_zones = [](const std::string& zones) {
    const Case test(host_requirement("host.zone_name names a Zone"),
                    R"({"hosts": [{"id": "db-1", "zone_name": "dmz"}])" + zones + "}");
    return test.judged().subjects.at(0).parts.at(0).result.verdict;
  };
  CHECK(with_zones(R"(, "zones": [{"id": "dmz"}])") == eval::PartVerdict::met);
  CHECK(with_zones(R"(, "zones": [{"id": "office"}])") == eval::PartVerdict::failed);
  CHECK(with_zones("") == eval::PartVerdict::undecided);
}

TEST_CASE("time relations") {
  check("host.restored is at most 6 months before as_of", {{R"("restored": "2026-05-21")", 'y'},
                                                           {R"("restored": "2026-05-20")", 'n'},
                                                           {R"("restored": "2026-11-22")", 'n'},
                                                           {"", '?'}});
  check("host.restored is at least 6 months before as_of",
        {{R"("restored": "2026-05-21")", 'y'}, {R"("restored": "2026-05-22")", 'n'}});
  check("host.restored is before as_of", {{R"("restored": "2026-11-20")", 'y'}, {R"("restored": "2026-11-21")", 'n'}});
  check("host.restored is after as_of", {{R"("restored": "2026-11-22")", 'y'}, {R"("restored": "2026-11-21")", 'n'}});
}

TEST_CASE("counts, sums and extremes") {
  const auto ports = [](const std::string& list) { return R"("services": [)" + list + "]"; };
  const auto both = ports(R"({"port": 22}, {"port": 80})");
  const auto one_unknown = ports(R"({"port": 22}, {})");
  CHECK(holds("count of host.services <= 2", both) == 'y');
  CHECK(holds("count of (s in host.services where s.port < 80) <= 1", both) == 'y');
  CHECK(holds("count of (s in host.services where s.port < 80) <= 1", one_unknown) == '?');
  CHECK(holds("count of (s in host.services where s.port < 80) <= 2", one_unknown) == 'y');
  CHECK(holds("count of (values of host.services.port) >= 2", ports(R"({"port": 22}, {"port": 22})")) == 'n');
  CHECK(holds("count of (values of host.services.port) >= 2", one_unknown) == '?');
  CHECK(holds("sum of host.services.port = 102", both) == 'y');
  CHECK(holds("sum of host.services.port = 102", one_unknown) == '?');
  CHECK(holds("highest of host.services.port <= 21", one_unknown) == 'n');
  CHECK(holds("highest of host.services.port <= 80", one_unknown) == '?');
  CHECK(holds("lowest of host.services.port > 22", one_unknown) == 'n');
  // A port that is not known may turn out not to exist: then there is no lowest one to compare.
  CHECK(holds("lowest of host.services.port <= 22", one_unknown) == '?');
  CHECK(holds("highest of host.services.port <= 80", both) == 'y');
  CHECK(holds("highest of host.services.port <= 80", ports("")) == '?');
  CHECK(holds("(highest of host.services.port or 0 if none) <= 80", ports("")) == 'y');
}

TEST_CASE("there are no errors at run time") {
  CHECK(holds("1 / count of host.services >= 0", R"("services": [])") == '?');
  CHECK(holds("host.services.port is empty", R"("services": [])") == 'y');
}

TEST_CASE("what is known not to exist compares false, and a yes/no of it is no") {
  const auto with = [](const std::string& condition, const std::string& pointer) {
    const Case test(host_requirement(condition),
                    R"({"hosts": [{"id": "db-1", "accounts": [{"name": "a"}]}], "missing": [{"facts": ")" + pointer +
                        R"(", "because": "does-not-exist"}]})");
    return test.judged().subjects.at(0).parts.at(0).result.verdict;
  };
  CHECK(with("host.retention >= 1 days", "/hosts/0/retention") == eval::PartVerdict::failed);
  CHECK(with("host.kind is server", "/hosts/0/kind") == eval::PartVerdict::failed);
  CHECK(with("host.kind is not server", "/hosts/0/kind") == eval::PartVerdict::failed);
  CHECK(with("host.kind is not one of server", "/hosts/0/kind") == eval::PartVerdict::failed);
  CHECK(with("every a in host.accounts satisfies a.enabled", "/hosts/0/accounts/0/enabled") ==
        eval::PartVerdict::failed);
  CHECK(with("every a in host.accounts satisfies a.password.min_length >= 8", "/hosts/0/accounts/0/password") ==
        eval::PartVerdict::failed);
  CHECK(with("host.services is empty", "/hosts/0/services") == eval::PartVerdict::met);
}

TEST_CASE("what is unknown may turn out not to exist") {
  const auto* one_unknown = R"("services": [{}])";
  CHECK(holds("host.services.port is not empty", one_unknown) == '?');
  CHECK(holds("count of host.services.port = 1", one_unknown) == '?');
  CHECK(holds("count of host.services.port <= 1", one_unknown) == 'y');
  CHECK(holds("count of host.services = 1", one_unknown) == 'y');
  CHECK(holds("count of (values of host.services.port) >= 1", one_unknown) == '?');
  CHECK(holds("host.note not in host.accounts.name", R"("accounts": [])") == '?');
  CHECK(holds("host.note not in host.accounts.name", R"("note": "a", "accounts": [])") == 'y');
  CHECK(holds("host.note in host.accounts.name", R"("accounts": [])") == 'n');
  CHECK(holds("host.accounts.name not contains host.note", R"("accounts": [])") == '?');
}

TEST_CASE("two extremes are compared by all that is known of both") {
  const auto* facts = R"("services": [{"port": 22}, {}], "accounts": [{"name": "a", "password": {"kinds": 30}}])";
  const std::string highest = "highest of host.services.port";
  const std::string kinds = "lowest of host.accounts.password.kinds";
  CHECK(holds(highest + " < " + kinds, facts) == '?');
  CHECK(holds(kinds + " > " + highest, facts) == '?');
  const auto* higher = R"("services": [{"port": 40}, {}], "accounts": [{"name": "a", "password": {"kinds": 30}}])";
  CHECK(holds(highest + " < " + kinds, higher) == 'n');
  CHECK(holds(kinds + " > " + highest, higher) == 'n');
}
