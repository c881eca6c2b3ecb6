#include "eval/column.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <type_traits>

#include "base/reused_memory.h"
#include "eval/lane.h"

namespace dengbao::eval {
namespace {

auto form_of(Type type) -> Column::Form {
  if (type.list) return Column::Form::any;
  switch (type.kind) {
    case Kind::truth:
      return Column::Form::truth;
    case Kind::number:
      return Column::Form::number;
    case Kind::text:
      return Column::Form::text;
    case Kind::enumeration:
    case Kind::record:
      return Column::Form::index;
    default:
      return Column::Form::any;
  }
}

auto mixed(std::uint64_t value) -> std::uint64_t {
  value *= 0x9e3779b97f4a7c15U;
  value ^= value >> 32U;
  return value < 2 ? value + 2 : value;
}

}  // namespace

// Cells of these forms are copied as bytes, and need no making and no end.
static_assert(std::is_trivially_copyable_v<Number> && std::is_trivially_copyable_v<std::string_view>);

auto Column::width() const -> std::size_t {
  switch (form_) {
    case Form::truth:
      return sizeof(Truth);
    case Form::number:
      return sizeof(Number);
    case Form::text:
      return sizeof(std::string_view);
    case Form::index:
      return sizeof(std::uint32_t);
    case Form::any:
      break;
  }
  return sizeof(Value);
}

auto Column::first_state() const -> State* {
  return static_cast<State*>(static_cast<void*>(memory_ + capacity_ * width()));
}

Column::Column(Type type, Form form, std::size_t capacity)
    : capacity_(static_cast<std::uint32_t>(capacity)), type_(type), form_(form) {
  if (capacity > 0) memory_ = static_cast<std::byte*>(ReusedMemory::take(bytes()));
}

Column::Column(Type type, std::size_t size) : Column(type, form_of(type), size) {
  make_unknown(0, size);
  size_ = capacity_;
}

Column::Column(const Column& other) : Column(other.type_, other.form_, other.size_) {
  append(other);
  constant_ = other.constant_;
}

void Column::release() {
  if (form_ == Form::any) std::destroy_n(values().data(), size_);
  ReusedMemory::give_back(memory_, bytes());
}

auto Column::constant(Type type, const Value& value) -> Column {
  Column column(type, 1);
  column.put(0, value);
  column.constant_ = true;
  return column;
}

// Cells that are not in use yet.
void Column::make_unknown(std::size_t begin, std::size_t end) {
  if (form_ == Form::any) {
    std::uninitialized_default_construct_n(cells<Value>().data() + begin, end - begin);
  } else if (form_ == Form::truth) {
    std::uninitialized_fill_n(cells<Truth>().data() + begin, end - begin, Truth::unknown);
  } else {
    std::uninitialized_fill_n(first_state() + begin, end - begin, State::unknown);
  }
}

void Column::reserve(std::size_t capacity) {
  if (capacity <= capacity_) return;
  Column larger(type_, form_, std::max<std::size_t>(capacity, std::size_t{2} * capacity_));
  if (form_ == Form::any) {
    std::uninitialized_move_n(values().data(), size_, larger.cells<Value>().data());
  } else if (size_ > 0) {
    std::memcpy(larger.memory_, memory_, size_ * width());
    if (has_states()) std::memcpy(larger.first_state(), first_state(), size_);
  }
  larger.size_ = size_;
  larger.constant_ = constant_;
  swap(larger);
}

void Column::grow(std::size_t by) {
  reserve(size_ + by);
  make_unknown(size_, size_ + by);
  size_ += static_cast<std::uint32_t>(by);
}

auto Column::state(std::size_t at) const -> State {
  const auto where = place(at);
  switch (form_) {
    case Form::truth:
      return truths()[where] == Truth::unknown ? State::unknown : State::value;
    case Form::any:
      return values()[where].is_unknown() ? State::unknown : values()[where].is_none() ? State::none : State::value;
    default:
      return states()[where];
  }
}

auto Column::value(std::size_t at) const -> Value {
  const auto where = place(at);
  if (form_ == Form::truth) return truths()[where];
  if (form_ == Form::any) return values()[where];
  if (states()[where] == State::unknown) return {};
  if (states()[where] == State::none) return None{};
  if (form_ == Form::number) return numbers()[where];
  if (form_ == Form::text) return texts()[where];
  if (type_.kind == Kind::record) return Row{type_.record(), indexes()[where]};
  return Enumerator{indexes()[where]};
}

void Column::put(std::size_t at, Value value) {
  if (form_ == Form::truth) {
    truths()[at] = value.truth();
    return;
  }
  if (form_ == Form::number && value.get_if<Interval>() != nullptr) loosen();
  if (form_ == Form::any) {
    values()[at] = std::move(value);
    return;
  }
  states()[at] = value.is_unknown() ? State::unknown : value.is_none() ? State::none : State::value;
  if (states()[at] != State::value) return;
  if (form_ == Form::number) numbers()[at] = value.as<Number>();
  if (form_ == Form::text) texts()[at] = value.as<std::string_view>();
  if (form_ == Form::index) {
    indexes()[at] = type_.kind == Kind::record ? value.as<Row>().index : value.as<Enumerator>().ordinal;
  }
}

void Column::loosen() {
  if (form_ == Form::any) return;
  Column loose(type_, Form::any, capacity_);
  for (std::size_t i = 0; i < size_; ++i) std::construct_at(loose.cells<Value>().data() + i, value(i));
  loose.size_ = size_;
  loose.constant_ = constant_;
  swap(loose);
}

auto Column::gather(std::span<const std::uint32_t> from) const -> Column {
  if (constant_) return *this;
  Column out(type_, form_, from.size());
  const auto take = [&](const auto* cells, auto* into) {
    for (const auto place : from) std::construct_at(into++, cells[place]);
  };
  switch (form_) {
    case Form::truth:
      take(truths().data(), out.truths().data());
      break;
    case Form::number:
      take(numbers().data(), out.numbers().data());
      break;
    case Form::text:
      take(texts().data(), out.texts().data());
      break;
    case Form::index:
      take(indexes().data(), out.indexes().data());
      break;
    case Form::any:
      take(values().data(), out.values().data());
      break;
  }
  if (has_states()) take(first_state(), out.first_state());
  out.size_ = out.capacity_;
  return out;
}

auto Column::slice(std::size_t begin, std::size_t end) const -> Column {
  if (constant_) return *this;
  Column out(type_, form_, end - begin);
  out.append(*this, begin, end);
  return out;
}

auto Column::spread(std::size_t size) const -> Column {
  if (!constant_) return *this;
  auto one = *this;
  one.constant_ = false;
  if (size == 1) return one;
  const Lane<std::uint32_t> first(size, 0);
  return one.gather(first);
}

void Column::append(const Column& other) {
  if (form_ == other.form_) return append(other, 0, other.size_);
  auto loose = other;
  loose.loosen();
  loosen();
  append(loose, 0, loose.size_);
}

void Column::append(const Column& other, std::size_t begin, std::size_t end) {
  const auto count = end - begin;
  if (count == 0) return;
  reserve(size_ + count);
  if (form_ == Form::any) {
    std::uninitialized_copy_n(other.values().data() + begin, count, cells<Value>().data() + size_);
  } else {
    std::memcpy(memory_ + size_ * width(), other.memory_ + begin * width(), count * width());
    if (has_states()) std::memcpy(first_state() + size_, other.first_state() + begin, count);
  }
  size_ += static_cast<std::uint32_t>(count);
}

auto Column::hash(std::size_t at) const -> std::uint64_t {
  const auto where = place(at);
  const auto known = state(at);
  if (known != State::value) return known == State::none ? hash_of_none : hash_of_unknown;
  switch (form_) {
    case Form::truth:
      return mixed(truths()[where] == Truth::yes ? 1 : 0);
    case Form::number:
      return mixed(numbers()[where].hash());
    case Form::text:
      return mixed(std::hash<std::string_view>()(texts()[where]));
    case Form::index:
      return mixed(indexes()[where]);
    case Form::any:
      break;
  }
  const auto& loose = values()[where];
  if (loose.get_if<Interval>() != nullptr) return hash_of_unknown;
  if (const auto* number = loose.get_if<Number>()) return mixed(number->hash());
  return mixed(dengbao::hash(loose));
}

namespace {

auto both_states(State a, State b) -> State {
  if (a == State::none || b == State::none) return State::none;
  return a == State::value && b == State::value ? State::value : State::unknown;
}

// `test(a, b)` where both are known; of what does not exist nothing holds.
template <typename T, typename Test>
void compare_bare(const Column& a, const Column& b, std::span<const T> left, std::span<const T> right,
                  std::span<Truth> out, Test test) {
  const auto a_states = a.states();
  const auto b_states = b.states();
  const std::size_t a_step = a.is_constant() ? 0 : 1;
  const std::size_t b_step = b.is_constant() ? 0 : 1;
  for (std::size_t i = 0, at = 0, bt = 0; i < out.size(); ++i, at += a_step, bt += b_step) {
    const auto state = both_states(a_states[at], b_states[bt]);
    out[i] = state == State::value  ? truth(test(left[at], right[bt]))
             : state == State::none ? Truth::no
                                    : Truth::unknown;
  }
}

template <typename T>
void compare_form(CompareOp op, const Column& a, const Column& b, std::span<const T> left, std::span<const T> right,
                  std::span<Truth> out) {
  switch (op) {
    case CompareOp::equal:
      return compare_bare(a, b, left, right, out, [](const T& x, const T& y) { return x == y; });
    case CompareOp::not_equal:
      return compare_bare(a, b, left, right, out, [](const T& x, const T& y) { return x != y; });
    case CompareOp::less:
      return compare_bare(a, b, left, right, out, [](const T& x, const T& y) { return x < y; });
    case CompareOp::less_equal:
      return compare_bare(a, b, left, right, out, [](const T& x, const T& y) { return x <= y; });
    case CompareOp::greater:
      return compare_bare(a, b, left, right, out, [](const T& x, const T& y) { return x > y; });
    case CompareOp::greater_equal:
      return compare_bare(a, b, left, right, out, [](const T& x, const T& y) { return x >= y; });
  }
}

}  // namespace

auto compare(CompareOp op, const Column& a, const Column& b, std::size_t size) -> Column {
  Column out(truth_type, size);
  if (a.form() == b.form() && a.form() == Column::Form::number) {
    compare_form(op, a, b, a.numbers(), b.numbers(), out.truths());
  } else if (a.form() == b.form() && a.form() == Column::Form::text) {
    compare_form(op, a, b, a.texts(), b.texts(), out.truths());
  } else if (a.form() == b.form() && a.form() == Column::Form::index && a.type() == b.type()) {
    compare_form(op, a, b, a.indexes(), b.indexes(), out.truths());
  } else {
    for (std::size_t i = 0; i < size; ++i) out.truths()[i] = dengbao::compare(op, a.value(i), b.value(i));
  }
  return out;
}

}  // namespace dengbao::eval
