#include <re2/re2.h>

#include <algorithm>

#include "eval/evaluation.h"
#include "eval/relations.h"

// Decision tables, patterns; and what others answer: relations, and other requirements.
namespace dengbao::eval {
namespace {

auto meets(const model::TableTest& test, const Value& input) -> Truth {
  auto result = Truth::yes;
  for (const auto& [op, value] : test.comparisons) result = result && compare(op, input, value);
  return result;
}

auto meets(const model::TableRow& row, const std::vector<Value>& inputs) -> Truth {
  auto result = Truth::yes;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    auto any = Truth::no;
    for (const auto& test : row.inputs[i]) any = any || meets(test, inputs[i]);
    result = result && any;
  }
  return result;
}

}  // namespace

// An input that is missing changes nothing where all rows that it may hit give the same; one that does not exist has no
// value where they differ.
auto Evaluation::look_up(model::TableId id, std::vector<Value> inputs) -> Value {
  bool none = false;
  bool unknown = false;
  for (auto& input : inputs) {
    none = none || input.is_none();
    unknown = unknown || input.is_unknown() || input.get_if<Interval>() != nullptr;
    if (input.is_none()) input = Value{};
  }
  const auto& rows = plan_.program->tables[id].rows;
  std::vector<Value> results;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto hit = meets(rows[row], inputs);
    if (hit == Truth::no) continue;
    if (hit == Truth::yes) results.clear();
    results.push_back(of(core().tables[id.index][row], root_).value(0));
    if (hit == Truth::yes) break;
  }
  if (results.empty()) return Unknown{Cause::out_of_range};
  const bool one = std::ranges::all_of(results, [&](const Value& value) { return agree(value, results.front()); });
  if (one) return results.front();
  return none && !unknown ? Value(None{}) : Value{};
}

auto Evaluation::table(const Node& node, Block& block) -> Column {
  std::vector<const Column*> arguments;
  for (const auto argument : core().operands_of(node)) arguments.push_back(&of(argument, block));
  return each(node, block, [&](std::size_t i) {
    std::vector<Value> inputs;
    for (const auto* argument : arguments) inputs.push_back(argument->value(i));
    return look_up(node.table(), std::move(inputs));
  });
}

auto Evaluation::matches(const Node& node, Block& block) -> Column {
  const auto& texts = of(operand(node, 0), block);
  const auto& pattern = *plan_.program->patterns[node.pattern()];
  return each(node, block, [&](std::size_t i) -> Value {
    const auto value = texts.value(i);
    const auto* text = value.get_if<std::string_view>();
    if (text == nullptr) return value.is_none() ? Value(false) : Value{};
    return re2::RE2::FullMatch(re2::StringPiece(text->data(), text->size()), pattern);
  });
}

// Nothing that does not exist stands in a relation; a number of which only the bounds are known is not known.
auto Evaluation::related(const Node& node, Block& block) -> Column {
  std::vector<const Column*> arguments;
  for (const auto argument : core().operands_of(node)) arguments.push_back(&of(argument, block));
  Tuple tuple(arguments.size());
  return each(node, block, [&](std::size_t i) -> Value {
    for (std::size_t a = 0; a < tuple.size(); ++a) {
      tuple[a] = arguments[a]->value(i);
      if (tuple[a].get_if<Interval>() != nullptr) tuple[a] = Value{};
      if (tuple[a].is_none()) return false;
    }
    return relations_.contains(node.relation(), tuple);
  });
}

auto Evaluation::passes(const Node& node, Block& block) -> Column {
  if (node.count == 0) {
    auto out = Column(truth_type, block.size());
    std::ranges::fill(out.truths(), requirements_.passes(node.requirement()));
    return out;
  }
  const auto& subjects = of(operand(node, 0), block);
  const auto size = subjects.is_constant() ? 1 : block.size();
  Column out(truth_type, size);
  std::ranges::copy(requirements_.passes(node.requirement(), subjects, size), out.truths().begin());
  if (subjects.is_constant()) out.make_constant();
  return out;
}

}  // namespace dengbao::eval
