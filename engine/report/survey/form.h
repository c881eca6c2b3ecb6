#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assess/survey/inquiry.h"
#include "report/context.h"

// The questions as a form of several sheets, before it becomes a workbook.
//
// What comes back is told by names that people do not see: the first column of every sheet and the first row of those
// with a row for each thing. A sheet of `questions` has one question a row. A sheet of `things` has a thing a row and a
// question a column, and room for things that nobody listed yet.
namespace dengbao::report {

// The first cell of each sheet says what it is.
inline constexpr std::string_view cover_tag = "dengbao.survey/1";
inline constexpr std::string_view questions_tag = "dengbao.questions";
inline constexpr std::string_view things_tag =
    "dengbao.things ";  // then the fields that lead to the list: /hosts/accounts
inline constexpr std::string_view owners_tag = "dengbao.owners";
// In the first column of the cover: beside them stand who answers, and when.
inline constexpr std::string_view by_tag = "by";
inline constexpr std::string_view on_tag = "on";
// In the first row of a sheet of things: what the thing belongs to, and its key.
inline constexpr std::string_view owner_column = "@of";
inline constexpr std::string_view key_column = "@key ";  // then the key's field
// In the first column: what is said in this row counts for every thing whose own cell is empty.
inline constexpr std::string_view all_row = "*";
// In a cell that is not asked for.
inline constexpr std::string_view not_asked = "—";

// Where the answer, the sheet of things and the remark stand in a sheet of questions.
inline constexpr std::uint32_t answer_place = 6;
inline constexpr std::uint32_t remark_place = 7;
// Rows of a sheet of things before those for all and for each: names, titles, questions, forms.
inline constexpr std::uint32_t things_begin = 4;

// Answers to the question which things there are.
struct ListWords {
  Localised all{"all are listed", "已全部列出"};
  Localised some{"listed, there are more", "已列出一部分"};
  Localised none{"none", "没有"};
  Localised unknown{"unknown", "不清楚"};
};

struct FormQuestion {
  std::string name;  // of the fact
  model::FieldId field;
  Localised thing, label, ask, form, example, state;
  std::string sheet;     // of a list of records: where its elements are to be listed
  bool for_all = false;  // for all questions of this group that follow and have no answer of their own
};

struct FormColumn {
  std::string path;  // of the field in the thing: `password/min_length`
  model::FieldId field;
};
struct FormThing {
  std::string name;   // of the element; empty for one that nobody listed yet
  std::string owner;  // in words
  std::string key;
  std::vector<bool> asked;  // by column
};
struct FormSheet {
  std::string title;
  std::string tag;
  model::FieldId list;
  bool owned = false;  // it lies in other things
  std::vector<FormColumn> columns;
  std::vector<FormThing> things;
  std::uint32_t blank = 0;  // rows for more
};
// What a new thing may belong to, in words, and the name of the list that it then stands in.
struct FormOwner {
  std::string tag;
  std::string words;
  std::string list;
};
struct Form {
  std::vector<FormQuestion> questions;
  std::vector<FormSheet> sheets;
  std::vector<FormOwner> owners;
};

// `first`: only so many questions and groups of them; 0: all.
[[nodiscard]] auto make_form(const Context& context, const assess::Inquiry& inquiry, std::size_t first) -> Form;

}  // namespace dengbao::report
