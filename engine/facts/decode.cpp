#include "facts/decode.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "facts/complaints.h"
#include "facts/json_text.h"
#include "facts/record_plan.h"
#include "facts/scalar_reader.h"
#include "facts/scalars.h"

namespace dengbao::facts {
namespace {

constexpr std::size_t most_unknown_keys = 200;

class Decoder {
 public:
  Decoder(JsonCursor& cursor, FactStore& store, Problems& problems)
      : cursor_(cursor),
        store_(store),
        problems_(problems),
        complaints_(cursor, *store.program, problems),
        scalars_(cursor, complaints_),
        plans_(store) {}

  auto run(const Meeting* meeting) -> Decoded {
    const auto first = cursor_.first();
    if (cursor_.at_end(first)) {
      const auto begin = cursor_.begin_of_text();
      problems_.report_text(Code::facts_empty, {begin, begin}).emit();
      return {};
    }
    if (meeting != nullptr) {
      meeting_ = meeting;
      meeting_at_ = meeting->offset;
    }
    const auto token = cursor_.peek(first) == '{' ? root(first) : scalars_.wrong_type(first, kind_words(Kind::record));
    result_.readable = result_.readable || (token != nullptr && cursor_.finish(token));
    return std::move(result_);
  }

  auto run_rest(model::FieldId list, const std::atomic<bool>& stop) -> Decoded {
    stop_ = &stop;
    auto& plan = plans_.root();
    auto& field = *std::ranges::find(plan.fields, store_.column(list), &FieldPlan::column);
    auto token = cursor_.first();
    const auto row = plan.table->add_row();
    static_cast<void>(cursor_.enter(token) && cursor_.enter(token));
    marks_.key(result_.root, field.number);
    marks_.value(result_.root, field.number);
    token = rest_of_list(field, row, 0, token);
    if (token != nullptr) token = rest_of_members(plan, row, result_.root, field, token);
    if (token == nullptr) return std::move(result_);
    close(plan, row, result_.root);
    token = cursor_.leave(token);
    result_.readable = cursor_.finish(token) && !cursor_.gave_up();
    return std::move(result_);
  }

 private:
  // ---- objects ----------------------------------------------------------------------------------------------------
  auto root(Token token) -> Token {
    auto& plan = plans_.root();
    const auto row = plan.table->add_row();
    if (!cursor_.enter(token)) return nullptr;
    auto& seen = result_.root;
    token = members(plan, row, seen, token + 1);
    if (token == nullptr && !taken_) return nullptr;
    if (taken_) cursor_.rise();
    close(plan, row, seen);
    cursor_.part(0);
    if (!taken_) return cursor_.leave(token);
    result_.readable = true;
    return nullptr;
  }

  auto record(RecordPlan& plan, std::uint32_t row, Token token) -> Token {
    if (!cursor_.enter(token)) return nullptr;
    auto seen = marks_.begin();
    const auto met = cursor_.met();
    token = members(plan, row, seen, token + 1);
    if (token == nullptr) return nullptr;
    close(plan, row, seen);
    marks_.end(seen);
    if (cursor_.met() != met) cursor_.part(met);
    return cursor_.leave(token);
  }

  // From the first key of an object to its closing bracket.
  auto members(RecordPlan& plan, std::uint32_t row, Seen& seen, Token token) -> Token {
    return cursor_.peek(token) == '}' ? token : members_from(plan, row, seen, plan.start, token);
  }
  // From behind the value of `field`.
  auto rest_of_members(RecordPlan& plan, std::uint32_t row, Seen& seen, FieldPlan& field, Token token) -> Token {
    if (cursor_.peek(token) != ',') return cursor_.separator(token, '}');
    return members_from(plan, row, seen, field, cursor_.after(token));
  }
  // From a key that comes behind that of `before`.
  auto members_from(RecordPlan& plan, std::uint32_t row, Seen& seen, FieldPlan& first, Token token) -> Token {
    for (auto* before = &first;;) {
      const auto* key = cursor_.at(token);
      auto* field = before->next;
      if (field->written.is_at(key) || is_late(plan, *before, token, key, field)) [[likely]] {
        cursor_.step_to_key(token);
        if (!marks_.key(seen, field->number)) report_again(token);
        token += 2;
      } else {
        token = other_key(plan, row, *before, seen, token, field);
        if (token == nullptr) return nullptr;
      }
      if (field == nullptr) {
        token = cursor_.skip(token);
      } else {
        bool value = false;
        token = member(plan, *field, row, token, value);
        if (value) marks_.value(seen, field->number);
        before = field;
      }
      if (token == nullptr) return nullptr;
      if (cursor_.peek(token) != ',') return cursor_.separator(token, '}');
      token = cursor_.after(token);
    }
  }

  // The key is one that was found lately in another place.
  static auto is_late(RecordPlan& plan, FieldPlan& before, Token token, const char* key, FieldPlan*& field) -> bool {
    auto* late = plan.late(key, token[1] - token[0]);
    if (late == nullptr || !late->written.is_at(key)) return false;
    before.next = field = late;
    return true;
  }

  // A key that is not the one that was expected: goes on to its value. `field` is null if no record knows it and it
  // cannot be learnt.
  [[gnu::noinline]] auto other_key(RecordPlan& plan, std::uint32_t row, FieldPlan& before, Seen& seen, Token token,
                                   FieldPlan*& field) -> Token {
    Key key;
    const auto value = cursor_.key(token, key);
    if (value == nullptr) return nullptr;
    field = plan.find(key.text);
    if (field == nullptr) field = learn(plan, row, key);
    if (field == nullptr) {
      cursor_.meet(key);
      return value;
    }
    before.next = field;
    plan.late(cursor_.at(token), token[1] - token[0]) = field;
    if (!marks_.key(seen, field->number)) cursor_.report_again(key);
    return value;
  }

  [[gnu::noinline]] void report_again(Token token) {
    Key key;
    static_cast<void>(cursor_.key(token, key));
    cursor_.report_again(key);
  }

  // What the object lacks.
  void close(RecordPlan& plan, std::uint32_t row, const Seen& seen) {
    for (auto absent = plan.kept & ~seen.values; absent != 0; absent &= absent - 1) {
      leave_empty(plan.fields[static_cast<std::size_t>(std::countr_zero(absent))], row);
    }
    if (plan.fields.size() > Marks::bits) close_more(plan, row, seen);
    if (plan.key && !marks_.has_key(seen, *plan.key)) complaints_.no_key(plan);
  }
  void close_more(RecordPlan& plan, std::uint32_t row, const Seen& seen) {
    for (auto number = Marks::bits; number < plan.fields.size(); ++number) {
      if (!marks_.has_value(seen, number)) leave_empty(plan.fields[number], row);
    }
  }

  // A list that is absent counts as an empty one in its place, and so does an object, for their rows to be in order.
  static void leave_empty(const FieldPlan& field, std::uint32_t row) {
    if (field.column == nullptr) return;
    auto& column = *field.column;
    column.states.set(row, CellState::absent);
    const auto next = field.inner == nullptr ? column.used : field.inner->table->rows;
    if (column.type.list) {
      column.ranges[row] = {next, 0};
    } else if (field.inner != nullptr) {
      column.cells.put_index(row, next);
    } else {
      column.cells.clear(row);
    }
  }

  // A key that no record declares is warned of once for each record, however many objects have it, and known from then
  // on.
  auto learn(RecordPlan& plan, std::uint32_t row, const Key& key) -> FieldPlan* {
    if (unknown_ >= most_unknown_keys) return nullptr;
    ++unknown_;
    if (stop_ != nullptr) {
      // At the root, where the halves share an object, one of them could not tell that the key comes twice.
      if (&plan == &plans_.root()) cursor_.give_up();
      result_.unknown.push_back({Row{plan.record, row}, std::string(key.text), key.extent});
    } else {
      auto pointer = cursor_.pointer(1);
      append_step(pointer, key.text);
      complaints_.unknown_key(plan, key.text, key.extent, std::move(pointer));
    }
    return &plan.add(std::string(key.text));
  }

  // ---- members ----------------------------------------------------------------------------------------------------
  // `value` becomes true where there is one.
  auto member(const RecordPlan& plan, const FieldPlan& field, std::uint32_t row, Token token, bool& value) -> Token {
    if (cursor_.peek(token) == 'n') return null_member(plan, field, token);
    switch (field.reads) {
      case Reads::object:
        return object(field, row, token, value);
      case Reads::list:
        return list(field, row, token, value);
      case Reads::annotation:
        return annotation(field, token);
      case Reads::nothing_known:
        return cursor_.skip(token);
      case Reads::truth:
        return scalars_.truth(field, row, token, value);
      case Reads::number:
        return scalars_.number(field, row, token, value);
      default:
        return scalars_.text(field, field.reads, row, token, value);
    }
  }

  auto null_member(const RecordPlan& plan, const FieldPlan& field, Token token) -> Token {
    if (field.field != nullptr && field.field->key) complaints_.null_key(plan, field, token);
    return cursor_.skip(token);
  }

  [[gnu::noinline]] auto annotation(const FieldPlan& field, Token token) -> Token {
    if (cursor_.peek(token) != '[') {
      complaints_.not_a_list(field, token);
      return cursor_.skip(token);
    }
    auto& places = result_.annotations;
    auto& place = field.name == "missing" ? places.missing : field.name == "lists" ? places.lists : places.evidence;
    const auto begin = cursor_.offset(token);
    token = cursor_.skip(token);
    if (token != nullptr) place = Extent{begin, cursor_.offset(token)};
    return token;
  }

  auto add_row(const FieldPlan& holder, std::uint32_t row) -> std::uint32_t {
    auto& table = *holder.inner->table;
    if (table.keeps_parents) table.parents.push_back({row, holder.column->field});
    return table.add_row();
  }

  auto object(const FieldPlan& field, std::uint32_t row, Token token, bool& value) -> Token {
    if (cursor_.peek(token) != '{') return scalars_.wrong_type(token, kind_words(Kind::record));
    const auto child = add_row(field, row);
    field.column->cells.put_index(row, child);
    value = true;
    return record(plans_.ready(*field.inner), child, token);
  }

  [[gnu::noinline]] auto list(const FieldPlan& field, std::uint32_t row, Token token, bool& value) -> Token {
    if (cursor_.peek(token) != '[') return scalars_.wrong_type(token, {"a list", "列表"});
    value = true;
    return field.inner != nullptr ? object_list(field, row, token) : scalar_list(field, row, token);
  }

  [[gnu::noinline]] auto scalar_list(const FieldPlan& field, std::uint32_t row, Token token) -> Token {
    std::uint32_t checked = 0;  // elements of a column that is not kept
    auto& used = field.column == nullptr ? checked : field.column->used;
    const auto begin = used;
    if (!cursor_.enter(token)) return nullptr;
    ++token;
    while (cursor_.peek(token) != ']' || used != begin) {
      cursor_.step_to_element(used - begin);
      if (field.cells != nullptr) field.cells->reserve(std::size_t{used} + 1);
      bool value = false;
      token = scalars_.read(field, field.element, used, token, value);
      if (token == nullptr) return nullptr;
      if (!value && field.field->ref) result_.no_references.push_back({field.column->field, used});
      ++used;
      if (cursor_.peek(token) == ']') break;
      token = cursor_.separator(token, ']');
      if (token == nullptr) return nullptr;
    }
    if (field.column != nullptr) field.column->ranges[row] = {begin, used - begin};
    return cursor_.leave(token);
  }

  // The rows of one list lie side by side. Where a record can hold its own kind, inner rows would come between: there
  // the elements are counted and given their rows beforehand.
  [[gnu::noinline]] auto object_list(const FieldPlan& field, std::uint32_t row, Token token) -> Token {
    auto& table = *field.inner->table;
    const auto begin = table.rows;
    const bool ahead = plans_.ready(*field.inner).recursive;
    const auto count = ahead ? cursor_.count_elements(token) : 0;
    for (std::size_t i = 0; i < count; ++i) add_row(field, row);
    field.column->ranges[row] = {begin, static_cast<std::uint32_t>(count)};
    if (!cursor_.enter(token)) return nullptr;
    ++token;
    if (cursor_.peek(token) == ']') return cursor_.leave(token);
    return rest_of_list(field, row, begin, token);
  }

  // From an element to behind the list; `begin` is the row of its first.
  [[gnu::noinline]] auto rest_of_list(const FieldPlan& field, std::uint32_t row, std::uint32_t begin, Token token)
      -> Token {
    const bool ahead = plans_.ready(*field.inner).recursive;
    for (std::uint32_t index = 0;; ++index) {
      cursor_.step_to_element(index);
      if (!ahead) {
        add_row(field, row);
        field.column->ranges[row].count = index + 1;
      }
      token = element(field, begin + index, token);
      if (token == nullptr || stopped()) return nullptr;
      if (cursor_.peek(token) != ',') break;
      token = cursor_.after(token);
      if (cursor_.offset(token) == meeting_at_ && meets(field)) return nullptr;
    }
    token = cursor_.separator(token, ']');
    return token == nullptr ? nullptr : cursor_.leave(token);
  }

  // A second half that met a problem, or is not wanted any more.
  auto stopped() -> bool { return stop_ != nullptr && (cursor_.gave_up() || stop_->load(std::memory_order_relaxed)); }

  // The cursor stands on an element of this list where the other reader began.
  auto meets(const FieldPlan& field) -> bool {
    meeting_at_ = nowhere;
    if (cursor_.depth() != 2 || field.column->field != meeting_->list || problems_.errors() > 0) return false;
    auto rest = meeting_->take(result_.root);
    if (!rest) return false;
    taken_ = true;
    result_.root.keys |= rest->root.keys;
    result_.root.values |= rest->root.values;
    const auto take = [](auto& place, const auto& other) { place = other ? other : place; };
    take(result_.annotations.missing, rest->annotations.missing);
    take(result_.annotations.lists, rest->annotations.lists);
    take(result_.annotations.evidence, rest->annotations.evidence);
    for (const auto& unknown : rest->unknown) learn_late(unknown);
    return true;
  }

  void learn_late(const UnknownKey& unknown) {
    auto& plan = plans_.of(unknown.row.record);
    const auto is_it = [&](const FieldPlan& field) { return field.name == unknown.key; };
    if (unknown_ >= most_unknown_keys || std::ranges::any_of(plan.fields, is_it)) return;
    ++unknown_;
    auto pointer = store_.pointer(unknown.row);
    append_step(pointer, std::string_view(unknown.key));
    complaints_.unknown_key(plan, unknown.key, unknown.extent, std::move(pointer));
    plan.add(unknown.key);
  }

  auto element(const FieldPlan& field, std::uint32_t row, Token token) -> Token {
    if (cursor_.peek(token) == '{') [[likely]]
      return record(plans_.ready(*field.inner), row, token);
    for (const auto& inner : plans_.ready(*field.inner).fields) leave_empty(inner, row);
    return scalars_.wrong_type(token, kind_words(Kind::record));
  }

  static constexpr auto nowhere = std::numeric_limits<std::uint32_t>::max();

  JsonCursor& cursor_;
  FactStore& store_;
  Problems& problems_;
  Complaints complaints_;
  ScalarReader scalars_;
  Plans plans_;
  Decoded result_;
  Marks marks_;
  std::size_t unknown_ = 0;
  const Meeting* meeting_ = nullptr;  // of a first half
  std::uint32_t meeting_at_ = nowhere;
  bool taken_ = false;                       // what comes behind the meeting is in the store
  const std::atomic<bool>* stop_ = nullptr;  // of a second half
};

}  // namespace

auto decode(JsonCursor& cursor, FactStore& store, Problems& problems, const Meeting* meeting) -> Decoded {
  return Decoder(cursor, store, problems).run(meeting);
}

auto decode_rest(JsonCursor& cursor, FactStore& store, Problems& problems, model::FieldId list,
                 const std::atomic<bool>& stop) -> Decoded {
  return Decoder(cursor, store, problems).run_rest(list, stop);
}

}  // namespace dengbao::facts
