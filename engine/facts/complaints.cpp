#include "facts/complaints.h"

#include <fmt/ranges.h>

#include "facts/cell_at.h"
#include "facts/scalars.h"

namespace dengbao::facts {
namespace {

auto found_words(std::string_view written) -> Localised {
  switch (written.front()) {
    case '{':
      return {"an object", "对象"};
    case '[':
      return {"a list", "列表"};
    case '"':
      return say("the text `{}`", "文本 `{}`", shown(written.substr(1, written.size() - 2)));
    case 't':
    case 'f':
    case 'n':
      return say("`{}`", " `{}`", shown(written));
    default:
      return say("the number `{}`", "数字 `{}`", shown(written));
  }
}

}  // namespace

void Complaints::wrong_type(Extent where, const Localised& expected) {
  if (cursor_.give_up()) return;
  problems_.report(Code::fact_wrong_type, where, cursor_.pointer(), expected, found_words(cursor_.written(where)))
      .emit();
}

void Complaints::unknown_choice(const FieldPlan& field, Token token, std::string_view text) {
  if (cursor_.give_up()) return;
  std::vector<std::string> names;
  for (const auto& choice : program_.enumerations[field.field->type.enumeration()].choices)
    names.push_back(choice.name);
  problems_
      .report(Code::fact_unknown_enumerator, cursor_.extent(token), cursor_.pointer(), shown(text),
              Localised{fmt::format("{}", fmt::join(names, ", ")), fmt::format("{}", fmt::join(names, "、"))})
      .did_you_mean(text, names);
}

void Complaints::bad_form(const FieldPlan& field, Token token, std::string_view text) {
  if (cursor_.give_up()) return;
  problems_
      .report(Code::fact_bad_value, cursor_.extent(token), cursor_.pointer(), shown(text), kind_words(field.kind),
              form_words(field.kind, text))
      .emit();
}

void Complaints::too_long(Token token, std::string_view number) {
  if (cursor_.give_up()) return;
  problems_.report(Code::number_out_of_range, cursor_.extent(token), cursor_.pointer(), shown(number)).emit();
}

void Complaints::not_a_list(const FieldPlan& field, Token token) {
  if (cursor_.give_up()) return;
  problems_.report(Code::annotation_not_list, cursor_.extent(token), cursor_.pointer(), field.name).emit();
}

void Complaints::no_key(const RecordPlan& plan) {
  if (cursor_.give_up()) return;
  problems_
      .report(Code::fact_key_missing, cursor_.container(), cursor_.pointer(1), plan.words(),
              plan.fields[*plan.key].name)
      .emit();
}

void Complaints::null_key(const RecordPlan& plan, const FieldPlan& field, Token token) {
  if (cursor_.give_up()) return;
  problems_.report(Code::fact_key_missing, cursor_.extent(token), cursor_.pointer(), plan.words(), field.name).emit();
}

void Complaints::unknown_key(const RecordPlan& plan, std::string_view key, Extent extent, std::string pointer) {
  problems_.report(Code::fact_unknown_key, extent, std::move(pointer), shown(key), plan.words())
      .did_you_mean(key, field_names(program_, plan.record));
}

}  // namespace dengbao::facts
