#include "explain/changeable.h"

#include <algorithm>

#include "explain/evaluate.h"

namespace dengbao::explain {
namespace {

using namespace model;

constexpr std::size_t most_elements = 20;  // of a list of values that are tried one by one

auto distance(const std::vector<Stretch>& stretches, std::size_t from, std::size_t to) -> std::size_t {
  return from >= stretches.size() ? to : from < to ? to - from : from - to;
}

auto is_date(Kind kind) -> bool { return kind == Kind::date || kind == Kind::instant; }

}  // namespace

Changeable::Changeable(const Program& program, const facts::Facts& facts, const Proof& proof, Aim aim)
    : program_(program),
      facts_(facts),
      proof_(proof),
      aim_(aim),
      roles_(program, facts, *proof.settings),
      bounds_(program, facts, *proof.settings, proof.requirement) {}

auto Changeable::is_above_subject(Row row) const -> bool {
  const auto* subject = proof_.subject.subject.get_if<Row>();
  for (auto up = subject == nullptr ? std::nullopt : std::optional(*subject); up; up = facts_.parent(*up)) {
    if (*up == row) return true;
  }
  return row == facts_.root();
}

auto Changeable::is_past(const Value& value) const -> bool {
  const auto* date = value.get_if<Date>();
  const auto* instant = value.get_if<Instant>();
  if (date != nullptr) return *date < proof_.settings->as_of;
  return instant != nullptr && instant->day() < proof_.settings->as_of;
}

auto Changeable::stays(const FactRef& fact) const -> bool {
  const auto& field = program_.fields[fact.field];
  if (field.key || field.ref || field.type.kind == Kind::record) return true;
  if (aim_ == Aim::harm && is_date(field.type.kind)) return true;
  if (aim_ == Aim::mend && roles_.of(fact.field) == FactRole::observed) return true;
  return facts_.missing(fact.row, fact.field).absence != facts::Absence::not_given;
}

auto Changeable::atoms_of(const FactRef& fact, const Value& value) const -> std::vector<Atom> {
  const auto& field = program_.fields[fact.field];
  std::vector<Atom> atoms;
  if (field.type.kind == Kind::record) {
    if (field.ref || !field.type.list) return atoms;
    for (const auto& element : value.list().elements) {
      const Atom atom{fact, element.as<Row>()};
      if (!is_above_subject(*atom.row) && !options(atom).ways.empty()) atoms.push_back(atom);
    }
    return atoms;
  }
  const bool known = value.is_value() && !(field.type.list && value.list().open);
  const Atom atom{fact, std::nullopt};
  if (known && !stays(fact) && !options(atom).ways.empty()) atoms.push_back(atom);
  return atoms;
}

auto Changeable::stretches(const FactRef& fact) const -> Stretches {
  return stretches_of(program_, bounds_, fact.field, facts_.get(fact.row, fact.field));
}

auto Changeable::of_value(const FactRef& fact) const -> Options {
  const auto now = facts_.get(fact.row, fact.field);
  const auto found = stretches(fact);
  const auto& items = found.items;
  const auto holding = std::ranges::find_if(items, [&](const Stretch& one) { return one.contains(now); });
  const auto at = static_cast<std::size_t>(holding - items.begin());
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool given = aim_ == Aim::mend || !items[i].any_other;
    if (i != at && given && !is_past(items[i].sample)) order.push_back(i);
  }
  // A text has no neighbours: one that a person must give comes first, and none at all last.
  const auto rank = [&](std::size_t i) {
    const auto* text = items[i].sample.get_if<std::string_view>();
    if (text == nullptr) return distance(items, at, i);
    return std::size_t{items[i].any_other ? 0U : text->empty() ? 2U : 1U};
  };
  std::ranges::stable_sort(order, {}, rank);
  Options options{{}, found.exact};
  for (const auto i : order) {
    Change change{Change::Kind::set, fact, items[i].sample, std::nullopt};
    change.to_be_given = items[i].any_other;
    options.ways.push_back({change});
  }
  if (program_.fields[fact.field].type.kind == Kind::date) {
    const Value today(proof_.settings->as_of);
    const auto is_it = [&](const auto& way) { return same(way.front().value, today); };
    if (std::ranges::none_of(options.ways, is_it) && !same(now, today)) {
      options.ways.insert(options.ways.begin(), {Change{Change::Kind::set, fact, today, std::nullopt}});
    }
  }
  return options;
}

// Each element out, each value that the list is asked for in; two of these; or nothing left at all.
auto Changeable::of_list(const FactRef& fact) const -> Options {
  const auto now = facts_.get(fact.row, fact.field);
  const auto& elements = now.list().elements;
  const auto& compared = bounds_.of(fact.field);
  std::vector<Change> single;
  for (const auto& element : elements) {
    if (single.size() < most_elements) single.push_back({Change::Kind::take_out, fact, element, std::nullopt});
  }
  const auto put_in = [&](const Value& value, bool any) {
    const auto is_it = [&](const Value& other) { return same(other, value); };
    if (std::ranges::any_of(elements, is_it)) return;
    single.push_back({Change::Kind::put_in, fact, value, std::nullopt, any});
  };
  for (const auto& value : compared.values) put_in(value, false);
  const auto type = program_.fields[fact.field].type;
  if (type.kind == Kind::text && aim_ == Aim::mend) put_in(text_to_be_given, true);
  if (type.kind == Kind::enumeration) {
    for (std::uint32_t i = 0; i < program_.enumerations[type.enumeration()].choices.size(); ++i)
      put_in(Enumerator{i}, false);
  }
  Options options{{}, !compared.by_pattern && !compared.reckoned && elements.size() <= most_elements};
  for (const auto& change : single) options.ways.push_back({change});
  if (elements.size() > 1) options.ways.push_back({Change{Change::Kind::set, fact, make_list({}), std::nullopt}});
  for (std::size_t i = 0; i < single.size(); ++i) {
    for (std::size_t j = i + 1; j < single.size(); ++j) options.ways.push_back({single[i], single[j]});
  }
  return options;
}

auto Changeable::options(const Atom& atom) const -> Options {
  auto found = atom.row ? Options{{{Change{Change::Kind::remove, atom.fact, Value(*atom.row), std::nullopt}}}, true}
               : program_.fields[atom.fact.field].type.list ? of_list(atom.fact)
                                                            : of_value(atom.fact);
  const auto& compared = bounds_.of(atom.fact.field);
  found.linked = !atom.row && compared.linked;
  const bool leaves = !atom.row && compared.narrows && !compared.asked;
  if (aim_ == Aim::mend) {
    const auto cannot = [&](const Change& change) { return !roles_.may_be_advised(change); };
    std::erase_if(found.ways, [&](const auto& way) { return std::ranges::any_of(way, cannot); });
  }
  for (auto& way : found.ways) {
    for (auto& change : way) change.weight = leaves ? weight_of_leaving : weight_of(change.kind);
  }
  return found;
}

void suppose(const World& world, const Change& change, Hypothesis& into) {
  auto watching = world;
  watching.hypothesis = &into;
  watching.only = nullptr;
  watching.read = nullptr;
  if (change.kind == Change::Kind::set) {
    into.values[change.fact] = change.value;
    return;
  }
  List list = supposed(watching, change.fact).list();
  if (change.kind == Change::Kind::put_in) {
    list.elements.push_back(change.value);
  } else {
    std::erase_if(list.elements, [&](const Value& element) { return same(element, change.value); });
  }
  if (change.kind == Change::Kind::remove) into.taken_out.insert(change.value.as<Row>());
  into.values[change.fact] = make_list(std::move(list));
}

}  // namespace dengbao::explain
