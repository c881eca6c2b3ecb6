#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/program.h"
#include "value/value.h"

// Facts: one JSON file, typed by the program's records when it entered.
namespace dengbao::facts {

// Why a fact has no value. The first two kinds that a file may name are known; the rest are unknown.
enum class Absence : std::uint8_t {
  not_given,  // no such key, or null, and no reason written
  does_not_exist,
  not_supported,
  not_looked,
  collection_failed,
  contradictory,
  too_old,
};
[[nodiscard]] auto absence_name(Absence absence) -> std::string_view;  // "does-not-exist"
[[nodiscard]] auto absence_words(Absence absence) -> Localised;        // "does not exist" / "不存在"

// What the file says of facts that are missing, of one pointer or all below it.
struct MissingNote {
  Absence absence = Absence::not_given;
  std::string note;  // free words, may be empty
};

// What became of the file that an entry of evidence names: see attachments.h.
enum class Attachment : std::uint8_t {
  not_checked,  // no file is named or no digest given, or nobody has looked
  absent,       // there is no such file
  unreadable,   // not a plain file below the folder of the facts, or it could not be read
  matches,
  differs,  // the digest is another: the evidence is void
};

// Who says so: one entry of the file's `evidence` list.
struct Evidence {
  std::vector<std::string> pointers;  // it covers these and all below them
  model::Method method = model::Method::interview;
  std::string source;
  std::string by;
  std::optional<Date> on;
  std::string sha256;
  std::string file;  // a path below the folder of the facts file, with `/`
  Attachment attachment = Attachment::not_checked;
};

// How complete a list is, where the file says so in its `lists` list.
enum class Completeness : std::uint8_t { complete, incomplete, sampled };
struct ListNote {
  Completeness completeness = Completeness::complete;
  std::optional<std::uint64_t> of;  // sampled: how many there are in all
};

class Facts;
void check_attachments(Facts& facts, const std::string& folder, const Sources& sources, Sink& sink);

struct CellChange;  // changes.h
struct FactStore;
struct Column;  // one field of all rows of a record: columns.h

// The typed store. Immutable; cheap to read; its texts are its own, and values made from it are views of them.
class Facts {
 public:
  Facts(Facts&&) noexcept;
  auto operator=(Facts&&) noexcept -> Facts&;
  ~Facts();

  [[nodiscard]] auto root() const -> Row;
  [[nodiscard]] auto file() const -> FileId;
  [[nodiscard]] auto row_count(RecordId record) const -> std::uint32_t;

  // The value of a field that the program reads: unknown where it is missing, none where it is known not to exist (a
  // truth is false and a list empty then), an open list where the file marks it incomplete.
  [[nodiscard]] auto get(Row row, model::FieldId field) const -> Value;

  // The column of a field; null where it is not kept because nothing reads it.
  [[nodiscard]] auto column(model::FieldId field) const -> const Column*;

  // Changes one fact; the text they were read from, and places in it, stay as they were.
  void change(const CellChange& change);
  // For the folder's own use.
  [[nodiscard]] auto store() const -> const FactStore&;

  // Why `get` gave no value of its own, with the file's note if there is one.
  [[nodiscard]] auto missing(Row row, model::FieldId field) const -> MissingNote;
  [[nodiscard]] auto list_note(Row row, model::FieldId field) const -> ListNote;

  // The row of `record` whose key is `key`; for `names a`.
  [[nodiscard]] auto find_row(RecordId record, const Value& key) const -> std::optional<Row>;

  // RFC 6901 pointers: of a row, of a field in it. They count elements as the file does.
  [[nodiscard]] auto pointer(Row row) const -> std::string;
  [[nodiscard]] auto pointer(Row row, model::FieldId field) const -> std::string;
  // The row that a pointer leads to; nothing if it leads to a field of one, or nowhere.
  [[nodiscard]] auto row_at(std::string_view pointer) const -> std::optional<Row>;
  // The row that holds it; nothing for the root.
  [[nodiscard]] auto parent(Row row) const -> std::optional<Row>;

  // A name for a person: the key's value if there is one, else the record's label and its place in the list from 1.
  [[nodiscard]] auto name(Row row, Lang lang) const -> std::string;

  [[nodiscard]] auto evidence() const -> std::span<const Evidence>;
  // The evidence that covers a pointer; of several, the one with the longest covering pointer. Null if there is none.
  [[nodiscard]] auto evidence_for(std::string_view pointer) const -> const Evidence*;

 private:
  friend class Loader;
  friend void check_attachments(Facts& facts, const std::string& folder, const Sources& sources, Sink& sink);
  struct Data;
  explicit Facts(std::unique_ptr<Data> data);
  std::unique_ptr<Data> data_;
};

}  // namespace dengbao::facts
