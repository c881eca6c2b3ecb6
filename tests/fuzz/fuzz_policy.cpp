#include <cstddef>
#include <cstdint>
#include <string>

#include "base/render_diagnostic.h"
#include "model/compile.h"
#include "model/dump.h"
#include "syntax/dump.h"
#include "syntax/parse.h"

// Any bytes as policy text: parsed, dumped, compiled, dumped again, and the messages rendered in both languages.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dengbao;
  Sources sources;
  Sink sink;
  const auto id = sources.add("fuzz.policy", std::string(reinterpret_cast<const char*>(data), size));
  model::PolicySet policies;
  policies.files.push_back(syntax::parse(sources, id, sink));
  (void)syntax::dump(policies.files.front());
  if (const auto program = model::compile(policies, sources, sink)) (void)model::dump(*program);
  const auto diagnostics = sink.sorted();
  (void)render(diagnostics, sources, Lang::en, false);
  (void)render(diagnostics, sources, Lang::zh, true);
  return 0;
}
