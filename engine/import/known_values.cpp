#include "import/known_values.h"

#include <algorithm>

#include "value/calendar.h"

namespace dengbao::importing {

auto same_value(const model::Field& field, const Json& known, const Json& value) -> bool {
  if (known == value) return true;
  if (field.type.kind == Kind::duration && known.is_string() && value.is_string()) {
    const auto a = Duration::parse(known.get<std::string>());
    const auto b = Duration::parse(value.get<std::string>());
    return a && b && *a == *b;
  }
  return known.is_number() && value.is_number() && known.get<double>() == value.get<double>();
}

auto is_in(const Json& list, const Json& one) -> bool { return std::ranges::find(list, one) != list.end(); }
auto all_in(const Json& part, const Json& whole) -> bool {
  return std::ranges::all_of(part, [&](const Json& one) { return is_in(whole, one); });
}

}  // namespace dengbao::importing
