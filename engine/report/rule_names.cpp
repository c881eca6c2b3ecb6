#include "report/rule_names.h"

namespace dengbao::report {

auto rule_names(const Context& context, const assess::Assessment& assessment) -> std::map<std::uint32_t, std::string> {
  std::map<std::string, std::uint32_t> used;
  const auto lists = {&assessment.results, &assessment.risks, &assessment.duties};
  for (const auto* list : lists) {
    for (const auto& judgement : *list) ++used[context.program.requirements[judgement.requirement].name];
  }
  std::map<std::uint32_t, std::string> names;
  for (const auto* list : lists) {
    for (const auto& judgement : *list) {
      const auto& rule = context.program.requirements[judgement.requirement];
      names.emplace(judgement.requirement.index, used[rule.name] == 1 ? rule.name : rule.qualified());
    }
  }
  return names;
}

auto rule_names(const model::Program& program) -> std::vector<std::string> {
  std::map<std::string, std::uint32_t> used;
  for (const auto& rule : program.requirements) ++used[rule.name];
  std::vector<std::string> names;
  names.reserve(program.requirements.size());
  for (const auto& rule : program.requirements) names.push_back(used[rule.name] == 1 ? rule.name : rule.qualified());
  return names;
}

auto rule_kind_name(model::RuleKind kind) -> std::string_view {
  switch (kind) {
    case model::RuleKind::requirement:
      return "requirement";
    case model::RuleKind::risk:
      return "risk";
    case model::RuleKind::duty:
      return "duty";
  }
  return "";
}

auto weight_name(model::Weight weight) -> std::string_view {
  switch (weight) {
    case model::Weight::ordinary:
      return "ordinary";
    case model::Weight::important:
      return "important";
    case model::Weight::key:
      return "key";
  }
  return "";
}

}  // namespace dengbao::report
