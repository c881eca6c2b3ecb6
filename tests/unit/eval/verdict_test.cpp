#include "eval/verdict.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

using namespace dengbao;
using namespace dengbao::eval;

namespace {

constexpr Truth truths[] = {Truth::no, Truth::unknown, Truth::yes};
constexpr Verdict subject_verdicts[] = {Verdict::pass, Verdict::pass_by_exception, Verdict::partial, Verdict::fail,
                                        Verdict::undecided};
constexpr PartVerdict part_verdicts[] = {PartVerdict::met, PartVerdict::excused, PartVerdict::failed,
                                         PartVerdict::undecided};

auto good(Verdict verdict) -> bool { return verdict == Verdict::pass || verdict == Verdict::pass_by_exception; }

auto requirement(std::vector<SubjectResult> subjects, bool open = false, std::optional<bool> when_none = std::nullopt)
    -> Verdict {
  return requirement_verdict(subjects, open, when_none).verdict;
}

// Every way in which the unknown scopes and undecided verdicts of `subjects` may turn out.
void settle(std::vector<SubjectResult>& subjects, std::size_t from, const auto& visit) {
  if (from == subjects.size()) return visit(subjects);
  const auto before = subjects[from];
  const auto try_verdict = [&](Verdict verdict) {
    subjects[from] = {Truth::yes, verdict};
    settle(subjects, from + 1, visit);
  };
  if (before.verdict == Verdict::undecided) {
    for (auto verdict : {Verdict::pass, Verdict::partial, Verdict::fail}) try_verdict(verdict);
  } else {
    try_verdict(before.verdict);
  }
  if (before.in_scope == Truth::unknown) {
    subjects[from] = {Truth::no, Verdict::not_applicable};
    settle(subjects, from + 1, visit);
  }
  subjects[from] = before;
}

}  // namespace

TEST_CASE("a part and its exception") {
  const PartVerdict expected[3][3] = {
      // exception: no, unknown, yes
      {PartVerdict::failed, PartVerdict::undecided, PartVerdict::excused},     // condition no
      {PartVerdict::undecided, PartVerdict::undecided, PartVerdict::excused},  // unknown
      {PartVerdict::met, PartVerdict::met, PartVerdict::met},                  // yes
  };
  for (int condition = 0; condition < 3; ++condition) {
    for (int exception = 0; exception < 3; ++exception) {
      CHECK(part_verdict(truths[condition], truths[exception]) == expected[condition][exception]);
    }
  }
}

TEST_CASE("a subject of two parts, all combinations") {
  for (auto first : part_verdicts) {
    for (auto second : part_verdicts) {
      const PartResult parts[] = {{first, false, false}, {second, false, false}};
      const auto has = [&](PartVerdict verdict) { return first == verdict || second == verdict; };
      Verdict expected = Verdict::pass;
      if (has(PartVerdict::failed)) {
        expected = has(PartVerdict::met) || has(PartVerdict::excused) ? Verdict::partial : Verdict::fail;
      } else if (has(PartVerdict::undecided)) {
        expected = Verdict::undecided;
      } else if (has(PartVerdict::excused)) {
        expected = Verdict::pass_by_exception;
      }
      CHECK(subject_verdict(parts) == expected);
    }
  }
}

TEST_CASE("a part met vacuously does not soften a failure") {
  const PartResult parts[] = {{PartVerdict::failed, false, false}, {PartVerdict::met, false, true}};
  CHECK(subject_verdict(parts) == Verdict::fail);
}

TEST_CASE("a fail is final if no part can be met any more") {
  const PartResult settled[] = {{PartVerdict::failed}, {PartVerdict::met, false, true}};
  CHECK(subject_final(settled));
  const PartResult undecided[] = {{PartVerdict::failed}, {PartVerdict::undecided}};
  CHECK_FALSE(subject_final(undecided));
  const PartResult open[] = {{PartVerdict::failed}, {PartVerdict::met, false, true, true}};
  CHECK_FALSE(subject_final(open));
  const PartResult partial[] = {{PartVerdict::failed}, {PartVerdict::met}, {PartVerdict::undecided}};
  CHECK(subject_final(partial));
  const SubjectResult failing[] = {{Truth::yes, Verdict::fail, false}};
  CHECK_FALSE(requirement_verdict(failing, false, std::nullopt).final);
}

TEST_CASE("recommended parts never make a fail") {
  for (auto recommended : part_verdicts) {
    const PartResult met[] = {{PartVerdict::met, false, false}, {recommended, true, false}};
    CHECK(subject_verdict(met) == Verdict::pass);
    const PartResult failed[] = {{PartVerdict::failed, false, false}, {recommended, true, false}};
    CHECK(subject_verdict(failed) == Verdict::fail);
  }
  const PartResult alone[] = {{PartVerdict::failed, true, false}, {PartVerdict::met, true, false}};
  CHECK(subject_verdict(alone) == Verdict::not_met_recommended);
  CHECK(subject_verdict({}) == Verdict::not_applicable);
}

TEST_CASE("a requirement over two subjects, all combinations of scope and verdict") {
  for (auto first_scope : {Truth::unknown, Truth::yes}) {
    for (auto second_scope : {Truth::unknown, Truth::yes}) {
      for (auto first : subject_verdicts) {
        for (auto second : subject_verdicts) {
          std::vector<SubjectResult> subjects{{first_scope, first}, {second_scope, second}};
          const auto verdict = requirement_verdict(subjects, false, std::nullopt);
          // What it may still become, if every open question is answered.
          bool may_pass = false;
          bool may_be_bad = false;
          bool changes = false;
          settle(subjects, 0, [&](const std::vector<SubjectResult>& settled) {
            const auto outcome = requirement_verdict(settled, false, std::nullopt).verdict;
            may_pass = may_pass || good(outcome) || outcome == Verdict::not_applicable;
            may_be_bad = may_be_bad || outcome == Verdict::fail || outcome == Verdict::partial;
            changes = changes || outcome != verdict.verdict;
          });
          INFO(verdict_name(first) << " and " << verdict_name(second));
          if (verdict.verdict == Verdict::pass) CHECK_FALSE(may_be_bad);
          if (verdict.verdict == Verdict::fail || verdict.verdict == Verdict::partial) {
            CHECK_FALSE(may_pass);
            CHECK(verdict.final == !changes);
          }
          if (verdict.verdict == Verdict::undecided) CHECK(may_pass);
        }
      }
    }
  }
}

TEST_CASE("a requirement names what was decided") {
  CHECK(requirement({{Truth::yes, Verdict::fail}, {Truth::yes, Verdict::fail}}) == Verdict::fail);
  CHECK(requirement({{Truth::yes, Verdict::fail}, {Truth::yes, Verdict::pass_by_exception}}) == Verdict::partial);
  CHECK(requirement({{Truth::yes, Verdict::partial}}) == Verdict::partial);
  CHECK(requirement({{Truth::yes, Verdict::undecided}, {Truth::yes, Verdict::pass}}) == Verdict::undecided);
  CHECK(requirement({{Truth::yes, Verdict::pass_by_exception}}) == Verdict::pass);
  CHECK(requirement({{Truth::unknown, Verdict::fail}}) == Verdict::undecided);
  CHECK(requirement({{Truth::unknown, Verdict::pass}}) == Verdict::pass);
  CHECK(requirement({{Truth::yes, Verdict::not_met_recommended}, {Truth::yes, Verdict::pass}}) ==
        Verdict::not_met_recommended);
}

TEST_CASE("nothing in scope") {
  CHECK(requirement({}) == Verdict::not_applicable);
  CHECK(requirement({}, false, true) == Verdict::pass);
  CHECK(requirement({}, false, false) == Verdict::fail);
  CHECK(requirement({{Truth::unknown, Verdict::pass}}, false, false) == Verdict::undecided);
}

TEST_CASE("subjects that the facts do not list keep a pass away") {
  CHECK(requirement({}, true) == Verdict::undecided);
  CHECK(requirement({}, true, true) == Verdict::undecided);
  CHECK(requirement({{Truth::yes, Verdict::pass}}, true) == Verdict::undecided);
  const SubjectResult failing[] = {{Truth::yes, Verdict::fail}};
  const auto verdict = requirement_verdict(failing, true, std::nullopt);
  CHECK(verdict.verdict == Verdict::fail);
  CHECK_FALSE(verdict.final);
}

TEST_CASE("a clause over two requirements, all combinations") {
  constexpr Verdict verdicts[] = {Verdict::pass, Verdict::partial, Verdict::fail, Verdict::undecided,
                                  Verdict::not_applicable};
  for (auto first : verdicts) {
    for (auto second : verdicts) {
      const CitingResult citing[] = {{first, false}, {second, false}};
      const auto has = [&](Verdict verdict) { return first == verdict || second == verdict; };
      Verdict expected = Verdict::not_applicable;
      if (has(Verdict::partial) || (has(Verdict::fail) && has(Verdict::pass))) {
        expected = Verdict::partial;
      } else if (has(Verdict::fail)) {
        expected = Verdict::fail;
      } else if (has(Verdict::undecided)) {
        expected = Verdict::undecided;
      } else if (has(Verdict::pass)) {
        expected = Verdict::pass;
      }
      CHECK(clause_verdict(citing) == expected);
    }
  }
}

TEST_CASE("requirements that cite in part fail a clause and never make it pass") {
  const auto in_part = [](Verdict verdict) { return CitingResult{verdict, true}; };
  const auto whole = [](Verdict verdict) { return CitingResult{verdict, false}; };
  const auto clause = [](std::vector<CitingResult> citing) { return clause_verdict(citing); };
  CHECK(clause({in_part(Verdict::pass)}) == Verdict::undecided);
  CHECK(clause({in_part(Verdict::fail)}) == Verdict::fail);
  CHECK(clause({in_part(Verdict::pass), whole(Verdict::pass)}) == Verdict::pass);
  CHECK(clause({in_part(Verdict::pass), whole(Verdict::not_applicable)}) == Verdict::undecided);
  CHECK(clause({in_part(Verdict::fail), whole(Verdict::pass)}) == Verdict::partial);
  CHECK(clause({whole(Verdict::not_met_recommended), whole(Verdict::pass)}) == Verdict::pass);
  CHECK(clause({whole(Verdict::not_met_recommended), whole(Verdict::not_applicable)}) == Verdict::not_met_recommended);
}

TEST_CASE("every verdict has a name and words in both languages") {
  std::vector<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Verdict::not_met_recommended); ++i) {
    const auto verdict = static_cast<Verdict>(i);
    CHECK_FALSE(verdict_words(verdict).en.empty());
    CHECK_FALSE(verdict_words(verdict).zh.empty());
    names.push_back(verdict_name(verdict));
  }
  std::sort(names.begin(), names.end());
  CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
}

TEST_CASE("a condition of a risk and what lowers it") {
  for (const auto lowered : truths) {
    CHECK(risk_part_verdict(Truth::no, lowered) == PartVerdict::met);
    CHECK(risk_part_verdict(Truth::unknown, lowered) == PartVerdict::undecided);
  }
  CHECK(risk_part_verdict(Truth::yes, Truth::no) == PartVerdict::failed);
  CHECK(risk_part_verdict(Truth::yes, Truth::unknown) == PartVerdict::failed);
  CHECK(risk_part_verdict(Truth::yes, Truth::yes) == PartVerdict::excused);
}

namespace {

auto risk_part(Truth raised, Truth lowered) -> RiskPart { return {risk_part_verdict(raised, lowered), lowered}; }

// What the risk is once everything is known.
auto settled_risk(const std::vector<std::pair<bool, bool>>& parts) -> Verdict {
  auto worst = Verdict::not_found;
  for (const auto& [raised, lowered] : parts) {
    if (raised && !lowered) return Verdict::high;
    if (raised) worst = Verdict::medium;
  }
  return worst;
}

auto possible(Truth truth) -> std::vector<bool> {
  if (truth == Truth::unknown) return {false, true};
  return {truth == Truth::yes};
}

}  // namespace

TEST_CASE("a risk that is final stays, whatever becomes known") {
  for (const auto a : truths) {
    for (const auto b : truths) {
      for (const auto c : truths) {
        for (const auto d : truths) {
          const RiskPart parts[] = {risk_part(a, b), risk_part(c, d)};
          const auto found = risk_subject_verdict(parts);
          for (const bool e : possible(a)) {
            for (const bool f : possible(b)) {
              for (const bool g : possible(c)) {
                for (const bool h : possible(d)) {
                  const auto then = settled_risk({{e, f}, {g, h}});
                  if (found.verdict == Verdict::not_found) CHECK(then == Verdict::not_found);
                  if (found.final && found.verdict == Verdict::high) CHECK(then == Verdict::high);
                  if (found.final && found.verdict == Verdict::medium) CHECK(then == Verdict::medium);
                  if (found.verdict == Verdict::high || found.verdict == Verdict::medium)
                    CHECK(then != Verdict::not_found);
                }
              }
            }
          }
        }
      }
    }
  }
  CHECK(risk_subject_verdict({}).verdict == Verdict::not_applicable);
}

TEST_CASE("a risk is the worst of its subjects") {
  using enum Verdict;
  const auto worst = [](std::vector<RiskSubject> subjects, bool open = false) { return risk_verdict(subjects, open); };
  const RiskSubject is_high{Truth::yes, {high, true}};
  const RiskSubject may_fall{Truth::yes, {high, false}};
  const RiskSubject is_medium{Truth::yes, {medium, true}};
  const RiskSubject is_open{Truth::yes, {undecided}};
  const RiskSubject is_none{Truth::yes, {not_found}};
  const RiskSubject elsewhere{Truth::unknown, {high, true}};
  const RiskSubject nowhere{Truth::unknown, {not_found}};
  CHECK(worst({}).verdict == not_applicable);
  CHECK(worst({}, true).verdict == undecided);
  CHECK(worst({is_none, nowhere}).verdict == not_found);
  CHECK(worst({is_none}, true).verdict == undecided);
  CHECK(worst({is_none, is_open}).verdict == undecided);
  CHECK(worst({elsewhere}).verdict == undecided);
  CHECK(worst({is_medium, is_none}).verdict == medium);
  CHECK(worst({is_medium, is_none}).final);
  CHECK_FALSE(worst({is_medium, is_open}).final);
  CHECK_FALSE(worst({is_medium, elsewhere}).final);
  CHECK_FALSE(worst({is_medium}, true).final);
  CHECK(worst({is_medium, may_fall}).verdict == high);
  CHECK_FALSE(worst({is_medium, may_fall}).final);
  CHECK(worst({is_open, may_fall, is_high}, true).final);
}

TEST_CASE("a duty over its subjects") {
  using enum Verdict;
  const auto all = [](std::vector<SubjectResult> subjects, bool open = false) { return duty_verdict(subjects, open); };
  const auto is = [](Verdict verdict) { return SubjectResult{Truth::yes, verdict}; };
  const auto maybe = [](Verdict verdict) { return SubjectResult{Truth::unknown, verdict}; };
  CHECK(all({}).verdict == not_applicable);
  CHECK(all({is(not_applicable)}).verdict == not_applicable);
  CHECK(all({is(not_applicable), is(in_time)}).verdict == in_time);
  CHECK(all({is(not_yet_due), is(in_time)}).verdict == in_time);
  CHECK(all({is(not_yet_due)}).verdict == not_yet_due);
  CHECK(all({is(in_time)}, true).verdict == undecided);
  CHECK(all({is(in_time), is(undecided)}).verdict == undecided);
  CHECK(all({is(in_time), maybe(overdue)}).verdict == undecided);
  CHECK(all({maybe(in_time)}).verdict == in_time);
  CHECK(all({is(late), is(in_time)}).verdict == late);
  CHECK(all({is(late), is(in_time)}).final);
  CHECK_FALSE(all({is(late), is(undecided)}).final);
  CHECK(all({is(late), is(overdue), is(undecided)}).verdict == overdue);
}

TEST_CASE("what another provides") {
  using enum Verdict;
  const auto with = [](Verdict own, Truth listed, Truth suffices) {
    return with_provider({own}, listed, suffices).verdict;
  };
  for (const auto own : {pass, partial, fail, undecided, not_applicable}) {
    for (const auto suffices : truths) CHECK(with(own, Truth::no, suffices) == own);
    CHECK(with(own, Truth::yes, Truth::yes) == provided);
    CHECK(with(own, Truth::yes, Truth::no) == fail);
    CHECK(with(own, Truth::yes, Truth::unknown) == undecided);
    for (const auto suffices : truths) CHECK(with(own, Truth::unknown, suffices) == (own == pass ? pass : undecided));
  }
}

TEST_CASE("a provided requirement counts like a pass") {
  using enum Verdict;
  const auto clause = [](std::vector<CitingResult> citing) { return clause_verdict(citing); };
  CHECK(clause({{provided, false}}) == provided);
  CHECK(clause({{provided, false}, {pass, false}}) == pass);
  CHECK(clause({{provided, false}, {fail, false}}) == partial);
  CHECK(clause({{provided, true}}) == undecided);
  CHECK(clause({{provided, false}, {not_applicable, false}}) == provided);
  CHECK(passes(provided) == Truth::yes);
  CHECK(passes(pass_by_exception) == Truth::yes);
  CHECK(passes(undecided) == Truth::unknown);
  for (const auto verdict : {partial, fail, not_applicable, not_met_recommended}) CHECK(passes(verdict) == Truth::no);
}
