#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "import/findings.h"
#include "import/network_terms.h"

// A network device as its configuration describes it: what the readers of the kinds fill in, each value with the line
// that says it, and what `write_device` turns into facts. Configurations differ in their words, not in this.
namespace dengbao::importing {

template <typename T>
struct Said {
  T value{};
  std::uint32_t line = 0;
};
using Lines = std::vector<std::uint32_t>;

struct DeviceInterface {
  std::string name;
  std::uint32_t line = 0;
  bool shut = false;
  std::uint32_t shut_line = 0;
  std::vector<Said<NetAddress>> addresses;
  bool has_unknown_address = false;  // from DHCP, PPP, another interface …
};

struct DeviceAccount {
  std::string name;
  Lines lines;
  std::vector<std::string> roles;  // of the facts' enumeration
  std::optional<bool> superuser;
  std::optional<bool> enabled;
  std::optional<bool> has_password;      // false: none is asked for
  std::set<std::string> services;        // "ssh", "telnet", "terminal", …; which of them let people in is asked below
  std::optional<bool> services_are_all;  // the list of services is told
  bool by_key = false;
  bool key_and_password = false;
  std::optional<Date> expires;
  std::optional<bool> vendor_name;
};

// Rules for the passwords of all accounts.
struct PasswordRules {
  std::optional<Said<std::uint32_t>> min_length;
  std::optional<Said<std::uint32_t>> kinds;
  std::optional<Said<std::uint32_t>> max_age_days;  // 0: none
  std::optional<Said<std::uint32_t>> history;
};

struct DeviceLockOut {
  std::uint32_t failures = 0;
  std::string duration;  // ISO 8601
  std::uint32_t line = 0;
};

// A console or a range of lines for remote log-in.
struct TerminalLine {
  std::uint32_t line = 0;
  bool remote = false;
  std::optional<Said<std::uint32_t>> timeout;       // seconds; 0: never
  std::optional<std::set<std::string>> protocols;   // that it takes: "ssh", "telnet"
  std::optional<Said<std::string>> access_list;     // for those who come in
  std::optional<Said<std::string>> authentication;  // "none", "password", "aaa"
};

struct DeviceChannel {
  std::string name;
  std::string protocol;  // of the facts' enumeration
  Lines lines;
  std::optional<std::uint32_t> port;
  std::optional<std::vector<std::string>> outdated;
  std::optional<Said<std::string>> access_list;  // that guards it
  std::vector<Said<std::string>> other_lists;    // of other ways in: what any of the lists lets in comes in
  bool through_lines = false;                    // it leads to the terminal lines, whose access lists guard it
  bool sources_unknown = false;                  // something else may guard it
};

struct FilterRule {
  std::string id;
  std::uint32_t order = 0;
  Lines lines;
  std::optional<bool> allow;
  std::optional<bool> enabled = true;
  bool exact = true;  // false: a condition that the facts cannot express makes it narrower
  // What is not told is unknown.
  std::optional<std::vector<Subnet>> from = std::vector<Subnet>{};
  std::optional<std::vector<Subnet>> to = std::vector<Subnet>{};
  RuleProtocol protocol = RuleProtocol::any;
  std::optional<std::vector<Ports>> source_ports = std::vector<Ports>{};
  std::optional<std::vector<Ports>> target_ports = std::vector<Ports>{};
  std::vector<std::string> applications;
  std::optional<std::string> source_zone;
  std::optional<std::string> target_zone;
  bool zones_told = true;  // false: where no zone is named, something else may still say between which it stands
  std::optional<bool> logged;
};

struct AccessList {
  std::uint32_t line = 0;
  std::vector<FilterRule> rules;
};

// An access list that looks at what enters or leaves a port.
struct AppliedList {
  std::string list;
  std::string interface;
  std::optional<bool> entering;   // nothing: not told
  std::optional<bool> otherwise;  // what becomes of packets that no rule matches; nothing where it is not told
  std::uint32_t line = 0;
};

struct DeviceZone {
  std::uint32_t line = 0;
  std::vector<Said<std::string>> interfaces;
};

struct StaticRoute {
  Subnet target;
  std::string out;              // the interface; empty where it is not named
  std::optional<Address> next;  // the next hop
  std::uint32_t line = 0;
};

struct Device {
  std::string id;  // its name, else the file's
  std::optional<Said<std::string>> name;
  Said<bool> guards;  // it holds security policies: a security device
  std::string system;
  std::optional<Said<std::string>> version;
  bool complete = false;  // the configuration was there to its end
  bool routes_move = false;

  std::vector<DeviceInterface> interfaces;
  std::vector<DeviceAccount> accounts;
  bool accounts_elsewhere = false;  // a server knows accounts, too
  bool accounts_unread = false;     // a line that was not understood may speak of more
  PasswordRules passwords;
  std::optional<DeviceLockOut> lock_out;
  std::vector<TerminalLine> terminals;
  std::vector<DeviceChannel> channels;
  bool all_channels_told = false;
  std::vector<Said<std::string>> clock_sources;
  std::vector<Said<std::string>> log_servers;
  std::optional<Said<bool>> logs;
  std::vector<StaticRoute> routes;
  std::vector<Said<SecretCover>> stored_passwords;  // of accounts: how each is kept in the configuration

  std::map<std::string, AccessList, std::less<>> access_lists;
  std::map<std::string, DeviceZone, std::less<>> zones;
  std::vector<AppliedList> applied;
  std::vector<FilterRule> policies;  // security policies between zones
  std::optional<Said<bool>> default_allow;
  Lines follows_sessions;  // lines that let packets of known sessions pass
  Lines refuses_strays;    // lines that refuse packets of no session

  auto interface(std::string_view called, std::uint32_t line) -> DeviceInterface&;
  auto account(std::string_view called, std::uint32_t line) -> DeviceAccount&;
  auto channel(std::string_view protocol, std::string_view called, std::uint32_t line) -> DeviceChannel&;
};

// Everything that was read, as facts.
void write_device(const Device& device, Findings& findings);

// The rules of access lists and policies (a part of `write_device`).
void write_boundary(const Device& device, Findings& findings);

// How the passwords of its accounts are kept (a part of `write_device`).
void write_stored_passwords(const Device& device, Findings& findings);

// The addresses that an access list lets in, where that can be told from its rules: the first that matches decides.
[[nodiscard]] auto sources_let_in(const AccessList& list) -> std::optional<std::vector<Subnet>>;

}  // namespace dengbao::importing
