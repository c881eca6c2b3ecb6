#pragma once

#include <memory>
#include <unordered_map>

#include "eval/block_sizes.h"
#include "eval/column.h"
#include "eval/join_index.h"
#include "eval/plan.h"

// Inside of the fast evaluator: instances that are evaluated together.
namespace dengbao::eval {

// The members of a list for every instance of a block, one after the other. A member is in the list surely or possibly.
struct Expansion {
  Lane<std::uint32_t> begins;  // of each instance's members; one more at the end
  Column elements;
  Lane<Truth> in;   // empty: all surely
  Lane<char> open;  // by instance, whether there may be more than these; empty: nowhere

  [[nodiscard]] auto size() const -> std::uint32_t { return begins.back(); }
  [[nodiscard]] auto is_open(std::size_t instance) const -> bool { return !open.empty() && open[instance] != 0; }
  [[nodiscard]] auto is_in(std::size_t member) const -> Truth { return in.empty() ? Truth::yes : in[member]; }
};

// What nodes came to. Few of a program's nodes are evaluated in one block: a table of the ids, searched from where the
// id would stand.
template <typename T>
class Memo {
 public:
  [[nodiscard]] auto find(NodeId id) const -> const T* {
    if (slots_.empty()) return nullptr;
    for (auto at = place(id);; at = (at + 1) & mask()) {
      const auto& slot = slots_[at];
      if (slot.id == free) return nullptr;
      if (slot.id == id.index) return slot.value.get();
    }
  }
  // Adds what is not there; the reference stays valid.
  auto add(NodeId id, T value) -> const T& {
    if (2 * (used_ + 1) > slots_.size()) grow();
    ++used_;
    return *enter({id.index, make_reused(std::move(value))});
  }

 private:
  static constexpr std::uint32_t free = 0xffffffff;
  struct Slot {
    std::uint32_t id = free;
    Reused<T> value;
  };
  [[nodiscard]] auto mask() const -> std::size_t { return slots_.size() - 1; }
  [[nodiscard]] auto place(NodeId id) const -> std::size_t { return (id.index * 0x9e3779b1U >> 8U) & mask(); }
  auto enter(Slot slot) -> T* {
    auto at = place({slot.id});
    while (slots_[at].id != free) at = (at + 1) & mask();
    slots_[at] = std::move(slot);
    return slots_[at].value.get();
  }
  void grow() {
    Lane<Slot> old(slots_.empty() ? 8 : 2 * slots_.size());
    std::swap(old, slots_);
    for (auto& slot : old) {
      if (slot.id != free) enter(std::move(slot));
    }
  }

  Lane<Slot> slots_;  // a power of two
  std::size_t used_ = 0;
};

// Some values for the variables of a frame, in so many instances; what was evaluated for them is kept with them. An
// instance of an inner block (an element of a list) belongs to one of the outer block (what holds the list), whose
// variables it sees. A frame's outermost block has no outer one.
class Block {
 public:
  Block(Block* outer, std::size_t size) : outer_(outer), size_(size) {}
  Block(const Block&) = delete;
  auto operator=(const Block&) -> Block& = delete;

  void bind(model::Slot slot, const Column& values) {
    binds_ |= slot_bit(slot);
    variables_.emplace_back(slot.index, &values);
  }
  void bind(model::Slot slot, Column&& values) {
    owned_.push_back(make_reused(std::move(values)));
    bind(slot, *owned_.back());
  }
  // Which instance of the outer block each one belongs to; empty: all to the first.
  void belong_to(Lane<std::uint32_t> parents) { parents_ = std::move(parents); }
  // Everything is evaluated here rather than outside: the instances are few of the outer ones.
  void keep_all() { binds_ = ~Slots{0}; }

  [[nodiscard]] auto outer() const -> Block* { return outer_; }
  [[nodiscard]] auto size() const -> std::size_t { return size_; }
  [[nodiscard]] auto binds() const -> Slots { return binds_; }
  [[nodiscard]] auto parents() const -> const Lane<std::uint32_t>& { return parents_; }
  [[nodiscard]] auto variable(model::Slot slot) const -> const Column* {
    for (const auto& [index, column] : variables_) {
      if (index == slot.index) return column;
    }
    return nullptr;
  }

  // What is known already.
  Memo<Column> columns;
  Memo<Expansion> expansions;
  std::unordered_map<std::uint64_t, std::unique_ptr<JoinIndex>> indexes;  // by list and key

 private:
  Block* outer_;
  std::size_t size_;
  Slots binds_ = 0;
  Lane<std::uint32_t> parents_;
  Lane<std::pair<std::uint32_t, const Column*>> variables_;
  Lane<Reused<Column>> owned_;
};

}  // namespace dengbao::eval
