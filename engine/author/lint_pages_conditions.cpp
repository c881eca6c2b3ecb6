// The pages of the rules about conditions.
#include "author/lint_pages.h"

namespace dengbao::author {

auto lint_pages_of_conditions() -> std::span<const LintPage> {
  static const LintPage pages[] = {
      {Code::lint_always,
       {"a condition that is always true or always false", "恒为真或恒为假的条件"},
       {"Types, enumerations, constants or the conditions around it decide this condition before any fact is looked "
        "at.",
        "类型、枚举、常量或周围的条件已经决定了此条件的真假，与事实无关。"},
       {"A condition that is always true checks nothing, though the report counts it as met; one that is always false "
        "fails every network. Both come from a slip: a wrong sign, a choice that `where` has left out.",
        "恒真的条件什么也没有检查，报告却会计为符合；恒假的条件使所有网络都不符合。多因笔误造成：符号写反，或所写选项已"
        "被 `其中` 排除。"},
       R"(requirement passwords.long
  title "Passwords are long enough" zh "口令足够长"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.accounts is not empty
  require "every password is long enough" zh "口令长度足够":
    every account in host.accounts
      satisfies account.length >= shortest and account.length < shortest
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(requirement passwords.long
  title "Passwords are long enough" zh "口令足够长"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.accounts is not empty
  require "every password is long enough" zh "口令长度足够":
    every account in host.accounts satisfies account.length >= shortest
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_overlapping_where,
       {"a condition that the `where` of the `for each` has settled", "`对于每个` 的 `其中` 已确定的条件"},
       {"The requirement looks only at subjects for which this condition holds, and asks for it again.",
        "该要求只看满足此条件的对象，却又再次检查同一条件。"},
       {"A reader takes it for a check that can fail. Often the filter was meant to be wider: then subjects that "
        "should fail are out of scope and counted nowhere.",
        "读者会以为这是可能不符合的检查。往往是筛选写得过窄：本应不符合的对象被排除在外，不计入任何结果。"},
       R"(requirement servers.patched
  title "Servers are patched" zh "服务器已打补丁"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.kind is server
  require "the server is patched" zh "服务器已安装补丁":
    host.kind is server and host.patches_missing = 0
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(requirement servers.patched
  title "Servers are patched" zh "服务器已打补丁"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.kind is server
  require "the server is patched" zh "服务器已安装补丁":
    host.patches_missing = 0
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_repeated_condition,
       {"a condition that stands twice", "重复出现的条件"},
       {"The same condition stands twice among those joined by `and` or `or`, or in a `where` and what follows it.",
        "同一条件在 `且`、`或` 连接的条件中，或在 `其中` 与其后的条件中出现两次。"},
       {"Usually one of the two was meant to be another: a copied line whose field was never changed. What was meant "
        "is then checked nowhere.",
        "通常其中一处本应是别的条件：复制后忘了改字段。本想检查的内容因此从未被检查。"},
       R"(requirement accounts.owned
  title "Accounts have owners" zh "账户有责任人"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.accounts is not empty
  require "every account in use has an owner" zh "在用账户均有责任人":
    every account in host.accounts where account.enabled and account.enabled
      satisfies account.person is not empty
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(requirement accounts.owned
  title "Accounts have owners" zh "账户有责任人"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.accounts is not empty
  require "every account in use has an owner" zh "在用账户均有责任人":
    every account in host.accounts where account.enabled
      satisfies account.person is not empty
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_double_negation,
       {"two negations that cancel each other out", "相互抵消的双重否定"},
       {"`not … is not` and `no … satisfies not` say in two negations what one plain condition says.",
        "`非 … 不为` 与 `不存在 … 满足 非` 用两处否定表达一个肯定的条件。"},
       {"Auditors sign what they understand. The explanation of a verdict is worded from the policy, so the reader of "
        "the report has to untangle it too.",
        "测评人员只会认可看得懂的内容。解释按策略措辞，报告的读者也不得不费力还原。"},
       R"(requirement accounts.by-key
  title "Log-in is by key" zh "以密钥登录"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.accounts is not empty
  require "every account logs in by key" zh "账户均以密钥登录":
    every account in host.accounts satisfies not (account.login is not key)
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(requirement accounts.by-key
  title "Log-in is by key" zh "以密钥登录"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.accounts is not empty
  require "every account logs in by key" zh "账户均以密钥登录":
    every account in host.accounts satisfies account.login is key
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_where_known,
       {"a filter that leaves out what nobody has collected", "略去未采集内容的筛选"},
       {"`is known` in a `where` or in `applies when` takes elements out whose fact is missing.",
        "`其中` 或 `适用 当` 里的 `已知` 会略去缺少该事实的元素。"},
       {"Nothing missing passes: a host whose fact was not collected makes the verdict undecided, and the explanation "
        "says what to collect. The filter turns that into a pass over the hosts that happen to be known.",
        "缺少事实不得视为符合：未采集的主机应使判定为证据不足，解释会写明缺什么。此筛选使判定只看恰好已知的主机而得出符"
        "合。"},
       R"(requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.retention is known
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_quadratic,
       {"a comparison of every element with every other", "对全部元素两两比较"},
       {"A loop over a list of the whole network stands inside a loop over the same list, and no equality says which "
        "pairs belong together.",
        "对整个网络的列表遍历中又遍历同一列表，且没有相等条件说明哪些元素应成对比较。"},
       {"Ten thousand hosts make a hundred million pairs. With an equality (`other.zone = host.zone`) the engine looks "
        "up the few that matter.",
        "一万台主机会产生一亿对。写明相等条件（如 `other.zone = host.zone`）后，引擎只查找相关的少数几对。"},
       R"(requirement names.apart
  title "Names differ within a zone" zh "同一区域内名称不重复"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "no other host has a higher port" zh "没有端口更高的其他主机":
    no other in network.hosts where other is not host satisfies other.port > host.port
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(requirement names.apart
  title "Names differ within a zone" zh "同一区域内名称不重复"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "no other host of the zone has a higher port" zh "同一区域没有端口更高的其他主机":
    no other in network.hosts where other.zone = host.zone and other is not host
      satisfies other.port > host.port
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_literal,
       {"a threshold that is a bare figure", "直接写出数值的阈值"},
       {"A threshold stands in a condition as a figure, not as a `parameter`.",
        "阈值以数值直接写在条件里，而没有声明为 `参数`。"},
       {"Standards leave most figures open. A parameter says where the figure comes from, bounds it, lets an "
        "organisation set a stricter one, and is listed in every report; a bare figure does none of that.",
        "标准大多不规定具体数值。参数写明数值的来源和上下限，单位可以设得更严，并列入每份报告；直接写出的数值做不到这些"
        "。"},
       R"(requirement passwords.long
  title "Passwords are long enough" zh "口令足够长"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.accounts is not empty
  require "every password is long enough" zh "口令长度足够":
    every account in host.accounts satisfies account.length >= 8
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(parameter password-length : number = 8
  at least 8
  says "shortest password" zh "口令最短长度"
  because "common practice" zh "测评惯例"

requirement passwords.long
  title "Passwords are long enough" zh "口令足够长"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.accounts is not empty
  require "every password is long enough" zh "口令长度足够":
    every account in host.accounts satisfies account.length >= password-length
  remedy "Put {host} right" zh "整改 {host}"
)"},
  };
  return pages;
}

}  // namespace dengbao::author
