#include "eval/reasons.h"

#include <algorithm>

#include "eval/judging.h"

namespace dengbao::eval {
namespace {

constexpr std::size_t block_size = 4096;
// Of the elements of a list that all fail, so many are told.
constexpr std::size_t most_elements = 3;

// Goes down from a condition to the facts that make it what it is, for one instance of a block after another. What a
// block evaluates is kept in it, so that each step is a look.
class Tracing {
 public:
  explicit Tracing(Evaluation& evaluation) : evaluation_(evaluation), core_(evaluation.core()) {}

  void into(std::vector<FactRead>& found) { found_ = &found; }

  // Why the condition is what it is.
  void condition(NodeId id, Block& block, std::size_t at) {
    const auto& node = core_.nodes[id];
    const auto truth = evaluation_.of(id, block).truth(at);
    switch (node.op) {
      case Op::negation:
        return condition(core_.operand(node, 0), block, at);
      case Op::conjunction:
      case Op::disjunction:
        return connective(node, block, at, truth);
      case Op::some:
      case Op::some_listed:
        return some(id, block, at, truth);
      case Op::call:
        return call(node, block, at);
      case Op::choose:
        return choose(node, block, at);
      default:
        return values(node, block, at);
    }
  }

  // What a value rests on, of whatever type.
  void expression(NodeId id, Block& block, std::size_t at) {
    const auto& node = core_.nodes[id];
    if (node.type == truth_type && node.op != Op::field) return condition(id, block, at);
    if (node.op == Op::call) return call(node, block, at);
    if (node.op == Op::choose) return choose(node, block, at);
    value(id, block, at);
  }

 private:
  // One operand that settles it; or else all that have its truth.
  void connective(const Node& node, Block& block, std::size_t at, Truth truth) {
    const bool settled = truth == (node.op == Op::conjunction ? Truth::no : Truth::yes);
    for (const auto operand : core_.operands_of(node)) {
      if (evaluation_.of(operand, block).truth(at) != truth) continue;
      condition(operand, block, at);
      if (settled) return;
    }
  }

  void choose(const Node& node, Block& block, std::size_t at) {
    const auto operands = core_.operands_of(node);
    for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
      const auto holds = evaluation_.of(operands[i], block).truth(at);
      condition(operands[i], block, at);
      if (holds != Truth::no) return expression(operands[i + 1], block, at);
    }
    expression(operands.back(), block, at);
  }

  // An element for which it holds; or the list, and what the first elements fail by.
  void some(NodeId id, Block& block, std::size_t at, Truth truth) {
    const auto& node = core_.nodes[id];
    const auto& join = evaluation_.plan().joins[id.index];
    const auto list = core_.operand(node, 0);
    const auto inside = core_.operand(node, 1);
    expression(list, block, at);
    // Where none has the key that is looked for, that key says why.
    if (truth == Truth::no && join) expression(join->probe, block, at);
    Block one(&block, 1);
    one.keep_all();
    one.belong_to({static_cast<std::uint32_t>(at)});
    std::size_t told = 0;
    const auto settled = [&](std::size_t) { return told >= most_elements; };
    evaluation_.pair_up(list, node.slot(), join ? &*join : nullptr, one, settled, [&](const Evaluation::Pairs& pairs) {
      const auto& holds = evaluation_.of(inside, pairs.block);
      for (std::size_t i = 0; i < pairs.instances.size() && told < most_elements; ++i) {
        if ((pairs.is_in(i) && holds.truth(i)) != truth) continue;
        condition(inside, pairs.block, i);
        told = truth == Truth::yes ? most_elements : told + 1;
      }
    });
  }

  void call(const Node& node, Block& block, std::size_t at) {
    Block frame(nullptr, 1);
    const auto arguments = core_.operands_of(node);
    const Lane<std::uint32_t> here{static_cast<std::uint32_t>(at)};
    for (std::uint32_t i = 0; i < arguments.size(); ++i) {
      path(arguments[i], block, at);
      auto value = evaluation_.of(arguments[i], block).gather(here);
      frame.bind(model::Slot{i}, std::move(value));
    }
    expression(core_.functions[node.function()].body, frame, 0);
  }

  void values(const Node& node, Block& block, std::size_t at) {
    if (node.op == Op::field) return read(node, block, at);
    for (const auto operand : core_.operands_of(node)) expression(operand, block, at);
  }

  // The facts that a value is read from. What is made of the elements of a list rests on the list.
  void value(NodeId id, Block& block, std::size_t at) {
    const auto& node = core_.nodes[id];
    switch (node.op) {
      case Op::field:
        return read(node, block, at);
      case Op::each_field:
      case Op::filter:
      case Op::map:
      case Op::flat_map:
      case Op::count_if:
        return expression(core_.operand(node, 0), block, at);
      default:
        for (const auto operand : core_.operands_of(node)) expression(operand, block, at);
    }
  }

  void read(const Node& node, Block& block, std::size_t at) {
    const auto base = core_.operand(node, 0);
    path(base, block, at);
    const auto& rows = evaluation_.of(base, block);
    if (rows.state(at) != State::value) return;
    const FactRead fact{{rows.type().record(), rows.row(at)}, node.field()};
    if (std::ranges::find(*found_, fact) == found_->end()) found_->push_back(fact);
  }

  // The references that lead to a row; that it lies in another is no fact.
  void path(NodeId id, Block& block, std::size_t at) {
    const auto& node = core_.nodes[id];
    if (node.op != Op::field) return;
    const auto& field = evaluation_.plan().program->fields[node.field()];
    if (field.ref || evaluation_.of(id, block).state(at) != State::value) return read(node, block, at);
    path(core_.operand(node, 0), block, at);
  }

  Evaluation& evaluation_;
  const Core& core_;
  std::vector<FactRead>* found_ = nullptr;
};

// Whether a part has its share in the verdict.
auto matters(const JudgedPart& part, Verdict verdict) -> bool {
  const auto of_part = part.result.verdict;
  if (verdict == Verdict::undecided) return of_part == PartVerdict::undecided || part.result.open;
  if (verdict == Verdict::medium) return of_part == PartVerdict::excused;
  return of_part == PartVerdict::failed;
}

}  // namespace

Reasons::Reasons(const Plan& plan, const facts::Facts& facts, const Settings& settings)
    : plan_(plan), judging_(std::make_unique<Judging>(plan, facts, settings, Keep::all)) {}

Reasons::~Reasons() = default;

auto Reasons::of(const Judgement& judgement) -> std::vector<std::vector<FactRead>> {
  std::vector<std::vector<FactRead>> found(judgement.subjects.size());
  const auto& core = plan_.core.requirements[judgement.requirement.index];
  auto& evaluation = judging_->evaluation(judgement.level);
  Tracing tracing(evaluation);
  for (std::size_t begin = 0; begin < found.size(); begin += block_size) {
    const auto end = std::min(begin + block_size, found.size());
    Block block(&evaluation.root(), end - begin);
    if (core.subjects) {
      Column subjects(plan_.core.nodes[*core.subjects].type.element(), end - begin);
      for (std::size_t i = begin; i < end; ++i) subjects.put(i - begin, judgement.subjects[i].subject);
      block.bind(core.subject, std::move(subjects));
    }
    for (std::size_t i = begin; i < end; ++i) {
      const auto& subject = judgement.subjects[i];
      tracing.into(found[i]);
      for (const auto& part : subject.parts) {
        if (!matters(part, subject.verdict)) continue;
        const auto declared = std::ranges::find(core.parts, part.part, [](const CorePart& one) { return one.part; });
        tracing.condition(declared->condition, block, i - begin);
      }
      const auto read = [&](const std::optional<NodeId>& node) {
        if (node) tracing.expression(*node, block, i - begin);
      };
      if (!subject.timing) continue;
      read(core.due);
      read(core.start);
      read(core.period);
      read(core.done);
    }
  }
  return found;
}

}  // namespace dengbao::eval
