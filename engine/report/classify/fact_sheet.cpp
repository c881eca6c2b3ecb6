#include "report/classify/fact_sheet.h"

#include <map>
#include <vector>

#include "base/utf8.h"
#include "report/classify/classify.h"
#include "report/questions.h"

namespace dengbao::report {
namespace {

using Cells = std::vector<std::vector<Phrase>>;

auto is_open_list(const Value& value) -> bool {
  const auto* list = value.get_if<std::shared_ptr<const List>>();
  return list != nullptr && (*list)->open;
}
auto is_filled_list(const Value& value) -> bool {
  const auto* list = value.get_if<std::shared_ptr<const List>>();
  return list != nullptr && !(*list)->elements.empty();
}

// What is written into the form; a blank where it is for a person to write.
auto entry_words(const Context& context, explain::FactRef fact, const Value& value) -> std::string {
  if (value.is_unknown()) return in(context, "________ 【to be filled in】", "________ 【待填】");
  if (value.is_none()) return in(context, "none", "无");
  const auto type = context.program.fields[fact.field].type;
  auto words =
      type.list && !is_filled_list(value) ? std::string() : context.program.value_words(value, type, context.lang);
  if (words.empty()) words = in(context, "none", "无");
  if (is_open_list(value)) words += in(context, " 【the list is to be completed】", " 【清单待补全】");
  return utf8::printable(words);
}

auto line_of(const Context& context, explain::FactRef fact) -> Cells {
  const auto& field = context.program.fields[fact.field];
  const auto value = context.facts.get(fact.row, fact.field);
  const bool ask = value.is_unknown() || is_open_list(value);
  return {{said(field.label.in(context.lang))},
          {said(entry_words(context, fact, value))},
          {said(ask ? field.ask.in(context.lang).str() : std::string())}};
}

// A field that a line of a form can hold: not a record, nor a list of records that has elements of its own.
auto is_line(const Context& context, explain::FactRef fact) -> bool {
  const auto& field = context.program.fields[fact.field];
  if (field.ask.empty() && !field.key) return false;
  if (field.type.kind != Kind::record || field.ref) return true;
  return field.type.list && !is_filled_list(context.facts.get(fact.row, fact.field));
}

void add_rows(const Context& context, Row row, const std::set<model::FieldId>& fields, Document& document) {
  Grid grid;
  grid.head = {form_words(context, "item", "项目"), form_words(context, "entry", "填写内容"),
               form_words(context, "to be answered", "待答问题")};
  for (const auto field : fields) {
    if (is_line(context, {row, field})) grid.rows.push_back(line_of(context, {row, field}));
  }
  if (grid.rows.empty()) return;
  document.blocks.emplace_back(Heading{3, {}, said(utf8::printable(row_words(context, row)))});
  document.blocks.emplace_back(std::move(grid));
}

}  // namespace

auto form_words(const Context& context, std::string_view en, std::string_view zh) -> Phrase {
  return said(in(context, en, zh));
}

void add_fact_sheet(const Context& context, const std::set<explain::FactRef>& facts, Document& document) {
  std::map<Row, std::set<model::FieldId>> by_row;
  for (const auto& fact : facts) by_row[fact.row].insert(fact.field);
  const auto root = context.facts.root();
  auto& own = by_row[root];
  for (const auto field : context.program.records[root.record].fields) {
    const auto& declared = context.program.fields[field];
    if (declared.read && !declared.type.list && declared.type.kind != Kind::record) own.insert(field);
  }
  add_rows(context, root, own, document);
  for (const auto& [row, fields] : by_row) {
    if (row != root) add_rows(context, row, fields, document);
  }
}

void add_signature(const Context& context, Document& document) {
  document.blocks.emplace_back(Heading{2, {}, form_words(context, "Signature", "签署")});
  Grid grid;
  grid.head = {form_words(context, "name", "姓名"), form_words(context, "signature and seal", "签字盖章"),
               form_words(context, "date", "日期")};
  grid.rows.push_back({{said("________")}, {said("________")}, {said("________")}});
  document.blocks.emplace_back(std::move(grid));
}

}  // namespace dengbao::report
