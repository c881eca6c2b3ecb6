#include "cli/pdf.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/sha256.h"
#include "base/utf8.h"

// NOLINTNEXTLINE(readability-redundant-declaration): glibc declares it for GNU sources only
extern char** environ;

namespace dengbao::cli {
namespace {

constexpr const char* renderer = "weasyprint";
// The fonts in a PDF bear a date, which the renderer takes from here (reproducible-builds.org).
constexpr std::string_view date_variable = "SOURCE_DATE_EPOCH=";
constexpr std::size_t words_shown = 300;  // of what the renderer says

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

// The environment, with a date for the fonts where it has none.
class DatedEnvironment {
 public:
  DatedEnvironment() {
    bool dated = false;
    for (auto** variable = environ; *variable != nullptr; ++variable) {
      dated = dated || std::string_view(*variable).starts_with(date_variable);
      pointers_.push_back(*variable);
    }
    if (!dated) pointers_.push_back(date_.data());
    pointers_.push_back(nullptr);
  }
  [[nodiscard]] auto get() -> char* const* { return pointers_.data(); }

 private:
  std::string date_ = std::string(date_variable) + "0";
  std::vector<char*> pointers_;
};

// Its exit status; 0 and an error number where it could not be started.
struct Ended {
  int error = 0;
  bool well = false;
};
// The same page gives the same bytes: the identifier is made of it.
auto run_renderer(const std::string& identifier, const PassedFile& in, const PassedFile& out,
                  const PassedFile& messages) -> Ended {
  Actions actions;
  actions.stands_for(in, STDIN_FILENO);
  actions.stands_for(out, STDOUT_FILENO);
  actions.stands_for(messages, STDERR_FILENO);
  std::string name = renderer;
  std::string stream = "-";
  std::string option = "--pdf-identifier=" + identifier;
  std::array<char*, 5> arguments = {name.data(), option.data(), stream.data(), stream.data(), nullptr};
  DatedEnvironment environment;
  pid_t process = 0;
  if (const int error = ::posix_spawnp(&process, renderer, actions.get(), nullptr, arguments.data(), environment.get());
      error != 0)
    return {error, false};
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) return {errno, false};
  }
  return {0, WIFEXITED(status) && WEXITSTATUS(status) == 0};
}

void report_missing(Sink& sink) {
  sink.report(Code::pdf_no_renderer, renderer)
      .help({"install it (Debian: apt install weasyprint fonts-noto-cjk), or write --format html and print that page "
             "in a browser",
             "请安装（Debian：apt install weasyprint fonts-noto-cjk），或使用 --format html 后在浏览器中打印"})
      .emit();
}

}  // namespace

auto pdf_of(const std::string& html, Sink& sink) -> std::optional<std::string> {
  const PassedFile page;
  const PassedFile pdf;
  const PassedFile messages;
  if (page.number() < 0 || pdf.number() < 0 || messages.number() < 0 || !page.fill(html)) {
    sink.report(Code::pdf_failed, renderer, std::generic_category().message(errno)).emit();
    return std::nullopt;
  }
  const auto ended = run_renderer(sha256(html).substr(0, 32), page, pdf, messages);
  if (ended.error == ENOENT || ended.error == EACCES) {
    report_missing(sink);
    return std::nullopt;
  }
  if (ended.error != 0) {
    sink.report(Code::pdf_failed, renderer, std::generic_category().message(ended.error)).emit();
    return std::nullopt;
  }
  auto made = pdf.contents();
  if (ended.well && made.starts_with("%PDF-")) return made;
  auto said = messages.contents();
  if (said.size() > words_shown) said.erase(0, said.size() - words_shown);  // the end says what was wrong
  while (!said.empty() && (said.back() == '\n' || said.back() == ' ')) said.pop_back();
  sink.report(Code::pdf_failed, renderer, utf8::printable(said.empty() ? "-" : said)).emit();
  return std::nullopt;
}

}  // namespace dengbao::cli
