#include "cli/options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <string_view>

namespace dengbao::cli {
namespace {

auto environment_language() -> Lang {
  for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): the program is still single-threaded
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("zh") ? Lang::zh : Lang::en;
  }
  return Lang::en;
}

auto pick(Lang lang, const char* en, const char* zh) -> std::string { return lang == Lang::zh ? zh : en; }

}  // namespace

auto Options::language() const -> Lang {
  if (lang.empty()) return environment_language();
  return lang == "zh" ? Lang::zh : Lang::en;
}

auto language_of(int count, const char* const* arguments) -> Lang {
  for (int index = 1; index < count; ++index) {
    const std::string_view argument = arguments[index];
    if (argument == "--lang=zh") return Lang::zh;
    if (argument == "--lang=en") return Lang::en;
    if (argument != "--lang" || index + 1 == count) continue;
    return std::string_view(arguments[index + 1]) == "zh" ? Lang::zh : Lang::en;
  }
  return environment_language();
}

void add_policies(CLI::App& command, Options& options, Lang lang) {
  command
      .add_option("--policies", options.policies,
                  pick(lang, "a folder or file of policies; may be repeated (default: those of the program)",
                       "策略文件夹或文件，可重复（默认：程序自带的策略）"))
      ->type_name("PATH")
      ->allow_extra_args(false);
  command.add_flag("--strict", options.strict,
                   pick(lang, "treat warnings as errors, such as facts that no record declares",
                        "把警告当作错误，例如未声明的事实"));
  command.add_option("--lang", options.lang, pick(lang, "language of the output: en or zh", "输出语言：en 或 zh"))
      ->type_name("en|zh");
}

void add_facts(CLI::App& command, Options& options, Lang lang) {
  command.add_option("FACTS", options.facts,
                     pick(lang, "facts, a JSON file; - reads standard input", "事实文件（JSON）；- 表示标准输入"));
  add_settings(command, options, lang);
}

void add_settings(CLI::App& command, Options& options, Lang lang) {
  command
      .add_option("--level", options.level, pick(lang, "the level: 3, or by class: S3A2", "级别：3，或按类别：S3A2"))
      ->type_name("LEVEL");
  command
      .add_option("--as-of", options.as_of,
                  pick(lang, "the date of the assessment (default: today)", "评估日（默认：今天）"))
      ->type_name("DATE");
  command
      .add_option("--parameters", options.parameters,
                  pick(lang, "a JSON file with figures of your own, such as {\"password-max-age\": \"P60D\"}",
                       "自定参数的 JSON 文件，例如 {\"password-max-age\": \"P60D\"}"))
      ->type_name("FILE");
  command
      .add_option("--patch", options.patches,
                  pick(lang, "what if: a JSON Patch (RFC 6902) that is applied to the facts first; may be repeated",
                       "假设分析：先对事实应用的 JSON Patch（RFC 6902），可重复"))
      ->type_name("FILE")
      ->allow_extra_args(false);
}

void add_output(CLI::App& command, Options& options, Lang lang, bool formats) {
  command.add_option("-o", options.output, pick(lang, "write the result to a file", "把结果写入文件"))
      ->type_name("FILE");
  if (!formats) return;
  const auto names = fmt::format("{}", fmt::join(options.formats, "|"));
  command.add_option("--format", options.format, pick(lang, "the form of the output", "输出格式"))->type_name(names);
}

}  // namespace dengbao::cli
