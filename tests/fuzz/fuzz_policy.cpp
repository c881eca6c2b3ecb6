#include <cstddef>
#include <cstdint>
#include <string>

#include "base/render_diagnostic.h"
#include "syntax/dump.h"
#include "syntax/parse.h"

// Any bytes as policy text: parsed, dumped, and the messages rendered in both languages.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dengbao;
  Sources sources;
  Sink sink;
  const auto id = sources.add("fuzz.policy", std::string(reinterpret_cast<const char*>(data), size));
  const auto file = syntax::parse(sources, id, sink);
  (void)syntax::dump(file);
  const auto diagnostics = sink.sorted();
  (void)render(diagnostics, sources, Lang::en, false);
  (void)render(diagnostics, sources, Lang::zh, true);
  return 0;
}
