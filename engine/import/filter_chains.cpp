#include "import/filter_chains.h"

#include <algorithm>

namespace dengbao::importing {
namespace {

constexpr std::size_t most_steps = 400'000;  // jumps can multiply chains without end
constexpr std::size_t most_rules = 10'000;
constexpr std::size_t most_nets = 1'000'000;
constexpr std::size_t deepest_jump = 32;
constexpr std::size_t most_logs = 64;

struct Hooked {
  const FilterTable* table = nullptr;
  const std::string* name = nullptr;
  const Chain* chain = nullptr;
};

// Where a walk is.
struct Place {
  std::size_t hook = 0;  // which of the chains on the hook it came from
  const FilterTable* table = nullptr;
  const std::string* name = nullptr;
  const Chain* chain = nullptr;
  bool hooked = false;  // the chain on the hook itself, not one that it jumped to
};

// One rule on the way of packets, with the one before; written out only where something comes of it.
struct Step {
  const Step* before = nullptr;
  const Place* at = nullptr;
  const ChainRule* rule = nullptr;
};

// Where packets are that came through jumps.
struct Way {
  Traffic traffic;
  const Step* last = nullptr;
  std::size_t depth = 0;
};

// "filter INPUT:3/services:1"
auto path_of(const Step* step) -> std::string {
  if (step == nullptr) return {};
  auto path = path_of(step->before);
  if (!path.empty()) path += '/';
  const auto& at = *step->at;
  if (at.hooked && !at.table->name.empty()) path += at.table->name + ' ';
  return path + *at.name + ':' + std::to_string(step->rule->number);
}

auto lines_of(const Step* step) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> lines;
  for (; step != nullptr; step = step->before) lines.push_back(step->rule->line);
  std::ranges::reverse(lines);
  return lines;
}

class ChainWalk {
 public:
  ChainWalk(std::vector<Hooked> hooked, Traffic all) : hooked_(std::move(hooked)), all_(std::move(all)) {}

  auto run() -> Decisions {
    walk_hook(0, Way{all_, nullptr, 0}, true);
    if (!found_.whole) found_.rest.reset();
    return std::move(found_);
  }

 private:
  // What no rule of a chain on the hook decides, its policy does; what it accepts, the next chain may still refuse.
  void walk_hook(std::size_t place, const Way& way, bool top) {
    if (place >= hooked_.size()) {
      if (!top) list(way, true);
      if (top) found_.rest = true;
      return;
    }
    const auto& [table, name, chain] = hooked_[place];
    found_.looked_at.insert({chain->line, policy_line(*chain)});
    if (walk_chain({place, table, name, chain, true}, way)) {
      if (top) rest_from_rules();
      return;
    }
    settle(place, *chain, way, top);
  }

  // The policy of a chain on the hook.
  void settle(std::size_t place, const Chain& chain, const Way& way, bool top) {
    if (top && found_.rest_line == 0) found_.rest_line = policy_line(chain);
    if (chain.accepts) return walk_hook(place + 1, way, top);
    if (top) found_.rest_line = policy_line(chain);
    if (top) found_.rest = false;
    if (top) return;
    list(way, false, policy_line(chain));
  }

  static auto policy_line(const Chain& chain) -> std::uint32_t {
    return chain.policy_line > 0 ? chain.policy_line : chain.line;
  }

  // The last rule decides all that is left; then there is no need to say it twice.
  void rest_from_rules() {
    for (const auto& rule : found_.rules) {
      if (!covers(rule.traffic, all_)) continue;
      found_.rest = rule.allow;
      found_.rest_line = rule.lines.empty() ? 0 : rule.lines.back();
      return;
    }
  }

  // Whether a rule of it decides all that comes this way, so that nothing comes out of it.
  auto walk_chain(const Place& at, const Way& way) -> bool {
    std::vector<Traffic> gone;  // left the chain early
    for (const auto& rule : at.chain->rules) {
      steps_ += 1 + (work_of(way.traffic, rule.traffic) + gone.size()) / 8;
      if (steps_ > most_steps) found_.whole = false;
      if (!found_.whole) return true;
      found_.looked_at.insert(rule.line);
      auto both = both_of(way.traffic, rule.traffic);
      if (!both || !still_here(*both, gone)) continue;
      const Step step{way.last, &at, &rule};
      const Way here{std::move(*both), &step, way.depth};
      if (rule.logs) note_log(here.traffic);
      if (take(at, rule, here, gone) && covers(rule.traffic, way.traffic)) return gone.empty();
    }
    return false;
  }

  // What left the chain early does not reach the rule; where that is only part of it, the rule is narrower than it
  // says.
  static auto still_here(Traffic& traffic, const std::vector<Traffic>& gone) -> bool {
    for (const auto& one : gone) {
      if (covers(one, traffic)) return false;
      if (!may_meet(one, traffic)) continue;
      auto rest = without(traffic, one);
      if (rest)
        traffic = std::move(*rest);
      else
        traffic.exact = false;
    }
    return true;
  }

  // Whether the rule decides all that it matches.
  auto take(const Place& at, const ChainRule& rule, const Way& here, std::vector<Traffic>& gone) -> bool {
    switch (rule.verdict) {
      case Verdict::next:
        return false;
      case Verdict::accept:
        walk_hook(at.hook + 1, here, false);
        return true;
      case Verdict::refuse:
        list(here, false);
        return true;
      case Verdict::unclear:
        list(here, std::nullopt);
        return true;
      case Verdict::leave:
        leave(at, here, gone);
        return true;
      case Verdict::jump:
        return follow(at, rule, here);
      case Verdict::go:
        if (!follow(at, rule, here)) leave(at, here, gone);
        return true;
    }
    return false;
  }

  void leave(const Place& at, const Way& here, std::vector<Traffic>& gone) {
    if (at.chain->hook != Hook::none) return settle(at.hook, *at.chain, here, false);
    gone.push_back(here.traffic);
  }

  // Whether nothing comes back.
  auto follow(const Place& at, const ChainRule& rule, const Way& here) -> bool {
    const auto found = at.table->chains.find(rule.target);
    // Chains that jump in a circle are refused by the kernel; one that is not there may do anything.
    if (found == at.table->chains.end() || here.depth >= deepest_jump) {
      auto unknown = here;
      unknown.traffic.exact = false;
      list(unknown, std::nullopt);
      return false;
    }
    found_.looked_at.insert(found->second.line);
    Way inner = here;
    ++inner.depth;
    return walk_chain({at.hook, at.table, &found->first, &found->second, false}, inner);
  }

  // ---- what comes of it

  // `policy`: the line of that of a chain, where it decides.
  void list(const Way& way, std::optional<bool> allow, std::uint32_t policy = 0) {
    const auto& traffic = way.traffic;
    if (!traffic.opens) return note_state(way, allow, policy);
    listed_ += traffic.from.size() + traffic.to.size();
    if (found_.rules.size() >= most_rules || listed_ > most_nets) {
      found_.whole = false;
      return;
    }
    may_open_ = may_open_ || allow != std::optional(false);
    auto lines = lines_of(way.last);
    if (policy > 0) lines.push_back(policy);
    found_.rules.push_back(
        {path_of(way.last) + (policy > 0 ? ":policy" : ""), std::move(lines), traffic, allow, logged(traffic)});
  }

  void note_state(const Way& way, std::optional<bool> allow, std::uint32_t policy) {
    const auto line = policy > 0 ? policy : way.last != nullptr ? way.last->rule->line : 0;
    if (line == 0) return;
    if (allow == std::optional(true) && way.traffic.continues) found_.sessions.push_back(line);
    const bool all_strays = way.traffic.strays && way.traffic.exact && nothing_but_state(way.traffic);
    if (allow == std::optional(false) && all_strays && !may_open_) found_.strays.push_back(line);
  }
  auto nothing_but_state(Traffic traffic) const -> bool {
    traffic.opens = true;
    return covers(traffic, all_);
  }

  void note_log(const Traffic& traffic) {
    if (logs_.size() < most_logs)
      logs_.push_back(traffic);
    else
      many_logs_ = true;
  }
  // Whether every match is recorded; nothing where that cannot be told.
  auto logged(const Traffic& traffic) const -> std::optional<bool> {
    bool may = many_logs_;
    for (const auto& one : logs_) {
      if (covers(one, traffic)) return true;
      may = may || (!one.exact && may_meet(one, traffic));
    }
    return may ? std::nullopt : std::optional(false);
  }

  std::vector<Hooked> hooked_;
  Traffic all_;
  std::vector<Traffic> logs_;
  bool many_logs_ = false;
  bool may_open_ = false;  // a rule came that does not refuse
  std::size_t steps_ = 0;
  std::size_t listed_ = 0;  // ranges
  Decisions found_;
};

// The chains on the hook that see packets of these families, in the order in which packets come to them.
auto hooked_chains(const std::vector<FilterTable>& tables, Hook hook, bool v4, bool v6) -> std::vector<Hooked> {
  std::vector<Hooked> hooked;
  for (const auto& table : tables) {
    if (!(table.v4 && v4) && !(table.v6 && v6)) continue;
    for (const auto& [name, chain] : table.chains) {
      // A chain that lets everything pass decides nothing.
      if (chain.hook == hook && !(chain.accepts && chain.rules.empty() && !hooked.empty())) {
        hooked.push_back({&table, &name, &chain});
      }
    }
  }
  std::ranges::stable_sort(hooked, {}, [](const Hooked& one) { return one.chain->priority; });
  return hooked;
}

}  // namespace

auto decide(const std::vector<FilterTable>& tables, Hook hook) -> std::vector<Decisions> {
  const auto hangs = [&](bool v4, bool v6) {
    return std::ranges::any_of(tables, [&](const FilterTable& table) {
      return table.v4 == v4 && table.v6 == v6 &&
             std::ranges::any_of(table.chains, [&](const auto& one) { return one.second.hook == hook; });
    });
  };
  std::vector<Decisions> all;
  const auto run = [&](bool v4, bool v6) {
    auto hooked = hooked_chains(tables, hook, v4, v6);
    if (hooked.empty()) return;
    auto traffic = all_traffic(v4, v6);
    traffic.family_known = std::ranges::all_of(hooked, [](const Hooked& one) { return one.table->family_known; });
    all.push_back(ChainWalk(std::move(hooked), std::move(traffic)).run());
  };
  if (!hangs(true, false) && !hangs(false, true)) {
    run(true, true);
  } else {
    run(true, false);
    run(false, true);
  }
  return all;
}

}  // namespace dengbao::importing
