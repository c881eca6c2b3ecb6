#include "author/mutate_rule.h"

#include <algorithm>

#include "author/source_text.h"
#include "base/diagnostic.h"

namespace dengbao::author {
namespace {

using namespace model;

class RequirementMutator {
 public:
  RequirementMutator(Program& program, RequirementId id, ExprId scratch, ExprMutator& exprs,
                     const std::function<void(Mutant&)>& visit)
      : program_(program),
        id_(id),
        written_(program.requirements[id]),
        owner_(written_.qualified()),
        scratch_(scratch),
        exprs_(exprs),
        visit_(visit) {}

  void run() {
    mutate_scope();
    for (std::size_t i = 0; i < written_.exceptions.size(); ++i) mutate_exception_of_all(i);
    for (std::size_t i = 0; i < written_.parts.size(); ++i) mutate_part(i);
    if (written_.due) mutate_due();
    if (written_.every) {
      expr(written_.every->period);
      expr(written_.every->start);
    }
    if (written_.done_on) expr(*written_.done_on);
    if (written_.provided_by) mutate_provider();
  }

 private:
  [[nodiscard]] auto exists_at(const Part& part, std::uint32_t level) const -> bool {
    return part.holds_at(level) && written_.stands_at(level);
  }

  void expr(ExprId id) { exprs_.mutate(owner_, id); }

  template <typename Change>
  void emit(Span span, Localised words, Localised hint, std::variant<ExprId, RequirementId> reached, Change change) {
    RequirementEdit edit{id_, written_};
    change(edit.changed);
    Mutant mutant{owner_, span, std::move(words), std::move(hint), reached, std::move(edit)};
    visit_(mutant);
  }

  void mutate_scope() {
    if (written_.applies_when) {
      const auto condition = *written_.applies_when;
      emit(program_.exprs[condition].span, say("`applies when` dropped", "去掉适用条件"),
           say("a network to which it does not apply", "不适用的网络"), condition,
           [](Requirement& changed) { changed.applies_when.reset(); });
      expr(condition);
    }
    if (!written_.subject) return;
    if (written_.subject->where) {
      const auto where = *written_.subject->where;
      emit(program_.exprs[where].span, say("the `where` of the `for each` dropped", "去掉“对于每个”的筛选条件"),
           say("a subject that it leaves out", "被排除的对象"), where,
           [](Requirement& changed) { changed.subject->where.reset(); });
    }
    expr(written_.subject->list);
    if (written_.subject->where) expr(*written_.subject->where);
    if (!written_.when_none) return;
    emit(written_.span, say("`when none` changed to its contrary", "“当无对象”的结论取反"),
         say("a network without any such subject", "没有此类对象的网络"), id_,
         [](Requirement& changed) { changed.when_none->pass = !changed.when_none->pass; });
  }

  [[nodiscard]] auto lowers() const -> bool { return written_.kind == RuleKind::risk; }

  [[nodiscard]] auto exception_words(const Exception& exception) const -> Localised {
    const auto& label = exception.label;
    return {(lowers() ? "what lowers it, \"" : "exception \"") + label.in(Lang::en) + "\", dropped",
            (lowers() ? "去掉降低风险的措施“" : "去掉例外“") + label.in(Lang::zh) + "”"};
  }
  [[nodiscard]] static auto exception_hint() -> Localised {
    return say("a case that only this excuses", "只有该项才能使其例外的情形");
  }

  void mutate_exception_of_all(std::size_t i) {
    const auto exception = written_.exceptions[i];
    emit(exception.span, exception_words(exception), exception_hint(), exception.condition, [i](Requirement& changed) {
      changed.exceptions.erase(changed.exceptions.begin() + static_cast<std::ptrdiff_t>(i));
    });
    expr(exception.condition);
  }

  void mutate_part(std::size_t i) {
    const auto part = written_.parts[i];
    const bool stands = std::ranges::any_of(written_.levels, [&](std::uint32_t level) { return part.holds_at(level); });
    if (!stands) return;  // it means nothing at any level: `lint` says so
    const Localised label{"part \"" + part.label.in(Lang::en) + "\"", "要求项“" + part.label.in(Lang::zh) + "”"};
    drop_part(i, label);
    negate_part(i, label);
    shift_levels(i, label);
    if (part.unless) {
      const auto& exception = *part.unless;
      emit(exception.span, exception_words(exception), exception_hint(), exception.condition,
           [i](Requirement& changed) { changed.parts[i].unless.reset(); });
    }
    expr(part.condition);
    if (part.unless) expr(part.unless->condition);
  }

  void drop_part(std::size_t i, const Localised& label) {
    const auto& part = written_.parts[i];
    emit(part.span, say("{} dropped", "去掉{}", label),
         say("a case in which only this part fails", "只有该项不满足的情形"), part.condition,
         [i, this](Requirement& changed) { changed.parts[i].until_level = changed.parts[i].from_level = never(); });
  }

  // Parts keep their numbers, by which tests know them: one that holds at no level is as good as dropped.
  [[nodiscard]] auto never() const -> std::uint32_t { return written_.levels.back() + 1; }

  void negate_part(std::size_t i, const Localised& label) {
    const auto condition = written_.parts[i].condition;
    program_.exprs[scratch_].node = Not{condition};
    emit(program_.exprs[condition].span, say("{} negated", "{}取反", label), {}, condition,
         [i, this](Requirement& changed) { changed.parts[i].condition = scratch_; });
  }

  void shift_levels(std::size_t i, const Localised& label) {
    const auto& part = written_.parts[i];
    if (part.from_level > written_.levels.front()) {
      shift_from(i, label, part.from_level - 1);
      if (part.until_level == 0 || part.from_level + 1 < part.until_level) shift_from(i, label, part.from_level + 1);
    }
    if (part.until_level == 0) return;
    shift_until(i, label, part.until_level + 1);
    if (part.until_level - 1 > part.from_level) shift_until(i, label, part.until_level - 1);
  }

  void shift_from(std::size_t i, const Localised& label, std::uint32_t to) {
    const auto from = written_.parts[i].from_level;
    if (!written_.stands_at(std::min(from, to))) return;
    emit(written_.parts[i].span,
         say("{} holds from level {} instead of {}", "{}自第 {} 级起（原为第 {} 级）", label, to, from),
         at_level(std::min(from, to)), id_, [i, to](Requirement& changed) { changed.parts[i].from_level = to; });
  }

  void shift_until(std::size_t i, const Localised& label, std::uint32_t to) {
    const auto until = written_.parts[i].until_level;
    if (!written_.stands_at(std::min(until, to))) return;
    emit(written_.parts[i].span,
         say("{} ends before level {} instead of {}", "{}止于第 {} 级之前（原为第 {} 级）", label, to, until),
         at_level(std::min(until, to)), id_, [i, to](Requirement& changed) { changed.parts[i].until_level = to; });
  }

  [[nodiscard]] static auto at_level(std::uint32_t level) -> Localised {
    return say("a case at level {} in which only this part fails", "第 {} 级只有该项不满足的情形", level);
  }

  void mutate_due() {
    if (written_.due->distance) {
      emit(program_.exprs[*written_.due->distance].span, say("`before` and `after` exchanged", "“前”与“后”互换"), {},
           id_, [](Requirement& changed) { changed.due->before = !changed.due->before; });
    }
    expr(written_.due->date);
    if (written_.due->distance) expr(*written_.due->distance);
  }

  void mutate_provider() {
    const auto provider = written_.provided_by->provider;
    emit(program_.exprs[provider].span, say("`may be provided by` dropped", "去掉“可由他方提供”"),
         say("a case in which it is provided", "由他方提供的情形"), written_.provided_by->listed,
         [](Requirement& changed) { changed.provided_by.reset(); });
    expr(provider);
  }

  Program& program_;
  RequirementId id_;
  const Requirement written_;  // a copy: the program changes while its mutants are tried
  const std::string owner_;
  ExprId scratch_;
  ExprMutator& exprs_;
  const std::function<void(Mutant&)>& visit_;
};

}  // namespace

void mutate_requirement(Program& program, RequirementId requirement, ExprId scratch, ExprMutator& exprs,
                        const std::function<void(Mutant&)>& visit) {
  if (program.requirements[requirement].levels.empty()) return;
  RequirementMutator(program, requirement, scratch, exprs, visit).run();
}

namespace {

// Conditions bind no variable, so that a rule without one still says what it derives.
void drop_condition(const Program& program, const Sources& sources, RelationId id, const std::string& owner,
                    std::size_t rule, std::size_t which, const std::function<void(Mutant&)>& visit) {
  auto changed = program.relations[id];
  auto& conditions = changed.rules[rule].conditions;
  const auto condition = conditions[which];
  conditions.erase(conditions.begin() + static_cast<std::ptrdiff_t>(which));
  const auto span = program.exprs[condition].span;
  Mutant mutant{owner,
                span,
                say("`{}` dropped", "去掉 `{}`", quoted(sources, span)),
                say("a case in which only this condition fails", "只有该条件不成立的情形"),
                condition,
                RelationEdit{id, std::move(changed)}};
  visit(mutant);
}

}  // namespace

void mutate_relation(const Program& program, const Sources& sources, RelationId id, ExprMutator& exprs,
                     const std::function<void(Mutant&)>& visit) {
  const auto written = program.relations[id];
  const auto owner = full_name(written);
  for (std::size_t i = 0; i < written.rules.size(); ++i) {
    const auto& rule = written.rules[i];
    auto changed = written;
    changed.rules.erase(changed.rules.begin() + static_cast<std::ptrdiff_t>(i));
    Mutant mutant{owner,
                  rule.span,
                  say("rule `{}` dropped", "去掉规则 `{}`", quoted(sources, rule.span)),
                  say("a case in which only this rule leads to the result", "只有该规则才能推出结果的情形"),
                  rule.heads.front(),
                  RelationEdit{id, std::move(changed)}};
    visit(mutant);
    for (const auto& generator : rule.generators) exprs.mutate(owner, generator.list);
    for (std::size_t which = 0; which < rule.conditions.size(); ++which) {
      drop_condition(program, sources, id, owner, i, which, visit);
      exprs.mutate(owner, rule.conditions[which]);
    }
  }
}

}  // namespace dengbao::author
