#include "syntax/nesting.h"

#include "PolicyParser.h"

namespace dengbao::syntax {
namespace {

enum class Effect { none, opens, opens_operand, opens_case, ends_case, ends_operands, ends_all };

// Behind some words an expression begins that reaches as far as its surroundings allow; behind others only an operand,
// which ends at the next connective. Names behind a dot are no keywords and are not asked about.
auto effect_of(std::size_t type) -> Effect {
  switch (type) {
    case PolicyParser::IF:
    case PolicyParser::SATISFIES:
    case PolicyParser::WHERE:
    case PolicyParser::HIGHEST:
    case PolicyParser::LOWEST:
      return Effect::opens;
    case PolicyParser::NOT:
    case PolicyParser::IN:
    case PolicyParser::OF:
    case PolicyParser::LEAST:
    case PolicyParser::MOST:
    case PolicyParser::EXACTLY:
      return Effect::opens_operand;
    case PolicyParser::WHEN:
      return Effect::opens_case;
    case PolicyParser::THEN:
      return Effect::ends_case;
    case PolicyParser::AND:
    case PolicyParser::OR:
    case PolicyParser::COMMA:
      return Effect::ends_operands;
    case PolicyParser::REQUIRE:
    case PolicyParser::RECOMMENDS:
    case PolicyParser::UNLESS:
    case PolicyParser::APPLIES:
    case PolicyParser::EACH:
    case PolicyParser::HOLDS:
    case PolicyParser::COLON:
      return Effect::ends_all;
    default:
      return Effect::none;
  }
}

auto opens_bracket(std::size_t type) -> bool {
  return type == PolicyParser::OPEN || type == PolicyParser::OPEN_BRACE || type == PolicyParser::OPEN_BRACKET;
}
auto closes_bracket(std::size_t type) -> bool {
  return type == PolicyParser::CLOSE || type == PolicyParser::CLOSE_BRACE || type == PolicyParser::CLOSE_BRACKET;
}

// What is open inside one pair of parentheses, or outside of all.
struct Level {
  std::size_t expressions = 0;
  std::size_t operands = 0;
  std::size_t cases = 0;  // `when` whose `then` has not come
};

class Depth {
 public:
  void open() {
    outer_ += total_of(levels_.back()) + 1;
    levels_.emplace_back();
  }
  void close() {
    if (levels_.size() == 1) return;
    levels_.pop_back();
    outer_ -= total_of(levels_.back()) + 1;
  }
  void apply(Effect effect) {
    auto& level = levels_.back();
    if (effect == Effect::opens) ++level.expressions;
    if (effect == Effect::opens_operand) ++level.operands;
    if (effect == Effect::opens_case) ++level.cases;
    if (effect == Effect::ends_case && level.cases > 0) --level.cases;
    if (effect == Effect::ends_operands) level.operands = 0;
    if (effect == Effect::ends_all && levels_.size() == 1) level = {};
  }
  [[nodiscard]] auto total() const -> std::size_t { return outer_ + total_of(levels_.back()); }

 private:
  static auto total_of(Level level) -> std::size_t { return level.expressions + level.operands + level.cases; }

  std::vector<Level> levels_{1};
  std::size_t outer_ = 0;  // all but the innermost level
};

}  // namespace

auto find_too_deep(const std::vector<TokenPtr>& tokens, std::size_t limit) -> const antlr4::Token* {
  Depth depth;
  std::size_t previous = 0;
  for (const auto& token : tokens) {
    const auto type = token->getType();
    if (opens_bracket(type)) {
      depth.open();
    } else if (closes_bracket(type)) {
      depth.close();
    } else if (previous != PolicyParser::DOT) {
      depth.apply(effect_of(type));
    }
    if (depth.total() > limit) return token.get();
    previous = type;
  }
  return nullptr;
}

}  // namespace dengbao::syntax
