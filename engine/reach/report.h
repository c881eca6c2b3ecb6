#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/localised.h"
#include "reach/passages.h"
#include "reach/unused_rules.h"

// What was found out about the paths of packets, for people and for programs.
namespace dengbao::reach {

// The answer to "does this get from here to there?".
struct Answer {
  std::size_t source = 0;
  std::size_t target = 0;
  std::optional<ServiceRange> service;  // nothing: whatever there is
  std::vector<Passage> passages;
  std::vector<Refusal> refusals;  // of what does not pass
  // true: some of it surely passes; false: none does; nothing: that hangs on what is not known.
  [[nodiscard]] auto passes() const -> std::optional<bool>;
};

// Everything between all places, and the rules that decide nothing.
struct Overview {
  std::vector<Passage> passages;
  std::vector<UnusedRule> unused;
};

[[nodiscard]] auto answer_text(const Network& network, const Answer& answer, Lang lang) -> std::string;
[[nodiscard]] auto answer_json(const Network& network, const Answer& answer) -> std::string;
[[nodiscard]] auto overview_text(const Network& network, const Overview& overview, Lang lang) -> std::string;
[[nodiscard]] auto overview_json(const Network& network, const Overview& overview) -> std::string;

}  // namespace dengbao::reach
