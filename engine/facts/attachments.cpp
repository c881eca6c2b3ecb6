#include "facts/attachments.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <string_view>

#include "base/fault_words.h"
#include "base/sha256.h"
#include "facts/locate.h"
#include "facts/problems.h"
#include "facts/store.h"

namespace dengbao::facts {
namespace {

constexpr std::int64_t largest_attachment = std::int64_t{16} << 30U;

// An open file or folder, closed at the end.
class Handle {
 public:
  explicit Handle(int number) : number_(number) {}
  Handle(Handle&& other) noexcept : number_(other.number_) { other.number_ = -1; }
  auto operator=(Handle&& other) noexcept -> Handle& {
    std::swap(number_, other.number_);
    return *this;
  }
  Handle(const Handle&) = delete;
  auto operator=(const Handle&) -> Handle& = delete;
  ~Handle() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] auto number() const -> int { return number_; }
  [[nodiscard]] auto is_open() const -> bool { return number_ >= 0; }

 private:
  int number_;
};

struct Found {
  Attachment attachment = Attachment::unreadable;
  std::string digest;  // of a file that was read
  Localised fault;     // of one that was not
};

auto fault(int error) -> Found {
  if (error == ENOENT) return {Attachment::absent, {}, {}};
  if (error == ELOOP || error == ENOTDIR) {
    return {Attachment::unreadable,
            {},
            {"its path goes through a link, or through what is no folder", "路径经过符号链接或非文件夹"}};
  }
  return {Attachment::unreadable, {}, fault_words(error)};
}

auto read(const Handle& file) -> Found {
  Sha256 hash;
  std::array<char, 65536> piece{};
  for (;;) {
    const auto got = ::read(file.number(), piece.data(), piece.size());
    if (got == 0) break;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fault(errno);
    hash.add({piece.data(), static_cast<std::size_t>(got)});
  }
  return {Attachment::not_checked, hash.digits(), {}};
}

// Of a name in an open folder. What it is is asked first: to open a pipe or a device may wait, or have effects.
auto read_in(const Handle& folder, const std::string& name) -> Found {
  struct stat status{};
  if (::fstatat(folder.number(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return fault(errno);
  if (S_ISLNK(status.st_mode)) return fault(ELOOP);
  if (!S_ISREG(status.st_mode)) return {Attachment::unreadable, {}, {"it is not a plain file", "不是普通文件"}};
  const Handle file(::openat(folder.number(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file.is_open() || ::fstat(file.number(), &status) != 0) return fault(errno);
  if (!S_ISREG(status.st_mode)) return {Attachment::unreadable, {}, {"it is not a plain file", "不是普通文件"}};
  if (status.st_size > largest_attachment) {
    return {Attachment::unreadable, {}, {"it is larger than 16 GiB", "文件大于 16 GiB"}};
  }
  return read(file);
}

// Goes down step by step, so that no link leads out of the folder.
auto read_below(const std::string& folder, std::string_view path) -> Found {
  Handle at(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  for (auto end = path.find('/'); end != std::string_view::npos; end = path.find('/')) {
    if (!at.is_open()) return fault(errno);
    const std::string step(path.substr(0, end));
    at = Handle(::openat(at.number(), step.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    path.remove_prefix(end + 1);
  }
  return at.is_open() ? read_in(at, std::string(path)) : fault(errno);
}

auto same_digest(std::string_view one, std::string_view other) -> bool {
  const auto lower = [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(one, other, {}, lower, lower);
}

}  // namespace

void check_attachments(Facts& facts, const std::string& folder, const Sources& sources, Sink& sink) {
  std::map<std::string, Found> found;
  std::vector<Diagnostic> problems;
  std::vector<std::string> pointers;
  auto& evidence = facts.data_->evidence;
  for (std::size_t index = 0; index < evidence.size(); ++index) {
    auto& entry = evidence[index];
    if (entry.file.empty() || entry.sha256.empty()) continue;
    const auto known = found.find(entry.file);
    const auto& file =
        known != found.end() ? known->second : found.emplace(entry.file, read_below(folder, entry.file)).first->second;
    entry.attachment = file.attachment;
    if (file.attachment == Attachment::absent) continue;
    const bool was_read = file.attachment == Attachment::not_checked;
    if (was_read) entry.attachment = same_digest(file.digest, entry.sha256) ? Attachment::matches : Attachment::differs;
    if (entry.attachment == Attachment::matches) continue;
    Diagnostic diagnostic;
    diagnostic.code = was_read ? Code::evidence_differs : Code::evidence_unreadable;
    diagnostic.severity = info(diagnostic.code).severity;
    diagnostic.text = was_read ? fill(diagnostic.code, shown(entry.file), file.digest)
                               : fill(diagnostic.code, shown(entry.file), file.fault);
    pointers.push_back("/evidence/" + std::to_string(index) + "/file");
    diagnostic.pointer = pointers.back();
    diagnostic.has_pointer = true;
    problems.push_back(std::move(diagnostic));
  }
  if (problems.empty()) return;
  const auto spans = locate(sources[facts.file()].text(), facts.file(), pointers);
  for (std::size_t index = 0; index < problems.size(); ++index) {
    problems[index].has_span = spans[index].has_value();
    if (spans[index]) problems[index].span = *spans[index];
    sink.add(std::move(problems[index]));
  }
}

}  // namespace dengbao::facts
