#include "report/verdicts_json.h"

#include "eval/reasons.h"
#include "facts/columns.h"
#include "facts/json_value.h"
#include "report/json.h"
#include "report/outcomes.h"
#include "report/rule_names.h"
#include "report/subject.h"

namespace dengbao::report {
namespace {

constexpr std::string_view verdicts_schema = "dengbao.verdicts/1";

void write_origin(JsonLine& out, const Origin& origin) {
  out.open('{').member("schema", verdicts_schema).member("facts", origin.facts);
  if (origin.line) out.member("line", *origin.line);
}

void write_messages(JsonLine& out, std::string_view messages) {
  if (!messages.empty()) out.key("diagnostics").raw(messages);
}

class VerdictsLine {
 public:
  VerdictsLine(const Context& context, const assess::Assessment& assessment, const std::vector<std::string>& rules,
               eval::Reasons* reasons)
      : context_(context), assessment_(assessment), rules_(rules), reasons_(reasons) {}

  auto write(const Origin& origin, std::string_view policies, std::string_view messages) -> std::string {
    out_.reserve(256 * (assessment_.results.size() + assessment_.risks.size() + assessment_.duties.size() + 4));
    write_origin(out_, origin);
    write_head(policies);
    write_clauses();
    write_outcomes();
    write_rules("requirements", assessment_.results);
    write_rules("risks", assessment_.risks);
    write_rules("duties", assessment_.duties);
    write_messages(out_, messages);
    return out_.close('}').take();
  }

 private:
  void write_head(std::string_view policies) {
    out_.member("network", context_.facts.name(context_.facts.root(), Lang::en));
    out_.member("scheme", context_.program.scheme.name);
    out_.member("level", assessment_.level);
    out_.member("as_of", assessment_.as_of.to_string());
    if (!policies.empty()) out_.member("policies", policies);
    if (const auto parameters = overridden_json(context_); !parameters.empty()) {
      out_.key("parameters").raw(parameters.dump());
    }
    out_.member("verdict", eval::verdict_name(assessment_.verdict));
  }

  void write_clauses() {
    const auto& clauses = assessment_.denominator;
    if (clauses.clauses == 0) return;
    out_.key("clauses").open('{').member("total", clauses.clauses).member("not_covered", clauses.not_covered);
    assess::Tally tally;
    for (const auto& [verdict, count] : assessment_.counts) tally.add(verdict, count);
    out_.key("verdicts");
    write_tally(out_, tally);
    out_.close('}');
  }

  void write_outcomes() {
    if (assessment_.outcomes.empty()) return;
    out_.key("outcomes").open('[');
    for (const auto& outcome : assessment_.outcomes) out_.raw(outcome_value_json(context_, outcome).dump());
    out_.close(']');
  }

  void write_rules(std::string_view kind, const std::vector<explain::Judgement>& judgements) {
    out_.key(kind).open('[');
    for (const auto& judgement : judgements) write_rule(judgement);
    out_.close(']');
  }

  void write_rule(const explain::Judgement& judgement) {
    const auto& rule = context_.program.requirements[judgement.requirement];
    out_.open('{').key("name").raw(rules_[judgement.requirement.index]).member("level", judgement.level);
    out_.member("verdict", eval::verdict_name(judgement.verdict.verdict));
    if (!judgement.verdict.final) out_.key("final").raw("false");
    if (assess::advisory(context_.program, rule)) out_.key("advisory").raw("true");
    if (judgement.open_scope) out_.member("scope", "undecided");
    const auto tally = assess::subjects_by_verdict(judgement);
    out_.member("looked_at", judgement.looked_at).key("subjects");
    write_tally(out_, tally);
    out_.key("not_good").open('[');
    if (tally.of(eval::Standing::bad) + tally.of(eval::Standing::open) > 0) write_subjects(judgement);
    out_.close(']').close('}');
  }

  void write_subjects(const explain::Judgement& judgement) {
    const auto found = reasons_ != nullptr && eval::has_subjects(judgement)
                           ? reasons_->of(judgement)
                           : std::vector<std::vector<eval::FactRead>>();
    for (const auto& judged : judgement.subjects) {
      if (!assess::is_not_good(judged.verdict)) continue;
      out_.open('{').key("id");
      write_id(judged);
      out_.member("verdict", eval::verdict_name(judged.verdict));
      if (!judged.final) out_.key("final").raw("false");
      if (judged.in_scope == Truth::unknown) out_.member("scope", "undecided");
      if (const auto* row = judged.subject.get_if<Row>()) out_.member("pointer", context_.facts.pointer(*row));
      if (!found.empty()) write_facts(found[static_cast<std::size_t>(&judged - judgement.subjects.data())]);
      out_.close('}');
    }
  }

  // The facts by which it fails, or those that are missing.
  void write_facts(const std::vector<eval::FactRead>& facts) {
    out_.key("because").open('[');
    for (const auto& fact : facts) write_fact(fact);
    out_.close(']');
  }

  auto is_given(const eval::FactRead& fact) const -> bool {
    const auto* column = context_.facts.column(fact.field);
    if (column == nullptr) return false;
    const auto state = column->state(fact.row.index);
    return state == facts::CellState::present || state == facts::CellState::present_open;
  }

  void write_fact(const eval::FactRead& fact) {
    const auto type = context_.program.fields[fact.field].type;
    out_.open('{').member("pointer", context_.facts.pointer(fact.row, fact.field));
    if (type.list && is_given(fact)) {
      // A list may be long: its elements are not looked at.
      out_.member("elements", context_.facts.column(fact.field)->ranges[fact.row.index].count).close('}');
      return;
    }
    const auto value = context_.facts.get(fact.row, fact.field);
    if (!value.is_value()) {
      out_.member("missing", facts::absence_name(context_.facts.missing(fact.row, fact.field).absence));
    } else if (type.list) {
      out_.member("elements", std::uint64_t{0});
    } else if (const auto* text = value.get_if<std::string_view>()) {
      out_.member("value", *text);
    } else if (const auto* row = value.get_if<Row>()) {
      out_.member("value", context_.facts.name(*row, Lang::en));
    } else {
      out_.key("value").raw(facts::json_value(context_.program, value, type));
    }
    out_.close('}');
  }

  // As `subject_id` has it; keys that are texts are written from the facts.
  void write_id(const explain::JudgedSubject& judged) {
    if (const auto* row = judged.subject.get_if<Row>()) {
      const auto key = context_.program.records[row->record].key;
      const auto value = key ? context_.facts.get(*row, *key) : Value();
      const auto* text = value.get_if<std::string_view>();
      if (text != nullptr && !text->empty()) {
        out_.text(*text);
        return;
      }
    }
    out_.text(subject_id(context_, judged));
  }

  const Context& context_;
  const assess::Assessment& assessment_;
  const std::vector<std::string>& rules_;
  eval::Reasons* reasons_;  // null: none are asked for
  JsonLine out_;
};

}  // namespace

void write_tally(JsonLine& out, const assess::Tally& tally) {
  out.open('{');
  for (std::size_t index = 0; index < assess::Tally::size; ++index) {
    const auto verdict = static_cast<eval::Verdict>(index);
    if (tally[verdict] > 0) out.member(eval::verdict_name(verdict), tally[verdict]);
  }
  out.close('}');
}

VerdictsWriter::VerdictsWriter(const model::Program& program, std::string policies) : policies_(std::move(policies)) {
  for (const auto& name : rule_names(program)) append_json_text(rules_.emplace_back(), name);
}

auto VerdictsWriter::write(const Context& context, const assess::Assessment& assessment, const Origin& origin,
                           std::string_view messages, eval::Reasons* reasons) const -> std::string {
  return VerdictsLine(context, assessment, rules_, reasons).write(origin, policies_, messages);
}

auto VerdictsWriter::write_unread(const Origin& origin, std::string_view messages) const -> std::string {
  JsonLine out;
  write_origin(out, origin);
  out.member("verdict", "not-read");
  write_messages(out, messages);
  return out.close('}').take();
}

auto verdicts_json(const Context& context, const assess::Assessment& assessment) -> std::string {
  const VerdictsWriter writer(context.program, context.policies);
  return writer.write(context, assessment, {context.sources[context.facts.file()].name(), {}}, {}, context.reasons);
}

}  // namespace dengbao::report
