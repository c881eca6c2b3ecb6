#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/members.h"
#include "model/program.h"

// What the writer and the reader of images agree on: how a type lies in the file.
//
// bool, enumeration: one byte. Number: its bytes. Text, vector: a 32-bit count, then its elements. optional: one byte,
// then the value if that is 1. What is read late: a 32-bit count, the 32-bit size of its bytes, its elements. variant:
// one byte, the alternative's number, then the alternative. Id: 32 bits. Struct: its members. What is none of these
// (values, functions) stands in image_writer.h and image_reader.h.
namespace dengbao {

// Their one member of the type Value can be initialised in two ways, so that it is counted by hand.
template <>
inline constexpr std::size_t member_count<model::Constant> = 1;
template <>
inline constexpr std::size_t member_count<model::TableTest::Comparison> = 2;

namespace model {

template <typename T, template <typename...> typename Form>
inline constexpr bool is_a = false;
template <template <typename...> typename Form, typename... Args>
inline constexpr bool is_a<Form<Args...>, Form> = true;

template <typename T>
concept Enumerated = std::is_enum_v<T>;
template <typename T>
concept Identifier = is_a<T, Id>;
template <typename T>
concept Optional = is_a<T, std::optional>;
template <typename T>
concept Vector = is_a<T, std::vector>;
template <typename T>
concept Late = is_a<T, LateVector>;
template <typename T>
concept Variant = is_a<T, std::variant>;
// Written and read by functions of their own.
template <typename T>
concept Special = std::same_as<T, Value> || std::same_as<T, const Function*> || std::same_as<T, Number> ||
                  std::same_as<T, std::string> || std::same_as<T, Text>;
template <typename T>
concept Struct = std::is_aggregate_v<T> && std::is_class_v<T> && !Identifier<T>;

// The last word of each enumeration, by which a byte that is none is told.
constexpr auto last_of(Kind /*any*/) { return Kind::record; }
constexpr auto last_of(Change /*any*/) { return Change::same; }
constexpr auto last_of(Method /*any*/) { return Method::test; }
constexpr auto last_of(Weight /*any*/) { return Weight::key; }
constexpr auto last_of(RuleKind /*any*/) { return RuleKind::duty; }
constexpr auto last_of(CompareOp /*any*/) { return CompareOp::greater_equal; }
constexpr auto last_of(ArithmeticOp /*any*/) { return ArithmeticOp::divide; }
constexpr auto last_of(TextTest /*any*/) { return TextTest::ends_with; }
constexpr auto last_of(TimeRelation::Distance /*any*/) { return TimeRelation::Distance::at_least; }
constexpr auto last_of(QuantifierKind /*any*/) { return QuantifierKind::exactly; }
constexpr auto last_of(AggregateKind /*any*/) { return AggregateKind::lowest; }
constexpr auto last_of(Cause /*any*/) { return Cause::empty_list; }

// ---- the fewest bytes that a type takes, by which a count that cannot be true is told ------------------------------

template <typename T>
constexpr auto least_bytes() -> std::size_t;

template <typename Tuple>
inline constexpr std::size_t least_of_members = 0;
template <typename... Members>
inline constexpr std::size_t least_of_members<std::tuple<Members&...>> = (least_bytes<Members>() + ... + 0);

template <typename... Ts>
constexpr auto least_of_any(const std::variant<Ts...>* /*any*/) -> std::size_t {
  return std::min({least_bytes<Ts>()...});
}

template <typename T>
constexpr auto least_bytes() -> std::size_t {
  if constexpr (std::same_as<T, std::string> || std::same_as<T, Text> || Vector<T> || Identifier<T>) {
    return sizeof(std::uint32_t);
  }
  if constexpr (Late<T>) return 2 * sizeof(std::uint32_t);
  if constexpr (Optional<T> || Enumerated<T> || Special<T>) return 1;
  if constexpr (Variant<T>) return 1 + least_of_any(static_cast<const T*>(nullptr));
  if constexpr (std::integral<T>) return sizeof(T);
  if constexpr (Struct<T>) return least_of_members<decltype(members_of(std::declval<T&>()))>;
}

// To be raised where the meaning of an image changes and its layout does not.
inline constexpr std::uint64_t image_revision = 1;

// ---- a number for the layout ---------------------------------------------------------------------------------------

constexpr auto mixed(std::uint64_t hash, std::uint64_t word) -> std::uint64_t {
  return (hash ^ word) * 0x100000001b3U;  // as FNV-1a does, a word at a time
}

template <typename T>
constexpr auto shape_of() -> std::uint64_t;

template <typename... Ts>
constexpr auto shape_of_all() -> std::uint64_t {
  std::uint64_t hash = sizeof...(Ts);
  ((hash = mixed(hash, shape_of<Ts>())), ...);
  return hash;
}
template <typename... Ts>
constexpr auto shape_of_any(const std::variant<Ts...>* /*any*/) -> std::uint64_t {
  return shape_of_all<Ts...>();
}
template <typename... Ts>
constexpr auto shape_of_members(const std::tuple<Ts&...>* /*any*/) -> std::uint64_t {
  return shape_of_all<Ts...>();
}

template <typename T>
constexpr auto shape_of() -> std::uint64_t {
  if constexpr (std::same_as<T, bool>) return 1;
  if constexpr (std::integral<T> && !std::same_as<T, bool>) return mixed(2, sizeof(T));
  if constexpr (Enumerated<T>) return mixed(3, static_cast<std::uint64_t>(last_of(T{})));
  if constexpr (std::same_as<T, std::string>) return 4;
  if constexpr (std::same_as<T, Text>) return 14;
  if constexpr (Identifier<T>) return 5;
  if constexpr (std::same_as<T, Value>) return mixed(6, std::variant_size_v<Value::Data>);
  if constexpr (std::same_as<T, const Function*>) return 7;
  if constexpr (std::same_as<T, Number>) return 8;
  if constexpr (Optional<T>) return mixed(9, shape_of<typename T::value_type>());
  if constexpr (Vector<T>) return mixed(10, shape_of<typename T::value_type>());
  if constexpr (Late<T>) return mixed(13, shape_of<typename T::value_type>());
  if constexpr (Variant<T>) return mixed(11, shape_of_any(static_cast<const T*>(nullptr)));
  if constexpr (Struct<T>) {
    return mixed(12, shape_of_members(static_cast<decltype(members_of(std::declval<T&>()))*>(nullptr)));
  }
}

// ---- the whole -----------------------------------------------------------------------------------------------------

// All arenas of a program, const or not, in the order in which they are written.
template <typename AnyProgram, typename Visitor>
void for_each_store(AnyProgram& program, Visitor&& visit) {
  visit(program.exprs);
  visit(program.records);
  visit(program.fields);
  visit(program.enumerations);
  visit(program.sources);
  visit(program.parameters);
  visit(program.definitions);
  visit(program.relations);
  visit(program.tables);
  visit(program.requirements);
  visit(program.outcomes);
  visit(program.tests);
}

}  // namespace model
}  // namespace dengbao
