#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/program.h"

// Names of facts that stay the same while elements are added before them: a JSON pointer in which an element of a list
// is called by its key, `/hosts/id=db-1/accounts/name=root/enabled`. Elements without a key are called by their place.
namespace dengbao::assess {

// Facts as they are being answered: keys in the file's order.
using FactsJson = nlohmann::ordered_json;

// The name of what stands at this pointer in these facts. `pointer` is one of `facts::Facts::pointer`.
[[nodiscard]] auto fact_name(const model::Program& program, const FactsJson& facts, std::string_view pointer)
    -> std::string;

// One step of a name.
struct NameStep {
  std::string field;                 // of a record
  std::optional<std::size_t> place;  // an element by its place, or
  std::optional<std::string> key;    // by its key
};
// What a name says by the records: a field of a record (the last step is then no element), or an element of a list.
struct FactPath {
  std::vector<NameStep> steps;
  std::vector<model::FieldId> fields;  // one for every step that is no element
};
// Nothing where the records have no such fact; `unknown` is then the step that they do not know.
[[nodiscard]] auto read_fact_name(const model::Program& program, std::string_view name, std::string& unknown)
    -> std::optional<FactPath>;

// Where the element is in the list whose records have this key; nothing if it is not there.
[[nodiscard]] auto find_element(const model::Program& program, const FactsJson& list, model::FieldId of,
                                const NameStep& step) -> std::optional<std::size_t>;

// A key as a name holds it: texts as they are, all else as JSON writes it.
[[nodiscard]] auto key_text(const FactsJson& key) -> std::string;

// The keys of all records of this kind, wherever they stand in the facts.
[[nodiscard]] auto keys_of(const model::Program& program, const FactsJson& facts, RecordId record)
    -> std::vector<std::string>;

// One step appended to a pointer or a name, with its escapes.
void append_name_step(std::string& name, std::string_view step);

}  // namespace dengbao::assess
