#include "check/judge.h"

#include <algorithm>

namespace dengbao::check {
namespace {

auto is_pass(const std::string& verdict) -> bool {
  return verdict == "pass" || verdict == "pass-by-exception" || verdict == "provided";
}
auto is_good(const std::string& verdict) -> bool {
  return is_pass(verdict) || verdict == "not-found" || verdict == "in-time" || verdict == "not-yet-due";
}

auto with_provider(const Verdict& own, Truth listed, Truth suffices) -> Verdict {
  if (listed == Truth::no || (listed == Truth::unknown && is_pass(own.name))) return own;
  if (listed == Truth::unknown || suffices == Truth::unknown) return {"undecided"};
  return {suffices == Truth::yes ? "provided" : "fail"};
}

auto has(const std::vector<JudgedSubject>& subjects, const char* verdict, bool sure_only = true) -> bool {
  return std::any_of(subjects.begin(), subjects.end(), [&](const JudgedSubject& one) {
    return one.verdict.name == verdict && (!sure_only || one.in_scope == Truth::yes);
  });
}

auto requirement_verdict(const std::vector<JudgedSubject>& subjects, bool open, const Doc* when_none) -> Verdict {
  bool passing = false, maybe_passing = false, undecided = false, changing = false;
  for (const auto& [subject, in_scope, verdict] : subjects) {
    if (verdict.name == "not-applicable") continue;
    const bool sure = in_scope == Truth::yes;
    passing = passing || (sure && is_pass(verdict.name));
    maybe_passing = maybe_passing || (!sure && is_pass(verdict.name));
    const bool unsettled = sure ? verdict.name == "undecided" : !is_pass(verdict.name);
    undecided = undecided || unsettled;
    changing = changing || !verdict.final || (unsettled && (sure || verdict.name != "fail"));
  }
  const bool partial = has(subjects, "partial");
  if (partial || has(subjects, "fail")) {
    if (partial || passing) return {"partial"};
    if (maybe_passing) return {"partial", false};
    return {"fail", !changing && !open};
  }
  if (has(subjects, "not-met-recommended")) return {"not-met-recommended"};
  if (undecided || open) return {"undecided"};
  if (passing) return {"pass"};
  const bool none_passes = when_none == nullptr || when_none->as_text() == "pass";
  if (maybe_passing) return {none_passes ? "pass" : "undecided"};
  return {when_none == nullptr ? "not-applicable" : none_passes ? "pass" : "fail"};
}

auto risk_of(const std::vector<JudgedSubject>& subjects, bool open) -> Verdict {
  bool surely_high = false, could_be_worse = open, looked_at = false;
  for (const auto& [subject, in_scope, verdict] : subjects) {
    if (verdict.name == "not-applicable") continue;
    const bool sure = in_scope == Truth::yes;
    looked_at = true;
    surely_high = surely_high || (sure && verdict.name == "high" && verdict.final);
    const bool settled = verdict.name == "not-found" || (sure && verdict.final);
    could_be_worse = could_be_worse || verdict.name == "undecided" || !settled;
  }
  if (has(subjects, "high")) return {"high", surely_high};
  if (has(subjects, "medium")) return {"medium", !could_be_worse};
  if (could_be_worse) return {"undecided"};
  return {looked_at ? "not-found" : "not-applicable"};
}

auto duty_of(const std::vector<JudgedSubject>& subjects, bool open) -> Verdict {
  bool undecided = open;
  for (const auto& [subject, in_scope, verdict] : subjects) {
    const bool missed = verdict.name == "late" || verdict.name == "overdue";
    undecided = undecided || verdict.name == "undecided" || (missed && in_scope != Truth::yes);
  }
  if (has(subjects, "overdue")) return {"overdue"};
  if (has(subjects, "late")) return {"late", !undecided};
  if (undecided) return {"undecided"};
  if (has(subjects, "in-time", false)) return {"in-time"};
  return {has(subjects, "not-yet-due", false) ? "not-yet-due" : "not-applicable"};
}

}  // namespace

Judge::Judge(const Doc& core_, const Facts& facts_, const Settings& settings_) : Evaluator(core_, facts_, settings_) {
  for (const auto& requirement : core.at("requirements").as_list())
    requirements_.emplace(requirement.at("name").as_text(), &requirement);
}

auto Judge::level_of(const Doc& requirement) const -> std::size_t {
  const auto* klass = requirement.find("class");
  const auto found = settings.levels.find(klass == nullptr ? "" : klass->as_text());
  if (found == settings.levels.end()) throw Refused("the certificate says nothing of a class's level");
  return found->second;
}

auto Judge::stands(const Doc& requirement) const -> bool {
  const auto& levels = requirement.at("levels").as_list();
  return std::any_of(levels.begin(), levels.end(),
                     [&](const Doc& one) { return one.as_count() == level_of(requirement); });
}

auto Judge::standing() const -> std::vector<const Doc*> {
  std::vector<const Doc*> found;
  for (const auto& requirement : core.at("requirements").as_list()) {
    if (stands(requirement)) found.push_back(&requirement);
  }
  return found;
}

// Something that it cites is in force; or it cites drafts only.
auto Judge::binds(const Doc& requirement) const -> bool {
  bool drafts_only = true;
  for (const auto& cited : requirement.at("cites").as_list()) {
    const auto& document = core.at("documents").at(cited.as_text());
    const bool draft = document.find("draft") != nullptr;
    const auto day = [&](const char* name) {
      const auto* doc = document.find(name);
      return doc == nullptr ? Value{} : parse_value(Kind::date, doc->as_text()).value_or(Value{});
    };
    drafts_only = drafts_only && draft;
    const bool begun = compare(Op::le, day("from"), settings.as_of) != Truth::no;
    if (!draft && begun && compare(Op::lt, settings.as_of, day("until")) != Truth::no) return true;
  }
  return drafts_only;
}

auto Judge::applies(const Doc& requirement) -> Truth {
  Frame frame(requirement.at("slots").as_count());
  const auto* condition = requirement.find("applies");
  return condition == nullptr ? Truth::yes : truth(*condition, frame);
}

auto Judge::provision(const Doc& requirement) -> Provision {
  const auto* provider = requirement.find("provider");
  if (provider == nullptr) return {};
  Frame frame(requirement.at("slots").as_count());
  return {truth(provider->at(0), frame), truth(provider->at(1), frame)};
}

auto Judge::in_scope(const Doc& requirement, const Value& subject) -> Truth {
  const auto* where = requirement.find("where");
  if (where == nullptr) return Truth::yes;
  Frame frame(requirement.at("slots").as_count());
  frame.at(requirement.at("for").at(0).as_count()) = subject;
  return truth(*where, frame);
}

auto Judge::excused(const Doc& requirement, const Doc& part, Frame& frame) -> Truth {
  const auto* own = part.find("unless");
  auto result = own == nullptr ? Truth::no : truth(*own, frame);
  if (const auto* all = requirement.find("unless")) {
    for (const auto& exception : all->as_list()) result = either(result, truth(exception, frame));
  }
  return result;
}

auto Judge::parts_verdict(const Doc& requirement, Frame& frame) -> Verdict {
  std::vector<Part> parts;
  bool all_recommended = true;
  for (const auto& doc : requirement.at("parts").as_list()) {
    const auto* until = doc.find("until");
    if (level < doc.at("from").as_count() || (until != nullptr && level >= until->as_count())) continue;
    const auto condition = truth(doc.at("if"), frame);
    const auto* looks = doc.find("looks");
    const auto seen = condition != Truth::yes ? Truth::no : looks == nullptr ? Truth::yes : truth(*looks, frame);
    const auto excuse = seen == Truth::yes ? Truth::no : excused(requirement, doc, frame);
    Part part;
    part.is = condition == Truth::yes                         ? Part::met
              : excuse == Truth::yes                          ? Part::excused
              : condition == Truth::no && excuse == Truth::no ? Part::failed
                                                              : Part::undecided;
    part.recommended = doc.find("recommended") != nullptr;
    part.vacuous = condition == Truth::yes && either(seen, excuse) != Truth::yes;
    part.open = condition == Truth::yes && either(seen, excuse) == Truth::unknown;
    all_recommended = all_recommended && part.recommended;
    parts.push_back(part);
  }
  if (parts.empty()) return {"not-applicable"};
  const auto any = [&](auto holds) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](const Part& part) { return (all_recommended || !part.recommended) && holds(part); });
  };
  if (any([](const Part& part) { return part.is == Part::failed; })) {
    if (all_recommended) return {"not-met-recommended"};
    if (any([](const Part& part) { return (part.is == Part::met && !part.vacuous) || part.is == Part::excused; }))
      return {"partial"};
    return {"fail", !any([](const Part& part) { return part.is == Part::undecided || part.open; })};
  }
  if (any([](const Part& part) { return part.is == Part::undecided; })) return {"undecided"};
  return {any([](const Part& part) { return part.is == Part::excused; }) ? "pass-by-exception" : "pass"};
}

auto Judge::risk_verdict(const Doc& requirement, Frame& frame) -> Verdict {
  bool any = false, high = false, surely = false, medium = false, undecided = false;
  for (const auto& part : requirement.at("parts").as_list()) {
    const auto* until = part.find("until");
    if (level < part.at("from").as_count() || (until != nullptr && level >= until->as_count())) continue;
    any = true;
    const auto raised = truth(part.at("if"), frame);
    const auto lowered = raised == Truth::yes ? excused(requirement, part, frame) : Truth::no;
    undecided = undecided || raised == Truth::unknown;
    medium = medium || (raised == Truth::yes && lowered == Truth::yes);
    high = high || (raised == Truth::yes && lowered != Truth::yes);
    surely = surely || (raised == Truth::yes && lowered == Truth::no);
  }
  if (!any) return {"not-applicable"};
  if (high) return {"high", surely};
  if (medium) return {"medium", !undecided};
  return {undecided ? "undecided" : "not-found"};
}

// What was done up to the day of assessment counts. Once: by the due day. Again and again: after the last due day but
// one before the day of assessment, each counted from the start.
auto Judge::duty_verdict(const Doc& requirement, Frame& frame) -> Verdict {
  const auto today = settings.as_of.lo;
  std::vector<Int128> done;
  bool open = false;
  const auto& done_on = requirement.at("done");
  Members list{{{value(done_on, frame), Truth::yes}}, false};
  if (requirement.at("done-list").truth) list = members(done_on, frame);
  open = list.open;
  for (const auto& [date, in] : list.members) {
    if (date.kind == Kind::date && in == Truth::yes) {
      if (date.lo <= today) done.push_back(date.lo);
    } else if (date.kind != Kind::none) {
      open = open || in != Truth::no;
    }
  }
  std::sort(done.begin(), done.end());
  if (const auto* due_on = requirement.find("due")) {
    const auto due = value(*due_on, frame);
    if (due.kind != Kind::date) return {due.kind == Kind::none ? "not-applicable" : "undecided"};
    if (!done.empty() && done.front() <= due.lo) return {"in-time"};
    if (open) return {"undecided"};
    return {!done.empty() ? "late" : today > due.lo ? "overdue" : "not-yet-due"};
  }
  const auto start = value(requirement.at("start"), frame);
  const auto period = value(requirement.at("period"), frame);
  if (start.kind != Kind::date) return {start.kind == Kind::none ? "not-applicable" : "undecided"};
  const Value day{Kind::duration, false, 0, 86'400};
  const bool counts =
      period.kind == Kind::duration && period.lo >= 0 && *period.hi >= 0 && compare(Op::ge, period, day) == Truth::yes;
  if (!counts) return {period.kind == Kind::none ? "not-applicable" : "undecided"};
  const auto due = [&](Int128 number) { return moved(start, period.lo * number, *period.hi * number); };
  Int128 last = 0;  // the number of the last due day before today
  for (auto next = due(1); next.kind == Kind::date && next.lo < today; next = due(last + 1)) ++last;
  const auto since = last == 0 ? start.lo : due(last - 1).lo;
  if (std::any_of(done.begin(), done.end(), [&](Int128 date) { return date > since; })) return {"in-time"};
  return {open ? "undecided" : last == 0 ? "not-yet-due" : "overdue"};
}

auto Judge::subject_verdict(const Doc& requirement, const Value& subject) -> Verdict {
  Frame frame(requirement.at("slots").as_count());
  if (const auto* subjects = requirement.find("for")) frame.at(subjects->at(0).as_count()) = subject;
  const auto& kind = requirement.at("kind").as_text();
  if (kind == "risk") return risk_verdict(requirement, frame);
  return kind == "duty" ? duty_verdict(requirement, frame) : parts_verdict(requirement, frame);
}

auto Judge::judge(const Doc& requirement) -> Judgement {
  level = level_of(requirement);
  if (!binds(requirement)) return {{"not-applicable"}, false, {}};
  return judge_all(requirement);
}

auto Judge::judge_all(const Doc& requirement) -> Judgement {
  const auto applying = applies(requirement);
  if (applying == Truth::no) return {{"not-applicable"}, false, {}};
  const auto by = applying == Truth::yes ? provision(requirement) : Provision{};
  if (by.listed == Truth::yes) return {with_provider({}, by.listed, by.suffices), false, {}};
  Members subjects{{{Value{Kind::row}, Truth::yes}}, false};
  if (const auto* list = requirement.find("for")) {
    Frame frame(requirement.at("slots").as_count());
    subjects = members(list->at(1), frame);
    for (auto& member : subjects.members) {
      if (member.value.kind == Kind::none) member.in = Truth::no;
      if (member.in != Truth::no) member.in = both(member.in, in_scope(requirement, member.value));
    }
  }
  Judgement out;
  out.by_subjects = true;
  for (const auto& [subject, in] : subjects.members) {
    if (in != Truth::no) out.subjects.push_back({subject, in, subject_verdict(requirement, subject)});
  }
  const auto& kind = requirement.at("kind").as_text();
  out.verdict = kind == "risk"   ? risk_of(out.subjects, subjects.open)
                : kind == "duty" ? duty_of(out.subjects, subjects.open)
                                 : requirement_verdict(out.subjects, subjects.open, requirement.find("when-none"));
  for (auto& subject : out.subjects) {
    const bool nothing_due = kind == "duty" && subject.verdict.name == "not-applicable";
    if (subject.in_scope == Truth::unknown && !is_good(subject.verdict.name) && !nothing_due)
      subject.verdict.name = "undecided";
  }
  const auto weighed = with_provider(out.verdict, by.listed, by.suffices);
  const bool by_provider = weighed.name != out.verdict.name;
  if (by_provider || applying == Truth::unknown) {
    out.verdict = {"undecided"};
    out.by_subjects = false;
    for (auto& subject : out.subjects) subject.verdict.name = "undecided";
  }
  return out;
}

auto Judge::reconsider(const Doc& requirement, const JudgedSubject* judged) -> Verdict {
  level = level_of(requirement);
  const auto applying = applies(requirement);
  if (applying == Truth::no) return {"not-applicable"};
  const auto by = applying == Truth::yes ? provision(requirement) : Provision{};
  if (by.listed == Truth::yes) return with_provider({}, by.listed, by.suffices);
  if (judged == nullptr) return {"undecided"};
  const bool scoped = judged->in_scope != Truth::unknown && judged->subject.is_value();
  const auto scope = scoped ? in_scope(requirement, judged->subject) : Truth::yes;
  if (scope == Truth::no) return {"not-applicable"};
  const auto own = subject_verdict(requirement, judged->subject);
  if (applying == Truth::unknown || (scope == Truth::unknown && !is_good(own.name))) return {"undecided"};
  return with_provider(own, by.listed, by.suffices);
}

auto Judge::passes(const std::string& name, const Value* subject) -> Truth {
  const auto found = requirements_.find(name);
  if (found == requirements_.end()) throw Refused("no such requirement: " + name);
  const auto& used = *found->second;
  const auto outer = level;
  level = level_of(used);
  Verdict verdict{"not-applicable"};
  if (stands(used) && binds(used)) {
    if (subject == nullptr) {
      verdict = judge_all(used).verdict;
    } else if (subject->kind == Kind::unknown) {
      verdict = {"undecided"};
    } else if (subject->is_value()) {
      Frame frame(used.at("slots").as_count());
      const auto list = members(used.at("for").at(1), frame);
      auto about = list.open ? Truth::unknown : Truth::no;
      for (const auto& member : list.members) {
        if (same(member.value, *subject)) about = either(about, member.in);
      }
      about = both(applies(used), both(about, in_scope(used, *subject)));
      if (about != Truth::no) {
        const auto by = provision(used);
        verdict = with_provider(subject_verdict(used, *subject), by.listed, by.suffices);
        if (about == Truth::unknown && is_pass(verdict.name)) verdict = {"undecided"};
      }
    }
  }
  level = outer;
  return verdict.name == "undecided" ? Truth::unknown : check::truth(is_pass(verdict.name));
}

}  // namespace dengbao::check
