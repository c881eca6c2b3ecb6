#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/program.h"

namespace dengbao::author {

// What `--only` picks out of a program. No patterns: everything.
struct Selection {
  std::vector<std::string> patterns;

  [[nodiscard]] auto has(const model::Program& program, const model::Test& test) const -> bool;
  [[nodiscard]] auto has(const model::Requirement& requirement) const -> bool;
  // A definition, relation, table or parameter.
  [[nodiscard]] auto has(std::string_view module, std::string_view name) const -> bool;
};

// `std.network.reaches`: the name of a definition, relation, table or parameter with its module.
template <typename Declaration>
[[nodiscard]] auto full_name(const Declaration& declaration) -> std::string {
  return declaration.module.empty() ? declaration.name : declaration.module + "." + declaration.name;
}

}  // namespace dengbao::author
