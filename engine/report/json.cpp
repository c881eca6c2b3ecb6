#include "report/json.h"

#include "report/overview.h"

namespace dengbao::report {
namespace {

// JSON readers keep 15 digits of a fraction for sure; a longer one leaves as text, so that no digit is lost.
auto number_json(Number number) -> Json {
  if (number.is_whole()) return number.whole();
  auto digits = number.to_string();
  if (digits.size() > 16) return digits;
  return Json::parse(digits);
}

auto interval_json(const Interval& interval) -> Json {
  Json json;
  json["lo"] = number_json(interval.lo);
  json["hi"] = interval.hi ? number_json(*interval.hi) : Json();
  return json;
}

auto list_json(const Context& context, const List& list, Type type) -> Json {
  auto json = Json::array();
  for (const auto& element : list.elements) json.push_back(value_json(context, element, type.element()));
  return json;
}

auto row_json(const Context& context, Row row) -> Json {
  const auto key = context.program.records[row.record].key;
  if (!key) return {{"pointer", context.facts.pointer(row)}};
  return value_json(context, context.facts.get(row, *key), context.program.fields[*key].type);
}

}  // namespace

auto localised_json(const Localised& words) -> Json { return {{"en", words.in(Lang::en)}, {"zh", words.in(Lang::zh)}}; }

auto json_text(const Json& json) -> std::string {
  return json.dump(2, ' ', false, nlohmann::detail::error_handler_t::replace) + "\n";
}

auto value_json(const Context& context, const Value& value, Type type) -> Json {
  return std::visit(Overloaded{
                        [](Unknown) -> Json { return nullptr; },
                        [](None) -> Json { return nullptr; },
                        [](bool truth) -> Json { return truth; },
                        [](Number number) { return number_json(number); },
                        [](const Interval& interval) { return interval_json(interval); },
                        [](std::string_view text) -> Json { return std::string(text); },
                        [](Date date) -> Json { return date.to_string(); },
                        [](Instant instant) -> Json { return instant.to_string(); },
                        [](Duration duration) -> Json { return duration.to_iso(); },
                        [](Version version) -> Json { return std::string(version.text); },
                        [&](const Address&) -> Json { return to_text(value, Lang::en); },
                        [&](const Subnet&) -> Json { return to_text(value, Lang::en); },
                        [&](Enumerator word) -> Json {
                          if (type.kind != Kind::enumeration) return word.ordinal;
                          return context.program.enumerations[type.enumeration()].choices[word.ordinal].name;
                        },
                        [&](Row row) { return row_json(context, row); },
                        [&](const std::shared_ptr<const List>& list) { return list_json(context, *list, type); },
                    },
                    value.data());
}

void add_place(Json& json, const Places& places, const std::string& pointer) {
  const auto place = places.place(pointer);
  if (!place) return;
  json["line"] = place->line;
  json["column"] = place->column;
}

auto timing_json(const eval::Timing& timing) -> Json {
  const auto date = [](const std::optional<Date>& day) { return day ? Json(day->to_string()) : Json(); };
  Json json;
  json["due"] = date(timing.due);
  json["done"] = date(timing.done);
  json["next_due"] = date(timing.next);
  return json;
}

auto truth_json(Truth truth) -> Json {
  if (truth == Truth::unknown) return nullptr;
  return truth == Truth::yes;
}

auto overridden_json(const Context& context) -> Json {
  auto json = Json::array();
  for (std::uint32_t index = 0; index < context.settings.overridden.size(); ++index) {
    const auto& value = context.settings.overridden[index];
    if (!value) continue;
    const auto& parameter = context.program.parameters[model::ParameterId{index}];
    json.push_back({{"name", parameter.name}, {"value", value_json(context, *value, parameter.type)}});
  }
  return json;
}

}  // namespace dengbao::report
