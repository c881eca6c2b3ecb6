#include <cstddef>
#include <cstdint>
#include <string_view>

#include "import/kind.h"

// Any bytes are a source of any kind or none, with an end; what comes out is facts with the lines that say them. The
// first byte chooses the kind.
extern "C" auto LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) -> int {
  using namespace dengbao::importing;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto all = kinds();
  Findings findings;
  all[data[0] % all.size()].read(text.substr(1), "fuzz", findings);
  if (findings.refusal) return 0;
  for (const auto& witness : findings.witnesses) {
    if (!findings.facts.contains(Json::json_pointer(witness.pointer)) && findings.missing.empty()) __builtin_trap();
  }
  return 0;
}
