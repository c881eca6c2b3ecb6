#include "report/core_json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "base/sha256.h"
#include "report/core_value.h"

namespace dengbao::report {
namespace {

using namespace model;
using eval::Core;
using eval::NodeId;
using eval::Op;
using Json = nlohmann::ordered_json;

auto kind_name(Kind kind) -> const char* {
  switch (kind) {
    case Kind::truth:
      return "truth";
    case Kind::number:
      return "number";
    case Kind::text:
      return "text";
    case Kind::date:
      return "date";
    case Kind::instant:
      return "instant";
    case Kind::duration:
      return "duration";
    case Kind::version:
      return "version";
    case Kind::address:
      return "address";
    case Kind::subnet:
      return "subnet";
    case Kind::enumeration:
      return "choice";
    case Kind::record:
      return "record";
  }
  return "";
}

class CoreWriter {
 public:
  CoreWriter(const Program& program, const Core& core, const Sources& sources)
      : program_(program), core_(core), sources_(sources) {}

  auto write() -> std::string {
    find_files();
    entry("format", "dengbao.core/1");
    entry("scheme", program_.scheme.name);
    auto classes = Json::array();
    for (const auto& klass : program_.scheme.classes) classes.push_back(klass.name);
    entry("classes", classes);
    entry("root", core_name(program_, program_.scheme.facts));
    section("documents", documents());
    section("records", records());
    section("parameters", parameters());
    section("definitions", definitions());
    section("relations", relations());
    section("tables", tables());
    section("requirements", requirements());
    section("policies", policies());
    out_ += "\n}\n";
    return std::move(out_);
  }

 private:
  // ---- layout: a member a line, the members of a section a line each ----

  void next_line() { out_ += out_.empty() ? "{\n" : ",\n"; }
  static auto compact(const Json& json) -> std::string {
    return json.dump(-1, ' ', false, nlohmann::detail::error_handler_t::replace);
  }
  void entry(const char* name, const Json& json) {
    next_line();
    out_ += fmt::format("\"{}\": {}", name, compact(json));
  }
  void section(const char* name, const Json& members) {
    next_line();
    out_ += fmt::format("\"{}\": {}", name, members.is_array() ? '[' : '{');
    bool first = true;
    for (const auto& [key, value] : members.items()) {
      out_ += first ? "\n " : ",\n ";
      first = false;
      if (!members.is_array()) out_ += compact(key) + ": ";
      out_ += compact(value);
    }
    out_ += first ? "" : "\n";
    out_ += members.is_array() ? ']' : '}';
  }

  // ---- expressions ----

  void add_payload(Json& json, const eval::Node& node) const {
    switch (node.op) {
      case Op::parameter:
        json.push_back(core_name(program_, node.parameter()));
        return;
      case Op::variable:
      case Op::some:
      case Op::some_listed:
      case Op::filter:
      case Op::map:
      case Op::flat_map:
      case Op::count_if:
        json.push_back(node.slot().index);
        return;
      case Op::field:
      case Op::each_field:
        json.push_back(core_name(program_, program_.fields[node.field()].owner));
        json.push_back(program_.fields[node.field()].name);
        return;
      case Op::rows:
      case Op::names:
        json.push_back(core_name(program_, node.record()));
        return;
      case Op::matches:
        json.push_back(program_.pattern_texts[node.pattern()]);
        return;
      case Op::related:
        json.push_back(relation_name(node.relation()));
        return;
      case Op::passes:
        json.push_back(program_.requirements[node.requirement()].qualified());
        return;
      case Op::highest:
      case Op::lowest:
        json.push_back(node.always_exists());
        return;
      case Op::call:
        json.push_back(core_.functions[node.function()].name);
        return;
      case Op::table:
        json.push_back(table_name(node.table()));
        return;
      case Op::builtin:
        json.push_back(std::string(node.builtin().name));
        return;
      default:
        return;
    }
  }

  auto expr(NodeId id) const -> Json {
    const auto& node = core_.nodes[id];
    if (node.op == Op::constant) {
      const auto& constant = core_.constants[node.constant()];
      return core_value(program_, constant.value, constant.type);
    }
    auto json = Json::array({std::string(eval::op_name(node.op))});
    add_payload(json, node);
    for (const auto operand : core_.operands_of(node)) json.push_back(expr(operand));
    return json;
  }

  auto all(const std::vector<NodeId>& nodes) const -> Json {
    auto json = Json::array();
    for (const auto node : nodes) json.push_back(expr(node));
    return json;
  }
  void add(Json& json, const char* name, const std::optional<NodeId>& node) const {
    if (node) json[name] = expr(*node);
  }

  auto at(Span span) const -> std::string {
    const auto place = sources_.place(span);
    return fmt::format("{}:{}:{}", name_of(span.file), place.line, place.column);
  }

  // ---- files: named from the folder that holds them all, so that the core is the same wherever that lies ----

  void find_files() {
    const auto add = [&](const auto& declarations) {
      for (const auto& declared : declarations) files_.insert(declared.span.file.index);
    };
    add(program_.requirements);
    add(program_.definitions);
    add(program_.parameters);
    add(program_.relations);
    add(program_.tables);
    for (const auto file : files_) {
      const auto folder = sources_[FileId{file}].name();
      const auto end = folder.rfind('/') + 1;  // 0 where there is none
      if (file == *files_.begin()) folder_ = folder.substr(0, end);
      while (!folder.starts_with(folder_)) folder_.resize(folder_.substr(0, folder_.size() - 1).rfind('/') + 1);
    }
  }
  auto name_of(FileId file) const -> std::string { return sources_[file].name().substr(folder_.size()); }

  auto relation_name(RelationId id) const -> std::string {
    return qualified(program_.relations[id].module, program_.relations[id].name);
  }
  auto table_name(TableId id) const -> std::string {
    return qualified(program_.tables[id].module, program_.tables[id].name);
  }

  // ---- declarations ----

  // When what a requirement cites is in force.
  auto documents() const -> Json {
    auto json = Json::object();
    for (const auto& source : program_.sources) {
      Json document = Json::object();
      if (source.draft) document["draft"] = true;
      if (source.in_force_from) document["from"] = source.in_force_from->to_string();
      if (source.in_force_until) document["until"] = source.in_force_until->to_string();
      json[source.name] = document;
    }
    return json;
  }

  auto type_json(const Field& field) const -> Json {
    Json json = Json::object();
    if (field.type.kind == Kind::record) {
      json[field.ref ? "ref" : "record"] = core_name(program_, field.type.record());
    } else if (field.type.kind == Kind::enumeration) {
      json["choice"] = Json::array();
      for (const auto& choice : program_.enumerations[field.type.enumeration()].choices) {
        json["choice"].push_back(choice.name);
      }
    } else {
      json["is"] = kind_name(field.type.kind);
    }
    if (field.type.list) json["list"] = true;
    return json;
  }

  auto records() const -> Json {
    auto json = Json::object();
    for (std::uint32_t i = 0; i < program_.records.size(); ++i) {
      const auto& record = program_.records[RecordId{i}];
      if (record.span.end == 0) continue;  // made for outcomes and tests
      Json members = Json::object();
      for (const auto field : record.fields) members[program_.fields[field].name] = type_json(program_.fields[field]);
      Json entry = Json::object();
      if (record.key) entry["key"] = program_.fields[*record.key].name;
      entry["fields"] = members;
      json[core_name(program_, RecordId{i})] = entry;
    }
    return json;
  }

  auto parameters() const -> Json {
    auto json = Json::object();
    for (std::uint32_t i = 0; i < program_.parameters.size(); ++i) {
      json[core_name(program_, ParameterId{i})] = expr(core_.parameters[i]);
    }
    return json;
  }

  auto definitions() -> Json {
    auto json = Json::object();
    for (const auto& function : core_.functions) {
      json[function.name] = {{"slots", function.slots}, {"is", expr(function.body)}, {"at", at(function.span)}};
    }
    return json;
  }

  auto rule_json(const eval::CoreRule& rule) -> Json {
    Json json = {{"slots", rule.slots}, {"gives", all(rule.heads)}};
    json["for"] = Json::array();
    for (const auto& [slot, list] : rule.generators) json["for"].push_back({slot.index, expr(list)});
    json["of"] = Json::array();
    for (const auto& atom : rule.atoms) {
      auto terms = Json::array({relation_name(atom.relation)});
      for (const auto& term : atom.terms) {
        const auto* slot = std::get_if<Slot>(&term);
        terms.push_back(slot != nullptr ? Json::array({"bind", slot->index}) : expr(std::get<NodeId>(term)));
      }
      json["of"].push_back(terms);
    }
    json["if"] = all(rule.conditions);
    json["at"] = at(rule.span);
    return json;
  }

  auto relations() -> Json {
    auto json = Json::object();
    for (std::uint32_t i = 0; i < program_.relations.size(); ++i) {
      auto rules = Json::array();
      for (const auto& rule : core_.rules[i]) rules.push_back(rule_json(rule));
      json[relation_name({i})] = {{"stratum", program_.relations[{i}].stratum}, {"rules", rules}};
    }
    return json;
  }

  auto test_json(const TableTest& test, Type type) const -> Json {
    auto json = Json::array();
    for (const auto& [op, bound] : test.comparisons) {
      static constexpr const char* names[] = {"eq", "ne", "lt", "le", "gt", "ge"};
      json.push_back({names[static_cast<std::size_t>(op)], core_value(program_, bound, type)});
    }
    return json;
  }

  auto tables() -> Json {
    auto json = Json::object();
    for (std::uint32_t i = 0; i < program_.tables.size(); ++i) {
      const auto& table = program_.tables[TableId{i}];
      auto rows = Json::array();
      for (std::size_t row = 0; row < table.rows.size(); ++row) {
        auto inputs = Json::array();
        for (std::size_t input = 0; input < table.formals.size(); ++input) {
          auto tests = Json::array();
          for (const auto& test : table.rows[row].inputs[input]) {
            tests.push_back(test_json(test, table.formal_types[input]));
          }
          inputs.push_back(tests);
        }
        rows.push_back({{"if", inputs}, {"then", expr(core_.tables[i][row])}, {"at", at(table.rows[row].span)}});
      }
      json[table_name(TableId{i})] = rows;
    }
    return json;
  }

  auto part_json(const Part& part, const eval::CorePart& core) -> Json {
    Json json = {{"from", part.from_level}};
    if (part.until_level != 0) json["until"] = part.until_level;
    if (part.recommended) json["recommended"] = true;
    json["if"] = expr(core.condition);
    add(json, "looks", core.looked_at);
    add(json, "unless", core.unless);
    json["at"] = at(part.span);
    return json;
  }

  auto requirement_json(const Requirement& requirement, const eval::CoreRequirement& core) -> Json {
    constexpr const char* kinds[] = {"requirement", "risk", "duty"};
    Json json = {{"name", requirement.qualified()}, {"kind", kinds[static_cast<std::size_t>(requirement.kind)]}};
    json["levels"] = requirement.levels;
    if (requirement.klass) json["class"] = program_.scheme.classes[*requirement.klass].name;
    std::set<std::string> cited;
    for (const auto& citation : requirement.citations) cited.insert(program_.sources[citation.source].name);
    json["cites"] = cited;
    json["slots"] = core.slots;
    add(json, "applies", core.applies);
    if (core.subjects) json["for"] = {core.subject.index, expr(*core.subjects)};
    add(json, "where", core.where);
    if (requirement.when_none) json["when-none"] = requirement.when_none->pass ? "pass" : "fail";
    if (!core.exceptions.empty()) json["unless"] = all(core.exceptions);
    if (core.listed) json["provider"] = {expr(*core.listed), expr(*core.suffices)};
    if (requirement.kind != RuleKind::duty) {
      json["parts"] = Json::array();
      for (const auto& part : core.parts) json["parts"].push_back(part_json(requirement.parts[part.part], part));
    }
    add(json, "due", core.due);
    add(json, "start", core.start);
    add(json, "period", core.period);
    if (core.done) {
      json["done"] = expr(*core.done);
      json["done-list"] = program_.exprs[*requirement.done_on].type.list;
    }
    json["at"] = at(requirement.span);
    return json;
  }

  auto requirements() -> Json {
    auto json = Json::array();
    for (std::uint32_t i = 0; i < program_.requirements.size(); ++i) {
      json.push_back(requirement_json(program_.requirements[RequirementId{i}], core_.requirements[i]));
    }
    return json;
  }

  auto policies() const -> Json {
    auto json = Json::object();
    for (const auto file : files_) json[name_of(FileId{file})] = sha256(sources_[FileId{file}].text());
    return json;
  }

  const Program& program_;
  const Core& core_;
  const Sources& sources_;
  std::set<std::uint32_t> files_;
  std::string folder_;
  std::string out_;
};

}  // namespace

auto core_json(const Program& program, const Core& core, const Sources& sources) -> std::string {
  return CoreWriter(program, core, sources).write();
}

}  // namespace dengbao::report
