#include "report/survey/interview.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assess/survey/answer_value.h"
#include "base/utf8.h"
#include "facts/load.h"
#include "report/layout.h"
#include "report/survey/question_words.h"

namespace dengbao::report {
namespace {

using assess::Answer;
using assess::AnswerKind;
using assess::FactsJson;

constexpr std::size_t columns = 100;

// One of these words, whichever language the conversation is in.
auto is_command(std::string_view line, std::initializer_list<std::string_view> words) -> bool {
  return std::ranges::find(words, line) != words.end();
}
auto is_yes(std::string_view line) -> bool { return is_command(line, {"yes", "y", "是", "对"}); }
auto is_no(std::string_view line) -> bool { return is_command(line, {"no", "n", "否", "不是"}); }

auto messages(const Sink& sink, Lang lang) -> std::string {
  std::string out;
  for (const auto& message : sink.sorted()) {
    out += "  " + message.text.in(lang) + "\n";
    for (const auto& help : message.help) out += "  " + help.in(lang) + "\n";
  }
  return out;
}

}  // namespace

Interview::Interview(const eval::Plan& plan, const eval::Settings& settings, assess::Selection selection,
                     std::string facts, assess::Interview by, Lang lang, Save save)
    : plan_(plan),
      program_(*plan.program),
      settings_(settings),
      selection_(std::move(selection)),
      facts_(std::move(facts)),
      by_(std::move(by)),
      lang_(lang),
      save_(std::move(save)) {}

auto Interview::say(std::string_view en, std::string_view zh) const -> std::string {
  return std::string(lang_ == Lang::zh ? zh : en);
}

// Reckons what to ask next.
void Interview::look() {
  if (looked_) return;
  looked_ = true;
  const auto inquiry = assess::inquire(plan_, facts_, settings_, selection_, assess::Search::quick);
  left_ = inquiry.questions.size();
  current_.reset();
  for (const auto& question : inquiry.questions) {
    if (question.asked_before() || skipped_.contains(question.name)) continue;
    current_ = question;
    return;
  }
}

auto Interview::question() -> std::optional<std::string> {
  if (finished_) return std::nullopt;
  if (unclear_) {
    if (unclear_->about == Unclear::About::complete)
      return say("Are these all? (yes / no) ", "是否已全部列出？（是 / 否）");
    return fmt::format(fmt::runtime(say("Is there no {} at all? (yes / no) ", "是否完全没有“{}”？（是 / 否）")),
                       unclear_->part);
  }
  look();
  if (!current_) return std::nullopt;
  const auto words = question_words(program_, *current_);
  auto out = fmt::format(fmt::runtime(say("\n[{} taken, {} open]\n", "\n[已答 {} 个，待答 {} 个]\n")), taken(), left_);
  if (!words.thing.empty()) out += wrapped("", "  ", words.thing.in(lang_), columns);
  out += wrapped("", "  ", words.ask.in(lang_), columns);
  auto form = words.form.in(lang_);
  if (!words.example.empty()) form += say(" · e.g. ", " · 例如 ") + words.example.in(lang_);
  out += wrapped("  ", "  ", form, columns);
  if (current_->incomplete_list) {
    out += wrapped("  ", "  ", words.state.in(lang_), columns);
    out +=
        say("  Name the others, or write none if there are no others.\n", "  请列出其余各项；没有其他的请写“没有”。\n");
  }
  return out + "> ";
}

auto Interview::reply(const std::string& line) -> std::string {
  const auto said = std::string(assess::trimmed(line));
  if (is_command(said, {"quit", "exit", "q", "退出"})) {
    finished_ = true;
    return {};
  }
  if (unclear_ && !is_command(said, {"back", "返回"})) return clear_up(said);
  if (is_command(said, {"back", "返回"})) return back();
  if (!question()) return {};
  if (said.empty() || is_command(said, {"help", "帮助"})) return help();
  if (is_command(said, {"why", "为什么"})) return why();
  if (is_command(said, {"skip", "跳过"})) {
    skipped_.insert(current_->name);
    looked_ = false;
    return {};
  }
  if (assess::means_unknown(said)) return take({{current_->name, AnswerKind::unknown, {}, {}, {}, {}}});
  if (assess::means_none(said)) return none();
  return value(said);
}

auto Interview::is_list_of_records() const -> bool {
  const auto& field = program_.fields[current_->field];
  return field.type.kind == Kind::record && field.type.list && !field.ref;
}

auto Interview::value(const std::string& line) -> std::string {
  Answer answer{current_->name, AnswerKind::value, line, {}, {}, {}};
  const auto reading = assess::read_answer(program_, current_->field, answer.value);
  if (const auto* wrong = std::get_if<assess::AnswerFault>(&reading)) {
    auto out = "  " + wrong->what.in(lang_) + "\n";
    return wrong->help.empty() ? out : out + "  " + wrong->help.in(lang_) + "\n";
  }
  if (!is_list_of_records()) return take({std::move(answer)});
  unclear_ = {Unclear::About::complete, std::move(answer), {}};
  return {};
}

// There is no such thing: of a list an empty one, of a text an empty one; and perhaps all that it is part of is not
// there.
auto Interview::none() -> std::string {
  const auto& field = program_.fields[current_->field];
  Answer answer{current_->name, AnswerKind::no_such, {}, {}, {}, {}};
  if (field.type.list) {
    answer.kind = current_->incomplete_list ? AnswerKind::rest : AnswerKind::value;
    answer.value = FactsJson::array();
  } else if (field.type.kind == Kind::text && !field.key) {
    answer.kind = AnswerKind::value;
    answer.value = "";
  } else if (const auto part = absent_part()) {
    unclear_ = {Unclear::About::part, std::move(answer), *part};
    return {};
  }
  return take({std::move(answer)});
}

// The label of the part that the fact would stand in, where the facts have nothing of it yet.
auto Interview::absent_part() const -> std::optional<std::string> {
  const auto end = current_->pointer.rfind('/');
  const auto above = current_->pointer.substr(0, end);
  if (std::ranges::count(above, '/') < 2) return std::nullopt;  // the large parts of every network are there
  const auto json = FactsJson::parse(facts_, nullptr, false);
  const auto pointer = nlohmann::json_pointer<std::string>(above);
  if (json.contains(pointer)) return std::nullopt;
  std::string unknown;
  const auto path = assess::read_fact_name(program_, current_->name, unknown);
  if (!path || path->fields.size() < 2) return std::nullopt;
  const auto& part = program_.fields[path->fields[path->fields.size() - 2]];
  return part.type.list ? std::nullopt : std::optional(part.label.in(lang_));
}

auto Interview::clear_up(const std::string& line) -> std::string {
  if (!is_yes(line) && !is_no(line)) return say("  Please answer yes or no.\n", "  请回答“是”或“否”。\n");
  auto unclear = std::move(*unclear_);
  unclear_.reset();
  if (unclear.about == Unclear::About::part) {
    if (is_yes(line)) unclear.answer.name = unclear.answer.name.substr(0, unclear.answer.name.rfind('/'));
  } else if (is_no(line)) {
    unclear.answer.kind = AnswerKind::part;
    skipped_.insert(unclear.answer.name);  // the rest is asked for another time
  } else {
    unclear.answer.kind = current_->incomplete_list ? AnswerKind::rest : AnswerKind::value;
  }
  return take({std::move(unclear.answer)});
}

auto Interview::take(std::vector<Answer> answers) -> std::string {
  Sources sources;
  Sink sink;
  const auto file = sources.add("facts", facts_);
  const auto merged = assess::merge_answers(program_, sources, file, std::move(answers), by_, sink);
  if (merged.faults + merged.conflicts == 0) {
    static_cast<void>(facts::load(sources, sources.add("facts", merged.text), program_, sink));
  }
  if (sink.errors() > 0 || merged.conflicts > 0) return messages(sink, lang_);
  if (const auto fault = save_(merged.text)) return "  " + *fault + "\n";
  history_.push_back({std::move(facts_), current_->name});
  facts_ = merged.text;
  looked_ = false;
  return {};
}

auto Interview::back() -> std::string {
  if (unclear_) {
    unclear_.reset();
    return {};
  }
  if (history_.empty()) return say("  This is the first question.\n", "  这是第一个问题。\n");
  if (const auto fault = save_(history_.back().facts)) return "  " + *fault + "\n";
  facts_ = std::move(history_.back().facts);
  const auto name = history_.back().name;
  history_.pop_back();
  skipped_.erase(name);
  const auto inquiry = assess::inquire(plan_, facts_, settings_, selection_, assess::Search::quick);
  looked_ = true;
  left_ = inquiry.questions.size();
  const auto found = std::ranges::find(inquiry.questions, name, &assess::Question::name);
  if (found != inquiry.questions.end()) current_ = *found;
  return {};
}

auto Interview::why() const -> std::string {
  if (current_->rules.empty()) return say("  What the policies conclude rests on it.\n", "  策略的结论取决于此。\n");
  constexpr std::size_t most = 12;
  std::string out;
  for (std::size_t i = 0; i < std::min(current_->rules.size(), most); ++i) {
    const auto& rule = program_.requirements[current_->rules[i]];
    std::string clause;
    if (!rule.citations.empty()) {
      const auto& source = program_.sources[rule.citations.front().source];
      clause = " (" + (source.short_title.empty() ? source.title : source.short_title).in(lang_) + ")";
    }
    out += wrapped("  · ", "    ", rule.title.in(lang_) + clause, columns);
  }
  if (current_->rules.size() > most) {
    out += fmt::format(fmt::runtime(say("  and {} more\n", "  另有 {} 条\n")), current_->rules.size() - most);
  }
  return out;
}

auto Interview::help() const -> std::string {
  return say(
      "  Write the answer, or: skip (ask later) · unknown (you looked and cannot tell) · none (there is no such thing) "
      "·\n"
      "  back (take the last answer back) · why (what waits for it) · quit (go on another time; every answer is kept)\n"
      "  What would be one of these words stands in quotes: \"none\".\n",
      "  请写出答案，或者：跳过 skip（以后再问）· 不清楚 unknown（查过仍无法确定）· 没有 none（不存在）·\n"
      "  返回 back（撤回上一个答案）· 为什么 why（哪些要求等待此答案）· 退出 quit（以后继续，答案均已保存）\n"
      "  答案恰为上述词语时请加引号：\"none\"。\n");
}

}  // namespace dengbao::report
