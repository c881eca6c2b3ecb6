#include <algorithm>
#include <functional>
#include <limits>
#include <queue>

#include "explain/evaluate.h"
#include "explain/extents.h"
#include "model/children.h"

// Finds what relations contain, tuple by tuple, those with the shortest derivations first (Knuth 1977, after Dijkstra):
// a tuple is joined, once, with those found before it.
namespace dengbao::explain {
namespace {

using namespace model;

constexpr std::size_t most_further = 8;

// A rule made ready.
struct ReadyRule {
  RelationId relation;
  std::uint32_t index = 0;
  const RelationRule* rule = nullptr;
  std::vector<std::size_t> own;  // atoms of the relations that are being found
  std::vector<ExprId> early;     // conditions that no atom binds a variable of
  std::vector<ExprId> late;      // all others
  bool asks_itself = false;      // a condition calls a relation that is being found
  std::vector<bool> bound;       // by slot: generators bind it
  std::vector<Frame> bases;      // values of the generators under which the early conditions hold
};

// A derivation not finished yet: which tuples met the atoms so far.
struct Joining {
  Frame frame;
  std::vector<bool> bound;
  std::vector<std::size_t> atoms;
};

struct Pending {
  std::size_t cost = 0;
  std::size_t order = 0;
  RelationId relation;
  Tuple tuple;
  Derivation how;
  friend auto operator>(const Pending& a, const Pending& b) -> bool {
    return std::pair(a.cost, a.order) > std::pair(b.cost, b.order);
  }
};

class Solver {
 public:
  Solver(const World& world, std::map<RelationId, Extent>& extents, bool possible)
      : world_(world), extents_(extents), possible_(possible) {}

  auto run() -> bool {
    for (const auto& [relation, extent] : extents_) {
      const auto& rules = world_.program.relations[relation].rules;
      for (std::uint32_t i = 0; i < rules.size(); ++i) rules_.push_back(ready(relation, i, rules[i]));
    }
    for (const auto& rule : rules_) {
      if (rule.own.empty() || rule.asks_itself) join_all(rule);
    }
    while (finish_pending()) {
      for (const auto& rule : rules_) {
        if (rule.asks_itself) join_all(rule);
      }
    }
    return uncertain_;
  }

 private:
  // ---- what is asked of truths and values: all must be sure, or none impossible ----

  auto holds(Truth truth) -> bool {
    uncertain_ = uncertain_ || truth == Truth::unknown;
    return possible_ ? truth != Truth::no : truth == Truth::yes;
  }
  // A number of which only the bounds are known is not known.
  auto usable(Value& value) -> bool {
    if (value.get_if<Interval>() != nullptr) value = {};
    if (value.is_none()) return false;
    return !value.is_unknown() || holds(Truth::unknown);
  }

  // ---- rules ----

  auto ready(RelationId relation, std::uint32_t index, const RelationRule& rule) -> ReadyRule {
    ReadyRule result{relation, index, &rule, {}, {}, {}, false, std::vector<bool>(rule.slots), {}};
    for (const auto& generator : rule.generators) result.bound[generator.variable.index] = true;
    auto by_atoms = std::vector<bool>(rule.slots);
    for (std::size_t i = 0; i < rule.atoms.size(); ++i) {
      if (extents_.contains(rule.atoms[i].relation)) {
        result.own.push_back(i);
      } else {
        look_below(rule.atoms[i].relation);
      }
      for (const auto& term : rule.atoms[i].terms) {
        const auto* slot = std::get_if<Slot>(&term);
        if (slot != nullptr && !result.bound[slot->index]) by_atoms[slot->index] = true;
      }
    }
    for (const auto condition : rule.conditions) {
      const bool itself = calls_own(condition);
      result.asks_itself = result.asks_itself || itself;
      (itself || mentions(condition, by_atoms) ? result.late : result.early).push_back(condition);
    }
    Frame frame(rule.slots);
    generate(result, 0, frame);
    return result;
  }

  void look_below(RelationId relation) {
    const auto& extent = world_.extents->of(world_, relation);
    uncertain_ = uncertain_ || !extent.certain;
    lower_[relation] = possible_ ? &extent.possible() : &extent.surely;
  }

  auto calls_own(ExprId expr) const -> bool {
    const auto& node = world_.program.exprs[expr].node;
    const auto* call = std::get_if<CallRelation>(&node);
    if (call != nullptr && extents_.contains(call->relation)) return true;
    const auto below = children(node);
    return std::any_of(below.begin(), below.end(), [&](ExprId child) { return calls_own(child); });
  }

  auto mentions(ExprId expr, const std::vector<bool>& slots) const -> bool {
    const auto& node = world_.program.exprs[expr].node;
    const auto* variable = std::get_if<VariableRef>(&node);
    if (variable != nullptr && slots[variable->slot.index]) return true;
    const auto below = children(node);
    return std::any_of(below.begin(), below.end(), [&](ExprId child) { return mentions(child, slots); });
  }

  // All values of the generators from the given one on. Of a list that may have more elements, any other value is
  // possible.
  void generate(ReadyRule& rule, std::size_t at, Frame& frame) {
    if (at == rule.rule->generators.size()) {
      const auto met = [&](ExprId condition) { return holds(evaluate_truth(world_, condition, frame)); };
      if (std::all_of(rule.early.begin(), rule.early.end(), met)) rule.bases.push_back(frame);
      return;
    }
    const auto& [variable, list] = rule.rule->generators[at];
    auto members = members_of(world_, list, frame);
    if (members.open) members.members.push_back({Value{}, Truth::unknown});
    for (auto& member : members.members) {
      if (!holds(member.in) || member.value.is_none()) continue;
      if (member.value.is_unknown() && !holds(Truth::unknown)) continue;
      frame[variable.index] = member.value;
      generate(rule, at + 1, frame);
    }
  }

  // ---- joins ----

  auto tuples(RelationId relation) const -> const Tuples& {
    const auto own = extents_.find(relation);
    if (own != extents_.end()) return possible_ ? own->second.possibly : own->second.surely;
    return *lower_.at(relation);
  }

  void join_all(const ReadyRule& rule) {
    for (const auto& base : rule.bases) {
      Joining joining{base, rule.bound, std::vector<std::size_t>(rule.rule->atoms.size())};
      join(rule, joining, 0, {});
    }
  }

  // One atom is met by the tuple found last. Of the same relation's other atoms, those before it take older tuples
  // only: so nothing is joined twice.
  struct Newest {
    std::size_t atom = 0;
    std::size_t place = 0;
    RelationId relation;
  };
  void join_newest(const ReadyRule& rule, const Newest& newest) {
    for (const auto& base : rule.bases) {
      Joining joining{base, rule.bound, std::vector<std::size_t>(rule.rule->atoms.size())};
      if (!meet(rule, joining, newest.atom, newest.place)) continue;
      join(rule, joining, 0, newest);
    }
  }

  void join(const ReadyRule& rule, Joining& joining, std::size_t atom, const std::optional<Newest>& newest) {
    if (newest && newest->atom == atom) return join(rule, joining, atom + 1, newest);
    if (atom == rule.rule->atoms.size()) return conclude(rule, joining);
    ++world_.extents->joins;
    const auto relation = rule.rule->atoms[atom].relation;
    const bool older_only = newest && atom < newest->atom && relation == newest->relation;
    for (const auto place : candidates(rule, joining, atom)) {
      if (older_only && place == newest->place) continue;
      auto further = joining;
      if (meet(rule, further, atom, place)) join(rule, further, atom + 1, newest);
    }
  }

  auto candidates(const ReadyRule& rule, Joining& joining, std::size_t atom) -> std::vector<std::size_t> {
    const auto& [relation, terms, span] = rule.rule->atoms[atom];
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const auto value = known_term(terms[i], joining);
      if (value.is_value()) return tuples(relation).candidates(i, value);
    }
    return tuples(relation).candidates(0, {});
  }

  auto known_term(const std::variant<Slot, ExprId>& term, Joining& joining) -> Value {
    const auto* slot = std::get_if<Slot>(&term);
    if (slot != nullptr) return joining.bound[slot->index] ? joining.frame[slot->index] : Value{};
    return all_bound(std::get<ExprId>(term), joining) ? evaluate(world_, std::get<ExprId>(term), joining.frame)
                                                      : Value{};
  }

  auto all_bound(ExprId expr, const Joining& joining) const -> bool {
    auto unbound = joining.bound;
    unbound.flip();
    return !mentions(expr, unbound);
  }

  // Binds the variables of an atom to a tuple; false where they have other values. A value that is reckoned from
  // variables not bound yet is looked at in the end.
  auto meet(const ReadyRule& rule, Joining& joining, std::size_t atom, std::size_t place) -> bool {
    const auto& [relation, terms, span] = rule.rule->atoms[atom];
    const auto& tuple = tuples(relation)[place].tuple;
    joining.atoms[atom] = place;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const auto* slot = std::get_if<Slot>(&terms[i]);
      if (slot == nullptr) continue;
      auto& value = joining.frame[slot->index];
      if (joining.bound[slot->index] && !(usable(value) && may_be(value, tuple[i]))) return false;
      if (!joining.bound[slot->index] || value.is_unknown()) value = tuple[i];
      joining.bound[slot->index] = true;
    }
    return true;
  }

  auto reckoned_terms_meet(const ReadyRule& rule, Joining& joining) -> bool {
    for (std::size_t atom = 0; atom < rule.rule->atoms.size(); ++atom) {
      const auto& [relation, terms, span] = rule.rule->atoms[atom];
      for (std::size_t i = 0; i < terms.size(); ++i) {
        const auto* expr = std::get_if<ExprId>(&terms[i]);
        if (expr == nullptr) continue;
        auto value = evaluate(world_, *expr, joining.frame);
        if (!usable(value) || !may_be(value, tuples(relation)[joining.atoms[atom]].tuple[i])) return false;
      }
    }
    return true;
  }

  void conclude(const ReadyRule& rule, Joining& joining) {
    if (!reckoned_terms_meet(rule, joining)) return;
    for (const auto condition : rule.late) {
      if (!holds(evaluate_truth(world_, condition, joining.frame))) return;
    }
    Tuple tuple;
    for (const auto head : rule.rule->heads) {
      tuple.push_back(evaluate(world_, head, joining.frame));
      if (!usable(tuple.back())) return;
    }
    note(rule, std::move(tuple), joining);
  }

  // ---- tuples ----

  static auto sum(std::size_t a, std::size_t b) -> std::size_t {
    return a > std::numeric_limits<std::size_t>::max() - b ? std::numeric_limits<std::size_t>::max() : a + b;
  }

  // A rule that does nothing but put tuples of its own relations together adds no step of its own.
  auto cost(const ReadyRule& rule, const Joining& joining) const -> std::size_t {
    const bool own_only = !rule.own.empty() && rule.own.size() == rule.rule->atoms.size() &&
                          rule.rule->generators.empty() && rule.rule->conditions.empty();
    std::size_t total = own_only ? 0 : 1;
    for (const auto atom : rule.own) {
      total = sum(total, tuples(rule.rule->atoms[atom].relation)[joining.atoms[atom]].cost);
    }
    return total;
  }

  void note(const ReadyRule& rule, Tuple tuple, const Joining& joining) {
    const bool keep_all = possible_ && rule.own.empty();
    const auto costs = cost(rule, joining);
    if (!keep_all && (is_covered(tuples(rule.relation), tuple) || is_noted(rule.relation, tuple, costs))) return;
    pending_.push(
        {costs, next_++, rule.relation, std::move(tuple), Derivation{rule.index, joining.frame, joining.atoms}});
  }

  // Whether a derivation no longer than this one was noted before.
  auto is_noted(RelationId relation, const Tuple& tuple, std::size_t cost) -> bool {
    auto& noted = noted_[relation];
    const auto place = noted.find(tuple);
    if (!place) {
      noted.add({tuple, cost, {}, {}});
      return false;
    }
    if (noted[*place].cost <= cost) return true;
    noted.at(*place).cost = cost;
    return false;
  }

  // A tuple with any value in place of some of these says as much.
  auto is_covered(const Tuples& found, const Tuple& tuple) const -> bool {
    if (!possible_) return false;
    const auto places = found.matching(tuple);
    return std::any_of(places.begin(), places.end(), [&](std::size_t place) {
      const auto& other = found[place].tuple;
      for (std::size_t i = 0; i < tuple.size(); ++i) {
        if (tuple[i].is_unknown() && !other[i].is_unknown()) return false;
      }
      return true;
    });
  }

  // Takes up what was noted, the shortest first; false where there was nothing new.
  auto finish_pending() -> bool {
    bool any = false;
    while (!pending_.empty()) {
      auto next = pending_.top();
      pending_.pop();
      any = finish(std::move(next)) || any;
    }
    return any;
  }

  auto finish(Pending next) -> bool {
    auto& extent = extents_.at(next.relation);
    auto& into = possible_ ? extent.possibly : extent.surely;
    if (const auto place = into.find(next.tuple)) {
      auto& further = into.at(*place).further;
      if (possible_ && rests_on_facts(next) && further.size() < most_further) further.push_back(std::move(next.how));
      return false;
    }
    const auto relation = next.relation;
    const auto place = into.add({std::move(next.tuple), next.cost, std::move(next.how), {}});
    for (const auto& rule : rules_) {
      for (const auto atom : rule.own) {
        if (rule.rule->atoms[atom].relation == relation) join_newest(rule, {atom, place, relation});
      }
    }
    return true;
  }

  auto rests_on_facts(const Pending& pending) const -> bool {
    const auto& rule = world_.program.relations[pending.relation].rules[pending.how.rule];
    return std::none_of(rule.atoms.begin(), rule.atoms.end(),
                        [&](const RelationAtom& atom) { return extents_.contains(atom.relation); });
  }

  const World& world_;
  std::map<RelationId, Extent>& extents_;
  bool possible_;
  bool uncertain_ = false;
  std::vector<ReadyRule> rules_;
  std::map<RelationId, const Tuples*> lower_;  // of relations found before
  std::map<RelationId, Tuples> noted_;
  std::priority_queue<Pending, std::vector<Pending>, std::greater<>> pending_;
  std::size_t next_ = 0;
};

}  // namespace

auto solve(const World& world, std::map<RelationId, Extent>& extents, bool possible) -> bool {
  return Solver(world, extents, possible).run();
}

}  // namespace dengbao::explain
