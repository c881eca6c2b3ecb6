#include "syntax/children.h"
#include "syntax/dump_writer.h"

namespace dengbao::syntax {
namespace {

auto negation(bool negated) -> std::string { return negated ? "not " : ""; }

auto word(CompareOp op) -> const char* {
  constexpr const char* words[] = {"=", "!=", "<", "<=", ">", ">="};
  return words[static_cast<std::size_t>(op)];
}

auto word(ArithmeticOp op) -> const char* {
  constexpr const char* words[] = {"+", "-", "*", "/"};
  return words[static_cast<std::size_t>(op)];
}

auto word(TextTest test) -> const char* {
  constexpr const char* words[] = {"contains", "starts with", "ends with"};
  return words[static_cast<std::size_t>(test)];
}

auto word(QuantifierKind kind) -> const char* {
  constexpr const char* words[] = {"every", "some", "no", "at least", "at most", "exactly"};
  return words[static_cast<std::size_t>(kind)];
}

auto word(AggregateKind kind) -> const char* {
  constexpr const char* words[] = {"count", "sum", "values", "highest", "lowest"};
  return words[static_cast<std::size_t>(kind)];
}

auto time_word(const TimeRelation& e) -> std::string {
  constexpr const char* distances[] = {"", "at most ", "at least "};
  return distances[static_cast<std::size_t>(e.distance)] + std::string(e.after ? "after" : "before");
}

auto quantifier_word(const Quantifier& e) -> std::string {
  return word(e.kind) + (" " + e.variable.text) + (e.where ? " where" : "");
}

auto levels_word(const ByLevel& e) -> std::string {
  std::string out = "by level";
  for (const auto& level : e.cases) out += fmt::format(" {}", level.level);
  return out;
}

// The node without its children.
auto headline(const ExprNode& node) -> std::string {
  return std::visit(Overloaded{
                        [](const NumberLiteral& e) { return "number " + e.number.to_string(); },
                        [](const TextLiteral& e) { return "text " + quote(e.text); },
                        [](const DateLiteral& e) { return "date " + e.date.to_string(); },
                        [](const DurationLiteral& e) { return "duration " + e.duration.to_iso(); },
                        [](const WorkingDays& e) { return "working days " + e.count.to_string(); },
                        [](const TruthLiteral& e) { return std::string(e.value ? "true" : "false"); },
                        [](const LevelNow&) { return std::string("level"); },
                        [](const NameRef& e) { return "name " + e.name.text; },
                        [](const FieldAccess& e) { return "field " + e.field.text; },
                        [](const Call& e) { return "call " + e.function.text; },
                        [](const Not&) { return std::string("not"); },
                        [](const Negate&) { return std::string("negate"); },
                        [](const And&) { return std::string("and"); },
                        [](const Or&) { return std::string("or"); },
                        [](const Implies&) { return std::string("if-then"); },
                        [](const Choose& e) { return fmt::format("choose {}", e.cases.size()); },
                        [](const Compare& e) { return std::string("compare ") + word(e.op); },
                        [](const Arithmetic& e) { return std::string("arithmetic ") + word(e.op); },
                        [](const Is& e) { return std::string(e.negated ? "is not" : "is"); },
                        [](const IsOneOf& e) { return "is " + negation(e.negated) + "one of"; },
                        [](const IsEmpty& e) { return "is " + negation(e.negated) + "empty"; },
                        [](const IsKnown& e) { return std::string(e.missing ? "is missing" : "is known"); },
                        [](const In& e) { return negation(e.negated) + "in"; },
                        [](const TextRelation& e) { return negation(e.negated) + word(e.test); },
                        [](const Matches& e) { return negation(e.negated) + "matches " + quote(e.pattern.text); },
                        [](const NamesA& e) { return negation(e.negated) + "names a " + e.record.text(); },
                        [](const TimeRelation& e) { return time_word(e); },
                        [](const Quantifier& e) { return quantifier_word(e); },
                        [](const Select& e) { return "all " + e.variable.text + " where"; },
                        [](const RowsOf& e) { return "all rows of " + e.record.text(); },
                        [](const Map& e) { return "map for " + e.variable.text + (e.where ? " where" : ""); },
                        [](const Aggregate& e) { return word(e.kind) + std::string(e.if_none ? " or-if-none" : ""); },
                        [](const ByLevel& e) { return levels_word(e); },
                        [](const Group&) { return std::string("group"); },
                    },
                    node);
}

}  // namespace

auto quote(std::string_view text) -> std::string {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + "\"";
}

void DumpWriter::line(std::string_view text) {
  text_.append(2 * depth_, ' ');
  text_ += text;
  text_ += '\n';
}

void DumpWriter::expr(std::string_view name, ExprId id) {
  const auto& expr = file_.exprs[id];
  line((name.empty() ? "" : std::string(name) + ": ") + headline(expr.node) + (expr.parenthesised ? " ()" : ""));
  const auto nested = indent();
  for (const auto child : children(expr.node)) this->expr("", child);
}

}  // namespace dengbao::syntax
