#include "model/policy_files.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#include "base/fault_words.h"

namespace dengbao::model {
namespace fs = std::filesystem;

auto files_below(const std::filesystem::path& folder, Sink& sink) -> std::vector<std::filesystem::path> {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".policy" && it->is_regular_file(error)) found.push_back(it->path());
  }
  if (error) sink.report(Code::policies_unreadable, folder.string(), fault_words(error.value()));
  std::sort(found.begin(), found.end());
  return found;
}

auto read_file(const std::filesystem::path& path) -> std::optional<std::string> {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  if (in.bad()) return std::nullopt;
  return std::move(text).str();
}

auto find_policy_files(const std::vector<std::string>& paths, Sink& sink) -> std::vector<std::filesystem::path> {
  std::vector<fs::path> files;
  for (const auto& path : paths) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status)) {
      sink.report(Code::policies_unreadable, path, fault_words(ENOENT));
    } else if (fs::is_directory(status)) {
      const auto found = files_below(path, sink);
      if (found.empty()) sink.report(Code::no_policies, path);
      files.insert(files.end(), found.begin(), found.end());
    } else {
      files.emplace_back(path);
    }
  }
  // The same file given twice, or a file and its folder, is one file.
  std::vector<fs::path> once;
  for (auto& file : files) {
    const auto same = [&](const fs::path& other) {
      std::error_code error;
      return fs::equivalent(file, other, error);
    };
    if (std::none_of(once.begin(), once.end(), same)) once.push_back(std::move(file));
  }
  return once;
}

}  // namespace dengbao::model
