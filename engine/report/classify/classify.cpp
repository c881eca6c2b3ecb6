#include "report/classify/classify.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/layout.h"
#include "report/outcomes.h"
#include "report/part_text.h"
#include "report/questions.h"
#include "report/rule_lines.h"

namespace dengbao::report {
namespace {

using assess::Classification;
using assess::LevelFound;

auto indented(const std::string& text, std::string_view by) -> std::string {
  std::string out;
  for (std::size_t from = 0; from < text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    out.append(by).append(text, from, end - from).append("\n");
    from = end + 1;
  }
  return out;
}

class Text {
 public:
  Text(const Context& context, const Classification& found) : context_(context), found_(found) {}

  auto write(const std::vector<ClassifyStep>& steps) -> std::string {
    head();
    for (const auto& level : found_.levels) {
      if (!level.side) whole(level);
    }
    for (const auto& remark : found_.remarks) {
      const auto& outcome = context_.program.outcomes[remark.outcome];
      out_ += "\n" + justified(context_, outcome.title.in(context_.lang), origin(outcome));
      out_ += wrapped("  → ", "    ", outcome_words(context_, remark), context_.columns);
    }
    not_known();
    moves();
    what_follows(steps);
    return std::move(out_);
  }

 private:
  void head() {
    out_ += fmt::format(fmt::runtime(in(context_, "Classification of {} · as of {}\n", "{} 的定级 · {}\n")),
                        utf8::printable(context_.facts.name(context_.facts.root(), context_.lang)),
                        context_.settings.as_of.to_string());
    if (!found_.advised) {
      out_ += paint(context_, Ink::open, in(context_, "The level is not decided yet", "等级尚不能确定")) + "\n";
      return;
    }
    const auto words =
        fmt::format(fmt::runtime(in(context_, "Level {} is advised", "建议定为第 {} 级")), *found_.advised);
    out_ += paint(context_, Ink::strong, words) + in(context_,
                                                     ": the highest that any basis below gives, as the field chooses\n",
                                                     "：取以下各依据所得的最高等级，与业内从严掌握的做法一致\n");
  }

  [[nodiscard]] auto origin(const model::Outcome& outcome) const -> std::string {
    return paint(context_, Ink::faint, cited_words(context_, outcome));
  }

  void title(const LevelFound& level, std::string_view indent) {
    const auto& outcome = context_.program.outcomes[level.result.outcome];
    auto words = fmt::format("{}{}  {}", indent, outcome.title.in(context_.lang),
                             paint(context_, Ink::strong, level_words(context_, level.result.value)));
    if (level.draft && !level.side) words += in(context_, "  (not in force)", "（未生效）");
    out_ += justified(context_, words, origin(outcome));
  }

  void whole(const LevelFound& level) {
    out_ += "\n";
    title(level, "");
    if (level.sides.empty()) proof(level);
    for (const auto id : level.sides) {
      const auto side = std::ranges::find(found_.levels, id, [](const LevelFound& one) { return one.result.outcome; });
      if (side == found_.levels.end()) continue;
      title(*side, "  ");
      proof(*side);
    }
  }

  // Every step by which the policies come to the level.
  void proof(const LevelFound& level) {
    const auto& outcome = context_.program.outcomes[level.result.outcome];
    const explain::Frame variables(outcome.slots);
    const auto proof = explain::prove(context_.program, context_.facts, context_.settings, outcome.value, variables);
    Places places(context_);
    for (const auto& fact : facts_below(proof, proof.root)) places.note(pointer(context_, fact.fact));
    places.find();
    auto narrower = context_;
    narrower.columns -= 4;
    out_ += indented(steps_text(narrower, proof, places), "    ");
  }

  void not_known() {
    if (found_.advised || found_.not_known.empty()) return;
    out_ += "\n" + paint(context_, Ink::strong, in(context_, "To decide, find out", "判定所需信息")) + "\n";
    for (const auto& fact : found_.not_known) {
      const auto& ask = context_.program.fields[fact.field].ask.in(context_.lang);
      out_ += wrapped("  ? ", "    ", pointer(context_, fact) + " · " + unknown_words(context_, fact) + " · " + ask,
                      context_.columns);
    }
  }

  void moves() {
    some_moves(true, in(context_, "Would raise it", "以下变化会提高等级"));
    some_moves(false, in(context_, "Would lower it", "以下变化会降低等级"));
    if (!found_.all_moves) {
      out_ += in(context_, "  Not everything was tried: there are too many facts.\n", "  事实过多，未逐一试算。\n");
    }
  }

  void some_moves(bool raises, const std::string& title) {
    constexpr std::size_t most = 8;
    std::size_t count = 0;
    for (const auto& move : found_.moves) {
      if (move.raises != raises) continue;
      if (count++ == 0) out_ += "\n" + paint(context_, Ink::strong, title) + "\n";
      if (count > most) continue;
      out_ += wrapped(raises ? "  ↑ " : "  ↓ ", "    ", move_words(move), context_.columns);
    }
    if (count > most)
      out_ += say("    {} more (--format json)\n", "    另有 {} 项（--format json）\n", count - most).in(context_.lang);
  }

  [[nodiscard]] auto move_words(const assess::LevelMove& move) const -> std::string {
    std::string words;
    for (const auto& change : move.changes) {
      if (!words.empty()) words += in(context_, "; and ", "；且");
      words += change_words(context_, change);
    }
    std::string gives;
    const auto is_whole = [&](const assess::LevelMove::Given& given) { return !is_side(given.outcome); };
    const bool wholes = std::ranges::any_of(move.gives, is_whole);
    for (const auto& given : move.gives) {
      if (wholes && !is_whole(given)) continue;  // it goes without saying
      if (!gives.empty()) gives += in(context_, ", ", "，");
      gives +=
          context_.program.outcomes[given.outcome].title.in(context_.lang) + " " + level_words(context_, given.value);
    }
    return words + in(context_, " gives ", "，则") + gives;
  }

  [[nodiscard]] auto is_side(model::OutcomeId id) const -> bool {
    return std::ranges::any_of(found_.levels,
                               [&](const LevelFound& level) { return level.side && level.result.outcome == id; });
  }

  void what_follows(const std::vector<ClassifyStep>& steps) {
    if (steps.empty()) return;
    out_ += "\n" +
            paint(context_, Ink::strong,
                  fmt::format(fmt::runtime(in(context_, "What follows at level {}", "第 {} 级的后续程序")),
                              context_.settings.level)) +
            "\n";
    for (const auto& step : steps) what_follows(step);
  }

  void what_follows(const ClassifyStep& step) {
    const auto& judged = step.subject->judged;
    auto words = fmt::format("  {} {}", paint(context_, ink_of(judged.verdict), mark(judged.verdict)),
                             step.rule->rule->title.in(context_.lang));
    if (!step.subject->whole && step.subject->id != "network") words += " · " + step.subject->words;
    if (step.advisory) words += in(context_, "  (draft, advisory)", "（征求意见稿，仅供参考）");
    out_ += justified(context_, words, paint(context_, Ink::faint, clause_words(context_, *step.rule->judgement)));
    if (const auto due = due_words(judged); !due.empty()) out_ += "      " + due + "\n";
    const bool asks = falls_short(judged.verdict) || judged.verdict == eval::Verdict::undecided;
    if (asks && !step.subject->summary.empty())
      out_ += wrapped("      ", "      ", step.subject->summary, context_.columns);
    const bool done = judged.verdict == eval::Verdict::late;
    if (!done && !step.subject->remedy.empty())
      out_ += wrapped("      → ", "        ", step.subject->remedy, context_.columns);
  }

  [[nodiscard]] auto due_words(const explain::JudgedSubject& judged) const -> std::string {
    if (!judged.timing || !judged.timing->due) return {};
    const auto due = judged.timing->due->to_string();
    if (!judged.timing->done) return fmt::format(fmt::runtime(in(context_, "due by {}", "期限：{}")), due);
    return fmt::format(fmt::runtime(in(context_, "due by {}, done on {}", "期限：{}，完成于 {}")), due,
                       judged.timing->done->to_string());
  }

  const Context& context_;
  const Classification& found_;
  std::string out_;
};

}  // namespace

auto level_words(const Context& context, const Value& level) -> std::string {
  if (const auto* number = level.get_if<Number>()) return number->to_string();
  if (const auto* range = level.get_if<Interval>(); range != nullptr && range->hi) {
    return fmt::format(fmt::runtime(in(context, "{} to {}", "{} 至 {}")), range->lo.to_string(),
                       range->hi->to_string());
  }
  return in(context, "not decided", "未定");
}

auto row_words(const Context& context, Row row) -> std::string {
  const auto parent = context.facts.parent(row);
  const auto at = context.facts.pointer(row);
  if (!parent || context.program.records[row.record].key) return context.facts.name(row, context.lang);
  for (const auto field : context.program.records[parent->record].fields) {
    if (!context.program.fields[field].read) continue;
    const auto above = context.facts.pointer(*parent, field);
    const auto label = context.program.fields[field].label.in(context.lang);
    if (at == above) return label;
    if (at.starts_with(above + "/")) return label + " " + std::to_string(std::stoul(at.substr(above.size() + 1)) + 1);
  }
  return context.facts.name(row, context.lang);
}

auto fact_words(const Context& context, explain::FactRef fact) -> std::string {
  const auto label = context.program.fields[fact.field].label.in(context.lang);
  if (fact.row == context.facts.root()) return label;
  return utf8::printable(row_words(context, fact.row)) + in(context, ": ", "：") + label;
}

auto change_words(const Context& context, const explain::Change& change) -> std::string {
  const auto type = context.program.fields[change.fact.field].type;
  const auto now = context.facts.get(change.fact.row, change.fact.field);
  const auto was =
      now.is_value() ? context.program.value_words(now, type, context.lang) : in(context, "not known", "未知");
  return fmt::format("{} {} → {}", fact_words(context, change.fact), was,
                     context.program.value_words(change.value, type, context.lang));
}

auto cited_words(const Context& context, const model::Outcome& outcome) -> std::string {
  std::string words;
  std::optional<model::SourceId> named;
  for (const auto& citation : assess::citations_of(context.program, outcome)) {
    if (!words.empty()) words += ", ";
    if (named != citation.source) words += context.program.sources[citation.source].short_title.in(context.lang) + " ";
    named = citation.source;
    words += citation.number.empty() ? citation.topic : citation.number;
  }
  return words;
}

auto classify_steps(const Context& context, const Results& results) -> std::vector<ClassifyStep> {
  std::vector<ClassifyStep> steps;
  for (const auto* rules : {&results.requirements, &results.duties}) {
    for (const auto& rule : *rules) {
      const bool advisory = assess::advisory(context.program, *rule.rule);
      for (const auto& subject : rule.subjects) {
        if (subject.judged.verdict == eval::Verdict::not_applicable) continue;
        steps.push_back({&rule, &subject, advisory});
      }
    }
  }
  const auto place = [](const ClassifyStep& step) {
    return std::pair(step.rule->rule->kind == model::RuleKind::duty, step.rule->judgement->requirement.index);
  };
  std::ranges::stable_sort(steps, {}, place);
  return steps;
}

auto classify_status(const Classification& found, const std::vector<ClassifyStep>& steps) -> int {
  if (!found.advised) return 2;
  const auto any = [&](auto is) {
    return std::ranges::any_of(
        steps, [&](const ClassifyStep& step) { return !step.advisory && is(step.subject->judged.verdict); });
  };
  // What was done late was done: no step of it is left.
  if (any([](eval::Verdict verdict) {
        return eval::standing(verdict) == eval::Standing::bad && verdict != eval::Verdict::late;
      }))
    return 1;
  return any([](eval::Verdict verdict) { return verdict == eval::Verdict::undecided; }) ? 2 : 0;
}

auto classify_text(const Context& context, const Classification& found, const std::vector<ClassifyStep>& steps)
    -> std::string {
  return Text(context, found).write(steps);
}

}  // namespace dengbao::report
