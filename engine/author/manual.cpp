#include "author/manual.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "author/mentioned.h"
#include "model/check_expr.h"

namespace dengbao::author {
namespace {

using namespace model;
using report::Block;
using report::Bullets;
using report::code;
using report::CodeBlock;
using report::Grid;
using report::Heading;
using report::link;
using report::Paragraph;
using report::Phrase;
using report::plain;

auto words(std::string_view en, std::string_view zh) -> Phrase { return plain({std::string(en), std::string(zh)}); }
auto words(const std::string& text) -> Phrase { return plain({text, text}); }

// "strong: " in the language's punctuation, then the phrases.
auto labelled(std::string_view en, std::string_view zh, std::vector<Phrase> phrases) -> Paragraph {
  phrases.insert(phrases.begin(), words(fmt::format("{}: ", en), fmt::format("{}：", zh)));
  return {std::move(phrases)};
}

// Policy text without the indentation that its lines share behind the first one.
auto dedented(std::string_view text) -> std::string {
  std::size_t shared = std::string_view::npos;
  for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    const auto first = text.find_first_not_of(' ', at + 1);
    if (first != std::string_view::npos && text[first] != '\n') shared = std::min(shared, first - at - 1);
  }
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == '\n') i += std::min(shared, text.find_first_not_of(' ', i + 1) - i - 1);
  }
  return out;
}

class ManualWriter {
 public:
  ManualWriter(const Program& program, const PolicySet& policies, const Sources& sources)
      : program_(program), sources_(sources) {
    for (const auto& file : policies.files) {
      for (const auto& node : file.declarations) note_doc(node);
    }
  }

  auto write() -> report::Document {
    const auto& title = program_.scheme.title;
    document_.title = title.empty() ? Localised{"Manual of the policies", "策略手册"}
                                    : Localised{title.en + ": manual of the policies", title.in(Lang::zh) + "策略手册"};
    contents();
    for (const auto kind : {RuleKind::requirement, RuleKind::risk, RuleKind::duty}) rules(kind);
    outcomes();
    definitions();
    relations();
    tables();
    parameters();
    facts();
    return std::move(document_);
  }

 private:
  template <typename Made>
  void add(Made block) {
    document_.blocks.emplace_back(std::move(block));
  }
  void chapter(std::string_view anchor, std::string_view en, std::string_view zh) {
    add(Heading{1, std::string(anchor), words(en, zh)});
  }

  // ---- what the policies' own text says ----

  void note_doc(const syntax::DeclarationNode& node) {
    if (node.doc.empty()) return;
    docs_[{node.span.file.index, node.span.begin, node.span.end}] = node.doc;
  }

  // The `---` lines above the declaration whose name stands at `name`.
  [[nodiscard]] auto doc_of(Span name) const -> std::string {
    for (const auto& [place, doc] : docs_) {
      const auto& [file, begin, end] = place;
      if (file == name.file.index && begin <= name.begin && name.end <= end) return doc;
    }
    return {};
  }
  void add_doc(Span name) {
    if (const auto doc = doc_of(name); !doc.empty()) add(Paragraph{{words(doc)}});
  }

  [[nodiscard]] auto written(ExprId expr) const -> std::string { return written(program_.exprs[expr].span); }
  [[nodiscard]] auto written(Span span) const -> std::string {
    return std::string(sources_[span.file].text().substr(span.begin, span.end - span.begin));
  }

  template <typename Where>
  [[nodiscard]] auto dedented_text(Where where) const -> std::string {
    return dedented(written(where));
  }

  static auto anchor(std::string_view kind, const std::string& name) -> std::string {
    return std::string(kind) + "-" + name;
  }
  [[nodiscard]] auto place(Span span) const -> Phrase {
    const auto& source = sources_[span.file];
    return code(fmt::format("{}:{}", source.name(), source.place(span.begin).line));
  }

  // ---- the whole ----

  void contents() {
    const auto count = [&](RuleKind kind) {
      std::size_t found = 0;
      for (const auto& one : program_.requirements) found += one.kind == kind ? 1 : 0;
      return found;
    };
    Bullets list;
    const auto line = [&](std::string_view to, std::string_view en, std::string_view zh, std::size_t number) {
      if (number == 0) return;
      list.items.push_back(
          {link(words(en, zh), std::string(to)), words(fmt::format(" ({})", number), fmt::format("（{}）", number))});
    };
    line("requirements", "Requirements", "要求", count(RuleKind::requirement));
    line("risks", "Risks", "风险", count(RuleKind::risk));
    line("duties", "Duties", "义务", count(RuleKind::duty));
    line("outcomes", "Outcomes", "结论", program_.outcomes.size());
    line("definitions", "Definitions", "定义", program_.definitions.size());
    line("relations", "Relations", "关系", program_.relations.size());
    line("tables", "Decision tables", "决策表", program_.tables.size());
    line("parameters", "Parameters", "参数", program_.parameters.size());
    line("facts", "Facts", "事实", program_.records.size());
    add(std::move(list));
  }

  // ---- requirements, risks, duties ----

  void rules(RuleKind kind) {
    bool any = false;
    for (std::uint32_t i = 0; i < program_.requirements.size(); ++i) {
      const RequirementId id{i};
      if (program_.requirements[id].kind != kind) continue;
      if (!any) begin_rules(kind);
      any = true;
      rule(id);
    }
  }

  void begin_rules(RuleKind kind) {
    switch (kind) {
      case RuleKind::requirement:
        return chapter("requirements", "Requirements", "要求");
      case RuleKind::risk:
        return chapter("risks", "Risks", "风险");
      case RuleKind::duty:
        return chapter("duties", "Duties", "义务");
    }
  }

  void rule(RequirementId id) {
    const auto& requirement = program_.requirements[id];
    add(Heading{2, anchor("rule", requirement.qualified()), plain(requirement.title)});
    add(Paragraph{{code(requirement.qualified()), words(" · "), place(requirement.span)}});
    add_doc(requirement.span);
    if (!requirement.rationale.empty()) add(labelled("Why", "缘由", {plain(requirement.rationale)}));
    about(requirement);
    parts(requirement);
    dates(requirement);
    levels(requirement);
    evidence(requirement);
    stands_on(requirement);
    tests(id);
  }

  void about(const Requirement& requirement) {
    if (requirement.applies_when) {
      add(labelled("Applies when", "适用条件", {code(written(*requirement.applies_when))}));
    }
    if (!requirement.subject) {
      add(labelled("About", "对象", {words("the whole network", "整个网络")}));
      return;
    }
    std::vector<Phrase> phrases{words("each ", "每个 "), code(requirement.subject->name), words(" in ", " 属于 "),
                                code(written(requirement.subject->list))};
    if (requirement.subject->where) {
      phrases.push_back(words(" where ", "，其中 "));
      phrases.push_back(code(written(*requirement.subject->where)));
    }
    add(labelled("About", "对象", std::move(phrases)));
    if (const auto& none = requirement.when_none) {
      add(none->pass ? labelled("Where there is none, it passes", "无对象时视为符合", {plain(none->words)})
                     : labelled("Where there is none, it fails", "无对象时视为不符合", {plain(none->words)}));
    }
    if (requirement.provided_by) {
      add(labelled("May be provided by", "可由他方提供", {code(written(requirement.provided_by->provider))}));
    }
  }

  void parts(const Requirement& requirement) {
    const bool risk = requirement.kind == RuleKind::risk;
    for (const auto& exception : requirement.exceptions) this->exception(exception, risk);
    for (const auto& part : requirement.parts) {
      add(Heading{3, {}, plain(part.label)});
      if (part.recommended) add(Paragraph{{words("Recommended, not required.", "建议项，非强制。")}});
      add(CodeBlock{dedented_text(part.condition)});
      if (part.unless) exception(*part.unless, risk);
    }
  }

  void exception(const Exception& exception, bool risk) {
    add(risk ? labelled("Lowered by", "可由以下措施降低", {plain(exception.label)})
             : labelled("Unless", "例外", {plain(exception.label)}));
    add(CodeBlock{dedented_text(exception.condition)});
  }

  void dates(const Requirement& requirement) {
    if (const auto& due = requirement.due) {
      std::vector<Phrase> phrases;
      if (due->distance)
        phrases = {code(written(*due->distance)),
                   due->before ? words(" before ", " 早于 ") : words(" after ", " 晚于 ")};
      phrases.push_back(code(written(due->date)));
      add(labelled("Due", "期限", std::move(phrases)));
    }
    if (requirement.every) {
      add(labelled("Every", "周期",
                   {code(written(requirement.every->period)), words(" after ", " 自 "),
                    code(written(requirement.every->start))}));
    }
    if (requirement.done_on) add(labelled("Done on", "完成于", {code(written(*requirement.done_on))}));
  }

  // ---- levels side by side ----

  void levels(const Requirement& requirement) {
    if (requirement.levels.empty()) return;
    Grid grid;
    grid.head.push_back(words("Level", "级别"));
    for (const auto level : requirement.levels) grid.head.push_back(words(std::to_string(level)));
    clause_rows(requirement, grid);
    for (const auto& part : requirement.parts) {
      auto& row = grid.rows.emplace_back();
      row.push_back({plain(part.label)});
      for (const auto level : requirement.levels) row.push_back({words(part.holds_at(level) ? "●" : "–")});
    }
    for (const auto id : mentioned_by(program_, requirement).parameters) parameter_row(requirement, id, grid);
    add(std::move(grid));
    strengthening(requirement);
  }

  void clause_rows(const Requirement& requirement, Grid& grid) const {
    for (const auto& citation : requirement.citations) {
      const auto& source = program_.sources[citation.source];
      auto& row = grid.rows.emplace_back();
      row.push_back({plain(source.short_title)});
      for (const auto level : requirement.levels) row.push_back({words(clause_at(citation, level))});
    }
  }

  [[nodiscard]] auto clause_at(const Citation& citation, std::uint32_t level) const -> std::string {
    if (citation.clauses.empty()) return citation.number;
    for (const auto index : citation.clauses) {
      const auto& clause = program_.sources[citation.source].clauses[index];
      if (clause.level == level) return clause.number + (citation.in_part ? "*" : "");
    }
    return "–";
  }

  void parameter_row(const Requirement& requirement, ParameterId id, Grid& grid) const {
    const auto& parameter = program_.parameters[id];
    auto& row = grid.rows.emplace_back();
    row.push_back({link(code(parameter.name), anchor("parameter", parameter.name))});
    for (const auto level : requirement.levels) row.push_back({value_at(parameter, level)});
  }

  [[nodiscard]] auto value_at(const Parameter& parameter, std::uint32_t level) const -> Phrase {
    const auto value = constant_value(program_, parameter.value, level);
    if (!value) return words("–");
    return plain({program_.value_words(*value, parameter.type, Lang::en),
                  program_.value_words(*value, parameter.type, Lang::zh)});
  }

  // What each level adds to the one below.
  void strengthening(const Requirement& requirement) {
    Bullets list;
    for (std::size_t i = 1; i < requirement.levels.size(); ++i) {
      const auto below = requirement.levels[i - 1];
      const auto level = requirement.levels[i];
      for (const auto& part : requirement.parts) {
        if (part.holds_at(level) && !part.holds_at(below)) note(list, level, "adds", "新增", part.label);
        if (!part.holds_at(level) && part.holds_at(below)) note(list, level, "no longer asks", "不再要求", part.label);
      }
      for (const auto id : mentioned_by(program_, requirement).parameters) figure(list, id, below, level);
    }
    if (!list.items.empty()) add(std::move(list));
  }

  static void note(Bullets& list, std::uint32_t level, std::string_view en, std::string_view zh,
                   const Localised& label) {
    list.items.push_back(
        {words(fmt::format("level {} {}: ", level, en), fmt::format("第 {} 级{}：", level, zh)), plain(label)});
  }

  void figure(Bullets& list, ParameterId id, std::uint32_t below, std::uint32_t level) const {
    const auto& parameter = program_.parameters[id];
    const auto before = value_at(parameter, below);
    const auto after = value_at(parameter, level);
    if (before.words.en == after.words.en) return;
    list.items.push_back({words(fmt::format("level {}: ", level), fmt::format("第 {} 级：", level)),
                          plain(parameter.says), words(" "), before, words(" → "), after});
  }

  // ---- what it stands on ----

  void evidence(const Requirement& requirement) {
    static const Localised names[] = {{"interview", "访谈"}, {"examination", "核查"}, {"test", "测试"}};
    std::vector<Phrase> phrases;
    for (const auto method : requirement.methods) {
      if (!phrases.empty()) phrases.push_back(words(", ", "、"));
      phrases.push_back(plain(names[static_cast<std::size_t>(method)]));
    }
    if (!phrases.empty()) add(labelled("Evidence by", "取证方法", std::move(phrases)));
    if (!requirement.remedy.empty()) {
      add(labelled(
          "Remedy", "整改建议",
          {plain({template_text(requirement.remedy, Lang::en), template_text(requirement.remedy, Lang::zh)})}));
    }
  }

  [[nodiscard]] auto template_text(const Template& text, Lang lang) const -> std::string {
    std::string out;
    for (const auto& piece : text.in(lang)) {
      out += std::visit(Overloaded{[](const std::string& literal) { return literal; },
                                   [&](ExprId expr) { return "{" + place_words(expr, lang) + "}"; }},
                        piece);
    }
    return out;
  }
  [[nodiscard]] auto place_words(ExprId expr, Lang lang) const -> std::string {
    const auto& node = program_.exprs[expr].node;
    if (const auto* parameter = std::get_if<ParameterRef>(&node))
      return program_.parameters[parameter->parameter].says.in(lang);
    if (const auto* field = std::get_if<FieldOf>(&node)) return program_.fields[field->field].label.in(lang);
    const auto type = program_.exprs[expr].type;
    return type.kind == Kind::record ? program_.records[type.record()].label.in(lang) : "…";
  }

  void stands_on(const Requirement& requirement) {
    const auto mentioned = mentioned_by(program_, requirement);
    std::vector<Phrase> phrases;
    for (const auto id : mentioned.definitions) reference(phrases, "definition", program_.definitions[id].name);
    for (const auto id : mentioned.relations) reference(phrases, "relation", program_.relations[id].name);
    for (const auto id : mentioned.tables) reference(phrases, "table", program_.tables[id].name);
    if (!phrases.empty()) add(labelled("Uses", "引用", std::move(phrases)));
    Grid grid{{words("Fact", "事实"), words("Label", "名称"), words("Question", "提问")}, {}};
    for (const auto id : mentioned.fields) {
      const auto& field = program_.fields[id];
      const auto& owner = program_.records[field.owner];
      grid.rows.push_back({{link(code(owner.name + "." + field.name), anchor("record", owner.name))},
                           {plain(field.label)},
                           {plain(field.ask)}});
    }
    if (!grid.rows.empty()) add(std::move(grid));
  }

  static void reference(std::vector<Phrase>& phrases, std::string_view kind, const std::string& name) {
    if (!phrases.empty()) phrases.push_back(words(", ", "、"));
    phrases.push_back(link(code(name), anchor(kind, name)));
  }

  void tests(RequirementId id) {
    bool any = false;
    for (const auto& test : program_.tests) {
      if (test.of != id) continue;
      if (!any) add(Paragraph{{words("Examples, which are also its tests:", "示例（同时也是测试）：")}});
      any = true;
      example(test);
    }
  }

  void example(const Test& test) {
    std::vector<Phrase> phrases{words("“"), plain(test.name), words("” ")};
    for (const auto& expectation : test.expectations) phrases.push_back(code(written(expectation.span)));
    add(Paragraph{std::move(phrases)});
    for (const auto& given : test.givens) add(CodeBlock{dedented_text(given.json)});
  }

  // ---- what else the policies declare ----

  void outcomes() {
    if (program_.outcomes.empty()) return;
    chapter("outcomes", "Outcomes", "结论");
    for (const auto& outcome : program_.outcomes) {
      add(Heading{2, anchor("outcome", outcome.name), plain(outcome.title)});
      add(Paragraph{{code(outcome.name), words(" : "), plain(program_.type_words(outcome.type)), words(" · "),
                     place(outcome.span)}});
      add_doc(outcome.span);
      add(CodeBlock{dedented_text(outcome.value)});
    }
  }

  void signature(const std::vector<std::string>& formals, const std::vector<Type>& types, const Localised& result) {
    std::vector<Phrase> phrases{words("(")};
    for (std::size_t i = 0; i < formals.size(); ++i) {
      if (i > 0) phrases.push_back(words(", ", "，"));
      phrases.push_back(code(formals[i]));
      const auto type = program_.type_words(types[i]);
      phrases.push_back(words(": " + type.en, "：" + type.in(Lang::zh)));
    }
    phrases.push_back(words(")"));
    if (!result.empty()) phrases.push_back(words(" → " + result.en, " → " + result.in(Lang::zh)));
    add(Paragraph{std::move(phrases)});
  }

  // Head, place, documentation and words of something that is called with arguments.
  template <typename Declared>
  void callable(std::string_view kind, const Declared& declared, const Localised& result) {
    add(Heading{2, anchor(kind, declared.name), code(declared.name)});
    signature(declared.formals, declared.formal_types, result);
    add_doc(declared.span);
    if (!declared.says.empty()) {
      add(labelled("In words", "表述",
                   {plain({template_text(declared.says, Lang::en), template_text(declared.says, Lang::zh)})}));
    }
  }

  void definitions() {
    if (program_.definitions.empty()) return;
    chapter("definitions", "Definitions", "定义");
    for (const auto& definition : program_.definitions) {
      callable("definition", definition, program_.type_words(definition.result));
      add(CodeBlock{dedented_text(definition.body)});
    }
  }

  void relations() {
    if (program_.relations.empty()) return;
    chapter("relations", "Relations", "关系");
    for (const auto& relation : program_.relations) {
      callable("relation", relation, {});
      for (const auto& rule : relation.rules) add(CodeBlock{dedented_text(rule.span)});
    }
  }

  void tables() {
    if (program_.tables.empty()) return;
    chapter("tables", "Decision tables", "决策表");
    for (const auto& table : program_.tables) {
      callable("table", table, program_.type_words(table.result));
      std::string rows;
      for (const auto& row : table.rows) rows += written(row.span) + "\n";
      add(CodeBlock{std::move(rows)});
    }
  }

  void parameters() {
    if (program_.parameters.empty()) return;
    chapter("parameters", "Parameters", "参数");
    Grid grid{{words("Name", "名称"), words("Meaning", "含义"), words("Default", "默认值"), words("Because", "理由")},
              {}};
    for (const auto& parameter : program_.parameters) {
      grid.rows.push_back({{code(parameter.name)},
                           {plain(parameter.says)},
                           {code(written(parameter.value))},
                           {plain(parameter.because)}});
    }
    for (const auto& parameter : program_.parameters) add_anchor(parameter);
    add(std::move(grid));
  }
  void add_anchor(const Parameter& parameter) {
    add(Heading{3, anchor("parameter", parameter.name), code(parameter.name)});
    add(Paragraph{{plain(parameter.says), words(" · "), place(parameter.span)}});
    add_doc(parameter.span);
  }

  void facts() {
    chapter("facts", "Facts", "事实");
    for (const auto& record : program_.records) {
      if (record.span.end == 0) continue;  // of outcomes and tests
      add(Heading{2, anchor("record", record.name), plain(record.label)});
      add(Paragraph{{code(record.name), words(" · "), place(record.span)}});
      add_doc(record.span);
      Grid grid{{words("Field", "字段"), words("Type", "类型"), words("Label", "名称"), words("Question", "提问")}, {}};
      for (const auto id : record.fields) {
        const auto& field = program_.fields[id];
        grid.rows.push_back(
            {{code(field.name)}, {plain(program_.type_words(field.type))}, {plain(field.label)}, {plain(field.ask)}});
      }
      add(std::move(grid));
    }
  }

  const Program& program_;
  const Sources& sources_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::string> docs_;  // by span of the declaration
  report::Document document_;
};

}  // namespace

auto make_manual(const Program& program, const PolicySet& policies, const Sources& sources) -> report::Document {
  return ManualWriter(program, policies, sources).write();
}

}  // namespace dengbao::author
