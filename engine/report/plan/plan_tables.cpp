#include <fmt/format.h>

#include <algorithm>

#include "report/outcomes.h"
#include "report/plan/plan_forms.h"
#include "report/workbook.h"

// The plan for project trackers: a row a measure.
namespace dengbao::report {
namespace {

constexpr std::size_t names_in_row = 200;

// A field of a CSV file. Texts that a spreadsheet would take for a formula get an apostrophe, as spreadsheets
// themselves write them.
auto csv_field(std::string text, bool number = false) -> std::string {
  if (!number && !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
    text.insert(text.begin(), '\'');
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

auto joined_names(const std::vector<std::string>& names) -> std::string {
  std::string out;
  for (std::size_t index = 0; index < std::min(names.size(), names_in_row); ++index)
    out += (out.empty() ? "" : "; ") + names[index];
  return names.size() > names_in_row ? out + fmt::format("; … {}", names.size()) : out;
}

auto rule_names_of(const PlanMeasure& measure) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto* gap : measure.serves) names.push_back(gap->rule->rule->name);
  return names;
}

auto number_cell(const std::optional<Number>& number) -> Cell {
  return number ? Cell(std::stod(number->to_string())) : Cell(std::string());
}

class PlanWorkbook {
 public:
  explicit PlanWorkbook(const PlanMatter& matter)
      : context_(matter.context), assessment_(matter.assessment), report_(matter.report), plan_(matter.report.plan) {}

  auto write() const -> std::string {
    Workbook book{fmt::format("{} · {} · {}", context_.facts.name(context_.facts.root(), context_.lang),
                              assessment_.level, assessment_.as_of.to_string()),
                  assessment_.as_of,
                  {}};
    book.sheets.push_back(summary());
    book.sheets.push_back(waves());
    book.sheets.push_back(measures());
    if (!plan_.in_the_way.empty()) book.sheets.push_back(in_the_way());
    return workbook_xlsx(book);
  }

 private:
  [[nodiscard]] auto words(std::string_view en, std::string_view zh) const -> std::string {
    return in(context_, en, zh);
  }
  static auto count(std::size_t number) -> Cell { return static_cast<std::uint32_t>(number); }

  auto summary() const -> Sheet {
    Sheet sheet{words("Summary", "概况"), {{"", 36, {}}, {"", 90, {}}}, {}};
    const auto line = [&](std::string_view en, std::string_view zh, Cell value) {
      sheet.rows.push_back({{words(en, zh), std::move(value)}});
    };
    sheet.rows.push_back({{words("Remediation plan", "整改计划"), std::string()}, true});
    line("Network", "网络", context_.facts.name(context_.facts.root(), context_.lang));
    line("Level", "级别", assessment_.level);
    line("As of", "评估日", assessment_.as_of.to_string());
    line("Facts", "事实文件", context_.sources[context_.facts.file()].name());
    line("SHA-256 of the facts", "事实文件 SHA-256", report_.gaps.facts_digest);
    line("Aim", "目标", aim_words(context_, report_));
    line("Result", "结果", reach_words(context_, report_));
    line("What was proved", "证明", proof_words(context_, report_));
    line("How work is counted", "工作量口径", unit_words(context_, report_));
    line("Work of this plan", "本计划工作量", work_words(context_, report_, plan_.work));
    line("Work, going from gap to gap", "逐项推进的工作量", work_words(context_, report_, plan_.greedy));
    line("Work of all that was found", "全部措施的工作量", work_words(context_, report_, plan_.everything));
    return sheet;
  }

  auto waves() const -> Sheet {
    Sheet sheet{words("Waves", "分期"),
                {{words("Wave", "期"), 8, {}},
                 {words("Due", "完成期限"), 12, {}},
                 {words("Measures", "措施数"), 10, {}},
                 {words("Work", "工作量"), 10, {}},
                 {words("Work so far", "累计工作量"), 12, {}},
                 {words("Outcome, as evaluated", "得分（经评估）"), 22, {}},
                 {words("High risks", "高风险"), 10, {}},
                 {words("Falls short", "不符合（处）"), 12, {}},
                 {words("Conclusion", "结论"), 22, {}}},
                {}};
    sheet.rows.push_back({row(words("now", "现状"), "", 0, 0, 0, plan_.before)});
    std::int64_t so_far = 0;
    for (const auto& wave : plan_.waves) {
      so_far += wave.work;
      const auto& due = report_.measures[wave.actions.front()].due;
      sheet.rows.push_back({row(std::to_string(sheet.rows.size()), due ? due->to_string() : "", wave.actions.size(),
                                wave.work, so_far, wave.promised)});
    }
    return sheet;
  }
  auto row(const std::string& wave, const std::string& due, std::size_t measures, std::int64_t work,
           std::int64_t so_far, const assess::Position& position) const -> std::vector<Cell> {
    return {wave,
            due,
            count(measures),
            number_cell(work_number(work)),
            number_cell(work_number(so_far)),
            outcome_range(context_, report_, position),
            count(position.high_risks),
            count(position.falls_short),
            conclusion_words(context_, position)};
  }

  auto measures() const -> Sheet {
    Sheet sheet{
        words("Measures", "整改措施"),
        {{words("Id", "编号"), 7, {}},
         {words("Wave", "期"), 6, {}},
         {words("What to do", "整改措施"), 50, {}},
         {words("Kind", "类型"), 10, {}},
         {words("Risk", "风险等级"),
          10,
          {{risk_words(context_, GapRisk::high), Tone::bad}, {risk_words(context_, GapRisk::medium), Tone::middling}}},
         {words("Clauses", "对应条款"), 24, {}},
         {words("Requirements", "对应要求"), 30, {}},
         {words("On", "涉及"), 40, {}},
         {words("How many", "数量"), 8, {}},
         {words("Work", "工作量"), 9, {}},
         {words("Days", "人日"), 8, {}},
         {words("Cost", "费用"), 10, {}},
         {words("Depends on", "前置措施"), 12, {}},
         {words("Gain alone", "单独实施的增益"), 10, {}},
         {words("Due", "完成期限"), 12, {}},
         {words("Responsible", "责任人"), 12, {}},
         {words("State", "状态"), 12, states(), true}},
        {},
        3};
    for (const auto action : report_.order) {
      const auto& measure = report_.measures[action];
      sheet.rows.push_back({{measure.id, count(measure.wave), measure.title,
                             measure.for_people ? words("for people", "人工") : words("change", "修改"),
                             risk_words(context_, measure.risk), joined_names(clauses_served(measure.serves)),
                             joined_names(rule_names_of(measure)), joined_names(measure.on), count(measure.on.size()),
                             number_cell(measure.work), number_cell(measure.effort_days), number_cell(measure.cost),
                             joined_names(measure.after), number_cell(plan_.alone[action].gain),
                             measure.due ? measure.due->to_string() : "", std::string(), states().front().text}});
    }
    return sheet;
  }
  [[nodiscard]] auto states() const -> std::vector<Choice> {
    return {{words("open", "未开始"), Tone::open},
            {words("in work", "进行中"), Tone::middling},
            {words("done", "已完成"), Tone::good},
            {words("dropped", "已取消"), Tone::aside}};
  }

  auto in_the_way() const -> Sheet {
    Sheet sheet{words("In the way", "障碍"),
                {{words("Clauses", "对应条款"), 16, {}},
                 {words("Requirement", "要求"), 40, {}},
                 {words("Subject", "对象"), 30, {}},
                 {words("Remedy", "整改建议"), 60, {}}},
                {}};
    for (const auto index : plan_.in_the_way) {
      const auto& [gap, subject] = report_.shortfalls[index];
      sheet.rows.push_back({{gap->clauses, gap->rule->rule->title.in(context_.lang), subject->words, subject->remedy}});
    }
    return sheet;
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  const PlanReport& report_;
  const assess::Remediation& plan_;
};

}  // namespace

auto plan_csv(const PlanMatter& matter) -> std::string {
  const auto& report = matter.report;
  const auto text = [](const std::optional<Number>& number) { return number ? number->to_string() : std::string(); };
  // Spreadsheets take a file without this mark for one in the system's own character set.
  std::string out =
      "\xEF\xBB\xBF"
      "id,wave,title,kind,risk,clauses,requirements,subjects,count,work,effort_days,cost,depends_on,gain,due\r\n";
  for (const auto action : report.order) {
    const auto& measure = report.measures[action];
    const std::string fields[] = {measure.id,
                                  std::to_string(measure.wave),
                                  csv_field(measure.title),
                                  measure.for_people ? "people" : "change",
                                  std::string(risk_name(measure.risk)),
                                  csv_field(joined_names(clauses_served(measure.serves))),
                                  csv_field(joined_names(rule_names_of(measure))),
                                  csv_field(joined_names(measure.on)),
                                  std::to_string(measure.on.size()),
                                  measure.work.to_string(),
                                  text(measure.effort_days),
                                  text(measure.cost),
                                  csv_field(joined_names(measure.after)),
                                  csv_field(text(report.plan.alone[action].gain), true),
                                  measure.due ? measure.due->to_string() : ""};
    std::string row;
    for (const auto& field : fields) row += (&field == fields ? "" : ",") + field;
    out += row + "\r\n";
  }
  return out;
}

auto plan_xlsx(const PlanMatter& matter) -> std::string { return PlanWorkbook(matter).write(); }

}  // namespace dengbao::report
