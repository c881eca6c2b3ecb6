#include "property/agree_live.h"

#include <fmt/format.h>

#include <vector>

#include "eval/live.h"
#include "facts/columns.h"

namespace dengbao::property {
namespace {

constexpr int rounds = 4;

// What may stand in place of a fact; nothing where this is none that can be changed alone.
auto random_change(const model::Program& program, const facts::Facts& facts, Random& random)
    -> std::optional<facts::CellChange> {
  const model::FieldId id{static_cast<std::uint32_t>(random.below(program.fields.size()))};
  const auto& field = program.fields[id];
  const auto* column = facts.column(id);
  const auto rows = facts.row_count(field.owner);
  const bool holds_rows = field.type.kind == Kind::record && !field.ref;
  if (column == nullptr || rows == 0 || field.type.list || field.key || holds_rows) return std::nullopt;
  const auto any_row = [&] { return Row{field.owner, static_cast<std::uint32_t>(random.below(rows))}; };
  const auto row = any_row();
  if (column->state(row.index) != facts::CellState::present) return std::nullopt;
  facts::CellChange change{row, id, {}, {}};
  const auto other = any_row();
  if (random.chance(15) || column->state(other.index) != facts::CellState::present) return change;
  const auto value = facts.get(other, id);
  if (!value.is_value()) return std::nullopt;
  change.value = value;
  if (const auto* text = value.get_if<std::string_view>()) change.text = *text;
  if (const auto* version = value.get_if<Version>()) change.text = version->text;
  return change;
}

auto told(const eval::RequirementVerdict& verdict, std::span<const std::uint32_t> counts) -> std::string {
  return fmt::format("{}{} [{}]", eval::verdict_name(verdict.verdict), verdict.final ? "" : ", not final",
                     fmt::join(counts, " "));
}

}  // namespace

auto live_difference(const eval::Plan& plan, facts::Facts& facts, const eval::Settings& settings,
                     std::span<const model::RequirementId> requirements, Random& random) -> std::optional<std::string> {
  const auto& program = *plan.program;
  eval::Live live(plan, facts, settings, requirements);
  std::string history;
  for (int round = 0; round < rounds; ++round) {
    std::vector<facts::CellChange> changes;
    for (int tries = 0; tries < 20 && changes.size() < 1 + random.below(3); ++tries) {
      auto change = random_change(program, facts, random);
      if (!change) continue;
      history += fmt::format("\n{} = {}", facts.pointer(change->row, change->field),
                             change->value ? to_text(*change->value, Lang::en) : "-");
      changes.push_back(std::move(*change));
    }
    (void)live.follow(changes);
    const auto judged = eval::judge(plan, facts, settings, requirements, eval::Keep::what_is_not_good);
    const auto stand = live.stand();
    for (std::size_t i = 0; i < judged.size(); ++i) {
      const bool subjects = eval::has_subjects(judged[i]);
      const auto anew = told(judged[i].verdict, subjects ? judged[i].counts : decltype(judged[i].counts){});
      const auto kept = told(stand[i].verdict, subjects ? stand[i].counts : decltype(stand[i].counts){});
      if (anew == kept) continue;
      return fmt::format("{}: after changes{}\nkept: {}\nanew: {}",
                         program.requirements[judged[i].requirement].qualified(), history, kept, anew);
    }
  }
  return std::nullopt;
}

}  // namespace dengbao::property
