#include "syntax/spellings.h"

#include <algorithm>

#include "syntax/keywords.h"
#include "syntax/words.h"

namespace dengbao::syntax {
namespace {

auto in_english(std::span<const std::size_t> types) -> std::string {
  std::string out;
  for (const auto type : types) {
    if (!out.empty()) out += ' ';
    out += spelling(type);
  }
  return out;
}

auto begins_with(std::span<const std::size_t> types, const std::vector<std::size_t>& unit) -> bool {
  return types.size() >= unit.size() && std::ranges::equal(types.first(unit.size()), unit);
}

}  // namespace

auto first_unit(std::span<const std::size_t> types) -> Unit {
  const Compound* longest = nullptr;
  for (const auto& compound : compounds()) {
    if (compound.types.size() < 2 || !begins_with(types, compound.types)) continue;
    if (longest == nullptr || compound.types.size() > longest->types.size()) longest = &compound;
  }
  if (longest != nullptr) {
    const auto count = longest->types.size();
    return {count, in_english(types.first(count)), std::string(longest->zh)};
  }
  const auto en = spelling(types.front());
  const auto zh = chinese_spelling(types.front());
  return {1, en, zh.empty() ? en : std::string(zh)};
}

}  // namespace dengbao::syntax
