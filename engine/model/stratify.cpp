#include <algorithm>
#include <set>

#include "model/children.h"
#include "model/compilation.h"

// Puts relations in the order in which they can be evaluated: those that depend on each other share a stratum.
namespace dengbao::model {
namespace {

// How a relation uses another one.
struct Use {
  RelationId relation;
  bool plain = false;                   // only more tuples can come of more tuples
  std::optional<DefinitionId> through;  // called by this definition, or one below it
  Span span;
};

// What the rules of one relation use.
class UseFinder {
 public:
  explicit UseFinder(const Program& program) : program_(program) {}

  auto run(const Relation& relation) -> std::vector<Use> {
    for (const auto& rule : relation.rules) visit(rule);
    return std::move(uses_);
  }

 private:
  // Whether the whole becomes truer as the part does, falser, or either.
  enum class Way : std::uint8_t { with, against, either };
  static auto flipped(Way way) -> Way {
    if (way == Way::either) return way;
    return way == Way::with ? Way::against : Way::with;
  }

  void visit(const RelationRule& rule) {
    for (const auto& generator : rule.generators) visit(generator.list, Way::either);
    for (const auto& atom : rule.atoms) {
      uses_.push_back({atom.relation, true, std::nullopt, atom.span});
      for (const auto& term : atom.terms) {
        if (const auto* expr = std::get_if<ExprId>(&term)) visit(*expr, Way::either);
      }
    }
    for (const auto condition : rule.conditions) visit(condition, Way::with);
  }

  void visit(ExprId expr, Way way) {
    const auto& node = program_.exprs[expr].node;
    if (const auto* call = std::get_if<CallRelation>(&node)) {
      uses_.push_back({call->relation, way == Way::with, std::nullopt, program_.exprs[expr].span});
    }
    if (const auto* call = std::get_if<CallDefinition>(&node)) {
      std::set<DefinitionId> seen;
      visit_definition(call->definition, call->definition, program_.exprs[expr].span, seen);
    }
    if (std::holds_alternative<And>(node) || std::holds_alternative<Or>(node)) return visit_all(node, way);
    if (std::holds_alternative<Not>(node)) return visit_all(node, flipped(way));
    if (const auto* implies = std::get_if<Implies>(&node)) {
      visit(implies->condition, flipped(way));
      return visit(implies->consequence, way);
    }
    if (const auto* quantifier = std::get_if<Quantifier>(&node)) return visit(*quantifier, way);
    visit_all(node, Way::either);
  }

  void visit_all(const ExprNode& node, Way way) {
    for (const auto child : children(node)) visit(child, way);
  }

  void visit(const Quantifier& node, Way way) {
    visit(node.list, Way::either);
    if (node.bound) visit(*node.bound, Way::either);
    auto where = Way::either;
    auto body = Way::either;
    if (node.kind == QuantifierKind::some) where = body = way;
    if (node.kind == QuantifierKind::no) where = body = flipped(way);
    if (node.kind == QuantifierKind::every) {
      where = flipped(way);
      body = way;
    }
    if (node.where) visit(*node.where, where);
    visit(node.body, body);
  }

  void visit_definition(DefinitionId id, DefinitionId first, Span span, std::set<DefinitionId>& seen) {
    if (seen.insert(id).second) visit_body(program_.definitions[id].body, first, span, seen);
  }

  void visit_body(ExprId expr, DefinitionId first, Span span, std::set<DefinitionId>& seen) {
    const auto& node = program_.exprs[expr].node;
    if (const auto* call = std::get_if<CallRelation>(&node)) uses_.push_back({call->relation, false, first, span});
    if (const auto* call = std::get_if<CallDefinition>(&node)) visit_definition(call->definition, first, span, seen);
    for (const auto child : children(node)) visit_body(child, first, span, seen);
  }

  const Program& program_;
  std::vector<Use> uses_;
};

// The groups of relations that use each other, those used first (Tarjan 1972).
class Groups {
 public:
  explicit Groups(const std::vector<std::vector<Use>>& uses)
      : uses_(uses), order_(uses.size(), unseen), lowest_(uses.size()), group_(uses.size(), unseen) {}

  auto run() -> std::vector<std::uint32_t> {
    for (std::uint32_t i = 0; i < uses_.size(); ++i) {
      if (order_[i] == unseen) visit(i);
    }
    return std::move(group_);
  }

 private:
  static constexpr std::uint32_t unseen = 0xffffffff;

  void visit(std::uint32_t at) {
    order_[at] = lowest_[at] = next_++;
    open_.push_back(at);
    for (const auto& use : uses_[at]) {
      const auto to = use.relation.index;
      if (order_[to] == unseen) visit(to);
      if (group_[to] == unseen) lowest_[at] = std::min(lowest_[at], lowest_[to]);
    }
    if (lowest_[at] != order_[at]) return;
    for (auto member = unseen; member != at; open_.pop_back()) group_[member = open_.back()] = groups_;
    ++groups_;
  }

  const std::vector<std::vector<Use>>& uses_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> lowest_;
  std::vector<std::uint32_t> group_;
  std::vector<std::uint32_t> open_;
  std::uint32_t next_ = 0;
  std::uint32_t groups_ = 0;
};

class Stratifier {
 public:
  explicit Stratifier(Compilation& c) : c_(c) {}

  void run() {
    auto& relations = c_.program.relations;
    for (const auto& relation : relations) uses_.push_back(UseFinder(c_.program).run(relation));
    const auto groups = Groups(uses_).run();
    for (std::uint32_t i = 0; i < groups.size(); ++i) relations[RelationId{i}].stratum = groups[i];
    for (std::uint32_t i = 0; i < groups.size(); ++i) check({i});
  }

 private:
  auto stratum(RelationId id) const -> std::uint32_t { return c_.program.relations[id].stratum; }

  void check(RelationId id) {
    const auto& name = c_.program.relations[id].name;
    for (const auto& use : uses_[id.index]) {
      if (use.plain || stratum(use.relation) != stratum(id)) continue;
      if (!told_.insert(stratum(id)).second) return;
      if (use.through) {
        const auto& definition = c_.program.definitions[*use.through].name;
        c_.sink.report(Code::recursive_definition, use.span, name,
                       name + " → " + definition + circle(use.relation, id));
      } else {
        const auto rest = circle(use.relation, id).substr(std::string_view(" →").size());
        c_.sink.report(Code::relation_negative_circle, use.span, name, say("{} → not{}", "{} → 非{}", name, rest))
            .help(say("what a relation does not contain must be settled before another one asks for it",
                      "一个关系不含什么，须在其他关系引用之前就已确定"));
      }
      return;
    }
  }

  // " → a → b": the shortest way of uses from one relation to another.
  auto circle(RelationId from, RelationId to) const -> std::string {
    std::vector<std::pair<RelationId, std::string>> ways{{from, " → " + c_.program.relations[from].name}};
    std::set<RelationId> seen{from};
    for (std::size_t i = 0; i < ways.size(); ++i) {
      const auto [at, words] = ways[i];
      if (at == to) return words;
      for (const auto& use : uses_[at.index]) {
        const auto& next = c_.program.relations[use.relation];
        if (next.stratum == stratum(to) && seen.insert(use.relation).second)
          ways.emplace_back(use.relation, words + " → " + next.name);
      }
    }
    return "";
  }

  Compilation& c_;
  std::vector<std::vector<Use>> uses_;
  std::set<std::uint32_t> told_;  // strata with a circle that was reported
};

}  // namespace

void stratify(Compilation& c) { Stratifier(c).run(); }

}  // namespace dengbao::model
