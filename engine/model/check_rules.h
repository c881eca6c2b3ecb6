#pragma once

#include "model/check_expr.h"

// The sections that only one kind of rule has. Each fills `requirement` and reports what is wrong.
namespace dengbao::model {

// A requirement's `may be provided by`: its record, from which the conditions are made.
void check_provider(Compilation& compilation, ExprChecker& checker, syntax::ExprId written, Requirement& requirement);

// A risk's `concerns`: topics of the scheme's catalogue, and requirements.
void check_concerns(Compilation& compilation, const syntax::Requirement& written, Requirement& requirement);

// A duty's `due`, `every` and `done on`.
void check_duty(Compilation& compilation, ExprChecker& checker, const syntax::Requirement& written,
                Requirement& requirement);

}  // namespace dengbao::model
