#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/filing/filing.h"
#include "report/layout.h"
#include "report/part_text.h"

namespace dengbao::report {
namespace {

using assess::PaperState;

constexpr std::size_t reasons_shown = 3;  // of one paper

auto ink_of_paper(PaperState state) -> Ink {
  switch (state) {
    case PaperState::missing:
    case PaperState::outdated:
      return Ink::bad;
    case PaperState::open:
      return Ink::open;
    case PaperState::ready:
      return Ink::good;
    case PaperState::not_needed:
      return Ink::faint;
  }
  return Ink::plain;
}

auto mark_of_paper(PaperState state) -> std::string_view {
  static constexpr std::array<std::string_view, assess::paper_states> marks = {"✗", "!", "?", "✓", "–"};
  return marks[static_cast<std::size_t>(state)];
}

class FilingText {
 public:
  FilingText(const Context& context, const Filing& filing, const Places& places)
      : context_(context), filing_(filing), places_(places) {}

  auto write() -> std::string {
    head();
    if (filing_.papers.empty()) {
      out_ += in(context_, "\nNo papers are asked for at this level.\n", "\n本级无需提交备案材料。\n");
    } else {
      out_ += "\n" + paint(context_, Ink::strong, in(context_, "Papers", "备案材料")) + "\n";
    }
    for (const auto& paper : filing_.papers) one(paper);
    if (filing_.due.empty()) return std::move(out_);
    out_ += "\n" + paint(context_, Ink::strong, in(context_, "Due", "期限")) + "\n";
    for (const auto& entry : filing_.due) out_ += calendar_entry_text(context_, entry);
    return std::move(out_);
  }

 private:
  [[nodiscard]] auto count(PaperState state) const -> std::size_t {
    return filing_.counts[static_cast<std::size_t>(state)];
  }

  void head() {
    out_ +=
        fmt::format(fmt::runtime(in(context_, "Filing of {} · level {} · as of {}\n", "{} 的备案 · 第 {} 级 · {}\n")),
                    utf8::printable(context_.facts.name(context_.facts.root(), context_.lang)), filing_.level,
                    context_.settings.as_of.to_string());
    if (filing_.papers.empty()) return;
    out_ += say("{} of {} papers are there and up to date; {} out of date, {} missing, {} not known\n",
                "应有材料 {1} 份，齐备且为最新 {0} 份；已过时 {2} 份，缺少 {3} 份，情况未知 {4} 份\n",
                count(PaperState::ready), filing_.papers.size() - count(PaperState::not_needed),
                count(PaperState::outdated), count(PaperState::missing), count(PaperState::open))
                .in(context_.lang);
  }

  void one(const FilingPaper& paper) {
    auto words = fmt::format("  {} {}", paint(context_, ink_of_paper(paper.state), mark_of_paper(paper.state)),
                             paper.rule->rule->title.in(context_.lang));
    if (!paper.words.empty()) words += " · " + paper.words;
    if (paper.state != PaperState::ready) {
      words += "  " + paint(context_, ink_of_paper(paper.state), paper_state_words(paper.state).in(context_.lang));
    }
    if (paper.advisory) words += in(context_, "  (draft, advisory)", "（征求意见稿，仅供参考）");
    out_ += justified(context_, words, paint(context_, Ink::faint, paper.clauses));
    if (paper.state == PaperState::not_needed && !paper.subject->summary.empty()) line("", paper.subject->summary);
    if (paper.state == PaperState::outdated || paper.state == PaperState::open) {
      for (const auto& label : paper.lacks)
        line(paper.state == PaperState::open ? "? " : "✗ ", label.in(context_.lang));
    }
    reasons(paper);
    for (const auto& question : paper.questions) {
      const auto ask = question.ask.empty() ? "" : " · " + question.ask;
      line("  ", question.pointer + " · " + question.why + ask);
    }
    if (!paper.remedy.empty()) line("→ ", paper.remedy);
  }

  void reasons(const FilingPaper& paper) {
    const auto shown = std::min(paper.reasons.size(), reasons_shown);
    for (std::size_t index = 0; index < shown; ++index) {
      const auto& reason = paper.reasons[index];
      line("  ", reason.text, reason.pointers.empty() ? "" : fact_place(context_, places_, reason.pointers.front()));
    }
    if (paper.reasons.size() > shown) {
      line("  ", say("{} more", "另有 {} 条", paper.reasons.size() - shown).in(context_.lang));
    }
  }

  void line(std::string_view first, std::string_view words, const std::string& place = {}) {
    const std::string indent(6, ' ');
    auto text =
        wrapped(indent + std::string(first), indent + std::string(first.empty() ? 0 : 2, ' '), words, context_.columns);
    if (!place.empty()) {
      const auto last = text.rfind('\n', text.size() - 2);
      const auto from = last == std::string::npos ? 0 : last + 1;
      text = text.substr(0, from) +
             justified(context_, text.substr(from, text.size() - from - 1), paint(context_, Ink::faint, place));
    }
    out_ += text;
  }

  const Context& context_;
  const Filing& filing_;
  const Places& places_;
  std::string out_;
};

}  // namespace

auto filing_text(const Context& context, const Filing& filing, const Places& places) -> std::string {
  return FilingText(context, filing, places).write();
}

}  // namespace dengbao::report
