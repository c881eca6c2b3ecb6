#pragma once

#include <xlsxwriter.h>

// libxlsxwriter, opened when the first workbook is written: linked, it and what it needs took every start of the
// program a tenth of its time.
namespace dengbao::report {

// Its functions, under their own names.
struct XlsxLibrary {
  decltype(&::format_set_align) format_set_align = nullptr;
  decltype(&::format_set_bg_color) format_set_bg_color = nullptr;
  decltype(&::format_set_bold) format_set_bold = nullptr;
  decltype(&::format_set_border) format_set_border = nullptr;
  decltype(&::format_set_border_color) format_set_border_color = nullptr;
  decltype(&::format_set_font_color) format_set_font_color = nullptr;
  decltype(&::format_set_font_size) format_set_font_size = nullptr;
  decltype(&::format_set_italic) format_set_italic = nullptr;
  decltype(&::format_set_num_format) format_set_num_format = nullptr;
  decltype(&::format_set_text_wrap) format_set_text_wrap = nullptr;
  decltype(&::format_set_unlocked) format_set_unlocked = nullptr;
  decltype(&::lxw_strerror) lxw_strerror = nullptr;
  decltype(&::lxw_workbook_free) lxw_workbook_free = nullptr;
  decltype(&::workbook_add_format) workbook_add_format = nullptr;
  decltype(&::workbook_add_worksheet) workbook_add_worksheet = nullptr;
  decltype(&::workbook_close) workbook_close = nullptr;
  decltype(&::workbook_new) workbook_new = nullptr;
  decltype(&::workbook_set_properties) workbook_set_properties = nullptr;
  decltype(&::worksheet_autofilter) worksheet_autofilter = nullptr;
  decltype(&::worksheet_conditional_format_range) worksheet_conditional_format_range = nullptr;
  decltype(&::worksheet_data_validation_range) worksheet_data_validation_range = nullptr;
  decltype(&::worksheet_data_validation_cell) worksheet_data_validation_cell = nullptr;
  decltype(&::worksheet_fit_to_pages) worksheet_fit_to_pages = nullptr;
  decltype(&::worksheet_freeze_panes) worksheet_freeze_panes = nullptr;
  decltype(&::worksheet_hide) worksheet_hide = nullptr;
  decltype(&::worksheet_protect) worksheet_protect = nullptr;
  decltype(&::worksheet_repeat_rows) worksheet_repeat_rows = nullptr;
  decltype(&::worksheet_set_column) worksheet_set_column = nullptr;
  decltype(&::worksheet_set_column_opt) worksheet_set_column_opt = nullptr;
  decltype(&::worksheet_set_footer) worksheet_set_footer = nullptr;
  decltype(&::worksheet_set_header) worksheet_set_header = nullptr;
  decltype(&::worksheet_set_landscape) worksheet_set_landscape = nullptr;
  decltype(&::worksheet_set_margins) worksheet_set_margins = nullptr;
  decltype(&::worksheet_set_paper) worksheet_set_paper = nullptr;
  decltype(&::worksheet_set_row) worksheet_set_row = nullptr;
  decltype(&::worksheet_set_row_opt) worksheet_set_row_opt = nullptr;
  decltype(&::worksheet_write_blank) worksheet_write_blank = nullptr;
  decltype(&::worksheet_write_number) worksheet_write_number = nullptr;
  decltype(&::worksheet_write_string) worksheet_write_string = nullptr;
};

// Null where the library is not installed.
[[nodiscard]] auto xlsx_library() -> const XlsxLibrary*;

}  // namespace dengbao::report
