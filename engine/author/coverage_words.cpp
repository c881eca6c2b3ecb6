#include <array>

#include "author/coverage.h"
#include "author/source_text.h"
#include "base/diagnostic.h"

namespace dengbao::author {
namespace {

using PlaceKind = CoveredPlace::Kind;

struct KindWords {
  std::string_view name;
  std::string_view en;
  std::string_view zh;
};
constexpr std::array<KindWords, 12> kinds{{
    {"part", "part", "要求项"},
    {"exception", "exception", "例外"},
    {"definition", "definition", "定义"},
    {"applies", "`applies when`", "适用条件"},
    {"scope", "`where` of the `for each`", "对象范围"},
    {"filter", "`where`", "筛选条件"},
    {"body", "what is asked of each element", "对各元素的条件"},
    {"operand", "operand", "并列条件"},
    {"condition", "condition", "前提"},
    {"consequence", "consequence", "结果"},
    {"rule", "rule", "规则"},
    {"row", "row", "行"},
}};

auto words(PlaceKind kind) -> const KindWords& { return kinds[static_cast<std::size_t>(kind)]; }

}  // namespace

auto kind_name(PlaceKind kind) -> std::string_view { return words(kind).name; }

auto place_words(const Sources& sources, const CoveredPlace& place) -> Localised {
  const auto& [name, en, zh] = words(place.kind);
  if (!place.label.empty()) {
    return {std::string(en) + " \"" + place.label.en + "\"", std::string(zh) + "“" + place.label.in(Lang::zh) + "”"};
  }
  const auto code = quoted(sources, place.span);
  return say("{} `{}`", "{} `{}`", Localised{std::string(en), std::string(zh)}, code);
}

auto missing_words(const CoveredPlace& place) -> Localised {
  if (place.kind == PlaceKind::rule) return say("no test derives anything by it", "没有测试由此推出任何结果");
  if (place.kind == PlaceKind::row) return say("no test comes to it", "没有测试命中");
  if (!place.reached) return say("no test reaches it", "没有测试触及");
  if (place.seen_true) return say("no test sees it fail", "没有测试使其不成立");
  if (place.seen_false) return say("no test sees it hold", "没有测试使其成立");
  return say("undecided in every test", "在所有测试中均无法判定");
}

}  // namespace dengbao::author
