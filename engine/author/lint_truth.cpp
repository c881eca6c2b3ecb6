// Conditions that are decided before any fact is known, and conditions that are said twice.
#include <algorithm>

#include "author/lint_sites.h"

namespace dengbao::author {
namespace {

using namespace model;
using From = Premise::From;

auto where_words() -> Localised { return {"the `where` around it leaves nothing else", "外层 `其中` 已限定"}; }

struct Verdict {
  Decided decided = Decided::no;
  Localised why;
};

// Why a condition is always or never true; that the `where` of the `for each` says it is another rule's finding.
auto judge(const Policies& policies, const Site& site) -> Verdict {
  const Localised alone{"whatever the facts are", "与事实无关"};
  if (const auto found = decide(policies, site, {}); found != Decided::no) return {found, alone};
  const auto scope = decide(policies, site, {From::scope});
  if (scope == Decided::always) return {};
  if (scope == Decided::never)
    return {scope, {"the `where` of the `for each` excludes it", "`对于每个` 的 `其中` 已将其排除"}};
  const auto filtered = decide(policies, site, {From::scope, From::filter});
  if (filtered != Decided::no) return {filtered, where_words()};
  const auto beside = decide(policies, site, {From::scope, From::filter, From::beside});
  return {beside, {"what stands beside it says so already", "旁边的条件已经决定了它"}};
}

auto same_beside(const Policies& policies, const Site& site) -> std::optional<ExprId> {
  Cases cases;
  ConditionReader reader(policies.program, cases, {.level = site.levels.front()});
  const auto key = reader.key(site.condition);
  for (const auto& premise : site.premises) {
    if (premise.from != From::scope && premise.condition != site.condition && reader.key(premise.condition) == key) {
      return premise.condition;
    }
  }
  return std::nullopt;
}

auto in_scope_already(const Policies& policies, const Site& site) -> bool {
  return decide(policies, site, {}) == Decided::no && decide(policies, site, {From::scope}) == Decided::always;
}

}  // namespace

void find_always(const Policies& policies, Sink& sink) {
  visit_conditions(policies, [&](const Site& site) {
    if (same_beside(policies, site)) return true;
    const auto [decided, why] = judge(policies, site);
    if (decided == Decided::no) return in_scope_already(policies, site);
    const auto truth = decided == Decided::always ? Localised{"true", "真"} : Localised{"false", "假"};
    sink.report(Code::lint_always, policies.program.exprs[site.condition].span, truth, why);
    return true;
  });
}

// ```
//   for each host in network.hosts where host.kind is server
//   require "…": host.kind is server and host.scanned
//                ^^^^^^^^^^^^^^^^^^^
// ```
void find_overlapping_where(const Policies& policies, Sink& sink) {
  visit_conditions(policies, [&](const Site& site) {
    if (!in_scope_already(policies, site)) return false;
    auto report = sink.report(Code::lint_overlapping_where, policies.program.exprs[site.condition].span);
    for (const auto& premise : site.premises) {
      if (premise.from != From::scope) continue;
      report.label(policies.program.exprs[premise.condition].span, say("said here", "已写于此"));
    }
    return true;
  });
}

// ```
//   account.enabled and account.person is not empty and account.enabled
//                                                       ^^^^^^^^^^^^^^^
// ```
void find_repeated_condition(const Policies& policies, Sink& sink) {
  visit_conditions(policies, [&](const Site& site) {
    const auto twin = same_beside(policies, site);
    if (!twin) return false;
    sink.report(Code::lint_repeated_condition, policies.program.exprs[site.condition].span)
        .label(policies.program.exprs[*twin].span, say("the first time", "第一次写于此"));
    return true;
  });
}

}  // namespace dengbao::author
