#pragma once

#include <optional>
#include <string_view>

#include "base/localised.h"
#include "value/value.h"

// Values that JSON writes as a text of a certain form.
namespace dengbao::facts {

// The value; nothing where the text has not the form of a date, instant, duration, version, address or subnet.
[[nodiscard]] auto parse_formed(Kind kind, std::string_view text) -> std::optional<Value>;

// "a date" / "日期"; for a record, "an object".
[[nodiscard]] auto kind_words(Kind kind) -> Localised;

// What is wrong with a text that has not the form: "the calendar has no such day", "write it as 2026-11-21".
[[nodiscard]] auto form_words(Kind kind, std::string_view text) -> Localised;

}  // namespace dengbao::facts
