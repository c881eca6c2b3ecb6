#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/id.h"
#include "report/workbook.h"
#include "report/xlsx_parts.h"

namespace dengbao::report {
namespace {

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

  const XlsxLibrary& xlsx_ = needed_xlsx_library();
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
