#include "model/csv.h"

namespace dengbao::model {
namespace {

class Reader {
 public:
  Reader(std::string_view text, FileId file) : text_(text), file_(file) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  auto read() -> Csv {
    while (at_ < text_.size()) {
      auto row = read_row();
      if (row.fields.size() > 1 || !row.fields.front().text.empty()) csv_.rows.push_back(std::move(row));
    }
    return std::move(csv_);
  }

 private:
  auto read_row() -> CsvRow {
    CsvRow row;
    const auto begin = at_;
    do {
      row.fields.push_back(peek() == '"' ? read_quoted() : read_plain());
    } while (take(','));
    row.span = span(begin);
    take('\r');
    take('\n');
    return row;
  }

  auto read_plain() -> CsvField {
    const auto begin = at_;
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    return {std::string(text_.substr(begin, at_ - begin)), span(begin)};
  }

  auto read_quoted() -> CsvField {
    const auto begin = at_++;
    std::string value;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        ++at_;
      }
      value += text_[at_];
    }
    if (!take('"')) csv_.unclosed.push_back({file_, narrow(begin), narrow(begin + 1)});
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n') ++at_;
    return {std::move(value), span(begin)};
  }

  auto peek() const -> char { return at_ < text_.size() ? text_[at_] : '\0'; }
  auto take(char wanted) -> bool {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  static auto narrow(std::size_t at) -> std::uint32_t { return static_cast<std::uint32_t>(at); }
  auto span(std::size_t begin) const -> Span { return {file_, narrow(begin), narrow(at_)}; }

  std::string_view text_;
  FileId file_;
  std::size_t at_ = 0;
  Csv csv_;
};

}  // namespace

auto read_csv(std::string_view text, FileId file) -> Csv { return Reader(text, file).read(); }

}  // namespace dengbao::model
