#include "syntax/stop_at_error.h"

namespace dengbao::syntax {
namespace {

using antlr4::misc::IntervalSet;

// A prediction that looked ahead and found no way on: what each way still open wanted next.
auto expected_by(const antlr4::atn::ATNConfigSet* ways) -> IntervalSet {
  IntervalSet expected;
  if (ways == nullptr) return expected;
  for (const auto& way : ways->configs) {
    for (const auto* transition : way->state->transitions) {
      if (!transition->isEpsilon()) expected.addAll(transition->label());
    }
  }
  return expected;
}

}  // namespace

void StopAtError::reset(antlr4::Parser* parser) {
  DefaultErrorStrategy::reset(parser);
  reached_ = 0;
  passed_.clear();
  failure_ = {};
}

void StopAtError::sync(antlr4::Parser* parser) {
  const auto index = parser->getTokenStream()->index();
  if (index != reached_) passed_.clear();
  reached_ = index;
  passed_.push_back({parser->getState(), parser->getContext()});
}

auto StopAtError::expected_here(antlr4::Parser& parser) const -> IntervalSet {
  auto expected = parser.getExpectedTokens();
  if (parser.getTokenStream()->index() != reached_) return expected;
  for (const auto& place : passed_) expected.addAll(parser.getATN().getExpectedTokens(place.state, place.rule));
  return expected;
}

void StopAtError::stop_at(antlr4::Parser& parser, const antlr4::Token* token) {
  failure_ = {token, expected_here(parser)};
  throw antlr4::ParseCancellationException();
}

void StopAtError::recover(antlr4::Parser* parser, std::exception_ptr error) {
  try {
    std::rethrow_exception(error);
  } catch (const antlr4::NoViableAltException& e) {
    if (e.getOffendingToken() == parser->getCurrentToken()) stop_at(*parser, parser->getCurrentToken());
    failure_ = {e.getOffendingToken(), expected_by(e.getDeadEndConfigs())};
    throw antlr4::ParseCancellationException();
  } catch (const antlr4::RecognitionException& e) {
    stop_at(*parser, e.getOffendingToken());
  }
}

auto StopAtError::recoverInline(antlr4::Parser* parser) -> antlr4::Token* {
  stop_at(*parser, parser->getCurrentToken());
  return nullptr;
}

}  // namespace dengbao::syntax
