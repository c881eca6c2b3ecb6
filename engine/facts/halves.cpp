#include "facts/halves.h"

#include <algorithm>

#include "facts/json_text.h"

namespace dengbao::facts {
namespace {

constexpr std::size_t looked_at = std::size_t{256} * 1024;  // bytes behind the middle

// The text between the quotes; what has escapes is no key to us.
auto key_at(std::string_view text, std::size_t at) -> std::string_view {
  const auto end = scalar_end(text, at);
  return end < at + 2 ? std::string_view() : text.substr(at + 1, end - at - 2);
}

// An element that follows another one: `},{`.
auto follows_object(std::string_view text, std::size_t at) -> bool {
  const auto back = [&] {
    while (at > 0 && is_space(text[at - 1])) --at;
    return at > 0 ? text[--at] : '\0';
  };
  return back() == ',' && back() == '}';
}

class Guess {
 public:
  Guess(const model::Program& program, RecordId root, std::string_view text)
      : program_(program), root_(root), text_(text) {}

  // The list and the place in the text.
  auto run() -> std::optional<std::pair<model::FieldId, std::size_t>> {
    for (auto at = text_.find('{'); at != std::string_view::npos; at = text_.find('{', at + 1)) {
      if (!follows_object(text_, at)) continue;
      if (const auto list = list_of(keys_of(text_, at))) return std::pair(*list, at);
    }
    return std::nullopt;
  }

 private:
  // The root's list whose records have these keys, or most of them.
  auto list_of(const std::vector<std::size_t>& keys) const -> std::optional<model::FieldId> {
    std::optional<model::FieldId> best;
    std::size_t most = keys.size() / 2;
    for (const auto id : program_.records[root_].fields) {
      const auto& field = program_.fields[id];
      if (!field.type.list || !holds_rows(field) || holds_itself(field.type.record())) continue;
      const auto known = static_cast<std::size_t>(std::ranges::count_if(
          keys, [&](std::size_t at) { return declares(field.type.record(), key_at(text_, at)); }));
      if (known <= most) continue;
      most = known;
      best = id;
    }
    return best;
  }

  auto declares(RecordId record, std::string_view key) const -> bool {
    return std::ranges::any_of(program_.records[record].fields,
                               [&](model::FieldId id) { return program_.fields[id].name == key; });
  }
  auto holds_itself(RecordId record) const -> bool { return records_inside(program_, record)[record.index]; }

  const model::Program& program_;
  RecordId root_;
  std::string_view text_;
};

class Joiner {
 public:
  Joiner(FactStore& first, Texts& first_keys, FactStore& second, const Texts& second_keys)
      : first_(first),
        second_(second),
        texts_(first.texts.append(second.texts)),
        keys_(first_keys.append(second_keys)) {}

  void run() {
    for (const auto& table : first_.tables) rows_before_.push_back(table.rows);
    const auto root = first_.root.record.index;
    // The root is one row, read in part by each; its rows behind it are those of no other record.
    rows_before_[root] = 0;
    for (std::uint32_t i = 0; i < first_.tables.size(); ++i) {
      if (i == root) {
        join_root(first_.tables[i], second_.tables[i]);
      } else {
        join_table(first_.tables[i], second_.tables[i]);
      }
    }
  }

 private:
  // By how much what stands in the cells of such a column has moved.
  auto moved(const Column& column) const -> std::uint32_t {
    const bool rows = column.type.kind == Kind::record && !column.ref;
    return rows ? rows_before_[column.type.ref] : texts_;
  }

  void join_table(Table& to, Table& from) {
    const auto begin = to.rows;
    const auto count = from.rows;
    to.grow(begin + count + 1);
    to.rows = begin + count;
    for (const auto parent : from.parents) to.parents.push_back({parent.row + owner_rows(parent), parent.field});
    for (std::size_t i = 0; i < to.columns.size(); ++i) {
      join_states(to.columns[i], begin, from.columns[i], count);
      if (to.columns[i].type.list) {
        join_lists(to.columns[i], begin, from.columns[i], count);
      } else {
        join_cells(to.columns[i], begin, from.columns[i], count);
      }
      auto done = std::move(from.columns[i].cells);
    }
  }

  auto owner_rows(const Parent& parent) const -> std::uint32_t {
    return rows_before_[first_.program->fields[parent.field].owner.index];
  }

  static void join_states(Column& to, std::uint32_t begin, const Column& from, std::uint32_t count) {
    if (from.states.all_present()) return;
    for (std::uint32_t row = 0; row < count; ++row) {
      if (from.states[row] != CellState::present) to.states.set(begin + row, from.states[row]);
    }
  }

  void join_cells(Column& to, std::uint32_t begin, const Column& from, std::uint32_t count) const {
    if (to.keys) {
      to.keys->append(begin, *from.keys, count, keys_);
      to.cells.reserve(std::size_t{begin} + count + 1);
    } else {
      to.cells.append(begin, from.cells, count, moved(to));
    }
  }

  void join_lists(Column& to, std::uint32_t begin, const Column& from, std::uint32_t count) const {
    for (std::uint32_t row = 0; row < count; ++row) to.ranges[begin + row] = moved_range(to, from.ranges[row]);
    if (!to.holds_rows()) join_cells(to, to.used, from, from.used);
    to.used += from.used;
  }
  auto moved_range(const Column& to, Range range) const -> Range {
    return {range.begin + (to.holds_rows() ? rows_before_[to.type.ref] : to.used), range.count};
  }

  // The second's values of the root; the list in which the halves meet becomes longer.
  void join_root(Table& to, const Table& from) const {
    for (std::size_t i = 0; i < to.columns.size(); ++i) {
      auto& column = to.columns[i];
      const auto& other = from.columns[i];
      if (other.states[0] != CellState::present) continue;
      const bool begun = column.type.list && column.ranges[0].count > 0;
      if (begun) {
        column.ranges[0].count += other.ranges[0].count;
      } else if (column.type.list) {
        join_lists(column, 0, other, 1);
      } else {
        join_cells(column, 0, other, 1);
      }
    }
  }

  FactStore& first_;
  FactStore& second_;
  std::uint32_t texts_;  // by how much the second's texts move
  std::uint32_t keys_;
  std::vector<std::uint32_t> rows_before_;
};

}  // namespace

auto guess_middle(const SourceFile& source, const model::Program& program, RecordId root, std::uint64_t least)
    -> std::optional<Middle> {
  // What the halves have met at the root is compared in one word; see Seen.
  const bool small_root = program.records[root].fields.size() < 60 && !records_inside(program, root)[root.index];
  if (source.size() < least || !small_root) return std::nullopt;
  const auto begin = source.size() / 2;
  std::string text(std::min<std::uint64_t>(looked_at, source.size() - begin), '\0');
  if (!source.read(begin, text)) return std::nullopt;
  const auto found = Guess(program, root, text).run();
  if (!found) return std::nullopt;
  return Middle{begin + found->second, found->first};
}

void join(FactStore& first, Texts& first_keys, FactStore& second, const Texts& second_keys) {
  Joiner(first, first_keys, second, second_keys).run();
}

}  // namespace dengbao::facts
