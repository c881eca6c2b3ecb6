#pragma once

#include <antlr4-runtime.h>

#include <optional>

namespace dengbao::syntax {

// Where a parse stopped, and what could have stood there.
struct Failure {
  const antlr4::Token* token = nullptr;
  antlr4::misc::IntervalSet expected;
};

// An ANTLR error strategy that stops at the first error instead of repairing it, and remembers what was expected.
class StopAtError : public antlr4::DefaultErrorStrategy {
 public:
  void reset(antlr4::Parser* parser) override;
  void reportError(antlr4::Parser*, const antlr4::RecognitionException&) override {}
  void recover(antlr4::Parser* parser, std::exception_ptr error) override;
  auto recoverInline(antlr4::Parser* parser) -> antlr4::Token* override;
  void sync(antlr4::Parser* parser) override;

  [[nodiscard]] auto failure() const -> const Failure& { return failure_; }

 private:
  struct Place {
    std::size_t state;
    antlr4::RuleContext* rule;
  };

  void stop_at(antlr4::Parser& parser, const antlr4::Token* token);
  auto expected_here(antlr4::Parser& parser) const -> antlr4::misc::IntervalSet;

  // Decisions passed at the token reached last: a rule that ended there could also have gone on.
  std::size_t reached_ = 0;
  std::vector<Place> passed_;
  Failure failure_;
};

}  // namespace dengbao::syntax
