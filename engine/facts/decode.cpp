#include "facts/decode.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <span>
#include <string_view>

#include "facts/json_text.h"
#include "facts/record_plan.h"
#include "facts/scalars.h"

namespace dengbao::facts {
namespace {

constexpr std::size_t most_unknown_keys = 200;

auto is_ascii(std::string_view text) -> bool {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// At the root these are what the file says of its facts, never fields.
auto is_reserved(std::string_view key) -> bool { return key == "missing" || key == "lists" || key == "evidence"; }

class Decoder {
 public:
  Decoder(JsonCursor& cursor, FactStore& store, Problems& problems)
      : cursor_(cursor), store_(store), problems_(problems), plans_(make_plans(store)) {}

  auto run() -> Decoded {
    const auto root = store_.root.record;
    if (cursor_.peek() == '{') {
      add_row(root, {});
      result_.readable = record(root, 0, true);
    } else {
      result_.readable = wrong_type(kind_words(Kind::record));
    }
    result_.readable = result_.readable && cursor_.finish();
    return std::move(result_);
  }

 private:
  auto add_row(RecordId record, Parent parent) -> std::uint32_t {
    auto& table = store_.tables[record.index];
    table.parents.push_back(parent);
    return table.rows++;
  }

  // ---- objects ----------------------------------------------------------------------------------------------------
  auto record(RecordId id, std::uint32_t row, bool is_root = false) -> bool {
    const auto& plan = plans_[id.index];
    const auto begin = cursor_.extent();
    const auto seen = seen_.size();
    const auto others = other_keys_.size();
    seen_.resize(seen + plan.fields.size(), 0);
    std::size_t expected = 0;
    const bool good = cursor_.members([&](const Key& key) {
      const auto which = is_root && is_reserved(key.text) ? std::nullopt : plan.find(key.text, expected);
      if (!which) return other_member(plan, key, is_root);
      expected = *which + 1;
      note_seen(seen_[seen + *which], key);
      return field(plan.fields[*which], row);
    });
    if (good && plan.key && seen_[seen + *plan.key] == 0) report_no_key(plan, begin);
    if (good) report_twice(cursor_, std::span(other_keys_).subspan(others));
    seen_.resize(seen);
    other_keys_.resize(others);
    return good;
  }

  void note_seen(std::uint32_t& seen, const Key& key) {
    if (seen != 0) {
      const auto begin = std::size_t{seen} - 1;
      cursor_.report_twice({key.text, {begin, scalar_end(cursor_.text(), begin)}}, key, cursor_.pointer());
    }
    seen = static_cast<std::uint32_t>(key.extent.begin + 1);
  }

  void report_no_key(const RecordPlan& plan, Extent begin) {
    problems_
        .report(Code::fact_key_missing, cursor_.in_file(begin), cursor_.pointer(), plan.words(),
                plan.fields[*plan.key].name())
        .emit();
  }

  auto other_member(const RecordPlan& plan, const Key& key, bool is_root) -> bool {
    other_keys_.push_back(key);
    if (is_root && key.text == "missing") return annotation(result_.annotations.missing, key);
    if (is_root && key.text == "lists") return annotation(result_.annotations.lists, key);
    if (is_root && key.text == "evidence") return annotation(result_.annotations.evidence, key);
    warn_unknown(plan, key);
    return cursor_.skip();
  }

  auto annotation(std::optional<Extent>& place, const Key& key) -> bool {
    if (cursor_.at_null()) return cursor_.skip();
    if (cursor_.peek() != '[') {
      problems_.report(Code::annotation_not_list, cursor_.in_file(cursor_.extent()), cursor_.pointer(), key.text)
          .emit();
      return cursor_.skip();
    }
    const auto begin = cursor_.offset();
    if (!cursor_.skip()) return false;
    place = Extent{begin, cursor_.offset()};
    return true;
  }

  // Once for each key of a record, however many objects have it.
  void warn_unknown(const RecordPlan& plan, const Key& key) {
    if (unknown_.size() >= most_unknown_keys) return;
    if (!unknown_.emplace(plan.record, std::string(key.text)).second) return;
    problems_
        .report(Code::fact_unknown_key, cursor_.in_file(key.extent), cursor_.pointer(), shown(key.text), plan.words())
        .did_you_mean(key.text, plan.names());
  }

  // ---- fields -----------------------------------------------------------------------------------------------------
  auto field(const FieldPlan& field, std::uint32_t row) -> bool {
    if (cursor_.at_null()) return null_field(field);
    if (field.type().list) return list_field(field, row);
    if (field.holds_rows()) return object_field(field, row);
    const auto offset = cursor_.offset();
    std::optional<Value> value;
    if (!scalar(field, value)) return false;
    if (!value || field.column == nullptr) return true;
    if (field.is_key()) note_key_offset(field, row, offset);
    set_state(*field.column, row);
    put(field, row, std::move(*value), {static_cast<std::uint32_t>(offset), row, 0});
    return true;
  }

  auto null_field(const FieldPlan& field) -> bool {
    if (field.is_key()) {
      const auto& plan = plans_[field.field->owner.index];
      problems_
          .report(Code::fact_key_missing, cursor_.in_file(cursor_.extent()), cursor_.pointer(), plan.words(),
                  field.name())
          .emit();
    }
    return cursor_.skip();
  }

  void note_key_offset(const FieldPlan& field, std::uint32_t row, std::size_t offset) {
    auto& offsets = store_.tables[field.field->owner.index].key_offsets;
    set_cell(offsets, row, static_cast<std::uint32_t>(offset));
  }

  static void set_state(Column& column, std::uint32_t row) { set_cell(column.states, row, CellState::present); }

  struct Origin {
    std::uint32_t offset;  // in the text
    std::uint32_t row;     // that has the field
    std::uint32_t index;   // in its list
  };

  // A value goes into its cell; the key of a reference waits for the row that it names.
  void put(const FieldPlan& field, std::uint32_t at, Value value, Origin origin) {
    if (!field.field->ref) {
      field.column->cells.put(at, value);
      return;
    }
    result_.references.push_back({field.id, at, origin.offset, std::move(value), origin.row, origin.index});
  }

  auto object_field(const FieldPlan& field, std::uint32_t row) -> bool {
    if (cursor_.peek() != '{') return wrong_type(kind_words(Kind::record));
    const auto child = add_row(field.type().record(), {row, field.id});
    set_state(*field.column, row);
    field.column->cells.put(row, Row{field.type().record(), child});
    return record(field.type().record(), child);
  }

  auto list_field(const FieldPlan& field, std::uint32_t row) -> bool {
    if (cursor_.peek() != '[') return wrong_type({"a list", "列表"});
    if (field.column == nullptr) return check_elements(field);
    set_state(*field.column, row);
    return field.holds_rows() ? object_list(field, row) : scalar_list(field, row);
  }

  auto check_elements(const FieldPlan& field) -> bool {
    return cursor_.elements([&](std::size_t) {
      std::optional<Value> value;
      return scalar(field, value);
    });
  }

  void set_range(Column& column, std::uint32_t row, Range range) { set_cell(column.ranges, row, range); }

  auto scalar_list(const FieldPlan& field, std::uint32_t row) -> bool {
    auto& column = *field.column;
    auto& size = column.used;
    const auto begin = size;
    const bool good = cursor_.elements([&](std::size_t index) {
      const auto offset = static_cast<std::uint32_t>(cursor_.offset());
      std::optional<Value> value;
      if (!scalar(field, value)) return false;
      if (!value) return true;
      const auto at = size++;
      put(field, at, std::move(*value), {offset, row, static_cast<std::uint32_t>(index)});
      return true;
    });
    set_range(column, row, {begin, size - begin});
    return good;
  }

  // The rows of one list lie side by side. Where a record can hold its own kind, inner rows would come between: there
  // the elements are counted and given their rows beforehand.
  auto object_list(const FieldPlan& field, std::uint32_t row) -> bool {
    const auto child = field.type().record();
    auto& table = store_.tables[child.index];
    const auto begin = table.rows;
    const bool ahead = plans_[child.index].recursive;
    const auto count = ahead ? cursor_.count_elements() : 0;
    for (std::size_t i = 0; i < count; ++i) add_row(child, {row, field.id});
    set_range(*field.column, row, {begin, static_cast<std::uint32_t>(count)});
    return cursor_.elements([&](std::size_t index) {
      if (!ahead) {
        add_row(child, {row, field.id});
        ++field.column->ranges[row].count;
      }
      if (cursor_.peek() != '{') return wrong_type(kind_words(Kind::record));
      return record(child, begin + static_cast<std::uint32_t>(index));
    });
  }

  // ---- scalars ----------------------------------------------------------------------------------------------------
  // Reads a value of the field's type or of its elements'; `value` stays empty after a problem that is no matter of
  // grammar.
  auto scalar(const FieldPlan& field, std::optional<Value>& value) -> bool {
    const auto type = field.scalar;
    const auto first = cursor_.peek();
    if (type.kind == Kind::truth) {
      return first == 't' || first == 'f' ? truth(value) : wrong_type(kind_words(type.kind));
    }
    if (type.kind == Kind::number) {
      const bool number = first == '-' || (first >= '0' && first <= '9');
      return number ? this->number(value) : wrong_type(kind_words(type.kind));
    }
    return first == '"' ? text(field, value) : wrong_type(kind_words(type.kind));
  }

  auto truth(std::optional<Value>& value) -> bool {
    std::string_view word;
    Extent extent;
    if (!cursor_.word(word, extent)) return false;
    value = word == "true";
    return true;
  }

  auto number(std::optional<Value>& value) -> bool {
    std::string_view word;
    Extent extent;
    if (!cursor_.word(word, extent)) return false;
    const auto parsed = Number::parse(word);
    if (parsed.number) {
      value = *parsed.number;
    } else {
      problems_.report(Code::number_out_of_range, cursor_.in_file(extent), cursor_.pointer(), shown(word)).emit();
    }
    return true;
  }

  auto text(const FieldPlan& field, std::optional<Value>& value) -> bool {
    std::string_view text;
    Extent extent;
    if (!cursor_.string(text, extent)) return false;
    const auto kind = field.scalar.kind;
    if (kind == Kind::text) {
      value = field.column == nullptr ? text : lasting(text);
    } else if (kind == Kind::enumeration) {
      enumerator(field.scalar.enumeration(), text, extent, value);
    } else if (auto formed = parse_formed(kind, kind == Kind::version ? lasting(text) : text)) {
      value = std::move(formed);
    } else {
      problems_
          .report(Code::fact_bad_value, cursor_.in_file(extent), cursor_.pointer(), shown(text), kind_words(kind),
                  form_words(kind, text))
          .emit();
    }
    return true;
  }

  void enumerator(EnumerationId id, std::string_view text, Extent extent, std::optional<Value>& value) {
    const auto& choices = store_.program->enumerations[id].choices;
    const auto normal = is_ascii(text) ? std::string() : utf8::to_nfc(text);
    const auto wanted = normal.empty() ? text : std::string_view(normal);
    const auto found = std::ranges::find(choices, wanted, &model::EnumeratorInfo::name);
    if (found != choices.end()) {
      value = Enumerator{static_cast<std::uint32_t>(found - choices.begin())};
      return;
    }
    std::vector<std::string> names;
    names.reserve(choices.size());
    for (const auto& choice : choices) names.push_back(choice.name);
    problems_
        .report(Code::fact_unknown_enumerator, cursor_.in_file(extent), cursor_.pointer(), shown(text),
                Localised{fmt::format("{}", fmt::join(names, ", ")), fmt::format("{}", fmt::join(names, "、"))})
        .did_you_mean(text, names);
  }

  // The text in normal form C, as long-lived as the store: a view of the file where it stands there so.
  auto lasting(std::string_view text) -> std::string_view {
    const auto whole = cursor_.text();
    const bool in_file = text.data() >= whole.data() && text.data() < whole.data() + whole.size();
    if (is_ascii(text)) return in_file ? text : store_.texts.emplace_back(text);
    auto normal = utf8::to_nfc(text);
    if (in_file && normal == text) return text;
    return store_.texts.emplace_back(std::move(normal));
  }

  // The value is read before it is reported: what is no value at all is a matter of grammar.
  auto wrong_type(const Localised& expected) -> bool {
    const auto where = cursor_.extent();
    auto pointer = cursor_.pointer();
    if (!cursor_.skip()) return false;
    const auto written = cursor_.text().substr(where.begin, where.end - where.begin);
    problems_.report(Code::fact_wrong_type, cursor_.in_file(where), std::move(pointer), expected, found_words(written))
        .emit();
    return true;
  }

  static auto found_words(std::string_view written) -> Localised {
    switch (written.front()) {
      case '{':
        return {"an object", "对象"};
      case '[':
        return {"a list", "列表"};
      case '"':
        return say("the text `{}`", "文本 `{}`", shown(written.substr(1, written.size() - 2)));
      case 't':
      case 'f':
      case 'n':
        return say("`{}`", " `{}`", shown(written));
      default:
        return say("the number `{}`", "数字 `{}`", shown(written));
    }
  }

  JsonCursor& cursor_;
  FactStore& store_;
  Problems& problems_;
  std::vector<RecordPlan> plans_;
  Decoded result_;
  std::vector<std::uint32_t> seen_;  // of each open object, its fields' key offsets + 1; 0: not seen
  std::vector<Key> other_keys_;      // of each open object, the keys that are no fields
  std::set<std::pair<RecordId, std::string>> unknown_;
};

}  // namespace

auto decode(JsonCursor& cursor, FactStore& store, Problems& problems) -> Decoded {
  return Decoder(cursor, store, problems).run();
}

}  // namespace dengbao::facts
