#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dengbao::collect {

enum class ReadStatus : std::uint8_t { ok, absent, unreadable };

// What one file or one command said, with what evidence needs: where it came from and the digest of its bytes.
struct Reading {
  ReadStatus status = ReadStatus::absent;
  std::string text;
  std::string source;  // "/etc/passwd", or the command line
  std::string sha256;

  [[nodiscard]] auto ok() const -> bool { return status == ReadStatus::ok; }
};

struct FileTimes {
  std::int64_t modified = 0;  // seconds since 1970
};

// A process as far as the user may see it.
struct Process {
  int pid = 0;
  std::string name;                    // /proc/PID/comm: at most 15 characters
  bool sockets_known = false;          // /proc/PID/fd was readable
  std::vector<std::uint64_t> sockets;  // inodes
};

// The machine that is read: the real one under "/", or a tree of files that looks like one. Never blocks: only regular
// files are opened, and commands run against a clock. Paths are absolute on the machine; symbolic links that lead to
// an absolute path stay inside the tree.
class Machine {
 public:
  explicit Machine(std::string root) : root_(std::move(root)) {}

  // Commands and system calls answer for the running system only, so they are used under "/" alone.
  [[nodiscard]] auto live() const -> bool { return root_ == "/"; }

  [[nodiscard]] auto read(const std::string& path) const -> Reading;
  // `size` bytes from `offset` of a file that may be large and sparse; fewer bytes or none at its end.
  [[nodiscard]] auto read_at(const std::string& path, std::uint64_t offset, std::size_t size) const -> Reading;
  // Names in a folder, sorted, without `.` and `..`; empty where it cannot be read.
  [[nodiscard]] auto list(const std::string& folder) const -> std::vector<std::string>;
  // Whether the path exists: `unreadable` where a folder on the way forbids to know.
  [[nodiscard]] auto look(const std::string& path) const -> ReadStatus;
  [[nodiscard]] auto exists(const std::string& path) const -> bool { return look(path) == ReadStatus::ok; }
  // The name itself, also that of a link that leads nowhere.
  [[nodiscard]] auto is_there(const std::string& path) const -> bool;
  [[nodiscard]] auto times(const std::string& path) const -> std::optional<FileTimes>;

  // `absent` where the program does not exist or the machine is no live one, `unreadable` where it failed or took too
  // long. The first argument is an absolute path.
  [[nodiscard]] auto run(const std::vector<std::string>& arguments,
                         std::chrono::milliseconds at_most = std::chrono::seconds(10)) const -> Reading;

  // Every process of /proc, by number.
  [[nodiscard]] auto processes() const -> std::vector<Process>;

 private:
  [[nodiscard]] auto real_path(const std::string& path) const -> std::string;

  std::string root_;
};

}  // namespace dengbao::collect
