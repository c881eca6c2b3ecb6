#include "report/subject.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace dengbao::report {
namespace {

auto key_text(const Context& context, Row row) -> std::string {
  const auto key = context.program.records[row.record].key;
  if (!key) return {};
  const auto value = context.facts.get(row, *key);
  return value.is_value() ? to_text(value, Lang::en) : std::string();
}

auto row_id(const Context& context, Row row) -> std::string {
  if (auto key = key_text(context, row); !key.empty()) return key;
  return row == context.facts.root() ? "network" : context.facts.pointer(row);
}

// A value that is no row, in words.
auto plain_words(const Context& context, const Value& value, Type type, Lang lang) -> std::string {
  return value.get_if<Enumerator>() != nullptr ? context.program.value_words(value, type, lang) : to_text(value, lang);
}

}  // namespace

auto subject_id(const Context& context, const Value& subject, Type type) -> std::string {
  if (const auto* row = subject.get_if<Row>()) return row_id(context, *row);
  if (const auto* choice = subject.get_if<Enumerator>()) {
    return context.program.enumerations[type.enumeration()].choices[choice->ordinal].name;
  }
  return to_text(subject, Lang::en);
}

auto subject_id(const Context& context, const explain::JudgedSubject& judged) -> std::string {
  return subject_id(context, judged.subject, judged.type);
}

auto is_subject(const Context& context, const Value& subject, Type type, std::string_view id) -> bool {
  if (id == subject_id(context, subject, type)) return true;
  const auto* row = subject.get_if<Row>();
  if (row == nullptr) {
    return id == plain_words(context, subject, type, Lang::en) || id == plain_words(context, subject, type, Lang::zh);
  }
  return id == context.facts.pointer(*row) || id == context.facts.name(*row, Lang::en) ||
         id == context.facts.name(*row, Lang::zh);
}

auto is_subject(const Context& context, const explain::JudgedSubject& judged, std::string_view id) -> bool {
  return is_subject(context, judged.subject, judged.type, id);
}

auto subject_words(const Context& context, const explain::JudgedSubject& judged) -> std::string {
  const auto* row = judged.subject.get_if<Row>();
  if (row == nullptr) return utf8::printable(plain_words(context, judged.subject, judged.type, context.lang));
  if (*row == context.facts.root()) return in(context, "the whole network", "整个网络");
  auto name = utf8::printable(context.facts.name(*row, context.lang));
  if (key_text(context, *row).empty()) return name;  // it begins with the label already
  return fmt::format("{} {}", context.program.records[row->record].label.in(context.lang), name);
}

auto open_scope_facts(const Context& context, const explain::Judgement& judgement) -> std::vector<explain::FactRef> {
  if (!judgement.open_scope) return {};
  const explain::World world{context.program, context.facts, context.settings, judgement.level};
  auto found = explain::facts_of_scope(world, context.program.requirements[judgement.requirement]);
  std::erase_if(found, [&](const explain::FactRef& fact) {
    const auto value = context.facts.get(fact.row, fact.field);
    const bool open = value.get_if<std::shared_ptr<const List>>() != nullptr && value.list().open;
    return !value.is_unknown() && !open;
  });
  return found;
}

auto scope_words(const Context& context, const explain::Judgement& judgement) -> std::string {
  std::string out;
  const auto add = [&](const std::string& words) { out += (out.empty() ? "" : in(context, "; ", "；")) + words; };
  for (const auto& fact : open_scope_facts(context, judgement)) {
    const auto at = utf8::printable(context.facts.pointer(fact.row, fact.field));
    const bool given = !context.facts.get(fact.row, fact.field).is_unknown();
    add(fmt::format(
        fmt::runtime(given ? in(context, "the list of subjects is not complete ({})", "对象清单不完整（{}）")
                           : in(context, "the list of subjects is not given ({})", "对象清单未提供（{}）")),
        at));
  }
  const explain::World world{context.program, context.facts, context.settings, judgement.level};
  for (const auto& fact : explain::facts_of_scope(world, context.program.requirements[judgement.requirement])) {
    const auto note = context.facts.list_note(fact.row, fact.field);
    if (note.completeness != facts::Completeness::sampled || !note.of) continue;
    const auto shown = context.facts.get(fact.row, fact.field).list().elements.size();
    add(fmt::format(fmt::runtime(in(context, "a sample: {} of {}", "抽样：共 {1} 个，查看 {0} 个")), shown, *note.of));
  }
  return out;
}

auto cited_clauses(const Context& context, const model::Requirement& requirement, std::uint32_t level)
    -> std::vector<CitedClause> {
  std::vector<CitedClause> cited;
  for (const auto& citation : requirement.citations) {
    const auto& source = context.program.sources[citation.source];
    if (source.clauses.empty()) {
      const auto& number = citation.number.empty() ? citation.topic : citation.number;
      cited.push_back({citation.source, nullptr, number, citation.in_part});
    }
    for (const auto index : citation.clauses) {
      const auto& clause = source.clauses[index];
      if (clause.level == level) cited.push_back({citation.source, &clause, clause.number, citation.in_part});
    }
  }
  return cited;
}

auto concern_name(const Context& context, const model::Concern& concern) -> std::string {
  return concern.requirement ? context.program.requirements[*concern.requirement].name : concern.topic;
}

auto concern_names(const Context& context, const model::Requirement& risk) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& concern : risk.concerns) names.push_back(concern_name(context, concern));
  return names;
}

}  // namespace dengbao::report
