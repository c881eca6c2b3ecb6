#include <algorithm>

#include "base/diagnostic.h"
#include "import/kind.h"
#include "import/network_terms.h"
#include "import/nmap_scripts.h"
#include "import/xml.h"

// Scans of nmap: its XML (`nmap -oX`).
namespace dengbao::importing {
namespace {

// Elements that say nothing that a fact asks for.
constexpr std::string_view scan_words[] = {
    "closed",        "cpe",      "debugging", "distance", "elem",       "extraports",   "extrareasons", "finished",
    "hop",           "hosthint", "hostnames", "hosts",    "hostscript", "ipidsequence", "os",           "osclass",
    "osfingerprint", "osmatch",  "output",    "ports",    "portused",   "postscript",   "prescript",    "runstats",
    "scaninfo",      "smurf",    "table",     "target",   "taskbegin",  "taskend",      "taskprogress", "tcpsequence",
    "tcptssequence", "times",    "trace",     "uptime",   "verbose",    "owner",
};

struct FoundPort {
  std::string protocol;
  std::uint32_t port = 0;
  bool open = false;
  std::string service;
  std::string program;
  std::string extra;
  bool tls = false;
  bool ssh_1 = false;
  std::uint32_t line = 0;
  ScannedCryptography cryptography;
};

struct FoundHost {
  bool up = false;
  std::uint32_t line = 0;
  std::vector<std::string> addresses;
  std::string name;
  std::vector<FoundPort> ports;
};

auto at(const XmlAttributes& attributes, std::string_view name) -> std::string {
  const auto found = attributes.find(name);
  return found == attributes.end() ? std::string() : found->second;
}

// Names of elements and scripts are words; what else stands there may be anything.
auto safe_word(std::string_view word) -> std::string {
  const bool safe = !word.empty() && word.size() <= 40 && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  return safe ? std::string(word) : "…";
}

class NmapReader : public XmlReader {
 public:
  explicit NmapReader(Findings& findings) : findings_(findings) { findings_.method = "test"; }

  void start(std::string_view name, const XmlAttributes& attributes, std::uint32_t line) override {
    auto what = safe_word(name);
    auto use = Use::fact;
    if (name == "nmaprun") {
      read_run(attributes);
    } else if (name == "host") {
      script_.finish();
      in_port_ = false;
      host_ = FoundHost{.line = line};
    } else if (name == "status") {
      host_.up = at(attributes, "state") == "up";
    } else if (name == "address") {
      use = read_address(attributes);
    } else if (name == "hostname") {
      // The name that somebody gave on the command line is not what the address is called.
      if (host_.name.empty() && at(attributes, "type") != "user") host_.name = at(attributes, "name");
    } else if (name == "port") {
      script_.finish();
      in_port_ = true;
      const auto number = whole_number(at(attributes, "portid"));
      host_.ports.push_back({.protocol = at(attributes, "protocol"), .port = number.value_or(0), .line = line});
    } else if (name == "state" && !host_.ports.empty()) {
      host_.ports.back().open = at(attributes, "state") == "open";
    } else if (name == "service" && !host_.ports.empty()) {
      read_service(attributes, host_.ports.back());
    } else if (name == "script") {
      what += ' ' + safe_word(at(attributes, "id"));
      use = read_script(attributes, line);
    } else if ((name == "table" || name == "elem") && script_.reads()) {
      script_.start(name, attributes);
    } else {
      use = std::ranges::find(scan_words, name) != std::end(scan_words) ? Use::unused : Use::unknown;
    }
    findings_.read_piece(line, use, what);
  }

  void text(std::string_view piece) override {
    if (script_.reads()) script_.text(piece);
  }

  void end(std::string_view name) override {
    if (name == "script") script_.finish();
    if (name == "port") in_port_ = false;
    if (script_.reads()) script_.end(name);
    if (name == "host") write_host();
  }

  [[nodiscard]] auto is_scan() const -> bool { return is_scan_; }

  void finish() {
    if (hosts_ == 0) return;
    findings_.incomplete("/hosts");
    findings_.incomplete("/boundary/discovered");
  }

 private:
  void read_run(const XmlAttributes& attributes) {
    is_scan_ = true;
    const auto begun = whole_number(at(attributes, "start"));
    constexpr std::uint32_t seconds_a_day = 86400;
    if (begun) findings_.on = Date{static_cast<std::int32_t>(*begun / seconds_a_day)};
  }

  auto read_address(const XmlAttributes& attributes) -> Use {
    const auto address = Address::parse(at(attributes, "addr"));
    if (!address || at(attributes, "addrtype") == "mac") return Use::unused;
    host_.addresses.push_back(address->to_string());
    return Use::fact;
  }

  static void read_service(const XmlAttributes& attributes, FoundPort& port) {
    port.service = at(attributes, "name");
    port.tls = at(attributes, "tunnel") == "ssl";
    port.extra = at(attributes, "extrainfo");
    port.program = at(attributes, "product");
    if (const auto version = at(attributes, "version"); !version.empty() && !port.program.empty()) {
      port.program += ' ' + version;
    }
  }

  // Scripts that try passwords print those that they found.
  auto read_script(const XmlAttributes& attributes, std::uint32_t line) -> Use {
    const auto id = at(attributes, "id");
    const auto output = at(attributes, "output");
    if (id.find("brute") != std::string::npos && output.find("Valid") != std::string::npos) {
      const bool snmp = id.starts_with("snmp");
      findings_.secret(line, snmp ? SecretKind::community : SecretKind::password, SecretCover::clear);
    }
    if (id == "sshv1" && !host_.ports.empty() && output.find("supports SSHv1") != std::string::npos) {
      host_.ports.back().ssh_1 = true;
      return Use::fact;
    }
    return in_port_ && script_.begin(id, output, line, host_.ports.back().cryptography) ? Use::fact : Use::unused;
  }

  void write_host() {
    if (!host_.up || host_.addresses.empty()) return;
    const auto pointer = "/hosts/" + std::to_string(hosts_++);
    findings_.put(pointer + "/id", host_.addresses.front(), host_.line);
    if (!host_.name.empty()) findings_.put(pointer + "/name", host_.name, host_.line);
    findings_.put(pointer + "/addresses", host_.addresses, host_.line);
    findings_.incomplete(pointer + "/addresses");
    for (const auto& address : host_.addresses) {
      findings_.append("/boundary/discovered", {{"address", address}}, host_.line);
    }
    for (const auto& port : host_.ports) write_port(pointer, port);
  }

  void write_port(const std::string& host, const FoundPort& port) {
    if (!port.open || port.port == 0 || port.port > 65535 || (port.protocol != "tcp" && port.protocol != "udp")) return;
    const auto name = port.service.empty() ? std::string("unknown") : port.service;
    Json service{{"name", port.protocol + '/' + std::to_string(port.port) + ' ' + name},
                 {"protocol", port.protocol},
                 {"port", port.port}};
    if (!port.program.empty()) service["program"] = port.program;
    findings_.append(host + "/services", std::move(service), port.line);
    findings_.incomplete(host + "/services");
    write_channel(host, port);
    write_cryptography(port);
  }

  // What scripts saw is in use on a port is a technique of cryptography; they do not know all that there is.
  void write_cryptography(const FoundPort& port) {
    const auto& seen = port.cryptography;
    if (!seen.ssh_asked && !seen.tls_asked) return;
    const auto pointer = findings_.append("/operations/cryptography",
                                          {{"id", host_.addresses.front() + ' ' + port.protocol + '/' +
                                                      std::to_string(port.port) + (seen.ssh_asked ? " SSH" : " TLS")},
                                           {"algorithms", seen.algorithms}},
                                          0);
    for (const auto line : seen.lines) findings_.witness(pointer, line);
    findings_.incomplete(pointer + "/algorithms");
    findings_.incomplete("/operations/cryptography");
  }

  // Protocols that serve for nothing but management; of others a scan does not tell what they are for.
  static auto management_protocol(const FoundPort& port) -> std::string {
    if (port.protocol != "tcp") return {};
    const auto& clear = port.cryptography.rdp_in_clear;
    if (port.service == "ms-wbt-server" && clear) return *clear ? "rdp" : "rdp-tls";
    return !port.tls && (port.service == "ssh" || port.service == "telnet" || port.service == "vnc") ? port.service
                                                                                                     : "";
  }

  // What the server announces or scripts saw; nothing where nobody looked.
  static auto outdated_versions(const FoundPort& port, const std::string& protocol) -> std::optional<Json> {
    const auto& seen = port.cryptography;
    // "protocol 2.0", "protocol 1.99"
    const bool only_2 = port.extra.find("protocol 2.0") != std::string::npos;
    const bool old = port.ssh_1 || port.extra.find("protocol 1.") != std::string::npos;
    if (protocol == "ssh" && (only_2 || old)) return old ? Json::array({"ssh-1"}) : Json::array();
    if (protocol == "rdp-tls" && (seen.tls_asked || !seen.outdated.empty())) return Json(seen.outdated);
    return std::nullopt;
  }

  void write_channel(const std::string& host, const FoundPort& port) {
    const auto protocol = management_protocol(port);
    if (protocol.empty()) return;
    Json channel{{"name", protocol}, {"protocol", protocol}, {"port", port.port}};
    if (auto outdated = outdated_versions(port, protocol)) channel["outdated_versions"] = std::move(*outdated);
    // The same protocol on several ports is several channels.
    for (const auto& one : findings_.facts[Json::json_pointer(host)].value("management", Json::array())) {
      if (one["name"] == channel["name"]) channel["name"] = protocol + ' ' + std::to_string(port.port);
    }
    const auto pointer = findings_.append(host + "/management", std::move(channel), port.line);
    if (protocol.starts_with("rdp")) {
      for (const auto line : port.cryptography.lines) findings_.witness(pointer, line);
    }
    findings_.incomplete(host + "/management");
  }

  Findings& findings_;
  FoundHost host_;
  NmapScript script_;
  bool in_port_ = false;  // scripts of hosts come behind
  std::size_t hosts_ = 0;
  bool is_scan_ = false;
};

void read_nmap(std::string_view text, std::string_view /*name*/, Findings& findings) {
  NmapReader reader(findings);
  const auto fault = reader.read(text);
  if (fault) {
    return findings.refuse(say("it is no whole XML at line {}; a scan that was broken off leaves such a file",
                               "第 {} 行起不是完整的 XML；扫描中断会产生这样的文件", *fault));
  }
  if (!reader.is_scan()) return findings.refuse({"its root is not `nmaprun`", "根元素不是 `nmaprun`"});
  reader.finish();
}

}  // namespace

auto kind_nmap() -> SourceKind {
  return {"nmap", {"scan of nmap (XML)", "nmap 扫描结果（XML）"}, read_nmap, nullptr, Writing::own};
}

}  // namespace dengbao::importing
