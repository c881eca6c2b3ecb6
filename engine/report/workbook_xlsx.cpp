#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "base/id.h"
#include "base/utf8.h"
#include "report/workbook.h"
#include "report/xlsx_library.h"

namespace dengbao::report {
namespace {

constexpr std::size_t longest_text = 16000;  // code points; a cell holds 32767 units of UTF-16
constexpr std::size_t longest_header = 100;

// A file that is memory only; the library writes to a path, and this one leads to it.
class MemoryFile {
 public:
  MemoryFile() : number_(::memfd_create("workbook", MFD_CLOEXEC)) {
    if (number_ < 0) throw std::runtime_error("no memory for a workbook");
  }
  MemoryFile(const MemoryFile&) = delete;
  auto operator=(const MemoryFile&) -> MemoryFile& = delete;
  ~MemoryFile() { ::close(number_); }

  [[nodiscard]] auto path() const -> std::string { return fmt::format("/proc/self/fd/{}", number_); }
  [[nodiscard]] auto bytes() const -> std::string {
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

 private:
  int number_;
};

auto library() -> const XlsxLibrary& {
  const auto* const library = xlsx_library();
  if (library == nullptr) throw std::runtime_error("libxlsxwriter is not installed");
  return *library;
}

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("the workbook: ") + library().lxw_strerror(error));
}

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

// Without what XML does not allow; line breaks stay.
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

// In heads and feet of pages `&` begins an order.
auto header_text(const std::string& text) -> std::string {
  const auto clean = cell_text(text);
  std::string out;
  for (const char c : utf8::prefix(clean, longest_header)) {
    out += c;
    if (c == '&') out += c;
  }
  return out;
}

constexpr double line_height = 14.5;  // points, of letters of 10 points
constexpr double tallest_row = 409;   // points; no row can be taller

// How many lines a text takes in a column; a wide character takes two places.
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

// Not every program measures wrapped text by itself.
auto height_of(const SheetRow& row, const std::vector<Column>& columns) -> double {
  double lines = 1;
  for (std::size_t i = 0; i < std::min(row.cells.size(), columns.size()); ++i) {
    const auto* text = std::get_if<std::string>(&row.cells[i]);
    if (text != nullptr) lines = std::max(lines, lines_of(*text, columns[i].width));
  }
  return std::min(tallest_row, lines * line_height + 3);
}

struct Colours {
  lxw_color_t ground;
  lxw_color_t ink;
};
auto colours_of(Tone tone) -> Colours {
  switch (tone) {
    case Tone::good:
      return {0xE2F0D9, 0x375623};
    case Tone::middling:
      return {0xFFF2CC, 0x7F6000};
    case Tone::bad:
      return {0xF8CBAD, 0x843C0C};
    case Tone::open:
      return {0xDDEBF7, 0x1F4E78};
    case Tone::aside:
    case Tone::none:
      break;
  }
  return {0xEDEDED, 0x595959};
}

class Book {
 public:
  explicit Book(const Workbook& workbook) : workbook_(workbook), book_(xlsx_.workbook_new(file_.path().c_str())) {
    if (book_ == nullptr) throw std::runtime_error("no memory for a workbook");
    title_ = format();
    xlsx_.format_set_bold(title_);
    xlsx_.format_set_font_color(title_, 0xFFFFFF);
    xlsx_.format_set_bg_color(title_, 0x1F4E78);
    xlsx_.format_set_align(title_, LXW_ALIGN_VERTICAL_CENTER);
    plain_ = format();
    heading_ = format();
    xlsx_.format_set_bold(heading_);
    xlsx_.format_set_bg_color(heading_, 0xD9E2F0);
    for (const auto tone : {Tone::none, Tone::good, Tone::middling, Tone::bad, Tone::open, Tone::aside}) {
      auto* marked = xlsx_.workbook_add_format(book_);
      xlsx_.format_set_bg_color(marked, colours_of(tone).ground);
      xlsx_.format_set_font_color(marked, colours_of(tone).ink);
      tones_.push_back(marked);
    }
  }
  Book(const Book&) = delete;
  auto operator=(const Book&) -> Book& = delete;
  ~Book() {
    if (book_ != nullptr) xlsx_.lxw_workbook_free(book_);
  }

  auto write() -> std::string {
    describe();
    for (const auto& sheet : workbook_.sheets) add(sheet);
    auto* book = std::exchange(book_, nullptr);  // closing frees it, also where it fails
    check(xlsx_.workbook_close(book));
    return file_.bytes();
  }

 private:
  auto format() -> lxw_format* {
    auto* made = xlsx_.workbook_add_format(book_);
    xlsx_.format_set_text_wrap(made);
    xlsx_.format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    xlsx_.format_set_border(made, LXW_BORDER_THIN);
    xlsx_.format_set_border_color(made, 0xBFBFBF);
    xlsx_.format_set_font_size(made, 10);
    return made;
  }

  void describe() {
    title_words_ = cell_text(workbook_.title);
    lxw_doc_properties properties{};
    properties.title = title_words_.data();
    properties.created = static_cast<time_t>(std::max(workbook_.date.days, 1)) * 86400;
    check(xlsx_.workbook_set_properties(book_, &properties));
  }

  void add(const Sheet& sheet) {
    auto* page = xlsx_.workbook_add_worksheet(book_, sheet.name.c_str());
    if (page == nullptr) throw std::runtime_error("the workbook: a sheet called " + sheet.name);
    const bool titled = std::ranges::any_of(sheet.columns, [](const Column& column) { return !column.title.empty(); });
    const lxw_row_t first = titled ? 1 : 0;
    if (titled) check(xlsx_.worksheet_set_row(page, 0, 2 * line_height + 4, nullptr));
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      check(xlsx_.worksheet_set_column(page, column, column, sheet.columns[i].width, nullptr));
      if (titled)
        check(xlsx_.worksheet_write_string(page, 0, column, cell_text(sheet.columns[i].title).c_str(), title_));
    }
    auto row = first;
    for (const auto& one : sheet.rows) {
      check(xlsx_.worksheet_set_row(page, row, height_of(one, sheet.columns), nullptr));
      add(page, row++, one, sheet.columns.size());
    }
    if (row > first) colour(page, sheet, first, row - 1);
    set_up(page, sheet, titled, row);
  }

  void add(lxw_worksheet* page, lxw_row_t row, const SheetRow& line, std::size_t columns) {
    auto* look = line.heading ? heading_ : plain_;
    for (std::size_t i = 0; i < columns; ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      if (i >= line.cells.size()) {
        check(xlsx_.worksheet_write_blank(page, row, column, look));
        continue;
      }
      std::visit(
          Overloaded{
              [&](const std::string& text) {
                check(xlsx_.worksheet_write_string(page, row, column, cell_text(text).c_str(), look));
              },
              [&](std::uint32_t number) { check(xlsx_.worksheet_write_number(page, row, column, number, look)); },
              [&](double number) { check(xlsx_.worksheet_write_number(page, row, column, number, look)); }},
          line.cells[i]);
    }
  }

  void colour(lxw_worksheet* page, const Sheet& sheet, lxw_row_t first, lxw_row_t last) {
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      const auto& choices = sheet.columns[i].choices;
      for (const auto& choice : choices) {
        auto quoted = "\"" + choice.text + "\"";
        lxw_conditional_format rule{};
        rule.type = LXW_CONDITIONAL_TYPE_CELL;
        rule.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
        rule.value_string = quoted.data();
        rule.format = tones_[static_cast<std::size_t>(choice.tone)];
        check(xlsx_.worksheet_conditional_format_range(page, first, column, last, column, &rule));
      }
      if (sheet.columns[i].choose) offer(page, choices, first, last, column);
    }
  }

  void offer(lxw_worksheet* page, const std::vector<Choice>& choices, lxw_row_t first, lxw_row_t last,
             lxw_col_t column) {
    std::vector<const char*> texts;
    texts.reserve(choices.size() + 1);
    for (const auto& choice : choices) texts.push_back(choice.text.c_str());
    texts.push_back(nullptr);
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    // The library reads them; whether it says so depends on its version.
    validation.value_list = const_cast<decltype(validation.value_list)>(texts.data());
    check(xlsx_.worksheet_data_validation_range(page, first, column, last, column, &validation));
  }

  void set_up(lxw_worksheet* page, const Sheet& sheet, bool titled, lxw_row_t rows) {
    const auto last = static_cast<lxw_col_t>(sheet.columns.size() - 1);
    if (titled) {
      xlsx_.worksheet_freeze_panes(page, 1, sheet.frozen);
      check(xlsx_.worksheet_autofilter(page, 0, 0, std::max<lxw_row_t>(rows, 2) - 1, last));
      check(xlsx_.worksheet_repeat_rows(page, 0, 0));
    }
    xlsx_.worksheet_set_landscape(page);
    xlsx_.worksheet_set_paper(page, 9);  // A4
    xlsx_.worksheet_fit_to_pages(page, 1, 0);
    xlsx_.worksheet_set_margins(page, 0.4, 0.4, 0.7, 0.6);
    check(xlsx_.worksheet_set_header(page, ("&L" + header_text(workbook_.title) + "&R&A").c_str()));
    check(xlsx_.worksheet_set_footer(page, "&C&P / &N"));
  }

  const XlsxLibrary& xlsx_ = library();
  const Workbook& workbook_;
  MemoryFile file_;
  lxw_workbook* book_;
  lxw_format* title_ = nullptr;  // the library owns formats
  lxw_format* plain_ = nullptr;
  lxw_format* heading_ = nullptr;
  std::vector<lxw_format*> tones_;  // by Tone
  std::string title_words_;
};

}  // namespace

auto workbook_xlsx(const Workbook& workbook) -> std::string { return Book(workbook).write(); }

}  // namespace dengbao::report
