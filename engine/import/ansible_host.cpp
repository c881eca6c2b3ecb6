#include "import/ansible_host.h"

#include <algorithm>

#include "import/ansible_words.h"
#include "import/network_terms.h"
#include "import/plain_text.h"
#include "import/serial_number.h"
#include "value/value.h"

namespace dengbao::importing {
namespace {

class AnsibleWriter {
 public:
  AnsibleWriter(const AnsibleHost& host, Findings& findings) : host_(host), findings_(findings) {}

  // What the host calls itself; empty where that is what all call themselves.
  [[nodiscard]] auto own_name() const -> std::string {
    for (const auto* name : {"nodename", "hostname", "fqdn"}) {
      const auto text = said(name);
      const auto small = small_letters(text);
      if (!says_nothing(text) && small != "localhost" && !small.starts_with("localhost.")) return text;
    }
    return {};
  }

  void write(const std::string& id, const std::string& pointer) {
    pointer_ = pointer;
    findings_.put(pointer_ + "/id", id, first_line());
    if (const auto name = own_name(); !name.empty()) {
      for (const auto* from : {"nodename", "hostname", "fqdn"}) {
        if (said(from) == name) put("/name", name, from);
      }
    }
    write_addresses();
    write_system();
    write_kind();
    if (auto number = serial_number(said("product_serial")); !number.empty()) {
      put("/serial_number", std::move(number), "product_serial");
    }
    write_access();
    write_management();
    write_daemons();
    write_listeners();
    write_ansible_accounts(host_, pointer_, day(), findings_, used_);
    tell();
  }

  // The day on which the facts were taken: of the clock in UTC, else as the host wrote it.
  [[nodiscard]] auto day() const -> std::optional<Date> {
    constexpr std::uint32_t seconds_a_day = 86400;
    if (const auto seconds = whole_number(said("date_time", "epoch"))) {
      return Date{static_cast<std::int32_t>(*seconds / seconds_a_day)};
    }
    for (const auto* written : {"iso8601", "date"}) {
      constexpr std::size_t length = 10;  // "2026-11-20", whatever stands behind it
      if (const auto day = Date::parse(said("date_time", written).substr(0, length))) return day;
    }
    return Date::parse(said("date_time", "year") + '-' + said("date_time", "month") + '-' + said("date_time", "day"));
  }

 private:
  [[nodiscard]] auto fact(const std::string& name) const -> const AnsibleFact* {
    const auto found = host_.facts.find(name);
    return found == host_.facts.end() ? nullptr : &found->second;
  }
  // The fact as text; empty where it is none.
  [[nodiscard]] auto said(const std::string& name) const -> std::string {
    const auto* found = fact(name);
    return found == nullptr ? std::string() : text_of(*found->node);
  }
  // A text inside the fact.
  [[nodiscard]] auto said(const std::string& name, const std::string& member) const -> std::string {
    const auto* found = fact(name);
    auto* node = found == nullptr ? nullptr : found->json->find(*found->node, member);
    return node == nullptr ? std::string() : text_of(*node);
  }
  [[nodiscard]] auto first_line() const -> std::uint32_t {
    std::uint32_t line = 0;
    for (const auto& [name, one] : host_.facts) line = line == 0 ? one.line : std::min(line, one.line);
    return line;
  }

  void put(const std::string& below, Json value, const std::string& from) {
    used_.insert(from);
    findings_.put(pointer_ + below, std::move(value), fact(from)->line);
  }

  void write_addresses() {
    std::set<std::string> seen;
    for (const auto* from : {"all_ipv4_addresses", "all_ipv6_addresses", "ip_addresses"}) {
      const auto* found = fact(from);
      if (found == nullptr) continue;
      for (const auto& part : found->json->elements(*found->node)) {
        auto text = text_of(part.value);
        text.resize(std::min(text.size(), text.find('%')));  // fe80::1%eth0
        const auto address = Address::parse(text);
        if (!address || !seen.insert(address->to_string()).second) continue;
        findings_.append(pointer_ + "/addresses", address->to_string(), 0);
        findings_.witness(pointer_ + "/addresses", found->json->line_of(part.value));
        used_.insert(from);
      }
    }
  }

  void write_system() {
    write_family();
    // Old Windows says "Microsoft Windows NT 6.1.7601 Service Pack 1", and its name as people know it elsewhere.
    const bool old = said("distribution").starts_with("Microsoft Windows NT") && !says_nothing(said("os_name"));
    const std::string from = old ? "os_name" : "distribution";
    if (const auto name = said(from); !says_nothing(name)) put("/os/name", std::string(trim_blanks(name)), from);
    // OpenBSD: the version is "release", and the release 7.4.
    const bool release = said("distribution") == "OpenBSD" && !Version::valid(said("distribution_version"));
    const std::string number = release ? "distribution_release" : "distribution_version";
    if (const auto version = said(number); Version::valid(version)) put("/os/version", version, number);
  }

  // By the kernel, else by what a filtered `setup` tells of it.
  void write_family() {
    constexpr std::string_view linux_families[] = {"RedHat", "Debian",   "Suse",     "Archlinux", "Gentoo",
                                                   "Alpine", "Altlinux", "Mandrake", "Slackware", "ClearLinux"};
    constexpr std::string_view unix_systems[] = {"SunOS",  "AIX",       "HP-UX",  "FreeBSD", "OpenBSD",
                                                 "NetBSD", "DragonFly", "Darwin", "Solaris"};
    const std::string from = fact("system") != nullptr ? "system" : "os_family";
    const auto system = said(from);
    const auto is_one_of = [&](const auto& names) { return std::ranges::find(names, system) != std::end(names); };
    if (system == "Linux" || is_one_of(linux_families)) put("/os/family", "linux", from);
    if (system == "Win32NT" || system == "Windows") put("/os/family", "windows", from);
    if (is_one_of(unix_systems)) put("/os/family", "unix", from);
  }

  // What stands in a rack is a server; a machine with a graphical log-in in a personal case is what people sit at.
  void write_kind() {
    const auto product = said("os_product_type");
    if (product == "server" || product == "domain_controller") return put("/kind", "server", "os_product_type");
    if (product == "workstation") return put("/kind", "terminal", "os_product_type");
    const auto form = said("form_factor");
    constexpr std::string_view racks[] = {"Rack Mount Chassis", "Main Server Chassis", "Blade", "Blade Enclosing",
                                          "Multi-system"};
    if (std::ranges::find(racks, form) != std::end(racks)) return put("/kind", "server", "form_factor");
    if (fact("services") == nullptr || said("system") != "Linux") return;
    if (const bool screen = runs("display-manager") || runs("gdm") || runs("lightdm") || runs("sddm"); !screen) {
      return put("/kind", "server", "services");
    }
    constexpr std::string_view personal[] = {
        "Desktop",    "Low Profile Desktop", "Mini Tower", "Tower",       "Portable",   "Laptop", "Notebook",
        "All in One", "Sub Notebook",        "Tablet",     "Convertible", "Detachable", "Mini PC"};
    if (std::ranges::find(personal, form) != std::end(personal)) put("/kind", "terminal", "form_factor");
  }

  void write_access() {
    if (said("system") == "Linux") {
      put("/access/subject_grain", "user", "system");  // owner, group and lists of every Linux file system
      put("/access/object_grain", "file", "system");
    }
    if (said("selinux", "status") == "enabled") {
      const auto mode = said("selinux", "mode");
      if (mode == "enforcing" || mode == "permissive") put("/access/mandatory_control", mode, "selinux");
    } else if (said("selinux", "status") == "disabled" && said("system") == "Linux") {
      used_.insert("selinux");
      findings_.absent(pointer_ + "/access/mandatory_control", Gap::collection_failed,
                       "SELinux is disabled; whether another module enforces rules could not be told",
                       fact("selinux")->line);
    }
  }

  // "10.0.0.5 51200 10.0.0.7 22": the connection over which the facts were taken.
  void write_management() {
    const auto connection = said("env", "SSH_CONNECTION");
    const auto port = whole_number(connection.substr(std::min(connection.size(), connection.rfind(' ') + 1)));
    if (!port || *port == 0 || *port > 65535) return;
    used_.insert("env");
    auto* node = fact("env")->json->find(*fact("env")->node, "SSH_CONNECTION");
    findings_.append(pointer_ + "/management", {{"name", "ssh"}, {"protocol", "ssh"}, {"port", *port}},
                     fact("env")->json->line_of(*node));
    findings_.incomplete(pointer_ + "/management");
  }

  [[nodiscard]] auto service(const std::string& name) const -> LinedJson::Node* {
    const auto* all = fact("services");
    if (all == nullptr) return nullptr;
    auto* found = all->json->find(*all->node, name + ".service");
    return found != nullptr ? found : all->json->find(*all->node, name);
  }
  [[nodiscard]] auto service_says(const std::string& name, const std::string& member) const -> std::string {
    auto* found = service(name);
    auto* node = found == nullptr ? nullptr : fact("services")->json->find(*found, member);
    return node == nullptr ? std::string() : text_of(*node);
  }
  [[nodiscard]] auto runs(const std::string& name) const -> bool { return service_says(name, "state") == "running"; }

  void put_service(const std::string& below, Json value, const std::string& name) {
    used_.insert("services");
    findings_.put(pointer_ + below, std::move(value), fact("services")->json->line_of(*service(name)));
  }

  // Programs whose running is itself a fact. That none of these runs proves nothing: others may do the same.
  void write_daemons() {
    for (const auto* name : {"auditd", "rsyslog", "syslog-ng"}) {
      if (!runs(name)) continue;
      put_service("/audit/enabled", true, name);
      const auto start = service_says(name, "status");
      if (start == "enabled" || start == "disabled") {
        put_service("/audit/process/starts_at_boot", start == "enabled", name);
      }
      break;
    }
    if (runs("firewalld")) put_service("/packet_filter/enabled", true, "firewalld");
  }

  // Ports that `listen_ports_facts` found open.
  void write_listeners() {
    struct Listening {
      std::string program;
      std::string protocol;
      std::uint32_t port = 0;
      bool local = true;
      std::uint32_t line = 0;
    };
    std::map<std::string, Listening> services;
    for (const std::string protocol : {"tcp", "udp"}) {
      const auto* list = fact(protocol + "_listen");
      if (list == nullptr) continue;
      used_.insert(protocol + "_listen");
      for (auto& part : list->json->elements(*list->node)) {
        auto* number = list->json->find(part.value, "port");
        auto* where = list->json->find(part.value, "address");
        auto* who = list->json->find(part.value, "name");
        const auto port = number == nullptr ? std::nullopt : whole_number(number->text);
        if (!port || *port == 0 || *port > 65535 || where == nullptr) continue;
        const auto program = who == nullptr ? std::string() : text_of(*who);
        const auto name = (program.empty() ? "" : program + ' ') + protocol + '/' + std::to_string(*port);
        auto& one = services.emplace(name, Listening{program, protocol, *port, true, list->json->line_of(part.value)})
                        .first->second;
        const auto address = text_of(*where);
        one.local = one.local && (address.starts_with("127.") || address == "::1");
      }
    }
    for (const auto& [name, one] : services) {
      Json json{{"name", name}};
      if (!one.program.empty()) json["program"] = one.program;
      json["protocol"] = one.protocol;
      json["port"] = one.port;
      if (one.local) json["reachable"] = "local";
      findings_.append(pointer_ + "/services", std::move(json), one.line);
    }
    if (!services.empty() && (fact("tcp_listen") == nullptr || fact("udp_listen") == nullptr)) {
      findings_.incomplete(pointer_ + "/services");
    }
  }

  // How each fact was understood.
  void tell() {
    std::set<std::string> interfaces;
    if (const auto* all = fact("interfaces")) {
      for (const auto& part : all->json->elements(*all->node)) {
        auto name = text_of(part.value);
        std::ranges::replace_if(name, [](char c) { return c == '-' || c == ':' || c == '.'; }, '_');
        interfaces.insert(std::move(name));
      }
    }
    for (const auto& [name, one] : host_.facts) {
      auto interface = name;
      std::ranges::replace_if(interface, [](char c) { return c == '-' || c == ':' || c == '.'; }, '_');
      if (is_secret_fact(name)) {
        findings_.secret(one.line, SecretKind::password, SecretCover::unclear);
        findings_.read_piece(one.line, Use::unused, "secret");
      } else if (used_.contains(name)) {
        findings_.read_piece(one.line, Use::fact, name);
      } else if (interfaces.contains(interface)) {
        findings_.read_piece(one.line, Use::unused, "interface");
      } else {
        findings_.read_piece(one.line, is_known_fact(name) ? Use::unused : Use::unknown, fact_word(name));
      }
    }
  }

  const AnsibleHost& host_;
  Findings& findings_;
  std::string pointer_;
  std::set<std::string> used_;
};

}  // namespace

// A host is called by its own name, where no other in the source has the same; else as the inventory calls it.
void write_ansible_hosts(const std::vector<AnsibleHost>& hosts, std::string_view file, Findings& findings) {
  std::map<std::string, std::size_t> names;
  for (const auto& host : hosts) ++names[AnsibleWriter(host, findings).own_name()];
  std::set<std::string> ids;
  std::optional<Date> first;
  std::size_t place = 0;
  for (const auto& host : hosts) {
    AnsibleWriter writer(host, findings);
    const auto name = writer.own_name();
    auto id = name;
    if (id.empty() || names[name] > 1) id = host.called.empty() ? std::string(file) : host.called;
    const bool by_itself = id == name;
    while (!ids.insert(id).second) id += " (" + std::to_string(place + 1) + ')';
    findings.inventory_names[id] = !by_itself ? id : host.called.empty() ? std::string(file) : host.called;
    writer.write(id, "/hosts/" + std::to_string(place++));
    const auto day = writer.day();
    if (day && (!first || day->days < first->days)) first = day;
  }
  findings.on = first;
  findings.incomplete("/hosts");
}

}  // namespace dengbao::importing
