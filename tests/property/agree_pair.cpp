#include "property/agree_pair.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "agreement/agreement.h"
#include "assess/assessment.h"
#include "base/render_diagnostic.h"
#include "check/certificate.h"
#include "facts/load.h"
#include "property/agree_live.h"
#include "report/certificate.h"
#include "report/core_json.h"

namespace dengbao::property {
namespace {

// What the checker refuses.
auto refusal(const Compiled& compiled, const facts::Facts& facts, const Sources& sources)
    -> std::optional<std::string> {
  const auto& program = *compiled.program;
  const report::Context context{program, facts, compiled.settings, sources};
  const auto assessment = assess::assess(program, facts, compiled.settings, {});
  const auto core = report::core_json(program, compiled.plan.core, compiled.sources);
  const auto certificate = report::certificate(context, assessment, core);
  try {
    (void)check::verify(certificate, sources[facts.file()].text(), core);
    return std::nullopt;
  } catch (const check::Refused& refused) {
    return std::string("the checker refuses: ") + refused.what();
  }
}

// A certificate proves the verdict of every subject step by step, and what is kept is judged anew after every change:
// of few programs that takes a minute, and is left out. (Under the sanitizers this is so of most pairs.)
constexpr std::chrono::milliseconds longest_of_what_is_repeated{100};

auto is_decided(const eval::Judgement& judgement) -> bool {
  const auto verdict = judgement.verdict.verdict;
  return verdict != eval::Verdict::undecided && verdict != eval::Verdict::not_applicable;
}

// What is left out where the good ones are: it has to be said of the others alike.
auto shortened(const eval::Judgement& all, const eval::Judgement& some) -> std::optional<std::string> {
  auto expected = all;
  std::erase_if(expected.subjects, [](const eval::JudgedSubject& subject) {
    return eval::standing(subject.verdict) == eval::Standing::good || subject.verdict == eval::Verdict::not_applicable;
  });
  const bool left_open = all.applies == Truth::unknown || all.by_provider;
  if (left_open) expected.subjects.clear();
  auto told = some;
  if (left_open) told.subjects.clear();
  const auto found = tests::difference(told, expected);
  return found ? std::optional("without the good ones: " + *found) : std::nullopt;
}

}  // namespace

auto random_manner(Random& random) -> Manner {
  static const std::vector<std::string> days{"2026-11-21", "2026-11-21", "2026-02-28", "2027-01-31"};
  Manner how;
  how.level = static_cast<std::uint32_t>(random.chance(60) ? 3 : random.between(1, 4));
  how.as_of = random.pick(days);
  if (random.chance(5)) how.threads = 3;
  if (random.chance(5)) how.changes = random.next();
  if (random.chance(70)) how.sizes = {random.between(1, 5), random.below(3), random.below(4)};
  return how;
}

auto look(Compiled& compiled, const std::string& text, const Manner& how, bool certify) -> Found {
  Found found;
  Sources sources;
  Sink sink;
  const auto file = sources.add("facts.json", text);
  auto facts = facts::load(sources, file, *compiled.program, sink);
  if (!facts) {
    found.problem = "the facts do not load\n" + render(sink.sorted(), sources, Lang::en, false) + text;
    return found;
  }
  compiled.settings.level = how.level;
  compiled.settings.as_of = *Date::parse(how.as_of);
  eval::block_sizes = how.sizes;
  const auto& program = *compiled.program;
  const auto& settings = compiled.settings;
  const auto selected = assess::select(program, settings, {});
  const auto extents = explain::make_extents();
  const auto all = eval::judge(compiled.plan, *facts, settings, selected, eval::Keep::all, how.threads);
  const auto some = eval::judge(compiled.plan, *facts, settings, selected, eval::Keep::what_is_not_good);
  const auto start = std::chrono::steady_clock::now();
  eval::Reasons reasons(compiled.plan, *facts, settings);
  found.judgements = all.size();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto reference = assess::judge(program, *facts, settings, all[i].requirement, extents);
    found.decided += is_decided(reference) ? 1 : 0;
    auto difference = tests::difference(all[i], reference);
    if (!difference) difference = shortened(all[i], some[i]);
    if (!difference && eval::has_subjects(all[i])) {
      difference = tests::reasons_fault(compiled.plan, *facts, reasons, compiled.reads_of(all[i].requirement), all[i]);
    }
    if (!difference) continue;
    found.difference = fmt::format("{}: {}", program.requirements[all[i].requirement].qualified(), *difference);
    return found;
  }
  const bool quick = std::chrono::steady_clock::now() - start < longest_of_what_is_repeated;
  found.certified = certify && quick;
  if (found.certified) found.difference = refusal(compiled, *facts, sources);
  if (how.changes && quick && !found.difference) {
    Random changes(*how.changes);
    found.difference = live_difference(compiled.plan, *facts, settings, selected, changes);
  }
  return found;
}

}  // namespace dengbao::property
