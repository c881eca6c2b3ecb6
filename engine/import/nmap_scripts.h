#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "import/xml.h"

// What scripts of nmap that ask for versions and algorithms saw a server accept.
namespace dengbao::importing {

struct ScannedCryptography {
  bool ssh_asked = false;  // a script went through the algorithms
  bool tls_asked = false;
  std::set<std::string> algorithms;  // of the facts' enumeration
  std::set<std::string> outdated;    // versions, of the facts' enumeration
  std::optional<bool> rdp_in_clear;  // RDP without TLS is accepted
  std::vector<std::uint32_t> lines;  // of the scripts
};

// Takes the elements of one script.
class NmapScript {
 public:
  // Whether it is one of those that are read; `found` gets what it says, until the next begins.
  auto begin(std::string_view id, std::string_view output, std::uint32_t line, ScannedCryptography& found) -> bool;
  // Behind its end, nothing is taken.
  void finish() { found_ = nullptr; }

  [[nodiscard]] auto reads() const -> bool { return found_ != nullptr; }
  void start(std::string_view name, const XmlAttributes& attributes);
  void text(std::string_view piece);
  void end(std::string_view name);

 private:
  void take(std::string_view key, std::string_view text);
  void take_suite(std::string_view suite);
  void take_ssh(std::string_view list, std::string_view algorithm);
  void take_key(std::string_view type, std::string_view bits);

  ScannedCryptography* found_ = nullptr;
  std::string id_;
  std::vector<std::string> tables_;  // keys, from the outermost
  std::string key_;                  // of the element that is open
  std::string text_;
  bool inside_ = false;
  std::string key_type_;  // of a server's key, as far as it was said
  std::string key_bits_;
};

}  // namespace dengbao::importing
