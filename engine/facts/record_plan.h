#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/bytes.h"
#include "facts/name_table.h"
#include "facts/store.h"

namespace dengbao::facts {

struct RecordPlan;

// What stands behind a key.
enum class Reads : std::uint8_t { truth, number, text, choice, formed, object, list, annotation, nothing_known };

// A key as a JSON text writes it mostly: in quotes, followed by its colon.
class WrittenKey {
 public:
  explicit WrittenKey(std::string_view name = {});
  // It stands here. Sixteen bytes can be read.
  [[nodiscard]] auto is_at(const char* at) const -> bool {
    const auto first = (load8(at) ^ words_[0]) & masks_[0];
    const auto second = (load8(at + 8) ^ words_[1]) & masks_[1];
    if ((first | second) != 0) return false;
    return rest_.empty() || std::memcmp(at + 16, rest_.data(), rest_.size()) == 0;
  }

 private:
  std::array<std::uint64_t, 2> words_{};
  std::array<std::uint64_t, 2> masks_{};
  std::string rest_;  // behind the first sixteen bytes
};

// How the value of one key of a record is read.
struct FieldPlan {
  std::string name;
  WrittenKey written;
  std::uint32_t number = 0;  // in its record's plan, from 0
  Reads reads = Reads::nothing_known;
  Reads element = Reads::nothing_known;  // of a list
  Kind kind{};                           // of a scalar
  const model::Field* field = nullptr;   // null for a key that is no field
  Column* column = nullptr;              // null where the value is checked only
  Cells* cells = nullptr;                // where a scalar goes: the column's, or those of a reference's keys
  const NameTable* choices = nullptr;
  RecordPlan* inner = nullptr;  // of objects
  FieldPlan* next = nullptr;    // the one whose key came behind this one's the last time; never null
};

// How the objects of one record are read. Most records of a large library never occur in a file: what stands below
// `made` is made when the first object of the record is met.
struct RecordPlan {
  RecordId record;
  const model::Record* info = nullptr;
  Table* table = nullptr;
  bool made = false;
  std::deque<FieldPlan> fields;  // those of the record, then keys met in the file that are none
  std::optional<std::uint32_t> key;
  std::uint64_t kept = 0;               // which of the first 64 fields have a column
  bool recursive = false;               // an object may hold objects of its own record
  std::array<FieldPlan*, 64> lately{};  // the one found the last time for keys of this length and beginning
  FieldPlan start;                      // no field; behind it comes the one that an object began with the last time
  NameTable by_name;

  RecordPlan();
  RecordPlan(const RecordPlan&) = delete;
  auto operator=(const RecordPlan&) -> RecordPlan& = delete;
  auto add(std::string name) -> FieldPlan&;
  // Eight bytes can be read behind the end of `name`.
  [[nodiscard]] auto find(std::string_view name) -> FieldPlan* {
    const auto found = by_name.find(name);
    return found ? &fields[*found] : nullptr;
  }
  // Where `lately` has the field whose key stands here, `length` bytes with its quotes.
  [[nodiscard]] auto late(const char* at, std::size_t length) -> FieldPlan*& {
    const auto bytes = load8(at + 1) & first_bytes(std::min<std::size_t>(length - 1, 8));
    return lately[((bytes ^ length) * 0x9e3779b97f4a7c15U) >> 58];
  }
  [[nodiscard]] auto words() const -> Localised;
};

// The plans for a store's program; they point into its tables.
class Plans {
 public:
  explicit Plans(FactStore& store);
  // Of the file's object, where three keys are no fields.
  [[nodiscard]] auto root() -> RecordPlan& { return plans_.back(); }
  [[nodiscard]] auto of(RecordId record) -> RecordPlan& { return ready(plans_[record.index]); }
  // The same one, made.
  auto ready(RecordPlan& plan) -> RecordPlan& {
    if (!plan.made) [[unlikely]]
      make(plan);
    return plan;
  }

 private:
  void make(RecordPlan& plan);
  auto choices_of(EnumerationId enumeration) -> const NameTable&;

  FactStore& store_;
  std::vector<RecordPlan> plans_;                  // by RecordId, then that of the root
  std::vector<std::optional<NameTable>> choices_;  // by EnumerationId
};

// What a record is called in a message.
[[nodiscard]] auto record_words(const model::Record& record) -> Localised;

}  // namespace dengbao::facts
