#include <re2/re2.h>

#include "base/bytes.h"
#include "model/image.h"
#include "model/image_shape.h"

namespace dengbao::model {
namespace {

// How many things of a kind there are: an id below that means one of them.
template <typename IdType>
struct Limit {
  std::uint32_t count = 0;
};
struct Limits : Limit<ExprId>,
                Limit<RecordId>,
                Limit<FieldId>,
                Limit<EnumerationId>,
                Limit<SourceId>,
                Limit<ParameterId>,
                Limit<DefinitionId>,
                Limit<RelationId>,
                Limit<TableId>,
                Limit<RequirementId>,
                Limit<OutcomeId>,
                Limit<TestId> {
  template <typename IdType>
  [[nodiscard]] auto of() -> std::uint32_t& {
    return Limit<IdType>::count;
  }
};

constexpr std::int32_t first_day = -719162;  // 0001-01-01
constexpr std::int32_t last_day = 2932896;   // 9999-12-31

class Reader {
 public:
  Reader(std::string_view bytes, const Sources& sources) : in_(bytes), sources_(sources) {}

  auto run() -> std::optional<Program> {
    for_each_store(program_, [&](auto& store) { count(store); });
    get(program_.pattern_texts);
    make_patterns();
    for_each_store(program_, [&](auto& store) { fill(store); });
    get(program_.scheme);
    get(program_.has_scheme);
    get(program_.results);
    if (!in_.finished()) return std::nullopt;
    return std::move(program_);
  }

 private:
  template <typename IdType, typename T>
  void count(const Store<IdType, T>& /*store*/) {
    limits_.of<IdType>() = in_.count(least_bytes<T>());
  }

  template <typename IdType, typename T>
  void fill(Store<IdType, T>& store) {
    const auto count = limits_.of<IdType>();
    if (count > in_.left() / least_bytes<T>()) return in_.refuse();
    store.reserve(count);
    for (std::uint32_t i = 0; i < count && in_.sound(); ++i) {
      // An expression is made after those below it, so that it cannot stand below itself.
      if constexpr (std::is_same_v<IdType, ExprId>) limits_.of<ExprId>() = i;
      get(store[store.add(T{})]);
    }
    limits_.of<IdType>() = count;
  }

  void make_patterns() {
    re2::RE2::Options options;
    options.set_log_errors(false);
    for (const auto& text : program_.pattern_texts) {
      auto pattern = std::make_shared<const re2::RE2>(text, options);
      if (!pattern->ok()) return in_.refuse();
      program_.patterns.push_back(std::move(pattern));
    }
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
  void get(std::string& text) { text = in_.text(); }
  template <Identifier T>
  void get(T& id) {
    id.index = in_.number<std::uint32_t>();
    if (id.index >= limits_.of<T>()) in_.refuse();
  }
  template <typename T>
  void get(std::optional<T>& value) {
    bool there = false;
    get(there);
    if (there) get(value.emplace());
  }
  template <typename T>
  void get(std::vector<T>& values) {
    values.resize(in_.count(least_bytes<T>()));
    for (auto& value : values) get(value);
  }
  template <typename... Ts>
  void get(std::variant<Ts...>& value) {
    using Self = std::variant<Ts...>;
    static constexpr void (*read[])(
        Reader&, Self&) = {[](Reader& reader, Self& into) { reader.get(into.template emplace<Ts>()); }...};
    const auto index = in_.number<std::uint8_t>();
    if (index >= sizeof...(Ts)) return in_.refuse();
    read[index](*this, value);
  }
  template <Struct T>
  void get(T& whole) {
    std::apply([&](auto&... members) { (get(members), ...); }, members_of(whole));
  }

  // ---- what has rules of its own
  void get(Span& span) {
    span = {{in_.number<std::uint32_t>()}, in_.number<std::uint32_t>(), in_.number<std::uint32_t>()};
    if (span.begin > span.end || span.file.index >= sources_.size() || span.end > sources_[span.file].text().size()) {
      in_.refuse();
    }
  }
  void get(Type& type) {
    get(type.kind);
    get(type.list);
    get(type.ref);
    const bool bad_record = type.kind == Kind::record && type.ref >= limits_.of<RecordId>();
    const bool bad_choice = type.kind == Kind::enumeration && type.ref >= limits_.of<EnumerationId>();
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
  void get(std::string_view& text) { text = program_.texts.emplace_back(in_.text()); }
  void get(Version& version) {
    get(version.text);
    if (!Version::valid(version.text)) in_.refuse();
  }
  void get(Number& number) { parsed(number, Number::parse(in_.text()).number); }
  void get(Address& address) { parsed(address, Address::parse(in_.text())); }
  void get(Subnet& subnet) { parsed(subnet, Subnet::parse(in_.text())); }
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
  template <typename T>
  void parsed(T& into, const std::optional<T>& value) {
    if (!value) return in_.refuse();
    into = *value;
  }

  ByteReader in_;
  const Sources& sources_;
  Program program_;
  Limits limits_;
  int depth_ = 0;
};

}  // namespace

auto read_image(std::string_view bytes, const Sources& sources) -> std::optional<Program> {
  return Reader(bytes, sources).run();
}

}  // namespace dengbao::model
