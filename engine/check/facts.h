#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "check/document.h"
#include "check/value.h"

// The facts document read by the records of the core: rows, and in each row a cell for every field.
namespace dengbao::check {

struct Field {
  std::string name;
  Kind kind{};
  std::vector<std::string> choices;  // of a choice
  std::string record;                // of rows
  bool ref = false;                  // the document holds the key of the row
  bool list = false;
};
struct Record {
  std::string name;
  std::string key;  // may be empty
  std::vector<Field> fields;
};

struct Cell {
  std::size_t row = 0;
  const Field* field = nullptr;
  const Doc* doc = nullptr;  // null where it is absent
  Value value;               // unknown: absent
};
struct Row {
  const Record* record = nullptr;
  std::string pointer;
  std::size_t cells = 0;  // its first cell
};

class Facts {
 public:
  // Refuses what does not fit the records.
  Facts(const Doc& core, const Doc& facts);

  std::vector<Row> rows;  // the first is the root
  std::vector<Cell> cells;

  [[nodiscard]] auto cell(std::size_t row, std::string_view field) const -> std::size_t;
  [[nodiscard]] auto cell_at(const std::string& pointer) const -> std::size_t;  // refuses where there is none
  // The row whose key this is; nothing where there is none.
  [[nodiscard]] auto find(const std::string& record, const Value& key) const -> std::optional<std::size_t>;
  // The cell's value as JSON has it, read again from `stated`; refuses where the form is wrong.
  [[nodiscard]] auto read(const Field& field, const Doc& stated) const -> Value;
  [[nodiscard]] auto field(const std::string& record, std::string_view name) const -> const Field&;
  std::map<std::string, Record> records;

 private:
  void add_row(const std::string& record, const Doc& doc, std::string pointer);
  void note(const Doc& facts);
  std::unordered_map<std::string, std::size_t> by_pointer_;
  std::map<std::pair<std::string, std::string>, std::size_t> by_key_;  // record and key as JSON has it
};

}  // namespace dengbao::check
