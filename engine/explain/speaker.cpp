#include "explain/speaker.h"

#include <cctype>

namespace dengbao::explain {
namespace {

using namespace model;

auto is_latin(char c) -> bool {
  return static_cast<unsigned char>(c) < 0x80 && (std::isalnum(static_cast<unsigned char>(c)) != 0);
}

// The first byte of a CJK ideograph (U+4000 to U+9FFF); signs of punctuation have other ones.
auto starts_ideograph(char c) -> bool {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0xE4 && byte <= 0xE9;
}

auto ends_in_ideograph(const std::string& text) -> bool {
  return text.size() >= 3 && starts_ideograph(text[text.size() - 3]) && static_cast<unsigned char>(text.back()) >= 0x80;
}

void append_spaced(std::string& text, std::string_view more) {
  if (text.empty() || more.empty()) {
    text += more;
    return;
  }
  const bool number = is_latin(more.front()) || (more.size() > 1 && more.front() == '-' && is_latin(more[1]));
  const bool apart = (is_latin(text.back()) && starts_ideograph(more.front())) || (ends_in_ideograph(text) && number);
  if (apart) text += ' ';
  text += more;
}

}  // namespace

void append_chinese(std::string& text, std::string_view more) {
  const bool before = text.ends_with(' ') && starts_ideograph(more.empty() ? ' ' : more.front()) &&
                      ends_in_ideograph(std::string(text, 0, text.size() - 1));
  if (before) text.pop_back();
  const bool after = more.size() > 1 && more.front() == ' ' && starts_ideograph(more[1]) && ends_in_ideograph(text);
  if (after) more.remove_prefix(1);
  text += more;
}

auto joined(const std::vector<std::string>& words, Lang lang, std::string_view en, std::string_view zh) -> std::string {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size();
    if (i > 0 && lang == Lang::en) text += last ? fmt::format(" {} ", en) : ", ";
    if (i > 0 && lang == Lang::zh) append_spaced(text, last ? zh : "、");
    append_spaced(text, words[i]);
  }
  return text;
}

Speaker::Speaker(const Program& program, const facts::Facts& facts, const Proof& proof, Lang lang)
    : program_(program), facts_(facts), proof_(proof), lang_(lang), wants_(proof.steps.size(), Want::nothing) {
  mark(proof.root, Want::yes);
}

auto Speaker::say(std::string_view en, std::string_view zh, const std::vector<std::string>& args) const -> std::string {
  const auto words = lang_ == Lang::zh ? zh : en;
  std::string text;
  std::size_t literal = 0;
  const auto add = [&](std::string_view piece) {
    if (lang_ == Lang::zh) {
      append_spaced(text, piece);
    } else {
      text += piece;
    }
  };
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    if (words[i] != '{' || words[i + 2] != '}') continue;
    add(words.substr(literal, i - literal));
    const auto index = static_cast<std::size_t>(words[i + 1] - '0');
    if (index < args.size()) add(args[index]);
    literal = i + 3;
  }
  add(words.substr(literal));
  return text;
}

// Of a frame of another requirement its own.
auto Speaker::level_of(FrameId frame) const -> std::uint32_t {
  const auto other = proof_.frames[frame].level;
  return other != 0 ? other : proof_.level;
}

auto Speaker::world(FrameId frame) const -> World {
  World world{program_, facts_, *proof_.settings, level_of(frame)};
  world.extents = proof_.extents;
  return world;
}

auto Speaker::eval(ExprId expr, FrameId frame) const -> Value {
  auto variables = proof_.frames[frame].values;
  const auto world = this->world(frame);
  auto value = evaluate(world, expr, variables);
  // Of an extreme that has no value the words still tell the bounds.
  const auto* extreme = extreme_of(world, expr);
  if (value.is_unknown() && extreme != nullptr) value = range_value(range_of(world, *extreme, variables));
  return value;
}

// ---- what the policy asks of each step ------------------------------------------------------------------------------

void Speaker::mark(StepId id, Want want) {
  wants_[id.index] = want;
  mark_children(at(id), want);
}

void Speaker::mark_children(const Step& step, Want want) {
  const auto flipped = want == Want::yes ? Want::no : want == Want::no ? Want::yes : Want::nothing;
  const auto all = [&](Want inner) {
    for (auto child : step.children) mark(child, inner);
  };
  switch (step.kind) {
    case StepKind::part:
      all(want);
      if (program_.requirements[proof_.requirement].kind == RuleKind::risk) mark(step.children.front(), Want::nothing);
      return;
    case StepKind::requirement:
    case StepKind::provider:
    case StepKind::exception:
    case StepKind::conjunction:
    case StepKind::disjunction:
    case StepKind::definition:
      return all(want);
    case StepKind::negation:
      return all(flipped);
    case StepKind::implication:
      mark(step.children[0], Want::nothing);
      mark(step.children[1], want);
      return;
    case StepKind::quantifier: {
      const bool none = node<Quantifier>(step).kind == QuantifierKind::no;
      for (auto child : step.children) {
        const auto& element = at(child);
        mark(child, Want::nothing);
        if (element.kind == StepKind::element && element.reached) mark(element.children.back(), none ? flipped : want);
      }
      return;
    }
    default:
      return all(Want::nothing);
  }
}

auto Speaker::standing(StepId id) const -> Standing {
  const auto holds = at(id).holds;
  if (holds == Truth::unknown) return Standing::open;
  if (want(id) == Want::nothing) return Standing::good;
  return (holds == Truth::yes) == (want(id) == Want::yes) ? Standing::good : Standing::bad;
}

}  // namespace dengbao::explain
