#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "assess/survey/fact_names.h"
#include "assess/survey/inquiry.h"
#include "base/localised.h"

// The same question about many things is put once.
//
// A name in which `*` stands for each element is of a group: `/hosts/*/accounts/*/enabled`.
namespace dengbao::assess {

struct Group {
  std::string name;                  // of all its facts; of a single question its own name
  std::string key;                   // tells groups of the same name apart
  Localised by;                      // what its things have in common, where it was split off: "server"
  std::vector<std::size_t> members;  // places of its questions, in their order
  std::uint64_t open = 0;            // sums over its members
  std::uint64_t left = 0;
  std::uint32_t waiting = 0;
  std::vector<model::RequirementId> rules;  // of all of them, in the policies' order
  [[nodiscard]] auto is_single() const -> bool { return members.size() == 1; }
};

// The questions about one field of many elements as one, by what they decide together: the most decisive first, and
// last what was asked before. A list of which something is known is not asked for together with one of which nothing
// is.
[[nodiscard]] auto group_questions(const std::vector<Question>& questions) -> std::vector<Group>;

// A group of several in parts: by the kind of its things where these are of several kinds, else by what they belong to,
// else each by itself.
[[nodiscard]] auto split_group(const model::Program& program, const Inquiry& inquiry, const Group& group)
    -> std::vector<Group>;

// The members of a group that words name: `2`, `3-5` by their places from 1; the name of the thing or of what it
// belongs to (`root`, `db-1`, `db-1/root`); the word of a kind that they are of (`server`, `服务器`). Or the words that
// name none.
[[nodiscard]] auto named_members(const model::Program& program, const Inquiry& inquiry, const Group& group,
                                 const std::vector<std::string>& words)
    -> std::variant<std::vector<std::size_t>, std::string>;

[[nodiscard]] auto is_group_name(std::string_view name) -> bool;
// `/hosts/id=db-1/kind` is one of `/hosts/*/kind`.
[[nodiscard]] auto group_name_of(std::string_view name) -> std::string;
// The innermost element that the name of a fact leads through: `/hosts/id=db-1`; empty where there is none.
[[nodiscard]] auto thing_name(std::string_view name) -> std::string;
// Of the name of a group what stands behind its last element: `/password/min_length`.
[[nodiscard]] auto behind_things(std::string_view group) -> std::string;
// `db-1/root` of `/hosts/id=db-1/accounts/name=root`.
[[nodiscard]] auto short_name(std::string_view thing) -> std::string;

// The elements that these facts have for the name of a group, as names.
[[nodiscard]] auto things_of(const model::Program& program, const FactsJson& facts, std::string_view group)
    -> std::vector<std::string>;

}  // namespace dengbao::assess
