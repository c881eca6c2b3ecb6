#include <algorithm>

#include "explain/evaluate.h"

// Every row of a record, wherever the facts hold it.
namespace dengbao::explain {
namespace {

using namespace model;

class RowFinder {
 public:
  RowFinder(const World& world, RecordId record) : world_(world), visited_(world.program.records.size()) {
    visit(record, &found_.rows);
    std::stable_sort(found_.rows.begin(), found_.rows.end(),
                     [](const HeldRow& a, const HeldRow& b) { return a.row < b.row; });
  }
  auto take() -> Rows { return std::move(found_); }

 private:
  // Where a list of owners may have more of them, they may hold more rows.
  void visit(RecordId record, std::vector<HeldRow>* rows) {
    if (visited_[record.index]) return;
    visited_[record.index] = true;
    const auto& fields = world_.program.fields;
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      const auto& field = fields[FieldId{i}];
      if (field.ref || field.type.kind != Kind::record || field.type.record() != record) continue;
      for (std::uint32_t row = 0; row < world_.facts.row_count(field.owner); ++row) {
        const auto there = stands(world_, {field.owner, row});
        found_.open = found_.open || there == Truth::unknown;
        if (there == Truth::yes) look_into({{field.owner, row}, {i}}, field.type.list, rows);
      }
      visit(field.owner, nullptr);
    }
  }

  void look_into(FactRef holder, bool list, std::vector<HeldRow>* rows) {
    const auto value = look_up(world_, holder.row, holder.field);
    found_.open = found_.open || value.is_unknown() || (list && value.list().open);
    if (rows == nullptr && !(value.is_unknown() || (list && value.list().open))) return;
    found_.holders.push_back(holder);
    if (rows == nullptr) return;
    if (const auto* row = value.get_if<Row>()) rows->push_back({*row, holder});
    if (!list) return;
    for (const auto& element : value.list().elements) rows->push_back({element.as<Row>(), holder});
  }

  const World& world_;
  std::vector<bool> visited_;
  Rows found_;
};

}  // namespace

auto rows_of(const World& world, RecordId record) -> Rows { return RowFinder(world, record).take(); }

}  // namespace dengbao::explain
