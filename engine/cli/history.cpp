#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "assess/assessment.h"
#include "base/sha256.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "report/assessment_json.h"
#include "report/history/history.h"

namespace dengbao::cli {
namespace {

namespace fs = std::filesystem;
using report::Json;

constexpr auto history_example_en = R"(
Example:
  dengbao history engagement --keep engagement/facts/facts.json --level 3
  dengbao history engagement
  dengbao history engagement --format json | jq '.assessments[].score'

The folder is one that init laid out. --keep assesses the facts and keeps the result in its assessments/, with the
digests of policies and facts; the same assessment is kept once. compare takes two of the facts side by side.
Exit status: 0, or 3 if the input is at fault)";
constexpr auto history_example_zh = R"(
示例：
  dengbao history 项目 --keep 项目/facts/facts.json --level 3 --lang zh
  dengbao history 项目 --lang zh
  dengbao history 项目 --format json | jq '.assessments[].score'

文件夹由 init 建立。--keep 评估该事实文件，并把结果连同策略和事实的摘要保存到 assessments/；同一评估只保存一次。
退出状态：0；输入有误时为 3)";
constexpr auto init_example_en = R"(
Example:
  dengbao init engagement

Makes the folders facts, evidence, waivers, reports and assessments, with a page that says what goes where. What is there
already stays as it is.)";
constexpr auto init_example_zh = R"(
示例：
  dengbao init 项目 --lang zh

建立文件夹 facts、evidence、waivers、reports、assessments，以及一页说明。已有内容保持不变。)";

constexpr auto page_en = R"(# An engagement

| folder | what goes there |
|---|---|
| `facts/` | what is known of the network: `facts.json`, and patches of what is planned |
| `evidence/` | the files that the facts' evidence names, by paths below `facts/` or with their digests |
| `waivers/` | decisions to live with a finding, signed and dated |
| `reports/` | what was written for others: `dengbao assess … --format html -o reports/…` |
| `assessments/` | kept assessments, written by `dengbao history . --keep facts/facts.json --level N`; never edited |

`dengbao history .` shows the trend. Everything is plain text: keep the folder in git.
)";
constexpr auto page_zh = R"(# 项目

| 文件夹 | 内容 |
|---|---|
| `facts/` | 网络的事实：`facts.json`，以及计划中变更的补丁 |
| `evidence/` | 事实的证据所指的文件 |
| `waivers/` | 接受某项问题的决定，签字并注明日期 |
| `reports/` | 对外报告：`dengbao assess … --format html -o reports/…` |
| `assessments/` | 保存的评估，由 `dengbao history . --keep facts/facts.json --level N` 写入，不得修改 |

`dengbao history .` 显示变化趋势。全部为纯文本，适合用 git 保存。
)";

constexpr const char* folders[] = {"facts", "evidence", "waivers", "reports", "assessments"};

struct HistoryOptions {
  Options common;
  std::string folder;
};

auto text_of(const fs::path& path) -> std::string {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

auto is_folder_given(Session& session, const std::string& folder) -> bool {
  if (!folder.empty()) return true;
  return session.usage({"no folder is given", "未给出文件夹"});
}

auto run_init(const HistoryOptions& options) -> int {
  Session session(options.common);
  if (!session.check_options() || !is_folder_given(session, options.folder)) return session.finish(status_bad_input);
  std::error_code error;
  for (const auto* name : folders) {
    fs::create_directories(fs::path(options.folder) / name, error);
    if (error) {
      session.sink().report(Code::cannot_write, options.folder, error.message()).emit();
      return session.finish(status_bad_input);
    }
    const auto keep = fs::path(options.folder) / name / ".gitkeep";
    if (fs::is_empty(keep.parent_path(), error)) write_result(keep.string(), "", session.sink());
  }
  const auto page = fs::path(options.folder) / "README.md";
  if (!fs::exists(page, error))
    write_result(page.string(), session.lang() == Lang::zh ? page_zh : page_en, session.sink());
  return session.finish(status_holds);
}

// Assesses the facts and writes the kept file; false where something is wrong with them.
auto keep(Session& session, const HistoryOptions& options) -> bool {
  if (!session.load()) return false;
  const auto context = session.context();
  const auto assessment = assess::assess(session.plan(), context.facts, context.settings, {});
  const auto facts = sha256(session.sources()[context.facts.file()].text());
  const auto kept = report::kept_json(report::assessment_json(context, assessment), session.policies_digest(), facts);
  const auto folder = fs::path(options.folder) / "assessments";
  std::vector<std::string> there;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) there.push_back(entry.path().filename().string());
  const auto path = folder / report::kept_name(kept, there);
  write_result(path.string(), kept, session.sink());
  return session.sink().errors() == 0;
}

auto read_kept(Session& session, const std::string& folder) -> std::optional<std::vector<Json>> {
  std::vector<Json> kept;
  std::vector<fs::path> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(folder) / "assessments", error)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  if (error) {
    session.sink()
        .report(Code::not_an_engagement, folder)
        .help({"dengbao init makes one", "请先运行 dengbao init"})
        .emit();
    return std::nullopt;
  }
  std::ranges::sort(paths);
  for (const auto& path : paths) {
    auto json = Json::parse(text_of(path), nullptr, false);
    if (!report::is_kept(json)) {
      session.sink()
          .report(Code::not_a_kept_assessment, path.string())
          .help({"take it out of the folder; `dengbao history DIR --keep FACTS` writes kept ones",
                 "请移出该文件夹；保存的评估由 `dengbao history 文件夹 --keep 事实文件` 写入"})
          .emit();
      return std::nullopt;
    }
    kept.push_back(std::move(json));
  }
  return kept;
}

auto run_history(const HistoryOptions& options) -> int {
  Session session(options.common);
  if (!session.check_options() || !is_folder_given(session, options.folder) || !read_kept(session, options.folder))
    return session.finish(status_bad_input);
  if (!options.common.facts.empty() && !keep(session, options)) return session.finish(status_bad_input);
  const auto kept = read_kept(session, options.folder);
  if (!kept) return session.finish(status_bad_input);
  const bool json = options.common.format == "json";
  return session.finish(status_holds, json ? report::history_json(*kept) : report::history_text(*kept, session.lang()));
}

}  // namespace

void add_init(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand("init", zh ? "建立项目文件夹" : "lay out the folder of an engagement");
  command->footer(zh ? init_example_zh : init_example_en);
  auto options = std::make_shared<HistoryOptions>();
  command->add_option("DIR", options->folder, zh ? "文件夹" : "the folder");
  command->add_option("--lang", options->common.lang, zh ? "输出语言：en 或 zh" : "language of the page: en or zh")
      ->type_name("en|zh");
  command->callback([options, &run] { run = [options] { return run_init(*options); }; });
}

void add_history(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand(
      "history", zh ? "保存评估并显示变化趋势" : "keep assessments of an engagement, and show what became of it");
  command->footer(zh ? history_example_zh : history_example_en);
  auto options = std::make_shared<HistoryOptions>();
  command->add_option("DIR", options->folder, zh ? "项目文件夹" : "the folder of the engagement");
  command
      ->add_option("--keep", options->common.facts,
                   zh ? "先评估该事实文件并保存结果" : "assess these facts first and keep the result")
      ->type_name("FACTS");
  add_settings(*command, options->common, lang);
  add_output(*command, options->common, lang, true);
  add_policies(*command, options->common, lang);
  command->callback([options, &run] { run = [options] { return run_history(*options); }; });
}

}  // namespace dengbao::cli
