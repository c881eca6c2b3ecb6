#include <re2/re2.h>

#include "explain/evaluate.h"

namespace dengbao::explain {
namespace {

using namespace model;

auto test_text(TextTest test, std::string_view text, std::string_view word) -> bool {
  switch (test) {
    case TextTest::contains:
      return text.find(word) != std::string_view::npos;
    case TextTest::starts_with:
      return text.starts_with(word);
    case TextTest::ends_with:
      return text.ends_with(word);
  }
  return false;
}

auto list_contains(const Members& list, const Value& value) -> Truth {
  auto result = list.open ? Truth::unknown : Truth::no;
  for (const auto& member : list.members) {
    result = result || (member.in && matches_member(value, member.value));
    if (result == Truth::yes) break;
  }
  return result;
}

auto negate_if(bool negated, Truth truth) -> Truth { return negated ? !truth : truth; }

auto is_subnet(const World& world, ExprId expr) -> bool { return world.program.exprs[expr].type.kind == Kind::subnet; }

// `container` holds `element`: a list its member, a subnet an address, a text a stretch of it.
auto holds(const World& world, ExprId container, const Value& element, Frame& frame) -> Truth {
  if (world.program.exprs[container].type.list) return list_contains(members_of(world, container, frame), element);
  return contained(element, evaluate(world, container, frame));
}

}  // namespace

auto matches_member(const Value& value, const Value& member) -> Truth {
  const bool in_subnet = member.get_if<Subnet>() != nullptr && value.is_value();
  return in_subnet ? contained(value, member) : compare(CompareOp::equal, value, member);
}

auto truth_of(const World& world, const In& node, Frame& frame) -> Truth {
  const auto element = evaluate(world, node.element, frame);
  if (element.is_none()) return Truth::no;
  return unless_negated(node.negated, element, holds(world, node.container, element, frame));
}

auto truth_of(const World& world, const TextRelation& node, Frame& frame) -> Truth {
  const auto rhs = evaluate(world, node.rhs, frame);
  if (rhs.is_none()) return Truth::no;
  if (world.program.exprs[node.lhs].type.list || is_subnet(world, node.lhs)) {
    return unless_negated(node.negated, rhs, holds(world, node.lhs, rhs, frame));
  }
  const auto lhs = evaluate(world, node.lhs, frame);
  if (lhs.is_none()) return Truth::no;
  const auto* text = lhs.get_if<std::string_view>();
  const auto* word = rhs.get_if<std::string_view>();
  if (text == nullptr || word == nullptr) return Truth::unknown;
  return negate_if(node.negated, truth(test_text(node.test, *text, *word)));
}

auto truth_of(const World& world, const Matches& node, Frame& frame) -> Truth {
  const auto value = evaluate(world, node.operand, frame);
  if (value.is_none()) return Truth::no;
  const auto* text = value.get_if<std::string_view>();
  if (text == nullptr) return Truth::unknown;
  const auto& pattern = *world.program.patterns[node.pattern];
  return negate_if(node.negated, truth(re2::RE2::FullMatch(re2::StringPiece(text->data(), text->size()), pattern)));
}

}  // namespace dengbao::explain
