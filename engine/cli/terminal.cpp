#include "cli/terminal.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <string_view>

#include "base/fault_words.h"

namespace dengbao::cli {
namespace {

auto is_set(const char* name) -> bool {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): the program is single-threaded here
  return value != nullptr && *value != '\0';
}

auto coloured(int stream) -> bool {
  const char* terminal = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe)
  const auto dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return ::isatty(stream) == 1 && !is_set("NO_COLOR") && !dumb;
}

// The error of the stream, or 0.
auto write_all(std::FILE* file, const std::string& text) -> int {
  errno = 0;
  const auto written = std::fwrite(text.data(), 1, text.size(), file);
  if (written != text.size() || std::fflush(file) != 0) return errno == 0 ? EIO : errno;
  return 0;
}

}  // namespace

auto coloured_output() -> bool { return coloured(STDOUT_FILENO); }
auto coloured_messages() -> bool { return coloured(STDERR_FILENO); }
auto output_is_terminal() -> bool { return ::isatty(STDOUT_FILENO) == 1; }

void write_result(const std::string& path, const std::string& text, Sink& sink) {
  if (path.empty()) {
    const auto error = write_all(stdout, text);
    if (error != 0 && error != EPIPE) sink.report(Code::cannot_write, "-", fault_words(error)).emit();
    return;
  }
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) {
    sink.report(Code::cannot_write, path, fault_words(errno)).emit();
    return;
  }
  auto error = write_all(file, text);
  if (std::fclose(file) != 0 && error == 0) error = errno;
  if (error != 0) sink.report(Code::cannot_write, path, fault_words(error)).emit();
}

ResultStream::ResultStream(std::string path, Sink& sink)
    : path_(std::move(path)), sink_(sink), file_(path_.empty() ? stdout : std::fopen(path_.c_str(), "wb")) {
  if (file_ == nullptr) sink_.report(Code::cannot_write, path_, fault_words(errno)).emit();
}

ResultStream::~ResultStream() {
  if (file_ == nullptr || file_ == stdout) return;
  if (std::fclose(file_) != 0) sink_.report(Code::cannot_write, path_, fault_words(errno)).emit();
}

auto ResultStream::write(const std::string& text) -> bool {
  if (file_ == nullptr) return false;
  const auto error = write_all(file_, text);
  if (error == 0) return true;
  if (error != EPIPE) sink_.report(Code::cannot_write, path_.empty() ? "-" : path_, fault_words(error)).emit();
  return false;
}

void write_message(const std::string& text) { write_all(stderr, text); }

auto summary_of(const Sink& sink, Lang lang) -> std::string {
  const auto plural = [](std::size_t count) { return count == 1 ? "" : "s"; };
  const auto errors = sink.errors();
  const auto warnings = sink.warnings();
  if (lang == Lang::zh) return fmt::format("{} 个错误，{} 个警告\n", errors, warnings);
  return fmt::format("{} error{}, {} warning{}\n", errors, plural(errors), warnings, plural(warnings));
}

auto today() -> Date {
  const auto now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  const auto date =
      Date::from(local.tm_year + 1900, static_cast<unsigned>(local.tm_mon + 1), static_cast<unsigned>(local.tm_mday));
  return date.value_or(Date{});
}

}  // namespace dengbao::cli
