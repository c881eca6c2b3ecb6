#include "assess/changed_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "facts/json_value.h"
#include "facts/load.h"
#include "facts/patch.h"

namespace dengbao::assess {
namespace {

using explain::Change;
using model::Program;

// Where in its list a value stands.
auto place_in_list(const facts::Facts& facts, const Change& change) -> std::size_t {
  const auto list = facts.get(change.fact.row, change.fact.field);
  const auto& elements = list.list().elements;
  const auto found = std::ranges::find_if(elements, [&](const Value& value) { return same(value, change.value); });
  return static_cast<std::size_t>(found - elements.begin());
}

// An operation, with what orders it: what takes something out of a list comes last, from the end of the list on, so
// that no pointer is moved by it.
struct Operation {
  std::string pointer;
  std::size_t place = 0;
  bool takes_out = false;
  std::string text;
};

auto operation_of(const Program& program, const facts::Facts& facts, const Change& change) -> Operation {
  const auto type = program.fields[change.fact.field].type;
  auto pointer = facts.pointer(change.fact.row, change.fact.field);
  const auto quoted = [&](const std::string& text) {
    return facts::json_value(program, Value(std::string_view(text)), text_type);
  };
  switch (change.kind) {
    case Change::Kind::set:
      return {pointer, 0, false,
              fmt::format(R"({{"op": "add", "path": {}, "value": {}}})", quoted(pointer),
                          facts::json_value(program, change.value, type))};
    case Change::Kind::put_in:
      pointer += "/-";
      return {pointer, 0, false,
              fmt::format(R"({{"op": "add", "path": {}, "value": {}}})", quoted(pointer),
                          facts::json_value(program, change.value, type.element()))};
    case Change::Kind::take_out: {
      const auto place = place_in_list(facts, change);
      const auto at = fmt::format("{}/{}", pointer, place);
      return {pointer, place, true, fmt::format(R"({{"op": "remove", "path": {}}})", quoted(at))};
    }
    case Change::Kind::remove: {
      const auto place = place_in_list(facts, change);
      const auto at = facts.pointer(change.value.as<Row>());
      return {pointer, place, true, fmt::format(R"({{"op": "remove", "path": {}}})", quoted(at))};
    }
  }
  return {};
}

// Where an element's pointer leads once others were taken out; nothing if it is one of them, or stands in one.
auto moved(const std::string& pointer, const std::vector<std::string>& removed) -> std::optional<std::string> {
  std::string now = pointer;
  for (const auto& gone : removed) {
    const auto slash = gone.rfind('/');
    const auto list = gone.substr(0, slash + 1);
    if (!pointer.starts_with(list)) continue;
    const auto index_of = [](std::string_view step) {
      std::size_t index = 0;
      std::from_chars(step.data(), step.data() + step.size(), index);
      return index;
    };
    const auto here = index_of(std::string_view(pointer).substr(list.size()));
    const auto there = index_of(std::string_view(gone).substr(list.size()));
    if (here == there) return std::nullopt;
    if (there > here) continue;
    const auto at = index_of(std::string_view(now).substr(list.size()));
    const auto end = std::min(now.find('/', list.size()), now.size());
    now = list + std::to_string(at - 1) + now.substr(end);
  }
  return now;
}

}  // namespace

auto patch_of(const Program& program, const facts::Facts& facts, const std::vector<Change>& changes) -> std::string {
  std::vector<Operation> operations;
  for (const auto& change : changes) operations.push_back(operation_of(program, facts, change));
  std::ranges::stable_sort(operations, [](const Operation& a, const Operation& b) {
    if (a.takes_out != b.takes_out) return b.takes_out;
    if (!a.takes_out) return false;
    return a.pointer != b.pointer ? a.pointer > b.pointer : a.place > b.place;
  });
  std::string out = "[";
  for (const auto& operation : operations) out += (out.size() == 1 ? "\n  " : ",\n  ") + operation.text;
  return out + (operations.empty() ? "]\n" : "\n]\n");
}

auto ChangedFacts::make(const Program& program, const facts::Facts& facts, const Sources& sources,
                        const std::vector<Change>& changes) -> std::optional<ChangedFacts> {
  ChangedFacts made;
  made.before_ = &facts;
  made.sources_ = std::make_unique<Sources>();
  for (const auto& change : changes) {
    if (change.kind == Change::Kind::remove) made.removed_.push_back(facts.pointer(change.value.as<Row>()));
  }
  Sink sink;
  auto& texts = *made.sources_;
  const auto file = texts.add("facts", std::string(sources[facts.file()].text()));
  const auto patch = texts.add("patch", patch_of(program, facts, changes));
  auto text = facts::apply_patch_to_valid(texts, file, patch, sink);
  if (!text) return std::nullopt;
  // Evidence is read where it could lead nowhere now: that would be an error of the facts.
  facts::LoadOptions options;
  options.evidence = std::ranges::any_of(changes, [](const Change& change) {
    return change.kind == Change::Kind::remove || change.kind == Change::Kind::take_out;
  });
  made.facts_ = facts::load(texts, texts.add("changed", std::move(*text)), program, sink, options);
  if (!made.facts_) return std::nullopt;
  return made;
}

auto ChangedFacts::same_subject(const Value& subject) const -> std::optional<Value> {
  const auto* row = subject.get_if<Row>();
  if (row == nullptr) return subject;
  if (*row == before_->root()) return Value(facts_->root());
  const auto pointer = moved(before_->pointer(*row), removed_);
  const auto found = pointer ? facts_->row_at(*pointer) : std::nullopt;
  return found ? std::optional(Value(*found)) : std::nullopt;
}

}  // namespace dengbao::assess
