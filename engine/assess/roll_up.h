#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "assess/assessment.h"
#include "assess/tally.h"

// Many networks put together, by counting only: parts of a fleet that were assessed elsewhere merge in any grouping and
// any order into the same.
namespace dengbao::assess {

// What networks must have been assessed by for their verdicts to be counted together.
struct RollUpTerms {
  std::string scheme;
  std::string level;
  std::string as_of;
  std::string policies;           // their digest
  std::string parameters;         // those that were set, as JSON; empty: none
  std::vector<std::string> only;  // the selection, in the order of the alphabet; empty: all
  friend auto operator==(const RollUpTerms&, const RollUpTerms&) -> bool = default;
};

// One requirement, risk or duty.
struct RuleCount {
  std::string name;
  Tally networks;  // by the verdict over all subjects of the network
  Tally subjects;  // of all networks
};

struct OutcomeCount {
  std::string name;
  std::map<std::string, std::uint64_t> choices;  // of a choice or a truth: networks by its value
  std::optional<Number> lowest;                  // of a number: what it is at least in any network
  std::optional<Number> highest;
  std::uint64_t open = 0;  // networks in which it is not decided
};

// The name of a network among many.
struct NetworkPlace {
  std::string facts;
  std::uint64_t line = 0;  // 0: the file is one network
  std::string network;     // empty where it could not be read
  friend auto operator<=>(const NetworkPlace&, const NetworkPlace&) = default;
};

// How much is wrong with one network.
struct WorstNetwork {
  NetworkPlace place;
  eval::Verdict verdict{};
  std::uint64_t bad_rules = 0;  // requirements, risks and duties
  std::uint64_t open_rules = 0;
  std::uint64_t bad_subjects = 0;
  std::uint64_t open_subjects = 0;
};

struct RollUp {
  // So many networks are named; the rest is counted.
  static constexpr std::size_t named = 20;

  RollUpTerms terms;
  Tally networks;  // by their verdict
  std::uint64_t not_read = 0;
  Tally clauses;                        // of all networks
  std::vector<OutcomeCount> outcomes;   // in the policies' order, as are the rules
  std::vector<RuleCount> requirements;  // all of the level, also those that no network was assessed by
  std::vector<RuleCount> risks;
  std::vector<RuleCount> duties;
  std::vector<WorstNetwork> worst;       // the worst first
  std::vector<NetworkPlace> unreadable;  // the first by file and line

  [[nodiscard]] auto read() const -> std::uint64_t { return networks.total(); }
};

// A roll-up of no network. `names`: of the rules, by RequirementId.
[[nodiscard]] auto make_roll_up(const model::Program& program, const eval::Settings& settings,
                                const Selection& selection, RollUpTerms terms, std::span<const std::string> names)
    -> RollUp;

// Counts one more network. The assessment is one by the program, settings and selection of the roll-up.
void add(RollUp& roll_up, const model::Program& program, const Assessment& assessment, NetworkPlace place);
void add_unreadable(RollUp& roll_up, NetworkPlace place);

// Adds all that the other counted. Gives the reason, and changes nothing, where the two are not about the same: other
// policies, another level or date.
[[nodiscard]] auto merge(RollUp& roll_up, const RollUp& other) -> std::optional<Localised>;

// 3 if something could not be read; else 1, 2 or 0 as the exit status of one assessment.
[[nodiscard]] auto exit_status(const RollUp& roll_up) -> int;

}  // namespace dengbao::assess
