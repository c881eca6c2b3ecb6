#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace dengbao::collect {

struct CommandOutput {
  int status = 0;    // exit status; -1 where it was ended by a signal
  std::string text;  // standard output; standard error is thrown away
};

// Runs a program without a shell, with an empty standard input, a plain C locale and a fixed PATH. Nothing if it cannot
// be started, says more than 16 MB or does not end in time (it is killed then).
[[nodiscard]] auto run_command(const std::vector<std::string>& arguments, std::chrono::milliseconds at_most)
    -> std::optional<CommandOutput>;

}  // namespace dengbao::collect
