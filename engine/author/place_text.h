#pragma once

#include <fmt/format.h>

#include <string>

#include "base/source.h"

namespace dengbao::author {

// `policies/identity.policy:21:3`
[[nodiscard]] inline auto place_text(const Sources& sources, Span span) -> std::string {
  const auto place = sources.place(span);
  return fmt::format("{}:{}:{}", sources[span.file].name(), place.line, place.column);
}

}  // namespace dengbao::author
