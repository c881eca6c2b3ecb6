#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

#include "base/fault_words.h"
#include "facts/load.h"
#include "facts/problems.h"

namespace dengbao::facts {
namespace {

// A file up to this size is read at once; a larger one piece by piece.
constexpr std::uint64_t small_file = std::uint64_t{1} << 20;

// Owns a descriptor, unless it is standard input's.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  auto operator=(const Descriptor&) -> Descriptor& = delete;
  ~Descriptor() {
    if (number_ > STDIN_FILENO) close(number_);
  }
  [[nodiscard]] auto get() const -> int { return number_; }
  [[nodiscard]] auto release() -> int { return std::exchange(number_, -1); }

 private:
  int number_;
};

class Reader {
 public:
  Reader(const std::string& path, Sources& sources, Sink& sink) : path_(path), sources_(sources), sink_(sink) {}

  auto run() -> std::optional<FileId> {
    Descriptor file(path_ == "-" ? STDIN_FILENO : open(path_.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status{};
    if (file.get() < 0 || fstat(file.get(), &status) != 0) return unreadable(errno);
    if (S_ISDIR(status.st_mode)) return unreadable(EISDIR);
    const auto size = static_cast<std::uint64_t>(status.st_size);
    const bool plain = S_ISREG(status.st_mode) && file.get() != STDIN_FILENO;
    if (plain && size > largest_file) return too_large(size);
    if (plain && size > small_file) return sources_.add(path_, OpenFile(file.release()));
    return read_stream(file.get());
  }

 private:
  // Into memory; once it is large, into a file.
  auto read_stream(int from) -> std::optional<FileId> {
    std::string text;
    if (!read_up_to(from, small_file + 1, text)) return std::nullopt;
    if (text.size() <= small_file) return sources_.add(path_, std::move(text));
    Descriptor spool(unnamed_file());
    if (spool.get() < 0) return read_on(from, std::move(text));
    for (std::uint64_t size = 0; !text.empty();) {
      if (!write_all(spool.get(), text)) return unreadable(errno);
      size += text.size();
      if (size > largest_file) return too_large(size);
      text.clear();
      if (!read_up_to(from, small_file, text)) return std::nullopt;
    }
    return sources_.add(path_, OpenFile(spool.release()));
  }

  // Where there is no room for a file: into memory all the same.
  auto read_on(int from, std::string text) -> std::optional<FileId> {
    for (auto size = text.size() + 1; size != text.size();) {
      size = text.size();
      if (!read_up_to(from, small_file, text)) return std::nullopt;
      if (text.size() > largest_file) return too_large(text.size());
    }
    return sources_.add(path_, std::move(text));
  }

  // Appends so many bytes, or as many as there are; false after an error, which is reported.
  auto read_up_to(int from, std::size_t most, std::string& text) -> bool {
    const auto begin = text.size();
    text.resize(begin + most);
    std::size_t done = 0;
    while (done < most) {
      const auto got = ::read(from, text.data() + begin + done, most - done);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) {
        unreadable(errno);
        return false;
      }
      if (got == 0) break;
      done += static_cast<std::size_t>(got);
    }
    text.resize(begin + done);
    return true;
  }

  static auto write_all(int to, std::string_view text) -> bool {
    while (!text.empty()) {
      const auto done = write(to, text.data(), text.size());
      if (done < 0 && errno == EINTR) continue;
      if (done < 0) return false;
      text.remove_prefix(static_cast<std::size_t>(done));
    }
    return true;
  }

  // A file in the folder for such, which is gone when it is closed; negative if there can be none.
  static auto unnamed_file() -> int {
    const char* folder = std::getenv("TMPDIR");
    auto path = std::string(folder == nullptr || *folder == '\0' ? "/tmp" : folder) + "/dengbao-XXXXXX";
    const int file = mkostemp(path.data(), O_CLOEXEC);
    if (file >= 0) unlink(path.c_str());
    return file;
  }

  auto unreadable(int error) -> std::optional<FileId> {
    report(Code::facts_unreadable, fill(Code::facts_unreadable, fault_words(error)));
    return std::nullopt;
  }
  auto too_large(std::uint64_t size) -> std::optional<FileId> {
    report(Code::facts_too_large, fill(Code::facts_too_large, size, largest_file));
    return std::nullopt;
  }

  void report(Code code, const Localised& words) {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.severity = info(code).severity;
    diagnostic.text = words;
    diagnostic.file = path_;
    sink_.add(std::move(diagnostic));
  }

  const std::string& path_;
  Sources& sources_;
  Sink& sink_;
};

}  // namespace

auto read_facts(const std::string& path, Sources& sources, Sink& sink) -> std::optional<FileId> {
  return Reader(path, sources, sink).run();
}

}  // namespace dengbao::facts
