#include <fmt/format.h>

#include <algorithm>

#include "report/gap/gap_forms.h"
#include "report/layout.h"
#include "report/outcomes.h"
#include "report/overview.h"
#include "report/part_text.h"

namespace dengbao::report {
namespace {

constexpr std::size_t names_in_text = 6;
constexpr std::size_t questions_in_text = 20;

class GapText {
 public:
  explicit GapText(const GapMatter& matter)
      : context_(matter.context), assessment_(matter.assessment), report_(matter.report) {}

  auto write() -> std::string {
    out_ = overview_text(context_, assessment_);
    for (const auto& result : assessment_.outcomes) {
      const auto& outcome = context_.program.outcomes[result.outcome];
      if (outcome.name != "score" && outcome.name != "conclusion") continue;
      out_ += outcome.title.in(context_.lang) + words(": ", "：") + outcome_words(context_, result) + "\n";
    }
    out_ += words("effort: ", "工作量：") + cost_total_words(context_, report_.costs) + "\n";
    gaps(report_.risks, "Risks", "风险");
    gaps(report_.requirements, "What falls short", "不符合项");
    gaps(report_.duties, "Duties missed", "逾期或未完成的义务");
    actions();
    by_hand();
    open();
    return std::move(out_);
  }

 private:
  [[nodiscard]] auto words(std::string_view en, std::string_view zh) const -> std::string {
    return in(context_, en, zh);
  }
  void heading(std::string_view en, std::string_view zh, std::size_t number) {
    out_ += "\n" + paint(context_, Ink::strong, fmt::format("── {} {}", words(en, zh), number)) + "\n";
  }
  void line(std::string_view first, std::string_view rest, const std::string& text) {
    out_ += wrapped(first, rest, text, context_.columns);
  }

  void gaps(const std::vector<RuleGap>& gaps, std::string_view en, std::string_view zh) {
    if (gaps.empty()) return;
    heading(en, zh, gaps.size());
    std::string domain;
    for (const auto& gap : gaps) {
      if (gap.control.domain != domain) {
        domain = gap.control.domain;
        out_ += "\n" + paint(context_, Ink::strong, domain.empty() ? words("By law", "法律法规及其他") : domain) + "\n";
      }
      this->gap(gap);
    }
  }

  void gap(const RuleGap& gap) {
    const auto verdict = gap.rule->judgement->verdict.verdict;
    auto head = fmt::format(" {}  {}", paint(context_, ink_of(verdict), eval::verdict_words(verdict).in(context_.lang)),
                            gap.rule->rule->title.in(context_.lang));
    out_ += justified(context_, head, gap.clauses);
    std::string about = gap.rule->rule->name;
    if (gap.risk != GapRisk::none && gap.rule->rule->kind != model::RuleKind::risk)
      about += words(" · risk: ", " · 风险：") + risk_words(context_, gap.risk);
    if (gap.advisory) about += words(" · advisory: from drafts only", " · 仅依据征求意见稿，供参考");
    if (const auto cost = cost_words(context_, gap.cost); !cost.empty()) about += " · " + cost;
    line("     ", "     ", about);
    for (const auto& group : gap.groups) this->group(group);
  }

  void group(const GapGroup& group) {
    const auto& first = *group.subjects.front();
    const auto names = some_names(context_, group_names(group), names_in_text);
    const auto what = first.whole || group.subjects.size() == 1
                          ? first.words + words(": ", "：") + first.summary
                          : fmt::format(fmt::runtime(words("{} alike ({}): e.g. {}", "{} 个相同（{}）：例如 {}")),
                                        group.subjects.size(), names, first.summary);
    line("   • ", "     ", what);
    if (group.mended > 0) {
      std::string changes;
      for (const auto& one : group.changes) changes += (changes.empty() ? "" : words("; ", "；")) + one;
      line(words("     change  ", "     修改  "), "       ",
           changes + words(" — ", "——") + repair_remark(context_, group));
    }
    if (!first.remedy.empty()) line(words("     remedy  ", "     整改  "), "       ", first.remedy);
  }

  void actions() {
    if (report_.actions.empty()) return;
    heading("Changes, each once for all that need it", "整改措施汇总（相同修改合并）", report_.actions.size());
    for (const auto& action : report_.actions) {
      line(fmt::format(" {:>4}  ", fmt::format(fmt::runtime(words("{}×", "{}处")), action.on.size())), "       ",
           action.words);
      if (action.on.size() > 1)
        line("       ", "       ", words("on ", "涉及 ") + some_names(context_, action.on, names_in_text));
      line("       ", "       ",
           words("for ", "对应 ") + some_names(context_, clauses_served(action.serves), names_in_text) +
               (action.risk == GapRisk::none ? ""
                                             : words(" · risk: ", " · 风险：") + risk_words(context_, action.risk)));
    }
  }

  void by_hand() {
    if (report_.by_hand.empty()) return;
    heading("Work for people: no change of a single fact was found to end these",
            "需人工整改：未找到可直接达标的单项修改", report_.by_hand.size());
    for (const auto& one : report_.by_hand) {
      line(" • ", "   ", one.remedy);
      line("   ", "   ",
           some_names(context_, one.on, names_in_text) + " · " +
               some_names(context_, clauses_served(one.serves), names_in_text));
    }
  }

  void open() {
    if (report_.open.empty()) return;
    heading("Not yet known: neither a gap nor none", "尚未判定（既非不符合，也非符合）", report_.open.size());
    for (const auto* rule : report_.open) {
      out_ +=
          justified(context_, " ? " + rule->rule->title.in(context_.lang), clause_numbers(context_, *rule->judgement));
    }
    out_ += "\n" + words("Questions to ask", "需要询问的问题") + "\n";
    for (std::size_t index = 0; index < std::min(questions_in_text, report_.questions.size()); ++index) {
      const auto& question = report_.questions[index];
      line(" ? ", "   ",
           question.label + (question.ask.empty() ? "" : words(" — ", "——") + question.ask) + words(" (", "（") +
               question.why + words(")", "）"));
    }
    if (report_.questions.size() > questions_in_text) {
      out_ += fmt::format(fmt::runtime(words("   … and {} more\n", "   …… 另有 {} 项\n")),
                          report_.questions.size() - questions_in_text);
    }
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  const GapReport& report_;
  std::string out_;
};

}  // namespace

auto gap_text(const GapMatter& matter) -> std::string { return GapText(matter).write(); }

}  // namespace dengbao::report
