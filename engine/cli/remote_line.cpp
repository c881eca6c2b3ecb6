#include "cli/remote_line.h"

#include <fmt/format.h>
#include <link.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <vector>

namespace dengbao::cli {
namespace {

namespace fs = std::filesystem;

// Such words mean nothing to a shell.
auto is_plain(std::string_view word) -> bool {
  return !word.empty() && word.front() != '-' && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._-@/+").find(c) != std::string_view::npos;
  });
}

auto quoted(const std::string& word) -> std::string {
  if (is_plain(word)) return word;
  std::string result = "'";
  for (const char c : word) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  return result + '\'';
}

auto add_library(dl_phdr_info* info, std::size_t /*size*/, void* data) -> int {
  const std::string path = info->dlpi_name == nullptr ? "" : info->dlpi_name;
  if (path.starts_with('/')) static_cast<std::vector<std::string>*>(data)->push_back(path);
  return 0;
}

// The libraries that this process runs with.
auto libraries() -> std::vector<std::string> {
  std::vector<std::string> paths;
  dl_iterate_phdr(add_library, &paths);
  return paths;
}

auto file_name(const std::string& path) -> std::string { return fs::path(path).filename().string(); }

}  // namespace

auto remote_line(const std::string& target) -> std::optional<std::string> {
  const auto host = target.substr(target.find('@') + 1);
  if (!is_plain(target) || !is_plain(host) || target.find('/') != std::string::npos) return std::nullopt;
  std::error_code fault;
  const auto program = fs::read_symlink("/proc/self/exe", fault).string();
  const auto needed = libraries();
  const auto loader = std::ranges::find_if(needed, [](const auto& path) { return file_name(path).starts_with("ld-"); });
  if (fault || loader == needed.end()) return std::nullopt;
  auto files = quoted(program);
  for (const auto& path : needed) files += ' ' + quoted(path);
  // The file names of a program of ours and of libraries hold no quotes.
  return fmt::format(
      "tar -chf - --transform='s,.*/,,' {0} 2>/dev/null | ssh {1} 'rm -rf .dengbao && mkdir -m 700 .dengbao && tar -xf "
      "- -C "
      ".dengbao' && ssh -t {1} 'cd .dengbao && umask 077 && sudo ./{2} --library-path . ./{3} collect >host.json' && "
      "scp -q {1}:.dengbao/host.json {4}.json; ssh {1} 'rm -rf .dengbao'\n",
      files, target, file_name(*loader), file_name(program), host);
}

}  // namespace dengbao::cli
