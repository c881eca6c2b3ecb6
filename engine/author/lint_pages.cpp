#include "author/lint_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace dengbao::author {
namespace {

auto heading(std::string_view text) -> std::string { return fmt::format("\n{}\n", text); }

auto paragraph(const std::string& text) -> std::string { return fmt::format("  {}\n", text); }

auto example(std::string_view policy) -> std::string {
  std::string out;
  while (!policy.empty()) {
    const auto end = std::min(policy.find('\n'), policy.size());
    const auto line = policy.substr(0, end);
    out += line.empty() ? "\n" : fmt::format("    {}\n", line);
    policy.remove_prefix(std::min(end + 1, policy.size()));
  }
  return out;
}

// What the examples take for granted, one piece a declaration: its first two words, and all of it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> setting{{
    {"scheme ", R"(
scheme example
  title "Example" zh "示例"
  levels 1..3
  facts Network
)"},
    {"source ", R"(
source rules
  title "House rules" zh "内部规定"
  in force from 2020-01-01
)"},
    {"record Network ", R"(
record Network label "network" zh "网络"
  hosts : list of Host label "hosts" zh "主机" ask "Which hosts are there?" zh "有哪些主机？"
)"},
    {"record Host ", R"(
record Host label "host" zh "主机"
  key id : text label "name" zh "名称"
  kind : one of server "server" zh "服务器", terminal "terminal" zh "终端", printer "printer" zh "打印机"
    label "kind" zh "类型" ask "What kind of host is it?" zh "属于哪类主机？"
  zone : text label "zone" zh "区域" ask "In which zone is it?" zh "位于哪个区域？"
  port : number label "port" zh "端口" ask "On which port does it listen?" zh "监听哪个端口？"
  accounts : list of Account label "accounts" zh "账户" ask "Which accounts are there?" zh "有哪些账户？"
  retention : duration label "retention of logs" zh "日志留存时间" ask "How long are logs kept?" zh "日志保存多久？"
  scanned_on : date label "last scan" zh "最近扫描日期" ask "When was it scanned?" zh "何时扫描？"
  reviewed_on : date label "last review of the logs" zh "最近日志审查日期" ask "When were logs reviewed?" zh "何时审查日志？"
  logs_reviewed : truth label "logs are reviewed" zh "日志已审查" ask "Are the logs reviewed?" zh "日志是否审查？"
  patches_missing : number label "patches missing" zh "未安装补丁数" ask "How many patches are missing?" zh "缺多少补丁？"
)"},
    {"record Account ", R"(
record Account label "account" zh "账户"
  key name : text label "account" zh "账户"
  person : text label "owner" zh "责任人" ask "Whose account is it?" zh "由谁使用？"
  enabled : truth label "enabled" zh "已启用" ask "Can it be used?" zh "是否可用？"
  login : one of password "password" zh "口令", key "key" zh "密钥"
    label "way to log in" zh "登录方式" ask "How does one log in?" zh "如何登录？"
  length : number label "password length" zh "口令长度" ask "How long must the password be?" zh "口令至少多少位？"
)"},
    {"parameter shortest ", R"(
parameter shortest : number = 8
  says "shortest password" zh "口令最短长度"
)"},
    {"parameter log-retention ", R"(
parameter log-retention : duration = 6 months
  says "shortest time for which logs are kept" zh "日志最短留存时间"
parameter review-interval : duration = 30 days
  says "longest time between reviews" zh "审查最长间隔"
)"},
}};

}  // namespace

auto lint_page(Code code) -> const LintPage* {
  for (const auto pages :
       {lint_pages_of_conditions(), lint_pages_of_parts(), lint_pages_of_words(), lint_pages_of_uses()}) {
    const auto found = std::ranges::find(pages, code, &LintPage::code);
    if (found != pages.end()) return &*found;
  }
  return nullptr;
}

auto lint_page_text(const LintPage& page, Lang lang) -> std::string {
  const auto zh = lang == Lang::zh;
  auto out = fmt::format("{}  {}\n", info(page.code).id, page.title.in(lang));
  out += heading(zh ? "含义" : "What it means") + paragraph(page.meaning.in(lang));
  out += heading(zh ? "为何重要" : "Why it matters") + paragraph(page.matters.in(lang));
  out += heading(zh ? "不宜写成" : "Instead of") + example(page.bad);
  out += heading(zh ? "宜写成" : "Write") + example(page.good);
  return out;
}

auto lint_example_policy(std::string_view example) -> std::string {
  std::string out;
  for (const auto& [head, text] : setting) {
    if (example.find(head) == std::string_view::npos) out += text;
  }
  return out;
}

}  // namespace dengbao::author
