#include "facts/block.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace dengbao::facts {
namespace {
constexpr std::size_t page = 4096;
constexpr std::size_t large = 64 * page;
}  // namespace

Block::Block(Block&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)), pages_(other.pages_) {}

auto Block::operator=(Block&& other) noexcept -> Block& {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(pages_, other.pages_);
  return *this;
}

Block::~Block() {
  if (pages_ && data_ != nullptr) {
    munmap(data_, size_);
  } else {
    std::free(data_);
  }
}

void Block::reserve(std::size_t bytes) {
  if (bytes <= size_) return;
  bytes = std::max(bytes, size_ + size_ / 2);
  if (bytes >= large) {
    grow_pages((bytes + page - 1) / page * page);
    return;
  }
  auto* grown = std::realloc(data_, bytes);
  if (grown == nullptr) throw std::bad_alloc();
  std::memset(static_cast<char*>(grown) + size_, 0, bytes - size_);
  data_ = grown;
  size_ = bytes;
}

void Block::grow_pages(std::size_t bytes) {
  constexpr int access = PROT_READ | PROT_WRITE;
  auto* grown = pages_ ? mremap(data_, size_, bytes, MREMAP_MAYMOVE)
                       : mmap(nullptr, bytes, access, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (grown == MAP_FAILED) throw std::bad_alloc();
  if (!pages_ && data_ != nullptr) {
    std::memcpy(grown, data_, size_);
    std::free(data_);
  }
  data_ = grown;
  size_ = bytes;
  pages_ = true;
}

}  // namespace dengbao::facts
