#pragma once

#include <string>
#include <string_view>

namespace dengbao::report {

// A path as a URI reference (RFC 3986): relative ones stay relative, absolute ones become `file:///…`.
[[nodiscard]] auto uri_of(std::string_view path) -> std::string;

}  // namespace dengbao::report
