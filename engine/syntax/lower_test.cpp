#include "syntax/lowering.h"
#include "syntax/once.h"

namespace dengbao::syntax {
namespace {

auto lower_given(Lowering& to, PolicyParser::TestGivenContext* given) -> Given {
  Given out{{}, {}, to.origin.span(given->json()), to.origin.span(given)};
  if (!given->plainName()) return out;
  out.name = lower_name(to, given->plainName());
  out.type = lower_type(to, given->type());
  return out;
}

auto lower_verdict(Lowering& to, PolicyParser::ExpectVerdictContext* verdict, Expectation out) -> Expectation {
  out.word = lower_name(to, verdict->anyName());
  auto texts = verdict->text();
  auto text = texts.begin();
  if (verdict->FOR()) out.subject = lower_text(to, (*text++)->start);
  for (; text != texts.end(); ++text) out.because.push_back(lower_text(to, (*text)->start));
  return out;
}

auto lower_expectation(Lowering& to, PolicyParser::TestExpectContext* expect) -> Expectation {
  Expectation out;
  out.span = to.origin.span(expect);
  if (auto* verdict = expect->expectVerdict()) return lower_verdict(to, verdict, std::move(out));
  out.word = lower_name(to, expect->expectTruth()->anyName());
  out.condition = lower_expr(to, expect->expectTruth()->expr());
  return out;
}

auto lower_test_level(Lowering& to, PolicyParser::TestLevelContext* level) -> Text {
  if (level->text()) return lower_text(to, level->text()->start);
  const auto span = to.origin.span(level->NUMBER()->getSymbol());
  return {std::string(to.origin.text(span)), span};
}

class TestSections {
 public:
  TestSections(Lowering& to, Test& out) : to_(to), out_(out), once_(to) {}

  void lower(PolicyParser::TestSectionContext* section) {
    if (auto* of = section->testOf()) {
      if (once_.first("of", of)) out_.of = lower_path(to_, of->path());
      if (of->testLevel()) level(of->testLevel());
    } else if (auto* at = section->testLevel()) {
      level(at);
    } else if (auto* on = section->testDate()) {
      if (once_.first("on", on)) out_.as_of = lower_date(to_, on->DATE()->getSymbol());
    } else if (auto* with = section->testWith()) {
      for (std::size_t i = 0; i < with->plainName().size(); ++i) {
        out_.with.push_back({lower_name(to_, with->plainName(i)), lower_sum(to_, with->sum(i))});
      }
    } else if (auto* given = section->testGiven()) {
      out_.givens.push_back(lower_given(to_, given));
    } else {
      out_.expectations.push_back(lower_expectation(to_, section->testExpect()));
    }
  }

 private:
  void level(PolicyParser::TestLevelContext* at) {
    if (once_.first("level", at)) out_.level = lower_test_level(to_, at);
  }

  Lowering& to_;
  Test& out_;
  Once once_;
};

}  // namespace

auto lower_test(Lowering& to, PolicyParser::TestContext* test) -> Test {
  Test out;
  out.name = lower_words(to, test->localised());
  TestSections sections(to, out);
  for (auto* section : test->testSection()) sections.lower(section);
  return out;
}

}  // namespace dengbao::syntax
