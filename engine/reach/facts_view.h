#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "value/network.h"

namespace dengbao::reach {

using Json = nlohmann::ordered_json;

// Facts as JSON, and what the file says of them: which lists are whole, and what says each fact.
class FactsView {
 public:
  explicit FactsView(const Json& facts);

  [[nodiscard]] auto root() const -> const Json& { return facts_; }
  // The list is told, and nothing says that there is more.
  [[nodiscard]] auto is_whole(const Json& object, const std::string& pointer, const char* field) const -> bool;
  [[nodiscard]] auto sources() const -> const std::map<std::string, std::vector<std::string>>& { return sources_; }

  // A field of an object; nothing where it is not told.
  static auto text(const Json& object, const char* field) -> std::optional<std::string>;
  static auto number(const Json& object, const char* field) -> std::optional<std::uint64_t>;
  static auto truth(const Json& object, const char* field) -> std::optional<bool>;
  static auto nets(const Json& object, const char* field) -> std::optional<std::vector<Subnet>>;
  static auto texts(const Json& object, const char* field) -> std::optional<std::vector<std::string>>;
  // "allow" or "deny", of which the first is true.
  static auto allows(const Json& object, const char* field) -> std::optional<bool>;
  // The list; an empty one where it is not told.
  static auto list(const Json& object, const char* field) -> const Json&;

 private:
  const Json& facts_;
  std::set<std::string> open_lists_;
  std::map<std::string, std::vector<std::string>> sources_;  // by pointer
};

}  // namespace dengbao::reach
