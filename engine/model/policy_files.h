#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace dengbao::model {

// The policy files below a folder, by path, so that the order never depends on the file system.
[[nodiscard]] auto files_below(const std::filesystem::path& folder, Sink& sink) -> std::vector<std::filesystem::path>;

// Every `*.policy` below the given folders, in the order of their paths, and the given files; each once. Paths that
// lead nowhere and folders without policies are reported.
[[nodiscard]] auto find_policy_files(const std::vector<std::string>& paths, Sink& sink)
    -> std::vector<std::filesystem::path>;

// The whole file; nothing (and `errno`) if it cannot be read.
[[nodiscard]] auto read_file(const std::filesystem::path& path) -> std::optional<std::string>;

}  // namespace dengbao::model
