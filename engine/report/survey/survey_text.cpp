#include <fmt/format.h>

#include "report/layout.h"
#include "report/survey/question_words.h"
#include "report/survey/survey.h"

namespace dengbao::report {
namespace {

constexpr std::size_t rules_named = 4;
constexpr auto survey_indent = "      ";

auto group_text(const Context& context, const assess::Inquiry& inquiry, const assess::Group& group, std::size_t number)
    -> std::string {
  constexpr std::size_t things_named = 6;
  const auto words = group_words(context.program, inquiry, group);
  const auto lang = context.lang;
  auto ask = words.ask.in(lang);
  if (!words.thing.empty()) ask = words.thing.in(lang) + in(context, ": ", "：") + ask;
  auto out = wrapped(fmt::format("{:>4}  ", number), survey_indent, ask, context.columns);
  auto form = words.form.in(lang);
  if (!words.example.empty()) form += in(context, " · e.g. ", " · 例如 ") + words.example.in(lang);
  out += paint(context, Ink::faint, wrapped(survey_indent, survey_indent, group.name, context.columns));
  out += wrapped(survey_indent, survey_indent, form, context.columns);
  if (!group.is_single())
    out += wrapped(survey_indent, survey_indent, things_words(inquiry, group, things_named, lang), context.columns);
  if (!words.state.empty()) out += wrapped(survey_indent, survey_indent, words.state.in(lang), context.columns);
  return out + wrapped(survey_indent, survey_indent, waiting_words(context, group, rules_named), context.columns);
}

}  // namespace

auto survey_text(const Context& context, const assess::Inquiry& inquiry, std::size_t first) -> std::string {
  if (inquiry.questions.empty()) {
    return in(context, "Nothing is left to ask: every verdict of this level is decided.\n",
              "没有需要询问的内容：本级别的判定均已得出。\n");
  }
  auto groups = assess::group_questions(inquiry.questions);
  const auto left_out = first > 0 && groups.size() > first ? groups.size() - first : 0;
  const auto of = groups.size() == inquiry.questions.size()
                      ? std::string()
                      : fmt::format(fmt::runtime(in(context, " about {} facts", "（涉及 {} 项事实）")),
                                    grouped(inquiry.questions.size()));
  auto out = fmt::format(fmt::runtime(in(context, "{} questions{}, the most decisive first · level {} · as of {}\n",
                                         "{} 个问题{}，影响大的在前 · 第 {} 级 · 评估日 {}\n")),
                         grouped(groups.size()), of, eval::level_text(context.program, context.settings),
                         context.settings.as_of.to_string());
  groups.resize(groups.size() - left_out);
  bool again = false;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (inquiry.questions[groups[i].members.front()].asked_before() && !again) {
      again = true;
      out += in(context, "\nAsked before, and not known\n", "\n已询问过，尚不清楚\n");
    }
    out += "\n" + group_text(context, inquiry, groups[i], i + 1);
  }
  if (left_out > 0) {
    out += fmt::format(fmt::runtime(in(context, "\n… and {} more\n", "\n…… 另有 {} 个\n")), grouped(left_out));
  }
  return out;
}

auto merged_text(const Context& context, const assess::Merged& merged, const Replies& replies) -> std::string {
  return fmt::format(
      fmt::runtime(in(context,
                      "{} facts were added, {} answers were known already, {} contradict the facts, {} were left "
                      "out, {} questions have no answer\n",
                      "新增 {} 项事实；{} 个答案与已知相同，{} 个与事实矛盾，{} 个未被接受，{} 个问题没有答案\n")),
      grouped(merged.added.size()), grouped(merged.same), grouped(merged.conflicts),
      grouped(merged.faults + replies.faults), grouped(replies.blank));
}

}  // namespace dengbao::report
