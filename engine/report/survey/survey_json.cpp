#include <algorithm>

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

auto question_json(const Context& context, const assess::Question& question) -> Json {
  const auto words = question_words(context.program, question);
  Json json;
  json["id"] = question.name;
  json["pointer"] = question.pointer;
  if (!words.thing.empty()) json["thing"] = both(words.thing);
  json["label"] = both(words.label);
  json["ask"] = both(words.ask);
  json["type"] = type_json(context.program, question.field);
  json["form"] = both(words.form);
  if (!words.example.empty()) json["example"] = both(words.example);
  if (!words.state.empty()) json["known"] = both(words.state);
  if (question.incomplete_list) json["listed"] = question.there;
  json["asked_before"] = question.asked_before();
  json["decides"] = question.open > 0 ? "verdicts" : question.rules.empty() ? "outcomes" : "subjects";
  json["waiting"] = question.waiting;
  json["rules"] = Json::array();
  for (const auto id : question.rules) json["rules"].push_back(context.program.requirements[id].name);
  json["answer"] = nullptr;
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
    const auto& questions = json["questions"];
    for (std::size_t i = 0; i < questions.size(); ++i) add(questions[i], i);
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

  void add(const Json& question, std::size_t place) {
    auto pointer = std::string("/questions");
    facts::append_step(pointer, place);
    if (!question.is_object() || text_of(question, "id").empty()) return;
    const auto given = question.find("answer");
    if (given == question.end() || given->is_null()) {
      ++replies_.blank;
      return;
    }
    assess::Answer answer;
    answer.name = text_of(question, "id");
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

  void place() {
    const auto places = facts::locate(sources_[file_].text(), file_, pointers_);
    for (std::size_t i = 0; i < places.size(); ++i) replies_.answers[i].span = places[i];
  }

  const Sources& sources_;
  FileId file_;
  Sink& sink_;
  Replies replies_;
  std::vector<std::string> pointers_;
};

}  // namespace

auto survey_json(const Context& context, const assess::Inquiry& inquiry) -> std::string {
  Json json;
  json["schema"] = "dengbao.survey/1";
  json["scheme"] = context.program.scheme.name;
  json["level"] = eval::level_text(context.program, context.settings);
  json["as_of"] = context.settings.as_of.to_string();
  json["by"] = "";
  json["on"] = "";
  json["questions"] = Json::array();
  for (const auto& question : inquiry.questions) json["questions"].push_back(question_json(context, question));
  return json_text(json);
}

auto read_replies_json(const Sources& sources, FileId file, Sink& sink) -> std::optional<Replies> {
  return ReplyReader(sources, file, sink).read();
}

}  // namespace dengbao::report
