#include "cli/interview.h"

#include <fmt/format.h>

#include <cstring>
#include <iostream>

#include "cli/replace_file.h"
#include "report/survey/interview.h"

namespace dengbao::cli {
namespace {

void speak(const std::string& text) { std::cout << text << std::flush; }

}  // namespace

auto run_interview(Session& session, const assess::Selection& selection, const std::string& path, const std::string& by)
    -> int {
  const bool zh = session.lang() == Lang::zh;
  bool kept = true;
  const auto save = [&](const std::string& facts) -> std::optional<std::string> {
    const auto error = put_file(path, facts);
    kept = error == 0;
    if (kept) return std::nullopt;
    const auto words =
        say(info(Code::cannot_write).en, info(Code::cannot_write).zh, path, std::string(std::strerror(error)));
    return words.in(session.lang());
  };
  const auto text = std::string(session.sources()[session.facts().file()].text());
  report::Interview interview(session.plan(), session.settings(), selection, text,
                              {by, "survey", session.settings().as_of}, session.lang(), save);
  speak(zh ? "每次回答后即写入文件；help 列出可用的词语，quit 或 Ctrl-D 结束。\n"
           : "Every answer is written at once; `help` lists what else you can say, `quit` or Ctrl-D ends.\n");
  while (const auto question = interview.question()) {
    speak(*question);
    std::string line;
    if (!std::getline(std::cin, line)) {
      speak("\n");
      break;
    }
    speak(interview.reply(line));
  }
  speak(fmt::format(fmt::runtime(zh ? "本次写入 {} 个答案：{}；尚有 {} 个问题。\n"
                                    : "{} answers were written to {}; {} questions are open.\n"),
                    interview.taken(), path, interview.left()));
  if (!kept) return status_bad_input;
  return interview.left() == 0 ? status_holds : status_undecided;
}

}  // namespace dengbao::cli
