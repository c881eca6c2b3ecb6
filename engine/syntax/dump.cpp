#include "syntax/dump.h"

#include "syntax/dump_writer.h"

namespace dengbao::syntax {
namespace {

auto quoted(const Words& words) -> std::string {
  return quote(words.words.en) + (words.has_zh ? " zh " + quote(words.words.zh) : "");
}

auto quoted(const std::optional<Words>& words, const char* before = " ") -> std::string {
  return words ? before + quoted(*words) : "";
}

auto joined(const std::vector<Name>& names) -> std::string {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name.text;
  return out;
}

auto joined(const std::vector<EnumeratorDecl>& choices) -> std::string {
  std::string out;
  for (const auto& choice : choices) out += (out.empty() ? "" : ", ") + choice.name.text + quoted(choice.label);
  return out;
}

auto type_text(const TypeExpr& type) -> std::string {
  switch (type.form) {
    case TypeExpr::Form::list_of:
      return "list of " + type_text(type.element.front());
    case TypeExpr::Form::ref:
      return "ref " + type.path.text();
    case TypeExpr::Form::name_of:
      return "name of " + type.path.text();
    case TypeExpr::Form::one_of:
      return "one of " + joined(type.choices);
    case TypeExpr::Form::named:
      break;
  }
  return type.path.text();
}

// A line `name "…" zh "…"` where the words are given.
void put(DumpWriter& out, const char* name, const std::optional<Words>& words) {
  if (words) out.line(name + (" " + quoted(*words)));
}

void dump(DumpWriter& out, const Scheme& scheme) {
  out.line("scheme " + scheme.name.text);
  const auto nested = out.indent();
  put(out, "title", scheme.title);
  if (scheme.levels) out.line(fmt::format("levels {}..{}", scheme.levels->first, scheme.levels->second));
  for (const auto& item : scheme.classes) out.line("class " + item.name.text + quoted(item.label));
  if (scheme.facts) out.line("facts " + scheme.facts->text());
  if (scheme.catalogue) out.line("catalogue " + scheme.catalogue->text());
}

void dump(DumpWriter& out, const Source& source) {
  out.line("source " + source.name.text);
  const auto nested = out.indent();
  put(out, "title", source.title);
  put(out, "short", source.short_title);
  if (source.edition) out.line("edition " + quote(source.edition->text));
  if (source.in_force_from) out.line("in force from " + source.in_force_from->to_string());
  if (source.in_force_until) out.line("until " + source.in_force_until->to_string());
  if (source.draft) out.line("draft");
  if (source.catalogue) out.line("catalogue " + quote(source.catalogue->text));
}

void dump(DumpWriter& out, const Record& record) {
  out.line("record " + record.name.text + quoted(record.label));
  const auto nested = out.indent();
  for (const auto& field : record.fields) {
    out.line((field.key ? "key " : "field ") + field.name.text + ": " + type_text(field.type));
    const auto deeper = out.indent();
    put(out, "label", field.label);
    put(out, "ask", field.ask);
  }
}

void dump(DumpWriter& out, const Enumeration& enumeration) {
  out.line("enumeration " + enumeration.name.text + quoted(enumeration.label));
  const auto nested = out.indent();
  for (const auto& choice : enumeration.choices) out.line(choice.name.text + quoted(choice.label));
}

void dump(DumpWriter& out, const Parameter& parameter) {
  out.line("parameter " + parameter.name.text + ": " + type_text(parameter.type));
  const auto nested = out.indent();
  out.expr("value", parameter.value);
  for (const auto& bound : parameter.bounds) out.expr(bound.at_least ? "at-least" : "at-most", bound.value);
  put(out, "says", parameter.says);
  put(out, "because", parameter.because);
}

void dump_formals(DumpWriter& out, const std::vector<Formal>& formals) {
  for (const auto& formal : formals) out.line("formal " + formal.name.text + ": " + type_text(formal.type));
}

void dump(DumpWriter& out, const Definition& definition) {
  out.line("define " + definition.name.text + ": " + type_text(definition.result));
  const auto nested = out.indent();
  dump_formals(out, definition.formals);
  put(out, "says", definition.says);
  out.expr("means", definition.body);
}

void dump(DumpWriter& out, const Citation& citation) {
  auto line = "cites " + citation.source.text;
  if (citation.topic) line += " topic " + citation.topic->text();
  if (citation.clause) line += " clause " + citation.clause->text;
  out.line(line + (citation.in_part ? " in part" : ""));
}

void dump(DumpWriter& out, const Exception& exception, RuleKind kind = RuleKind::requirement) {
  out.line((kind == RuleKind::risk ? "lowered " : "unless ") + quoted(exception.label));
  const auto nested = out.indent();
  out.expr("condition", exception.condition);
}

auto part_word(const Part& part, RuleKind kind) -> std::string {
  if (kind == RuleKind::risk) return "raised ";
  return part.recommended ? "recommends " : "require ";
}

void dump(DumpWriter& out, const Part& part, RuleKind kind) {
  out.line(part_word(part, kind) + quoted(part.label));
  const auto nested = out.indent();
  if (part.from_level) out.line(fmt::format("from level {}", *part.from_level));
  if (part.until_level) out.line(fmt::format("until level {}", *part.until_level));
  if (part.replacing) out.line("replacing " + quote(part.replacing->text));
  if (!part.methods.empty()) out.line("method " + joined(part.methods));
  out.expr("condition", part.condition);
  if (part.unless) dump(out, *part.unless, kind);
}

void dump(DumpWriter& out, const Subject& subject) {
  out.line("for-each " + subject.variable.text);
  const auto nested = out.indent();
  out.expr("in", subject.list);
  if (subject.where) out.expr("where", *subject.where);
}

auto level_text(const LevelRange& level) -> std::string {
  if (level.and_above) return fmt::format("level {} and above", level.from);
  return fmt::format("level {}..{}", level.from, level.to);
}

void dump_head(DumpWriter& out, const Requirement& requirement) {
  put(out, "title", requirement.title);
  for (const auto& citation : requirement.citations) dump(out, citation);
  if (!requirement.methods.empty()) out.line("method " + joined(requirement.methods));
  if (requirement.weight) out.line("weight " + requirement.weight->text);
  put(out, "rationale", requirement.rationale);
  put(out, "remedy", requirement.remedy);
  if (requirement.level) out.line(level_text(*requirement.level));
}

auto rule_word(RuleKind kind) -> std::string {
  constexpr const char* words[] = {"requirement ", "risk ", "duty "};
  return words[static_cast<std::size_t>(kind)];
}

void dump_dates(DumpWriter& out, const Requirement& requirement) {
  if (const auto& due = requirement.due) {
    out.line(due->before ? "due before" : "due after");
    const auto nested = out.indent();
    if (due->distance) out.expr("distance", *due->distance);
    out.expr("date", due->date);
  }
  if (requirement.every) {
    out.expr("every", requirement.every->period);
    out.expr("after", requirement.every->start);
  }
  if (requirement.done_on) out.expr("done-on", *requirement.done_on);
}

void dump(DumpWriter& out, const Requirement& requirement) {
  out.line(rule_word(requirement.kind) + requirement.name.text());
  const auto nested = out.indent();
  dump_head(out, requirement);
  if (requirement.applies_when) out.expr("applies-when", *requirement.applies_when);
  if (requirement.subject) dump(out, *requirement.subject);
  if (requirement.when_none) {
    out.line(std::string("when-none ") + (requirement.when_none->pass ? "pass " : "fail ") +
             quoted(requirement.when_none->words));
  }
  for (const auto& exception : requirement.exceptions) dump(out, exception, requirement.kind);
  for (const auto& part : requirement.parts) dump(out, part, requirement.kind);
  if (requirement.provided_by) out.expr("may be provided by", *requirement.provided_by);
  for (const auto& path : requirement.concerns) out.line("concerns " + path.text());
  dump_dates(out, requirement);
}

void dump(DumpWriter& out, const RelationRule& rule) {
  out.line("holds");
  const auto nested = out.indent();
  for (const auto head : rule.heads) out.expr("", head);
  for (const auto& generator : rule.generators) out.expr("for " + generator.variable.text + " in", generator.list);
  if (rule.where) out.expr("where", *rule.where);
  if (rule.when) out.expr("when", *rule.when);
}

void dump(DumpWriter& out, const Relation& relation) {
  out.line("relation " + relation.name.text);
  const auto nested = out.indent();
  dump_formals(out, relation.formals);
  put(out, "says", relation.says);
  for (const auto& rule : relation.rules) dump(out, rule);
}

void dump(DumpWriter& out, const CellItem& item) {
  constexpr const char* words[] = {"=", "!=", "<", "<=", ">", ">="};
  out.expr(item.op ? words[static_cast<std::size_t>(*item.op)] : item.range ? "from" : "is", item.value);
  if (item.to) out.expr("to", *item.to);
}

void dump(DumpWriter& out, const TableRow& row) {
  out.line("row");
  const auto nested = out.indent();
  for (const auto& cell : row.cells) {
    out.line(cell.gives ? "cell gives" : "cell");
    const auto deeper = out.indent();
    for (const auto& item : cell.items) dump(out, item);
  }
}

void dump(DumpWriter& out, const Table& table) {
  out.line("table " + table.name.text + ": " + type_text(table.result));
  const auto nested = out.indent();
  dump_formals(out, table.formals);
  put(out, "says", table.says);
  for (const auto& citation : table.citations) dump(out, citation);
  for (const auto& row : table.rows) dump(out, row);
}

void dump(DumpWriter& out, const Outcome& outcome) {
  out.line("outcome " + outcome.name.text + ": " + type_text(outcome.type));
  const auto nested = out.indent();
  put(out, "title", outcome.title);
  put(out, "says", outcome.says);
  for (const auto& citation : outcome.citations) dump(out, citation);
  out.expr("means", outcome.value);
}

void dump(DumpWriter& out, const Expectation& expectation) {
  auto line = "expect " + expectation.word.text;
  if (expectation.subject) line += " for " + quote(expectation.subject->text);
  for (const auto& label : expectation.because) line += " because " + quote(label.text);
  if (expectation.condition) return out.expr(line, *expectation.condition);
  out.line(line);
}

void dump(DumpWriter& out, const Test& test) {
  out.line("test " + quoted(test.name));
  const auto nested = out.indent();
  if (test.of) out.line("of " + test.of->text());
  if (test.level) out.line("level " + test.level->text);
  if (test.as_of) out.line("on " + test.as_of->to_string());
  for (const auto& setting : test.with) out.expr("with " + setting.parameter.text, setting.value);
  for (const auto& given : test.givens) {
    out.line("given" + (given.name ? " " + given.name->text + ": " + type_text(*given.type) : ""));
  }
  for (const auto& expectation : test.expectations) dump(out, expectation);
}

}  // namespace

auto dump(const File& file) -> std::string {
  DumpWriter out(file);
  if (file.module) out.line("module " + file.module->text());
  for (const auto& use : file.uses) {
    out.line("use " + use.module.text() + (use.names.empty() ? "" : " (" + joined(use.names) + ")"));
  }
  for (const auto& node : file.declarations) {
    if (!node.doc.empty()) out.line("doc " + quote(node.doc));
    std::visit([&](const auto& declaration) { dump(out, declaration); }, node.declaration);
  }
  return out.take();
}

}  // namespace dengbao::syntax
