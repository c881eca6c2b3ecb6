#include "cli/run_filter.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>

#include "base/utf8.h"

// NOLINTNEXTLINE(readability-redundant-declaration): glibc declares it for GNU sources only
extern char** environ;

namespace dengbao::cli {
namespace {

constexpr std::size_t words_shown = 300;  // of what a filter says

// A file that is memory only, to give to another program.
class PassedFile {
 public:
  PassedFile() : number_(::memfd_create("page", MFD_CLOEXEC)) {}
  PassedFile(const PassedFile&) = delete;
  auto operator=(const PassedFile&) -> PassedFile& = delete;
  ~PassedFile() {
    if (number_ >= 0) ::close(number_);
  }

  [[nodiscard]] auto number() const -> int { return number_; }

  // False where there is no room.
  [[nodiscard]] auto fill(std::string_view text) const -> bool {
    while (!text.empty()) {
      const auto written = ::write(number_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::lseek(number_, 0, SEEK_SET) == 0;
  }
  [[nodiscard]] auto contents() const -> std::string {
    std::string text;
    std::array<char, 65536> piece{};
    for (off_t at = 0;;) {
      const auto got = ::pread(number_, piece.data(), piece.size(), at);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return text;
      text.append(piece.data(), static_cast<std::size_t>(got));
      at += got;
    }
  }

 private:
  int number_;
};

class Actions {
 public:
  Actions() { ::posix_spawn_file_actions_init(&actions_); }
  Actions(const Actions&) = delete;
  auto operator=(const Actions&) -> Actions& = delete;
  ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }
  void stands_for(const PassedFile& file, int stream) {
    ::posix_spawn_file_actions_adddup2(&actions_, file.number(), stream);
  }
  [[nodiscard]] auto get() const -> const posix_spawn_file_actions_t* { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

// The environment, with a date for what is made where it has none (reproducible-builds.org).
class DatedEnvironment {
 public:
  DatedEnvironment() {
    bool dated = false;
    for (auto** variable = environ; *variable != nullptr; ++variable) {
      dated = dated || std::string_view(*variable).starts_with("SOURCE_DATE_EPOCH=");
      pointers_.push_back(*variable);
    }
    if (!dated) pointers_.push_back(date_.data());
    pointers_.push_back(nullptr);
  }
  [[nodiscard]] auto get() -> char* const* { return pointers_.data(); }

 private:
  std::string date_ = "SOURCE_DATE_EPOCH=0";
  std::vector<char*> pointers_;
};

// Its exit status; 0 and an error number where it could not be started.
struct Ended {
  int error = 0;
  bool well = false;
};
auto run(const Filter& filter, const PassedFile& in, const PassedFile& out, const PassedFile& messages) -> Ended {
  Actions actions;
  actions.stands_for(in, STDIN_FILENO);
  actions.stands_for(out, STDOUT_FILENO);
  actions.stands_for(messages, STDERR_FILENO);
  auto name = filter.name;
  auto arguments = filter.arguments;
  std::vector<char*> pointers = {name.data()};
  for (auto& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  DatedEnvironment environment;
  pid_t process = 0;
  if (const int error =
          ::posix_spawnp(&process, name.c_str(), actions.get(), nullptr, pointers.data(), environment.get());
      error != 0)
    return {error, false};
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) return {errno, false};
  }
  return {0, WIFEXITED(status) && WEXITSTATUS(status) == 0};
}

}  // namespace

auto run_filter(const Filter& filter, const std::string& input, Sink& sink) -> std::optional<std::string> {
  const PassedFile page;
  const PassedFile made_file;
  const PassedFile messages;
  const auto failed = [&](const std::string& words) {
    sink.report(filter.failed, filter.name, words).emit();
    return std::nullopt;
  };
  if (page.number() < 0 || made_file.number() < 0 || messages.number() < 0 || !page.fill(input)) {
    return failed(std::generic_category().message(errno));
  }
  const auto ended = run(filter, page, made_file, messages);
  if (ended.error == ENOENT || ended.error == EACCES) {
    sink.report(filter.missing, filter.name).help(filter.remedy).emit();
    return std::nullopt;
  }
  if (ended.error != 0) return failed(std::generic_category().message(ended.error));
  auto made = made_file.contents();
  if (ended.well && made.starts_with(filter.begin)) return made;
  auto said = messages.contents();
  if (said.size() > words_shown) said.erase(0, said.size() - words_shown);  // the end says what was wrong
  while (!said.empty() && (said.back() == '\n' || said.back() == ' ')) said.pop_back();
  return failed(utf8::printable(said.empty() ? "-" : said));
}

}  // namespace dengbao::cli
