#include <CLI/CLI.hpp>
#include <cerrno>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <memory>
#include <variant>

#include "base/fault_words.h"
#include "base/mapped_file.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/replace_file.h"
#include "cli/session.h"
#include "cli/survey_facts.h"
#include "cli/terminal.h"
#include "import/columns.h"
#include "import/kind.h"
#include "import/merge.h"
#include "import/report.h"

namespace dengbao::cli {
namespace {

namespace fs = std::filesystem;

constexpr auto import_example_en = R"(
Example:
  dengbao import vrp core.cfg edge.cfg -o facts.json          configurations of Huawei devices as facts
  dengbao import nmap scan.xml --into facts.json              what a scan found, added to facts
  dengbao import inventory assets.xlsx --columns map.json     a list of assets, with a map of its columns
  dengbao import vrp core.cfg --report                        what of it was understood, and what was not

Kinds: {kinds}
A map of columns is JSON: headings, and the facts that they give ({columns}).
Each fact has evidence: the line that says it, the day, the SHA-256 of the file. What is known already stays: a source
that contradicts it is told. Passwords, keys and communities are never read into facts or messages.
Of several files one that cannot be imported is left out and told; of a host that did not answer it is told, too.
Exit status: 0, 1 a source contradicts the facts or another source, or was left out, 3 the input is at fault)";
constexpr auto import_example_zh = R"(
示例：
  dengbao import vrp core.cfg edge.cfg -o facts.json --lang zh      将华为设备配置转换为事实
  dengbao import nmap scan.xml --into facts.json --lang zh          将扫描结果并入已有事实
  dengbao import inventory assets.xlsx --columns map.json --lang zh 导入资产清单，并指定列的含义
  dengbao import vrp core.cfg --report --lang zh                    列出已理解与未理解的内容

种类：{kinds}
列映射为 JSON：列名及其对应的事实（{columns}）。
每项事实都有证据：所在行、日期和文件的 SHA-256。已知事实保持不变，与之矛盾的来源会被列出。
口令、密钥和团体名不会写入事实或提示。
多个文件中，无法导入的文件会被跳过并列出；没有应答的主机也会列出。
退出状态：0；1 来源与事实或其他来源矛盾，或有文件未导入；3 输入有误)";

struct ImportOptions : Options {
  std::string kind;
  std::vector<std::string> files;
  std::string taken_on;
  std::string columns;
  bool report = false;
};

auto kind_names() -> std::string {
  std::string names;
  for (const auto& kind : importing::kinds()) names += (names.empty() ? "" : ", ") + std::string(kind.name);
  return names;
}

auto chosen_kind(Session& session, const ImportOptions& options) -> const importing::SourceKind* {
  const auto* kind = importing::find_kind(options.kind);
  if (kind != nullptr) return kind;
  std::vector<std::string> known;
  for (const auto& one : importing::kinds()) known.emplace_back(one.name);
  session.sink()
      .report(Code::import_unknown_kind, utf8::printable(options.kind), kind_names())
      .did_you_mean(options.kind, known)
      .emit();
  return nullptr;
}

struct Unreadable {
  Localised why;
};

auto read_bytes(const std::string& path) -> std::variant<std::string, Unreadable> {
  constexpr std::size_t most = std::size_t{512} << 20U;
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  const auto file = MappedFile::open(path);
  if (!file) return Unreadable{fault_words(errno)};
  if (file->bytes().size() > most) return Unreadable{say("it is larger than 512 MB", "大于 512 MB")};
  return std::string(file->bytes());
}

// The path below the folder in which the facts will stand; empty where it lies elsewhere.
auto path_below(const std::string& path, const std::string& facts) -> std::string {
  if (path == "-" || facts.empty() || facts == "-") return {};
  std::error_code fault;
  const auto folder = fs::weakly_canonical(fs::absolute(facts, fault).parent_path(), fault);
  const auto file = fs::weakly_canonical(path, fault);
  if (fault) return {};
  const auto below = file.lexically_relative(folder);
  return below.empty() || below.begin()->string() == ".." ? "" : below.string();
}

// The map of columns that was asked for; an empty one where none was. Reports what is wrong with it.
auto read_columns(Session& session, const ImportOptions& options) -> std::optional<importing::ColumnMap> {
  if (options.columns.empty()) return importing::ColumnMap{};
  const auto read = read_bytes(options.columns);
  if (const auto* unreadable = std::get_if<Unreadable>(&read)) {
    session.sink().report(Code::import_unreadable, utf8::printable(options.columns), unreadable->why).emit();
    return std::nullopt;
  }
  const auto before = session.sink().errors();
  const auto file = session.sources().add(options.columns, std::get<std::string>(read));
  auto map = importing::read_column_map(session.sources(), file, session.sink());
  return session.sink().errors() == before ? std::optional(std::move(map)) : std::nullopt;
}

void read_with_columns(Session& session, const importing::SourceKind& kind, const importing::ColumnMap& map,
                       const std::string& text, importing::ImportedSource& source) {
  const auto missing = kind.read_columns(text, map, source.findings);
  std::string headings;
  for (const auto& one : missing.headings) headings += (headings.empty() ? "`" : ", `") + utf8::printable(one) + '`';
  for (const auto entry : missing.entries) {
    session.sink()
        .report(Code::import_no_such_column, map[entry].span, utf8::printable(source.name),
                utf8::printable(map[entry].heading), headings)
        .did_you_mean(map[entry].heading, missing.headings)
        .help(say("correct the heading, or take the line out of the map", "请更正列名，或从映射中删除该行"))
        .emit();
  }
}

// A file that was not imported: what is said of it where others were, and where it was the only one.
struct LeftOut {
  std::string name;
  Code alone = Code::import_not_this_kind;
  Localised why;
  bool harmless = false;  // it is of this kind, and there is nothing in it
};

// What was read of the files, in their order.
struct Import {
  std::vector<importing::ImportedSource> sources;
  std::vector<LeftOut> left_out;
};

void import_one(Session& session, const ImportOptions& options, const importing::SourceKind& kind,
                const std::string& path, const Date& on, const importing::ColumnMap& map, Import& import) {
  const auto read = read_bytes(path);
  if (const auto* unreadable = std::get_if<Unreadable>(&read)) {
    import.left_out.push_back({path, Code::import_unreadable, unreadable->why});
    return;
  }
  const auto& text = std::get<std::string>(read);
  const auto file = path == "-" ? std::string("standard-input") : fs::path(path).filename().string();
  const auto target = options.output.empty() ? options.facts : options.output;
  importing::ImportedSource source{.name = file,
                                   .file = path_below(path, target),
                                   .sha256 = sha256(text),
                                   .by = "dengbao import " + options.kind + " " DENGBAO_VERSION,
                                   .on = on,
                                   .findings = {}};
  if (map.empty()) {
    importing::read_source(kind, text, importing::source_title(file), source.findings);
  } else {
    read_with_columns(session, kind, map, text, source);
  }
  const auto& findings = source.findings;
  if (findings.refusal) {
    import.left_out.push_back({file, Code::import_not_this_kind, *findings.refusal});
  } else if (findings.nothing) {
    import.left_out.push_back({file, Code::import_not_this_kind, *findings.nothing, true});
  } else {
    import.sources.push_back(std::move(source));
  }
}

// Where no file could be imported, that is an error. Else it is told of each that was not, and how many it is that
// should have been is returned.
auto tell_left_out(Session& session, const importing::SourceKind& kind, const Import& import) -> std::size_t {
  std::size_t count = 0;
  for (const auto& one : import.left_out) {
    const auto name = utf8::printable(one.name);
    const bool unreadable = one.alone == Code::import_unreadable;
    if (import.sources.empty() && unreadable) {
      session.sink().report(Code::import_unreadable, name, one.why).emit();
    } else if (import.sources.empty()) {
      session.sink().report(Code::import_not_this_kind, name, kind.label, one.why).emit();
    } else if (one.harmless) {
      session.sink().report(Code::import_says_nothing, name, one.why).emit();
    } else {
      const auto why = unreadable ? say("it cannot be read: {}", "无法读取：{}", one.why)
                                  : say("it is no {}: {}", "不是{}：{}", kind.label, one.why);
      session.sink().report(Code::import_file_left_out, name, why).emit();
      ++count;
    }
  }
  return count;
}

auto day_of(Session& session, const ImportOptions& options) -> std::optional<Date> {
  if (options.taken_on.empty()) return today();
  const auto day = Date::parse(options.taken_on);
  if (!day) session.sink().report(Code::bad_as_of, utf8::printable(options.taken_on)).emit();
  return day;
}

// Facts are written to -o, else into the file that they were merged into, else, where no report is asked for, to
// standard output.
auto write_facts(Session& session, const ImportOptions& options, const importing::Merged& merged, int status) -> int {
  const auto& path = options.output.empty() ? options.facts : options.output;
  if (path.empty() || path == "-") return session.finish(status, options.report ? "" : merged.text);
  const bool same = path == options.facts && merged.text == session.sources()[session.facts().file()].text();
  if (!same || !fs::exists(path)) {
    if (const auto fault = put_file(path, merged.text); fault != 0) {
      session.sink().report(Code::cannot_write, utf8::printable(path), fault_words(fault)).emit();
    }
  }
  return session.finish(status);
}

auto run_import(const ImportOptions& options) -> int {
  Session session(options);
  if (!session.check_options()) return session.finish(status_bad_input);
  const auto* kind = chosen_kind(session, options);
  if (kind == nullptr) return session.finish(status_bad_input);
  if (options.files.empty()) {
    session.usage(
        say("no files are given; name them, or - for standard input", "未给出文件；请给出文件，或用 - 表示标准输入"));
    return session.finish(status_bad_input);
  }
  if (!options.columns.empty() && kind->read_columns == nullptr) {
    session.usage(say("sources of the kind `{}` have no columns: leave out --columns",
                      "`{}` 类来源没有列，不能使用 --columns", kind->name));
    return session.finish(status_bad_input);
  }
  const auto day = day_of(session, options);
  if (!day || !load_for_survey(session, options, false, true)) return session.finish(status_bad_input);
  const auto columns = read_columns(session, options);
  if (!columns) return session.finish(status_bad_input);
  Import import;
  for (const auto& path : options.files) import_one(session, options, *kind, path, *day, *columns, import);
  const auto left_out = tell_left_out(session, *kind, import);
  if (session.sink().errors() > 0) return session.finish(status_bad_input);
  const auto& imported = import.sources;
  const auto merged =
      importing::merge(session.program(), session.sources(), session.facts().file(), imported, session.sink());
  if (!is_readable(session, merged.text)) return session.finish(status_bad_input);
  const int status = merged.conflicts + merged.left_out + left_out > 0 ? status_fails : status_holds;
  if (!options.report) {
    write_message(importing::summary_text(imported, merged, session.lang()));
    return write_facts(session, options, merged, status);
  }
  const auto report = options.format == "json" ? importing::report_json(kind->name, imported, merged)
                                               : importing::report_text(imported, merged, session.lang());
  write_result("", report, session.sink());
  return write_facts(session, options, merged, status);
}

}  // namespace

void add_import(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand(
      "import", zh ? "把设备配置、扫描结果等转换为事实" : "facts from what engineers have: configurations, scans");
  std::string footer = zh ? import_example_zh : import_example_en;
  const auto fill = [&](std::string_view hole, const std::string& words) {
    footer.replace(footer.find(hole), hole.size(), words);
  };
  std::string fields;
  for (const auto& one : importing::asset_fields()) fields += (fields.empty() ? "" : ", ") + one;
  fill("{kinds}", kind_names());
  fill("{columns}", fields);
  command->footer(footer);
  auto options = std::make_shared<ImportOptions>();
  command->add_option("KIND", options->kind, zh ? "来源种类" : "kind of the sources")->required();
  command->add_option("FILE", options->files, zh ? "文件，或用 - 表示标准输入" : "files, or - for standard input");
  command
      ->add_option("--into", options->facts,
                   zh ? "并入此事实文件（可以尚不存在）" : "put the facts into this file, which need not exist yet")
      ->type_name("FACTS");
  command
      ->add_option("--on", options->taken_on,
                   zh ? "这些文件取得的日期（默认：今天）" : "day on which the files were taken (default: today)")
      ->type_name("DATE");
  command
      ->add_option(
          "--columns", options->columns,
          zh ? "列映射文件（JSON）：列名与对应的事实" : "map of columns (JSON): headings, and the facts that they give")
      ->type_name("MAP");
  command->add_flag("--report", options->report,
                    zh ? "输出每个来源的理解情况：用于事实、无相应事实、未能理解（不写标准输出的事实）"
                       : "write what was understood of each source, and what was not, in place of the facts; these go "
                         "to --into or -o alone");
  options->formats = {"text", "json"};
  add_output(*command, *options, lang, true);
  add_policies(*command, *options, lang);
  command->callback([options, &run] { run = [options] { return run_import(*options); }; });
}

}  // namespace dengbao::cli
