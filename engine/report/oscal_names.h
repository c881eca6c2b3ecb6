#pragma once

#include <string>
#include <string_view>

#include "model/program.h"

// Names that all OSCAL documents of the program share.
namespace dengbao::report {

inline constexpr auto oscal_version = "1.1.3";
inline constexpr auto oscal_name_space = "urn:dengbao:oscal";

// A token of OSCAL: letters, digits, `.`, `-`, `_`, and a letter in front.
[[nodiscard]] auto oscal_token(std::string_view prefix, std::string_view text) -> std::string;

// The control of the catalogue that stands for a clause, and the statement in it.
[[nodiscard]] auto oscal_control_id(const model::Clause& clause) -> std::string;
[[nodiscard]] auto oscal_statement_id(const model::Clause& clause) -> std::string;

// The UUID of the catalogue.
[[nodiscard]] auto oscal_catalogue_uuid(const model::Source& source) -> std::string;

}  // namespace dengbao::report
