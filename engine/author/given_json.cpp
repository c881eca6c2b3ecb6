#include "author/given_json.h"

namespace dengbao::author {
namespace {

// `{"x":6` … `,"y":true` … `}` at the places where 6 and true stand in the policy: before each of them stand `given`,
// the name, a colon and the type, which leaves room for the key.
auto single_values(const Sources& sources, const model::Test& test) -> facts::Excerpt {
  facts::Excerpt excerpt{{}, test.span.file, 0};
  for (const auto& given : test.givens) {
    const bool first = excerpt.json.empty();
    const auto key = (first ? "{\"" : ",\"") + given.field + "\":";
    if (first) excerpt.offset = given.json.begin - static_cast<std::uint32_t>(key.size());
    const auto begin = std::size_t{given.json.begin} - excerpt.offset - key.size();
    if (excerpt.json.size() < begin) excerpt.json.resize(begin, ' ');
    excerpt.json += key;
    excerpt.json += sources.text(given.json);
  }
  excerpt.json += '}';
  return excerpt;
}

}  // namespace

auto given_json(const Sources& sources, const model::Test& test) -> facts::Excerpt {
  if (test.givens.empty()) return {"{}", test.span.file, test.span.begin};
  if (test.record) return single_values(sources, test);
  const auto& whole = test.givens.front().json;
  return {std::string(sources.text(whole)), whole.file, whole.begin};
}

}  // namespace dengbao::author
