#pragma once

#include <antlr4-runtime.h>

#include <functional>
#include <memory>

#include "PolicyParser.h"
#include "base/diagnostic.h"
#include "syntax/origin.h"
#include "syntax/pieces.h"
#include "syntax/stop_at_error.h"

namespace dengbao::syntax {

// Parses pieces one after the other.
class PieceParser {
 public:
  PieceParser(const Origin& origin, Sink& sink);
  ~PieceParser();
  PieceParser(const PieceParser&) = delete;
  auto operator=(const PieceParser&) -> PieceParser& = delete;

  // The parse tree of the whole piece, without errors; or null, and at least one error is in the sink. The tree lives
  // until the next call.
  auto parse(std::vector<TokenPtr> tokens) -> PolicyParser::PieceContext*;
  // The same for one expression alone.
  auto parse_expression(std::vector<TokenPtr> tokens) -> PolicyParser::SoleExpressionContext*;

 private:
  using Rule = std::function<void()>;

  void read(std::vector<TokenPtr> tokens);
  auto runs(std::size_t from, const Rule& rule) -> bool;
  void report_failure();
  [[nodiscard]] auto missing_space(std::size_t at) const -> std::string;
  void report_later_errors();
  [[nodiscard]] auto next_restart(std::size_t after, bool record) const -> std::size_t;
  [[nodiscard]] auto possible(antlr4::misc::IntervalSet expected, std::size_t until) const -> antlr4::misc::IntervalSet;

  const Origin& origin_;
  Sink& sink_;
  std::unique_ptr<antlr4::ListTokenSource> source_;
  std::unique_ptr<antlr4::CommonTokenStream> stream_;
  std::shared_ptr<StopAtError> strategy_ = std::make_shared<StopAtError>();
  std::unique_ptr<PolicyParser> parser_;
};

}  // namespace dengbao::syntax
