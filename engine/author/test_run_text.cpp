#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "author/source_text.h"
#include "author/test_run.h"
#include "author/why_found.h"
#include "base/utf8.h"
#include "report/layout.h"

namespace dengbao::author {
namespace {

class TextWriter {
 public:
  TextWriter(const TestContext& context, const TestRun& run) : context_(context), run_(run) {}

  auto write() -> std::string {
    for (std::size_t i = 0; i < run_.tests.size(); ++i) {
      if (!passes(run_.checks[i])) failed_test(run_.tests[i], run_.checks[i]);
    }
    const auto failed = run_.failed();
    out_ += summary(failed).in(context_.lang) + "\n";
    if (run_.coverage) coverage(*run_.coverage);
    if (run_.mutants) mutants(*run_.mutants);
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

  // ---- coverage ---------------------------------------------------------------------------------------------------
  void coverage(const Coverage& coverage) {
    paragraph(say("{} of {} parts, exceptions and definitions are seen to hold and to fail",
                  "{1} 个要求项、例外和定义中，{0} 个既见成立又见不成立", coverage.decided_both_ways, coverage.total));
    std::string owner;
    for (const auto& place : coverage.uncovered) {
      if (is_untested(coverage, place.owner)) continue;
      heading(owner, place.owner);
      item(place.span, place_words(context_.sources, place), missing_words(place));
    }
    untested(coverage.untested);
  }

  static auto is_untested(const Coverage& coverage, const std::string& owner) -> bool {
    return std::ranges::find(coverage.untested, owner) != coverage.untested.end();
  }

  void untested(const std::vector<std::string>& owners) {
    if (owners.empty()) return;
    out_ += "\n";
    const auto head = say("no test reaches {}: ", "没有测试触及 {} 项：", owners.size()).in(context_.lang);
    out_ += report::wrapped(head, "  ", fmt::format("{}", fmt::join(owners, ", ")), context_.columns);
  }

  // ---- mutants ----------------------------------------------------------------------------------------------------
  void mutants(const Mutation& mutants) {
    paragraph(say("{} of {} small changes of the policies are noticed by a test",
                  "对策略的 {1} 处细微改动中，{0} 处被测试发现", mutants.noticed, mutants.total));
    std::string owner;
    std::vector<std::pair<std::string, std::size_t>> unreached;
    for (const auto& survivor : mutants.survivors) {
      if (!survivor.reached) {
        count(unreached, survivor.owner);
        continue;
      }
      heading(owner, survivor.owner);
      item(survivor.span, survivor.change, say("no test notices", "没有测试发现"));
      if (!survivor.hint.empty()) {
        const auto hint = say("would notice: {}", "可增加：{}", survivor.hint).in(context_.lang);
        out_ += report::wrapped("      ", "      ", utf8::printable(hint), context_.columns);
      }
    }
    unreached_changes(unreached);
  }

  static void count(std::vector<std::pair<std::string, std::size_t>>& counts, const std::string& owner) {
    const auto found = std::ranges::find(counts, owner, &std::pair<std::string, std::size_t>::first);
    if (found == counts.end()) {
      counts.emplace_back(owner, 1);
    } else {
      ++found->second;
    }
  }

  void unreached_changes(const std::vector<std::pair<std::string, std::size_t>>& counts) {
    if (counts.empty()) return;
    std::string listed;
    for (const auto& [owner, number] : counts) {
      listed += (listed.empty() ? "" : ", ") + fmt::format("{} ({})", owner, number);
    }
    out_ += "\n";
    const auto head = say("changes that no test reaches: ", "没有测试触及的改动：").in(context_.lang);
    out_ += report::wrapped(head, "  ", listed, context_.columns);
  }

  // ---- layout -----------------------------------------------------------------------------------------------------
  void paragraph(const Localised& words) { out_ += "\n" + words.in(context_.lang) + "\n"; }

  void heading(std::string& last, const std::string& owner) {
    if (owner != last) out_ += "\n" + owner + "\n";
    last = owner;
  }

  void item(Span span, const Localised& what, const Localised& missing) {
    out_ += "  " + place_text(context_.sources, span) + "\n";
    const auto words = what.in(context_.lang) + (context_.lang == Lang::zh ? "：" : ": ") + missing.in(context_.lang);
    out_ += report::wrapped("    ", "    ", utf8::printable(words), context_.columns);
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
  return TextWriter(context, run).write();
}

}  // namespace dengbao::author
