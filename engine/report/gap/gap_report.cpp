#include "report/gap/gap_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/sha256.h"
#include "base/utf8.h"
#include "explain/words.h"
#include "report/layout.h"
#include "report/remedy_words.h"
#include "report/subject.h"

namespace dengbao::report {
namespace {

using explain::Change;

auto risk_of(eval::Verdict severity) -> GapRisk {
  switch (severity) {
    case eval::Verdict::high:
      return GapRisk::high;
    case eval::Verdict::medium:
      return GapRisk::medium;
    case eval::Verdict::undecided:
      return GapRisk::open;
    default:
      return GapRisk::none;
  }
}

auto add_once(std::vector<std::string>& names, std::string name) -> bool {
  if (name.empty() || std::ranges::find(names, name) != names.end()) return false;
  names.push_back(std::move(name));
  return true;
}

class GapTeller {
 public:
  GapTeller(const Context& context, const assess::Assessment& assessment, const assess::Costs& costs)
      : context_(context),
        costs_(costs),
        report_{tell_results(context, assessment), {}, {}, {}, {}, {}, {}, {}, {}, {}} {}

  auto tell() -> GapReport {
    report_.facts_digest = sha256(context_.sources[context_.facts.file()].text());
    const auto all = [&](const std::vector<RuleResult>& rules, std::vector<RuleGap>& gaps) {
      gaps.reserve(rules.size());  // actions point at them
      for (const auto& rule : rules) {
        if (auto one = gap(rule)) gaps.push_back(std::move(*one));
        if (is_open(rule)) report_.open.push_back(&rule);
      }
      for (const auto& one : gaps) act_on(one);
    };
    all(report_.results.risks, report_.risks);
    all(report_.results.requirements, report_.requirements);
    all(report_.results.duties, report_.duties);
    word_actions();
    report_.questions = open_questions(context_, report_.results);
    add_costs();
    return std::move(report_);
  }

 private:
  static auto is_open(const RuleResult& rule) -> bool {
    return rule.judgement->verdict.verdict == eval::Verdict::undecided ||
           std::ranges::any_of(rule.subjects, [](const SubjectResult& subject) {
             return subject.judged.verdict == eval::Verdict::undecided;
           });
  }

  auto gap(const RuleResult& rule) -> std::optional<RuleGap> {
    RuleGap gap;
    gap.rule = &rule;
    for (const auto& subjects : alike(rule)) {
      if (!falls_short(subjects.front()->judged.verdict)) continue;
      gap.groups.push_back(group(rule, subjects, gap.risks));
      gap.risk = std::min(gap.risk, gap.groups.back().risk);
      gap.subjects += subjects.size();
    }
    if (gap.groups.empty()) return std::nullopt;
    gap.control = control_of(context_, *rule.judgement);
    gap.clauses = clause_numbers(context_, *rule.judgement);
    if (const auto* cost = costs_.of(rule.judgement->requirement)) gap.cost = *cost;
    gap.advisory = assess::advisory(context_.program, *rule.rule);
    return gap;
  }

  auto group(const RuleResult& rule, const std::vector<const SubjectResult*>& subjects,
             std::vector<const RuleResult*>& risks) -> GapGroup {
    GapGroup group;
    group.subjects = subjects;
    if (rule.rule->kind == model::RuleKind::risk) {
      group.risk = risk_of(subjects.front()->judged.verdict);
    } else {
      link_risks(rule, group, risks);
    }
    if (!subjects.front()->whole && wants_repairs(subjects.front()->judged.verdict)) mend(rule, group);
    return group;
  }

  // ---- risks that concern a gap

  auto concerns(const RuleResult& risk, const RuleResult& rule) const -> bool {
    const auto cited = cited_clauses(context_, *rule.rule, rule.judgement->level);
    return std::ranges::any_of(risk.rule->concerns, [&](const model::Concern& concern) {
      if (concern.requirement) return *concern.requirement == rule.judgement->requirement;
      return std::ranges::any_of(cited, [&](const CitedClause& one) {
        return one.clause != nullptr && context_.program.scheme.catalogue == one.source &&
               one.clause->topic == concern.topic;
      });
    });
  }

  // Of a risk that is looked for on the same things, only what was found on these subjects counts.
  static auto severity_on(const RuleResult& risk, const GapGroup& group) -> GapRisk {
    auto worst = GapRisk::none;
    bool same_things = false;
    for (const auto& found : risk.subjects) {
      for (const auto* subject : group.subjects) {
        if (subject->judged.type != found.judged.type || subject->pointer.empty()) continue;
        same_things = true;
        if (subject->pointer == found.pointer) worst = std::min(worst, risk_of(found.judged.verdict));
      }
    }
    return same_things ? worst : risk_of(risk.judgement->verdict.verdict);
  }

  void link_risks(const RuleResult& rule, GapGroup& group, std::vector<const RuleResult*>& risks) const {
    for (const auto& risk : report_.results.risks) {
      if (risk_of(risk.judgement->verdict.verdict) == GapRisk::none || !concerns(risk, rule)) continue;
      const auto severity = severity_on(risk, group);
      if (severity == GapRisk::none) continue;
      group.risk = std::min(group.risk, severity);
      if (std::ranges::find(risks, &risk) == risks.end()) risks.push_back(&risk);
    }
  }

  // ---- what would end it

  void mend(const RuleResult& rule, GapGroup& group) {
    const auto proof_of = [&](std::size_t index) {
      return explain::prove(context_.program, context_.facts, context_.settings, rule.judgement->requirement,
                            group.subjects[index]->judged, context_.extents);
    };
    group.repair = assess::find_common_repair(context_.program, context_.facts, context_.sources, group.subjects.size(),
                                              proof_of, chosen_);
    chosen_.insert(chosen_.end(), group.repair.all.begin(), group.repair.all.end());
    group.mended = static_cast<std::size_t>(std::ranges::count(group.repair.mended, true));
    if (group.mended == 0) return;
    const auto proof = proof_of(0);
    const explain::Words words(context_.program, context_.facts, proof, context_.lang);
    group.changes = words.changes(group.repair.all);
    for (const auto& broken : group.repair.breaks)
      add_once(group.breaks, context_.program.requirements[broken.requirement].name);
    if (!speaker_) speaker_ = proof;
  }

  void act_on(const RuleGap& gap) {
    for (const auto& group : gap.groups) {
      for (const auto& change : group.repair.all) note(change, gap, group.risk);
      by_hand(gap, group);
    }
  }

  void note(const Change& change, const RuleGap& gap, GapRisk risk) {
    const auto is_same = [&](const GapAction& action) {
      const auto& first = action.changes.front();
      return first.alike(change) && first.to_be_given == change.to_be_given;
    };
    auto action = std::ranges::find_if(report_.actions, is_same);
    if (action == report_.actions.end()) action = report_.actions.insert(action, GapAction{});
    action->risk = std::min(action->risk, risk);
    if (std::ranges::find(action->serves, &gap) == action->serves.end()) action->serves.push_back(&gap);
    const auto pointer = pointer_of(change);
    if (!add_once(action->pointers, pointer)) return;
    action->changes.push_back(change);
    action->on.push_back(owner(change));
  }

  auto pointer_of(const Change& change) const -> std::string {
    if (change.kind == Change::Kind::remove) return context_.facts.pointer(change.value.as<Row>());
    return context_.facts.pointer(change.fact.row, change.fact.field);
  }

  // "db-1 › root": the thing that is changed, with what holds it.
  auto owner(const Change& change) const -> std::string {
    auto row = std::optional(change.kind == Change::Kind::remove ? change.value.as<Row>() : change.fact.row);
    std::string path;
    for (; row && *row != context_.facts.root(); row = context_.facts.parent(*row)) {
      const auto name = utf8::printable(context_.facts.name(*row, context_.lang));
      path = path.empty() ? name : name + " › " + path;
    }
    return path.empty() ? in(context_, "the network", "本网络") : path;
  }

  void by_hand(const RuleGap& gap, const GapGroup& group) {
    for (std::size_t index = 0; index < group.subjects.size(); ++index) {
      if (index < group.repair.mended.size() && group.repair.mended[index]) continue;
      const auto& subject = *group.subjects[index];
      // For no subject in particular, so that the same work on many is one line.
      auto remedy = remedy_words(context_, *gap.rule->rule, gap.rule->judgement->level);
      if (remedy.empty()) remedy = gap.rule->rule->title.in(context_.lang);
      auto one = std::ranges::find(report_.by_hand, remedy, &GapByHand::remedy);
      if (one == report_.by_hand.end()) one = report_.by_hand.insert(one, GapByHand{remedy, {}, {}, GapRisk::none});
      one->risk = std::min(one->risk, group.risk);
      if (std::ranges::find(one->serves, &gap) == one->serves.end()) one->serves.push_back(&gap);
      add_once(one->on, subject.words);
    }
  }

  // The worst first, then what ends the most.
  void word_actions() {
    for (auto& action : report_.actions) {
      const explain::Words words(context_.program, context_.facts, *speaker_, context_.lang);
      action.words = words.changes(action.changes).front();
      action.patch = assess::patch_of(context_.program, context_.facts, action.changes);
    }
    std::ranges::stable_sort(report_.actions, [](const GapAction& a, const GapAction& b) {
      return std::pair(a.risk, b.serves.size()) < std::pair(b.risk, a.serves.size());
    });
    std::ranges::stable_sort(report_.by_hand, {}, &GapByHand::risk);
  }

  void add_costs() {
    auto& total = report_.costs;
    total.given = !costs_.by_rule.empty();
    for (const auto* gaps : {&report_.requirements, &report_.risks, &report_.duties}) {
      for (const auto& gap : *gaps) {
        gap.cost ? ++total.estimated : ++total.without;
        if (!gap.cost) continue;
        total.effort_days =
            total.effort_days.plus(gap.cost->effort_days.value_or(Number())).value_or(total.effort_days);
        total.cost = total.cost.plus(gap.cost->cost.value_or(Number())).value_or(total.cost);
      }
    }
  }

  const Context& context_;
  const assess::Costs& costs_;
  GapReport report_;
  std::vector<explain::Change> chosen_;    // for the gaps told so far
  std::optional<explain::Proof> speaker_;  // of some subject: changes are named from it
};

}  // namespace

auto tell_gaps(const Context& context, const assess::Assessment& assessment, const assess::Costs& costs) -> GapReport {
  return GapTeller(context, assessment, costs).tell();
}

auto risk_words(const Context& context, GapRisk risk) -> std::string {
  switch (risk) {
    case GapRisk::high:
      return in(context, "High", "高");
    case GapRisk::medium:
      return in(context, "Medium", "中");
    case GapRisk::open:
      return in(context, "Not known", "未判定");
    case GapRisk::none:
      break;
  }
  return in(context, "Not rated", "未列为高风险");
}

auto risk_name(GapRisk risk) -> std::string_view {
  switch (risk) {
    case GapRisk::high:
      return "high";
    case GapRisk::medium:
      return "medium";
    case GapRisk::open:
      return "undecided";
    case GapRisk::none:
      break;
  }
  return "none";
}

auto some_names(const Context& context, const std::vector<std::string>& names, std::size_t most) -> std::string {
  std::string out;
  for (std::size_t index = 0; index < std::min(most, names.size()); ++index)
    out += (index > 0 ? in(context, ", ", "、") : "") + names[index];
  if (names.size() <= most) return out;
  return out + fmt::format(fmt::runtime(in(context, " and {} more", " 等共 {} 项")),
                           context.lang == Lang::zh ? names.size() : names.size() - most);
}

auto group_names(const GapGroup& group) -> std::vector<std::string> {
  std::vector<std::string> names;
  names.reserve(group.subjects.size());
  for (const auto* subject : group.subjects)
    names.push_back(subject->id == "network" || subject->id.starts_with('/') ? subject->words : subject->id);
  return names;
}

auto repair_remark(const Context& context, const GapGroup& group) -> std::string {
  if (group.mended == 0) return {};
  std::string words;
  if (group.subjects.size() > 1 || group.mended < group.subjects.size()) {
    words = fmt::format(fmt::runtime(in(context, "tried: ends it on {} of {}", "经试算：{1} 个对象中 {0} 个达标")),
                        group.mended, group.subjects.size());
  } else {
    words = in(context, "tried: ends it", "经试算可达标");
  }
  if (group.repair.changes.front().size() > 1) words += in(context, ", none of them can be left out", "，缺一不可");
  if (!group.breaks.empty()) {
    words += in(context, "; but then this would fail: ", "；但会导致不符合：") + some_names(context, group.breaks, 3);
  }
  return words;
}

auto cost_words(const Context& context, const std::optional<assess::Cost>& cost) -> std::string {
  if (!cost) return {};
  std::string words;
  if (cost->effort_days)
    words = fmt::format(fmt::runtime(in(context, "{} days", "{} 人日")), cost->effort_days->to_string());
  if (cost->cost) {
    words += (words.empty() ? "" : in(context, ", ", "，")) +
             fmt::format(fmt::runtime(in(context, "cost {}", "费用 {}")), cost->cost->to_string());
  }
  return words;
}

auto cost_total_words(const Context& context, const GapCosts& costs) -> std::string {
  if (!costs.given) return in(context, "not given (--costs FILE)", "未提供（--costs FILE）");
  return fmt::format(fmt::runtime(in(context, "{} days, cost {}; {} of {} gaps are estimated",
                                     "{} 人日，费用 {}；{3} 项差距中 {2} 项有估算")),
                     costs.effort_days.to_string(), costs.cost.to_string(), costs.estimated,
                     costs.estimated + costs.without);
}

auto clauses_served(const std::vector<const RuleGap*>& rules) -> std::vector<std::string> {
  std::vector<std::string> clauses;
  for (const auto* rule : rules) add_once(clauses, rule->clauses.empty() ? rule->rule->rule->name : rule->clauses);
  return clauses;
}

}  // namespace dengbao::report
