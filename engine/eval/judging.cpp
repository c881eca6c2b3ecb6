#include "eval/judging.h"

#include <algorithm>

#include "eval/in_force.h"

namespace dengbao::eval {
namespace {

// The verdicts of the parts of a requirement, as columns.
struct PartColumns {
  std::uint32_t part = 0;
  bool recommended = false;
  const Column* condition = nullptr;
  const Column* looked_at = nullptr;  // null: a condition that holds looked at something
  Lane<Truth> exceptions;             // empty: none was asked for

  [[nodiscard]] auto seen(std::size_t i) const -> Truth {
    if (condition->truth(i) != Truth::yes) return Truth::no;
    return looked_at == nullptr ? Truth::yes : looked_at->truth(i);
  }
  // An exception that holds makes up for a condition that holds of nothing, as it does for one that is not known.
  [[nodiscard]] auto result(std::size_t i) const -> PartResult {
    const auto holds = condition->truth(i);
    const auto looked = seen(i);
    const auto exception = looked == Truth::yes || exceptions.empty() ? Truth::no : exceptions[i];
    const auto softens = looked || exception;
    const bool met = holds == Truth::yes;
    return {part_verdict(holds, exception), recommended, met && softens != Truth::yes,
            met && softens == Truth::unknown};
  }
};

auto dates_of(const Expansion& list, std::size_t i) -> DoneDates {
  DoneDates done;
  done.open = list.is_open(i);
  for (auto member = list.begins[i]; member < list.begins[i + 1]; ++member) {
    const auto value = list.elements.value(member);
    const auto* date = value.get_if<Date>();
    if (date != nullptr && list.is_in(member) == Truth::yes) {
      done.dates.push_back(*date);
    } else if (!value.is_none()) {
      done.open = true;
    }
  }
  return done;
}

auto subject_at(const Block& block, const CoreRequirement& core, const facts::Facts& facts, std::size_t i) -> Value {
  return core.subjects ? block.variable(core.subject)->value(i) : Value(facts.root());
}

auto is_well(Verdict verdict) -> bool {
  return standing(verdict) == Standing::good || verdict == Verdict::not_applicable;
}

}  // namespace

auto has_subjects(const Judgement& judgement) -> bool {
  return judgement.applies == Truth::yes && !judgement.by_provider;
}

auto Judging::evaluation(std::uint32_t level) -> Evaluation& {
  auto& made = evaluations_[level];
  if (!made) made = std::make_unique<Evaluation>(plan_, facts_, settings_, level, *this);
  return *made;
}

auto Judging::truth_at_root(Evaluation& evaluation, const std::optional<NodeId>& node, Truth otherwise) -> Truth {
  return node ? evaluation.of(*node, evaluation.root()).truth(0) : otherwise;
}

auto Judging::binding(const model::Requirement& requirement) const -> bool {
  return in_force(*plan_.program, requirement, settings_.as_of) || advisory(*plan_.program, requirement);
}

auto Judging::provision(Evaluation& evaluation, const CoreRequirement& core) -> Provision {
  return {truth_at_root(evaluation, core.listed, Truth::no), truth_at_root(evaluation, core.suffices, Truth::no)};
}

auto Judging::judge(std::span<const model::RequirementId> requirements) -> std::vector<Judgement> {
  return judge(requirements, nullptr);
}

auto Judging::judge(model::RequirementId requirement, std::vector<std::uint8_t>& coded) -> Judgement {
  const std::array<model::RequirementId, 1> one{requirement};
  coded.clear();
  return judge(one, &coded).front();
}

auto Judging::judge_subjects(model::RequirementId requirement, const Subjects& subjects) -> std::vector<std::uint8_t> {
  Judgement judgement;
  judgement.requirement = requirement;
  const auto& declared = plan_.program->requirements[requirement];
  judgement.level = settings_.level_of(declared);
  auto& evaluation = this->evaluation(judgement.level);
  Open open{judgement, declared, plan_.core.requirements[requirement.index], {}};
  std::vector<std::uint8_t> coded(subjects.in.size(), not_in_scope);
  open.coded = &coded;
  Block block(&evaluation.root(), subjects.in.size());
  block.bind(open.core.subject, subjects.rows);
  judge_block(evaluation, open, block, subjects.in);
  return coded;
}

auto Judging::subjects(model::RequirementId requirement) -> Subjects {
  auto& evaluation = this->evaluation(settings_.level_of(plan_.program->requirements[requirement]));
  const auto& list = evaluation.members(*plan_.core.requirements[requirement.index].subjects, evaluation.root());
  Subjects all{list.elements.spread(list.size()), {}};
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    all.in.push_back(list.elements.state(i) == State::none ? Truth::no : list.is_in(i));
  }
  return all;
}

auto Judging::judge(std::span<const model::RequirementId> requirements, std::vector<std::uint8_t>* coded)
    -> std::vector<Judgement> {
  std::vector<Judgement> judgements(requirements.size());
  using Subjects = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;  // level, list, variable
  std::map<Subjects, std::vector<Open>> groups;
  for (std::size_t i = 0; i < requirements.size(); ++i) {
    const auto id = requirements[i];
    const auto& requirement = plan_.program->requirements[id];
    const auto& core = plan_.core.requirements[id.index];
    auto& judgement = judgements[i];
    judgement.requirement = id;
    judgement.level = settings_.level_of(requirement);
    if (!binding(requirement)) {
      judgement.verdict = {Verdict::not_applicable, true};
      continue;
    }
    Open open{judgement, requirement, core, {}, keep_};
    open.coded = coded;
    if (!begin(evaluation(judgement.level), open)) continue;
    const auto list = core.subjects ? core.subjects->index + 1 : 0;
    groups[{judgement.level, list, core.subject.index}].push_back(open);
  }
  for (auto& [subjects, group] : groups) judge_group(std::get<0>(subjects), group);
  return judgements;
}

auto Judging::begin(Evaluation& evaluation, Open& open) -> bool {
  auto& judgement = open.judgement;
  judgement.applies = truth_at_root(evaluation, open.core.applies, Truth::yes);
  if (judgement.applies == Truth::no) {
    judgement.verdict.verdict = Verdict::not_applicable;
    return false;
  }
  if (judgement.applies == Truth::yes) open.provision = provision(evaluation, open.core);
  // Subjects that may be left open are all told.
  if (judgement.applies == Truth::unknown || open.provision.listed == Truth::unknown) open.keep = Keep::all;
  judgement.perhaps_provided = open.provision.listed == Truth::unknown;
  if (open.provision.listed != Truth::yes) return true;
  judgement.by_provider = true;
  judgement.verdict = with_provider({}, open.provision.listed, open.provision.suffices);
  return false;
}

void Judging::judge_group(std::uint32_t level, std::vector<Open>& group) {
  auto& evaluation = this->evaluation(level);
  auto& root = evaluation.root();
  const auto& first = group.front().core;
  if (!first.subjects) {
    for (auto& open : group) {
      open.judgement.looked_at = 1;
      if (open.coded != nullptr) open.coded->assign(1, not_in_scope);
      const Lane<Truth> in{Truth::yes};
      Block block(&root, 1);
      judge_subjects(evaluation, open, block, in);
      conclude(open);
    }
    return;
  }
  const auto& list = evaluation.members(*first.subjects, root);
  const auto size = list.size();
  for (auto& open : group) {
    if (open.coded != nullptr) open.coded->assign(size, not_in_scope);
  }
  for (std::size_t begin = 0; begin < size; begin += block_sizes.block) {
    const auto end = std::min<std::size_t>(begin + block_sizes.block, size);
    Block block(&root, end - begin);
    if (end - begin == size) {
      block.bind(first.subject, list.elements);
    } else {
      block.bind(first.subject, list.elements.slice(begin, end));
    }
    Lane<Truth> in(end - begin, Truth::yes);
    for (std::size_t i = begin; i < end; ++i) {
      const bool none = list.elements.state(i) == State::none;
      in[i - begin] = none ? Truth::no : list.is_in(i);
    }
    for (auto& open : group) {
      open.first = begin;
      judge_block(evaluation, open, block, in);
    }
  }
  for (auto& open : group) {
    open.judgement.looked_at = size;
    open.judgement.open_scope = list.is_open(0);
    conclude(open);
  }
}

// Those who are in scope. Where they are few, nothing is evaluated for the others.
void Judging::judge_block(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in) {
  Lane<Truth> scope(in.begin(), in.end());
  if (open.core.where) {
    const auto& where = evaluation.of(*open.core.where, block);
    for (std::size_t i = 0; i < scope.size(); ++i) scope[i] = scope[i] && where.truth(i);
  }
  Lane<std::uint32_t> inside;
  for (std::uint32_t i = 0; i < scope.size(); ++i) {
    if (scope[i] != Truth::no) inside.push_back(i);
  }
  if (inside.empty()) return;
  if (scope.size() <= block_sizes.small || inside.size() * 2 > scope.size())
    return judge_subjects(evaluation, open, block, scope);
  Block few(&block, inside.size());
  few.keep_all();
  few.bind(open.core.subject, block.variable(open.core.subject)->gather(inside));
  Lane<Truth> scope_of_few;
  for (const auto i : inside) scope_of_few.push_back(scope[i]);
  few.belong_to(std::move(inside));
  open.places = few.parents();
  judge_subjects(evaluation, open, few, scope_of_few);
  open.places = {};
}

void Judging::judge_subjects(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in) {
  switch (open.requirement.kind) {
    case model::RuleKind::requirement:
      return judge_parts(evaluation, open, block, in);
    case model::RuleKind::risk:
      return judge_risks(evaluation, open, block, in);
    case model::RuleKind::duty:
      return judge_duty(evaluation, open, block, in);
  }
}

auto Judging::exceptions(Evaluation& evaluation, const CoreRequirement& core, const CorePart& part, Block& block)
    -> Lane<Truth> {
  Lane<Truth> out(block.size(), Truth::no);
  const auto add = [&](NodeId node) {
    const auto& truths = evaluation.of(node, block);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = out[i] || truths.truth(i);
  };
  if (part.unless) add(*part.unless);
  for (const auto exception : core.exceptions) add(exception);
  return out;
}

void Judging::judge_parts(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in) {
  const auto level = open.judgement.level;
  std::vector<PartColumns> parts;
  Lane<char> good(in.size(), 1);  // every part is met, and looked at something
  for (const auto& core : open.core.parts) {
    const auto& declared = open.requirement.parts[core.part];
    if (!declared.holds_at(level)) continue;
    auto& part = parts.emplace_back();
    part.part = core.part;
    part.recommended = declared.recommended;
    part.condition = &evaluation.of(core.condition, block);
    if (core.looked_at) part.looked_at = &evaluation.of(*core.looked_at, block);
    bool asked = false;
    for (std::size_t i = 0; i < in.size(); ++i) {
      const bool well = part.seen(i) == Truth::yes;
      good[i] = static_cast<char>(good[i] & static_cast<char>(well));
      asked = asked || !well;
    }
    const bool excusable = core.unless || !open.core.exceptions.empty();
    if (asked && excusable) part.exceptions = exceptions(evaluation, open.core, core, block);
  }
  std::vector<PartResult> results(parts.size());
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i] == Truth::no) continue;
    if (open.keep != Keep::all && good[i] != 0 && !parts.empty()) {
      count(open, i, in[i], Verdict::pass, true);
      continue;
    }
    JudgedSubject subject{subject_at(block, open.core, facts_, i), in[i], Verdict::not_applicable, {}};
    for (std::size_t p = 0; p < parts.size(); ++p) {
      results[p] = parts[p].result(i);
      subject.parts.push_back({parts[p].part, results[p]});
    }
    subject.verdict = subject_verdict(results);
    subject.final = subject_final(results);
    take(open, i, std::move(subject));
  }
}

void Judging::judge_risks(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in) {
  std::vector<PartColumns> parts;
  for (const auto& core : open.core.parts) {
    if (!open.requirement.parts[core.part].holds_at(open.judgement.level)) continue;
    auto& part = parts.emplace_back();
    part.part = core.part;
    part.condition = &evaluation.of(core.condition, block);
    bool raised = false;
    for (std::size_t i = 0; i < in.size(); ++i) raised = raised || part.condition->truth(i) == Truth::yes;
    const bool can_be_lowered = core.unless || !open.core.exceptions.empty();
    if (raised && can_be_lowered) part.exceptions = exceptions(evaluation, open.core, core, block);
  }
  std::vector<RiskPart> results(parts.size());
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i] == Truth::no) continue;
    JudgedSubject subject{subject_at(block, open.core, facts_, i), in[i], Verdict::not_applicable, {}};
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const auto raised = parts[p].condition->truth(i);
      const auto lowered = raised == Truth::yes && !parts[p].exceptions.empty() ? parts[p].exceptions[i] : Truth::no;
      results[p] = {risk_part_verdict(raised, lowered), lowered};
      subject.parts.push_back({parts[p].part, {results[p].verdict, false, false}});
    }
    const auto found = risk_subject_verdict(results);
    subject.verdict = found.verdict;
    subject.final = found.final;
    take(open, i, std::move(subject));
  }
}

void Judging::judge_duty(Evaluation& evaluation, Open& open, Block& block, std::span<const Truth> in) {
  const auto& core = open.core;
  const bool list = plan_.core.nodes[*core.done].type.list;
  const auto* dates = list ? &evaluation.members(*core.done, block) : nullptr;
  const auto* date = list ? nullptr : &evaluation.of(*core.done, block);
  const auto column = [&](const std::optional<NodeId>& node) { return node ? &evaluation.of(*node, block) : nullptr; };
  const auto* due = column(core.due);
  const auto* start = column(core.start);
  const auto* period = column(core.period);
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (in[i] == Truth::no) continue;
    DoneDates done;
    if (list) {
      done = dates_of(*dates, i);
    } else if (const auto value = date->value(i); const auto* day = value.get_if<Date>()) {
      done.dates.push_back(*day);
    } else {
      done.open = !value.is_none();
    }
    JudgedSubject subject{subject_at(block, core, facts_, i), in[i], Verdict::not_applicable, {}};
    subject.timing = due != nullptr ? due_once(due->value(i), done, settings_.as_of)
                                    : due_again(start->value(i), period->value(i), done, settings_.as_of);
    subject.verdict = subject.timing->verdict;
    take(open, i, std::move(subject));
  }
}

void Judging::count(Open& open, std::size_t at, Truth in_scope, Verdict verdict, bool final) {
  const auto scope = in_scope == Truth::yes ? 1U : 0U;
  const auto outcome = (static_cast<std::size_t>(verdict) * 2 + scope) * 2 + (final ? 1U : 0U);
  open.found.set(outcome);
  if (open.coded != nullptr) {
    (*open.coded)[open.first + (open.places.empty() ? at : open.places[at])] = static_cast<std::uint8_t>(outcome);
  }
  ++open.judgement.counts[static_cast<std::size_t>(verdict)];
}

// One that may be out of scope is undecided unless all is well with it, or nothing is due, whatever its parts say; but
// what its parts say is what the verdict over all rests on.
void Judging::take(Open& open, std::size_t at, JudgedSubject subject) {
  count(open, at, subject.in_scope, subject.verdict, subject.final);
  const bool good = standing(subject.verdict) == Standing::good;
  const bool nothing_due = subject.timing && subject.verdict == Verdict::not_applicable;
  if (subject.in_scope == Truth::unknown && !good && !nothing_due) {
    --open.judgement.counts[static_cast<std::size_t>(subject.verdict)];
    subject.verdict = Verdict::undecided;
    subject.final = true;
    ++open.judgement.counts[static_cast<std::size_t>(subject.verdict)];
  }
  if (open.keep != Keep::all && is_well(subject.verdict)) return;
  if (open.core.subjects) subject.type = plan_.core.nodes[*open.core.subjects].type.element();
  open.judgement.subjects.push_back(std::move(subject));
}

namespace {

void leave_open(Judgement& judgement) {
  judgement.verdict = {Verdict::undecided};
  std::uint32_t all = 0;
  for (const auto number : judgement.counts) all += number;
  judgement.counts = {};
  judgement.counts[static_cast<std::size_t>(Verdict::undecided)] = all;
  for (auto& subject : judgement.subjects) {
    subject.verdict = Verdict::undecided;
    subject.final = true;
  }
}

}  // namespace

// The rules over all subjects ask which verdicts there are, not how many.
auto Judging::conclusion(const model::Requirement& requirement, const std::bitset<outcomes>& found, bool open_scope)
    -> RequirementVerdict {
  std::vector<SubjectResult> results;
  std::vector<RiskSubject> risks;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found.test(i)) continue;
    const auto verdict = static_cast<Verdict>(i / 4);
    const auto scope = (i / 2) % 2 == 1 ? Truth::yes : Truth::unknown;
    results.push_back({scope, verdict, i % 2 == 1});
    risks.push_back({scope, {verdict, i % 2 == 1}});
  }
  switch (requirement.kind) {
    case model::RuleKind::risk:
      return risk_verdict(risks, open_scope);
    case model::RuleKind::duty:
      return duty_verdict(results, open_scope);
    case model::RuleKind::requirement:
      break;
  }
  std::optional<bool> when_none;
  if (requirement.when_none) when_none = requirement.when_none->pass;
  return requirement_verdict(results, open_scope, when_none);
}

void Judging::conclude(Open& open) {
  auto& judgement = open.judgement;
  judgement.verdict = conclusion(open.requirement, open.found, judgement.open_scope);
  judgement.by_when_none = open.requirement.kind == model::RuleKind::requirement && open.requirement.when_none &&
                           open.found.none() && !judgement.open_scope;
  // Where it is not known whether another provides it, only a pass of its own stands.
  const auto weighed = with_provider(judgement.verdict, open.provision.listed, open.provision.suffices);
  judgement.by_provider = weighed.verdict != judgement.verdict.verdict;
  if (judgement.by_provider || judgement.applies == Truth::unknown) return leave_open(judgement);
  if (keep_ == open.keep) return;
  std::erase_if(judgement.subjects, [](const JudgedSubject& subject) { return is_well(subject.verdict); });
}

// ---- what conditions ask of other requirements ----

auto Judging::passes(model::RequirementId requirement) -> Truth {
  if (const auto found = passes_.find(requirement); found != passes_.end()) return found->second;
  const auto& declared = plan_.program->requirements[requirement];
  auto verdict = Verdict::not_applicable;
  if (declared.stands_at(settings_.level_of(declared))) {
    const std::array<model::RequirementId, 1> one{requirement};
    verdict = judge(one).front().verdict.verdict;
  }
  return passes_[requirement] = eval::passes(verdict);
}

auto Judging::own_verdicts(Evaluation& evaluation, model::RequirementId requirement, Block& block)
    -> std::vector<Verdict> {
  Judgement judgement;
  judgement.requirement = requirement;
  judgement.level = evaluation.level();
  Open open{judgement, plan_.program->requirements[requirement], plan_.core.requirements[requirement.index], {}};
  const Lane<Truth> in(block.size(), Truth::yes);
  judge_subjects(evaluation, open, block, in);
  std::vector<Verdict> own;
  for (const auto& subject : judgement.subjects) own.push_back(subject.verdict);
  return own;
}

// For a subject: whether the requirement is about it at all, and what its parts say. Out of scope it would be no pass:
// where that is not known, only what is none in either case is settled.
auto Judging::passes(model::RequirementId requirement, const Column& subjects, std::size_t size) -> Lane<Truth> {
  const auto& declared = plan_.program->requirements[requirement];
  const auto& core = plan_.core.requirements[requirement.index];
  const auto level = settings_.level_of(declared);
  Lane<Truth> out(size, eval::passes(Verdict::not_applicable));
  if (!declared.stands_at(level) || !binding(declared)) return out;
  auto& evaluation = this->evaluation(level);
  const auto applies = truth_at_root(evaluation, core.applies, Truth::yes);
  const auto& list = evaluation.members(*core.subjects, evaluation.root());
  std::unordered_multimap<std::uint64_t, std::uint32_t> by_hash;
  for (std::uint32_t member = 0; member < list.size(); ++member) {
    if (list.elements.state(member) == State::value) by_hash.emplace(list.elements.hash(member), member);
  }
  const auto provided = provision(evaluation, core);
  Block block(nullptr, size);
  block.bind(core.subject, subjects);
  const auto* where = core.where ? &evaluation.of(*core.where, block) : nullptr;
  const auto own = own_verdicts(evaluation, requirement, block);
  for (std::size_t i = 0; i < size; ++i) {
    const auto state = subjects.state(i);
    if (state == State::none) continue;
    if (state == State::unknown) {
      out[i] = eval::passes(Verdict::undecided);
      continue;
    }
    auto found = list.is_open(0) ? Truth::unknown : Truth::no;
    const auto [first, last] = by_hash.equal_range(subjects.hash(i));
    for (auto at = first; at != last; ++at) {
      if (same(list.elements.value(at->second), subjects.value(i))) found = found || list.is_in(at->second);
    }
    const auto about = applies && found && (where == nullptr ? Truth::yes : where->truth(i));
    if (about == Truth::no) continue;
    const auto verdict = with_provider({own[i]}, provided.listed, provided.suffices).verdict;
    const bool unsure = about == Truth::unknown && eval::passes(verdict) == Truth::yes;
    out[i] = eval::passes(unsure ? Verdict::undecided : verdict);
  }
  return out;
}

}  // namespace dengbao::eval
