#include "syntax/keywords.h"

#include <algorithm>
#include <array>
#include <map>

#include "PolicyLexer.h"
#include "base/utf8.h"
#include "syntax/words.h"

namespace dengbao::syntax {
namespace {

using L = PolicyLexer;

// The first Chinese spelling of every keyword, as the lexer's file gives it.
auto chinese_words() -> const std::map<std::size_t, std::string_view>& {
  static const std::map<std::size_t, std::string_view> words = {
      {L::MODULE, "模块"},
      {L::USE, "使用"},
      {L::SCHEME, "制度"},
      {L::SOURCE, "依据"},
      {L::RECORD, "记录"},
      {L::ENUMERATION, "枚举"},
      {L::PARAMETER, "参数"},
      {L::DEFINE, "定义"},
      {L::RELATION, "关系"},
      {L::TABLE, "决策表"},
      {L::REQUIREMENT, "要求"},
      {L::RISK, "风险"},
      {L::DUTY, "义务"},
      {L::OUTCOME, "结论"},
      {L::TEST, "测试"},
      {L::TITLE, "标题"},
      {L::SHORT, "简称"},
      {L::EDITION, "版次"},
      {L::EN, "英文"},
      {L::ZH, "中文"},
      {L::CITES, "引用"},
      {L::TOPIC, "条目"},
      {L::PART, "部分"},
      {L::LEVEL, "级别"},
      {L::LEVELS, "级别范围"},
      {L::CLASSES, "类别"},
      {L::FACTS, "事实"},
      {L::CATALOGUE, "目录"},
      {L::DRAFT, "草案"},
      {L::METHOD, "方法"},
      {L::WEIGHT, "权重"},
      {L::RATIONALE, "说明"},
      {L::REMEDY, "整改"},
      {L::APPLIES, "适用"},
      {L::WHEN, "当"},
      {L::FOR, "对于"},
      {L::WHERE, "其中"},
      {L::UNLESS, "除非"},
      {L::REQUIRE, "应"},
      {L::RECOMMENDS, "宜"},
      {L::FROM, "自"},
      {L::UNTIL, "至"},
      {L::REPLACING, "取代"},
      {L::BECAUSE, "理由"},
      {L::SAYS, "表述"},
      {L::LABEL, "名称"},
      {L::ASK, "提问"},
      {L::MEANS, "即"},
      {L::KEY, "标识"},
      {L::REF, "指向"},
      {L::PASS, "符合"},
      {L::PROVIDED, "提供"},
      {L::HOLDS, "成立"},
      {L::GIVES, "得出"},
      {L::RAISED, "触发"},
      {L::LOWERED, "降低"},
      {L::CONCERNS, "关联"},
      {L::DUE, "期限"},
      {L::ON, "于"},
      {L::GIVEN, "给定"},
      {L::EXPECT, "预期"},
      {L::FAIL, "不符合"},
      {L::AND, "且"},
      {L::OR, "或"},
      {L::NOT, "非"},
      {L::IF, "若"},
      {L::THEN, "则"},
      {L::IS, "为"},
      {L::IN, "属于"},
      {L::CONTAINS, "包含"},
      {L::STARTS, "开头"},
      {L::ENDS, "结尾"},
      {L::WITH, "以"},
      {L::MATCHES, "匹配"},
      {L::BEFORE, "早于"},
      {L::AFTER, "晚于"},
      {L::EVERY, "每个"},
      {L::SOME, "存在"},
      {L::NO, "不存在"},
      {L::NONE, "无"},
      {L::EXACTLY, "恰好"},
      {L::SATISFIES, "满足"},
      {L::ALL, "所有"},
      {L::OTHERWISE, "否则"},
      {L::TRUE, "真"},
      {L::FALSE, "假"},
      {L::YEARS, "年"},
      {L::MONTHS, "个月"},
      {L::WEEKS, "周"},
      {L::DAYS, "天"},
      {L::HOURS, "小时"},
      {L::MINUTES, "分钟"},
      {L::SECONDS, "秒"},
      {L::SINCE, "距"},
      {L::LATER, "后"},
      {L::EARLIER, "前"},
      {L::NUMBER_OF, "的数量"},
      {L::TOTAL_OF, "的总和"},
      {L::KINDS_OF, "的取值"},
      {L::HIGHEST_OF, "的最大值"},
      {L::LOWEST_OF, "的最小值"},
      {L::OR_IF_NONE, "若无则"},
      {L::ORDINAL, "第"},
      {L::LEVEL_ON, "级起"},
      {L::LEVEL_OFF, "级前"},
      {L::CAN_BE_BY, "可由"},
  };
  return words;
}

}  // namespace

auto compounds() -> std::span<const Compound> {
  static const std::vector<Compound> words = {
      {"个", {}},
      {"施行", {L::IN, L::FORCE}},
      {"一组", {L::LIST, L::OF}},
      {"名称指向", {L::NAME, L::OF}},
      {"为以下之一", {L::IS, L::ONE, L::OF}},
      {"是以下之一", {L::IS, L::ONE, L::OF}},
      {"不为以下之一", {L::IS, L::NOT, L::ONE, L::OF}},
      {"不是以下之一", {L::IS, L::NOT, L::ONE, L::OF}},
      {"以下之一", {L::ONE, L::OF}},
      {"为空", {L::IS, L::EMPTY}},
      {"不为空", {L::IS, L::NOT, L::EMPTY}},
      {"已知", {L::IS, L::KNOWN}},
      {"未知", {L::IS, L::MISSING}},
      {"不为", {L::IS, L::NOT}},
      {"不是", {L::IS, L::NOT}},
      {"不属于", {L::NOT, L::IN}},
      {"不包含", {L::NOT, L::CONTAINS}},
      {"不匹配", {L::NOT, L::MATCHES}},
      {"不指名", {L::NOT, L::NAMES, L::A}},
      {"指名", {L::NAMES, L::A}},
      {"不以", {L::NOT, L::WITH}},
      {"不少于", {L::AT, L::LEAST}},
      {"不超过", {L::AT, L::MOST}},
      {"至少", {L::AT, L::LEAST}},
      {"至多", {L::AT, L::MOST}},
      {"对于每个", {L::FOR, L::EACH}},
      {"对每个", {L::FOR, L::EACH}},
      {"当无对象", {L::WHEN, L::NONE}},
      {"完成于", {L::DONE, L::ON}},
      {"每", {L::EVERY}},
      {"按级别", {L::BY, L::LEVEL}},
      {"及以上", {L::AND, L::ABOVE}},
      {"个工作日", {L::WORKING, L::DAYS}},
      {"针对", {L::OF}},
      {"适用条件", {L::APPLIES, L::WHEN}},
      {"设定", {L::WITH}},
  };
  return words;
}

auto chinese_spelling(std::size_t type) -> std::string_view {
  const auto found = chinese_words().find(type);
  return found == chinese_words().end() ? std::string_view() : found->second;
}

auto find_compound(std::string_view word) -> const Compound* {
  const auto all = compounds();
  const auto found = std::ranges::find(all, word, &Compound::zh);
  return found == all.end() ? nullptr : &*found;
}

auto begins_with_quantifier(std::string_view name) -> bool {
  constexpr std::array<std::string_view, 9> words{"每个", "存在",     "不存在", "至少", "至多",
                                                  "恰好", "对于每个", "对每个", "所有"};
  return std::ranges::any_of(words, [&](std::string_view word) { return name.starts_with(word); });
}

auto with_space(std::string_view name) -> std::string {
  constexpr std::size_t two_characters = 6;  // bytes
  std::string_view first;
  std::string_view last;
  const auto try_word = [&](std::string_view word) {
    if (word.size() < two_characters || name.size() <= word.size()) return;
    if (name.starts_with(word) && word.size() > first.size()) first = word;
    if (name.ends_with(word) && word.size() > last.size()) last = word;
  };
  for (const auto& [type, word] : chinese_words()) try_word(word);
  for (const auto& compound : compounds()) try_word(compound.zh);
  if (!first.empty()) return std::string(first) + " " + std::string(name.substr(first.size()));
  if (last.empty()) return {};
  return std::string(name.substr(0, name.size() - last.size())) + " " + std::string(last);
}

}  // namespace dengbao::syntax
