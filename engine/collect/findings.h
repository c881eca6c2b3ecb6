#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "collect/collect.h"
#include "collect/machine.h"

namespace dengbao::collect {

using Json = nlohmann::ordered_json;

// Why a fact is missing, in the words of facts files. The first is a finding; the others leave the fact unknown.
enum class Because : std::uint8_t { does_not_exist, not_looked, collection_failed, too_old };

// The facts found so far. Pointers are below the host: "/accounts/0/enabled".
class Findings {
 public:
  explicit Findings(const Options& options) : options_(options) {}

  Json host = Json::object();
  Json data_assets = Json::array();

  // `note` says what was seen; its English words go into the facts file and, unless the fact is known not to exist,
  // both to the person at the terminal. Never give it text out of a file that may hold secrets.
  void absent(const std::string& pointer, Because because, const Localised& note);
  // The list holds what was found, but there may be more.
  void incomplete(const std::string& pointer, const Localised& note);
  // The facts at and below the pointer come from this reading. Readings that did not succeed witness nothing.
  void witness(const std::string& pointer, const Reading& reading);
  // What a system call or a listing said: evidence without a digest.
  void witness(const std::string& pointer, const std::string& source);

  // The same for an element of `data_assets`, which lies beside the host.
  void witness_asset(std::size_t index, const Reading& reading);

  [[nodiscard]] auto finish() && -> Collected;

 private:
  struct Evidence {
    std::string source;
    std::string sha256;
    std::vector<std::string> pointers;
  };
  void add_evidence(const std::string& pointer, const std::string& read, const std::string& sha256);
  [[nodiscard]] auto root_prefix() const -> std::string;
  [[nodiscard]] auto evidence_json() const -> Json;

  const Options& options_;
  Json missing_ = Json::array();
  Json lists_ = Json::array();
  std::vector<Evidence> evidence_;
  std::vector<NotRead> not_read_;
};

}  // namespace dengbao::collect
