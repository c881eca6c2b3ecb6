#pragma once

#include <string>
#include <string_view>

namespace dengbao::report {

// A name-based UUID (RFC 9562, version 5): the same name gives the same UUID everywhere. Names are kept apart from
// those of other programs by a name space of this one's own.
[[nodiscard]] auto uuid_of(std::string_view name) -> std::string;

}  // namespace dengbao::report
