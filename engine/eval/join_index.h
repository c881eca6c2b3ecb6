#pragma once

#include "eval/column.h"
#include "eval/lane.h"

// Inside of the fast evaluator: finds the members of a list whose key may equal a value.
namespace dengbao::eval {

struct JoinIndex {
  static constexpr std::uint32_t none = 0xffffffff;
  Lane<std::uint32_t> heads;  // by hash; a power of two
  Lane<std::uint32_t> next;   // by member: the next with the same head, ascending
  Lane<std::uint64_t> hashes;
  Lane<std::uint32_t> unknown;  // members whose key is not known, ascending

  // Of `keys` by member, or of their hashes (`Column::hash`).
  JoinIndex(const Column& keys, std::size_t size);

  [[nodiscard]] auto head(std::uint64_t hash) const -> std::uint32_t { return heads[hash & (heads.size() - 1)]; }
  // The members whose key may equal one with this hash, in their order; of none: nobody.
  [[nodiscard]] auto candidates(std::uint64_t hash) const -> Lane<std::uint32_t>;
  // Another key of a member.
  void change(std::uint32_t member, std::uint64_t hash);

 private:
  void take_out(std::uint32_t member);
  void put_in(std::uint32_t member);
};

}  // namespace dengbao::eval
