#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include "eval/lane.h"

#include "value/value.h"

// The values of one expression for many instances at once.
namespace dengbao::eval {

// Whether a cell holds a value.
enum class State : std::uint8_t { unknown, none, value };

// Truths are bytes in Kleene's order, so that `and` is the lowest, `or` the highest and `not` two minus the byte: loops
// that compilers turn into vectors. Numbers, texts and indexes (of rows, and of a choice's words) lie bare beside their
// states; all that is rare (dates, ranges of numbers, lists, …) is kept as it is.
class Column {
 public:
  enum class Form : std::uint8_t { truth, number, text, index, any };

  Column() = default;
  // `size` unknown values.
  Column(Type type, std::size_t size);
  // One value that stands for every instance.
  static auto constant(Type type, const Value& value) -> Column;

  [[nodiscard]] auto form() const -> Form { return form_; }
  [[nodiscard]] auto type() const -> Type { return type_; }
  [[nodiscard]] auto is_constant() const -> bool { return constant_; }
  void make_constant() { constant_ = true; }
  [[nodiscard]] auto size() const -> std::size_t { return size_; }

  [[nodiscard]] auto value(std::size_t at) const -> Value;
  [[nodiscard]] auto truth(std::size_t at) const -> Truth { return truths[place(at)]; }
  [[nodiscard]] auto state(std::size_t at) const -> State;
  [[nodiscard]] auto row(std::size_t at) const -> std::uint32_t { return indexes[place(at)]; }
  // Where instance `at` is to be found in the vectors.
  [[nodiscard]] auto place(std::size_t at) const -> std::size_t { return constant_ ? 0 : at; }

  void put(std::size_t at, Value value);
  // The instances `from`, one after the other: a column of so many.
  [[nodiscard]] auto gather(std::span<const std::uint32_t> from) const -> Column;
  [[nodiscard]] auto slice(std::size_t begin, std::size_t end) const -> Column;
  void append(const Column& other);
  void grow(std::size_t by) { resize(size_ + by); }  // by unknown values
  // A constant written out so many times; any other column as it is.
  [[nodiscard]] auto spread(std::size_t size) const -> Column;

  // Equal values have equal hashes, in whatever form; 0 and 1 are none's and unknown's.
  static constexpr std::uint64_t hash_of_none = 0;
  static constexpr std::uint64_t hash_of_unknown = 1;
  [[nodiscard]] auto hash(std::size_t at) const -> std::uint64_t;

  // By form; what is of no use is empty.
  Lane<Truth> truths;
  Lane<State> states;  // of numbers, texts and indexes
  Lane<Number> numbers;
  Lane<std::string_view> texts;
  Lane<std::uint32_t> indexes;
  Lane<Value> values;

 private:
  void resize(std::size_t size);
  void loosen();  // to the form that holds any value

  Type type_;
  Form form_ = Form::truth;
  bool constant_ = false;
  std::size_t size_ = 0;
};

// `a op b` for every instance.
[[nodiscard]] auto compare(CompareOp op, const Column& a, const Column& b, std::size_t size) -> Column;

}  // namespace dengbao::eval
