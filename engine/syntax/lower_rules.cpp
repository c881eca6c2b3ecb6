#include "syntax/lowering.h"
#include "syntax/once.h"

// Relations, decision tables and outcomes.
namespace dengbao::syntax {
namespace {

auto lower_rule(Lowering& to, PolicyParser::RelationRuleContext* rule) -> RelationRule {
  RelationRule out;
  out.span = to.origin.span(rule);
  auto exprs = rule->expr();
  if (rule->WHEN()) {
    out.when = lower_expr(to, exprs.back());
    exprs.pop_back();
  }
  for (auto* head : exprs) out.heads.push_back(lower_expr(to, head));
  for (auto* generator : rule->generator()) {
    out.generators.push_back({lower_name(to, generator->plainName()), lower_sum(to, generator->sum())});
  }
  if (auto* filter = rule->filter()) out.where = lower_expr(to, filter->expr());
  return out;
}

auto compare_op(PolicyParser::CellItemContext* item) -> std::optional<CompareOp> {
  if (item->LESS()) return CompareOp::less;
  if (item->LESS_EQUAL()) return CompareOp::less_equal;
  if (item->GREATER()) return CompareOp::greater;
  if (item->GREATER_EQUAL()) return CompareOp::greater_equal;
  return std::nullopt;
}

auto lower_item(Lowering& to, PolicyParser::CellItemContext* item) -> CellItem {
  CellItem out{compare_op(item), lower_sum(to, item->sum(0)), item->RANGE() != nullptr, {}, to.origin.span(item)};
  if (item->sum().size() > 1) out.to = lower_sum(to, item->sum(1));
  return out;
}

auto lower_cell(Lowering& to, PolicyParser::CellContext* cell) -> TableCell {
  TableCell out{cell->GIVES() != nullptr, {}, to.origin.span(cell)};
  for (auto* item : cell->cellItem()) out.items.push_back(lower_item(to, item));
  return out;
}

// Between two bars may stand nothing. A bar at the end of a line closes its last cell.
auto lower_row(Lowering& to, PolicyParser::TableRowContext* row) -> TableRow {
  TableRow out{{}, to.origin.span(row)};
  TableCell cell{false, {}, out.span};
  bool after_bar = true;
  for (std::size_t i = 1; i < row->children.size(); ++i) {
    if (auto* written = dynamic_cast<PolicyParser::CellContext*>(row->children[i])) {
      cell = lower_cell(to, written);
      after_bar = false;
      continue;
    }
    out.cells.push_back(std::move(cell));
    cell = {false, {}, to.origin.span(dynamic_cast<antlr4::tree::TerminalNode&>(*row->children[i]).getSymbol())};
    after_bar = true;
  }
  if (!after_bar) out.cells.push_back(std::move(cell));
  return out;
}

}  // namespace

auto lower_relation(Lowering& to, PolicyParser::RelationContext* relation) -> Relation {
  Relation out;
  out.name = lower_name(to, relation->plainName());
  out.formals = lower_formals(to, relation->formals());
  Once once(to);
  for (auto* says : relation->saysNote()) {
    if (once.first("says", says)) out.says = lower_words(to, says->localised());
  }
  for (auto* rule : relation->relationRule()) out.rules.push_back(lower_rule(to, rule));
  return out;
}

auto lower_table(Lowering& to, PolicyParser::TableContext* table) -> Table {
  Table out;
  out.name = lower_name(to, table->plainName());
  out.formals = lower_formals(to, table->formals());
  out.result = lower_type(to, table->type());
  Once once(to);
  for (auto* says : table->saysNote()) {
    if (once.first("says", says)) out.says = lower_words(to, says->localised());
  }
  for (auto* cites : table->citesSection()) out.citations.push_back(lower_citation(to, cites));
  for (auto* row : table->tableRow()) out.rows.push_back(lower_row(to, row));
  return out;
}

auto lower_outcome(Lowering& to, PolicyParser::OutcomeContext* outcome) -> Outcome {
  Outcome out;
  out.name = lower_name(to, outcome->plainName());
  out.type = lower_type(to, outcome->type());
  Once once(to);
  for (auto* note : outcome->outcomeNote()) {
    if (auto* title = note->titleSection()) {
      if (once.first("title", title)) out.title = lower_words(to, title->localised());
    } else if (auto* says = note->saysNote()) {
      if (once.first("says", says)) out.says = lower_words(to, says->localised());
    } else {
      out.citations.push_back(lower_citation(to, note->citesSection()));
    }
  }
  out.value = lower_expr(to, outcome->expr());
  return out;
}

}  // namespace dengbao::syntax
