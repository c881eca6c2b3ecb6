#include "explain/stretches.h"

#include "case.h"

using namespace dengbao;
using namespace dengbao::explain;
using namespace dengbao::explain::test;

namespace {

// The samples of what the requirement divides a field into, in words.
auto samples(const Case& one, const std::string& record, const std::string& field) -> std::string {
  const Bounds bounds(*one.program, *one.facts, one.settings, {0});
  std::string words;
  for (std::uint32_t i = 0; i < one.program->fields.size(); ++i) {
    const auto& declared = one.program->fields[model::FieldId{i}];
    if (declared.name != field || one.program->records[declared.owner].name != record) continue;
    const auto found = stretches_of(*one.program, bounds, {i});
    for (const auto& stretch : found.items) {
      words += (words.empty() ? "" : " ") + one.program->value_words(stretch.sample, declared.type, Lang::en);
    }
    if (!found.exact) words += " ~";
  }
  return words;
}

auto host(const std::string& condition) -> Case { return Case(host_requirement(condition), one_host("")); }

}  // namespace

TEST_CASE("values of a field on both sides of what the policy compares it with") {
  CHECK(samples(host("every a in host.accounts satisfies strong(a.password)"), "Password", "min_length") == "7 8 9");
  CHECK(samples(host("every a in host.accounts satisfies a.password.min_length >= 8 and a.password.min_length <= 64"),
                "Password", "min_length") == "7 8 9 64 65");
  CHECK(samples(host("every a in host.accounts satisfies a.password.max_age <= max-age"), "Password", "max_age") ==
        "89 days 90 days 91 days");
  CHECK(samples(host("host.restored is at most 6 months before as_of"), "Host", "restored") ==
        "2026-05-20 2026-05-21 2026-05-22 2026-11-21 2026-11-22");
  CHECK(samples(host("host.kind is server"), "Host", "kind") == "server sensor");
  CHECK(samples(host("some a in host.accounts satisfies a.enabled"), "Account", "enabled") == "no yes");
  CHECK(samples(host("host.note is \"x\""), "Host", "note") == "x  …");
}

TEST_CASE("nothing below nothing, and what patterns and calculations tell apart is said to be open") {
  CHECK(samples(host("every s in host.services satisfies s.port > 0"), "Service", "port") == "0 1");
  CHECK(samples(host("every s in host.services satisfies s.port * 2 > 8"), "Service", "port") == "7 8 9 ~");
  CHECK(samples(host("host.note matches \"a+\""), "Host", "note") == "… ~");
}

TEST_CASE("a stretch holds the values between its ends") {
  const Stretch open{Value(Number(4)), Value(Number(3)), Value(Number(8)), false, false};
  CHECK_FALSE(open.contains(Value(Number(3))));
  CHECK(open.contains(Value(Number(7))));
  CHECK_FALSE(open.contains(Value(Number(8))));
  const Stretch up{Value(Number(8)), Value(Number(8)), std::nullopt};
  CHECK(up.contains(Value(Number(8))));
  CHECK(up.contains(Value(Number(100))));
}
