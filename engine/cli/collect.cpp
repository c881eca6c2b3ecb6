#include "collect/collect.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/remote_line.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace dengbao::cli {
namespace {

constexpr auto collect_example_en = R"(
Example:
  dengbao collect -o host.json
  dengbao collect | dengbao assess - --level 3 --only 'computing.*'
  dengbao collect --root /mnt/image -o image.json   # an unpacked image: what its files tell
  dengbao collect --ssh admin@db-2                  # prints the line that collects there; copy it)";
constexpr auto collect_example_zh = R"(
示例：
  dengbao collect -o host.json
  dengbao collect | dengbao assess - --level 3 --only 'computing.*'
  dengbao collect --root /mnt/image -o image.json   # 已解开的镜像：读取其中的文件
  dengbao collect --ssh admin@db-2                  # 打印在该主机上采集的命令行，复制执行即可)";

struct CollectOptions {
  Options common;
  collect::Options machine;
  std::string ssh;
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

// Nothing is collected: the line that does it stands on standard output, what it does on standard error.
auto print_remote_line(Session& session, const std::string& target) -> int {
  const auto line = remote_line(target);
  if (!line) {
    session.usage({"--ssh takes user@host or host, without a port or a path; set others in ~/.ssh/config",
                   "--ssh 的参数形如 user@host 或 host，不含端口和路径；其他设置请写入 ~/.ssh/config"});
    return session.finish(status_bad_input);
  }
  write_message(say("nothing was collected. This line carries the program and its libraries to the host (same kind of "
                    "processor), runs it there with sudo, brings back the facts, and leaves nothing behind:\n",
                    "未采集任何内容。下面这一行会把本程序及其运行库传到该主机（须为同类处理器），用 sudo "
                    "运行，取回事实文件，并在该主机上不留文件：\n")
                    .in(session.lang()));
  return session.finish(status_holds, *line);
}

auto run_collect(const CollectOptions& options) -> int {
  Session session(options.common);
  if (!session.check_options()) return session.finish(status_bad_input);
  if (!options.ssh.empty()) return print_remote_line(session, options.ssh);
  auto machine = options.machine;
  if (std::error_code fault; !std::filesystem::is_directory(machine.root, fault)) {
    session.usage({"--root names no folder that can be read", "--root 指定的不是可读取的目录"});
    return session.finish(status_bad_input);
  }
  if (machine.root != "/") machine.root_name = machine.root;
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
                   zh ? "读取此目录下已解开的镜像的文件，而不是本机"
                      : "read the files of an unpacked image below this folder instead of the machine")
      ->type_name("DIR");
  command
      ->add_option("--ssh", options->ssh,
                   zh ? "打印在另一台主机上采集的命令行，不做采集"
                      : "print the line that collects on another host, and collect nothing")
      ->type_name("USER@HOST");
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
