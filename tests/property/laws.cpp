#include "property/law_words.h"

namespace dengbao::property {

auto equations() -> const std::vector<Law>& {
  static const auto all = [] {
    auto laws = laws_of_connectives();
    for (const auto& law : laws_of_quantifiers()) laws.push_back(law);
    for (const auto& law : laws_of_values()) laws.push_back(law);
    return laws;
  }();
  return all;
}

auto law_names() -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& law : equations()) names.emplace_back(law.name);
  for (const auto* name :
       {about_facts::truths, about_facts::parts, about_facts::subjects, about_facts::verdicts, about_facts::hiding,
        about_facts::enough, about_facts::needed, about_facts::fast, about_facts::certified}) {
    names.emplace_back(name);
  }
  return names;
}

}  // namespace dengbao::property
