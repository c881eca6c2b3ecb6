#include <fmt/format.h>

#include <algorithm>

#include "report/domains.h"
#include "report/gap/gap_forms.h"
#include "report/layout.h"
#include "report/outcomes.h"
#include "report/overview.h"
#include "report/part_text.h"

namespace dengbao::report {
namespace {

constexpr std::size_t names_in_item = 8;
constexpr std::size_t names_in_table = 12;
constexpr std::size_t places_in_item = 3;

using GapPhrases = std::vector<Phrase>;

auto gap_words(const std::string& words) -> Phrase { return plain({words, words}); }

class GapDocument {
 public:
  explicit GapDocument(const GapMatter& matter)
      : context_(matter.context), assessment_(matter.assessment), report_(matter.report) {}

  auto write() -> Document {
    const auto title =
        words("Gap analysis · ", "差距分析报告 · ") + context_.facts.name(context_.facts.root(), context_.lang);
    document_.title = {title, title};
    head();
    risks();
    domains();
    actions();
    by_hand();
    gaps();
    duties();
    open();
    how_to_read();
    return std::move(document_);
  }

 private:
  [[nodiscard]] auto words(std::string_view en, std::string_view zh) const -> std::string {
    return in(context_, en, zh);
  }
  void heading(int depth, const std::string& text) {
    document_.blocks.emplace_back(Heading{depth, {}, gap_words(text)});
  }
  void paragraph(GapPhrases phrases) { document_.blocks.emplace_back(Paragraph{std::move(phrases)}); }
  static auto grid(const std::vector<std::string>& head) -> Grid {
    Grid grid;
    for (const auto& cell : head) grid.head.push_back(gap_words(cell));
    return grid;
  }
  static void add_row(Grid& grid, const std::vector<std::string>& cells) {
    auto& row = grid.rows.emplace_back();
    for (const auto& cell : cells) row.push_back({gap_words(cell)});
  }
  [[nodiscard]] auto verdict(eval::Verdict verdict) const -> std::string {
    return eval::verdict_words(verdict).in(context_.lang);
  }

  // ---- what a manager reads

  void head() {
    const auto& scheme = context_.program.scheme;
    paragraph({gap_words(fmt::format(
                   fmt::runtime(words("{} · level {} · as of {} · facts ", "{} · 级别 {} · 评估日 {} · 事实文件 ")),
                   scheme.title.empty() ? scheme.name : scheme.title.in(context_.lang).str(), assessment_.level,
                   assessment_.as_of.to_string())),
               code(context_.sources[context_.facts.file()].name()), gap_words(" · SHA-256 "),
               code(report_.facts_digest.substr(0, 16) + "…")});
    heading(1, words("At a glance", "总体情况"));
    auto table = grid({words("Measure", "指标"), words("Result", "结果")});
    const auto row = [&](std::string_view en, std::string_view zh, const std::string& value) {
      add_row(table, {words(en, zh), value});
    };
    row("Overall verdict", "总体结论", verdict(assessment_.verdict));
    for (const auto& result : assessment_.outcomes) {
      const auto& outcome = context_.program.outcomes[result.outcome];
      add_row(table, {outcome.title.in(context_.lang), outcome_words(context_, result)});
    }
    if (!assessment_.clauses.empty()) {
      const auto& clauses = assessment_.denominator;
      row("Clauses of the level", "该级别条款数",
          fmt::format(fmt::runtime(words("{}: {} decided, {} not yet known, {} not applicable, {} not checked",
                                         "{}：已判定 {}，未判定 {}，不适用 {}，未检查 {}")),
                      clauses.clauses, clauses.decided, clauses.undecided, clauses.not_applicable,
                      clauses.not_covered));
      row("Clauses by verdict", "条款结论分布", count_words(context_, assessment_.counts));
    }
    row("Gaps", "差距",
        fmt::format(fmt::runtime(words("{} requirements fall short, {} risks found, {} duties missed; {} not yet known",
                                       "{} 项要求不符合或部分符合，发现风险 {} 项，义务未按期 {} 项；尚未判定 {} 项")),
                    report_.requirements.size(), report_.risks.size(), report_.duties.size(), report_.open.size()));
    row("Work", "整改工作",
        fmt::format(
            fmt::runtime(words("{} different changes, and {} tasks for people", "{} 种修改，另有 {} 项需人工整改")),
            report_.actions.size(), report_.by_hand.size()));
    row("Effort", "工作量", cost_total_words(context_, report_.costs));
    document_.blocks.emplace_back(std::move(table));
  }

  auto summaries(const RuleGap& gap) const -> std::string {
    std::string out;
    for (const auto& group : gap.groups)
      out += (out.empty() ? "" : words("; ", "；")) + group.subjects.front()->summary;
    return out;
  }
  static auto remedies(const RuleGap& gap) -> std::string { return gap.groups.front().subjects.front()->remedy; }
  static auto all_names(const RuleGap& gap) -> std::vector<std::string> {
    std::vector<std::string> names;
    for (const auto& group : gap.groups) {
      for (auto& name : group_names(group)) names.push_back(std::move(name));
    }
    return names;
  }

  void risks() {
    if (report_.risks.empty()) return;
    heading(1, words("Risks found", "发现的风险"));
    auto table = grid({words("Risk level", "风险等级"), words("Risk", "风险"), words("Subjects", "对象"),
                       words("What was found", "依据"), words("Remedy", "整改建议")});
    for (const auto& gap : report_.risks) {
      add_row(table, {risk_words(context_, gap.risk), gap.rule->rule->title.in(context_.lang),
                      some_names(context_, all_names(gap), names_in_table), summaries(gap), remedies(gap)});
    }
    document_.blocks.emplace_back(std::move(table));
  }

  void domains() {
    if (assessment_.clauses.empty()) return;
    using enum eval::Verdict;
    heading(1, words("Clauses by domain", "各安全类条款情况"));
    std::vector<std::string> head{words("Domain", "安全类"),        words("Clauses", "条款"),
                                  words("Conform", "符合"),         words("In part", "部分符合"),
                                  words("Do not", "不符合"),        words("Not known", "未判定"),
                                  words("Not applicable", "不适用")};
    const auto counted = count_domains(context_, assessment_);
    const bool recommended =
        std::ranges::any_of(counted, [](const auto& domain) { return domain.of(not_met_recommended) > 0; });
    const bool unchecked = std::ranges::any_of(counted, [](const auto& domain) { return domain.not_covered > 0; });
    if (recommended) head.push_back(words("Recommended, not met", "建议项未满足"));
    if (unchecked) head.push_back(words("Not checked", "未检查"));
    auto table = grid(head);
    std::uint32_t aside = 0;
    for (const auto& domain : counted) {
      if (domain.clauses == domain.of(not_applicable)) {
        aside += domain.clauses;
        continue;
      }
      const auto passed = domain.of(pass) + domain.of(pass_by_exception) + domain.of(provided);
      std::vector<std::string> cells{domain.title};
      std::vector<std::uint32_t> numbers{
          domain.clauses, passed, domain.of(partial), domain.of(fail), domain.of(undecided), domain.of(not_applicable)};
      if (recommended) numbers.push_back(domain.of(not_met_recommended));
      if (unchecked) numbers.push_back(domain.not_covered);
      for (const auto number : numbers) cells.push_back(number == 0 ? "" : grouped(number));
      add_row(table, cells);
    }
    document_.blocks.emplace_back(std::move(table));
    if (aside == 0) return;
    paragraph({gap_words(
        fmt::format(fmt::runtime(words("{} further clauses stand in domains of which nothing applies to this network.",
                                       "另有 {} 个条款所在的安全类对本网络均不适用。")),
                    aside))});
  }

  // ---- what an engineer reads

  void actions() {
    if (report_.actions.empty()) return;
    heading(1, words("Changes to make, the same change once", "整改措施汇总（相同修改合并）"));
    auto table = grid({words("No.", "序号"), words("Change", "修改"), words("How many", "数量"), words("On", "涉及"),
                       words("Clauses", "对应条款"), words("Risk", "风险")});
    std::size_t number = 0;
    for (const auto& action : report_.actions) {
      add_row(table,
              {std::to_string(++number), action.words, std::to_string(action.on.size()),
               some_names(context_, action.on, names_in_table),
               some_names(context_, clauses_served(action.serves), names_in_table), risk_words(context_, action.risk)});
    }
    document_.blocks.emplace_back(std::move(table));
  }

  void by_hand() {
    if (report_.by_hand.empty()) return;
    heading(1, words("Work for people", "需人工整改的事项"));
    paragraph({gap_words(words(
        "For these no change of recorded values was found, or tried, that would end the gap; the policies advise:",
        "以下各项未找到（或未试算）可直接达标的修改，策略给出的建议为："))});
    auto table = grid({words("No.", "序号"), words("What to do", "整改建议"), words("On", "涉及"),
                       words("Clauses", "对应条款"), words("Risk", "风险")});
    std::size_t number = 0;
    for (const auto& one : report_.by_hand) {
      add_row(table,
              {std::to_string(++number), one.remedy, some_names(context_, one.on, names_in_table),
               some_names(context_, clauses_served(one.serves), names_in_table), risk_words(context_, one.risk)});
    }
    document_.blocks.emplace_back(std::move(table));
  }

  // ---- what an auditor reads

  void gaps() {
    std::string domain;
    bool any = false;
    for (const auto& gap : report_.requirements) {
      if (!any) heading(1, words("Each gap, by domain", "差距明细（按安全类）"));
      if (!any || gap.control.domain != domain) {
        domain = gap.control.domain;
        heading(2, domain.empty() ? words("By law and other rules", "法律法规及其他") : domain);
      }
      any = true;
      this->gap(gap);
    }
  }

  void gap(const RuleGap& gap) {
    const auto& rule = *gap.rule->rule;
    heading(3, fmt::format("{}{}{}", gap.clauses, gap.clauses.empty() ? "" : " ", rule.title.in(context_.lang)));
    std::string about = verdict(gap.rule->judgement->verdict.verdict);
    if (!gap.control.point.empty()) about += " · " + gap.control.point;
    if (gap.risk != GapRisk::none) {
      about += words(" · risk: ", " · 风险：") + risk_words(context_, gap.risk);
      std::vector<std::string> names;
      for (const auto* risk : gap.risks) names.push_back(risk->rule->title.in(context_.lang));
      if (!names.empty()) about += words(" (", "（") + some_names(context_, names, 3) + words(")", "）");
    }
    if (const auto cost = cost_words(context_, gap.cost); !cost.empty()) about += " · " + cost;
    if (const auto more = remark(context_, *gap.rule->judgement); !more.empty()) about += " · " + more;
    paragraph({gap_words(about + " · "), code(rule.name), gap_words(" · "), code(policy_line(context_, rule.span))});
    Bullets bullets;
    for (const auto& group : gap.groups) add_items(bullets, group);
    document_.blocks.emplace_back(std::move(bullets));
  }

  void add_items(Bullets& bullets, const GapGroup& group) const {
    const auto& first = *group.subjects.front();
    GapPhrases item;
    if (group.subjects.size() > 1) {
      item.push_back(gap_words(
          fmt::format(fmt::runtime(words("{} alike ({}); e.g. {}", "{} 个对象相同（{}）；例如 {}")),
                      group.subjects.size(), some_names(context_, group_names(group), names_in_item), first.summary)));
    } else {
      item.push_back(gap_words(first.words + words(": ", "：") + first.summary));
    }
    add_places(item, first);
    bullets.items.push_back(std::move(item));
    if (group.mended > 0) {
      std::string changes;
      for (const auto& one : group.changes) changes += (changes.empty() ? "" : words("; ", "；")) + one;
      bullets.items.push_back(
          {gap_words(words("→ Change: ", "→ 修改：") + changes + words(" — ", "——") + repair_remark(context_, group))});
    }
    if (!first.remedy.empty()) bullets.items.push_back({gap_words(words("→ Remedy: ", "→ 整改建议：") + first.remedy)});
  }

  void add_places(GapPhrases& item, const SubjectResult& subject) const {
    std::vector<std::string> places;
    for (const auto& line : subject.reasons) {
      if (line.pointers.empty() || std::ranges::find(places, line.pointers.front()) != places.end()) continue;
      places.push_back(line.pointers.front());
    }
    for (std::size_t index = 0; index < std::min(places.size(), places_in_item); ++index) {
      item.push_back(gap_words(" · "));
      const auto place = fact_place(context_, report_.results.places, places[index]);
      item.push_back(code(place.empty() ? places[index] : place + " " + places[index]));
    }
    if (places.size() > places_in_item) {
      item.push_back(gap_words(
          fmt::format(fmt::runtime(words(" and {} more facts", " 等另外 {} 项事实")), places.size() - places_in_item)));
    }
  }

  void duties() {
    if (report_.duties.empty()) return;
    heading(1, words("Duties missed", "逾期或未按期完成的义务"));
    auto table = grid({words("State", "状态"), words("Duty", "义务"), words("Clause", "依据"),
                       words("Subjects", "对象"), words("Why", "依据事实")});
    for (const auto& gap : report_.duties) {
      add_row(table, {verdict(gap.rule->judgement->verdict.verdict), gap.rule->rule->title.in(context_.lang),
                      clause_words(context_, *gap.rule->judgement),
                      some_names(context_, all_names(gap), names_in_table), summaries(gap)});
    }
    document_.blocks.emplace_back(std::move(table));
  }

  void open() {
    if (report_.open.empty()) return;
    heading(1, words("Not yet known", "尚未判定"));
    paragraph({gap_words(
        words("Neither a gap nor none: facts are missing. Once these questions are answered, each is one or the other.",
              "以下各项因缺少事实而无法判定，既不算符合也不算不符合；补齐下列问题的答案后即可判定。"))});
    auto table = grid({words("Clause", "条款"), words("Requirement", "要求"), words("Why it is open", "未判定原因")});
    for (const auto* rule : report_.open) {
      std::vector<std::string> why;
      for (const auto& subject : rule->subjects) {
        if (subject.judged.verdict == eval::Verdict::undecided && std::ranges::find(why, subject.summary) == why.end())
          why.push_back(subject.summary);
      }
      add_row(table, {clause_numbers(context_, *rule->judgement), rule->rule->title.in(context_.lang),
                      some_names(context_, why, 2)});
    }
    document_.blocks.emplace_back(std::move(table));
    auto questions = grid({words("Fact", "事实"), words("Question", "问题"), words("Why it is not known", "未知原因")});
    for (const auto& question : report_.questions) add_row(questions, {question.label, question.ask, question.why});
    if (!questions.rows.empty()) document_.blocks.emplace_back(std::move(questions));
  }

  void how_to_read() {
    heading(1, words("How to read this report", "阅读说明"));
    Bullets bullets;
    const auto say = [&](std::string_view en, std::string_view zh) {
      bullets.items.push_back({gap_words(words(en, zh))});
    };
    say("Verdicts, counts and score are those of `dengbao assess` on the same facts and day; this report only arranges "
        "them.",
        "结论、数量和得分与 dengbao assess 对同一事实、同一评估日的结果一致；本报告仅作归纳。");
    say("High: a case of the policies' high-risk guide was found on these subjects. Medium: found, and lowered by a "
        "measure that the assessor confirms. Not rated: it falls short, and no such case concerns it.",
        "高：在相应对象上发现策略所列的高风险判例；中：已发现但有降低措施，待测评人员确认；未列为高风险：不符合要求，但"
        "不涉及上述判例。");
    say("A change was tried: the facts were altered accordingly, read again and judged again. The real system must be "
        "changed, not the facts file.",
        "“修改”均经试算：按修改后的事实重新读取并重新判定。应整改的是真实系统，而不是事实文件。");
    say("What is advisory rests on drafts and counts nowhere. For any verdict: dengbao explain FACTS REQUIREMENT "
        "--level LEVEL.",
        "仅依据征求意见稿的内容供参考，不计入统计。任一结论的完整依据：dengbao explain FACTS REQUIREMENT --level "
        "LEVEL。");
    document_.blocks.emplace_back(std::move(bullets));
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  const GapReport& report_;
  Document document_;
};

}  // namespace

auto gap_document(const GapMatter& matter) -> Document { return GapDocument(matter).write(); }

auto gap_markdown(const GapMatter& matter) -> std::string {
  return document_markdown(gap_document(matter), matter.context.lang);
}

auto gap_html(const GapMatter& matter) -> std::string {
  const auto& context = matter.context;
  const auto name = context.facts.name(context.facts.root(), context.lang);
  PrintLook look;
  look.head = in(context, "Gap analysis · ", "差距分析报告 · ") + name;
  look.foot = fmt::format("{} · {} · SHA-256 {}…", matter.assessment.level, matter.assessment.as_of.to_string(),
                          matter.report.facts_digest.substr(0, 16));
  look.tones = {{risk_words(context, GapRisk::high), Tone::bad},
                {risk_words(context, GapRisk::medium), Tone::middling},
                {risk_words(context, GapRisk::open), Tone::open},
                {risk_words(context, GapRisk::none), Tone::aside}};
  for (const auto verdict : {eval::Verdict::fail, eval::Verdict::overdue})
    look.tones[eval::verdict_words(verdict).in(context.lang)] = Tone::bad;
  for (const auto verdict : {eval::Verdict::partial, eval::Verdict::late})
    look.tones[eval::verdict_words(verdict).in(context.lang)] = Tone::middling;
  look.tones[eval::verdict_words(eval::Verdict::pass).in(context.lang)] = Tone::good;
  return print_html(gap_document(matter), context.lang, look);
}

}  // namespace dengbao::report
