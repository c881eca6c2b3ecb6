#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <string>

#include "base/render_diagnostic.h"
#include "explain/judge.h"
#include "explain/proof.h"
#include "explain/reason.h"
#include "explain/words.h"
#include "facts/load.h"
#include "model/compile.h"
#include "syntax/parse.h"

// A small policy and small facts, taken through the whole pipeline.
namespace dengbao::explain::test {

class Case {
 public:
  // `policy` follows a prelude with the records below; `json` is the JSON of a network.
  Case(const std::string& policy, const std::string& json, bool with_prelude = true) {
    settings.as_of = *Date::parse("2026-11-21");
    settings.level = 3;
    model::PolicySet policies;
    const auto policy_file = sources.add("test.policy", (with_prelude ? prelude() : "") + policy);
    policies.files.push_back(syntax::parse(sources, policy_file, sink));
    program = model::compile(policies, sources, sink);
    INFO(messages());
    REQUIRE(program);
    const auto facts_file = sources.add("facts.json", json);
    facts = facts::load(sources, facts_file, *program, sink);
    INFO(messages());
    REQUIRE(facts);
  }

  [[nodiscard]] auto judged() const -> Judgement { return judge(*program, *facts, settings, {0}); }
  [[nodiscard]] auto proof_of(std::size_t subject) const -> Proof {
    return prove(*program, *facts, settings, {0}, judged().subjects.at(subject));
  }
  [[nodiscard]] auto reason_of(const Proof& proof) const -> Reason {
    return find_reason(*program, *facts, settings, proof);
  }
  // What is told of the first subject, each leaf on a line.
  [[nodiscard]] auto told(Lang lang, std::size_t subject = 0) const -> std::string {
    const auto proof = proof_of(subject);
    const Words words(*program, *facts, proof, lang);
    std::string text;
    for (auto leaf : reason_of(proof).leaves) text += (text.empty() ? "" : "\n") + words.step(leaf);
    return text;
  }

  static auto prelude() -> std::string;

  Sources sources;
  Sink sink;
  eval::Settings settings;
  std::optional<model::Program> program;
  std::optional<facts::Facts> facts;

 private:
  [[nodiscard]] auto messages() const -> std::string { return render(sink.sorted(), sources, Lang::en, false); }
};

inline auto Case::prelude() -> std::string {
  return R"(module test

record Network label "network" zh "网络"
  hosts : list of Host label "hosts" zh "主机"
  zones : list of Zone label "zones" zh "区域"
  approved : truth label "design approved" zh "设计已批准"

record Zone label "zone" zh "区域"
  key id : text label "zone" zh "区域"
  range : subnet label "address range" zh "地址段"

record Host label "host" zh "主机"
  key id : text label "host" zh "主机"
  kind : Kind label "kind" zh "类型"
  zone_name : name of Zone label "zone named" zh "所填区域"
  address : address label "address" zh "地址"
  version : version label "version" zh "版本"
  accounts : list of Account label "accounts" zh "账户"
  events : list of Event label "events recorded" zh "审计的事件"
  retention : duration label "log retention" zh "日志留存时间"
  restored : date label "last restore test" zh "最近恢复测试日期"
  note : text label "note" zh "备注"
  services : list of Service label "services" zh "服务"

record Service label "service" zh "服务"
  port : number label "port" zh "端口"

record Account label "account" zh "账户"
  key name : text label "account" zh "账户"
  person : text label "person" zh "责任人"
  enabled : truth label "enabled" zh "已启用"
  login : Login label "way to log in" zh "登录方式"
  password : Password label "password" zh "口令"

record Password label "password" zh "口令"
  min_length : number label "minimum password length" zh "口令最小长度"
  kinds : number label "kinds of characters" zh "口令字符种类数"
  max_age : duration label "maximum password age" zh "口令最长使用期限"

enumeration Kind label "kind" zh "类型" one of server "server" zh "服务器", sensor "sensor" zh "传感器"
enumeration Event label "event" zh "事件" one of login "log-in" zh "登录", change "changes" zh "变更"
enumeration Login label "way to log in" zh "登录方式"
  one of password "password" zh "口令", key "key" zh "密钥", certificate "certificate" zh "证书"

scheme test
  title "Test" zh "测试"
  levels 1..4
  facts Network

source law
  title "Law" zh "法"
  in force from 2020-01-01

parameter max-age : duration = 90 days
  says "longest time between password changes" zh "口令最长更换周期"

define strong(password: Password) : truth
  says "the password is strong" zh "口令符合复杂度要求"
  means password.min_length >= 8 and password.kinds >= 3
)";
}

// One requirement over hosts with one part.
inline auto host_requirement(const std::string& condition) -> std::string {
  return "\nrequirement r\n  title \"R\" zh \"要求\"\n  cites law 1\n  level 1..4\n  for each host in network.hosts\n"
         "  require \"part\" zh \"要求项\":\n    " +
         condition + "\n";
}
inline auto one_host(const std::string& fields) -> std::string {
  return R"({"hosts": [{"id": "db-1")" + (fields.empty() ? "" : ", " + fields) + "}]}";
}

}  // namespace dengbao::explain::test
