#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dengbao::report {

// Writes a JSON document into one string as it goes, on one line and without a tree in between: for documents that are
// large, or many. Commas are put where they belong; that brackets match and members have keys is the caller's business.
class JsonLine {
 public:
  auto open(char bracket) -> JsonLine& {
    separate();
    out_ += bracket;
    return *this;
  }
  auto close(char bracket) -> JsonLine& {
    out_ += bracket;
    return *this;
  }
  // A name of this program's own, which needs no escape.
  auto key(std::string_view name) -> JsonLine&;
  auto foreign_key(std::string_view name) -> JsonLine&;  // one that may need escapes
  auto text(std::string_view text) -> JsonLine&;
  auto number(std::uint64_t number) -> JsonLine&;
  // What is JSON already: `true`, a document.
  auto raw(std::string_view json) -> JsonLine& {
    separate();
    out_ += json;
    return *this;
  }

  auto member(std::string_view name, std::string_view text) -> JsonLine& { return key(name).text(text); }
  auto member(std::string_view name, std::uint64_t value) -> JsonLine& { return key(name).number(value); }

  [[nodiscard]] auto written() const -> const std::string& { return out_; }
  // The document with its line break.
  [[nodiscard]] auto take() -> std::string {
    out_ += '\n';
    return std::move(out_);
  }
  void reserve(std::size_t bytes) { out_.reserve(bytes); }

 private:
  // A value follows directly upon an opening bracket or its key, and upon anything else after a comma.
  void separate() {
    const char last = out_.empty() ? '[' : out_.back();
    if (last != '{' && last != '[' && last != ':') out_ += ',';
  }

  std::string out_;
};

// The text in quotes; control characters, `"` and `\` escaped, bytes that are not UTF-8 replaced by U+FFFD.
void append_json_text(std::string& out, std::string_view text);

}  // namespace dengbao::report
