#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdint>
#include <exception>
#include <vector>

#include "base/render_diagnostic.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace {

using dengbao::Lang;
namespace cli = dengbao::cli;

auto complain(dengbao::Code code, const dengbao::Localised& words, Lang lang) -> int {
  dengbao::Sources sources;
  dengbao::Sink sink;
  sink.report(code, words).emit();
  cli::write_message(dengbao::render(sink.sorted(), sources, lang, cli::coloured_messages()));
  return cli::status_bad_input;
}

auto commands_of(const CLI::App& program) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto* command : program.get_subcommands(nullptr)) names.push_back(command->get_name());
  return names;
}

// An argument that nothing takes: a misspelt command, option, or one word too many.
auto complain_of_extra(const CLI::App& program, const std::string& extra, Lang lang) -> int {
  dengbao::Sources sources;
  dengbao::Sink sink;
  const auto words = dengbao::say("`{}` is not expected here; --help lists what is",
                                  "此处不应出现 `{}`；--help 列出可用的写法", dengbao::utf8::printable(extra));
  auto known = commands_of(program);
  for (const auto* command : program.get_subcommands()) {
    known.clear();
    for (const auto* option : command->get_options()) known.push_back(option->get_name());
  }
  sink.report(dengbao::Code::usage, words).did_you_mean(extra, known).emit();
  cli::write_message(dengbao::render(sink.sorted(), sources, lang, cli::coloured_messages()));
  return cli::status_bad_input;
}

// The words of the library are English; they name the option, which is what counts.
auto complain_of_usage(const CLI::ParseError& error, Lang lang) -> int {
  const auto words = dengbao::utf8::printable(error.what());
  return complain(dengbao::Code::usage, {words, "命令行有误：" + words}, lang);
}

void describe(CLI::App& program, Lang lang) {
  const auto zh = lang == Lang::zh;
  program.description(zh ? "等保：用策略评估网络的事实，并解释每一个结论"
                         : "dengbao (等保): checks a network's facts against policies and explains every verdict");
  program.set_version_flag("--version", "dengbao " DENGBAO_VERSION);
  program.footer(zh ? "\n示例：\n  dengbao assess plant.json --level 3 --lang zh"
                    : "\nExample:\n  dengbao assess plant.json --level 3");
}

struct Command {
  std::string_view name;
  void (*add)(CLI::App& program, Lang lang, cli::Run& run);
};
constexpr Command commands[] = {
    {"assess", cli::add_assess},     {"explain", cli::add_explain},   {"compare", cli::add_compare},
    {"gap", cli::add_gap},           {"merge", cli::add_merge},       {"compile", cli::add_compile},
    {"check", cli::add_check},       {"lint", cli::add_lint},         {"test", cli::add_test},
    {"coverage", cli::add_coverage}, {"schema", cli::add_schema},     {"repl", cli::add_repl},
    {"doc", cli::add_doc},           {"fmt", cli::add_fmt},           {"collect", cli::add_collect},
    {"classify", cli::add_classify}, {"calendar", cli::add_calendar}, {"filing", cli::add_filing},
    {"init", cli::add_init},         {"history", cli::add_history},   {"survey", cli::add_survey},
    {"plan", cli::add_plan},         {"import", cli::add_import},     {"reach", cli::add_reach},
};

// The one that is called, where it is: to declare the options of all would be a tenth of what the program does at its
// start. All of them for whoever asks for help or misspells one.
void add_commands(CLI::App& program, std::string_view called, Lang lang, cli::Run& run) {
  const bool known = std::ranges::find(commands, called, &Command::name) != std::end(commands);
  for (const auto& command : commands) {
    if (!known || command.name == called) command.add(program, lang, run);
  }
}

auto run(int count, char** arguments) -> int {
  const auto lang = cli::language_of(count, arguments);
  CLI::App program("", "dengbao");
  describe(program, lang);
  cli::Run command;
  add_commands(program, count > 1 ? arguments[1] : "", lang, command);
  for (auto* subcommand : program.get_subcommands(nullptr)) subcommand->allow_extras();
  program.allow_extras();
  try {
    program.parse(count, arguments);
  } catch (const CLI::Success& asked) {  // --help, --version
    return program.exit(asked);
  } catch (const CLI::ParseError& error) {
    return complain_of_usage(error, lang);
  }
  if (const auto extras = program.remaining(true); !extras.empty())
    return complain_of_extra(program, extras.front(), lang);
  if (command) return command();
  cli::write_message(program.help());
  return cli::status_bad_input;
}

// Blocks of a few hundred kilobytes come and go by the thousand while facts are judged: given back to the system each
// time, they would come back as fresh pages, to be cleared (a tenth of the run over 100 000 hosts).
void keep_freed_memory() {
#ifdef M_TRIM_THRESHOLD
  constexpr int most = 256 << 20;
  mallopt(M_MMAP_THRESHOLD, most);
  mallopt(M_TRIM_THRESHOLD, most);
#endif
}

// The first of the heap in large pages, where the system has them: a short run touches some eight megabytes, and each
// small page is a fault, a tenth of its time. What is returned lies in small pages before the first large one, is never
// touched, and has to stay so that nothing else comes to lie there.
auto take_large_pages() -> std::vector<char> {
  std::vector<char> small_pages;
#if defined(M_TOP_PAD) && defined(MADV_HUGEPAGE)
  constexpr std::size_t page = std::size_t{2} << 20U;
  constexpr std::size_t stretch = 8 * page;
  mallopt(M_TOP_PAD, static_cast<int>(stretch));
  auto* const before = static_cast<char*>(sbrk(0));
  std::vector<char>().reserve(stretch);  // the heap grows by it, and keeps it
  const auto size = static_cast<std::size_t>(static_cast<char*>(sbrk(0)) - before);
  const auto skipped = (page - reinterpret_cast<std::uintptr_t>(before) % page) % page;
  const bool taken = size > skipped && madvise(before + skipped, size - skipped, MADV_HUGEPAGE) == 0;
  if (taken) small_pages.reserve(skipped);
#endif
  return small_pages;
}

}  // namespace

auto main(int count, char** arguments) -> int {
  keep_freed_memory();
  const auto small_pages = take_large_pages();
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of writing, and a quiet one
  try {
    return run(count, arguments);
  } catch (const std::exception& fault) {
    return complain(dengbao::Code::internal_fault, {fault.what(), fault.what()}, Lang::en);
  } catch (...) {
    return complain(dengbao::Code::internal_fault, {"?", "?"}, Lang::en);
  }
}
