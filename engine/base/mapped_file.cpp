#include "base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace dengbao {
namespace {

// The bytes of an open file. An empty file maps to nothing, and that is no error.
auto map(int file) -> std::optional<std::string_view> {
  struct stat status{};
  if (::fstat(file, &status) != 0) return std::nullopt;
  if (!S_ISREG(status.st_mode)) {
    errno = EINVAL;
    return std::nullopt;
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) return std::string_view{};
  void* const start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (start == MAP_FAILED) return std::nullopt;
  return std::string_view(static_cast<const char*>(start), size);
}

}  // namespace

auto MappedFile::open(const std::string& path) -> std::optional<MappedFile> {
  const auto file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  const auto bytes = map(file);
  const auto fault = errno;
  ::close(file);
  errno = fault;
  if (!bytes) return std::nullopt;
  return MappedFile(*bytes);
}

auto MappedFile::operator=(MappedFile&& other) noexcept -> MappedFile& {
  std::swap(bytes_, other.bytes_);
  return *this;
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());  // NOLINT: only munmap asks for it
}

}  // namespace dengbao
