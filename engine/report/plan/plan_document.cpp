#include <fmt/format.h>

#include <algorithm>

#include "report/document.h"
#include "report/plan/burn_down.h"
#include "report/plan/plan_forms.h"
#include "report/print_html.h"

namespace dengbao::report {
namespace {

constexpr std::size_t names_in_plan_cell = 12;
constexpr std::size_t questions_in_document = 40;

class PlanDocument {
 public:
  explicit PlanDocument(const PlanMatter& matter)
      : context_(matter.context), assessment_(matter.assessment), report_(matter.report), plan_(matter.report.plan) {}

  auto write() -> Document {
    const auto title =
        words("Remediation plan · ", "整改计划 · ") + context_.facts.name(context_.facts.root(), context_.lang);
    document_.title = {title, title};
    head();
    if (!plan_.waves.empty()) {
      heading(words("How it goes down", "整改进程"));
      document_.blocks.emplace_back(Picture{burn_down_svg(context_, report_),
                                            {burn_down_words(context_, report_), burn_down_words(context_, report_)}});
    }
    for (std::size_t wave = 0; wave < plan_.waves.size(); ++wave) this->wave(wave);
    in_the_way();
    questions();
    how_to_read();
    return std::move(document_);
  }

 private:
  [[nodiscard]] auto words(std::string_view en, std::string_view zh) const -> std::string {
    return in(context_, en, zh);
  }
  void heading(const std::string& text, int depth = 1) {
    document_.blocks.emplace_back(Heading{depth, {}, said(text)});
  }
  void paragraph(std::vector<Phrase> phrases) { document_.blocks.emplace_back(Paragraph{std::move(phrases)}); }
  static auto grid(const std::vector<std::string>& head) -> Grid {
    Grid grid;
    for (const auto& cell : head) grid.head.push_back(said(cell));
    return grid;
  }
  static void add_row(Grid& grid, const std::vector<std::string>& cells) {
    auto& row = grid.rows.emplace_back();
    for (const auto& cell : cells) row.push_back({said(cell)});
  }

  void head() {
    const auto& scheme = context_.program.scheme;
    paragraph({said(fmt::format(
                   fmt::runtime(words("{} · level {} · as of {} · facts ", "{} · 级别 {} · 评估日 {} · 事实文件 ")),
                   scheme.title.empty() ? scheme.name : scheme.title.in(context_.lang).str(), assessment_.level,
                   assessment_.as_of.to_string())),
               code(context_.sources[context_.facts.file()].name()), said(" · SHA-256 "),
               code(report_.gaps.facts_digest.substr(0, 16) + "…")});
    heading(words("At a glance", "总体情况"));
    auto table = grid({words("Measure", "指标"), words("Result", "结果")});
    add_row(table, {words("Aim", "目标"), aim_words(context_, report_)});
    add_row(table, {words("Result", "结果"), reach_words(context_, report_)});
    if (!plan_.waves.empty()) {
      add_row(table, {words("Plan", "计划"), plan_size_words(context_, report_)});
      if (const auto broken = broken_words(context_, report_); !broken.empty())
        add_row(table, {words("What it breaks", "新增不符合"), broken});
      add_row(table, {words("What was proved", "证明"), proof_words(context_, report_)});
      add_row(table, {words("How work is counted", "工作量口径"), unit_words(context_, report_)});
      add_row(
          table,
          {words("Compared", "对比"),
           fmt::format(
               fmt::runtime(words("going from gap to gap {}; all that was found to do {}", "逐项推进 {}；全部措施 {}")),
               work_words(context_, report_, plan_.greedy), work_words(context_, report_, plan_.everything))});
    }
    document_.blocks.emplace_back(std::move(table));
    positions();
  }

  void positions() {
    auto table =
        grid({"", words("Work so far", "累计工作量"),
              report_.outcome ? context_.program.outcomes[*report_.outcome].title.in(context_.lang).str()
                              : words("Outcome", "结论数值"),
              words("High risks", "高风险"), words("Falls short", "不符合（处）"), words("Conclusion", "结论")});
    const auto row = [&](const std::string& name, std::int64_t work, const assess::Position& position) {
      add_row(table, {name, work_words(context_, report_, work), outcome_range(context_, report_, position),
                      std::to_string(position.high_risks), std::to_string(position.falls_short),
                      conclusion_words(context_, position)});
    };
    row(words("Now", "现状"), 0, plan_.before);
    std::int64_t work = 0;
    for (std::size_t index = 0; index < plan_.waves.size(); ++index) {
      work += plan_.waves[index].work;
      row(fmt::format(fmt::runtime(words("After wave {}", "第 {} 期后")), index + 1), work,
          plan_.waves[index].promised);
    }
    if (has_people()) row(words("With the work for people", "另完成人工整改"), work, plan_.expected);
    document_.blocks.emplace_back(std::move(table));
  }
  [[nodiscard]] auto has_people() const -> bool {
    return std::ranges::any_of(report_.order, [&](auto action) { return report_.measures[action].for_people; });
  }

  void wave(std::size_t number) {
    const auto& wave = plan_.waves[number];
    const auto& due = report_.measures[wave.actions.front()].due;
    heading(fmt::format(fmt::runtime(words("Wave {} · due {}", "第 {} 期 · 完成期限 {}")), number + 1,
                        due ? due->to_string() : "–"));
    auto table =
        grid({words("Id", "编号"), words("What to do", "整改措施"), words("On", "涉及"), words("Clauses", "对应条款"),
              words("Risk", "风险"), words("Work", "工作量"), words("Gain alone", "单独增益"), words("After", "前置")});
    for (const auto action : wave.actions) {
      const auto& measure = report_.measures[action];
      add_row(table,
              {measure.id, (measure.for_people ? words("For people: ", "人工：") : std::string()) + measure.title,
               some_names(context_, measure.on, names_in_plan_cell),
               some_names(context_, clauses_served(measure.serves), names_in_plan_cell),
               risk_words(context_, measure.risk), measure.work.to_string(), gain_words(report_, action),
               some_names(context_, measure.after, names_in_plan_cell)});
    }
    document_.blocks.emplace_back(std::move(table));
  }

  void in_the_way() {
    if (plan_.in_the_way.empty()) return;
    heading(words("In the way", "障碍"));
    auto table = grid({words("Clauses", "对应条款"), words("Requirement", "要求"), words("Subject", "对象"),
                       words("Remedy", "整改建议")});
    for (const auto index : plan_.in_the_way) {
      const auto& [gap, subject] = report_.shortfalls[index];
      add_row(table, {gap->clauses, gap->rule->rule->title.in(context_.lang), subject->words, subject->remedy});
    }
    document_.blocks.emplace_back(std::move(table));
  }

  void questions() {
    const auto& questions = report_.gaps.questions;
    if (questions.empty()) return;
    heading(words("Not known yet", "尚未判定"));
    paragraph(
        {said(words("The plan counts on nothing that is not known. Answers to these may make less work do, or more "
                    "be needed.",
                    "计划不依赖任何尚未判定的事实。回答下列问题后，所需工作可能减少，也可能增加。"))});
    auto table = grid({words("Fact", "事实"), words("Question", "问题")});
    for (std::size_t index = 0; index < std::min(questions.size(), questions_in_document); ++index)
      add_row(table, {questions[index].label, questions[index].ask});
    document_.blocks.emplace_back(std::move(table));
  }

  void how_to_read() {
    heading(words("How to read this plan", "阅读说明"));
    Bullets bullets;
    const auto say = [&](std::string_view en, std::string_view zh) { bullets.items.push_back({said(words(en, zh))}); };
    say("The plan's patch was applied to the facts, and these were read and assessed again after every wave. The same "
        "is "
        "said by `dengbao assess FACTS --patch PLAN`, with the patch of --format patch.",
        "计划的补丁已应用于事实文件，并在每一期之后重新读取、重新评估；以 --format patch 输出补丁，用 dengbao assess "
        "FACTS "
        "--patch 计划补丁 可得到相同结果。");
    say("The real system must be changed, not the facts file. Work for people has no patch: what it gains is not "
        "promised.",
        "应整改的是真实系统，而不是事实文件。人工整改没有补丁，其效果不作承诺。");
    say("Gain alone: by how much the lower end of the outcome rises if this is all that is done. Several measures "
        "together may gain what none of them does alone.",
        "单独增益：仅实施该项时数值下限的变化；多项措施合起来的增益可能大于各项之和。");
    document_.blocks.emplace_back(std::move(bullets));
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  const PlanReport& report_;
  const assess::Remediation& plan_;
  Document document_;
};

}  // namespace

auto plan_markdown(const PlanMatter& matter) -> std::string {
  return document_markdown(PlanDocument(matter).write(), matter.context.lang);
}

auto plan_html(const PlanMatter& matter) -> std::string {
  const auto& context = matter.context;
  PrintLook look;
  look.head =
      in(context, "Remediation plan · ", "整改计划 · ") + context.facts.name(context.facts.root(), context.lang);
  look.foot = fmt::format("{} · {} · SHA-256 {}…", matter.assessment.level, matter.assessment.as_of.to_string(),
                          matter.report.gaps.facts_digest.substr(0, 16));
  look.tones = {{risk_words(context, GapRisk::high), Tone::bad},
                {risk_words(context, GapRisk::medium), Tone::middling},
                {risk_words(context, GapRisk::open), Tone::open},
                {risk_words(context, GapRisk::none), Tone::aside}};
  return print_html(PlanDocument(matter).write(), context.lang, look);
}

}  // namespace dengbao::report
