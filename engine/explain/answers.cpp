#include "explain/answers.h"

namespace dengbao::explain {
namespace {

using namespace model;

constexpr std::uint32_t most_rows = 8;  // that a reference may lead to

// Where values of one stretch may be told apart, only the sample is known to be so.
auto single_values(std::vector<Stretch> stretches) -> std::vector<Stretch> {
  std::erase_if(stretches, [](const Stretch& one) { return one.any_other; });
  for (auto& one : stretches) one = {one.sample, {}, {}};
  return stretches;
}

}  // namespace

auto Answers::supposed_row(const FactRef& fact) -> Row {
  const auto found = rows_.find(fact);
  if (found != rows_.end()) return found->second;
  const Row row{program_.fields[fact.field].type.record(),
                first_supposed_row + static_cast<std::uint32_t>(holders_.size())};
  holders_.push_back(fact);
  rows_.emplace(fact, row);
  return row;
}

auto Answers::base_of(const FactRef& fact) const -> FactRef {
  return fact.row.index < first_supposed_row ? fact : base_of(holders_[fact.row.index - first_supposed_row]);
}

// The objects that a reference may lead to.
auto Answers::of_rows(const FactRef& fact) const -> std::vector<Stretch> {
  const auto record = program_.fields[fact.field].type.record();
  std::vector<Stretch> found;
  for (std::uint32_t row = 0; row < facts_.row_count(record); ++row) found.push_back({Value(Row{record, row}), {}, {}});
  if (found.size() > most_rows) found.clear();
  return found;
}

auto Answers::of(const FactRef& fact, const Value& now) -> Options {
  using Kind = Supposition::Kind;
  const auto& field = program_.fields[fact.field];
  const bool rows = field.type.kind == dengbao::Kind::record;
  auto stretches = rows ? Stretches{field.ref ? of_rows(fact) : std::vector<Stretch>{}, true}
                        : stretches_of(program_, bounds_, fact.field);
  stretches.exact = stretches.exact && !bounds_.of(fact.field).open;
  Options options{{}, stretches.exact};
  if (!stretches.exact) stretches.items = single_values(std::move(stretches.items));
  if (!field.type.list) {
    if (rows && !field.ref) {
      options.all = false;
      options.answers.push_back({Kind::object, fact, {}, supposed_row(fact)});
    }
    for (const auto& stretch : stretches.items) options.answers.push_back({Kind::value, fact, {stretch}, {}});
    return options;
  }
  options.all = false;
  options.answers.push_back({now.is_unknown() ? Kind::empty : Kind::complete, fact, {}, {}});
  if (rows && !field.ref) options.answers.push_back({Kind::element, fact, {}, supposed_row(fact)});
  for (const auto& stretch : stretches.items) {
    const auto* text = stretch.sample.get_if<std::string_view>();
    if (text != nullptr && text->empty()) continue;
    options.answers.push_back({Kind::holds, fact, {stretch}, {}});
  }
  return options;
}

void Answers::suppose(const Supposition& answer, const Value& now, Hypothesis& into) {
  List list = now.is_unknown() ? List{} : now.list();
  list.open = answer.kind != Supposition::Kind::empty && answer.kind != Supposition::Kind::complete;
  switch (answer.kind) {
    case Supposition::Kind::value:
      into.values[answer.fact] = answer.values.front().sample;
      return;
    case Supposition::Kind::object:
      into.values[answer.fact] = *answer.row;
      return;
    case Supposition::Kind::holds:
      list.elements.push_back(answer.values.front().sample);
      break;
    case Supposition::Kind::element:
      list.elements.emplace_back(*answer.row);
      break;
    case Supposition::Kind::empty:
    case Supposition::Kind::complete:
      break;
  }
  into.values[answer.fact] = make_list(std::move(list));
}

}  // namespace dengbao::explain
