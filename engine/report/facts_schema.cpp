#include "report/facts_schema.h"

#include "report/json.h"

namespace dengbao::report {
namespace {

using model::Field;

// ISO 8601 as Duration::parse reads it, and the words of versions.
constexpr auto duration_pattern = "^-?P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?$";
constexpr auto version_pattern = "^[0-9][0-9A-Za-z.+_~:-]*$";
constexpr auto subnet_pattern = "^[0-9A-Fa-f:.]+/[0-9]{1,3}$";

class SchemaWriter {
 public:
  SchemaWriter(const model::Program& program, bool strict) : program_(program), strict_(strict) {}

  auto write() const -> Json {
    Json json;
    json["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    json["title"] = program_.scheme.title.in(Lang::en);
    json["description"] = both(program_.scheme.title);
    json["$ref"] = reference(program_.scheme.facts);
    for (std::uint32_t index = 0; index < program_.records.size(); ++index) {
      if (is_fact(RecordId{index})) json["$defs"][name(RecordId{index})] = record(RecordId{index});
    }
    add_annotations(json["$defs"]);
    return json;
  }

 private:
  // Records that policies declare; those of outcomes and tests stand in no file.
  auto is_fact(RecordId id) const -> bool { return program_.records[id].span.end > 0; }

  // Two modules may each have a record of one name.
  auto name(RecordId id) const -> std::string {
    const auto& record = program_.records[id];
    for (std::uint32_t index = 0; index < program_.records.size(); ++index) {
      if (index != id.index && program_.records[RecordId{index}].name == record.name) {
        return record.module + "." + record.name;
      }
    }
    return record.name;
  }
  auto reference(RecordId id) const -> std::string { return "#/$defs/" + name(id); }

  static auto both(const Localised& words) -> std::string {
    if (words.zh.empty() || words.zh == words.en) return words.en;
    return words.en + " / " + words.zh;
  }

  auto record(RecordId id) const -> Json {
    const auto& record = program_.records[id];
    Json json;
    json["type"] = "object";
    json["title"] = both(record.label);
    json["properties"] = Json::object();
    for (const auto field : record.fields)
      json["properties"][program_.fields[field].name] = this->field(program_.fields[field]);
    if (record.key) json["required"] = {program_.fields[*record.key].name};
    if (id == program_.scheme.facts) add_root_keys(json["properties"]);
    if (strict_) json["additionalProperties"] = false;
    return json;
  }

  auto field(const Field& field) const -> Json {
    auto json = field.type.list ? list(field) : element(field);
    if (!field.key) allow_null(json);
    json["title"] = both(field.label);
    if (!field.ask.empty()) json["description"] = both(field.ask);
    return json;
  }

  auto list(const Field& field) const -> Json {
    Json json;
    json["type"] = "array";
    json["items"] = element(field);
    return json;
  }

  // A reference holds the key of the record that it refers to.
  auto element(const Field& field) const -> Json {
    if (!field.ref) return of(field.type.element());
    const auto& key = program_.records[field.type.record()].key;
    auto json = key ? of(program_.fields[*key].type) : Json::object();
    json["$comment"] = "the key of a " + program_.records[field.type.record()].name;
    return json;
  }

  auto of(Type type) const -> Json {
    switch (type.kind) {
      case Kind::truth:
        return {{"type", "boolean"}};
      case Kind::number:
        return {{"type", "number"}};
      case Kind::text:
        return {{"type", "string"}};
      case Kind::date:
        return {{"type", "string"}, {"format", "date"}};
      case Kind::instant:
        return {{"type", "string"}, {"format", "date-time"}};
      case Kind::duration:
        return {{"type", "string"}, {"pattern", duration_pattern}};
      case Kind::version:
        return {{"type", "string"}, {"pattern", version_pattern}};
      case Kind::address:
        return {{"type", "string"}, {"anyOf", {{{"format", "ipv4"}}, {{"format", "ipv6"}}}}};
      case Kind::subnet:
        return {{"type", "string"}, {"pattern", subnet_pattern}};
      case Kind::enumeration:
        return enumeration(program_.enumerations[type.enumeration()]);
      case Kind::record:
        return {{"$ref", reference(type.record())}};
    }
    return Json::object();
  }

  static auto enumeration(const model::Enumeration& enumeration) -> Json {
    Json json;
    std::string words;
    for (const auto& choice : enumeration.choices) {
      json["enum"].push_back(choice.name);
      words += (words.empty() ? "" : ", ") + choice.name + " = " + both(choice.label);
    }
    json["$comment"] = words;
    return json;
  }

  static void allow_null(Json& json) {
    if (json.contains("$ref")) {
      json = {{"anyOf", {{{"$ref", json["$ref"]}}, {{"type", "null"}}}}};
    } else if (json.contains("enum")) {
      json["enum"].push_back(nullptr);
    } else if (json.contains("type")) {
      if (json.contains("anyOf")) json["anyOf"].push_back({{"type", "null"}});
      json["type"] = {json["type"], "null"};
    }
  }

  // What a facts file may say of its own facts.
  static void add_root_keys(Json& properties) {
    for (const auto* key : {"missing", "lists", "evidence"}) {
      properties[key] = {{"type", "array"}, {"items", {{"$ref", std::string("#/$defs/$") + key}}}};
    }
  }

  static void add_annotations(Json& definitions) {
    const Json pointer{{"type", "string"}, {"pattern", "^(/.*)?$"}};
    const Json pointers{{"type", "array"}, {"items", pointer}};
    const Json text{{"type", "string"}};
    definitions["$missing"] = {
        {"type", "object"},
        {"title", "why facts are missing / 事实缺失的原因"},
        {"properties",
         {{"facts", pointer},
          {"because",
           {{"enum",
             {"does-not-exist", "not-supported", "not-looked", "collection-failed", "contradictory", "too-old"}}}},
          {"note", text}}},
        {"required", {"facts", "because"}}};
    definitions["$lists"] = {{"type", "object"},
                             {"title", "how complete a list is / 清单的完整性"},
                             {"properties",
                              {{"facts", pointer},
                               {"are", {{"enum", {"incomplete", "sampled"}}}},
                               {"of", {{"type", "integer"}, {"minimum", 0}}}}},
                             {"required", {"facts", "are"}}};
    definitions["$evidence"] = {{"type", "object"},
                                {"title", "who says so / 证据"},
                                {"properties",
                                 {{"facts", {{"anyOf", {pointer, pointers}}}},
                                  {"method", {{"enum", {"interview", "examine", "test"}}}},
                                  {"source", text},
                                  {"by", text},
                                  {"on", {{"type", "string"}, {"format", "date"}}},
                                  {"sha256", {{"type", "string"}, {"pattern", "^[0-9a-fA-F]{64}$"}}},
                                  {"file", text}}},
                                {"required", {"facts", "method"}}};
  }

  const model::Program& program_;
  bool strict_;
};

}  // namespace

auto facts_schema(const model::Program& program, bool strict) -> std::string {
  return json_text(SchemaWriter(program, strict).write());
}

}  // namespace dengbao::report
