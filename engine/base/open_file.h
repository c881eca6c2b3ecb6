#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace dengbao {

// A file that is read piece by piece, at any offset. It stays open, and what is read is of the file that was opened: a
// piece that a change in the meantime may have touched is no piece of it.
class OpenFile {
 public:
  // Takes over the descriptor of a plain file.
  explicit OpenFile(int descriptor);
  OpenFile(OpenFile&& other) noexcept;
  auto operator=(OpenFile&& other) noexcept -> OpenFile&;
  ~OpenFile();

  // Bytes at the time of opening.
  [[nodiscard]] auto size() const -> std::uint64_t { return size_; }
  // Fills `out` with the bytes from `offset` on; false where there are not so many, or the file cannot be read.
  [[nodiscard]] auto read(std::uint64_t offset, std::span<char> out) const -> bool;
  // Its size and the time of its last change are those of opening.
  [[nodiscard]] auto unchanged() const -> bool;

 private:
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::int64_t changed_at_ = 0;  // nanoseconds
};

}  // namespace dengbao
