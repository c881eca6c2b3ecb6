#include "assess/survey/facts_layout.h"

#include "base/utf8.h"
#include "facts/json_text.h"

namespace dengbao::assess {
namespace {

constexpr std::size_t longest_line = 110;

auto is_space(char c) -> bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// The text without white space between its tokens, but with a space behind commas and colons.
auto on_one_line(std::string_view json) -> std::string {
  std::string out;
  for (std::size_t at = 0; at < json.size();) {
    const char c = json[at];
    if (is_space(c)) {
      ++at;
    } else if (c == ',' || c == ':') {
      out += c;
      out += ' ';
      ++at;
    } else if (c == '{' || c == '}' || c == '[' || c == ']') {
      out += c;
      ++at;
    } else {
      const auto end = facts::scalar_end(json, at);
      out += json.substr(at, end - at);
      at = end;
    }
  }
  return out;
}

// Lays out a text that stands on one line.
class LaidOut {
 public:
  explicit LaidOut(std::string_view line) : line_(line) {}

  auto write() -> std::string {
    value(0, 0);
    return out_ + "\n";
  }

 private:
  // Where the object or list ends that begins here.
  auto end_of(std::size_t begin) const -> std::size_t {
    std::size_t depth = 0;
    for (auto at = begin;;) {
      const char c = line_[at];
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && --depth == 0) return at + 1;
      at = c == '"' ? facts::scalar_end(line_, at) : at + 1;
    }
  }

  // `before`: the width of what stands on the line already.
  void value(std::size_t depth, std::size_t before) {
    const char c = line_[at_];
    const bool branch = c == '{' || c == '[';
    const auto end = branch ? end_of(at_) : facts::scalar_end(line_, at_);
    const auto text = line_.substr(at_, end - at_);
    const bool flat =
        !branch || text.size() == 2 || (depth > 0 && 2 * depth + before + utf8::width(text) <= longest_line);
    if (flat) {
      out_ += text;
      at_ = end;
      return;
    }
    out_ += c;
    ++at_;
    while (at_ + 1 < end) {
      out_ += "\n" + std::string(2 * (depth + 1), ' ');
      member(depth + 1, c == '{');
      if (line_[at_] == ',') {
        out_ += ',';
        at_ += 2;
      }
    }
    out_ += "\n" + std::string(2 * depth, ' ') + line_[at_++];
  }

  void member(std::size_t depth, bool keyed) {
    std::size_t before = 0;
    if (keyed) {
      const auto end = facts::scalar_end(line_, at_);
      out_ += line_.substr(at_, end - at_);
      out_ += ": ";
      before = utf8::width(line_.substr(at_, end - at_)) + 2;
      at_ = end + 2;
    }
    value(depth, before);
  }

  std::string_view line_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

auto laid_out(std::string_view json) -> std::string {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (json.starts_with(byte_order_mark)) json.remove_prefix(byte_order_mark.size());
  const auto line = on_one_line(json);
  return LaidOut(line).write();
}

}  // namespace dengbao::assess
