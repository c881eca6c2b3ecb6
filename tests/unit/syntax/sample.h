#pragma once

namespace dengbao::syntax::test {

// Every construct of the language at least once, and no error.
inline constexpr const char* sample = R"policy(-- a sample
module mlps.computing.identity

use mlps.facts
use std.credential (strong, level)

scheme mlps
  title "Multi-level protection" zh "等级保护"
  levels 1..4
  classes S "business information" zh "业务信息", A, G
  facts Network
  catalogue gbt22239

source gbt22239
  title "Baseline" zh "基本要求"
  short "GB/T 22239"
  edition "2019"
  in force from 2019-12-01 until 2030-01-31
  catalogue "gbt22239.csv"

source consultation
  title "Draft"
  draft

--- One machine.
---
--- With accounts.
record Host label "host" zh "主机"
  key id : text label "name" zh "名称"
  kind : one of server "server" zh "服务器", sensor, level
  accounts : list of Account label "accounts" ask "Which accounts?" zh "有哪些账户？"
  zone : ref Zone
  record : name of Zone
  level : level
  label : text label "label"
  ask : date
  source : text

enumeration Trust label "trust" zh "信任" one of trusted, untrusted

parameter password-max-age : duration = 90 days
  at least 1 day
  at most 1 year
  says "longest time" zh "最长周期"
  because "practice"

define strong(account: Account, minimum: number): truth
  says "{account} is strong" zh "{account}强"
  means account.length >= minimum and account.kinds >= 3

requirement identity.unique-and-strong
  title "Users are identified" zh "用户身份唯一标识"
  cites gbt22239 topic identity.unique in part
  cites high-risk 6.4.2.1
  cites draft-regulation 29
  cites law 第二十一条
  method examine, test
  weight key
  rationale "why"
  level 2 and above
  applies when network.role is cloud-platform
  for each host in network.hosts where host.kind is not sensor
  when none fail "there are no hosts" zh "没有主机"
  unless "it stands alone":
    host.alone
  require "one person each" zh "一人一户":
    distinct(host.accounts.person)
  method interview
  require "complex":
    every account in host.accounts where account.enabled satisfies strong(account, 8)
  unless "log-in is by key only":
    every account in host.accounts，where account.enabled, satisfies account.login is one of key, certificate
  from level 3 until level 4 recommends "changed" replacing "complex":
    every account in host.accounts satisfies account.max_age <= password-max-age
  remedy "Set a policy on {host}" zh "在 {host} 上设置"
)policy";

}  // namespace dengbao::syntax::test
