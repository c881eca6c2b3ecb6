#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dengbao {

// A file as it lies in the system's memory, without a copy. It can be moved; views of its bytes stay valid.
//
// Whoever replaces the file by another (as this program does) disturbs nobody who has it mapped; cutting it short in
// place does.
class MappedFile {
 public:
  // Nothing (and `errno`) if it cannot be opened or is no regular file.
  [[nodiscard]] static auto open(const std::string& path) -> std::optional<MappedFile>;

  MappedFile(MappedFile&& other) noexcept : bytes_(other.bytes_) { other.bytes_ = {}; }
  auto operator=(MappedFile&& other) noexcept -> MappedFile&;
  ~MappedFile();

  [[nodiscard]] auto bytes() const -> std::string_view { return bytes_; }

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}

  std::string_view bytes_;
};

}  // namespace dengbao
