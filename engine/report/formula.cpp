#include "report/formula.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "base/id.h"
#include "base/one_line.h"
#include "explain/evaluator.h"

namespace dengbao::report {
namespace {

using namespace model;

class Formula {
 public:
  explicit Formula(const Context& context) : context_(context), program_(context.program) {}

  auto words(ExprId expr) const -> std::string { return said(expr).value_or(as_written(context_, expr)); }

 private:
  using Said = std::optional<std::string>;

  template <typename... Args>
  auto say(std::string_view en, std::string_view zh, const Args&... args) const -> std::string {
    return fmt::format(fmt::runtime(context_.lang == Lang::zh ? zh : en), args...);
  }

  auto said(ExprId expr) const -> Said {
    return std::visit(
        Overloaded{
            [&](const Constant& node) -> Said { return value(node.value, type(expr)); },
            [&](const ParameterRef& node) -> Said { return figure(node.parameter); },
            [&](const OutcomeRef& node) -> Said { return program_.outcomes[node.outcome].title.in(context_.lang); },
            [&](const AsOf&) -> Said { return say("date of assessment", "评估日"); },
            [&](const LevelNow&) -> Said { return say("level", "级别"); },
            [&](const FieldOf& node) -> Said { return field(node); },
            [&](const VariableRef&) -> Said { return record_label(type(expr)); },
            [&](const Not& node) -> Said { return say("not {}", "并非{}", bracketed(node.operand)); },
            [&](const And& node) -> Said { return joined(node.operands, say(" and ", "，且")); },
            [&](const Or& node) -> Said { return joined(node.operands, say(" or ", "，或")); },
            [&](const Compare& node) -> Said { return compare(node); },
            [&](const OneOf& node) -> Said { return one_of(node); },
            [&](const In& node) -> Said { return among(node); },
            [&](const Empty& node) -> Said { return empty(node); },
            [&](const Arithmetic& node) -> Said { return arithmetic(node); },
            [&](const ListOf& node) -> Said { return list(node.elements); },
            [&](const Select& node) -> Said { return narrowed(node.list, node.where); },
            [&](const Map& node) -> Said { return mapped(node); },
            [&](const Aggregate& node) -> Said { return aggregate(node); },
            [&](const CallDefinition& node) -> Said {
              return call(program_.definitions[node.definition].says, node.arguments);
            },
            [&](const CallTable& node) -> Said { return call(program_.tables[node.table].says, node.arguments); },
            [&](const auto&) -> Said { return std::nullopt; },
        },
        program_.exprs[expr].node);
  }

  auto type(ExprId expr) const -> Type { return program_.exprs[expr].type; }
  template <typename Node>
  auto is(ExprId expr) const -> bool {
    return std::holds_alternative<Node>(program_.exprs[expr].node);
  }

  auto value(const Value& value, Type type) const -> Said {
    if (type.list || value.is_unknown()) return std::nullopt;
    if (const auto* text = value.get_if<std::string_view>()) return say("\"{}\"", "“{}”", *text);
    return program_.value_words(value, type, context_.lang);
  }

  // The value of a figure in this assessment.
  auto in_use(ParameterId id) const -> Said {
    const explain::World world{program_, context_.facts, context_.settings, context_.settings.level};
    return value(explain::parameter_value(world, id), program_.parameters[id].type);
  }

  // "60 (lowest conformity rate with which a network basically conforms)"
  auto figure(ParameterId id) const -> Said {
    const auto held = in_use(id);
    const auto name = program_.parameters[id].says.in(context_.lang).str();
    return held ? say("{} ({})", "{}（{}）", *held, name) : name;
  }

  auto record_label(Type type) const -> Said {
    if (type.kind != Kind::record) return std::nullopt;
    return program_.records[type.record()].label.in(context_.lang);
  }

  // Of many it is told whose fields they are; else the label says it.
  auto field(const FieldOf& node) const -> Said {
    const auto label = program_.fields[node.field].label.in(context_.lang);
    if (!type(node.base).list || is<ResultsRef>(node.base)) return label;
    return say("{0} of {1}", "{1}的{0}", label, words(node.base));
  }

  auto bracketed(ExprId expr) const -> std::string {
    const bool several = is<And>(expr) || is<Or>(expr) || is<Arithmetic>(expr);
    return several ? say("({})", "（{}）", words(expr)) : words(expr);
  }

  auto joined(const std::vector<ExprId>& exprs, std::string_view between) const -> std::string {
    std::string text;
    for (const auto expr : exprs) {
      if (!text.empty()) text += between;
      text += bracketed(expr);
    }
    return text;
  }

  // "(a, b)"; nothing for an empty list.
  auto list(const std::vector<ExprId>& elements) const -> Said {
    if (elements.empty()) return std::nullopt;
    std::string text;
    for (const auto element : elements) {
      if (!text.empty()) text += say(", ", "、");
      text += words(element);
    }
    return say("({})", "（{}）", text);
  }

  // What is compared: of a figure first its name.
  auto subject(ExprId expr) const -> std::string {
    const auto* parameter = std::get_if<ParameterRef>(&program_.exprs[expr].node);
    if (parameter == nullptr) return words(expr);
    const auto held = in_use(parameter->parameter);
    const auto name = program_.parameters[parameter->parameter].says.in(context_.lang).str();
    return held ? say("{} ({})", "{}（{}）", name, *held) : name;
  }

  auto compare(const Compare& node) const -> std::string {
    static constexpr std::string_view ops[] = {"=", "≠", "<", "≤", ">", "≥"};
    const auto lhs = subject(node.lhs);
    const auto rhs = words(node.rhs);
    const bool choice = type(node.lhs).kind == Kind::enumeration || type(node.lhs).kind == Kind::truth;
    if (choice && node.op == CompareOp::equal) return say("{}: {}", "{}为{}", lhs, rhs);
    if (choice && node.op == CompareOp::not_equal) return say("{}: not {}", "{}不为{}", lhs, rhs);
    return fmt::format("{} {} {}", lhs, ops[static_cast<std::size_t>(node.op)], rhs);
  }

  auto one_of(const OneOf& node) const -> std::string {
    const auto choices = joined(node.choices, say(" or ", "或"));
    return node.negated ? say("{}: not {}", "{}不为{}", words(node.lhs), choices)
                        : say("{}: {}", "{}为{}", words(node.lhs), choices);
  }

  auto among(const In& node) const -> std::string {
    return node.negated ? say("{} not among {}", "{}不属于{}", words(node.element), words(node.container))
                        : say("{} among {}", "{}属于{}", words(node.element), words(node.container));
  }

  auto empty(const Empty& node) const -> std::string {
    return node.negated ? say("{}: some", "{}不为空", words(node.operand))
                        : say("{}: none", "{}为空", words(node.operand));
  }

  auto arithmetic(const Arithmetic& node) const -> std::string {
    static constexpr std::string_view ops[] = {"+", "−", "×", "÷"};
    return fmt::format("{} {} {}", bracketed(node.lhs), ops[static_cast<std::size_t>(node.op)], bracketed(node.rhs));
  }

  auto narrowed(ExprId list, ExprId where) const -> std::string {
    auto inside = *this;
    inside.of_element_ = true;
    return say("{} ({})", "{}（{}）", words(list), inside.words(where));
  }

  auto mapped(const Map& node) const -> std::string {
    const auto list = node.where ? narrowed(node.list, *node.where) : words(node.list);
    return say("{0} over {1}", "{1}中{0}", words(node.element), list);
  }

  auto aggregate(const Aggregate& node) const -> Said {
    const auto list = words(node.operand);
    switch (node.kind) {
      case AggregateKind::count:
        return say("number of {}", "{}的数量", list);
      case AggregateKind::sum:
        return say("sum of {}", "{}之和", list);
      case AggregateKind::highest:
        return say("highest of {}", "{}中的最大值", list);
      case AggregateKind::lowest:
        return say("lowest of {}", "{}中的最小值", list);
      case AggregateKind::values:
        return std::nullopt;
    }
    return std::nullopt;
  }

  // The words of what is called, its arguments in their places; those that have no place follow. The element of a list
  // that is narrowed down goes without saying: "clauses (falls short)".
  auto call(const Template& says, const std::vector<ExprId>& arguments) const -> Said {
    if (says.empty()) return std::nullopt;
    std::string text;
    std::vector<ExprId> left = arguments;
    for (const auto& piece : says.in(context_.lang)) {
      if (const auto* literal = std::get_if<Text>(&piece)) {
        append(text, *literal);
        continue;
      }
      const auto* formal = std::get_if<VariableRef>(&program_.exprs[std::get<ExprId>(piece)].node);
      if (formal == nullptr || formal->slot.index >= arguments.size()) return std::nullopt;
      const auto argument = arguments[formal->slot.index];
      std::erase(left, argument);
      if (!text.empty() || !of_element_ || !is<VariableRef>(argument)) append(text, words(argument));
    }
    std::erase_if(left, [&](ExprId argument) { return is<VariableRef>(argument); });
    const auto rest = list(left);
    return rest ? say("{} {}", "{}{}", text, *rest) : text;
  }

  // Between Chinese characters stands no space, and none at the beginning.
  void append(std::string& text, std::string_view more) const {
    const auto is_wide = [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; };
    const bool joins = text.empty() || (context_.lang == Lang::zh && is_wide(text.back()));
    while (joins && more.starts_with(' ')) more.remove_prefix(1);
    text += more;
  }

  const Context& context_;
  const Program& program_;
  bool of_element_ = false;  // in what narrows a list down
};

}  // namespace

auto formula_words(const Context& context, model::ExprId expr) -> std::string { return Formula(context).words(expr); }

auto as_written(const Context& context, model::ExprId expr) -> std::string {
  return one_line(context.sources.text(context.program.exprs[expr].span));
}

}  // namespace dengbao::report
