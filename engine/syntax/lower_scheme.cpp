#include "syntax/lowering.h"
#include "syntax/once.h"

namespace dengbao::syntax {
namespace {

void lower_classes(Lowering& to, PolicyParser::SchemeClassesContext* section, Scheme& out) {
  for (auto* entry : section->schemeClass()) {
    SchemeClass item{lower_name(to, entry->anyName()), {}};
    if (auto* label = entry->localised()) item.label = lower_words(to, label);
    out.classes.push_back(std::move(item));
  }
}

void lower_levels(Lowering& to, PolicyParser::SchemeLevelsContext* section, Scheme& out) {
  const auto lowest = lower_level(to, section->NUMBER(0)->getSymbol());
  const auto highest = lower_level(to, section->NUMBER(1)->getSymbol());
  if (lowest > highest) to.sink.report(Code::level_range, to.origin.span(section), lowest, highest);
  out.levels = {lowest, highest};
}

void lower_section(Lowering& to, Once& once, PolicyParser::SchemeSectionContext* section, Scheme& out) {
  if (auto* title = section->titleSection()) {
    if (once.first("title", title)) out.title = lower_words(to, title->localised());
  } else if (auto* levels = section->schemeLevels()) {
    if (once.first("levels", levels)) lower_levels(to, levels, out);
  } else if (auto* classes = section->schemeClasses()) {
    if (once.first("classes", classes)) lower_classes(to, classes, out);
  } else if (auto* facts = section->schemeFacts()) {
    if (once.first("facts", facts)) out.facts = lower_path(to, facts->path());
  } else if (auto* catalogue = section->schemeCatalogue()) {
    if (once.first("catalogue", catalogue)) out.catalogue = lower_path(to, catalogue->path());
  }
}

void lower_in_force(Lowering& to, PolicyParser::SourceInForceContext* section, Source& out) {
  out.in_force_from = lower_date(to, section->DATE(0)->getSymbol());
  if (section->UNTIL()) out.in_force_until = lower_date(to, section->DATE(1)->getSymbol());
}

void lower_section(Lowering& to, Once& once, PolicyParser::SourceSectionContext* section, Source& out) {
  if (auto* title = section->titleSection()) {
    if (once.first("title", title)) out.title = lower_words(to, title->localised());
  } else if (auto* short_title = section->sourceShort()) {
    if (once.first("short", short_title)) out.short_title = lower_words(to, short_title->localised());
  } else if (auto* edition = section->sourceEdition()) {
    if (once.first("edition", edition)) out.edition = lower_text(to, edition->text()->start);
  } else if (auto* in_force = section->sourceInForce()) {
    if (once.first("in force", in_force)) lower_in_force(to, in_force, out);
  } else if (auto* draft = section->sourceDraft()) {
    if (once.first("draft", draft)) out.draft = true;
  } else if (auto* catalogue = section->sourceCatalogue()) {
    if (once.first("catalogue", catalogue)) out.catalogue = lower_text(to, catalogue->text()->start);
  }
}

}  // namespace

auto lower_scheme(Lowering& to, PolicyParser::SchemeContext* scheme) -> Scheme {
  Scheme out{lower_name(to, scheme->plainName()), {}, {}, {}, {}, {}};
  Once once(to);
  for (auto* section : scheme->schemeSection()) lower_section(to, once, section, out);
  return out;
}

auto lower_source(Lowering& to, PolicyParser::SourceContext* source) -> Source {
  Source out;
  out.name = lower_name(to, source->plainName());
  Once once(to);
  for (auto* section : source->sourceSection()) lower_section(to, once, section, out);
  return out;
}

}  // namespace dengbao::syntax
