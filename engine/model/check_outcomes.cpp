#include <algorithm>

#include "model/check_expr.h"
#include "model/children.h"

// Outcomes, and the records of what they read.
namespace dengbao::model {
namespace {

// Builds a record that no file declares.
class RecordMaker {
 public:
  RecordMaker(Program& program, std::string name, Localised label) : program_(program) {
    Record record;
    record.name = std::move(name);
    record.label = std::move(label);
    id_ = program.records.add(std::move(record));
  }

  auto field(std::string name, Type type, Localised label) -> RecordMaker& {
    Field made;
    made.name = std::move(name);
    made.owner = id_;
    made.type = type;
    made.label = std::move(label);
    program_.records[id_].fields.push_back(program_.fields.add(std::move(made)));
    return *this;
  }
  [[nodiscard]] auto list() const -> Type { return {Kind::record, true, id_.index}; }
  [[nodiscard]] auto id() const -> RecordId { return id_; }

 private:
  Program& program_;
  RecordId id_;
};

auto add_enumeration(Program& program, std::string name, std::vector<EnumeratorInfo> choices) -> Type {
  Enumeration made;
  made.name = std::move(name);
  made.label = {made.name, made.name};
  made.choices = std::move(choices);
  return {Kind::enumeration, false, program.enumerations.add(std::move(made)).index};
}

// The order of the choices is that of `results.h`, which fills them in.
auto verdict_type(Program& program) -> Type {
  return add_enumeration(program, "Verdict",
                         {{"pass", {"pass", "符合"}},
                          {"partial", {"partial", "部分符合"}},
                          {"fail", {"fail", "不符合"}},
                          {"not-applicable", {"not applicable", "不适用"}},
                          {"not-met-recommended", {"recommended, not met", "建议项未满足"}},
                          {"provided", {"provided", "由他方提供"}}});
}
auto severity_type(Program& program) -> Type {
  return add_enumeration(program, "Severity",
                         {{"high", {"high", "高"}}, {"medium", {"medium", "中"}}, {"none", {"not found", "未发现"}}});
}
auto weight_type(Program& program) -> Type {
  return add_enumeration(
      program, "Weight",
      {{"ordinary", {"ordinary", "一般"}}, {"important", {"important", "重要"}}, {"key", {"key", "关键"}}});
}

void declare_results(Program& program) {
  const auto verdict = verdict_type(program);
  RecordMaker object(program, "ObjectResult", {"object", "测评对象"});
  object.field("object", text_type, {"object", "对象"}).field("verdict", verdict, {"verdict", "结果"});
  RecordMaker clause(program, "ClauseResult", {"clause", "条款"});
  clause.field("clause", text_type, {"clause", "条款号"})
      .field("topic", text_type, {"topic", "条目"})
      .field("class", text_type, {"class", "类别"})
      .field("part", text_type, {"part", "部分"})
      .field("level", number_type, {"level", "级别"})
      .field("covered", truth_type, {"covered by a policy", "已被策略覆盖"})
      .field("decided", truth_type, {"decided", "已判定"})
      .field("weight", weight_type(program), {"weight", "权重"})
      .field("verdict", verdict, {"verdict", "结果"})
      .field("objects", object.list(), {"objects", "测评对象"});
  RecordMaker finding(program, "Finding", {"finding", "风险"});
  finding.field("risk", text_type, {"risk", "风险"})
      .field("subject", text_type, {"subject", "对象"})
      .field("severity", severity_type(program), {"severity", "程度"})
      .field("concerns", text_type.list_of(), {"topics concerned", "关联条目"});
  RecordMaker results(program, "Results", {"assessment", "测评"});
  results.field("clauses", clause.list(), {"clauses", "条款结果"})
      .field("findings", finding.list(), {"findings", "风险结果"});
  program.results = results.id();
}

void check_outcome(Compilation& c, OutcomeId id, const PendingOutcome& pending) {
  const auto& written = *pending.syntax;
  Scope scope;
  scope.unit = pending.unit;
  scope.outcome = true;
  scope.passes = true;
  ExprChecker checker(c, *c.units[pending.unit].file, scope);
  auto& outcome = c.program.outcomes[id];
  const auto value = checker.check_as(written.value, outcome.type);
  auto says = make_template(c, scope, written.says);
  outcome.says = std::move(says);
  outcome.title = written.title ? written.title->words : Localised{outcome.name, outcome.name};
  outcome.slots = static_cast<std::uint32_t>(scope.slot_names.size());
  outcome.slot_names = std::move(scope.slot_names);
  if (value) outcome.value = *value;
}

// Outcomes read outcomes, and never themselves.
class CircleFinder {
 public:
  explicit CircleFinder(Compilation& c) : c_(c), state_(c.program.outcomes.size(), State::open) {}

  void visit(OutcomeId id) {
    if (state_[id.index] == State::done) return;
    if (state_[id.index] == State::active) return report(id);
    state_[id.index] = State::active;
    path_.push_back(id);
    visit(c_.program.outcomes[id].value);
    path_.pop_back();
    state_[id.index] = State::done;
  }

 private:
  enum class State : std::uint8_t { open, active, done };

  void visit(ExprId expr) {
    const auto& node = c_.program.exprs[expr].node;
    if (const auto* other = std::get_if<OutcomeRef>(&node)) visit(other->outcome);
    for (const auto child : children(node)) visit(child);
  }

  void report(OutcomeId id) {
    std::string circle;
    for (auto it = std::find(path_.begin(), path_.end(), id); it != path_.end(); ++it) {
      circle += c_.program.outcomes[*it].name + " → ";
    }
    const auto& outcome = c_.program.outcomes[id];
    c_.sink.report(Code::outcome_circle, outcome.span, outcome.name, circle + outcome.name);
  }

  Compilation& c_;
  std::vector<State> state_;
  std::vector<OutcomeId> path_;
};

}  // namespace

void check_outcomes(Compilation& c) {
  if (c.outcomes.empty()) return;
  const auto errors = c.sink.errors();
  declare_results(c.program);
  for (std::uint32_t i = 0; i < c.outcomes.size(); ++i) {
    const auto type = resolve_type(c, c.outcomes[i].unit, c.outcomes[i].syntax->type, {});
    c.program.outcomes[{i}].type = type ? type->type : number_type;
  }
  for (std::uint32_t i = 0; i < c.outcomes.size(); ++i) check_outcome(c, {i}, c.outcomes[i]);
  if (c.sink.errors() > errors) return;
  CircleFinder circles(c);
  for (std::uint32_t i = 0; i < c.outcomes.size(); ++i) circles.visit(OutcomeId{i});
}

}  // namespace dengbao::model
