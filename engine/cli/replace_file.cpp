#include "cli/replace_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace dengbao::cli {
namespace {

auto write_all(int file, std::string_view text) -> int {
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

// The text in a new file of the given mode.
auto fill(int file, const std::string& text, mode_t mode) -> int {
  auto error = write_all(file, text);
  if (error == 0 && ::fchmod(file, mode) != 0) error = errno;
  if (error == 0 && ::fsync(file) != 0) error = errno;
  if (::close(file) != 0 && error == 0) error = errno;
  return error;
}

// Only the process knows the mask, and it has to set it to ask.
auto mode_of_new_files() -> mode_t {
  const auto mask = ::umask(0);
  ::umask(mask);
  return 0666U & ~mask;
}

// A new file beside the target, which takes its place once it is whole.
auto move_into_place(const std::string& target, const std::string& text, mode_t mode) -> int {
  auto beside = target + ".XXXXXX";
  const auto file = ::mkstemp(beside.data());
  if (file < 0) return errno;
  auto error = fill(file, text, mode);
  if (error == 0 && std::rename(beside.c_str(), target.c_str()) != 0) error = errno;
  if (error != 0) ::unlink(beside.c_str());
  return error;
}

auto write_through(const std::string& path, const std::string& text) -> int {
  const auto file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return errno;
  const auto error = write_all(file, text);
  return ::close(file) != 0 && error == 0 ? errno : error;
}

}  // namespace

auto replace_file(const std::filesystem::path& path, const std::string& text) -> int {
  std::error_code unknown;
  const auto target = std::filesystem::canonical(path, unknown).string();
  if (unknown) return unknown.value();
  struct stat old{};
  if (::stat(target.c_str(), &old) != 0) return errno;
  return move_into_place(target, text, old.st_mode & 07777U);
}

auto put_file(const std::filesystem::path& path, const std::string& text) -> int {
  std::error_code unknown;
  const auto status = std::filesystem::status(path, unknown);
  if (std::filesystem::is_regular_file(status)) return replace_file(path, text);
  if (std::filesystem::exists(status)) return write_through(path.string(), text);
  return move_into_place(path.string(), text, mode_of_new_files());
}

}  // namespace dengbao::cli
