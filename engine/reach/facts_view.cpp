#include "reach/facts_view.h"

namespace dengbao::reach {

FactsView::FactsView(const Json& facts) : facts_(facts) {
  for (const auto& note : list(facts, "lists")) {
    const auto pointer = text(note, "facts");
    if (pointer && text(note, "are") != "complete") open_lists_.insert(*pointer);
  }
  for (const auto& entry : list(facts, "evidence")) {
    const auto source = text(entry, "source");
    if (!source) continue;
    for (const auto& pointer : texts(entry, "facts").value_or(std::vector<std::string>{})) {
      sources_[pointer].push_back(*source);
    }
  }
}

auto FactsView::is_whole(const Json& object, const std::string& pointer, const char* field) const -> bool {
  return object.is_object() && object.contains(field) && !open_lists_.contains(pointer + '/' + field);
}

auto FactsView::text(const Json& object, const char* field) -> std::optional<std::string> {
  const auto found = object.find(field);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

auto FactsView::number(const Json& object, const char* field) -> std::optional<std::uint64_t> {
  const auto found = object.find(field);
  if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
  return found->get<std::uint64_t>();
}

auto FactsView::truth(const Json& object, const char* field) -> std::optional<bool> {
  const auto found = object.find(field);
  if (found == object.end() || !found->is_boolean()) return std::nullopt;
  return found->get<bool>();
}

auto FactsView::texts(const Json& object, const char* field) -> std::optional<std::vector<std::string>> {
  const auto found = object.find(field);
  if (found == object.end() || !found->is_array()) return std::nullopt;
  std::vector<std::string> result;
  for (const auto& one : *found) {
    if (!one.is_string()) return std::nullopt;
    result.push_back(one.get<std::string>());
  }
  return result;
}

auto FactsView::nets(const Json& object, const char* field) -> std::optional<std::vector<Subnet>> {
  const auto words = texts(object, field);
  if (!words) return std::nullopt;
  std::vector<Subnet> result;
  for (const auto& word : *words) {
    const auto net = Subnet::parse(word);
    if (!net) return std::nullopt;
    result.push_back(*net);
  }
  return result;
}

auto FactsView::allows(const Json& object, const char* field) -> std::optional<bool> {
  const auto word = text(object, field);
  if (word == "allow") return true;
  if (word == "deny") return false;
  return std::nullopt;
}

auto FactsView::list(const Json& object, const char* field) -> const Json& {
  static const Json none = Json::array();
  if (!object.is_object()) return none;
  const auto found = object.find(field);
  return found != object.end() && found->is_array() ? *found : none;
}

}  // namespace dengbao::reach
