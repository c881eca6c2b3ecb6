#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "cli/options.h"
#include "eval/plan.h"
#include "eval/settings.h"
#include "facts/facts.h"
#include "model/compile.h"
#include "model/program.h"
#include "report/context.h"

namespace dengbao::cli {

// Exit statuses, fixed for scripts.
inline constexpr int status_holds = 0;
inline constexpr int status_fails = 1;
inline constexpr int status_undecided = 2;
inline constexpr int status_bad_input = 3;

// One run of a command: what it read, and the messages about that. Each step returns false after an error; `finish`
// then prints the messages.
class Session {
 public:
  explicit Session(const Options& options);
  Session(const Session&) = delete;
  auto operator=(const Session&) -> Session& = delete;
  ~Session();

  [[nodiscard]] auto check_options() -> bool;  // values that the options can be judged by alone
  [[nodiscard]] auto load_program() -> bool;
  [[nodiscard]] auto has_scheme() -> bool;  // reports P0408 of a library, against which nothing can be assessed
  [[nodiscard]] auto load_facts() -> bool;
  [[nodiscard]] auto settle() -> bool;  // level, date, parameters
  // All of these in order.
  [[nodiscard]] auto load() -> bool;
  // All but the options and the facts, for facts that are read by someone else; there are none in the session then.
  [[nodiscard]] auto load_without_facts() -> bool;

  // A mistake in how the program was called. Returns false.
  auto usage(const Localised& words) -> bool;

  // Prints the messages to standard error; `status`, or 3 if one of them is an error.
  [[nodiscard]] auto finish(int status) -> int;
  // Writes the result to the file asked for or to standard output, then finishes.
  [[nodiscard]] auto finish(int status, const std::string& result) -> int;
  // Writes the messages themselves as the result, as JSON.
  [[nodiscard]] auto finish_with_messages(int status) -> int;

  [[nodiscard]] auto context() const -> report::Context;
  [[nodiscard]] auto program() const -> const model::Program& { return *program_; }
  // How it is run, made when it is first asked for; its core lies in the file of compiled policies.
  [[nodiscard]] auto plan() -> const eval::Plan&;
  // How many are asked for to work on one network.
  [[nodiscard]] auto threads() const -> unsigned;
  // For small changes that are undone again (mutants).
  [[nodiscard]] auto changeable_program() -> model::Program& { return *program_; }
  [[nodiscard]] auto facts() const -> const facts::Facts& { return *facts_; }
  // For verdicts that follow changes of single facts, and for facts that were read anew.
  [[nodiscard]] auto changeable_facts() -> facts::Facts& { return *facts_; }
  void replace_facts(facts::Facts facts) { facts_ = std::move(facts); }
  [[nodiscard]] auto settings() const -> const eval::Settings& { return settings_; }
  [[nodiscard]] auto sources() -> Sources& { return sources_; }
  [[nodiscard]] auto sink() -> Sink& { return sink_; }
  [[nodiscard]] auto lang() const -> Lang { return lang_; }
  // The paths of the policies: those asked for, else the program's own. Empty (and C0110 reported) if there are none.
  [[nodiscard]] auto policy_paths() -> std::vector<std::string>;
  // Tells policies from others, by all that they say: for results that are put together. Of a program that was loaded.
  [[nodiscard]] auto policies_digest() const -> std::string;
  // The policies of these paths as syntax trees, with the general modules that they use; those of compiled policies are
  // parsed from the texts in the file.
  [[nodiscard]] auto read_policies() -> model::PolicySet;
  // The policies as a compiled file; nothing if they do not compile.
  [[nodiscard]] auto compile() -> std::optional<std::string>;
  // The folder of the general modules (`std.…`) that came with the program. Empty if there is none.
  [[nodiscard]] static auto library() -> std::string;

 private:
  // The one path of policies where that is a compiled file. Nothing if it is none; reports C0203 of one among others.
  [[nodiscard]] auto compiled_path(const std::vector<std::string>& paths) -> std::optional<std::string>;
  [[nodiscard]] auto load_compiled(const std::string& path) -> bool;
  [[nodiscard]] auto has_level() -> bool;
  [[nodiscard]] auto patched(FileId file, const std::string& path) -> std::optional<FileId>;

  const Options& options_;
  Lang lang_;
  Sources sources_;
  Sink sink_;
  std::optional<model::Program> program_;
  std::optional<eval::Core> core_;         // of compiled policies, until there is a plan
  std::optional<model::Origins> origins_;  // of compiled policies
  std::optional<eval::Plan> plan_;
  std::size_t policy_texts_ = 0;  // of the sources, the first so many are the program's
  eval::Settings settings_;
  std::optional<facts::Facts> facts_;  // views the program and the sources
};

}  // namespace dengbao::cli
