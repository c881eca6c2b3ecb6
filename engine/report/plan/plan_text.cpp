#include <fmt/format.h>

#include <algorithm>

#include "report/layout.h"
#include "report/plan/plan_forms.h"

namespace dengbao::report {
namespace {

constexpr std::size_t names_in_plan = 4;
constexpr std::size_t listed_in_plan = 12;

class PlanText {
 public:
  explicit PlanText(const PlanMatter& matter)
      : context_(matter.context), assessment_(matter.assessment), report_(matter.report), plan_(matter.report.plan) {}

  auto write() -> std::string {
    head();
    for (std::size_t wave = 0; wave < plan_.waves.size(); ++wave) this->wave(wave);
    if (!plan_.waves.empty()) summary();
    in_the_way();
    questions();
    return std::move(out_);
  }

 private:
  [[nodiscard]] auto words(std::string_view en, std::string_view zh) const -> std::string {
    return in(context_, en, zh);
  }
  void line(std::string_view first, std::string_view rest, const std::string& text) {
    out_ += wrapped(first, rest, text, context_.columns);
  }
  void heading(const std::string& text) { out_ += "\n" + paint(context_, Ink::strong, "── " + text) + "\n"; }

  void head() {
    const auto& scheme = context_.program.scheme;
    out_ += paint(context_, Ink::strong, words("Remediation plan", "整改计划")) + " · " +
            (scheme.title.empty() ? scheme.name : scheme.title.in(context_.lang).str()) + "\n";
    out_ +=
        fmt::format(fmt::runtime(words("level {} · as of {} · facts {}\n", "级别 {} · 评估日 {} · 事实文件 {}\n")),
                    assessment_.level, assessment_.as_of.to_string(), context_.sources[context_.facts.file()].name());
    line(words("Aim: ", "目标："), "  ", aim_words(context_, report_));
    line(words("Now: ", "现状："), "  ", position(plan_.before));
    if (!plan_.waves.empty()) {
      line(words("Then: ", "整改后："), "  ", position(plan_.promised));
      if (plan_.reach == assess::Reach::with_people || has_people())
        line(words("And with the work for people: ", "另完成人工整改后："), "  ", position(plan_.expected));
      if (const auto broken = broken_words(context_, report_); !broken.empty())
        line(words("Breaks: ", "新增不符合："), "  ", broken);
      line(words("Plan: ", "计划："), "  ", plan_size_words(context_, report_));
    }
    out_ += "\n";
    line("", "", reach_words(context_, report_));
    if (const auto proof = proof_words(context_, report_); !proof.empty()) line("", "", proof);
    if (!plan_.waves.empty()) line("", "", unit_words(context_, report_));
  }

  [[nodiscard]] auto has_people() const -> bool {
    return std::ranges::any_of(report_.order, [&](auto action) { return report_.measures[action].for_people; });
  }

  [[nodiscard]] auto position(const assess::Position& position) const -> std::string {
    std::vector<std::string> parts;
    if (report_.outcome) {
      parts.push_back(context_.program.outcomes[*report_.outcome].title.in(context_.lang) + " " +
                      outcome_range(context_, report_, position));
    }
    auto risks = fmt::format(fmt::runtime(words("high risks {}", "高风险 {}")), position.high_risks);
    if (position.open_risks > 0)
      risks += fmt::format(fmt::runtime(words(" ({} not known)", "（未判定 {}）")), position.open_risks);
    parts.push_back(std::move(risks));
    parts.push_back(fmt::format(fmt::runtime(words("falls short {}", "不符合 {} 处")), position.falls_short));
    if (const auto conclusion = conclusion_words(context_, position); !conclusion.empty())
      parts.push_back(words("conclusion: ", "结论：") + conclusion);
    std::string out;
    for (const auto& part : parts) out += (out.empty() ? "" : " · ") + part;
    return out;
  }

  void wave(std::size_t number) {
    const auto& wave = plan_.waves[number];
    const auto& due = report_.measures[wave.actions.front()].due;
    std::int64_t so_far = 0;
    for (std::size_t index = 0; index <= number; ++index) so_far += plan_.waves[index].work;
    heading(fmt::format(fmt::runtime(words("Wave {} · {} · due {}", "第 {} 期 · {} · 完成期限 {}")), number + 1,
                        work_words(context_, report_, wave.work), due ? due->to_string() : "–"));
    for (const auto action : wave.actions) measure(action);
    line(words(" after it: ", " 完成后："), "   ",
         position(wave.promised) + " · " +
             fmt::format(fmt::runtime(words("{} so far", "累计 {}")), work_words(context_, report_, so_far)));
  }

  void measure(assess::ActionId action) {
    const auto& measure = report_.measures[action];
    line(fmt::format(" {}  ", measure.id), "      ",
         (measure.for_people ? words("for people: ", "人工：") : std::string()) + measure.title);
    if (measure.on.size() > 1 || measure.for_people)
      line("      ", "      ", words("on ", "涉及 ") + some_names(context_, measure.on, names_in_plan));
    auto about = words("for ", "对应 ") + some_names(context_, clauses_served(measure.serves), names_in_plan);
    if (measure.risk != GapRisk::none) about += words(" · risk: ", " · 风险：") + risk_words(context_, measure.risk);
    about += " · " + (measure.estimated ? work_words(context_, report_, thousandths(measure))
                                        : words("not estimated", "未估算"));
    if (report_.unit == WorkUnit::pieces) about.erase(about.rfind(" · "));
    if (const auto gain = gain_words(report_, action); !gain.empty())
      about += words(" · alone ", " · 单独实施 ") + gain;
    if (!measure.after.empty())
      about += words(" · after ", " · 须先完成 ") + some_names(context_, measure.after, names_in_plan);
    line("      ", "      ", about);
  }
  static auto thousandths(const PlanMeasure& measure) -> std::int64_t {
    const auto number = measure.work.times(Number(1000));
    return number ? number->whole() : 0;
  }

  void summary() {
    out_ += "\n";
    line("", "  ",
         fmt::format(fmt::runtime(words("Compared: this plan {}; going from gap to gap, the most gain for the work "
                                        "first, {}; all that was found to do, {}.",
                                        "对比：本计划 {}；逐项按收益与工作量之比推进 {}；全部措施 {}。")),
                     work_words(context_, report_, plan_.work), work_words(context_, report_, plan_.greedy),
                     work_words(context_, report_, plan_.everything)));
    line("", "  ",
         words("What is promised is what `dengbao assess FACTS --patch PLAN` says of the patch: --format patch. Change "
               "the real system, not the facts.",
               "承诺的结果与 dengbao assess FACTS --patch 计划补丁 的评估一致（补丁：--format "
               "patch）。应整改真实系统，而非"
               "修改事实文件。"));
  }

  void in_the_way() {
    if (plan_.in_the_way.empty()) return;
    heading(fmt::format("{} {}", words("In the way", "障碍"), plan_.in_the_way.size()));
    std::vector<std::string> told;
    for (const auto index : plan_.in_the_way) {
      const auto& [gap, subject] = report_.shortfalls[index];
      const auto text = fmt::format("{} · {} · {}", subject->words, gap->rule->rule->title.in(context_.lang),
                                    gap->clauses.empty() ? gap->rule->rule->name : gap->clauses);
      if (told.size() < listed_in_plan) line(" • ", "   ", text);
      told.push_back(text);
    }
    if (told.size() > listed_in_plan)
      out_ +=
          fmt::format(fmt::runtime(words("   … and {} more\n", "   …… 另有 {} 项\n")), told.size() - listed_in_plan);
  }

  void questions() {
    const auto& questions = report_.gaps.questions;
    if (questions.empty() || plan_.reach == assess::Reach::promised) return;
    heading(fmt::format("{} {}", words("Not known yet: answers may move this", "尚未判定：答案可能改变结果"),
                        questions.size()));
    for (std::size_t index = 0; index < std::min(listed_in_plan, questions.size()); ++index) {
      const auto& question = questions[index];
      line(" ? ", "   ", question.label + (question.ask.empty() ? "" : words(" — ", "——") + question.ask));
    }
    if (questions.size() > listed_in_plan) {
      out_ += fmt::format(fmt::runtime(words("   … and {} more\n", "   …… 另有 {} 项\n")),
                          questions.size() - listed_in_plan);
    }
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  const PlanReport& report_;
  const assess::Remediation& plan_;
  std::string out_;
};

}  // namespace

auto plan_text(const PlanMatter& matter) -> std::string { return PlanText(matter).write(); }

}  // namespace dengbao::report
