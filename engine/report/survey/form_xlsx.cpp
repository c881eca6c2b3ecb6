#include "report/survey/form_xlsx.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "assess/survey/answer_value.h"
#include "base/utf8.h"
#include "report/xlsx_parts.h"

namespace dengbao::report {
namespace {

using RowAt = lxw_row_t;
using ColAt = lxw_col_t;
using PageSheet = lxw_worksheet;

constexpr RowAt question_rows_begin = 1;

// How a cell is filled in.
enum class Entry : std::uint8_t { text, number, date, choice };

class FormWriter {
 public:
  FormWriter(const Context& context, const Form& form)
      : context_(context), form_(form), book_(xlsx_.workbook_new(file_.path().c_str())) {
    if (book_ == nullptr) throw std::runtime_error("no memory for a workbook");
    heading_ = look(true, 0x1F4E78);
    xlsx_.format_set_bold(heading_);
    xlsx_.format_set_font_color(heading_, 0xFFFFFF);
    hint_ = look(true, 0xF2F2F2);
    xlsx_.format_set_italic(hint_);
    fixed_ = look(true, 0xF2F2F2);
    shut_ = look(true, 0xD9D9D9);
    for_all_ = look(true, 0xFFF2CC);
    xlsx_.format_set_bold(for_all_);
    open_text_ = look(false, 0xFFFFFF);
    xlsx_.format_set_num_format(open_text_, "@");
    open_number_ = look(false, 0xFFFFFF);
    open_date_ = look(false, 0xFFFFFF);
    xlsx_.format_set_num_format(open_date_, "yyyy-mm-dd");
  }
  FormWriter(const FormWriter&) = delete;
  auto operator=(const FormWriter&) -> FormWriter& = delete;
  ~FormWriter() {
    if (book_ != nullptr) xlsx_.lxw_workbook_free(book_);
  }

  auto write() -> std::string {
    describe();
    cover();
    if (!form_.questions.empty()) questions();
    for (const auto& sheet : form_.sheets) things(sheet);
    if (choices_ != nullptr) xlsx_.worksheet_hide(choices_);
    if (!form_.owners.empty()) owners();
    auto* book = std::exchange(book_, nullptr);  // closing frees it, also where it fails
    check(xlsx_.workbook_close(book));
    return file_.bytes();
  }

 private:
  auto words(const Localised& words) const -> std::string { return words.in(context_.lang); }
  auto words(std::string_view en, std::string_view zh) const -> std::string { return in(context_, en, zh); }

  auto look(bool locked, lxw_color_t ground) -> lxw_format* {
    auto* made = xlsx_.workbook_add_format(book_);
    xlsx_.format_set_text_wrap(made);
    xlsx_.format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    xlsx_.format_set_border(made, LXW_BORDER_THIN);
    xlsx_.format_set_border_color(made, 0xBFBFBF);
    xlsx_.format_set_font_size(made, 10);
    xlsx_.format_set_bg_color(made, ground);
    if (!locked) xlsx_.format_set_unlocked(made);
    return made;
  }

  void describe() {
    title_ = words("Questions for the protection level", "等级保护调查表");
    lxw_doc_properties properties{};
    properties.title = title_.data();
    properties.created = static_cast<time_t>(std::max(context_.settings.as_of.days, 1)) * 86400;
    check(xlsx_.workbook_set_properties(book_, &properties));
  }

  auto page(const std::string& name) -> PageSheet* {
    auto* made = xlsx_.workbook_add_worksheet(book_, name.c_str());
    if (made == nullptr) throw std::runtime_error("the workbook: a sheet called " + name);
    return made;
  }
  void put(PageSheet* sheet, RowAt row, std::size_t column, const std::string& text, lxw_format* format) {
    const auto at = static_cast<ColAt>(column);
    check(text.empty() ? xlsx_.worksheet_write_blank(sheet, row, at, format)
                       : xlsx_.worksheet_write_string(sheet, row, at, cell_text(text).c_str(), format));
  }
  // What only the program reads.
  void tag(PageSheet* sheet, RowAt row, std::size_t column, const std::string& text) {
    check(xlsx_.worksheet_write_string(sheet, row, static_cast<ColAt>(column), text.c_str(), nullptr));
  }
  void hide_tags(PageSheet* sheet) {
    lxw_row_col_options hidden{1, 0, 0};
    check(xlsx_.worksheet_set_column_opt(sheet, 0, 0, 2, nullptr, &hidden));
  }
  void wide(PageSheet* sheet, std::size_t column, double width, lxw_format* format = nullptr) {
    const auto at = static_cast<ColAt>(column);
    check(xlsx_.worksheet_set_column(sheet, at, at, width, format));
  }
  // Only cells that ask for something can be changed; widths can, for answers may be long.
  void protect(PageSheet* sheet) {
    lxw_protection options{};
    options.format_columns = 1;
    options.format_rows = 1;
    xlsx_.worksheet_protect(sheet, nullptr, &options);
  }
  void for_print(PageSheet* sheet) {
    xlsx_.worksheet_set_landscape(sheet);
    xlsx_.worksheet_set_paper(sheet, 9);  // A4
    xlsx_.worksheet_fit_to_pages(sheet, 1, 0);
    check(xlsx_.worksheet_set_header(sheet, ("&L" + header_text(title_) + "&R&A").c_str()));
    check(xlsx_.worksheet_set_footer(sheet, "&C&P / &N"));
  }

  // ---- sheets

  void cover() {
    auto* sheet = page(words("Read me", "填写说明"));
    tag(sheet, 0, 0, std::string(cover_tag));
    hide_tags(sheet);
    wide(sheet, 1, 26);
    wide(sheet, 2, 90);
    put(sheet, 0, 1, title_, heading_);
    put(sheet, 0, 2,
        eval::level_text(context_.program, context_.settings) + " · " + context_.settings.as_of.to_string(), heading_);
    tag(sheet, 1, 0, std::string(by_tag));
    put(sheet, 1, 1, words("Answered by", "填写人"), fixed_);
    put(sheet, 1, 2, "", open_text_);
    tag(sheet, 2, 0, std::string(on_tag));
    put(sheet, 2, 1, words("On (date)", "填写日期"), fixed_);
    put(sheet, 2, 2, "", open_date_);
    RowAt row = 4;
    for (const auto& line : instructions()) {
      check(xlsx_.worksheet_set_row(sheet, row, lines_of(line, 90) * line_height + 3, nullptr));
      put(sheet, row++, 2, line, fixed_);
    }
    protect(sheet);
    for_print(sheet);
  }

  auto instructions() const -> std::vector<std::string> {
    const ListWords list;
    return {
        words("Fill in white cells only; grey and yellow ones are not for you to change. Leave empty what you have no "
              "answer to yet: it will be "
              "asked again.",
              "请只填写白色单元格，灰色和黄色单元格无需改动。暂时没有答案的请留空，下次还会询问。"),
        fmt::format(fmt::runtime(words(
                        "Write “{}” where you have looked and cannot tell, and “{}” where there is no such thing.",
                        "查过仍无法确定的写“{}”，确认没有的写“{}”。")),
                    words(list.unknown), words(list.none)),
        fmt::format(fmt::runtime(words("Where a question speaks of an empty list or an empty text, write “{}”.",
                                       "问题中提到“空列表”或“空文本”的，写“{}”即可。")),
                    words(list.none)),
        words("Several values in one cell are parted by ; or stand on lines of their own.",
              "一个单元格内的多个值用“；”或换行分隔。"),
        fmt::format(
            fmt::runtime(words(
                "Where things are to be listed (devices, people, documents …), put one in each row of its "
                "sheet, and say on the sheet of questions whether these are all: “{}” or “{}”.",
                "需要列出的事物（设备、人员、文档等），请在相应工作表中每行填写一个，并在问题表中注明“{}”或“{}”。")),
            words(list.all), words(list.some)),
        fmt::format(
            fmt::runtime(
                words("What is the same for all things of a sheet stands once, in its row “{}”; what differs stands in "
                      "the thing's own cell. Cells with {} are not asked.",
                      "同一工作表中各行相同的内容，只需在“{}”一行填写一次；不同的在各自的单元格填写。标有 {} "
                      "的单元格不需要填写。")),
            words("FOR ALL", "全部"), not_asked),
        words("Never write passwords or keys into this workbook.", "请勿在本表中填写任何口令或密钥。"),
    };
  }

  void questions() {
    auto* sheet = page(words("Questions", "问题"));
    tag(sheet, 0, 0, std::string(questions_tag));
    hide_tags(sheet);
    const std::pair<std::string, double> columns[] = {
        {words("Of what", "对象"), 26}, {words("Question", "问题"), 48},         {words("Answer form", "填写方式"), 30},
        {words("Example", "示例"), 16}, {words("Known so far", "已知情况"), 20}, {words("Answer", "答案"), 34},
        {words("Remark", "备注"), 24}};
    for (std::size_t i = 0; i < std::size(columns); ++i) {
      wide(sheet, i + 1, columns[i].second);
      put(sheet, 0, i + 1, columns[i].first, heading_);
    }
    auto row = question_rows_begin;
    for (const auto& question : form_.questions) ask(sheet, row++, question);
    xlsx_.worksheet_freeze_panes(sheet, 1, 3);
    check(xlsx_.worksheet_repeat_rows(sheet, 0, 0));
    protect(sheet);
    for_print(sheet);
  }

  void ask(PageSheet* sheet, RowAt row, const FormQuestion& question) {
    tag(sheet, row, 0, question.name);
    auto form = words(question.form);
    if (!question.sheet.empty()) {
      form = fmt::format(
          fmt::runtime(question.for_all ? for_all_form()
                                        : words("list them on the sheet “{}”, and say here whether these are all",
                                                "请在工作表“{}”中逐行列出，并在此注明是否齐全")),
          question.sheet);
    }
    const std::string cells[] = {words(question.thing), words(question.ask), form,
                                 question.sheet.empty() ? words(question.example) : "", words(question.state)};
    const double widths[] = {26, 48, 30, 16, 20};
    double lines = 1;
    for (std::size_t i = 0; i < std::size(cells); ++i) {
      put(sheet, row, i + 1, cells[i], question.for_all ? for_all_ : fixed_);
      lines = std::max(lines, lines_of(cells[i], widths[i]));
    }
    check(xlsx_.worksheet_set_row(sheet, row, std::min(tallest_row, lines * line_height + 3), nullptr));
    if (question.sheet.empty()) {
      open(sheet, row, row, answer_place, question.field);
    } else {
      put(sheet, row, answer_place, "", open_text_);
      const ListWords list;
      offer(sheet, row, row, answer_place, {words(list.all), words(list.some), words(list.none), words(list.unknown)});
    }
    put(sheet, row, remark_place, "", open_text_);
  }

  auto for_all_form() const -> std::string {
    return words(
        "once for all of the rows below that are left empty: “all are listed” if the sheet “{}” names them all "
        "(what has no row there has none), or names that are the same everywhere",
        "一次答复，适用于下面留空的各行：工作表“{}”已列全的选“已全部列出”（表中没有的即为没有），或填写各处相同的名称");
  }

  void things(const FormSheet& form) {
    auto* sheet = page(form.title);
    tag(sheet, 0, 0, std::string(things_tag) + form.tag);
    hide_tags(sheet);
    lxw_row_col_options hidden{1, 0, 0};
    check(xlsx_.worksheet_set_row_opt(sheet, 0, line_height, nullptr, &hidden));
    const auto& record = context_.program.records[context_.program.fields[form.list].type.record()];
    tag(sheet, 0, 1, std::string(owner_column));
    wide(sheet, 1, form.owned ? 26 : 2);
    put(sheet, 1, 1, form.owned ? words("Belongs to", "所属") : "", heading_);
    const auto key = record.key ? context_.program.fields[*record.key].name : std::string();
    tag(sheet, 0, 2, std::string(key_column) + key);
    wide(sheet, 2, 26);
    put(sheet, 1, 2,
        record.key ? words(record.label) + " · " + words(context_.program.fields[*record.key].label)
                   : words("No.", "序号"),
        heading_);
    Heights heights;
    for (std::size_t i = 0; i < form.columns.size(); ++i) head(sheet, i, form.columns[i], heights);
    check(xlsx_.worksheet_set_row(sheet, 1, 2 * line_height + 4, nullptr));
    check(xlsx_.worksheet_set_row(sheet, 2, std::min(tallest_row, heights.ask * line_height + 3), nullptr));
    check(xlsx_.worksheet_set_row(sheet, 3, std::min(tallest_row, heights.form * line_height + 3), nullptr));
    for (const RowAt row : {RowAt{2}, RowAt{3}}) {
      for (const std::size_t column : {1, 2}) put(sheet, row, column, "", hint_);
    }
    RowAt row = things_begin;
    for_all(sheet, row++, form);
    for (const auto& thing : form.things) fill(sheet, row++, form, thing);
    if (form.blank > 0) leave_room(sheet, row, row + form.blank - 1, form);
    xlsx_.worksheet_freeze_panes(sheet, things_begin + 1, 3);
    check(xlsx_.worksheet_repeat_rows(sheet, 1, 1));
    protect(sheet);
    for_print(sheet);
  }

  // How many lines the questions and the forms of the answers take.
  struct Heights {
    double ask = 1;
    double form = 1;
  };
  void head(PageSheet* sheet, std::size_t index, const FormColumn& column, Heights& heights) {
    constexpr double width = 24;
    const auto& field = context_.program.fields[column.field];
    tag(sheet, 0, index + 3, column.path);
    wide(sheet, index + 3, width);
    put(sheet, 1, index + 3, label_of(column), heading_);
    const auto& ask = words(field.ask);
    const bool choice = entry_of(typed(column.field)) == Entry::choice;
    const auto form = choice ? words("choose from the list", "从下拉列表选择")
                             : words(assess::form_of_answer(context_.program, column.field));
    put(sheet, 2, index + 3, ask, hint_);
    put(sheet, 3, index + 3, form, hint_);
    heights.ask = std::max(heights.ask, lines_of(ask, width));
    heights.form = std::max(heights.form, lines_of(form, width));
  }

  // "password · minimum length" for a field of a part.
  auto label_of(const FormColumn& column) const -> std::string {
    const auto& field = context_.program.fields[column.field];
    if (column.path.find('/') == std::string::npos) return words(field.label);
    return words(context_.program.records[field.owner].label) + " · " + words(field.label);
  }

  // What is the same for all is said once.
  void for_all(PageSheet* sheet, RowAt row, const FormSheet& form) {
    tag(sheet, row, 0, std::string(all_row));
    put(sheet, row, 1, "", for_all_);
    put(sheet, row, 2, words("FOR ALL whose own cell is empty", "全部（本行适用于未单独填写的各行）"), for_all_);
    for (std::size_t i = 0; i < form.columns.size(); ++i) open(sheet, row, row, i + 3, form.columns[i].field);
    check(xlsx_.worksheet_set_row(sheet, row, 2 * line_height + 3, nullptr));
  }

  void fill(PageSheet* sheet, RowAt row, const FormSheet& form, const FormThing& thing) {
    tag(sheet, row, 0, thing.name);
    put(sheet, row, 1, thing.owner, fixed_);
    put(sheet, row, 2, thing.key, fixed_);
    for (std::size_t i = 0; i < form.columns.size(); ++i) {
      if (thing.asked[i]) {
        open(sheet, row, row, i + 3, form.columns[i].field);
      } else {
        put(sheet, row, i + 3, std::string(not_asked), shut_);
      }
    }
  }

  void leave_room(PageSheet* sheet, RowAt first, RowAt last, const FormSheet& form) {
    for (auto row = first; row <= last; ++row) {
      put(sheet, row, 1, "", form.owned ? open_text_ : shut_);
      put(sheet, row, 2, "", open_text_);
    }
    if (form.owned) offer_owners(sheet, first, last, form);
    for (std::size_t i = 0; i < form.columns.size(); ++i) open(sheet, first, last, i + 3, form.columns[i].field);
  }

  // ---- cells to fill in

  auto typed(model::FieldId id) const -> Type {
    const auto& field = context_.program.fields[id];
    if (!field.ref) return field.type;
    const auto key = context_.program.fields[*context_.program.records[field.type.record()].key].type;
    return field.type.list ? key.list_of() : key;
  }

  static auto entry_of(Type type) -> Entry {
    if (type.list) return Entry::text;
    switch (type.kind) {
      case Kind::number:
        return Entry::number;
      case Kind::date:
        return Entry::date;
      case Kind::truth:
      case Kind::enumeration:
        return Entry::choice;
      default:
        return Entry::text;
    }
  }

  void open(PageSheet* sheet, RowAt first, RowAt last, std::size_t column, model::FieldId field) {
    const auto type = typed(field);
    const auto entry = entry_of(type);
    auto* format = entry == Entry::number ? open_number_ : entry == Entry::date ? open_date_ : open_text_;
    for (auto row = first; row <= last; ++row) put(sheet, row, column, "", format);
    const ListWords list;
    if (entry == Entry::choice) {
      std::vector<std::string> texts;
      if (type.kind == Kind::truth) texts = {words("yes", "是"), words("no", "否")};
      if (type.kind == Kind::enumeration) {
        for (const auto& choice : context_.program.enumerations[type.enumeration()].choices)
          texts.push_back(words(choice.label));
      }
      const auto add = [&](const std::string& word) {
        if (std::ranges::find(texts, word) == texts.end()) texts.push_back(word);
      };
      add(words(list.unknown));
      if (type.kind != Kind::truth) add(words(list.none));
      return offer(sheet, first, last, column, texts);
    }
    lxw_data_validation rule{};
    std::string title = std::string(utf8::prefix(words(context_.program.fields[field].label), 30));
    std::string message = std::string(utf8::prefix(words(assess::form_of_answer(context_.program, field)), 240));
    rule.input_title = title.data();
    rule.input_message = message.data();
    rule.validate = LXW_VALIDATION_TYPE_ANY;
    if (entry == Entry::date) {
      rule.validate = LXW_VALIDATION_TYPE_DATE;
      rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
      rule.minimum_datetime = {1950, 1, 1, 0, 0, 0};
      rule.maximum_datetime = {2199, 12, 31, 0, 0, 0};
    } else if (entry == Entry::number) {
      rule.validate = LXW_VALIDATION_TYPE_DECIMAL;
      rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
      rule.minimum_number = -1e12;
      rule.maximum_number = 1e12;
    }
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;  // "unknown" may stand there as well
    validate(sheet, first, last, column, rule);
  }

  void validate(PageSheet* sheet, RowAt first, RowAt last, std::size_t column, lxw_data_validation& rule) {
    const auto at = static_cast<ColAt>(column);
    check(xlsx_.worksheet_data_validation_range(sheet, first, at, last, at, &rule));
  }

  // A drop-down; the words stand on a hidden sheet, for in the rule itself only 255 characters have room.
  void offer(PageSheet* sheet, RowAt first, RowAt last, std::size_t column, const std::vector<std::string>& texts) {
    auto range = range_of(texts);
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = range.data();
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
    validate(sheet, first, last, column, rule);
  }

  auto range_of(const std::vector<std::string>& texts) -> std::string {
    const auto [at, fresh] = ranges_.emplace(texts, "");
    if (!fresh) return at->second;
    if (choices_ == nullptr) choices_ = page("_choices");
    const auto column = static_cast<std::uint32_t>(ranges_.size() - 1);
    for (std::size_t i = 0; i < texts.size(); ++i) tag(choices_, static_cast<RowAt>(i), column, cell_text(texts[i]));
    const auto letters = assess::cell_name({0, column});
    const auto name = letters.substr(0, letters.size() - 1);
    at->second = fmt::format("=_choices!${0}$1:${0}${1}", name, texts.size());
    return at->second;
  }

  void offer_owners(PageSheet* sheet, RowAt first, RowAt last, const FormSheet& form) {
    std::vector<std::string> texts;
    for (const auto& owner : form_.owners) {
      if (owner.tag == form.tag) texts.push_back(owner.words);
    }
    auto range = range_of(texts);
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = range.data();
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    validate(sheet, first, last, 1, rule);
  }

  void owners() {
    auto* sheet = page("_owners");
    tag(sheet, 0, 0, std::string(owners_tag));
    RowAt row = 1;
    for (const auto& owner : form_.owners) {
      tag(sheet, row, 0, owner.tag);
      tag(sheet, row, 1, cell_text(owner.words));
      tag(sheet, row++, 2, owner.list);
    }
    xlsx_.worksheet_hide(sheet);
  }

  const XlsxLibrary& xlsx_ = needed_xlsx_library();
  const Context& context_;
  const Form& form_;
  MemoryFile file_;
  lxw_workbook* book_;
  lxw_format* heading_ = nullptr;  // the library owns formats and sheets
  lxw_format* hint_ = nullptr;
  lxw_format* fixed_ = nullptr;
  lxw_format* shut_ = nullptr;
  lxw_format* for_all_ = nullptr;
  lxw_format* open_text_ = nullptr;
  lxw_format* open_number_ = nullptr;
  lxw_format* open_date_ = nullptr;
  PageSheet* choices_ = nullptr;
  std::map<std::vector<std::string>, std::string> ranges_;
  std::string title_;
};

}  // namespace

auto form_xlsx(const Context& context, const Form& form) -> std::string { return FormWriter(context, form).write(); }

}  // namespace dengbao::report
