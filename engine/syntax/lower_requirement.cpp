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

auto lower_citation(Lowering& to, PolicyParser::CitesSectionContext* section) -> Citation {
  Citation out;
  out.source = lower_name(to, section->plainName());
  if (auto* topic = section->path()) out.topic = lower_path(to, topic);
  if (auto* clause = section->clause()) out.clause = lower_clause(to, clause);
  out.in_part = section->IN() != nullptr;
  out.span = to.origin.span(section);
  return out;
}

auto lower_range(Lowering& to, PolicyParser::LevelSectionContext* section) -> LevelRange {
  LevelRange out;
  out.span = to.origin.span(section);
  out.from = lower_level(to, section->NUMBER(0)->getSymbol());
  out.to = section->RANGE() ? lower_level(to, section->NUMBER(1)->getSymbol()) : out.from;
  if (out.to < out.from) to.sink.report(Code::level_range, out.span, out.from, out.to);
  out.and_above = section->AND() != nullptr;
  if (!out.and_above) return out;
  const auto word = lower_name(to, section->plainName());
  if (word.text != "above") {
    to.sink.report(Code::unexpected_word, word.span, "`" + word.text + "`", "`above`")
        .did_you_mean(word.text, {"above"});
  }
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
    to.sink.report(Code::level_range, out.level_span, *out.from_level, *out.until_level);
  }
}

auto lower_part(Lowering& to, PolicyParser::PartSectionContext* section) -> Part {
  Part out;
  out.label = lower_words(to, section->localised());
  out.span = to.origin.span(section);
  out.recommended = section->RECOMMENDS() != nullptr;
  if (auto* gate = section->levelGate()) lower_gate(to, gate, out);
  if (section->REPLACING()) out.replacing = lower_text(to, section->text()->start);
  out.condition = lower_expr(to, section->expr());
  return out;
}

auto lower_exception(Lowering& to, PolicyParser::UnlessSectionContext* section) -> Exception {
  return {lower_words(to, section->localised()), lower_expr(to, section->expr()), to.origin.span(section)};
}

// The sections of one requirement, in order: `unless` and `method` belong to the part above them.
class Sections {
 public:
  Sections(Lowering& to, Requirement& out) : to_(to), out_(out) {}

  void lower(PolicyParser::SectionContext* section) {
    if (auto* s = section->partSection()) return add_part(s);
    if (auto* s = section->unlessSection()) return add_exception(s);
    if (auto* s = section->methodSection()) return add_methods(s);
    if (auto* s = section->citesSection()) return out_.citations.push_back(lower_citation(to_, s));
    lower_single(section);
  }

 private:
  void add_part(PolicyParser::PartSectionContext* section) {
    out_.parts.push_back(lower_part(to_, section));
    of_part_.emplace(to_);
  }

  void add_exception(PolicyParser::UnlessSectionContext* section) {
    auto exception = lower_exception(to_, section);
    if (out_.parts.empty()) {
      out_.exceptions.push_back(std::move(exception));
    } else if (const auto& first = out_.parts.back().unless) {
      to_.sink.report(Code::unless_out_of_place, keyword_span(to_, section))
          .label(first->label.span, say("the first one", "第一个在此"))
          .help(say("join the two with `or`", "请用 `or` 合并两者"));
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

  void lower_single(PolicyParser::SectionContext* section) {
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
    } else {
      lower_scope(section);
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
    }
  }

  Lowering& to_;
  Requirement& out_;
  Once once_{to_};
  std::optional<Once> of_part_;  // of the last part
};

}  // namespace

auto lower_requirement(Lowering& to, PolicyParser::RequirementContext* requirement) -> Requirement {
  Requirement out;
  out.name = lower_path(to, requirement->path());
  Sections sections(to, out);
  for (auto* section : requirement->section()) sections.lower(section);
  return out;
}

}  // namespace dengbao::syntax
