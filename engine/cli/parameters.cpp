#include "cli/parameters.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/utf8.h"
#include "explain/evaluator.h"

namespace dengbao::cli {
namespace {

using Json = nlohmann::ordered_json;

class ParameterReader {
 public:
  ParameterReader(const model::Program& program, const facts::Facts& facts, eval::Settings& settings, Sink& sink)
      : program_(program), facts_(facts), settings_(settings), sink_(sink) {}

  void read(const std::string& name, const Json& json) {
    const auto id = find(name);
    if (!id) return unknown(name);
    const auto& parameter = program_.parameters[*id];
    const auto value = value_of(json, parameter.type);
    if (!value) {
      const auto words =
          say("expected {}, found {}", "应为{}，实为 {}", program_.type_words(parameter.type), json.dump());
      sink_.report(Code::bad_parameter, name, words).emit();
      return;
    }
    if (within_bounds(parameter, *value)) settings_.overridden[id->index] = *value;
  }

 private:
  auto find(const std::string& name) const -> std::optional<model::ParameterId> {
    for (std::uint32_t index = 0; index < program_.parameters.size(); ++index) {
      const auto& parameter = program_.parameters[model::ParameterId{index}];
      if (name == parameter.name || name == parameter.module + "." + parameter.name) return model::ParameterId{index};
    }
    return std::nullopt;
  }

  void unknown(const std::string& name) {
    std::vector<std::string> names;
    for (const auto& parameter : program_.parameters) names.push_back(parameter.name);
    const Localised words{"no policy declares it", "没有策略声明该参数"};
    sink_.report(Code::bad_parameter, name, words).did_you_mean(name, names).emit();
  }

  auto value_of(const Json& json, Type type) -> std::optional<Value> {
    if (type.list) return list_of(json, type.element());
    if (type.kind == Kind::truth) return json.is_boolean() ? std::optional<Value>(json.get<bool>()) : std::nullopt;
    if (type.kind == Kind::number) return number_of(json);
    if (!json.is_string()) return std::nullopt;
    return text_value(json.get<std::string>(), type);
  }

  auto list_of(const Json& json, Type type) -> std::optional<Value> {
    if (!json.is_array()) return std::nullopt;
    List list;
    for (const auto& element : json) {
      auto value = value_of(element, type);
      if (!value) return std::nullopt;
      list.elements.push_back(std::move(*value));
    }
    return make_list(std::move(list));
  }

  static auto number_of(const Json& json) -> std::optional<Value> {
    if (!json.is_number()) return std::nullopt;
    return wrap(Number::parse(json.dump()).number);
  }

  template <typename T>
  static auto wrap(const std::optional<T>& value) -> std::optional<Value> {
    return value ? std::optional<Value>(*value) : std::nullopt;
  }

  auto text_value(const std::string& text, Type type) -> std::optional<Value> {
    switch (type.kind) {
      case Kind::text:
        return Value(kept(text));
      case Kind::date:
        return wrap(Date::parse(text));
      case Kind::instant:
        return wrap(Instant::parse(text));
      case Kind::duration:
        return wrap(Duration::parse(text));
      case Kind::version:
        return Version::valid(text) ? std::optional<Value>(Version{kept(text)}) : std::nullopt;
      case Kind::address:
        return wrap(Address::parse(text));
      case Kind::subnet:
        return wrap(Subnet::parse(text));
      case Kind::enumeration:
        return enumerator(text, type);
      case Kind::truth:
      case Kind::number:
      case Kind::record:
        return std::nullopt;
    }
    return std::nullopt;
  }

  // Values view their texts; the settings own them.
  auto kept(const std::string& text) -> std::string_view { return settings_.texts.emplace_back(utf8::to_nfc(text)); }

  auto enumerator(const std::string& text, Type type) const -> std::optional<Value> {
    const auto& choices = program_.enumerations[type.enumeration()].choices;
    for (std::uint32_t index = 0; index < choices.size(); ++index) {
      if (choices[index].name == text) return Value(Enumerator{index});
    }
    return std::nullopt;
  }

  auto within_bounds(const model::Parameter& parameter, const Value& value) -> bool {
    const explain::World world{program_, facts_, settings_, settings_.level, nullptr, nullptr};
    for (const auto& bound : parameter.bounds) {
      explain::Frame frame;
      const auto limit = explain::evaluate(world, bound.value, frame);
      const auto op = bound.at_least ? CompareOp::greater_equal : CompareOp::less_equal;
      if (compare(op, value, limit) != Truth::no) continue;
      const Localised shown{program_.value_words(limit, parameter.type, Lang::en),
                            program_.value_words(limit, parameter.type, Lang::zh)};
      const auto words = bound.at_least ? say("must be at least {}", "不得小于 {}", shown)
                                        : say("must be at most {}", "不得大于 {}", shown);
      sink_.report(Code::bad_parameter, parameter.name, words).emit();
      return false;
    }
    return true;
  }

  const model::Program& program_;
  const facts::Facts& facts_;
  eval::Settings& settings_;
  Sink& sink_;
};

}  // namespace

auto read_parameters(const std::string& path, const model::Program& program, const facts::Facts& facts,
                     eval::Settings& settings, Sink& sink) -> bool {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    sink.report(Code::parameters_unreadable, path).emit();
    return false;
  }
  const auto json = Json::parse(file, nullptr, false);
  if (!json.is_object()) {
    sink.report(Code::parameters_not_object, path).emit();
    return false;
  }
  const auto before = sink.errors();
  ParameterReader reader(program, facts, settings, sink);
  for (const auto& [name, value] : json.items()) reader.read(name, value);
  return sink.errors() == before;
}

}  // namespace dengbao::cli
