#include "value/value.h"

#include <cassert>

namespace dengbao {

auto Value::truth() const -> Truth {
  if (const auto* known = get_if<bool>()) return dengbao::truth(*known);
  if (is_none()) return Truth::no;
  assert(is_unknown() && "a value that is no truth was asked for its truth");
  return Truth::unknown;
}

auto Value::list() const -> const List& {
  static const List nothing_known{{}, true};
  static const List nothing{{}, false};
  if (const auto* list = get_if<std::shared_ptr<const List>>()) return **list;
  assert(!is_value() && "a value that is no list was asked for its elements");
  return is_none() ? nothing : nothing_known;
}

auto contained(const Value& subject, const Value& container) -> Truth {
  if (subject.is_none() || container.is_none()) return Truth::no;
  if (const auto* subnet = container.get_if<Subnet>()) {
    if (const auto* address = subject.get_if<Address>()) return truth(subnet->contains(*address));
    if (const auto* inner = subject.get_if<Subnet>()) return truth(subnet->contains(*inner));
  }
  const auto* text = container.get_if<std::string_view>();
  const auto* part = subject.get_if<std::string_view>();
  if (text != nullptr && part != nullptr) return truth(text->find(*part) != std::string_view::npos);
  return Truth::unknown;
}

}  // namespace dengbao
