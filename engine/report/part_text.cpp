#include "report/part_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/utf8.h"
#include "report/evidence.h"
#include "report/layout.h"
#include "report/rule_words.h"
#include "report/told_steps.h"

namespace dengbao::report {
namespace {

using explain::StepId;
using explain::StepKind;

constexpr std::size_t leaves_if_failed = 20;
constexpr std::size_t leaves_if_met = 3;
constexpr std::size_t facts_shown = 3;  // of one leaf

// The place stands at the right of the last line.
auto with_place(const Context& context, const std::string& words, const std::string& place) -> std::string {
  const auto lines = words.substr(0, words.size() - 1);
  const auto begin = lines.rfind('\n') + 1;  // 0 if there is one line
  return lines.substr(0, begin) + justified(context, lines.substr(begin), place);
}

class PartWriter {
 public:
  explicit PartWriter(const Explained& explained)
      : explained_(explained), context_(explained.context), proof_(explained.finding.proof) {}

  auto write() -> std::string {
    std::string out;
    for (const auto id : proof_.steps[proof_.root].children) {
      const auto& step = proof_.steps[id];
      if (step.kind == StepKind::part && step.part) out += part_text(id);
      if (step.kind == StepKind::exception) out += exception_text(id);
      if (step.kind == StepKind::scope && step.holds == Truth::unknown) out += scope_text(id);
      if (step.kind == StepKind::listed || step.kind == StepKind::due || step.kind == StepKind::done) {
        out += statement_text(id);
      }
      if (step.kind == StepKind::provider && listed_) out += provider_text(id);
      listed_ = listed_ || (step.kind == StepKind::listed && step.holds == Truth::yes);
    }
    return out;
  }

 private:
  auto verdict_of(std::uint32_t part) const -> eval::PartVerdict {
    for (const auto& judged : proof_.subject.parts) {
      if (judged.part == part) return judged.result.verdict;
    }
    return eval::PartVerdict::undecided;
  }

  auto part_text(StepId id) -> std::string {
    const auto& step = proof_.steps[id];
    const auto& part = explained_.requirement.parts[*step.part];
    const auto verdict = verdict_of(*step.part);
    const auto& methods = methods_of(explained_.requirement, step.part);
    const auto kind = explained_.requirement.kind;
    const auto condition = proof_.steps[step.children.front()].holds;
    auto out = justified(
        context_,
        fmt::format(" {} {}", part_mark(context_, kind, verdict), part_label(context_, kind, part, verdict, condition)),
        paint(context_, Ink::faint, policy_line(context_, part.span)));
    const auto most = verdict == eval::PartVerdict::met ? leaves_if_met : leaves_if_failed;
    for (const auto child : step.children) {
      if (proof_.steps[child].kind == StepKind::exception) continue;
      out += condition_text(child, methods, most);
    }
    for (const auto child : step.children) {
      if (proof_.steps[child].kind == StepKind::exception && tells_exceptions(kind, verdict)) {
        out += exception_text(child);
      }
    }
    return out;
  }

  // The whole condition in a line, unless its steps say it; then the steps that it rests on.
  auto condition_text(StepId id, const std::vector<model::Method>& methods, std::size_t most) -> std::string {
    const auto told = told_steps(explained_, id);
    return (told.whole ? wrapped("   ", "   ", explained_.words.step(id), context_.columns) : "") +
           leaves_text(explained_, told.leaves, methods, most);
  }

  auto exception_label(const explain::Step& step) const -> std::string {
    const auto& requirement = explained_.requirement;
    const auto& exception = step.part ? *requirement.parts[*step.part].unless : requirement.exceptions[step.exception];
    return exception.label.in(context_.lang);
  }

  auto exception_text(StepId id) -> std::string {
    const auto& step = proof_.steps[id];
    auto out = exception_words(context_, explained_.requirement.kind, step.holds, exception_label(step));
    for (const auto child : step.children) {
      auto leaves = told_leaves(explained_, child);
      if (leaves.empty()) leaves = {child};
      out += leaves_text(explained_, leaves, methods_of(explained_.requirement, step.part), leaves_if_met);
    }
    return out;
  }

  auto scope_text(StepId id) -> std::string {
    const auto first = fmt::format(" {} ", paint(context_, Ink::open, "?"));
    return wrapped(first, "   ", in(context_, "whether this is in scope is not known", "是否属于适用范围无法判定"),
                   context_.columns) +
           leaves_text(explained_, told_leaves(explained_, id), explained_.requirement.methods, leaves_if_failed);
  }

  // A step above the parts that says all in one sentence, with its facts.
  auto statement_text(StepId id) -> std::string;
  auto statement_mark(const explain::Step& step) const -> std::string;

  auto provider_text(StepId id) -> std::string {
    const auto& step = proof_.steps[id];
    return justified(context_, fmt::format(" {} {}", truth_mark(step.holds), explained_.words.step(id)), "") +
           condition_text(step.children.front(), explained_.requirement.methods, leaves_if_failed);
  }

  auto truth_mark(Truth holds) const -> std::string {
    const auto ink = holds == Truth::yes ? Ink::good : holds == Truth::no ? Ink::bad : Ink::open;
    return paint(context_, ink, mark(holds));
  }

  const Explained& explained_;
  const Context& context_;
  const explain::Proof& proof_;
  bool listed_ = false;  // by a provider, who then decides
};

// Leaves as a tree. Evidence that is the same as on the line above is not said again.
class LeafWriter {
 public:
  LeafWriter(const Explained& explained, const std::vector<model::Method>& methods)
      : explained_(explained), context_(explained.context), methods_(methods) {}

  auto leaf_text(StepId leaf, bool last) -> std::string {
    const auto facts = facts_below(explained_.finding.proof, leaf);
    const auto words =
        wrapped(last ? "   └ " : "   ├ ", last ? "     " : "   │ ", explained_.words.step(leaf), context_.columns);
    const std::string stem = last ? "       " : "   │   ";
    return with_place(context_, words, facts.size() == 1 ? place(facts.front()) : "") + rule_lines(leaf, stem) +
           fact_lines(facts, stem, facts.size() > 1);
  }
  // The facts of a step that was told already, each with its place.
  auto facts_text(StepId step) -> std::string {
    return fact_lines(facts_below(explained_.finding.proof, step), "     ", true);
  }

 private:
  // The rule of a relation, and the row of a table, that gave it.
  auto rule_lines(StepId leaf, const std::string& stem) const -> std::string {
    const auto& proof = explained_.finding.proof;
    auto out = rule_line(leaf, stem);
    for (const auto child : proof.steps[leaf].children) {
      if (proof.steps[child].kind == StepKind::table_row) out += rule_line(child, stem);
    }
    return out;
  }
  auto rule_line(StepId id, const std::string& stem) const -> std::string {
    const auto& proof = explained_.finding.proof;
    const auto& step = proof.steps[id];
    const bool row = step.kind == StepKind::table_row;
    const bool rule = step.kind == StepKind::relation && step.holds == Truth::yes && hops_of(proof, id).size() == 1;
    const auto span = step.rule && (row || rule) ? written_at(context_.program, step) : std::nullopt;
    if (!span) return {};
    const auto words =
        row ? in(context_, "by this row of the table", "依据决策表此行") : in(context_, "by this rule", "依据此规则");
    return justified(context_, stem + paint(context_, Ink::faint, words),
                     paint(context_, Ink::faint, policy_line(context_, *span)));
  }

  auto place(const StepFact& fact) const -> std::string {
    return paint(context_, Ink::faint, fact_place(context_, explained_.places, pointer(context_, fact.fact)));
  }

  auto fact_lines(const std::vector<StepFact>& facts, const std::string& stem, bool places) -> std::string {
    std::string out;
    for (std::size_t index = 0; index < std::min(facts.size(), facts_shown); ++index) {
      const auto line = paint(context_, Ink::faint, fact_words(facts[index].fact));
      out += justified(context_, stem + line, places ? place(facts[index]) : "");
    }
    if (facts.size() <= facts_shown) return out;
    const auto more = fmt::format(fmt::runtime(in(context_, "… and {} more facts", "…… 另有 {} 项事实")),
                                  grouped(facts.size() - facts_shown));
    return out + stem + paint(context_, Ink::faint, more) + "\n";
  }

  auto fact_words(explain::FactRef fact) -> std::string {
    const auto at = pointer(context_, fact);
    auto shown = utf8::printable(at);
    if (context_.facts.get(fact.row, fact.field).is_unknown()) return shown;
    auto evidence = evidence_words(context_, at, methods_);
    if (evidence == last_evidence_) return shown;
    last_evidence_ = evidence;
    return shown + "  · " + evidence;
  }

  const Explained& explained_;
  const Context& context_;
  const std::vector<model::Method>& methods_;
  std::string last_evidence_;
};

// What is merely so (a day, that nobody else provides it) has a dot.
auto PartWriter::statement_mark(const explain::Step& step) const -> std::string {
  const auto verdict = proof_.subject.verdict;
  if (step.holds == Truth::unknown) return truth_mark(step.holds);
  if (step.kind == StepKind::done && verdict != eval::Verdict::undecided) {
    return paint(context_, ink_of(verdict), mark(verdict));
  }
  return step.kind == StepKind::listed && step.holds == Truth::yes ? truth_mark(step.holds) : "·";
}

auto PartWriter::statement_text(StepId id) -> std::string {
  const auto& step = proof_.steps[id];
  const auto words =
      wrapped(fmt::format(" {} ", statement_mark(step)), "   ", explained_.words.step(id), context_.columns);
  const auto line = paint(context_, Ink::faint, policy_line(context_, context_.program.exprs[*step.expr].span));
  LeafWriter writer(explained_, explained_.requirement.methods);
  return with_place(context_, words, line) + writer.facts_text(id);
}

}  // namespace

auto parts_text(const Explained& explained) -> std::string { return PartWriter(explained).write(); }

auto leaves_text(const Explained& explained, const std::vector<StepId>& leaves,
                 const std::vector<model::Method>& methods, std::size_t most) -> std::string {
  std::string out;
  LeafWriter writer(explained, methods);
  const auto shown = std::min(leaves.size(), most);
  for (std::size_t index = 0; index < shown; ++index) {
    out += writer.leaf_text(leaves[index], index + 1 == leaves.size());
  }
  if (leaves.size() <= most) return out;
  return out + fmt::format(fmt::runtime(in(explained.context, "   └ … and {} more (--full shows all)\n",
                                           "   └ …… 另有 {} 项（--full 显示全部）\n")),
                           grouped(leaves.size() - most));
}

auto fact_place(const Context& context, const Places& places, const std::string& pointer) -> std::string {
  const auto place = places.nearest(pointer);
  if (!place) return {};
  const auto name = std::filesystem::path(context.sources[context.facts.file()].name()).filename().string();
  return fmt::format("{}:{}:{}", name, place->line, place->column);
}

}  // namespace dengbao::report
