#include "base/utf8.h"
#include "report/classify/fact_sheet.h"
#include "report/filing/filing.h"

namespace dengbao::report {
namespace {

auto papers_grid(const Context& context, const Filing& filing) -> Grid {
  Grid grid;
  grid.head = {form_words(context, "paper", "材料"), form_words(context, "state", "情况"),
               form_words(context, "to be done", "待办"), form_words(context, "clauses", "条款")};
  for (const auto& paper : filing.papers) {
    auto name = paper.rule->rule->title.in(context.lang);
    if (!paper.words.empty()) name += " · " + utf8::printable(paper.words);
    auto to_do = paper.remedy;
    for (const auto& question : paper.questions) {
      if (!to_do.empty()) to_do += " ";
      to_do += question.ask.empty() ? question.pointer : question.ask;
    }
    grid.rows.push_back({{said(name)},
                         {said(paper_state_words(paper.state).in(context.lang))},
                         {said(utf8::printable(to_do))},
                         {said(paper.clauses)}});
  }
  return grid;
}

auto due_grid(const Context& context, const Filing& filing) -> Grid {
  Grid grid;
  grid.head = {form_words(context, "what", "事项"), form_words(context, "due", "期限"),
               form_words(context, "done", "完成"), form_words(context, "clauses", "条款")};
  for (const auto& entry : filing.due) {
    const auto day = [](const std::optional<Date>& date) { return date ? date->to_string() : std::string("—"); };
    auto title = entry.duty->title.in(context.lang);
    if (!entry.words.empty()) title += " · " + utf8::printable(entry.words);
    if (entry.advisory) title += in(context, " (draft, advisory)", "（征求意见稿，仅供参考）");
    grid.rows.push_back(
        {{said(title)}, {said(day(entry.appointment.day))}, {said(day(entry.timing.done))}, {said(entry.clauses)}});
  }
  return grid;
}

}  // namespace

auto filing_document(const Context& context, const Filing& filing, const std::set<explain::FactRef>& facts)
    -> Document {
  Document document;
  const auto title = in(context, "Filing form · ", "备案表 · ") +
                     utf8::printable(context.facts.name(context.facts.root(), context.lang));
  document.title = {title, title};
  const auto about =
      in(context, "Level ", "级别 ") + filing.level + in(context, ", as of ", "，") +
      context.settings.as_of.to_string() +
      in(context,
         ". Filled in from what is known. What is marked 【to be filled in】 is not known, with the "
         "question that answers it beside; finish it, and copy it to the form of the public authority.",
         "。根据已知事实预填。标有【待填】的内容尚不清楚，右侧列出须回答的问题；请补充完整后誊入受理机关的表格。");
  document.blocks.emplace_back(Paragraph{{said(about)}});
  document.blocks.emplace_back(Heading{2, {}, form_words(context, "The object and its level", "定级对象及等级")});
  add_fact_sheet(context, facts, document);
  if (!filing.papers.empty()) {
    document.blocks.emplace_back(Heading{2, {}, form_words(context, "Papers", "备案材料")});
    document.blocks.emplace_back(papers_grid(context, filing));
  }
  if (!filing.due.empty()) {
    document.blocks.emplace_back(Heading{2, {}, form_words(context, "Due", "期限")});
    document.blocks.emplace_back(due_grid(context, filing));
  }
  add_signature(context, document);
  return document;
}

}  // namespace dengbao::report
