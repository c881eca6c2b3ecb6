#include "report/remedy_words.h"

#include "report/overview.h"

namespace dengbao::report {
namespace {

using namespace model;

class Filler {
 public:
  Filler(const Context& context, const Requirement& rule, std::uint32_t level)
      : context_(context), rule_(rule), level_(level) {}

  auto words(ExprId expr) const -> std::string {
    const auto& node = context_.program.exprs[expr].node;
    if (const auto* parameter = std::get_if<ParameterRef>(&node)) {
      return parameter_words(context_, parameter->parameter, level_, context_.lang);
    }
    if (const auto* field = std::get_if<FieldOf>(&node)) {
      const auto& label = context_.program.fields[field->field].label.in(context_.lang);
      return in(context_, "the ", "该") + label;
    }
    if (std::holds_alternative<VariableRef>(node)) return subject();
    return "…";
  }

 private:
  auto subject() const -> std::string {
    if (!rule_.subject) return in(context_, "the network", "本网络");
    const auto type = context_.program.exprs[rule_.subject->list].type.element();
    if (type.kind != Kind::record) return in(context_, "it", "其");
    return in(context_, "the ", "该") + context_.program.records[type.record()].label.in(context_.lang);
  }

  const Context& context_;
  const Requirement& rule_;
  std::uint32_t level_;
};

}  // namespace

auto remedy_words(const Context& context, const Requirement& rule, std::uint32_t level) -> std::string {
  const Filler filler(context, rule, level);
  std::string out;
  for (const auto& piece : rule.remedy.in(context.lang)) {
    const auto* text = std::get_if<Text>(&piece);
    out += text != nullptr ? text->str() : filler.words(std::get<ExprId>(piece));
  }
  return out;
}

}  // namespace dengbao::report
