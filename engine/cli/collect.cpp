#include "collect/collect.h"

#include <CLI/CLI.hpp>
#include <memory>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace dengbao::cli {
namespace {

constexpr auto collect_example_en = R"(
Example:
  dengbao collect -o host.json
  dengbao collect | dengbao assess - --level 3 --only 'computing.*')";
constexpr auto collect_example_zh = R"(
示例：
  dengbao collect -o host.json
  dengbao collect | dengbao assess - --level 3 --only 'computing.*')";

struct CollectOptions {
  Options common;
  collect::Options machine;
};

void tell_not_read(const collect::Collected& collected, Lang lang) {
  if (collected.not_read.empty()) return;
  auto out = say("{} facts could not be read and are left out:\n", "有 {} 项事实无法读取，未写入：\n",
                 collected.not_read.size())
                 .in(lang);
  for (const auto& missing : collected.not_read) {
    out += fmt::format("  {}  {}\n", utf8::printable(missing.pointer), utf8::printable(missing.why.in(lang)));
  }
  write_message(out);
}

auto run_collect(const CollectOptions& options) -> int {
  Session session(options.common);
  if (!session.check_options()) return session.finish(status_bad_input);
  auto machine = options.machine;
  machine.as_of = today();
  machine.by = "dengbao collect " DENGBAO_VERSION;
  const auto collected = collect::collect(machine);
  tell_not_read(collected, session.lang());
  return session.finish(status_holds, collected.dump());
}

}  // namespace

void add_collect(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand(
      "collect", zh ? "读取本机（Linux）并写成事实文件" : "read the Linux machine that it runs on, as facts");
  command->footer(zh ? collect_example_zh : collect_example_en);
  auto options = std::make_shared<CollectOptions>();
  command
      ->add_option("--root", options->machine.root,
                   zh ? "读取此目录下的文件，而不是本机" : "read the files below this folder instead of the machine")
      ->type_name("DIR");
  command
      ->add_option("--host-id", options->machine.host_id,
                   zh ? "主机标识（默认：主机名）" : "the host's id (default: its name)")
      ->type_name("ID");
  add_output(*command, options->common, lang, false);
  command->add_option("--lang", options->common.lang, zh ? "输出语言：en 或 zh" : "language of the messages: en or zh")
      ->type_name("en|zh");
  command->callback([options, &run] { run = [options] { return run_collect(*options); }; });
}

}  // namespace dengbao::cli
