#include <algorithm>
#include <charconv>
#include <mutex>
#include <thread>

#include "assess/roll_up.h"
#include "base/in_order.h"
#include "base/utf8.h"
#include "cli/assess_options.h"
#include "cli/network_reader.h"
#include "cli/terminal.h"
#include "facts/attachments.h"
#include "facts/load.h"
#include "report/diagnostics_json.h"
#include "report/json.h"
#include "report/roll_up_json.h"
#include "report/rule_names.h"
#include "report/verdicts_json.h"

namespace dengbao::cli {
namespace {

auto holds_lines(const std::string& path) -> bool { return path.ends_with(".ndjson") || path.ends_with(".jsonl"); }

// The part's name and first line; nothing if they are not written so.
auto read_part(std::string_view part) -> std::optional<std::pair<std::string, std::uint64_t>> {
  const auto colon = part.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const auto digits = part.substr(colon + 1);
  std::uint64_t line = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), line);
  if (error != std::errc() || end != digits.data() + digits.size() || line == 0) return std::nullopt;
  return std::pair(std::string(part.substr(0, colon)), line);
}

}  // namespace

auto has_jobs(Session& session, const AssessOptions& options) -> bool {
  constexpr int most = 1024;
  if (options.jobs >= 0 && options.jobs <= most) return true;
  return session.usage(say("--jobs takes a number from 0 to {}", "--jobs 须为 0 至 {} 的整数", most));
}

namespace {

// What makes no sense of many networks.
auto may_be_many(Session& session, const AssessOptions& options) -> bool {
  if (options.format_given && options.format != "verdicts") {
    return session.usage(say("`{}` is about one network; many are written as --format verdicts, one on each line",
                             "`{}` 只用于单个网络；多个网络以 --format verdicts 输出，每行一个", options.format));
  }
  if (!options.patches.empty() || !options.certificate.empty()) {
    return session.usage(
        {"--patch and --certificate are about one network", "--patch 和 --certificate 只用于单个网络"});
  }
  if (std::ranges::count(options.files, "-") > 1) {
    return session.usage({"standard input can be read only once", "标准输入只能读取一次"});
  }
  if (!has_jobs(session, options)) return false;
  if (options.part.empty()) return true;
  if (options.files != std::vector<std::string>{"-"}) {
    return session.usage({"--part says what standard input is a part of: the facts are -",
                          "--part 说明标准输入属于哪个文件：事实须为 -"});
  }
  return read_part(options.part).has_value() ||
         session.usage(say("`{}` is not NAME:LINE, as fleet.ndjson:501", "`{}` 不是 名称:行号，例如 fleet.ndjson:501",
                           utf8::printable(options.part)));
}

auto inputs_of(const AssessOptions& options) -> std::vector<NetworkInput> {
  std::vector<NetworkInput> inputs;
  for (const auto& path : options.files) {
    inputs.push_back({path, path, options.ndjson || !options.part.empty() || holds_lines(path), 0});
  }
  if (const auto part = read_part(options.part)) {
    inputs.front().name = part->first;
    inputs.front().lines_before = part->second - 1;
  }
  return inputs;
}

auto threads_of(const AssessOptions& options) -> std::size_t {
  if (options.jobs > 0) return static_cast<std::size_t>(options.jobs);
  return std::max(1U, std::thread::hardware_concurrency());
}

// All networks of one run: they share the program and the settings, which nobody changes, and the roll-up.
class Fleet {
 public:
  Fleet(Session& session, assess::Selection selection, const AssessOptions& options)
      : program_(session.program()),
        plan_(session.plan()),
        settings_(session.settings()),
        selection_(std::move(selection)),
        strict_(options.strict),
        reasons_(options.reasons),
        policies_(session.policies_digest()),
        writer_(program_, policies_),
        roll_up_(assess::make_roll_up(program_, settings_, selection_, terms(session), report::rule_names(program_))) {}

  // Its line. Whatever is wrong with a network costs only itself.
  auto assess(NetworkText network) -> std::string {
    Sources sources;
    Sink sink;
    if (strict_) sink.make_strict();
    try {
      if (const auto facts = read(network, sources, sink)) return assessed(network.origin, *facts, sources, sink);
    } catch (const std::exception& fault) {
      sink.report(Code::internal_fault, fault.what()).emit();
    }
    const std::lock_guard lock(mutex_);
    assess::add_unreadable(roll_up_, {network.origin.facts, network.origin.line.value_or(0), {}});
    return writer_.write_unread(network.origin, messages(network.origin, sources, sink));
  }

  [[nodiscard]] auto roll_up() const -> const assess::RollUp& { return roll_up_; }

 private:
  auto terms(const Session& session) const -> assess::RollUpTerms {
    assess::RollUpTerms terms;
    terms.scheme = program_.scheme.name;
    terms.level = eval::level_text(program_, settings_);
    terms.as_of = settings_.as_of.to_string();
    terms.policies = policies_;
    if (const auto set = report::overridden_json(session.context()); !set.empty()) terms.parameters = set.dump();
    terms.only = selection_.only;
    std::ranges::sort(terms.only);
    return terms;
  }

  auto read(NetworkText& network, Sources& sources, Sink& sink) const -> std::optional<facts::Facts> {
    const auto file = text_of(network, sources, sink);
    if (!file) return std::nullopt;
    auto facts = facts::load(sources, *file, program_, sink);
    if (facts && !network.folder.empty()) facts::check_attachments(*facts, network.folder, sources, sink);
    if (sink.errors() > 0) return std::nullopt;
    return facts;
  }

  static auto text_of(NetworkText& network, Sources& sources, Sink& sink) -> std::optional<FileId> {
    const auto& name = network.origin.facts;
    if (!network.path.empty()) return facts::read_facts(network.path, sources, sink);
    if (!network.fault && !network.too_large) return sources.add(name, std::move(network.text));
    if (network.fault) {
      sink.report(Code::facts_unreadable, *network.fault).file(name).emit();
    } else {
      sink.report(Code::facts_too_large, *network.too_large, facts::largest_file).file(name).emit();
    }
    return std::nullopt;
  }

  auto assessed(const report::Origin& origin, const facts::Facts& facts, const Sources& sources, const Sink& sink)
      -> std::string {
    const auto assessment = assess::assess(plan_, facts, settings_, selection_, eval::Keep::what_is_not_good);
    eval::Reasons reasons(plan_, facts, settings_);
    auto line = writer_.write({program_, facts, settings_, sources}, assessment, origin,
                              messages(origin, sources, sink), reasons_ ? &reasons : nullptr);
    const std::lock_guard lock(mutex_);
    assess::add(roll_up_, program_, assessment,
                {origin.facts, origin.line.value_or(0), facts.name(facts.root(), Lang::en)});
    return line;
  }

  static auto messages(const report::Origin& origin, const Sources& sources, const Sink& sink) -> std::string {
    if (sink.empty()) return {};
    return report::diagnostics_line(sink.sorted(), sources, origin.line.value_or(1) - 1);
  }

  const model::Program& program_;
  const eval::Plan& plan_;
  const eval::Settings& settings_;
  const assess::Selection selection_;
  const bool strict_;
  const bool reasons_;
  const std::string policies_;
  const report::VerdictsWriter writer_;
  std::mutex mutex_;  // guards what follows
  assess::RollUp roll_up_;
};

void report_unread(Session& session, const AssessOptions& options, const assess::RollUp& roll_up) {
  if (roll_up.not_read == 0) return;
  const auto& first = roll_up.unreadable.front();
  const auto name = utf8::printable(first.facts);
  const auto place = first.line > 0 ? fmt::format("{}:{}", name, first.line) : name;
  auto report =
      session.sink().report(Code::networks_not_read, roll_up.not_read, roll_up.read() + roll_up.not_read, place);
  report.help({"their lines in the result say why", "原因见结果中对应的行"});
  const bool lines = options.ndjson || !options.part.empty();
  if (!lines || roll_up.read() > 0) return;
  report.help({"if a file is one network over several lines, leave out --ndjson",
               "若文件为分多行书写的单个网络，请去掉 --ndjson"});
}

}  // namespace

auto selects_something(Session& session, const assess::Selection& selection) -> bool {
  if (selection.only.empty() || !assess::select(session.program(), session.settings(), selection).empty()) return true;
  session.sink().report(Code::nothing_selected, fmt::format("{}", fmt::join(selection.only, "`, `"))).emit();
  return false;
}

auto are_many(const AssessOptions& options) -> bool {
  return options.files.size() > 1 || options.ndjson || !options.part.empty() || !options.roll_up.empty() ||
         std::ranges::any_of(options.files, holds_lines);
}

auto run_assess_many(const AssessOptions& options) -> int {
  Session session(options);
  const assess::Selection selection{options.only};
  if (!session.check_options() || !may_be_many(session, options) || !session.load_without_facts() ||
      !selects_something(session, selection)) {
    return session.finish(status_bad_input);
  }
  Fleet fleet(session, selection, options);
  {
    ResultStream out(options.output, session.sink());
    if (!out.is_open()) return session.finish(status_bad_input);
    NetworkReader reader(inputs_of(options));
    bool wanted = true;
    in_order(
        threads_of(options), [&] { return reader.next(); },
        [&](NetworkText&& network) { return fleet.assess(std::move(network)); },
        [&](const std::string& line) { return wanted = out.write(line); });
    if (wanted && options.roll_up.empty()) out.write(report::roll_up_json(fleet.roll_up()));
  }
  if (!options.roll_up.empty()) write_result(options.roll_up, report::roll_up_json(fleet.roll_up()), session.sink());
  report_unread(session, options, fleet.roll_up());
  return session.finish(assess::exit_status(fleet.roll_up()));
}

}  // namespace dengbao::cli
