#include "assess/costs.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "model/csv.h"

namespace dengbao::assess {
namespace {

enum Column : std::size_t { requirement_column, effort_column, cost_column };
constexpr std::array<std::string_view, 3> column_names = {"requirement", "effort_days", "cost"};

auto trimmed(std::string_view text) -> std::string_view {
  const auto begin = text.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

class CostsReader {
 public:
  CostsReader(const Sources& sources, FileId file, const model::Program& program, Sink& sink)
      : text_(sources[file].text()), file_(file), program_(program), sink_(sink) {}

  auto read() -> Costs {
    if (utf8::find_invalid(text_)) {
      sink_.report(Code::costs_not_utf8, whole()).emit();
      return {};
    }
    const auto csv = model::read_csv(text_, file_);
    for (const auto& span : csv.unclosed) sink_.report(Code::costs_open_quote, span).emit();
    if (!csv.unclosed.empty() || !take_heading(csv)) return {};
    for (std::size_t index = 1; index < csv.rows.size(); ++index) take(csv.rows[index]);
    return std::move(costs_);
  }

 private:
  auto whole() const -> Span { return {file_, 0, 0}; }

  // Which column is which. All that is wrong with the heading at once.
  auto take_heading(const model::Csv& csv) -> bool {
    const auto before = sink_.errors();
    if (!csv.rows.empty()) {
      const auto& fields = csv.rows.front().fields;
      for (std::size_t index = 0; index < fields.size(); ++index) take_title(fields[index], index);
    }
    const bool figures = places_[effort_column] || places_[cost_column];
    if (sink_.errors() == before && (!places_[requirement_column] || !figures)) {
      sink_.report(Code::costs_heading, csv.rows.empty() ? whole() : csv.rows.front().span)
          .help({"the first line is: requirement,effort_days,cost", "首行应为：requirement,effort_days,cost"})
          .emit();
    }
    return sink_.errors() == before;
  }

  void take_title(const model::CsvField& field, std::size_t index) {
    const auto title = trimmed(field.text);
    const auto* found = std::ranges::find(column_names, title);
    if (found == column_names.end() || places_[static_cast<std::size_t>(found - column_names.begin())]) {
      const std::vector<std::string> known(column_names.begin(), column_names.end());
      sink_.report(Code::costs_column, field.span, utf8::printable(title)).did_you_mean(title, known).emit();
      return;
    }
    places_[static_cast<std::size_t>(found - column_names.begin())] = index;
  }

  auto field(const model::CsvRow& row, Column column) const -> const model::CsvField* {
    const auto place = places_[column];
    return place && *place < row.fields.size() ? &row.fields[*place] : nullptr;
  }

  void take(const model::CsvRow& row) {
    const auto* name = field(row, requirement_column);
    if (name == nullptr || trimmed(name->text).empty()) {
      const bool nothing =
          std::ranges::all_of(row.fields, [](const model::CsvField& one) { return trimmed(one.text).empty(); });
      if (!nothing) sink_.report(Code::costs_unknown_rule, name == nullptr ? row.span : name->span, "").emit();
      return;
    }
    const Cost cost{figure(row, effort_column), figure(row, cost_column)};
    const auto rules = program_.find_requirement(trimmed(name->text));
    if (rules.empty()) return unknown(*name);
    for (const auto rule : rules) {
      const auto [at, fresh] = given_.emplace(rule.index, name->span);
      if (fresh) {
        costs_.by_rule.emplace(rule.index, cost);
        continue;
      }
      sink_.report(Code::costs_twice, name->span, utf8::printable(trimmed(name->text)))
          .label(at->second, {"first given here", "首次出现于此"})
          .emit();
      return;
    }
  }

  void unknown(const model::CsvField& name) {
    std::vector<std::string> names;
    for (const auto& rule : program_.requirements) names.push_back(rule.name);
    sink_.report(Code::costs_unknown_rule, name.span, utf8::printable(trimmed(name.text)))
        .did_you_mean(trimmed(name.text), names)
        .emit();
  }

  auto figure(const model::CsvRow& row, Column column) -> std::optional<Number> {
    const auto* cell = field(row, column);
    if (cell == nullptr || trimmed(cell->text).empty()) return std::nullopt;
    const auto number = Number::parse(trimmed(cell->text)).number;
    if (number && *number >= Number()) return number;
    sink_.report(Code::costs_bad_number, cell->span, column_names[column], utf8::printable(cell->text))
        .help({"write 2.5 or 12000, without unit or separator", "请写成 2.5 或 12000，不带单位和千位分隔符"})
        .emit();
    return std::nullopt;
  }

  std::string_view text_;
  FileId file_;
  const model::Program& program_;
  Sink& sink_;
  std::array<std::optional<std::size_t>, column_names.size()> places_;
  std::map<std::uint32_t, Span> given_;
  Costs costs_;
};

}  // namespace

auto read_costs(const Sources& sources, FileId file, const model::Program& program, Sink& sink) -> Costs {
  return CostsReader(sources, file, program, sink).read();
}

}  // namespace dengbao::assess
