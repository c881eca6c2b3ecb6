#include "eval/column.h"

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

template <typename T>
auto gathered(const Lane<T>& from, std::span<const std::uint32_t> places) -> Lane<T> {
  Lane<T> out;
  if (from.empty()) return out;
  out.reserve(places.size());
  for (const auto place : places) out.push_back(from[place]);
  return out;
}

template <typename T>
auto sliced(const Lane<T>& from, std::size_t begin, std::size_t end) -> Lane<T> {
  if (from.empty()) return {};
  return {from.begin() + static_cast<std::ptrdiff_t>(begin), from.begin() + static_cast<std::ptrdiff_t>(end)};
}

template <typename T>
void add(Lane<T>& to, const Lane<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

auto mixed(std::uint64_t value) -> std::uint64_t {
  value *= 0x9e3779b97f4a7c15U;
  value ^= value >> 32U;
  return value < 2 ? value + 2 : value;
}

}  // namespace

Column::Column(Type type, std::size_t size) : type_(type), form_(form_of(type)) { resize(size); }

auto Column::constant(Type type, const Value& value) -> Column {
  Column column(type, 1);
  column.put(0, value);
  column.constant_ = true;
  return column;
}

void Column::resize(std::size_t size) {
  size_ = size;
  switch (form_) {
    case Form::truth:
      truths.resize(size, Truth::unknown);
      return;
    case Form::number:
      numbers.resize(size);
      break;
    case Form::text:
      texts.resize(size);
      break;
    case Form::index:
      indexes.resize(size);
      break;
    case Form::any:
      values.resize(size);
      return;
  }
  states.resize(size, State::unknown);
}

auto Column::state(std::size_t at) const -> State {
  const auto where = place(at);
  switch (form_) {
    case Form::truth:
      return truths[where] == Truth::unknown ? State::unknown : State::value;
    case Form::any:
      return values[where].is_unknown() ? State::unknown : values[where].is_none() ? State::none : State::value;
    default:
      return states[where];
  }
}

auto Column::value(std::size_t at) const -> Value {
  const auto where = place(at);
  if (form_ == Form::truth) return truths[where];
  if (form_ == Form::any) return values[where];
  if (states[where] == State::unknown) return {};
  if (states[where] == State::none) return None{};
  if (form_ == Form::number) return numbers[where];
  if (form_ == Form::text) return texts[where];
  if (type_.kind == Kind::record) return Row{type_.record(), indexes[where]};
  return Enumerator{indexes[where]};
}

void Column::put(std::size_t at, Value value) {
  if (form_ == Form::truth) {
    truths[at] = value.truth();
    return;
  }
  if (form_ == Form::number && value.get_if<Interval>() != nullptr) loosen();
  if (form_ == Form::any) {
    values[at] = std::move(value);
    return;
  }
  states[at] = value.is_unknown() ? State::unknown : value.is_none() ? State::none : State::value;
  if (states[at] != State::value) return;
  if (form_ == Form::number) numbers[at] = value.as<Number>();
  if (form_ == Form::text) texts[at] = value.as<std::string_view>();
  if (form_ == Form::index) {
    indexes[at] = type_.kind == Kind::record ? value.as<Row>().index : value.as<Enumerator>().ordinal;
  }
}

void Column::loosen() {
  if (form_ == Form::any) return;
  Lane<Value> loose;
  loose.reserve(size_);
  for (std::size_t i = 0; i < size_; ++i) loose.push_back(value(i));
  form_ = Form::any;
  values = std::move(loose);
  states = {};
  numbers = {};
}

auto Column::gather(std::span<const std::uint32_t> from) const -> Column {
  if (constant_) return *this;
  Column out;
  out.type_ = type_;
  out.form_ = form_;
  out.size_ = from.size();
  out.truths = gathered(truths, from);
  out.states = gathered(states, from);
  out.numbers = gathered(numbers, from);
  out.texts = gathered(texts, from);
  out.indexes = gathered(indexes, from);
  out.values = gathered(values, from);
  return out;
}

auto Column::slice(std::size_t begin, std::size_t end) const -> Column {
  if (constant_) return *this;
  Column out;
  out.type_ = type_;
  out.form_ = form_;
  out.size_ = end - begin;
  out.truths = sliced(truths, begin, end);
  out.states = sliced(states, begin, end);
  out.numbers = sliced(numbers, begin, end);
  out.texts = sliced(texts, begin, end);
  out.indexes = sliced(indexes, begin, end);
  out.values = sliced(values, begin, end);
  return out;
}

auto Column::spread(std::size_t size) const -> Column {
  if (!constant_) return *this;
  auto out = *this;
  out.constant_ = false;
  const Lane<std::uint32_t> first(size, 0);
  return out.gather(first);
}

void Column::append(const Column& other) {
  if (form_ != other.form_) {
    auto loose = other;
    loose.loosen();
    loosen();
    add(values, loose.values);
  } else {
    add(truths, other.truths);
    add(states, other.states);
    add(numbers, other.numbers);
    add(texts, other.texts);
    add(indexes, other.indexes);
    add(values, other.values);
  }
  size_ += other.size_;
}

auto Column::hash(std::size_t at) const -> std::uint64_t {
  const auto where = place(at);
  const auto known = state(at);
  if (known != State::value) return known == State::none ? hash_of_none : hash_of_unknown;
  switch (form_) {
    case Form::truth:
      return mixed(truths[where] == Truth::yes ? 1 : 0);
    case Form::number:
      return mixed(numbers[where].hash());
    case Form::text:
      return mixed(std::hash<std::string_view>()(texts[where]));
    case Form::index:
      return mixed(indexes[where]);
    case Form::any:
      break;
  }
  const auto& loose = values[where];
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
void compare_bare(const Column& a, const Column& b, const Lane<T>& left, const Lane<T>& right, Lane<Truth>& out,
                  Test test) {
  const std::size_t a_step = a.is_constant() ? 0 : 1;
  const std::size_t b_step = b.is_constant() ? 0 : 1;
  for (std::size_t i = 0, at = 0, bt = 0; i < out.size(); ++i, at += a_step, bt += b_step) {
    const auto state = both_states(a.states[at], b.states[bt]);
    out[i] = state == State::value  ? truth(test(left[at], right[bt]))
             : state == State::none ? Truth::no
                                    : Truth::unknown;
  }
}

template <typename T>
void compare_form(CompareOp op, const Column& a, const Column& b, const Lane<T>& left, const Lane<T>& right,
                  Lane<Truth>& out) {
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
    compare_form(op, a, b, a.numbers, b.numbers, out.truths);
  } else if (a.form() == b.form() && a.form() == Column::Form::text) {
    compare_form(op, a, b, a.texts, b.texts, out.truths);
  } else if (a.form() == b.form() && a.form() == Column::Form::index && a.type() == b.type()) {
    compare_form(op, a, b, a.indexes, b.indexes, out.truths);
  } else {
    for (std::size_t i = 0; i < size; ++i) out.truths[i] = dengbao::compare(op, a.value(i), b.value(i));
  }
  return out;
}

}  // namespace dengbao::eval
