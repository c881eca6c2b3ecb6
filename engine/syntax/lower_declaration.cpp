#include "syntax/lowering.h"
#include "syntax/once.h"

namespace dengbao::syntax {
namespace {

auto lower_field(Lowering& to, PolicyParser::FieldContext* field) -> Field {
  Field out{lower_name(to, field->anyName()), field->KEY() != nullptr, lower_type(to, field->type()), {}, {}, {}};
  out.span = to.origin.span(field);
  Once once(to);
  for (auto* note : field->fieldNote()) {
    if (auto* label = note->fieldLabel()) {
      if (once.first("label", label)) out.label = lower_words(to, label->localised());
    } else if (auto* ask = note->fieldAsk()) {
      if (once.first("ask", ask)) out.ask = lower_words(to, ask->localised());
    }
  }
  return out;
}

auto lower_record(Lowering& to, PolicyParser::RecordContext* record) -> Record {
  Record out{lower_name(to, record->plainName()), {}, {}};
  if (auto* label = record->recordLabel()) out.label = lower_words(to, label->localised());
  for (auto* field : record->field()) out.fields.push_back(lower_field(to, field));
  return out;
}

auto lower_enumeration(Lowering& to, PolicyParser::EnumerationContext* enumeration) -> Enumeration {
  Enumeration out{lower_name(to, enumeration->plainName()), {}, {}};
  if (auto* label = enumeration->recordLabel()) out.label = lower_words(to, label->localised());
  out.choices = lower_enumerators(to, enumeration->enumType());
  return out;
}

auto lower_bound(Lowering& to, PolicyParser::ParameterBoundContext* bound) -> Bound {
  return {bound->LEAST() != nullptr, lower_sum(to, bound->sum()), to.origin.span(bound)};
}

auto lower_parameter(Lowering& to, PolicyParser::ParameterContext* parameter) -> Parameter {
  Parameter out;
  out.name = lower_name(to, parameter->plainName());
  out.type = lower_type(to, parameter->type());
  out.value = lower_expr(to, parameter->expr());
  Once once(to);
  for (auto* note : parameter->parameterNote()) {
    if (auto* bound = note->parameterBound()) {
      if (once.first(bound->LEAST() ? "at least" : "at most", bound)) out.bounds.push_back(lower_bound(to, bound));
    } else if (auto* says = note->saysNote()) {
      if (once.first("says", says)) out.says = lower_words(to, says->localised());
    } else if (auto* because = note->becauseNote()) {
      if (once.first("because", because)) out.because = lower_words(to, because->localised());
    }
  }
  return out;
}

auto lower_definition(Lowering& to, PolicyParser::DefinitionContext* definition) -> Definition {
  Definition out;
  out.name = lower_name(to, definition->plainName());
  if (auto* formals = definition->formals()) out.formals = lower_formals(to, formals);
  out.result = lower_type(to, definition->type());
  Once once(to);
  for (auto* says : definition->saysNote()) {
    if (once.first("says", says)) out.says = lower_words(to, says->localised());
  }
  out.body = lower_expr(to, definition->expr());
  return out;
}

}  // namespace

auto lower_formals(Lowering& to, PolicyParser::FormalsContext* formals) -> std::vector<Formal> {
  std::vector<Formal> out;
  for (auto* formal : formals->formal()) {
    out.push_back({lower_name(to, formal->plainName()), lower_type(to, formal->type())});
  }
  return out;
}

auto lower_use(Lowering& to, PolicyParser::UseClauseContext* use) -> Use {
  Use out{lower_path(to, use->path()), {}, to.origin.span(use)};
  for (auto* name : use->anyName()) out.names.push_back(lower_name(to, name));
  return out;
}

auto lower_declaration(Lowering& to, PolicyParser::DeclarationContext* declaration) -> Declaration {
  if (auto* d = declaration->scheme()) return lower_scheme(to, d);
  if (auto* d = declaration->source()) return lower_source(to, d);
  if (auto* d = declaration->record()) return lower_record(to, d);
  if (auto* d = declaration->enumeration()) return lower_enumeration(to, d);
  if (auto* d = declaration->parameter()) return lower_parameter(to, d);
  if (auto* d = declaration->definition()) return lower_definition(to, d);
  if (auto* d = declaration->relation()) return lower_relation(to, d);
  if (auto* d = declaration->table()) return lower_table(to, d);
  if (auto* d = declaration->risk()) return lower_risk(to, d);
  if (auto* d = declaration->duty()) return lower_duty(to, d);
  if (auto* d = declaration->outcome()) return lower_outcome(to, d);
  if (auto* d = declaration->test()) return lower_test(to, d);
  return lower_requirement(to, declaration->requirement());
}

}  // namespace dengbao::syntax
