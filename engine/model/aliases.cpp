#include "model/aliases.h"

#include <array>
#include <utility>

namespace dengbao::model {
namespace {

// The one element that `fits`; nothing where there are several.
template <typename Range, typename Fits>
auto only_one(const Range& range, Fits fits) -> std::optional<std::uint32_t> {
  std::optional<std::uint32_t> found;
  for (std::uint32_t i = 0; i < range.size(); ++i) {
    if (!fits(range[i])) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 34> builtin_names{{
    {"评估日", "as_of"},
    {"真假", "truth"},
    {"数字", "number"},
    {"文本", "text"},
    {"日期", "date"},
    {"时刻", "instant"},
    {"时长", "duration"},
    {"版本", "version"},
    {"地址", "address"},
    {"网段", "subnet"},
    {"级别", "level"},
    {"互不相同", "distinct"},
    {"长度", "length"},
    {"天数", "days"},
    {"间隔天数", "days_between"},
    {"年份", "year"},
    {"绝对值", "abs"},
    {"重叠", "overlaps"},
    {"为内部地址", "is_private"},
    {"前缀长度", "prefix_length"},
    {"访谈", "interview"},
    {"核查", "examine"},
    {"测试", "test"},
    {"一般", "ordinary"},
    {"重要", "important"},
    {"关键", "key"},
    {"任意", "any"},
    {"条款结果", "clauses"},
    {"风险结果", "findings"},
    {"工作日后", "working-days-after"},
    {"工作日前", "working-days-before"},
    {"真", "true"},
    {"假", "false"},
    {"不确定", "unknown"},
}};

}  // namespace

auto find_field_called(const Program& program, RecordId record, std::string_view name) -> std::optional<FieldId> {
  if (const auto field = program.find_field(record, name)) return field;
  const auto& fields = program.records[record].fields;
  const auto found = only_one(fields, [&](FieldId id) { return program.fields[id].label.in(Lang::zh) == name; });
  return found ? std::optional(fields[*found]) : std::nullopt;
}

auto find_choice_called(const Enumeration& enumeration, std::string_view name) -> std::optional<std::uint32_t> {
  const auto by_name = only_one(enumeration.choices, [&](const EnumeratorInfo& one) { return one.name == name; });
  if (by_name) return by_name;
  return only_one(enumeration.choices, [&](const EnumeratorInfo& one) { return one.label.in(Lang::zh) == name; });
}

auto builtin_name(std::string_view name) -> std::string_view {
  for (const auto& [zh, en] : builtin_names) {
    if (zh == name) return en;
  }
  return name;
}

}  // namespace dengbao::model
