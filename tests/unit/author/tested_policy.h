#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "author/test_run.h"
#include "base/render_diagnostic.h"
#include "model/compile.h"
#include "syntax/parse.h"

// A policy text with its tests, taken through the whole pipeline.
namespace dengbao::author::test {

class TestedPolicy {
 public:
  explicit TestedPolicy(const std::string& policy) {
    model::PolicySet policies;
    policies.files.push_back(syntax::parse(sources, sources.add("test.policy", policy), sink));
    program = model::compile(policies, sources, sink);
  }

  // Runs all tests; there must be no mistake in them.
  auto run() -> TestRun {
    INFO(messages());
    REQUIRE(program);
    std::vector<model::TestId> ids;
    for (std::uint32_t i = 0; i < program->tests.size(); ++i) ids.push_back({i});
    auto prepared = prepare_tests(*program, sources, ids, default_test_date(), sink);
    INFO(messages());
    REQUIRE(prepared);
    return run_tests(*program, std::move(*prepared));
  }

  // What could not be compiled or read.
  auto mistakes() -> std::string {
    if (program) {
      std::vector<model::TestId> ids;
      for (std::uint32_t i = 0; i < program->tests.size(); ++i) ids.push_back({i});
      [[maybe_unused]] const auto prepared = prepare_tests(*program, sources, ids, default_test_date(), sink);
    }
    return messages();
  }

  // Each change that survives: "owner: change".
  auto survivors() -> std::vector<std::string> {
    auto tests = run();
    add_mutants(*program, sources, {}, tests);
    std::vector<std::string> out;
    for (const auto& survivor : tests.mutants->survivors) out.push_back(survivor.owner + ": " + survivor.change.en);
    return out;
  }

  Sources sources;
  Sink sink;
  std::optional<model::Program> program;

 private:
  [[nodiscard]] auto messages() const -> std::string { return render(sink.sorted(), sources, Lang::en, false); }
};

// A scheme of hosts with accounts.
inline auto scheme() -> std::string {
  return R"(module demo

scheme demo
  title "Demo" zh "示例"
  levels 1..4
  facts Site

source law
  title "Law" zh "法"
  in force from 2020-01-01

record Site label "site" zh "站点"
  hosts : list of Host label "hosts" zh "主机"

record Host label "host" zh "主机"
  key id : text label "name" zh "名称"
  kind : one of server "server" zh "服务器", sensor "sensor" zh "传感器" label "kind" zh "类型"
  length : number label "password length" zh "口令长度"
  logged : truth label "logged" zh "已审计"
  by_key : truth label "by key" zh "密钥登录"
  since : date label "since" zh "启用日期"
  reviewed : date label "reviewed" zh "评审日期"

parameter shortest : number = 8
  at least 6

requirement accounts.sound
  title "Accounts are sound" zh "账户合规"
  cites law 1
  level 1..4
  for each host in site.hosts where host.kind is server
  require "passwords are long" zh "口令足够长":
    host.length >= shortest
  unless "log-in is by key" zh "密钥登录":
    host.by_key
  from level 3
  require "log-ins are logged" zh "登录有审计":
    host.logged

)";
}

// One host, given as the whole network.
inline auto given_host(const std::string& fields) -> std::string {
  return "  given { \"hosts\": [ { \"id\": \"db-1\", \"kind\": \"server\", " + fields + " } ] }\n";
}

}  // namespace dengbao::author::test
