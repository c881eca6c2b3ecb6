#include "facts/identity.h"

#include <algorithm>

#include "facts/json_text.h"
#include "facts/locate.h"
#include "facts/record_plan.h"

namespace dengbao::facts {
namespace {

// Two rows of one key, or a reference to a row that is not there.
struct Finding {
  RecordId record;          // whose key it is
  std::uint32_t first = 0;  // rows of it
  std::uint32_t second = 0;
  const Column* reference = nullptr;  // null for two rows
  std::uint32_t row = 0;              // of the reference
  std::uint32_t index = 0;            // in its list
  Value key;                          // that it names
};

class Linker {
 public:
  Linker(FactStore& store, std::span<const NoReference> no_references, const SourceFile& source, Problems& problems)
      : store_(store), no_references_(no_references), source_(source), problems_(problems) {}

  void check_keys(RecordId id) {
    auto& table = store_.tables[id.index];
    if (!table.key) return;
    if (store_.program->records[id].referred) {
      table.by_key.reserve(table.rows);
      enter(id, table.by_key, 0, table.rows);
      return;
    }
    for (const auto field : table.holders) check_lists(id, *store_.column(field));
  }

  void resolve(RecordId id) {
    auto& table = store_.tables[id.index];
    for (auto& column : table.columns) {
      if (!column.ref) continue;
      if (column.type.list) column.cells.reserve(column.used);
      for (std::uint32_t row = 0; row < table.rows; ++row) {
        if (column.state(row) != CellState::present) continue;
        const auto range = column.type.list ? column.ranges[row] : Range{row, 1};
        for (std::uint32_t index = 0; index < range.count; ++index) resolve(column, row, range.begin, index);
      }
      column.keys.reset();
    }
  }

  // Says what was found; the places in the text are looked for all at once.
  void report() {
    std::vector<std::string> pointers;
    for (const auto& finding : findings_) {
      if (finding.reference != nullptr) {
        pointers.push_back(pointer_of(finding));
      } else {
        pointers.push_back(key_pointer(finding, finding.second));
        pointers.push_back(key_pointer(finding, finding.first));
      }
    }
    const auto places =
        findings_.empty() ? std::vector<std::optional<Span>>() : locate(source_.text(), store_.file, pointers);
    std::size_t next = 0;
    for (const auto& finding : findings_) {
      const auto at = next;
      next += finding.reference != nullptr ? 1 : 2;
      if (finding.reference != nullptr) {
        report_dangling(finding, std::move(pointers[at]), extent(places[at]));
      } else {
        report_same(finding, std::move(pointers[at]), extent(places[at]), extent(places[at + 1]));
      }
    }
    problems_.count_unshown(more_);
  }

 private:
  static auto has_key(const Table& table, std::uint32_t row) -> bool {
    return table.columns[*table.key].state(row) == CellState::present;
  }

  void note(Finding finding) {
    constexpr std::size_t most = 200;  // as many as are shown at most
    if (findings_.size() < most) {
      findings_.push_back(std::move(finding));
    } else {
      ++more_;
    }
  }

  void enter(RecordId id, KeyIndex& index, std::uint32_t begin, std::uint32_t end) {
    const auto& table = store_.tables[id.index];
    const auto& keys = table.columns[*table.key];
    for (auto row = begin; row < end; ++row) {
      if (!has_key(table, row)) continue;
      if (const auto first = index.insert(keys, row)) note({id, *first, row});
    }
  }

  // Keys of a list that ascend are unique without more ado.
  void check_lists(RecordId id, const Column& holder) {
    if (!holder.type.list) return;
    const auto& owner = store_.tables[store_.program->fields[holder.field].owner.index];
    KeyIndex index;
    for (std::uint32_t row = 0; row < owner.rows; ++row) {
      const auto [begin, count] = holder.ranges[row];
      if (ascend(store_.tables[id.index], begin, begin + count)) continue;
      index.reserve(count);
      enter(id, index, begin, begin + count);
    }
  }

  static auto ascend(const Table& table, std::uint32_t begin, std::uint32_t end) -> bool {
    const auto& column = table.columns[*table.key];
    if (begin < end && !has_key(table, begin)) return false;
    for (auto row = begin + 1; row < end; ++row) {
      const bool less = column.type.kind == Kind::text
                            ? column.cells.text(row - 1) < column.cells.text(row)
                            : compare(CompareOp::less, column.cells.at(row - 1), column.cells.at(row)) == Truth::yes;
      if (!less || !has_key(table, row)) return false;
    }
    return true;
  }

  void resolve(Column& column, std::uint32_t row, std::uint32_t begin, std::uint32_t index) {
    const auto at = begin + index;
    const auto is_this = [&](const NoReference& none) { return none.field == column.field && none.at == at; };
    if (std::ranges::any_of(no_references_, is_this)) return;
    const auto target = column.type.record();
    const auto& table = store_.tables[target.index];
    const auto key = column.keys->at(at);
    const auto found = table.key ? table.by_key.find(table.columns[*table.key], key) : std::nullopt;
    if (found) {
      column.cells.put_index(at, *found);
    } else {
      note({target, 0, 0, &column, row, index, key});
    }
  }

  static auto extent(const std::optional<Span>& span) -> Extent {
    return span ? Extent{span->begin, span->end} : Extent{};
  }

  auto key_field(RecordId id) const -> const model::Field& {
    return store_.program->fields[*store_.program->records[id].key];
  }

  auto key_pointer(const Finding& finding, std::uint32_t row) const -> std::string {
    auto pointer = store_.pointer(Row{finding.record, row});
    append_step(pointer, std::string_view(key_field(finding.record).name));
    return pointer;
  }

  auto pointer_of(const Finding& finding) const -> std::string {
    const auto& field = store_.program->fields[finding.reference->field];
    auto pointer = store_.pointer(Row{field.owner, finding.row});
    append_step(pointer, std::string_view(field.name));
    if (field.type.list) append_step(pointer, std::size_t{finding.index});
    return pointer;
  }

  void report_same(const Finding& finding, std::string pointer, Extent place, Extent first_place) {
    const auto id = finding.record;
    const auto& key = key_field(id);
    const auto value = shown(to_text(store_.key_of(Row{id, finding.second}), Lang::en));
    const auto first = store_.parent(Row{id, finding.first});
    const auto second = store_.parent(Row{id, finding.second});
    const bool one_list =
        first.row == second.row && first.field == second.field && store_.column(first.field)->type.list;
    const auto label = problems_.span(first_place);
    const Localised words{"first given here", "首次出现于此"};
    if (one_list) {
      problems_.report(Code::fact_duplicate_identity, place, std::move(pointer), key.name, value).label(label, words);
    } else {
      const auto record = record_words(store_.program->records[id]);
      problems_.report(Code::fact_ambiguous_reference, place, std::move(pointer), record, key.name, value)
          .label(label, words);
    }
  }

  void report_dangling(const Finding& finding, std::string pointer, Extent place) {
    const auto value = to_text(finding.key, Lang::en);
    problems_
        .report(Code::fact_dangling_reference, place, std::move(pointer),
                record_words(store_.program->records[finding.record]), key_field(finding.record).name, shown(value))
        .did_you_mean(value, some_keys(finding.record));
  }

  auto some_keys(RecordId id) const -> std::vector<std::string> {
    constexpr std::uint32_t most = 1000;
    std::vector<std::string> out;
    for (std::uint32_t row = 0; row < std::min(most, store_.tables[id.index].rows); ++row) {
      const auto key = store_.key_of(Row{id, row});
      if (key.is_value()) out.push_back(utf8::printable(to_text(key, Lang::en)));
    }
    return out;
  }

  FactStore& store_;
  std::span<const NoReference> no_references_;
  const SourceFile& source_;
  Problems& problems_;
  std::vector<Finding> findings_;
  std::size_t more_ = 0;
};

}  // namespace

void link_rows(FactStore& store, std::span<const NoReference> no_references, const SourceFile& source,
               Problems& problems) {
  Linker linker(store, no_references, source, problems);
  const auto records = static_cast<std::uint32_t>(store.tables.size());
  for (std::uint32_t i = 0; i < records; ++i) linker.check_keys(RecordId{i});
  for (std::uint32_t i = 0; i < records; ++i) linker.resolve(RecordId{i});
  linker.report();
}

}  // namespace dengbao::facts
