// The pages of the rules about what is used, tested and allowed.
#include "author/lint_pages.h"

namespace dengbao::author {

auto lint_pages_of_uses() -> std::span<const LintPage> {
  static const LintPage pages[] = {
      {Code::lint_unused_definition,
       {"a declaration that nothing uses", "没有被使用的声明"},
       {"No requirement, risk, duty, outcome or other declaration uses this definition, relation, table, record or "
        "enumeration. Tests do not count, nor do modules that are there for others (those without a scheme, and "
        "`std`).",
        "没有要求、风险、义务、结论或其他声明使用此定义、关系、决策表、记录或枚举。测试不算使用；供他人使用的模块（没有"
        "制度的模块和 `std`）不在此列。"},
       {"Often the requirement that was to use it checks something else instead.",
        "往往是本应使用它的要求检查了别的内容。"},
       R"(define kept(host: Host) : truth
  says "logs of {host} are kept" zh "{host} 的日志已留存"
  means host.retention >= log-retention
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
      {Code::lint_unused_parameter,
       {"a parameter that nothing uses", "没有被使用的参数"},
       {"No condition reads this parameter.", "没有条件读取此参数。"},
       {"An organisation that sets it believes in a check that does not exist.",
        "设置该参数的单位会以为存在这项检查，其实没有。"},
       R"(parameter scan-interval : duration = 90 days
  says "longest time between scans" zh "扫描最长间隔"
  because "common practice" zh "惯例"
)",
       R"(parameter scan-interval : duration = 90 days
  says "longest time between scans" zh "扫描最长间隔"
  because "common practice" zh "惯例"

requirement scans.recent
  title "Hosts are scanned" zh "主机定期扫描"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "the last scan is recent" zh "近期做过扫描":
    host.scanned_on is at most scan-interval before as_of
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_unused_field,
       {"a field that no policy reads", "没有策略读取的字段"},
       {"Facts files may hold this field, and surveys ask for it, but no verdict depends on it. (Where policies put "
        "questions, a field without `ask` only describes, and is left alone.)",
        "事实文件可以填写此字段，调查表也会询问，但没有判定依据它。（策略中有 `提问` 时，没有 `提问` "
        "的字段视为仅作描述，不予报告。）"},
       {"People are asked for facts that nobody needs, or a check was forgotten.",
        "要么采集了不需要的事实，要么漏写了检查。"},
       R"(record Host label "host" zh "主机"
  key id : text label "name" zh "名称"
  serial : text label "serial number" zh "序列号"
                ask "What is its serial number?" zh "序列号是什么？"
)",
       R"(record Host label "host" zh "主机"
  key id : text label "name" zh "名称"
  serial : text label "serial number" zh "序列号"
                ask "What is its serial number?" zh "序列号是什么？"

requirement hosts.registered
  title "Hosts are registered" zh "主机已登记"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "the serial number is on record" zh "已登记序列号":
    host.serial is not empty
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_unused_use,
       {"a `use` of which nothing is used", "没有用到的 `使用`"},
       {"The file uses a module, or a name of it, that it never mentions.",
        "文件使用了某个模块或其中的名称，却从未用到。"},
       {"It makes a reader look for what is not there, and ties modules together without need.",
        "使读者徒劳查找，也使模块之间产生不必要的依赖。"},
       R"(use example.words

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
       R"(use example.words

requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    enough(host.retention)
  remedy "Put {host} right" zh "整改 {host}"
)"},
      {Code::lint_untested,
       {"a requirement without a test", "没有测试的要求"},
       {"No `test` is about this requirement, risk or duty. Where a policy set has no test at all, that is one "
        "finding, at its scheme.",
        "没有 `测试` 针对此要求、风险或义务。若整套策略没有任何测试，则只在制度处报告一次。"},
       {"A test is an example that the author thought through: who reviews the policy can check the meaning there, and "
        "a later change that breaks it is noticed.",
        "测试是作者推敲过的示例：评审者可据此核对含义，后来的修改若破坏了它也会被发现。"},
       R"(requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
  remedy "Put {host} right" zh "整改 {host}"

requirement scans.done
  title "Hosts are scanned" zh "主机定期扫描"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "a scan was done" zh "做过扫描":
    host.scanned_on <= as_of
  remedy "Put {host} right" zh "整改 {host}"

test "three days are not enough" zh "留存三天不够"
  of logs.kept at level 3
  given { "hosts": [ { "id": "db-1", "retention": "P3D" } ] }
  expect fail for "db-1"
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

requirement scans.done
  title "Hosts are scanned" zh "主机定期扫描"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "a scan was done" zh "做过扫描":
    host.scanned_on <= as_of
  remedy "Put {host} right" zh "整改 {host}"

test "three days are not enough" zh "留存三天不够"
  of logs.kept at level 3
  given { "hosts": [ { "id": "db-1", "retention": "P3D" } ] }
  expect fail for "db-1"

test "a scan of last month will do" zh "上月的扫描符合"
  of scans.done at level 3
  given { "hosts": [ { "id": "db-1", "scanned_on": "2020-01-01" } ] }
  expect pass for "db-1"
)"},
      {Code::lint_unused_allow,
       {"a `lint: allow` that allows nothing", "没有作用的 `lint: 允许`"},
       {"The comment allows a finding that does not occur in the declaration, part or line below it.",
        "注释允许的发现在其下方的声明、要求项或行中并不存在。"},
       {"It would hide the finding when it comes back, after its reason is long forgotten.",
        "日后该发现再次出现时会被隐去，而当初的理由早已无人记得。"},
       R"(-- lint: allow L0110 because the remedy is obvious
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
      {Code::lint_bad_allow,
       {"a `lint: allow` without code or reason", "缺少编号或理由的 `lint: 允许`"},
       {"A comment that allows findings names their codes and says why: `-- lint: allow L0105 because …`, in Chinese "
        "`-- lint: 允许 L0105 因为 …`.",
        "允许发现的注释须写明编号和理由：`-- lint: 允许 L0105 因为 …`，英文为 `-- lint: allow L0105 because …`。"},
       {"Whoever reviews the policy must be able to judge the reason.", "评审策略的人须能判断理由是否成立。"},
       R"(-- lint: allow L0110
requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
)",
       R"(-- lint: allow L0110 because the title says what to do
requirement logs.kept
  title "Logs are kept" zh "日志按规定留存"
  cites rules 1
  level 1..3
  method examine
  for each host in network.hosts
  require "logs are kept long enough" zh "日志留存时间足够":
    host.retention >= log-retention
)"},
  };
  return pages;
}

}  // namespace dengbao::author
