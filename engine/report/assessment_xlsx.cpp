#include "report/assessment_xlsx.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/domains.h"
#include "report/evidence.h"
#include "report/evidence_summary.h"
#include "report/layout.h"
#include "report/outcomes.h"
#include "report/overview.h"
#include "report/part_text.h"
#include "report/questions.h"
#include "report/results.h"
#include "report/rule_lines.h"
#include "report/subject.h"
#include "report/workbook.h"

namespace dengbao::report {
namespace {

constexpr std::size_t lines_shown = 8;  // of one cell, so that a row fits on a page
constexpr std::size_t names_shown_in_cell = 6;
constexpr std::size_t subjects_shown = 12;
constexpr std::size_t facts_shown_in_cell = 5;

class WorkbookWriter {
 public:
  WorkbookWriter(const Context& context, const assess::Assessment& assessment)
      : context_(context), assessment_(assessment), results_(tell_results(context, assessment)) {
    for (const auto& rule : results_.requirements) by_rule_.emplace(rule.judgement->requirement.index, &rule);
  }

  auto write() -> std::string {
    Workbook book{fmt::format("{} · {} · {}", context_.facts.name(context_.facts.root(), context_.lang),
                              assessment_.level, assessment_.as_of.to_string()),
                  assessment_.as_of,
                  {}};
    book.sheets.push_back(summary());
    if (!assessment_.clauses.empty()) book.sheets.push_back(gaps());
    book.sheets.push_back(findings());
    if (!results_.risks.empty()) book.sheets.push_back(risks());
    if (!results_.duties.empty()) book.sheets.push_back(duties());
    book.sheets.push_back(questions());
    return workbook_xlsx(book);
  }

 private:
  [[nodiscard]] auto words(std::string_view en, std::string_view zh) const -> std::string {
    return in(context_, en, zh);
  }
  [[nodiscard]] auto verdict(eval::Verdict verdict) const -> std::string {
    return eval::verdict_words(verdict).in(context_.lang);
  }

  // ---- whether a clause conforms, in the words of the trade

  [[nodiscard]] auto conforms() const -> std::string { return words("Conforms", "符合"); }
  [[nodiscard]] auto partly() const -> std::string { return words("Partly conforms", "部分符合"); }
  [[nodiscard]] auto fails() const -> std::string { return words("Does not conform", "不符合"); }
  [[nodiscard]] auto aside() const -> std::string { return words("Not applicable", "不适用"); }
  [[nodiscard]] auto recommended() const -> std::string { return words("Recommended, not met", "建议项未满足"); }
  [[nodiscard]] auto open() const -> std::string { return words("Undecided", "未判定"); }
  [[nodiscard]] auto uncovered() const -> std::string { return words("Not checked", "未评估"); }

  [[nodiscard]] auto conformity_of(eval::Verdict verdict) const -> std::string {
    switch (verdict) {
      case eval::Verdict::partial:
        return partly();
      case eval::Verdict::undecided:
        return open();
      case eval::Verdict::not_applicable:
        return aside();
      case eval::Verdict::not_met_recommended:
        return recommended();
      default:
        return eval::standing(verdict) == eval::Standing::bad ? fails() : conforms();
    }
  }

  [[nodiscard]] auto conformity(double width) const -> Column {
    return {words("Conformity", "符合情况"),
            width,
            {{conforms(), Tone::good},
             {partly(), Tone::middling},
             {fails(), Tone::bad},
             {recommended(), Tone::aside},
             {aside(), Tone::aside},
             {open(), Tone::open},
             {uncovered(), Tone::aside}},
            true};
  }

  // ---- summary

  auto summary() const -> Sheet {
    Sheet sheet{words("Summary", "概况"), {{"", 46, {}}, {"", 30, {}}, {"", 62, {}}}, {}};
    const auto heading = [&](std::string_view en, std::string_view zh) {
      sheet.rows.push_back({{words(en, zh), std::string(), std::string()}, true});
    };
    const auto line = [&](std::string_view en, std::string_view zh, const Cell& value, const std::string& remark = "") {
      sheet.rows.push_back({{words(en, zh), value, remark}});
    };
    const auto& scheme = context_.program.scheme;
    heading("Assessment", "评估");
    line("Network", "网络", context_.facts.name(context_.facts.root(), context_.lang));
    line("Scheme", "制度", scheme.title.empty() ? scheme.name : scheme.title.in(context_.lang).str());
    line("Level", "级别", assessment_.level);
    line("As of", "评估日", assessment_.as_of.to_string());
    line("Facts", "事实文件", context_.sources[context_.facts.file()].name());
    line("Verdict", "总体结论", verdict(assessment_.verdict));
    for (const auto& result : assessment_.outcomes) {
      const auto& outcome = context_.program.outcomes[result.outcome];
      sheet.rows.push_back({{outcome.title.in(context_.lang), outcome_words(context_, result), std::string()}});
    }
    if (!assessment_.clauses.empty()) {
      const auto& clauses = assessment_.denominator;
      heading("Clauses", "条款");
      line("Clauses of the level", "条款总数", clauses.clauses);
      line("decided", "已判定", clauses.decided);
      line("undecided, for want of facts", "证据不足，未能判定", clauses.undecided);
      line("not applicable", "不适用", clauses.not_applicable);
      line("covered by no policy, or not selected", "尚无策略覆盖或未选中", clauses.not_covered);
      heading("Clauses by domain", "按安全类");
      for (const auto& domain : count_domains(context_, assessment_))
        sheet.rows.push_back({{domain.title, domain.clauses, count_words(context_, domain.verdicts)}});
    }
    heading("Rules", "规则");
    line("Requirements judged", "已评估的要求", static_cast<std::uint32_t>(counted_results(context_, assessment_)),
         count_words(context_, assessment_.result_counts));
    line("Risks looked for", "已核查的风险", static_cast<std::uint32_t>(assessment_.risks.size()),
         count_words(context_, assessment_.risk_counts));
    line("Duties", "义务", static_cast<std::uint32_t>(assessment_.duties.size()),
         count_words(context_, assessment_.duty_counts));
    const auto evidence = summarise_evidence(context_, assessment_);
    heading("Evidence", "证据");
    line("Facts that the verdicts rest on", "结论所依据的事实", evidence.facts);
    for (const auto& [kind, number] : evidence_rows(evidence, context_.lang))
      sheet.rows.push_back({{kind, number, std::string()}});
    parameters(sheet);
    return sheet;
  }

  void parameters(Sheet& sheet) const {
    bool any = false;
    for (std::uint32_t index = 0; index < context_.settings.overridden.size(); ++index) {
      if (!context_.settings.overridden[index]) continue;
      if (!any)
        sheet.rows.push_back(
            {{words("Set for this assessment", "本次评估另行设定的参数"), std::string(), std::string()}, true});
      any = true;
      const model::ParameterId id{index};
      const auto& parameter = context_.program.parameters[id];
      sheet.rows.push_back({{parameter.name, parameter_words(context_, id, context_.settings.level, context_.lang),
                             parameter.says.in(context_.lang)}});
    }
  }

  // ---- the gap table

  auto gaps() const -> Sheet {
    Sheet sheet{words("Gaps by clause", "差距分析表"),
                {{words("Domain", "安全层面"), 11, {}},
                 {words("Control point", "控制点"), 11, {}},
                 {words("Clause", "条款号"), 10, {}},
                 {words("What it asks", "要求内容"), 30, {}},
                 {words("Class", "类别"), 5, {}},
                 {words("Subjects", "测评对象"), 17, {}},
                 {words("Record", "结果记录"), 44, {}},
                 conformity(13),
                 {words("Linked risks", "关联风险"), 15, {}},
                 {words("Remedy", "整改建议"), 30, {}},
                 {words("Responsible", "责任人"), 12, {}},
                 {words("Due", "计划完成日期"), 10, {}},
                 {words("Evidence", "证据"), 26, {}}},
                {},
                3};
    for (const auto& result : assessment_.clauses) sheet.rows.push_back({gap(result)});
    return sheet;
  }

  auto gap(const assess::ClauseResult& result) const -> std::vector<Cell> {
    const auto& clause = context_.program.sources[result.source].clauses[result.clause];
    std::vector<const RuleResult*> rules;
    for (const auto id : result.requirements) {
      if (const auto found = by_rule_.find(id.index); found != by_rule_.end()) rules.push_back(found->second);
    }
    const auto state = !result.covered ? uncovered() : conformity_of(result.verdict);
    return {clause.domain.in(context_.lang),
            clause.control.in(context_.lang),
            clause.number,
            clause.title.in(context_.lang),
            clause.klass ? context_.program.scheme.classes[*clause.klass].name : std::string(),
            subjects(rules),
            result.covered ? record(rules) : words("no policy checks it, or none was selected", "尚无策略检查或未选中"),
            state,
            linked_risks(clause, result),
            remedies(rules),
            std::string(),
            std::string(),
            evidence(rules)};
  }

  // Texts each once, one a line; not more than fit.
  class Lines {
   public:
    Lines(const Context& context, std::size_t most) : context_(context), most_(most) {}
    void add(const std::string& line) {
      if (line.empty() || std::ranges::find(lines_, line) != lines_.end()) return;
      lines_.push_back(line);
    }
    [[nodiscard]] auto text() const -> std::string {
      std::string out;
      for (std::size_t i = 0; i < std::min(most_, lines_.size()); ++i) out += (i > 0 ? "\n" : "") + lines_[i];
      if (lines_.size() <= most_) return out;
      return out + fmt::format(fmt::runtime(in(context_, "\n… and {} more", "\n…… 另有 {} 项")), lines_.size() - most_);
    }

   private:
    const Context& context_;
    std::size_t most_;
    std::vector<std::string> lines_;
  };

  // Names, in a row; of what has no name, what it is and its place in the list.
  auto subjects(const std::vector<const RuleResult*>& rules) const -> std::string {
    std::vector<std::string> names;
    for (const auto* rule : rules) {
      for (const auto& subject : rule->subjects) {
        if (subject.whole) continue;
        const auto& name = subject.id == "network" || subject.id.starts_with('/') ? subject.words : subject.id;
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
      }
    }
    return joined(names, subjects_shown);
  }

  auto joined(const std::vector<std::string>& names, std::size_t most) const -> std::string {
    std::string out;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) out += (i > 0 ? words(", ", "、") : "") + names[i];
    if (names.size() <= most) return out;
    return out + fmt::format(fmt::runtime(words(" and {} more", " 等 {} 个")),
                             names.size() - (context_.lang == Lang::zh ? 0 : most));
  }

  auto names(const std::vector<const SubjectResult*>& group) const -> std::string {
    std::vector<std::string> names;
    names.reserve(group.size());
    for (const auto* subject : group) names.push_back(subject->id);
    return joined(names, names_shown_in_cell);
  }

  // "db-1, db-2: e.g. …"; of one alone its own words, which mostly name it.
  auto found(const RuleResult& rule, const std::vector<const SubjectResult*>& group) const -> std::string {
    const auto& first = *group.front();
    if (first.whole || !rule.rule->subject) return first.summary;
    if (group.size() > 1) return names(group) + words(": e.g. ", "：例如 ") + first.summary;
    return first.summary.find(first.id) != std::string::npos ? first.summary
                                                             : first.id + words(": ", "：") + first.summary;
  }

  // What was found: those that fall short, alike ones together, then how many there are of the others.
  auto record(const std::vector<const RuleResult*>& rules) const -> std::string {
    Lines lines(context_, lines_shown);
    for (const auto* rule : rules) {
      const auto title = rules.size() > 1 ? rule->rule->title.in(context_.lang) + words(" — ", "——") : "";
      for (const auto& group : alike(*rule)) {
        const auto& first = *group.front();
        lines.add(fmt::format("{} {}{}", mark(first.judged.verdict), title, found(*rule, group)));
      }
      if (const auto rest = count_of_others(*rule); !rest.empty()) lines.add("✓ " + title + rest);
    }
    return lines.text();
  }

  auto count_of_others(const RuleResult& rule) const -> std::string {
    const auto others = static_cast<std::size_t>(std::ranges::count_if(
        rule.subjects, [](const SubjectResult& subject) { return !subject.whole && subject.summary.empty(); }));
    if (others == 0) return {};
    if (!rule.rule->subject) return words("it holds", "符合");
    return fmt::format(fmt::runtime(words("{} of {} conform", "{1} 个对象中 {0} 个符合")), others,
                       rule.subjects.size());
  }

  auto linked_risks(const model::Clause& clause, const assess::ClauseResult& result) const -> std::string {
    Lines lines(context_, lines_shown);
    for (const auto& risk : results_.risks) {
      const auto severity = risk.judgement->verdict.verdict;
      if (severity == eval::Verdict::not_found || severity == eval::Verdict::not_applicable) continue;
      const bool linked = std::ranges::any_of(risk.rule->concerns, [&](const model::Concern& concern) {
        if (!concern.requirement) return concern.topic == clause.topic;
        return std::ranges::find(result.requirements, *concern.requirement) != result.requirements.end();
      });
      if (linked) lines.add(severity_words(severity) + words(": ", "：") + risk.rule->title.in(context_.lang));
    }
    return lines.text();
  }

  auto remedies(const std::vector<const RuleResult*>& rules) const -> std::string {
    Lines lines(context_, lines_shown);
    for (const auto* rule : rules) {
      for (const auto& group : alike(*rule)) lines.add(group.front()->remedy);
    }
    return lines.text();
  }

  auto evidence(const std::vector<const RuleResult*>& rules) const -> std::string {
    Lines lines(context_, facts_shown_in_cell);
    for (const auto* rule : rules) {
      for (const auto& group : alike(*rule)) {
        for (const auto& words : evidence_lines(*rule, *group.front(), false)) lines.add(words);
      }
    }
    return lines.text();
  }

  // "/hosts/3/lock_out · examined …", of the facts that are known.
  auto evidence_lines(const RuleResult& rule, const SubjectResult& subject, bool with_pointer) const
      -> std::vector<std::string> {
    std::vector<std::string> lines;
    for (const auto& line : subject.reasons) {
      for (std::size_t i = 0; i < line.facts.size(); ++i) {
        if (context_.facts.get(line.facts[i].row, line.facts[i].field).is_unknown()) continue;
        const auto said = evidence_words(context_, line.pointers[i], rule.rule->methods);
        lines.push_back(with_pointer ? line.pointers[i] + " · " + said : said);
      }
    }
    return lines;
  }

  // ---- the other tables

  auto findings() const -> Sheet {
    Sheet sheet{words("Findings", "逐对象结果"),
                {{words("Domain", "安全层面"), 12, {}},
                 {words("Clause", "条款号"), 11, {}},
                 {words("Requirement", "要求"), 26, {}},
                 {words("Subject", "对象"), 16, {}},
                 conformity(13),
                 {words("What was found", "结果记录"), 44, {}},
                 {words("Where", "事实位置"), 26, {}},
                 {words("Remedy", "整改建议"), 30, {}},
                 {words("Evidence", "证据"), 32, {}}},
                {},
                4};
    for (const auto& rule : results_.requirements) {
      for (const auto& subject : rule.subjects) {
        Lines why(context_, lines_shown);
        for (const auto& line : subject.reasons) why.add(line.text);
        if (subject.reasons.empty()) why.add(subject.summary);
        Lines evidence(context_, facts_shown_in_cell);
        for (const auto& line : evidence_lines(rule, subject, true)) evidence.add(line);
        sheet.rows.push_back(
            {{control_of(context_, *rule.judgement).domain, clause_numbers(context_, *rule.judgement),
              rule.rule->title.in(context_.lang) + "\n" + rule.rule->name, subject.words,
              conformity_of(subject.judged.verdict), why.text(), places(subject), subject.remedy, evidence.text()}});
      }
    }
    return sheet;
  }

  auto places(const SubjectResult& subject) const -> std::string {
    Lines lines(context_, facts_shown_in_cell);
    for (const auto& line : subject.reasons) {
      for (const auto& at : line.pointers) {
        lines.add(fact_place(context_, results_.places, at) + "  " + (at.empty() ? "/" : at));
      }
    }
    return lines.text();
  }

  [[nodiscard]] auto severity_words(eval::Verdict severity) const -> std::string {
    switch (severity) {
      case eval::Verdict::high:
        return words("High", "高");
      case eval::Verdict::medium:
        return words("Medium", "中");
      case eval::Verdict::undecided:
        return open();
      case eval::Verdict::not_found:
        return words("Not found", "未发现");
      default:
        return aside();
    }
  }

  auto risks() const -> Sheet {
    Sheet sheet{words("Risks", "风险"),
                {{words("Severity", "风险等级"),
                  12,
                  {{severity_words(eval::Verdict::high), Tone::bad},
                   {severity_words(eval::Verdict::medium), Tone::middling},
                   {severity_words(eval::Verdict::undecided), Tone::open},
                   {severity_words(eval::Verdict::not_found), Tone::good},
                   {aside(), Tone::aside}},
                  true},
                 {words("Risk", "风险"), 32, {}},
                 {words("Concerns", "关联"), 26, {}},
                 {words("Subjects", "对象"), 20, {}},
                 {words("What was found", "依据"), 46, {}},
                 {words("Remedy", "整改建议"), 34, {}},
                 {words("Responsible", "责任人"), 12, {}},
                 {words("Due", "计划完成日期"), 10, {}}},
                {},
                2};
    for (const auto& rule : results_.risks) {
      Lines who(context_, names_shown_in_cell);
      Lines why(context_, lines_shown);
      Lines remedy(context_, lines_shown);
      Lines concerns(context_, lines_shown);
      for (const auto& name : concern_names(context_, *rule.rule)) concerns.add(name);
      for (const auto& group : alike(rule)) {
        const auto& first = *group.front();
        for (const auto* subject : group) who.add(subject->words);
        why.add(found(rule, group));
        remedy.add(first.remedy);
      }
      sheet.rows.push_back({{severity_words(rule.judgement->verdict.verdict),
                             rule.rule->title.in(context_.lang) + "\n" + rule.rule->name, concerns.text(), who.text(),
                             why.text(), remedy.text(), std::string(), std::string()}});
    }
    return sheet;
  }

  auto duties() const -> Sheet {
    const auto choice = [&](eval::Verdict one, Tone tone) { return Choice{verdict(one), tone}; };
    Sheet sheet{words("Duties", "义务"),
                {{words("State", "状态"),
                  16,
                  {choice(eval::Verdict::in_time, Tone::good), choice(eval::Verdict::not_yet_due, Tone::good),
                   choice(eval::Verdict::late, Tone::middling), choice(eval::Verdict::overdue, Tone::bad),
                   choice(eval::Verdict::undecided, Tone::open), choice(eval::Verdict::not_applicable, Tone::aside)}},
                 {words("Duty", "义务"), 36, {}},
                 {words("By", "依据"), 22, {}},
                 {words("Subject", "对象"), 18, {}},
                 {words("Due", "应完成日期"), 11, {}},
                 {words("Done", "完成日期"), 11, {}},
                 {words("Next due", "下次日期"), 11, {}},
                 {words("Why", "依据事实"), 46, {}},
                 {words("Responsible", "责任人"), 12, {}}},
                {},
                2};
    const auto day = [](const std::optional<Date>& date) { return date ? date->to_string() : std::string(); };
    for (const auto& rule : results_.duties) {
      for (const auto& subject : rule.subjects) {
        const auto timing = subject.judged.timing.value_or(eval::Timing{});
        sheet.rows.push_back(
            {{verdict(subject.judged.verdict), rule.rule->title.in(context_.lang) + "\n" + rule.rule->name,
              sources_of(rule), subject.words, day(timing.due), day(timing.done), day(timing.next), subject.summary,
              std::string()}});
      }
    }
    return sheet;
  }

  auto sources_of(const RuleResult& rule) const -> std::string {
    Lines lines(context_, lines_shown);
    for (const auto& cited : cited_clauses(context_, *rule.rule, rule.judgement->level)) {
      lines.add(context_.program.sources[cited.source].short_title.in(context_.lang) + " " + cited.number);
    }
    return lines.text();
  }

  auto questions() const -> Sheet {
    Sheet sheet{words("Facts to collect", "待收集的事实"),
                {{words("Fact", "事实"), 28, {}},
                 {words("Question", "问题"), 36, {}},
                 {words("Why it is not known", "未知原因"), 26, {}},
                 {words("Pointer", "指针"), 28, {}},
                 {words("Line", "行"), 6, {}},
                 {words("Serves", "涉及要求"), 28, {}},
                 {words("Answer", "答复"), 22, {}},
                 {words("Source of the answer", "答复来源"), 16, {}}},
                {}};
    for (const auto& question : open_questions(context_, results_)) {
      Lines serves(context_, facts_shown_in_cell);
      for (const auto* rule : question.rules) serves.add(rule->rule->name);
      const auto place = results_.places.nearest(question.pointer);
      sheet.rows.push_back(
          {{question.label, question.ask, question.why, question.pointer,
            place ? Cell(place->line) : Cell(std::string()), serves.text(), std::string(), std::string()}});
    }
    return sheet;
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  Results results_;
  std::map<std::uint32_t, const RuleResult*> by_rule_;  // by RequirementId
};

}  // namespace

auto assessment_xlsx(const Context& context, const assess::Assessment& assessment) -> std::string {
  return WorkbookWriter(context, assessment).write();
}

}  // namespace dengbao::report
