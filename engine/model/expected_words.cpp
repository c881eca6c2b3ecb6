#include "model/expected_words.h"

#include <algorithm>
#include <array>

namespace dengbao::model {
namespace {

auto requirement_words() -> std::span<const ExpectedWord> {
  static const std::array<ExpectedWord, 8> words{{
      {"pass", "符合", {}},
      {"pass-by-exception", "例外符合", {"符合（例外）"}},
      {"partial", "部分符合", {}},
      {"fail", "不符合", {}},
      {"undecided", "证据不足", {"未判定"}},
      {"not-applicable", "不适用", {}},
      {"not-met-recommended", "建议项未满足", {"建议未满足"}},
      {"provided", "由提供方承担", {"由他方提供", "他方提供"}},
  }};
  return words;
}

auto risk_words() -> std::span<const ExpectedWord> {
  static const std::array<ExpectedWord, 5> words{{
      {"high", "高风险", {"高"}},
      {"medium", "中风险", {"中"}},
      {"not-found", "未发现", {"none", "无"}},
      {"undecided", "证据不足", {"未判定"}},
      {"not-applicable", "不适用", {}},
  }};
  return words;
}

auto duty_words() -> std::span<const ExpectedWord> {
  static const std::array<ExpectedWord, 6> words{{
      {"in-time", "已按期完成", {"按期", "按时"}},
      {"late", "逾期完成", {"迟延"}},
      {"overdue", "逾期未完成", {"逾期"}},
      {"not-yet-due", "未到期", {"尚未到期"}},
      {"undecided", "证据不足", {"未判定"}},
      {"not-applicable", "不适用", {}},
  }};
  return words;
}

auto is_called(const ExpectedWord& word, std::string_view written) -> bool {
  return word.en == written || word.zh == written || std::ranges::find(word.also, written) != word.also.end();
}

}  // namespace

auto verdict_expectations(RuleKind kind) -> std::span<const ExpectedWord> {
  switch (kind) {
    case RuleKind::requirement:
      return requirement_words();
    case RuleKind::risk:
      return risk_words();
    case RuleKind::duty:
      return duty_words();
  }
  return {};
}

auto truth_expectations() -> std::span<const ExpectedWord> {
  static const std::array<ExpectedWord, 3> words{{
      {"true", "真", {"成立"}},
      {"false", "假", {"不成立"}},
      {"unknown", "不确定", {"未知"}},
  }};
  return words;
}

auto find_expectation(std::span<const ExpectedWord> words, std::string_view written) -> std::optional<std::string> {
  const auto found = std::ranges::find_if(words, [&](const ExpectedWord& word) { return is_called(word, written); });
  return found == words.end() ? std::nullopt : std::optional(std::string(found->en));
}

auto expectation_words(std::span<const ExpectedWord> words, std::string_view en) -> Localised {
  const auto found = std::ranges::find(words, en, &ExpectedWord::en);
  if (found == words.end()) return {std::string(en), std::string(en)};
  return {std::string(found->en), std::string(found->zh)};
}

auto listed(std::span<const ExpectedWord> words) -> Localised {
  Localised out;
  for (const auto& word : words) {
    out.en += (out.en.empty() ? "`" : ", `") + std::string(word.en) + "`";
    out.zh += (out.zh.empty() ? "`" : "、`") + std::string(word.zh) + "`";
  }
  return out;
}

}  // namespace dengbao::model
