#include "facts/json_value.h"

#include <nlohmann/json.hpp>

namespace dengbao::facts {
namespace {

auto quoted(std::string text) -> std::string { return nlohmann::json(std::move(text)).dump(); }

auto list_value(const model::Program& program, const List& list, Type type) -> std::string {
  std::string out = "[";
  for (const auto& element : list.elements) {
    if (out.size() > 1) out += ", ";
    out += json_value(program, element, type.element());
  }
  return out + "]";
}

}  // namespace

auto json_value(const model::Program& program, const Value& value, Type type) -> std::string {
  return std::visit(Overloaded{
                        [](bool truth) { return std::string(truth ? "true" : "false"); },
                        [](Number number) { return number.to_string(); },
                        [](std::string_view text) { return quoted(std::string(text)); },
                        [](Date date) { return quoted(date.to_string()); },
                        [](Instant instant) { return quoted(instant.to_string()); },
                        [](Duration duration) { return quoted(duration.to_iso()); },
                        [](Version version) { return quoted(std::string(version.text)); },
                        [&](Enumerator choice) {
                          return quoted(program.enumerations[type.enumeration()].choices[choice.ordinal].name);
                        },
                        [&](const std::shared_ptr<const List>& list) { return list_value(program, *list, type); },
                        [&](const Address&) { return quoted(to_text(value, Lang::en)); },
                        [&](const Subnet&) { return quoted(to_text(value, Lang::en)); },
                        [](const auto&) { return std::string("null"); },
                    },
                    value.data());
}

}  // namespace dengbao::facts
