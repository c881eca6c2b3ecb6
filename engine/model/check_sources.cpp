#include <cctype>

#include "model/compilation.h"
#include "model/levels.h"
#include "model/read_catalogue.h"

namespace dengbao::model {
namespace {

// `WaterPlant` -> `water-plant`: how expressions call the whole network.
auto root_name(std::string_view record) -> std::string {
  std::string out;
  for (const char letter : record) {
    const bool upper = letter >= 'A' && letter <= 'Z';
    if (upper && !out.empty() && out.back() != '-') out += '-';
    out += upper ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return out;
}

void check_facts_record(Compilation& c, std::size_t unit, const syntax::Scheme& written) {
  auto& scheme = c.program.scheme;
  if (!written.facts) {
    c.sink.report(Code::scheme_incomplete, written.name.span, scheme.name,
                  say("facts record (`facts Network`)", "事实记录（`事实 网络`）"));
    return;
  }
  const syntax::TypeExpr type{syntax::TypeExpr::Form::named, *written.facts, {}, {}, written.facts->span};
  const auto resolved = resolve_type(c, unit, type, {});
  if (!resolved) return;
  if (resolved->type.kind != Kind::record) {
    c.sink.report(Code::ref_to_non_record, written.facts->span, written.facts->text());
    return;
  }
  scheme.facts = resolved->type.record();
  c.root_name = root_name(c.program.records[scheme.facts].name);
  c.root_alias = c.program.records[scheme.facts].label.in(Lang::zh);
  c.has_scheme = true;
  c.program.has_scheme = true;
}

void check_scheme(Compilation& c, std::size_t unit, const syntax::Scheme& written) {
  auto& scheme = c.program.scheme;
  if (!scheme.name.empty()) {
    c.sink.report(Code::two_schemes, written.name.span, scheme.name, written.name.text)
        .label(scheme.span, say("the other scheme", "另一个制度"));
    return;
  }
  scheme.name = written.name.text;
  scheme.span = written.name.span;
  scheme.title = written.title ? written.title->words : Localised{scheme.name, scheme.name};
  if (!written.levels) {
    c.sink.report(Code::scheme_incomplete, written.name.span, scheme.name,
                  say("levels (`levels 1..4`)", "级别（`级别范围 1..4`）"));
  } else if (written.levels->first < 1 || written.levels->second > highest_of_any_scheme) {
    c.sink.report(Code::level_range, written.name.span, written.levels->first, written.levels->second);
  } else if (written.levels->first <= written.levels->second) {  // the other way round is reported by the parser
    scheme.lowest = written.levels->first;
    scheme.highest = written.levels->second;
  }
  for (const auto& klass : written.classes) {
    scheme.classes.push_back({klass.name.text, klass.label ? klass.label->words : Localised{klass.name.text, ""}});
  }
  check_facts_record(c, unit, written);
}

auto catalogue_file(const Compilation& c, Span named_at) -> std::optional<FileId> {
  for (const auto& catalogue : c.policies.catalogues) {
    if (catalogue.named_at == named_at) return catalogue.file;
  }
  return std::nullopt;  // it could not be read, which is reported
}

auto find_source(const Compilation& c, std::string_view name) -> std::optional<SourceId> {
  for (std::uint32_t i = 0; i < c.program.sources.size(); ++i) {
    if (c.program.sources[SourceId{i}].name == name) return SourceId{i};
  }
  return std::nullopt;
}

void check_source(Compilation& c, const syntax::Source& written) {
  if (const auto other = find_source(c, written.name.text)) {
    c.sink.report(Code::duplicate_name, written.name.span, written.name.text)
        .label(c.program.sources[*other].span, say("first declared here", "首次声明于此"));
    return;
  }
  Source source;
  source.name = written.name.text;
  source.span = written.name.span;
  source.title = written.title ? written.title->words : Localised{source.name, source.name};
  source.short_title = written.short_title ? written.short_title->words : source.title;
  if (written.edition) source.edition = written.edition->text;
  source.in_force_from = written.in_force_from;
  source.in_force_until = written.in_force_until;
  source.draft = written.draft;
  if (!written.draft && !written.in_force_from) {
    c.sink.report(Code::source_without_date, written.name.span, source.name);
  }
  if (written.catalogue) {
    if (const auto file = catalogue_file(c, written.catalogue->span)) source.clauses = read_catalogue(c, *file);
  }
  c.program.sources.add(std::move(source));
}

void resolve_catalogue(Compilation& c, const syntax::Scheme& written) {
  if (!written.catalogue || written.name.text != c.program.scheme.name) return;
  const auto name = written.catalogue->text();
  if (const auto source = find_source(c, name)) {
    c.program.scheme.catalogue = *source;
  } else {
    c.sink.report(Code::unknown_source, written.catalogue->span, name);
  }
}

// A topic that stands at levels 1 and 3 but not at 2 is more likely a slip in the catalogue than meant.
void warn_of_skipped_levels(Compilation& c, const Source& source) {
  std::map<std::string, std::set<std::uint32_t>> levels;
  for (const auto& clause : source.clauses) levels[clause.topic].insert(clause.level);
  for (const auto& [topic, at] : levels) {
    auto previous = *at.begin();
    for (const auto level : at) {
      if (level > previous + 1) c.sink.report(Code::level_skipped, source.span, topic, previous, level);
      previous = level;
    }
  }
}

// What is assessed needs a scheme; a library of definitions, with its tests, does not.
auto needs_scheme(const Compilation& c) -> bool {
  for (const auto& unit : c.units) {
    for (const auto& node : unit.file->declarations) {
      if (std::holds_alternative<syntax::Requirement>(node.declaration)) return true;
      if (std::holds_alternative<syntax::Outcome>(node.declaration)) return true;
    }
  }
  return false;
}

template <typename Declaration, typename Visit>
void for_all(const Compilation& c, Visit visit) {
  for (std::size_t unit = 0; unit < c.units.size(); ++unit) {
    for (const auto& node : c.units[unit].file->declarations) {
      if (const auto* found = std::get_if<Declaration>(&node.declaration)) visit(unit, *found);
    }
  }
}

}  // namespace

void check_sources(Compilation& c) {
  for_all<syntax::Scheme>(c, [&](std::size_t unit, const syntax::Scheme& scheme) { check_scheme(c, unit, scheme); });
  if (c.program.scheme.name.empty() && needs_scheme(c)) c.sink.report(Code::no_scheme);
  for_all<syntax::Source>(c, [&](std::size_t, const syntax::Source& source) { check_source(c, source); });
  for_all<syntax::Scheme>(c, [&](std::size_t, const syntax::Scheme& scheme) { resolve_catalogue(c, scheme); });
  for (const auto& source : c.program.sources) warn_of_skipped_levels(c, source);
}

}  // namespace dengbao::model
