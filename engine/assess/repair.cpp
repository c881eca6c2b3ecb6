#include "assess/repair.h"

#include <fmt/format.h>

#include <algorithm>

#include "explain/judge.h"
#include "facts/json_value.h"
#include "facts/load.h"
#include "facts/patch.h"

namespace dengbao::assess {
namespace {

using explain::Change;
using model::Program;

constexpr std::size_t most_tries = 60;

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

class Tester {
 public:
  Tester(const Program& program, const facts::Facts& facts, const Sources& sources, const explain::Proof& proof)
      : program_(program),
        facts_(facts),
        sources_(sources),
        proof_(proof),
        requirement_(program.requirements[proof.requirement]) {}

  // The verdict of the subject on the changed facts; nothing where these cannot be read, or it is not there any more.
  auto verdict_after(const std::vector<Change>& changes) -> std::optional<eval::Verdict> {
    ++tries;
    Sources sources;
    Sink sink;
    const auto file = sources.add("facts", std::string(sources_[facts_.file()].text()));
    const auto patch = sources.add("patch", patch_of(program_, facts_, changes));
    auto text = facts::apply_patch(sources, file, patch, sink);
    if (!text) return std::nullopt;
    const auto changed = sources.add("changed", std::move(*text));
    const auto facts = facts::load(sources, changed, program_, sink);
    if (!facts) return std::nullopt;
    const explain::World world{program_, *facts, *proof_.settings, proof_.level};
    if (explain::applies(world, requirement_) == Truth::no) return std::nullopt;
    const auto subject = same_subject(*facts);
    if (!subject) return std::nullopt;
    const auto scope = explain::scope(world, requirement_, *subject);
    if (scope == Truth::no) return std::nullopt;
    return explain::judge_subject(world, requirement_, *subject, scope).verdict;
  }

  std::size_t tries = 0;

 private:
  // Nothing that is removed stands before it: its pointer is the same.
  [[nodiscard]] auto same_subject(const facts::Facts& changed) const -> std::optional<Value> {
    const auto* row = proof_.subject.subject.get_if<Row>();
    if (row == nullptr) return proof_.subject.subject;
    if (*row == facts_.root()) return Value(changed.root());
    const auto found = changed.row_at(facts_.pointer(*row));
    if (!found || changed.name(*found, Lang::en) != facts_.name(*row, Lang::en)) return std::nullopt;
    return Value(*found);
  }

  const Program& program_;
  const facts::Facts& facts_;
  const Sources& sources_;
  const explain::Proof& proof_;
  const model::Requirement& requirement_;
};

auto mends(std::optional<eval::Verdict> verdict) -> bool {
  return verdict && eval::standing(*verdict) != eval::Standing::bad && *verdict != eval::Verdict::not_applicable;
}

// Leaves out, one after the other, what the rest does without.
auto without_surplus(Tester& tester, std::vector<Change> changes) -> std::vector<Change> {
  for (std::size_t i = changes.size(); i-- > 0 && changes.size() > 1 && tester.tries < most_tries;) {
    auto fewer = changes;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (mends(tester.verdict_after(fewer))) changes = std::move(fewer);
  }
  return changes;
}

// Every change of `a` is one of `b`.
auto within(const std::vector<Change>& a, const std::vector<Change>& b) -> bool {
  return std::ranges::all_of(a, [&](const Change& change) { return std::ranges::find(b, change) != b.end(); });
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

auto find_repairs(const Program& program, const facts::Facts& facts, const Sources& sources,
                  const explain::Proof& proof, std::size_t most) -> Repairs {
  Repairs repairs;
  Tester tester(program, facts, sources, proof);
  for (const auto& proposal : explain::propose_repairs(program, facts, proof)) {
    if (repairs.alternatives.size() == most) break;
    const auto contains_one = [&](const Repair& found) { return within(found.changes, proposal.changes); };
    if (proposal.changes.empty() || std::ranges::any_of(repairs.alternatives, contains_one)) continue;
    if (tester.tries >= most_tries) {
      repairs.complete = false;
      break;
    }
    if (!mends(tester.verdict_after(proposal.changes))) continue;
    Repair repair{without_surplus(tester, proposal.changes), {}, false};
    const auto same_one = [&](const Repair& found) {
      return within(found.changes, repair.changes) && within(repair.changes, found.changes);
    };
    if (std::ranges::any_of(repairs.alternatives, same_one)) continue;
    const auto verdict = tester.verdict_after(repair.changes);
    repair.passes = verdict && eval::standing(*verdict) == eval::Standing::good;
    repair.patch = patch_of(program, facts, repair.changes);
    repairs.alternatives.push_back(std::move(repair));
  }
  return repairs;
}

}  // namespace dengbao::assess
