#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "base/source.h"
#include "changes/network.h"
#include "explain/proof.h"
#include "facts/facts.h"
#include "model/program.h"

namespace dengbao::changes {

// One policy and one network.
class Instance {
 public:
  Instance(const std::string& policy, const Network& network);

  // The verdict of a requirement on other facts, given as text; nothing where these cannot be read.
  [[nodiscard]] auto verdict(const std::string& json, std::uint32_t requirement = 0) const
      -> std::optional<eval::Verdict>;
  [[nodiscard]] auto verdict(const Network& network) const -> std::optional<eval::Verdict>;
  [[nodiscard]] auto verdict_on(Date day) const -> eval::Verdict;
  // The facts after a JSON Patch.
  [[nodiscard]] auto patched(const std::string& patch) const -> std::string;
  [[nodiscard]] auto proof() const -> explain::Proof;
  // The fewest changes after which `wanted` holds of the verdict, looked for among all that there are, up to `most`.
  struct Nearest {
    std::optional<std::size_t> changes;
    bool finished = true;  // false: there were too many to try all
  };
  [[nodiscard]] auto nearest(const std::function<bool(eval::Verdict)>& wanted, std::size_t most, bool dates) const
      -> Nearest;

  Sources sources;
  Sink sink;
  Network network;
  std::optional<model::Program> program;
  std::optional<facts::Facts> facts;
  eval::Settings settings;
};

[[nodiscard]] inline auto today() -> Date { return *Date::parse("2026-11-21"); }

}  // namespace dengbao::changes
