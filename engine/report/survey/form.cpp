#include "report/survey/form.h"

#include <algorithm>
#include <set>

#include "assess/survey/answer_value.h"
#include "base/utf8.h"
#include "facts/json_text.h"
#include "model/fields_read.h"
#include "report/survey/question_words.h"

namespace dengbao::report {
namespace {

using model::FieldId;

constexpr std::uint32_t rows_for_more = 200;
constexpr std::size_t longest_title = 27;  // a sheet's name has 31 units at most; room for a number

// A fact in a thing: the thing is the innermost element of a list that its name leads through.
struct InThing {
  std::string element;  // its name
  std::string tag;      // the fields that lead to the list
  std::string list;     // the list's name
  FieldId of;
  std::string path;  // of the fact in it
};

auto in_thing(const model::Program& program, std::string_view name) -> std::optional<InThing> {
  std::string unknown;
  const auto path = assess::read_fact_name(program, name, unknown);
  if (!path) return std::nullopt;
  std::optional<InThing> found;
  std::string so_far;
  std::string tag;
  std::size_t field = 0;
  for (const auto& step : path->steps) {
    if (step.field.empty()) {
      const auto list = so_far;
      const auto& declared = program.fields[path->fields[field - 1]];
      const auto& key = program.records[declared.type.record()].key;
      if (step.key) assess::append_name_step(so_far, program.fields[*key].name + "=" + *step.key);
      if (!step.key) assess::append_name_step(so_far, std::to_string(*step.place));
      found = InThing{so_far, tag, list, path->fields[field - 1], {}};
      continue;
    }
    assess::append_name_step(so_far, step.field);
    assess::append_name_step(tag, step.field);
    ++field;
    if (found) found->path += (found->path.empty() ? "" : "/") + step.field;
  }
  return found;
}

class FormMaker {
 public:
  FormMaker(const Context& context, const assess::Inquiry& inquiry, std::size_t first)
      : context_(context),
        program_(context.program),
        inquiry_(inquiry),
        groups_(assess::group_questions(inquiry.questions)) {
    if (first > 0 && groups_.size() > first) groups_.resize(first);
  }

  auto make() -> Form {
    for (const auto& group : groups_) {
      for (const auto member : group.members) {
        const auto& question = inquiry_.questions[member];
        if (is_list_of_records(question.field)) offer_rows(question);
      }
    }
    for (const auto& group : groups_) {
      if (!group.is_single() && is_list_of_records(question_of(group).field)) place_for_all(group);
      for (const auto member : group.members) place(inquiry_.questions[member]);
    }
    for (auto& sheet : form_.sheets) {
      for (auto& thing : sheet.things) thing.asked.resize(sheet.columns.size());
    }
    return std::move(form_);
  }

 private:
  auto is_list_of_records(FieldId id) const -> bool {
    const auto& field = program_.fields[id];
    return field.type.kind == Kind::record && field.type.list && !field.ref;
  }

  auto question_of(const assess::Group& group) const -> const assess::Question& {
    return inquiry_.questions[group.members.front()];
  }

  // One row that answers for all lists of a group.
  void place_for_all(const assess::Group& group) {
    const auto words = group_words(program_, inquiry_, group);
    const auto& first = question_of(group);
    const auto sheet = sheet_of(tag_of(first.name), first.field).title;
    form_.questions.push_back({group.name, first.field, words.thing, words.label, words.ask, words.form, words.example,
                               words.state, sheet, true});
  }

  void place(const assess::Question& question) {
    const auto inside = in_thing(program_, question.name);
    if (inside && !is_list_of_records(question.field)) return ask_in_row(*inside, question);
    const auto words = question_words(program_, question);
    FormQuestion asked{question.name, question.field, words.thing, words.label, words.ask,
                       words.form,    words.example,  words.state, {},          false};
    if (is_list_of_records(question.field)) asked.sheet = sheet_of(tag_of(question.name), question.field).title;
    form_.questions.push_back(std::move(asked));
  }

  void ask_in_row(const InThing& inside, const assess::Question& question) {
    auto& sheet = sheet_of(inside.tag, inside.of);
    const auto column = column_of(sheet, inside.path, question.field);
    auto& thing = thing_of(sheet, inside);
    thing.asked.resize(std::max(thing.asked.size(), column + 1));
    thing.asked[column] = true;
  }

  auto tag_of(const std::string& list) const -> std::string {
    std::string unknown;
    std::string tag;
    const auto path = assess::read_fact_name(program_, list, unknown);
    if (!path) return tag;
    for (const auto& step : path->steps) {
      if (!step.field.empty()) assess::append_name_step(tag, step.field);
    }
    return tag;
  }

  auto sheet_of(const std::string& tag, FieldId list) -> FormSheet& {
    const auto [at, fresh] = places_.emplace(tag, form_.sheets.size());
    if (fresh) {
      form_.sheets.push_back({title_of(list), tag, list, false, {}, {}, 0});
      form_.sheets.back().owned = std::ranges::count(tag, '/') > 1 && lies_in_list(tag);
    }
    return form_.sheets[at->second];
  }

  auto lies_in_list(const std::string& tag) const -> bool {
    auto record = program_.scheme.facts;
    std::string_view rest = tag;
    while (!rest.empty()) {
      rest.remove_prefix(1);
      const auto end = std::min(rest.find('/'), rest.size());
      const auto field = program_.find_field(record, rest.substr(0, end));
      rest.remove_prefix(end);
      if (rest.empty() || !field) return false;
      if (program_.fields[*field].type.list) return true;
      record = program_.fields[*field].type.record();
    }
    return false;
  }

  // The label of the list, in a form that all programs take as the name of a sheet, and no other sheet has.
  auto title_of(FieldId list) -> std::string {
    std::string base;
    for (const char c : utf8::printable(program_.fields[list].label.in(context_.lang))) {
      base += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
    }
    base = std::string(utf8::prefix(base, longest_title));
    auto title = base;
    for (int number = 2; !titles_.insert(title).second; ++number) title = base + " " + std::to_string(number);
    return title;
  }

  static auto column_of(FormSheet& sheet, const std::string& path, FieldId field) -> std::size_t {
    const auto found = std::ranges::find(sheet.columns, path, &FormColumn::path);
    if (found != sheet.columns.end()) return static_cast<std::size_t>(found - sheet.columns.begin());
    sheet.columns.push_back({path, field});
    return sheet.columns.size() - 1;
  }

  auto thing_of(FormSheet& sheet, const InThing& inside) -> FormThing& {
    const auto [at, fresh] = things_.emplace(inside.element, sheet.things.size());
    if (fresh)
      sheet.things.push_back(
          {inside.element, thing_words(program_, inside.list).in(context_.lang), key_of(inside.element), {}});
    return sheet.things[at->second];
  }
  auto key_of(const std::string& element) const -> std::string {
    std::string unknown;
    const auto path = assess::read_fact_name(program_, element, unknown);
    if (!path) return {};
    const auto& step = path->steps.back();
    return step.key ? *step.key : std::to_string(*step.place + 1);
  }

  // A list that is not known, or not known to be complete, gets rows for more, with what will be asked of each.
  void offer_rows(const assess::Question& question) {
    const auto tag = tag_of(question.name);
    auto& sheet = sheet_of(tag, question.field);
    // Without keys, new elements could not be told from those that are there.
    const bool keyed = program_.records[program_.fields[question.field].type.record()].key.has_value();
    if (!keyed && !question.there.empty()) return;
    sheet.blank = rows_for_more;
    if (sheet.owned)
      form_.owners.push_back({tag, thing_words(program_, question.name).in(context_.lang), question.name});
    auto& read = read_[tag];
    for (const auto id : question.rules) {
      const auto fields = model::fields_read(program_, id);
      read.insert(fields.begin(), fields.end());
    }
    std::set<RecordId> around;
    add_columns(sheet, read, program_.fields[question.field].type.record(), "", around);
  }

  void add_columns(FormSheet& sheet, const std::set<FieldId>& read, RecordId record, const std::string& above,
                   std::set<RecordId>& around) {
    if (!around.insert(record).second) return;  // a record that may hold its own kind
    for (const auto id : program_.records[record].fields) {
      const auto& field = program_.fields[id];
      if (field.key || !read.contains(id) || is_list_of_records(id)) continue;
      const auto path = above + field.name;
      if (field.type.kind == Kind::record && !field.ref) {
        add_columns(sheet, read, field.type.record(), path + "/", around);
      } else {
        column_of(sheet, path, id);
      }
    }
    around.erase(record);
  }

  const Context& context_;
  const model::Program& program_;
  const assess::Inquiry& inquiry_;
  std::vector<assess::Group> groups_;
  Form form_;
  std::map<std::string, std::size_t> places_;  // of sheets, by tag
  std::map<std::string, std::size_t> things_;  // by name
  std::map<std::string, std::set<FieldId>> read_;
  std::set<std::string> titles_;
};

}  // namespace

auto make_form(const Context& context, const assess::Inquiry& inquiry, std::size_t first) -> Form {
  return FormMaker(context, inquiry, first).make();
}

}  // namespace dengbao::report
