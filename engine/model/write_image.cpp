#include "base/bytes.h"
#include "model/image.h"
#include "model/image_shape.h"

namespace dengbao::model {
namespace {

// To be raised where the meaning of an image changes and its layout does not.
constexpr std::uint64_t revision = 1;

class Writer {
 public:
  auto run(const Program& program) -> std::string {
    for_each_store(program, [&](const auto& store) { out_.number(static_cast<std::uint32_t>(store.size())); });
    put(program.pattern_texts);
    for_each_store(program, [&](const auto& store) {
      for (const auto& item : store) put(item);
    });
    put(program.scheme);
    put(program.has_scheme);
    put(program.results);
    return out_.take();
  }

 private:
  void put(bool value) { out_.number(static_cast<std::uint8_t>(value)); }
  void put(std::integral auto value) { out_.number(value); }
  void put(Enumerated auto value) { out_.number(static_cast<std::uint8_t>(value)); }
  void put(const std::string& text) { out_.text(text); }
  void put(std::string_view text) { out_.text(text); }
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

  ByteWriter out_;
};

}  // namespace

auto write_image(const Program& program) -> std::string { return Writer().run(program); }

auto image_layout() -> std::uint64_t {
  constexpr auto layout = [] {
    const auto hash = mixed(revision, shape_of<Scheme>());
    return mixed(hash, shape_of_all<Expr, Record, Field, Enumeration, Source, Parameter, Definition, Relation, Table,
                                    Requirement, Outcome, Test>());
  }();
  return layout;
}

}  // namespace dengbao::model
