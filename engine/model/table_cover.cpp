#include "model/table_cover.h"

#include <algorithm>

// An input's values fall into classes that no cell of the table tells apart: single values that cells mention, and what
// lies between or beside them. Every combination of classes must be covered once.
namespace dengbao::model {
namespace {

constexpr double most_combinations = 200'000;
constexpr std::size_t most_told = 3;

// One class of values: the value `at`; or all between `after` and `before`, of which either may be open.
struct ValueClass {
  std::optional<Value> at;
  std::optional<Value> after;
  std::optional<Value> before;
};

auto less(const Value& a, const Value& b) -> bool { return compare(CompareOp::less, a, b) == Truth::yes; }

// Whether all values of the class meet the comparison: a class meets it wholly or not at all.
auto meets(const ValueClass& values, const TableTest::Comparison& comparison) -> bool {
  if (values.at) return compare(comparison.op, *values.at, comparison.value) == Truth::yes;
  const bool above = values.after && !less(*values.after, comparison.value);
  const bool below = values.before && !less(comparison.value, *values.before);
  switch (comparison.op) {
    case CompareOp::greater:
    case CompareOp::greater_equal:
      return above;
    case CompareOp::less:
    case CompareOp::less_equal:
      return below;
    case CompareOp::not_equal:
      return true;  // texts that no cell mentions
    default:
      return false;
  }
}

auto meets(const ValueClass& values, const std::vector<TableTest>& tests) -> bool {
  return std::any_of(tests.begin(), tests.end(), [&](const TableTest& test) {
    return std::all_of(test.comparisons.begin(), test.comparisons.end(),
                       [&](const auto& comparison) { return meets(values, comparison); });
  });
}

// The classes of one input's values.
class Classifier {
 public:
  Classifier(const Program& program, const Table& table, std::size_t input, bool of_levels)
      : program_(program), table_(table), input_(input), of_levels_(of_levels) {}

  auto run() const -> std::vector<ValueClass> {
    const auto type = table_.formal_types[input_];
    if (of_levels_) return numbers(program_.scheme.lowest, program_.scheme.highest);
    switch (type.kind) {
      case Kind::truth:
        return {one(false), one(true)};
      case Kind::enumeration:
        return enumerators(program_.enumerations[type.enumeration()]);
      case Kind::text:
        return texts();
      default:
        return stretches();
    }
  }

 private:
  static auto one(Value value) -> ValueClass { return {std::move(value), {}, {}}; }

  static auto numbers(std::uint32_t from, std::uint32_t to) -> std::vector<ValueClass> {
    std::vector<ValueClass> classes;
    for (auto number = from; number <= to; ++number) classes.push_back(one(Number(number)));
    return classes;
  }

  static auto enumerators(const Enumeration& enumeration) -> std::vector<ValueClass> {
    std::vector<ValueClass> classes;
    for (std::uint32_t i = 0; i < enumeration.choices.size(); ++i) classes.push_back(one(Enumerator{i}));
    return classes;
  }

  // The texts mentioned, and any other text.
  auto texts() const -> std::vector<ValueClass> {
    std::vector<ValueClass> classes;
    for (const auto& value : mentioned()) classes.push_back(one(value));
    classes.emplace_back();
    return classes;
  }

  auto stretches() const -> std::vector<ValueClass> {
    auto ends = mentioned();
    std::sort(ends.begin(), ends.end(), less);
    std::vector<ValueClass> classes;
    std::optional<Value> last;
    for (const auto& end : ends) {
      if (!follows(last, end)) classes.push_back({{}, last, end});
      classes.push_back(one(end));
      last = end;
    }
    classes.push_back({{}, last, {}});
    return classes;
  }

  // No day lies between two that follow each other.
  static auto follows(const std::optional<Value>& last, const Value& end) -> bool {
    const auto* before = last ? last->get_if<Date>() : nullptr;
    return before != nullptr && same(arithmetic(ArithmeticOp::add, *before, Duration{0, 86'400}), end);
  }

  auto mentioned() const -> std::vector<Value> {
    std::vector<Value> values;
    for (const auto& row : table_.rows) {
      for (const auto& test : row.inputs[input_]) {
        for (const auto& [op, value] : test.comparisons) {
          const auto known = [&](const Value& other) { return compare(CompareOp::equal, other, value) == Truth::yes; };
          if (std::none_of(values.begin(), values.end(), known)) values.push_back(value);
        }
      }
    }
    return values;
  }

  const Program& program_;
  const Table& table_;
  std::size_t input_;
  bool of_levels_;  // those of the scheme
};

class CoverChecker {
 public:
  CoverChecker(Compilation& c, const Table& table, const std::vector<bool>& levels) : c_(c), table_(table) {
    for (std::size_t i = 0; i < table.formals.size(); ++i) {
      classes_.push_back(Classifier(c.program, table, i, levels[i] && c.has_scheme).run());
      combinations_ *= static_cast<double>(classes_.back().size());
      covers_.emplace_back();
      for (const auto& row : table.rows) {
        std::vector<bool> covered;
        for (const auto& values : classes_.back()) covered.push_back(meets(values, row.inputs[i]));
        covers_.back().push_back(std::move(covered));
      }
    }
  }

  void run() {
    if (combinations_ > most_combinations) {
      c_.sink.report(Code::table_too_large, table_.span, table_.name, combinations_);
      return;
    }
    Combination at(classes_.size());
    do {
      check(at);
    } while (next(at));
    report_gaps();
  }

 private:
  using Combination = std::vector<std::size_t>;  // by input: index of its class

  // The last input changes fastest.
  auto next(Combination& at) const -> bool {
    for (auto i = at.size(); i-- > 0;) {
      if (++at[i] < classes_[i].size()) return true;
      at[i] = 0;
    }
    return false;
  }

  auto covers(std::size_t row, const Combination& at) const -> bool {
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (!covers_[i][row][at[i]]) return false;
    }
    return true;
  }

  void check(const Combination& at) {
    std::optional<std::size_t> first;
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      if (!covers(row, at)) continue;
      if (first) report_overlap(*first, row, at);
      if (!first) first = row;
    }
    if (first) return;
    if (gaps_++ < most_told) told_.push_back(words(at));
  }

  // Two rows are told of once, whatever else they both cover.
  void report_overlap(std::size_t first, std::size_t second, const Combination& at) {
    const std::pair rows(first, second);
    if (std::find(overlaps_.begin(), overlaps_.end(), rows) != overlaps_.end()) return;
    overlaps_.push_back(rows);
    c_.sink.report(Code::table_overlap, table_.rows[second].span, words(at))
        .at(say("this row", "本行"))
        .label(table_.rows[first].span, say("and this one", "与这一行"));
  }

  void report_gaps() {
    if (told_.empty()) return;
    auto report = c_.sink.report(Code::table_gap, table_.span, told_.front());
    for (std::size_t i = 1; i < told_.size(); ++i) report.help(say("nor {}", "也没有行涵盖：{}", told_[i]));
    if (gaps_ > told_.size()) {
      report.help(say("and {} more combinations are missing", "另缺 {} 种组合", gaps_ - told_.size()));
    }
  }

  // "object = society, harm = serious"
  auto words(const Combination& at) const -> Localised {
    Localised out;
    for (std::size_t i = 0; i < at.size(); ++i) {
      const auto one = words(i, classes_[i][at[i]]);
      out.en += (i == 0 ? "" : ", ") + one.en;
      out.zh += (i == 0 ? "" : "，") + one.zh;
    }
    return out;
  }

  auto words(std::size_t input, const ValueClass& values) const -> Localised {
    const auto& name = table_.formals[input];
    const auto shown = [&](const Value& value) {
      const auto type = table_.formal_types[input];
      return Localised{c_.program.value_words(value, type, Lang::en), c_.program.value_words(value, type, Lang::zh)};
    };
    if (values.at) return say("{} = {}", "{} = {}", name, shown(*values.at));
    if (values.after && values.before) {
      return say("{1} < {0} < {2}", "{1} < {0} < {2}", name, shown(*values.after), shown(*values.before));
    }
    if (values.after) return say("{} > {}", "{} > {}", name, shown(*values.after));
    if (values.before) return say("{} < {}", "{} < {}", name, shown(*values.before));
    const bool text = table_.formal_types[input] == text_type;
    return text ? say("{} = any other text", "{} = 其他任何文本", name) : say("{} = anything", "{} = 任意", name);
  }

  Compilation& c_;
  const Table& table_;
  std::vector<std::vector<ValueClass>> classes_;        // by input
  std::vector<std::vector<std::vector<bool>>> covers_;  // by input, row, class
  double combinations_ = 1;
  std::vector<std::pair<std::size_t, std::size_t>> overlaps_;
  std::vector<Localised> told_;  // of the combinations that no row covers
  std::size_t gaps_ = 0;
};

}  // namespace

void check_cover(Compilation& c, const Table& table, const std::vector<bool>& levels) {
  CoverChecker(c, table, levels).run();
}

}  // namespace dengbao::model
