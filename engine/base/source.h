#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/mapped_file.h"
#include "base/open_file.h"

namespace dengbao {

using FileId = Id<struct FileTag>;

// A stretch of one file: byte offsets, `end` excluded.
struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend auto operator==(const Span&, const Span&) -> bool = default;
};

// From the start of `first` to the end of `last`; both lie in the same file.
[[nodiscard]] inline auto join(Span first, Span last) -> Span { return {first.file, first.begin, last.end}; }

// Where a person finds a byte: line and column from 1; a column is one Unicode code point.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend auto operator==(const Place&, const Place&) -> bool = default;
};

// One text with the name shown for it (a path as the user gave it, or `-`). It is in memory, or in a file of which only
// the pieces that somebody asks for are read.
class SourceFile {
 public:
  SourceFile(std::string name, std::string text);
  SourceFile(std::string name, OpenFile file);
  // Of a text that lies elsewhere and stays there.
  static auto view(std::string name, std::string_view text) -> SourceFile;

  [[nodiscard]] auto name() const -> const std::string& { return name_; }
  [[nodiscard]] auto size() const -> std::uint64_t { return file_ ? file_->size() : text().size(); }
  // The whole text; that of a file is read at the first call and kept. Where the file has changed since it was opened,
  // spaces stand for what cannot be had, so that offsets stay within the text; `unchanged` tells.
  [[nodiscard]] auto text() const -> std::string_view;
  // Copies the bytes from `offset` on; false where the file has not got them any more.
  [[nodiscard]] auto read(std::uint64_t offset, std::span<char> out) const -> bool;
  // False once the file is another than the one that was opened.
  [[nodiscard]] auto unchanged() const -> bool { return !file_ || file_->unchanged(); }
  [[nodiscard]] auto place(std::uint32_t offset) const -> Place;
  // The line without its line break; an empty view past the end of the text. `line` counts from 1.
  [[nodiscard]] auto line(std::uint32_t line) const -> std::string_view;
  // Byte offset at which the line starts.
  [[nodiscard]] auto line_begin(std::uint32_t line) const -> std::uint32_t;

 private:
  auto line_begins() const -> const std::vector<std::uint32_t>&;

  std::string name_;
  std::optional<OpenFile> file_;
  mutable std::string text_;                        // of a file: empty until it is asked for
  std::string_view view_;                           // in place of `text_`, where it is one
  mutable std::vector<std::uint32_t> line_begins_;  // ascending, the first is 0; made at the first question for a place
};

// All texts of one run. Owns them; ids stay valid as long as it lives.
class Sources {
 public:
  auto add(std::string name, std::string text) -> FileId;
  // A text that lies in a file that is kept.
  auto add_view(std::string name, std::string_view text) -> FileId;
  // Keeps the file as long as its texts, and gives its bytes.
  auto keep(MappedFile file) -> std::string_view { return kept_.emplace_back(std::move(file)).bytes(); }
  auto add(std::string name, OpenFile file) -> FileId;
  [[nodiscard]] auto operator[](FileId id) const -> const SourceFile& { return files_[id]; }
  [[nodiscard]] auto size() const -> std::size_t { return files_.size(); }
  [[nodiscard]] auto text(Span span) const -> std::string_view {
    return files_[span.file].text().substr(span.begin, span.end - span.begin);
  }
  [[nodiscard]] auto place(Span span) const -> Place { return files_[span.file].place(span.begin); }

 private:
  Store<FileId, SourceFile> files_;
  std::vector<MappedFile> kept_;
};

}  // namespace dengbao
