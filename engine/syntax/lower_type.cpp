#include "syntax/lowering.h"

namespace dengbao::syntax {
namespace {

auto one_of(Lowering& to, PolicyParser::EnumTypeContext* type, TypeExpr out) -> TypeExpr {
  out.form = TypeExpr::Form::one_of;
  out.choices = lower_enumerators(to, type);
  return out;
}

auto named(Lowering& to, PolicyParser::NamedTypeContext* type, TypeExpr out) -> TypeExpr {
  if (auto* name = type->typeName()) {
    out.path = lower_type_name(to, name);
  } else {
    out.path = {{lower_name(to, type)}, out.span};  // `level`
  }
  return out;
}

}  // namespace

auto lower_type_name(Lowering& to, PolicyParser::TypeNameContext* name) -> Path {
  Path out{{lower_name(to, name->start)}, to.origin.span(name)};
  for (auto* part : name->anyName()) out.names.push_back(lower_name(to, part));
  return out;
}

auto lower_enumerators(Lowering& to, PolicyParser::EnumTypeContext* type) -> std::vector<EnumeratorDecl> {
  std::vector<EnumeratorDecl> out;
  for (auto* enumerator : type->enumerator()) {
    EnumeratorDecl choice{lower_name(to, enumerator->anyName()), {}};
    if (auto* label = enumerator->localised()) choice.label = lower_words(to, label);
    out.push_back(std::move(choice));
  }
  return out;
}

auto lower_type(Lowering& to, PolicyParser::TypeContext* type) -> TypeExpr {
  TypeExpr out;
  out.span = to.origin.span(type);
  if (auto* list = type->listType()) {
    out.form = TypeExpr::Form::list_of;
    out.element.push_back(lower_type(to, list->type()));
  } else if (auto* ref = type->refType()) {
    out.form = TypeExpr::Form::ref;
    out.path = lower_type_name(to, ref->typeName());
  } else if (auto* name = type->nameType()) {
    out.form = TypeExpr::Form::name_of;
    out.path = lower_type_name(to, name->typeName());
  } else if (auto* choices = type->enumType()) {
    return one_of(to, choices, std::move(out));
  } else {
    return named(to, type->namedType(), std::move(out));
  }
  return out;
}

}  // namespace dengbao::syntax
