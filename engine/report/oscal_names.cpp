#include "report/oscal_names.h"

#include <fmt/format.h>

#include "report/uuid.h"

namespace dengbao::report {

auto oscal_token(std::string_view prefix, std::string_view text) -> std::string {
  std::string out(prefix);
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    out += plain || c == '.' || c == '-' ? c : '_';
  }
  return out;
}

auto oscal_control_id(const model::Clause& clause) -> std::string {
  return oscal_token("clause-", fmt::format("{}-{}", clause.level, clause.number));
}

auto oscal_statement_id(const model::Clause& clause) -> std::string { return oscal_control_id(clause) + "_stm"; }

auto oscal_catalogue_uuid(const model::Source& source) -> std::string { return uuid_of("catalogue " + source.name); }

}  // namespace dengbao::report
