#include "assess/survey/inquiry.h"

#include <algorithm>
#include <map>

#include "facts/load.h"
#include "facts/patch.h"

namespace dengbao::assess {
namespace {

// Facts in which the records that are taken to be there are there.
class Supposed {
 public:
  Supposed(const eval::Plan& plan, std::string_view facts, const eval::Settings& settings, const Selection& selection,
           Search search)
      : plan_(plan),
        program_(*plan.program),
        settings_(settings),
        selection_(selection),
        search_(search),
        text_(facts) {}

  auto ask() -> Inquiry {
    read();
    while (facts_) {
      needs_ = needed_facts(plan_, *facts_, settings_, selection_, search_);
      auto granted = nlohmann::ordered_json::array();
      for (const auto& need : needs_) {
        if (!is_granted(need.fact)) continue;
        const auto pointer = facts_->pointer(need.fact.row, need.fact.field);
        granted.push_back({{"op", "add"}, {"path", pointer}, {"value", FactsJson::object()}});
      }
      if (granted.empty()) break;
      add(granted.dump());
    }
    if (facts_) put_lists_first();
    Inquiry inquiry;
    inquiry.facts = FactsJson::parse(text_, nullptr, false);
    if (!facts_) return inquiry;
    for (const auto& need : needs_) inquiry.questions.push_back(question(need, inquiry.facts));
    std::ranges::stable_partition(inquiry.questions, [](const Question& one) { return !one.asked_before(); });
    return inquiry;
  }

 private:
  void read() {
    Sink sink;  // they were read before
    facts_ = facts::load(facts::Excerpt{text_, {}, 0}, program_.scheme.facts, program_, sink);
  }

  void add(const std::string& patch) {
    Sources own;
    Sink sink;
    const auto facts = own.add("facts", text_);
    auto text = facts::apply_patch(own, facts, own.add("patch", patch), sink);
    if (text) text_ = std::move(*text);
    text ? read() : facts_.reset();
  }

  auto is_granted(const explain::FactRef& fact) const -> bool {
    const auto& field = program_.fields[fact.field];
    if (field.type.kind != Kind::record || field.type.list || field.ref || !field.ask.empty()) return false;
    if (program_.records[field.type.record()].key) return false;  // which it is must be asked
    return facts_->missing(fact.row, fact.field).absence == facts::Absence::not_given;
  }

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
  std::string text_;
  std::optional<facts::Facts> facts_;
  std::vector<Need> needs_;
};

}  // namespace

auto inquire(const eval::Plan& plan, std::string_view facts, const eval::Settings& settings, const Selection& selection,
             Search search) -> Inquiry {
  return Supposed(plan, facts, settings, selection, search).ask();
}

}  // namespace dengbao::assess
