#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/fault_words.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/replace_file.h"
#include "cli/session.h"
#include "cli/survey_facts.h"
#include "cli/terminal.h"
#include "reach/passages.h"
#include "reach/read_network.h"
#include "reach/report.h"
#include "reach/rule_packets.h"
#include "reach/unused_rules.h"

namespace dengbao::cli {
namespace {

constexpr auto reach_example_en = R"(
Example:
  dengbao reach facts.json                                        what passes between all zones; rules that decide nothing
  dengbao reach facts.json --from internet --to mgmt              all that passes, by which rules; who refuses the rest
  dengbao reach facts.json --from internet --to dmz --service tcp/22
  dengbao reach facts.json --into facts.json                      put the passages into the facts, with evidence

A packet passes a device by the first rule that matches it; what the facts leave open makes it pass perhaps.
Exit status: with --from and --to 0 some of it passes, 1 none does, 2 that hangs on what is not known;
else 0, or 1 if rules decide nothing; 3 the input is at fault)";
constexpr auto reach_example_zh = R"(
示例：
  dengbao reach facts.json --lang zh                              列出各区域间可通行流量和不起作用的规则
  dengbao reach facts.json --from internet --to mgmt --lang zh    列出可通行流量、放行规则，以及拒绝其余流量的位置
  dengbao reach facts.json --from internet --to dmz --service tcp/22 --lang zh
  dengbao reach facts.json --into facts.json --lang zh            将可通行流量连同证据写入事实

报文在每台设备上由首条匹配的规则决定；事实未说明之处，结果为“可能”。
退出状态：给出 --from 和 --to 时，0 可通行，1 不可通行，2 取决于未知内容；否则 0，存在不起作用的规则时为 1；3 输入有误)";

struct ReachOptions : Options {
  std::string from;
  std::string to;
  std::string service;
  std::string into;
};

auto place_asked(Session& session, const reach::Network& network, const std::string& name)
    -> std::optional<std::size_t> {
  const auto place = network.place_called(name);
  if (place) return place;
  std::string known;
  for (const auto& one : network.places) known += (known.empty() ? "" : ", ") + utf8::printable(one.name);
  session.usage(say("`{}` is no zone of these facts; there are {}", "事实中没有区域 `{}`；已有 {}",
                    utf8::printable(name), known));
  return std::nullopt;
}

// Whether the passages that the facts hold are those that their rules make; says so if not.
void compare_passages(Session& session, const nlohmann::ordered_json& before, const nlohmann::ordered_json& after) {
  const nlohmann::ordered_json::json_pointer at("/boundary/passages");
  if (!before.contains(at) || before[at] == after[at]) return;
  session.sink().report(Code::reach_passages_differ).emit();
}

// Puts the passages into the facts; reports what stands in the way.
void write_facts(Session& session, const ReachOptions& options, const nlohmann::ordered_json& facts) {
  const auto text = facts.dump(2) + '\n';
  if (!is_readable(session, text)) return;
  if (const auto fault = put_file(options.into, text); fault != 0) {
    session.sink().report(Code::cannot_write, utf8::printable(options.into), fault_words(fault)).emit();
  }
}

auto overview(Session& session, const ReachOptions& options, const nlohmann::ordered_json& facts,
              const reach::Network& network, reach::PacketSets& sets) -> int {
  reach::Reachability reachability(network, sets);
  const reach::Overview found{reach::all_passages(network, sets, reachability),
                              reach::unused_rules(network, sets, reachability)};
  auto changed = facts;
  const auto written =
      reach::write_passages(changed, network, found.passages, "dengbao reach " DENGBAO_VERSION, today().to_string());
  if (options.into.empty()) {
    compare_passages(session, facts, changed);
  } else {
    write_facts(session, options, changed);
    write_message(say("{} passages written; {} from or to ports that no zone holds were left out\n",
                      "已写入 {} 项可通行流量；{} 项因端口不属于任何区域而略去\n", written.count, written.left_out)
                      .in(session.lang()));
  }
  return session.finish(found.unused.empty() ? status_holds : status_fails,
                        options.format == "json" ? reach::overview_json(network, found)
                                                 : reach::overview_text(network, found, session.lang()));
}

auto answer(Session& session, const ReachOptions& options, const reach::Network& network, reach::PacketSets& sets)
    -> int {
  const auto source = place_asked(session, network, options.from);
  const auto target = place_asked(session, network, options.to);
  reach::Answer answer;
  if (!options.service.empty()) {
    answer.service = reach::service_named(options.service);
    if (!answer.service) {
      session.usage(say("`{}` is no service; write tcp/443, udp/500-510, tcp, icmp or other",
                        "`{}` 不是服务；请写作 tcp/443、udp/500-510、tcp、icmp 或 other",
                        utf8::printable(options.service)));
    }
  }
  if (source && source == target) {
    session.usage(say("`{}` and `{}` are the same place", "`{}` 与 `{}` 是同一区域", utf8::printable(options.from),
                      utf8::printable(options.to)));
  }
  if (session.sink().errors() > 0 || !source || !target) return session.finish(status_bad_input);
  answer.source = *source;
  answer.target = *target;
  reach::Reachability reachability(network, sets);
  const auto asked = answer.service ? reach::packets_of(sets, *answer.service) : sets.every();
  answer.passages = reach::passages(network, sets, reachability, *source, *target, asked);
  const auto passing = reachability.from(*source)[*target];
  const auto there = network.places[*target].to_perhaps;
  answer.refusals = reachability.refusals(*source, sets.minus(sets.intersect(asked, there), passing.perhaps));
  const auto passes = answer.passes();
  return session.finish(!passes   ? status_undecided
                        : *passes ? status_holds
                                  : status_fails,
                        options.format == "json" ? reach::answer_json(network, answer)
                                                 : reach::answer_text(network, answer, session.lang()));
}

auto run_reach(const ReachOptions& options) -> int {
  Session session(options);
  if (!session.check_options()) return session.finish(status_bad_input);
  if (options.from.empty() != options.to.empty() || (options.from.empty() && !options.service.empty())) {
    session.usage(say("--from and --to belong together, and --service to both",
                      "--from 与 --to 须同时给出，--service 须与两者同用"));
    return session.finish(status_bad_input);
  }
  if (!options.into.empty() && !options.from.empty()) {
    session.usage(say("--into writes what passes between all zones; leave out --from and --to",
                      "--into 写入所有区域间的可通行流量；请不要给出 --from 和 --to"));
    return session.finish(status_bad_input);
  }
  if (!load_for_survey(session, options, false, false)) return session.finish(status_bad_input);
  const auto facts = nlohmann::ordered_json::parse(session.sources()[session.facts().file()].text());
  try {
    reach::PacketSets sets;
    const auto network = reach::read_network(facts, sets);
    if (options.from.empty()) return overview(session, options, facts, network, sets);
    return answer(session, options, network, sets);
  } catch (const reach::TooEntangled&) {
    session.sink().report(Code::reach_too_entangled).emit();
    return session.finish(status_bad_input);
  }
}

}  // namespace

void add_reach(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand("reach", zh ? "哪些流量可在区域之间通行、由哪些规则放行"
                                                     : "which traffic passes between zones, and by which rules");
  command->footer(zh ? reach_example_zh : reach_example_en);
  auto options = std::make_shared<ReachOptions>();
  command
      ->add_option("FACTS", options->facts,
                   zh ? "事实文件，或用 - 表示标准输入" : "the facts file, or - for standard input")
      ->required();
  command->add_option("--from", options->from, zh ? "起始区域" : "the zone from which it starts")->type_name("ZONE");
  command->add_option("--to", options->to, zh ? "到达区域" : "the zone in which it ends")->type_name("ZONE");
  command->add_option("--service", options->service, zh ? "服务，如 tcp/443" : "the service, such as tcp/443")
      ->type_name("SERVICE");
  command
      ->add_option("--into", options->into,
                   zh ? "将可通行流量写入此事实文件" : "write the facts with the passages to this file")
      ->type_name("FILE");
  options->formats = {"text", "json"};
  add_output(*command, *options, lang, true);
  add_policies(*command, *options, lang);
  command->callback([options, &run] { run = [options] { return run_reach(*options); }; });
}

}  // namespace dengbao::cli
