#include "assess/survey/inquiry.h"

#include <algorithm>
#include <map>
#include <set>

#include "facts/load.h"

namespace dengbao::assess {
namespace {

// Puts the records that are taken to be there into facts.
class Grants {
 public:
  Grants(const model::Program& program, FactsJson& facts) : program_(program) {
    if (facts.contains("missing") && facts["missing"].is_array()) {
      for (const auto& note : facts["missing"]) {
        if (note.is_object() && note.contains("facts") && note["facts"].is_string()) noted_.insert(note["facts"]);
      }
    }
    std::string pointer;
    add(facts, program.scheme.facts, pointer);
  }

 private:
  // Without a question of its own; and which it is need not be asked.
  auto is_granted(const model::Field& field) const -> bool {
    return !field.type.list && field.ask.empty() && !program_.records[field.type.record()].key;
  }

  void add(FactsJson& object, RecordId record, std::string& pointer) {
    if (!object.is_object() || std::ranges::find(around_, record) != around_.end()) return;
    around_.push_back(record);
    for (const auto id : program_.records[record].fields) {
      const auto& field = program_.fields[id];
      if (field.type.kind != Kind::record || field.ref || !field.read) continue;
      const auto above = pointer.size();
      append_name_step(pointer, field.name);
      const auto found = object.find(field.name);
      const bool there = found != object.end() && !found->is_null();
      if (there || (is_granted(field) && !noted_.contains(pointer))) {
        if (!there) object[field.name] = FactsJson::object();
        below(object[field.name], field.type.record(), pointer);
      }
      pointer.resize(above);
    }
    around_.pop_back();
  }

  void below(FactsJson& held, RecordId record, std::string& pointer) {
    if (!held.is_array()) return add(held, record, pointer);
    for (std::size_t i = 0; i < held.size(); ++i) {
      const auto above = pointer.size();
      append_name_step(pointer, std::to_string(i));
      add(held[i], record, pointer);
      pointer.resize(above);
    }
  }

  const model::Program& program_;
  std::set<std::string> noted_;   // what the facts say is missing
  std::vector<RecordId> around_;  // a record that may hold its own kind is not granted in itself
};

// Facts in which the records that are taken to be there are there.
class Supposed {
 public:
  Supposed(const eval::Plan& plan, std::string_view facts, const eval::Settings& settings, const Selection& selection,
           Search search)
      : plan_(plan), program_(*plan.program), settings_(settings), selection_(selection), search_(search) {
    inquiry_.facts = FactsJson::parse(facts, nullptr, false);
    const Grants grants(program_, inquiry_.facts);
    Sink sink;  // they were read before
    auto text = inquiry_.facts.dump(-1, ' ', false, FactsJson::error_handler_t::replace);
    facts_ = facts::load(facts::Excerpt{std::move(text), {}, 0}, program_.scheme.facts, program_, sink);
  }

  auto ask() -> Inquiry {
    if (!facts_) return std::move(inquiry_);
    needs_ = needed_facts(plan_, *facts_, settings_, selection_, search_);
    put_lists_first();
    for (const auto& need : needs_) inquiry_.questions.push_back(question(need, inquiry_.facts));
    std::ranges::stable_partition(inquiry_.questions, [](const Question& one) { return !one.asked_before(); });
    return std::move(inquiry_);
  }

 private:
  // A reference can only be given once what it refers to is listed: where that was never asked for, it is asked
  // instead.
  void put_lists_first() {
    std::map<RecordId, std::vector<explain::FactRef>> lists;
    std::vector<Need> needs;
    std::map<explain::FactRef, std::size_t> places;
    const auto add = [&](const Need& need, const explain::FactRef& fact) {
      const auto [at, fresh] = places.emplace(fact, needs.size());
      if (fresh) {
        needs.push_back(need);
        needs.back().fact = fact;
        return;
      }
      auto& known = needs[at->second];
      known.open = std::max(known.open, need.open);
      known.left = std::max(known.left, need.left);
    };
    for (const auto& need : needs_) {
      const auto& field = program_.fields[need.fact.field];
      if (!field.ref) {
        add(need, need.fact);
        continue;
      }
      const auto record = field.type.record();
      const auto [found, fresh] = lists.try_emplace(record);
      if (fresh) found->second = lists_never_asked_for(record);
      if (found->second.empty()) add(need, need.fact);
      for (const auto& list : found->second) add(need, list);
    }
    needs_ = std::move(needs);
  }

  auto lists_never_asked_for(RecordId record) const -> std::vector<explain::FactRef> {
    std::vector<explain::FactRef> found;
    for (std::uint32_t i = 0; i < program_.fields.size(); ++i) {
      const auto& field = program_.fields[model::FieldId{i}];
      const bool holds =
          field.type.kind == Kind::record && field.type.list && !field.ref && field.type.record() == record;
      if (!holds || !field.read) continue;
      for (std::uint32_t row = 0; row < facts_->row_count(field.owner); ++row) {
        const explain::FactRef fact{{field.owner, row}, model::FieldId{i}};
        if (!facts_->get(fact.row, fact.field).is_unknown()) continue;
        if (facts_->missing(fact.row, fact.field).absence == facts::Absence::not_given) found.push_back(fact);
      }
    }
    return found;
  }

  auto question(const Need& need, const FactsJson& json) const -> Question {
    Question question;
    question.pointer = facts_->pointer(need.fact.row, need.fact.field);
    question.name = fact_name(program_, json, question.pointer);
    question.field = need.fact.field;
    question.open = need.open;
    question.left = need.left;
    question.waiting = need.waiting;
    question.rules = need.rules;
    question.absence = facts_->missing(need.fact.row, need.fact.field);
    const auto completeness = facts_->list_note(need.fact.row, need.fact.field).completeness;
    question.incomplete_list = completeness == facts::Completeness::incomplete;
    if (question.incomplete_list) question.there = keys(need.fact);
    return question;
  }

  auto keys(const explain::FactRef& fact) const -> std::vector<std::string> {
    std::vector<std::string> found;
    const auto list = facts_->get(fact.row, fact.field);
    for (const auto& element : list.list().elements) {
      const auto* row = element.get_if<Row>();
      found.push_back(row != nullptr ? facts_->name(*row, Lang::en) : to_text(element, Lang::en));
    }
    return found;
  }

  const eval::Plan& plan_;
  const model::Program& program_;
  const eval::Settings& settings_;
  const Selection& selection_;
  Search search_;
  Inquiry inquiry_;
  std::optional<facts::Facts> facts_;
  std::vector<Need> needs_;
};

}  // namespace

auto inquire(const eval::Plan& plan, std::string_view facts, const eval::Settings& settings, const Selection& selection,
             Search search) -> Inquiry {
  return Supposed(plan, facts, settings, selection, search).ask();
}

}  // namespace dengbao::assess
