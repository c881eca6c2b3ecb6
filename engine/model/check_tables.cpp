#include <algorithm>

#include "model/check_citations.h"
#include "model/check_expr.h"
#include "model/table_cover.h"

// Decision tables: their head, cells and results.
namespace dengbao::model {
namespace {

auto may_be_input(Type type) -> bool {
  if (type.list) return false;
  switch (type.kind) {
    case Kind::truth:
    case Kind::number:
    case Kind::text:
    case Kind::date:
    case Kind::duration:
    case Kind::enumeration:
      return true;
    default:
      return false;
  }
}

void check_signature(Compilation& c, TableId id, const PendingTable& pending) {
  std::vector<std::string> names;
  std::vector<Type> types;
  for (const auto& formal : pending.syntax->formals) {
    const auto type = resolve_type(c, pending.unit, formal.type, {});
    if (type && !may_be_input(type->type)) {
      c.sink.report(Code::table_input_type, formal.type.span, c.program.type_words(type->type));
    }
    if (std::find(names.begin(), names.end(), formal.name.text) != names.end()) {
      c.sink.report(Code::duplicate_name, formal.name.span, formal.name.text);
    }
    names.push_back(formal.name.text);
    types.push_back(type ? type->type : text_type);
  }
  const auto result = resolve_type(c, pending.unit, pending.syntax->result, {});
  auto& table = c.program.tables[id];
  table.formals = std::move(names);
  table.formal_types = std::move(types);
  table.result = result ? result->type : number_type;
}

// Literals and arithmetic, parameters and the level: nothing that depends on facts.
auto is_fixed(const Program& program, ExprId id, bool for_result) -> bool {
  const auto& node = program.exprs[id].node;
  const auto fixed = [&](ExprId part) { return is_fixed(program, part, for_result); };
  if (std::holds_alternative<Constant>(node)) return true;
  if (const auto* negate = std::get_if<Negate>(&node)) return fixed(negate->operand);
  if (const auto* sum = std::get_if<Arithmetic>(&node)) return fixed(sum->lhs) && fixed(sum->rhs);
  if (!for_result) return false;
  if (std::holds_alternative<ParameterRef>(node) || std::holds_alternative<LevelNow>(node)) return true;
  if (const auto* list = std::get_if<ListOf>(&node)) {
    return std::all_of(list->elements.begin(), list->elements.end(), fixed);
  }
  if (const auto* cases = std::get_if<ByLevel>(&node)) {
    return std::all_of(cases->cases.begin(), cases->cases.end(), [&](const auto& at) { return fixed(at.value); });
  }
  return false;
}

class TableChecker {
 public:
  TableChecker(Compilation& c, TableId id, const PendingTable& pending)
      : c_(c),
        file_(*c.units[pending.unit].file),
        written_(*pending.syntax),
        formals_(c.program.tables[id].formals),
        types_(c.program.tables[id].formal_types),
        result_(c.program.tables[id].result),
        checker_(c, file_, scope_) {
    scope_.unit = pending.unit;
  }

  // The rows; nothing where one of them is wrong.
  auto run() -> std::optional<std::vector<TableRow>> {
    const auto& head = written_.rows.front();
    if (head.cells.front().items.empty() && !head.cells.front().gives) {
      matrix(head);
    } else if (const auto columns = columns_of(head)) {
      for (std::size_t i = 1; i < written_.rows.size(); ++i) list_row(written_.rows[i], *columns);
    } else {
      return std::nullopt;
    }
    complete_otherwise();
    if (written_.rows.size() < 2) c_.sink.report(Code::table_no_rows, written_.name.span, written_.name.text);
    return sound_ && written_.rows.size() > 1 ? std::optional(std::move(rows_)) : std::nullopt;
  }

 private:
  using Tests = std::vector<TableTest>;

  void fail(Span span, const Localised& wanted) {
    c_.sink.report(Code::table_cell, span, wanted);
    sound_ = false;
  }

  // ---- the two forms ----

  // The head holds values of the second input, the first column values of the first one.
  void matrix(const syntax::TableRow& head) {
    if (formals_.size() != 2) {
      c_.sink.report(Code::table_head, head.span, say("its inputs and `gives`", "各输入项和 `得出`"))
          .help(say("only a table of two inputs can be a matrix", "只有两个输入项的决策表可以写成矩阵"));
      sound_ = false;
      return;
    }
    std::vector<Tests> across;
    for (std::size_t i = 1; i < head.cells.size(); ++i) across.push_back(tests(head.cells[i], types_[1]));
    for (std::size_t i = 1; i < written_.rows.size(); ++i) {
      const auto& row = written_.rows[i];
      if (!has_width(row)) continue;
      const auto down = tests(row.cells.front(), types_[0]);
      for (std::size_t column = 1; column < row.cells.size(); ++column) {
        add_row({down, across[column - 1]}, row.cells[column], row.cells[column].span);
      }
    }
  }

  auto has_width(const syntax::TableRow& row) -> bool {
    const auto wanted = written_.rows.front().cells.size();
    if (row.cells.size() == wanted) return true;
    c_.sink.report(Code::table_width, row.span, row.cells.size(), wanted);
    sound_ = false;
    return false;
  }

  // Which input each column is about, but for the last one.
  auto columns_of(const syntax::TableRow& head) -> std::optional<std::vector<std::size_t>> {
    std::vector<std::size_t> columns;
    bool sound = head.cells.back().gives;
    for (std::size_t i = 0; i + 1 < head.cells.size(); ++i) {
      const auto input = input_of(head.cells[i]);
      sound = sound && input && std::find(columns.begin(), columns.end(), *input) == columns.end();
      if (input) columns.push_back(*input);
    }
    if (sound && columns.size() == formals_.size()) return columns;
    std::string names;
    for (const auto& formal : formals_) names += (names.empty() ? "`" : ", `") + formal + "`";
    c_.sink
        .report(Code::table_head, head.span,
                say("every input once ({}), then `gives`", "每个输入项各一次（{}），然后是 `得出`", names))
        .help(say("or, with two inputs, leave its first cell empty and write values of `{}` in the others",
                  "有两个输入项时，也可将首格留空，其余各格写 `{}` 的取值", formals_.back()));
    return std::nullopt;
  }

  auto input_of(const syntax::TableCell& cell) const -> std::optional<std::size_t> {
    const auto* name = name_in(cell);
    if (name == nullptr) return std::nullopt;
    const auto found = std::find(formals_.begin(), formals_.end(), name->name.text);
    if (found == formals_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - formals_.begin());
  }

  void list_row(const syntax::TableRow& row, const std::vector<std::size_t>& columns) {
    if (!has_width(row)) return;
    std::vector<Tests> inputs(formals_.size());
    for (std::size_t i = 0; i < columns.size(); ++i) inputs[columns[i]] = tests(row.cells[i], types_[columns[i]]);
    add_row(std::move(inputs), row.cells.back(), row.span);
  }

  void add_row(std::vector<Tests> inputs, const syntax::TableCell& cell, Span span) {
    const bool plain = cell.items.size() == 1 && !cell.items.front().op && !cell.items.front().range;
    if (!plain) return fail(cell.span, say("one value", "一个值"));
    const auto result = checker_.check_as(cell.items.front().value, result_);
    if (result && !is_fixed(c_.program, *result, true)) {
      fail(cell.span, say("a fixed value, a parameter or `by level (…)`", "固定值、参数或 `按级别 (…)`"));
    }
    sound_ = sound_ && result;
    if (result) rows_.push_back({std::move(inputs), *result, span});
  }

  // ---- cells ----

  // The name that alone makes up a cell.
  auto name_in(const syntax::TableCell& cell) const -> const syntax::NameRef* {
    if (cell.items.size() != 1 || cell.items.front().op || cell.items.front().range) return nullptr;
    return std::get_if<syntax::NameRef>(&file_.exprs[cell.items.front().value].node);
  }

  auto tests(const syntax::TableCell& cell, Type type) -> Tests {
    const auto* name = name_in(cell);
    if (name != nullptr && (name->name.text == "any" || name->name.text == "任意")) return {TableTest{}};
    if (name != nullptr && (name->name.text == "otherwise" || name->name.text == "否则")) return otherwise(cell, type);
    if (cell.items.empty()) fail(cell.span, say("a value, or `any`", "一个取值，或 `任意`"));
    Tests made;
    for (const auto& item : cell.items) {
      if (auto one = test(item, type)) made.push_back(std::move(*one));
    }
    return made;
  }

  // Any text, or word of an enumeration, that no other cell of the input mentions: these are put in when all are known.
  auto otherwise(const syntax::TableCell& cell, Type type) -> Tests {
    if (type != text_type && type.kind != Kind::enumeration) {
      fail(cell.span,
           say("values; `otherwise` stands for other texts or choices only", "取值；`否则` 只能代表其他文本或选项"));
      return {};
    }
    return {TableTest{{{CompareOp::not_equal, Value{}}}}};
  }

  static auto is_otherwise(const TableTest& test) -> bool {
    return test.comparisons.size() == 1 && test.comparisons.front().value.is_unknown();
  }

  void complete_otherwise() {
    for (std::size_t input = 0; input < formals_.size(); ++input) {
      TableTest others;
      for (const auto& row : rows_) {
        for (const auto& test : row.inputs[input]) {
          if (!is_otherwise(test)) exclude(test, others);
        }
      }
      for (auto& row : rows_) {
        for (auto& test : row.inputs[input]) {
          if (is_otherwise(test)) test = others;
        }
      }
    }
  }

  static void exclude(const TableTest& test, TableTest& others) {
    for (const auto& comparison : test.comparisons) {
      const auto known = [&](const auto& other) { return same(other.value, comparison.value); };
      if (std::none_of(others.comparisons.begin(), others.comparisons.end(), known)) {
        others.comparisons.push_back({CompareOp::not_equal, comparison.value});
      }
    }
  }

  auto test(const syntax::CellItem& item, Type type) -> std::optional<TableTest> {
    const bool compares = item.op || item.range;
    const bool has_order = type.kind == Kind::number || type.kind == Kind::date || type.kind == Kind::duration;
    if (compares && !has_order) {
      fail(item.span,
           say("values of {}, which has no order here", "{}的取值；此处不能比较大小", c_.program.type_words(type)));
      return std::nullopt;
    }
    const auto from = fixed(item.value, type);
    if (!from) return std::nullopt;
    if (!item.range) return TableTest{{{item.op.value_or(CompareOp::equal), *from}}};
    TableTest made{{{CompareOp::greater_equal, *from}}};
    if (!item.to) return made;
    const auto to = fixed(*item.to, type);
    if (!to) return std::nullopt;
    if (compare(CompareOp::less, *to, *from) == Truth::yes) {
      fail(item.span, say("a range from the lower to the higher value", "由小到大的范围"));
      return std::nullopt;
    }
    made.comparisons.push_back({CompareOp::less_equal, *to});
    return made;
  }

  auto fixed(syntax::ExprId written, Type type) -> std::optional<Value> {
    const auto checked = checker_.check_as(written, type);
    sound_ = sound_ && checked;
    if (!checked) return std::nullopt;
    auto value = is_fixed(c_.program, *checked, false) ? constant_value(c_.program, *checked, 0) : std::nullopt;
    if (value && value->is_value()) return value;
    fail(file_.exprs[written].span, say("a fixed value", "固定值"));
    return std::nullopt;
  }

  Compilation& c_;
  const syntax::File& file_;
  const syntax::Table& written_;
  std::vector<std::string> formals_;
  std::vector<Type> types_;
  Type result_;
  Scope scope_;
  ExprChecker checker_;
  std::vector<TableRow> rows_;
  bool sound_ = true;
};

// Inputs written as `level` take the levels of the scheme only.
auto whole_levels(const syntax::Table& written) -> std::vector<bool> {
  std::vector<bool> levels;
  for (const auto& formal : written.formals) {
    const auto name = formal.type.form == syntax::TypeExpr::Form::named ? formal.type.path.text() : "";
    levels.push_back(name == "level" || name == "级别");
  }
  return levels;
}

void check_table(Compilation& c, TableId id, const PendingTable& pending) {
  const auto& written = *pending.syntax;
  std::vector<Citation> citations;
  for (const auto& citation : written.citations) {
    if (auto checked = check_citation(c, citation)) citations.push_back(std::move(*checked));
  }
  Scope scope;
  scope.unit = pending.unit;
  for (std::size_t i = 0; i < written.formals.size(); ++i) {
    scope.declare(written.formals[i].name.text, c.program.tables[id].formal_types[i], written.formals[i].name.span);
  }
  auto says = make_template(c, scope, written.says);
  auto rows = TableChecker(c, id, pending).run();
  auto& table = c.program.tables[id];
  table.says = std::move(says);
  table.citations = std::move(citations);
  if (!rows) return;
  table.rows = std::move(*rows);
  check_cover(c, table, whole_levels(written));
}

}  // namespace

void check_table_signatures(Compilation& c) {
  for (std::uint32_t i = 0; i < c.tables.size(); ++i) check_signature(c, {i}, c.tables[i]);
}

void check_tables(Compilation& c) {
  for (std::uint32_t i = 0; i < c.tables.size(); ++i) {
    const auto& types = c.program.tables[TableId{i}].formal_types;
    if (std::all_of(types.begin(), types.end(), may_be_input)) check_table(c, {i}, c.tables[i]);
  }
}

}  // namespace dengbao::model
