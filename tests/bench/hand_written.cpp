// The twenty checks by hand: what a programmer would write who knows simdjson and wants it fast. One pass over the
// file, and what spans several elements at the end. hand_written FACTS writes {"C01":{"pass":true,"offenders":[]},…}.
//
// It is the yardstick of the benchmark, so it takes every shortcut that is fair for one workload: it trusts the file
// (On-Demand parsing leaves what it skips unchecked, unknown and double keys go unseen), keeps texts as views into it,
// and nothing of it can be asked for a reason.
#include <simdjson.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace {

namespace ondemand = simdjson::ondemand;
using ondemand::value;
using std::string_view;

class Check {
 public:
  void fail(string_view name) {
    offenders_ += offenders_.empty() ? "\"" : ",\"";
    offenders_ += name;
    offenders_ += '"';
  }
  void write(std::size_t number) const {
    std::printf("%s\"C%02zu\":{\"pass\":%s,\"offenders\":[%s]}", number > 1 ? ",\n" : "{", number,
                offenders_.empty() ? "true" : "false", offenders_.c_str());
  }

 private:
  std::string offenders_;
};

struct Host {
  string_view id, address, zone;
};
struct Firewall {
  string_view id;
  bool denies = false;
};
struct Pair {
  string_view first, second;
};

std::array<Check, 21> checks;  // by number
std::vector<Host> hosts;
std::vector<Pair> zones;  // with their kinds
std::vector<Firewall> firewalls;
std::vector<Pair> links;    // with their firewalls
std::vector<Pair> allowed;  // ways from zone to zone
std::unordered_set<string_view> topics;
std::unordered_map<string_view, int> holders;

auto text(value from) -> string_view { return from.get_string(); }
auto truth(value from) -> bool { return from.get_bool(); }
auto number(value from) -> std::int64_t { return from.get_int64(); }

// The name of a member. Compared as it is written, `"\u0069d"` would not be `id`: quicker, and only for files that one
// trusts.
auto key_of(ondemand::field& field) {
  if constexpr (DENGBAO_RAW_KEYS)
    return field.key();
  else
    return string_view(field.unescaped_key());
}

// Calls `use` with every key and value of an object, or every element of a list.
template <typename Use>
void members(value from, Use use) {
  for (auto member : from.get_object()) {
    auto field = ondemand::field(std::move(member));
    const auto key = key_of(field);
    use(key, field.value());
  }
}
template <typename Use>
void elements(value from, Use use) {
  for (auto element : from.get_array()) use(value(element.value()));
}

void read_account(value from) {
  string_view id;
  bool enabled = false, admin = false, several_factors = false, shared = false, default_name = false, complex = false;
  std::int64_t length = 0, age = 0;
  members(from, [&](auto key, value part) {
    if (key == "id")
      id = text(part);
    else if (key == "enabled")
      enabled = truth(part);
    else if (key == "admin")
      admin = truth(part);
    else if (key == "mfa")
      several_factors = truth(part);
    else if (key == "shared")
      shared = truth(part);
    else if (key == "default_name")
      default_name = truth(part);
    else if (key == "password")
      members(part, [&](auto rule, value figure) {
        if (rule == "min_length")
          length = number(figure);
        else if (rule == "max_age_days")
          age = number(figure);
        else if (rule == "complexity")
          complex = truth(figure);
      });
  });
  if (!enabled) return;
  if (length < 8 || age > 90 || !complex) checks[1].fail(id);
  if (shared || default_name) checks[2].fail(id);
  if (admin && !several_factors) checks[3].fail(id);
}

struct Services {
  bool forbidden = false, weak = false;
};

void read_service(value from, Services& services) {
  string_view name, version;
  bool encrypted = false;
  members(from, [&](auto key, value part) {
    if (key == "name")
      name = text(part);
    else if (key == "encrypted")
      encrypted = truth(part);
    else if (key == "tls_version" && !part.is_null())
      version = text(part);
  });
  if (name == "telnet" || name == "ftp" || name == "rsh" || name == "tftp") services.forbidden = true;
  if (encrypted && version != "1.2" && version != "1.3") services.weak = true;
}

auto out_of_support(string_view system, string_view version) -> bool {
  if (system == "CentOS") return version == "6" || version == "7";
  if (system == "Windows Server") return version == "2008" || version == "2012";
  return (system == "Ubuntu" && version == "16.04") || (system == "Debian" && version == "9") ||
         (system == "RHEL" && version == "6") || (system == "Windows" && version == "7");
}

auto keeps_logs(value from) -> bool {
  bool enabled = false, remote = false;
  std::int64_t days = 0;
  members(from, [&](auto key, value part) {
    if (key == "enabled")
      enabled = truth(part);
    else if (key == "remote")
      remote = truth(part);
    else if (key == "retention_days")
      days = number(part);
  });
  return enabled && remote && days >= 180;
}

auto has_fresh_antivirus(value from) -> bool {
  bool installed = false;
  std::int64_t age = 0;
  members(from, [&](auto key, value part) {
    if (key == "installed")
      installed = truth(part);
    else if (key == "signature_age_days")
      age = number(part);
  });
  return installed && age <= 7;
}

auto is_backed_up(value from) -> bool {
  bool local = false, offsite = false;
  std::int64_t last = 0, tested = 0;
  members(from, [&](auto key, value part) {
    if (key == "local")
      local = truth(part);
    else if (key == "offsite")
      offsite = truth(part);
    else if (key == "last_days")
      last = number(part);
    else if (key == "tested_days")
      tested = number(part);
  });
  return local && offsite && last <= 7 && tested <= 180;
}

void read_host(value from) {
  Host host;
  Services services;
  string_view data, country, system, version;
  bool critical = false, logs = false, antivirus = false, backed_up = false;
  std::int64_t patched = 0;
  members(from, [&](auto key, value part) {
    if (key == "id")
      host.id = text(part);
    else if (key == "ip")
      host.address = text(part);
    else if (key == "zone")
      host.zone = text(part);
    else if (key == "critical")
      critical = truth(part);
    else if (key == "data_class")
      data = text(part);
    else if (key == "country")
      country = text(part);
    else if (key == "services")
      elements(part, [&](value service) { read_service(service, services); });
    else if (key == "accounts")
      elements(part, read_account);
    else if (key == "logging")
      logs = keeps_logs(part);
    else if (key == "av")
      antivirus = has_fresh_antivirus(part);
    else if (key == "backups")
      backed_up = is_backed_up(part);
    else if (key == "patches")
      members(part, [&](auto name, value days) {
        if (name == "last_days") patched = number(days);
      });
    else if (key == "os")
      members(part, [&](auto name, value word) {
        if (name == "name")
          system = text(word);
        else if (name == "version")
          version = text(word);
      });
  });
  if (!logs) checks[5].fail(host.id);
  if (services.forbidden) checks[6].fail(host.id);
  if (services.weak) checks[7].fail(host.id);
  if (!antivirus) checks[9].fail(host.id);
  if (patched > 90) checks[10].fail(host.id);
  if (critical && !backed_up) checks[11].fail(host.id);
  if (out_of_support(system, version)) checks[12].fail(host.id);
  if ((data == "personal" || data == "important") && country != "CN") checks[14].fail(host.id);
  hosts.push_back(host);
}

// Two members of an object, both texts.
auto read_pair(value from, string_view first, string_view second) -> Pair {
  Pair pair;
  members(from, [&](auto key, value part) {
    if (key == first)
      pair.first = text(part);
    else if (key == second)
      pair.second = text(part);
  });
  return pair;
}

void read_rule(value from) {
  string_view id, action;
  Pair way;
  members(from, [&](auto key, value part) {
    if (key == "id")
      id = text(part);
    else if (key == "src_zone")
      way.first = text(part);
    else if (key == "dst_zone")
      way.second = text(part);
    else if (key == "action")
      action = text(part);
  });
  if (action != "allow") return;
  if (way.first == "any" && way.second == "any") checks[17].fail(id);
  if (way.first != "any" && way.second != "any") allowed.push_back(way);
}

void read_firewall(value from) {
  Firewall firewall;
  members(from, [&](auto key, value part) {
    if (key == "id")
      firewall.id = text(part);
    else if (key == "default_action")
      firewall.denies = text(part) == "deny";
    else if (key == "rules")
      elements(part, read_rule);
  });
  if (!firewall.denies) checks[15].fail(firewall.id);
  firewalls.push_back(firewall);
}

void read_session(value from) {
  string_view id, country;
  bool approved = false, assessed = false;
  int controls = 0;
  members(from, [&](auto key, value part) {
    if (key == "id")
      id = text(part);
    else if (key == "from_country")
      country = text(part);
    else if (key == "approved")
      approved = truth(part);
    else if (key == "assessed")
      assessed = truth(part);
    else if (key == "risk_controls")
      elements(part, [&](value) { ++controls; });
  });
  if (country != "CN" && !(approved && assessed && controls >= 2)) checks[19].fail(id);
}

void read_document(value from) {
  string_view topic;
  bool approved = false;
  std::int64_t reviewed = 0;
  members(from, [&](auto key, value part) {
    if (key == "topic")
      topic = text(part);
    else if (key == "approved")
      approved = truth(part);
    else if (key == "reviewed_days")
      reviewed = number(part);
  });
  if (approved && reviewed <= 365) topics.insert(topic);
}

void read_person(value from) {
  members(from, [&](auto key, value part) {
    if (key == "roles") elements(part, [&](value role) { ++holders[text(role)]; });
  });
}

void read_network(ondemand::document& network) {
  for (auto member : network.get_object()) {
    auto field = ondemand::field(std::move(member));
    const auto key = key_of(field);
    if (key == "hosts")
      elements(field.value(), read_host);
    else if (key == "zones")
      elements(field.value(), [](value zone) { zones.push_back(read_pair(zone, "id", "kind")); });
    else if (key == "firewalls")
      elements(field.value(), read_firewall);
    else if (key == "links")
      elements(field.value(), [](value link) { links.push_back(read_pair(link, "id", "firewall")); });
    else if (key == "remote_maintenance")
      elements(field.value(), read_session);
    else if (key == "policies")
      elements(field.value(), read_document);
    else if (key == "staff")
      elements(field.value(), read_person);
  }
}

void check_addresses() {
  std::unordered_map<string_view, int> uses(hosts.size());
  for (const auto& host : hosts) ++uses[host.address];
  for (const auto& host : hosts)
    if (uses[host.address] > 1) checks[8].fail(host.id);
}

void check_zones_of_hosts() {
  std::unordered_set<string_view> declared;
  for (const auto& zone : zones) declared.insert(zone.first);
  for (const auto& host : hosts)
    if (!declared.contains(host.zone)) checks[13].fail(host.id);
}

void check_links() {
  std::unordered_set<string_view> denying;
  for (const auto& firewall : firewalls)
    if (firewall.denies) denying.insert(firewall.id);
  for (const auto& link : links)
    if (!denying.contains(link.second)) checks[16].fail(link.first);
}

void check_reach() {
  std::unordered_map<string_view, std::vector<string_view>> ways;
  for (const auto& way : allowed) ways[way.first].push_back(way.second);
  std::unordered_set<string_view> reached;
  std::vector<string_view> waiting;
  for (const auto& zone : zones)
    if (zone.second == "internet") waiting.push_back(zone.first);
  while (!waiting.empty()) {
    const auto zone = waiting.back();
    waiting.pop_back();
    for (const auto next : ways[zone])
      if (reached.insert(next).second) waiting.push_back(next);
  }
  for (const auto& zone : zones)
    if (zone.second == "management" && reached.contains(zone.first)) checks[18].fail(zone.first);
}

void check_organisation() {
  for (const auto* topic : {"access-control", "backup", "incident-response", "security-management", "personnel",
                            "change-management", "data-classification", "supplier"})
    if (!topics.contains(topic)) checks[4].fail(topic);
  for (const auto& [role, least] : {std::pair{"sysadmin", 2}, {"secadmin", 2}, {"auditor", 1}})
    if (holders[role] < least) checks[20].fail(role);
}

}  // namespace

auto main(int count, char** arguments) -> int {
  if (count != 2) return std::fputs("usage: hand_written FACTS\n", stderr), 3;
  try {
    const simdjson::padded_string file = simdjson::padded_string::load(arguments[1]);
    ondemand::parser parser;
    ondemand::document network = parser.iterate(file);
    read_network(network);
    check_addresses();
    check_zones_of_hosts();
    check_links();
    check_reach();
    check_organisation();
    for (std::size_t number = 1; number < checks.size(); ++number) checks[number].write(number);
    std::puts("}");
  } catch (const simdjson::simdjson_error& error) {
    std::fprintf(stderr, "%s: %s\n", arguments[1], error.what());
    return 3;
  }
}
