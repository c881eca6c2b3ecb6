#include <algorithm>
#include <set>

#include "assess/survey/answer_value.h"
#include "facts/json_text.h"
#include "facts/locate.h"
#include "report/json.h"
#include "report/survey/question_words.h"
#include "report/survey/survey.h"

namespace dengbao::report {
namespace {

auto both(const Localised& words) -> Json { return {{"en", words.in(Lang::en)}, {"zh", words.in(Lang::zh)}}; }

auto answer_kind(Kind kind) -> const char* {
  switch (kind) {
    case Kind::truth:
      return "truth";
    case Kind::number:
      return "number";
    case Kind::text:
      return "text";
    case Kind::date:
      return "date";
    case Kind::instant:
      return "instant";
    case Kind::duration:
      return "duration";
    case Kind::version:
      return "version";
    case Kind::address:
      return "address";
    case Kind::subnet:
      return "subnet";
    case Kind::enumeration:
      return "choice";
    case Kind::record:
      return "record";
  }
  return "";
}

auto type_json(const model::Program& program, model::FieldId id) -> Json {
  const auto& field = program.fields[id];
  Json json;
  json["kind"] = field.ref ? "reference" : answer_kind(field.type.kind);
  json["list"] = field.type.list;
  if (field.type.kind == Kind::record) {
    const auto& record = program.records[field.type.record()];
    json["record"] = record.name;
    if (record.key) json["key"] = program.fields[*record.key].name;
  }
  if (field.type.kind == Kind::enumeration) {
    for (const auto& choice : program.enumerations[field.type.enumeration()].choices) {
      json["choices"].push_back(
          {{"value", choice.name}, {"en", choice.label.in(Lang::en)}, {"zh", choice.label.in(Lang::zh)}});
    }
  }
  return json;
}

// What groups and single questions tell.
void add_question(const Context& context, const QuestionWords& words, const assess::Question& first,
                  const assess::Group& group, Json& json) {
  if (!words.thing.empty()) json["thing"] = both(words.thing);
  json["label"] = both(words.label);
  json["ask"] = both(words.ask);
  json["type"] = type_json(context.program, first.field);
  json["form"] = both(words.form);
  if (!words.example.empty()) json["example"] = both(words.example);
  if (!words.state.empty()) json["known"] = both(words.state);
  if (first.incomplete_list && group.is_single()) json["listed"] = first.there;
  json["asked_before"] = first.asked_before();
  json["decides"] = group.open > 0 ? "verdicts" : group.rules.empty() ? "outcomes" : "subjects";
  json["waiting"] = group.waiting;
  json["rules"] = Json::array();
  for (const auto id : group.rules) json["rules"].push_back(context.program.requirements[id].name);
  json["answer"] = nullptr;
}

auto question_json(const Context& context, const assess::Question& question) -> Json {
  Json json;
  json["id"] = question.name;
  json["pointer"] = question.pointer;
  const assess::Group alone{question.name, {}, {}, {0}, question.open, question.left, question.waiting, question.rules};
  add_question(context, question_words(context.program, question), question, alone, json);
  return json;
}

auto group_json(const Context& context, const assess::Inquiry& inquiry, const assess::Group& group) -> Json {
  Json json;
  json["id"] = group.name;
  json["for"] = "all";
  for (const auto member : group.members) json["things"].push_back(assess::thing_name(inquiry.questions[member].name));
  add_question(context, group_words(context.program, inquiry, group), inquiry.questions[group.members.front()], group,
               json);
  return json;
}

// Reads one file of answers.
class ReplyReader {
 public:
  ReplyReader(const Sources& sources, FileId file, Sink& sink) : sources_(sources), file_(file), sink_(sink) {}

  auto read() -> std::optional<Replies> {
    const auto text = sources_[file_].text();
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("questions") || !json["questions"].is_array()) {
      return refuse({"it is not a JSON object with a list of `questions`, as survey --format json writes it",
                     "不是含 `questions` 列表的 JSON 对象（格式见 survey --format json）"});
    }
    const auto on = text_of(json, "on");
    replies_.by = text_of(json, "by");
    replies_.on = Date::parse(on);
    if (!on.empty() && !replies_.on) {
      return refuse(say("`on` is not a date: write it as 2026-11-21", "`on` 不是日期：请写成 2026-11-21"));
    }
    for (const auto* list : {"groups", "questions"}) {
      if (!json.contains(list) || !json[list].is_array()) continue;
      for (std::size_t i = 0; i < json[list].size(); ++i) add(json[list][i], list, i);
    }
    replies_.blank = static_cast<std::size_t>(std::ranges::count_if(
        blank_, [&](const std::string& name) { return !for_all_.contains(assess::group_name_of(name)); }));
    place();
    return std::move(replies_);
  }

 private:
  auto refuse(const Localised& why) -> std::optional<Replies> {
    sink_.report(Code::answers_unreadable, why).file(sources_[file_].name()).emit();
    return std::nullopt;
  }

  static auto text_of(const Json& json, const char* key) -> std::string {
    return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
  }

  void add(const Json& question, const char* list, std::size_t place) {
    auto pointer = "/" + std::string(list);
    facts::append_step(pointer, place);
    if (!question.is_object() || text_of(question, "id").empty()) return;
    const auto given = question.find("answer");
    assess::Answer answer;
    answer.name = text_of(question, "id");
    const bool many = assess::is_group_name(answer.name);
    if (given == question.end() || given->is_null()) {
      if (!many) blank_.push_back(answer.name);
      return;
    }
    if (many && !add_things(question, answer)) return;
    answer.note = text_of(question, "note");
    answer.value = *given;
    if (given->is_object() && given->contains("missing")) {
      const auto because = text_of(*given, "missing");
      answer.kind = because == "does-not-exist" ? assess::AnswerKind::no_such : assess::AnswerKind::unknown;
      if (answer.note.empty()) answer.note = text_of(*given, "note");
    } else if (given->is_object() && given->size() == 1 && given->contains("some")) {
      answer.kind = assess::AnswerKind::part;
      answer.value = (*given)["some"];
    } else if (given->is_string() && assess::means_unknown(given->get<std::string>())) {
      answer.kind = assess::AnswerKind::unknown;
    }
    pointers_.push_back(pointer + "/answer");
    replies_.answers.push_back(std::move(answer));
  }

  // Which things an answer is for: those that it names, or all that were asked about. False where it names
  // none.
  auto add_things(const Json& question, assess::Answer& answer) -> bool {
    const auto names = [&](const char* key) {
      std::vector<std::string> found;
      if (!question.contains(key) || !question[key].is_array()) return found;
      for (const auto& one : question[key]) {
        if (one.is_string()) found.push_back(one.get<std::string>());
      }
      return found;
    };
    const auto asked = names("things");
    const bool named = question.contains("for") && question["for"].is_array();
    answer.only = named ? names("for") : asked;
    answer.of = asked.size();
    answer.others = !named;
    if (!named) for_all_.insert(answer.name);
    return !named || !answer.only.empty();
  }

  void place() {
    const auto places = facts::locate(sources_[file_].text(), file_, pointers_);
    for (std::size_t i = 0; i < places.size(); ++i) replies_.answers[i].span = places[i];
  }

  const Sources& sources_;
  FileId file_;
  Sink& sink_;
  Replies replies_;
  std::vector<std::string> pointers_;
  std::vector<std::string> blank_;
  std::set<std::string> for_all_;  // groups that have an answer
};

}  // namespace

auto survey_json(const Context& context, const assess::Inquiry& inquiry, std::size_t first) -> std::string {
  Json json;
  json["schema"] = "dengbao.survey/1";
  json["scheme"] = context.program.scheme.name;
  json["level"] = eval::level_text(context.program, context.settings);
  json["as_of"] = context.settings.as_of.to_string();
  json["by"] = "";
  json["on"] = "";
  json["groups"] = Json::array();
  json["questions"] = Json::array();
  auto groups = assess::group_questions(inquiry.questions);
  if (first > 0 && groups.size() > first) groups.resize(first);
  for (const auto& group : groups) {
    if (!group.is_single()) json["groups"].push_back(group_json(context, inquiry, group));
    for (const auto member : group.members) {
      json["questions"].push_back(question_json(context, inquiry.questions[member]));
    }
  }
  return json_text(json);
}

auto read_replies_json(const Sources& sources, FileId file, Sink& sink) -> std::optional<Replies> {
  return ReplyReader(sources, file, sink).read();
}

}  // namespace dengbao::report
