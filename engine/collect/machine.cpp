#include "collect/machine.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>

#include "base/sha256.h"
#include "collect/command.h"
#include "collect/text.h"

namespace dengbao::collect {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = 64U << 20U;

struct Descriptor {
  int value = -1;
  explicit Descriptor(int descriptor) : value(descriptor) {}
  Descriptor(const Descriptor&) = delete;
  auto operator=(const Descriptor&) -> Descriptor& = delete;
  ~Descriptor() {
    if (value >= 0) close(value);
  }
};

auto status_of_error(int error) -> ReadStatus {
  return error == ENOENT || error == ENOTDIR ? ReadStatus::absent : ReadStatus::unreadable;
}

// O_NONBLOCK, because opening a named pipe would wait for its other end.
auto open_regular(const std::string& path, ReadStatus& status) -> int {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0) {
    status = status_of_error(errno);
    return -1;
  }
  struct stat info{};
  if (fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
    close(descriptor);
    status = ReadStatus::unreadable;
    return -1;
  }
  status = ReadStatus::ok;
  return descriptor;
}

auto read_all(int descriptor, std::string& into) -> bool {
  std::array<char, 65536> buffer{};
  while (into.size() <= largest_file) {
    const auto got = read(descriptor, buffer.data(), buffer.size());
    if (got == 0) return true;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    into.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return false;
}

auto joined(const std::vector<std::string>& arguments) -> std::string {
  std::string line;
  for (const auto& argument : arguments) line += (line.empty() ? "" : " ") + argument;
  return line;
}

// "socket:[12345]"
auto socket_inode(const std::string& target) -> std::optional<std::uint64_t> {
  constexpr std::string_view head = "socket:[";
  if (!target.starts_with(head) || !target.ends_with(']')) return std::nullopt;
  const auto number = to_number(std::string_view(target).substr(head.size(), target.size() - head.size() - 1));
  return number ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

void read_sockets(const fs::path& folder, Process& process) {
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  process.sockets_known = !error;
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    std::error_code no_link;
    const auto target = fs::read_symlink(entries->path(), no_link);
    if (no_link) continue;
    if (const auto inode = socket_inode(target.string())) process.sockets.push_back(*inode);
  }
}

}  // namespace

// Follows links by hand where the root is a tree of files, because an absolute link would leave it.
auto Machine::real_path(const std::string& path) const -> std::string {
  if (live()) return path;
  fs::path current = fs::path(path).relative_path();
  for (int hops = 0; hops < 16; ++hops) {
    const auto full = fs::path(root_) / current;
    std::error_code error;
    const auto target = fs::read_symlink(full, error);
    if (error) break;
    // From "/", so that no number of `..` climbs out.
    const auto inside = target.is_absolute() ? target : fs::path("/") / current.parent_path() / target;
    current = inside.lexically_normal().relative_path();
  }
  return (fs::path(root_) / current).string();
}

auto Machine::read(const std::string& path) const -> Reading {
  Reading reading;
  reading.source = path;
  const Descriptor file(open_regular(real_path(path), reading.status));
  if (file.value < 0) return reading;
  if (!read_all(file.value, reading.text)) {
    reading.status = ReadStatus::unreadable;
    reading.text.clear();
    return reading;
  }
  reading.sha256 = sha256(reading.text);
  return reading;
}

auto Machine::read_at(const std::string& path, std::uint64_t offset, std::size_t size) const -> Reading {
  Reading reading;
  reading.source = path;
  const Descriptor file(open_regular(real_path(path), reading.status));
  if (file.value < 0) return reading;
  reading.text.resize(size);
  const auto got = pread(file.value, reading.text.data(), size, static_cast<off_t>(offset));
  reading.text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  if (got < 0) reading.status = ReadStatus::unreadable;
  return reading;
}

auto Machine::list(const std::string& folder) const -> std::vector<std::string> {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entries(real_path(folder), error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    names.push_back(entries->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

auto Machine::look(const std::string& path) const -> ReadStatus {
  struct stat info{};
  return stat(real_path(path).c_str(), &info) == 0 ? ReadStatus::ok : status_of_error(errno);
}

auto Machine::is_there(const std::string& path) const -> bool {
  const auto slash = path.rfind('/');
  const auto folder = real_path(slash == 0 || slash == std::string::npos ? "/" : path.substr(0, slash));
  struct stat info{};
  return lstat((folder + '/' + path.substr(slash + 1)).c_str(), &info) == 0;
}

auto Machine::times(const std::string& path) const -> std::optional<FileTimes> {
  struct stat info{};
  if (stat(real_path(path).c_str(), &info) != 0) return std::nullopt;
  return FileTimes{info.st_mtim.tv_sec};
}

auto Machine::run(const std::vector<std::string>& arguments, std::chrono::milliseconds at_most) const -> Reading {
  Reading reading;
  reading.source = joined(arguments);
  if (!live() || arguments.empty() || !exists(arguments.front())) return reading;
  reading.status = ReadStatus::unreadable;
  auto output = run_command(arguments, at_most);
  if (!output || output->status != 0) return reading;
  reading.status = ReadStatus::ok;
  reading.text = std::move(output->text);
  reading.sha256 = sha256(reading.text);
  return reading;
}

auto Machine::processes() const -> std::vector<Process> {
  std::vector<Process> result;
  for (const auto& name : list("/proc")) {
    const auto pid = to_number(name);
    if (!pid) continue;
    const auto folder = "/proc/" + name;
    const auto comm = read(folder + "/comm");
    if (!comm.ok()) continue;
    Process process;
    process.pid = static_cast<int>(*pid);
    process.name = trim(comm.text);
    read_sockets(real_path(folder + "/fd"), process);
    result.push_back(std::move(process));
  }
  std::sort(result.begin(), result.end(), [](const Process& a, const Process& b) { return a.pid < b.pid; });
  return result;
}

}  // namespace dengbao::collect
