#include "report/survey/interview.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "assess/survey/answer_value.h"
#include "base/utf8.h"
#include "facts/load.h"
#include "report/layout.h"
#include "report/survey/question_words.h"
#include "report/survey/spoken_parts.h"

namespace dengbao::report {
namespace {

using assess::Answer;
using assess::AnswerKind;
using assess::FactsJson;

constexpr std::size_t columns = 100;
constexpr std::size_t things_shown = 12;

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

// On paper an empty list is left to the reader; here it is a word.
auto in_spoken_words(std::string text) -> std::string {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> words = {{{"an empty list", "write none"},
                                                                                   {"an empty text", "write none"},
                                                                                   {"填空列表", "写“没有”"},
                                                                                   {"空列表", "“没有”"},
                                                                                   {"空文本", "“没有”"}}};
  for (const auto& [paper, spoken] : words) {
    for (auto at = text.find(paper); at != std::string::npos; at = text.find(paper, at + spoken.size())) {
      text.replace(at, paper.size(), spoken);
    }
  }
  return text;
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

auto Interview::first() const -> const assess::Question& { return inquiry_.questions[current_->members.front()]; }

// Reckons what to ask next. A quick look finds a few things of each group: of the group that is asked for, all have to
// be known.
void Interview::look() {
  if (looked_) return;
  looked_ = true;
  for (const auto search : {assess::Search::quick, assess::Search::all}) {
    inquiry_ = assess::inquire(plan_, facts_, settings_, selection_, search);
    const auto groups = assess::group_questions(inquiry_.questions);
    left_ = groups.size();
    choose(groups);
    if (!current_ || assess::thing_name(first().name).empty()) return;
    last_ = assess::group_name_of(first().name);
  }
}

// What is left of the group that was asked for last, else the most decisive.
void Interview::choose(const std::vector<assess::Group>& groups) {
  current_.reset();
  const auto parts = opened(groups);
  for (const bool same : {true, false}) {
    for (const auto& group : parts) {
      const auto& one = inquiry_.questions[group.members.front()];
      if (one.asked_before() || (same && assess::group_name_of(one.name) != last_)) continue;
      auto left = group;
      std::erase_if(left.members, [&](std::size_t at) { return skipped_.contains(inquiry_.questions[at].name); });
      if (left.members.empty()) continue;
      if (left.is_single()) left.name = inquiry_.questions[left.members.front()].name;
      current_ = std::move(left);
      return;
    }
  }
}

// Groups of which it was said that their things differ, in parts.
auto Interview::opened(const std::vector<assess::Group>& groups) const -> std::vector<assess::Group> {
  std::vector<assess::Group> parts;
  for (const auto& group : groups) {
    if (group.is_single() || !opened_.contains(group.key)) {
      parts.push_back(group);
      continue;
    }
    for (auto& part : opened(assess::split_group(program_, inquiry_, group))) parts.push_back(std::move(part));
  }
  return parts;
}

auto Interview::question() -> std::optional<std::string> {
  if (finished_) return std::nullopt;
  if (unclear_) {
    if (unclear_->about == Unclear::About::complete && current_->is_single())
      return say("Are these all? (yes / no, there are more / back) ", "是否已全部列出？（是 / 否，还有 / 返回）");
    if (unclear_->about == Unclear::About::complete)
      return say("Has each of those exactly these? (yes / no, there are more / back) ",
                 "这些对象是否都恰有这些？（是 / 否，还有 / 返回）");
    return fmt::format(fmt::runtime(say("Is there no {} at all? (yes / no) ", "是否完全没有“{}”？（是 / 否）")),
                       unclear_->part);
  }
  look();
  if (!current_) return std::nullopt;
  return prompt();
}

auto Interview::prompt() const -> std::string {
  const auto words = group_words(program_, inquiry_, *current_);
  auto out = fmt::format(fmt::runtime(say("\n[{} taken, {} open]\n", "\n[已答 {} 个，待答 {} 个]\n")), taken(), left_);
  if (!words.thing.empty()) out += wrapped("", "  ", words.thing.in(lang_), columns);
  out += wrapped("", "  ", in_spoken_words(words.ask.in(lang_)), columns);
  auto form = words.form.in(lang_);
  if (!words.example.empty()) form += say(" · e.g. ", " · 例如 ") + words.example.in(lang_);
  out += wrapped("  ", "  ", form, columns);
  if (!current_->is_single()) {
    out += wrapped("  ", "  ", things_words(inquiry_, *current_, things_shown, lang_), columns);
    out +=
        say("  Answer once for all. Or: differs (asked in parts) · list · ANSWER except NAMES · ANSWER for NAMES | "
            "ANSWER\n",
            "  一次答复全部。或：不同（分组询问）· 列表 · 答案 除 名称 · 答案 用于 名称 | 答案\n");
  }
  if (first().incomplete_list) {
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
  if (is_command(said, {"back", "返回"})) return back();
  if (unclear_) return clear_up(said);
  if (!question()) return {};
  if (auto told = command(said)) return *told;
  return value(said);
}

auto Interview::command(const std::string& line) -> std::optional<std::string> {
  if (line.empty() || is_command(line, {"help", "帮助"})) return help();
  if (is_command(line, {"why", "为什么"})) return why();
  if (is_command(line, {"skip", "跳过"})) return skip();
  if (current_->is_single()) return std::nullopt;
  if (is_command(line, {"list", "列表"})) return list();
  if (is_command(line, {"differs", "differ", "it differs", "不同"})) {
    opened_.insert(current_->key);
    last_ = assess::group_name_of(first().name);
    looked_ = false;
    return std::string();
  }
  return std::nullopt;
}

auto Interview::skip() -> std::string {
  for (const auto member : current_->members) skipped_.insert(inquiry_.questions[member].name);
  looked_ = false;
  return {};
}

auto Interview::is_list_of_records() const -> bool {
  const auto& field = program_.fields[first().field];
  return field.type.kind == Kind::record && field.type.list && !field.ref;
}

// A line in parts: `22 for ssh | 443`; `12 except db-1`.
auto Interview::value(const std::string& line) -> std::string {
  std::vector<Answer> answers;
  const auto fault_words = [&](const Localised& what, const Localised& help) {
    auto out = "  " + what.in(lang_) + "\n";
    return help.empty() ? out : out + "  " + help.in(lang_) + "\n";
  };
  auto left = current_->members;
  for (const auto& part :
       current_->is_single() ? std::vector<SpokenPart>{{line, line, {}, false}} : spoken_parts(line)) {
    auto meant = left;
    auto said = part.answer;
    if (!part.names.empty()) {
      const auto named = assess::named_members(program_, inquiry_, *current_, part.names);
      const auto* unknown = std::get_if<std::string>(&named);
      const bool free_text = program_.fields[first().field].type.kind == Kind::text;
      if (unknown != nullptr && !free_text) {
        return fault_words(
            dengbao::say("nothing here is called `{}`", "此处没有名为 `{}` 的对象", utf8::printable(*unknown)),
            {"`list` shows the names", "输入“列表”查看名称"});
      }
      if (unknown != nullptr) {
        said = part.whole;
      } else {
        const auto& chosen = std::get<std::vector<std::size_t>>(named);
        std::erase_if(meant, [&](std::size_t member) {
          return (std::ranges::find(chosen, member) != chosen.end()) == part.except;
        });
      }
    }
    if (meant.empty()) continue;
    auto answer = answer_to(said, meant);
    if (const auto* wrong = std::get_if<assess::AnswerFault>(&answer)) return fault_words(wrong->what, wrong->help);
    answers.push_back(std::move(std::get<Answer>(answer)));
    std::erase_if(left, [&](std::size_t member) { return std::ranges::find(meant, member) != meant.end(); });
  }
  return settle(std::move(answers));
}

// What was said, as an answer to these members of the group. There is no such thing: of a list an empty one, of a text
// an empty one.
auto Interview::answer_to(const std::string& said, const std::vector<std::size_t>& members) const
    -> std::variant<Answer, assess::AnswerFault> {
  const auto& field = program_.fields[first().field];
  Answer answer{first().name, AnswerKind::value, said, {}, {}, {}};
  if (!current_->is_single()) {
    answer.name = assess::group_name_of(answer.name);
    answer.of = current_->members.size();
    for (const auto member : members) answer.only.push_back(assess::thing_name(inquiry_.questions[member].name));
  }
  const bool choice = assess::is_choice(program_, field.type, said);
  const bool none = !choice && assess::means_none(said);
  if (!choice && assess::means_unknown(said)) {
    answer.kind = AnswerKind::unknown;
  } else if (none && field.type.list) {
    answer.kind = first().incomplete_list ? AnswerKind::rest : AnswerKind::value;
    answer.value = FactsJson::array();
  } else if (none && field.type.kind == Kind::text && !field.key) {
    answer.value = "";
  } else if (none) {
    answer.kind = AnswerKind::no_such;
  } else {
    auto reading = assess::read_answer(program_, first().field, answer.value);
    if (auto* wrong = std::get_if<assess::AnswerFault>(&reading)) return std::move(*wrong);
  }
  return answer;
}

// Whether lists are complete, and whether all that a fact is part of is not there, is asked before they are taken.
auto Interview::settle(std::vector<Answer> answers) -> std::string {
  const auto lists_some = [](const Answer& one) { return one.kind == AnswerKind::value && !one.value.empty(); };
  if (is_list_of_records() && std::ranges::any_of(answers, [&](const Answer& one) {
        return lists_some(one) && one.value != FactsJson::array();
      })) {
    unclear_ = {Unclear::About::complete, std::move(answers), {}};
    return {};
  }
  const auto part = answers.size() == 1 && answers.front().kind == AnswerKind::no_such ? absent_part() : std::nullopt;
  if (part) {
    unclear_ = {Unclear::About::part, std::move(answers), *part};
    return {};
  }
  return take(std::move(answers));
}

// The label of the part that the facts would stand in, where none has anything of it yet.
auto Interview::absent_part() const -> std::optional<std::string> {
  const auto json = FactsJson::parse(facts_, nullptr, false);
  for (const auto member : current_->members) {
    const auto& pointer = inquiry_.questions[member].pointer;
    const auto above = pointer.substr(0, pointer.rfind('/'));
    if (std::ranges::count(above, '/') < 2) return std::nullopt;  // the large parts of every network are there
    if (json.contains(nlohmann::json_pointer<std::string>(above))) return std::nullopt;
  }
  std::string unknown;
  const auto path = assess::read_fact_name(program_, first().name, unknown);
  if (!path || path->fields.size() < 2) return std::nullopt;
  const auto& part = program_.fields[path->fields[path->fields.size() - 2]];
  return part.type.list ? std::nullopt : std::optional(part.label.in(lang_));
}

auto Interview::clear_up(const std::string& line) -> std::string {
  if (!is_yes(line) && !is_no(line))
    return say("  Please answer yes or no; `back` takes the answer before back.\n",
               "  请回答“是”或“否”；“返回”可撤回前一个答案。\n");
  auto unclear = std::move(*unclear_);
  unclear_.reset();
  for (auto& answer : unclear.answers) {
    if (unclear.about == Unclear::About::part) {
      if (is_yes(line)) answer.name = answer.name.substr(0, answer.name.rfind('/'));
    } else if (answer.kind != AnswerKind::value || answer.value == FactsJson::array()) {
      continue;  // unknown, or none
    } else if (is_no(line)) {
      answer.kind = AnswerKind::part;
      // The rest is asked for another time.
      if (answer.only.empty()) skipped_.insert(answer.name);
      for (const auto& thing : answer.only) skipped_.insert(thing + assess::behind_things(answer.name));
    } else {
      answer.kind = first().incomplete_list ? AnswerKind::rest : AnswerKind::value;
    }
  }
  return take(std::move(unclear.answers));
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
  history_.push_back({std::move(facts_), first().name});
  last_ = assess::group_name_of(first().name);
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
  last_ = assess::group_name_of(name);
  std::erase_if(skipped_, [&](const std::string& one) { return assess::group_name_of(one) == last_; });
  looked_ = false;
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

// All things that the question is about, with the numbers that they may be called by.
auto Interview::list() const -> std::string {
  std::string out;
  for (std::size_t i = 0; i < current_->members.size(); ++i) {
    const auto name = assess::short_name(assess::thing_name(inquiry_.questions[current_->members[i]].name));
    out += fmt::format("  {:>4}  {}\n", i + 1, utf8::printable(name));
  }
  return out;
}

auto Interview::help() const -> std::string {
  return say(
      "  Write the answer, or: skip (ask later) · unknown (you looked and cannot tell) · none (there is no such thing) "
      "·\n"
      "  back (take the last answer back) · why (what waits for it) · quit (go on another time; every answer is kept)\n"
      "  What would be one of these words stands in quotes: \"none\".\n"
      "  Of many things: `12` for all · `12 except db-1, web-1` (these are asked next) · `12 for db-1, 3-5 | 8` (names "
      "or "
      "numbers of\n"
      "  the list, what they belong to, or a kind: `for server`) · differs (asked in parts) · list (all of them)\n",
      "  请写出答案，或者：跳过 skip（以后再问）· 不清楚 unknown（查过仍无法确定）· 没有 none（不存在）·\n"
      "  返回 back（撤回上一个答案）· 为什么 why（哪些要求等待此答案）· 退出 quit（以后继续，答案均已保存）\n"
      "  答案恰为上述词语时请加引号：\"none\"。\n"
      "  同时询问多个对象时：`12` 适用于全部 · `12 除 db-1、web-1`（随后询问这些）· `12 用于 db-1、3-5 | 8`（名称、\n"
      "  列表中的编号、所属对象，或类别：`用于 服务器`）· 不同（分组询问）· 列表（全部对象）\n");
}

}  // namespace dengbao::report
