#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explain/repair.h"

namespace dengbao::assess {

// A JSON Patch (RFC 6902) of these changes, in an order in which its pointers stay right.
[[nodiscard]] auto patch_of(const model::Program& program, const facts::Facts& facts,
                            const std::vector<explain::Change>& changes) -> std::string;

// Facts after a patch, read from their text as any facts are.
class ChangedFacts {
 public:
  // Nothing where they cannot be read any more: something refers to an object that was removed.
  [[nodiscard]] static auto make(const model::Program& program, const facts::Facts& facts, const Sources& sources,
                                 const std::vector<explain::Change>& changes) -> std::optional<ChangedFacts>;

  [[nodiscard]] auto facts() const -> const facts::Facts& { return *facts_; }
  // The same subject in them: a row by where it stands now, any other value as it is. Nothing for one that is gone.
  [[nodiscard]] auto same_subject(const Value& subject) const -> std::optional<Value>;

 private:
  ChangedFacts() = default;

  const facts::Facts* before_ = nullptr;
  std::vector<std::string> removed_;  // pointers of the objects taken out
  std::unique_ptr<Sources> sources_;  // the facts view their text
  std::optional<facts::Facts> facts_;
};

}  // namespace dengbao::assess
