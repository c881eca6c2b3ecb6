#include "facts/identity.h"

#include "facts/json_text.h"
#include "facts/record_plan.h"

namespace dengbao::facts {
namespace {

class Linker {
 public:
  Linker(FactStore& store, std::string_view text, std::size_t shift, Problems& problems)
      : store_(store), text_(text), shift_(shift), problems_(problems) {}

  void check_keys(RecordId id) {
    auto& table = store_.tables[id.index];
    if (!table.key) return;
    if (store_.program->records[id].referred) {
      table.by_key.reserve(table.rows);
      enter(id, table.by_key, 0, table.rows);
    } else {
      check_lists(id);
    }
    table.key_offsets = {};
  }

  void resolve(const PendingReference& reference) {
    const auto& field = store_.program->fields[reference.field];
    const auto target = field.type.record();
    const auto& table = store_.tables[target.index];
    const auto found =
        table.key ? table.by_key.find(table.columns[*table.key], reference.key) : std::optional<std::uint32_t>();
    if (found) {
      store_.column(reference.field)->cells.put(reference.at, Row{target, *found});
    } else {
      report_dangling(reference, target);
    }
  }

 private:
  static auto same_parent(const Table& table, std::uint32_t a, std::uint32_t b) -> bool {
    return table.parents[a].row == table.parents[b].row && table.parents[a].field == table.parents[b].field;
  }
  static auto has_key(const Table& table, std::uint32_t row) -> bool {
    return table.columns[*table.key].states[row] == CellState::present;
  }

  void enter(RecordId id, KeyIndex& index, std::uint32_t begin, std::uint32_t end) {
    const auto& table = store_.tables[id.index];
    const auto& keys = table.columns[*table.key];
    for (auto row = begin; row < end; ++row) {
      if (!has_key(table, row)) continue;
      if (const auto first = index.insert(keys, row)) report_same(id, *first, row);
    }
  }

  // Keys of a list that ascend are unique without more ado.
  void check_lists(RecordId id) {
    const auto& table = store_.tables[id.index];
    KeyIndex index;
    for (std::uint32_t begin = 0; begin < table.rows;) {
      auto end = begin + 1;
      bool ascending = true;
      for (; end < table.rows && same_parent(table, begin, end); ++end) {
        ascending = ascending && has_key(table, end - 1) && has_key(table, end) && less(table, end - 1, end);
      }
      if (!ascending) {
        index.reserve(end - begin);
        enter(id, index, begin, end);
      }
      begin = end;
    }
  }

  static auto less(const Table& table, std::uint32_t a, std::uint32_t b) -> bool {
    const auto& cells = table.columns[*table.key].cells;
    return compare(CompareOp::less, cells.at(a), cells.at(b)) == Truth::yes;
  }

  auto extent(std::uint32_t offset) const -> Extent { return {offset + shift_, scalar_end(text_, offset) + shift_}; }

  auto key_field(RecordId id) const -> const model::Field& {
    return store_.program->fields[*store_.program->records[id].key];
  }

  void report_same(RecordId id, std::uint32_t first, std::uint32_t second) {
    const auto& table = store_.tables[id.index];
    const auto& key = key_field(id);
    const auto value = shown(to_text(store_.key_of(Row{id, second}), Lang::en));
    auto pointer = store_.pointer(Row{id, second});
    append_step(pointer, std::string_view(key.name));
    const auto label = problems_.span(extent(table.key_offsets[first]));
    const Localised words{"first given here", "首次出现于此"};
    const auto place = extent(table.key_offsets[second]);
    const bool one_list = same_parent(table, first, second) && store_.column(table.parents[first].field)->type.list;
    if (one_list) {
      problems_.report(Code::fact_duplicate_identity, place, std::move(pointer), key.name, value).label(label, words);
    } else {
      const auto record = record_words(store_.program->records[id]);
      problems_.report(Code::fact_ambiguous_reference, place, std::move(pointer), record, key.name, value)
          .label(label, words);
    }
  }

  void report_dangling(const PendingReference& reference, RecordId target) {
    const auto& field = store_.program->fields[reference.field];
    auto pointer = store_.pointer(Row{field.owner, reference.row});
    append_step(pointer, std::string_view(field.name));
    if (field.type.list) append_step(pointer, std::size_t{reference.index});
    const auto value = to_text(reference.key, Lang::en);
    problems_
        .report(Code::fact_dangling_reference, extent(reference.offset), std::move(pointer),
                record_words(store_.program->records[target]), key_field(target).name, shown(value))
        .did_you_mean(value, some_keys(target));
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
  std::string_view text_;
  std::size_t shift_;
  Problems& problems_;
};

}  // namespace

void link_rows(FactStore& store, const std::deque<PendingReference>& references, std::string_view text,
               std::size_t shift, Problems& problems) {
  Linker linker(store, text, shift, problems);
  for (std::uint32_t i = 0; i < store.tables.size(); ++i) linker.check_keys(RecordId{i});
  for (const auto& reference : references) linker.resolve(reference);
}

}  // namespace dengbao::facts
