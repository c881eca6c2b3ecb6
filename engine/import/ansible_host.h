#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "import/findings.h"
#include "import/lined_json.h"

// What Ansible's modules say of one host, and what becomes of it as facts.
namespace dengbao::importing {

// One value of `ansible_facts`, in the text that it stands in.
struct AnsibleFact {
  LinedJson* json = nullptr;
  LinedJson::Node* node = nullptr;
  std::uint32_t line = 0;
};

struct AnsibleHost {
  std::string called;  // in the inventory; empty where the source does not say
  // By name, without `ansible_`: the last that was said.
  std::map<std::string, AnsibleFact> facts;
};

// All hosts of one source.
void write_ansible_hosts(const std::vector<AnsibleHost>& hosts, std::string_view file, Findings& findings);

// Accounts, as far as tasks with `getent` told them (a part of the above); the names of the facts that were used.
void write_ansible_accounts(const AnsibleHost& host, const std::string& pointer, std::optional<Date> day,
                            Findings& findings, std::set<std::string>& used);

// The entry of a database that `getent` read, as texts.
[[nodiscard]] auto getent_fields(LinedJson& json, LinedJson::Node& entry) -> std::vector<std::string>;

}  // namespace dengbao::importing
