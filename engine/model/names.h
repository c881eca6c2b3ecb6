#pragma once

#include <string_view>

// How patterns and short forms meet the full names of what policies declare.
namespace dengbao::model {

// `*` stands for any run of characters, `?` for any one.
[[nodiscard]] auto matches_glob(std::string_view pattern, std::string_view text) -> bool;

// The pattern matches the whole dotted name or its end after a dot: `computing.*`, `identity.*`.
[[nodiscard]] auto matches_name(std::string_view pattern, std::string_view name) -> bool;

// `end` is the whole dotted name or its end after a dot.
[[nodiscard]] auto is_end_of_name(std::string_view end, std::string_view name) -> bool;

}  // namespace dengbao::model
