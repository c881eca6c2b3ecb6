#include "report/questions.h"

#include "base/utf8.h"

namespace dengbao::report {

auto unknown_words(const Context& context, explain::FactRef fact) -> std::string {
  if (context.facts.list_note(fact.row, fact.field).completeness == facts::Completeness::incomplete) {
    return in(context, "the list is not complete", "清单不完整");
  }
  const auto note = context.facts.missing(fact.row, fact.field);
  auto words = facts::absence_words(note.absence).in(context.lang);
  if (!note.note.empty()) words += in(context, ": ", "：") + utf8::printable(note.note);
  return words;
}

}  // namespace dengbao::report
