#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>

#include "base/fault_words.h"
#include "model/compile.h"
#include "model/policies_digest.h"
#include "model/policy_files.h"
#include "syntax/parse.h"

namespace dengbao::model {
namespace {

namespace fs = std::filesystem;

void read_catalogues(const syntax::File& file, const fs::path& policy, Sources& sources, Sink& sink, PolicySet& set) {
  for (const auto& node : file.declarations) {
    const auto* source = std::get_if<syntax::Source>(&node.declaration);
    if (source == nullptr || !source->catalogue) continue;
    const auto path = policy.parent_path() / source->catalogue->text;
    if (auto text = read_file(path)) {
      set.catalogues.push_back({source->catalogue->span, sources.add(path.string(), std::move(*text))});
    } else {
      sink.report(Code::catalogue_unreadable, source->catalogue->span, source->catalogue->text, fault_words(errno));
    }
  }
}

constexpr std::string_view library_prefix = "std.";

// `std.time` and the like, for every policy file that lies in the library's folder itself.
auto library_modules(const fs::path& folder, Sink& sink) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& file : files_below(folder, sink)) {
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
  for (const auto& path : find_policy_files(paths, sink)) {
    auto text = read_file(path);
    if (!text) {
      sink.report(Code::policies_unreadable, path.string(), fault_words(errno));
      continue;
    }
    const auto file_id = sources.add(path.string(), std::move(*text));
    set.files.push_back(syntax::parse(sources, file_id, sink));
    read_catalogues(set.files.back(), path, sources, sink, set);
  }
  set.own = set.files.size();
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

auto origins_of(const PolicySet& policies, const Sources& sources) -> Origins {
  Origins origins{.files = {},
                  .own = policies.own,
                  .catalogues = policies.catalogues,
                  .library = policies.library,
                  .digest = policies_digest(sources, sources.size())};
  for (const auto& file : policies.files) origins.files.push_back(file.id);
  return origins;
}

auto parse_again(const Origins& origins, const Sources& sources, Sink& sink) -> PolicySet {
  PolicySet set{.files = {}, .catalogues = origins.catalogues, .library = origins.library, .own = origins.own};
  for (const auto file : origins.files) {
    set.files.push_back(syntax::parse(sources, file, sink));
    if (set.files.size() > set.own) drop_tests(set.files.back());
  }
  return set;
}

}  // namespace dengbao::model
