#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "explain/words.h"
#include "report/classify/classify.h"
#include "report/classify/fact_sheet.h"
#include "report/outcomes.h"

namespace dengbao::report {
namespace {

class ClassifyDocument {
 public:
  ClassifyDocument(const Context& context, const assess::Classification& found) : context_(context), found_(found) {}

  auto write(const std::set<explain::FactRef>& facts) -> Document {
    const auto title = in(context_, "Classification report · ", "定级报告 · ") +
                       utf8::printable(context_.facts.name(context_.facts.root(), context_.lang));
    document_.title = {title, title};
    paragraph(advice());
    paragraph(
        in(context_,
           "Filled in from what is known. What is marked 【to be filled in】 is not known, with the question that "
           "answers it beside; finish it before it is signed.",
           "根据已知事实预填。标有【待填】的内容尚不清楚，右侧列出须回答的问题；签署前请补充完整。"));
    heading(2, in(context_, "Levels", "等级"));
    levels();
    for (const auto& level : found_.levels) {
      if (level.sides.empty()) steps(level);
    }
    remarks();
    heading(2, in(context_, "Facts that it rests on", "定级依据的事实"));
    add_fact_sheet(context_, facts, document_);
    add_signature(context_, document_);
    return std::move(document_);
  }

 private:
  void heading(int depth, const std::string& words) { document_.blocks.emplace_back(Heading{depth, {}, said(words)}); }
  void paragraph(const std::string& words) { document_.blocks.emplace_back(Paragraph{{said(words)}}); }

  [[nodiscard]] auto advice() const -> std::string {
    if (!found_.advised)
      return in(context_, "The level is not decided yet 【to be filled in】", "等级尚不能确定【待填】");
    return fmt::format(
        fmt::runtime(in(context_, "Level {} is advised, as of {}: the highest that any basis below gives",
                        "建议定为第 {} 级（{}）：取以下各依据所得的最高等级")),
        *found_.advised, context_.settings.as_of.to_string());
  }

  void levels() {
    Grid grid;
    grid.head = {form_words(context_, "basis", "依据"), form_words(context_, "level", "等级"),
                 form_words(context_, "clauses", "条款")};
    for (const auto& level : found_.levels) {
      const auto& outcome = context_.program.outcomes[level.result.outcome];
      auto title = outcome.title.in(context_.lang);
      if (level.draft) title += in(context_, " (not in force)", "（未生效）");
      grid.rows.push_back(
          {{said(title)}, {said(level_words(context_, level.result.value))}, {said(cited_words(context_, outcome))}});
    }
    document_.blocks.emplace_back(std::move(grid));
  }

  // The steps by which the policies come to the level, in words.
  void steps(const assess::LevelFound& level) {
    const auto& outcome = context_.program.outcomes[level.result.outcome];
    const explain::Frame variables(outcome.slots);
    const auto proof = explain::prove(context_.program, context_.facts, context_.settings, outcome.value, variables);
    const explain::Words words(context_.program, context_.facts, proof, context_.lang);
    heading(3, outcome.title.in(context_.lang));
    Bullets bullets;
    add_steps(proof, words, proof.root, bullets);
    document_.blocks.emplace_back(std::move(bullets));
  }
  void add_steps(const explain::Proof& proof, const explain::Words& words, explain::StepId step, Bullets& into) const {
    // An element of a list says no more than the steps below it.
    if (proof.steps[step].kind != explain::StepKind::element)
      into.items.push_back({said(utf8::printable(words.step(step)))});
    for (const auto below : proof.steps[step].children) add_steps(proof, words, below, into);
  }

  void remarks() {
    for (const auto& remark : found_.remarks) {
      paragraph(context_.program.outcomes[remark.outcome].title.in(context_.lang) + in(context_, ": ", "：") +
                outcome_words(context_, remark));
    }
  }

  const Context& context_;
  const assess::Classification& found_;
  Document document_;
};

}  // namespace

auto classify_document(const Context& context, const assess::Classification& found,
                       const std::set<explain::FactRef>& facts) -> Document {
  return ClassifyDocument(context, found).write(facts);
}

}  // namespace dengbao::report
