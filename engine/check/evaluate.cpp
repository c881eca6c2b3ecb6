#include "check/evaluate.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

namespace dengbao::check {
namespace {

auto interval(Int128 surely, Int128 possibly, bool open) -> Value {
  const auto lo = whole_number(surely);
  if (!open && surely == possibly) return lo;
  return {Kind::interval, false, lo.lo, open ? std::nullopt : std::optional(whole_number(possibly).lo)};
}

auto elements_of(const Value& list) -> Members {
  Members out{{}, list.kind == Kind::unknown || list.open};
  if (list.elements) {
    for (const auto& element : *list.elements) out.members.push_back({element});
  }
  return out;
}

auto collapse(const Members& list) -> Value {
  Values elements;
  bool open = list.open;
  for (const auto& [value, in] : list.members) {
    if (in == Truth::yes) elements.push_back(value);
    open = open || in == Truth::unknown;
  }
  return make_list(std::move(elements), open);
}

auto truth_of(const Value& value) -> Truth {
  if (value.kind == Kind::truth) return truth(value.lo != 0);
  return value.kind == Kind::none ? Truth::no : Truth::unknown;
}

auto exists(const Value& value) -> Truth {
  return value.kind == Kind::unknown ? Truth::unknown : truth(value.is_value());
}

auto member_of(const Value& value, const Value& element) -> Truth {
  return element.kind == Kind::subnet && value.is_value() ? within(value, element) : compare(Op::eq, value, element);
}

auto agree(const Value& a, const Value& b) -> bool {
  return same(a, b) || (a.kind == Kind::none && b.kind == Kind::none);
}

enum class Operation {
  written,
  parameter,
  variable,
  network,
  as_of,
  at_level,
  field,
  list,
  negated,
  conjunction,
  disjunction,
  comparison,
  existing,
  known,
  member,
  inside,
  starting,
  ending,
  matching,
  naming,
  quantified,
  different,
  relation,
  passing,
  sum_of,
  difference,
  product,
  quotient,
  same_value,
  counted,
  total,
  farthest,
  choice,
  called,
  looked_up,
  built_in
};

const std::map<std::string, Op> compare_ops{{"eq", Op::eq}, {"ne", Op::ne}, {"lt", Op::lt},
                                            {"le", Op::le}, {"gt", Op::gt}, {"ge", Op::ge}};

auto is_extreme(const Doc& expr) -> bool { return expr.at(0).text == "highest" || expr.at(0).text == "lowest"; }

}  // namespace

Evaluator::Evaluator(const Doc& core_, const Facts& facts_, const Settings& settings_)
    : core(core_), facts(facts_), settings(settings_) {
  const auto index = [&](const char* section, auto& into) {
    const auto& doc = core.at(section);
    for (std::size_t i = 0; i < doc.keys.size(); ++i) into.emplace(doc.keys[i], &doc.items[i]);
  };
  index("definitions", definitions_);
  index("relations", relations_);
  index("tables", tables_);
  index("parameters", parameters_);
}

void Evaluator::see_only(const std::unordered_set<std::size_t>* cells) {
  only_ = cells;
  extents_.clear();
  solved_.clear();
}

auto Evaluator::see(std::size_t cell) -> const Value& {
  static const Value hidden{Kind::unknown, true};
  if (only_ == nullptr || only_->contains(cell)) return facts.cells[cell].value;
  hidden_ = true;
  return hidden;
}

auto Evaluator::marked(const Doc& expr, Frame& frame) -> Value {
  const auto before = std::exchange(hidden_, false);
  auto result = value(expr, frame);
  if (result.kind == Kind::unknown && hidden_) result.hidden = true;
  hidden_ = hidden_ || before;
  return result;
}

auto Evaluator::arguments(const Doc& expr, std::size_t from, Frame& frame) -> Values {
  Values out;
  for (auto i = from; i < expr.items.size(); ++i) out.push_back(value(expr.items[i], frame));
  return out;
}

auto Evaluator::field_of(const Value& row, const Doc& expr) -> Value {
  if (row.kind == Kind::row) return see(facts.cell(static_cast<std::size_t>(row.lo), expr.at(2).as_text()));
  if (row.kind != Kind::none) return row;
  const auto& field = facts.field(expr.at(1).as_text(), expr.at(2).as_text());
  return field.list ? make_list({}, false) : field.kind == Kind::truth ? of_truth(Truth::no) : none();
}

// A row is found where the document holds it; a list that is not known, of the record or of those that hold it, may
// hold more.
auto Evaluator::rows_of(const std::string& record) -> Members {
  Members out;
  std::set<std::string> visited;
  const auto visit = [&](const auto& self, const std::string& wanted, bool take) -> void {
    if (!visited.insert(wanted).second) return;
    for (const auto& [owner, declared] : facts.records) {
      bool holds = false;
      for (const auto& field : declared.fields)
        holds = holds || (field.kind == Kind::row && !field.ref && field.record == wanted);
      if (!holds) continue;
      for (std::size_t cell = 0; cell < facts.cells.size(); ++cell) {
        const auto& [row, field, doc, value] = facts.cells[cell];
        if (facts.rows[row].record != &declared || field->kind != Kind::row || field->ref || field->record != wanted)
          continue;
        const auto& seen = see(cell);
        out.open = out.open || seen.kind == Kind::unknown || seen.open;
        if (!take) continue;
        if (seen.kind == Kind::row) out.members.push_back({seen});
        if (seen.kind == Kind::list) {
          for (const auto& element : *seen.elements) out.members.push_back({element});
        }
      }
      self(self, owner, false);
    }
  };
  visit(visit, record, true);
  std::sort(out.members.begin(), out.members.end(),
            [](const Member& a, const Member& b) { return a.value.lo < b.value.lo; });
  return out;
}

// Duplicates removed; an unknown element may be one of the known ones, or none.
auto Evaluator::distinct_values(const Members& list) -> Members {
  Members out{{}, list.open};
  for (const auto& member : list.members) {
    if (!member.value.is_value()) continue;
    const auto found = std::find_if(out.members.begin(), out.members.end(),
                                    [&](const Member& m) { return same(m.value, member.value); });
    if (found == out.members.end()) {
      out.members.push_back(member);
    } else {
      found->in = either(found->in, member.in);
    }
  }
  for (const auto& member : list.members) {
    if (member.value.kind == Kind::unknown) out.members.push_back({member.value, Truth::unknown});
  }
  return out;
}

auto Evaluator::members(const Doc& expr, Frame& frame) -> Members {
  const auto& op = expr.at(0).text;
  if (op == "rows") return rows_of(expr.at(1).as_text());
  if (op == "values") return distinct_values(members(expr.at(1), frame));
  if (op == "list") {
    Members out;
    for (auto& value : arguments(expr, 1, frame)) out.members.push_back({std::move(value)});
    return out;
  }
  const bool each = op == "each";
  const bool flat = op == "flat-map" || (each && facts.field(expr.at(1).as_text(), expr.at(2).as_text()).list);
  if (!each && op != "filter" && op != "map" && op != "flat-map") return elements_of(value(expr, frame));
  const auto list = members(each ? expr.at(3) : expr.at(2), frame);
  Members out{{}, list.open};
  for (auto member : list.members) {
    if (!each) {
      const auto slot = expr.at(1).as_count();
      frame.at(slot) = member.value;
      if (member.in != Truth::no) member.in = both(member.in, truth(expr.at(3), frame));
    }
    if (member.in == Truth::no) continue;
    if (op != "filter") member.value = each ? field_of(member.value, expr) : marked(expr.at(4), frame);
    if (!flat) {
      out.members.push_back(std::move(member));
      continue;
    }
    const auto inner = elements_of(member.value);
    out.open = out.open || inner.open;
    for (const auto& one : inner.members) out.members.push_back({one.value, member.in});
  }
  return out;
}

auto Evaluator::truth(const Doc& expr, Frame& frame) -> Truth { return truth_of(value(expr, frame)); }

auto Evaluator::value(const Doc& expr, Frame& frame) -> Value {
  using enum Operation;
  static const std::unordered_map<std::string_view, Operation> operations{{"parameter", parameter},
                                                                          {"var", variable},
                                                                          {"network", network},
                                                                          {"as-of", as_of},
                                                                          {"level", at_level},
                                                                          {"field", field},
                                                                          {"each", list},
                                                                          {"rows", list},
                                                                          {"filter", list},
                                                                          {"map", list},
                                                                          {"flat-map", list},
                                                                          {"values", list},
                                                                          {"list", list},
                                                                          {"not", negated},
                                                                          {"and", conjunction},
                                                                          {"or", disjunction},
                                                                          {"eq", comparison},
                                                                          {"ne", comparison},
                                                                          {"lt", comparison},
                                                                          {"le", comparison},
                                                                          {"gt", comparison},
                                                                          {"ge", comparison},
                                                                          {"exists", existing},
                                                                          {"known", known},
                                                                          {"member", member},
                                                                          {"within", inside},
                                                                          {"starts-with", starting},
                                                                          {"ends-with", ending},
                                                                          {"matches", matching},
                                                                          {"names", naming},
                                                                          {"some", quantified},
                                                                          {"some-listed", quantified},
                                                                          {"count-if", quantified},
                                                                          {"distinct", different},
                                                                          {"related", relation},
                                                                          {"passes", passing},
                                                                          {"add", sum_of},
                                                                          {"sub", difference},
                                                                          {"mul", product},
                                                                          {"div", quotient},
                                                                          {"plain", same_value},
                                                                          {"count", counted},
                                                                          {"sum", total},
                                                                          {"sum-durations", total},
                                                                          {"highest", farthest},
                                                                          {"lowest", farthest},
                                                                          {"choose", choice},
                                                                          {"call", called},
                                                                          {"table", looked_up},
                                                                          {"builtin", built_in}};
  const auto found = operations.find(expr.at(0).as_text());
  struct Level {
    std::size_t& depth;
    ~Level() { --depth; }
  } const level_of_call{++depth_};
  if (depth_ > 2'000) throw Refused("expressions call each other too deeply");
  const auto operand = [&](std::size_t i) { return value(expr.at(i), frame); };
  const auto text_test = [&](auto test) {
    const auto a = operand(1), b = operand(2);
    if (a.kind == Kind::none || b.kind == Kind::none) return of_truth(Truth::no);
    return a.is_value() && b.is_value() ? of_truth(check::truth(test(a.text, b.text))) : Value{};
  };
  switch (found == operations.end() ? Operation::written : found->second) {
    case written:
      return constant(expr);
    case parameter: {
      const auto& name = expr.at(1).as_text();
      if (const auto set = settings.parameters.find(name); set != settings.parameters.end()) return set->second;
      Frame empty;
      return value(named(parameters_, name), empty);
    }
    case variable:
      return frame.at(expr.at(1).as_count());
    case network:
      return {Kind::row};
    case as_of:
      return settings.as_of;
    case at_level:
      return whole_number(static_cast<Int128>(level));
    case field:
      return field_of(operand(3), expr);
    case list:
      return collapse(members(expr, frame));
    case negated:
      return of_truth(negation(truth(expr.at(1), frame)));
    case conjunction:
    case disjunction: {
      const auto stop = found->second == conjunction ? Truth::no : Truth::yes;
      auto result = negation(stop);
      for (std::size_t i = 1; i < expr.items.size() && result != stop; ++i) {
        const auto one = truth(expr.items[i], frame);
        result = stop == Truth::no ? both(result, one) : either(result, one);
      }
      return of_truth(result);
    }
    case comparison:
      return compared(expr, frame);
    case existing:
      return of_truth(exists(operand(1)));
    case known: {
      const auto inner = marked(expr.at(1), frame);
      return of_truth(inner.kind != Kind::unknown ? Truth::yes : inner.hidden ? Truth::unknown : Truth::no);
    }
    case member:
      return of_truth(member_of(operand(1), operand(2)));
    case inside:
      return of_truth(within(operand(1), operand(2)));
    case starting:
      return text_test([](const auto& a, const auto& b) { return a.starts_with(b); });
    case ending:
      return text_test([](const auto& a, const auto& b) { return a.ends_with(b); });
    case matching:
      return matches(expr, frame);
    case naming:
      return names(expr, frame);
    case quantified:
      return some(expr, frame);
    case different:
      return distinct(expr, frame);
    case relation:
      return related(expr, frame);
    case passing: {
      if (expr.items.size() == 2) return of_truth(passes(expr.at(1).as_text(), nullptr));
      const auto subject = operand(2);
      return of_truth(passes(expr.at(1).as_text(), &subject));
    }
    case sum_of:
      return arithmetic('+', operand(1), operand(2));
    case difference:
      return arithmetic('-', operand(1), operand(2));
    case product:
      return arithmetic('*', operand(1), operand(2));
    case quotient:
      return arithmetic('/', operand(1), operand(2));
    case same_value:
      return operand(1);
    case counted:
      return count(expr, frame);
    case total:
      return sum(expr, frame);
    case farthest: {
      const auto range = extreme(expr, frame);
      if (range.maybe_none) return {};
      if (agree(range.lo, range.hi)) return range.lo;
      if (range.lo.kind != Kind::number) return {};
      const bool bounded = range.hi.kind == Kind::number;
      return {Kind::interval, false, range.lo.lo, bounded ? std::optional(range.hi.lo) : std::nullopt};
    }
    case choice:
      return choose(expr, frame);
    case called: {
      const auto& definition = named(definitions_, expr.at(1).as_text());
      Frame inner(definition.at("slots").as_count());
      for (std::size_t i = 2; i < expr.items.size(); ++i) inner.at(i - 2) = marked(expr.items[i], frame);
      return value(definition.at("is"), inner);
    }
    case looked_up:
      return table(expr, frame);
    case built_in:
      return builtin(expr.at(1).as_text(), arguments(expr, 2, frame));
  }
  return {};
}

auto Evaluator::constant(const Doc& expr) -> Value {
  const auto& kind = expr.at(0).text;
  if (kind == "none") return none();
  if (kind == "unknown") return {};
  if (kind == "truth") return of_truth(check::truth(expr.at(1).truth));
  if (kind == "choice") return {Kind::choice, false, static_cast<Int128>(expr.at(1).as_count())};
  if (kind == "duration") {
    const auto whole = [](const Doc& doc) { return parse_number(doc.text).value_or(Value{}).lo / whole_number(1).lo; };
    return {Kind::duration, false, whole(expr.at(1)), whole(expr.at(2))};
  }
  static const std::map<std::string, Kind> kinds{
      {"number", Kind::number},   {"text", Kind::text},       {"date", Kind::date},    {"instant", Kind::instant},
      {"version", Kind::version}, {"address", Kind::address}, {"subnet", Kind::subnet}};
  const auto found = kinds.find(kind);
  if (found == kinds.end()) throw Refused("no such operation: " + kind);
  const auto value = parse_value(found->second, expr.at(1).as_text());
  if (!value) throw Refused("a constant has not its form: " + expr.at(1).text);
  return *value;
}

// ---- comparisons: the highest or lowest of a list is decided by its range where its value is not known ----

auto Evaluator::extreme(const Doc& expr, Frame& frame) -> Range {
  const bool highest = expr.at(0).text == "highest";
  const auto list = members(expr.at(2), frame);
  const auto farther = [&](bool up, const Value& a, const Value& b) {
    return compare(up ? Op::gt : Op::lt, a, b) == Truth::yes ? a : b;
  };
  std::optional<Value> sure, possible, nearest;  // the farthest surely in, the farthest of all, the least far of all
  bool uncertain = list.open, has_none = false, maybe_none = list.open && !expr.at(1).truth;
  for (const auto& [value, in] : list.members) {
    if (in == Truth::no) continue;
    has_none = has_none || (value.kind == Kind::none && in == Truth::yes);
    maybe_none = maybe_none || !value.is_value();
    std::optional<Value> near, far;
    if (value.is_value()) near = far = value;
    if (value.kind == Kind::interval) {
      const Value lo{Kind::number, false, value.lo};
      const auto hi = value.hi ? std::optional(Value{Kind::number, false, *value.hi}) : std::nullopt;
      near = highest ? lo : hi;
      far = highest ? hi : lo;
    }
    uncertain = uncertain || (!far && value.kind != Kind::none);
    if (near && in == Truth::yes) sure = sure ? farther(highest, *sure, *near) : *near;
    if (far) possible = possible ? farther(highest, *possible, *far) : *far;
    if (near) nearest = nearest ? farther(!highest, *nearest, *near) : *near;
  }
  if (has_none) return {none(), none(), false};
  const auto from_to = [&](const Value& near, const Value& far) {
    return highest ? Range{near, far, maybe_none} : Range{far, near, maybe_none};
  };
  if (sure) return from_to(*sure, uncertain ? Value{} : *possible);
  const auto if_none = expr.items.size() > 3 ? std::optional(value(expr.at(3), frame)) : std::nullopt;
  if (!possible && !uncertain) return {if_none.value_or(Value{}), if_none.value_or(Value{}), maybe_none};
  if (!if_none || uncertain) return {Value{}, Value{}, maybe_none};
  return from_to(farther(!highest, *if_none, *nearest), farther(highest, *if_none, *possible));
}

auto Evaluator::compared(const Doc& expr, Frame& frame) -> Value {
  const auto op = compare_ops.at(expr.at(0).text);
  const auto lhs = value(expr.at(1), frame);
  const auto rhs = value(expr.at(2), frame);
  const auto ranged = [&](const auto& self, Op by, const Range& range, const Value& other) -> Truth {
    if (agree(range.lo, range.hi)) return compare(by, range.lo, other);
    if (!other.is_value()) return other.kind == Kind::none ? Truth::no : Truth::unknown;
    const auto end = [&](Op with, const Value& bound) {
      return bound.kind == Kind::unknown ? Truth::unknown : compare(with, bound, other);
    };
    if (by == Op::gt || by == Op::ge) return negation(self(self, by == Op::gt ? Op::le : Op::lt, range, other));
    if (by == Op::lt || by == Op::le) {
      if (end(by, range.hi) == Truth::yes) return Truth::yes;
      return end(by, range.lo) == Truth::no ? Truth::no : Truth::unknown;
    }
    const bool outside = end(Op::lt, range.hi) == Truth::yes || end(Op::gt, range.lo) == Truth::yes;
    return outside ? check::truth(by == Op::ne) : Truth::unknown;
  };
  const auto decided = [&](Op by, const Doc& side, const Value& other) {
    const auto range = extreme(side, frame);
    const auto result = ranged(ranged, by, range, other);
    return range.maybe_none && result == Truth::yes ? Truth::unknown : result;
  };
  auto result = compare(op, lhs, rhs);
  if (result == Truth::unknown && is_extreme(expr.at(1))) result = decided(op, expr.at(1), rhs);
  if (result == Truth::unknown && is_extreme(expr.at(2))) result = decided(mirrored(op), expr.at(2), lhs);
  return of_truth(result);
}

// ---- lists ----

auto Evaluator::some(const Doc& expr, Frame& frame) -> Value {
  const auto& op = expr.at(0).text;
  const auto slot = expr.at(1).as_count();
  const auto list = members(expr.at(2), frame);
  Int128 surely = 0, possibly = 0;
  for (const auto& member : list.members) {
    frame.at(slot) = member.value;
    const auto holds = member.in == Truth::no ? Truth::no : both(member.in, truth(expr.at(3), frame));
    surely += holds == Truth::yes ? 1 : 0;
    possibly += holds != Truth::no ? 1 : 0;
    if (op != "count-if" && surely > 0) return of_truth(Truth::yes);
  }
  if (op == "count-if") return interval(surely, possibly, list.open);
  return of_truth(possibly > 0 || (op == "some" && list.open) ? Truth::unknown : Truth::no);
}

auto Evaluator::distinct(const Doc& expr, Frame& frame) -> Value {
  const auto list = members(expr.at(1), frame);
  std::vector<const Member*> seen;
  std::size_t elements = 0;
  bool open_question = list.open, perhaps = false;
  for (const auto& member : list.members) {
    if (member.in == Truth::no || member.value.kind == Kind::none) continue;
    ++elements;
    if (!member.value.is_value()) {
      open_question = true;
      continue;
    }
    for (const auto* other : seen) {
      if (!same(other->value, member.value)) continue;
      if (other->in == Truth::yes && member.in == Truth::yes) return of_truth(Truth::no);
      perhaps = true;
    }
    seen.push_back(&member);
  }
  return of_truth(perhaps || (open_question && (list.open || elements > 1)) ? Truth::unknown : Truth::yes);
}

auto Evaluator::count(const Doc& expr, Frame& frame) -> Value {
  const auto list = members(expr.at(1), frame);
  Int128 surely = 0, possibly = 0;
  for (const auto& [value, in] : list.members) {
    surely += in == Truth::yes && value.is_value() ? 1 : 0;
    possibly += in != Truth::no && value.kind != Kind::none ? 1 : 0;
  }
  return interval(surely, possibly, list.open);
}

auto Evaluator::sum(const Doc& expr, Frame& frame) -> Value {
  const auto list = members(expr.at(1), frame);
  Value total = expr.at(0).text == "sum" ? whole_number(0) : Value{Kind::duration, false, 0, 0};
  if (list.open) return {};
  for (const auto& [value, in] : list.members) {
    if (in == Truth::no || value.kind == Kind::none) continue;
    auto part = value;
    if (in == Truth::unknown) {  // anything between nothing and itself
      part = {};
      if (value.kind == Kind::number)
        part = {Kind::interval, false, std::min<Int128>(0, value.lo), std::max<Int128>(0, value.lo)};
      if (value.kind == Kind::interval)
        part = {Kind::interval, false, std::min<Int128>(0, value.lo),
                value.hi ? std::optional(std::max<Int128>(0, *value.hi)) : std::nullopt};
    }
    total = arithmetic('+', total, part);
  }
  return total;
}

// ---- choices, tables, names, patterns ----

auto Evaluator::choose(const Doc& expr, Frame& frame) -> Value {
  Values possible;
  bool settled = false;
  for (std::size_t i = 1; i + 1 < expr.items.size() && !settled; i += 2) {
    const auto holds = truth(expr.items[i], frame);
    if (holds != Truth::no) possible.push_back(value(expr.items[i + 1], frame));
    settled = holds == Truth::yes;
  }
  if (!settled) possible.push_back(value(expr.items.back(), frame));
  const bool one = std::all_of(possible.begin(), possible.end(),
                               [&](const Value& v) { return possible.size() == 1 || agree(v, possible.front()); });
  return one ? possible.front() : Value{};
}

auto Evaluator::table(const Doc& expr, Frame& frame) -> Value {
  bool has_none = false, has_unknown = false;
  auto inputs = arguments(expr, 2, frame);
  for (auto& input : inputs) {
    has_unknown = has_unknown || input.kind == Kind::unknown || input.kind == Kind::interval;
    if (input.kind != Kind::none) continue;
    has_none = true;
    input = Value{};
  }
  Values results;
  for (const auto& row : named(tables_, expr.at(1).as_text()).as_list()) {
    auto hit = Truth::yes;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      auto any = Truth::no;
      for (const auto& test : row.at("if").at(i).as_list()) {
        auto meets = Truth::yes;
        for (const auto& bound : test.as_list())
          meets = both(meets, compare(compare_ops.at(bound.at(0).text), inputs[i], value(bound.at(1), frame)));
        any = either(any, meets);
      }
      hit = both(hit, any);
    }
    if (hit == Truth::no) continue;
    if (hit == Truth::yes) results.clear();
    results.push_back(value(row.at("then"), frame));
    if (hit == Truth::yes) break;
  }
  if (results.empty()) return {};
  const bool one =
      std::all_of(results.begin(), results.end(), [&](const Value& v) { return agree(v, results.front()); });
  if (one) return results.front();
  return has_none && !has_unknown ? none() : Value{};
}

auto Evaluator::names(const Doc& expr, Frame& frame) -> Value {
  const auto name = value(expr.at(2), frame);
  if (!name.is_value()) return of_truth(name.kind == Kind::none ? Truth::no : Truth::unknown);
  const auto& record = expr.at(1).as_text();
  if (const auto row = facts.find(record, name)) {
    return of_truth(see(facts.cell(*row, facts.records.at(record).key)).kind == Kind::unknown ? Truth::unknown
                                                                                              : Truth::yes);
  }
  return of_truth(rows_of(record).open ? Truth::unknown : Truth::no);
}

auto Evaluator::matches(const Doc& expr, Frame& frame) -> Value {
  const auto text = value(expr.at(2), frame);
  if (text.kind != Kind::text) return of_truth(text.kind == Kind::none ? Truth::no : Truth::unknown);
  static std::map<std::string, re2::RE2> patterns;
  const auto& pattern = expr.at(1).as_text();
  return of_truth(check::truth(re2::RE2::FullMatch(text.text, patterns.try_emplace(pattern, pattern).first->second)));
}

}  // namespace dengbao::check
