#include "base/source.h"

#include <algorithm>
#include <cstring>

#include "base/utf8.h"

namespace dengbao {

SourceFile::SourceFile(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {}
SourceFile::SourceFile(std::string name, OpenFile file) : name_(std::move(name)), file_(std::move(file)) {}

auto SourceFile::text() const -> std::string_view {
  if (view_.data() != nullptr) return view_;
  if (file_ && text_.empty()) {
    text_.assign(file_->size(), ' ');
    static_cast<void>(file_->read(0, text_));
  }
  return text_;
}

auto SourceFile::read(std::uint64_t offset, std::span<char> out) const -> bool {
  if (file_) return file_->read(offset, out);
  const auto text = this->text();
  if (offset > text.size() || out.size() > text.size() - offset) return false;
  if (!out.empty()) std::memcpy(out.data(), text.data() + offset, out.size());
  return true;
}

auto SourceFile::view(std::string name, std::string_view text) -> SourceFile {
  SourceFile file(std::move(name), {});
  file.view_ = text;
  return file;
}

auto SourceFile::line_begins() const -> const std::vector<std::uint32_t>& {
  if (line_begins_.empty()) {
    line_begins_.push_back(0);
    const auto text = this->text();
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
      line_begins_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  }
  return line_begins_;
}

auto SourceFile::place(std::uint32_t offset) const -> Place {
  const auto& begins = line_begins();
  const auto after = std::upper_bound(begins.begin(), begins.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - begins.begin());
  const auto begin = begins[line - 1];
  const auto before = text().substr(begin, offset - begin);
  return {line, static_cast<std::uint32_t>(utf8::length(before)) + 1};
}

auto SourceFile::line_begin(std::uint32_t line) const -> std::uint32_t {
  const auto& begins = line_begins();
  if (line < 1 || line > begins.size()) return static_cast<std::uint32_t>(size());
  return begins[line - 1];
}

auto SourceFile::line(std::uint32_t line) const -> std::string_view {
  const auto begin = line_begin(line);
  auto rest = text().substr(begin);
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

auto Sources::add(std::string name, std::string text) -> FileId {
  return files_.add(SourceFile(std::move(name), std::move(text)));
}
auto Sources::add(std::string name, OpenFile file) -> FileId {
  return files_.add(SourceFile(std::move(name), std::move(file)));
}

auto Sources::add_view(std::string name, std::string_view text) -> FileId {
  return files_.add(SourceFile::view(std::move(name), text));
}

}  // namespace dengbao
