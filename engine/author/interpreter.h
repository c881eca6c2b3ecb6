#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/localised.h"
#include "eval/settings.h"
#include "model/compile.h"

namespace dengbao::author {

// Answers what a person types at `dengbao repl`: expressions, with why they are so, and commands that begin with a
// colon. Knows no terminal: a line goes in, the answer comes out.
class Interpreter {
 public:
  // The policies compile; `facts` is a file of `sources`, nothing for a session without a network.
  Interpreter(Sources& sources, const model::PolicySet& policies, std::optional<FileId> facts, eval::Settings settings,
              Lang lang, bool colour);
  ~Interpreter();
  Interpreter(const Interpreter&) = delete;
  auto operator=(const Interpreter&) -> Interpreter& = delete;

  // The answer to one line, ending in a line break; messages about mistakes included. Empty for an empty line.
  [[nodiscard]] auto answer(std::string_view line) -> std::string;
  // After `:quit`.
  [[nodiscard]] auto finished() const -> bool;

  // The words that may stand in place of the last one of `line`: fields behind a dot, names, keywords, commands.
  // Sorted.
  [[nodiscard]] auto complete(std::string_view line) -> std::vector<std::string>;

 private:
  class Session;
  std::unique_ptr<Session> session_;
};

}  // namespace dengbao::author
