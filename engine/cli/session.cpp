#include "cli/session.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "base/render_diagnostic.h"
#include "cli/parameters.h"
#include "cli/terminal.h"
#include "eval/compiled.h"
#include "facts/attachments.h"
#include "facts/load.h"
#include "facts/patch.h"
#include "model/compile.h"
#include "model/policies_digest.h"
#include "report/diagnostics_json.h"

namespace dengbao::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view maker = "dengbao " DENGBAO_VERSION;

// Paths below the working folder are shown as a person there would write them.
auto shortened(const std::string& path) -> std::string {
  std::error_code error;
  const auto relative = fs::proximate(path, error);
  return error || relative.empty() || *relative.begin() == ".." ? path : relative.string();
}

// A folder that belongs to the program: beside it once it is installed, in the source tree as long as it is not. Empty
// if there is none.
auto own_folder(std::string_view name) -> std::string {
  std::error_code error;
  const auto program = fs::read_symlink("/proc/self/exe", error);
  const auto installed = program.parent_path().parent_path() / "share/dengbao" / name;
  for (const auto& candidate : {installed, fs::path(DENGBAO_SOURCE_DIR) / name}) {
    if (fs::is_directory(candidate, error)) return shortened(candidate.string());
  }
  return {};
}

// The least that a facts file may be: its outermost record has only its key.
auto facts_of_nothing(const model::Program& program) -> std::string {
  const auto key = program.records[program.scheme.facts].key;
  if (!key) return "{}";
  const auto& field = program.fields[*key];
  const auto* value = field.type.kind == Kind::number ? "0" : field.type.kind == Kind::address ? "\"::\"" : "\"-\"";
  return fmt::format("{{\"{}\": {}}}", field.name, value);
}

}  // namespace

Session::Session(const Options& options) : options_(options), lang_(options.language()) {
  if (options.strict) sink_.make_strict();
}

// What was read stays until the process ends: the system takes all of it back at once, where freeing it piece by piece
// took two milliseconds.
Session::~Session() {
  struct Remains {
    Sources sources;
    std::optional<model::Program> program;
    std::optional<eval::Plan> plan;
    std::optional<facts::Facts> facts;
  };
  static auto& kept = *new std::vector<Remains>;
  kept.push_back({std::move(sources_), std::move(program_), std::move(plan_), std::move(facts_)});
}

auto Session::usage(const Localised& words) -> bool {
  sink_.report(Code::usage, words).emit();
  return false;
}

auto Session::check_options() -> bool {
  if (std::ranges::find(options_.formats, options_.format) == options_.formats.end()) {
    return usage(say("`{}` is not a format; the formats are {}", "`{}` 不是输出格式；格式有 {}", options_.format,
                     options_.format_words()));
  }
  if (!options_.lang.empty() && options_.lang != "en" && options_.lang != "zh") {
    return usage(
        say("`{}` is not a language of this program; write en or zh", "不支持语言 `{}`；可用 en 或 zh", options_.lang));
  }
  settings_.as_of = today();
  if (options_.as_of.empty()) return true;
  const auto date = Date::parse(options_.as_of);
  if (date) {
    settings_.as_of = *date;
  } else {
    sink_.report(Code::bad_as_of, options_.as_of).emit();
  }
  return date.has_value();
}

auto Session::policy_paths() -> std::vector<std::string> {
  if (!options_.policies.empty()) return options_.policies;
  if (auto own = own_folder("policies"); !own.empty()) return {std::move(own)};
  sink_.report(Code::policies_not_found).emit();
  return {};
}

auto Session::library() -> std::string { return own_folder("stdlib"); }

auto Session::compiled_path(const std::vector<std::string>& paths) -> std::optional<std::string> {
  const auto found = std::ranges::find_if(paths, eval::is_compiled);
  if (found == paths.end()) return std::nullopt;
  if (paths.size() > 1) {
    sink_.report(Code::compiled_not_alone, *found)
        .help({"leave the other policies out, or compile them together", "请去掉其他策略，或把它们一起编译"})
        .emit();
  }
  return *found;
}

auto Session::load_compiled(const std::string& path) -> bool {
  if (sink_.errors() > 0) return false;
  auto compiled = eval::load_compiled(path, maker, sources_, sink_);
  if (!compiled) return false;
  program_ = std::move(compiled->program);
  core_ = std::move(compiled->core);
  origins_ = std::move(compiled->origins);
  return true;
}

auto Session::policies_digest() const -> std::string {
  return origins_ ? origins_->digest : model::policies_digest(sources_, policy_texts_);
}

auto Session::read_policies() -> model::PolicySet {
  const auto paths = policy_paths();
  if (const auto path = compiled_path(paths)) {
    if (!origins_ && !load_compiled(*path)) return {};
    return model::parse_again(*origins_, sources_, sink_);
  }
  auto policies = model::read_policies(paths, sources_, sink_);
  model::add_library(policies, library(), sources_, sink_);
  return policies;
}

auto Session::compile() -> std::optional<std::string> {
  const auto policies = read_policies();
  if (sink_.errors() > 0) return std::nullopt;
  const auto program = model::compile(policies, sources_, sink_);
  if (!program || sink_.errors() > 0) return std::nullopt;
  return eval::write_compiled(*program, sources_, model::origins_of(policies, sources_), maker);
}

auto Session::load_program() -> bool {
  const auto paths = policy_paths();
  if (paths.empty()) return false;
  if (const auto path = compiled_path(paths)) return load_compiled(*path);
  program_ = model::load_program(paths, library(), sources_, sink_);
  policy_texts_ = sources_.size();
  return program_.has_value() && sink_.errors() == 0;
}

auto Session::plan() -> const eval::Plan& {
  if (!plan_) {
    auto core = core_ ? std::move(*core_) : eval::lower(*program_);
    plan_ = eval::make_plan(*program_, std::move(core));
  }
  return *plan_;
}

auto Session::has_scheme() -> bool {
  if (program_->has_scheme) return true;
  sink_.report(Code::no_scheme).emit();
  return false;
}

// The facts as they would be: a text of its own, so that places are told in what it became.
auto Session::patched(FileId file, const std::string& path) -> std::optional<FileId> {
  const auto patch = facts::read_facts(path, sources_, sink_);
  if (!patch) return std::nullopt;
  auto text = facts::apply_patch(sources_, file, *patch, sink_);
  if (!text) return std::nullopt;
  return sources_.add(fmt::format("{} + {}", sources_[file].name(), path), std::move(*text));
}

auto Session::threads() const -> unsigned {
  return options_.jobs > 0 ? static_cast<unsigned>(options_.jobs) : std::max(1U, std::thread::hardware_concurrency());
}

auto Session::load_facts() -> bool {
  auto file = facts::read_facts(options_.facts, sources_, sink_);
  for (const auto& patch : options_.patches) {
    if (file) file = patched(*file, patch);
  }
  if (!file) return false;
  facts_ = facts::load(sources_, *file, *program_, sink_, {.threads = threads()});
  const bool has_folder = options_.facts != "-";
  if (facts_ && has_folder) {
    const auto folder = fs::path(options_.facts).parent_path().string();
    facts::check_attachments(*facts_, folder.empty() ? "." : folder, sources_, sink_);
  }
  return facts_.has_value() && sink_.errors() == 0;
}

auto Session::settle() -> bool {
  if (!eval::read_level(options_.level, *program_, settings_, sink_)) return false;
  settings_.overridden.resize(program_->parameters.size());
  if (options_.parameters.empty()) return true;
  return read_parameters(options_.parameters, *program_, *facts_, settings_, sink_);
}

auto Session::has_level() -> bool {
  return !options_.level.empty() || usage(say("no level is given; write --level 3, or by class --level S3A2",
                                              "未给出级别；请写 --level 3，或按类别写 --level S3A2"));
}

auto Session::load() -> bool {
  if (!check_options()) return false;
  if (options_.facts.empty()) {
    return usage(say("no facts are given; name a JSON file, or - for standard input",
                     "未给出事实文件；请给出 JSON 文件，或用 - 表示标准输入"));
  }
  return has_level() && load_program() && has_scheme() && load_facts() && settle();
}

auto Session::load_without_facts() -> bool {
  if (!has_level() || !load_program() || !has_scheme()) return false;
  facts_ = facts::load(facts::Excerpt{facts_of_nothing(*program_), {}, 0}, program_->scheme.facts, *program_, sink_);
  return facts_.has_value() && settle();
}

auto Session::context() const -> report::Context {
  const auto terminal = options_.output.empty() && coloured_output();
  return {*program_, *facts_, settings_, sources_, lang_, terminal};
}

auto Session::finish(int status) -> int {
  const auto diagnostics = sink_.sorted();
  if (diagnostics.empty()) return status;
  auto words = render(diagnostics, sources_, lang_, coloured_messages());
  words += "\n" + summary_of(sink_, lang_);
  write_message(words);
  return sink_.errors() > 0 ? status_bad_input : status;
}

auto Session::finish(int status, const std::string& result) -> int {
  write_result(options_.output, result, sink_);
  return finish(status);
}

auto Session::finish_with_messages(int status) -> int {
  Sink writing;
  write_result(options_.output, report::diagnostics_json(sink_.sorted(), sources_), writing);
  if (writing.empty()) return status;
  write_message(render(writing.sorted(), sources_, lang_, coloured_messages()));
  return status_bad_input;
}

}  // namespace dengbao::cli
