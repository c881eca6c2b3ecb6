#include "syntax/lowering.h"
#include "syntax/once.h"

namespace dengbao::syntax {
namespace {

auto lower_clause(Lowering& to, PolicyParser::ClauseContext* clause) -> Name {
  if (clause->TEXT()) {
    auto text = lower_text(to, clause->start);
    return {std::move(text.text), text.span};
  }
  auto name = lower_name(to, clause->start);
  for (auto* part : clause->anyName()) name.text += "." + lower_name(to, part).text;
  name.span = to.origin.span(clause);
  return name;
}

auto lower_range(Lowering& to, PolicyParser::LevelSectionContext* section) -> LevelRange {
  LevelRange out;
  out.span = to.origin.span(section);
  out.from = lower_level(to, section->NUMBER(0)->getSymbol());
  out.to = section->RANGE() ? lower_level(to, section->NUMBER(1)->getSymbol()) : out.from;
  if (out.to < out.from) to.sink.report(Code::level_range, out.span, out.from, out.to);
  out.and_above = section->AND() != nullptr;
  return out;
}

auto lower_subject(Lowering& to, PolicyParser::SubjectSectionContext* section) -> Subject {
  Subject out{lower_name(to, section->plainName()), lower_sum(to, section->sum()), {}, to.origin.span(section)};
  if (auto* filter = section->filter()) out.where = lower_filter(to, filter, out.variable);
  return out;
}

void lower_gate(Lowering& to, PolicyParser::LevelGateContext* gate, Part& out) {
  out.level_span = to.origin.span(gate);
  if (auto* from = gate->fromLevel()) out.from_level = lower_level(to, from->NUMBER()->getSymbol());
  if (auto* until = gate->untilLevel()) out.until_level = lower_level(to, until->NUMBER()->getSymbol());
  if (out.from_level && out.until_level && *out.until_level <= *out.from_level) {
    to.sink.report(Code::level_range, out.level_span, *out.from_level, *out.until_level - 1);
  }
}

// A part of a requirement, or what raises a risk.
template <typename Section>
auto lower_part(Lowering& to, Section* section) -> Part {
  Part out;
  out.label = lower_words(to, section->localised());
  out.span = to.origin.span(section);
  if (auto* gate = section->levelGate()) lower_gate(to, gate, out);
  out.condition = lower_expr(to, section->expr());
  return out;
}

auto lower_required_part(Lowering& to, PolicyParser::PartSectionContext* section) -> Part {
  auto out = lower_part(to, section);
  out.recommended = section->RECOMMENDS() != nullptr;
  if (section->REPLACING()) out.replacing = lower_text(to, section->text()->start);
  return out;
}

// `unless`, or what lowers a risk.
template <typename Section>
auto lower_exception(Lowering& to, Section* section) -> Exception {
  return {lower_words(to, section->localised()), lower_expr(to, section->expr()), to.origin.span(section)};
}

// `due 30 days after x`; Chinese has the date first: `期限 x 后 30 天`.
auto lower_due(Lowering& to, PolicyParser::DueSectionContext* section) -> Due {
  Due out;
  out.span = to.origin.span(section);
  out.before = section->BEFORE() != nullptr || section->EARLIER() != nullptr;
  const auto first = lower_sum(to, section->sum(0));
  out.date = first;
  if (section->sum().size() == 1) return out;
  const auto second = lower_sum(to, section->sum(1));
  const bool date_first = section->LATER() != nullptr || section->EARLIER() != nullptr;
  out.distance = date_first ? second : first;
  out.date = date_first ? first : second;
  return out;
}

// The sections of one requirement, risk or duty, in order: `unless` and `method` belong to the part above them.
class Sections {
 public:
  Sections(Lowering& to, Requirement& out) : to_(to), out_(out) {}

  void lower(PolicyParser::SectionContext* section) {
    if (!belongs(section)) return;
    if (auto* s = section->partSection()) return add_part(lower_required_part(to_, s));
    if (auto* s = section->raisedSection()) return add_part(lower_part(to_, s));
    if (auto* s = section->unlessSection()) return add_exception(lower_exception(to_, s), s->start);
    if (auto* s = section->loweredSection()) return add_exception(lower_exception(to_, s), s->start);
    if (auto* s = section->methodSection()) return add_methods(s);
    if (auto* s = section->citesSection()) return out_.citations.push_back(lower_citation(to_, s));
    if (auto* s = section->concernsSection()) return add_concerns(s);
    lower_words_and_levels(section);
    lower_scope(section);
    lower_dates(section);
  }

 private:
  // Whether the section may stand in a declaration of this kind; reported if not.
  auto belongs(PolicyParser::SectionContext* s) -> bool {
    const bool risks_only = s->raisedSection() || s->loweredSection() || s->concernsSection();
    const bool duties_only = s->dueSection() || s->everySection() || s->doneSection();
    const bool requirements_only =
        s->partSection() || s->unlessSection() || s->whenNoneSection() || s->providedSection() || s->weightSection();
    const bool not_of_duties = s->methodSection() != nullptr;
    const auto wrong = [&] {
      switch (out_.kind) {
        case RuleKind::requirement:
          return risks_only || duties_only;
        case RuleKind::risk:
          return requirements_only || duties_only;
        case RuleKind::duty:
          return requirements_only || risks_only || not_of_duties;
      }
      return false;
    }();
    if (!wrong) return true;
    static const Localised kinds[] = {{"requirement", "要求"}, {"risk", "风险"}, {"duty", "义务"}};
    const auto keyword = keyword_span(to_, s);
    to_.sink.report(Code::section_of_other_kind, keyword, to_.origin.text(keyword),
                    kinds[static_cast<std::size_t>(out_.kind)]);
    return false;
  }

  void add_part(Part part) {
    out_.parts.push_back(std::move(part));
    of_part_.emplace(to_);
  }

  void add_exception(Exception exception, const antlr4::Token* keyword) {
    if (out_.parts.empty()) {
      out_.exceptions.push_back(std::move(exception));
    } else if (const auto& first = out_.parts.back().unless) {
      to_.sink.report(Code::unless_out_of_place, to_.origin.span(keyword), to_.origin.text(keyword))
          .label(first->label.span, say("the first one", "第一个在此"))
          .help(say("join the two with `or`", "请用 `或` 合并两者"));
    } else {
      out_.parts.back().unless = std::move(exception);
    }
  }

  void add_methods(PolicyParser::MethodSectionContext* section) {
    auto& once = out_.parts.empty() ? once_ : *of_part_;
    if (!once.first("method", section)) return;
    auto& methods = out_.parts.empty() ? out_.methods : out_.parts.back().methods;
    for (auto* name : section->anyName()) methods.push_back(lower_name(to_, name));
  }

  void add_concerns(PolicyParser::ConcernsSectionContext* section) {
    for (auto* path : section->path()) out_.concerns.push_back(lower_path(to_, path));
  }

  void lower_words_and_levels(PolicyParser::SectionContext* section) {
    if (auto* title = section->titleSection()) {
      if (once_.first("title", title)) out_.title = lower_words(to_, title->localised());
    } else if (auto* weight = section->weightSection()) {
      if (once_.first("weight", weight)) out_.weight = lower_name(to_, weight->plainName());
    } else if (auto* rationale = section->rationaleSection()) {
      if (once_.first("rationale", rationale)) out_.rationale = lower_words(to_, rationale->localised());
    } else if (auto* remedy = section->remedySection()) {
      if (once_.first("remedy", remedy)) out_.remedy = lower_words(to_, remedy->localised());
    } else if (auto* level = section->levelSection()) {
      if (once_.first("level", level)) out_.level = lower_range(to_, level);
    }
  }

  void lower_scope(PolicyParser::SectionContext* section) {
    if (auto* applies = section->appliesSection()) {
      if (once_.first("applies when", applies)) out_.applies_when = lower_expr(to_, applies->expr());
    } else if (auto* subject = section->subjectSection()) {
      if (once_.first("for each", subject)) out_.subject = lower_subject(to_, subject);
    } else if (auto* when_none = section->whenNoneSection()) {
      if (once_.first("when none", when_none))
        out_.when_none = {when_none->PASS() != nullptr, lower_words(to_, when_none->localised())};
    } else if (auto* provided = section->providedSection()) {
      if (once_.first("may be provided by", provided)) out_.provided_by = lower_sum(to_, provided->sum());
    }
  }

  void lower_dates(PolicyParser::SectionContext* section) {
    if (auto* due = section->dueSection()) {
      if (once_.first("due", due)) out_.due = lower_due(to_, due);
    } else if (auto* every = section->everySection()) {
      if (once_.first("every", every))
        out_.every = Recurrence{lower_sum(to_, every->sum(0)), lower_sum(to_, every->sum(1)), to_.origin.span(every)};
    } else if (auto* done = section->doneSection()) {
      if (once_.first("done on", done)) out_.done_on = lower_sum(to_, done->sum());
    }
  }

  Lowering& to_;
  Requirement& out_;
  Once once_{to_};
  std::optional<Once> of_part_;  // of the last part
};

template <typename Context>
auto lower_rule(Lowering& to, RuleKind kind, Context* rule) -> Requirement {
  Requirement out;
  out.kind = kind;
  out.name = lower_path(to, rule->path());
  Sections sections(to, out);
  for (auto* section : rule->section()) sections.lower(section);
  return out;
}

}  // namespace

auto lower_citation(Lowering& to, PolicyParser::CitesSectionContext* section) -> Citation {
  Citation out;
  out.source = lower_name(to, section->plainName());
  if (auto* topic = section->path()) out.topic = lower_path(to, topic);
  if (auto* clause = section->clause()) out.clause = lower_clause(to, clause);
  out.in_part = section->PART() != nullptr;
  out.span = to.origin.span(section);
  return out;
}

auto lower_requirement(Lowering& to, PolicyParser::RequirementContext* requirement) -> Requirement {
  return lower_rule(to, RuleKind::requirement, requirement);
}
auto lower_risk(Lowering& to, PolicyParser::RiskContext* risk) -> Requirement {
  return lower_rule(to, RuleKind::risk, risk);
}
auto lower_duty(Lowering& to, PolicyParser::DutyContext* duty) -> Requirement {
  return lower_rule(to, RuleKind::duty, duty);
}

}  // namespace dengbao::syntax
