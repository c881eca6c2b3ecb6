#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/gap/gap_forms.h"
#include "report/layout.h"
#include "report/outcomes.h"
#include "report/overview.h"
#include "report/part_text.h"
#include "report/workbook.h"

namespace dengbao::report {
namespace {

constexpr std::size_t lines_in_gap_cell = 8;
constexpr std::size_t names_in_gap_cell = 12;
constexpr std::size_t all_names = 200;  // of what is changed: the engineer works from this list

class GapWorkbook {
 public:
  explicit GapWorkbook(const GapMatter& matter)
      : context_(matter.context), assessment_(matter.assessment), report_(matter.report) {
    for (const auto& rule : report_.results.requirements) rules_.emplace(rule.judgement->requirement.index, &rule);
    for (const auto& gap : report_.requirements) gaps_.emplace(gap.rule->judgement->requirement.index, &gap);
  }

  auto write() const -> std::string {
    Workbook book{fmt::format("{} · {} · {}", context_.facts.name(context_.facts.root(), context_.lang),
                              assessment_.level, assessment_.as_of.to_string()),
                  assessment_.as_of,
                  {}};
    book.sheets.push_back(summary());
    if (!assessment_.clauses.empty()) book.sheets.push_back(table());
    book.sheets.push_back(gaps());
    book.sheets.push_back(work());
    if (!report_.questions.empty()) book.sheets.push_back(questions());
    return workbook_xlsx(book);
  }

 private:
  [[nodiscard]] auto words(std::string_view en, std::string_view zh) const -> std::string {
    return in(context_, en, zh);
  }

  auto summary() const -> Sheet {
    Sheet sheet{words("Summary", "概况"), {{"", 44, {}}, {"", 80, {}}}, {}};
    const auto heading = [&](std::string_view en, std::string_view zh) {
      sheet.rows.push_back({{words(en, zh), std::string()}, true});
    };
    const auto line = [&](std::string_view en, std::string_view zh, Cell value) {
      sheet.rows.push_back({{words(en, zh), std::move(value)}});
    };
    const auto number = [](std::size_t size) { return Cell(grouped(size)); };  // stands left, as the words do
    heading("Gap analysis", "差距分析");
    line("Network", "网络", context_.facts.name(context_.facts.root(), context_.lang));
    line("Level", "级别", assessment_.level);
    line("As of", "评估日", assessment_.as_of.to_string());
    line("Facts", "事实文件", context_.sources[context_.facts.file()].name());
    line("SHA-256 of the facts", "事实文件 SHA-256", report_.facts_digest);
    line("Verdict", "总体结论", eval::verdict_words(assessment_.verdict).in(context_.lang));
    for (const auto& result : assessment_.outcomes) {
      sheet.rows.push_back(
          {{context_.program.outcomes[result.outcome].title.in(context_.lang), outcome_words(context_, result)}});
    }
    heading("Clauses", "条款");
    line("Clauses of the level", "条款总数", number(assessment_.denominator.clauses));
    line("Clauses by verdict", "结论分布", count_words(context_, assessment_.counts));
    heading("Gaps", "差距");
    line("Requirements that fall short", "不符合或部分符合的要求", number(report_.requirements.size()));
    line("Risks found", "发现的风险", number(report_.risks.size()));
    line("Duties missed", "逾期或未按期的义务", number(report_.duties.size()));
    line("Not yet known", "尚未判定", number(report_.open.size()));
    line("Different changes", "修改种类", number(report_.actions.size()));
    line("Tasks for people", "需人工整改的事项", number(report_.by_hand.size()));
    line("Effort", "工作量", cost_total_words(context_, report_.costs));
    return sheet;
  }

  // ---- conformity of a clause, and the figure that stands for it

  [[nodiscard]] auto conformity() const -> std::vector<Choice> {
    return {{words("Conforms", "符合"), Tone::good},
            {words("Partly conforms", "部分符合"), Tone::middling},
            {words("Does not conform", "不符合"), Tone::bad},
            {words("Not applicable", "不适用"), Tone::aside},
            {words("Not yet known", "未判定"), Tone::open},
            {words("Not checked", "未检查"), Tone::aside},
            {words("Recommended, not met", "建议项未满足"), Tone::aside}};
  }
  struct Marked {
    std::size_t choice;
    Cell score;
  };
  [[nodiscard]] static auto marked(const assess::ClauseResult& result) -> Marked {
    if (!result.covered) return {5, std::string()};
    switch (result.verdict) {
      case eval::Verdict::partial:
        return {1, 0.5};
      case eval::Verdict::undecided:
        return {4, std::string()};
      case eval::Verdict::not_applicable:
        return {3, std::string("/")};
      case eval::Verdict::not_met_recommended:  // what is only recommended takes no score away
        return {6, std::string("/")};
      default:
        return eval::standing(result.verdict) == eval::Standing::bad ? Marked{2, 0.0} : Marked{0, 1.0};
    }
  }
  [[nodiscard]] auto risk_choices() const -> std::vector<Choice> {
    return {{risk_words(context_, GapRisk::high), Tone::bad},
            {risk_words(context_, GapRisk::medium), Tone::middling},
            {risk_words(context_, GapRisk::open), Tone::open}};
  }

  auto lines(const std::vector<std::string>& all) const -> std::string {
    std::string out;
    std::vector<std::string> told;
    for (const auto& one : all) {
      if (one.empty() || std::ranges::find(told, one) != told.end()) continue;
      told.push_back(one);
      if (told.size() <= lines_in_gap_cell) out += (out.empty() ? "" : "\n") + one;
    }
    if (told.size() <= lines_in_gap_cell) return out;
    return out +
           fmt::format(fmt::runtime(words("\n… and {} more", "\n…… 另有 {} 项")), told.size() - lines_in_gap_cell);
  }

  // Every clause of the level, as in the record of an assessment on site.
  auto table() const -> Sheet {
    Sheet sheet{words("Gap table", "差距分析表"),
                {{words("Domain", "安全类"), 12, {}},
                 {words("Control point", "控制点"), 12, {}},
                 {words("Clause", "条款号"), 11, {}},
                 {words("Item", "测评项"), 32, {}},
                 {words("Subjects", "测评对象"), 18, {}},
                 {words("Result record", "结果记录"), 48, {}},
                 {words("Conformity", "符合情况"), 13, conformity(), true},
                 {words("Score (1, 0.5, 0)", "得分（1/0.5/0）"), 9, {}},
                 {words("Risk", "风险等级"), 10, risk_choices()},
                 {words("Remedy", "整改建议"), 36, {}},
                 {words("Days", "人日"), 8, {}},
                 {words("Cost", "费用"), 10, {}},
                 {words("Responsible", "责任人"), 12, {}},
                 {words("Due", "计划完成日期"), 11, {}}},
                {},
                3};
    for (const auto& result : assessment_.clauses) sheet.rows.push_back({row(result)});
    if (!report_.costs.given) leave_out_costs(sheet, 10);
    return sheet;
  }

  // Days and cost, from this column on: where no estimates are given they would be empty.
  static void leave_out_costs(Sheet& sheet, std::ptrdiff_t first) {
    const auto leave_out = [&](auto& cells) { cells.erase(cells.begin() + first, cells.begin() + first + 2); };
    leave_out(sheet.columns);
    for (auto& row : sheet.rows) leave_out(row.cells);
  }

  auto row(const assess::ClauseResult& result) const -> std::vector<Cell> {
    const auto& clause = context_.program.sources[result.source].clauses[result.clause];
    std::vector<std::string> subjects;
    std::vector<std::string> record;
    std::vector<std::string> remedies;
    auto risk = GapRisk::none;
    bool falls = false;
    std::optional<assess::Cost> cost;
    for (const auto id : result.requirements) {
      const auto found = rules_.find(id.index);
      if (found == rules_.end()) continue;
      tell(*found->second, result.requirements.size() > 1, subjects, record);
      const auto gap = gaps_.find(id.index);
      if (gap == gaps_.end()) continue;
      falls = true;
      risk = std::min(risk, gap->second->risk);
      for (const auto& group : gap->second->groups) remedies.push_back(group.subjects.front()->remedy);
      add(cost, gap->second->cost);
    }
    const auto state = marked(result);
    return {clause.domain.in(context_.lang),
            clause.control.in(context_.lang),
            clause.number,
            clause.title.in(context_.lang),
            some_names(context_, subjects, names_in_gap_cell),
            result.covered ? lines(record) : words("no policy checks it, or none was selected", "尚无策略检查或未选中"),
            conformity()[state.choice].text,
            state.score,
            falls ? risk_words(context_, risk) : std::string(),
            lines(remedies),
            figure(cost ? cost->effort_days : std::nullopt),
            figure(cost ? cost->cost : std::nullopt),
            std::string(),
            std::string()};
  }

  static void add(std::optional<assess::Cost>& sum, const std::optional<assess::Cost>& more) {
    if (!more) return;
    if (!sum) {
      sum = more;
      return;
    }
    const auto plus = [](std::optional<Number>& to, const std::optional<Number>& by) {
      if (by) to = to ? to->plus(*by) : by;
    };
    plus(sum->effort_days, more->effort_days);
    plus(sum->cost, more->cost);
  }
  static auto figure(const std::optional<Number>& number) -> Cell {
    return number ? Cell(std::stod(number->to_string())) : Cell(std::string());
  }

  void tell(const RuleResult& rule, bool titled, std::vector<std::string>& subjects,
            std::vector<std::string>& record) const {
    const auto title = titled ? rule.rule->title.in(context_.lang) + words(" — ", "——") : std::string();
    for (const auto& subject : rule.subjects) {
      if (subject.whole) continue;
      const auto& name = subject.id == "network" || subject.id.starts_with('/') ? subject.words : subject.id;
      if (std::ranges::find(subjects, name) == subjects.end()) subjects.push_back(name);
    }
    std::size_t good = rule.subjects.size();
    for (const auto& group : alike(rule)) {
      good -= group.size();
      record.push_back(fmt::format("{} {}{}", mark(group.front()->judged.verdict), title, found(group)));
    }
    if (good > 0 && rule.rule->subject) {
      record.push_back(
          "✓ " + title +
          fmt::format(fmt::runtime(words("{} of {} conform", "{1} 个对象中 {0} 个符合")), good, rule.subjects.size()));
    } else if (good > 0) {
      record.push_back("✓ " + title + words("it holds", "符合"));
    }
  }

  auto found(const std::vector<const SubjectResult*>& group) const -> std::string {
    const auto& first = *group.front();
    if (first.whole) return first.summary;
    if (group.size() == 1)
      return first.summary.find(first.id) != std::string::npos ? first.summary
                                                               : first.words + words(": ", "：") + first.summary;
    std::vector<std::string> names;
    names.reserve(group.size());
    for (const auto* subject : group) names.push_back(subject->id);
    return some_names(context_, names, names_in_gap_cell) + words(": e.g. ", "：例如 ") + first.summary;
  }

  // ---- only what falls short: a line for each group of subjects

  auto gaps() const -> Sheet {
    Sheet sheet{words("Gaps", "差距明细"),
                {{words("Risk", "风险等级"), 10, risk_choices()},
                 {words("Kind", "类型"), 10, {}},
                 {words("Domain", "安全类"), 12, {}},
                 {words("Clause", "条款号"), 11, {}},
                 {words("Requirement", "要求"), 28, {}},
                 {words("Verdict", "结论"), 12, {}},
                 {words("Subjects", "对象"), 22, {}},
                 {words("How many", "数量"), 8, {}},
                 {words("Reason", "原因"), 44, {}},
                 {words("Facts", "事实位置"), 26, {}},
                 {words("Change, tried", "修改（经试算）"), 36, {}},
                 {words("Remedy", "整改建议"), 34, {}},
                 {words("Days", "人日"), 8, {}},
                 {words("Cost", "费用"), 10, {}}},
                {},
                1};
    add(sheet, report_.risks, words("risk", "风险"));
    add(sheet, report_.requirements, words("requirement", "要求"));
    add(sheet, report_.duties, words("duty", "义务"));
    if (!report_.costs.given) leave_out_costs(sheet, 12);
    return sheet;
  }

  void add(Sheet& sheet, const std::vector<RuleGap>& gaps, const std::string& kind) const {
    for (const auto& gap : gaps) {
      bool first_group = true;
      for (const auto& group : gap.groups) {
        const auto& first = *group.subjects.front();
        std::vector<std::string> places;
        for (const auto& line : first.reasons) {
          if (!line.pointers.empty())
            places.push_back(fact_place(context_, report_.results.places, line.pointers.front()) + " " +
                             line.pointers.front());
        }
        const bool costed = first_group && gap.cost;  // of the rule as a whole: told once, so that sums are right
        sheet.rows.push_back(
            {{risk_words(context_, group.risk), kind, gap.control.domain, gap.clauses,
              gap.rule->rule->title.in(context_.lang) + "\n" + gap.rule->rule->name,
              eval::verdict_words(first.judged.verdict).in(context_.lang),
              some_names(context_, group_names(group), all_names), static_cast<std::uint32_t>(group.subjects.size()),
              first.summary, lines(places), change(group), first.remedy,
              figure(costed ? gap.cost->effort_days : std::nullopt), figure(costed ? gap.cost->cost : std::nullopt)}});
        first_group = false;
      }
    }
  }

  auto change(const GapGroup& group) const -> std::string {
    if (group.mended == 0) return {};
    auto all = group.changes;
    all.push_back(repair_remark(context_, group));
    return lines(all);
  }

  // ---- what is to be done, each thing once

  auto work() const -> Sheet {
    Sheet sheet{words("Work", "整改措施"),
                {{words("No.", "序号"), 6, {}},
                 {words("Risk", "风险等级"), 10, risk_choices()},
                 {words("What to do", "整改措施"), 50, {}},
                 {words("How many", "数量"), 8, {}},
                 {words("On", "涉及"), 50, {}},
                 {words("Clauses", "对应条款"), 24, {}},
                 {words("Requirements", "对应要求"), 32, {}},
                 {words("Kind", "类型"), 12, {}},
                 {words("Responsible", "责任人"), 12, {}},
                 {words("Due", "计划完成日期"), 11, {}},
                 {words("Done", "完成情况"), 10, {}}},
                {},
                3};
    std::uint32_t number = 0;
    const auto row = [&](GapRisk risk, const std::string& what, const std::vector<std::string>& on,
                         const std::vector<const RuleGap*>& serves, const std::string& kind) {
      std::vector<std::string> names;
      for (const auto* gap : serves) names.push_back(gap->rule->rule->name);
      sheet.rows.push_back({{++number, risk_words(context_, risk), what, static_cast<std::uint32_t>(on.size()),
                             some_names(context_, on, all_names), lines(clauses_served(serves)), lines(names), kind,
                             std::string(), std::string(), std::string()}});
    };
    for (const auto& action : report_.actions)
      row(action.risk, action.words, action.on, action.serves, words("change", "修改"));
    for (const auto& one : report_.by_hand) row(one.risk, one.remedy, one.on, one.serves, words("for people", "人工"));
    return sheet;
  }

  auto questions() const -> Sheet {
    Sheet sheet{words("Not yet known", "尚未判定"),
                {{words("Fact", "事实"), 32, {}},
                 {words("Question", "问题"), 44, {}},
                 {words("Why it is not known", "未知原因"), 28, {}},
                 {words("Decides", "涉及要求"), 40, {}},
                 {words("Pointer", "指针"), 32, {}},
                 {words("Answer", "答复"), 26, {}}},
                {},
                1};
    for (const auto& question : report_.questions) {
      std::vector<std::string> names;
      for (const auto* rule : question.rules) names.push_back(rule->rule->name);
      sheet.rows.push_back(
          {{question.label, question.ask, question.why, lines(names), question.pointer, std::string()}});
    }
    return sheet;
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  const GapReport& report_;
  std::map<std::uint32_t, const RuleResult*> rules_;
  std::map<std::uint32_t, const RuleGap*> gaps_;
};

}  // namespace

auto gap_xlsx(const GapMatter& matter) -> std::string { return GapWorkbook(matter).write(); }

}  // namespace dengbao::report
