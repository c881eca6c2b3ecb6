#include <algorithm>
#include <map>
#include <set>

#include "assess/survey/answer_value.h"
#include "assess/survey/groups.h"
#include "assess/survey/spoken_forms.h"
#include "base/utf8.h"
#include "report/survey/form_xlsx.h"

namespace dengbao::report {
namespace {

using assess::Answer;
using assess::AnswerKind;
using assess::FactsJson;
using assess::XlsxBook;
using assess::XlsxCell;
using assess::XlsxPlace;
using assess::XlsxSheet;

// Text as it is compared: programs differ in the white space that they keep.
auto same_words(std::string_view a, std::string_view b) -> bool { return assess::trimmed(a) == assess::trimmed(b); }

class WorkbookReader {
 public:
  WorkbookReader(const model::Program& program, const XlsxBook& book, const std::string& name, Sink& sink)
      : program_(program), book_(book), name_(name), sink_(sink) {}

  auto read() -> std::optional<Replies> {
    bool ours = false;
    for (const auto& sheet : book_.sheets) ours = ours || text(sheet, {0, 0}) == cover_tag;
    if (!ours) {
      sink_
          .report(Code::answers_unreadable, say("this workbook is not one that survey --format xlsx made",
                                                "此工作簿不是由 survey --format xlsx 生成的"))
          .file(name_)
          .emit();
      return std::nullopt;
    }
    for (const auto& sheet : book_.sheets) {
      if (text(sheet, {0, 0}) == owners_tag) read_owners(sheet);
    }
    for (const auto& sheet : book_.sheets) {
      const auto tag = text(sheet, {0, 0});
      if (tag == cover_tag) read_cover(sheet);
      if (tag.starts_with(things_tag)) read_things(sheet, tag.substr(things_tag.size()));
    }
    for (const auto& sheet : book_.sheets) {
      if (text(sheet, {0, 0}) == questions_tag) read_questions(sheet);
    }
    add_unstated_lists();
    return std::move(replies_);
  }

 private:
  // ---- cells

  static auto cell(const XlsxSheet& sheet, XlsxPlace place) -> const XlsxCell* {
    const auto found = sheet.cells.find(place);
    return found == sheet.cells.end() ? nullptr : &found->second;
  }
  static auto text(const XlsxSheet& sheet, XlsxPlace place) -> std::string {
    const auto* found = cell(sheet, place);
    return found == nullptr ? std::string() : std::string(assess::trimmed(found->text));
  }
  auto where(const XlsxSheet& sheet, XlsxPlace place) const -> std::string {
    return name_ + " " + utf8::printable(sheet.name) + "!" + assess::cell_name(place);
  }
  static auto last_row(const XlsxSheet& sheet) -> std::uint32_t {
    return sheet.cells.empty() ? 0 : sheet.cells.rbegin()->first.first;
  }

  void refuse(const XlsxSheet& sheet, XlsxPlace place, const Localised& what, const Localised& help) {
    ++replies_.faults;
    sink_.report(Code::answer_bad, what).file(where(sheet, place)).help(help).emit();
  }

  // The kind of value that the fact holds.
  auto kind_of(const std::string& name) const -> std::optional<Type> {
    std::string unknown;
    const auto path = assess::read_fact_name(program_, name, unknown);
    if (!path || path->steps.back().field.empty()) return std::nullopt;
    const auto& field = program_.fields[path->fields.back()];
    if (!field.ref) return field.type;
    const auto& key = program_.records[field.type.record()].key;
    return field.type.list ? program_.fields[*key].type.list_of() : program_.fields[*key].type;
  }

  static auto is_empty(const XlsxSheet& sheet, XlsxPlace place) -> bool { return text(sheet, place).empty(); }
  static auto is_shut(const XlsxSheet& sheet, XlsxPlace place) -> bool { return text(sheet, place) == not_asked; }

  // What the cell says of a fact; nothing for one that says nothing.
  auto answer(const XlsxSheet& sheet, XlsxPlace place, const std::string& name) -> std::optional<Answer> {
    const auto* found = cell(sheet, place);
    if (is_empty(sheet, place) || is_shut(sheet, place)) return std::nullopt;
    Answer given;
    given.name = name;
    given.where = where(sheet, place);
    const auto type = kind_of(name);
    const bool choice = type && assess::is_choice(program_, *type, found->text);
    const bool none = !choice && assess::means_none(found->text);
    const bool wants_text = type && type->kind == Kind::text;
    switch (found->kind) {
      case XlsxCell::Kind::text:
        if (!choice && assess::means_unknown(found->text)) {
          given.kind = AnswerKind::unknown;
        } else if (none && type && type->list) {
          given.value = FactsJson::array();
        } else if (none && wants_text) {
          given.value = "";
        } else if (none) {
          given.kind = AnswerKind::no_such;
        } else {
          given.value = found->text;
        }
        break;
      case XlsxCell::Kind::number: {
        const auto day = assess::day_of_number(found->text, book_.from_1904);
        const bool is_day = type && !day.empty() && (type->kind == Kind::date || (wants_text && found->date));
        given.value = is_day ? FactsJson(day) : FactsJson(found->text);
        break;
      }
      case XlsxCell::Kind::truth:
        given.value = found->text == "1";
        break;
      case XlsxCell::Kind::error:
        refuse(sheet, place, say("the cell holds the error `{}`", "单元格为错误值 `{}`", utf8::printable(found->text)),
               say("write the answer itself in place of the formula", "请直接填写答案，不要使用公式"));
        return std::nullopt;
    }
    return given;
  }

  // ---- sheets

  void read_cover(const XlsxSheet& sheet) {
    for (std::uint32_t row = 1; row <= last_row(sheet); ++row) {
      const auto tag = text(sheet, {row, 0});
      if (tag == by_tag) replies_.by = text(sheet, {row, 2});
      if (tag != on_tag) continue;
      const auto said = text(sheet, {row, 2});
      if (said.empty()) continue;
      const auto* found = cell(sheet, {row, 2});
      const auto day = found->kind == XlsxCell::Kind::number ? assess::day_of_number(said, book_.from_1904) : said;
      replies_.on = Date::parse(assess::written_form(Kind::date, day));
      if (!replies_.on) {
        refuse(sheet, {row, 2}, say("`{}` is not a date", "`{}` 不是日期", utf8::printable(said)),
               say("write it as 2026-11-21", "请写成 2026-11-21"));
      }
    }
  }

  void read_owners(const XlsxSheet& sheet) {
    for (std::uint32_t row = 1; row <= last_row(sheet); ++row) {
      owners_.push_back({text(sheet, {row, 0}), text(sheet, {row, 1}), text(sheet, {row, 2})});
    }
  }

  void read_questions(const XlsxSheet& sheet) {
    std::vector<ListsForAll> for_all;
    for (std::uint32_t row = 1; row <= last_row(sheet); ++row) {
      const auto name = text(sheet, {row, 0});
      if (name.empty()) continue;
      const XlsxPlace place{row, answer_place};
      const auto type = kind_of(name);
      std::string unknown;
      const auto path = assess::read_fact_name(program_, name, unknown);
      const bool records = path && type && type->list &&
                           program_.fields[path->fields.back()].type.kind == Kind::record &&
                           !program_.fields[path->fields.back()].ref;
      if (assess::is_group_name(name)) {
        for_all.push_back({name, place, {}});
        continue;
      }
      auto given = records ? list_answer(sheet, place, name) : answer(sheet, place, name);
      if (!given) {
        const bool in_group = !for_all.empty() && for_all.back().group == assess::group_name_of(name);
        if (records && in_group) for_all.back().open.push_back(name);
        if (!lists_.contains(name) || lists_.at(name).fresh.empty()) ++replies_.blank;
        continue;
      }
      given->note = text(sheet, {row, remark_place});
      replies_.answers.push_back(std::move(*given));
    }
    for (const auto& row : for_all) lists_for_all(sheet, row);
  }

  // A row for all lists of a group, and those of which nothing is said in their own rows.
  struct ListsForAll {
    std::string group;
    XlsxPlace place;
    std::vector<std::string> open;
  };
  // One row for all lists of a group of which nothing is said: those that have rows are complete with them, the others
  // have what the cell names, or nothing.
  void lists_for_all(const XlsxSheet& sheet, const ListsForAll& row) {
    const auto& [group, place, open] = row;
    const auto said = text(sheet, place);
    if (said.empty()) return;
    const ListWords list;
    const auto is = [&](const Localised& words) { return same_words(said, words.en) || same_words(said, words.zh); };
    const bool unknown = is(list.unknown) || assess::means_unknown(said);
    const bool none = is(list.all) || is(list.none) || assess::means_none(said);
    std::vector<std::string> empty;
    for (const auto& name : open) {
      auto& listed = lists_[name];
      if (listed.fresh.empty()) {
        empty.push_back(assess::thing_name(name));
        if (!is(list.some)) --replies_.blank;
        continue;
      }
      listed.stated = true;
      Answer given;
      given.name = name;
      given.kind = unknown || is(list.some) ? AnswerKind::part : AnswerKind::rest;
      given.value = listed.fresh;
      given.where = where(sheet, place);
      replies_.answers.push_back(std::move(given));
    }
    if (empty.empty() || is(list.some)) return;
    Answer given;
    given.name = group;
    given.kind = unknown ? AnswerKind::unknown : none ? AnswerKind::rest : AnswerKind::value;
    given.value = none ? FactsJson::array() : FactsJson(said);
    given.where = where(sheet, place);
    given.note = text(sheet, {place.first, remark_place});
    given.only = std::move(empty);
    given.of = open.size();
    given.others = true;
    replies_.answers.push_back(std::move(given));
  }

  // Which things there are: what the cell says of their sheet.
  auto list_answer(const XlsxSheet& sheet, XlsxPlace place, const std::string& name) -> std::optional<Answer> {
    const auto said = text(sheet, place);
    auto& listed = lists_[name];
    if (said.empty()) {
      return std::nullopt;
    }
    listed.stated = true;
    Answer given;
    given.name = name;
    given.where = where(sheet, place);
    const ListWords list;
    const auto is = [&](const Localised& words) { return same_words(said, words.en) || same_words(said, words.zh); };
    if (is(list.unknown) || assess::means_unknown(said)) {
      given.kind = listed.fresh.empty() ? AnswerKind::unknown : AnswerKind::part;
      given.value = listed.fresh;
    } else if (is(list.none) || assess::means_none(said)) {
      given.value = FactsJson::array();
      if (listed.fresh.empty()) return given;
      refuse(sheet, place,
             say("`{}` is said, and {} are listed", "填写了“{}”，却列出了 {} 个", said, listed.fresh.size()),
             say("take these rows out, or choose another answer", "请删除所列各行，或选择其他答案"));
      return std::nullopt;
    } else if (is(list.some)) {
      given.kind = AnswerKind::part;
      given.value = listed.fresh;
    } else if (is(list.all)) {
      given.kind = AnswerKind::rest;
      given.value = listed.fresh;
    } else {
      given.value = said;  // names in the cell itself
    }
    return given;
  }

  // Rows that nobody said anything of: there may be more.
  void add_unstated_lists() {
    for (auto& [name, listed] : lists_) {
      if (listed.stated || listed.fresh.empty()) continue;
      Answer given;
      given.name = name;
      given.kind = AnswerKind::part;
      given.value = listed.fresh;
      given.where = listed.where;
      replies_.answers.push_back(std::move(given));
    }
  }

  void read_things(const XlsxSheet& sheet, const std::string& tag) {
    std::string key;
    std::map<std::uint32_t, std::string> paths;
    for (const auto& [place, found] : sheet.cells) {
      if (place.first > 0) break;
      if (found.text.starts_with(key_column)) key = found.text.substr(key_column.size());
      if (place.second > 2) paths.emplace(place.second, found.text);
    }
    std::map<std::string, std::uint32_t> rows_of;                  // how many new things without a key each list has
    std::map<std::uint32_t, std::vector<std::string>> left_empty;  // things, by column
    std::optional<std::uint32_t> for_all;
    std::size_t things = 0;
    for (std::uint32_t row = things_begin; row <= last_row(sheet); ++row) {
      auto name = text(sheet, {row, 0});
      if (name == all_row) {
        for_all = row;
        continue;
      }
      if (name.empty()) name = new_thing(sheet, row, tag, key, paths, rows_of);
      if (name.empty()) continue;
      ++things;
      for (const auto& [column, path] : paths) {
        if (auto given = answer(sheet, {row, column}, name + "/" + path)) replies_.answers.push_back(std::move(*given));
        if (is_empty(sheet, {row, column})) left_empty[column].push_back(name);
      }
    }
    if (!for_all) return;
    for (const auto& [column, names] : left_empty) {
      auto given = answer(sheet, {*for_all, column}, names.front() + "/" + paths.at(column));
      if (given) add_for_all(std::move(*given), names, things);
    }
  }

  // The row for all, of the things whose own cells are empty.
  void add_for_all(Answer given, const std::vector<std::string>& names, std::size_t of) {
    given.name = assess::group_name_of(given.name);
    given.only = names;
    given.of = of;
    given.others = true;
    replies_.answers.push_back(std::move(given));
  }

  // The name of a thing in a row that nobody had listed; empty where there is none, or it cannot be taken.
  auto new_thing(const XlsxSheet& sheet, std::uint32_t row, const std::string& tag, const std::string& key,
                 const std::map<std::uint32_t, std::string>& paths, std::map<std::string, std::uint32_t>& rows_of)
      -> std::string {
    const auto owner = text(sheet, {row, 1});
    const auto named = text(sheet, {row, 2});
    const bool filled =
        std::ranges::any_of(paths, [&](const auto& one) { return !text(sheet, {row, one.first}).empty(); });
    if (named.empty() && !filled) return {};
    if (!key.empty() && named.empty()) {
      refuse(sheet, {row, 2}, say("this row has no name", "此行没有名称"),
             say("give what is described here a name", "请为此行填写名称"));
      return {};
    }
    auto list = list_of(sheet, row, tag, owner);
    if (list.empty()) return {};
    auto& listed = lists_[list];
    if (listed.where.empty()) listed.where = where(sheet, {row, 2});
    auto name = list;
    if (key.empty()) {
      assess::append_name_step(name, std::to_string(rows_of[list]++));
      listed.fresh.push_back(FactsJson::object());
      return name;
    }
    assess::append_name_step(name, key + "=" + named);
    if (std::ranges::find(listed.fresh, FactsJson(named)) != listed.fresh.end()) {
      refuse(sheet, {row, 2}, say("`{}` is named twice", "`{}` 重复出现", utf8::printable(named)),
             say("name each only once", "每个只写一次"));
      return {};
    }
    listed.fresh.push_back(named);
    return name;
  }

  auto list_of(const XlsxSheet& sheet, std::uint32_t row, const std::string& tag, const std::string& owner)
      -> std::string {
    std::string only;
    std::size_t number = 0;
    for (const auto& known : owners_) {
      if (known.tag != tag) continue;
      ++number;
      only = known.list;
      if (same_words(known.words, owner)) return known.list;
    }
    if (number == 0) return tag;  // it lies in nothing but the network
    if (number == 1 && owner.empty()) return only;
    refuse(sheet, {row, 1},
           owner.empty()
               ? say("it is not said what this belongs to", "未填写所属对象")
               : say("`{}` is nothing that this can belong to", "所属对象 `{}` 不存在", utf8::printable(owner)),
           say("choose one from the list of the cell", "请从单元格的下拉列表中选择"));
    return {};
  }

  struct Listed {
    FactsJson fresh = FactsJson::array();
    bool stated = false;
    std::string where;
  };
  struct Owner {
    std::string tag;
    std::string words;
    std::string list;
  };

  const model::Program& program_;
  const XlsxBook& book_;
  const std::string& name_;
  Sink& sink_;
  Replies replies_;
  std::vector<Owner> owners_;
  std::map<std::string, Listed> lists_;  // by name
};

}  // namespace

auto read_replies_xlsx(const model::Program& program, const XlsxBook& book, const std::string& name, Sink& sink)
    -> std::optional<Replies> {
  return WorkbookReader(program, book, name, sink).read();
}

}  // namespace dengbao::report
