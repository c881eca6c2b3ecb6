#include <algorithm>
#include <map>

#include "model/aliases.h"
#include "model/check_expr.h"
#include "model/children.h"
#include "model/expected_words.h"
#include "model/levels.h"

namespace dengbao::model {
namespace {

// Finds where an expression reads the facts of the whole network, also by way of definitions and relations.
class RootFinder {
 public:
  RootFinder(const Program& program, std::optional<RecordId> given)
      : program_(program),
        given_(given),
        definitions_(program.definitions.size()),
        relations_(program.relations.size()) {}

  auto find(ExprId expr) -> std::optional<Span> {
    const auto& [span, type, node] = program_.exprs[expr];
    if (std::holds_alternative<RootRef>(node) && type.record() != given_) return span;
    for (const auto child : children(node)) {
      if (auto found = find(child)) return found;
    }
    if (const auto* call = std::get_if<CallDefinition>(&node)) return find(call->definition);
    if (const auto* call = std::get_if<CallRelation>(&node)) return find(call->relation);
    if (const auto* passes = std::get_if<Passes>(&node)) return find(program_.requirements[passes->requirement]);
    return std::nullopt;
  }

  auto find(const Requirement& requirement) -> std::optional<Span> {
    std::vector<ExprId> read;
    const auto add = [&](const std::optional<ExprId>& expr) {
      if (expr) read.push_back(*expr);
    };
    add(requirement.applies_when);
    if (requirement.subject) {
      add(requirement.subject->list);
      add(requirement.subject->where);
    }
    for (const auto& exception : requirement.exceptions) add(exception.condition);
    for (const auto& part : requirement.parts) {
      add(part.condition);
      if (part.unless) add(part.unless->condition);
    }
    add_dates(requirement, add);
    if (requirement.provided_by) add(requirement.provided_by->provider);
    return find_any(read);
  }

 private:
  template <typename Add>
  static void add_dates(const Requirement& duty, Add add) {
    if (duty.due) add(duty.due->date);
    if (duty.due) add(duty.due->distance);
    if (duty.every) add(duty.every->period);
    if (duty.every) add(duty.every->start);
    add(duty.done_on);
  }

  auto find_any(const std::vector<ExprId>& exprs) -> std::optional<Span> {
    for (const auto expr : exprs) {
      if (auto found = find(expr)) return found;
    }
    return std::nullopt;
  }

  auto find(DefinitionId id) -> std::optional<Span> {
    if (definitions_[id.index]) return std::nullopt;
    definitions_[id.index] = true;
    return find(program_.definitions[id].body);
  }

  auto find(RelationId id) -> std::optional<Span> {
    if (relations_[id.index]) return std::nullopt;
    relations_[id.index] = true;
    for (const auto& rule : program_.relations[id].rules) {
      std::vector<ExprId> read = rule.heads;
      for (const auto& generator : rule.generators) read.push_back(generator.list);
      read.insert(read.end(), rule.conditions.begin(), rule.conditions.end());
      for (const auto& atom : rule.atoms) {
        if (auto found = find(atom)) return found;
      }
      if (auto found = find_any(read)) return found;
    }
    return std::nullopt;
  }

  auto find(const RelationAtom& atom) -> std::optional<Span> {
    for (const auto& term : atom.terms) {
      const auto* expr = std::get_if<ExprId>(&term);
      if (expr == nullptr) continue;
      if (auto found = find(*expr)) return found;
    }
    return find(atom.relation);
  }

  const Program& program_;
  std::optional<RecordId> given_;
  std::vector<bool> definitions_;  // by DefinitionId: already searched, and nothing found
  std::vector<bool> relations_;
};

// At the root of a facts file these keys speak of the facts; no value that a test gives may be called so.
auto is_reserved(std::string_view name) -> bool { return name == "missing" || name == "lists" || name == "evidence"; }

class TestChecker {
 public:
  // `sound`: nothing before was wrong, so that what the test is about is there as it was written.
  TestChecker(Compilation& c, std::size_t unit, const syntax::Test& written, bool sound)
      : c_(c), unit_(unit), written_(written), sound_(sound), checker_(c, *c.units[unit].file, scope_) {
    scope_.unit = unit;
    made_.name = written.name.words;
    made_.module = c.units[unit].module;
    made_.span = written.name.span;
    made_.as_of = written.as_of;
  }

  auto run() -> Test {
    check_target();
    check_level();
    check_givens();
    for (const auto& setting : written_.with) check_setting(setting);
    if (written_.expectations.empty()) c_.sink.report(Code::test_without_expectation, made_.span, made_.name);
    for (const auto& expectation : written_.expectations) check_expectation(expectation);
    check_requirement_reads();
    made_.slots = static_cast<std::uint32_t>(scope_.slot_names.size());
    made_.slot_names = std::move(scope_.slot_names);
    return std::move(made_);
  }

 private:
  // ---- what it is about -------------------------------------------------------------------------------------------
  void check_target() {
    if (!written_.of) return;
    const auto name = written_.of->text();
    auto found = c_.program.find_requirement(name);
    if (found.size() > 1) {
      // The module's own one is meant where it has one of this name.
      std::erase_if(found, [&](RequirementId id) { return c_.program.requirements[id].module != made_.module; });
      if (found.size() != 1) return report_ambiguous(name);
    }
    if (!found.empty()) {
      made_.of = found.front();
    } else if (sound_) {
      std::vector<std::string> names;
      for (const auto& requirement : c_.program.requirements) names.push_back(requirement.name);
      c_.sink.report(Code::test_target, written_.of->span, name).did_you_mean(name, names);
    }
  }

  void report_ambiguous(const std::string& name) {
    const auto all = c_.program.find_requirement(name);
    c_.sink.report(Code::ambiguous_name, written_.of->span, name, c_.program.requirements[all[0]].module,
                   c_.program.requirements[all[1]].module);
  }

  [[nodiscard]] auto target() const -> const Requirement* {
    return made_.of ? &c_.program.requirements[*made_.of] : nullptr;
  }

  void check_level() {
    const auto* requirement = target();
    if (!written_.level) {
      level_ = c_.program.scheme.lowest;
      if (requirement != nullptr && !requirement->levels.empty()) level_ = requirement->levels.front();
      return;
    }
    made_.level = written_.level->text;
    const auto levels = read_levels(made_.level, c_.program.scheme);
    if (!levels) {
      c_.sink.report(Code::bad_level, written_.level->span, made_.level, level_examples(c_.program.scheme));
      return;
    }
    level_ = requirement != nullptr ? levels->of(requirement->klass) : levels->highest;
    if (requirement == nullptr || requirement->stands_at(level_) || !sound_) return;
    std::string stands;
    for (const auto level : requirement->levels) stands += (stands.empty() ? "" : ", ") + std::to_string(level);
    c_.sink.report(Code::test_level, written_.level->span, requirement->name, level_)
        .help(say("it stands at: {}", "它适用的级别：{}", stands));
  }

  // ---- what is given ----------------------------------------------------------------------------------------------
  void check_givens() {
    const auto& givens = written_.givens;
    const bool single = std::any_of(givens.begin(), givens.end(), [](const auto& given) { return given.name; });
    if (!single && (c_.has_scheme || !givens.empty())) return check_whole();
    Record record;
    record.name = made_.name.en;
    record.module = made_.module;
    record.label = say("given values", "给定值");  // without a span: it is not declared
    made_.record = scope_.given = c_.program.records.add(std::move(record));
    const auto before = c_.sink.errors();
    for (const auto& given : givens) check_single(given);
    givens_sound_ = c_.sink.errors() == before;
  }

  void check_whole() {
    const auto& givens = written_.givens;
    if (!c_.has_scheme) {
      c_.sink.report(Code::test_given, givens.front().span,
                     say("without a scheme there is no whole network; give values by name: `given x : number 6`",
                         "没有制度（scheme）就没有整个网络；请按名称给出值：`给定 x : number 6`"));
      return;
    }
    for (const auto& given : givens) made_.givens.push_back({{}, given.json});
    if (givens.size() < 2) return;
    c_.sink
        .report(Code::test_given, givens[1].span,
                say("the facts of the whole network are given twice", "整个网络的事实给出了两次"))
        .label(givens[0].span, say("given here already", "此处已给出"));
  }

  void check_single(const syntax::Given& given) {
    if (!given.name) {
      c_.sink.report(Code::test_given, given.span,
                     say("a test gives either the whole network or single values, not both",
                         "一个测试要么给出整个网络，要么给出单个值，不能兼用"));
      return;
    }
    using Form = syntax::TypeExpr::Form;
    if (given.type->form == Form::ref || given.type->form == Form::name_of) {
      c_.sink.report(Code::test_given, given.type->span,
                     say("a given value stands here itself; give its type without `ref` or `name of`",
                         "给定值就写在此处；类型不要用 `ref` 或 `name of`"));
      return;
    }
    const auto& name = *given.name;
    if (!is_free(name)) return;
    const Localised label{name.text, name.text};
    const auto type = resolve_type(c_, unit_, *given.type, label);
    if (!type) return;
    Field field{name.text, *made_.record, type->type, false, false, std::nullopt, label, {}, name.span, true};
    const auto id = c_.program.fields.add(std::move(field));
    c_.program.records[*made_.record].fields.push_back(id);
    made_.givens.push_back({name.text, given.json});
  }

  auto is_free(const syntax::Name& name) -> bool {
    if (const auto other = c_.program.find_field(*made_.record, name.text)) {
      c_.sink.report(Code::duplicate_name, name.span, name.text)
          .label(c_.program.fields[*other].span, say("first given here", "首次给定于此"));
      return false;
    }
    if (builtin_name(name.text) == "as_of" || name.text == c_.root_name || is_reserved(name.text)) {
      c_.sink.report(Code::variable_shadows, name.span, name.text);
      return false;
    }
    if (const auto other = c_.find(unit_, name)) {
      c_.sink.report(Code::variable_shadows, name.span, name.text)
          .label(other->span, say("the other meaning", "另一含义"));
      return false;
    }
    return true;
  }

  // ---- parameters -------------------------------------------------------------------------------------------------
  void check_setting(const syntax::TestSetting& setting) {
    const auto& name = setting.parameter;
    const auto found = c_.find(unit_, name);
    if (!found || found->what != Declared::What::parameter) {
      auto report = c_.sink.report(Code::unknown_name, name.span, name.text);
      report.help(say("`with` sets a parameter", "`with` 用于设置参数"))
          .did_you_mean(name.text, c_.visible_names(unit_));
      return;
    }
    const ParameterId id{found->index};
    const auto span = c_.units[unit_].file->exprs[setting.value].span;
    const auto value = constant_expr(c_, checker_, setting.value, c_.program.parameters[id].type, span);
    if (!value) return;
    made_.with.push_back({id, *value});
    check_bounds(c_.program.parameters[id], *value, span);
  }

  void check_bounds(const Parameter& parameter, ExprId written, Span span) {
    const auto value = constant_value(c_.program, written, level_);
    for (const auto& bound : parameter.bounds) {
      const auto limit = constant_value(c_.program, bound.value, level_);
      const auto op = bound.at_least ? CompareOp::greater_equal : CompareOp::less_equal;
      if (!value || !limit || compare(op, *value, *limit) != Truth::no) continue;
      const Localised shown{c_.program.value_words(*value, parameter.type, Lang::en),
                            c_.program.value_words(*value, parameter.type, Lang::zh)};
      c_.sink.report(Code::parameter_out_of_bounds, span, shown, parameter.name);
      return;
    }
  }

  // ---- what is expected -------------------------------------------------------------------------------------------
  void check_expectation(const syntax::Expectation& written) {
    Expectation made;
    made.span = written.span;
    const bool sound = written.condition ? check_condition(written, made) : check_verdict(written, made);
    if (sound) made_.expectations.push_back(std::move(made));
  }

  auto check_word(const syntax::Name& word, std::span<const ExpectedWord> words, Expectation& made) -> bool {
    if (auto found = find_expectation(words, word.text)) {
      made.word = std::move(*found);
      return true;
    }
    std::vector<std::string> names;
    for (const auto& one : words) names.insert(names.end(), {std::string(one.en), std::string(one.zh)});
    c_.sink.report(Code::test_word, word.span, word.text, listed(words)).did_you_mean(word.text, names);
    return false;
  }

  auto check_condition(const syntax::Expectation& written, Expectation& made) -> bool {
    const bool word = check_word(written.word, truth_expectations(), made);
    if (!givens_sound_) return false;  // it may speak of what could not be given
    made.condition = checker_.check_where(*written.condition);
    if (!made.condition) return false;
    if (made_.record && sound_) {
      const auto span = c_.program.exprs[*made.condition].span;
      if (const auto read = RootFinder(c_.program, made_.record).find(*made.condition)) report_root(span, *read);
    }
    return word;
  }

  auto check_verdict(const syntax::Expectation& written, Expectation& made) -> bool {
    if (!written_.of) {
      c_.sink.report(Code::test_without_of, written.span);
      return false;
    }
    const auto* requirement = target();
    if (requirement == nullptr) return false;
    const bool word = check_word(written.word, verdict_expectations(requirement->kind), made);
    if (written.subject) made.subject = written.subject->text;
    for (const auto& label : written.because) find_part(*requirement, label, made);
    return word;
  }

  void find_part(const Requirement& requirement, const syntax::Text& label, Expectation& made) {
    std::vector<std::string> labels;
    for (std::uint32_t i = 0; i < requirement.parts.size(); ++i) {
      const auto& part = requirement.parts[i];
      if (!part.holds_at(level_)) continue;
      if (part.label.en == label.text || part.label.zh == label.text) {
        if (std::ranges::find(made.because, i) == made.because.end()) made.because.push_back(i);
        return;
      }
      labels.push_back(part.label.en);
      if (!part.label.zh.empty()) labels.push_back(part.label.zh);
    }
    if (!sound_) return;
    c_.sink.report(Code::test_part, label.span, label.text, requirement.name).did_you_mean(label.text, labels);
  }

  // A requirement is about the whole network: single values are not enough for its verdict.
  void check_requirement_reads() {
    const auto* requirement = target();
    if (requirement == nullptr || !made_.record || !sound_ || !givens_sound_) return;
    if (const auto read = RootFinder(c_.program, made_.record).find(*requirement))
      report_root(written_.of->span, *read);
  }

  void report_root(Span span, Span read) {
    auto report = c_.sink.report(Code::test_root, span);
    if (read != span) report.label(read, say("reads the whole network", "读取整个网络"));
  }

  Compilation& c_;
  std::size_t unit_;
  const syntax::Test& written_;
  bool sound_;
  Scope scope_;
  ExprChecker checker_;
  Test made_;
  std::uint32_t level_ = 1;
  bool givens_sound_ = true;
};

}  // namespace

void check_tests(Compilation& c) {
  const bool sound = c.sink.errors() == 0;
  std::map<std::pair<std::string, std::string>, Span> names;
  for (std::size_t unit = 0; unit < c.units.size(); ++unit) {
    for (const auto& node : c.units[unit].file->declarations) {
      const auto* written = std::get_if<syntax::Test>(&node.declaration);
      if (written == nullptr) continue;
      auto test = TestChecker(c, unit, *written, sound).run();
      const auto of = test.of ? c.program.requirements[*test.of].qualified() : test.module;
      const auto [other, fresh] = names.emplace(std::pair(of, test.name.en), test.span);
      if (!fresh) {
        c.sink.report(Code::duplicate_test, test.span, of, test.name.en)
            .label(other->second, say("the other test", "另一个测试"));
      }
      c.program.tests.add(std::move(test));
    }
  }
}

}  // namespace dengbao::model
