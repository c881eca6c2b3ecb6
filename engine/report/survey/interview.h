#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "assess/survey/inquiry.h"
#include "assess/survey/merge_answers.h"
#include "report/context.h"

namespace dengbao::report {

// A conversation: one question after the other, the most decisive first, reckoned anew after every answer. Each answer
// becomes a fact at once.
class Interview {
 public:
  // Keeps the facts after each answer; says what is wrong if it cannot.
  using Save = std::function<std::optional<std::string>(const std::string& facts)>;

  // `facts` have been read without errors. All that is given by reference must outlive it.
  Interview(const eval::Plan& plan, const eval::Settings& settings, assess::Selection selection, std::string facts,
            assess::Interview by, Lang lang, Save save);

  // The question to put next, or what is asked to make an answer clear; nothing once there is none.
  [[nodiscard]] auto question() -> std::optional<std::string>;
  // Takes a line: an answer, or one of `skip`, `unknown`, `none`, `back`, `why`, `quit`, `help`. What to say to it.
  [[nodiscard]] auto reply(const std::string& line) -> std::string;
  [[nodiscard]] auto finished() const -> bool { return finished_; }

  // How many answers were taken; how many questions are left, skipped ones too.
  [[nodiscard]] auto taken() const -> std::size_t { return history_.size(); }
  [[nodiscard]] auto left() const -> std::size_t { return left_; }

 private:
  void look();
  auto say(std::string_view en, std::string_view zh) const -> std::string;
  auto value(const std::string& line) -> std::string;
  auto none() -> std::string;
  auto clear_up(const std::string& line) -> std::string;
  auto take(std::vector<assess::Answer> answers) -> std::string;
  auto back() -> std::string;
  auto why() const -> std::string;
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

  std::optional<assess::Question> current_;
  bool looked_ = false;
  bool finished_ = false;
  std::size_t left_ = 0;
  std::set<std::string> skipped_;
  struct Step {
    std::string facts;
    std::string name;
  };
  std::vector<Step> history_;
  // An answer that one more question makes clear: whether a list is complete, whether all of a part is not there.
  struct Unclear {
    enum class About : std::uint8_t { complete, part } about;
    assess::Answer answer;
    std::string part;
  };
  std::optional<Unclear> unclear_;
};

}  // namespace dengbao::report
