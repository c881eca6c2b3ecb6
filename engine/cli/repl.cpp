#include <unistd.h>
#include <CLI/CLI.hpp>

#include <editline/readline.h>
#include <cstdio>

#include <filesystem>
#include <iostream>
#include <memory>

#include "author/interpreter.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "facts/load.h"

namespace dengbao::cli {
namespace {

constexpr auto repl_example_en = R"(
Example:
  dengbao repl plant.json --level 3
  > count of network.hosts
  > every host in network.hosts satisfies host.accounts is not empty
  > :why some zone in network.zones satisfies zone.trust is untrusted)";
constexpr auto repl_example_zh = R"(
示例：
  dengbao repl plant.json --level 3 --lang zh
  > 网络.主机 的数量
  > 每个 主机 属于 网络.主机，均满足 主机.账户 不为空
  > :why 存在 区域 属于 网络.安全区域，满足 区域.信任 为 不可信)";

constexpr int history_lines = 1000;

// What the line editor calls back: it knows no data of ours, and there is one session a process.
author::Interpreter* completing = nullptr;
std::vector<std::string> candidates;

auto next_candidate(const char*, int state) -> char* {
  const auto index = static_cast<std::size_t>(state);
  return index < candidates.size() ? strdup(candidates[index].c_str()) : nullptr;
}

auto complete(const char* word, int start, int) -> char** {
  rl_attempted_completion_over = 1;  // never names of files
  const std::string line(rl_line_buffer, static_cast<std::size_t>(start));
  candidates = completing->complete(line + word);
  return rl_completion_matches(word, next_candidate);
}

auto history_file() -> std::string {
  const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe): the program is still single-threaded
  return home == nullptr ? std::string() : std::string(home) + "/.dengbao_history";
}

void converse(author::Interpreter& interpreter) {
  static char breaks[] = " (,";
  static char name[] = "dengbao";
  rl_readline_name = name;
  rl_initialize();
  completing = &interpreter;
  rl_attempted_completion_function = complete;
  rl_completer_word_break_characters = breaks;
  const auto file = history_file();
  stifle_history(history_lines);
  if (!file.empty()) read_history(file.c_str());
  while (!interpreter.finished()) {
    const std::unique_ptr<char, decltype(&std::free)> line(readline("> "), &std::free);
    if (!line) break;
    if (*line.get() != '\0') ::add_history(line.get());
    std::cout << interpreter.answer(line.get()) << std::flush;
  }
  if (!file.empty()) write_history(file.c_str());
}

// Lines from a pipe: each is shown with its answer, so that the whole reads like a conversation.
void recite(author::Interpreter& interpreter) {
  for (std::string line; !interpreter.finished() && std::getline(std::cin, line);) {
    std::cout << "> " << line << "\n" << interpreter.answer(line) << std::flush;
  }
}

auto run_repl(const Options& options) -> int {
  Session session(options);
  if (!session.check_options() || !session.load_program()) return session.finish(status_bad_input);
  std::optional<FileId> facts;
  if (!options.facts.empty()) {
    if (!session.load_facts()) return session.finish(status_bad_input);
    facts = session.facts().file();
  }
  const auto level = options.level.empty() ? std::to_string(session.program().scheme.lowest) : options.level;
  auto settings = session.settings();
  if (!eval::read_level(level, session.program(), settings, session.sink())) return session.finish(status_bad_input);
  settings.overridden.resize(session.program().parameters.size());
  const auto policies = session.read_policies();
  author::Interpreter interpreter(session.sources(), policies, facts, settings, session.lang(), coloured_output());
  const bool interactive = isatty(STDIN_FILENO) != 0;
  interactive ? converse(interpreter) : recite(interpreter);
  return status_holds;
}

}  // namespace

void add_repl(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command =
      program.add_subcommand("repl", zh ? "在事实上试算表达式，并说明理由" : "try expressions on facts, and ask why");
  command->footer(zh ? repl_example_zh : repl_example_en);
  auto options = std::make_shared<Options>();
  add_facts(*command, *options, lang);
  add_policies(*command, *options, lang);
  command->callback([options, &run] { run = [options] { return run_repl(*options); }; });
}

}  // namespace dengbao::cli
