#include "explain/words.h"

#include <algorithm>

#include "explain/speaker.h"

namespace dengbao::explain {
namespace {

constexpr std::size_t shown = 2;

}  // namespace

Words::Words(const model::Program& program, const facts::Facts& facts, const Proof& proof, Lang lang)
    : program_(program),
      proof_(proof),
      lang_(lang),
      speaker_(std::make_shared<const Speaker>(program, facts, proof, lang)) {}

auto Words::step(StepId step) const -> std::string { return speaker_->step(step); }

auto Words::phrase(model::ExprId expr, FrameId frame) const -> std::string { return speaker_->phrase(expr, frame); }

auto Words::subject() const -> std::string {
  const auto& subject = proof_.subject.subject;
  const auto& requirement = program_.requirements[proof_.requirement];
  if (!requirement.subject || !subject.is_value()) return speaker_->say("the network", "本网络");
  const auto type = program_.exprs[requirement.subject->list].type.element();
  auto name = speaker_->value(subject, type);
  const auto* row = subject.get_if<Row>();
  if (row == nullptr || !program_.records[row->record].key) return name;
  if (program_.fields[*program_.records[row->record].key].type.kind == Kind::number) return name;  // "port 22" already
  return speaker_->say("{0} {1}", "{0} {1}", {program_.records[row->record].label.in(lang_), name});
}

auto Words::changes(const std::vector<Change>& changes) const -> std::vector<std::string> {
  return speaker_->changes(changes);
}

auto Words::answers(const Way& way, std::optional<FactRef> to) const -> std::string {
  return speaker_->answers(way, to);
}

auto Words::values(const std::vector<Stretch>& stretches, model::FieldId field) const -> std::string {
  return speaker_->values(stretches, field);
}

auto Words::remedy() const -> std::string {
  const auto& remedy = program_.requirements[proof_.requirement].remedy;
  return remedy.empty() ? "" : speaker_->filled(remedy, proof_.steps[proof_.root].frame);
}

// "fails unless …": the condition of a part has failed and only its exception is open.
auto Words::fails_unless() const -> std::string {
  const auto& requirement = program_.requirements[proof_.requirement];
  if (proof_.subject.verdict != eval::Verdict::undecided) return "";
  for (auto child : proof_.steps[proof_.root].children) {
    const auto& part = proof_.steps[child];
    if (part.kind != StepKind::part || part.holds != Truth::unknown) continue;
    if (proof_.steps[part.children.front()].holds != Truth::no) return "";
    for (auto inner : part.children) {
      const auto& exception = proof_.steps[inner];
      if (exception.kind != StepKind::exception || exception.holds != Truth::unknown) continue;
      const auto& written =
          exception.part ? *requirement.parts[*exception.part].unless : requirement.exceptions[exception.exception];
      return speaker_->say("fails unless \"{0}\": ", "除非“{0}”成立，否则不符合：", {written.label.in(lang_)});
    }
  }
  return "";
}

// "may fall if …": the risk is high, and what would lower it is not known.
auto Words::may_fall() const -> std::string {
  const auto& risk = program_.requirements[proof_.requirement];
  if (proof_.subject.verdict != eval::Verdict::high || proof_.subject.final) return "";
  std::string measures;
  for (auto child : proof_.steps[proof_.root].children) {
    const auto& part = proof_.steps[child];
    if (part.kind != StepKind::part) continue;
    for (auto inner : part.children) {
      const auto& lowered = proof_.steps[inner];
      if (lowered.kind != StepKind::exception || !lowered.reached || lowered.holds != Truth::unknown) continue;
      const auto& written = lowered.part ? *risk.parts[*lowered.part].unless : risk.exceptions[lowered.exception];
      measures += (measures.empty() ? "" : speaker_->say("; ", "；")) + written.label.in(lang_);
    }
  }
  return speaker_->say("may fall if \"{0}\" is shown: ", "若能证明“{0}”，风险可降低：", {measures});
}

// The first reasons, and how many there are besides; where only an exception is open, what fails without it.
auto Words::summary(const Reason& reason) const -> std::string {
  std::string text = fails_unless() + may_fall();
  std::vector<std::string> told;
  for (auto leaf : reason.leaves) {
    auto words = speaker_->step(leaf);
    if (std::find(told.begin(), told.end(), words) == told.end()) told.push_back(std::move(words));
  }
  for (std::size_t i = 0; i < std::min(shown, told.size()); ++i) {
    if (i > 0) text += speaker_->say("; ", "；");
    text += told[i];
  }
  if (told.size() > shown) {
    text += speaker_->say("; {0} more", "；另有 {0} 项", {std::to_string(told.size() - shown)});
  }
  return text;
}

}  // namespace dengbao::explain
