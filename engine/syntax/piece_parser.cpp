#include "syntax/piece_parser.h"

#include "base/utf8.h"
#include "syntax/expected.h"
#include "syntax/keywords.h"
#include "syntax/words.h"

namespace dengbao::syntax {
namespace {

using antlr4::Token;
using antlr4::misc::IntervalSet;

constexpr std::size_t max_piece_errors = 60;  // of one piece; more are not shown anyway

// A word at the beginning of a line that begins a new section of a requirement.
auto begins_section(std::size_t type, std::size_t after) -> bool {
  if (type == PolicyParser::FOR) return after == PolicyParser::EACH || after == PolicyParser::EVERY;
  if (type == PolicyParser::EVERY) return false;  // far more often the beginning of an expression
  return after != PolicyParser::DOT && type != PolicyParser::FOR && first_of(PolicyParser::RuleSection).contains(type);
}

auto describe(std::string_view word) -> Localised {
  const auto quoted = "`" + utf8::printable(word) + "`";
  return {quoted, quoted};
}

auto unexpected(Span span, const Localised& found, const Localised& expected) -> Diagnostic {
  const auto& words = info(Code::unexpected_word);
  Diagnostic diagnostic;
  diagnostic.code = Code::unexpected_word;
  diagnostic.severity = words.severity;
  diagnostic.has_span = true;
  diagnostic.span = span;
  diagnostic.text = {fmt::format(fmt::runtime(words.en), found.en, expected.en),
                     fmt::format(fmt::runtime(words.zh), found.zh, expected.zh)};
  return diagnostic;
}

}  // namespace

PieceParser::PieceParser(const Origin& origin, Sink& sink) : origin_(origin), sink_(sink) {}
PieceParser::~PieceParser() = default;

// Runs one rule of the grammar; the fast prediction decides nearly everything, the full one what it cannot.
auto PieceParser::runs(std::size_t from, const Rule& rule) -> bool {
  for (const auto mode : {antlr4::atn::PredictionMode::SLL, antlr4::atn::PredictionMode::LL}) {
    parser_->reset();
    stream_->seek(from);
    parser_->getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    try {
      rule();
      return true;
    } catch (const antlr4::ParseCancellationException&) {
      continue;
    }
  }
  return false;
}

void PieceParser::read(std::vector<TokenPtr> tokens) {
  if (parser_) parser_->setTokenStream(nullptr);
  source_ = std::make_unique<antlr4::ListTokenSource>(std::move(tokens));
  stream_ = std::make_unique<antlr4::CommonTokenStream>(source_.get());
  stream_->fill();
  if (!parser_) {
    parser_ = std::make_unique<PolicyParser>(stream_.get());
    parser_->removeErrorListeners();
    parser_->setErrorHandler(strategy_);
  } else {
    parser_->setTokenStream(stream_.get());
  }
}

auto PieceParser::parse_expression(std::vector<TokenPtr> tokens) -> PolicyParser::SoleExpressionContext* {
  read(std::move(tokens));
  PolicyParser::SoleExpressionContext* tree = nullptr;
  if (runs(0, [&] { tree = parser_->soleExpression(); })) return tree;
  report_failure();
  return nullptr;
}

auto PieceParser::parse(std::vector<TokenPtr> tokens) -> PolicyParser::PieceContext* {
  read(std::move(tokens));
  PolicyParser::PieceContext* tree = nullptr;
  if (runs(0, [&] { tree = parser_->piece(); })) return tree;
  report_failure();
  report_later_errors();
  return nullptr;
}

// Several errors of one declaration: goes on at the next line that begins a section or a field.
void PieceParser::report_later_errors() {
  const auto opening = stream_->get(0)->getType();
  const bool record = opening == PolicyParser::RECORD;
  const bool rule =
      opening == PolicyParser::REQUIREMENT || opening == PolicyParser::RISK || opening == PolicyParser::DUTY;
  if (!record && !rule) return;
  for (std::size_t errors = 1; errors < max_piece_errors; ++errors) {
    const auto from = next_restart(strategy_->failure().token->getTokenIndex(), record);
    if (from >= stream_->size()) return;
    const auto rest = [&] { record ? void(parser_->restOfRecord()) : void(parser_->restOfRequirement()); };
    if (runs(from, rest)) return;
    report_failure();
  }
}

auto PieceParser::next_restart(std::size_t after, bool record) const -> std::size_t {
  for (auto i = after + 1; i + 1 < stream_->size(); ++i) {
    const auto* token = stream_->get(i);
    if (token->getLine() == stream_->get(i - 1)->getLine()) continue;
    const auto type = token->getType();
    const auto next = stream_->get(i + 1)->getType();
    const bool begins_field = is_any_name(type) && (next == PolicyParser::COLON || type == PolicyParser::KEY);
    if (record ? begins_field : begins_section(type, next)) return i;
  }
  return stream_->size();
}

// The fast prediction knows no surroundings; what can only close something that is not open is no expectation.
auto PieceParser::possible(IntervalSet expected, std::size_t until) const -> IntervalSet {
  int parentheses = 0;
  int quantifiers = 0;
  int conditions = 0;
  for (std::size_t i = 0; i < until; ++i) {
    switch (stream_->get(i)->getType()) {
      case PolicyParser::OPEN:
        ++parentheses;
        break;
      case PolicyParser::CLOSE:
        --parentheses;
        break;
      case PolicyParser::EVERY:
      case PolicyParser::SOME:
      case PolicyParser::NO:
      case PolicyParser::AT:
      case PolicyParser::EXACTLY:
        ++quantifiers;
        break;
      case PolicyParser::SATISFIES:
        --quantifiers;
        break;
      case PolicyParser::IF:
        ++conditions;
        break;
      case PolicyParser::THEN:
        --conditions;
        break;
      default:
        break;
    }
  }
  if (parentheses <= 0) expected.remove(static_cast<std::size_t>(PolicyParser::CLOSE));
  if (quantifiers <= 0) expected.remove(static_cast<std::size_t>(PolicyParser::SATISFIES));
  if (conditions <= 0) expected.remove(static_cast<std::size_t>(PolicyParser::THEN));
  return expected;
}

// The word at fault or before it, or the nearest name on its line that swallowed a Chinese quantifier (`每个机 属于`),
// with the space that is missing. Empty if none is.
auto PieceParser::missing_space(std::size_t at) const -> std::string {
  const auto line = stream_->get(at)->getLine();
  for (auto i = at + 1; i-- > 0 && stream_->get(i)->getLine() == line;) {
    const auto name = origin_.text(stream_->get(i));
    const bool near = i + 1 >= at;
    if (stream_->get(i)->getType() != PolicyParser::NAME_TOKEN || (!near && !begins_with_quantifier(name))) continue;
    if (auto spaced = with_space(name); !spaced.empty()) return spaced;
  }
  return {};
}

void PieceParser::report_failure() {
  const auto& failure = strategy_->failure();
  const auto index = failure.token->getTokenIndex();
  const auto expected = possible(failure.expected, index);
  const auto words = describe_expected(expected);
  if (failure.token->getType() == Token::EOF) {
    const auto span = origin_.span(stream_->get(index - 1));
    const Localised found{"end of the declaration", "声明结束"};
    Report(sink_, unexpected(span, found, words)).at(say("it ends after this", "声明在此之后结束"));
    return;
  }
  const auto span = origin_.span(failure.token);
  const auto word = origin_.text(span);
  Report report(sink_, unexpected(span, describe(word), words));
  if (failure.token->getType() == PolicyParser::NAME_TOKEN) report.did_you_mean(word, expected_keywords(expected));
  if (const auto spaced = missing_space(index); !spaced.empty()) {
    report.help(say("a Chinese word needs spaces around it: `{}`", "中文关键词前后须有空格：`{}`", spaced));
  }
}

}  // namespace dengbao::syntax
