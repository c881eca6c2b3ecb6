#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <system_error>

#include "base/fault_words.h"
#include "model/compile.h"
#include "syntax/parse.h"

namespace dengbao::model {
namespace {

namespace fs = std::filesystem;

auto read_file(const fs::path& path) -> std::optional<std::string> {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream text;
  text << in.rdbuf();
  if (in.bad()) return std::nullopt;
  return std::move(text).str();
}

// The policy files below a folder, by path, so that the order never depends on the file system.
auto policy_files(const fs::path& folder, Sink& sink) -> std::vector<fs::path> {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".policy" && it->is_regular_file(error)) found.push_back(it->path());
  }
  if (error) sink.report(Code::policies_unreadable, folder.string(), fault_words(error.value()));
  std::sort(found.begin(), found.end());
  return found;
}

auto files_of(const std::vector<std::string>& paths, Sink& sink) -> std::vector<fs::path> {
  std::vector<fs::path> files;
  for (const auto& path : paths) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status)) {
      sink.report(Code::policies_unreadable, path, fault_words(ENOENT));
    } else if (fs::is_directory(status)) {
      const auto found = policy_files(path, sink);
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

void read_catalogues(const syntax::File& file, const fs::path& policy, Sources& sources, Sink& sink, PolicySet& set) {
  for (const auto& node : file.declarations) {
    const auto* source = std::get_if<syntax::Source>(&node.declaration);
    if (source == nullptr || !source->catalogue) continue;
    const auto path = policy.parent_path() / source->catalogue->text;
    if (auto text = read_file(path)) {
      set.catalogues.push_back({source->catalogue->span, sources.add(path.string(), std::move(*text))});
    } else {
      sink.report(Code::catalogue_unreadable, source->catalogue->span, source->catalogue->text,
                  fault_words(errno));
    }
  }
}

constexpr std::string_view library_prefix = "std.";

// `std.time` and the like, for every policy file that lies in the library's folder itself.
auto library_modules(const fs::path& folder, Sink& sink) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& file : policy_files(folder, sink)) {
    if (file.parent_path() == folder) names.push_back(std::string(library_prefix) + file.stem().string());
  }
  return names;
}

auto modules_of(const PolicySet& policies) -> std::set<std::string, std::less<>> {
  std::set<std::string, std::less<>> names;
  for (const auto& file : policies.files) {
    if (file.module) names.insert(file.module->text());
  }
  return names;
}

// The general modules that the file uses.
auto library_uses(const syntax::File& file) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& use : file.uses) {
    if (use.module.text().starts_with(library_prefix)) names.push_back(use.module.text());
  }
  return names;
}

// A library is tested for itself, not once more by everyone who uses it.
void drop_tests(syntax::File& file) {
  std::erase_if(file.declarations,
                [](const auto& node) { return std::holds_alternative<syntax::Test>(node.declaration); });
}

}  // namespace

auto read_policies(const std::vector<std::string>& paths, Sources& sources, Sink& sink) -> PolicySet {
  PolicySet set;
  for (const auto& path : files_of(paths, sink)) {
    auto text = read_file(path);
    if (!text) {
      sink.report(Code::policies_unreadable, path.string(), fault_words(errno));
      continue;
    }
    const auto file_id = sources.add(path.string(), std::move(*text));
    set.files.push_back(syntax::parse(sources, file_id, sink));
    read_catalogues(set.files.back(), path, sources, sink, set);
  }
  return set;
}

void add_library(PolicySet& policies, const std::string& folder, Sources& sources, Sink& sink) {
  if (folder.empty()) return;
  policies.library = library_modules(folder, sink);
  const auto exists = [&](const auto& module) { return std::ranges::count(policies.library, module) > 0; };
  auto read = modules_of(policies);
  for (std::size_t i = 0; i < policies.files.size(); ++i) {  // grows: general modules use one another
    for (const auto& module : library_uses(policies.files[i])) {
      if (!exists(module) || !read.insert(module).second) continue;
      const auto path = fs::path(folder) / (module.substr(library_prefix.size()) + ".policy");
      auto text = read_file(path);
      if (!text) {
        sink.report(Code::policies_unreadable, path.string(), std::generic_category().message(errno));
        continue;
      }
      policies.files.push_back(syntax::parse(sources, sources.add(path.string(), std::move(*text)), sink));
      drop_tests(policies.files.back());
    }
  }
}

}  // namespace dengbao::model
