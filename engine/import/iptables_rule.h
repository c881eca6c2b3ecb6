#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "import/filter_chains.h"

// One rule as iptables writes it.
namespace dengbao::importing {

struct IptablesWord {
  std::string text;
  bool quoted = false;
};
// A line cut at blanks; quotes hold a text together.
[[nodiscard]] auto iptables_words(std::string_view line) -> std::vector<IptablesWord>;

struct IptablesRule {
  ChainRule rule;
  bool never = false;          // its conditions contradict one another
  std::string not_understood;  // an option, without its values; empty where all was understood
};
// The conditions and the target from this word on. What is not understood makes the rule narrower than is told.
[[nodiscard]] auto read_iptables_rule(const std::vector<IptablesWord>& words, std::size_t place, const Traffic& all)
    -> IptablesRule;

}  // namespace dengbao::importing
