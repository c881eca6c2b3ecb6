#include <algorithm>
#include <map>

#include "model/aliases.h"
#include "model/check_citations.h"
#include "model/check_expr.h"
#include "model/check_rules.h"
#include "model/children.h"

namespace dengbao::model {
namespace {

constexpr auto lowest_level = std::uint32_t{1};

class RequirementChecker {
 public:
  // `named`: its name and kind, as all of them are known by.
  RequirementChecker(Compilation& c, std::size_t unit, const syntax::Requirement& written, Requirement named)
      : c_(c), written_(written), checker_(c, *c.units[unit].file, scope_), made_(std::move(named)) {
    scope_.unit = unit;
    scope_.passes = made_.kind != RuleKind::duty;
  }

  auto run() -> Requirement {
    made_.title = words_of(written_.title);
    if (made_.title.empty()) {
      c_.sink.report(Code::no_title, made_.span, made_.name);
      made_.title = {made_.name, made_.name};
    }
    check_citations(c_, written_, made_);
    made_.methods = methods(written_.methods);
    check_weight();
    made_.rationale = words_of(written_.rationale);
    if (written_.applies_when) made_.applies_when = checker_.check_as(*written_.applies_when, truth_type);
    if (written_.provided_by) check_provider(c_, checker_, *written_.provided_by, made_);
    check_subject();
    for (const auto& exception : written_.exceptions) {
      if (auto checked = check_exception(exception)) made_.exceptions.push_back(std::move(*checked));
    }
    for (const auto& part : written_.parts) check_part(part);
    check_part_labels();
    check_by_kind();
    made_.remedy = make_template(c_, scope_, written_.remedy);
    made_.slots = static_cast<std::uint32_t>(scope_.slot_names.size());
    made_.slot_names = std::move(scope_.slot_names);
    return std::move(made_);
  }

 private:
  auto methods(const std::vector<syntax::Name>& names) -> std::vector<Method> {
    static const std::map<std::string, Method, std::less<>> known = {
        {"interview", Method::interview}, {"examine", Method::examine}, {"test", Method::test}};
    std::vector<Method> found;
    for (const auto& name : names) {
      if (const auto method = known.find(builtin_name(name.text)); method != known.end()) {
        found.push_back(method->second);
      } else {
        c_.sink.report(Code::unknown_method, name.span, name.text)
            .did_you_mean(name.text, {"interview", "examine", "test"});
      }
    }
    return found;
  }

  void check_weight() {
    static const std::map<std::string, Weight, std::less<>> known = {
        {"ordinary", Weight::ordinary}, {"important", Weight::important}, {"key", Weight::key}};
    if (!written_.weight) return;
    const auto& name = *written_.weight;
    if (const auto weight = known.find(builtin_name(name.text)); weight != known.end()) {
      made_.weight = weight->second;
    } else {
      c_.sink.report(Code::unknown_weight, name.span, name.text)
          .did_you_mean(name.text, {"ordinary", "important", "key"});
    }
  }

  void check_subject() {
    if (written_.when_none && !written_.subject) {
      c_.sink.report(Code::when_none_without_subject, written_.when_none->words.span);
    }
    if (!written_.subject) return;
    const auto& subject = *written_.subject;
    const auto list = checker_.list_of_subjects(subject.list);
    if (!list) return;
    const auto slot = checker_.declare(subject.variable, c_.program.exprs[*list].type.element());
    if (!slot) return;
    std::optional<ExprId> where;
    if (subject.where) where = checker_.check_where(*subject.where);
    made_.subject = Subject{*slot, subject.variable.text, *list, where};
    if (written_.when_none) made_.when_none = WhenNone{written_.when_none->pass, written_.when_none->words.words};
  }

  auto check_exception(const syntax::Exception& exception) -> std::optional<Exception> {
    const auto condition = checker_.check_as(exception.condition, truth_type);
    if (!condition) return std::nullopt;
    return Exception{exception.label.words, *condition, exception.span};
  }

  void check_part(const syntax::Part& written) {
    Part part;
    part.label = written.label.words;
    part.recommended = written.recommended;
    part.span = written.span;
    part.from_level = written.from_level.value_or(lowest_level);
    part.until_level = written.until_level.value_or(0);
    part.methods = methods(written.methods);
    check_part_levels(written);
    if (written.replacing) replace(written, part);
    if (written.unless) part.unless = check_exception(*written.unless);
    const auto condition = checker_.check_as(written.condition, truth_type);
    if (!condition) return;
    part.condition = *condition;
    made_.parts.push_back(std::move(part));
  }

  void check_part_levels(const syntax::Part& written) {
    const auto& scheme = c_.program.scheme;
    for (const auto& level : {written.from_level, written.until_level}) {
      if (!level || (*level >= scheme.lowest && *level <= scheme.highest)) continue;
      c_.sink.report(Code::level_outside_scheme, written.level_span, *level, scheme.lowest, scheme.highest);
    }
  }

  // The part that this one replaces ends where this one begins.
  void replace(const syntax::Part& written, const Part& part) {
    const auto& wanted = written.replacing->text;
    for (auto it = made_.parts.rbegin(); it != made_.parts.rend(); ++it) {
      if ((it->label.en != wanted && it->label.zh != wanted) || !it->holds_at(part.from_level)) continue;
      it->until_level = part.from_level;
      return;
    }
    std::vector<std::string> labels;
    labels.reserve(made_.parts.size());
    for (const auto& other : made_.parts) labels.push_back(other.label.en);
    c_.sink.report(Code::unknown_replaced, written.replacing->span, wanted).did_you_mean(wanted, labels);
  }

  void check_part_labels() {
    for (std::size_t i = 0; i < made_.parts.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const auto& a = made_.parts[j];
        const auto& b = made_.parts[i];
        if (a.label.en != b.label.en) continue;
        for (const auto level : made_.levels) {
          if (!a.holds_at(level) || !b.holds_at(level)) continue;
          c_.sink.report(Code::duplicate_label, b.span, b.label.en, level)
              .label(a.span, say("the other part", "另一要求项"));
          break;
        }
      }
    }
  }

  void check_by_kind() {
    switch (made_.kind) {
      case RuleKind::requirement:
        if (written_.parts.empty()) c_.sink.report(Code::no_parts, made_.span, made_.name);
        return check_levels_have_parts();
      case RuleKind::risk:
        if (written_.parts.empty()) c_.sink.report(Code::risk_without_raised, made_.span, made_.name);
        return check_concerns(c_, written_, made_);
      case RuleKind::duty:
        return check_duty(c_, checker_, written_, made_);
    }
  }

  void check_levels_have_parts() {
    if (written_.parts.empty()) return;
    if (made_.parts.size() != written_.parts.size()) return;  // one was wrong, which is reported
    for (const auto level : made_.levels) {
      const auto holds = [&](const Part& part) { return part.holds_at(level); };
      if (std::any_of(made_.parts.begin(), made_.parts.end(), holds)) continue;
      c_.sink.report(Code::no_part_at_level, made_.span, made_.name, level);
    }
  }

  Compilation& c_;
  const syntax::Requirement& written_;
  Scope scope_;
  ExprChecker checker_;
  Requirement made_;
};

// `by level (2: …)` has no value at level 1: what reads it must not stand there.
class LevelGapFinder {
 public:
  explicit LevelGapFinder(Compilation& c)
      : c_(c), needed_(c.program.definitions.size()), strata_(c.program.relations.size()) {}

  void check(const Requirement& requirement) {
    if (requirement.levels.empty()) return;
    const auto lowest = requirement.levels.front();
    for (const auto& [expr, from_level] : expressions(requirement)) {
      report(expr, std::max(lowest, from_level), requirement);
    }
  }

 private:
  struct Need {
    std::uint32_t level = 0;  // first level at which there is a value
    Span span;
    friend auto operator<(const Need& a, const Need& b) -> bool { return a.level < b.level; }
  };

  void report(ExprId expr, std::uint32_t level, const Requirement& requirement) {
    const auto found = need(expr);
    if (found.level <= level) return;
    c_.sink.report(Code::by_level_gap, found.span, level, found.level)
        .label(requirement.span, say("which stands at level {}", "该要求适用于第 {} 级", level));
  }

  auto need(ExprId expr) -> Need {
    const auto& [span, type, node] = c_.program.exprs[expr];
    Need most;
    const auto take = [&](Need other) { most = std::max(most, other); };
    if (const auto* cases = std::get_if<ByLevel>(&node)) take({cases->cases.front().level, span});
    if (const auto* parameter = std::get_if<ParameterRef>(&node))
      take(need(c_.program.parameters[parameter->parameter].value));
    if (const auto* call = std::get_if<CallDefinition>(&node)) take(need(call->definition));
    if (const auto* call = std::get_if<CallRelation>(&node)) take(need(call->relation));
    if (const auto* call = std::get_if<CallTable>(&node)) {
      for (const auto& row : c_.program.tables[call->table].rows) take(need(row.result));
    }
    for (const auto child : children(node)) take(need(child));
    return most;
  }

  auto need(DefinitionId id) -> Need {
    if (!needed_[id.index]) needed_[id.index] = need(c_.program.definitions[id].body);
    return *needed_[id.index];
  }

  // Relations that use each other need the same.
  auto need(RelationId id) -> Need {
    const auto stratum = c_.program.relations[id].stratum;
    if (strata_[stratum]) return *strata_[stratum];
    strata_[stratum] = Need{};
    Need most;
    for (const auto& relation : c_.program.relations) {
      if (relation.stratum != stratum) continue;
      for (const auto& rule : relation.rules) most = std::max(most, need(rule));
    }
    strata_[stratum] = most;
    return most;
  }

  auto need(const RelationRule& rule) -> Need {
    Need most;
    for (const auto& generator : rule.generators) most = std::max(most, need(generator.list));
    for (const auto condition : rule.conditions) most = std::max(most, need(condition));
    for (const auto& atom : rule.atoms) {
      most = std::max(most, need(atom.relation));
      for (const auto& term : atom.terms) {
        if (const auto* expr = std::get_if<ExprId>(&term)) most = std::max(most, need(*expr));
      }
    }
    return most;
  }

  Compilation& c_;
  std::vector<std::optional<Need>> needed_;
  std::vector<std::optional<Need>> strata_;
};

// One declaration, and where it stands.
struct Written {
  std::size_t unit = 0;
  const syntax::Requirement* syntax = nullptr;
};

// Gives all of them their names first, because they may speak of each other.
auto name_all(Compilation& c) -> std::vector<Written> {
  std::vector<Written> all;
  std::map<std::string, Span> names;
  for (std::size_t unit = 0; unit < c.units.size(); ++unit) {
    for (const auto& node : c.units[unit].file->declarations) {
      const auto* written = std::get_if<syntax::Requirement>(&node.declaration);
      if (written == nullptr) continue;
      Requirement named;
      named.kind = written->kind;
      named.name = written->name.text();
      named.module = c.units[unit].module;
      named.span = written->name.span;
      const auto [other, fresh] = names.emplace(named.qualified(), named.span);
      if (!fresh) {
        c.sink.report(Code::duplicate_name, named.span, named.name)
            .label(other->second, say("first declared here", "首次声明于此"));
      }
      c.program.requirements.add(std::move(named));
      all.push_back({unit, written});
    }
  }
  return all;
}

}  // namespace

void check_requirements(Compilation& c) {
  const auto all = name_all(c);
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    auto& requirement = c.program.requirements[{i}];
    requirement = RequirementChecker(c, all[i].unit, *all[i].syntax, requirement).run();
  }
  if (c.sink.errors() > 0) return;
  LevelGapFinder gaps(c);
  for (const auto& requirement : c.program.requirements) gaps.check(requirement);
}

}  // namespace dengbao::model
