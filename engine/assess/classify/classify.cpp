#include "assess/classify/classify.h"

#include <algorithm>

#include "assess/classify/moves.h"
#include "assess/outcomes.h"
#include "explain/judge.h"
#include "model/children.h"

namespace dengbao::assess {
namespace {

using namespace model;

constexpr std::string_view classification_topic = "classification";
constexpr std::string_view filing_topic = "filing";

// Whether an expression reads what was assessed, itself or through other outcomes.
auto reads_results(const Program& program, ExprId expr) -> bool {
  const auto& node = program.exprs[expr].node;
  if (std::holds_alternative<ResultsRef>(node)) return true;
  if (const auto* other = std::get_if<OutcomeRef>(&node)) {
    return reads_results(program, program.outcomes[other->outcome].value);
  }
  return std::ranges::any_of(children(node), [&](ExprId child) { return reads_results(program, child); });
}

void collect_sides(const Program& program, ExprId expr, std::vector<OutcomeId>& into) {
  const auto& node = program.exprs[expr].node;
  if (const auto* other = std::get_if<OutcomeRef>(&node)) into.push_back(other->outcome);
  for (const auto child : children(node)) collect_sides(program, child, into);
}

// The tables that an expression comes to, also through definitions and outcomes, each once.
void collect_tables(const Program& program, ExprId expr, std::vector<TableId>& into) {
  const auto& node = program.exprs[expr].node;
  if (const auto* call = std::get_if<CallTable>(&node)) {
    if (std::ranges::find(into, call->table) == into.end()) into.push_back(call->table);
  } else if (const auto* definition = std::get_if<CallDefinition>(&node)) {
    collect_tables(program, program.definitions[definition->definition].body, into);
  } else if (const auto* other = std::get_if<OutcomeRef>(&node)) {
    collect_tables(program, program.outcomes[other->outcome].value, into);
  }
  for (const auto child : children(node)) collect_tables(program, child, into);
}

auto rests_on_drafts(const Program& program, const Outcome& outcome) -> bool {
  const auto citations = citations_of(program, outcome);
  return !citations.empty() && std::ranges::all_of(citations, [&](const Citation& citation) {
    return program.sources[citation.source].draft;
  });
}

auto is_level(const Outcome& outcome) -> bool { return outcome.type == number_type; }

auto advised_level(const std::vector<LevelFound>& levels) -> std::optional<std::uint32_t> {
  std::optional<std::uint32_t> highest;
  for (const auto& level : levels) {
    const auto* number = level.result.value.get_if<Number>();
    if (number == nullptr || !number->is_whole() || number->whole() < 0) return std::nullopt;
    highest = std::max(highest.value_or(0), static_cast<std::uint32_t>(number->whole()));
  }
  return highest;
}

auto sort_out(const Program& program, const std::vector<OutcomeResult>& results) -> Classification {
  Classification made;
  for (const auto& result : results) {
    const auto& outcome = program.outcomes[result.outcome];
    if (!is_about(outcome.module, classification_topic) || reads_results(program, outcome.value)) continue;
    if (!is_level(outcome)) {
      made.remarks.push_back(result);
      continue;
    }
    LevelFound level{result, rests_on_drafts(program, outcome), false, {}};
    collect_sides(program, outcome.value, level.sides);
    made.levels.push_back(std::move(level));
  }
  for (auto& level : made.levels) {
    level.side = std::ranges::any_of(made.levels, [&](const LevelFound& other) {
      return std::ranges::find(other.sides, level.result.outcome) != other.sides.end();
    });
  }
  return made;
}

}  // namespace

auto is_about(std::string_view module, std::string_view topic) -> bool {
  while (!module.empty()) {
    const auto end = std::min(module.find('.'), module.size());
    if (module.substr(0, end) == topic) return true;
    module.remove_prefix(std::min(end + 1, module.size()));
  }
  return false;
}

auto citations_of(const Program& program, const Outcome& outcome) -> std::vector<Citation> {
  if (!outcome.citations.empty()) return outcome.citations;
  std::vector<TableId> tables;
  collect_tables(program, outcome.value, tables);
  std::vector<Citation> citations;
  for (const auto table : tables) {
    const auto& cited = program.tables[table].citations;
    citations.insert(citations.end(), cited.begin(), cited.end());
  }
  return citations;
}

auto classify(const Program& program, const facts::Facts& facts, const eval::Settings& settings) -> Classification {
  auto made = sort_out(program, reference_outcomes(program, facts, settings, {}));
  if (made.levels.empty()) return made;
  made.advised = advised_level(made.levels);
  std::vector<OutcomeId> outcomes;
  for (const auto& level : made.levels) outcomes.push_back(level.result.outcome);
  find_moves(program, facts, settings, outcomes, made);
  return made;
}

auto facts_of_classification(const Program& program, const facts::Facts& facts, const eval::Settings& settings,
                             const Classification& found) -> std::set<explain::FactRef> {
  auto read = found.read;
  for (const auto id : select(program, settings, {})) {
    const auto& rule = program.requirements[id];
    if (rule.kind != RuleKind::requirement || !is_about(rule.module, classification_topic)) continue;
    explain::World world{program, facts, settings, settings.level_of(rule)};
    world.read = &read;
    static_cast<void>(explain::judge(world, id));
  }
  return read;
}

auto judge_steps(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings) -> Assessment {
  const auto& program = *plan.program;
  Assessment assessment;
  assessment.level = eval::level_text(program, settings);
  assessment.as_of = settings.as_of;
  auto ids = select(program, settings, {});
  std::erase_if(ids, [&](RequirementId id) {
    const auto& rule = program.requirements[id];
    const bool step = rule.kind == RuleKind::duty          ? is_about(rule.module, filing_topic)
                      : rule.kind == RuleKind::requirement ? is_about(rule.module, classification_topic)
                                                           : false;
    return !step;
  });
  for (auto& judgement : eval::judge(plan, facts, settings, ids, eval::Keep::all)) {
    const bool duty = program.requirements[judgement.requirement].kind == RuleKind::duty;
    (duty ? assessment.duties : assessment.results).push_back(std::move(judgement));
  }
  return assessment;
}

}  // namespace dengbao::assess
