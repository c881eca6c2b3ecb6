#pragma once

#include "base/bytes.h"
#include "model/image_shape.h"

namespace dengbao::model {

// Writes what a program or its core consists of, as image_shape.h says.
class ImageWriter {
 public:
  void put(bool value) { out_.number(static_cast<std::uint8_t>(value)); }
  void put(std::integral auto value) { out_.number(value); }
  void put(Enumerated auto value) { out_.number(static_cast<std::uint8_t>(value)); }
  void put(const std::string& text) { out_.text(text); }
  void put(std::string_view text) { out_.text(text); }
  void put(const Text& text) { out_.text(text); }
  void put(Identifier auto id) { out_.number(id.index); }
  template <typename T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <typename T>
  void put(const std::vector<T>& values) {
    out_.number(static_cast<std::uint32_t>(values.size()));
    for (const auto& value : values) put(value);
  }
  template <typename T>
  void put(const LateVector<T>& values) {
    put(static_cast<std::uint32_t>(values.size()));
    put_late(values);
  }
  template <typename... Ts>
  void put(const std::variant<Ts...>& value) {
    out_.number(static_cast<std::uint8_t>(value.index()));
    std::visit([&](const auto& alternative) { put(alternative); }, value);
  }
  template <Struct T>
  void put(const T& whole) {
    std::apply([&](const auto&... members) { (put(members), ...); }, members_of(whole));
  }
  // A function by its name, which means the same to every version that has it.
  void put(const Function* function) { out_.text(function->name); }
  void put(const Number& number) { out_.text(number.to_string()); }
  template <std::same_as<Value> T>  // nothing is to become a value on its way here
  void put(const T& value) {
    put(value.data());
  }
  void put(Version version) { out_.text(version.text); }
  void put(const Address& address) { out_.text(address.to_string()); }
  void put(const Subnet& subnet) { out_.text(subnet.to_string()); }
  void put(const std::shared_ptr<const List>& list) {
    put(list->open);
    put(list->elements);
  }

  // The items of an arena; how many there are is written elsewhere.
  template <typename IdType, typename T, typename Items>
  void put_items(const Store<IdType, T, Items>& store) {
    if constexpr (Late<Items>) {
      put_late(store);
    } else {
      for (const auto& item : store) put(item);
    }
  }

  [[nodiscard]] auto take() -> std::string { return out_.take(); }

 private:
  void put_late(const auto& values) {
    ImageWriter late;
    for (const auto& value : values) late.put(value);
    out_.text(late.take());
  }

  ByteWriter out_;
};

}  // namespace dengbao::model
