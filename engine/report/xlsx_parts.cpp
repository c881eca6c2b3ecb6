#include "report/xlsx_parts.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/utf8.h"

namespace dengbao::report {
namespace {

constexpr std::size_t longest_text = 16000;  // code points; a cell holds 32767 units of UTF-16
constexpr std::size_t longest_header = 100;

auto is_hexadecimal(char c) -> bool {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// `_x0041_` would be read as an escaped character: its first sign is escaped itself.
auto without_escapes(std::string_view text) -> std::string {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto rest = text.substr(at);
    const bool escape = rest.size() >= 7 && rest.starts_with("_x") && rest[6] == '_' &&
                        std::ranges::all_of(rest.substr(2, 4), is_hexadecimal);
    out += escape ? "_x005F_" : std::string(1, text[at]);
  }
  return out;
}

}  // namespace

MemoryFile::MemoryFile() : number_(::memfd_create("workbook", MFD_CLOEXEC)) {
  if (number_ < 0) throw std::runtime_error("no memory for a workbook");
}

MemoryFile::~MemoryFile() { ::close(number_); }

auto MemoryFile::path() const -> std::string { return fmt::format("/proc/self/fd/{}", number_); }

auto MemoryFile::bytes() const -> std::string {
  const auto size = ::lseek(number_, 0, SEEK_END);
  std::string bytes(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto got = ::pread(number_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (got <= 0) throw std::runtime_error("a workbook could not be read back");
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

auto needed_xlsx_library() -> const XlsxLibrary& {
  const auto* const library = xlsx_library();
  if (library == nullptr) throw std::runtime_error("libxlsxwriter is not installed");
  return *library;
}

void check(lxw_error error) {
  if (error != LXW_NO_ERROR)
    throw std::runtime_error(std::string("the workbook: ") + needed_xlsx_library().lxw_strerror(error));
}

auto cell_text(std::string_view text) -> std::string {
  std::string out;
  for (;;) {
    const auto end = text.find('\n');
    out += utf8::printable(text.substr(0, end));
    if (end == std::string_view::npos) break;
    out += '\n';
    text.remove_prefix(end + 1);
  }
  for (const auto* none : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (auto at = out.find(none); at != std::string::npos; at = out.find(none)) out.replace(at, 3, "\xEF\xBF\xBD");
  }
  if (utf8::length(out) > longest_text) out = std::string(utf8::prefix(out, longest_text)) + "…";
  return without_escapes(out);
}

auto header_text(const std::string& text) -> std::string {
  const auto clean = cell_text(text);
  std::string out;
  for (const char c : utf8::prefix(clean, longest_header)) {
    out += c;
    if (c == '&') out += c;
  }
  return out;
}

auto lines_of(std::string_view text, double width) -> double {
  const auto room = std::max(1.0, 1.15 * width);  // of letters of 11 points
  double lines = 0;
  for (;;) {
    const auto end = text.find('\n');
    const auto taken = static_cast<double>(utf8::width(text.substr(0, end)));
    lines += std::max(1.0, std::ceil(taken / room));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

}  // namespace dengbao::report
