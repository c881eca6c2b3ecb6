#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <iostream>
#include <iterator>
#include <memory>

#include "base/fault_words.h"
#include "base/render_diagnostic.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/replace_file.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "eval/compiled.h"
#include "model/policy_files.h"
#include "syntax/format.h"

namespace dengbao::cli {
namespace {

constexpr auto fmt_example_en = R"(
Without --lang no word changes, only the layout. With it keywords, word order and punctuation become those of the
language; names, texts and meaning stay.

Example:
  dengbao fmt policies/
  dengbao fmt policies/ --check
  dengbao fmt my.policy --lang zh --stdout)";
constexpr auto fmt_example_zh = R"(
不带 --lang 时只调整排版，不改任何词；带 --lang 时关键字、语序和标点改为该语言的写法，名称、文字和含义不变。

示例：
  dengbao fmt policies/
  dengbao fmt policies/ --check
  dengbao fmt my.policy --lang zh --stdout)";

struct FmtOptions {
  Options common;
  std::vector<std::string> paths;
  bool check = false;
  bool to_stdout = false;

  [[nodiscard]] auto target() const -> std::optional<Lang> {
    if (common.lang.empty()) return std::nullopt;
    return common.language();
  }
};

auto first_changed_line(std::string_view before, std::string_view after) -> std::size_t {
  const auto [end, other] = std::ranges::mismatch(before, after);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), end, '\n'));
}

// Formats the texts of one run.
class Formatting {
 public:
  Formatting(const FmtOptions& options, Session& session) : options_(options), session_(session) {}

  void standard_input() {
    std::string text(std::istreambuf_iterator<char>(std::cin), {});
    const auto id = session_.sources().add("-", std::move(text));
    const auto formatted = syntax::format(session_.sources(), id, options_.target(), session_.sink());
    if (!formatted) return;
    if (options_.check) {
      compare(id, *formatted);
    } else {
      result_ += *formatted;
    }
  }

  void file(const std::filesystem::path& path) {
    auto text = model::read_file(path);
    if (!text) {
      session_.sink().report(Code::policies_unreadable, path.string(), fault_words(errno));
      return;
    }
    const auto id = session_.sources().add(path.string(), std::move(*text));
    const auto formatted = syntax::format(session_.sources(), id, options_.target(), session_.sink());
    if (!formatted) return;
    if (options_.check) return compare(id, *formatted);
    if (options_.to_stdout) {
      result_ += *formatted;
    } else if (*formatted != session_.sources()[id].text()) {
      replace(path, *formatted);
    }
  }

  // Writes what there is to write; the exit status.
  auto finish() -> int {
    if (!unformatted_.empty()) {
      const auto words = render(unformatted_.sorted(), session_.sources(), session_.lang(), coloured_messages());
      write_message(words);
    }
    return session_.finish(unformatted_.empty() ? status_holds : status_fails, result_);
  }

 private:
  void compare(FileId id, const std::string& formatted) {
    const auto& source = session_.sources()[id];
    if (source.text() == formatted) return;
    unformatted_.report(Code::not_formatted, source.name(), first_changed_line(source.text(), formatted))
        .file(source.name());
  }

  void replace(const std::filesystem::path& path, const std::string& text) {
    const auto error = replace_file(path, text);
    if (error != 0) {
      session_.sink().report(Code::cannot_write, path.string(), fault_words(error));
    } else {
      result_ += path.string() + "\n";
    }
  }

  const FmtOptions& options_;
  Session& session_;
  Sink unformatted_;
  std::string result_;
};

auto run_fmt(const FmtOptions& options) -> int {
  Session session(options.common);
  if (!session.check_options()) return session.finish(status_bad_input);
  Formatting formatting(options, session);
  if (options.paths == std::vector<std::string>{"-"}) {
    formatting.standard_input();
    return formatting.finish();
  }
  if (std::ranges::find(options.paths, "-") != options.paths.end()) {
    session.usage(say("- (standard input) stands alone, without other paths", "-（标准输入）不能与其他路径同时给出"));
    return session.finish(status_bad_input);
  }
  const auto paths = options.paths.empty() ? std::vector<std::string>{"."} : options.paths;
  for (const auto& path : model::find_policy_files(paths, session.sink())) {
    if (eval::is_compiled(path.string())) {
      session.sink().report(Code::compiled_not_text, path.string()).emit();
    } else {
      formatting.file(path);
    }
  }
  return formatting.finish();
}

}  // namespace

void add_fmt(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand(
      "fmt", zh ? "排版策略文件，或转换其语言" : "format policies, or take them to the other language");
  command->footer(zh ? fmt_example_zh : fmt_example_en);
  auto options = std::make_shared<FmtOptions>();
  command->add_option("PATHS", options->paths,
                      zh ? "策略文件夹或文件，- 表示标准输入（默认：当前文件夹）"
                         : "folders or files of policies, - is standard input (default: the working folder)");
  command->add_flag("--check", options->check,
                    zh ? "不写文件，只列出需要排版的文件；有则退出状态为 1"
                       : "write nothing; name the files that would change, with exit status 1 if there are any");
  command->add_flag("--stdout", options->to_stdout,
                    zh ? "写到标准输出而不改文件" : "write to standard output, not to the files");
  command
      ->add_option("--lang", options->common.lang,
                   zh ? "改用该语言的关键字和语序：en 或 zh" : "use keywords and word order of this language: en or zh")
      ->type_name("en|zh");
  command->callback([options, &run] { run = [options] { return run_fmt(*options); }; });
}

}  // namespace dengbao::cli
