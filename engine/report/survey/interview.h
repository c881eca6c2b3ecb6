#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "assess/survey/answer_value.h"
#include "assess/survey/groups.h"
#include "assess/survey/inquiry.h"
#include "assess/survey/merge_answers.h"
#include "report/context.h"

namespace dengbao::report {

// A conversation: one question after the other, the most decisive first, reckoned anew after every answer. Each answer
// becomes a fact at once. What is asked of many things is asked once: the answer is for all of them, for those it
// names, or for all but these; `differs` puts the question in parts.
class Interview {
 public:
  // Keeps the facts after each answer; says what is wrong if it cannot.
  using Save = std::function<std::optional<std::string>(const std::string& facts)>;

  // `facts` have been read without errors. All that is given by reference must outlive it.
  Interview(const eval::Plan& plan, const eval::Settings& settings, assess::Selection selection, std::string facts,
            assess::Interview by, Lang lang, Save save);

  // The question to put next, or what is asked to make an answer clear; nothing once there is none.
  [[nodiscard]] auto question() -> std::optional<std::string>;
  // Takes a line: an answer, or one of `skip`, `unknown`, `none`, `differs`, `list`, `back`, `why`, `quit`, `help`.
  // What to say to it.
  [[nodiscard]] auto reply(const std::string& line) -> std::string;
  [[nodiscard]] auto finished() const -> bool { return finished_; }

  // How many answers were taken; how many questions are left, skipped ones too.
  [[nodiscard]] auto taken() const -> std::size_t { return history_.size(); }
  [[nodiscard]] auto left() const -> std::size_t { return left_; }

 private:
  // Answers that one more question makes clear: whether lists are complete, whether all of a part is not there.
  struct Unclear {
    enum class About : std::uint8_t { complete, part } about;
    std::vector<assess::Answer> answers;
    std::string part;
  };

  void look();
  void choose(const std::vector<assess::Group>& groups);
  auto opened(const std::vector<assess::Group>& groups) const -> std::vector<assess::Group>;
  auto say(std::string_view en, std::string_view zh) const -> std::string;
  auto first() const -> const assess::Question&;
  auto prompt() const -> std::string;
  auto command(const std::string& line) -> std::optional<std::string>;
  auto skip() -> std::string;
  auto value(const std::string& line) -> std::string;
  auto settle(std::vector<assess::Answer> answers) -> std::string;
  auto answer_to(const std::string& said, const std::vector<std::size_t>& members) const
      -> std::variant<assess::Answer, assess::AnswerFault>;
  auto clear_up(const std::string& line) -> std::string;
  auto take(std::vector<assess::Answer> answers) -> std::string;
  auto back() -> std::string;
  auto why() const -> std::string;
  auto list() const -> std::string;
  auto help() const -> std::string;
  auto absent_part() const -> std::optional<std::string>;
  auto is_list_of_records() const -> bool;

  const eval::Plan& plan_;
  const model::Program& program_;
  const eval::Settings& settings_;
  assess::Selection selection_;
  std::string facts_;
  assess::Interview by_;
  Lang lang_;
  Save save_;

  assess::Inquiry inquiry_;
  std::optional<assess::Group> current_;
  bool looked_ = false;
  bool finished_ = false;
  std::size_t left_ = 0;
  std::set<std::string> skipped_;
  struct Step {
    std::string facts;
    std::string name;
  };
  std::vector<Step> history_;
  std::set<std::string> opened_;  // keys of groups that are asked for in parts
  std::string last_;              // the name of the group that was asked for last: what is left of it comes next
  std::optional<Unclear> unclear_;
};

}  // namespace dengbao::report
