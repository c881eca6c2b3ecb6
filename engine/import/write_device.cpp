#include <algorithm>

#include "import/device.h"

// A device as one host of the facts.
namespace dengbao::importing {
namespace {

const std::string host_pointer = "/hosts/0";

class HostWriter {
 public:
  HostWriter(const Device& device, Findings& findings) : device_(device), findings_(findings) {}

  void write() {
    write_platform();
    write_addresses();
    write_accounts();
    write_log_in_rules();
    write_management();
    write_records();
    findings_.incomplete("/hosts");
  }

 private:
  void put(const std::string& field, Json value, std::uint32_t line) {
    findings_.put(host_pointer + field, std::move(value), line);
  }
  void put(const std::string& field, Json value, const Lines& lines) {
    for (const auto line : lines) findings_.witness(host_pointer + field, line);
    findings_.facts[Json::json_pointer(host_pointer + field)] = std::move(value);
    if (lines.empty()) findings_.witness(host_pointer + field, 0);
  }

  void write_platform() {
    put("/id", device_.id, device_.name ? device_.name->line : 0);
    if (device_.name) put("/name", device_.name->value, device_.name->line);
    put("/kind", device_.guards.value ? "security-device" : "network-device", device_.guards.line);
    put("/os/family", "firmware", device_.version ? device_.version->line : 0);
    put("/os/name", device_.system, device_.version ? device_.version->line : 0);
    if (device_.version) put("/os/version", device_.version->value, device_.version->line);
  }

  void write_addresses() {
    std::vector<std::string> addresses;
    Lines lines;
    bool all = device_.complete;
    for (const auto& one : device_.interfaces) {
      all = all && !one.has_unknown_address;
      for (const auto& said : one.addresses) {
        const auto text = said.value.address.to_string();
        if (std::ranges::find(addresses, text) == addresses.end()) addresses.push_back(text);
        lines.push_back(said.line);
      }
    }
    if (addresses.empty() && !all) return;
    put("/addresses", addresses, lines);
    if (!all) findings_.incomplete(host_pointer + "/addresses");
  }

  // ---- accounts

  void write_accounts() {
    const bool may_be_more = !device_.complete || device_.accounts_unread;
    if (device_.accounts.empty() && may_be_more) return;
    auto& list = findings_.facts[Json::json_pointer(host_pointer + "/accounts")];
    list = Json::array();
    if (device_.accounts.empty()) findings_.witness(host_pointer + "/accounts", 0);
    for (std::size_t i = 0; i < device_.accounts.size(); ++i) {
      const auto& one = device_.accounts[i];
      list.push_back(account(one));
      const auto pointer = host_pointer + "/accounts/" + std::to_string(i);
      for (const auto line : one.lines) findings_.witness(pointer, line);
      if (list.back().contains("password")) witness_password_rules(pointer + "/password");
    }
    if (may_be_more || device_.accounts_elsewhere) findings_.incomplete(host_pointer + "/accounts");
  }

  auto account(const DeviceAccount& one) const -> Json {
    Json json{{"name", one.name}};
    if (const auto usable = is_usable(one)) json["enabled"] = *usable;
    if (!one.roles.empty()) json["roles"] = one.roles;
    if (one.superuser) json["superuser"] = *one.superuser;
    auto login = Json::array();
    if (one.has_password == std::optional(true)) login.push_back("password");
    if (one.by_key) login.push_back("key");
    if (one.has_password == std::optional(false) && !one.by_key) login.push_back("nothing-asked");
    if (!login.empty()) json["login"] = login;
    if (const auto factors = factors_of(one); !factors.empty()) json["factors"] = factors;
    if (const auto password = password_of(one); !password.empty()) json["password"] = password;
    if (one.vendor_name) json["vendor_account"] = *one.vendor_name;
    if (const auto remote = comes_in_remotely(one)) json["remote_login"] = *remote;
    if (one.expires) json["expires_on"] = one.expires->to_string();
    return json;
  }

  static auto is_usable(const DeviceAccount& one) -> std::optional<bool> {
    if (one.enabled == std::optional(false)) return false;
    if (one.services_are_all && *one.services_are_all && one.services.empty()) return false;
    const bool may_enter = one.has_password || one.by_key;
    return may_enter ? std::optional(true) : std::nullopt;
  }

  // Of the weakest way in.
  static auto factors_of(const DeviceAccount& one) -> std::vector<std::string> {
    if (one.key_and_password) return {"knowledge", "cryptographic"};
    if (one.has_password == std::optional(true)) return {"knowledge"};
    if (one.by_key) return {"cryptographic"};
    return {};
  }

  auto password_of(const DeviceAccount& one) const -> Json {
    Json json = Json::object();
    if (one.has_password) json["empty"] = !*one.has_password;
    const auto& rules = device_.passwords;
    if (one.has_password != std::optional(true)) return json;
    if (rules.min_length) json["min_length"] = rules.min_length->value;
    if (rules.kinds) json["character_kinds"] = rules.kinds->value;
    if (rules.max_age_days && rules.max_age_days->value > 0) {
      json["max_age"] = 'P' + std::to_string(rules.max_age_days->value) + 'D';
    }
    if (rules.history) json["history"] = rules.history->value;
    return json;
  }

  void witness_password_rules(const std::string& pointer) {
    const auto& rules = device_.passwords;
    const auto& json = findings_.facts[Json::json_pointer(pointer)];
    if (rules.min_length && json.contains("min_length")) {
      findings_.witness(pointer + "/min_length", rules.min_length->line);
    }
    if (rules.kinds && json.contains("character_kinds")) {
      findings_.witness(pointer + "/character_kinds", rules.kinds->line);
    }
    if (rules.history && json.contains("history")) findings_.witness(pointer + "/history", rules.history->line);
    if (!rules.max_age_days) return;
    if (json.contains("max_age")) {
      findings_.witness(pointer + "/max_age", rules.max_age_days->line);
    } else if (!json["empty"].get<bool>()) {
      findings_.absent(pointer + "/max_age", Gap::does_not_exist, "passwords never expire", rules.max_age_days->line);
    }
  }

  // Whether one of the account's services is one of the device's; nothing where that is not told.
  auto comes_in_remotely(const DeviceAccount& one) const -> std::optional<bool> {
    bool may = false;
    for (const auto* service : {"ssh", "telnet", "http", "https", "ftp"}) {
      if (!one.services.contains(service)) continue;
      if (std::ranges::find(device_.channels, service, &DeviceChannel::protocol) != device_.channels.end()) return true;
      may = true;
    }
    const bool told = one.services_are_all == std::optional(true) && (!may || device_.all_channels_told);
    return told ? std::optional(false) : std::nullopt;
  }

  // ---- log-in

  void write_log_in_rules() {
    if (device_.lock_out) {
      put("/lock_out/failures", device_.lock_out->failures, device_.lock_out->line);
      put("/lock_out/duration", device_.lock_out->duration, device_.lock_out->line);
    }
    write_session_timeout();
    for (const auto& one : device_.terminals) {
      if (!one.authentication || one.authentication->value != "none") continue;
      put("/anonymous_access", true, one.authentication->line);
      break;
    }
  }

  // The line on which a session lasts longest counts. Where one of them does not say it, a default holds that differs
  // between versions: unknown.
  void write_session_timeout() {
    std::uint32_t longest = 0;
    Lines lines;
    bool all = !device_.terminals.empty();
    for (const auto& one : device_.terminals) {
      if (!one.timeout) {
        all = false;
        continue;
      }
      if (one.timeout->value == 0) {
        findings_.absent(host_pointer + "/session_timeout", Gap::does_not_exist,
                         "on one of its lines sessions never end", one.timeout->line);
        return;
      }
      longest = std::max(longest, one.timeout->value);
      lines.push_back(one.timeout->line);
    }
    if (!all) return;
    put("/session_timeout", "PT" + std::to_string(longest) + "S", lines);
  }

  // ---- management

  void write_management() {
    if (device_.channels.empty() && !device_.all_channels_told) return;
    put("/management", Json::array(), Lines());
    findings_.witnesses.pop_back();
    if (device_.channels.empty()) findings_.witness(host_pointer + "/management", 0);
    for (const auto& one : device_.channels) write_channel(one);
    if (!device_.all_channels_told) findings_.incomplete(host_pointer + "/management");
  }

  void write_channel(const DeviceChannel& one) {
    Json json{{"name", one.name}, {"protocol", one.protocol}};
    if (one.outdated) json["outdated_versions"] = *one.outdated;
    if (one.port) json["port"] = *one.port;
    Lines lines = one.lines;
    if (const auto sources = allowed_sources(one, lines)) {
      json["allowed_sources"] = Json::array();
      for (const auto& net : *sources) json["allowed_sources"].push_back(net.to_string());
    }
    const auto pointer = findings_.append(host_pointer + "/management", std::move(json), 0);
    for (const auto line : lines) findings_.witness(pointer, line);
  }

  // Nothing where it cannot be told; anywhere where nothing guards it.
  auto allowed_sources(const DeviceChannel& one, Lines& lines) const -> std::optional<std::vector<Subnet>> {
    if (one.sources_unknown) return std::nullopt;
    if (one.access_list) {
      lines.push_back(one.access_list->line);
      auto sources = sources_of(one.access_list->value, lines);
      for (const auto& list : one.other_lists) {
        const auto more = sources_of(list.value, lines);
        if (!sources || !more) return std::nullopt;
        lines.push_back(list.line);
        for (const auto& net : *more) {
          if (std::ranges::find(*sources, net) == sources->end()) sources->push_back(net);
        }
      }
      return sources;
    }
    // A firewall decides port by port what may come to itself.
    if (device_.guards.value && !one.access_list && !one.through_lines) return std::nullopt;
    if (!one.through_lines) return device_.complete ? std::optional(std::vector{any_v4()}) : std::nullopt;
    std::vector<Subnet> all;
    bool any = false;
    for (const auto& terminal : device_.terminals) {
      if (!terminal.remote || (terminal.protocols && !terminal.protocols->contains(one.protocol))) continue;
      any = true;
      if (!terminal.access_list && device_.guards.value) return std::nullopt;
      if (!terminal.access_list) return device_.complete ? std::optional(std::vector{any_v4()}) : std::nullopt;
      const auto sources = sources_of(terminal.access_list->value, lines);
      if (!sources) return std::nullopt;
      lines.push_back(terminal.access_list->line);
      for (const auto& net : *sources) {
        if (std::ranges::find(all, net) == all.end()) all.push_back(net);
      }
    }
    return any ? std::optional(all) : std::nullopt;
  }

  // What the list lets in; its rules say so, too.
  auto sources_of(const std::string& list, Lines& lines) const -> std::optional<std::vector<Subnet>> {
    const auto found = device_.access_lists.find(list);
    if (found == device_.access_lists.end()) return std::nullopt;
    auto sources = sources_let_in(found->second);
    for (const auto& rule : found->second.rules) {
      if (sources) lines.insert(lines.end(), rule.lines.begin(), rule.lines.end());
    }
    return sources;
  }

  // ---- time and records

  void write_records() {
    write_texts("/clock/sources", device_.clock_sources);
    if (device_.logs) put("/audit/enabled", device_.logs->value, device_.logs->line);
    write_texts("/audit/log_servers", device_.log_servers);
  }

  // A configuration that is there to its end and names none has none.
  void write_texts(const std::string& field, const std::vector<Said<std::string>>& said) {
    if (said.empty() && !device_.complete) return;
    auto texts = Json::array();
    Lines lines;
    for (const auto& one : said) {
      if (std::ranges::find(texts, Json(one.value)) == texts.end()) texts.push_back(one.value);
      lines.push_back(one.line);
    }
    put(field, std::move(texts), lines);
    if (!device_.complete) findings_.incomplete(host_pointer + field);
  }

  const Device& device_;
  Findings& findings_;
};

// By the worst of them; nothing where the method of one is not clear.
auto worst_cover(const std::vector<Said<SecretCover>>& stored) -> std::string {
  const auto any = [&](SecretCover cover) {
    return std::ranges::find(stored, cover, &Said<SecretCover>::value) != stored.end();
  };
  if (any(SecretCover::clear)) return "in-clear";
  if (any(SecretCover::encoded)) return "encoding-only";
  if (any(SecretCover::weakly_hashed)) return "broken-cipher";
  if (stored.empty() || any(SecretCover::reversible) || any(SecretCover::unclear)) return {};
  return "salted-hash";
}

}  // namespace

void write_stored_passwords(const Device& device, Findings& findings) {
  const auto encryption = worst_cover(device.stored_passwords);
  if (encryption.empty()) return;
  const auto pointer =
      findings.append("/data_assets",
                      {{"id", device.id + " passwords"},
                       {"name", "passwords of the accounts of " + device.id},
                       {"kinds", {"authentication"}},
                       {"processed_by", Json::array({device.id})},
                       {"stores", Json::array({{{"place", "configuration"}, {"encryption", encryption}}})}},
                      0);
  for (const auto& one : device.stored_passwords) findings.witness(pointer, one.line);
  findings.incomplete("/data_assets");
}

void write_device(const Device& device, Findings& findings) {
  HostWriter(device, findings).write();
  write_stored_passwords(device, findings);
  write_boundary(device, findings);
}

}  // namespace dengbao::importing
