#pragma once

#include <memory>
#include <stdexcept>
#include <string_view>

#include "base/bytes.h"
#include "base/source.h"
#include "model/image_shape.h"

namespace dengbao::model {

// How many things of a kind there are: an id below that means one of them.
template <typename IdType>
struct IdLimit {
  std::uint32_t count = 0;
};

// How long the texts are in which spans lie.
using TextSizes = std::shared_ptr<const std::vector<std::uint32_t>>;
[[nodiscard]] auto text_sizes(const Sources& sources) -> TextSizes;

// Reads what ImageWriter wrote, from bytes of which nothing is known. `Ids` are the kinds of ids that may occur; no id
// is read that is not below its limit. From the first fault on, what is read is empty and `bytes().sound()` is false.
// Words, text constants, and what is read late, are views of the bytes.
template <typename... Ids>
class ImageReader : IdLimit<Ids>... {
 public:
  ImageReader(std::string_view bytes, TextSizes sizes) : in_(bytes), sizes_(std::move(sizes)) {}

  [[nodiscard]] auto bytes() -> ByteReader& { return in_; }
  template <typename IdType>
  [[nodiscard]] auto limit() -> std::uint32_t& {
    return IdLimit<IdType>::count;
  }

  // The items of an arena, of which there are so many.
  template <typename IdType, typename T, typename Items>
  void get_items(Store<IdType, T, Items>& store, std::uint32_t count) {
    Items items;
    if constexpr (Late<Items>) {
      get_late(items, count);
    } else {
      get_all(items, count);
    }
    store = Store<IdType, T, Items>(std::move(items));
  }

  // ---- what every file consists of
  void get(bool& value) {
    const auto byte = in_.number<std::uint8_t>();
    if (byte > 1) in_.refuse();
    value = byte == 1;
  }
  template <std::integral T>
  void get(T& value) {
    value = in_.number<T>();
  }
  template <Enumerated T>
  void get(T& value) {
    const auto byte = in_.number<std::uint8_t>();
    if (byte > static_cast<std::uint8_t>(last_of(T{}))) return in_.refuse();
    value = static_cast<T>(byte);
  }
  void get(std::string& text) {
    if (const auto read = in_.text(); !read.empty()) text = std::string(read);  // made, not changed: half the steps
  }
  void get(Text& text) { text = Text::of_view(in_.text()); }
  template <Identifier T>
  void get(T& id) {
    id.index = in_.number<std::uint32_t>();
    if (id.index >= limit<T>()) in_.refuse();
  }
  template <typename T>
  void get(std::optional<T>& value) {
    bool there = false;
    get(there);
    if (there) get(value.emplace());
  }
  template <typename T>
  void get(std::vector<T>& values) {
    get_all(values, in_.number<std::uint32_t>());
  }
  template <typename T>
  void get(LateVector<T>& values) {
    get_late(values, in_.number<std::uint32_t>());
  }
  template <typename... Ts>
  void get(std::variant<Ts...>& value) {
    using Choice = std::variant<Ts...>;
    using Read = void (*)(ImageReader&, Choice&);
    static constexpr Read read[] = {
        [](ImageReader& reader, Choice& into) { reader.get(into.template emplace<Ts>()); }...};
    const auto index = in_.number<std::uint8_t>();
    if (index >= sizeof...(Ts)) return in_.refuse();
    read[index](*this, value);
  }
  template <Struct T>
  void get(T& whole) {
    std::apply([&](auto&... members) { (get(members), ...); }, members_of(whole));
  }

  // ---- what has rules of its own
  void get(FileId& file) {
    file.index = in_.number<std::uint32_t>();
    if (file.index >= sizes_->size()) in_.refuse();
  }
  void get(Span& span) {
    get(span.file);
    get(span.begin);
    get(span.end);
    if (span.begin > span.end || !in_.sound() || span.end > (*sizes_)[span.file.index]) in_.refuse();
  }
  void get(Type& type) {
    get(type.kind);
    get(type.list);
    get(type.ref);
    const bool bad_record = type.kind == Kind::record && type.ref >= limit<RecordId>();
    const bool bad_choice = type.kind == Kind::enumeration && type.ref >= limit<EnumerationId>();
    if (bad_record || bad_choice) in_.refuse();
  }
  void get(const Function*& function) {
    function = find_function(in_.text());
    if (function == nullptr) in_.refuse();
  }

  // ---- values
  void get(Value& value) {
    Value::Data data;
    get(data);
    value = std::visit([](auto& alternative) { return Value(std::move(alternative)); }, data);
  }
  void get(std::string_view& text) { text = in_.text(); }
  void get(Version& version) {
    get(version.text);
    if (!Version::valid(version.text)) in_.refuse();
  }
  void get(Number& number) { get_parsed(number, Number::parse(in_.text()).number); }
  void get(Address& address) { get_parsed(address, Address::parse(in_.text())); }
  void get(Subnet& subnet) { get_parsed(subnet, Subnet::parse(in_.text())); }
  void get(Date& date) {
    get(date.days);
    if (date.days < first_day || date.days > last_day) in_.refuse();
  }
  void get(Instant& instant) {
    get(instant.microseconds);
    const auto days = instant.day().days;
    if (days < first_day || days > last_day) in_.refuse();
  }
  // A row is a fact; a program knows none.
  void get(Row& /*row*/) { in_.refuse(); }
  void get(std::shared_ptr<const List>& list) {
    List elements;
    get(elements.open);
    if (++depth_ > 1) return in_.refuse();  // there are no lists of lists
    get(elements.elements);
    --depth_;
    list = std::make_shared<const List>(std::move(elements));
  }

 private:
  static constexpr std::int32_t first_day = -719162;  // 0001-01-01
  static constexpr std::int32_t last_day = 2932896;   // 9999-12-31

  template <typename T>
  void get_parsed(T& into, const std::optional<T>& value) {
    if (!value) return in_.refuse();
    into = *value;
  }

  template <typename T>
  void get_all(std::vector<T>& values, std::uint32_t count) {
    if (count > in_.left() / least_bytes<T>()) return in_.refuse();
    values.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      // An expression is made after those below it, so that it cannot stand below itself.
      if constexpr (std::same_as<T, Expr>) limit<ExprId>() = i;
      get(values[i]);
    }
    if constexpr (std::same_as<T, Expr>) limit<ExprId>() = count;
  }

  // The checksum vouches for what is read late: bytes that are at fault are no accident, and no verdict comes of them.
  template <typename T>
  void get_late(LateVector<T>& values, std::uint32_t count) {
    const auto bytes = in_.text();
    if (count > bytes.size() / least_bytes<T>()) return in_.refuse();
    auto late = *this;
    late.in_ = ByteReader(bytes);
    values = LateVector<T>(count, [late, count]() mutable {
      std::vector<T> made;
      late.get_all(made, count);
      if (!late.in_.finished()) throw std::runtime_error("a part of the compiled policies makes no sense");
      return made;
    });
  }

  ByteReader in_;
  TextSizes sizes_;
  int depth_ = 0;
};

using ProgramReader = ImageReader<ExprId, RecordId, FieldId, EnumerationId, SourceId, ParameterId, DefinitionId,
                                  RelationId, TableId, RequirementId, OutcomeId, TestId>;

}  // namespace dengbao::model
