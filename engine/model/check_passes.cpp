#include <fmt/ranges.h>

#include <algorithm>

#include "model/check_expr.h"
#include "model/children.h"

// `passes(requirement, subject)`: one requirement that speaks of another.
namespace dengbao::model {
namespace {

// The name that an argument spells: `identity.unique-and-strong` was read as fields behind a name.
auto dotted(const syntax::File& file, syntax::ExprId id) -> std::optional<std::string> {
  const auto& node = file.exprs[id].node;
  if (const auto* name = std::get_if<syntax::NameRef>(&node)) return name->name.text;
  const auto* field = std::get_if<syntax::FieldAccess>(&node);
  if (field == nullptr) return std::nullopt;
  const auto base = dotted(file, field->base);
  return base ? std::optional(*base + "." + field->field.text) : std::nullopt;
}

// Follows `passes` through all requirements, once each has its expressions.
class PassesChecker {
 public:
  explicit PassesChecker(Compilation& c) : c_(c), state_(c.program.requirements.size(), State::fresh) {}

  void run() {
    for (std::uint32_t i = 0; i < state_.size(); ++i) visit({i});
  }

 private:
  enum class State : std::uint8_t { fresh, open, done };

  void visit(RequirementId id) {
    if (state_[id.index] == State::done) return;
    state_[id.index] = State::open;
    path_.push_back(id);
    for (const auto& [expr, from_level] : expressions(c_.program.requirements[id])) look_into(id, expr, from_level);
    path_.pop_back();
    state_[id.index] = State::done;
  }

  void look_into(RequirementId user, ExprId expr, std::uint32_t from_level) {
    const auto& [span, type, node] = c_.program.exprs[expr];
    for (const auto child : children(node)) look_into(user, child, from_level);
    const auto* passes = std::get_if<Passes>(&node);
    if (passes == nullptr) return;
    if (state_[passes->requirement.index] == State::open) {
      report_circle(passes->requirement, span);
      return;
    }
    check_levels(user, passes->requirement, span, from_level);
    visit(passes->requirement);
  }

  void report_circle(RequirementId id, Span span) {
    std::string circle;
    for (auto it = std::find(path_.begin(), path_.end(), id); it != path_.end(); ++it) {
      circle += c_.program.requirements[*it].name + " → ";
    }
    const auto& name = c_.program.requirements[id].name;
    c_.sink.report(Code::passes_circle, span, name, circle + name);
  }

  // Levels of different classes differ from assessment to assessment and are left to it.
  void check_levels(RequirementId user_id, RequirementId used_id, Span span, std::uint32_t from_level) {
    const auto& user = c_.program.requirements[user_id];
    const auto& used = c_.program.requirements[used_id];
    if (user.klass != used.klass) return;
    for (const auto level : user.levels) {
      if (level < from_level || used.stands_at(level)) continue;
      c_.sink.report(Code::passes_level, span, used.name, level)
          .label(used.span, say("it stands at {}", "它适用于 {}", fmt::format("{}", fmt::join(used.levels, ", "))));
      return;
    }
  }

  Compilation& c_;
  std::vector<State> state_;
  std::vector<RequirementId> path_;
};

}  // namespace

auto ExprChecker::passing_requirement(syntax::ExprId argument) -> std::optional<RequirementId> {
  const Localised wanted{"the name of a requirement", "要求的名称"};
  const auto spelt = dotted(file_, argument);
  if (!spelt) {
    c_.sink.report(Code::type_mismatch, span(argument), wanted, say("something else", "其他内容"));
    return std::nullopt;
  }
  const auto& name = *spelt;
  const auto called = c_.program.find_requirement(name);
  if (called.size() > 1) {
    const auto& all = c_.program.requirements;
    c_.sink.report(Code::ambiguous_name, span(argument), name, all[called[0]].qualified(), all[called[1]].qualified());
    return std::nullopt;
  }
  if (called.size() == 1) {
    const auto kind = c_.program.requirements[called.front()].kind;
    if (kind == RuleKind::requirement) return called.front();
    c_.sink.report(Code::type_mismatch, span(argument), wanted,
                   kind == RuleKind::risk ? say("a risk", "风险") : say("a duty", "义务"));
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (const auto& requirement : c_.program.requirements) {
    if (requirement.kind == RuleKind::requirement) names.push_back(requirement.name);
  }
  auto report = c_.sink.report(Code::unknown_name, span(argument), name);
  report.help(say("the first argument is the name of a requirement", "第一个参数须为要求的名称"));
  report.did_you_mean(name, names);
  return std::nullopt;
}

auto ExprChecker::passes(const syntax::Expr& expr, const syntax::Call& node) -> Result {
  if (!scope_.passes) {
    c_.sink.report(Code::passes_misplaced, node.function.span);
    return std::nullopt;
  }
  if (node.arguments.empty() || node.arguments.size() > 2) {
    c_.sink.report(Code::wrong_argument_count, expr.span, node.function.text, "1-2", node.arguments.size());
    return std::nullopt;
  }
  const auto requirement = passing_requirement(node.arguments.front());
  std::optional<ExprId> subject;
  if (node.arguments.size() == 2) {
    subject = one_value(node.arguments[1]);
    if (!subject) return std::nullopt;
  }
  if (!requirement) return std::nullopt;
  return c_.add_expr(expr.span, truth_type, Passes{*requirement, subject});
}

namespace {

// A subject that is given must be one of those that the requirement is about.
void check_subject_given(Compilation& c, const Passes& passes, Span span) {
  if (!passes.subject) return;
  const auto& used = c.program.requirements[passes.requirement];
  const auto given = c.program.exprs[*passes.subject].type;
  const Localised network{"the whole network", "整个网络"};
  if (!used.subject) {
    c.sink.report(Code::passes_subject, span, used.name, network, c.program.type_words(given));
    return;
  }
  const auto about = c.program.exprs[used.subject->list].type.element();
  if (about == given) return;
  c.sink.report(Code::passes_subject, c.program.exprs[*passes.subject].span, used.name, c.program.type_words(about),
                c.program.type_words(given));
}

}  // namespace

void check_passes(Compilation& c) {
  if (c.sink.errors() > 0) return;
  for (const auto& expr : c.program.exprs) {
    if (const auto* passes = std::get_if<Passes>(&expr.node)) check_subject_given(c, *passes, expr.span);
  }
  PassesChecker(c).run();
}

}  // namespace dengbao::model
