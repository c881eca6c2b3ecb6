#pragma once

#include <optional>
#include <string_view>

#include "model/program.h"

// What a name in a policy means besides its spelling: the Chinese label of a field, record, enumeration or choice is an
// alias of its name, and so are the Chinese words for what is built in.
namespace dengbao::model {

// The field of this name; else the only one with this Chinese label.
[[nodiscard]] auto find_field_called(const Program& program, RecordId record, std::string_view name)
    -> std::optional<FieldId>;
// The same for a choice of an enumeration: its ordinal.
[[nodiscard]] auto find_choice_called(const Enumeration& enumeration, std::string_view name)
    -> std::optional<std::uint32_t>;
// The English name of a built-in type, function or value: `评估日` -> `as_of`. The name itself where it is none.
[[nodiscard]] auto builtin_name(std::string_view name) -> std::string_view;

}  // namespace dengbao::model
