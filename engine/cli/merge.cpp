#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <memory>

#include "base/fault_words.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "report/roll_up_json.h"

namespace dengbao::cli {
namespace {

constexpr auto merge_example_en = R"(
Example:
  dengbao merge north.roll-up south.roll-up -o fleet.roll-up
  dengbao merge part-*.ndjson
  grep -h '^{"schema":"dengbao.roll-up/1"' part-*.ndjson | dengbao merge -

Puts roll-ups of `assess` together, in any order and any grouping to the same bytes. A file may hold several, one on each
line; lines with verdicts of a network are passed over.
Exit status: 0, or 3 if something is no roll-up, or was made by other policies, at another level or as of another day)";
constexpr auto merge_example_zh = R"(
示例：
  dengbao merge 北区.roll-up 南区.roll-up -o 全部.roll-up --lang zh
  dengbao merge part-*.ndjson
  grep -h '^{"schema":"dengbao.roll-up/1"' part-*.ndjson | dengbao merge -

合并 assess 的汇总；顺序与分组不影响结果的字节。一个文件可含多个汇总，每行一个；网络的判定行会被略过。
退出状态：0；若某个文件不是汇总，或其策略、级别、评估日不同，则为 3)";

struct MergeOptions : Options {
  std::vector<std::string> files;
};

// All roll-ups so far, and where the first of them came from.
struct Merged {
  std::optional<assess::RollUp> all;
  std::string first;
};

auto is_blank_line(const std::string& line) -> bool { return line.find_first_not_of(" \t\r\n") == std::string::npos; }

auto add_line(Merged& merged, const std::string& line, const std::string& place, Sink& sink) -> bool {
  const auto read = report::read_roll_up(line);
  if (const auto* words = std::get_if<Localised>(&read)) {
    sink.report(Code::not_a_roll_up, place, *words).emit();
    return false;
  }
  const auto& one = std::get<assess::RollUp>(read);
  if (!merged.all) {
    merged.all = one;
    merged.first = place;
    return true;
  }
  const auto reason = assess::merge(*merged.all, one);
  if (reason) sink.report(Code::roll_ups_differ, place, merged.first, *reason).emit();
  return !reason;
}

auto add_stream(Merged& merged, std::istream& in, const std::string& name, Sink& sink) -> bool {
  bool any = false;
  std::uint64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (is_blank_line(line) || report::is_verdicts_line(line)) continue;
    any = true;
    if (!add_line(merged, line, number == 1 ? name : fmt::format("{}:{}", name, number), sink)) return false;
  }
  if (any && !in.bad()) return true;
  sink.report(Code::not_a_roll_up, name, Localised{"it holds none", "其中没有汇总"}).emit();
  return false;
}

auto add_file(Merged& merged, const std::string& path, Sink& sink) -> bool {
  if (path == "-") return add_stream(merged, std::cin, path, sink);
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    sink.report(Code::not_a_roll_up, path, fault_words(errno)).emit();
    return false;
  }
  return add_stream(merged, in, path, sink);
}

auto run_merge(const MergeOptions& options) -> int {
  Session session(options);
  if (!session.check_options()) return session.finish(status_bad_input);
  if (options.files.empty()) {
    session.usage({"no roll-ups are given; name their files, or - for standard input",
                   "未给出汇总；请给出文件，或用 - 表示标准输入"});
    return session.finish(status_bad_input);
  }
  Merged merged;
  bool good = true;
  for (const auto& file : options.files) good = add_file(merged, file, session.sink()) && good;
  if (!good) return session.finish(status_bad_input);
  return session.finish(status_holds, report::roll_up_json(*merged.all));
}

}  // namespace

void add_merge(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand(
      "merge", zh ? "合并在不同机器上得到的汇总" : "put roll-ups of many networks together, from several machines");
  command->footer(zh ? merge_example_zh : merge_example_en);
  auto options = std::make_shared<MergeOptions>();
  command->add_option("ROLLUP", options->files,
                      zh ? "汇总文件，或含有汇总的评估结果" : "files of roll-ups, or results of assess that hold one");
  add_output(*command, *options, lang, false);
  command->add_option("--lang", options->lang, zh ? "提示的语言：en 或 zh" : "language of the messages: en or zh")
      ->type_name("en|zh");
  command->callback([options, &run] { run = [options] { return run_merge(*options); }; });
}

}  // namespace dengbao::cli
