#include "report/survey/question_words.h"

#include <fmt/format.h>

#include "assess/survey/answer_value.h"
#include "base/utf8.h"
#include "report/layout.h"

namespace dengbao::report {
namespace {

void append(Localised& words, const Localised& more, std::string_view en, std::string_view zh) {
  const bool first = words.empty();
  words = {words.in(Lang::en) + std::string(first ? "" : en) + more.in(Lang::en),
           words.in(Lang::zh) + std::string(first ? "" : zh) + more.in(Lang::zh)};
}

auto listed(const std::vector<std::string>& names, std::size_t most, std::string_view between) -> std::string {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) {
    out += (i > 0 ? std::string(between) : "") + utf8::printable(names[i]);
  }
  return names.size() > most ? out + "…" : out;
}

auto state_of(const assess::Question& question) -> Localised {
  constexpr std::size_t most = 8;
  if (question.incomplete_list) {
    return say("known so far: {}; the list is not said to be complete", "已知：{}；清单未注明完整",
               Localised{listed(question.there, most, ", "), listed(question.there, most, "、")});
  }
  if (!question.asked_before()) return {};
  const auto words = facts::absence_words(question.absence.absence);
  if (question.absence.note.empty()) return words;
  return say("{}: {}", "{}：{}", words, utf8::printable(question.absence.note));
}

// Where the policies put no question.
auto own_ask(const model::Field& field) -> Localised {
  if (field.type.list) return say("Which are there: {}?", "有哪些：{}？", field.label);
  if (field.type.kind == Kind::truth) return say("Is it so: {}?", "是否如此：{}？", field.label);
  if (field.type.kind == Kind::record && !field.ref) {
    return say("Is there one, and which: {}?", "有无此项，是哪一个：{}？", field.label);
  }
  return say("What is it: {}?", "{}是什么？", field.label);
}

}  // namespace

auto thing_words(const model::Program& program, std::string_view name) -> Localised {
  std::string unknown;
  const auto path = assess::read_fact_name(program, name, unknown);
  Localised words;
  if (!path) return words;
  std::size_t field = 0;
  for (std::size_t i = 0; i < path->steps.size(); ++i) {
    const auto& step = path->steps[i];
    const bool last = i + 1 == path->steps.size();
    if (step.field.empty()) {
      const auto& record = program.records[program.fields[path->fields[field - 1]].type.record()];
      const auto key = step.key ? utf8::printable(*step.key) : std::to_string(step.place.value_or(0) + 1);
      append(words, say("{} {}", "{} {}", record.label, key), " · ", " · ");
      continue;
    }
    const auto& declared = program.fields[path->fields[field++]];
    if (last || declared.type.list) continue;
    append(words, declared.label, " · ", " · ");
  }
  return words;
}

auto question_words(const model::Program& program, const assess::Question& question) -> QuestionWords {
  const auto& field = program.fields[question.field];
  QuestionWords words;
  words.thing = thing_words(program, question.name);
  words.label = field.label;
  words.ask = field.ask.empty() ? own_ask(field) : field.ask;
  words.form = assess::form_of_answer(program, question.field);
  words.example = {assess::example_of(program, question.field, Lang::en),
                   assess::example_of(program, question.field, Lang::zh)};
  words.state = state_of(question);
  return words;
}

auto group_words(const model::Program& program, const assess::Inquiry& inquiry, const assess::Group& group)
    -> QuestionWords {
  const auto& first = inquiry.questions[group.members.front()];
  auto words = question_words(program, first);
  if (group.is_single()) return words;
  std::string unknown;
  const auto path = assess::read_fact_name(program, first.name, unknown);
  words.thing = {};
  std::size_t field = 0;
  for (std::size_t i = 0; path && i + 1 < path->steps.size(); ++i) {
    if (!path->steps[i].field.empty()) append(words.thing, program.fields[path->fields[field++]].label, " · ", " · ");
  }
  words.thing = say("{}, each of {}", "{}，每个（共 {} 个）", words.thing, group.members.size());
  if (!group.by.empty()) words.thing = say("{}: {}", "{}：{}", words.thing, group.by);
  if (first.incomplete_list) {
    words.state = {"some are known of each; the lists are not said to be complete", "各已知一部分；清单未注明完整"};
  }
  return words;
}

auto things_words(const assess::Inquiry& inquiry, const assess::Group& group, std::size_t most, Lang lang)
    -> std::string {
  std::vector<std::string> names;
  for (const auto member : group.members) {
    names.push_back(assess::short_name(assess::thing_name(inquiry.questions[member].name)));
  }
  return listed(names, most, lang == Lang::zh ? "、" : ", ");
}

auto waiting_words(const Context& context, const assess::Group& group, std::size_t names) -> std::string {
  if (group.rules.empty()) return in(context, "for what the policies conclude", "用于策略的结论");
  std::vector<std::string> rules;
  for (const auto id : group.rules) rules.push_back(context.program.requirements[id].name);
  return fmt::format(
      fmt::runtime(in(context, "{} verdicts of {} rules wait for it: {}", "{} 项判定（{} 条规则）等待此答案：{}")),
      grouped(group.waiting), grouped(rules.size()), listed(rules, names, in(context, ", ", "、")));
}

}  // namespace dengbao::report
