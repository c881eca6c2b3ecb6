#include "facts/problems.h"

namespace dengbao::facts {
namespace {
constexpr std::size_t most_shown = 200;
}

auto Problems::room_for(Severity severity) -> Sink& {
  if (severity == Severity::warning) return sink_;
  if (++errors_ <= most_shown) return sink_;
  unshown_ = Sink();
  return unshown_;
}

void Problems::add(Diagnostic diagnostic) {
  auto& sink = room_for(diagnostic.severity);
  sink.add(std::move(diagnostic));
}

void Problems::finish() {
  if (errors_ > most_shown) sink_.report(Code::facts_more_errors, errors_ - most_shown).emit();
}

}  // namespace dengbao::facts
