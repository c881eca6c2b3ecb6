#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/compile.h"

// Expressions that a person asks beside the policies.
namespace dengbao::model {

// A variable that the expression may use; its value is given when it is evaluated.
struct QueryVariable {
  std::string name;
  Type type;
};

// A program with one expression more: it keeps all facts, because the next question may read any of them.
struct QueryProgram {
  Program program;
  ExprId expr;
  std::vector<std::string> slot_names;  // the variables given come first
};

// Compiles the policies together with the expression, which sees the declarations of all modules. Reports what is wrong
// with it, and nothing of what is wrong with the policies beyond what `compile` reports.
[[nodiscard]] auto compile_query(const PolicySet& policies, const Sources& sources, const syntax::File& file,
                                 syntax::ExprId expr, const std::vector<QueryVariable>& variables, Sink& sink)
    -> std::optional<QueryProgram>;

}  // namespace dengbao::model
