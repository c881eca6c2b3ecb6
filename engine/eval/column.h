#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "value/value.h"

// The values of one expression for many instances at once.
namespace dengbao::eval {

// Whether a cell holds a value.
enum class State : std::uint8_t { unknown, none, value };

// Truths are bytes in Kleene's order, so that `and` is the lowest, `or` the highest and `not` two minus the byte: loops
// that compilers turn into vectors. Numbers, texts and indexes (of rows, and of a choice's words) lie bare beside their
// states; all that is rare (dates, ranges of numbers, lists, …) is kept as it is. A column is one piece of memory, the
// cells and behind them their states: columns are made and dropped by the ten thousand.
class Column {
 public:
  enum class Form : std::uint8_t { truth, number, text, index, any };

  Column() = default;
  // `size` unknown values.
  Column(Type type, std::size_t size);
  // One value that stands for every instance.
  static auto constant(Type type, const Value& value) -> Column;
  Column(const Column& other);
  Column(Column&& other) noexcept { swap(other); }
  auto operator=(Column other) noexcept -> Column& {
    swap(other);
    return *this;
  }
  ~Column() {
    if (memory_ != nullptr) release();
  }

  [[nodiscard]] auto form() const -> Form { return form_; }
  [[nodiscard]] auto type() const -> Type { return type_; }
  [[nodiscard]] auto is_constant() const -> bool { return constant_; }
  void make_constant() { constant_ = true; }
  [[nodiscard]] auto size() const -> std::size_t { return size_; }

  [[nodiscard]] auto value(std::size_t at) const -> Value;
  [[nodiscard]] auto truth(std::size_t at) const -> Truth { return truths()[place(at)]; }
  [[nodiscard]] auto state(std::size_t at) const -> State;
  [[nodiscard]] auto row(std::size_t at) const -> std::uint32_t { return indexes()[place(at)]; }
  // Which cell instance `at` is to be found in.
  [[nodiscard]] auto place(std::size_t at) const -> std::size_t { return constant_ ? 0 : at; }

  void put(std::size_t at, Value value);
  // The instances `from`, one after the other: a column of so many.
  [[nodiscard]] auto gather(std::span<const std::uint32_t> from) const -> Column;
  [[nodiscard]] auto slice(std::size_t begin, std::size_t end) const -> Column;
  void append(const Column& other);
  void grow(std::size_t by);  // by unknown values
  // A constant written out so many times; any other column as it is.
  [[nodiscard]] auto spread(std::size_t size) const -> Column;

  // Equal values have equal hashes, in whatever form; 0 and 1 are none's and unknown's.
  static constexpr std::uint64_t hash_of_none = 0;
  static constexpr std::uint64_t hash_of_unknown = 1;
  [[nodiscard]] auto hash(std::size_t at) const -> std::uint64_t;

  // The cells, by form; and the states of numbers, texts and indexes (none of other forms). A cell without a value
  // holds anything.
  [[nodiscard]] auto truths() -> std::span<Truth> { return cells<Truth>(); }
  [[nodiscard]] auto truths() const -> std::span<const Truth> { return cells<Truth>(); }
  [[nodiscard]] auto numbers() -> std::span<Number> { return cells<Number>(); }
  [[nodiscard]] auto numbers() const -> std::span<const Number> { return cells<Number>(); }
  [[nodiscard]] auto texts() -> std::span<std::string_view> { return cells<std::string_view>(); }
  [[nodiscard]] auto texts() const -> std::span<const std::string_view> { return cells<std::string_view>(); }
  [[nodiscard]] auto indexes() -> std::span<std::uint32_t> { return cells<std::uint32_t>(); }
  [[nodiscard]] auto indexes() const -> std::span<const std::uint32_t> { return cells<std::uint32_t>(); }
  [[nodiscard]] auto values() -> std::span<Value> { return cells<Value>(); }
  [[nodiscard]] auto values() const -> std::span<const Value> { return cells<Value>(); }
  [[nodiscard]] auto states() -> std::span<State> { return {first_state(), has_states() ? size_ : 0}; }
  [[nodiscard]] auto states() const -> std::span<const State> { return {first_state(), has_states() ? size_ : 0}; }

 private:
  template <typename T>
  [[nodiscard]] auto cells() const -> std::span<T> {
    return {static_cast<T*>(static_cast<void*>(memory_)), size_};
  }
  [[nodiscard]] auto has_states() const -> bool { return form_ != Form::truth && form_ != Form::any; }
  [[nodiscard]] auto width() const -> std::size_t;  // bytes of a cell, without its state
  [[nodiscard]] auto bytes() const -> std::size_t { return capacity_ * (width() + (has_states() ? 1 : 0)); }
  [[nodiscard]] auto first_state() const -> State*;

  // Memory for so many cells, nothing of which is a value yet.
  Column(Type type, Form form, std::size_t capacity);
  void release();
  void reserve(std::size_t capacity);
  void make_unknown(std::size_t begin, std::size_t end);
  void append(const Column& other, std::size_t begin, std::size_t end);  // of the same form
  void loosen();                                                         // to the form that holds any value
  void swap(Column& other) noexcept {
    std::swap(memory_, other.memory_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    std::swap(type_, other.type_);
    std::swap(form_, other.form_);
    std::swap(constant_, other.constant_);
  }

  std::byte* memory_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;
  Type type_;
  Form form_ = Form::truth;
  bool constant_ = false;
};

// `a op b` for every instance.
[[nodiscard]] auto compare(CompareOp op, const Column& a, const Column& b, std::size_t size) -> Column;

}  // namespace dengbao::eval
