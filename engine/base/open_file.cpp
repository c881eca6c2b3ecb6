#include "base/open_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace dengbao {
namespace {

auto nanoseconds(const timespec& time) -> std::int64_t {
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

OpenFile::OpenFile(int descriptor) : descriptor_(descriptor) {
  struct stat status{};
  if (fstat(descriptor, &status) != 0) return;
  size_ = static_cast<std::uint64_t>(status.st_size);
  changed_at_ = nanoseconds(status.st_mtim);
}

OpenFile::OpenFile(OpenFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_), changed_at_(other.changed_at_) {}

auto OpenFile::operator=(OpenFile&& other) noexcept -> OpenFile& {
  std::swap(descriptor_, other.descriptor_);
  size_ = other.size_;
  changed_at_ = other.changed_at_;
  return *this;
}

OpenFile::~OpenFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

auto OpenFile::read(std::uint64_t offset, std::span<char> out) const -> bool {
  while (!out.empty()) {
    const auto got = pread(descriptor_, out.data(), out.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    offset += static_cast<std::uint64_t>(got);
    out = out.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

auto OpenFile::unchanged() const -> bool {
  struct stat status{};
  return fstat(descriptor_, &status) == 0 && static_cast<std::uint64_t>(status.st_size) == size_ &&
         nanoseconds(status.st_mtim) == changed_at_;
}

}  // namespace dengbao
