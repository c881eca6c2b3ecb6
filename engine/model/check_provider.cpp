#include "model/check_rules.h"

namespace dengbao::model {
namespace {

// The fields that a provider's record must have.
struct ProviderFields {
  std::optional<FieldId> provides, level, report_from, report_until;
};

auto field_of_type(const Program& program, RecordId record, std::string_view name, Type type)
    -> std::optional<FieldId> {
  const auto field = program.find_field(record, name);
  return field && program.fields[*field].type == type ? field : std::nullopt;
}

auto find_fields(const Program& program, RecordId record) -> ProviderFields {
  return {field_of_type(program, record, "provides", text_type.list_of()),
          field_of_type(program, record, "level", number_type),
          field_of_type(program, record, "report_from", date_type),
          field_of_type(program, record, "report_until", date_type)};
}

auto missing_words(const ProviderFields& fields) -> Localised {
  Localised words;
  const auto add = [&](const std::optional<FieldId>& field, std::string_view en, std::string_view zh) {
    if (field) return;
    words.en += (words.en.empty() ? "" : ", ") + std::string(en);
    words.zh += (words.zh.empty() ? "" : "、") + std::string(zh);
  };
  add(fields.provides, "`provides : list of text`", "`provides : list of text`（所提供的条款）");
  add(fields.level, "`level : number`", "`level : number`（测评级别）");
  add(fields.report_from, "`report_from : date`", "`report_from : date`（报告出具日期）");
  add(fields.report_until, "`report_until : date`", "`report_until : date`（报告有效期至）");
  return words;
}

// Makes the conditions out of the record's fields.
class ConditionMaker {
 public:
  ConditionMaker(Compilation& c, ExprId provider, const ProviderFields& fields)
      : c_(c), span_(c.program.exprs[provider].span), provider_(provider), fields_(fields) {}

  // All clauses cited stand in `provides`, by topic or by number; where the scheme's catalogue is cited, its clauses
  // only.
  auto listed(const Requirement& requirement) -> ExprId {
    std::vector<ExprId> all;
    for (const auto& citation : requirement.citations) {
      if (citation.source == c_.program.scheme.catalogue) all.push_back(lists(citation));
    }
    if (all.empty()) {
      for (const auto& citation : requirement.citations) all.push_back(lists(citation));
    }
    if (all.empty()) return truth(Constant{false});
    return all.size() == 1 ? all.front() : truth(And{std::move(all)});
  }

  auto suffices() -> ExprId {
    const auto level = truth(Compare{CompareOp::greater_equal, field(*fields_.level), add(number_type, LevelNow{})});
    const auto begun = truth(Compare{CompareOp::less_equal, field(*fields_.report_from), add(date_type, AsOf{})});
    const auto valid = truth(Compare{CompareOp::greater_equal, field(*fields_.report_until), add(date_type, AsOf{})});
    return truth(And{{level, begun, valid}});
  }

 private:
  auto add(Type type, ExprNode node) -> ExprId { return c_.add_expr(span_, type, std::move(node)); }
  auto truth(ExprNode node) -> ExprId { return add(truth_type, std::move(node)); }
  auto field(FieldId id) -> ExprId { return add(c_.program.fields[id].type, FieldOf{provider_, id}); }
  auto text(const std::string& text) -> ExprId { return add(text_type, Constant{c_.keep(text)}); }

  auto lists(const Citation& citation) -> ExprId {
    std::vector<ExprId> names;
    if (!citation.topic.empty()) names.push_back(text(citation.topic));
    if (citation.clauses.empty() && !citation.number.empty()) names.push_back(text(citation.number));
    if (!citation.clauses.empty()) names.push_back(numbers(citation));
    std::vector<ExprId> ways;
    ways.reserve(names.size());
    for (const auto name : names) ways.push_back(truth(In{name, field(*fields_.provides), false}));
    return ways.size() == 1 ? ways.front() : truth(Or{std::move(ways)});
  }

  // The clause's number at each level; below the first one an empty text, which nobody lists.
  auto numbers(const Citation& citation) -> ExprId {
    const auto& clauses = c_.program.sources[citation.source].clauses;
    ByLevel by_level;
    const auto lowest = c_.program.scheme.lowest;
    if (clauses[citation.clauses.front()].level > lowest) by_level.cases.push_back({lowest, text("")});
    for (const auto index : citation.clauses)
      by_level.cases.push_back({clauses[index].level, text(clauses[index].number)});
    return add(text_type, std::move(by_level));
  }

  Compilation& c_;
  Span span_;
  ExprId provider_;
  ProviderFields fields_;
};

}  // namespace

void check_provider(Compilation& c, ExprChecker& checker, syntax::ExprId written, Requirement& requirement) {
  const auto provider = checker.check(written);
  if (!provider) return;
  const auto span = c.program.exprs[*provider].span;
  const auto type = c.program.exprs[*provider].type;
  if (type.kind != Kind::record || type.list) {
    c.sink.report(Code::type_mismatch, span, say("the record of a provider", "提供方的记录"),
                  c.program.type_words(type));
    return;
  }
  const auto fields = find_fields(c.program, type.record());
  if (!fields.provides || !fields.level || !fields.report_from || !fields.report_until) {
    const auto& record = c.program.records[type.record()];
    c.sink.report(Code::provider_record, span, record.name, missing_words(fields))
        .label(record.span, say("declared here", "声明于此"));
    return;
  }
  ConditionMaker make(c, *provider, fields);
  const auto listed = make.listed(requirement);
  requirement.provided_by = Provider{*provider, listed, make.suffices()};
}

}  // namespace dengbao::model
