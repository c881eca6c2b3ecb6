#pragma once

#include <string>

#include "facts/facts.h"
#include "model/program.h"

// Facts and messages as text, to compare two ways of reading.
namespace dengbao::facts::test {

inline auto dump(const Value& value) -> std::string {
  if (value.is_unknown()) return "unknown";
  if (value.is_none()) return "none";
  const auto* list = value.get_if<std::shared_ptr<const List>>();
  if (list == nullptr) return to_text(value, Lang::en);
  std::string out = (*list)->open ? "open[" : "[";
  for (const auto& element : (*list)->elements) out += dump(element) + "|";
  return out + "]";
}

inline auto dump(const model::Program& program, const Facts& facts) -> std::string {
  std::string out;
  for (std::uint32_t record = 0; record < program.records.size(); ++record) {
    const RecordId id{record};
    for (std::uint32_t index = 0; index < facts.row_count(id); ++index) {
      const Row row{id, index};
      const auto parent = facts.parent(row);
      out += facts.pointer(row) + " in " + (parent ? facts.pointer(*parent) : "nothing") + ":";
      for (const auto field : program.records[id].fields) {
        out += " " + program.fields[field].name + "=" + dump(facts.get(row, field));
      }
      out += "\n";
    }
  }
  return out;
}

inline auto dump(const Sink& sink) -> std::string {
  std::string out;
  for (const auto& diagnostic : sink.sorted()) {
    out += std::string(info(diagnostic.code).id) + " " + diagnostic.pointer + " " + diagnostic.text.en + " at " +
           std::to_string(diagnostic.span.begin) + "-" + std::to_string(diagnostic.span.end);
    for (const auto& label : diagnostic.labels) out += " label " + std::to_string(label.span.begin);
    for (const auto& help : diagnostic.help) out += " help " + help.en;
    out += "\n";
  }
  return out;
}

}  // namespace dengbao::facts::test
