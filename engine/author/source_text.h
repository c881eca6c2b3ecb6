#pragma once

#include <string>

#include "base/source.h"

// Policy text as reports quote it.
namespace dengbao::author {

// `policies/identity.policy:21:3`
[[nodiscard]] auto place_text(const Sources& sources, Span span) -> std::string;

// The text in one line, every run of white space one space; a long one is cut in its middle.
[[nodiscard]] auto quoted(const Sources& sources, Span span) -> std::string;
[[nodiscard]] auto in_one_line(std::string_view text) -> std::string;

}  // namespace dengbao::author
