#include "collect/command.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <thread>

namespace dengbao::collect {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t most_output = 16U << 20U;

struct Pipe {
  int read = -1;
  int write = -1;
  Pipe() {
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) == 0) {
      read = ends[0];
      write = ends[1];
    }
  }
  Pipe(const Pipe&) = delete;
  auto operator=(const Pipe&) -> Pipe& = delete;
  ~Pipe() {
    close_write();
    if (read >= 0) close(read);
  }
  void close_write() {
    if (write >= 0) close(write);
    write = -1;
  }
};

// The child leads a process group of its own, so that killing the group ends its children too.
auto start(const std::vector<std::string>& arguments, int output) -> std::optional<pid_t> {
  auto copies = arguments;
  std::vector<char*> argv;
  argv.reserve(copies.size() + 1);
  for (auto& argument : copies) argv.push_back(argument.data());
  argv.push_back(nullptr);
  std::array<std::string, 3> environment{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "LANG=C"};
  std::array<char*, 4> env{environment[0].data(), environment[1].data(), environment[2].data(), nullptr};

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);

  pid_t child = -1;
  const int error = posix_spawn(&child, argv.front(), &actions, &attributes, argv.data(), env.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? std::optional(child) : std::nullopt;
}

// All that comes before the end of the file; false if it is too much or takes too long.
auto drain(int descriptor, Clock::time_point deadline, std::string& into) -> bool {
  std::array<char, 65536> buffer{};
  while (into.size() <= most_output) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd wait{descriptor, POLLIN, 0};
    if (poll(&wait, 1, static_cast<int>(left)) <= 0) continue;  // time is looked at again above
    const auto got = read(descriptor, buffer.data(), buffer.size());
    if (got <= 0) return got == 0;
    into.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return false;
}

auto wait_until(pid_t child, Clock::time_point deadline) -> std::optional<int> {
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) {
    if (Clock::now() >= deadline) return std::nullopt;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

auto run_command(const std::vector<std::string>& arguments, std::chrono::milliseconds at_most)
    -> std::optional<CommandOutput> {
  Pipe output;
  if (arguments.empty() || output.read < 0) return std::nullopt;
  const auto deadline = Clock::now() + at_most;
  const auto child = start(arguments, output.write);
  if (!child) return std::nullopt;
  output.close_write();

  CommandOutput result;
  const bool drained = drain(output.read, deadline, result.text);
  const auto status = drained ? wait_until(*child, deadline) : std::nullopt;
  if (!status) {
    kill(-*child, SIGKILL);
    waitpid(*child, nullptr, 0);
    return std::nullopt;
  }
  result.status = *status;
  return result;
}

}  // namespace dengbao::collect
