#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

#include "base/render_diagnostic.h"
#include "cli/assess_options.h"
#include "cli/terminal.h"
#include "eval/live.h"
#include "facts/changes.h"
#include "facts/load.h"
#include "facts/patch.h"
#include "report/followed.h"

// `assess --watch`: verdicts that follow patches of the facts.
namespace dengbao::cli {
namespace {

using Clock = std::chrono::steady_clock;

class Watch {
 public:
  Watch(Session& session, const AssessOptions& options)
      : session_(session),
        json_(options.format == "verdicts"),
        name_(options.facts),
        ids_(assess::select(session.program(), session.settings(), {options.only})),
        out_(options.output, session.sink()) {
    text_ = std::string(session.sources()[session.facts().file()].text());
    judge();
  }

  // A patch a line; an empty line is none. False: nobody reads any more.
  auto follow(const std::string& line) -> bool {
    if (line.find_first_not_of(" \t\r") == std::string::npos) return true;
    ++patches_;
    const auto start = Clock::now();
    report::FollowedStep step{patches_, false, 0, ids_.size(), {}};
    std::vector<eval::Followed> followed;
    if (const auto changes = facts::cell_changes(session_.facts(), line)) {
      followed = live_->follow(*changes);
      pending_.push_back(line);
    } else if (read_anew(line)) {
      step.read_anew = true;
      followed = compare();
    } else {
      return true;
    }
    step.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    step.followed = followed;
    const auto context = session_.context();
    return out_.write(json_ ? report::step_json(context, step) : report::step_text(context, step));
  }

  // As of an assessment of the facts as they are now.
  auto status() const -> int {
    bool bad = false;
    bool open = false;
    for (const auto& stand : live_->stand()) {
      const auto& requirement = session_.program().requirements[stand.requirement];
      if (assess::advisory(session_.program(), requirement)) continue;
      const auto standing = eval::standing(stand.verdict.verdict);
      bad = bad || standing == eval::Standing::bad;
      open = open || standing == eval::Standing::open;
    }
    if (refused_) return status_bad_input;
    return bad ? status_fails : open ? status_undecided : status_holds;
  }

 private:
  void judge() {
    live_ = std::make_unique<eval::Live>(session_.plan(), session_.changeable_facts(), session_.settings(), ids_);
    before_ = live_->stand();
  }

  // The text with all patches so far and this one. Where that is no facts file any more, the patch is refused with
  // what is wrong, and all stays as it was.
  auto read_anew(const std::string& line) -> bool {
    Sink sink;
    auto text = text_;
    auto patches = pending_;
    patches.push_back(line);
    for (std::size_t i = 0; i < patches.size(); ++i) {
      const auto facts = session_.sources().add(name_, std::move(text));
      const auto patch = session_.sources().add(fmt::format("patch {}", patches_), patches[i]);
      auto patched = facts::apply_patch(session_.sources(), facts, patch, sink);
      if (!patched) return refuse(sink);
      text = std::move(*patched);
    }
    const auto file = session_.sources().add(fmt::format("{} + patch {}", name_, patches_), text);
    auto facts = facts::load(session_.sources(), file, session_.program(), sink);
    if (!facts) return refuse(sink);
    before_ = live_->stand();
    live_.reset();
    session_.replace_facts(std::move(*facts));
    text_ = std::move(text);
    pending_.clear();
    const auto was = before_;
    judge();
    before_ = was;
    return true;
  }

  auto refuse(const Sink& sink) -> bool {
    refused_ = true;
    write_message(render(sink.sorted(), session_.sources(), session_.lang(), coloured_messages()));
    return false;
  }

  // By requirement: subjects may have come and gone.
  auto compare() const -> std::vector<eval::Followed> {
    std::vector<eval::Followed> out;
    const auto now = live_->stand();
    for (std::size_t i = 0; i < now.size(); ++i) {
      std::size_t subjects = 0;
      for (const auto count : now[i].counts) subjects += count;
      out.push_back({now[i].requirement, before_[i].verdict, now[i].verdict, {}, subjects});
    }
    return out;
  }

  Session& session_;
  bool json_;
  std::string name_;
  std::vector<model::RequirementId> ids_;
  ResultStream out_;
  std::string text_;                  // of the facts, without what is pending
  std::vector<std::string> pending_;  // patches that were made in the store alone
  std::unique_ptr<eval::Live> live_;
  std::vector<eval::Live::Stand> before_;
  std::uint64_t patches_ = 0;
  bool refused_ = false;
};

auto may_watch(Session& session, const AssessOptions& options) -> bool {
  if (options.facts == "-" || are_many(options)) {
    return session.usage({"--watch follows one facts file; the patches come on standard input",
                          "--watch 只跟踪一个事实文件；补丁从标准输入读取"});
  }
  const bool form = !options.format_given || options.format == "text" || options.format == "verdicts";
  if (!form || !options.certificate.empty()) {
    return session.usage({"--watch writes text or, with --format verdicts, JSON lines; no certificate",
                          "--watch 输出文本，或用 --format verdicts 输出 JSON 行；不写证书"});
  }
  return true;
}

}  // namespace

auto run_watch(const AssessOptions& options) -> int {
  Session session(options);
  if (!may_watch(session, options) || !session.check_options() || !session.load())
    return session.finish(status_bad_input);
  if (!selects_something(session, {options.only})) return session.finish(status_bad_input);
  Watch watch(session, options);
  for (std::string line; std::getline(std::cin, line);) {
    if (!watch.follow(line)) break;
  }
  return session.finish(watch.status());
}

}  // namespace dengbao::cli
