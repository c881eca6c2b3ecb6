// The pages of the rules about parts, exceptions and levels.
#include "author/lint_pages.h"

namespace dengbao::author {

auto lint_pages_of_parts() -> std::span<const LintPage> {
  static const LintPage pages[] = {
      {Code::lint_vacuous,
       {"a requirement that passes where nothing is listed", "没有任何对象也会符合的要求"},
       {"Every part only looks at elements of lists, and one of them asks something of every element. Of an empty list "
        "that is true: a subject of which nothing is "
        "listed passes.",
        "各要求项都只检查列表的元素，其中有一项要求每个元素都满足条件。列表为空时条件成立：什么都没有列出的对象也会符合"
        "。"},
       {"\"Compliant\" over an empty list is the commonest wrong answer of compliance tools. If an empty list is "
        "sound, say so with `-- lint: allow L0105 because …`.",
        "对空列表得出“符合”是合规工具最常见的错误结论。若空列表确属正常，请写 `-- lint: 允许 L0105 因为 …`。"},
       R"(requirement passwords.long
  title "Passwords are long enough" zh "口令足够长"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "every password is long enough" zh "口令长度足够":
    every account in host.accounts satisfies account.length >= shortest
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(requirement passwords.long
  title "Passwords are long enough" zh "口令足够长"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "the accounts are listed" zh "已列出账户":
    host.accounts is not empty
  require "every password is long enough" zh "口令长度足够":
    every account in host.accounts satisfies account.length >= shortest
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_unreachable_part,
       {"a part that holds at no level", "在任何级别都不适用的要求项"},
       {"`from level` and `until level` leave the part no level at which the requirement stands.",
        "`第 … 级起`、`第 … 级前` 的限定使该要求项在此要求的各个级别都不适用。"},
       {"The part is never checked, though it can be read in the policy and quoted to an auditor.",
        "该项从未被检查，却写在策略里，可能被当作依据引用。"},
       R"(requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 3
  method examine
  for each host in network.hosts
  until level 3 require "logs are kept" zh "保存日志":
    host.retention > 0 days
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_implied_part,
       {"a part that another part contains", "已被其他要求项包含的要求项"},
       {"Whenever the other part is met, this one is met as well: it demands less, or the same.",
        "另一要求项成立时，该项必然成立：它的要求更低或相同。"},
       {"One shortcoming is reported twice, and a subject that fails both looks worse than it is. Often the weaker "
        "part was meant for lower levels: `replacing` says so.",
        "同一问题被报告两次，使对象显得比实际更差。较弱的一项往往只用于较低级别：请用 `取代` 写明。"},
       R"(requirement passwords.long
  title "Passwords are long enough" zh "口令足够长"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.accounts is not empty
  require "every password is long enough" zh "口令长度足够":
    every account in host.accounts satisfies account.length >= shortest
  require "passwords are long and owned" zh "口令足够长且有责任人":
    every account in host.accounts
      satisfies account.length >= shortest and account.person is not empty
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
  require "accounts have owners" zh "账户有责任人":
    every account in host.accounts satisfies account.person is not empty
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_swallowing_exception,
       {"an exception that swallows its rule", "架空要求项的例外"},
       {"The exception is true in every case in which the part is false, so that the part never fails.",
        "凡要求项不成立时例外都成立，因此该项永远不会不符合。"},
       {"The report shows passes by exception where it should show failures.",
        "报告会把本应不符合的情形显示为“因例外符合”。"},
       R"(requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  unless "storage is short" zh "存储空间不足":
    host.retention < log-retention
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
  unless "logs go to another host" zh "日志发送到其他主机":
    host.kind is printer
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_weakening,
       {"a higher level that demands less", "较高级别要求反而更低"},
       {"`by level` or a replaced part demands less at a level than at the one below it, with the parameters as they "
        "stand.",
        "按参数的默认值，`按级别` 或取代它的要求项在某一级的要求低于下一级。"},
       {"A higher level only adds: what level 2 demands, level 3 demands. A figure that goes the wrong way for its "
        "sign is easily overlooked.",
        "级别越高只会增加要求：第二级要求的，第三级也要求。数值方向与比较符号不一致的错误很难察觉。"},
       R"(requirement passwords.long
  title "Passwords are long enough" zh "口令足够长"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.accounts is not empty
  require "every password is long enough" zh "口令长度足够":
    every account in host.accounts
      satisfies account.length >= by level (1: 10, 3: 8)
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(requirement passwords.long
  title "Passwords are long enough" zh "口令足够长"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts where host.accounts is not empty
  require "every password is long enough" zh "口令长度足够":
    every account in host.accounts
      satisfies account.length >= by level (1: 8, 3: 10)
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_questionnaire,
       {"a part that only repeats its label as a question", "只是把标题再问一遍的要求项"},
       {"The part rests on one yes/no fact whose name says the same as the part. Somebody has to judge the clause when "
        "filling in the facts.",
        "该项只依据一个与标题同义的是/否事实，填写事实的人须自行判断条款是否满足。"},
       {"The verdict is then the opinion of whoever filled in the form, and no evidence can contradict it. Ask for "
        "what can be seen: a date, a setting, a list.",
        "判定就成了填表人的意见，没有证据能推翻它。请询问可核查的内容：日期、配置、清单。"},
       R"(requirement logs.reviewed
  title "Somebody looks at the logs" zh "有人查看日志"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are reviewed" zh "日志已审查":
    host.logs_reviewed
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(requirement logs.reviewed
  title "Somebody looks at the logs" zh "有人查看日志"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are reviewed" zh "日志已审查":
    host.reviewed_on is at most review-interval before as_of
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_title_figure,
       {"a figure in words that no threshold has", "文字中的数值与阈值不一致"},
       {"The title, a label or the remedy names a length of time or a number, but no constant and no default of a "
        "parameter of this requirement is that.",
        "标题、要求项标题或整改建议写了时长或数值，但该要求的常量和参数默认值中没有这个数。"},
       {"The report promises one figure and checks another. In a remedy, `{log-retention}` always shows the figure "
        "that is checked.",
        "报告写的是一个数值，检查的却是另一个。在整改建议中写 `{log-retention}`，可始终显示实际检查的数值。"},
       R"(requirement logs.kept
  title "Logs are kept for 90 days" zh "日志留存90天"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(requirement logs.kept
  title "Logs are kept for 180 days" zh "日志留存180天"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Put {host} right" zh "整改 {host}"
)"},
  };
  return pages;
}

}  // namespace dengbao::author
