#pragma once

#include <filesystem>
#include <string>

namespace dengbao::cli {

// Gives the file new contents at once: whoever reads it sees the old text or the new one, never half of it. Its mode
// stays; a link stays a link to the file. Returns 0 or an error number.
[[nodiscard]] auto replace_file(const std::filesystem::path& path, const std::string& text) -> int;

// The same, also where there is no file yet. What is no file (a pipe, a device) is written to.
[[nodiscard]] auto put_file(const std::filesystem::path& path, const std::string& text) -> int;

}  // namespace dengbao::cli
