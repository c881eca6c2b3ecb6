#include <fmt/format.h>

#include "author/place_text.h"
#include "author/test_run.h"
#include "author/why_found.h"
#include "base/utf8.h"
#include "report/layout.h"

namespace dengbao::author {
namespace {

class Writer {
 public:
  Writer(const TestContext& context, const TestRun& run) : context_(context), run_(run) {}

  auto write() -> std::string {
    for (std::size_t i = 0; i < run_.tests.size(); ++i) {
      if (!passes(run_.checks[i])) failed_test(run_.tests[i], run_.checks[i]);
    }
    const auto failed = run_.failed();
    out_ += summary(failed).in(context_.lang) + "\n";
    return std::move(out_);
  }

 private:
  [[nodiscard]] auto summary(std::size_t failed) const -> Localised {
    const auto total = run_.tests.size();
    if (total == 0) return say("there are no tests", "没有测试");
    if (failed == 0) return say("{} tests, all pass", "{} 个测试，全部通过", total);
    return say("{} tests, {} fail", "{} 个测试，{} 个失败", total, failed);
  }

  void failed_test(const PreparedTest& prepared, const std::vector<Check>& checks) {
    const auto& test = context_.program.tests[prepared.id];
    out_ += fmt::format("✗ {}  {}\n", utf8::printable(test.name.in(context_.lang)), about(test));
    for (std::size_t i = 0; i < checks.size(); ++i) {
      if (!checks[i].holds) failed_check(prepared, test.expectations[i], checks[i]);
    }
    out_ += "\n";
  }

  [[nodiscard]] auto about(const model::Test& test) const -> std::string {
    if (!test.of) return "";
    return say("({})", "（{}）", context_.program.requirements[*test.of].name).in(context_.lang);
  }

  void failed_check(const PreparedTest& prepared, const model::Expectation& expectation, const Check& check) {
    const auto& program = context_.program;
    const auto& test = program.tests[prepared.id];
    out_ += "  " + place_text(context_.sources, expectation.span) + "\n";
    line(say("expected", "预期"), expected_words(program, test, expectation));
    line(say("found", "实际"), found_words(program, test, expectation, check));
    line(say("why", "原因"), why_found(program, context_.sources, prepared, expectation, check));
  }

  void line(const Localised& head, const Localised& words) {
    if (words.empty()) return;
    const auto first = "    " + report::padded(head.in(context_.lang), 9);
    out_ += report::wrapped(first, std::string(4 + 9, ' '), utf8::printable(words.in(context_.lang)), context_.columns);
  }

  const TestContext& context_;
  const TestRun& run_;
  std::string out_;
};

}  // namespace

auto test_run_text(const TestContext& context, const TestRun& run) -> std::string {
  return Writer(context, run).write();
}

}  // namespace dengbao::author
