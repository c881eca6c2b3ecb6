#include "import/namesakes.h"

#include <algorithm>
#include <map>

#include "import/identity.h"
#include "import/plain_text.h"

namespace dengbao::importing {
namespace {

// A host that has a name of its own and one in the inventory.
struct NamedHost {
  Findings* findings = nullptr;
  std::string key;
  std::string in_inventory;
  Json host;
};

auto text_in(const Json& host, const char* name) -> std::string {
  return host.contains(name) && host[name].is_string() ? host[name].get<std::string>() : std::string();
}

// By the names that they give themselves.
auto hosts_by_name(std::vector<ImportedSource>& sources) -> std::map<std::string, std::vector<NamedHost>> {
  std::map<std::string, std::vector<NamedHost>> hosts;
  for (auto& source : sources) {
    if (source.findings.inventory_names.empty()) continue;
    for (const auto& host : source.findings.facts.value("hosts", Json::array())) {
      const auto key = text_in(host, "id");
      const auto found = source.findings.inventory_names.find(key);
      const auto name = text_in(host, "name");
      if (found == source.findings.inventory_names.end() || name.empty()) continue;
      hosts[small_letters(name)].push_back({&source.findings, key, found->second, host});
    }
  }
  return hosts;
}

auto is_other(const NamedHost& one, const NamedHost& another) -> bool {
  return one.in_inventory != another.in_inventory && !is_one_machine(one.host, another.host);
}

}  // namespace

void tell_namesakes_apart(const model::Program& program, std::vector<ImportedSource>& sources) {
  std::map<Findings*, std::map<std::string, std::string>> renamed;
  for (const auto& [name, hosts] : hosts_by_name(sources)) {
    for (const auto& one : hosts) {
      if (std::ranges::none_of(hosts, [&](const NamedHost& another) { return is_other(one, another); })) continue;
      renamed[one.findings][one.key] = one.in_inventory;
      one.findings->namesakes.insert(one.in_inventory);
    }
  }
  for (auto& [findings, names] : renamed) rename_hosts(program, findings->facts, names);
}

}  // namespace dengbao::importing
