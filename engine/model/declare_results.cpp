#include "model/compilation.h"

// The records of what was assessed, which outcomes read; definitions may take them as types.
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

}  // namespace

void declare_results(Compilation& c) {
  if (c.outcomes.empty()) return;
  auto& program = c.program;
  const auto verdict = verdict_type(program);
  RecordMaker object(program, "ObjectResult", {"object", "测评对象"});
  object.field("object", text_type, {"object", "对象"})
      .field("decided", truth_type, {"decided", "已判定"})
      .field("verdict", verdict, {"verdict", "结果"});
  RecordMaker clause(program, "ClauseResult", {"clause", "条款"});
  clause.field("clause", text_type, {"clause", "条款号"})
      .field("topic", text_type, {"topic", "条目"})
      .field("class", text_type, {"class", "类别"})
      .field("part", text_type, {"part", "部分"})
      .field("domain", text_type, {"domain", "安全类"})
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

auto result_type(const Program& program, std::string_view name) -> std::optional<Type> {
  if (!program.results) return std::nullopt;
  for (std::uint32_t i = 0; i < program.records.size(); ++i) {
    const auto& record = program.records[{i}];
    if (record.span.end == 0 && record.name == name) return Type{Kind::record, false, i};
  }
  for (std::uint32_t i = 0; i < program.enumerations.size(); ++i) {
    const auto& enumeration = program.enumerations[{i}];
    if (enumeration.span.end == 0 && enumeration.name == name) return Type{Kind::enumeration, false, i};
  }
  return std::nullopt;
}

}  // namespace dengbao::model
