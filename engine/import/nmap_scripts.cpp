#include "import/nmap_scripts.h"

#include <algorithm>

#include "import/network_terms.h"

namespace dengbao::importing {
namespace {

constexpr std::size_t longest_word = 200;  // of what scripts list

struct NamedAlgorithm {
  std::string_view word;
  std::string_view algorithm;  // of the facts
};
// Words of cipher suites, which stand between underscores.
constexpr NamedAlgorithm suite_words[] = {
    {"AES", "aes"}, {"SM4", "sm4"},     {"3DES", "des"},    {"DES", "des"},     {"DES40", "des"},
    {"RC4", "rc4"}, {"SHA", "sha1"},    {"SHA256", "sha2"}, {"SHA384", "sha2"}, {"MD5", "md5"},
    {"SM3", "sm3"}, {"ECDSA", "ecdsa"}, {"SM2", "sm2"},
};
// How algorithms of SSH begin, or end.
constexpr NamedAlgorithm ssh_begins[] = {
    {"aes", "aes"},          {"rijndael", "aes"},   {"3des", "des"},       {"des-", "des"},
    {"arcfour", "rc4"},      {"hmac-sha1", "sha1"}, {"hmac-sha2", "sha2"}, {"hmac-md5", "md5"},
    {"ecdsa-sha2", "ecdsa"}, {"sm4", "sm4"},        {"hmac-sm3", "sm3"},   {"sm2", "sm2"},
};
constexpr NamedAlgorithm ssh_ends[] = {{"sha1", "sha1"}, {"sha256", "sha2"}, {"sha384", "sha2"}, {"sha512", "sha2"}};
constexpr NamedAlgorithm signature_words[] = {
    {"md5", "md5"}, {"sha1", "sha1"}, {"sha256", "sha2"}, {"sha384", "sha2"}, {"sha512", "sha2"}, {"ecdsa", "ecdsa"},
};
constexpr NamedAlgorithm old_versions[] = {
    {"SSLv2", "ssl"},
    {"SSLv3", "ssl"},
    {"TLSv1.0", "tls-1-0"},
    {"TLSv1.1", "tls-1-1"},
};

}  // namespace

auto NmapScript::begin(std::string_view id, std::string_view output, std::uint32_t line, ScannedCryptography& found)
    -> bool {
  finish();
  const bool lists = id == "ssl-enum-ciphers" || id == "ssh2-enum-algos" || id == "ssl-cert" || id == "ssh-hostkey";
  const bool old = id == "sslv2" && output.find("SSLv2 supported") != std::string_view::npos;
  const bool rdp = id == "rdp-enum-encryption";
  if (!lists && !old && !rdp) return false;
  if (old) found.outdated.insert("ssl");
  if (rdp && output.find("Native RDP: SUCCESS") != std::string_view::npos)
    found.rdp_in_clear = true;
  else if (rdp && output.find("SUCCESS") != std::string_view::npos)
    found.rdp_in_clear = false;
  found.lines.push_back(line);
  if (!lists) return true;
  id_ = id;
  tables_.clear();
  inside_ = false;
  key_type_.clear();
  key_bits_.clear();
  found_ = &found;
  return true;
}

void NmapScript::start(std::string_view name, const XmlAttributes& attributes) {
  text_.clear();
  key_ = attribute(attributes, "key");
  inside_ = name == "elem";
  if (name != "table") return;
  tables_.push_back(key_);
  if (id_ == "ssh2-enum-algos") found_->ssh_asked = true;
  if (id_ != "ssl-enum-ciphers" || tables_.size() != 1) return;
  found_->tls_asked = true;
  const auto* const old = std::ranges::find(old_versions, key_, &NamedAlgorithm::word);
  if (old != std::end(old_versions)) found_->outdated.emplace(old->algorithm);
}

void NmapScript::text(std::string_view piece) {
  if (inside_ && text_.size() < longest_word) text_ += piece;
}

void NmapScript::end(std::string_view name) {
  if (name == "elem" && inside_) take(key_, text_);
  inside_ = false;
  if (name == "table" && !tables_.empty()) tables_.pop_back();
}

void NmapScript::take(std::string_view key, std::string_view text) {
  if (id_ == "ssh2-enum-algos" && tables_.size() == 1) return take_ssh(tables_.front(), text);
  const bool suite = id_ == "ssl-enum-ciphers" && tables_.size() >= 2 && tables_[1] == "ciphers";
  if (suite && key == "name") return take_suite(text);
  // "rsa 2048": the key with which this suite is used
  if (suite && key == "kex_info" && text.starts_with("rsa ")) return take_key("rsa", text.substr(4));
  if (id_ == "ssl-cert" && key == "sig_algo") {
    for (const auto& [word, algorithm] : signature_words) {
      std::string small(text);
      std::ranges::transform(small, small.begin(),
                             [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      if (small.find(word) != std::string::npos) found_->algorithms.emplace(algorithm);
    }
    return;
  }
  const bool host_key = id_ == "ssh-hostkey" || (id_ == "ssl-cert" && !tables_.empty() && tables_.back() == "pubkey");
  if (!host_key) return;
  if (key == "type") key_type_ = text;
  if (key == "bits") key_bits_ = text;
  if (!key_type_.empty() && !key_bits_.empty()) {
    take_key(key_type_, key_bits_);
    key_type_.clear();
    key_bits_.clear();
  }
}

void NmapScript::take_suite(std::string_view suite) {
  while (!suite.empty()) {
    const auto end = std::min(suite.find('_'), suite.size());
    const auto* const found = std::ranges::find(suite_words, suite.substr(0, end), &NamedAlgorithm::word);
    if (found != std::end(suite_words)) found_->algorithms.emplace(found->algorithm);
    suite.remove_prefix(std::min(end + 1, suite.size()));
  }
}

void NmapScript::take_ssh(std::string_view list, std::string_view algorithm) {
  if (list == "compression_algorithms") return;
  // "hmac-sha2-256-etm@openssh.com": what stands behind is whose it is.
  algorithm = algorithm.substr(0, algorithm.find('@'));
  for (const auto& [begin, name] : ssh_begins) {
    if (algorithm.starts_with(begin)) found_->algorithms.emplace(name);
  }
  for (const auto& [end, name] : ssh_ends) {
    if (list == "kex_algorithms" && algorithm.ends_with(end)) found_->algorithms.emplace(name);
  }
  if (list != "server_host_key_algorithms") return;
  if (algorithm == "ssh-rsa" || algorithm == "ssh-dss") found_->algorithms.emplace("sha1");
  if (algorithm.starts_with("rsa-sha2-") || algorithm.starts_with("ecdsa-sha2-")) found_->algorithms.emplace("sha2");
}

void NmapScript::take_key(std::string_view type, std::string_view bits) {
  const auto length = whole_number(bits);
  constexpr std::uint32_t enough = 2048;
  if ((type == "rsa" || type == "ssh-rsa") && length) {
    found_->algorithms.emplace(*length >= enough ? "rsa-2048" : "rsa-short");
  } else if (type == "ec" && id_ == "ssl-cert") {
    found_->algorithms.emplace("ecdsa");
  } else if (type.starts_with("ecdsa-sha2-")) {
    found_->algorithms.emplace("ecdsa");
  }
}

}  // namespace dengbao::importing
