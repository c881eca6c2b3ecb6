#include "report/core_value.h"

#include <fmt/format.h>

namespace dengbao::report {
namespace {

using namespace model;
using Json = nlohmann::ordered_json;

template <typename Id, typename Items>
auto name_in(const Items& items, Id id) -> std::string {
  std::size_t called_so = 0;
  for (const auto& item : items) called_so += item.name == items[id].name ? 1 : 0;
  return called_so == 1 ? items[id].name : qualified(items[id].module, items[id].name);
}

}  // namespace

auto core_value(const Program& program, const Value& value, Type type) -> nlohmann::ordered_json {
  return std::visit(
      Overloaded{
          [](Unknown) -> Json { return Json::array({"unknown"}); },
          [](None) -> Json { return Json::array({"none"}); },
          [](bool truth) -> Json { return Json::array({"truth", truth}); },
          [](Number number) -> Json { return Json::array({"number", number.to_string()}); },
          [](const Interval&) -> Json { return Json::array({"unknown"}); },
          [](std::string_view text) -> Json { return Json::array({"text", std::string(text)}); },
          [](Date date) -> Json { return Json::array({"date", date.to_string()}); },
          [](Instant instant) -> Json { return Json::array({"instant", instant.to_string()}); },
          [](Duration duration) -> Json { return Json::array({"duration", duration.months, duration.seconds}); },
          [](Version version) -> Json { return Json::array({"version", std::string(version.text)}); },
          [](const Address& address) -> Json { return Json::array({"address", address.to_string()}); },
          [](const Subnet& subnet) -> Json { return Json::array({"subnet", subnet.to_string()}); },
          [&](Enumerator word) -> Json {
            const auto& choices = program.enumerations[type.enumeration()].choices;
            return Json::array({"choice", word.ordinal, choices[word.ordinal].name});
          },
          [](Row) -> Json { return Json::array({"unknown"}); },
          [&](const std::shared_ptr<const List>& list) -> Json {
            auto json = Json::array({"list"});
            for (const auto& one : list->elements) json.push_back(core_value(program, one, type.element()));
            return json;
          },
      },
      value.data());
}

auto qualified(std::string_view module, std::string_view name) -> std::string {
  return module.empty() ? std::string(name) : fmt::format("{}.{}", module, name);
}

auto core_name(const Program& program, RecordId record) -> std::string { return name_in(program.records, record); }
auto core_name(const Program& program, ParameterId parameter) -> std::string {
  return name_in(program.parameters, parameter);
}

}  // namespace dengbao::report
