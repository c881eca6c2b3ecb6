#include "levels/networks.h"

namespace dengbao::levels {
namespace {

auto one_in(std::uint64_t n, std::mt19937_64& random) -> bool { return random() % n == 0; }

void cross(Json& into, const Json& from, std::mt19937_64& random);

void cross_objects(Json& into, const Json& from, std::mt19937_64& random) {
  for (const auto& [key, value] : from.items()) {
    if (!into.contains(key)) {
      if (!one_in(3, random)) into[key] = value;
    } else {
      cross(into[key], value, random);
    }
  }
}

void cross_arrays(Json& into, const Json& from, std::mt19937_64& random) {
  if (from.empty()) {
    if (one_in(6, random)) into = Json::array();
    return;
  }
  const auto& other = from[random() % from.size()];
  if (into.empty() || !into.back().is_object() || one_in(4, random)) {
    if (std::find(into.begin(), into.end(), other) == into.end()) into.push_back(other);
    return;
  }
  cross(into[random() % into.size()], other, random);
}

void cross(Json& into, const Json& from, std::mt19937_64& random) {
  if (into.is_object() && from.is_object()) return cross_objects(into, from, random);
  if (into.is_array() && from.is_array()) return cross_arrays(into, from, random);
  if (into.is_structured() != from.is_structured() || one_in(2, random)) into = from;
}

void leave_out(Json& json, std::mt19937_64& random) {
  if (json.is_array()) {
    for (auto& element : json) leave_out(element, random);
  }
  if (!json.is_object()) return;
  for (auto it = json.begin(); it != json.end();) {
    if (one_in(40, random)) {
      it = json.erase(it);
    } else {
      leave_out(it.value(), random);
      ++it;
    }
  }
}

}  // namespace

auto crossed(Json first, const Json& second, std::mt19937_64& random) -> Json {
  cross(first, second, random);
  if (one_in(2, random)) leave_out(first, random);
  return first;
}

}  // namespace dengbao::levels
