#include "report/assessment_markdown.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/document.h"
#include "report/domains.h"
#include "report/evidence_summary.h"
#include "report/layout.h"
#include "report/outcomes.h"
#include "report/overview.h"
#include "report/part_text.h"
#include "report/questions.h"
#include "report/results.h"
#include "report/rule_lines.h"
#include "report/subject.h"

namespace dengbao::report {
namespace {

using Phrases = std::vector<Phrase>;

constexpr std::size_t names_shown_in_markdown = 8;
constexpr std::size_t places_shown = 3;
constexpr std::size_t questions_shown = 50;

// Words of the language of the report.
class MarkdownWriter {
 public:
  MarkdownWriter(const Context& context, const assess::Assessment& assessment)
      : context_(context), assessment_(assessment), results_(tell_results(context, assessment)) {}

  auto write() -> std::string {
    document_.title = title();
    head();
    outcomes();
    domains();
    rules_in_short(results_.risks, words("Risks", "风险"), [](eval::Verdict verdict) {
      return verdict != eval::Verdict::not_found && verdict != eval::Verdict::not_applicable;
    });
    findings(words("What falls short", "不符合项"), falls_short);
    findings(words("Undecided", "未能判定"), [](eval::Verdict verdict) { return verdict == eval::Verdict::undecided; });
    questions();
    rules_in_short(results_.duties, words("Duties", "义务"),
                   [](eval::Verdict verdict) { return verdict != eval::Verdict::not_applicable; });
    all_requirements();
    return document_markdown(document_, context_.lang);
  }

 private:
  [[nodiscard]] auto words(std::string_view en, std::string_view zh) const -> std::string {
    return in(context_, en, zh);
  }
  [[nodiscard]] auto verdict(eval::Verdict verdict) const -> std::string {
    return fmt::format("{} {}", mark(verdict), eval::verdict_words(verdict).in(context_.lang));
  }
  void heading(int depth, const std::string& text) { document_.blocks.emplace_back(Heading{depth, {}, said(text)}); }
  void paragraph(Phrases phrases) { document_.blocks.emplace_back(Paragraph{std::move(phrases)}); }
  static void add_row(Grid& grid, const std::vector<std::string>& cells) {
    auto& row = grid.rows.emplace_back();
    for (const auto& cell : cells) row.push_back({said(cell)});
  }
  static auto grid(const std::vector<std::string>& head) -> Grid {
    Grid grid;
    for (const auto& cell : head) grid.head.push_back(said(cell));
    return grid;
  }

  [[nodiscard]] auto title() const -> Localised {
    const auto text = fmt::format("{} · {} · {}", context_.facts.name(context_.facts.root(), context_.lang),
                                  assessment_.level, eval::verdict_words(assessment_.verdict).in(context_.lang));
    return {text, text};
  }

  void head() {
    const auto& scheme = context_.program.scheme;
    const auto& name = scheme.title.empty() ? scheme.name : scheme.title.in(context_.lang).str();
    paragraph({said(fmt::format("{} · ", name)),
               said(fmt::format(fmt::runtime(words("level {} · as of {} · facts ", "级别 {} · 评估日 {} · 事实文件 ")),
                                assessment_.level, assessment_.as_of.to_string())),
               code(context_.sources[context_.facts.file()].name())});
    const auto& clauses = assessment_.denominator;
    auto table = grid({words("Of the level", "总体"), words("Number", "数量"), words("Of these", "其中")});
    auto decided = assessment_.counts;
    decided.erase(eval::Verdict::undecided);
    decided.erase(eval::Verdict::not_applicable);
    const auto row = [&](std::string_view en, std::string_view zh, std::size_t number, const std::string& remark = "") {
      add_row(table, {words(en, zh), grouped(number), remark});
    };
    if (!assessment_.clauses.empty()) {
      row("clauses", "条款", clauses.clauses);
      row("decided", "已判定", clauses.decided, count_words(context_, decided));
      row("undecided, for want of facts", "证据不足，未能判定", clauses.undecided);
      row("not applicable", "不适用", clauses.not_applicable);
      row("covered by no policy, or not selected", "尚无策略覆盖或未选中", clauses.not_covered);
    }
    row("requirements judged", "已评估的要求", counted_results(context_, assessment_),
        count_words(context_, assessment_.result_counts));
    if (!assessment_.risks.empty())
      row("risks looked for", "已核查的风险", assessment_.risks.size(), count_words(context_, assessment_.risk_counts));
    if (!assessment_.duties.empty())
      row("duties", "义务", assessment_.duties.size(), count_words(context_, assessment_.duty_counts));
    const auto evidence = summarise_evidence(context_, assessment_);
    if (evidence.facts > 0) {
      std::string kinds;
      for (const auto& [kind, number] : evidence_rows(evidence, context_.lang)) {
        kinds += (kinds.empty() ? "" : words(", ", "，")) + fmt::format("{} {}", kind, grouped(number));
      }
      row("facts that the verdicts rest on", "结论所依据的事实", evidence.facts, kinds);
    }
    document_.blocks.emplace_back(std::move(table));
    parameters();
  }

  void parameters() {
    Bullets bullets;
    for (std::uint32_t index = 0; index < context_.settings.overridden.size(); ++index) {
      if (!context_.settings.overridden[index]) continue;
      const model::ParameterId id{index};
      const auto& parameter = context_.program.parameters[id];
      bullets.items.push_back(
          {code(parameter.name),
           said(fmt::format(" = {} · {}", parameter_words(context_, id, context_.settings.level, context_.lang),
                            parameter.says.in(context_.lang)))});
    }
    if (bullets.items.empty()) return;
    paragraph({said(words("Set for this assessment:", "本次评估另行设定的参数："))});
    document_.blocks.emplace_back(std::move(bullets));
  }

  void outcomes() {
    if (assessment_.outcomes.empty()) return;
    heading(1, words("Outcomes", "结论"));
    Bullets bullets;
    for (const auto& result : assessment_.outcomes) {
      const auto& outcome = context_.program.outcomes[result.outcome];
      bullets.items.push_back(
          {said(outcome.title.in(context_.lang) + words(": ", "：") + outcome_words(context_, result) + " · "),
           code(policy_line(context_, outcome.span))});
    }
    document_.blocks.emplace_back(std::move(bullets));
  }

  void domains() {
    if (assessment_.clauses.empty()) return;
    using enum eval::Verdict;
    heading(1, words("By domain", "按安全类"));
    auto table = grid({words("Domain", "安全类"), words("Clauses", "条款"), words("Pass", "符合"),
                       words("Partial", "部分符合"), words("Fail", "不符合"), words("Undecided", "未判定"),
                       words("Not applicable", "不适用"), words("Not covered", "未覆盖")});
    for (const auto& domain : count_domains(context_, assessment_)) {
      const auto passed = domain.of(pass) + domain.of(pass_by_exception) + domain.of(provided);
      std::vector<std::string> cells{domain.title};
      for (const auto number : {domain.clauses, passed, domain.of(partial), domain.of(fail), domain.of(undecided),
                                domain.of(not_applicable) + domain.of(not_met_recommended), domain.not_covered}) {
        cells.push_back(number == 0 ? "" : grouped(number));
      }
      add_row(table, cells);
    }
    document_.blocks.emplace_back(std::move(table));
  }

  // One line a rule: risks and duties.
  void rules_in_short(const std::vector<RuleResult>& rules, const std::string& title, bool (*shown)(eval::Verdict)) {
    auto table =
        grid({words("Verdict", "结论"), words("Name", "名称"), words("Subjects", "对象"), words("Why", "理由")});
    for (const auto& rule : rules) {
      const auto verdict_of = rule.judgement->verdict.verdict;
      if (!shown(verdict_of)) continue;
      const auto groups = alike(rule);
      auto& row = table.rows.emplace_back();
      row.push_back({said(verdict(verdict_of))});
      row.push_back({code(rule.rule->name), said(" " + rule.rule->title.in(context_.lang))});
      row.push_back(groups.empty() || groups.front().front()->whole ? Phrases{} : names(groups.front()));
      row.push_back(groups.empty() ? Phrases{} : Phrases{said(groups.front().front()->summary)});
    }
    if (table.rows.empty()) return;
    heading(1, title);
    document_.blocks.emplace_back(std::move(table));
  }

  void findings(const std::string& title, bool (*shown)(eval::Verdict)) {
    bool any = false;
    std::string domain;
    for (const auto& rule : results_.requirements) {
      if (!shown(rule.judgement->verdict.verdict)) continue;
      if (!any) heading(1, title);
      any = true;
      if (auto next = control_of(context_, *rule.judgement).domain; next != domain) {
        domain = std::move(next);
        heading(2, domain.empty() ? words("Other requirements", "其他要求") : domain);
      }
      finding(rule);
    }
  }

  void finding(const RuleResult& rule) {
    heading(3, fmt::format("{} · {}", verdict(rule.judgement->verdict.verdict), rule.rule->title.in(context_.lang)));
    Phrases about{code(rule.rule->name)};
    if (const auto numbers = clause_numbers(context_, *rule.judgement); !numbers.empty())
      about.push_back(said(" · " + numbers));
    about.push_back(said(" · "));
    about.push_back(code(policy_line(context_, rule.rule->span)));
    if (const auto more = remark(context_, *rule.judgement); !more.empty()) about.push_back(said(" · " + more));
    paragraph(std::move(about));
    Bullets bullets;
    std::vector<std::string> remedies;
    for (const auto& group : alike(rule)) {
      bullets.items.push_back(group_item(rule, group));
      const auto& remedy = group.front()->remedy;
      if (!remedy.empty() && std::ranges::find(remedies, remedy) == remedies.end()) remedies.push_back(remedy);
    }
    document_.blocks.emplace_back(std::move(bullets));
    if (remedies.size() > places_shown) remedies.resize(places_shown);
    for (const auto& remedy : remedies) paragraph({said(words("Remedy: ", "整改建议：") + remedy)});
  }

  auto group_item(const RuleResult& rule, const std::vector<const SubjectResult*>& group) const -> Phrases {
    const auto& first = *group.front();
    Phrases item{said(fmt::format("{} ", mark(first.judged.verdict)))};
    if (group.size() > 1) {
      item.push_back(said(fmt::format(fmt::runtime(words("{} of {} for the same reason: ", "{}/{} 因同一原因：")),
                                      grouped(group.size()), grouped(rule.subjects.size()))));
      for (auto& name : names(group)) item.push_back(std::move(name));
      item.push_back(said(words("; e.g. ", "；例如 ")));
    } else if (!first.whole && rule.rule->subject) {
      item.push_back(said(first.words + words(": ", "：")));
    }
    item.push_back(said(first.summary));
    std::vector<std::string> places;
    for (const auto& line : first.reasons) {
      if (line.pointers.empty() || std::ranges::find(places, line.pointers.front()) != places.end()) continue;
      places.push_back(line.pointers.front());
    }
    for (std::size_t index = 0; index < std::min(places.size(), places_shown); ++index) {
      item.push_back(said(" · "));
      if (const auto place = fact_place(context_, results_.places, places[index]); !place.empty()) {
        item.push_back(code(place));
        item.push_back(said(" "));
      }
      item.push_back(code(places[index].empty() ? "/" : places[index]));
    }
    if (places.size() > places_shown) {
      item.push_back(said(
          fmt::format(fmt::runtime(words(" and {} more facts", " 等另外 {} 项事实")), places.size() - places_shown)));
    }
    return item;
  }

  auto names(const std::vector<const SubjectResult*>& group) const -> Phrases {
    Phrases phrases;
    for (std::size_t index = 0; index < std::min(group.size(), names_shown_in_markdown); ++index) {
      if (index > 0) phrases.push_back(said(words(", ", "、")));
      phrases.push_back(code(group[index]->id));
    }
    if (group.size() > names_shown_in_markdown) {
      phrases.push_back(said(
          fmt::format(fmt::runtime(words(" and {} more", " 等另外 {} 个")), group.size() - names_shown_in_markdown)));
    }
    return phrases;
  }

  void questions() {
    const auto open = open_questions(context_, results_);
    if (open.empty()) return;
    heading(1, words("Facts to find out", "待收集的事实"));
    auto table = grid({words("Fact", "事实"), words("Question", "问题"), words("Why it is not known", "未知原因"),
                       words("Serves", "涉及要求")});
    for (std::size_t index = 0; index < std::min(open.size(), questions_shown); ++index) {
      const auto& question = open[index];
      table.rows.push_back({{code(question.pointer)},
                            {said(question.ask.empty() ? question.label : question.ask)},
                            {said(question.why)},
                            {code(question.rules.front()->rule->name),
                             said(question.rules.size() == 1
                                      ? ""
                                      : fmt::format(fmt::runtime(words(" and {} more", " 等 {} 项")),
                                                    question.rules.size() - (context_.lang == Lang::zh ? 0 : 1)))}});
    }
    document_.blocks.emplace_back(std::move(table));
    if (open.size() > questions_shown) {
      paragraph(
          {said(fmt::format(fmt::runtime(words("… and {} more.", "…… 另有 {} 项。")), open.size() - questions_shown))});
    }
  }

  void all_requirements() {
    if (results_.requirements.empty()) return;
    heading(1, words("All requirements", "全部要求"));
    auto table = grid(
        {words("Verdict", "结论"), words("Clause", "条款"), words("Requirement", "要求"), words("Subjects", "对象")});
    for (const auto& rule : results_.requirements) {
      std::map<eval::Verdict, std::uint32_t> counts;
      for (const auto& subject : rule.subjects) {
        if (!subject.whole && rule.rule->subject) ++counts[subject.judged.verdict];
      }
      table.rows.push_back({{said(verdict(rule.judgement->verdict.verdict))},
                            {said(clause_numbers(context_, *rule.judgement))},
                            {code(rule.rule->name), said(" " + rule.rule->title.in(context_.lang))},
                            {said(count_words(context_, counts))}});
    }
    document_.blocks.emplace_back(std::move(table));
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  Results results_;
  Document document_;
};

}  // namespace

auto assessment_markdown(const Context& context, const assess::Assessment& assessment) -> std::string {
  return MarkdownWriter(context, assessment).write();
}

}  // namespace dengbao::report
