#include "cli/network_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string_view>

#include "base/fault_words.h"
#include "facts/load.h"

namespace dengbao::cli {
namespace {

auto folder_of(const std::string& path) -> std::string {
  if (path == "-") return {};
  const auto folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

auto is_blank(std::string_view line) -> bool { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

// The lines of one file, numbered.
class NetworkReader::Lines {
 public:
  explicit Lines(const NetworkInput& input)
      : number_(input.lines_before),
        file_(input.path == "-" ? STDIN_FILENO : ::open(input.path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file_ < 0) error_ = errno;
  }
  Lines(const Lines&) = delete;
  auto operator=(const Lines&) -> Lines& = delete;
  ~Lines() {
    if (file_ > STDERR_FILENO) ::close(file_);
  }

  // False at the end, and after a fault.
  auto next(std::string& line) -> bool {
    line.clear();
    size_ = 0;
    if (error_ != 0) return false;
    for (;;) {
      if (at_ == end_ && !fill()) break;
      const auto rest = std::string_view(buffer_).substr(at_, end_ - at_);
      const auto length = rest.find('\n');
      const bool whole = length != std::string_view::npos;
      keep(line, rest.substr(0, length));
      at_ += whole ? length + 1 : rest.size();
      if (!whole) continue;
      ++number_;
      return true;
    }
    // What stands behind the last line break is a line, too.
    if (size_ == 0 || error_ != 0) return false;
    ++number_;
    return true;
  }

  [[nodiscard]] auto number() const -> std::uint64_t { return number_; }
  [[nodiscard]] auto error() const -> int { return error_; }
  // Of the line, in bytes. Of one that is too large, only the size is kept.
  [[nodiscard]] auto size() const -> std::uint64_t { return size_; }

 private:
  auto fill() -> bool {
    buffer_.resize(std::size_t{1} << 18U);
    at_ = end_ = 0;
    for (;;) {
      const auto got = ::read(file_, buffer_.data(), buffer_.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) error_ = errno;
      end_ = got > 0 ? static_cast<std::size_t>(got) : 0;
      return got > 0;
    }
  }

  void keep(std::string& line, std::string_view piece) {
    size_ += piece.size();
    if (size_ <= facts::largest_file) {
      line += piece;
    } else {
      line = {};
    }
  }

  std::uint64_t number_;
  int file_;
  int error_ = 0;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::uint64_t size_ = 0;
};

NetworkReader::NetworkReader(std::vector<NetworkInput> inputs) : inputs_(std::move(inputs)) {}
NetworkReader::~NetworkReader() = default;

auto NetworkReader::next() -> std::optional<NetworkText> {
  for (; at_ < inputs_.size(); ++at_) {
    const auto& input = inputs_[at_];
    if (!input.lines) {
      ++at_;
      return NetworkText{{input.name, {}}, folder_of(input.path), input.path, {}, {}, {}};
    }
    if (!lines_) lines_ = std::make_unique<Lines>(input);
    if (auto line = next_line(input)) return line;
    const auto error = lines_->error();
    lines_.reset();
    if (error != 0) {
      ++at_;
      return NetworkText{{input.name, {}}, {}, {}, {}, fault_words(error), {}};
    }
  }
  return std::nullopt;
}

auto NetworkReader::next_line(const NetworkInput& input) -> std::optional<NetworkText> {
  std::string line;
  while (lines_->next(line)) {
    const report::Origin origin{input.name, lines_->number()};
    if (lines_->size() > facts::largest_file) return NetworkText{origin, {}, {}, {}, {}, lines_->size()};
    if (!is_blank(line)) return NetworkText{origin, folder_of(input.path), {}, std::move(line), {}, {}};
  }
  return std::nullopt;
}

}  // namespace dengbao::cli
