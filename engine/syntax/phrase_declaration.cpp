#include <algorithm>
#include <iterator>

#include "base/utf8.h"
#include "syntax/layout.h"
#include "syntax/phraser.h"

// Declarations: which of their words begin lines.
namespace dengbao::syntax {
namespace {

using P = PolicyParser;

constexpr std::size_t section_indent = 2;
constexpr std::size_t note_column = 39;  // where the notes of all fields begin

auto is_section(std::size_t rule) -> bool {
  switch (rule) {
    case P::RuleSchemeSection:
    case P::RuleSourceSection:
    case P::RuleField:
    case P::RuleParameterNote:
    case P::RuleSaysNote:
    case P::RuleRelationRule:
    case P::RuleCitesSection:
    case P::RuleSection:
    case P::RuleOutcomeNote:
    case P::RuleTestSection:
      return true;
    default:
      return false;
  }
}

auto is_declaration(std::size_t rule) -> bool {
  switch (rule) {
    case P::RuleScheme:
    case P::RuleSource:
    case P::RuleRecord:
    case P::RuleEnumeration:
    case P::RuleParameter:
    case P::RuleDefinition:
    case P::RuleRelation:
    case P::RuleTable:
    case P::RuleRequirement:
    case P::RuleRisk:
    case P::RuleDuty:
    case P::RuleOutcome:
    case P::RuleTest:
      return true;
    default:
      return false;
  }
}

auto section(Phrase phrase) -> Phrase {
  break_before(phrase, Break::always, section_indent);
  return grouped(std::move(phrase));
}

// A broken line of a header stands to the right of the sections.
auto indented_more(Phrase header) -> Phrase {
  const auto depth = depths(grouped(header));
  for (std::size_t i = 0; i < header.size(); ++i) {
    auto& word = header[i].word;
    if (depth[i + 1] == 1 && word.breaks != Break::chain) word.offset = 2 * section_indent;
  }
  return header;
}

auto wider(const Phrase& phrase) -> std::size_t {
  return std::max(utf8::width(one_line(phrase, Spelling::en)), utf8::width(one_line(phrase, Spelling::zh)));
}

// A line without blanks at its end; those at its beginning are spaces.
auto clean_line(std::string_view line) -> std::string {
  const auto last = line.find_last_not_of(" \t\r");
  if (last == std::string_view::npos) return {};
  line = line.substr(0, last + 1);
  const auto first = line.find_first_not_of(" \t");
  return std::string(utf8::width(line.substr(0, first)), ' ') + std::string(line.substr(first));
}

auto lines_of(std::string_view text) -> std::vector<std::string> {
  std::vector<std::string> out;
  while (true) {
    const auto end = text.find('\n');
    out.push_back(clean_line(text.substr(0, end)));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

auto least_indent(const std::vector<std::string>& lines) -> std::size_t {
  auto least = std::string::npos;
  for (std::size_t i = 1; i < lines.size(); ++i) least = std::min(least, lines[i].find_first_not_of(' '));
  return least;
}

// The block with `indent` blanks before those of its further lines that have the fewest now.
auto re_indented(const std::vector<std::string>& lines, std::size_t indent) -> std::string {
  const auto least = least_indent(lines);
  std::string out = lines.front();
  for (std::size_t i = 1; i < lines.size(); ++i) {
    out += '\n';
    if (!lines[i].empty()) out += std::string(indent, ' ') + lines[i].substr(least);
  }
  return out;
}

auto closes_block(const std::string& line) -> bool {
  const auto first = line.find_first_not_of(' ');
  return first != std::string::npos && (line[first] == '}' || line[first] == ']');
}

}  // namespace

// The header, then one line a section; `means` and what follows it is a section too.
auto Phraser::declaration(antlr4::ParserRuleContext* rule) -> Phrase {
  Phrase out;
  Parts header;
  Parts body;
  for (auto& part : parts(rule)) {
    if (part.rule == P::RuleTableRow) continue;
    if (part.type == P::MEANS || !body.empty()) {
      body.push_back(std::move(part));
    } else if (is_section(part.rule)) {
      append(out, section(std::move(part.phrase)));
    } else {
      if (part.rule == P::RuleEnumType) break_before(part.phrase, Break::chain, section_indent);
      header.push_back(std::move(part));
    }
  }
  auto all = indented_more(joined(std::move(header)));
  append(all, std::move(out));
  if (!body.empty()) append(all, section(joined(std::move(body))));
  if (auto* table = dynamic_cast<P::TableContext*>(rule)) append(all, table_rows(table->tableRow()));
  return grouped(std::move(all));
}

// `require "…" zh "…": condition` and the like: the condition on the same line or below.
auto Phraser::labelled(antlr4::ParserRuleContext* rule) -> Phrase {
  auto all = parts(rule);
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i].rule == P::RuleExpr) break_before(all[i].phrase, Break::chain, 2);
    if (all[i].type == P::REQUIRE || all[i].type == P::RECOMMENDS || all[i].type == P::RAISED) {
      break_before(all[i].phrase, Break::chain, 0, 1);
    }
    if (all[i].type == P::REPLACING || all[i].type == P::BECAUSE) break_before(all[i].phrase, Break::chain, 2, 2);
  }
  return joined(std::move(all));
}

// The notes of all fields stand in one column, each on its line.
auto Phraser::field(P::FieldContext* rule) -> Phrase {
  Parts head;
  std::vector<Phrase> notes;
  for (auto& part : parts(rule)) {
    if (part.rule == P::RuleFieldNote) {
      notes.push_back(std::move(part.phrase));
    } else {
      head.push_back(std::move(part));
    }
  }
  auto out = joined(std::move(head));
  const bool fits = section_indent + wider(out) < note_column;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    auto& word = *first_word(notes[i]);
    word.breaks = Break::always;
    word.broken = i > 0 || !fits;
    word.blank = false;
    word.column = note_column;
    append(out, grouped(std::move(notes[i])));
  }
  return out;
}

// `in part` and `部分`, with or without its `in`.
auto Phraser::cites(P::CitesSectionContext* rule) -> Phrase {
  if (rule->PART() == nullptr) return joined(parts(rule));
  std::vector<const antlr4::Token*> words;
  if (rule->IN()) words.push_back(rule->IN()->getSymbol());
  words.push_back(rule->PART()->getSymbol());
  auto out = joined(parts(rule, 0, rule->children.size() - words.size()));
  append(out, unit(words, "in part", "部分"));
  return out;
}

auto Phraser::every(P::EverySectionContext* rule) -> Phrase {
  auto all = parts_after(rule, "every", "每");
  for (auto& part : all) {
    if (part.type != P::AFTER && part.type != P::FROM) continue;
    auto* word = first_word(part.phrase);
    word->en = "after";
    word->zh = "自";
  }
  return joined(std::move(all));
}

auto Phraser::json(P::JsonContext* rule) -> Phrase {
  const auto lines = lines_of(origin_.text(origin_.span(rule)));
  const auto column = column_of(rule->start);
  auto out = word(rule->start);
  out.trail = around_[rule->stop->getTokenIndex()].behind;
  if (lines.size() == 1) {
    out.written = lines.front();
  } else if (const auto least = least_indent(lines); least > column) {
    out.written = re_indented(lines, least - column);
    out.shifted_lines = true;
  } else {
    out.written = re_indented(lines, closes_block(lines.back()) ? section_indent : 2 * section_indent);
  }
  out.en = out.zh = out.written;
  return single(std::move(out));
}

auto Phraser::column_of(const antlr4::Token* token) const -> std::size_t {
  const auto before = origin_.text(Span{origin_.file(), 0, origin_.span(token).begin});
  const auto line = before.rfind('\n');
  return utf8::width(before.substr(line == std::string_view::npos ? 0 : line + 1));
}

auto Phraser::declaration_phrase(antlr4::ParserRuleContext* rule) -> std::optional<Phrase> {
  if (is_declaration(rule->getRuleIndex())) return declaration(rule);
  switch (rule->getRuleIndex()) {
    case P::RulePartSection:
    case P::RuleRaisedSection:
    case P::RuleUnlessSection:
    case P::RuleLoweredSection:
    case P::RuleExpectTruth:
    case P::RuleExpectVerdict:
      return labelled(rule);
    case P::RuleSubjectSection:
      return joined(parts_after(rule, "for each", "对于每个"));
    case P::RuleTestLevel:
      return joined(parts_after(rule, "at level", "级别"));
    case P::RuleTestOf:
      return joined(parts_after(rule, "of", "针对"));
    case P::RuleTestWith:
      return joined(parts_after(rule, "with", "设定"));
    case P::RuleField:
      return field(dynamic_cast<P::FieldContext*>(rule));
    case P::RuleCitesSection:
      return cites(dynamic_cast<P::CitesSectionContext*>(rule));
    case P::RuleEverySection:
      return every(dynamic_cast<P::EverySectionContext*>(rule));
    case P::RuleJson:
      return json(dynamic_cast<P::JsonContext*>(rule));
    default:
      return std::nullopt;
  }
}

}  // namespace dengbao::syntax
