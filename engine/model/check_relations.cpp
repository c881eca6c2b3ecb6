#include <algorithm>
#include <set>

#include "model/check_expr.h"
#include "syntax/children.h"

// Relations: their parameters, and the rules by which tuples come to belong to them.
namespace dengbao::model {
namespace {

auto may_be_parameter(Type type) -> bool {
  if (type.list) return false;
  return type.kind == Kind::record || type.kind == Kind::enumeration || type.kind == Kind::text ||
         type.kind == Kind::number;
}

void check_signature(Compilation& c, RelationId id, const PendingRelation& pending) {
  std::vector<std::string> names;
  std::vector<Type> types;
  for (const auto& formal : pending.syntax->formals) {
    const auto type = resolve_type(c, pending.unit, formal.type, {});
    if (type && !may_be_parameter(type->type)) {
      c.sink.report(Code::relation_type, formal.type.span, c.program.type_words(type->type));
    }
    if (std::find(names.begin(), names.end(), formal.name.text) != names.end()) {
      c.sink.report(Code::duplicate_name, formal.name.span, formal.name.text);
    }
    names.push_back(formal.name.text);
    types.push_back(type ? type->type : text_type);
  }
  auto& relation = c.program.relations[id];
  relation.formals = std::move(names);
  relation.formal_types = std::move(types);
}

// One conjunct of `where` or `when`; only the first may ask whether something is known.
struct Conjunct {
  syntax::ExprId expr;
  bool where = false;
};

class RuleChecker {
 public:
  RuleChecker(Compilation& c, std::size_t unit, RelationId relation, const syntax::RelationRule& written)
      : c_(c),
        file_(*c.units[unit].file),
        relation_(relation),
        written_(written),
        checker_(c, *c.units[unit].file, scope_) {
    scope_.unit = unit;
  }

  auto run() -> std::optional<RelationRule> {
    made_.span = written_.span;
    for (const auto& generator : written_.generators) {
      if (!check_generator(generator)) return std::nullopt;
    }
    std::vector<Conjunct> conjuncts;
    if (written_.where) split(*written_.where, true, conjuncts);
    if (written_.when) split(*written_.when, false, conjuncts);
    for (const auto& conjunct : conjuncts) declare_arguments(conjunct);
    check_heads();
    for (const auto& conjunct : conjuncts) check_conjunct(conjunct);
    made_.slots = static_cast<std::uint32_t>(scope_.slot_names.size());
    made_.slot_names = scope_.slot_names;
    return sound_ ? std::optional(std::move(made_)) : std::nullopt;
  }

 private:
  auto check_generator(const syntax::Generator& generator) -> bool {
    const auto list = checker_.list_of_subjects(generator.list);
    if (!list) return false;
    const auto slot = checker_.declare(generator.variable, c_.program.exprs[*list].type.element());
    if (slot) made_.generators.push_back({*slot, *list});
    return slot.has_value();
  }

  void split(syntax::ExprId id, bool where, std::vector<Conjunct>& into) {
    const auto* all = std::get_if<syntax::And>(&file_.exprs[id].node);
    if (all == nullptr) {
      into.push_back({id, where});
      return;
    }
    for (const auto operand : all->operands) split(operand, where, into);
  }

  // The relation that an expression calls.
  auto called(syntax::ExprId id) -> std::optional<RelationId> {
    const auto* call = std::get_if<syntax::Call>(&file_.exprs[id].node);
    if (call == nullptr) return std::nullopt;
    const auto found = c_.find(scope_.unit, call->function);
    if (!found || found->what != Declared::What::relation) return std::nullopt;
    return RelationId{found->index};
  }

  auto is_enumerator(const std::string& name, Type type) const -> bool {
    if (type.kind != Kind::enumeration) return false;
    const auto& choices = c_.program.enumerations[type.enumeration()].choices;
    return std::any_of(choices.begin(), choices.end(), [&](const auto& choice) { return choice.name == name; });
  }

  auto has_meaning(const syntax::Name& name, std::optional<Type> expected) -> bool {
    const auto& variables = scope_.variables;
    return (expected && is_enumerator(name.text, *expected)) || name.text == "as_of" || name.text == c_.root_name ||
           std::any_of(variables.begin(), variables.end(), [&](const auto& one) { return one.name == name.text; }) ||
           c_.find(scope_.unit, name).has_value();
  }

  // A plain name without a meaning, as an argument of a relation: the relation gives it its values.
  void declare_arguments(const Conjunct& conjunct) {
    const auto relation = called(conjunct.expr);
    if (!relation) return;
    const auto& call = std::get<syntax::Call>(file_.exprs[conjunct.expr].node);
    const auto types = c_.program.relations[*relation].formal_types;
    for (std::size_t i = 0; i < std::min(types.size(), call.arguments.size()); ++i) {
      const auto* name = std::get_if<syntax::NameRef>(&file_.exprs[call.arguments[i]].node);
      if (name != nullptr && !has_meaning(name->name, types[i])) checker_.declare(name->name, types[i]);
    }
  }

  void check_heads() {
    const auto& relation = c_.program.relations[relation_];
    if (written_.heads.size() != relation.formals.size()) {
      c_.sink.report(Code::wrong_argument_count, written_.span, relation.name, relation.formals.size(),
                     written_.heads.size());
      sound_ = false;
      return;
    }
    for (std::size_t i = 0; i < written_.heads.size(); ++i) check_head(written_.heads[i], relation.formal_types[i]);
  }

  void check_head(syntax::ExprId written, Type type) {
    if (report_unbound(written, type)) return;
    const auto head = checker_.check_as(written, type);
    if (head && !is_head(*head)) c_.sink.report(Code::relation_head, file_.exprs[written].span);
    sound_ = sound_ && head && is_head(*head);
    if (head) made_.heads.push_back(*head);
  }

  // Nothing is reckoned in a head: so there are only finitely many tuples.
  auto is_head(ExprId expr) const -> bool {
    const auto& node = c_.program.exprs[expr].node;
    if (const auto* field = std::get_if<FieldOf>(&node)) {
      return !c_.program.exprs[field->base].type.list && is_head(field->base);
    }
    return std::holds_alternative<VariableRef>(node) || std::holds_alternative<Constant>(node);
  }

  // Whether the name that an expression begins with is bound by nothing.
  auto report_unbound(syntax::ExprId written, std::optional<Type> type) -> bool {
    const auto& node = file_.exprs[written].node;
    if (const auto* field = std::get_if<syntax::FieldAccess>(&node)) return report_unbound(field->base, std::nullopt);
    const auto* ref = std::get_if<syntax::NameRef>(&node);
    if (ref == nullptr || has_meaning(ref->name, type)) return false;
    sound_ = false;
    if (!told_.insert(ref->name.text).second) return true;
    std::vector<std::string> variables;
    for (const auto& variable : scope_.variables) variables.push_back(variable.name);
    const bool record = type && type->kind == Kind::record;
    const auto values = record ? say("all {}", "所有 {}", c_.program.records[type->record()].name) : say("…", "…");
    c_.sink.report(Code::relation_unbound, ref->name.span, ref->name.text)
        .help(say("write `for {0} in {1}`, or call a relation with `{0}` in `when`",
                  "请写 `对于 {0} 属于 {1}`，或在 `当` 中以 `{0}` 调用某个关系", ref->name.text, values))
        .did_you_mean(ref->name.text, variables);
    return true;
  }

  void check_conjunct(const Conjunct& conjunct) {
    if (const auto relation = called(conjunct.expr)) {
      check_atom(conjunct.expr, *relation);
      return;
    }
    std::set<std::string> inner;
    find_inner_variables(conjunct.expr, inner);
    if (has_unbound_argument(conjunct.expr, inner)) return;
    const auto checked =
        conjunct.where ? checker_.check_where(conjunct.expr) : checker_.check_as(conjunct.expr, truth_type);
    sound_ = sound_ && checked;
    if (checked) made_.conditions.push_back(*checked);
  }

  void check_atom(syntax::ExprId written, RelationId relation) {
    const auto checked = checker_.check(written);
    sound_ = sound_ && checked;
    if (!checked) return;
    RelationAtom atom{relation, {}, file_.exprs[written].span};
    for (const auto argument : std::get<CallRelation>(c_.program.exprs[*checked].node).arguments) {
      const auto* variable = std::get_if<VariableRef>(&c_.program.exprs[argument].node);
      if (variable != nullptr) {
        atom.terms.emplace_back(variable->slot);
      } else {
        atom.terms.emplace_back(argument);
      }
    }
    made_.atoms.push_back(std::move(atom));
  }

  // The variables of quantifiers and selections somewhere in an expression.
  void find_inner_variables(syntax::ExprId id, std::set<std::string>& names) const {
    const auto& node = file_.exprs[id].node;
    if (const auto* quantifier = std::get_if<syntax::Quantifier>(&node)) names.insert(quantifier->variable.text);
    if (const auto* select = std::get_if<syntax::Select>(&node)) names.insert(select->variable.text);
    if (const auto* map = std::get_if<syntax::Map>(&node)) names.insert(map->variable.text);
    for (const auto child : syntax::children(node)) find_inner_variables(child, names);
  }

  // `not reaches(a, b)` finds no values for `b`: something else must.
  auto has_unbound_argument(syntax::ExprId id, const std::set<std::string>& inner) -> bool {
    bool found = false;
    if (const auto relation = called(id)) {
      const auto& call = std::get<syntax::Call>(file_.exprs[id].node);
      const auto types = c_.program.relations[*relation].formal_types;
      for (std::size_t i = 0; i < std::min(types.size(), call.arguments.size()); ++i) {
        const auto* name = std::get_if<syntax::NameRef>(&file_.exprs[call.arguments[i]].node);
        if (name == nullptr || inner.contains(name->name.text)) continue;
        found = report_unbound(call.arguments[i], types[i]) || found;
      }
    }
    for (const auto child : syntax::children(file_.exprs[id].node)) found = has_unbound_argument(child, inner) || found;
    return found;
  }

  Compilation& c_;
  const syntax::File& file_;
  RelationId relation_;
  const syntax::RelationRule& written_;
  Scope scope_;
  ExprChecker checker_;
  RelationRule made_;
  std::set<std::string> told_;  // names that nothing binds
  bool sound_ = true;
};

void check_relation(Compilation& c, RelationId id, const PendingRelation& pending) {
  const auto& written = *pending.syntax;
  if (written.rules.empty()) c.sink.report(Code::relation_without_rules, written.name.span, written.name.text);
  std::vector<RelationRule> rules;
  for (const auto& rule : written.rules) {
    if (auto made = RuleChecker(c, pending.unit, id, rule).run()) rules.push_back(std::move(*made));
  }
  Scope scope;
  scope.unit = pending.unit;
  const auto types = c.program.relations[id].formal_types;
  for (std::size_t i = 0; i < written.formals.size(); ++i) {
    scope.declare(written.formals[i].name.text, types[i], written.formals[i].name.span);
  }
  auto says = make_template(c, scope, written.says);
  auto& relation = c.program.relations[id];
  relation.says = std::move(says);
  relation.rules = std::move(rules);
}

}  // namespace

void check_relation_signatures(Compilation& c) {
  for (std::uint32_t i = 0; i < c.relations.size(); ++i) check_signature(c, {i}, c.relations[i]);
}

void check_relations(Compilation& c) {
  const auto errors_before = c.sink.errors();
  for (std::uint32_t i = 0; i < c.relations.size(); ++i) check_relation(c, {i}, c.relations[i]);
  if (c.sink.errors() == errors_before) stratify(c);
}

}  // namespace dengbao::model
