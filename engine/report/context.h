#pragma once

#include <memory>
#include <string>

#include "base/localised.h"
#include "base/source.h"
#include "eval/settings.h"
#include "explain/evaluator.h"
#include "facts/facts.h"
#include "model/program.h"

namespace dengbao::eval {
class Reasons;
}

namespace dengbao::report {

// What every report is made from, besides its own matter. A report only views these.
struct Context {
  const model::Program& program;
  const facts::Facts& facts;
  const eval::Settings& settings;
  const Sources& sources;
  Lang lang = Lang::en;
  bool colour = false;        // ANSI colours, for terminals
  std::size_t columns = 110;  // text is laid out for this width
  // What relations contain, as far as reasons and proofs asked for it.
  std::shared_ptr<explain::Extents> extents = explain::make_extents();
  eval::Reasons* reasons = nullptr;  // of the compact verdicts, where they were asked for
  std::string policies;  // the digest that tells these policies from others; empty where nobody asked for it
};

// One of the two, by the language of the report.
[[nodiscard]] inline auto in(const Context& context, std::string_view en, std::string_view zh) -> std::string {
  return std::string(context.lang == Lang::zh ? zh : en);
}

}  // namespace dengbao::report
