#include <fmt/format.h>

#include <algorithm>

#include "base/one_line.h"
#include "base/utf8.h"
#include "report/decisions.h"
#include "report/document.h"
#include "report/evidence.h"
#include "report/explanation.h"
#include "report/layout.h"
#include "report/margin.h"
#include "report/outline.h"
#include "report/parameters.h"
#include "report/part_text.h"
#include "report/questions.h"
#include "report/repairs.h"
#include "report/rule_lines.h"
#include "report/subject.h"

namespace dengbao::report {
namespace {

using explain::StepId;
using Phrases = std::vector<Phrase>;

constexpr std::size_t facts_shown_in_markdown = 5;    // of one step
constexpr std::size_t leaves_shown_in_markdown = 20;  // of one condition
constexpr std::size_t code_columns = 110;

// What the terminal's functions say, without colours and line breaks.
auto unlaid(const Context& context) -> Context {
  auto plain = context;
  plain.colour = false;
  plain.columns = 100000;
  return plain;
}

// One subject's explanation.
class SubjectWriter {
 public:
  SubjectWriter(const Explained& explained, const explain::Judgement& judgement, Document& document)
      : explained_(explained),
        context_(explained.context),
        proof_(explained.finding.proof),
        judgement_(judgement),
        document_(document) {}

  void write(const ExplanationOptions& options) {
    head();
    if (judgement_.applies == Truth::yes) {
      for (const auto& told : outline(explained_)) {
        line(told);
        flush();
      }
    } else {
      paragraph(
          {said(judgement_.applies == Truth::no ? words("It does not apply here.", "在此不适用。")
                                                : words("Whether it applies is not known.", "是否适用无法判定。"))});
      leaves(explained_.finding.reason.leaves, explained_.requirement.methods);
      flush();
    }
    foot(options.margin);
    if (!options.full) return;
    heading(2, words("All steps", "全部步骤"));
    auto narrow = context_;
    narrow.columns = code_columns;
    const Explained told{narrow, explained_.requirement, explained_.finding, explained_.places, explained_.words};
    document_.blocks.emplace_back(CodeBlock{steps_text(told)});
  }

 private:
  [[nodiscard]] auto words(std::string_view en, std::string_view zh) const -> std::string {
    return in(context_, en, zh);
  }
  void heading(int depth, const std::string& text) { document_.blocks.emplace_back(Heading{depth, {}, said(text)}); }
  void paragraph(Phrases phrases) { document_.blocks.emplace_back(Paragraph{std::move(phrases)}); }
  void flush() {
    if (!bullets_.items.empty()) document_.blocks.emplace_back(std::move(bullets_));
    bullets_ = {};
  }

  void head() {
    const auto& rule = explained_.requirement;
    const auto verdict = proof_.subject.verdict;
    auto title = fmt::format("{} {}", mark(verdict), eval::verdict_words(verdict).in(context_.lang));
    if (rule.subject && explain::has_subjects(judgement_)) title += " · " + explained_.words.subject();
    heading(1, title);
  }

  void line(const ToldLine& told) {
    const auto words = one_line(line_words(explained_, told));
    const auto marked = fmt::format("{} {}", line_mark(explained_, told), words);
    switch (told.kind) {
      case ToldLine::Kind::part:
        heading(2, marked);
        if (const auto at = line_written_at(explained_, told)) paragraph({code(policy_line(context_, *at))});
        break;
      case ToldLine::Kind::statement:
        leaf(told.step, *told.methods);
        break;
      case ToldLine::Kind::exception:
      case ToldLine::Kind::scope:
      case ToldLine::Kind::provider:
        bullets_.items.push_back({said(marked)});
        break;
    }
    for (const auto& below : told.below) {
      if (below.whole) bullets_.items.push_back({said(explained_.words.step(*below.whole))});
      leaves(below.leaves, *told.methods);
    }
    for (const auto& exception : told.exceptions) line(exception);
  }

  void leaves(const std::vector<StepId>& steps, const std::vector<model::Method>& methods) {
    for (std::size_t i = 0; i < std::min(steps.size(), leaves_shown_in_markdown); ++i) leaf(steps[i], methods);
    if (steps.size() <= leaves_shown_in_markdown) return;
    bullets_.items.push_back(
        {said(fmt::format(fmt::runtime(words("… and {} more (--full shows all)", "…… 另有 {} 项（--full 显示全部）")),
                          steps.size() - leaves_shown_in_markdown))});
  }

  // Its words, then each fact with place, pointer and evidence.
  void leaf(StepId id, const std::vector<model::Method>& methods) {
    Phrases item{said(fmt::format("{} {}", mark(proof_.steps[id].holds), explained_.words.step(id)))};
    const auto facts = facts_below(proof_, id);
    for (std::size_t i = 0; i < std::min(facts.size(), facts_shown_in_markdown); ++i)
      fact(item, facts[i].fact, methods);
    if (facts.size() > facts_shown_in_markdown) {
      item.push_back(said(fmt::format(fmt::runtime(words(" · … and {} more facts", " · …… 另有 {} 项事实")),
                                      facts.size() - facts_shown_in_markdown)));
    }
    bullets_.items.push_back(std::move(item));
  }

  void fact(Phrases& item, explain::FactRef fact, const std::vector<model::Method>& methods) const {
    const auto at = pointer(context_, fact);
    item.push_back(said(" · "));
    if (const auto place = fact_place(context_, explained_.places, at); !place.empty()) {
      item.push_back(code(place));
      item.push_back(said(" "));
    }
    item.push_back(code(at.empty() ? "/" : at));
    if (context_.facts.get(fact.row, fact.field).is_unknown()) return;
    item.push_back(said(" · " + evidence_words(context_, at, methods)));
  }

  void list(const std::string& title, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    heading(2, title);
    for (const auto& line : lines) bullets_.items.push_back({said(line)});
    flush();
  }

  void foot(bool margin) {
    const auto verdict = proof_.subject.verdict;
    if (verdict == eval::Verdict::undecided) questions();
    if (wants_remedy(verdict)) {
      const auto repairs = repair_lines(explained_);
      list(words("To pass, one of these", "达标途径（任选其一）"), repairs.alternatives);
      if (!repairs.none.empty()) list(words("To pass", "达标途径"), {repairs.none});
      if (const auto remedy = explained_.words.remedy(); !remedy.empty()) {
        heading(2, words("Remedy", "整改建议"));
        paragraph({said(remedy)});
      }
    }
    if (margin && has_margin(proof_.subject))
      list(words("What would break it", "怎样会不再符合"), margin_lines(explained_));
    list(words("Parameters", "参数"), parameter_lines(context_, proof_));
    if (!explained_.finding.reason.minimal) {
      paragraph(
          {said(words("These facts suffice for the verdict; fewer might.", "以上事实足以得出该结论；也许更少即可。"))});
    }
  }

  void questions() {
    const auto lines = decision_lines(explained_);
    if (lines.questions.empty()) return;
    heading(2, words("To decide, find out", "判定所需的事实"));
    for (const auto& [fact, answers] : lines.questions) {
      const auto& ask = context_.program.fields[fact.field].ask.in(context_.lang);
      const auto why = " · " + unknown_words(context_, fact) + (ask.empty() ? "" : " · " + ask);
      bullets_.items.push_back({code(pointer(context_, fact)), said(why + words(": ", "：") + answers)});
    }
    flush();
    list(words("Together", "几项合起来"), lines.together);
    if (!lines.whatever.empty()) paragraph({said(lines.whatever)});
  }

  const Explained& explained_;
  const Context& context_;
  const explain::Proof& proof_;
  const explain::Judgement& judgement_;
  Document& document_;
  Bullets bullets_;
};

void add_head(const Context& context, const explain::Judgement& judgement, Document& document) {
  const auto& rule = context.program.requirements[judgement.requirement];
  const auto verdict = eval::verdict_words(judgement.verdict.verdict).in(context.lang);
  const auto title = fmt::format("{} · {}", verdict, rule.title.in(context.lang));
  document.title = {title, title};
  Phrases about{code(rule.name)};
  if (const auto clauses = clause_words(context, judgement); !clauses.empty()) about.push_back(said(" · " + clauses));
  about.push_back(said(" · "));
  about.push_back(code(policy_line(context, rule.span)));
  about.push_back(said(
      fmt::format(fmt::runtime(in(context, " · level {} · as of {} · facts ", " · 第 {} 级 · 评估日 {} · 事实文件 ")),
                  judgement.level, context.settings.as_of.to_string())));
  about.push_back(code(context.sources[context.facts.file()].name()));
  document.blocks.emplace_back(Paragraph{std::move(about)});
  if (const auto more = remark(context, judgement); !more.empty())
    document.blocks.emplace_back(Paragraph{{said(more)}});
  if (const auto concerns = concern_words(context, rule, judgement.level); !concerns.empty())
    document.blocks.emplace_back(Paragraph{{said(in(context, "Concerns ", "关联：") + concerns)}});
}

}  // namespace

auto explanation_markdown(const Context& context, const explain::Judgement& judgement,
                          const explain::JudgedSubject* subject, const ExplanationOptions& options) -> std::string {
  std::vector<Finding> findings;
  Places places(context);
  for (const auto& shown : shown_subjects(context, judgement, subject, options)) {
    findings.push_back(find(context, judgement, shown, true));
    for (const auto& step : findings.back().proof.steps) {
      if (step.fact) places.note(pointer(context, *step.fact));
    }
  }
  places.find();
  Document document;
  add_head(context, judgement, document);
  if (findings.empty()) {
    const auto words = in(context, "nothing is in scope; {} looked at", "范围内没有对象；共查看 {} 个");
    document.blocks.emplace_back(Paragraph{{said(fmt::format(fmt::runtime(words), judgement.looked_at))}});
  }
  const auto& rule = context.program.requirements[judgement.requirement];
  for (const auto& finding : findings) {
    const auto plain = unlaid(context);
    const Explained explained{plain, rule, finding, places,
                              explain::Words(context.program, context.facts, finding.proof, context.lang)};
    SubjectWriter(explained, judgement, document).write(options);
  }
  if (subject == nullptr && judgement.subjects.size() > findings.size()) {
    const auto words = in(context, "{} of {} subjects are shown.", "共 {1} 个对象，以上为其中 {0} 个。");
    document.blocks.emplace_back(
        Paragraph{{said(fmt::format(fmt::runtime(words), findings.size(), judgement.subjects.size()))}});
  }
  return document_markdown(document, context.lang);
}

}  // namespace dengbao::report
