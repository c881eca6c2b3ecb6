// The pages of the rules about words.
#include "author/lint_pages.h"

namespace dengbao::author {

auto lint_pages_of_words() -> std::span<const LintPage> {
  static const LintPage pages[] = {
      {Code::lint_missing_zh,
       {"words without Chinese", "缺少中文的文字"},
       {"Policies that are bilingual elsewhere give these words in English only.",
        "策略的其他文字是双语的，此处只有英文。"},
       {"The Chinese report shows English here: the reader of the assessment may not read it.",
        "中文报告在此处会出现英文，测评报告的读者可能看不懂。"},
       R"(requirement logs.kept
  title "Logs are kept"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
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
      {Code::lint_missing_remedy,
       {"a requirement without a remedy", "没有整改建议的要求"},
       {"The requirement does not say what to do about a failure.", "该要求没有说明不符合时如何整改。"},
       {"A report is read by those who have to put things right; the plan of work is made of remedies.",
        "报告的读者要负责整改；整改计划由整改建议组成。"},
       R"(requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
)",
       R"(requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Keep the logs of {host} for {log-retention}" zh "{host} 的日志应留存 {log-retention}"
)"},
      {Code::lint_missing_method,
       {"a requirement without a method of evidence", "没有取证方法的要求"},
       {"The requirement does not say by interview, examination or test its facts are to be found.",
        "该要求没有写明其事实应通过访谈、核查还是测试取得。"},
       {"Without it, nobody can say that the evidence of a verdict is too weak.",
        "没有写明方法，就无法指出判定的证据过弱。"},
       R"(requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine, test
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_missing_label,
       {"a field without a label", "没有名称的字段"},
       {"A field of a record has no `label`.", "记录的字段没有写 `名称`。"},
       {"Explanations speak by labels; without one they show a name made for machines.",
        "解释用名称说明事实；没有名称时只能显示字段名。"},
       R"(record Host label "host" zh "主机"
  key id : text label "name" zh "名称"
  retention : duration ask "How long are logs kept?" zh "日志保存多久？"

requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(record Host label "host" zh "主机"
  key id : text label "name" zh "名称"
  retention : duration label "retention of logs" zh "日志留存时间" ask "How long are logs kept?" zh "日志保存多久？"

requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_missing_ask,
       {"a fact that no survey asks for", "调查表不会询问的事实"},
       {"Policies read this field, but it has no `ask`, unlike others.",
        "策略读取此字段，但与其他字段不同，它没有 `提问`。"},
       {"Where the fact is missing, the verdict is undecided, and the survey cannot ask the one who knows.",
        "缺少该事实时判定为证据不足，而调查表无法向知情人提问。"},
       R"(record Host label "host" zh "主机"
  key id : text label "name" zh "名称"
  retention : duration label "retention of logs" zh "日志留存时间"

requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(record Host label "host" zh "主机"
  key id : text label "name" zh "名称"
  retention : duration label "retention of logs" zh "日志留存时间" ask "How long are logs kept?" zh "日志保存多久？"

requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_undocumented,
       {"a declaration without documentation", "没有文档的声明"},
       {"A definition, relation, table, parameter or outcome has neither `says` nor `---` lines above it; in a module "
        "of the library, `---` lines are asked for in any case.",
        "定义、关系、决策表、参数或结论既没有 `表述`，上方也没有 `---` 文档；标准库的模块一律须有 `---` 文档。"},
       {"An explanation can only show its name, and the next author has to guess what it promises.",
        "解释中只能显示其名称，后来的作者只能猜测其含义。"},
       R"(define kept(host: Host) : truth
  means host.retention >= log-retention

requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    kept(host)
  remedy "Put {host} right" zh "整改 {host}"
)",
       R"(define kept(host: Host) : truth
  says "logs of {host} are kept" zh "{host} 的日志已留存"
  means host.retention >= log-retention

requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    kept(host)
  remedy "Put {host} right" zh "整改 {host}"
)"},
  };
  return pages;
}

}  // namespace dengbao::author
