#include <cstddef>
#include <cstdint>
#include <string_view>

#include "import/kind.h"

namespace {

// The kind that the first line names, as in the seeds; else the first byte chooses one.
auto kind_of_input(std::string_view& text) -> const dengbao::importing::SourceKind& {
  const auto line = text.substr(0, text.find('\n'));
  if (const auto* kind = dengbao::importing::find_kind(line); kind != nullptr && line.size() < text.size()) {
    text.remove_prefix(line.size() + 1);
    return *kind;
  }
  const auto all = dengbao::importing::kinds();
  const auto& kind = all[static_cast<unsigned char>(text.front()) % all.size()];
  text.remove_prefix(1);
  return kind;
}

}  // namespace

// Any bytes are a source of any kind or none, with an end; what comes out is facts with the lines that say them.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  using namespace dengbao::importing;
  if (size == 0) return 0;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto& kind = kind_of_input(text);
  Findings findings;
  read_source(kind, text, "fuzz", findings);
  if (findings.refusal) return 0;
  for (const auto& witness : findings.witnesses) {
    if (!findings.facts.contains(Json::json_pointer(witness.pointer)) && findings.missing.empty()) __builtin_trap();
  }
  return 0;
}
