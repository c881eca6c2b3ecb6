#include "model/program.h"

#include <re2/re2.h>

#include <algorithm>

#include "model/names.h"

namespace dengbao::model {
namespace {

auto kind_words(Kind kind) -> std::pair<Localised, Localised> {
  switch (kind) {
    case Kind::truth:
      return {{"a truth value", "真假值"}, {"truth values", "真假值"}};
    case Kind::number:
      return {{"a number", "数字"}, {"numbers", "数字"}};
    case Kind::text:
      return {{"a text", "文本"}, {"texts", "文本"}};
    case Kind::date:
      return {{"a date", "日期"}, {"dates", "日期"}};
    case Kind::instant:
      return {{"a point in time", "时刻"}, {"points in time", "时刻"}};
    case Kind::duration:
      return {{"a duration", "时长"}, {"durations", "时长"}};
    case Kind::version:
      return {{"a version", "版本号"}, {"versions", "版本号"}};
    case Kind::address:
      return {{"an address", "地址"}, {"addresses", "地址"}};
    case Kind::subnet:
      return {{"an address range", "地址段"}, {"address ranges", "地址段"}};
    case Kind::enumeration:
      return {{"a choice", "选项"}, {"choices", "选项"}};
    case Kind::record:
      return {{"a record", "记录"}, {"records", "记录"}};
  }
  return {};
}

auto enumeration_words(const Enumeration& enumeration) -> Localised {
  if (!enumeration.name.empty()) return {"a `" + enumeration.name + "`", "`" + enumeration.name + "`"};
  Localised names;
  for (const auto& choice : enumeration.choices) {
    names.en += (names.en.empty() ? "" : ", ") + choice.name;
    names.zh += (names.zh.empty() ? "" : "、") + choice.name;
  }
  return {"one of " + names.en, "选项（" + names.zh + "）"};
}

}  // namespace

auto Requirement::stands_at(std::uint32_t level) const -> bool {
  return std::find(levels.begin(), levels.end(), level) != levels.end();
}

auto Requirement::qualified() const -> std::string {
  if (module.empty()) return name;
  const auto last = std::string_view(module).substr(module.rfind('.') == std::string::npos ? 0 : module.rfind('.') + 1);
  if (name.size() > last.size() && name.starts_with(last) && name[last.size()] == '.') {
    return module + name.substr(last.size());
  }
  return module + "." + name;
}

auto Requirement::matches(std::string_view pattern) const -> bool {
  const auto full = qualified();
  return matches_glob(pattern, name) || matches_name(pattern, full);
}

auto Program::find_field(RecordId record, std::string_view name) const -> std::optional<FieldId> {
  for (const auto field_id : records[record].fields) {
    if (fields[field_id].name == name) return field_id;
  }
  return std::nullopt;
}

auto Program::find_requirement(std::string_view name) const -> std::vector<RequirementId> {
  std::vector<RequirementId> exact;
  std::vector<RequirementId> by_end;
  for (std::uint32_t i = 0; i < requirements.size(); ++i) {
    const auto& requirement = requirements[RequirementId{i}];
    const auto full = requirement.qualified();
    if (requirement.name == name || full == name) {
      exact.push_back({i});
    } else if (is_end_of_name(name, full)) {
      by_end.push_back({i});
    }
  }
  return exact.empty() ? by_end : exact;
}

auto Program::type_words(Type type) const -> Localised {
  if (type.list) {
    if (type.kind == Kind::record) {
      return {"a list of `" + records[type.record()].name + "`", "`" + records[type.record()].name + "` 列表"};
    }
    if (type.kind == Kind::enumeration && !enumerations[type.enumeration()].name.empty()) {
      const auto& name = enumerations[type.enumeration()].name;
      return {"a list of `" + name + "`", "`" + name + "` 列表"};
    }
    const auto many = kind_words(type.kind).second;
    return {"a list of " + many.en, many.zh + "列表"};
  }
  if (type.kind == Kind::record) {
    const auto& name = records[type.record()].name;
    return {"a `" + name + "`", "`" + name + "`"};
  }
  if (type.kind == Kind::enumeration) return enumeration_words(enumerations[type.enumeration()]);
  return kind_words(type.kind).first;
}

auto Program::value_words(const Value& value, Type type, Lang lang) const -> std::string {
  if (const auto* enumerator = value.get_if<Enumerator>(); enumerator != nullptr && type.kind == Kind::enumeration) {
    const auto& choices = enumerations[type.enumeration()].choices;
    if (enumerator->ordinal < choices.size()) return choices[enumerator->ordinal].label.in(lang);
  }
  if (const auto* list = value.get_if<std::shared_ptr<const List>>()) {
    std::string out;
    for (const auto& element : (*list)->elements) {
      if (!out.empty()) out += lang == Lang::zh ? "、" : ", ";
      out += value_words(element, type.element(), lang);
    }
    return out;
  }
  return to_text(value, lang);
}

}  // namespace dengbao::model
