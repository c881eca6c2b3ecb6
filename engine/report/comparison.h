#pragma once

#include <string>

#include "base/localised.h"
#include "report/json.h"

namespace dengbao::report {

// What became of the findings of one assessment in another. Both are dengbao.assessment/1, of one scheme; they may be
// of different days, levels, facts or policies.
class Comparison {
 public:
  Comparison(const Json& before, const Json& after);

  // By kind: new failures, what is newly undecided, what is still open (with what changed in its reasons), what was
  // fixed, what was decided, what is no longer there. `columns`: where lines end.
  [[nodiscard]] auto text(Lang lang, std::size_t columns = 110) const -> std::string;
  // dengbao.comparison/1, see tests/schemas/comparison.schema.json.
  [[nodiscard]] auto json() const -> std::string;

  [[nodiscard]] auto new_failures() const -> std::size_t { return count(Change::new_failure); }
  [[nodiscard]] auto newly_undecided() const -> std::size_t { return count(Change::newly_undecided); }

 private:
  enum class Change : std::uint8_t { new_failure, newly_undecided, fixed, decided, gone, still_open };
  static constexpr std::size_t changes = 6;

  // A rule and a subject of it; `subject` is empty for the rule itself.
  struct Entry {
    Change change{};
    std::string kind;  // requirement, risk, duty
    std::string rule;
    std::string subject;
    std::string before;  // verdicts; empty where it was not assessed
    std::string after;
    bool reasons_changed = false;
    Json reasons;  // of `after`; of `before` where it is gone or fixed
  };

  void add_rules(const Json& before, const Json& after, const char* list, const char* name);
  void add(const std::string& kind, const std::string& rule, const Json* before, const Json* after);
  [[nodiscard]] auto count(Change change) const -> std::size_t;
  [[nodiscard]] static auto name(Change change) -> std::string;
  [[nodiscard]] static auto words(Change change) -> Localised;
  [[nodiscard]] auto head_text(Lang lang) const -> std::string;
  [[nodiscard]] auto entry_text(const Entry& entry, Lang lang, std::size_t columns) const -> std::string;

  Json before_;  // heads of both: level, as_of, verdict, counts, outcomes
  Json after_;
  std::vector<Entry> entries_;
};

}  // namespace dengbao::report
