#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "../unit/facts/small_program.h"
#include "facts/load.h"
#include "facts/locate.h"

// Any bytes are facts or an error, and what we take for JSON another parser takes for JSON too.
namespace {

using namespace dengbao;

auto program() -> const model::Program& {
  static facts::test::Network network;
  return network.build.program();
}

void read_everything(const facts::Facts& loaded, const std::string& text) {
  for (std::uint32_t i = 0; i < program().fields.size(); ++i) {
    const model::FieldId field{i};
    const auto owner = program().fields[field].owner;
    for (std::uint32_t row = 0; row < loaded.row_count(owner); ++row) {
      static_cast<void>(loaded.get(Row{owner, row}, field));
      const std::vector<std::string> pointers{loaded.pointer(Row{owner, row}), loaded.pointer(Row{owner, row}, field)};
      if (!facts::locate(text, loaded.file(), pointers).front()) __builtin_trap();
      static_cast<void>(loaded.evidence_for(pointers.back()));
    }
  }
}

}  // namespace

extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  const std::string text(reinterpret_cast<const char*>(data), size);
  Sources sources;
  Sink sink;
  const auto file = sources.add("facts.json", text);
  const auto loaded = facts::load(sources, file, program(), sink);
  if (loaded.has_value() == (sink.errors() > 0)) __builtin_trap();
  // However small its windows, and in halves: the same.
  Sink other;
  const facts::LoadOptions pieces{.window = 1 + size % 67, .threads = 2, .least_to_halve = 0};
  const auto again = facts::load(sources, file, program(), other, pieces);
  if (again.has_value() != loaded.has_value() || other.errors() != sink.errors()) __builtin_trap();
  if (!loaded) return 0;
  // A number of a skipped value may be larger than that parser holds; its digits are none of our business.
  const bool large_number = text.find_first_of("eE") != std::string::npos || size > 300;
  if (!large_number && !nlohmann::json::accept(text)) __builtin_trap();
  read_everything(*loaded, text);
  return 0;
}
