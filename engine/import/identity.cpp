#include "import/identity.h"

#include <algorithm>
#include <map>
#include <optional>

#include "import/plain_text.h"
#include "import/serial_number.h"

namespace dengbao::importing {
namespace {

auto text_at(const Json& object, const char* name) -> std::string {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

auto list_at(const Json& object, const char* name) -> const Json& {
  static const Json none = Json::array();
  if (!object.is_object() || !object.contains(name) || !object[name].is_array()) return none;
  return object[name];
}

auto lower_case(std::string text) -> std::string {
  for (auto& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// "core-1" and "Core-1.example.com"; addresses are no names with domains.
auto same_name(const std::string& one, const std::string& other) -> bool {
  const auto a = lower_case(one);
  const auto b = lower_case(other);
  if (says_nothing(a) || says_nothing(b) || a == "localhost" || a.starts_with("localhost.")) return false;
  if (a == b) return true;
  const auto& longer = a.size() > b.size() ? a : b;
  const auto& shorter = a.size() > b.size() ? b : a;
  return shorter.find_first_of(".:") == std::string::npos && longer.starts_with(shorter + '.');
}

auto has_same_name(const Json& a, const Json& b) -> bool {
  for (const auto* one : {"id", "name"}) {
    for (const auto* other : {"id", "name"}) {
      if (same_name(text_at(a, one), text_at(b, other))) return true;
    }
  }
  return false;
}

// One that many machines have alike: of themselves, of a single link, of the bridges of docker and libvirt, behind the
// translation of VirtualBox.
auto is_own_address(const std::string& address) -> bool {
  constexpr std::string_view begins[] = {"127.", "169.254.", "fe80:"};
  constexpr std::string_view whole[] = {"::1", "0.0.0.0", "::", "172.17.0.1", "192.168.122.1", "10.0.2.15"};
  return std::ranges::any_of(begins, [&](std::string_view begin) { return address.starts_with(begin); }) ||
         std::ranges::find(whole, address) != std::end(whole);
}

auto shares_address(const Json& a, const Json& b) -> bool {
  return std::ranges::any_of(list_at(a, "addresses"), [&](const Json& address) {
    const auto& others = list_at(b, "addresses");
    const auto text = address.is_string() ? address.get<std::string>() : "";
    return !is_own_address(text) && std::ranges::find(others, address) != others.end();
  });
}

// Its id is the name that it gives itself.
auto is_called_by_itself(const Json& host) -> bool {
  return !text_at(host, "id").empty() && text_at(host, "id") == text_at(host, "name");
}

// The serial numbers decide: the same device, another, or nothing where one of them is not told.
auto serials_agree(const Json& a, const Json& b) -> std::optional<bool> {
  const auto one = serial_number(text_at(a, "serial_number"));
  const auto other = serial_number(text_at(b, "serial_number"));
  if (one.empty() || other.empty()) return std::nullopt;
  return same_serial(one, other);
}

// Of a host whose name others have (`by_name` false) its name tells nothing.
auto candidates_for(const Json& known, const Json& host, bool by_name) -> std::vector<std::string> {
  std::vector<std::string> found;
  for (const auto& one : list_at(known, "hosts")) {
    if (serials_agree(one, host) == true) found.push_back(text_at(one, "id"));
  }
  if (!found.empty()) {
    const bool has_key = std::ranges::find(found, text_at(host, "id")) != found.end();
    return has_key ? std::vector{text_at(host, "id")} : found;
  }
  for (const auto& one : list_at(known, "hosts")) {
    if (serials_agree(one, host) == false) continue;
    if (text_at(one, "id") == text_at(host, "id")) return {text_at(one, "id")};
    if (by_name && has_same_name(one, host)) found.push_back(text_at(one, "id"));
  }
  if (!found.empty()) return found;
  for (const auto& one : list_at(known, "hosts")) {
    if (serials_agree(one, host) == false) continue;
    if (is_called_by_itself(one) && is_called_by_itself(host)) continue;
    if (shares_address(one, host)) found.push_back(text_at(one, "id"));
  }
  return found;
}

// Keys are unique: a host cannot stand beside a known one that has its key and is another.
auto has_key_of_other(const Json& known, const Json& host) -> bool {
  return std::ranges::any_of(list_at(known, "hosts"), [&](const Json& one) {
    return text_at(one, "id") == text_at(host, "id") && serials_agree(one, host) == false;
  });
}

using Renamed = std::map<std::string, std::string>;

// Keys of this record, and references to it.
void rename(const model::Program& program, RecordId in, Json& object, RecordId wanted, const Renamed& names) {
  if (!object.is_object()) return;
  const auto put = [&](Json& value) {
    if (!value.is_string()) return;
    if (const auto found = names.find(value.get<std::string>()); found != names.end()) value = found->second;
  };
  for (auto& [name, value] : object.items()) {
    const auto id = program.find_field(in, name);
    if (!id) continue;
    const auto& field = program.fields[*id];
    if (in == wanted && field.key) put(value);
    if (field.type.kind != Kind::record) continue;
    const bool aims = field.ref && field.type.record() == wanted;
    if (!value.is_array()) {
      if (aims) put(value);
      if (!field.ref) rename(program, field.type.record(), value, wanted, names);
      continue;
    }
    for (auto& one : value) {
      if (aims) put(one);
      if (!field.ref) rename(program, field.type.record(), one, wanted, names);
    }
  }
}

// `web01` and `web01.shop.example` are one name of one host, and no contradiction: what is known stays.
void take_known_names(const Json& known, Json& given) {
  if (!given.is_object() || !given.contains("hosts") || !given["hosts"].is_array()) return;
  for (auto& host : given["hosts"]) {
    const auto& all = list_at(known, "hosts");
    const auto one = std::ranges::find_if(all, [&](const Json& other) {
      return !text_at(host, "id").empty() && text_at(other, "id") == text_at(host, "id");
    });
    if (one != all.end() && same_name(text_at(*one, "name"), text_at(host, "name"))) host["name"] = (*one)["name"];
  }
}

auto record_of_list(const model::Program& program, RecordId in, std::string_view name) -> std::optional<RecordId> {
  const auto field = program.find_field(in, name);
  if (!field || program.fields[*field].type.kind != Kind::record) return std::nullopt;
  return program.fields[*field].type.record();
}

}  // namespace

auto is_one_machine(const Json& one, const Json& other) -> bool {
  const auto serials = serials_agree(one, other);
  return serials ? *serials : shares_address(one, other);
}

void rename_hosts(const model::Program& program, Json& facts, const std::map<std::string, std::string>& names) {
  const auto root = program.scheme.facts;
  if (const auto record = record_of_list(program, root, "hosts")) rename(program, root, facts, *record, names);
}

auto settle_identities(const model::Program& program, const Json& known, Findings& findings) -> std::vector<Ambiguous> {
  std::vector<Ambiguous> ambiguous;
  const auto root = program.scheme.facts;
  Renamed hosts;
  for (const auto& host : list_at(findings.facts, "hosts")) {
    const bool by_name = !findings.namesakes.contains(text_at(host, "id"));
    const auto candidates = candidates_for(known, host, by_name);
    if (candidates.size() > 1) ambiguous.push_back({text_at(host, "id"), candidates, false});
    if (candidates.empty() && has_key_of_other(known, host)) {
      ambiguous.push_back({text_at(host, "id"), {text_at(host, "id")}, true});
    }
    if (candidates.size() == 1) hosts[text_at(host, "id")] = candidates.front();
  }
  rename_hosts(program, findings.facts, hosts);
  take_known_names(known, findings.facts);
  const auto boundary = record_of_list(program, root, "boundary");
  const auto device = boundary ? record_of_list(program, *boundary, "devices") : std::nullopt;
  if (!device || !findings.facts.contains("boundary")) return ambiguous;
  Renamed devices;
  const auto& before = known.is_object() && known.contains("boundary") ? known["boundary"] : Json();
  for (const auto& one : list_at(findings.facts["boundary"], "devices")) {
    for (const auto& other : list_at(before, "devices")) {
      if (text_at(one, "host").empty() || text_at(one, "host") != text_at(other, "host")) continue;
      devices[text_at(one, "id")] = text_at(other, "id");
      break;
    }
  }
  rename(program, root, findings.facts, *device, devices);
  return ambiguous;
}

}  // namespace dengbao::importing
