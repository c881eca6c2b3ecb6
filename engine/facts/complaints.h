#pragma once

#include <string_view>

#include "facts/json_cursor.h"
#include "facts/record_plan.h"

namespace dengbao::facts {

// What the decoder says of values that do not fit the records. None of it is built where the cursor gives up.
class Complaints {
 public:
  Complaints(JsonCursor& cursor, const model::Program& program, Problems& problems)
      : cursor_(cursor), program_(program), problems_(problems) {}

  // `where` is the value; the cursor stands behind it.
  void wrong_type(Extent where, const Localised& expected);
  void unknown_choice(const FieldPlan& field, Token token, std::string_view text);
  void bad_form(const FieldPlan& field, Token token, std::string_view text);
  void too_long(Token token, std::string_view number);
  void not_a_list(const FieldPlan& field, Token token);
  // Of the object whose members are being read.
  void no_key(const RecordPlan& plan);
  void null_key(const RecordPlan& plan, const FieldPlan& field, Token token);
  // A warning; `pointer` is that of the key.
  void unknown_key(const RecordPlan& plan, std::string_view key, Extent extent, std::string pointer);

 private:
  JsonCursor& cursor_;
  const model::Program& program_;
  Problems& problems_;
};

}  // namespace dengbao::facts
