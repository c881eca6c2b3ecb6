#include "case.h"

using namespace dengbao;
using namespace dengbao::explain;
using namespace dengbao::explain::test;

namespace {

void says(const std::string& condition, const std::string& fields, const std::string& en, const std::string& zh) {
  const Case test(host_requirement(condition), one_host(fields));
  INFO(condition);
  CHECK(test.told(Lang::en) == en);
  CHECK(test.told(Lang::zh) == zh);
}

const std::string root = R"("accounts": [{"name": "root", "person": "Li", "enabled": true, "login": "password",
  "password": {"min_length": 6, "kinds": 3, "max_age": "P180D"}}])";
const std::string two = R"("accounts": [{"name": "root", "person": "Li", "enabled": true, "login": "key"},
  {"name": "backup", "person": "Li", "enabled": true, "login": "key"}])";

}  // namespace

TEST_CASE("figures with their bounds") {
  says("every a in host.accounts satisfies a.password.min_length >= 8", root,
       "minimum password length of root is 6, must be at least 8", "root 的口令最小长度为 6，应不小于 8");
  says("every a in host.accounts satisfies a.password.max_age <= max-age", root,
       "maximum password age of root is 180 days, must be at most 90 days (longest time between password changes)",
       "root 的口令最长使用期限为 180 天，应不超过 90 天（口令最长更换周期）");
  says("host.retention >= by level (1: 1 months, 3: 6 months)", R"("retention": "P1Y")",
       "log retention of db-1 is 1 year, at least 6 months (at level 3)",
       "db-1 的日志留存时间为 1 年，不短于 6 个月（第 3 级）");
}

TEST_CASE("no double negatives: what must not be is worded by what must be") {
  says("no a in host.accounts satisfies a.password.min_length < 8", root,
       "minimum password length of root is 6, must be at least 8", "root 的口令最小长度为 6，应不小于 8");
  says("not (host.kind is sensor)", R"("kind": "sensor")", "kind of db-1 is sensor, must not be sensor",
       "db-1 的类型为传感器，不应为传感器");
}

TEST_CASE("yes and no") {
  says("no a in host.accounts satisfies a.enabled", root, "root: enabled — yes, must be no",
       "root：已启用——是，应为否");
  says("network.approved", "", "design approved — not known", "设计已批准——未知");
}

TEST_CASE("choices") {
  says("every a in host.accounts satisfies a.login is one of key, certificate", root,
       "root's way to log in is password, must be key or certificate", "root 的登录方式为口令，应为密钥或证书");
}

TEST_CASE("lists") {
  says("host.events contains change", R"("events": ["login"])", "events recorded of db-1 lack changes (there: log-in)",
       "db-1 的审计的事件缺少变更（现有：登录）");
  says("host.events contains change", R"("events": ["change"])", "events recorded of db-1 include changes",
       "db-1 的审计的事件包含变更");
  says("host.services is empty", R"("services": [{"port": 22}])",
       "services of db-1: service 1 of db-1, there must be none", "db-1 的服务：db-1 的服务 1，不应有");
  says("every s in host.services satisfies s.port is not 23", R"("services": [{"port": 22}, {"port": 23}])",
       "port of service 2 of db-1 is 23, must not be 23", "db-1 的服务 2 的端口为 23，不应为 23");
}

TEST_CASE("counts") {
  says("every a in host.accounts where a.enabled satisfies a.login is key", two,
       "all 2 accounts of db-1 (enabled) comply", "db-1 的账户（已启用）共 2 个，均符合");
  says("every a in host.accounts satisfies a.login is key", R"("accounts": [])",
       "vacuously: there are no accounts of db-1", "空集成立：没有 db-1 的账户");
  says("some a in host.accounts satisfies a.login is password", two,
       "none of the 2 accounts of db-1 complies\nroot's way to log in is key, must be password",
       "db-1 的账户共 2 个，均不符合\nroot 的登录方式为密钥，应为口令");
  says("at most 1 a in host.accounts satisfies a.enabled", two, "2 of the 2 accounts of db-1 comply, must be at most 1",
       "db-1 的账户共 2 个，其中 2 个符合，应不多于 1 个");
  says("count of host.accounts >= 3", two, "number of accounts of db-1 is 2, must be at least 3",
       "db-1 的账户的数量为 2，应不少于 3");
}

TEST_CASE("what is given twice, and to whom") {
  says("distinct(host.accounts.person)", two,
       "person of the accounts of db-1: \"Li\" is given for root and backup, each must be different",
       "db-1 的账户的责任人重复：root、backup 均为“Li”，应各不相同");
}

TEST_CASE("dates") {
  says("host.restored is at most 6 months before as_of", R"("restored": "2026-01-02")",
       "last restore test of db-1 was on 2026-01-02, must be at most 6 months before 2026-11-21 (date of assessment)",
       "db-1 的最近恢复测试日期为 2026-01-02，应在 2026-11-21（评估日）之前 6 个月以内");
}

TEST_CASE("definitions speak for themselves") {
  says("every a in host.accounts satisfies strong(a.password)", root,
       "minimum password length of root is 6, must be at least 8", "root 的口令最小长度为 6，应不小于 8");
}

TEST_CASE("what is missing, and why") {
  says("host.retention >= 6 months", "", "log retention of db-1 is not known", "db-1 的日志留存时间未知");
  says("every a in host.accounts satisfies a.enabled", "", "accounts of db-1: not known", "db-1 的账户未知");
  const Case test(
      host_requirement("host.retention >= 6 months"),
      R"({"hosts": [{"id": "db-1"}], "missing": [{"facts": "/hosts/0/retention", "because": "collection-failed", "note": "no access"}]})");
  CHECK(test.told(Lang::en) == "log retention of db-1 is not known: could not be collected (no access)");
  CHECK(test.told(Lang::zh) == "db-1 的日志留存时间未知：采集失败（no access）");
}

TEST_CASE("exceptions and what fails without them") {
  const std::string condition =
      "host.retention >= 6 months\n  unless \"kept elsewhere\" zh \"异地留存\": host.note is \"x\"";
  says(condition, R"("retention": "P1M", "note": "x")",
       "excused by \"kept elsewhere\"\nlog retention of db-1 is 1 month, must be at least 6 months",
       "例外“异地留存”成立\ndb-1 的日志留存时间为 1 个月，应不短于 6 个月");
  const Case test(host_requirement(condition), one_host(R"("retention": "P1M")"));
  const auto proof = test.proof_of(0);
  const auto reason = test.reason_of(proof);
  CHECK(Words(*test.program, *test.facts, proof, Lang::en).summary(reason) ==
        "fails unless \"kept elsewhere\": note of db-1 is not known");
  CHECK(Words(*test.program, *test.facts, proof, Lang::zh).summary(reason) ==
        "除非“异地留存”成立，否则不符合：db-1 的备注未知");
}

TEST_CASE("subject and remedy") {
  const Case test(host_requirement("host.kind is server") + "  remedy \"Replace {host}\" zh \"更换 {host}\"\n",
                  one_host(R"("kind": "sensor")"));
  const auto proof = test.proof_of(0);
  CHECK(Words(*test.program, *test.facts, proof, Lang::en).subject() == "host db-1");
  CHECK(Words(*test.program, *test.facts, proof, Lang::zh).subject() == "主机 db-1");
  CHECK(Words(*test.program, *test.facts, proof, Lang::en).remedy() == "Replace db-1");
}

TEST_CASE("every step of a proof has words in both languages") {
  const Case test(
      host_requirement(
          "(host.accounts is not empty and every a in host.accounts where a.enabled satisfies strong(a.password)) "
          "or (if host.kind is server then count of host.services >= 1)"),
      one_host(root));
  const auto proof = test.proof_of(0);
  for (auto lang : {Lang::en, Lang::zh}) {
    const Words words(*test.program, *test.facts, proof, lang);
    for (std::uint32_t i = 0; i < proof.steps.size(); ++i) CHECK_FALSE(words.step({i}).empty());
  }
}
