#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <memory>

#include "base/fault_words.h"
#include "facts/load.h"
#include "facts/problems.h"

namespace dengbao::facts {
namespace {

struct Close {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, Close>;

void report(Sink& sink, const std::string& path, Code code, const Localised& words) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.severity = info(code).severity;
  diagnostic.text = words;
  diagnostic.file = path;
  sink.add(std::move(diagnostic));
}

void report_unreadable(Sink& sink, const std::string& path, int error) {
  report(sink, path, Code::facts_unreadable, fill(Code::facts_unreadable, fault_words(error)));
}

// The whole stream; nothing after an error or past the limit, which are reported.
auto read_all(std::FILE* file, std::uint64_t expected, const std::string& path, Sink& sink)
    -> std::optional<std::string> {
  constexpr std::size_t step = std::size_t{1} << 20;
  std::string text;
  text.reserve(expected + 1);
  for (;;) {
    const auto old = text.size();
    const auto room = text.capacity() > old ? text.capacity() - old : step;
    text.resize(old + room);
    const auto got = std::fread(text.data() + old, 1, room, file);
    text.resize(old + got);
    if (text.size() > largest_file) {
      report(sink, path, Code::facts_too_large, fill(Code::facts_too_large, text.size(), largest_file));
      return std::nullopt;
    }
    if (std::ferror(file) != 0) {
      report_unreadable(sink, path, errno);
      return std::nullopt;
    }
    if (got < room) return text;
  }
}

}  // namespace

auto read_facts(const std::string& path, Sources& sources, Sink& sink) -> std::optional<FileId> {
  const File file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
  struct stat status{};
  if (file == nullptr || fstat(fileno(file.get()), &status) != 0) {
    report_unreadable(sink, path, errno);
    return std::nullopt;
  }
  if (S_ISDIR(status.st_mode)) {
    report_unreadable(sink, path, EISDIR);
    return std::nullopt;
  }
  const auto size = S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
  if (size > largest_file) {
    report(sink, path, Code::facts_too_large, fill(Code::facts_too_large, size, largest_file));
    return std::nullopt;
  }
  auto text = read_all(file.get(), size, path, sink);
  if (!text) return std::nullopt;
  return sources.add(path, std::move(*text));
}

}  // namespace dengbao::facts
