#include "report/xlsx_library.h"

#include <dlfcn.h>

#include <optional>

#include "report/workbook.h"

namespace dengbao::report {
namespace {

// The version that the header is of.
constexpr const char* file_name = "libxlsxwriter.so." LXW_SOVERSION;

auto open() -> std::optional<XlsxLibrary> {
  auto* const library = ::dlopen(file_name, RTLD_NOW | RTLD_LOCAL);  // open until the program ends
  if (library == nullptr) return std::nullopt;
  bool all = true;
  const auto find = [&](const char* name, auto& function) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
    all = all && function != nullptr;
  };
  XlsxLibrary found;
  find("format_set_align", found.format_set_align);
  find("format_set_bg_color", found.format_set_bg_color);
  find("format_set_bold", found.format_set_bold);
  find("format_set_border", found.format_set_border);
  find("format_set_border_color", found.format_set_border_color);
  find("format_set_font_color", found.format_set_font_color);
  find("format_set_font_size", found.format_set_font_size);
  find("format_set_text_wrap", found.format_set_text_wrap);
  find("format_set_italic", found.format_set_italic);
  find("format_set_num_format", found.format_set_num_format);
  find("format_set_unlocked", found.format_set_unlocked);
  find("lxw_strerror", found.lxw_strerror);
  find("lxw_workbook_free", found.lxw_workbook_free);
  find("workbook_add_format", found.workbook_add_format);
  find("workbook_add_worksheet", found.workbook_add_worksheet);
  find("workbook_close", found.workbook_close);
  find("workbook_new", found.workbook_new);
  find("workbook_set_properties", found.workbook_set_properties);
  find("worksheet_autofilter", found.worksheet_autofilter);
  find("worksheet_conditional_format_range", found.worksheet_conditional_format_range);
  find("worksheet_data_validation_range", found.worksheet_data_validation_range);
  find("worksheet_data_validation_cell", found.worksheet_data_validation_cell);
  find("worksheet_fit_to_pages", found.worksheet_fit_to_pages);
  find("worksheet_freeze_panes", found.worksheet_freeze_panes);
  find("worksheet_repeat_rows", found.worksheet_repeat_rows);
  find("worksheet_hide", found.worksheet_hide);
  find("worksheet_protect", found.worksheet_protect);
  find("worksheet_set_column", found.worksheet_set_column);
  find("worksheet_set_column_opt", found.worksheet_set_column_opt);
  find("worksheet_set_footer", found.worksheet_set_footer);
  find("worksheet_set_header", found.worksheet_set_header);
  find("worksheet_set_landscape", found.worksheet_set_landscape);
  find("worksheet_set_margins", found.worksheet_set_margins);
  find("worksheet_set_paper", found.worksheet_set_paper);
  find("worksheet_set_row", found.worksheet_set_row);
  find("worksheet_set_row_opt", found.worksheet_set_row_opt);
  find("worksheet_write_blank", found.worksheet_write_blank);
  find("worksheet_write_number", found.worksheet_write_number);
  find("worksheet_write_string", found.worksheet_write_string);
  return all ? std::optional(found) : std::nullopt;
}

}  // namespace

auto xlsx_library() -> const XlsxLibrary* {
  static const auto library = open();
  return library ? &*library : nullptr;
}

auto can_write_xlsx() -> bool { return xlsx_library() != nullptr; }

}  // namespace dengbao::report
