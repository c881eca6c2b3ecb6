#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assess/assessment.h"
#include "eval/live.h"
#include "eval/plan.h"
#include "facts/changes.h"
#include "facts/load.h"
#include "model/compile.h"

// What the benchmarks in process work on.
namespace dengbao::bench {

// A folder that goes away with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  auto operator=(const TemporaryFolder&) -> TemporaryFolder& = delete;

  // Writes a file there, and returns its path.
  auto file(std::string_view name, std::string_view text) const -> std::string;

 private:
  std::filesystem::path path_;
};

// Policies and facts, compiled and loaded. Ends the program with its messages if they are at fault: nothing to measure
// then.
class Workload {
 public:
  Workload(const std::vector<std::string>& policies, const std::string& facts, std::string_view level,
           std::string_view as_of);

  // Reads the facts anew, as a process does that has the policies.
  [[nodiscard]] auto load() -> facts::Facts;
  // Keeps what `assess --format verdicts` writes.
  [[nodiscard]] auto assess(const assess::Selection& selection = {}) const -> assess::Assessment;
  // Verdicts that follow changes of the facts, and the changes of a JSON Patch.
  [[nodiscard]] auto live() -> std::unique_ptr<eval::Live>;
  [[nodiscard]] auto changes(std::string_view patch) -> std::vector<facts::CellChange>;
  [[nodiscard]] auto plan() const -> eval::Plan { return eval::make_plan(*program_); }
  [[nodiscard]] auto program() const -> const model::Program& { return *program_; }

 private:
  template <typename T>
  auto expect(std::optional<T> made) -> T;

  Sources sources_;
  Sink sink_;
  std::unique_ptr<model::Program> program_;
  std::optional<eval::Plan> plan_;
  std::string path_;
  eval::Settings settings_;
  std::unique_ptr<facts::Facts> facts_;
};

// How many subjects an assessment judged: what `cost per verdict` divides by.
[[nodiscard]] auto verdicts(const assess::Assessment& assessment) -> double;

// A policy file of so many requirements, each with a condition of its own on one field of a host, and facts for it.
[[nodiscard]] auto many_requirements(std::size_t requirements) -> std::string;
[[nodiscard]] auto flat_hosts(std::size_t hosts) -> std::string;

// A policy file with one condition on what lies `depth` lists deep, and facts with so many innermost elements in all.
[[nodiscard]] auto deep_lists(std::size_t depth) -> std::string;
[[nodiscard]] auto deep_facts(std::size_t depth, std::size_t leaves) -> std::string;

}  // namespace dengbao::bench
